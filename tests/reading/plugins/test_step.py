"""What models propose stands in the text or falls, and never changes what the rules found."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.reading.anchor import CLAIMS, SCALARS
from samfrid.reading.holding import holds
from samfrid.reading.plugins import Asked, ModelError, Proposed
from samfrid.reading.plugins.pieces import pieces
from samfrid.reading.plugins.step import MOST, MOST_CONFIDENCE, ask_models, looks_secret

TEXT = (
    "Motion om skyddat boende\n\nEva Ek (S) föreslår den 3 maj 2024 att kommunen tecknar ett avtal med\n"
    "Kvinnojouren Luna. Bo Ås i Linköpings kommun svarar. Under 2023 sökte 3 120 personer stöd. Dnr KS 2024/12."
)


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "page": 1, "bbox": None, "field": None}


READING: dict[str, Any] = {
    "text": TEXT,
    "type": "motion",
    "date": "2024-05-03",
    "title": None,
    "evidence_of": {"date": [span("3 maj 2024")]},
    "confidence_of": {"date": 0.95},
    "diary_numbers": [],
    "people": [
        {"name": "Eva Ek", "party": "S", "role": "author", "evidence": [span("Eva Ek (S)")], "confidence": 0.95}
    ],
    "segments": [["heading", 0, 24, 1, 1], ["paragraph", 26, len(TEXT), 0, 2]],
    "dropped": 0,
}


class Fake:
    """A plug-in that says what it is told to."""

    name = "prov"
    destination = ""

    def __init__(self, *proposals: Any, error: Exception | None = None, wait: float = 0) -> None:
        self.proposals, self.error, self.wait = proposals, error, wait
        self.asked: Asked | None = None

    def propose(self, asked: Asked) -> Iterable[Proposed]:
        self.asked = asked
        yield from self.proposals
        time.sleep(self.wait)
        if self.error:
            raise self.error


def told(*proposals: Any, **more: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The reading with what a model proposed, and the account of its step."""
    reading = ask_models(copy.deepcopy(READING), [Fake(*proposals)], **more)
    return reading, reading["models"][0]


def test_what_the_rules_lack_is_added_with_its_origin_and_its_place() -> None:
    reading, account = told(
        Proposed("people", {"name": "Bo Ås", "role": "answerer"}, "Bo Ås i Linköpings  kommun", 1.0)
    )
    old, new = reading["people"]
    assert old == READING["people"][0]
    assert (new["name"], new["role"], new["origin"]) == ("Bo Ås", "answerer", "model: prov")
    assert new["confidence"] == MOST_CONFIDENCE
    assert TEXT[new["evidence"][0]["start"] : new["evidence"][0]["end"]] == "Bo Ås i Linköpings kommun"
    assert new["evidence"][0]["page"] == 2
    assert (account["proposed"], account["kept"], account["dropped"], account["problem"]) == (1, 1, 0, "")


@pytest.mark.parametrize(
    "bad",
    [
        Proposed("people", {"name": "Karin Svensson"}, "Karin Svensson (S)"),  # a quotation that stands nowhere
        Proposed("people", {"name": "Karin Svensson"}, "Eva Ek (S)"),  # one that stands there and does not hold it
        Proposed("people", {"name": "Bo Ås"}, ""),
        Proposed("people", {"name": "Bo Ås"}, "B"),
        Proposed("people", {"name": "Bo Ås"}, 7),  # type: ignore[arg-type]
        Proposed("people", {"role": "author"}, "Bo Ås"),
        Proposed("people", "Bo Ås", "Bo Ås"),
        Proposed("people", None, "Bo Ås"),
        Proposed("people", {"name": ["Bo Ås"]}, "Bo Ås"),
        Proposed("people", {"name": "Bo Ås" * 2000}, "Bo Ås"),
        Proposed("spells", {"name": "Bo Ås"}, "Bo Ås"),
        Proposed("warnings", "no_date", "Bo Ås"),
        Proposed("text", "Bo Ås", "Bo Ås"),
        Proposed("type", "minutes", "Motion"),
        Proposed("date", "2024-05-04", "3 maj 2024"),
        Proposed("date", 2024, "3 maj 2024"),
        Proposed("municipality", "Nybro", "Linköpings kommun"),
        Proposed("municipality", "Mordor", "Linköpings kommun"),
        Proposed("figures", {"value": 3121, "unit": "personer"}, "3 120 personer"),
        Proposed("figures", {"value": float("nan"), "unit": "personer"}, "3 120 personer"),
        Proposed("figures", {"value": True, "unit": "personer"}, "3 120 personer"),
        Proposed("diary_numbers", "KS 2024/13", "KS 2024/12"),
        Proposed("agreements", {"form": "iop", "parties": ["Rädda Barnen"]}, "Kvinnojouren Luna"),
        Proposed("proposals", {"text": "att kommunen säger upp ett avtal"}, "att kommunen tecknar ett avtal"),
        Proposed("proposals", {"text": "att kommunen ett avtal"}, "att kommunen tecknar ett avtal"),  # words left out
        Proposed("title", "Motion boende", "Motion om skyddat boende"),
        Proposed("date", ".{0,9}.", "3 maj 2024"),  # what would be an expression
        Proposed("date", "(((((((", "3 maj 2024"),
        Proposed("date", "\\g<9>-0", "3 maj 2024"),
        Proposed("diary_numbers", "KS 2024/1", "Dnr KS 2024/12"),  # a part of another number
        Proposed(["people"], {"name": "Bo Ås"}, "Bo Ås"),  # type: ignore[arg-type]
        Proposed("figures", {"value": 10**5000, "unit": "personer"}, "3 120 personer", 10**400),
    ],
)
def test_what_is_made_up_or_malformed_is_dropped_and_counted(bad: Proposed) -> None:
    reading, account = told(bad)
    assert {name: reading[name] for name in READING} == READING
    assert not isinstance(bad.group, str) or not reading.get(bad.group) or bad.group in READING
    assert (account["kept"], account["dropped"]) == (0, 1)


