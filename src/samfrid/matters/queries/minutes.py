"""What the pages of minutes and of the notice board read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from samfrid.matters.models import Decision, Minutes, Reply
from samfrid.matters.rules import minutes as law
from samfrid.municipalities.models import Access
from samfrid.municipalities.paging import Page, page_of

#: how long ago a notice that came down too early because of a holiday is still looked for
_LOOKED_BACK: Final = dt.timedelta(days=120)
#: less than this is too early whatever the holidays
_LEAST: Final = law.APPEAL_WITHIN + law.ONE_DAY


class MinutesStanding(StrEnum):
    """What a list of minutes can be narrowed to; the values stand in addresses."""

    TO_ADJUST = "justeras"
    TO_ANNOUNCE = "anslas"
    UP = "anslagna"
    ARCHIVE = "arkiv"


def up(today: dt.date) -> Q:
    """Whose notices are up today. A notice is up on the day that it was put up, and not on the day it came down."""
    return Q(announced_on__lte=today) & (Q(taken_down_on__isnull=True) | Q(taken_down_on__gt=today))


def to_announce(found: QuerySet[Minutes], today: dt.date) -> Q:
    """Adjusted and not yet announced, or to be announced anew since the notice came down too early (KL 8:12)."""
    lately = found.filter(announced_on__gte=today - _LOOKED_BACK, taken_down_on__gte=F("announced_on") + _LEAST)
    by_holiday = [
        key
        for key, announced, down in lately.values_list("pk", "announced_on", "taken_down_on")
        if announced and not law.kept_up(announced, down)
    ]
    waiting = Q(adjusted_on__isnull=False, announced_on__isnull=True)
    return waiting | Q(taken_down_on__lt=F("announced_on") + _LEAST) | Q(pk__in=by_holiday)


def minutes_list(
    municipality_code: str, today: dt.date, *, standing: str = "", cursor: str = "", size: int = 50
) -> Page[Minutes]:
    """A page of the municipality's minutes, the latest meeting first. An unknown standing narrows nothing."""
    found = Minutes.objects.filter(municipality_id=municipality_code)
    if standing == MinutesStanding.TO_ADJUST:
        found = found.filter(adjusted_on__isnull=True)
    elif standing == MinutesStanding.TO_ANNOUNCE:
        found = found.filter(to_announce(found, today))
    elif standing == MinutesStanding.UP:
        found = found.filter(up(today))
    elif standing == MinutesStanding.ARCHIVE:
        found = found.filter(taken_down_on__lte=today)
    return page_of(found.select_related("body"), "met_on", cursor, size=size)


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """Some minutes with what stands in them, as far as the reader may see it."""

    minutes: Minutes
    decisions: list[Decision]
    #: of the same body and day, and in no minutes
    homeless: list[Decision]
    #: interpellations and questions that were answered (KL 5:68)
    replies: list[Reply]


def minutes_page(minutes: Minutes) -> MinutesPage:
    """The minutes with their decisions. The join with the matter leaves out what the reader has no clearance for."""
    decisions = Decision.objects.select_related("matter", "body").prefetch_related("clauses").order_by("created_at")
    homeless = decisions.filter(minutes__isnull=True, body=minutes.body_id, on=minutes.met_on)
    replies = Reply.objects.filter(minutes=minutes).select_related("matter").order_by("created_at")
    return MinutesPage(minutes, list(decisions.filter(minutes=minutes)), list(homeless), list(replies))


def notices(municipality_code: str, today: dt.date, *, most: int = 200) -> list[Minutes]:
    """The notices that are up, the latest first."""
    found = Minutes.objects.filter(up(today), municipality_id=municipality_code).select_related("body")
    return list(found.order_by("-announced_on", "-id")[:most])


def notices_taken_down(municipality_code: str, today: dt.date, *, cursor: str = "", size: int = 50) -> Page[Minutes]:
    """A page of the notices that have been up, the latest first."""
    found = Minutes.objects.filter(municipality_id=municipality_code, taken_down_on__lte=today).select_related("body")
    return page_of(found, "announced_on", cursor, size=size)


def published_titles(minutes: list[Minutes]) -> dict[UUID, list[str]]:
    """The titles that anybody may read of the matters decided in each of these minutes: public, and published."""
    found: dict[UUID, list[str]] = {}
    decided = Decision.objects.filter(
        minutes__in=[one.pk for one in minutes], matter__published=True, matter__access=Access.PUBLIC
    )
    for key, title in decided.order_by("created_at").values_list("minutes_id", "matter__title"):
        titles = found.setdefault(key, []) if key else []
        if title not in titles:
            titles.append(title)
    return found
