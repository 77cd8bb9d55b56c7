"""What a calendar's secret address gives: the member's year as she may read it now, never what is confidential.

Nobody is logged in. The municipality's code stands in the address, so that row-level security closes everything else
before the secret is even looked for. A calendar asks many times a day: what has not changed is answered without a body.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samfrid.audit.models import Entry
from samfrid.municipalities.dates import months_after, today
from samfrid.municipalities.files import TYPES
from samfrid.municipalities.happenings import Happening
from samfrid.municipalities.limits import too_often
from samfrid.municipalities.models import Access, Membership
from samfrid.municipalities.permissions import clearance, may
from samfrid.municipalities.tenancy import enter, first_of_request, leave
from samfrid.papers.calendar import ZONE, Event, events
from samfrid.yearly import queries
from samfrid.yearly.actions import digest, note_reading
from samfrid.yearly.models import Feed
from samfrid.yearly.shown import KINDS

_CODE: Final = re.compile(r"\d{4}", re.ASCII)
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
GONE: Final = 410
#: months before today and after it that a calendar is told of
BEHIND: Final = 3
AHEAD: Final = 18
#: how many times in an hour a calendar is made for an address: several devices that ask each few minutes have room.
#: What has not changed is answered without being made, and is not counted
MOST: Final = 30
AN_HOUR: Final = dt.timedelta(hours=1)
TOO_MANY: Final = 429
#: how often it is worth asking again
EVERY: Final = dt.timedelta(hours=6)
#: raised when what a calendar tells, or how, is changed in the program
SHAPE: Final = 1


def event(one: Happening, site: str) -> Event:
    """A happening as an event. ``site`` stands before the address of its page."""
    starts: dt.date = one.on
    ends: dt.date | None = one.until
    if one.starts_at:
        starts = dt.datetime.combine(one.on, one.starts_at, ZONE)
        ends = dt.datetime.combine(one.on, one.ends_at, ZONE) if one.ends_at else None
    return Event(
        uid=f"{hashlib.sha256(one.key.encode()).hexdigest()[:32]}@samfrid",
        title=one.title,
        starts=starts,
        ends=ends,
        place=one.place,
        url=f"{site}{one.url}",
        kind=str(KINDS[one.kind]),
        sequence=one.version,
        cancelled=one.cancelled,
    )


def _found(code: str, token: str) -> Feed | None:
    """The feed of an address, with whose it is; None where there is none, however it is wrong."""
    if not _CODE.fullmatch(code) or not _SECRET.fullmatch(token):
        return None
    first_of_request(lambda: enter(code, clearance=Access.PUBLIC))
    told = Feed.objects.select_related("membership__user", "membership__municipality")
    return told.filter(municipality_id=code, digest=digest(token)).first()


def _member(feed: Feed) -> Membership | None:
    """Who follows by it, if it holds and she still has her role and her account."""
    member = feed.membership
    good = feed.revoked_at is None and member.user.is_active and may(member, "open.read")
    return member if good else None


def _plain(words: str, status: int) -> HttpResponse:
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    return _closed(response)


def _closed(response: HttpResponse) -> HttpResponse:
    # the address is a secret: it goes to no other page, into no search engine and into nobody's store on the way
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_not_required
@require_safe
def feed(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """The calendar. A wrong address and one of another municipality look alike; a good one that has ended is gone."""
    try:
        found = _found(code, token)
        if found is None:
            return _plain(_("Det finns ingen kalender på den här adressen."), 404)
        member = _member(found)
        if member is None:
            return _plain(_("Kalendern är avslutad. Gör en ny adress i Samfrid."), GONE)
        return _closed(_answered(request, found, member))
    finally:
        leave()


def _answered(request: HttpRequest, found: Feed, member: Membership) -> HttpResponse:
    """As the member reads it now, but nothing confidential: calendars hand on what they get, to phones and others.

    Every act leaves its entry in the trail: as long as the last one is the same, on the same day, so is the calendar,
    and it need not be made to see that.
    """
    level, day = min(clearance(member), Access.INTERNAL), today()
    enter(member.municipality_code, str(member.user_id), level, member.organisation_id)
    note_reading(found, on=day)
    trail = Entry.objects.filter(municipality_code=member.municipality_code).order_by("-number")
    number, at = trail.values_list("number", "at").first() or (0, None)
    midnight = dt.datetime.combine(day, dt.time.min, ZONE)
    changed = max(midnight, found.created_at, at or midnight)
    seed = (SHAPE, str(found.pk), found.kinds, int(level), day, number, request.get_host())
    tag = f'"{hashlib.sha256(repr(seed).encode()).hexdigest()[:32]}"'

    known = get_conditional_response(request, etag=tag, last_modified=int(changed.timestamp()))
    if known is None:
        wait = too_often("calendar", found.digest, most=MOST, per=AN_HOUR)
        if wait:
            return _wait(wait)
    response = known or HttpResponse(_calendar(request, found, member), content_type=TYPES["ics"])
    response["ETag"], response["Last-Modified"] = tag, http_date(changed.timestamp())
    return response


def _wait(seconds: int) -> HttpResponse:
    response = _plain(_("Kalendern hämtas för ofta. Låt programmet hämta den högst några gånger i timmen."), TOO_MANY)
    response["Retry-After"] = str(seconds)
    return response


def _calendar(request: HttpRequest, found: Feed, member: Membership) -> bytes:
    day = today()
    with translation.override("sv"):
        first, last = months_after(day, -BEHIND), months_after(day, AHEAD)
        rows = queries.happenings(member.municipality_code, first, last, found.kinds)
        rows.sort(key=lambda one: (one.on, one.key))
        name = _("Samfrid %(municipality)s") % {"municipality": member.municipality}
        site = request.build_absolute_uri("/").rstrip("/")
        return events([event(one, site) for one in rows], name, every=EVERY)
