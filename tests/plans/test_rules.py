"""Whether a plan is in force, and which names are one plan's."""

from __future__ import annotations

import datetime as dt

import pytest

from samfrid.plans.models import VersionState
from samfrid.plans.rules import period_state, same_plan

D = dt.date


@pytest.mark.parametrize(
    ("state", "ends", "today", "expected"),
    [
        (VersionState.ADOPTED, D(2026, 12, 31), D(2026, 6, 29), "current"),
        (VersionState.ADOPTED, D(2026, 12, 31), D(2026, 6, 30), "nearing"),
        (VersionState.ADOPTED, D(2026, 12, 31), D(2026, 12, 31), "nearing"),
        (VersionState.ADOPTED, D(2026, 12, 31), D(2027, 1, 1), "past"),
        (VersionState.ADOPTED, None, D(2027, 1, 1), "current"),
        (VersionState.SUPERSEDED, D(2020, 12, 31), D(2027, 1, 1), "superseded"),
        (VersionState.UNKNOWN, D(2020, 12, 31), D(2027, 1, 1), "unknown"),
        (VersionState.DRAFT, None, D(2027, 1, 1), "draft"),
    ],
)
def test_state_on_a_day(state: str, ends: D | None, today: D, expected: str) -> None:
    assert period_state(state, ends, today) == expected


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        # the plan that is named in two ways in Linköping's own documents
        (
            "handlingsplan mot våld i nära relationer",
            "Handlingsplan mot våld i nära relationer och hedersrelaterat förtryck",
            True,
        ),
        (
            "Handlingsprogrammet 2022-2026 Mot våld i nära relationer och hedersrelaterat våld och förtryck",
            "Handlingsprogram mot våld i nära relationer",
            True,
        ),
        ("Linköpings kommuns handlingsplan mot våld 2018–2022", "Handlingsplanen mot våld", True),
        ("Program mot våld 2023–2027", "Program mot våld i nära relationer 2020–2023", True),
        ("Program för ett Umeå utan våld 2024–2027", "Strategi för kvinnofrid 2018–2022", False),
        ("Handlingsplan mot våld i nära relationer", "Strategi mot våld i nära relationer", False),
        ("Handlingsplan mot våld i nära relationer", "Handlingsplan för barn i placering", False),
        ("Handlingsplan mot våld i nära relationer", "Jämställdhetsplan", False),
        ("Handlingsplan för kvinnofrid 2021–2025", "Bostadsförsörjningsprogram 2021–2025", False),
        ("Handlingsplanen", "Handlingsplanen", False),
    ],
)
def test_two_names_of_one_plan(one: str, two: str, same: bool) -> None:
    assert same_plan(one, two) == same
    assert same_plan(two, one) == same
