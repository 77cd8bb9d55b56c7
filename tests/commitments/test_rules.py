"""Late, silent, and what a report lacks."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.commitments import rules
from samfrid.commitments.models import Execution

D = dt.date
TODAY = D(2026, 11, 22)


@pytest.mark.parametrize(
    ("due", "execution", "late"),
    [
        (D(2026, 11, 21), Execution.UNDER_WAY, True),
        (D(2026, 11, 22), Execution.UNDER_WAY, False),
        (D(2026, 11, 21), Execution.UNKNOWN, True),
        (D(2026, 11, 21), Execution.PARTLY_DONE, True),
        (D(2026, 11, 21), Execution.DONE, False),
        (D(2026, 11, 21), Execution.CANNOT, False),
        (D(2026, 11, 21), Execution.OVERTAKEN, False),
        (None, Execution.UNKNOWN, False),
    ],
)
def test_late(due: D | None, execution: str, late: bool) -> None:
    assert rules.is_late(due, execution, TODAY) == late


@pytest.mark.parametrize(
    ("promised", "created", "word", "execution", "since"),
    [
        # granted 2022 and never a word, though entered only today
        (D(2022, 12, 14), TODAY, None, Execution.UNKNOWN, D(2022, 12, 14)),
        (None, TODAY, None, Execution.UNKNOWN, None),
        (None, D(2026, 5, 22), None, Execution.UNKNOWN, D(2026, 5, 22)),
        (None, D(2026, 5, 23), None, Execution.UNKNOWN, None),
        (D(2022, 12, 14), TODAY, D(2026, 5, 22), Execution.UNDER_WAY, D(2026, 5, 22)),
        (D(2022, 12, 14), TODAY, D(2026, 5, 23), Execution.UNDER_WAY, None),
        (D(2022, 12, 14), TODAY, D(2023, 1, 1), Execution.DONE, None),
        (D(2026, 11, 1), TODAY, D(2020, 1, 1), Execution.UNDER_WAY, None),
    ],
)
def test_silent_for_six_months(promised: D | None, created: D, word: D | None, execution: str, since: D | None) -> None:
    assert rules.silent_since(promised, created, word, execution, TODAY) == since


@given(st.dates(D(2000, 1, 1), D(2060, 1, 1)), st.integers(150, 220))
def test_asking_the_database_is_the_same_rule(today: D, before: int) -> None:
    last = today - dt.timedelta(before)
    silent = rules.silent_since(last, last, None, Execution.UNKNOWN, today) is not None
    assert silent == (last <= rules.silent_before(today))


@pytest.mark.parametrize(
    ("execution", "text", "evidence", "may_waive", "lacking"),
    [
        (Execution.DONE, "klart", "", False, {"evidence"}),
        (Execution.DONE, "klart", "   ", False, {"evidence"}),
        (Execution.DONE, "", "KS 2026-05-04 § 88", False, set()),
        (Execution.DONE, "", "", True, set()),
        (Execution.CANNOT, "", "", True, {"text"}),
        (Execution.OVERTAKEN, " ", "", False, {"text"}),
        (Execution.CANNOT, "medel saknas", "", False, set()),
        (Execution.UNDER_WAY, "", "", False, set()),
        (Execution.UNKNOWN, "text", "", True, {"execution"}),
    ],
)
def test_what_a_report_lacks(execution: str, text: str, evidence: str, may_waive: bool, lacking: set[str]) -> None:
    shown = bool(evidence.strip())
    assert set(rules.missing_in_report(execution, text, is_shown=shown, may_waive=may_waive)) == lacking


@pytest.mark.parametrize(
    ("due", "precision", "said"),
    [
        (D(2026, 6, 30), "day", "30 juni 2026"),
        (D(2026, 6, 30), "month", "juni 2026"),
        (D(2026, 12, 31), "year", "2026"),
        (None, "day", "ingen dag satt"),
    ],
)
def test_due_in_words(due: D | None, precision: str, said: str) -> None:
    assert rules.due_text(due, precision).replace("\N{NO-BREAK SPACE}", " ") == said
