"""Which step a matter may take, and which comes next.

The steps of each sort of matter stand in its rules (``rules.types``). Some are recorded, with a day; the others follow
from decisions, minutes, replies and dispatches, and come in here as if they had been. Today is an argument.

KL = kommunallagen (2017:725), chapter:section.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.matters.models.words import EventKind, MatterKind, PauseKind, PutTo, Raised
from samfrid.matters.rules.deadlines import Rest, days_in_words, rest_named
from samfrid.matters.rules.pauses import Problem
from samfrid.matters.rules.types import TypeRules
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import BodyKind

#: the municipalities of today are from 1971: an earlier year is a slip of the pen
EARLIEST: Final = dt.date(1971, 1, 1)


class Derived(StrEnum):
    """Steps that nobody records as such: they follow from a decision, minutes, a reply, dispatches or a pause."""

    ANSWERED = "answered"
    DECIDED = "decided"
    ADJUSTED = "adjusted"
    ANNOUNCED = "announced"
    LEGAL_FORCE = "legal_force"
    DISPATCHED = "dispatched"
    #: what is next while the matter waits
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Past:
    """A step that has been taken. The day is None where it is not known."""

    kind: str
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class Course:
    """How a matter has gone, as the rules of its steps need to know it."""

    rules: TypeRules
    past: tuple[Past, ...] = ()
    #: the earliest and the latest day on which it can have been raised; None where that is not known
    raised_on: dt.date | None = None
    raised_until: dt.date | None = None
    rests: tuple[Rest, ...] = ()
    #: somebody has been asked to prepare it or to give a statement
    referred: bool = False
    #: the days on which bodies proposed a decision; None for a day that is not known
    proposed: tuple[dt.date | None, ...] = ()
    #: what is awaited besides, as sentences: statements, letters, legal force
    awaited: tuple[str, ...] = ()

    def day_of(self, kind: str) -> dt.date | None:
        """The first day of a step; None where it is not taken, or on a day not known."""
        return min((one.on for one in self.past if one.kind == kind and one.on), default=None)

    def took(self, *kinds: str) -> bool:
        """Whether it has taken one of the steps."""
        return any(one.kind in kinds for one in self.past)

    @property
    def resting(self) -> Rest | None:
        """The pause that lasts."""
        return next((rest for rest in self.rests if rest.ended is None), None)

    @property
    def began(self) -> bool:
        """Whether it is known to have come in, in any way."""
        return self.raised_on is not None or self.took(EventKind.RECEIVED, EventKind.DELIVERED)

    def again(self, kind: str, on: dt.date | None) -> bool:
        """Whether a step of that day is to be taken again, after a referral back or a tabling.

        A matter that was referred back is prepared and called anew, one that was tabled is called anew (KL 5:51).
        """
        anew = {PauseKind.REFERRED_BACK: (EventKind.PREPARED, EventKind.AGENDA), PauseKind.TABLED: (EventKind.AGENDA,)}
        return any(kind in anew.get(PauseKind(rest.kind), ()) and (not on or on <= rest.began) for rest in self.rests)

    @property
    def taken(self) -> frozenset[str]:
        """The steps that need not be taken, or not again."""
        found = {one.kind for one in self.past if not self.again(one.kind, one.on)}
        if self.raised_on:
            found |= {EventKind.RECEIVED, EventKind.DELIVERED}
        if any(not self.again(EventKind.PREPARED, day) for day in self.proposed):
            found.add(EventKind.PREPARED)
        if any(rest.kind == PauseKind.REFERRED_BACK for rest in self.rests):
            # it went back to those who prepared it
            found.add(EventKind.REFERRED)
        if Derived.DECIDED in found and Derived.DECIDED not in self.rules.steps:
            # the council decided that it was answered
            found.add(Derived.ANSWERED)
        return frozenset(found)


#: what has been done, what is awaited, and the button
WORDS: Final[dict[str, tuple[str | Promise, str | Promise, str | Promise]]] = {
    EventKind.RECEIVED: (gettext_lazy("Kom in"), gettext_lazy("Kommer in"), gettext_lazy("Anteckna när det kom in")),
    EventKind.DELIVERED: (
        gettext_lazy("Lämnades till fullmäktige"),
        gettext_lazy("Lämnas till fullmäktige"),
        gettext_lazy("Anteckna när det lämnades till fullmäktige"),
    ),
    EventKind.REFERRED: (
        gettext_lazy("Remitterades till beredning"),
        gettext_lazy("Remitteras till beredning"),
        gettext_lazy("Remittera till beredning"),
    ),
    EventKind.PREPARED: (
        gettext_lazy("Beredningen blev klar"),
        gettext_lazy("Bereds"),
        gettext_lazy("Anteckna att beredningen är klar"),
    ),
    EventKind.AGENDA: (
        gettext_lazy("Sattes upp på föredragningslistan"),
        gettext_lazy("Sätts upp på föredragningslistan"),
        gettext_lazy("Sätt upp på föredragningslistan"),
    ),
    EventKind.PUT: (
        gettext_lazy("Fick ställas"),
        gettext_lazy("Fullmäktige beslutar om den får ställas"),
        gettext_lazy("Anteckna att den fick ställas"),
    ),
    Derived.ANSWERED: (gettext_lazy("Besvarades"), gettext_lazy("Besvaras"), gettext_lazy("Svara")),
    Derived.DECIDED: (gettext_lazy("Beslutades"), gettext_lazy("Beslutas"), gettext_lazy("Registrera beslut")),
    Derived.ADJUSTED: (
        gettext_lazy("Protokollet justerades"),
        gettext_lazy("Protokollet justeras"),
        gettext_lazy("Till protokollen"),
    ),
    Derived.ANNOUNCED: (
        gettext_lazy("Justeringen anslogs"),
        gettext_lazy("Justeringen anslås"),
        gettext_lazy("Till protokollen"),
    ),
    Derived.LEGAL_FORCE: (
        gettext_lazy("Beslutet vann laga kraft"),
        gettext_lazy("Beslutet vinner laga kraft"),
        gettext_lazy("Till protokollen"),
    ),
    Derived.DISPATCHED: (gettext_lazy("Expedierades"), gettext_lazy("Expedieras"), gettext_lazy("Expediera beslutet")),
    Derived.RESUMED: (gettext_lazy("Återupptogs"), gettext_lazy("Återupptas"), gettext_lazy("Avsluta uppehållet")),
    EventKind.REPORTED: (
        gettext_lazy("Redovisades för fullmäktige"),
        gettext_lazy("Redovisas för fullmäktige"),
        gettext_lazy("Redovisa för fullmäktige"),
    ),
    EventKind.WITHDRAWN: (
        gettext_lazy("Återtogs"),
        gettext_lazy("Återtas"),
        gettext_lazy("Anteckna att det återtogs"),
    ),
    EventKind.CLOSED: (gettext_lazy("Avslutades"), gettext_lazy("Avslutas"), gettext_lazy("Avsluta ärendet")),
}

#: a step is never before the first of these
_AFTER: Final[dict[str, tuple[str, ...]]] = {
    EventKind.DELIVERED: (EventKind.RECEIVED,),
    EventKind.REFERRED: (EventKind.RECEIVED,),
    EventKind.PREPARED: (EventKind.RECEIVED, EventKind.REFERRED),
    EventKind.AGENDA: (EventKind.RECEIVED,),
    EventKind.PUT: (EventKind.RECEIVED, EventKind.DELIVERED),
    EventKind.REPORTED: (EventKind.RECEIVED, EventKind.DELIVERED),
    EventKind.WITHDRAWN: (EventKind.RECEIVED, EventKind.DELIVERED),
    Derived.ANSWERED: (EventKind.RECEIVED, EventKind.DELIVERED, EventKind.PUT),
    Derived.DECIDED: (EventKind.RECEIVED, EventKind.DELIVERED),
}
#: steps that can be taken several times
_SEVERAL: Final = (EventKind.REFERRED, EventKind.AGENDA, EventKind.REPORTED)
#: steps of the way to a decision, which none takes after it
_ON_THE_WAY: Final = (EventKind.REFERRED, EventKind.PREPARED, EventKind.AGENDA, EventKind.PUT, EventKind.REPORTED)


def refusal(
    course: Course, kind: EventKind, on: dt.date, today: dt.date, *, body_kind: str | None = None, note: str = ""
) -> Problem | None:
    """What is wrong with taking the step on that day, and what to do; None where it may be taken."""
    for check in (_day, _ended, _of_its_type, _once, _begun, _order, _resting, _settled):
        problem = check(course, kind, on, today)
        if problem:
            return problem
    if kind == EventKind.PREPARED:
        return _preparation(course)
    if kind == EventKind.AGENDA:
        return _calling(course, on, body_kind)
    return _closing(course, note) if kind == EventKind.CLOSED else None


def impossible_day(on: dt.date, today: dt.date) -> str:
    """What is wrong with a day that something is said to have happened on; empty where it may be."""
    if on > today:
        return _("Dagen har inte varit än.")
    if on < EARLIEST:
        return _("Året %(year)s kan inte stämma. Skriv dagen som 2026-06-30.") % {"year": on.year}
    return ""


def _day(course: Course, kind: EventKind, on: dt.date, today: dt.date) -> Problem | None:  # noqa: ARG001
    text = impossible_day(on, today)
    return Problem("on", text) if text else None


def _ended(course: Course, kind: EventKind, on: dt.date, today: dt.date) -> Problem | None:  # noqa: ARG001
    closed, withdrawn = course.day_of(EventKind.CLOSED), course.day_of(EventKind.WITHDRAWN)
    if closed:
        text = _("Ärendet avslutades %(day)s. Stryk avslutet först, om det ska fortsätta.")
        return Problem("kind", text % {"day": in_words(closed)})
    if withdrawn and kind != EventKind.CLOSED and on >= withdrawn:
        text = _("Ärendet återtogs %(day)s. Det kan bara avslutas. Stryk återtagandet om det var fel.")
        return Problem("kind", text % {"day": in_words(withdrawn)})
    return None


def _of_its_type(course: Course, kind: EventKind, on: dt.date, today: dt.date) -> Problem | None:  # noqa: ARG001
    if kind == EventKind.REPORTED and not course.rules.decide_months:
        return Problem(
            "kind",
            _("Bara ärenden med en frist redovisas så (kommunallagen 5 kap. 35 §). Det här ärendet har ingen frist."),
        )
    if kind in (EventKind.REPORTED, EventKind.WITHDRAWN, EventKind.CLOSED) or kind in course.rules.steps:
        return None
    steps = ", ".join(str(WORDS[step][1]).lower() for step in course.rules.steps)
    told = {"type": course.rules.name, "step": str(kind.label), "steps": steps}
    return Problem("kind", _("Typen ”%(type)s” har inte steget ”%(step)s”. Stegen är: %(steps)s.") % told)


def _once(course: Course, kind: EventKind, on: dt.date, today: dt.date) -> Problem | None:  # noqa: ARG001
    known = [one.on for one in course.past if one.kind == kind and not course.again(kind, one.on)]
    if kind in _SEVERAL or not known:
        return None
    told = {"day": in_words(known[0]) if known[0] else ""}
    return Problem("kind", _("Steget togs redan %(day)s. Stryk det först, om dagen är fel.") % told)


def _begun(course: Course, kind: EventKind, on: dt.date, today: dt.date) -> Problem | None:  # noqa: ARG001
    if kind in (EventKind.RECEIVED, EventKind.CLOSED) or course.began:
        return None
    return Problem("kind", _("Anteckna först när ärendet kom in. Det kan vara samma dag."))


def _order(course: Course, kind: EventKind, on: dt.date, today: dt.date) -> Problem | None:  # noqa: ARG001
    """Days in the order of the steps, whichever is recorded first."""
    for earlier in _AFTER.get(kind, ()):
        day = course.day_of(earlier)
        if day and on < day:
            return _wrong_order(_("%(step)s %(day)s. Det här steget kan inte vara före den dagen."), earlier, day)
    for later, after in _AFTER.items():
        day = course.day_of(later)
        if kind in after and kind not in _SEVERAL and day and on > day:
            return _wrong_order(_("%(step)s %(day)s. Det här steget kan inte vara efter den dagen."), later, day)
    last = max((one for one in course.past if one.on), key=lambda one: one.on or dt.date.min, default=None)
    if kind == EventKind.CLOSED and last and last.on and on < last.on:
        return _wrong_order(_("%(step)s %(day)s. Det här steget kan inte vara före den dagen."), last.kind, last.on)
    return _around_raised(course, kind, on)


def _around_raised(course: Course, kind: EventKind, on: dt.date) -> Problem | None:
    raised_first = kind == EventKind.RECEIVED and course.rules.raised_counts == Raised.DELIVERED
    if raised_first and course.raised_until and on > course.raised_until:
        told = {"day": in_words(course.raised_until)}
        return Problem("on", _("Ärendet väcktes %(day)s. Det kan inte ha kommit in efter den dagen.") % told)
    if kind not in (EventKind.RECEIVED, EventKind.DELIVERED) and course.raised_on and on < course.raised_on:
        told = {"day": in_words(course.raised_on)}
        return Problem("on", _("Ärendet väcktes %(day)s. Det här steget kan inte vara före den dagen.") % told)
    return None


def _wrong_order(text: str, kind: str, day: dt.date) -> Problem:
    return Problem("on", text % {"step": WORDS[kind][0], "day": in_words(day)})


def _resting(course: Course, kind: EventKind, on: dt.date, today: dt.date) -> Problem | None:  # noqa: ARG001
    rest = course.resting
    if rest is None or on < rest.began or kind not in (EventKind.AGENDA, EventKind.CLOSED):
        return None
    told = {"rest": rest_named(rest.kind).capitalize(), "days": days_in_words(rest)}
    return Problem("kind", _("%(rest)s varar %(days)s. Avsluta uppehållet först.") % told)


def _settled(course: Course, kind: EventKind, on: dt.date, today: dt.date) -> Problem | None:  # noqa: ARG001
    """What leads to a decision or an answer is not done after it, though it may be recorded after it."""
    for settled in (Derived.DECIDED, Derived.ANSWERED):
        if not course.took(settled):
            continue
        day = course.day_of(settled)
        if kind == EventKind.WITHDRAWN or (kind in _ON_THE_WAY and day and on > day):
            word = _("avgjort") if settled == Derived.DECIDED else _("besvarat")
            told = {"word": word, "day": f" {in_words(day)}" if day else ""}
            return Problem("kind", _("Ärendet är %(word)s%(day)s. Steget hör till tiden före det.") % told)
    return None


def _preparation(course: Course) -> Problem | None:
    if EventKind.REFERRED not in course.rules.steps or course.referred or course.took(EventKind.REFERRED):
        return None
    return Problem("kind", _("Anteckna först till vem det remitterades för beredning."))


def _calling(course: Course, on: dt.date, body_kind: str | None) -> Problem | None:
    """KL 5:26: a committee prepares a matter before the council settles it. KL 5:33: or all present agree."""
    to_council = body_kind == BodyKind.COUNCIL or (body_kind is None and course.rules.put_to == (PutTo.COUNCIL,))
    if not to_council or EventKind.PREPARED not in course.rules.steps:
        return None
    days = [one.on for one in course.past if one.kind == EventKind.PREPARED and not course.again(one.kind, one.on)]
    days += [day for day in course.proposed if not course.again(EventKind.PREPARED, day)]
    if any(day is None or day <= on for day in days):
        return None
    if days:
        told = {"day": in_words(min(day for day in days if day))}
        return Problem("on", _("Beredningen var klar %(day)s. Fullmäktige kan inte ta upp det före den dagen.") % told)
    return Problem(
        "kind",
        _(
            "Ärendet ska beredas innan fullmäktige avgör det (kommunallagen 5 kap. 26 §). Anteckna att beredningen är"
            " klar, eller vad en nämnd har föreslagit. Är det brådskande och alla närvarande är ense (5 kap. 33 §),"
            " registrera beslutet direkt."
        ),
    )


def still_awaited(course: Course) -> Iterator[str]:
    """What must come before the matter can be closed, each as a sentence."""
    if not course.took(EventKind.WITHDRAWN, Derived.DECIDED, Derived.ANSWERED):
        asks = Derived.DECIDED not in course.rules.steps
        yield _("Ärendet är inte besvarat.") if asks else _("Ärendet är inte avgjort.")
    yield from course.awaited


def _closing(course: Course, note: str) -> Problem | None:
    awaited = list(still_awaited(course))
    if not awaited:
        return None
    own = course.rules.kind == MatterKind.OWN
    if own and note.strip():
        return None
    if own:
        return Problem("note", " ".join([*awaited, _("Skriv varför det ändå ska avslutas.")]))
    return Problem("kind", " ".join([*awaited, _("Ärendet kan avslutas när inget mer väntas.")]))


def next_step(course: Course) -> str | None:
    """The step that comes next; None where nothing more does.

    Steps before the last one taken are let be: they may never have been written down. A matter that is settled and is
    only known from documents is not run here, so nothing is awaited of it.
    """
    if course.took(EventKind.CLOSED):
        return None
    if course.took(EventKind.WITHDRAWN):
        return EventKind.CLOSED
    if course.resting:
        return Derived.RESUMED
    steps, taken = course.rules.steps, course.taken
    if course.took(Derived.DECIDED, Derived.ANSWERED) and not is_run_here(course):
        return None
    last = max((place for place, step in enumerate(steps) if step in taken), default=-1)
    return next((step for step in steps[last + 1 :] if step not in taken), None)


def is_run_here(course: Course) -> bool:
    """Whether anybody has recorded a step, minutes or a letter, not documents alone."""
    told = {Derived.DECIDED, Derived.ANSWERED}
    return any(one.kind not in told for one in course.past)
