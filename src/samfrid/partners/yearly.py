"""What agreements and cooperation groups have in a year: meetings, payments, ends of periods, notice days, follow-ups.

One statement of the database (``samfrid_partners_year``), whatever the number of rows.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, Final, Self

from django.db import connection
from django.utils.translation import gettext as _

from samfrid.municipalities.dates import months_after
from samfrid.municipalities.happenings import Happening, HappeningKind, page
from samfrid.partners.models import MeetingState
from samfrid.partners.rules import FOLLOW_UP_MONTHS, Period, current_period, first_period, next_period, notice_day
from samfrid.partners.rules.year_report import account_due
from samfrid.partners.shown.agreements import kronor
from samfrid.partners.terms import KEPT, Terms

#: made when first asked for: the addresses are not known before
_PAGE: Final = cache(partial(page, "partners:agreement"))
_MEETING: Final = cache(partial(page, "cooperation:meeting"))
#: nobody's notice is longer than this, and no year looks at more periods of one agreement
_AHEAD: Final = 60
#: the parts of the statement, and the kinds that each is read for
_PARTS: Final = {
    "meetings": {HappeningKind.MEETING},
    "payments": {HappeningKind.PAYMENT},
    "follow_ups": {HappeningKind.FOLLOW_UP},
    "agreements": {HappeningKind.TERM, HappeningKind.FOLLOW_UP, HappeningKind.REPORT},
}
#: which of an agreement's terms are days, in the order of ``KEPT``
_DAYS: Final = tuple(name.endswith("_on") for name in KEPT)


@dataclass(frozen=True, slots=True)
class Year:
    """What was asked for, and how many payments there are each day: also those that are not among the rows."""

    rows: list[Happening]
    payment_days: dict[dt.date, int] = field(default_factory=dict)


def yearly(municipality_code: str, first: dt.date, last: dt.date, kinds: Collection[str] = ()) -> Iterator[Happening]:
    """The days from ``first`` to ``last``; of these kinds, or of all: what is not asked for is not read."""
    yield from year_of(municipality_code, first, last, kinds).rows


def year_of(
    municipality_code: str, first: dt.date, last: dt.date, kinds: Collection[str] = (), most: int | None = None
) -> Year:
    """:func:`yearly`, with so many payments of each month as ``most``: those that are due first."""
    parts = [part for part, told in _PARTS.items() if not kinds or told & set(kinds)]
    if not parts:
        return Year([])
    with connection.cursor() as cursor:
        told: list[Any] = [municipality_code, first, last, most, parts]
        cursor.execute("SELECT samfrid_partners_year(%s, %s, %s, %s, %s::text[])::text", told)
        found = json.loads((cursor.fetchone() or ("{}",))[0])
    rows = [*_meetings(found["meetings"] or ())]
    rows += _follow_ups_held(found["held"] or ())
    rows += _follow_ups_planned(found["planned"] or ())
    words = _Words()
    for row in found["agreements"] or ():
        agreement = _Told.of(row)
        rows += _terms(agreement, words, first, last)
        rows += _follow_up(agreement, words, first, last)
        rows += _account(agreement, words, first, last)
    if kinds:
        # agreements are read for each of their kinds
        rows = [one for one in rows if one.kind in kinds]
    due: Mapping[str, Any] = found["payments"] or {}
    rows += _payments(due.get("rows") or ())
    days = due.get("days") or {}
    return Year(rows, {dt.date.fromisoformat(on): count for on, count in days.items()})


def _meetings(found: Iterable[Sequence[Any]]) -> Iterator[Happening]:
    for key, on, name, starts_at, ends_at, place, state, version in found:
        title = _("%(group)s (föreslaget)") % {"group": name} if state == MeetingState.PROPOSED else name
        yield Happening(
            dt.date.fromisoformat(on),
            HappeningKind.MEETING,
            title,
            _MEETING()(key),
            f"partners.meeting:{key}",
            starts_at=dt.time.fromisoformat(starts_at) if starts_at else None,
            ends_at=dt.time.fromisoformat(ends_at) if ends_at else None,
            place=place,
            open=state in {MeetingState.PLANNED, MeetingState.PROPOSED},
            cancelled=state == MeetingState.CANCELLED,
            version=version,
        )


def _payments(found: Iterable[Sequence[Any]]) -> Iterator[Happening]:
    address, kind = _PAGE(), HappeningKind.PAYMENT
    for key, on, agreement, title, sek, awaited in found:
        words = f"{kronor(sek)}: {title}"
        yield Happening(
            dt.date.fromisoformat(on), kind, words, address(agreement), f"partners.payment:{key}", open=awaited
        )


def _follow_ups_held(found: Iterable[Sequence[Any]]) -> Iterator[Happening]:
    address, words, kind = _PAGE(), _("Uppföljt: %(agreement)s"), HappeningKind.FOLLOW_UP
    for key, on, agreement, title in found:
        told = words % {"agreement": title}
        own = f"partners.followup:{key}"
        yield Happening(dt.date.fromisoformat(on), kind, told, address(agreement), own, open=False)


def _follow_ups_planned(found: Iterable[Sequence[Any]]) -> Iterator[Happening]:
    address, words, kind = _PAGE(), _("Uppföljning: %(agreement)s"), HappeningKind.FOLLOW_UP
    for key, on, agreement, title, place, cancelled in found:
        yield Happening(
            dt.date.fromisoformat(on),
            kind,
            words % {"agreement": title},
            address(agreement),
            f"partners.plannedfollowup:{key}",
            place=place,
            cancelled=cancelled,
            version=int(cancelled),
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """An agreement as its days are computed: hundreds of them for each page, so no rows of the model."""

    key: str
    title: str
    terms: Terms
    #: the parties that have a time of notice of their own, with it
    own: Sequence[tuple[int, str]]
    followed_up_on: dt.date | None
    has_state: bool

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """From a row of the statement."""
        key, title, told, own, followed_up_on, has_state = row
        terms = [
            dt.date.fromisoformat(value) if is_day and value else value
            for is_day, value in zip(_DAYS, told, strict=True)
        ]
        followed = dt.date.fromisoformat(followed_up_on) if followed_up_on else None
        return cls(key, title, Terms.read(terms), own or (), followed, has_state)


class _Words:
    """What is said of a day, in the reader's language: looked up once for all agreements."""

    def __init__(self) -> None:
        self.notice = _("Sista dag att säga upp: %(agreement)s")
        self.own_notice = _("Sista dag för %(party)s att säga upp: %(agreement)s")
        self.renewed = _("Avtalsperioden slutar och avtalet förlängs: %(agreement)s")
        self.over = _("Avtalet upphör: %(agreement)s")
        self.follow_up = _("Följs upp senast: %(agreement)s")
        self.account = _("Statsbidraget för året innan redovisas: %(agreement)s")


