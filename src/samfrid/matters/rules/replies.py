"""Answers to interpellations and questions: who sees them when, and what may be said of them.

KL = kommunallagen (2017:725), chapter:section.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable


def same_person(name: str, other: str) -> bool:
    """Whether two names are those of one person, as they are written."""
    return bool(name.strip()) and name.casefold().split() == other.casefold().split()


def is_asker(name: str, movers: Iterable[str]) -> bool:
    """Whether somebody who is logged in is one of those who asked."""
    return any(same_person(name, mover) for mover in movers)


def sees_answer(
    *,
    given_at: dt.datetime | None,
    meeting_on: dt.date | None,
    answered_on: dt.date | None,
    now: dt.datetime,
    today: dt.date,
    asks: bool,
    handles: bool,
) -> bool:
    """Whether somebody may read the written answer now.

    Those who handle the matter may, always; the asker from when it was given to her, mostly the day before; everybody
    from the day of the meeting, or once it has been answered. Moved to a later meeting it is hers alone again.
    """
    if handles or answered_on is not None or (meeting_on is not None and meeting_on <= today):
        return True
    return asks and given_at is not None and given_at <= now


def may_be_passed_on(addressee: str, answerer: str) -> bool:
    """Whether an answer can have been passed on: only to another than the one that was asked (KL 5:63)."""
    return not same_person(addressee, answerer)
