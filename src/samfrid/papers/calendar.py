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
#: octets of a line, without its end
_LONGEST: Final = 75
_END: Final = b"END:VCALENDAR"

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
    head, end, rest = calendar.to_ical().rpartition(_END)
    return b"".join([head, *map(_event, told), end, rest])


@lru_cache(maxsize=1)
def _clock() -> icalendar.Component:
    return icalendar.Timezone.from_ical(_CLOCK.replace(b"\n", b"\r\n"))


def _event(row: Event) -> bytes:
    """An event, written by hand: a year has thousands, and the library takes a quarter of a millisecond for each."""
    starts, ends = row.span
    lines = [
        "BEGIN:VEVENT",
        f"SUMMARY:{_text(row.title)}",
        f"DTSTART{_time(starts)}",
        f"DTEND{_time(ends)}",
        f"DTSTAMP:{(row.changed or NEUTRAL).astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"UID:{_text(row.uid)}",
        f"SEQUENCE:{row.sequence}",
        f"STATUS:{'CANCELLED' if row.cancelled else 'CONFIRMED'}",
        # a whole day is something to know of; it does not take the time of who has it in her calendar
        f"TRANSP:{'OPAQUE' if isinstance(starts, dt.datetime) else 'TRANSPARENT'}",
    ]
    for name, text in (
        ("CATEGORIES", _text(row.kind)),
        ("DESCRIPTION", _escaped(clean(row.description).strip()) if row.description else ""),
        ("LOCATION", _text(row.place)),
        ("URL", _line(row.url)),
    ):
        if text:
            lines.append(f"{name}:{text}")
    lines.append("END:VEVENT\r\n")
    return b"\r\n".join(map(_folded, lines))


def _time(when: dt.date) -> str:
    """What stands after the name of a property that is a day, or a time of the clock in Sweden."""
    if isinstance(when, dt.datetime):
        return f";TZID={ZONE.key}:{when:%Y%m%dT%H%M%S}"
    return f";VALUE=DATE:{when:%Y%m%d}"


def _text(words: str) -> str:
    """Words on one line, as a property has them."""
    return _escaped(_line(words))


def _line(words: str) -> str:
    """:func:`one_line`, which most words are already: an address, a key, a plain title."""
    return words if words.isprintable() and "  " not in words and words == words.strip() else one_line(words)


def _escaped(words: str) -> str:
    """RFC 5545 3.3.11: what has a meaning in the file, and the ends of lines."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(sign, written)
    return words


def _folded(line: str) -> bytes:
    """RFC 5545 3.1: no line is longer than 75 octets; the next one begins with a space. No letter is cut in two."""
    told = line.encode()
    if len(told) <= _LONGEST:
        return told
    parts, start = list[bytes](), 0
    while len(told) - start > _LONGEST - bool(parts):
        end = start + _LONGEST - bool(parts)
        while told[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(told[start:end])
        start = end
    return b"\r\n ".join([*parts, told[start:]])
