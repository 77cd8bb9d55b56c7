"""Commitments: activities of plans in tables and lists, undertakings, tasks, promises and measures reported."""

from __future__ import annotations

import pytest

from samfrid.reading.reading import Commitment
from tests.reading.entries import entries, quoted

Row = tuple[str, str, str | None, list[str], str | None]


def rows(commitments: list[Commitment]) -> list[Row]:
    return [(c.text, c.status, c.responsible, c.partners, c.due) for c in commitments]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        (
            "| Nr | Aktivitet | Ansvarig | Samverkar med | Klart |",
            "| 1 | Ta fram en rutin | Socialnämnden | Region Norr, polisen | 2025-06 |",
            ("Ta fram en rutin", "planned", "Socialnämnden", ["Region Norr", "polisen"], "2025-06"),
        ),
        (
            "| Vad ska göras? | Vem ansvarar? | När? |",
            "| Utbilda chefer | ej utsett | Under 2026 |",
            ("Utbilda chefer", "planned", None, [], "2026"),
        ),
        (
            "| Åtgärd | Ansvar | Tid |",
            "| Starta en chatt | Vuxenenheten i samverkan med Kvinnojouren Alm | löpande |",
            ("Starta en chatt", "planned", "Vuxenenheten", ["Kvinnojouren Alm"], None),
        ),
        (
            "| Insats | Ansvarig | Status | Kommentar |",
            "| Stödgrupp för barn | Socialnämnden | Ej påbörjad | Bra |",
            ("Stödgrupp för barn", "planned", "Socialnämnden", [], None),
        ),
        (
            "| Insats | Ansvarig | Status | Kommentar |",
            "| Stödgrupp för män | Socialnämnden | Genomförd | Bra |",
            ("Stödgrupp för män", "done", "Socialnämnden", [], None),
        ),
    ],
)
def test_a_row_of_a_plan_is_a_commitment(head: str, row: str, expected: Row) -> None:
    line = "|" + "---|" * (head.count("|") - 1)
    found = entries(f"# Handlingsplan mot våld 2024–2026\n\n{head}\n{line}\n{row}", "plan")
    assert rows(found.commitments) == [expected]
    assert found.commitments[0].plan == "Handlingsplan mot våld 2024–2026"


PLAN = """
# Handlingsplan mot våld 2024–2026

## Lagar

- Socialtjänstlagen styr arbetet.

## Insatser

- Utbilda fritidsledare. Ansvarig är fritidsnämnden, i samarbete med Region Norr. Klart senast den 30 juni 2025.
- Sprida information i väntrum. Ansvarig: saknas. Klart 2026.

## Mål 1: Våld upptäcks tidigt

- Frågor om våld ställs i hemtjänsten (äldreförvaltningen, 2025)

Socialförvaltningen ska under 2025 införa en ny samtalsmetod.

## Uppföljning

Planen utvärderas av kommunstyrelsen senast den 30 november 2026. Nämnderna redovisar sina insatser varje år.
"""


def test_a_plan_is_read_whatever_its_form() -> None:
    found = entries(PLAN, "plan")
    assert rows(found.commitments) == [
        ("Utbilda fritidsledare", "planned", "fritidsnämnden", ["Region Norr"], "2025-06-30"),
        ("Sprida information i väntrum", "planned", None, [], "2026"),
        ("Frågor om våld ställs i hemtjänsten", "planned", "äldreförvaltningen", [], "2025"),
        (
            "Socialförvaltningen ska under 2025 införa en ny samtalsmetod",
            "planned",
            "Socialförvaltningen",
            [],
            "2025",
        ),
        (
            "Planen utvärderas av kommunstyrelsen senast den 30 november 2026",
            "planned",
            "kommunstyrelsen",
            [],
            "2026-11-30",
        ),
        ("Nämnderna redovisar sina insatser varje år", "planned", "Nämnderna", [], None),
    ]
    assert "no_responsible" in found.warnings


def test_labels_on_lines_of_their_own() -> None:
    paper = (
        "# Program mot våld 2024–2027\n\n## Insatser\n\n### 1.1 Utbilda chefer\n\nAnsvarig: HR-avdelningen\n\n"
        "Tidplan: 2024–2025\n\nSamverkan: Företagshälsovården"
    )
    assert rows(entries(paper, "plan").commitments) == [
        ("Utbilda chefer", "planned", "HR-avdelningen", ["Företagshälsovården"], "2025")
    ]


