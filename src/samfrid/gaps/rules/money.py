"""When the money of an agreement falls short of what it takes to pay it rightly. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Final

from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict
from samfrid.partners.models import AgreementForm, Funding
from samfrid.partners.rules import Sign, Terms, last_day, unanswered

#: days before a year begins in which what it is reckoned from is asked for
GROUND_DAYS: Final = 30


def ground_missing(year: int, terms: Terms, today: dt.date, days: int) -> Verdict | None:
    """What a sum is reckoned from is not entered for a year that is to be paid: this year, one before it in the same
    period, or the next one when it nears. An agreement that has ended is let be.
    """
    last = last_day(terms)
    if last is not None and last < today:
        return None
    begins = dt.date(year, 1, 1)
    if begins <= today:
        return Verdict(Severity.LACKING, begins, begins, "begun")
    near = begins - dt.timedelta(days)
    return Verdict(Severity.SOON, near, begins, "near") if near <= today else None


def state_money_in_contract(form: str, funding: str, entered_on: dt.date) -> Verdict | None:
    """State grants pay for what a municipality has commissioned (SFS 2022:257 7 §)."""
    if form != AgreementForm.CONTRACT or funding != Funding.STATE:
        return None
    return Verdict(Severity.BROKEN, entered_on)


def procurement_unanswered(
    signs: Collection[Sign], answered: Collection[str] | None, terms: Terms, entered_on: dt.date, today: dt.date
) -> Verdict | None:
    """An agreement looks like procurement, and nobody has said why it is none. One that has ended is let be."""
    last = last_day(terms)
    if (last is not None and last < today) or not unanswered(signs, answered):
        return None
    return Verdict(Severity.LACKING, entered_on, case="never" if answered is None else "more")