def _terms(agreement: _Told, words: _Words, first: dt.date, last: dt.date) -> Iterator[Happening]:
    """Ends and notice days of the period that ``first`` lies in, and of those after it."""
    terms = agreement.terms
    period = current_period(terms, first) or first_period(terms)
    for _number in range(_AHEAD):
        if period is None:
            return
        if period.end < first:
            period = next_period(terms, period)
            continue
        notices = _notice_days(agreement, terms, period)
        if period.end > last and all(day > last for day, _who in notices):
            return
        for day, who in notices:
            if first <= day <= last and terms.ends_on is None:
                yield _notice(agreement, words, day, who, period)
        following = next_period(terms, period)
        if first <= period.end <= last:
            told = words.renewed if following else words.over
            yield _of(agreement, period.end, HappeningKind.TERM, told, f"end:{period.number}")
        period = following


def _notice_days(agreement: _Told, terms: Terms, period: Period) -> list[tuple[dt.date, str]]:
    """The last day to give notice of a period, and those of the parties that have a time of their own."""
    own = [(notice_day(terms, period, months), name) for months, name in agreement.own]
    return [(day, who) for day, who in [(notice_day(terms, period), ""), *own] if day]


def _notice(agreement: _Told, words: _Words, day: dt.date, who: str, period: Period) -> Happening:
    if not who:
        return _of(agreement, day, HappeningKind.TERM, words.notice, f"notice:{period.number}")
    told = words.own_notice % {"party": who, "agreement": agreement.title}
    key = f"partners.agreement:{agreement.key}:notice:{period.number}:{who}"
    return Happening(day, HappeningKind.TERM, told, _PAGE()(agreement.key), key)


def _of(agreement: _Told, on: dt.date, kind: HappeningKind, told: str, what: str) -> Happening:
    words = told % {"agreement": agreement.title}
    return Happening(on, kind, words, _PAGE()(agreement.key), f"partners.agreement:{agreement.key}:{what}")


def _runs(terms: Terms, day: dt.date) -> bool:
    """Whether the agreement holds on a day, as far as its days are known."""
    if terms.first_starts_on and day < terms.first_starts_on:
        return False
    if terms.ends_on and day > terms.ends_on:
        return False
    return current_period(terms, day) is not None or first_period(terms) is None


def _follow_up(agreement: _Told, words: _Words, first: dt.date, last: dt.date) -> Iterator[Happening]:
    """When it is to be followed up at the latest: 24 months after the last time (Öppna jämförelser)."""
    since = agreement.followed_up_on or agreement.terms.first_starts_on
    if since is None:
        return
    wanted = months_after(since, FOLLOW_UP_MONTHS)
    if first <= wanted <= last and _runs(agreement.terms, wanted):
        yield _of(agreement, wanted, HappeningKind.FOLLOW_UP, words.follow_up, "follow-up")


def _account(agreement: _Told, words: _Words, first: dt.date, last: dt.date) -> Iterator[Happening]:
    """State grants are accounted for by 30 April of the year after (SFS 2022:257 21 §)."""
    if not agreement.has_state:
        return
    for year in range(first.year, last.year + 1):
        due = account_due(year - 1)
        began, ended = dt.date(year - 1, 1, 1), dt.date(year - 1, 12, 31)
        held = _runs(agreement.terms, began) or _runs(agreement.terms, ended)
        if first <= due <= last and held:
            yield _of(agreement, due, HappeningKind.REPORT, words.account, f"account:{year}")
