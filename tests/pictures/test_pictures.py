"""Every picture is well formed, acts as nothing but a picture, and its table says what it shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from samfrid.pictures import (
    Bar,
    BarWords,
    BurndownWords,
    Month,
    Picture,
    Point,
    PointKind,
    Ring,
    Row,
    Series,
    Span,
    TimelineWords,
    Tone,
    WheelWords,
    bars,
    burndown,
    by_month,
    timeline,
    wheel,
)
from samfrid.pictures.picture import WIDTH, cut, tidy
from tests.papers.letters import HOSTILE

D = dt.date
TODAY: Final = D(2026, 11, 22)
SVG: Final = "{http://www.w3.org/2000/svg}"
LINES: Final = TimelineWords(
    "Åtagande",
    "Läge",
    "idag",
    {kind: f"<{kind.value}>" for kind in PointKind},
    lambda day: day.isoformat(),
    lambda day: f"{day:%Y-%m}",
)
BURNS: Final = BurndownWords("Månad", "Öppna", "Nya", "Avslutade", lambda day: f"{day:%Y-%m}", lambda day: f"{day:%m}")
WHO: Final = BarWords("Enhet", "Summa")
SERIES: Final = [Series(tone, tone.value) for tone in Tone]


def _timeline(label: str) -> Picture:
    points = tuple(Point(D(2022 + place, 3, 1), kind) for place, kind in enumerate(PointKind))
    spans = tuple(Span(D(2022 + place, 1, 1), D(2023 + place, 1, 1), tone) for place, tone in enumerate(Tone))
    rows = [Row(label, points, spans, label), Row(label, (Point(D(2020, 1, 1), PointKind.ASKED, label),))]
    made = timeline(rows, title=label or "T", description=label, words=LINES, today=TODAY)
    assert made is not None
    return made


def _bars(label: str) -> Picture:
    rows = [Bar(label, tuple(range(len(SERIES)))), Bar("Ingen", (0,) * len(SERIES))]
    return bars(rows, SERIES, title=label or "T", description=label, words=WHO)


def _burndown(label: str) -> Picture:
    return burndown([Month(D(2026, 10, 1), 3, 1, 2)], title=label or "T", description=label, words=BURNS)


MONTHS: Final = [f"{month:02}" for month in range(1, 13)]
ROUND: Final = WheelWords("Månad", "Summa", "idag", "Större: flera", "Streckad: inget", MONTHS, MONTHS)


def _wheel(label: str) -> Picture:
    rings = [Ring(label, [D(2026, 3, 1), D(2026, 3, 2), D(2026, 12, 31), D(2027, 1, 1)]), Ring("Tom", [])]
    return wheel(2026, rings, title=label or "T", description=label, words=ROUND, today=TODAY)


every_picture = pytest.mark.parametrize("make", [_timeline, _bars, _burndown, _wheel])


def parsed(picture: Picture) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(picture.svg.encode(), parser)


@every_picture
@pytest.mark.parametrize("label", [*HOSTILE, "\x00\x1b\ud800 \u202eegdus", '" onload="alert(1)', "'><script>"])
def test_hostile_words_stay_words(make: Callable[[str], Picture], label: str) -> None:
    made = make(label)
    root = parsed(made)
    allowed = {"svg", "title", "desc", "defs", "pattern", "path", "rect", "circle", "text", "g"}
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in allowed
        assert not any(name == "style" or name.startswith("on") or "href" in name for name in element.attrib)
        assert not any("url(" in value and not value.startswith("url(#bild-") for value in element.attrib.values())
    assert root.findtext(f"{SVG}title") == tidy(label) or made.title == "T"


@every_picture
def test_a_reader_of_the_screen_is_told_what_it_is(make: Callable[[str], Picture]) -> None:
    root = parsed(make("Våra åtaganden"))
    assert root.get("role") == "img"
    named = str(root.get("aria-labelledby")).split()
    texts = {element.get("id"): element.text for element in root}
    assert [texts[key] for key in named] == ["Våra åtaganden", "Våra åtaganden"]
    keys = re.findall(r' id="([^"]+)"', make("a").svg + make("b").svg)
    assert len(keys) == len(set(keys))


@every_picture
def test_the_same_rows_give_the_same_picture(make: Callable[[str], Picture]) -> None:
    assert make("x") == make("x")
    assert make("x").svg != make("y").svg


@every_picture
def test_each_row_of_the_table_is_as_wide_as_its_head(make: Callable[[str], Picture]) -> None:
    made = make("x")
    assert made.rows
    assert all(len(row) == len(made.columns) for row in made.rows)
    assert made.height > 0


def test_every_tone_has_a_pattern_of_its_own() -> None:
    """In grey they are told apart too: one is filled whole, the others differ in what they are drawn with."""
    root = parsed(_bars("x"))
    drawn = [tuple(path.get("d") for path in one) for one in root.iter(f"{SVG}pattern")]
    assert len(drawn) == len(set(drawn)) == len(Tone) - 1  # what is late is filled whole
    shapes = [group.find(f"{SVG}path").attrib["d"] for group in parsed(_timeline("x")).iter(f"{SVG}g")]
    assert len(set(shapes)) == len(PointKind) - 1  # what is due and what was, which is filled and has a bar in it


def test_the_table_of_a_timeline_has_a_column_for_each_kind_of_day_that_is_there() -> None:
    points = (Point(D(2022, 2, 28), PointKind.ASKED, "februari 2022"), Point(D(2026, 3, 1), PointKind.LATE))
    rows = [Row("Plan " + "x" * 200, points, state="försenat"), Row("Utan dag", state="pågår")]
    made = timeline(rows, title="T", description="", words=LINES, today=TODAY)
    assert made is not None
    assert made.columns == ("Åtagande", "<asked>", "<late>", "Läge")
    assert made.rows == (
        ("Plan " + "x" * 200, "februari 2022", "2026-03-01", "försenat"),
        ("Utan dag", "", "", "pågår"),
    )
    assert "x" * 60 not in made.svg


def test_nothing_to_draw_is_no_picture() -> None:
    assert timeline([], title="T", description="", words=LINES, today=TODAY) is None
    assert timeline([Row("Utan dag")], title="T", description="", words=LINES, today=TODAY) is None


days = st.dates(D(1995, 1, 1), D(2040, 12, 31))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.tuples(days, st.sampled_from(PointKind)), min_size=1, max_size=5), min_size=1, max_size=60))
def test_marks_stand_within_the_picture_and_in_the_order_of_days(found: list[list[tuple[dt.date, PointKind]]]) -> None:
    rows = [Row(f"Rad {number}", tuple(Point(*one) for one in row)) for number, row in enumerate(found)]
    made = timeline(rows, title="T", description="", words=LINES, today=TODAY)
    assert made is not None
    root = parsed(made)
    marks = [str(one.get("transform")) for one in root.iter(f"{SVG}g")]
    places = [tuple(map(float, re.findall(r"[\d.]+", mark))) for mark in marks]
    assert all(0 <= x <= WIDTH + 5 * 13 and 0 < y <= made.height for x, y in places)
    titles = [one.findtext(f"{SVG}title") for one in root.iter(f"{SVG}g")]
    by_row: dict[float, list[tuple[float, str]]] = {}
    for (x, y), title in zip(places, titles, strict=True):
        if title:
            by_row.setdefault(y, []).append((x, title.partition(": ")[2]))
    assert len(by_row) == len(found)
    for marked in by_row.values():
        assert [day for _x, day in sorted(marked)] == sorted(day for _x, day in marked)
    height = {text.get("y") for text in root.iter(f"{SVG}text")}
    assert max(float(one) for one in height if one) < made.height


def test_bars_are_as_long_as_their_numbers_and_say_their_sum() -> None:
    rows = [Bar("Socialförvaltningen", (4, 0, 2)), Bar("Kommunledningskontoret", (1, 1, 1))]
    made = bars(rows, SERIES[:3], title="T", description="", words=WHO)
    assert made.columns == ("Enhet", "late", "silent", "risk", "Summa")
    assert made.rows == (("Socialförvaltningen", "4", "0", "2", "6"), ("Kommunledningskontoret", "1", "1", "1", "3"))
    blocks = [one for one in parsed(made).iter(f"{SVG}rect") if one.find(f"{SVG}title") is not None]
    per = {float(one.get("width", "0")) / int(str(one.findtext(f"{SVG}title")).rpartition(" ")[2]) for one in blocks}
    assert max(per) - min(per) < 0.2
    assert bars([], SERIES, title="T", description="", words=WHO).rows == ()


def test_months_are_counted_from_days() -> None:
    promised = {D(2026, 8, 3): 2, D(2026, 8, 20): 1, D(2026, 10, 5): 4, D(2027, 1, 1): 9}
    settled = {D(2026, 9, 30): 1, D(2026, 11, 1): 2}
    found = by_month(promised, settled, TODAY)
    assert [(one.first.month, one.promised, one.settled, one.open) for one in found] == [
        (8, 3, 0, 3),
        (9, 0, 1, 2),
        (10, 4, 0, 6),
        (11, 0, 2, 4),
    ]
    assert by_month(promised, settled, TODAY, most=2) == found[-2:]
    assert by_month({}, {}, TODAY) == []
    assert by_month({D(2027, 1, 1): 1}, {}, TODAY) == []


@given(
    st.dictionaries(days.filter(lambda day: day <= TODAY), st.integers(1, 50), max_size=30),
    st.dictionaries(days.filter(lambda day: day <= TODAY), st.integers(1, 50), max_size=30),
)
def test_what_is_open_is_what_was_promised_less_what_is_settled(
    promised: dict[dt.date, int], settled: dict[dt.date, int]
) -> None:
    found = by_month(promised, settled, TODAY, most=10_000)
    if not found:
        assert not promised
        assert not settled
        return
    assert found[-1].open == sum(promised.values()) - sum(settled.values())
    assert sum(one.promised for one in found) == sum(promised.values())
    assert found[-1].first == D(2026, 11, 1)
    parsed(burndown(found[-24:], title="T", description="", words=BURNS))


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("kort", 10, "kort"),
        ("Ta fram en plan mot våld", 20, "Ta fram en plan mot…"),
        ("x" * 50, 10, "xxxxxxxxx…"),
        ("åtta tecken", 11, "åtta tecken"),
    ],
)
def test_a_long_label_is_cut_where_it_shows(text: str, most: int, shown: str) -> None:
    assert cut(text, most) == shown
