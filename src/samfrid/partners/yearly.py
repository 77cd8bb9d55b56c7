"""What agreements and cooperation groups have in a year: meetings, payments, ends of periods, notice days, follow-ups.

One query for each sort of row, whatever their number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber, TruncMonth
from django.utils.translation import gettext as _

from samfrid.municipalities.dates import months_after
from samfrid.municipalities.happenings import Happening, HappeningKind, page
from samfrid.partners.models import (
    Agreement,
    Amount,
    FollowUp,
    Funding,
    Meeting,
    MeetingState,
    Party,
    Payment,
    PlannedFollowUp,
)
from samfrid.partners.rules import FOLLOW_UP_MONTHS, Period, current_period, first_period, next_period, notice_day
from samfrid.partners.rules.year_report import account_due
from samfrid.partners.shown.agreements import kronor
from samfrid.partners.terms import KEPT, Terms

#: made when first asked for: the addresses are not known before
_PAGE: Final = cache(partial(page, "partners:agreement"))
#: nobody's notice is longer than this, and no year looks at more periods of one agreement
_AHEAD: Final = 60
#: what an agreement's days are computed of
_TOLD: Final = ("pk", "title", "followed_up_on", "has_state", *KEPT)


def yearly(municipality_code: str, first: dt.date, last: dt.date, kinds: Collection[str] = ()) -> Iterator[Happening]:
    """The days from ``first`` to ``last``; of these kinds, or of all: what is not asked for is not read."""
    if not kinds or HappeningKind.MEETING in kinds:
        yield from _meetings(municipality_code, first, last)
    if not kinds or HappeningKind.PAYMENT in kinds:
        yield from payments(municipality_code, first, last)
    if not kinds or HappeningKind.FOLLOW_UP in kinds:
        yield from _follow_ups_held(municipality_code, first, last)
        yield from _follow_ups_planned(municipality_code, first, last)
    if kinds and not {HappeningKind.TERM, HappeningKind.FOLLOW_UP, HappeningKind.REPORT} & set(kinds):
        return
    words = _Words()
    for agreement in _agreements(municipality_code, first):
        yield from _terms(agreement, words, first, last)
        yield from _follow_up(agreement, words, first, last)
        yield from _account(agreement, words, first, last)


def _meetings(code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    found = Meeting.objects.filter(municipality_id=code, on__range=(first, last)).exclude(state=MeetingState.DECLINED)
    address = page("cooperation:meeting")
    told = found.values_list("pk", "on", "starts_at", "ends_at", "place", "state", "group__name", "version")
    for key, on, starts_at, ends_at, place, state, name, version in told:
        title = _("%(group)s (föreslaget)") % {"group": name} if state == MeetingState.PROPOSED else name
        yield Happening(
            on,
            HappeningKind.MEETING,
            title,
            address(key),
            f"partners.meeting:{key}",
            starts_at=starts_at,
            ends_at=ends_at,
            place=place,
            open=state in {MeetingState.PLANNED, MeetingState.PROPOSED},
            cancelled=state == MeetingState.CANCELLED,
            version=version,
        )


def payments(code: str, first: dt.date, last: dt.date, most: int = 0) -> Iterator[Happening]:
    """What is to be paid in these days; with ``most`` so many of each month, those that are due first."""
    found = _payments(code, first, last).order_by("due_on", "agreement__title", "pk")
    if most:
        month = [TruncMonth("due_on")]
        place = Window(RowNumber(), partition_by=month, order_by=["due_on", "agreement__title", "pk"])
        found = found.annotate(place=place).filter(place__lte=most)
    address = page("partners:agreement")
    told = found.values_list("pk", "due_on", "sek", "paid_on", "agreement_id", "agreement__title")
    for key, on, sek, paid_on, agreement, title in told:
        yield Happening(
            on,
            HappeningKind.PAYMENT,
            f"{kronor(sek)}: {title}",
            address(agreement),
            f"partners.payment:{key}",
            open=paid_on is None,
        )


def payment_days(code: str, first: dt.date, last: dt.date) -> dict[dt.date, int]:
    """How many payments there are each day: a year has hundreds, and its picture needs no more of them."""
    found = _payments(code, first, last).order_by().values("due_on").annotate(count=Count("pk"))
    return dict(found.values_list("due_on", "count"))


def _payments(code: str, first: dt.date, last: dt.date) -> QuerySet[Payment]:
    return Payment.objects.filter(municipality_id=code, due_on__range=(first, last), struck_on__isnull=True)


def _follow_ups_held(code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    address, words, kind = page("partners:agreement"), _("Uppföljt: %(agreement)s"), HappeningKind.FOLLOW_UP
    found = FollowUp.objects.filter(municipality_id=code, on__range=(first, last))
    for key, on, agreement, title in found.values_list("pk", "on", "agreement_id", "agreement__title"):
        told = words % {"agreement": title}
        yield Happening(on, kind, told, address(agreement), f"partners.followup:{key}", open=False)


def _follow_ups_planned(code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    address, kind = page("partners:agreement"), HappeningKind.FOLLOW_UP
    found = PlannedFollowUp.objects.filter(municipality_id=code, on__range=(first, last), held__isnull=True)
    rows = found.values_list("pk", "on", "place", "called_off_on", "agreement_id", "agreement__title")
    for key, on, place, off_on, agreement, title in rows:
        told, own = _("Uppföljning: %(agreement)s") % {"agreement": title}, f"partners.plannedfollowup:{key}"
        yield Happening(
            on,
            kind,
            told,
            address(agreement),
            own,
            place=place,
            cancelled=off_on is not None,
            version=int(bool(off_on)),
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """An agreement as its days are computed: hundreds of them for each page, so no rows of the model."""

    key: UUID
    title: str
    terms: Terms
    #: the parties that have a time of notice of their own, with it
    own: Sequence[tuple[int, str]]
    followed_up_on: dt.date | None
    has_state: bool


class _Words:
    """What is said of a day, in the reader's language: looked up once for all agreements."""

    def __init__(self) -> None:
        self.notice = _("Sista dag att säga upp: %(agreement)s")
        self.own_notice = _("Sista dag för %(party)s att säga upp: %(agreement)s")
        self.renewed = _("Avtalsperioden slutar och avtalet förlängs: %(agreement)s")
        self.over = _("Avtalet upphör: %(agreement)s")
        self.follow_up = _("Följs upp senast: %(agreement)s")
        self.account = _("Statsbidraget för året innan redovisas: %(agreement)s")


