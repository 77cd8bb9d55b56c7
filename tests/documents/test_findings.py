"""From the reader's object to proposals: each value once, each with its own ground."""

from __future__ import annotations

from typing import Any

from samfrid.documents.findings import proposals_of
from tests.documents.conftest import TEXT, reading, span


def by_group(whole: dict[str, Any]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for proposal in proposals_of(whole):
        groups.setdefault(proposal.group, []).append(proposal)
    return groups


def test_what_was_not_found_is_not_proposed() -> None:
    groups = by_group(reading(date=None, diary_numbers=[], people=[]))
    assert set(groups) == {"type", "municipality", "title", "proposals"}


def test_an_items_value_is_free_of_evidence_and_keeps_its_item() -> None:
    (person,) = by_group(reading())["people"]
    assert person.value == {"name": "Karin Ek", "party": "V", "role": "author", "item": None}
    assert person.confidence == 0.99
    assert [TEXT[one["start"] : one["end"]] for one in person.evidence] == ["Karin Ek (V)"]


def test_two_numbers_get_each_its_own_place_whatever_the_order() -> None:
    text = "Dnr SN 2022/41 och KS 2022/0178"
    places = [{"start": 0, "end": 14}, {"start": 19, "end": 31}]
    whole = reading(
        text=text,
        diary_numbers=["KS  2022/0178", "SN 2022/41"],
        evidence_of={"diary_numbers": places},
        confidence_of={"diary_numbers[0]": 0.9, "diary_numbers[1]": 0.4},
    )
    first, second = by_group(whole)["diary_numbers"]
    assert [text[one["start"] : one["end"]] for one in first.evidence] == ["KS 2022/0178"]
    assert [text[one["start"] : one["end"]] for one in second.evidence] == ["Dnr SN 2022/41"]
    assert (first.confidence, second.confidence) == (0.9, 0.4)


def test_evidence_that_says_nothing_alike_goes_by_order() -> None:
    whole = reading(recipients=["Socialnämnden"], evidence_of={"recipients": [span("Linköping")]})
    (recipient,) = by_group(whole)["recipients"]
    assert len(recipient.evidence) == 1


def test_entries_are_numbered_in_the_order_of_the_document() -> None:
    person = reading()["people"][0]
    people = by_group(reading(people=[person, person | {"name": "Olle Alm"}]))["people"]
    assert [(one.number, one.value["name"]) for one in people] == [(0, "Karin Ek"), (1, "Olle Alm")]
