"""A matter's steps in one line, recorded or following from decisions, minutes and the rest; and where it stands, in a
sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from samfrid.matters import rules
from samfrid.matters.course import (
    answered,
    asked_name,
    course_of,
    deadline_of,
    delegated_to,
    force,
    held,
    inside,
    is_open,
    minutes_of,
    settling,
    told_council,
)
from samfrid.matters.models import Decision, Event, EventKind, Outcome, PauseKind, PutTo, Stage
from samfrid.matters.queries.process import Ground
from samfrid.matters.rules import Rest
from samfrid.matters.rules import process as law
from samfrid.matters.rules.minutes import Force, adjustment_due, announcement_due
from samfrid.matters.rules.process import WORDS, Course, Derived
from samfrid.matters.rules.types import STEP_ORDER
from samfrid.municipalities.dates import in_words

DONE, NEXT, LATE, AWAITED, STRUCK, RESTING = "done", "next", "late", "awaited", "struck", "resting"


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the line. ``state`` is done, next, late, awaited, struck or resting."""

    kind: str
    #: the day it was taken, or is to be taken by; None where that is not known
    on: dt.date | None
    state: str
    words: str
    #: where it is known from: event, matter, referral, decision, reply, minutes, dispatch, pause, rule
    source: str
    #: the day in words where it is not one day
    when: str = ""
    note: str = ""
    #: the recorded step or pause, which can be struck or ended
    key: UUID | None = None


_RANK: Final = {step: rank for rank, step in enumerate((*STEP_ORDER, EventKind.REPORTED, EventKind.WITHDRAWN))}


def steps(ground: Ground, today: dt.date) -> list[Step]:
    """One line: what has been done, the oldest first, and then what is to come, the nearest first."""
    course = course_of(ground, today)
    done = sorted(_done(ground, course), key=lambda one: (one.on or dt.date.max, _RANK.get(one.kind, 3)))
    return [*done, *_to_come(ground, course, today)]


def _done(ground: Ground, course: Course) -> Iterator[Step]:
    matter = ground.matter
    counted = [one for one in held(ground) if one.on == matter.raised_on]
    if matter.raised_on and not any(one.kind in (EventKind.RECEIVED, EventKind.DELIVERED) for one in counted):
        when = in_words(matter.raised_on, matter.raised_precision)
        yield Step("raised", matter.raised_on, DONE, _("Väcktes"), "matter", when)
    for event in ground.process.events:
        yield Step(
            event.kind,
            event.on,
            STRUCK if event.struck else DONE,
            event_words(event),
            "event",
            note=_("Struket: %(reason)s") % {"reason": event.struck_reason} if event.struck else event.note,
            key=event.pk,
        )
    for pause in ground.process.pauses:
        rest = Rest(pause.began_on, pause.ended_on, pause.kind)
        words = _("Återremitterades") if pause.kind == PauseKind.REFERRED_BACK else _("Bordlades")
        when = rules.days_in_words(rest)
        state = DONE if pause.ended_on else RESTING
        yield Step(pause.kind, pause.began_on, state, words, "pause", when, pause.reasons, pause.pk)
    yield from _asked(ground)
    yield from _treated(ground)
    sources = {Derived.DECIDED: "decision", Derived.ANSWERED: "reply", Derived.DISPATCHED: "dispatch"}
    for one in course.past:
        if one.kind in list(Derived):
            source = sources.get(Derived(one.kind), "minutes")
            yield Step(one.kind, one.on, DONE, _derived_words(ground, one.kind), source)


def _asked(ground: Ground) -> Iterator[Step]:
    """What was sent out, unless it is recorded as a step of its own, and what came back."""
    known = {one.body_id for one in held(ground) if one.kind == EventKind.REFERRED}
    for one in ground.referrals:
        if one.sent_on and (one.body_id is None or one.body_id not in known):
            yield Step(
                "asked", one.sent_on, DONE, _("Remitterades till %(body)s") % {"body": asked_name(one)}, "referral"
            )
        if one.answered_on:
            yield Step(
                "statement", one.answered_on, DONE, _("Svar från %(body)s") % {"body": asked_name(one)}, "referral"
            )


def _treated(ground: Ground) -> Iterator[Step]:
    """Proposals, and decisions that did not settle it."""
    final = {one.pk for one in settling(ground)}
    for one in ground.decisions:
        if one.on and one.pk not in final:
            body = inside(one.body.name) if one.body else _("okänt organ")
            words = _("Behandlades i %(body)s") if one.stage == Stage.FINAL else _("Förslag till beslut i %(body)s")
            yield Step("treated", one.on, DONE, words % {"body": body}, "decision")