def _agreements(code: str, first: dt.date) -> Iterator[_Told]:
    """The agreements with what their days are computed of: those that held in the year before or later."""
    state = Amount.objects.filter(agreement=OuterRef("pk"), funding=Funding.STATE, struck_on__isnull=True)
    latest = FollowUp.objects.filter(agreement=OuterRef("pk")).order_by("-on").values("on")[:1]
    held = Q(last_on__isnull=True) | Q(last_on__gte=dt.date(first.year - 1, 1, 1))
    own: dict[UUID, list[tuple[int, str]]] = {}
    parties = Party.objects.filter(municipality_id=code, notice_months__isnull=False)
    for key, months, name in parties.values_list("agreement_id", "notice_months", "name"):
        own.setdefault(key, []).append((months or 0, name))
    found = Agreement.objects.filter(held, municipality_id=code)
    found = found.annotate(followed_up_on=Subquery(latest), has_state=Exists(state))
    for key, title, followed_up_on, has_state, *said in found.values_list(*_TOLD):
        yield _Told(key, title, Terms.read(said), own.get(key, ()), followed_up_on, has_state)


def _periods(terms: Terms, first: dt.date, last: dt.date) -> Iterator[Period]:
    """The period that ``first`` lies in and those after it whose ends or notice days can lie before ``last``."""
    period = current_period(terms, first) or first_period(terms)
    horizon = months_after(last, _AHEAD)
    for _number in range(_AHEAD):
        if period is None or (period.start and period.start > horizon):
            return
        if period.end >= first:
            yield period
        period = next_period(terms, period)


def _terms(agreement: _Told, words: _Words, first: dt.date, last: dt.date) -> Iterator[Happening]:
    terms = agreement.terms
    for period in _periods(terms, first, last):
        notices = _notice_days(agreement, terms, period)
        if period.end > last and all(day > last for day, _who in notices):
            return
        for day, who in notices:
            if first <= day <= last and terms.ends_on is None:
                yield _notice(agreement, words, day, who, period)
        if first <= period.end <= last:
            told = words.renewed if next_period(terms, period) else words.over
            yield _of(agreement, period.end, HappeningKind.TERM, told, f"end:{period.number}")


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
