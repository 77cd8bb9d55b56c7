"""Plans: named once however often, with years and adoption; what is still to be written and the nation's are none."""

from __future__ import annotations

import pytest

from tests.reading.entries import entries

Row = tuple[str, str | None, str | None, str | None, str | None, str | None]


def rows(paper: str, doc_type: str = "memo") -> list[Row]:
    return [(p.name, p.start, p.end, p.adopted_by, p.adopted_on, p.paragraph) for p in entries(paper, doc_type).plans]


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (
            (
                "I Handlingsplan mot våld i nära relationer 2022–2025, antagen av kommunfullmäktige den 16 juni "
                "2022 (§ 131), "
                "sägs mer. Handlingsplanen mot våld i nära relationer saknar mål."
            ),
            (
                "Handlingsplan mot våld i nära relationer 2022–2025",
                "2022",
                "2025",
                "kommunfullmäktige",
                "2022-06-16",
                "§ 131",
            ),
        ),
        (
            "Kommunstyrelsen beslutade 2018-06-12, § 267, att anta Handlingsplan mot våld i nära relationer.",
            ("Handlingsplan mot våld i nära relationer", None, None, "Kommunstyrelsen", "2018-06-12", "§ 267"),
        ),
        (
            "Den ersätter Strategi för kvinnofrid 2018–2022 (kommunfullmäktige 2017-11-25, § 187).",
            ("Strategi för kvinnofrid 2018–2022", "2018", "2022", "kommunfullmäktige", "2017-11-25", "§ 187"),
        ),
        (
            "Nämnden föreslås besluta att anta Program mot våld 2025-2028.",
            ("Program mot våld 2025-2028", "2025", "2028", None, None, None),
        ),
        (
            "Remissen gäller Länsgemensam strategi mot våld 2024–2030.",
            ("Länsgemensam strategi mot våld 2024–2030", "2024", "2030", None, None, None),
        ),
    ],
)
def test_a_plan_has_its_years_and_its_adoption(paper: str, expected: Row) -> None:
    assert rows(f"# Svar\n\n{paper}") == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi vill ta fram en handlingsplan mot våld i nära relationer.",
        "Den nationella strategin mot mäns våld mot kvinnor gäller.",
        "Planen ska följas upp.",
        "Riktlinjer för bidrag till sociala föreningar används.",
    ],
)
def test_what_is_no_plan_of_the_municipality(sentence: str) -> None:
    assert rows(f"# Svar\n\n{sentence}") == []


def test_two_plans_with_different_years_are_two() -> None:
    paper = "# Svar\n\nProgram mot våld 2021–2024 följs av Program mot våld 2025–2028."
    assert [plan[0] for plan in rows(paper)] == ["Program mot våld 2021–2024", "Program mot våld 2025–2028"]


def test_the_plan_itself_has_its_particulars_on_the_first_page() -> None:
    paper = (
        "# Handlingsplan mot våld\n\nÅkerby kommun 2025–2028\n\n| Antagen av | Kommunfullmäktige 2024-11-25, § "
        "201 |\n|---|---|\n"
        "| Diarienummer | KS 2024/1 |\n\n## Inledning\n\nPlanen gäller alla."
    )
    assert rows(paper, "plan")[0][1:] == ("2025", "2028", "Kommunfullmäktige", "2024-11-25", "§ 201")
