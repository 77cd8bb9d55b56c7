"""Matters, minutes, decisions and their clauses: what falls short there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q

from samfrid.commitments.models import Origin
from samfrid.gaps import rules
from samfrid.gaps.checks.base import MATTER, MINUTES, Ask, Found, Group, Ids, Rule, day_of, only
from samfrid.matters.course import days_of
from samfrid.matters.models import Clause, Decision, Dispatch, Event, EventKind, Matter, Minutes, Pause, Referral, Stage
from samfrid.matters.queries import settled
from samfrid.matters.queries.minutes import to_announce
from samfrid.matters.rules import ONE_YEAR_KINDS, PROMISING, WARN_MONTHS, motion_alarm, rests_of
from samfrid.matters.types import rule_book


def _taken(kind: EventKind) -> Exists:
    """Whether a matter has taken a step."""
    return Exists(Event.objects.filter(matter=OuterRef("pk"), kind=kind, struck=False))


def _motions_undecided(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    """What is neither decided, withdrawn nor closed, and of which the council has not been told (KL 5:35)."""
    undecided = ~settled() & ~Q(_taken(EventKind.REPORTED))
    matters = Matter.objects.filter(undecided, municipality_id=code, kind__in=ONE_YEAR_KINDS, raised_on__isnull=False)
    wanted = ("id", "title", "kind", "access", "raised_on", "raised_precision", "listed")
    book = rule_book(code)
    for matter in only(matters, ids).only(*wanted).iterator():
        assert matter.raised_on is not None
        own = book.of(matter.kind, matter.raised_on)
        rests = rests_of(matter.listed.get("pauses", ())) if own.pauses_extend else []
        warn = own.warn_months or WARN_MONTHS
        verdict = rules.motion_undecided(matter.raised_on, ask.today, rests, months=own.decide_months, warn=warn)
        if verdict:
            facts = {"kind": matter.kind, "raised": matter.raised_on.isoformat(), "precision": matter.raised_precision}
            yield Found(matter.pk, matter.title, verdict, access=matter.access, facts=facts)


def _motions_without_day(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:  # noqa: ARG001
    # what has come in and is not yet delivered to the council has a clock that has not begun
    unknown = ~settled() & ~Q(_taken(EventKind.RECEIVED))
    matters = Matter.objects.filter(unknown, municipality_id=code, kind__in=ONE_YEAR_KINDS, raised_on__isnull=True)
    for matter in only(matters, ids).only("id", "title", "kind", "access", "created_at").iterator():
        verdict = rules.clock_without_start(day_of(matter.created_at))
        yield Found(matter.pk, matter.title, verdict, access=matter.access, facts={"kind": matter.kind})


def _minutes_waiting(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    every = Minutes.objects.filter(municipality_id=code)
    waiting = every.filter(Q(adjusted_on__isnull=True) | to_announce(every, ask.today)).select_related("body")
    for one in only(waiting, ids).iterator():
        verdict = rules.minutes_waiting(days_of(one), ask.today)
        if verdict:
            facts = {"body": one.body.name, "met": one.met_on.isoformat(), "part": one.part}
            yield Found(one.pk, str(one), verdict, facts=facts)


def _decisions_unsent(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    sent = Dispatch.objects.filter(decision=OuterRef("pk"))
    unsent = Q(Exists(sent.filter(sent_on__isnull=True))) | ~Q(Exists(sent))
    days = rules.DISPATCH_DAYS if ask.days is None else ask.days
    old = ask.today - dt.timedelta(days=days)
    decisions = Decision.objects.filter(
        unsent, municipality_id=code, stage=Stage.FINAL, minutes__adjusted_on__lt=old
    ).annotate(waiting=Count("dispatches", filter=Q(dispatches__sent_on__isnull=True)))
    for one in only(decisions, ids, "matter").select_related("matter", "body", "minutes").iterator():
        adjusted = one.minutes.adjusted_on if one.minutes else None
        verdict = rules.decision_unsent(adjusted, one.waiting, ask.today, days) if adjusted else None
        if verdict:
            facts = {"body": one.body.name if one.body else "", "waiting": str(one.waiting)}
            found = Found(one.matter_id, one.matter.title, verdict, str(one.pk), one.matter.access, facts)
            yield found


def _matters_resting(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    """What was referred back or tabled and seems forgotten; what is too late all the same is told as that."""
    awaited = Matter.objects.filter(~settled())
    pauses = Pause.objects.filter(municipality_id=code, ended_on__isnull=True, matter__in=awaited)
    book = rule_book(code)
    for pause in only(pauses, ids, "matter").select_related("matter").iterator():
        matter, verdict = pause.matter, rules.matter_resting(pause.began_on, ask.today, ask.days)
        own = book.of(matter.kind, matter.raised_on)
        rests = rests_of(matter.listed.get("pauses", ())) if own.pauses_extend else []
        over = (
            matter.kind in ONE_YEAR_KINDS
            and matter.raised_on
            and motion_alarm(matter.raised_on, ask.today, rests, months=own.decide_months)
        )
        if verdict and over != "over":
            facts = {"kind": matter.kind, "pause": pause.kind}
            yield Found(matter.pk, matter.title, verdict, access=matter.access, facts=facts)


def _clauses_without_commitment(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    promised = Origin.objects.filter(record_id=OuterRef("pk"), record_kind="matters.clause")
    clauses = Clause.objects.filter(
        ~Exists(promised),
        municipality_id=code,
        decision__stage=Stage.FINAL,
        outcome__in=PROMISING,
        # what a later decision has undone promises nothing more
        reversed_by__isnull=True,
    )
    clauses = only(clauses, ids, "decision__matter").select_related("decision__matter", "decision__body")
    for clause in clauses.iterator(chunk_size=500):
        decision = clause.decision
        facts = {
            "text": clause.text[:300],
            "outcome": clause.outcome,
            "body": decision.body.name if decision.body else "",
        }
        entered = day_of(clause.created_at)
        verdict = rules.clause_without_commitment(decision.on, entered, ask.today, ask.days or 0)
        matter = decision.matter
        if verdict:
            yield Found(matter.pk, matter.title, verdict, part=str(clause.pk), access=matter.access, facts=facts)


def _referrals_late(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    ended = Event.objects.filter(
        matter=OuterRef("matter"), kind__in=(EventKind.WITHDRAWN, EventKind.CLOSED), struck=False
    )
    late = Referral.objects.filter(
        ~Exists(ended), municipality_id=code, answered_on__isnull=True, stance="", due_on__lt=ask.today
    )
    for one in only(late, ids, "matter").select_related("matter", "body", "organisation").iterator():
        verdict = rules.referral_late(one.sent_on, one.due_on, ask.today)
        if verdict:
            facts = {"kind": one.matter.kind, "who": one.asked}
            yield Found(one.matter_id, one.matter.title, verdict, str(one.pk), one.matter.access, facts)


RULES: Final = (
    Rule("motion_undecided", MATTER, Group.DECIDE, _motions_undecided),
    Rule("motion_without_day", MATTER, Group.DECIDE, _motions_without_day),
    Rule("matter_resting", MATTER, Group.DECIDE, _matters_resting, months=rules.RESTING_MONTHS),
    Rule("minutes_waiting", MINUTES, Group.MINUTES, _minutes_waiting),
    Rule("decision_unsent", MATTER, Group.MINUTES, _decisions_unsent, days=rules.DISPATCH_DAYS),
    Rule("referral_late", MATTER, Group.REFER, _referrals_late),
    Rule("clause_without_commitment", MATTER, Group.PROMISE, _clauses_without_commitment, days=0),
)
