"""How a matter has gone, from its rows: what settles it, its pauses, minutes and letters, its last day.

The rules stand in ``rules.process``, ``rules.deadlines`` and ``rules.minutes``; this puts a matter's rows before them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from samfrid.matters import rules
from samfrid.matters.models import (
    Decision,
    Dispatch,
    Event,
    EventKind,
    Matter,
    Minutes,
    Referral,
    ReferralRole,
    Stage,
)
from samfrid.matters.queries.process import Ground, ground_of
from samfrid.matters.rules import Deadline, Rest
from samfrid.matters.rules.minutes import Days, Force, LegalForce, legal_force
from samfrid.matters.rules.process import Course, Derived, Past
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body, BodyKind


def settling(ground: Ground) -> list[Decision]:
    """The decisions that the matter waited for and that still hold, the oldest first; none while the latest of them
    leaves a part waiting.
    """
    found = [one for one in ground.decisions if _any(ground, one, rules.settles)]
    last = max((one.on for one in found if one.on), default=None)
    waiting = max((one.on for one in ground.decisions if one.on and _any(ground, one, rules.waits)), default=None)
    return [] if last and waiting and waiting >= last else found


def _any(ground: Ground, decision: Decision, rule: Callable[[str, str | None, str], bool]) -> bool:
    """Whether the rule holds for a clause of a final decision that no later one undoes."""
    body_kind = decision.body.kind if decision.body else None
    return decision.stage == Stage.FINAL and any(
        rule(ground.matter.kind, body_kind, clause.outcome)
        for clause in decision.clauses.all()
        if not clause.reversed_by.all()
    )


def rests(ground: Ground) -> tuple[Rest, ...]:
    """The days in which it stood still."""
    return tuple(Rest(one.began_on, one.ended_on, one.kind) for one in ground.process.pauses)


def answered(ground: Ground) -> Past | None:
    """That an interpellation or a question is answered; on a day not known where only its documents tell of it."""
    reply = ground.process.reply
    if ground.matter.kind not in rules.ASKING_KINDS:
        return None
    if reply and reply.answered_on:
        return Past(Derived.ANSWERED, reply.answered_on)
    told = any(question.answer for question in ground.questions)
    return Past(Derived.ANSWERED, None) if told else None


def minutes_of(ground: Ground) -> Minutes | None:
    """The minutes in which it was settled: those of the last decision, or of the answer."""
    found = [decision.minutes for decision in settling(ground) if decision.minutes]
    reply = ground.process.reply
    return found[-1] if found else reply.minutes if reply else None


def days_of(minutes: Minutes) -> Days:
    """The days of some minutes, as their rules take them."""
    return Days(
        minutes.met_on,
        minutes.adjusted_on,
        minutes.announced_on,
        minutes.taken_down_on,
        minutes.appealed_on,
        minutes.appeal_settled_on,
    )


def letters_of(ground: Ground) -> list[Dispatch]:
    """The letters that tell of the decisions that the matter waited for."""
    keys = {decision.pk for decision in settling(ground)}
    return [one for one in ground.process.dispatches if one.decision_id in keys]


def told_council(ground: Ground) -> list[dt.date]:
    """The days on which the council was told what has emerged (KL 5:35)."""
    return [one.on for one in held(ground) if one.kind == EventKind.REPORTED]


def delegated_to(ground: Ground) -> tuple[Body, dt.date | None] | None:
    """The committee that the council has left a citizen proposal to (KL 5:23), and since when."""
    for one in ground.referrals:
        if one.role == ReferralRole.DECISION and one.body and one.body.kind != BodyKind.COUNCIL:
            return one.body, one.sent_on
    return None


def deadline_of(ground: Ground) -> Deadline | None:
    """The last day to decide, as the matter's own rules and pauses have it."""
    matter, own = ground.matter, ground.process.rules
    return rules.deadline_of(
        matter.kind,
        matter.raised_on,
        matter.raised_precision,
        rests=rests(ground) if own.pauses_extend else (),
        months=own.decide_months,
        source=own.source,
        delegated=delegated_to(ground) is not None,
    )


