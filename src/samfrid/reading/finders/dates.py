"""Dates and periods as Swedish officials write them, with their places, as ISO 8601.

"den 28 mars 2022", "2022-03-28", "28/3 2022", "21.10.2024", "20220328", "mars 2022", "våren 2024", "kvartal 2 2025",
and periods such as "2022–2026", "1 januari–31 december 2025" and "fr.o.m. den 1 juli 2021 t.o.m. den 30 juni 2023".
A number that only looks like a date (a diary number, a law, a phone number) is none: digits are never guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from samfrid.reading.finders.mention import Mention

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari febr feb",
            "mars mar",
            "april apr",
            "maj",
            "juni jun",
            "juli jul",
            "augusti aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-zåäö])\.?"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_SEASON = (
    r"(?:vår|sommar|höst|vinter)(?:en|n|terminen)?|årsskiftet|kvartal\s+[1-4]|Q[1-4]|halvårsskiftet|vecka\s+\d{1,2}"
)


class Grain(StrEnum):
    """How exact a date is. ``SEASON`` and ``YEAR`` have only the year in :attr:`Date.value`."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Date(Mention):
    """A date; ``value`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

    grain: Grain = Grain.DAY


@dataclass(frozen=True, slots=True)
class Period(Mention):
    """A stretch of time; ``value`` is ``first/last``, both ISO."""

    first: str = ""
    last: str = ""


_DATES = re.compile(
    rf"""
    (?<![\w/:])(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)
  | (?<![\d/:.-])(?:den\s+)?(?P<day>{_DAY})(?:[:.]?e)?\.?\s+(?P<month>{_MONTH})(?:\s+månad)?,?\s+(?:år\s+)?
        (?P<year>{_YEAR})(?![\d/:])
  | (?<![\d/:.-])(?P<sday>{_DAY})/(?P<smonth>1[0-2]|0?[1-9])(?:\s+|\s?-\s?|/)(?P<syear>{_YEAR})(?![\d/:])
  | (?<![\d/:.-])(?P<dday>{_DAY})\.(?P<dmonth>1[0-2]|0?[1-9])\.(?P<dyear>{_YEAR})(?![\d/:])
  | (?<![\w/:.-])(?P<cyear>{_YEAR})(?P<cmonth>0[1-9]|1[0-2])(?P<cday>0[1-9]|[12]\d|3[01])(?![\w/:-])
  | (?<![\w-])(?P<mmonth>{_MONTH})(?:\s+månad)?,?\s+(?:år\s+)?(?P<myear>{_YEAR})(?![\d/:])
  | (?<![\w-])(?:{_SEASON})(?:\s+av)?\s+(?:år\s+)?(?P<season>{_YEAR})(?![\d:])
    """,
    re.IGNORECASE | re.VERBOSE,
)

#: a year alone: not inside a number, a law ("2017:725"), a diary number ("KS 2021-257") or a longer span of digits
_YEARS = re.compile(rf"(?<![\w/:.§-])(?P<year>{_YEAR})(?![\d:/]|-\d|\.\d|[–−]\d)")

_JOIN = r"\s*(?:[-–—−]+|till\s+och\s+med|t\.?\s?o\.?\s?m\.?|till|och)\s*(?:år\s+|den\s+)?"
_JOINED = re.compile(_JOIN, re.IGNORECASE)
_YEAR_SPAN = re.compile(
    rf"(?<![\w/:.-])(?P<first>{_YEAR})(?P<join>\s?[-–—−/]\s?|\s+till\s+(?:och\s+med\s+)?)(?P<last>{_YEAR})(?![\d:/-])"
)
_PART_SPAN = re.compile(
    rf"(?<![\d/:.-])(?:den\s+)?(?:(?P<day>{_DAY})\s+)?(?P<month>{_MONTH})(?P<join>{_JOIN})"
    rf"(?:(?P<day2>{_DAY})\s+)?(?P<month2>{_MONTH})\s+(?P<year>{_YEAR})(?![\d/:])",
    re.IGNORECASE,
)


def _month(name: str) -> int:
    return _MONTHS[name.casefold().rstrip(".")]


def _day(year: str, month: int, day: str) -> str | None:
    """ISO, or None for a day that does not exist (31 April)."""
    number = int(day)
    if not 1 <= number <= monthrange(int(year), month)[1]:
        return None
    return f"{year}-{month:02d}-{number:02d}"


def _value(match: re.Match[str]) -> tuple[str | None, Grain]:
    group = match.groupdict()
    if group["iso"]:
        year, month, day = group["iso"].split("-")
        return _day(year, int(month), day), Grain.DAY
    if group["year"]:
        return _day(group["year"], _month(group["month"]), group["day"]), Grain.DAY
    for kind in "sdc":
        if group[f"{kind}year"]:
            return _day(group[f"{kind}year"], int(group[f"{kind}month"]), group[f"{kind}day"]), Grain.DAY
    if group["myear"]:
        return f"{group['myear']}-{_month(group['mmonth']):02d}", Grain.MONTH
    return group["season"], Grain.SEASON


def dates_in(text: str, *, years: bool = False) -> list[Date]:
    """Every written date in a text, in order; with ``years`` also years that stand alone."""
    found = []
    for match in _DATES.finditer(text):
        value, grain = _value(match)
        if value:
            found.append(Date(match.start(), match.end(), value, grain))
    if years:
        taken = {position for date in found for position in range(date.start, date.end)}
        for match in _YEARS.finditer(text):
            if match.start() not in taken:
                found.append(Date(match.start(), match.end(), match["year"], Grain.YEAR))
        found.sort(key=lambda date: date.start)
    return found


def periods_in(text: str) -> list[Period]:
    """Every period with a first and a last date: spans of years, and two dates joined by a dash or "till och med"."""
    found: list[Period] = []
    for match in _YEAR_SPAN.finditer(text):
        first, last = match["first"], match["last"]
        if first < last <= str(int(first) + 30) and not (match["join"] == "/" and int(last) - int(first) == 1):
            found.append(Period(match.start(), match.end(), f"{first}/{last}", first, last))
    for match in _PART_SPAN.finditer(text):
        period = _part_span(match)
        if period and _spans(match["join"], text, match.start()):
            found.append(period)
    dates = dates_in(text)
    for one, two in pairwise(dates):
        between = text[one.end : two.start]
        if len(between) < 25 and one.value <= two.value and _JOINED.fullmatch(between) and one.grain == two.grain:
            if not _spans(between, text, one.start):
                continue
            found.append(Period(one.start, two.end, f"{one.value}/{two.value}", one.value, two.value))
    return sorted(found, key=lambda period: (period.start, period.end))


def _spans(join: str, text: str, start: int) -> bool:
    """Whether two joined dates are a stretch of time: "och" joins one only after "mellan"."""
    return not re.match(r"\s*och\b", join) or text[max(0, start - 12) : start].rstrip().endswith(
        ("mellan", "mellan den")
    )


def _part_span(match: re.Match[str]) -> Period | None:
    """ "1 januari–31 december 2025": the first date borrows its year from the last."""
    year, month, month2 = match["year"], _month(match["month"]), _month(match["month2"])
    if match["day"] and match["day2"]:
        first, last = _day(year, month, match["day"]), _day(year, month2, match["day2"])
    elif not match["day"] and not match["day2"]:
        first, last = f"{year}-{month:02d}", f"{year}-{month2:02d}"
    else:
        return None
    if not first or not last or first > last:
        return None
    return Period(match.start(), match.end(), f"{first}/{last}", first, last)