def test_what_a_model_says_beyond_its_quotation_and_the_text_is_taken_from_the_item() -> None:
    reading, _ = told(Proposed("people", {"name": "Bo Ås", "party": "MP", "role": "king"}, "Bo Ås"))
    assert (reading["people"][1]["party"], reading["people"][1]["role"]) == (None, "other")


def test_a_scalar_that_the_rules_have_stays_and_the_models_is_the_runner_up() -> None:
    reading, account = told(
        Proposed("date", "2023", "Under 2023"),
        Proposed("title", "Motion om skyddat boende", "Motion om skyddat boende", 0.4),
        Proposed("date", "2024-05-03", "den 3 maj 2024"),
    )
    assert reading["date"] == "2024-05-03"
    second = reading["runner_up_of"]["date"]
    assert (second["value"], second["origin"]) == ("2023", "model: prov")
    assert reading["title"] == "Motion om skyddat boende"
    assert reading["origin_of"] == {"title": "model: prov"}
    assert reading["confidence_of"] == {"date": 0.95, "title": 0.4}
    assert (account["kept"], account["same"]) == (2, 1)


def test_other_particulars_of_an_item_are_its_runner_up_and_the_same_are_nothing() -> None:
    reading, account = told(
        Proposed("people", {"name": "Eva Ek", "party": "S"}, "Eva Ek (S)"),
        Proposed("people", {"name": "Eva Ek", "role": "mover"}, "Eva Ek"),
        Proposed("people", {"name": "EVA EK", "role": "signer"}, "Eva Ek"),
    )
    (one,) = reading["people"]
    assert {name: value for name, value in one.items() if name != "runner_up"} == READING["people"][0]
    assert one["runner_up"]["value"] == {"name": "Eva Ek", "party": "S", "role": "mover"}
    assert one["runner_up"]["origin"] == "model: prov"
    assert (account["same"], account["kept"], account["dropped"]) == (1, 1, 1)


def test_the_second_best_belongs_to_the_same_item_of_business() -> None:
    told_of = copy.deepcopy(READING)
    told_of["people"][0]["item"] = 3
    reading = ask_models(told_of, [Fake(Proposed("people", {"name": "Eva Ek", "role": "mover"}, "Eva Ek"))])
    assert reading["people"][0]["runner_up"]["value"]["item"] == 3


def test_a_particular_with_words_left_out_is_taken_from_the_item() -> None:
    asked = {"text": "kommunen tecknar ett avtal", "plan": "Kvinnojouren", "due": "\\g<9>-01"}
    reading, _ = told(Proposed("commitments", asked, "kommunen tecknar ett avtal"))
    assert (reading["commitments"][0]["plan"], reading["commitments"][0]["due"]) == ("Kvinnojouren", None)
    text = {"text": "tecknar ett avtal", "plan": "avtal Luna"}
    reading, _ = told(Proposed("commitments", text, "tecknar ett avtal med\nKvinnojouren Luna"))
    assert reading["commitments"][0]["plan"] is None


def test_strings_and_numbers() -> None:
    reading, _ = told(
        Proposed("diary_numbers", "KS 2024/12", "Dnr KS 2024/12"),
        Proposed(
            "figures", {"value": 3120, "unit": "personer", "period": "2023"}, "Under 2023 sökte 3 120 personer stöd"
        ),
        Proposed(
            "agreements",
            {"form": "iop", "parties": ["Kvinnojouren Luna"], "amounts": [{"sek": "x"}, 4], "renewal": []},
            "avtal med Kvinnojouren Luna",
        ),
        Proposed("municipality", "Linköpings kommun", "Linköpings kommun"),
    )
    assert reading["diary_numbers"] == ["KS 2024/12"]
    assert reading["origin_of"]["diary_numbers[0]"] == "model: prov"
    assert reading["evidence_of"]["diary_numbers"][0]["page"] == 2
    assert (reading["figures"][0]["value"], reading["figures"][0]["period"]) == (3120, "2023")
    assert reading["agreements"][0]["parties"] == ["Kvinnojouren Luna"]
    assert reading["municipality"] == {"name": "Linköping", "code": "0580"}


