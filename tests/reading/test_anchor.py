"""The evidence check: what the text does not hold is left out, what it holds in another form stays."""

from __future__ import annotations

import pytest

from samfrid.reading.anchor import anchored, holds, without_loose_details
from samfrid.reading.reading import Evidence, Person, Reference

TEXT = "Eva Ek (S) lämnade den 3 maj 2024 in en motion till KSO i Linköpings kommun. Centerpartiet yrkar avslag."
ALL = [Evidence(0, len(TEXT))]


@pytest.mark.parametrize(
    "claim",
    ["Eva Ek", "2024-05-03", "S", "Socialdemokraterna", "C", "kommunstyrelsens ordförande", "Linköping", ["Eva Ek"]],
)
def test_a_claim_that_the_evidence_holds(claim: object) -> None:
    assert holds(TEXT, ALL, claim)


@pytest.mark.parametrize("claim", ["Bo Ås", "2024-05-04", "MP", "socialnämnden", "Nybro", ["Eva Ek", "Bo Ås"], "", "…"])
def test_a_claim_that_it_does_not_hold(claim: object) -> None:
    assert not holds(TEXT, ALL, claim)


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (-1, 4), (0, len(TEXT) + 1)])
def test_a_span_outside_the_text_holds_nothing(span: tuple[int, int]) -> None:
    assert not holds(TEXT, [Evidence(*span)], "Eva Ek")


def test_an_invented_person_is_not_anchored() -> None:
    assert anchored(TEXT, "people", Person(name="Eva Ek", evidence=[Evidence(0, 6)]))
    assert not anchored(TEXT, "people", Person(name="Bo Ås", evidence=[Evidence(0, 6)]))
    assert not anchored(TEXT, "people", Person(name="Eva Ek"))


def test_a_loose_detail_is_emptied_and_counted() -> None:
    person = Person(name="Eva Ek", party="MP", evidence=[Evidence(0, 10)])
    reference = Reference(type="motion", date="2024-05-03", by=["Bo Ås"], number="KS 2024/1", evidence=ALL)
    assert without_loose_details(TEXT, "people", person) == 1
    assert person.party is None
    assert without_loose_details(TEXT, "references", reference) == 2
    assert (reference.date, reference.by, reference.number) == ("2024-05-03", [], None)
