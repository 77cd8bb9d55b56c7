"""When rounds open, when letters are due, whether a link is good, and where each question stands. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from samfrid.commitments.rules import is_settled
from samfrid.municipalities.dates import months_after
from samfrid.municipalities.models import Access
from samfrid.post import rules as post

#: months from one round to the next; a tertial is a third of a year
MONTHS: Final = {"monthly": 1, "tertial": 4}
#: days that links are good after the day by which answers are wanted: room for a reminder and for the head of unit
GOOD_AFTER: Final = 14
REMIND_BEFORE: Final = 3
ESCALATE_AFTER: Final = 7
#: days that somebody has after her last reminder before her head of unit is told
ROOM_TO_ANSWER: Final = 3


class Chase(StrEnum):
    """A letter that follows the first; each is written once for each request."""

    BEFORE = "before"
    AFTER = "after"
    ESCALATE = "escalate"


def expires_on(due_on: dt.date) -> dt.date:
    """The last day on which a round's links are good."""
    return due_on + dt.timedelta(days=GOOD_AFTER)


def letters_due(due_on: dt.date, asked_on: dt.date, written: Mapping[Chase, dt.date], today: dt.date) -> list[Chase]:
    """What is to be written today to one who has not answered.

    After a pause only what still makes sense is: no word of a coming day that has been, and nobody's head is told
    before she has been reminded herself and had some days to answer. On the day she was asked she is not reminded.
    """
    due: list[Chase] = []
    if today <= asked_on:
        return due
    if due_on - dt.timedelta(days=REMIND_BEFORE) <= today <= due_on and Chase.BEFORE not in written:
        due.append(Chase.BEFORE)
    if today > due_on and Chase.AFTER not in written:
        due.append(Chase.AFTER)
    reminded = written.get(Chase.AFTER)
    late_enough = today >= due_on + dt.timedelta(days=ESCALATE_AFTER)
    had_room = reminded is not None and today >= reminded + dt.timedelta(days=ROOM_TO_ANSWER)
    if late_enough and had_room and Chase.ESCALATE not in written:
        due.append(Chase.ESCALATE)
    return due


def next_turn(rhythm: str, series_on: dt.date, turn: int, today: dt.date) -> tuple[int, dt.date] | None:
    """The number and opening day of the round that is to be open today after round ``turn``; None where none is yet.

    Counted from the first round, so that the day does not drift. Rounds missed during a pause are not made up for:
    only the latest opens.
    """
    step, found = MONTHS.get(rhythm), None
    if step is None:
        return None
    while (day := months_after(series_on, step * (turn + 1))) <= today:
        turn += 1
        found = (turn, day)
    return found


def over(
    *, closed: bool, expires_on: dt.date, request_revoked: bool, link_revoked: bool, contact_ended: bool, today: dt.date
) -> post.Over | None:
    """Why a link is good no longer; None for one that is good. Its last day is a good day."""
    revoked = request_revoked or link_revoked or contact_ended
    return post.over(revoked=revoked, closed=closed, last_on=expires_on, today=today)


class ItemState(StrEnum):
    """Where a question stands."""

    WAITS = "waits"
    ANSWERED = "answered"
    #: somebody has reported in another way since it was asked
    ELSEWHERE = "elsewhere"
    CLOSED = "closed"
    MOVED = "moved"
    HIDDEN = "hidden"


#: those that are to be answered by link, again if she wants to correct
OPEN_STATES: Final = (ItemState.WAITS, ItemState.ANSWERED, ItemState.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the state of a question follows from. Who answers is a pair: unit, organisation."""

    access: int
    execution: str
    was: tuple[UUID | None, UUID | None]
    now: tuple[UUID | None, UUID | None]
    asked_contact: UUID
    contact_now: UUID | None
    answered: bool
    reported_since: bool


def item_state(asked: Asked) -> ItemState:
    """Where a question stands. What has become confidential is said nothing more about."""
    if asked.access > Access.INTERNAL:
        return ItemState.HIDDEN
    if asked.was != asked.now or asked.contact_now not in (None, asked.asked_contact):
        return ItemState.MOVED
    if is_settled(asked.execution):
        return ItemState.CLOSED
    if asked.answered:
        return ItemState.ANSWERED
    return ItemState.ELSEWHERE if asked.reported_since else ItemState.WAITS


@dataclass(frozen=True, slots=True)
class Reachable:
    """A contact, as the choice of whom to ask needs it."""

    key: UUID
    is_head: bool
    has_address: bool
    name: str


def whom(own: UUID | None, there: Iterable[Reachable], active: Collection[UUID]) -> UUID | None:
    """Whom to ask: the commitment's own contact, else the head of its unit, else anybody there who has an address.

    ``active`` are the contacts that have not ended; ``there`` those of the unit or organisation that answers.
    """
    if own in active:
        return own
    ordered = sorted(there, key=lambda one: (not one.is_head, not one.has_address, one.name, str(one.key)))
    return ordered[0].key if ordered else None
