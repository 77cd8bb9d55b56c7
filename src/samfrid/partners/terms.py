"""An agreement's time as one value: its periods, its renewals and its notice days. No database.

It stands beside ``rules`` and not in it because the models give it: ``Agreement.terms``. ``rules`` hands it on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Final, NamedTuple

from samfrid.municipalities.dates import months_after

ONE_DAY: Final = dt.timedelta(days=1)
_DAYS: Final = frozenset({"since", "ends_on", "renewal_last_on", "starts_on"})


class Period(NamedTuple):
    """One period of an agreement, first and last day included. ``number`` is 1 for the first, 2 after one renewal."""

    start: dt.date | None
    """None where the first period's start is not known."""
    end: dt.date
    number: int


@dataclass(frozen=True, slots=True)
class Change:
    """What an amendment made of an agreement's time. All but ``since`` is as it is after the amendment."""

    #: it holds for the period that this day lies in, and for those after it
    since: dt.date
    #: the new last day of that period; None where it is left as it was
    ends_on: dt.date | None
    renewal_months: int | None
    renewal_last_on: dt.date | None
    notice_months: int | None
    #: a new period agreed by hand, from this day to ``ends_on``, after the last one
    starts_on: dt.date | None = None

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Change:
        """From how an agreement keeps it: days as text."""
        days = {name: dt.date.fromisoformat(kept[name]) for name in _DAYS if kept.get(name)}
        return cls(**{**kept, **days})

    def kept(self) -> dict[str, Any]:
        """As an agreement keeps it."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in told.items()}


@dataclass(frozen=True)
class Terms:
    """What an agreement says of its time.

    Without ``renewal_months`` the first period is the only one. With it the agreement is prolonged by so many months at
    a time, each period beginning the day after the one before; ``renewal_last_on`` is the last day to which it can be,
    and None means until further notice (tills vidare).
    """

    first_starts_on: dt.date | None = None
    first_ends_on: dt.date | None = None
    renewal_months: int | None = None
    renewal_last_on: dt.date | None = None
    notice_months: int | None = None
    #: the day that the agreement ends by a notice; None where none has been given
    ends_on: dt.date | None = None
    #: by the day that they hold from, the first first
    changes: tuple[Change, ...] = ()
    #: it has no periods: it holds until somebody gives notice
    open_ended: bool = False

    @cached_property
    def rules(self) -> Sequence[_Rule]:
        """The first period with its rule, then one for each amendment: from the period that it holds from."""
        return _rules(self)

    @classmethod
    def read(cls, row: Sequence[Any]) -> Terms:
        """From an agreement's row, whose fields stand as here (``KEPT``) and whose changes are as they are kept."""
        starts_on, ends_first_on, months, last_on, notice, ends_on, changes, open_ended = row
        made = tuple(map(Change.of, changes))
        return cls(starts_on, ends_first_on, months, last_on, notice, ends_on, made, open_ended)


#: the fields of an agreement that its terms are
KEPT: Final = tuple(one.name for one in fields(Terms))


class _Rule(NamedTuple):
    """A period, and how the agreement goes on after it, until the next amendment."""

    start: dt.date | None
    #: None: it goes on until notice is given, or no end is known
    end: dt.date | None
    number: int
    months: int | None
    last: dt.date | None
    notice_months: int | None

    def period(self, number: int) -> Period | None:
        """The period with that number, not before this one. Counted from this one's end each time, so that month ends
        do not drift: a 31st that became a 28th is a 31st again.
        """
        if self.end is None:
            return None
        if number == self.number:
            return Period(self.start, self.end, number)
        if not self.months:
            return None
        step, anchor = number - self.number, self.end + ONE_DAY
        start = months_after(anchor, self.months * (step - 1))
        if self.last and start > self.last:
            return None
        end = months_after(anchor, self.months * step) - ONE_DAY
        return Period(start, min(end, self.last) if self.last else end, number)

    def on(self, day: dt.date) -> Period | None:
        """The period that a day from the start of this one on lies in; None after the last."""
        if self.end is None:
            return None
        if day <= self.end or not self.months:
            return Period(self.start, self.end, self.number) if day <= self.end else None
        anchor = self.end + ONE_DAY
        whole_months = (day.year - anchor.year) * 12 + day.month - anchor.month
        # the month alone may be one period too far: the day decides
        step = whole_months // self.months + 1
        if months_after(anchor, self.months * (step - 1)) > day:
            step -= 1
        found = self.period(self.number + step)
        return found if found and day <= found.end else None

    def final(self) -> Period | None:
        """The last period that this rule gives; None where it has none, or goes on until further notice."""
        if self.end is None or (self.months and self.last is None):
            return None
        if not self.months or self.last is None or self.last <= self.end:
            return Period(self.start, self.end, self.number)
        return self.on(self.last)


def _rules(terms: Terms) -> list[_Rule]:
    first_end = None if terms.open_ended else terms.first_ends_on
    found = [
        _Rule(terms.first_starts_on, first_end, 1, terms.renewal_months, terms.renewal_last_on, terms.notice_months)
    ]
    for change in terms.changes:
        now = found[-1]
        after = (change.renewal_months, change.renewal_last_on, change.notice_months)
        if change.starts_on:
            last = now.final()
            number = last.number + 1 if last else now.number + 1
            found.append(_Rule(change.starts_on, change.ends_on, number, *after))
            continue
        ahead = now.start is not None and change.since < now.start
        period = now.period(now.number) if ahead else now.on(change.since) or now.final()
        if period is None:
            found.append(_Rule(now.start, change.ends_on or now.end, now.number, *after))
        else:
            found.append(_Rule(period.start, change.ends_on or period.end, period.number, *after))
    return found


