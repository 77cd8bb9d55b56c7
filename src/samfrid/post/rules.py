"""When a letter is tried again, what state it is in, and its words with the link in them. No database."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

#: where in a letter the link stands: a line of its own, which nothing that people write can be taken for
MARK: Final = "{länk}"
#: what stands there in a copy made when the link is no longer good
NO_LINK: Final = "Länken gäller inte längre."

#: minutes until the next attempt, after the first, the second …; then it is given up and waits to be printed
WAITS: Final = (1, 5, 30, 120, 360, 720, 1440, 1440)


class Over(StrEnum):
    """Why a link in a letter is good no longer."""

    CLOSED = "closed"
    EXPIRED = "expired"
    REVOKED = "revoked"


def over(*, revoked: bool, last_on: dt.date, today: dt.date, closed: bool = False) -> Over | None:
    """Why a link is good no longer; None for one that is good. Its last day is a good day."""
    if revoked:
        return Over.REVOKED
    if closed:
        return Over.CLOSED
    return Over.EXPIRED if today > last_on else None


class State(StrEnum):
    """Where a letter is."""

    SENT = "sent"
    PRINTED = "printed"
    FAILED = "failed"
    DROPPED = "dropped"
    #: to be mailed: by itself, as soon as it can be
    WAITS = "waits"
    TO_PRINT = "to_print"


#: tone and word of each state, for ``components/state.html``
SHOWN: Final = {
    State.SENT: ("done", _("skickat")),
    State.PRINTED: ("done", _("utskrivet")),
    State.FAILED: ("late", _("gick inte fram")),
    State.DROPPED: ("none", _("behövdes inte")),
    State.WAITS: ("open", _("på väg")),
    State.TO_PRINT: ("todo", _("att skriva ut")),
}


def state(*, sent: bool, printed: bool, dropped: bool, failed: bool, to_send: bool, has_server: bool) -> State:
    """Where a letter is. ``to_send``: it has an address and is not given up."""
    if sent:
        return State.SENT
    if printed:
        return State.PRINTED
    if dropped:
        return State.DROPPED
    if failed:
        return State.FAILED
    return State.WAITS if to_send and has_server else State.TO_PRINT


def next_try(attempts: int, now: dt.datetime) -> dt.datetime | None:
    """When to try again after so many attempts; None when it is given up."""
    return now + dt.timedelta(minutes=WAITS[attempts - 1]) if 0 < attempts <= len(WAITS) else None


def with_link(body: str, link: str | None) -> str:
    """The words of a copy: the link where its mark stands alone on a line, or that it is no longer good."""
    told = NO_LINK if link is None else link
    return "\n".join(told if line.strip() == MARK else line for line in body.splitlines())


def tidy_body(body: str) -> str:
    """A body as any letter can hold it."""
    return body.replace("\0", "").replace("\r\n", "\n").strip()
