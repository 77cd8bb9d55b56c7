"""The line of time: every day has its mark, in order, and no label touches another or leaves the picture."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from samfrid.municipalities.timeline import Drawing, Mark, draw, picture_of
from samfrid.pictures.picture import WIDTH

D = dt.date
TODAY = D(2026, 11, 22)

marks = st.lists(
    st.builds(
        Mark,
        on=st.dates(D(2015, 1, 1), D(2030, 12, 31)),
        text=st.sampled_from(["Väckt", "Beslut i Kommunfullmäktige", "Åtagande ska vara klart"]),
        tone=st.sampled_from(["", "done", "soon", "late"]),
    ),
    max_size=30,
)


def drawn(*days: str) -> Drawing:
    drawing = draw([Mark(D.fromisoformat(day), "Beslut") for day in days], TODAY)
    assert drawing is not None
    return drawing


def test_one_day_makes_no_line() -> None:
    assert draw([], TODAY) is None
    assert draw([Mark(TODAY, "a"), Mark(TODAY, "b")], TODAY) is None


def test_a_day_known_by_its_month_is_said_by_its_month() -> None:
    marks = [Mark(D(2022, 2, 28), "Väckt", when="februari 2022"), Mark(D(2022, 12, 14), "Beslut")]
    drawing = draw(marks, TODAY)
    assert drawing is not None
    assert [one.when.replace("\xa0", " ") for one in drawing.marks] == ["februari 2022", "14 december 2022"]
    assert drawing.marks[0].text == "Väckt, februari 2022"


def test_several_on_one_day_are_one_mark_of_the_gravest_tone() -> None:
    drawing = draw(
        [Mark(TODAY, "ett", "done"), Mark(TODAY, "två", "late"), Mark(TODAY, "tre"), Mark(D(2026, 1, 1), "noll")], TODAY
    )
    assert drawing is not None
    assert len(drawing.marks) == 2
    assert drawing.marks[1].tone == "late"
    assert drawing.marks[1].text.startswith("ett och 2 till")


def test_today_and_the_years_are_on_the_line() -> None:
    drawing = drawn("2023-06-01", "2025-06-01")
    assert [year for _x, year in drawing.years] == [2024, 2025, 2026]
    assert drawing.today_x is not None
    assert drawing.today_x > drawing.marks[-1].x


def test_a_line_that_begins_after_today_has_no_today() -> None:
    assert drawn("2027-01-01", "2028-01-01").today_x is None


def test_a_bar_knows_how_much_has_passed() -> None:
    period = (D(2026, 1, 1), D(2027, 1, 1))
    drawing = draw([Mark(day, "x") for day in period], TODAY, period)
    assert drawing is not None
    assert drawing.bar is not None
    start, length, passed = drawing.bar
    assert start == drawing.marks[0].x
    assert 0.88 < passed / length < 0.9


@given(marks)
def test_marks_stand_in_order_inside_the_picture(found: list[Mark]) -> None:
    drawing = draw(found, TODAY)
    if drawing is None:
        assert len({mark.on for mark in found}) < 2
        return
    assert [mark.on for mark in drawing.marks] == sorted({mark.on for mark in found})
    assert all(0 <= one.x <= two.x <= WIDTH for one, two in combinations(drawing.marks, 2))
    assert all(0 < mark.label_y <= drawing.axis_y < drawing.height for mark in drawing.marks)


@given(marks)
def test_labels_do_not_touch(found: list[Mark]) -> None:
    drawing = draw(found, TODAY)
    labelled = [one for one in drawing.marks if one.labelled] if drawing else []
    for one, two in combinations(labelled, 2):
        if one.label_y == two.label_y:
            left, right = sorted((one, two), key=lambda mark: mark.label_x)
            assert left.label_x + len(left.text) * 6.9 <= right.label_x


def test_what_there_is_no_room_for_is_said_by_the_table_alone() -> None:
    """Whatever else falls, the last day and the decision have their labels."""
    long = "Sattes upp på föredragningslistan för kommunfullmäktige"
    many = [Mark(D(2026, 1, day), long, "done") for day in range(1, 29)]
    told = [Mark(D(2026, 1, 30), "Beslut", "done", main=True), Mark(D(2026, 1, 31), "Sista dag att besluta", "late")]
    drawing = draw([*many, *told], TODAY)
    assert drawing is not None
    assert len(drawing.marks) == 30
    assert all(one.text for one in drawing.marks)
    assert not all(one.labelled for one in drawing.marks)
    assert [one.labelled for one in drawing.marks[-2:]] == [True, True]


@given(marks)
def test_the_picture_says_every_day_in_its_table(found: list[Mark]) -> None:
    drawing = draw(found, TODAY)
    picture = picture_of(drawing, "Dagar & <dagar>")
    if drawing is None or picture is None:
        assert drawing is None
        assert picture is None
        return
    etree.fromstring(picture.svg)
    assert picture.columns == ("Dag", "Vad")
    assert picture.rows == tuple((one.when, one.text) for one in drawing.marks)
