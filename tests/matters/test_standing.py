"""How a row of the list says where a matter is: by the municipality's own rules, as the matter's page does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from samfrid.matters import rules, shown
from samfrid.matters.models import Matter, MatterKind
from samfrid.matters.queries import Where
from samfrid.matters.rules.types import SWEDISH_SET

D = dt.date
RAISED = D(2025, 1, 15)
BACK = [["2025-02-01", "2025-02-28"]]


@pytest.mark.parametrize(
    ("kind", "own", "pauses", "today", "tone"),
    [
        # KL 5:35: a year, and the last three months of it
        (MatterKind.MOTION, {}, [], D(2025, 10, 14), "todo"),
        (MatterKind.MOTION, {}, [], D(2025, 10, 15), "soon"),
        (MatterKind.MOTION, {}, [], D(2026, 1, 15), "soon"),
        (MatterKind.MOTION, {}, [], D(2026, 1, 16), "late"),
        # a referral back moves it, unless the municipality says otherwise; while it lasts nobody is warned
        (MatterKind.MOTION, {}, BACK, D(2026, 1, 16), "soon"),
        (MatterKind.MOTION, {"pauses_extend": False}, BACK, D(2026, 1, 16), "late"),
        (MatterKind.MOTION, {}, [["2025-12-01", None]], D(2026, 3, 1), "paused"),
        (MatterKind.MOTION, {"pauses_extend": False}, [["2025-12-01", None]], D(2026, 3, 1), "late"),
        # a local rule shortens the year and never lengthens it, and gives a last day to what has none by law
        (MatterKind.MOTION, {"decide_months": 6}, [], D(2025, 7, 16), "late"),
        (MatterKind.MOTION, {"decide_months": 18}, [], D(2026, 1, 16), "late"),
        (MatterKind.INITIATIVE, {}, [], D(2030, 1, 1), "todo"),
        (MatterKind.INITIATIVE, {"decide_months": 6}, [], D(2025, 6, 14), "todo"),
        (MatterKind.INITIATIVE, {"decide_months": 6}, [], D(2025, 7, 15), "soon"),
        (MatterKind.INITIATIVE, {"decide_months": 6}, [], D(2025, 7, 16), "late"),
    ],
)
def test_a_row_warns_by_the_rules_of_its_sort(
    kind: MatterKind, own: dict[str, Any], pauses: list[list[str | None]], today: dt.date, tone: str
) -> None:
    matter = Matter(kind=kind, title="Ärende", raised_on=RAISED)
    local = replace(SWEDISH_SET[kind], **own)
    assert shown.standing(matter, Where(pauses=pauses), local, today)[0] == tone
    deadline = rules.deadline_of(
        kind, RAISED, rests=rules.rests_of(pauses) if local.pauses_extend else (), months=local.decide_months
    )
    assert (deadline is not None and deadline.is_over(today)) == (tone == "late")


def test_what_the_council_has_been_told_of_is_not_late() -> None:
    matter = Matter(kind=MatterKind.MOTION, title="Ärende", raised_on=RAISED)
    told = Where(told="2026-01-02")
    assert shown.standing(matter, told, SWEDISH_SET[MatterKind.MOTION], D(2026, 5, 1))[0] == "open"
