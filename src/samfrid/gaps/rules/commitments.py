"""When a commitment falls short. No database."""

from __future__ import annotations

import datetime as dt

from samfrid.commitments.rules import SILENT_MONTHS, SOON_DAYS, elapsed_share, is_late, is_settled, silent_since
from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict
from samfrid.municipalities.dates import months_after


def lacking(since: dt.date, today: dt.date, days: int) -> Verdict | None:
    """Something that a commitment should have had since it was made, so many days ago: who, whom to ask, by when."""
    from_day = since + dt.timedelta(days=days)
    return None if days and from_day > today else Verdict(Severity.LACKING, from_day)


def said_by_hand(severity: Severity, on: dt.date) -> Verdict:
    """A state that nothing computes, but that somebody has said it is in, on a day."""
    return Verdict(severity, on, on, "by_hand")


def commitment_silent(
    promised_on: dt.date | None,
    entered_on: dt.date,
    last_word_on: dt.date | None,
    execution: str,
    today: dt.date,
    days: int | None = None,
) -> Verdict | None:
    """Nobody has said a word for six months, or the municipality's own ``days``.

    ``day`` is the day of the last word, or of the promise.
    """
    if days is None:
        last = silent_since(promised_on, entered_on, last_word_on, execution, today)
        since = months_after(last, SILENT_MONTHS) if last else None
    else:
        last = max(day for day in (last_word_on, promised_on or entered_on) if day is not None)
        since = last + dt.timedelta(days=days)
    if last is None or since is None or since > today or is_settled(execution):
        return None
    return Verdict(Severity.LACKING, since, last, "said" if last_word_on == last else "never")


def commitment_late(due_on: dt.date | None, execution: str, today: dt.date) -> Verdict | None:
    """The last day has passed and it is not done."""
    if due_on is None or not is_late(due_on, execution, today):
        return None
    return Verdict(Severity.BROKEN, due_on, due_on)


def commitment_at_risk(
    began_on: dt.date, starts_on: dt.date | None, due_on: dt.date | None, today: dt.date, *, idle: bool
) -> Verdict:
    """Why what the ledger calls at risk is so. ``case``: "start" (it should have begun), "soon" (its last day is near
    and it has not begun), "behind" (less is done than time has passed); the share of time for "behind" is as of
    ``since``'s own day, today.
    """
    if idle and starts_on is not None and starts_on < today:
        return Verdict(Severity.SOON, starts_on, starts_on, "start")
    if idle and due_on is not None and (due_on - today).days <= SOON_DAYS:
        return Verdict(Severity.SOON, due_on - dt.timedelta(days=SOON_DAYS), due_on, "soon")
    return Verdict(Severity.SOON, began_on, due_on, "behind")


def share_of_time(began_on: dt.date, due_on: dt.date | None, today: dt.date) -> int:
    """Hundredths of its time that have passed."""
    return elapsed_share(began_on, due_on, today) if due_on else 0


def commitment_unproven(
    last_word_on: dt.date | None, entered_on: dt.date, today: dt.date, days: int, *, waived: bool
) -> Verdict | None:
    """It is said to be done, and nothing that still stands shows it.

    ``case``: "waived" where it was let be without, else "bare".
    """
    said = last_word_on or entered_on
    since = said + dt.timedelta(days=days)
    return Verdict(Severity.LACKING, since, said, "waived" if waived else "bare") if since <= today else None


def report_back_passed(due_on: dt.date | None, today: dt.date) -> Verdict | None:
    """The day has passed on which a body was to be told what came of it, and it has not been told."""
    return Verdict(Severity.BROKEN, due_on, due_on) if due_on and due_on < today else None


def handed_over(on: dt.date, today: dt.date, days: int, *, to_somebody: bool) -> Verdict | None:
    """It left a unit, and nobody has said that they have it. ``case``: "nobody" where it was given to none."""
    since = on + dt.timedelta(days=days)
    return Verdict(Severity.LACKING, since, on, "given" if to_somebody else "nobody") if since <= today else None
