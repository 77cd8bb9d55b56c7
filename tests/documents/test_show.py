"""Values in plain Swedish, and put right by a form that gives back the contract's own shape."""

from __future__ import annotations

from typing import Any

import pytest

from samfrid.documents.findings import ENTRIES, PHRASES
from samfrid.documents.forms import PARTS, FindingForm
from samfrid.documents.show import amount_text, date_text, period_text, renewal_text, shown
from samfrid.documents.words import (
    NAMES,
    OUTCOMES,
    ROLES,
    SECTIONS,
    STATUSES,
    TYPES,
    UNKNOWN_WARNING,
    WARNINGS,
    warning_sentences,
)
from samfrid.reading import summary

NB = "\N{NO-BREAK SPACE}"
AGREEMENT: dict[str, Any] = {
    "form": "iop",
    "parties": ["Vallentuna kommun", "Kvinnojouren"],
    "from": "2023-07-01",
    "to": "2025-06-30",
    "renewal": {"months": 24, "until": "further_notice"},
    "notice_months": 3,
    "amounts": [
        {"sek": 50000, "per": "year", "condition": None},
        {"sek": 25000, "per": "year", "condition": "om platserna används"},
    ],
    "goals": ["minska våldet"],
    "item": None,
}
VALUES: dict[str, Any] = {
    "items": {"title": "Motion", "paragraph": "18", "diary_numbers": ["KS 1/22"], "item": None},
    "people": {"name": "Karin Ek", "party": None, "role": "mover", "item": None},
    "questions": {"text": "Hur många?", "answer": None, "item": None},
    "proposals": {"body": None, "text": "att bygga", "outcome": "other", "item": 2},
    "decisions": {
        "body": "KF",
        "text": "att bifalla",
        "date": "2022-12",
        "paragraph": "178",
        "outcome": "granted",
        "unanimous": False,
        "item": None,
    },
    "opinions": {"body": "Socialnämnden", "text": "bra", "stance": "supports_if", "item": None},
    "plans": {
        "name": "Plan",
        "from": "2022",
        "to": "2026",
        "adopted_by": None,
        "adopted_on": None,
        "paragraph": None,
        "item": None,
    },
    "commitments": {
        "text": "utbilda",
        "status": "ongoing",
        "responsible": None,
        "partners": ["Polisen", "Kvinnojouren"],
        "due": "2023-06",
        "plan": None,
        "item": None,
    },
    "agreements": AGREEMENT,
    "references": {"type": "motion", "date": "2021", "by": ["S"], "number": None, "item": None},
    "figures": {"value": 12.5, "unit": "%", "what": "andel", "period": None, "item": None},
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-03-28", f"28{NB}mars{NB}2022"),
        ("2022-03", f"mars{NB}2022"),
        ("2022", "2022"),
        ("i våras", "i våras"),
        (None, ""),
    ],
)
def test_dates(text: str | None, words: str) -> None:
    assert date_text(text) == words


def test_periods_sums_and_renewal() -> None:
    assert period_text("2022", "2026") == "2022–2026"
    assert period_text("2022", None) == "från 2022"
    assert period_text(None, None) == ""
    assert amount_text(AGREEMENT["amounts"][1]) == f"25{NB}000{NB}kr per år, om platserna används"
    assert renewal_text(AGREEMENT["renewal"]) == "24 månader i taget, tills vidare"
    assert renewal_text({"months": 12, "until": "2027-06-30"}) == f"12 månader i taget, längst till 30{NB}juni{NB}2027"
    assert renewal_text(None) == ""


def test_that_nobody_is_responsible_is_said() -> None:
    assert ("Ansvarig", "ingen utpekad") in shown("commitments", VALUES["commitments"]).details


def test_every_group_has_a_name_a_place_and_words() -> None:
    placed = [group for _key, _title, groups in SECTIONS for group in groups]
    assert sorted(placed) == sorted(NAMES)
    assert set(ENTRIES) | set(PHRASES) <= set(placed)
    assert set(VALUES) == set(ENTRIES)
    for group, value in VALUES.items():
        assert shown(group, value).head


