"""When an association has not said what a year's money went to. No database."""

from __future__ import annotations

import datetime as dt
from typing import Final

from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict
from samfrid.partners.models import ReportState
from samfrid.partners.rules import Terms, last_day
from samfrid.partners.rules.year_report import account_due

#: days after the last day for reports before one that has not come is told of
REPORT_DAYS: Final = 30


def year_to_report(today: dt.date, days: int) -> int:
    """The latest year whose report should be in by now, so many days after its last day."""
    year = today.year - 1
    return year if account_due(year) + dt.timedelta(days) < today else year - 1


def paid_in(terms: Terms, year: int) -> bool:
    """Whether the agreement held in some part of the year."""
    last = last_day(terms)
    begun = terms.first_starts_on is None or terms.first_starts_on <= dt.date(year, 12, 31)
    return begun and (last is None or last >= dt.date(year, 1, 1))


def year_report_missing(year: int, states: set[str], *, asked_again: bool) -> Verdict | None:
    """An association that has got money for a year has handed in no report of it.

    ``states`` are those of its reports of the year, all versions; ``asked_again``: the last one that was handed in is
    to be corrected. ``case``: "never" (nothing is begun), "begun" (a first one is), "correction" (what was asked for
    has not come).
    """
    due = account_due(year)
    if ReportState.SUBMITTED in states:
        return Verdict(Severity.LACKING, due, due, "correction") if asked_again else None
    return Verdict(Severity.LACKING, due, due, "begun" if ReportState.DRAFT in states else "never")


def agreement_not_accounted(year: int, *, is_reported: bool, names_it: bool) -> Verdict | None:
    """A report of the year is in, and says nothing of this agreement's money."""
    due = account_due(year)
    return Verdict(Severity.LACKING, due, due) if is_reported and not names_it else None
