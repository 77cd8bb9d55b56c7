"""Which answers are awaited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from samfrid.matters.models import Event, EventKind, Referral
from samfrid.matters.rules.referrals import SOON_DAYS, Awaited
from samfrid.matters.rules.referrals import awaited as state_of


@dataclass(frozen=True, slots=True)
class Due:
    """A referral whose answer is late or soon due."""

    referral: Referral
    state: Awaited


def awaited(code: str, today: dt.date, *, within: int = SOON_DAYS, most: int = 500) -> list[Due]:
    """The referrals that are late, or due within so many days, the longest overdue first; each with its matter.

    Nobody is awaited in a matter that was withdrawn or closed.
    Of a matter that the database hides from the reader there is nothing to join, so that its referrals are not here.
    """
    ended = Event.objects.filter(
        matter=OuterRef("matter"), kind__in=(EventKind.WITHDRAWN, EventKind.CLOSED), struck=False
    )
    waiting = Referral.objects.filter(
        ~Exists(ended),
        municipality_id=code,
        answered_on__isnull=True,
        stance="",
        due_on__lte=today + dt.timedelta(within),
    )
    rows = waiting.select_related("matter", "body", "organisation").order_by("due_on", "id")[:most]
    return [Due(one, state_of(one.sent_on, one.due_on, one.answered_on, one.stance, today)) for one in rows]
