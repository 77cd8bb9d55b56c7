"""Proposals: lists under a cue, chains of bodies, demands in running text, yrkanden in words of their own."""

from __future__ import annotations

import pytest

from tests.reading.entries import entries

Row = tuple[str | None, str, str]


def rows(paper: str, doc_type: str) -> list[Row]:
    return [(p.body, p.text, p.outcome) for p in entries(paper, doc_type).proposals]


@pytest.mark.parametrize(
    ("paper", "doc_type", "expected"),
    [
        (
            (
                "## Förslag till socialnämndens beslut\n\n1. Förslaget tillstyrks.\n\n"
                "## Förslag till kommunfullmäktiges beslut\n\n1. Motionen avslås."
            ),
            "memo",
            [
                ("socialnämnden", "Förslaget tillstyrks.", "supported"),
                ("kommunfullmäktige", "Motionen avslås.", "rejected"),
            ],
        ),
        (
            (
                "## Förslag till beslut\n\nKommunstyrelsens arbetsutskott föreslår besluta att föreslå "
                "kommunstyrelsen besluta\n\n"
                "att godkänna sammanställningen."
            ),
            "memo",
            [("kommunstyrelsen", "att godkänna sammanställningen.", "approved")],
        ),
        (
            (
                "## Förslag till beslut\n\nArbetsutskottet föreslår att kommunstyrelsen föreslår "
                "kommunfullmäktige besluta att "
                "anta strategin."
            ),
            "memo",
            [("kommunfullmäktige", "att anta strategin.", "approved")],
        ),
        (
            "Därför yrkar vi\n\natt nämnden får i uppdrag att kartlägga våldet, samt\n\natt resultatet redovisas.",
            "motion",
            [
                ("kommunfullmäktige", "att nämnden får i uppdrag att kartlägga våldet", "tasked"),
                ("kommunfullmäktige", "att resultatet redovisas.", "other"),
            ],
        ),
        (
            "Många stannar kvar. Jag föreslår att kommunen avsätter medel till en chatt.",
            "citizen_proposal",
            [("kommunfullmäktige", "att kommunen avsätter medel till en chatt.", "funded")],
        ),
        (
            "## Ärendet\n\nMotionärerna föreslår\n\n- att en plan tas fram\n- att den följs upp",
            "memo",
            [],
        ),
        (
            "## Motionens förslag\n\nMotionärerna föreslår kommunfullmäktige att besluta att en mall tas fram.",
            "statement",
            [],
        ),
    ],
)
def test_a_proposal_has_its_body_and_its_outcome(paper: str, doc_type: str, expected: list[Row]) -> None:
    assert rows(paper, doc_type) == expected


YRKANDEN = """
# Protokoll kommunfullmäktige 2024-05-06

## § 40 Motion om jouren

### Kommunfullmäktiges beslut

- Motionen avslås.

### Yrkanden

Eva Ek (S) yrkar bifall till motionen. Bo Alm (M) yrkar att ärendet återremitteras. Ulla By (V) yrkar att fullmäktige
även beslutar att kommundirektören får i uppdrag att redovisa läget i april.

### Förslag till beslut på sammanträdet

Bo Alm (M): Avslag.
"""


def test_only_a_yrkande_in_its_own_words_is_a_proposal() -> None:
    assert rows(YRKANDEN, "minutes") == [
        ("kommunfullmäktige", "kommundirektören får i uppdrag att redovisa läget i april", "tasked")
    ]


def test_minutes_propose_to_another_body() -> None:
    paper = (
        "# Protokoll kommunstyrelsen 2024-03-12\n\n## KS § 56 Motion om självförsvar\n\n"
        "### Kommunstyrelsens förslag till kommunfullmäktige\n\n1. Motionen avslås.\n\n"
        "### Kommunstyrelsens beslut för egen del\n\n1. Kommundirektören får i uppdrag att följa frågan."
    )
    found = entries(paper, "minutes", "2024-03-12")
    assert [(p.body, p.text) for p in found.proposals] == [("kommunfullmäktige", "Motionen avslås.")]
    assert [(d.body, d.outcome) for d in found.decisions] == [("Kommunstyrelsen", "tasked")]


@pytest.mark.parametrize(
    "lead", ["Jag föreslår kommunfullmäktige besluta:", "Jag yrkar", "Vi föreslår kommunfullmäktige"]
)
@pytest.mark.parametrize("second", ["socialnämnden får i uppdrag", "ge socialnämnden i uppdrag"])
def test_a_clause_on_a_line_of_its_own_needs_no_comma_before_it(lead: str, second: str) -> None:
    paper = (
        f"Motion om boendestöd\n\nVåld i nära relationer är ett samhällsproblem.\n\n{lead}\n"
        "att kommunen tar fram en handlingsplan mot våld i nära relationer\n"
        f"att {second} att utreda ett jourboende\n\nÅsa Öberg (S)"
    )
    assert [text for _, text, _ in rows(paper, "motion")] == [
        "att kommunen tar fram en handlingsplan mot våld i nära relationer",
        f"att {second} att utreda ett jourboende",
    ]


def test_a_clause_goes_on_where_its_line_wants_an_att() -> None:
    paper = (
        "Motion\n\nVi föreslår kommunfullmäktige besluta\n"
        "att kommunstyrelsen tillsammans med socialnämnden får i uppdrag\natt utreda ett jourboende"
    )
    assert len(rows(paper, "motion")) == 1