def _rule_on(terms: Terms, day: dt.date) -> _Rule:
    """The rule that a day is counted by: the latest whose period has begun."""
    if not terms.changes:
        return terms.rules[0]
    found = terms.rules
    begun = [one for one in found if one.start is None or one.start <= day]
    return begun[-1] if begun else _latest_of_first(found)


def _latest_of_first(found: Sequence[_Rule]) -> _Rule:
    """Before the first day: the first period, as it was last amended."""
    return [one for one in found if one.number == found[0].number][-1]


def _cut(terms: Terms, period: Period | None) -> Period | None:
    """The period, ended by a notice where one was given; None for one that the notice keeps from beginning."""
    if period is None or terms.ends_on is None or period.end <= terms.ends_on:
        return period
    if period.start and period.start > terms.ends_on:
        return None
    return Period(period.start, terms.ends_on, period.number)


def _until_notice(rule: _Rule, terms: Terms) -> Period | None:
    """The only period of an agreement without periods, once notice has been given."""
    if rule.end is None and terms.ends_on:
        return Period(rule.start, terms.ends_on, rule.number)
    return None


def current_period(terms: Terms, today: dt.date) -> Period | None:
    """The period that ``today`` lies in; None before the first, after the last, and where no end was agreed.

    An agreement of 2021-07-01–2023-06-30 that is prolonged by 24 months is on 2026-11-22 in its third period,
    2025-07-01–2027-06-30.
    """
    rule = _rule_on(terms, today)
    if rule.start and today < rule.start:
        return None
    period = _cut(terms, rule.on(today)) or _until_notice(rule, terms)
    return period if period and today <= period.end else None


def next_period(terms: Terms, period: Period) -> Period | None:
    """The period that follows by renewal or by an amendment; None after the last."""
    found = current_period(terms, period.end + ONE_DAY)
    if found:
        return found
    begins = [one.starts_on for one in terms.changes if one.starts_on and one.starts_on > period.end]
    return current_period(terms, min(begins)) if begins else None


def first_period(terms: Terms) -> Period | None:
    """The first period, as it was last amended; None where its end is not known."""
    rule = _latest_of_first(terms.rules)
    return _cut(terms, rule.period(rule.number)) or _until_notice(rule, terms)


def periods(terms: Terms, until: dt.date) -> Iterator[Period]:
    """All periods that begin by ``until``, the first first."""
    period = first_period(terms)
    while period and (period.start is None or period.start <= until):
        yield period
        period = next_period(terms, period)


def last_day(terms: Terms) -> dt.date | None:
    """The day after which nothing more is agreed, all renewals made; None until further notice or not known."""
    if terms.ends_on:
        return terms.ends_on
    last = terms.rules[-1].final()
    return last.end if last else None


def notice_months_of(terms: Terms, period: Period | None) -> int | None:
    """The time of notice of a period, as it was last amended; of today's terms where there are no periods."""
    if not terms.changes:
        return terms.notice_months
    if period is None or period.start is None:
        return terms.changes[-1].notice_months if period is None else _latest_of_first(terms.rules).notice_months
    return _rule_on(terms, period.start).notice_months


def notice_day(terms: Terms, period: Period | None, own_months: int | None = None) -> dt.date | None:
    """The last day to give notice so that the period is the last one; None where no time of notice is known.

    A period to 30 June with six months' notice: 31 December. Counted from the day after the end, so that an end of a
    month gives an end of a month. ``own_months`` is a party's own time of notice, where it has one.
    """
    months = notice_months_of(terms, period) if own_months is None else own_months
    if period is None or months is None:
        return None
    return months_after(period.end + ONE_DAY, -months) - ONE_DAY


def ends_by_notice(terms: Terms, given_on: dt.date, own_months: int | None = None) -> tuple[dt.date, bool] | None:
    """The day that the agreement ends by a notice given on a day, and whether the notice came in time.

    In time (the notice day itself included) it ends the period that runs; later it ends the next one. An agreement
    without periods ends so many months after the notice. None where a notice ends nothing: no period runs, or no time
    of notice is known, or the agreement ends by itself before.
    """
    period = current_period(terms, given_on) or _not_begun(terms, given_on)
    if period is None:
        months = notice_months_of(terms, None) if own_months is None else own_months
        if not terms.open_ended or months is None:
            return None
        return months_after(given_on, months), True
    late = False
    while period:
        day = notice_day(terms, period, own_months)
        if day is None or next_period(terms, period) is None:
            return None
        if given_on <= day:
            return period.end, not late
        late, period = True, next_period(terms, period)
    return None


def _not_begun(terms: Terms, day: dt.date) -> Period | None:
    """The first period, if it lies ahead."""
    found = first_period(terms)
    return found if found and found.start and day < found.start else None


def holds_together(terms: Terms) -> bool:
    """Whether each amendment fits what was agreed before it: no period ends before it begins, none overlap."""
    found = terms.rules
    if any(one.start and one.end and one.end < one.start for one in found):
        return False
    for before, after, change in zip(found, found[1:], terms.changes, strict=False):
        last = before.final()
        if change.starts_on and (last is None or change.starts_on <= last.end):
            return False
        if after.end and after.last and after.last < after.end:
            return False
    return True


def amended(terms: Terms, day: dt.date) -> Change:
    """What holds for the period of a day and those after it, as a change that changes nothing."""
    rule = _rule_on(terms, day)
    period = (rule.on(day) or rule.final()) if not rule.start or rule.start <= day else rule.period(rule.number)
    return Change(day, period.end if period else rule.end, rule.months, rule.last, rule.notice_months)
