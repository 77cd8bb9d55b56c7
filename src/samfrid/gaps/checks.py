"""The register of rules: which records each looks at, and what it finds there.

A rule reads in bulk: for all records of a municipality, or for the few that have been touched. A new rule is a function
of the municipality's code, the keys of those few (None for all) and today, which yields :class:`Found`, and a row in
:data:`RULES`; its sentence stands in ``sentences.py``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, Max, Model, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from samfrid.commitments.models import SETTLED, Commitment, Origin
from samfrid.gaps import rules
from samfrid.gaps.rules import Verdict
from samfrid.matters.course import days_of
from samfrid.matters.models import Clause, Decision, Dispatch, Event, EventKind, Matter, Minutes, Pause, Referral, Stage
from samfrid.matters.queries import settled
from samfrid.matters.queries.minutes import to_announce
from samfrid.matters.rules import ONE_YEAR_KINDS, PROMISING, WARN_MONTHS, motion_alarm, rests_of
from samfrid.matters.types import rule_book
from samfrid.municipalities.models import Access
from samfrid.partners.models import Agreement
from samfrid.plans.actions import current_version
from samfrid.plans.models import Plan

MATTER: Final = "matters.matter"
MINUTES: Final = "matters.minutes"
COMMITMENT: Final = "commitments.commitment"
PLAN: Final = "plans.plan"
AGREEMENT: Final = "partners.agreement"

Ids = Iterable[UUID] | None


class Group(StrEnum):
    """What is to be done about it: how the first page is grouped, in this order."""

    DECIDE = "besluta"
    MINUTES = "protokoll"
    REFER = "remisser"
    PROMISE = "lova"
    ASSIGN = "utse"
    REPORT = "rapportera"
    AGREE = "avtal"
    PLAN = "planer"


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: the record, what it is called, the verdict and the values that the sentence needs."""

    record_id: UUID
    title: str
    verdict: Verdict
    part: str = ""
    #: that of the record: whoever may not read it is not told that it falls short
    access: int = Access.PUBLIC
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by name: what kind of record it is about, where it is shown, and how it is looked for."""

    name: str
    kind: str
    group: Group
    look: Callable[[str, Ids, dt.date], Iterator[Found]]


Row = TypeVar("Row", bound=Model)


def _only(rows: QuerySet[Row], ids: Ids, key: str = "pk") -> QuerySet[Row]:
    return rows if ids is None else rows.filter(**{f"{key}__in": list(ids)})


def _taken(kind: EventKind) -> Exists:
    """Whether a matter has taken a step."""
    return Exists(Event.objects.filter(matter=OuterRef("pk"), kind=kind, struck=False))


def _motions_undecided(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:
    """What is neither decided, withdrawn nor closed, and of which the council has not been told (KL 5:35)."""
    undecided = ~settled() & ~Q(_taken(EventKind.REPORTED))
    matters = Matter.objects.filter(undecided, municipality_id=code, kind__in=ONE_YEAR_KINDS, raised_on__isnull=False)
    wanted = ("id", "title", "kind", "access", "raised_on", "raised_precision", "listed")
    book = rule_book(code)
    for matter in _only(matters, ids).only(*wanted).iterator():
        assert matter.raised_on is not None
        own = book.of(matter.kind, matter.raised_on)
        rests = rests_of(matter.listed.get("pauses", ())) if own.pauses_extend else []
        warn = own.warn_months or WARN_MONTHS
        verdict = rules.motion_undecided(matter.raised_on, today, rests, months=own.decide_months, warn=warn)
        if verdict:
            facts = {"kind": matter.kind, "raised": matter.raised_on.isoformat(), "precision": matter.raised_precision}
            yield Found(matter.pk, matter.title, verdict, access=matter.access, facts=facts)


def _motions_without_day(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:  # noqa: ARG001
    # what has come in and is not yet delivered to the council has a clock that has not begun
    unknown = ~settled() & ~Q(_taken(EventKind.RECEIVED))
    matters = Matter.objects.filter(unknown, municipality_id=code, kind__in=ONE_YEAR_KINDS, raised_on__isnull=True)
    for matter in _only(matters, ids).only("id", "title", "kind", "access", "created_at").iterator():
        verdict = rules.clock_without_start(_day(matter.created_at))
        yield Found(matter.pk, matter.title, verdict, access=matter.access, facts={"kind": matter.kind})


def _minutes_waiting(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:
    every = Minutes.objects.filter(municipality_id=code)
    waiting = every.filter(Q(adjusted_on__isnull=True) | to_announce(every, today)).select_related("body")
    for one in _only(waiting, ids).iterator():
        verdict = rules.minutes_waiting(days_of(one), today)
        if verdict:
            facts = {"body": one.body.name, "met": one.met_on.isoformat(), "part": one.part}
            yield Found(one.pk, str(one), verdict, facts=facts)


def _decisions_unsent(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:
    sent = Dispatch.objects.filter(decision=OuterRef("pk"))
    unsent = Q(Exists(sent.filter(sent_on__isnull=True))) | ~Q(Exists(sent))
    old = today - rules.DISPATCH_WITHIN
    decisions = Decision.objects.filter(
        unsent, municipality_id=code, stage=Stage.FINAL, minutes__adjusted_on__lt=old
    ).annotate(waiting=Count("dispatches", filter=Q(dispatches__sent_on__isnull=True)))
    for one in _only(decisions, ids, "matter").select_related("matter", "body", "minutes").iterator():
        adjusted = one.minutes.adjusted_on if one.minutes else None
        verdict = rules.decision_unsent(adjusted, one.waiting, today) if adjusted else None
        if verdict:
            facts = {"body": one.body.name if one.body else "", "waiting": str(one.waiting)}
            found = Found(one.matter_id, one.matter.title, verdict, str(one.pk), one.matter.access, facts)
            yield found


def _matters_resting(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:
    """What was referred back or tabled and seems forgotten; what is too late all the same is told as that."""
    awaited = Matter.objects.filter(~settled())
    pauses = Pause.objects.filter(municipality_id=code, ended_on__isnull=True, matter__in=awaited)
    book = rule_book(code)
    for pause in _only(pauses, ids, "matter").select_related("matter").iterator():
        matter, verdict = pause.matter, rules.matter_resting(pause.began_on, today)
        own = book.of(matter.kind, matter.raised_on)
        rests = rests_of(matter.listed.get("pauses", ())) if own.pauses_extend else []
        over = (
            matter.kind in ONE_YEAR_KINDS
            and matter.raised_on
            and motion_alarm(matter.raised_on, today, rests, months=own.decide_months)
        )
        if verdict and over != "over":
            facts = {"kind": matter.kind, "pause": pause.kind}
            yield Found(matter.pk, matter.title, verdict, access=matter.access, facts=facts)


def _clauses_without_commitment(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:  # noqa: ARG001
    promised = Origin.objects.filter(record_id=OuterRef("pk"), record_kind="matters.clause")
    clauses = Clause.objects.filter(
        ~Exists(promised),
        municipality_id=code,
        decision__stage=Stage.FINAL,
        outcome__in=PROMISING,
        # what a later decision has undone promises nothing more
        reversed_by__isnull=True,
    )
    clauses = _only(clauses, ids, "decision__matter").select_related("decision__matter", "decision__body")
    for clause in clauses.iterator(chunk_size=500):
        decision = clause.decision
        facts = {
            "text": clause.text[:300],
            "outcome": clause.outcome,
            "body": decision.body.name if decision.body else "",
        }
        verdict = rules.clause_without_commitment(decision.on, _day(clause.created_at))
        matter = decision.matter
        yield Found(matter.pk, matter.title, verdict, part=str(clause.pk), access=matter.access, facts=facts)


def _referrals_late(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:
    ended = Event.objects.filter(
        matter=OuterRef("matter"), kind__in=(EventKind.WITHDRAWN, EventKind.CLOSED), struck=False
    )
    late = Referral.objects.filter(
        ~Exists(ended), municipality_id=code, answered_on__isnull=True, stance="", due_on__lt=today
    )
    for one in _only(late, ids, "matter").select_related("matter", "body", "organisation").iterator():
        verdict = rules.referral_late(one.sent_on, one.due_on, today)
        if verdict:
            facts = {"kind": one.matter.kind, "who": one.asked}
            yield Found(one.matter_id, one.matter.title, verdict, str(one.pk), one.matter.access, facts)


def _open_commitments(code: str, ids: Ids) -> QuerySet[Commitment]:
    return _only(Commitment.objects.filter(municipality_id=code).exclude(execution__in=SETTLED), ids).only(
        "id", "text", "access", "promised_on", "created_at", "last_word_on", "due_on", "due_precision", "execution"
    )


def _commitments_without_responsible(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:  # noqa: ARG001
    nobody = _open_commitments(code, ids).filter(responsible__isnull=True, responsible_organisation__isnull=True)
    for one in nobody.iterator():
        verdict = rules.commitment_without_responsible(one.promised_on, _day(one.created_at), one.execution)
        if verdict:
            yield Found(one.pk, one.text[:300], verdict, access=one.access)


def _commitments_silent(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:
    origins = Prefetch("origins", queryset=Origin.objects.order_by("created_at"))
    for one in _open_commitments(code, ids).prefetch_related(origins).iterator(chunk_size=500):
        verdict = rules.commitment_silent(one.promised_on, _day(one.created_at), one.last_word_on, one.execution, today)
        if verdict:
            origin = next(iter(one.origins.all()), None)
            promised = one.promised_on.isoformat() if one.promised_on else ""
            facts = {"origin": origin.label if origin else "", "origin_kind": origin.kind if origin else ""}
            facts |= {"promised": promised}
            yield Found(one.pk, one.text[:300], verdict, access=one.access, facts=facts)


def _commitments_late(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:
    for one in _open_commitments(code, ids).filter(due_on__lt=today).iterator():
        verdict = rules.commitment_late(one.due_on, one.execution, today)
        if verdict:
            facts = {"precision": one.due_precision}
            yield Found(one.pk, one.text[:300], verdict, access=one.access, facts=facts)


def _terms(one: Agreement) -> rules.Terms:
    return rules.Terms(
        one.first_starts_on, one.first_ends_on, one.renewal_months, one.renewal_last_on, one.notice_months
    )


def _agreements_ending(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:
    for one in _only(Agreement.objects.filter(municipality_id=code, first_ends_on__isnull=False), ids).iterator():
        verdict = rules.agreement_ending(_terms(one), today)
        if verdict:
            yield Found(one.pk, one.title, verdict, facts={"months": str(one.renewal_months or "")})


def _agreements_not_followed_up(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:
    agreements = Agreement.objects.filter(municipality_id=code).annotate(last=Max("follow_ups__on"))
    for one in _only(agreements, ids).iterator():
        verdict = rules.agreement_not_followed_up(_terms(one), one.last, _day(one.created_at), today)
        if verdict:
            yield Found(one.pk, one.title, verdict)


def _plans_not_in_force(code: str, ids: Ids, today: dt.date) -> Iterator[Found]:
    plans = _only(Plan.objects.filter(municipality_id=code).prefetch_related("versions"), ids)
    for plan in plans.iterator(chunk_size=500):
        version = current_version(plan)
        if version is None:
            continue
        verdict = rules.plan_not_in_force(version.state, version.ends_on, _day(version.created_at), today)
        if verdict:
            yield Found(plan.pk, plan.name, verdict)


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)


RULES: Final = (
    Rule("motion_undecided", MATTER, Group.DECIDE, _motions_undecided),
    Rule("motion_without_day", MATTER, Group.DECIDE, _motions_without_day),
    Rule("matter_resting", MATTER, Group.DECIDE, _matters_resting),
    Rule("minutes_waiting", MINUTES, Group.MINUTES, _minutes_waiting),
    Rule("decision_unsent", MATTER, Group.MINUTES, _decisions_unsent),
    Rule("referral_late", MATTER, Group.REFER, _referrals_late),
    Rule("clause_without_commitment", MATTER, Group.PROMISE, _clauses_without_commitment),
    Rule("commitment_without_responsible", COMMITMENT, Group.ASSIGN, _commitments_without_responsible),
    Rule("commitment_late", COMMITMENT, Group.REPORT, _commitments_late),
    Rule("commitment_silent", COMMITMENT, Group.REPORT, _commitments_silent),
    Rule("agreement_ending", AGREEMENT, Group.AGREE, _agreements_ending),
    Rule("agreement_not_followed_up", AGREEMENT, Group.AGREE, _agreements_not_followed_up),
    Rule("plan_not_in_force", PLAN, Group.PLAN, _plans_not_in_force),
)
BY_NAME: Final = {rule.name: rule for rule in RULES}
