"""When a commitment is late, and when nobody has said a word about it for too long. No database."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _

from samfrid.commitments.models import SETTLED, DatePrecision, Execution
from samfrid.municipalities.dates import in_words, months_after

#: months without a word after which a commitment counts as silent; ours, no law says it
SILENT_MONTHS: Final = 6

#: reports that must say why in words
NEED_REASON: Final = (Execution.CANNOT, Execution.OVERTAKEN)

#: shape and colour of each state of execution, as ``components/state.html`` has them
TONES: Final[dict[str, str]] = {
    Execution.UNKNOWN: "none",
    Execution.NOT_STARTED: "todo",
    Execution.UNDER_WAY: "open",
    Execution.PARTLY_DONE: "open",
    Execution.DONE: "done",
    Execution.CANNOT: "refused",
    Execution.OVERTAKEN: "paused",
}


def as_task(words: str) -> str:
    """A source's words as what is to be done: without their "att", beginning with a capital letter."""
    text = words.strip().removeprefix("att ").removeprefix("Att ").strip()
    return text[:1].upper() + text[1:]


def is_settled(execution: str) -> bool:
    """Whether nothing more is awaited: done, not to be done, or replaced by another decision."""
    return execution in SETTLED


def is_late(due_on: dt.date | None, execution: str, today: dt.date) -> bool:
    """Whether the last day has passed and it is not settled. The day itself is not late."""
    return due_on is not None and due_on < today and not is_settled(execution)


def silent_since(
    promised_on: dt.date | None,
    created_on: dt.date,
    last_word_on: dt.date | None,
    execution: str,
    today: dt.date,
) -> dt.date | None:
    """The day of the last word, if that was six months ago or more and something is still awaited; None otherwise.

    Where nobody has ever reported, the promise itself was the last word; where its day is not known, the day on which
    it was entered.
    """
    if is_settled(execution):
        return None
    last = max(day for day in (last_word_on, promised_on or created_on) if day is not None)
    return last if months_after(last, SILENT_MONTHS) <= today else None


def silent_before(today: dt.date) -> dt.date:
    """The latest day of a last word that makes a commitment silent today: for asking the database as the rule does.

    Months differ in length, so six months before today is not always the last day that lies six months back.
    """
    day = months_after(today, -SILENT_MONTHS)
    while months_after(day + dt.timedelta(days=1), SILENT_MONTHS) <= today:
        day += dt.timedelta(days=1)
    return day


def due_text(due_on: dt.date | None, precision: str = DatePrecision.DAY) -> str:
    """The last day as it was given, "30 juni 2026", "juni 2026" or "2026"; says so where there is none."""
    return in_words(due_on, precision) if due_on else _("ingen dag satt")


def tone(due_on: dt.date | None, execution: str, today: dt.date) -> str:
    """The tone that a list shows it in: late before anything else, then as reported."""
    return "late" if is_late(due_on, execution, today) else TONES[execution]


def missing_in_report(execution: str, text: str, evidence: str, *, may_waive: bool) -> dict[str, str]:
    """What a report lacks, as field and sentence: done needs evidence, an end without doing needs a reason.

    ``may_waive``: the reporter may say that it is done without showing it.
    """
    if execution == Execution.UNKNOWN:
        return {"execution": _("Välj hur långt det har kommit.")}
    if execution == Execution.DONE and not evidence.strip() and not may_waive:
        return {
            "evidence": _(
                "Skriv vad som visar att det är genomfört, till exempel ett beslut, en rapport eller en länk."
            )
        }
    if execution in NEED_REASON and not text.strip():
        return {"text": _("Skriv varför det inte genomförs eller vad som har ersatt det.")}
    return {}