AGREEMENT = """
# Avtal

mellan Bergviks kommun och Kvinnojouren Lyktan

## Åtaganden

Kvinnojouren Lyktan åtar sig att

- bemanna en telefon,
- delta i nätverket tillsammans med polisen.

Kommunen ska

1. utse en kontaktperson senast den 30 september 2024

## Ersättning

Kommunen ska betala i förskott.

## Uppföljning

Parterna träffas två gånger om året. Uppgifter om enskilda får inte lämnas ut.
"""


def test_the_parties_undertake() -> None:
    assert rows(entries(AGREEMENT, "agreement").commitments) == [
        ("bemanna en telefon", "planned", "Kvinnojouren Lyktan", [], None),
        ("delta i nätverket tillsammans med polisen", "planned", "Kvinnojouren Lyktan", ["polisen"], None),
        ("utse en kontaktperson senast den 30 september 2024", "planned", "Kommunen", [], "2024-09-30"),
        ("Parterna träffas två gånger om året", "planned", "Parterna", [], None),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            (
                "Socialnämnden beslutade den 3 maj 2024, § 4, att ge förvaltningen i uppdrag att utreda frågan. "
                "Uppdraget ska "
                "redovisas senast den 30 november 2024."
            ),
            [("utreda frågan", "planned", "förvaltningen", [], "2024-11-30")],
        ),
        (
            "HR-avdelningen har under våren tagit fram en webbutbildning.",
            [
                (
                    "HR-avdelningen har under våren tagit fram en webbutbildning",
                    "done",
                    "HR-avdelningen",
                    [],
                    None,
                )
            ],
        ),
        (
            "Vuxenenheten erbjuder sedan 2021 samtal, tillsammans med Kvinnojouren Alm.",
            [("Vuxenenheten erbjuder sedan 2021 samtal", "ongoing", "Vuxenenheten", ["Kvinnojouren Alm"], None)],
        ),
        (
            "Rekryteringen påbörjas av socialförvaltningen i november.",
            [
                (
                    "Rekryteringen påbörjas av socialförvaltningen i november",
                    "planned",
                    "socialförvaltningen",
                    [],
                    "2024-11",
                )
            ],
        ),
        (
            "Förvaltningen erbjöd tidigare samtal i byarna, men försöket avslutades.",
            [("samtal i byarna", "stopped", "Förvaltningen", [], None)],
        ),
        ("Förvaltningen bör ta fram en rutin.", []),
        ("I landet har kommunerna tagit fram en rutin.", []),
        ("Jouren har under 2023 tagit fram en folder.", []),
        ("Förvaltningen har övervägt en buss.", []),
    ],
)
def test_an_answer_reports(sentence: str, expected: list[Row]) -> None:
    assert rows(entries(f"# Svar\n\n{sentence}", "interpellation_answer", "2024-10-01").commitments) == expected


def test_a_list_of_measures_takes_its_subject_from_the_lead() -> None:
    paper = "# Svar\n\nFörvaltningen har sedan våren 2023\n\n- öppnat en mottagning,\n- startat en grupp."
    found = entries(paper, "memo", "2024-02-12")
    assert rows(found.commitments) == [
        ("öppnat en mottagning", "done", "Förvaltningen", [], None),
        ("startat en grupp", "done", "Förvaltningen", [], None),
    ]
    assert all(c.text in quoted(found, c) for c in found.commitments)


def test_what_is_asked_about_is_not_known() -> None:
    paper = (
        "# Interpellation\n\nOrdföranden lovade då att en lägesbild skulle tas fram. Den 4 april 2022 beslutade "
        "kommunfullmäktige att ge kommunstyrelsen i uppdrag att kartlägga våldet.\n\nMin fråga är: När blir det klart?"
    )
    assert [(c.text, c.status, c.responsible) for c in entries(paper, "interpellation").commitments] == [
        ("en lägesbild skulle tas fram", "unknown", None),
        ("kartlägga våldet", "unknown", "kommunstyrelsen"),
    ]


def test_what_is_only_proposed_is_no_commitment() -> None:
    paper = "# Tjänsteskrivelse\n\n## Förslag till beslut\n\n1. Förvaltningen får i uppdrag att ta fram en rutin."
    assert entries(paper, "memo").commitments == []
