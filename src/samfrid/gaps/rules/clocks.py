"""When a clock beside the year of KL 5:35 has run out. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict
from samfrid.matters.rules import Rest, committee_report_due, is_near, moved_by
from samfrid.municipalities.dates import months_after


def local_day(
    raised_on: dt.date, months: int | None, today: dt.date, rests: Sequence[Rest] = (), *, asks: bool = False
) -> Verdict | None:
    """The municipality's own last day has passed ("over"), or no more than a quarter of the time is left ("near").

    It moves with the pauses as it does on the matter's page; ``asks``: it waits for an answer, "over_answer".
    """
    if not months:
        return None
    last = moved_by(months_after(raised_on, months), rests, start=raised_on)
    asked = "_answer" if asks else ""
    if today > last.on and last.lasting is None:
        return Verdict(Severity.BROKEN, last.on, last.on, f"over{asked}")
    if is_near(last, months, today):
        return Verdict(Severity.SOON, months_after(last.on, -(months // 4)), last.on, f"near{asked}")
    return None


def answer_late(
    raised_on: dt.date | None, meeting_on: dt.date | None, written_by: dt.date | None, today: dt.date, days: int
) -> Verdict | None:
    """An interpellation or a question that is not answered.

    ``case``: "meeting" (the meeting at which it was to be answered has been), "written" (the asker should have had the
    written answer by the local rule's day, ``written_by``, and has not), "unplanned" (so many days after it was raised
    nobody has said who answers when).
    """
    if meeting_on and meeting_on < today:
        return Verdict(Severity.BROKEN, meeting_on, meeting_on, "meeting")
    if written_by and written_by < today:
        return Verdict(Severity.BROKEN, written_by, written_by, "written")
    if meeting_on or raised_on is None:
        return None
    since = raised_on + dt.timedelta(days=days)
    return Verdict(Severity.LACKING, since, raised_on, "unplanned") if since <= today else None


def proposal_not_reported(left_on: dt.date, reported: Iterable[dt.date], today: dt.date, days: int) -> Verdict | None:
    """KL 6:34: the committee tells the council at least once a year of a citizen proposal that it has not decided.

    ``case`` is "over", or "near" so many days before.
    """
    due = committee_report_due(left_on, reported)
    if due < today:
        return Verdict(Severity.BROKEN, due, due, "over")
    since = due - dt.timedelta(days=days)
    return Verdict(Severity.SOON, since, due, "near") if since <= today else None
