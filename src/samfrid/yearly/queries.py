"""What the year reads. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from samfrid.commitments.yearly import yearly as of_commitments
from samfrid.matters.yearly import yearly as of_matters
from samfrid.municipalities.happenings import Happening, HappeningKind, page
from samfrid.municipalities.models import Body
from samfrid.partners.yearly import year_of as year_of_partners
from samfrid.partners.yearly import yearly as of_partners
from samfrid.plans.yearly import yearly as of_plans
from samfrid.reporting.yearly import yearly as of_reporting
from samfrid.yearly.models import Feed, Sitting
from samfrid.yearly.rules import MOST_IN_MONTH, names_of


def happenings(code: str, first: dt.date, last: dt.date, kinds: Collection[str] = ()) -> list[Happening]:
    """What happens in these days and this database session may read: of all kinds, or of these."""
    return [*of_partners(code, first, last, kinds), *_of_others(code, first, last, kinds)]


def _of_others(code: str, first: dt.date, last: dt.date, kinds: Collection[str]) -> Iterator[Happening]:
    for room, told in _ROOMS.items():
        if not kinds or told & set(kinds):
            yield from (one for one in room(code, first, last) if not kinds or one.kind in kinds)


@dataclass(frozen=True, slots=True)
class Overview:
    """A year, or a month of it, as its page tells it: ``days`` counts all that happens, ``rows`` are told one by one.

    Of payments, of which there are hundreds, a year has only the first ``MOST_IN_MONTH`` rows of each month.
    """

    rows: list[Happening]
    days: Mapping[HappeningKind, Mapping[dt.date, int]]


def overview(code: str, first: dt.date, last: dt.date, kinds: Collection[str] = (), *, whole: bool) -> Overview:
    """What happens in these days, but not what was called off, which calendars alone need to know of.

    ``whole``: every row is told.
    """
    own = year_of_partners(code, first, last, kinds, None if whole else MOST_IN_MONTH)
    rows = [one for one in (*own.rows, *_of_others(code, first, last, kinds)) if not one.cancelled]
    days = {kind: Counter[dt.date]() for kind in HappeningKind if not kinds or kind in kinds}
    for one in rows:
        days[one.kind][one.on] += 1
    # those that are not told one by one are counted too
    if HappeningKind.PAYMENT in days:
        days[HappeningKind.PAYMENT] = Counter(own.payment_days)
    return Overview(rows, days)


def _sittings(code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    found = Sitting.objects.filter(municipality_id=code, on__range=(first, last))
    address, kind = page("yearly:sitting"), HappeningKind.SITTING
    told = found.values_list("pk", "on", "starts_at", "body__name", "note", "version", "cancelled_on")
    for key, on, starts_at, body, note, version, cancelled_on in told:
        words = f"{body}: {note}" if note else body
        yield Happening(
            on,
            kind,
            words,
            address(key),
            f"yearly.sitting:{key}",
            starts_at=starts_at,
            cancelled=cancelled_on is not None,
            version=version,
        )


#: what each other room tells of: one of which nothing is wanted is not asked
_ROOMS: Final[dict[Callable[[str, dt.date, dt.date], Iterator[Happening]], set[str]]] = {
    of_plans: {HappeningKind.PLAN, HappeningKind.INDICATOR},
    of_reporting: {HappeningKind.REPORT},
    of_commitments: {HappeningKind.REPORT},
    of_matters: {HappeningKind.REPORT},
    _sittings: {HappeningKind.SITTING},
}


def bodies(code: str) -> dict[str, str]:
    """Each way that a body of the municipality is written, in small letters, with its name."""
    found = Body.objects.filter(municipality_id=code).order_by("created_at")
    return names_of(list(found.values_list("name", "kind")))


def sittings_on(code: str, days: Collection[dt.date]) -> set[tuple[str, dt.date]]:
    """Which bodies sit on these days: name in small letters, and day."""
    found = Sitting.objects.filter(municipality_id=code, on__in=days, cancelled_on__isnull=True)
    return {(name.casefold(), on) for name, on in found.values_list("body__name", "on")}


def sittings(code: str, year: int) -> QuerySet[Sitting]:
    """The sittings of a year, by day."""
    found = Sitting.objects.filter(municipality_id=code, on__year=year, cancelled_on__isnull=True)
    return found.select_related("body").order_by("on", "starts_at")


def feeds(membership_key: UUID) -> QuerySet[Feed]:
    """The calendar addresses of a member, the latest first."""
    return Feed.objects.filter(membership_id=membership_key).order_by("-created_at", "-id")
