"""The clocks of council matters: every last day is computed, explains itself, and moves when its ground moves.

KL = kommunallagen (2017:725), chapter:section. Today is an argument; nothing here asks what day it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from samfrid.matters.models.words import Outcome, PauseKind
from samfrid.matters.rules.outcomes import ONE_YEAR_KINDS, SETTLING
from samfrid.matters.rules.types import TypeRules, answer_by, hand_in_by
from samfrid.municipalities.dates import PartialDate, in_words, months_after

#: the months that have gone, "6", or "over"
Alarm = str

#: KL 5:35 and 6:34
YEAR_MONTHS: Final = 12
ONE_DAY: Final = dt.timedelta(1)
OVER: Final = "over"
#: months after which one is reminded, where the municipality has no others
WARN_MONTHS: Final = (6, 9, 11)


@dataclass(frozen=True, slots=True)
class Rest:
    """The days in which a matter stands still: the first and the last of them, both counted; none while it lasts."""

    began: dt.date
    ended: dt.date | None = None
    kind: str = PauseKind.REFERRED_BACK

    @property
    def days(self) -> int:
        """How many they are; 0 while it lasts."""
        return (self.ended - self.began).days + 1 if self.ended else 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A last day after the rests that moved it."""

    on: dt.date
    by: tuple[Rest, ...] = ()
    #: the rest that lasts, so that the day goes on moving
    lasting: Rest | None = None


def rests_of(pairs: Iterable[Sequence[str | None]]) -> list[Rest]:
    """Rests from ISO days in pairs, as a matter keeps them for the list: ``[["2021-05-12", null]]``."""
    found = []
    for began, ended in pairs:
        if began:
            found.append(Rest(dt.date.fromisoformat(began), dt.date.fromisoformat(ended) if ended else None))
    return found


def moved_by(day: dt.date, rests: Iterable[Rest], *, start: dt.date = dt.date.min) -> Moved:
    """A last day, as many days later as the matter stood still before it.

    Both the first and the last day of a rest are counted, no day twice, none before ``start`` (the day that the clock
    began), and no rest that began after the last day had passed: what is late does not become in time. One that lasts
    moves nothing yet, but says that the day will move.
    """
    on, free_from = day, start
    used: list[Rest] = []
    for rest in sorted(rests, key=lambda one: one.began):
        began = max(rest.began, free_from)
        if began > on:
            continue
        if rest.ended is None:
            return Moved(on, tuple(used), rest)
        days = (rest.ended - began).days + 1
        if days > 0:
            on, free_from = on + dt.timedelta(days), rest.ended + ONE_DAY
            used.append(rest)
    return Moved(on, tuple(used))


def council_deadline(raised_on: dt.date, rests: Iterable[Rest] = (), months: int | None = None) -> dt.date:
    """The last day for the council to decide on a motion or a citizen proposal, or to be told why it cannot.

    KL 5:35: within one year from the day on which it was raised. Raised on 29 February: 28 February. A municipality's
    own ``months`` may be fewer; more do not lengthen the year of the law.
    """
    return moved_by(months_after(raised_on, by_law_at_most(months)), rests, start=raised_on).on


def by_law_at_most(months: int | None) -> int:
    """The months of a local rule for a matter that has the year of KL 5:35, or the year."""
    return min(months or YEAR_MONTHS, YEAR_MONTHS)


def length_of(kind: str, months: int | None) -> int:
    """The months that there are to decide a matter of this kind; 0 where no rule sets a last day."""
    return by_law_at_most(months) if kind in ONE_YEAR_KINDS else months or 0