def event_words(event: Event) -> str:
    """A recorded step in words, with the body where it has one."""
    if event.body is None:
        return str(WORDS[event.kind][0])
    told = {"body": inside(event.body.name)}
    return {
        EventKind.REFERRED: _("Remitterades till %(body)s"),
        EventKind.PREPARED: _("Beredningen blev klar i %(body)s"),
        EventKind.AGENDA: _("Sattes upp på föredragningslistan för %(body)s"),
    }.get(EventKind(event.kind), f"{WORDS[event.kind][0]} (%(body)s)") % told


def _derived_words(ground: Ground, kind: str) -> str:
    if kind == Derived.DECIDED:
        return decided_words(settling(ground)[-1], ground)
    reply = ground.process.reply
    if kind == Derived.ANSWERED and reply and reply.answerer:
        paragraph = f" ({reply.paragraph})" if reply.paragraph else ""
        return _("Besvarades av %(name)s%(paragraph)s") % {"name": reply.answerer, "paragraph": paragraph}
    return str(WORDS[kind][0])


def decided_words(decision: Decision, ground: Ground) -> str:
    """ "Kommunfullmäktige beslutade: avslag"."""
    outcomes = [
        clause.outcome
        for clause in decision.clauses.all()
        if rules.settles(ground.matter.kind, decision.body.kind if decision.body else None, clause.outcome)
    ]
    same = len(set(outcomes)) == 1
    what = str(Outcome(outcomes[0]).label) if same else _("olika för olika att-satser")
    body = decision.body.name if decision.body else _("Okänt organ")
    return _("%(body)s beslutade: %(outcome)s") % {"body": body[:1].upper() + body[1:], "outcome": what}


def _to_come(ground: Ground, course: Course, today: dt.date) -> Iterator[Step]:
    first = law.next_step(course)
    if first is None:
        return
    if first == Derived.RESUMED:
        yield Step(first, None, NEXT, str(WORDS[first][1]), "rule")
    order, taken = course.rules.steps, course.taken
    last = max((place for place, step in enumerate(order) if step in taken), default=-1)
    coming = [step for step in order[last + 1 :] if step not in taken]
    for step in [EventKind.CLOSED.value] if course.took(EventKind.WITHDRAWN) else coming:
        on = due_of(ground, step, today)
        moving = step == Derived.DECIDED and course.resting is not None
        late = on is not None and on < today and not moving
        state = LATE if late else NEXT if step == first else AWAITED
        yield Step(step, on, state, str(WORDS[step][1]), "rule")


def due_of(ground: Ground, step: str, today: dt.date) -> dt.date | None:
    """The day by which a step is to be taken; None where no rule says."""
    minutes, reply = minutes_of(ground), ground.process.reply
    if step == Derived.DECIDED:
        deadline = deadline_of(ground)
        return deadline.on if deadline and not told_council(ground) else None
    if step == Derived.ANSWERED:
        return reply.meeting_on if reply else None
    if minutes is None:
        return None
    if step == Derived.ADJUSTED:
        return adjustment_due(minutes.met_on).on
    if step == Derived.ANNOUNCED:
        return announcement_due(minutes.adjusted_on).on if minutes.adjusted_on else None
    return force(minutes, today).on if step == Derived.LEGAL_FORCE else None


# --- where it stands ------------------------------------------------------------------------------------------------


def where_it_stands(ground: Ground, today: dt.date) -> str:
    """Where the matter stands, for whoever raised it: what is being done, since when, and what is to come by when."""
    course = course_of(ground, today)
    parts = [_now(ground, course, today)]
    if not course.took(EventKind.CLOSED, EventKind.WITHDRAWN, Derived.DECIDED, Derived.ANSWERED):
        parts.append(_last_day(ground, today))
    return " ".join(part for part in parts if part)


def _now(ground: Ground, course: Course, today: dt.date) -> str:
    for kind, text in ((EventKind.CLOSED, _("Avslutat %(day)s.")), (EventKind.WITHDRAWN, _("Återtaget %(day)s."))):
        day = course.day_of(kind)
        if day:
            return text % {"day": in_words(day)}
    if settling(ground):
        return _after_decision(ground, course, today)
    reply = answered(ground)
    if reply:
        since = f" {in_words(reply.on)}" if reply.on else ""
        return _("%(words)s%(day)s.") % {"words": _derived_words(ground, Derived.ANSWERED), "day": since}
    rest = course.resting
    if rest:
        words = _("Återremitterat") if rest.kind == PauseKind.REFERRED_BACK else _("Bordlagt")
        return _("%(words)s sedan %(day)s.") % {"words": words, "day": in_words(rest.began)}
    return _on_its_way(ground, course)


