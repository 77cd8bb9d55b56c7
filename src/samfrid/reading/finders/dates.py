"""Dates and periods as Swedish officials write them, with their places, as ISO 8601.

"den 28 mars 2022", "2022-03-28", "28/3 2022", "21.10.2024", "20220328", "mars 2022", "våren 2024", "kvartal 2 2025",
and periods such as "2022–2026", "1 januari–31 december 2025" and "fr.o.m. den 1 juli 2021 t.o.m. den 30 juni 2023".
A number that only looks like a date (a diary number, a law, a phone number) is none: digits are never guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
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
    r"(?:(?:vår|sommar|höst|vinter)(?:en|n|terminen)?|årsskiftet|kvartal\s+[1-4]|q[1-4]|halvårsskiftet|vecka\s+\d{1,2})"
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


#: every written date ends or begins with its year, so the years are looked for and then what stands around them
_A_YEAR = re.compile(_YEAR)
_ISO_TAIL = re.compile(r"-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_COMPACT_TAIL = re.compile(r"(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\w/:-])")
_BEFORE_YEAR = re.compile(
    rf"""(?:
    (?<![\d/:.])(?<!\d-)(?:den\s+)?(?P<day>{_DAY})(?:[:.]?e)?\.?\s+(?P<month>{_MONTH})(?:\s+månad)?,?\s+(?:år\s+)?
  | (?<![\d/:.-])(?P<sday>{_DAY})/(?P<smonth>1[0-2]|0?[1-9])(?:\s+|\s?-\s?|/)
  | (?<![\d/:.-])(?P<dday>{_DAY})\.(?P<dmonth>1[0-2]|0?[1-9])\.
  | (?<!\w)(?<!\d-)(?P<mmonth>{_MONTH})(?:\s+månad)?,?\s+(?:år\s+)?
  | (?<![\w-])(?P<season>{_SEASON})(?:\s+av)?\s+(?:år\s+)?
    )$""",
    re.VERBOSE,
)
#: as far back as a written date reaches: "den 30:e september månad, år "
_REACH = 36

_JOIN = r"\s*(?:[-–—−]+|till\s+och\s+med|t\.?\s?o\.?\s?m\.?|till|och)\s*(?:år\s+|den\s+)?"
_JOINED = re.compile(_JOIN, re.IGNORECASE)
_YEAR_SPAN = re.compile(
    rf"(?P<first>{_YEAR})(?P<join>\s?[-–—−/]\s?|\s+till\s+(?:och\s+med\s+)?)(?P<last>{_YEAR})(?![\d:/-])"
)
_PART_BEFORE = re.compile(rf"(?<![\d/:.-])(?:den\s+)?(?:(?P<day>{_DAY})\s+)?(?P<month>{_MONTH})(?P<join>{_JOIN})$")


def _month(name: str) -> int:
    return _MONTHS[name.casefold().rstrip(".")]


def _day(year: str, month: int, day: str) -> str | None:
    """ISO, or None for a day that does not exist (31 April)."""
    number = int(day)
    if not 1 <= number <= monthrange(int(year), month)[1]:
        return None
    return f"{year}-{month:02d}-{number:02d}"


def _at_year(text: str, lower: str, start: int, end: int) -> Date | None:
    """The date whose year stands at ``text[start:end]``, None for a year that stands alone or is none."""
    year, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    tail = _ISO_TAIL.match(text, end)
    if tail and not (before.isalnum() or before in {"/", ":", "_"}):
        iso = _day(year, int(tail["month"]), tail["day"])
        return Date(start, tail.end(), iso) if iso else None
    tail = _COMPACT_TAIL.match(text, end)
    if tail and not (before.isalnum() or before in {"/", ":", ".", "-", "_"}):
        iso = _day(year, int(tail["month"]), tail["day"])
        return Date(start, tail.end(), iso) if iso else None
    if after.isdecimal() or after in {"/", ":"}:
        return None
    from_ = max(0, start - _REACH)
    head = _BEFORE_YEAR.search(lower, from_, start)
    return _written(year, head, end) if head else None


def _written(year: str, head: re.Match[str], end: int) -> Date | None:
    group = head.groupdict()
    if group["season"]:
        return Date(head.start(), end, year, Grain.SEASON)
    if group["mmonth"]:
        return Date(head.start(), end, f"{year}-{_month(group['mmonth']):02d}", Grain.MONTH)
    if group["day"]:
        iso = _day(year, _month(group["month"]), group["day"])
    else:
        day, month = (group["sday"], group["smonth"]) if group["sday"] else (group["dday"], group["dmonth"])
        iso = _day(year, int(month), day)
    return Date(head.start(), end, iso) if iso else None


def _alone(text: str, start: int, end: int) -> bool:
    """A year alone: not in a law ("2017:725"), a diary number ("KS 2021-257"), a span or a longer number."""
    before, after = text[start - 1 : start], text[end : end + 2]
    if before.isalnum() or before in {"/", ":", ".", "§", "-", "_"}:
        return False
    return not (
        after[:1].isdecimal() or after[:1] in {":", "/"} or (after[:1] in set("-.–−") and after[1:].isdecimal())
    )


def dates_in(text: str, *, years: bool = False) -> list[Date]:
    """Every written date in a text, in order; with ``years`` also years that stand alone."""
    found = []
    lower = text.lower()
    lower = lower if len(lower) == len(text) else text
    for match in _A_YEAR.finditer(text):
        date = _at_year(text, lower, match.start(), match.end())
        if date:
            found.append(date)
        elif years and _alone(text, match.start(), match.end()):
            found.append(Date(match.start(), match.end(), match[0], Grain.YEAR))
    return found


def periods_in(text: str, dates: Sequence[Date] | None = None) -> list[Period]:
    """Every period with a first and a last date: spans of years, and two dates joined by a dash or "till och med".

    ``dates`` are those of the text, where they are known already.
    """
    known = [d for d in (dates_in(text) if dates is None else dates) if d.grain is not Grain.YEAR]
    return sorted([*_of_years(text), *_of_parts(text, known), *_of_dates(text, known)], key=lambda p: (p.start, p.end))


def _of_years(text: str) -> Iterator[Period]:
    """ "2022–2026"; not a school year ("2022/2023") and not more than 30 years."""
    for match in _YEAR_SPAN.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before.isalnum() or before in {"/", ":", ".", "-", "_"}:
            continue
        first, last = match["first"], match["last"]
        if first < last <= str(int(first) + 30) and not (match["join"] == "/" and int(last) - int(first) == 1):
            yield Period(match.start(), match.end(), f"{first}/{last}", first, last)


def _of_parts(text: str, dates: Sequence[Date]) -> Iterator[Period]:
    """ "1 januari–31 december 2025": the first date borrows its year from the last."""
    for date in dates:
        if date.grain not in (Grain.DAY, Grain.MONTH) or text[date.start : date.start + 4].isdecimal():
            continue
        head = _PART_BEFORE.search(text.lower(), max(0, date.start - _REACH), date.start)
        if (
            head is None
            or not _spans(head["join"], text, head.start())
            or bool(head["day"]) != (date.grain is Grain.DAY)
        ):
            continue
        year, month = date.value[:4], _month(head["month"])
        first = _day(year, month, head["day"]) if head["day"] else f"{year}-{month:02d}"
        if first and first <= date.value:
            yield Period(head.start(), date.end, f"{first}/{date.value}", first, date.value)


def _of_dates(text: str, dates: Sequence[Date]) -> Iterator[Period]:
    """Two whole dates with a joining word between them."""
    for one, two in pairwise(dates):
        between = text[one.end : two.start]
        alike = len(between) < 25 and one.value <= two.value and one.grain == two.grain
        if alike and _JOINED.fullmatch(between) and _spans(between, text, one.start):
            yield Period(one.start, two.end, f"{one.value}/{two.value}", one.value, two.value)


def _spans(join: str, text: str, start: int) -> bool:
    """Whether two joined dates are a stretch of time: "och" joins one only after "mellan"."""
    return not re.match(r"\s*och\b", join) or text[max(0, start - 12) : start].rstrip().endswith(
        ("mellan", "mellan den")
    )
