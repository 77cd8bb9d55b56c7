"""Decisions: lists in minutes with who agreed, and decisions told in a sentence with body, day and paragraph."""

from __future__ import annotations

import pytest

from tests.reading.entries import entries, quoted

Told = tuple[str | None, str, str | None, str | None, str, bool | None]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Socialnämnden beslutade den 3 maj 2023, § 41, att anta rutinen.",
            ("Socialnämnden", "att anta rutinen.", "2023-05-03", "§ 41", "approved", None),
        ),
        (
            "Den 13 december 2021, § 298, avslog kommunfullmäktige en motion om en chatt.",
            (
                "kommunfullmäktige",
                "avslog kommunfullmäktige en motion om en chatt",
                "2021-12-13",
                "§ 298",
                "rejected",
                None,
            ),
        ),
        (
            "Den 14 december 2022 biföll ett enigt kommunfullmäktige motionen från Eva Lind (V).",
            (
                "kommunfullmäktige",
                "biföll ett enigt kommunfullmäktige motionen från Eva Lind (V)",
                "2022-12-14",
                None,
                "granted",
                True,
            ),
        ),
        (
            "Motionens andra förslag avslogs av kommunfullmäktige den 2 mars 2020 efter votering.",
            (
                "kommunfullmäktige",
                "Motionens andra förslag avslogs av kommunfullmäktige",
                "2020-03-02",
                None,
                "rejected",
                False,
            ),
        ),
        (
            (
                "Den 4 april 2022 beslutade ett enigt kommunfullmäktige att ge kommunstyrelsen i uppdrag att utreda "
                "frågan."
            ),
            (
                "kommunfullmäktige",
                "att ge kommunstyrelsen i uppdrag att utreda frågan.",
                "2022-04-04",
                None,
                "tasked",
                True,
            ),
        ),
        (
            "Kommunstyrelsen har den 6 juni 2024, § 12, gett kommundirektören i uppdrag att pröva frågan.",
            (
                "Kommunstyrelsen",
                "gett kommundirektören i uppdrag att pröva frågan",
                "2024-06-06",
                "§ 12",
                "tasked",
                None,
            ),
        ),
        (
            "Nämnden för omsorg godkände avtalet den 5 mars 2024.",
            ("Nämnden för omsorg", "Nämnden för omsorg godkände avtalet", "2024-03-05", None, "approved", None),
        ),
    ],
)
def test_a_decision_is_told_in_a_sentence(sentence: str, expected: Told) -> None:
    (d,) = entries(f"# Svar\n\n{sentence}", "interpellation_answer").decisions
    assert (d.body, d.text, d.date, d.paragraph, d.outcome, d.unanimous) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Planen är antagen av kommunfullmäktige den 4 maj 2020.",
        "Programmet, som kommunfullmäktige har antagit, gäller till 2026.",
        "Socialnämnden tillstyrker motionen.",
        "Socialnämnden föreslår att kommunfullmäktige beslutar att avslå motionen.",
        "Kommunfullmäktige bör besluta att anta planen.",
        "I Storby beslutade kommunfullmäktige att anta en plan.",
        "Har kommunfullmäktige beslutat att anta planen?",
        "Förvaltningen beslutade att byta lokal.",
    ],
)
def test_what_is_no_decision_is_left_out(sentence: str) -> None:
    assert entries(f"# Svar\n\n{sentence}", "interpellation_answer").decisions == []


def test_a_passive_goes_on_from_the_sentence_before() -> None:
    paper = (
        "Kommunfullmäktige behandlade motionen den 28 mars 2023, § 61, och biföll den första att-satsen. "
        "Den andra att-satsen, om en jour, avslogs."
    )
    first, second = entries(f"# Interpellation\n\n{paper}", "interpellation").decisions
    assert (first.outcome, second.outcome) == ("granted", "rejected")
    assert (second.body, second.date, second.paragraph) == ("Kommunfullmäktige", "2023-03-28", "§ 61")


def test_a_month_is_made_exact_by_the_day_of_the_decision_elsewhere() -> None:
    paper = (
        "I yttrandet inför kommunfullmäktiges beslut 2022-12-14 står mer.\n\n"
        "I december 2022 biföll ett enigt kommunfullmäktige motionen."
    )
    (decision,) = entries(f"# Interpellation\n\n{paper}", "interpellation").decisions
    assert (decision.date, decision.unanimous) == ("2022-12-14", True)


MINUTES = """
# Protokoll kommunfullmäktige 2024-05-16

## § 10 Motion om jour

### Beslut

Kommunfullmäktige beslutar

1. att bifalla motionens första att-sats om en kartläggning,
2. att avslå motionens andra att-sats om en jour, samt
3. att ge socialnämnden i uppdrag att redovisa läget.

### Omröstning

Den som vill avslå motionens andra att-sats röstar ja. Den som vill bifalla den röstar nej.

Kommunfullmäktige har alltså beslutat att avslå motionens andra att-sats.

### Propositionsordning

Ordföranden konstaterar att det råder enighet i punkterna 1 och 3.

## § 11 Redovisning

### Beslut

Kommunfullmäktige lägger redovisningen till handlingarna.

### Reservation

Eva Ek (V)

## § 12 Belysning

Ärendet bordläggs.
"""


def test_minutes_decide_by_clause() -> None:
    found = entries(MINUTES, "minutes", "2024-05-16")
    assert [(d.paragraph, d.outcome, d.unanimous) for d in found.decisions] == [
        ("§ 10", "granted", True),
        ("§ 10", "rejected", False),
        ("§ 10", "tasked", True),
        ("§ 11", "noted", False),
        ("§ 12", "postponed", None),
    ]
    assert {d.date for d in found.decisions} == {"2024-05-16"}
    assert {(d.body or "").casefold() for d in found.decisions} == {"kommunfullmäktige"}


@pytest.mark.parametrize(
    ("reservation", "expected"),
    [
        ("Eva Ek (V) reserverar sig mot beslutet i punkt 2.", [None, False]),
        ("Eva Ek (V) reserverar sig mot beslutet om chatten.", [False, None]),
        ("Mot beslutet reserverar sig Eva Ek (V).", [False, False]),
        ("Eva Ek (V) reserverar sig inte.", [None, None]),
        ("Nämnden är enig.", [True, True]),
    ],
)
def test_a_reservation_touches_the_clauses_that_it_names(reservation: str, expected: list[bool | None]) -> None:
    paper = (
        "# Protokoll socialnämnden\n\n## § 7 Stöd\n\n### Socialnämndens beslut\n\n1. Förslaget om en chatt avslås.\n"
        f"2. Ansökan från jouren bordläggs.\n\n### Övrigt\n\n{reservation}"
    )
    assert [d.unanimous for d in entries(paper, "minutes", "2024-05-16").decisions] == expected


def test_one_sentence_with_two_clauses_is_two_decisions() -> None:
    paper = (
        "# Protokoll socialnämnden\n\n## § 7 Avtal\n\n### Socialnämndens beslut\n\nSocialnämnden beslutar att "
        "teckna ett "
        "avtal med jouren, samt att ge förvaltningschefen i uppdrag att underteckna avtalet."
    )
    found = entries(paper, "minutes", "2024-05-16")
    assert [d.outcome for d in found.decisions] == ["approved", "tasked"]
    assert all(d.text.rstrip(".") in quoted(found, d) for d in found.decisions)