def _after_decision(ground: Ground, course: Course, today: dt.date) -> str:
    last, minutes = settling(ground)[-1], minutes_of(ground)
    day = f" {in_words(last.on)}" if last.on else ""
    said = _("%(words)s%(day)s.") % {"words": decided_words(last, ground), "day": day}
    legal = course.day_of(Derived.LEGAL_FORCE)
    if legal:
        return f"{said} " + _("Beslutet vann laga kraft %(day)s.") % {"day": in_words(legal)}
    standing = force(minutes, today) if minutes else None
    if standing and standing.state == Force.RUNNING and standing.on:
        return f"{said} " + _("Det vinner laga kraft %(day)s om ingen överklagar.") % {"day": in_words(standing.on)}
    return said


def _on_its_way(ground: Ground, course: Course) -> str:
    """The furthest that it has come before it is settled."""
    anew = [one for one in held(ground) if not course.again(one.kind, one.on)]
    for kind, text in (
        (EventKind.AGENDA, _("Uppsatt på föredragningslistan sedan %(day)s.")),
        (EventKind.PREPARED, _("Färdigberett sedan %(day)s.")),
    ):
        days = [one.on for one in anew if one.kind == kind]
        if days:
            return text % {"day": in_words(max(days))}
    reply = ground.process.reply
    if reply and reply.meeting_on:
        told = {"day": in_words(reply.meeting_on), "name": reply.answerer}
        return _("Ska besvaras av %(name)s på fullmäktiges sammanträde %(day)s.") % told
    proposed = [one for one in ground.decisions if one.stage == Stage.PROPOSED and not course.again("prepared", one.on)]
    if proposed:
        last = proposed[-1]
        day = f" {in_words(last.on)}" if last.on else ""
        who = last.proposed_by or (inside(last.body.name) if last.body else "")
        body = (
            _(" från %(who)s") % {"who": who} if last.proposed_by else _(" till %(who)s") % {"who": who} if who else ""
        )
        return _("Förslag till beslut finns%(body)s%(day)s.") % {"body": body, "day": day}
    return _with_whom(ground) or _at_the_start(course)


def _with_whom(ground: Ground) -> str:
    """Who prepares it or is asked, since when."""
    events = [one for one in held(ground) if one.kind == EventKind.REFERRED]
    if events and events[-1].body:
        told = {"body": inside(events[-1].body.name), "day": in_words(events[-1].on)}
        return _("Bereds av %(body)s sedan %(day)s.") % told
    asked = [one for one in ground.referrals if is_open(one)]
    if asked:
        names = [asked_name(one) for one in asked]
        joined = names[0] if len(names) == 1 else _("%(most)s och %(last)s") % _listed(names)
        since = min((one.sent_on for one in asked if one.sent_on), default=None)
        day = _(" sedan %(day)s") % {"day": in_words(since)} if since else ""
        return _("Bereds av %(body)s%(day)s.") % {"body": joined, "day": day}
    if ground.referrals:
        return _("Alla som tillfrågats har svarat.")
    return ""


def _listed(names: list[str]) -> dict[str, str]:
    return {"most": ", ".join(names[:-1]), "last": names[-1]}


def _at_the_start(course: Course) -> str:
    for kind, text in (
        (EventKind.PUT, _("Fick ställas %(day)s och väntar på svar.")),
        (EventKind.DELIVERED, _("Lämnades till fullmäktige %(day)s och väntar på nästa steg.")),
        (EventKind.RECEIVED, _("Kom in %(day)s och väntar på nästa steg.")),
    ):
        day = course.day_of(kind)
        if day:
            return text % {"day": in_words(day)}
    if course.raised_until:
        return _("Väckt och väntar på nästa steg.")
    return _("Dagen då det väcktes är inte känd.")


def _last_day(ground: Ground, today: dt.date) -> str:
    """By when the council decides or is told, or the committee whose own it is or that it has been left to (KL 5:23,
    5:35, 6:34).
    """
    deadline = deadline_of(ground)
    if deadline is None:
        return ""
    told = told_council(ground)
    if told:
        return _("Fullmäktige fick en redovisning %(day)s.") % {"day": in_words(told[-1])}
    left_to = delegated_to(ground)
    values = {"text": deadline.text, "who": left_to[0].name if left_to else ""}
    if left_to:
        values["who"] = values["who"][:1].upper() + values["who"][1:]
        text = (
            _("%(who)s skulle ha beslutat %(text)s.") if deadline.is_over(today) else _("%(who)s ska besluta %(text)s.")
        )
    elif ground.process.rules.put_to == (PutTo.COMMITTEE,):
        # an initiative is the committee's own (KL 4:20): the council is not waited for
        text = _("Skulle ha beslutats %(text)s.") if deadline.is_over(today) else _("Ska beslutas %(text)s.")
    elif deadline.is_over(today):
        text = _("Fullmäktige skulle ha beslutat eller fått en redovisning %(text)s.")
    else:
        text = _("Fullmäktige ska besluta eller få en redovisning %(text)s.")
    return text % values
