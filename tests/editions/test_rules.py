"""What has moved between two lists, what looks like somebody's own data, and what a column says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.commitments.models import SETTLED, Execution
from samfrid.editions.rules.columns import COLUMNS, MOVES, Row, cell_of, known, text, told
from samfrid.editions.rules.moved import Change, Fact, Move, counted, moved
from samfrid.editions.rules.personal import Personal, personal

KEY = UUID(int=1)
FIRST, LATER = dt.date(2026, 6, 30), dt.date(2026, 9, 30)
ROW = Fact(KEY, Execution.UNDER_WAY, due_on=FIRST, responsible="Socialförvaltningen", last_word_on=dt.date(2026, 3, 1))


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    execution = draw(st.sampled_from(list(Execution)))
    days = st.none() | st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))
    settled = execution in SETTLED
    return Fact(
        UUID(int=draw(st.integers(1, 12))),
        execution,
        settled,
        not settled and draw(st.booleans()),
        draw(days),
        draw(st.sampled_from(["", "Socialförvaltningen", "Skolan"])),
        draw(days),
    )


lists = st.lists(facts(), max_size=10, unique_by=lambda one: one.key)


@given(lists)
def test_the_same_list_has_not_moved(rows: list[Fact]) -> None:
    assert moved(rows, rows) == {}


@given(lists, lists, st.randoms())
def test_the_order_of_the_rows_is_of_no_importance(before: list[Fact], now: list[Fact], random: object) -> None:
    found = moved(before, now)
    random.shuffle(before)  # type: ignore[attr-defined]
    random.shuffle(now)  # type: ignore[attr-defined]
    assert moved(before, now) == found


@given(lists, lists)
def test_new_and_gone_are_what_only_one_of_them_has(before: list[Fact], now: list[Fact]) -> None:
    found = moved(before, now)
    then, here = {one.key: one for one in before}, {one.key for one in now}
    kinds = {key: {one.kind for one in changes} for key, changes in found.items()}
    assert {key for key, has in kinds.items() if Move.NEW in has} == here - set(then)
    assert {key for key, has in kinds.items() if Move.GONE in has} == {
        key for key in set(then) - here if not then[key].settled
    }
    assert set(found) <= here | set(then)


@given(lists)
def test_everything_is_new_after_nothing(now: list[Fact]) -> None:
    assert counted(moved([], now).values()).get(Move.NEW, 0) == len(now)


@pytest.mark.parametrize(
    ("now", "changes"),
    [
        (ROW, []),
        (replace(ROW, execution=Execution.DONE, settled=True), [Move.DONE]),
        (replace(ROW, execution=Execution.CANNOT, settled=True), [Move.DONE]),
        (replace(ROW, last_word_on=LATER), [Move.REPORTED]),
        (replace(ROW, execution=Execution.PARTLY_DONE), [Move.REPORTED]),
        (replace(ROW, due_on=LATER), [Move.DUE]),
        (replace(ROW, due_on=None), [Move.DUE]),
        (replace(ROW, responsible=""), [Move.RESPONSIBLE]),
        (replace(ROW, late=True), [Move.LATE]),
        (replace(ROW, late=True, due_on=LATER, responsible="Skolan"), [Move.DUE, Move.RESPONSIBLE, Move.LATE]),
    ],
)
def test_what_moved(now: Fact, changes: list[Move]) -> None:
    assert [one.kind for one in moved([ROW], [now]).get(KEY, ())] == changes


def test_what_was_settled_and_is_open_again_is_told() -> None:
    done = replace(ROW, execution=Execution.DONE, settled=True)
    assert moved([done], [ROW])[KEY][0].kind is Move.REOPENED


def test_what_was_told_as_settled_is_not_gone() -> None:
    assert moved([replace(ROW, execution=Execution.DONE, settled=True)], []) == {}
    assert moved([ROW], []) == {KEY: (Change(Move.GONE),)}


def test_a_change_is_told_with_what_it_was() -> None:
    plain = {
        told(one).replace("\xa0", " ") for one in moved([ROW], [replace(ROW, due_on=LATER, responsible="Skolan")])[KEY]
    }
    assert plain == {
        "ny dag: 30 september 2026 (förut 30 juni 2026)",
        "ny ansvarig: Skolan (förut Socialförvaltningen)",
    }
    assert set(MOVES) == set(Move)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Mannen, 800101-1231, fick en plats.", {Personal.NUMBER}),
        ("19800101-1231", {Personal.NUMBER}),
        ("Född 010203+1234", {Personal.NUMBER}),
        ("samordningsnummer 800161-1234", {Personal.NUMBER}),
        ("8001011231 utan streck", {Personal.NUMBER}),
        ("8001011239 har fel kontrollsiffra", set()),
        ("Kontakta karin.ek@linkoping.se för mer", {Personal.EMAIL}),
        ("Ring 070-123 45 67", {Personal.PHONE}),
        ("Ring 013-20 60 00.", {Personal.PHONE}),
        ("växeln +46 8 508 00 000", {Personal.PHONE}),
        ("växeln +46 (0)13 20 60 00", {Personal.PHONE}),
        ("08/123 456 78 eller ek@x.se", {Personal.PHONE, Personal.EMAIL}),
        # what is none of it
        ("Beslut 2026-06-30, § 267", set()),
        ("KS 2020/045 och 040-207/2002 och 421-0317/2008", set()),
        ("2013/0591-1.2.1 samt 10.1-0510/2008", set()),
        ("organisationsnummer 212000-2965", set()),
        ("25 000 kr per år 2022-2026", set()),
        ("SFS 2017:725, prop. 2016/17:171", set()),
        ("Kvinnofridslinjen @kvinnofrid", set()),
        ("", set()),
    ],
)
def test_what_looks_like_somebodys_own_data(words: str, found: set[Personal]) -> None:
    assert personal(words) == found


def test_every_column_says_something_of_an_empty_row() -> None:
    row = Row(7, uuid4(), {})
    assert {name: text(name, row) for name in COLUMNS if text(name, row)} == {"number": "7"}


def test_what_columns_say() -> None:
    values = {
        "what": "Kartlägga våldet",
        "origin": ["Motion om våld", "Handlingsplan"],
        "decided_on": "2022-12-14",
        "due_on": "2026-06-30",
        "due": "juni 2026",
        "due_exact": False,
        "state": "pågår",
        "by_hand": ["räknas inte som försenat"],
        "share": 40,
        "last_word_on": "2026-03-01",
        "last_word": "Enkäten är ute",
        "report_back_on": "2026-12-01",
        "report_back_body": "kommunfullmäktige",
    }
    row = Row(1, KEY, values, (Change(Move.NEW),))
    said = {name: text(name, row).replace("\xa0", " ") for name in COLUMNS}
    assert said["origin"] == "Motion om våld\nHandlingsplan"
    assert said["decided_on"] == "14 december 2022"
    assert said["due"] == "juni 2026"
    assert said["state"] == "pågår\nräknas inte som försenat"
    assert said["last_word"] == "1 mars 2026: Enkäten är ute"
    assert said["report_back"] == "kommunfullmäktige, 1 december 2026"
    assert said["moved"] == "nytt"
    assert cell_of("decided_on", row) == dt.date(2022, 12, 14)
    assert cell_of("share", row) == 40
    exact = Row(1, KEY, values | {"due_exact": True, "reported_back_on": "2026-11-02"})
    assert cell_of("due", exact) == dt.date(2026, 6, 30)
    assert text("report_back", exact).replace("\xa0", " ") == "gjord 2 november 2026"


def test_columns_that_are_not_there_fall_out() -> None:
    assert known(["due", "nonsense", "what", "due", 7]) == ["due", "what"]
