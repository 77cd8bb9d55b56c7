"""The evidence rule: what the text does not hold is left out and counted, what it holds further off is pointed at."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.reading import prepare, sources
from samfrid.reading.anchor import CLAIMS, SCALARS, Anchor, strange
from samfrid.reading.codes import CODES, FORMS, PER
from samfrid.reading.document import Edit
from samfrid.reading.holding import holds
from samfrid.reading.read import GROUPS, read_document
from samfrid.reading.reading import (
    Agreement,
    Amount,
    Business,
    Commitment,
    Decision,
    Evidence,
    Figure,
    Item,
    Municipality,
    Opinion,
    Person,
    Phrase,
    Plan,
    Proposal,
    Question,
    Reading,
    Reference,
    Renewal,
)

TEXT = (
    "Eva Ek (S) lämnade den 3 maj 2024 in en motion till KSO i Linköpings kommun. Centerpartiet yrkar avslag.\n"
    "Bidraget är 50 000 kronor per år till och med 2026-12-31 och förlängs sedan med tolv månader."
)
ALL = [Evidence(0, len(TEXT))]
PAPERS = sorted(path for path in (Path(__file__).parent / "papers").iterdir() if path.suffix != ".json")


@pytest.mark.parametrize(
    ("group", "item", "kept"),
    [
        ("people", Person(name="Eva Ek", evidence=[Evidence(0, 6)]), True),
        ("people", Person(name="Bo Ås", evidence=[Evidence(0, 6)]), False),
        ("people", Person(name="Eva Ek"), False),
        ("people", Person(name="Eva Ek", evidence=[Evidence(0, 0)]), False),
        ("people", Person(name="Eva Ek", evidence=[Evidence(-3, 6)]), False),
        ("people", Person(name="Eva Ek", evidence=[Evidence(0, len(TEXT) + 1)]), False),
        ("diary_numbers", Phrase(value="KS 2024/12", evidence=ALL), False),
        ("figures", Figure(value=50000, unit="kronor", evidence=ALL), True),
        ("figures", Figure(value=51000, unit="kronor", evidence=ALL), False),
        ("agreements", Agreement(form="grant", parties=["Kvinnojouren"], evidence=ALL), False),
        ("proposals", Proposal(body=None, text="Centerpartiet yrkar avslag", evidence=ALL), True),
        ("proposals", Proposal(body=None, text="avslag yrkar Centerpartiet", evidence=ALL), False),
        ("references", Reference(type="motion"), False),
    ],
)
def test_an_item_stands_or_falls_with_its_first_claim(group: str, item: Item, kept: bool) -> None:
    anchor = Anchor(TEXT)
    assert anchor.item(group, item) is kept
    assert anchor.dropped.total() == (not kept)


def test_what_nothing_holds_is_taken_from_an_item_and_counted_by_field() -> None:
    anchor = Anchor(TEXT)
    person = Person(name="Eva Ek", party="MP", role="queen", evidence=[Evidence(0, 10)])
    reference = Reference(type="motion", date="2024-05-03", by=["Bo Ås", "Eva Ek"], number="KS 2024/1", evidence=ALL)
    assert anchor.item("people", person)
    assert (person.party, person.role) == (None, "other")
    assert anchor.item("references", reference)
    assert (reference.date, reference.by, reference.number) == ("2024-05-03", ["Eva Ek"], None)
    assert dict(+anchor.dropped) == {
        "people.party": 1,
        "people.role": 1,
        "references.by": 1,
        "references.number": 1,
    }


def test_what_stands_further_off_is_pointed_at_by_the_field_that_it_shows() -> None:
    anchor = Anchor(TEXT)
    person = Person(name="Eva Ek", party="C", evidence=[Evidence(0, 6)])
    assert anchor.item("people", person)
    (further,) = person.evidence[1:]
    assert (further.field, TEXT[further.start : further.end]) == ("party", "Centerpartiet")
    assert not anchor.dropped.total()


def test_the_terms_of_an_agreement_are_held_each_for_itself() -> None:
    anchor = Anchor(TEXT)
    agreement = Agreement(
        form="grant",
        parties=["Linköping", "Nybro"],
        end="2026-12-31",
        start="2020-01-01",
        renewal=Renewal(12, "2027-12-31"),
        notice_months=3,
        amounts=[
            Amount(50000, "year"),
            Amount(60000, "year"),
            Amount(50000, "week"),
            Amount(50000, "year", "om det regnar"),
        ],
        evidence=ALL,
    )
    assert anchor.item("agreements", agreement)
    assert (agreement.parties, agreement.start, agreement.end) == (["Linköping"], None, "2026-12-31")
    # the last day of a single renewal is reckoned from the first end
    assert (agreement.renewal, agreement.notice_months) == (Renewal(12, "2027-12-31"), None)
    assert agreement.amounts == [Amount(50000, "year"), Amount(50000, "year")]
    agreement.renewal = Renewal(24, "further_notice")
    assert anchor.item("agreements", agreement)
    assert agreement.renewal is None


@pytest.mark.parametrize(
    ("name", "value", "good"),
    [
        ("municipality", Municipality("Linköping", "0580"), True),
        ("municipality", Municipality("Nybro", "0881"), False),
        ("date", "2024-05-03", True),
        ("date", "2024-05-04", False),
        ("title", "en motion till KSO", True),
        ("title", "en motion till kommunen", False),
        ("addressee", "kommunstyrelsens ordförande", True),
        ("addressee", "socialnämnden", False),
        ("type", "motion", True),
        ("type", "novel", False),
    ],
)
def test_scalars(name: str, value: Any, good: bool) -> None:
    anchor = Anchor(TEXT)
    assert anchor.scalar(name, value, ALL) is good
    assert anchor.dropped.total() == (not good)


def test_nothing_stands_on_words_that_the_paper_does_not_have() -> None:
    document = prepare.prepare(sources.load(PAPERS[0]))
    assert strange(document) == []
    # a word comes into the text on its way from the paper, and no repair tells of it
    start, end, begin, finish = next(run for run in document.runs if len(document.text[run[0] : run[1]].split()) > 3)
    forged = replace(
        document,
        original_text=document.original_text[:begin] + "#" * (finish - begin) + document.original_text[finish:],
    )
    assert (start, end) in strange(forged)
    told = replace(forged, edits=(Edit(start, end, "#" * (finish - begin), document.text[start:end], 1.0, "word"),))
    assert strange(told) == []
    anchor = Anchor(document.text, [(start, end)])
    words = document.text[start:end]
    assert not anchor.item("proposals", Proposal(body=None, text=words, evidence=[Evidence(start, end)]))


def unheld(reading: Reading) -> list[tuple[str, str, Any]]:
    """Every value of a reading that its own evidence does not hold."""
    text, wrong = reading.text, []
    for name, kind in SCALARS.items():
        value = getattr(reading, name)
        held = "\n".join(text[e.start : e.end] for e in reading.evidence_of.get(name, []))
        if value and not holds(kind, held, value.name if isinstance(value, Municipality) else value):
            wrong.append(("", name, value))
    for group in GROUPS:
        for item in getattr(reading, group):
            held = "\n".join(text[e.start : e.end] for e in item.evidence)
            if not held.strip():
                wrong.append((group, "evidence", item))
            for name, kind in CLAIMS[group].items():
                value = getattr(item, name)
                if value not in (None, "", []) and not holds(kind, held, value):
                    wrong.append((group, name, value))
            wrong += [
                (group, name, getattr(item, name))
                for name, (words, _) in CODES.get(group, {}).items()
                if getattr(item, name) not in words
            ]
    return wrong


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_each_value_of_a_paper_is_held_by_its_own_evidence(paper: Path) -> None:
    assert unheld(read_document(prepare.prepare(sources.load(paper)))) == []


WORDS = [
    "Eva",
    "Ek",
    "Bo",
    "Ås",
    "S",
    "MP",
    "(S)",
    "socialnämnden",
    "KSO",
    "den",
    "3",
    "maj",
    "2024",
    "14",
    "mars",
    "Nybro",
    "50",
    "000",
    "kronor",
    "tre",
    "år",
    "§",
    "12",
    "KS",
    "2024/1",
    "att",
    "avslå",
]
prose = st.lists(st.sampled_from([*WORDS, "\n", ". "]), min_size=1, max_size=40).map(" ".join)
some = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
dates = st.sampled_from(["2024", "2024-03", "2024-03-14", "2024-05-03", "2025-05-03", "", None])
maybe = st.one_of(st.none(), some, st.text(max_size=6))
spans = st.lists(st.builds(Evidence, st.integers(-3, 90), st.integers(-3, 200)), max_size=3)
code = st.sampled_from([*FORMS, "planned", "author", "granted", "nonsense"])
ITEMS: dict[str, st.SearchStrategy[Any]] = {
    "diary_numbers": st.builds(Phrase, value=some, evidence=spans),
    "recipients": st.builds(Phrase, value=some, evidence=spans),
    "people": st.builds(Person, name=some, party=maybe, role=code, evidence=spans),
    "questions": st.builds(Question, text=some, answer=maybe, evidence=spans),
    "proposals": st.builds(Proposal, body=maybe, text=some, outcome=code, evidence=spans),
    "decisions": st.builds(Decision, body=maybe, text=some, date=dates, paragraph=maybe, outcome=code, evidence=spans),
    "opinions": st.builds(Opinion, body=some, text=some, stance=code, evidence=spans),
    "references": st.builds(
        Reference, type=code, date=dates, by=st.lists(some, max_size=2), number=maybe, evidence=spans
    ),
    "plans": st.builds(
        Plan, name=some, start=dates, end=dates, adopted_by=maybe, adopted_on=dates, paragraph=maybe, evidence=spans
    ),
    "commitments": st.builds(
        Commitment,
        text=some,
        status=code,
        responsible=maybe,
        partners=st.lists(some, max_size=2),
        due=dates,
        plan=maybe,
        evidence=spans,
    ),
    "agreements": st.builds(
        Agreement,
        form=code,
        parties=st.lists(some, max_size=2),
        start=dates,
        end=dates,
        renewal=st.one_of(
            st.none(), st.builds(Renewal, st.sampled_from([12, 36]), st.sampled_from(["further_notice", "2024-05-03"]))
        ),
        notice_months=st.sampled_from([None, 3, 36]),
        amounts=st.lists(
            st.builds(Amount, st.sampled_from([50000, 51000]), st.sampled_from([*PER, "week"]), maybe), max_size=2
        ),
        goals=st.lists(some, max_size=2),
        evidence=spans,
    ),
    "figures": st.builds(
        Figure, value=st.sampled_from([3, 14, 2024, 7]), unit=some, what=some, period=dates, evidence=spans
    ),
    "items": st.builds(Business, title=some, paragraph=maybe, diary_numbers=st.lists(some, max_size=2), evidence=spans),
}


@settings(deadline=None, max_examples=300)
@given(text=prose, data=st.data())
def test_nothing_unanchored_survives_whatever_is_proposed_over_whatever_text(text: str, data: st.DataObject) -> None:
    reading, anchor = Reading(text=text, original_text=text), Anchor(text)
    proposed = 0
    for group in GROUPS:
        items = data.draw(st.lists(ITEMS[group], max_size=2), label=group)
        proposed += len(items)
        setattr(reading, group, [item for item in items if anchor.item(group, item)])
    assert unheld(reading) == []
    kept = sum(len(getattr(reading, group)) for group in GROUPS)
    assert anchor.dropped.total() >= proposed - kept
    # and once more by plain words, without the table: no text has a word that the document has not
    there = set(re.findall(r"\w+", text.casefold()))
    for question in reading.questions:
        assert set(re.findall(r"\w+", question.text.casefold())) <= there
    for agreement in reading.agreements:
        assert all(str(amount.sek // 1000) in there for amount in agreement.amounts)


@settings(deadline=None, max_examples=100)
@given(text=prose, data=st.data())
def test_the_rule_changes_nothing_the_second_time(text: str, data: st.DataObject) -> None:
    group = data.draw(st.sampled_from(GROUPS))
    item = data.draw(ITEMS[group])
    if Anchor(text).item(group, item):
        again = Anchor(text)
        before = repr(item)
        assert again.item(group, item)
        assert repr(item) == before
        assert not again.dropped.total()
