"""Calendars: events become an iCalendar file (RFC 5545, with the calendar's name as RFC 7986 says).

The same events always give the same bytes: nothing tells when the file was made, so that a feed that has not changed
is seen not to have. Times are of the clock in Sweden, and the file carries the rules of that clock (VTIMEZONE).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import icalendar

from samfrid.papers.paper import clean, one_line

ZONE: Final = ZoneInfo("Europe/Stockholm")
#: RFC 5545 3.8.7.2 wants a time of when the row was last said; one that was not given is this
NEUTRAL: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
#: how long one is meant where the end of a timed event is not said
AN_HOUR: Final = dt.timedelta(hours=1)

#: the clock in Sweden since 1996: förordningen (2001:127) om sommartid, directive 2000/84/EC
_CLOCK: Final = b"""BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19970330T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Event:
    """Something in a calendar.

    ``starts`` is a day, or a time: one without a zone is of the clock in Sweden. ``ends`` is the last day (the event
    has it too), or the time when it ends. ``uid`` must be the same for the same thing for ever, and ``sequence``
    greater when its time or place was changed: that is how a calendar knows it again.
    """

    uid: str
    title: str
    starts: dt.date | dt.datetime
    ends: dt.date | dt.datetime | None = None
    description: str = ""
    place: str = ""
    url: str = ""
    kind: str = ""
    sequence: int = 0
    changed: dt.datetime | None = None
    cancelled: bool = False

    def __post_init__(self) -> None:
        if not self.uid.strip():
            raise ValueError("an event needs a uid")
        timed = isinstance(self.starts, dt.datetime)
        if self.ends is not None and (isinstance(self.ends, dt.datetime) is not timed or self._end() < self._start()):
            raise ValueError("an event ends as it starts, by the day or by the clock, and not before it starts")

    def _start(self) -> dt.date:
        return _zoned(self.starts)

    def _end(self) -> dt.date:
        return _zoned(self.ends) if self.ends is not None else self._start()

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """When it starts and when it has ended, as the file says it: the day after the last one for whole days."""
        start, end = self._start(), self._end()
        if not isinstance(start, dt.datetime):
            return start, end + dt.timedelta(1)
        return start, (end if self.ends is not None else start + AN_HOUR)


def _zoned(when: dt.date | dt.datetime) -> dt.date | dt.datetime:
    if not isinstance(when, dt.datetime):
        return when
    return when.replace(tzinfo=ZONE) if when.tzinfo is None else when.astimezone(ZONE)


def events(rows: Iterable[Event], name: str, *, url: str = "", every: dt.timedelta | None = None) -> bytes:
    """An iCalendar file of ``rows`` with the calendar's ``name``; ``every``: how often it is worth asking again."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Samfrid//Samfrid//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", one_line(name))
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("x-wr-timezone", ZONE.key)
    if url:
        calendar.add("url", url)
    if every is not None:
        calendar.add("refresh-interval", every, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", f"PT{every // dt.timedelta(minutes=1)}M")
    told = list(rows)
    if any(isinstance(row.starts, dt.datetime) for row in told):
        calendar.add_component(_clock())
    for row in told:
        calendar.add_component(_event(row))
    written: bytes = calendar.to_ical()
    return written


@lru_cache(maxsize=1)
def _clock() -> icalendar.Component:
    return icalendar.Timezone.from_ical(_CLOCK.replace(b"\n", b"\r\n"))


def _event(row: Event) -> icalendar.Event:
    event = icalendar.Event()
    starts, ends = row.span
    event.add("uid", one_line(row.uid))
    event.add("dtstamp", (row.changed or NEUTRAL).astimezone(dt.UTC))
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", one_line(row.title))
    event.add("sequence", row.sequence)
    event.add("status", "CANCELLED" if row.cancelled else "CONFIRMED")
    # a whole day is something to know of; it does not take the time of who has it in her calendar
    event.add("transp", "OPAQUE" if isinstance(starts, dt.datetime) else "TRANSPARENT")
    if row.kind:
        event.add("categories", [one_line(row.kind)])
    for field, text in (("description", clean(row.description).strip()), ("location", one_line(row.place))):
        if text:
            event.add(field, text)
    if row.url:
        event.add("url", row.url)
    return event
