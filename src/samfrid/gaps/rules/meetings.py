"""When a meeting to come or the dialogue with a partner falls short. No database."""

from __future__ import annotations

import datetime as dt
from typing import Final

from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict

#: days before a planned meeting by which somebody is invited, days in which a partner's proposal is answered
INVITE_DAYS: Final = 21
ANSWER_DAYS: Final = 7


def meeting_not_invited(on: dt.date, today: dt.date, days: int) -> Verdict | None:
    """A planned meeting comes within so many days, and nobody is invited."""
    begins = on - dt.timedelta(days)
    return Verdict(Severity.SOON, begins, on) if begins <= today <= on else None


def proposal_unanswered(proposed_on: dt.date, on: dt.date, today: dt.date, days: int) -> Verdict | None:
    """A partner has proposed a meeting so many days ago, or for a day that has passed, and has got no answer."""
    wanted = min(proposed_on + dt.timedelta(days), on)
    return Verdict(Severity.LACKING, wanted, on) if wanted < today else None


def dialogue_due(next_on: dt.date, today: dt.date) -> Verdict | None:
    """What was said with a partner was to be taken up again by a day that has passed."""
    return Verdict(Severity.LACKING, next_on, next_on) if next_on < today else None
