"""The terms of an agreement in running text: its period, how it is renewed, how long before it must be ended."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date as date_of
from datetime import timedelta

from samfrid.reading.finders.dates import Date, Grain
from samfrid.reading.finders.found import Marks
from samfrid.reading.finders.numerals import DIGITS, WORDS, value_of
from samfrid.reading.reading import Renewal

_COUNT = rf"(?P<count>{DIGITS}|{WORDS})(?:\s*\(\s*(?P<digits>\d+)\s*\))?"
_UNIT = r"(?P<unit>år|månad\w*|mån)"
_RENEWS = re.compile(
    rf"\b(?:förläng\w*|löper\s+(?:\w+\s+)?vidare|prolong\w*|fortsätter(?:\s+att\s+gälla)?|"
    rf"option\w*)\b[^.;]*?\b(?:med|i|på|om)\s+"
    rf"(?:en\s+period\s+(?:om|på)\s+)?(?:ytterligare\s+|högst\s+|perioder\s+om\s+)?{_COUNT}\s+{_UNIT}"
    rf"(?:\s+(?:i\s+(?:taget|sänder)|åt\s+gången))?",
    re.IGNORECASE,
)
#: "fortsätter det ett år i sänder"
_GOES_ON_BY = re.compile(
    rf"\b(?:förläng\w*|löper|gäller|fortsätter)\b[^.;]{{0,60}}?\b{_COUNT}\s+{_UNIT}\s+"
    rf"(?:i\s+(?:taget|sänder)|åt\s+gången)",
    re.IGNORECASE,
)
#: "med möjlighet att förlänga med 12+12 månader", "option om 1 + 1 år"
_STEPS = re.compile(
    rf"\b(?:förläng\w*|option\w*|"
    rf"prolong\w*)\b[^.;]*?\b(?P<count>\d{{1,2}})\s*\+\s*(?P<more>\d{{1,2}}(?:\s*\+\s*\d{{1,2}})*)\s+{_UNIT}",
    re.IGNORECASE,
)
_NO_RENEWAL = re.compile(r"\b(?:ingen|någon)\s+(?:automatisk\s+)?förlängning\b|\binte\s+förläng\w*", re.IGNORECASE)
_SUGGESTS = re.compile(r"\b(?:föreslå\w*|önskar|begär\w*|avser)\b[^.;]*$", re.IGNORECASE)
_ONE_TURN = re.compile(r"\b(?:en\s+gång|högst\s+en\s+gång|med\s+(?:som\s+)?högst)\b", re.IGNORECASE)
_AT_MOST = re.compile(r"\b(?:längst|som\s+längst|dock)\b[^.;]*$", re.IGNORECASE)
_SPAN = r"(?:månad(?:er)?s?|år|halvår)"
_NOTICE = re.compile(
    rf"(?:\b(?:varsel|uppsägningstid\w*|uppsägning)\b[^.;]{{0,40}}?\b{_COUNT}\s+(?P<unit>månad\w*|år\b|halvår)"
    rf"|"
    rf"\b{_COUNT.replace('count', 'count2').replace('digits', 'digits2')}\s+(?P<unit2>{_SPAN})\s+(?:\w+\s+)?(?:varsel|"
    rf"uppsägning\w*)"
    rf"|\b(?:säg\w*|sag\w*|uppsäg\w*)\b[^.;]*?\b(?:senast|"
    rf"minst)\s+{_COUNT.replace('count', 'count3').replace('digits', 'digits3')}"
    rf"\s+(?P<unit3>{_SPAN})\s+(?:före|innan|i\s+förväg|dessförinnan))",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?|med\s+början|påbörjas|inleds|startar|börjar(?:\s+(?:gälla|"
    r"löpa))?|sedan|"
    r"träder\s+i\s+kraft|gäller\s+från|ikraftträdande)\s*:?\s*(?:den\s+)?$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:till(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?|upphör(?:\s+[\wåäö]+){0,3}|löper\s+ut|går\s+ut|slutar|"
    r"längst)\s*:?\s*(?:den\s+)?$",
    re.IGNORECASE,
)
#: "Sedan den 1 juli 2023 gäller lagen": since when a law is in force
_LAW_HOLDS = re.compile(
    r"\s+(?:gäller|är|finns|har)\s[^.;]{0,60}\b(?:lag(?:en)?|förordning(?:en)?|\w+lagen)\b", re.IGNORECASE
)
_NOT_OF_PERIOD = re.compile(
    r"\b(?:förläng\w*|utbetal\w*|redovis\w*|senast|beslut\w*|antag\w*|räknas\s+per)\b[^.;]*$", re.IGNORECASE
)
#: "löper på tre år": how long from its first day
_LASTS = re.compile(
    rf"\b(?:löper|gäller|sträcker\s+sig|varar)\s+(?:på|i|under|över|för)\s+(?:en\s+(?:tid|period)\s+(?:på|om|av)\s+)?"
    rf"{_COUNT}\s+{_UNIT}\b",
    re.IGNORECASE,
)
UNTIL_FURTHER = re.compile(r"\btills\s+vidare\b", re.IGNORECASE)


@dataclass(slots=True)
class Term:
    """A period; ``start`` and ``end`` are ISO days or None. ``at`` is where it stands."""

    at: int
    start: str | None = None
    end: str | None = None


def periods(marks: Marks, start: int, end: int) -> list[Term]:
    """The periods told in a stretch of text, in order; a first and a last day in one sentence are one period."""
    text = marks.text
    found: list[Term] = []
    spans = [p for p in marks.periods.within(start, end) if len(p.first) == 10 and len(p.last) == 10]
    for period in spans:
        if not re.search(r"\bförläng\w*\b[^.;]*$", text[max(start, period.start - 60) : period.start], re.IGNORECASE):
            found.append(Term(period.start, period.first, period.last))
    for date in marks.dates.within(start, end):
        if date.grain is not Grain.DAY or any(span.start <= date.start < span.end for span in spans):
            continue
        before = text[max(start, date.start - 45) : date.start]
        sentence = before[before.rfind(". ") + 1 :]
        if _TO.search(before) and not _NOT_OF_PERIOD.search(sentence):
            _close(found, date)
        elif _LAW_HOLDS.match(text, date.end):
            continue
        elif _FROM.search(before) and not re.search(r"\b(?:beslut\w*|förläng\w*)\b[^.;]*$", sentence, re.IGNORECASE):
            found.append(Term(date.start, start=date.value))
    for term in found:
        lasts = _LASTS.search(text, term.at, min(end, term.at + 80)) if term.start and not term.end else None
        count = value_of(lasts["digits"] or lasts["count"]) if lasts else None
        if lasts and term.start and isinstance(count, int):
            months = count * 12 if lasts["unit"].casefold() == "år" else count
            term.end = last_day(term.start, months)
    return sorted(found, key=lambda term: term.at)


def _close(found: list[Term], date: Date) -> None:
    """A last day ends the period that was opened before it in the same breath, else it stands alone."""
    last = found[-1] if found else None
    if last is not None and last.end is None and (last.start or "") < date.value and date.start - last.at < 400:
        last.end = date.value
    elif not any(term.end == date.value for term in found):
        found.append(Term(date.start, end=date.value))


def renewal(marks: Marks, start: int, end: int, last_day: str | None) -> tuple[Renewal, tuple[int, int]] | None:
    """How an agreement goes on after its period, and where that stands; None where it simply ends or says nothing."""
    text = marks.text
    steps = _STEPS.search(text, start, end)
    if steps is not None:
        return _in_steps(marks, steps, end, last_day)
    for match in (*_RENEWS.finditer(text, start, end), *_GOES_ON_BY.finditer(text, start, end)):
        left = text.rfind(". ", start, match.start()) + 1
        if _NO_RENEWAL.search(text[max(left, start) : match.end()]) or _SUGGESTS.search(
            text[max(left, start) : match.start()]
        ):
            continue
        count = value_of(match["digits"] or match["count"])
        if not isinstance(count, int):
            continue
        months = count * 12 if match["unit"].casefold() == "år" else count
        stop = text.find(". ", match.end(), end)
        stop = stop if stop >= 0 else end
        until = _until(marks, match.end(), stop, text[match.start() : stop], months, last_day)
        return Renewal(months, until), (match.start(), stop)
    return None


def _in_steps(marks: Marks, steps: re.Match[str], end: int, last_day: str | None) -> tuple[Renewal, tuple[int, int]]:
    """ "12+12 månader": the first step, and the day after the last."""
    factor = 12 if steps["unit"].casefold() == "år" else 1
    all_steps = [int(steps["count"]), *(int(n) for n in re.findall(r"\d+", steps["more"]))]
    stop = marks.text.find(". ", steps.end(), end)
    stop = stop if stop >= 0 else end
    until = _until(marks, steps.end(), stop, "", 0, None)
    if until == "further_notice" and last_day and len(last_day) == 10:
        until = later(last_day, sum(all_steps) * factor)
    return Renewal(all_steps[0] * factor, until), (steps.start(), stop)


def _until(marks: Marks, start: int, stop: int, sentence: str, months: int, last_day: str | None) -> str:
    for date in marks.dates.within(start, stop):
        before = marks.text[start : date.start]
        if date.grain is Grain.DAY and (_TO.search(before) or _AT_MOST.search(before)):
            return date.value
    if _ONE_TURN.search(sentence) and last_day and len(last_day) == 10:
        return later(last_day, months)
    return "further_notice"


def later(day: str, months: int) -> str:
    """The day some months later; the last day of a month stays the last."""
    year, month, number = map(int, day.split("-"))
    was_last = number == monthrange(year, month)[1]
    index = year * 12 + month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return f"{year}-{month + 1:02d}-{last if was_last else min(number, last):02d}"


def last_day(first: str, months: int) -> str:
    """The last day of a period of so many months."""
    return str(date_of.fromisoformat(later(first, months)) - timedelta(days=1))


def length_of(first: str, last: str) -> int | None:
    """How many whole months a period is from its first to its last day, None where it is not whole months."""
    if not (len(first) == len(last) == len("2026-12-31")):
        return None
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    return next((count for count in (months, months + 1) if count > 0 and last_day(first, count) == last), None)


def notice(marks: Marks, start: int, end: int) -> tuple[int, tuple[int, int]] | None:
    """Months before its end that an agreement must be ended, and where that stands."""
    for match in _NOTICE.finditer(marks.text, start, end):
        written = next(match[g] for g in ("digits", "count", "digits2", "count2", "digits3", "count3") if match[g])
        unit = next(match[g] for g in ("unit", "unit2", "unit3") if match[g]).casefold()
        count = value_of(written)
        months = count * {"år": 12, "halvår": 6}.get(unit, 1) if isinstance(count, int) else 0
        if 0 < months <= 36:
            return months, match.span()
    return None