def held(ground: Ground) -> list[Event]:
    """The recorded steps that are not struck."""
    return [one for one in ground.process.events if not one.struck]


def force(minutes: Minutes, today: dt.date) -> LegalForce:
    """How it stands with the legal force of what the minutes tell."""
    return legal_force(days_of(minutes), today)


def _derived(ground: Ground, today: dt.date) -> Iterator[Past]:
    decided = settling(ground)
    if decided:
        yield Past(Derived.DECIDED, max((one.on for one in decided if one.on), default=None))
    reply = answered(ground)
    if reply:
        yield reply
    minutes = minutes_of(ground)
    if minutes and minutes.adjusted_on:
        yield Past(Derived.ADJUSTED, minutes.adjusted_on)
    if minutes and minutes.announced_on:
        yield Past(Derived.ANNOUNCED, minutes.announced_on)
        reached = force(minutes, today)
        if reached.state == Force.REACHED and decided:
            yield Past(Derived.LEGAL_FORCE, reached.on)
    letters = letters_of(ground)
    if letters and all(one.sent_on for one in letters):
        yield Past(Derived.DISPATCHED, max(one.sent_on for one in letters if one.sent_on))


def course_of(ground: Ground, today: dt.date) -> Course:
    """How the matter has gone, as the rules of its steps take it."""
    matter = ground.matter
    first = rules.first_possible_day(matter.raised_on, matter.raised_precision) if matter.raised_on else None
    return Course(
        ground.process.rules,
        (*(Past(one.kind, one.on) for one in held(ground)), *_derived(ground, today)),
        first,
        matter.raised_on,
        rests(ground),
        referred=bool(ground.referrals),
        proposed=tuple(one.on for one in ground.decisions if one.stage == Stage.PROPOSED),
        awaited=tuple(_awaited(ground, today)),
    )


def course_now(matter: Matter, today: dt.date) -> Course:
    """The same, read now."""
    return course_of(ground_of(matter), today)


def _gains_force(ground: Ground) -> bool:
    """Whether what settles the matter can be appealed: that an interpellation was answered cannot (KL 13:2)."""
    return Derived.LEGAL_FORCE in ground.process.rules.steps


def _awaited(ground: Ground, today: dt.date) -> Iterator[str]:
    """What must still come before the matter can be closed, besides what settles it."""
    decided = settling(ground)
    if not decided and not answered(ground):
        for one in ground.referrals:
            if is_open(one):
                due = _(", senast %(day)s") % {"day": in_words(one.due_on)} if one.due_on else ""
                yield _("Svar väntas från %(asked)s%(due)s.") % {"asked": asked_name(one), "due": due}
    minutes = minutes_of(ground)
    if minutes and not minutes.adjusted_on:
        yield _("Protokollet från %(day)s är inte justerat.") % {"day": in_words(minutes.met_on)}
    elif minutes and not minutes.announced_on:
        yield _("Justeringen av protokollet från %(day)s är inte anslagen.") % {"day": in_words(minutes.met_on)}
    elif minutes and decided and _gains_force(ground) and force(minutes, today).state != Force.REACHED:
        yield _("Beslutet har inte vunnit laga kraft.")
    if decided and Derived.DISPATCHED in ground.process.rules.steps:
        letters = letters_of(ground)
        if not letters:
            yield _("Beslutet är inte expedierat.")
        for letter in letters:
            if not letter.sent_on:
                yield _("Beslutet är inte skickat till %(recipient)s.") % {"recipient": letter.recipient}


def inside(name: str) -> str:
    """The name of a body within a sentence: "socialnämnden", but "KSAU"."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def asked_name(referral: Referral) -> str:
    """Who is asked, within a sentence; the name of an organisation is its own."""
    return inside(referral.body.name) if referral.body else referral.asked


def is_open(referral: Referral) -> bool:
    """Whether the answer is awaited."""
    return referral.answered_on is None and not referral.stance
