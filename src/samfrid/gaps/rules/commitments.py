"""When a commitment falls short. No database."""

from __future__ import annotations

import datetime as dt

from samfrid.commitments.rules import SILENT_MONTHS, is_late, is_settled, silent_since
from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict
from samfrid.municipalities.dates import months_after


def commitment_without_responsible(promised_on: dt.date | None, entered_on: dt.date, execution: str) -> Verdict | None:
    """Nobody answers for it: neither a unit nor a party outside."""
    if is_settled(execution):
        return None
    return Verdict(Severity.LACKING, promised_on or entered_on, case="" if promised_on else "no_day")


def commitment_silent(
    promised_on: dt.date | None, entered_on: dt.date, last_word_on: dt.date | None, execution: str, today: dt.date
) -> Verdict | None:
    """Nobody has said a word for six months. ``day`` is the day of the last word, or of the promise."""
    last = silent_since(promised_on, entered_on, last_word_on, execution, today)
    if last is None:
        return None
    case = "said" if last_word_on == last else "never"
    return Verdict(Severity.LACKING, months_after(last, SILENT_MONTHS), last, case)


def commitment_late(due_on: dt.date | None, execution: str, today: dt.date) -> Verdict | None:
    """The last day has passed and it is not done."""
    if due_on is None or not is_late(due_on, execution, today):
        return None
    return Verdict(Severity.BROKEN, due_on, due_on)