@pytest.mark.parametrize("table", [TYPES, ROLES, OUTCOMES, STATUSES])
def test_no_code_is_its_own_word(table: dict[str, str]) -> None:
    same = {code for code, word in table.items() if str(word) == code}
    assert same <= {"motion", "interpellation"}


@pytest.mark.parametrize("group", sorted(set(PARTS) - {"type", "date", "title", "addressee", *PHRASES}))
def test_a_form_that_nobody_touched_gives_back_the_same_value(group: str) -> None:
    value = VALUES[group]
    form = FindingForm(group, value)
    sent = {field.name: "" if field.value() is None else field.value() for field in form}
    again = FindingForm(group, value, sent)
    assert again.is_valid(), again.errors
    assert again.value() == value


@pytest.mark.parametrize(
    ("group", "value"), [("type", "memo"), ("date", "2022-03-28"), ("title", "Rubrik"), ("diary_numbers", "KS 1/22")]
)
def test_a_plain_value_goes_through_its_form(group: str, value: str) -> None:
    form = FindingForm(group, None, {"value": value})
    assert form.is_valid(), form.errors
    assert form.value() == value


@pytest.mark.parametrize(
    ("group", "changes"),
    [
        ("people", {"name": ""}),
        ("people", {"role": "hittepå"}),
        ("decisions", {"date": "28 mars"}),
        ("decisions", {"date": "2022-13-01"}),
        ("figures", {"value": "många"}),
        ("agreements", {"sek_0": "femtio"}),
    ],
)
def test_what_makes_no_sense_is_refused(group: str, changes: dict[str, str]) -> None:
    form = FindingForm(group, VALUES[group])
    sent = {field.name: "" if field.value() is None else field.value() for field in form} | changes
    again = FindingForm(group, VALUES[group], sent)
    assert not again.is_valid()
    assert set(again.errors) == set(changes)


def test_a_sum_can_be_added_and_taken_away() -> None:
    form = FindingForm("agreements", AGREEMENT)
    sent = {field.name: "" if field.value() is None else field.value() for field in form}
    sent |= {"sek_0": "", "sek_2": "10000", "per_2": "month"}
    again = FindingForm("agreements", AGREEMENT, sent)
    assert again.is_valid(), again.errors
    assert again.value()["amounts"] == [
        {"sek": 25000, "per": "year", "condition": "om platserna används"},
        {"sek": 10000, "per": "month", "condition": None},
    ]


def test_warnings_are_sentences_each_once_and_an_unknown_one_still_asks_for_a_look() -> None:
    sentences = warning_sentences(["no_date", "no_date", "brand_new", "newer_still"])
    assert len(sentences) == 2
    assert sentences[1] == str(UNKNOWN_WARNING)
    assert all("_" not in sentence and sentence.endswith(".") for sentence in sentences)


def test_an_answer_that_only_points_at_another_is_marked() -> None:
    def labels(answer: str) -> list[str]:
        return [label for label, _text in shown("questions", {"text": "Kan det bli bättre?", "answer": answer}).details]

    assert labels("Se svar ovan avseende samverkansgruppen.") == ["Svar", "Att tänka på"]
    assert labels("Ja, det kan det. Se svar ovan.") == ["Svar"]


def test_conditions_and_goals_run_on_as_in_a_sentence() -> None:
    amount = {"sek": 25000, "per": "year", "condition": "Om jouren startar en tjejjour"}
    assert amount_text(amount).endswith("kr per år, om jouren startar en tjejjour")
    goals = dict(shown("agreements", {"form": "iop", "goals": ["fler får hjälp.", "fler vet mer."]}).details)["Mål"]
    assert goals == "fler får hjälp; fler vet mer"


def test_each_warning_that_the_reader_has_a_word_for_is_said() -> None:
    assert set(summary.WARNINGS) <= set(WARNINGS)