def is_near(last: Moved, length: int, today: dt.date) -> bool:
    """Whether no more than a quarter of the time is left: three months of a year. Not while the day moves."""
    return last.lasting is None and months_after(last.on, -(length // 4)) <= today <= last.on


def motion_alarm(
    raised_on: dt.date,
    today: dt.date,
    rests: Sequence[Rest] = (),
    *,
    months: int | None = None,
    warn: Sequence[int] = WARN_MONTHS,
) -> Alarm | None:
    """How far the year of KL 5:35 has gone: six, nine, eleven months or over; None before six months.

    The last day itself is not over. Rests move each mark as they move the last day; while one lasts nothing is over.
    ``months`` and ``warn`` are a municipality's own.
    """

    def reached(after: int) -> Moved:
        return moved_by(months_after(raised_on, after), rests, start=raised_on)

    length = by_law_at_most(months)
    last = reached(length)
    if today > last.on and last.lasting is None:
        return OVER
    for after in sorted((one for one in warn if one < length), reverse=True):
        mark = reached(after)
        if today >= mark.on and mark.lasting is None:
            return str(after)
    return None


def alarm_day(raised_on: dt.date, alarm: Alarm, rests: Sequence[Rest] = (), months: int | None = None) -> dt.date:
    """The day on which an alarm of so many months begins; for "over" the last day itself."""
    after = by_law_at_most(months) if alarm == OVER else int(alarm)
    return moved_by(months_after(raised_on, after), rests, start=raised_on).on


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day that can explain itself."""

    on: dt.date
    #: "senast 30 mars 2022, ett år från 30 mars 2021 (kommunallagen 5 kap. 35 §)"
    text: str
    #: the matter stands still, so that the day moves by one each day
    moving: bool = False

    def is_over(self, today: dt.date) -> bool:
        """Whether it has passed; not while it moves, and not on the day itself."""
        return today > self.on and not self.moving


def deadline_of(
    kind: str,
    raised_on: dt.date | None,
    precision: str = "day",
    *,
    rests: Sequence[Rest] = (),
    months: int | None = None,
    source: str = "",
    delegated: bool = False,
) -> Deadline | None:
    """The last day to decide a matter of this kind; None where no rule sets one or the start is not known.

    KL 5:35 gives the council a year for motions and citizen proposals; KL 6:34 gives the same year to the committee
    that a citizen proposal has been left to (KL 5:23), counted from when it was raised in the council (``delegated``).
    ``months`` and ``source`` are a municipality's own rule, for other kinds or of another length: a local rule can
    shorten the year of the law, not lengthen it.

    Where only a month or a year is known, its last day counts (``raised_on`` is that day), so that nothing is called
    late before it surely is; the text then says that it is so. ``rests`` move it: see :func:`moved_by`.
    """
    length = length_of(kind, months)
    if not length or raised_on is None:
        return None
    by_law, moved = kind in ONE_YEAR_KINDS, moved_by(months_after(raised_on, length), rests, start=raised_on)
    told = {
        "end": in_words(moved.on),
        "long": _("ett år") if length == YEAR_MONTHS else _("%(n)s månader") % {"n": length},
        "start": in_words(raised_on, precision),
        "moved": _because(moved, raised_on.year),
        "ground": _ground(by_law=by_law and length == YEAR_MONTHS, delegated=delegated, source=source),
    }
    if precision == "day":
        text = _("senast %(end)s, %(long)s från %(start)s%(moved)s (%(ground)s)") % told
    else:
        text = _("senast %(end)s, %(long)s från %(start)s, dagen okänd%(moved)s (%(ground)s)") % told
    return Deadline(moved.on, text, moving=moved.lasting is not None)


def _ground(*, by_law: bool, delegated: bool, source: str) -> str:
    if by_law:
        return _("kommunallagen 6 kap. 34 §") if delegated else _("kommunallagen 5 kap. 35 §")
    return source or _("kommunens egen regel")


def _because(moved: Moved, year: int) -> str:
    """ ", förlängt av återremissen 12 maj–3 juni"; the year is said where it is another than that of the start."""
    parts = []
    if moved.by:
        said = [f"{rest_named(one.kind)} {days_in_words(one, year)}" for one in moved.by]
        joined = said[0] if len(said) == 1 else _("%(most)s och %(last)s") % _listed(said)
        parts.append(_(", förlängt av %(rests)s") % {"rests": joined})
    if moved.lasting:
        told = {"rest": rest_named(moved.lasting.kind), "day": in_words(moved.lasting.began)}
        parts.append(_(", och flyttas så länge %(rest)s från %(day)s varar") % told)
    return "".join(parts)


def _listed(said: Sequence[str]) -> dict[str, str]:
    return {"most": ", ".join(said[:-1]), "last": said[-1]}


def rest_named(kind: str) -> str:
    """The rest as a word in its definite form: "återremissen"."""
    return {
        PauseKind.REFERRED_BACK: _("återremissen"),
        PauseKind.TABLED: _("bordläggningen"),
    }.get(PauseKind(kind), _("uppehållet"))


def days_in_words(rest: Rest, year: int | None = None) -> str:
    """As in "12 maj–3 juni 2021" or "4–20 september 2021"; the year is left out where it is ``year``."""
    if rest.ended is None:
        return _("från %(day)s") % {"day": in_words(rest.began)}
    first, last = in_words(rest.began), in_words(rest.ended)
    one_day = first == last
    last = last.removesuffix(f"\N{NO-BREAK SPACE}{year}") if rest.ended.year == year else last
    if rest.began.year == rest.ended.year:
        first = first.removesuffix(f"\N{NO-BREAK SPACE}{rest.began.year}")
        if rest.began.month == rest.ended.month:
            first = str(rest.began.day)
    elif rest.began.year == year:
        first = first.removesuffix(f"\N{NO-BREAK SPACE}{year}")
    return last if one_day else f"{first}–{last}"


class Exit(StrEnum):
    """How the demand of KL 5:35 was met: the council decided, was told what has emerged, or wrote the matter off."""

    DECIDED = "decided"
    REPORTED = "reported"
    WRITTEN_OFF = "written_off"


def way_out(outcomes: Iterable[str], reported_on: dt.date | None) -> Exit | None:
    """Which of the three exits of KL 5:35 a matter has taken; None while it has taken none.

    ``outcomes`` are those of the final clauses that settle it, ``reported_on`` the day on which the council was told.
    """
    settling = [outcome for outcome in outcomes if outcome in SETTLING]
    if settling:
        return Exit.WRITTEN_OFF if all(one == Outcome.WRITTEN_OFF for one in settling) else Exit.DECIDED
    return Exit.REPORTED if reported_on else None


def committee_report_due(delegated_on: dt.date, reported: Iterable[dt.date] = ()) -> dt.date:
    """The last day for a committee that a citizen proposal was left to, to tell the council of it: once a year.

    KL 6:34, second paragraph; counted from the last time, or from when it was left to the committee (KL 5:23).
    """
    return months_after(max([delegated_on, *(day for day in reported if day >= delegated_on)]), 12)


def first_possible_day(raised_on: dt.date, precision: str) -> dt.date:
    """The earliest day on which the matter can have been raised."""
    return PartialDate.around(raised_on, precision).first


@dataclass(frozen=True, slots=True)
class Moment:
    """The last moment before a meeting for something to be in, which can explain itself."""

    at: dt.datetime
    text: str


def hand_in_moment(rules: TypeRules, meeting_on: dt.date) -> Moment | None:
    """The local rule's last moment for it to be in; None where there is none (KL 5:72 leaves it to the council)."""
    return _explained(hand_in_by(rules, meeting_on), rules.hand_in_days, rules, meeting_on)


def answer_moment(rules: TypeRules, meeting_on: dt.date) -> Moment | None:
    """The local rule's last moment for the written answer to be with the asker; None where there is none."""
    return _explained(answer_by(rules, meeting_on), rules.answer_days, rules, meeting_on)


def _explained(at: dt.datetime | None, days: int | None, rules: TypeRules, meeting_on: dt.date) -> Moment | None:
    if at is None or days is None:
        return None
    # midnight is the end of the day before
    day, hour = (at.date(), at.hour) if at.hour else (at.date() - ONE_DAY, 24)
    told = {"day": in_words(day), "hour": hour, "n": days, "meeting": in_words(meeting_on)}
    told["ground"] = rules.source or _("kommunens arbetsordning")
    told["days"] = _days_before(days, working_days=rules.working_days) % told
    return Moment(at, _("senast %(day)s klockan %(hour)s, %(days)s sammanträdet %(meeting)s (%(ground)s)") % told)


def _days_before(days: int, *, working_days: bool) -> str:
    if days == 0:
        return _("samma dag som")
    if days == 1:
        return _("arbetsdagen före") if working_days else _("dagen före")
    return _("%(n)s arbetsdagar före") if working_days else _("%(n)s dagar före")
