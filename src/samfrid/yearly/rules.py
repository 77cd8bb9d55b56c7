"""What a year holds month by month, and sittings as people write them in lists. No database."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from samfrid.municipalities.happenings import Happening

#: years that can be looked at: what is asked for outside is a slip
YEARS: Final = range(1990, 2101)
#: lines that are read at once: more than all bodies of a municipality sit in a year
MOST_LINES: Final = 500
#: rows of a month that the page of a year shows of each kind; the month's own page has them all
MOST_IN_MONTH: Final = 5

_MONTHS: Final = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_NAMES: Final = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_WEEKDAYS: Final = "måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mån|tis|ons|tors?|fre|lör|sön"
_DAY: Final = re.compile(
    rf"(?:(?:{_WEEKDAYS})(?:en)?\.?\s+)?(?:den\s+)?"
    r"(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})|(?P<slash>\d{1,2}/\d{1,2})(?:[-/ ](?P<y1>\d{4}))?"
    r"|(?P<day>\d{1,2})\s+(?P<month>[a-zåäö]{3,9})\.?(?:\s+(?P<y2>\d{4}))?)(?=$|[\s,;:–-])",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"(?:\bkl(?:ockan)?\.?\s*)(\d{1,2})(?:[.:](\d{2}))?\b|\b(\d{1,2})[:.](\d{2})\b", re.IGNORECASE
)
_EDGES: Final = " \t,;:–-"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list as it was read; ``wrong`` says in words why it could not be, and is empty where it could."""

    number: int
    text: str
    on: dt.date | None = None
    starts_at: dt.time | None = None
    body: str = ""
    note: str = ""
    wrong: str = ""
    #: the municipality has no body by that name: it would be added
    new: bool = False
    #: it is there already, and is left as it is
    known: bool = False


def number_in(text: str, most: range) -> int:
    """A number of an address within what it can be; 0 for anything else."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return number if number in most else 0


def by_month(happenings: Iterable[Happening], year: int) -> list[list[Happening]]:
    """Twelve lists, each by day; what is of another year is left out."""
    months: list[list[Happening]] = [[] for _month in range(12)]
    for one in sorted(happenings, key=lambda one: (one.on, one.starts_at or dt.time.min, one.kind, one.title)):
        if one.on.year == year:
            months[one.on.month - 1].append(one)
    return months


def read_lines(text: str, year: int, bodies: Mapping[str, str]) -> list[Line]:
    """Sittings out of a pasted list, one a line: "2027-02-15 kommunfullmäktige", "15 februari kl. 18 KF", or rows of
    a sheet with the day, the body, perhaps the time and a note.

    ``year`` is meant where a line says none. ``bodies`` are the names that are known, by each way that they are
    written in small letters. Empty lines are passed over; a day of the same body that was there on a line before is
    refused. Raises ``ValueError`` for more lines than anybody has.
    """
    rows = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(rows) > MOST_LINES:
        raise ValueError(_("Högst %(most)s rader i taget. Dela listan.") % {"most": MOST_LINES})
    found, before = list[Line](), dict[tuple[str, dt.date], int]()
    for number, line in rows:
        if not found and _is_head(line):
            continue
        read = _read(number, line, year, bodies)
        if read.on and not read.wrong:
            first = before.setdefault((read.body.casefold(), read.on), number)
            if first != number:
                words = _("Samma dag och organ står på rad %(line)s.") % {"line": first}
                read = Line(number, line, read.on, read.starts_at, read.body, read.note, words)
        found.append(read)
    return found


def _is_head(line: str) -> bool:
    return bool(re.match(r"(datum|dag)\b", line, re.IGNORECASE)) and not re.search(r"\d", line)


def _cells(line: str) -> str:
    """A row of a sheet as one line; a cell may stand within quotation marks."""
    mark = next((one for one in ("\t", ";") if one in line), "")
    if not mark:
        return line
    cells = next(csv.reader([line], delimiter=mark), [])
    return ", ".join(cell.strip() for cell in cells if cell.strip())


def _read(number: int, line: str, year: int, bodies: Mapping[str, str]) -> Line:
    rest = _cells(line)
    day = _DAY.search(rest)
    if day is None:
        words = _("Här finns ingen dag. Skriv den först på raden, som 2027-02-15 eller 15 februari.")
        return Line(number, line, wrong=words)
    on = _day_of(day, year)
    if on is None:
        return Line(number, line, wrong=_("Den dagen finns inte: %(day)s.") % {"day": day[0].strip()})
    if on.year not in YEARS:
        return Line(number, line, wrong=_("Året %(year)s kan inte stämma.") % {"year": on.year})
    rest = f"{rest[: day.start()]} {rest[day.end() :]}".strip(_EDGES)
    clock = _CLOCK.search(rest)
    starts_at = _time_of(clock) if clock else None
    if clock and starts_at is None:
        return Line(number, line, on, wrong=_("Klockslaget finns inte: %(time)s.") % {"time": clock[0].strip()})
    if clock:
        rest = f"{rest[: clock.start()].rstrip(_EDGES)}, {rest[clock.end() :].lstrip(_EDGES)}".strip(_EDGES)
    name, note = _name_of(rest, bodies)
    if not name:
        return Line(number, line, on, starts_at, wrong=_("Skriv vilket organ som sammanträder."))
    return Line(number, line, on, starts_at, name[:160], note[:200], new=name.casefold() not in bodies)


def _day_of(found: re.Match[str], year: int) -> dt.date | None:
    try:
        if found["iso"]:
            parts = [int(part) for part in found["iso"].split("-")]
            return dt.date(*parts)
        if found["slash"]:
            day, month = (int(part) for part in found["slash"].split("/"))
            return dt.date(int(found["y1"] or year), month, day)
        word = found["month"].casefold()
        number = _NAMES.get(word[:3], 0)
        # "marsch" is no month, "mar", "mars" and "febr" are
        if not number or not _MONTHS[number - 1].startswith(word):
            return None
        return dt.date(int(found["y2"] or year), number, int(found["day"]))
    except ValueError:
        return None


def _time_of(found: re.Match[str]) -> dt.time | None:
    hour, minute = found[1] or found[3], found[2] or found[4] or "0"
    return dt.time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _name_of(text: str, bodies: Mapping[str, str]) -> tuple[str, str]:
    """The body and what else is said: the longest known name that the text begins with, else up to the first comma."""
    tidy = " ".join(text.split())
    small = tidy.casefold()
    for known in sorted(bodies, key=len, reverse=True):
        if small.startswith(known) and not small[len(known) : len(known) + 1].isalnum():
            return bodies[known], tidy[len(known) :].strip(_EDGES)
    name, _comma, note = tidy.partition(",")
    return name.strip(_EDGES), note.strip(_EDGES)


def names_of(bodies: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Each way that a body is written, in small letters: its name, and KF or KS for the only council and board.

    ``bodies`` are names with their kinds.
    """
    found = {name.casefold(): name for name, _kind in bodies}
    for kind, short in (("council", "kf"), ("executive", "ks")):
        those = [name for name, of in bodies if of == kind]
        if len(those) == 1:
            found.setdefault(short, those[0])
            found.setdefault({"kf": "kommunfullmäktige", "ks": "kommunstyrelsen"}[short], those[0])
    return found
