"""Forms met in the papers 500–523 (`unseen/README.md`), each in words made up for the purpose."""

from __future__ import annotations

import pytest

from samfrid.reading.finders.amounts import money_in
from samfrid.reading.finders.numbers import numbers_in
from samfrid.reading.finders.organisations import organisations_in
from samfrid.reading.finders.outcomes import outcome_of
from samfrid.reading.finders.terms import last_day, length_of
from samfrid.reading.prepare import prepare
from samfrid.reading.read import read_document
from samfrid.reading.sources import load_bytes


@pytest.mark.parametrize(
    ("clause", "outcome"),
    [
        ("att ge barnnämnden i uppgift att skriva en rutin", "tasked"),
        ("Samtliga nämnder ska redovisa sitt arbete i årsredovisningen", "tasked"),
        ("Nämndens ram utökas med 200 tkr", "funded"),
        ("Kostnaden täcks av medel för oförutsedda behov", "funded"),
        ("Föreningen får 20 000 kronor i bidrag", "funded"),
        ("Nämnden bifaller förslaget i den del som gäller skyltar", "partly_granted"),
    ],
)
def test_clauses_say_their_outcome_in_many_ways(clause: str, outcome: str) -> None:
    found = outcome_of(clause)
    assert found is not None
    assert found.value == outcome


def test_a_number_may_have_its_board_after_it() -> None:
    assert [n.value for n in numbers_in("Dnr 2021-00412 KS")] == ["2021-00412 KS"]
    assert [n.value for n in numbers_in("Diarienr KS24.17")] == ["KS24.17"]


def test_a_condition_may_begin_with_its_verb() -> None:
    (money,) = money_in("Är huset fullt ett helt år betalar kommunen 50 000 kr det året.")
    assert (money.sek, money.per, money.condition) == (50_000, "year", "Är huset fullt ett helt år")


@pytest.mark.parametrize(
    ("first", "months", "last"), [("2025-01-01", 36, "2027-12-31"), ("2024-03-15", 12, "2025-03-14")]
)
def test_the_last_day_follows_from_the_first_and_the_length(first: str, months: int, last: str) -> None:
    assert last_day(first, months) == last
    assert length_of(first, last) == months


def test_no_whole_months_are_no_length() -> None:
    assert length_of("2025-01-01", "2025-02-10") is None


def test_a_shelter_may_be_named_by_its_place() -> None:
    assert [o.value for o in organisations_in("Nämnden stödjer Strandbygdens kvinnojour.")] == [
        "Strandbygdens kvinnojour"
    ]


def test_a_statement_told_of_with_its_day_is_a_reference() -> None:
    text = (
        "Tjänsteskrivelse\n2022-06-01\n\n# Svar på motion om larm\n\n## Ärendet\n\n"
        "Socialnämnden yttrade sig den 3 maj 2022 och tillstyrker motionen.\n"
        "\n## Förslag till beslut\n\nMotionen avslås.\n"
    )
    reading = read_document(prepare(load_bytes(text.encode(), "skrivelse.md"))).as_json()
    assert [(r["date"], r["by"]) for r in reading["references"] if r["type"] == "statement"] == [
        ("2022-05-03", ["Socialnämnden"])
    ]
