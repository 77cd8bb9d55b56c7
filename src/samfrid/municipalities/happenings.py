"""What happens on a day, whichever room it is of: the shape in which rooms tell the yearly wheel.

A room gives ``yearly.py: yearly(code, first, last) -> Iterator[Happening]``, with at most one query for each sort of
row. Row-level security decides what is told: who may not read a matter is not told its days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.urls import reverse


class HappeningKind(StrEnum):
    """What sort of thing it is; the values stand in addresses (``slag=``), so they are Swedish."""

    MEETING = "moten"
    SITTING = "sammantraden"
    PAYMENT = "utbetalningar"
    TERM = "avtalstider"
    FOLLOW_UP = "uppfoljningar"
    REPORT = "redovisningar"
    PLAN = "planer"
    INDICATOR = "matvarden"


@dataclass(frozen=True, slots=True)
class Happening:
    """One day of the year (``until``: the last of several): what, in words for the list, and the page that tells more.

    ``key`` is the same for the same thing when it is told again, whatever its day is by then. ``starts_at`` and
    ``ends_at`` are of the clock where the row has them. ``open``: whether something is still to be done. ``version``
    grows when its time or place is changed, for those that people move.
    """

    on: dt.date
    kind: HappeningKind
    title: str
    url: str
    key: str
    until: dt.date | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    place: str = ""
    open: bool = True
    cancelled: bool = False
    version: int = 0


def page(name: str) -> Callable[[UUID | str], str]:
    """How the address of a record's page is made: the address is looked up once, not for each of a thousand rows."""
    nobody = UUID(int=0)
    before, _key, after = reverse(name, args=[nobody]).partition(str(nobody))
    return lambda key: f"{before}{key}{after}"
