"""Questions and answers: each once and in order, with or without a question mark, the rhetorical left out."""

from __future__ import annotations

import pytest

from tests.reading.entries import entries


def texts(paper: str, doc_type: str) -> list[str]:
    return [question.text for question in entries(paper, doc_type).questions]


@pytest.mark.parametrize(
    ("paper", "asked"),
    [
        (
            "Är det rimligt? Det tycker inte jag.\n\nJag undrar därför:\n\n- Hur går arbetet?\n- När är det klart?",
            ["Hur går arbetet?", "När är det klart?"],
        ),
        (
            "## Mina frågor\n\n1. Vad kostar det?\n2. Jag vill också veta vem som betalar.\n\nEva Ek (S)",
            ["Vad kostar det?", "Jag vill också veta vem som betalar."],
        ),
        (
            (
                "Hur ska någon kunna lita på oss? Flera undrar det.\n\n"
                "Jag vill ställa följande fråga till ordföranden: När fördelas medlen?"
            ),
            ["När fördelas medlen?"],
        ),
        (
            "Tjänsten är tom.\n\nJag frågar därför om nämnden tänker tillsätta den.",
            ["Jag frågar därför om nämnden tänker tillsätta den."],
        ),
    ],
)
def test_an_interpellation_asks(paper: str, asked: list[str]) -> None:
    assert texts(paper, "interpellation") == asked


HEADINGS = """
# Svar på interpellation om jourens framtid

Här besvaras två frågor.

1. Finns det platser?
2. Vem följer upp avtalet?

## Finns det platser?

**Svar:** Ja, åtta.

Fler kommer nästa år.

## Vem följer upp avtalet?

Se svaret ovan.

## Avslutningsvis

Tack för frågorna.
"""

APART = """
# Svar på interpellation om skolan

Eva Ek har ställt följande frågor:

1. Vilka skolor deltar?
2. När redovisas det?

Svar på fråga 1

Samtliga högstadieskolor.

Svar på fråga 2

I mars.

Med detta anser jag interpellationen besvarad.
"""


def test_a_question_and_its_repeat_are_one_with_the_answer_beneath() -> None:
    found = entries(HEADINGS, "interpellation_answer")
    assert [(question.text, question.answer) for question in found.questions] == [
        ("Finns det platser?", "Ja, åtta. Fler kommer nästa år."),
        ("Vem följer upp avtalet?", "Se svaret ovan."),
    ]
    assert "answer_refers_back" in found.warnings


def test_answers_that_stand_apart_are_matched_by_number() -> None:
    found = entries(APART, "interpellation_answer")
    assert [question.answer for question in found.questions] == ["Samtliga högstadieskolor.", "I mars."]


def test_an_indirect_question_is_answered_by_what_follows() -> None:
    paper = "Per Ek har frågat mig hur kommunen stärker stödet.\n\nVi bygger ut.\n\nMed detta är frågan besvarad."
    (question,) = entries(paper, "question_answer").questions
    assert (question.text, question.answer) == ("hur kommunen stärker stödet", "Vi bygger ut.")


@pytest.mark.parametrize("doc_type", ["plan", "news", "motion", "agreement", "report"])
def test_headings_that_ask_are_no_questions_elsewhere(doc_type: str) -> None:
    assert texts("## Varför en plan?\n\nFör att våldet ska upphöra.\n\n## Vem gör vad?\n\nAlla.", doc_type) == []


def test_a_memo_without_asked_questions_has_none() -> None:
    assert texts("## Varför behövs det?\n\nBehovet är stort.\n\n## Räcker det?\n\nNej.", "memo") == []


def test_minutes_quote_what_was_asked() -> None:
    paper = "## § 5 Interpellation\n\nEva Ek frågar: Hur många? Vad kostar det?\n\nVar det rätt? Det diskuterades."
    assert texts(paper, "minutes") == ["Hur många?", "Vad kostar det?"]
