"""Warnings: what a person should look at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samfrid.reading.document import Document
from samfrid.reading.finders import warnings
from samfrid.reading.finders.found import Found
from samfrid.reading.reading import Reference
from tests.reading.entries import entries


def warned(paper: str, doc_type: str = "memo", day: str | None = "2024-03-28") -> list[str]:
    return entries(paper, doc_type, day, "Hylte").warnings


def test_what_is_missing_is_told() -> None:
    assert warned("# Motion\n\nVi vill mer.", "motion", None)[:2] == ["no_date", "no_diary_number"]
    assert "no_municipality" in entries("# Motion\n\nVi vill mer.", "motion").warnings


@pytest.mark.parametrize(
    ("paper", "missing"),
    [
        ("Fördelningen framgår av diagram 1.", True),
        ("Diagram 1. Besök per månad", True),
        ("Tabell 1. Besök\n\n| År | Besök |\n|---|---|\n| 2023 | 40 |", False),
        ("Tabell 1. Besök\n\nMer text om annat.\n\nOch mer.", True),
        ("Statistik hämtad från Brottsförebyggande rådet\n\nMer text.", True),
        ("Besöken ökade under året.", False),
    ],
)
def test_a_figure_that_is_announced_and_not_there(paper: str, missing: bool) -> None:
    assert ("missing_figure" in warned(f"# Svar\n\n{paper}")) is missing


def test_nobody_is_responsible() -> None:
    assert "no_responsible" in warned("# Svar\n\nI planen saknas en utsedd ansvarig förvaltning.")
    assert "no_responsible" not in warned("# Svar\n\nAnsvarig är socialnämnden.")


@pytest.mark.parametrize(
    ("raised", "day", "late"),
    [
        ("2021-03-30", "2022-03-28", False),
        ("2021-03-30", "2022-03-31", True),
        ("2020-02-29", "2021-02-28", False),
        ("2020-02-29", "2021-03-01", True),
        ("2023-03", "2024-11-20", True),
        ("2023", "2024-11-20", False),
    ],
)
def test_a_motion_has_a_year(raised: str, day: str, late: bool) -> None:
    found = replace(entries("# Svar på motion", "memo", day), references=[Reference(type="motion", date=raised)])
    document: Document = found.marks.outline.document
    assert ("over_one_year" in warnings.find(document, found)) is late


def test_an_interpellation_has_no_year() -> None:
    found: Found = entries("# Svar", "memo", "2024-03-28")
    found = replace(found, references=[Reference(type="interpellation", date="2020-01-01")])
    assert "over_one_year" not in warnings.find(found.marks.outline.document, found)
