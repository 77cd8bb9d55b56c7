"""What the worker does for accounts: log-in sessions that have ended are removed, so that their table stays small."""

from __future__ import annotations

from typing import Final

from django.utils import timezone
from procrastinate.contrib.django import app

from samfrid.municipalities.models import Session

#: rows that one statement removes, so that none holds many locks for long
STEP: Final = 1000


def clear_expired(step: int = STEP) -> int:
    """Remove the sessions whose time is out, ``step`` at a time; returns how many there were."""
    removed = 0
    while True:
        some = Session.objects.filter(expire_date__lt=timezone.now()).order_by("expire_date").values("pk")[:step]
        gone, _each = Session.objects.filter(pk__in=some).delete()
        removed += gone
        if gone < step:
            return removed


@app.periodic(cron="50 2 * * *")
@app.task(queueing_lock="sessions-nightly", pass_context=False)
def clear_sessions(timestamp: int) -> None:  # noqa: ARG001 - the scheduler gives it
    """Remove every session that nobody can use any more. A night that was missed is made good by the next."""
    clear_expired()