def test_a_document_under_secrecy_is_shown_to_no_model() -> None:
    fake = Fake(Proposed("people", {"name": "Bo Ås"}, "Bo Ås"))
    reading = ask_models(copy.deepcopy(READING), [fake], secret=True)
    assert fake.asked is None
    assert reading["people"] == READING["people"]
    assert reading["models"][0]["problem"] == "secret"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("SEKRETESS\n\nUtredning", True),
        ("Handlingen är sekretessmarkerad.", True),
        ("Socialnämnden\nSekretess enl. 26 kap. 1 § OSL\n\nUtredning", True),
        ("SEKRETESS, 26 kap. 1 § offentlighets- och sekretesslagen", True),
        ("Omfattas av sekretess", True),
        ("Skyddade personuppgifter: ja", True),
        ("Riktlinjen beskriver sekretess och tystnadsplikt.", False),
        ("Personer med skyddade personuppgifter ska få stöd.", False),
    ],
)
def test_a_document_that_says_that_it_is_secret(text: str, secret: bool) -> None:
    assert looks_secret(text) is secret


@pytest.mark.parametrize(
    ("fake", "problem"),
    [
        (Fake(error=ModelError("unreachable")), "unreachable"),
        (Fake(error=RuntimeError("Eva Ek")), "failed"),
        (Fake(wait=5), "timeout"),
        (Fake(*[Proposed("people", {"name": "Bo Ås"}, "x")] * (MOST + 5)), "too_many"),
        (Fake("nonsense", None), ""),
    ],
)
def test_a_model_that_fails_takes_nothing_along(fake: Fake, problem: str, caplog: pytest.LogCaptureFixture) -> None:
    good = Fake(Proposed("people", {"name": "Bo Ås"}, "Bo Ås"))
    good.name = "annan"
    reading = ask_models(copy.deepcopy(READING), [fake, good], seconds=0.5)
    assert [account["problem"] for account in reading["models"]] == [problem, ""]
    assert [person["name"] for person in reading["people"]] == ["Eva Ek", "Bo Ås"]
    assert "Eva" not in caplog.text


def test_without_models_a_reading_is_as_it_was() -> None:
    assert ask_models(copy.deepcopy(READING), []) == READING


some = st.sampled_from([*TEXT.split(), "Eva Ek", "2024-05-03", "Nybro", "MP", "KS 2024/12", "3 maj 2024"])
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), some, st.text(max_size=9)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    "name",
                    "text",
                    "party",
                    "body",
                    "date",
                    "value",
                    "unit",
                    "type",
                    "form",
                    "parties",
                    "amounts",
                    "renewal",
                    "sek",
                    "months",
                    "by",
                    "evidence",
                    "origin",
                ]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)
proposals = st.builds(
    Proposed,
    st.sampled_from([*CLAIMS, *SCALARS, "type", "text", "models", "edits"]),
    values,
    st.one_of(some, st.text(max_size=5)),
    st.floats(),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(proposals, max_size=6))
def test_whatever_a_model_says_what_rules_found_stands_and_every_addition_is_held(said: list[Proposed]) -> None:
    reading, account = told(*said)
    assert reading["text"] == TEXT
    assert reading["type"] == "motion"
    assert reading["date"] == "2024-05-03"
    assert account["proposed"] == len(said) == account["kept"] + account["same"] + account["dropped"]
    first = {name: value for name, value in reading["people"][0].items() if name != "runner_up"}
    assert first == READING["people"][0]
    for group, fields in CLAIMS.items():
        for entry in reading.get(group, []):
            if isinstance(entry, str) or "origin" not in entry:
                continue
            assert entry["confidence"] <= MOST_CONFIDENCE
            held = "\n".join(TEXT[e["start"] : e["end"]] for e in entry["evidence"])
            for name, kind in fields.items():
                value = entry.get({"start": "from", "end": "to"}.get(name, name))
                assert value in (None, "", []) or holds(kind, held, value)
    json.dumps(reading, allow_nan=False)


@settings(deadline=None)
@given(st.text(alphabet="ab \n.", max_size=400), st.integers(20, 60), st.integers(0, 15))
def test_pieces_cover_the_text_and_overlap(text: str, size: int, overlap: int) -> None:
    cut = list(pieces(text, size, overlap))
    assert all(len(piece) <= size for piece in cut)
    at = 0
    for piece in cut:
        start = text.find(piece, max(at - size, 0))
        assert 0 <= start <= at or not text[at:start].strip()
        at = start + len(piece)
    assert not text[at:].strip()
