"""What tells how a matter has gone: its rules, dated steps, pauses, reply and letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.db.models import Prefetch

from samfrid.matters.models import Clause, Decision, Dispatch, Event, Matter, Pause, Question, Referral, Reply
from samfrid.matters.rules.types import TypeRules
from samfrid.matters.types import type_rules


@dataclass(frozen=True, slots=True)
class Process:
    """The rows of a matter's process, the oldest first."""

    rules: TypeRules
    #: struck ones too
    events: list[Event] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    reply: Reply | None = None
    dispatches: list[Dispatch] = field(default_factory=list)


class Ground(Protocol):
    """What the process is computed from; a :class:`~samfrid.matters.queries.MatterPage` is such a ground."""

    @property
    def matter(self) -> Matter: ...
    @property
    def questions(self) -> Sequence[Question]: ...
    @property
    def referrals(self) -> Sequence[Referral]: ...
    @property
    def decisions(self) -> Sequence[Decision]: ...
    @property
    def process(self) -> Process: ...


@dataclass(frozen=True, slots=True)
class MatterProcess:
    """The process alone, for an act that asks whether it may."""

    matter: Matter
    questions: list[Question]
    referrals: list[Referral]
    decisions: list[Decision]
    process: Process


def process_of(matter: Matter) -> Process:
    """The rows of the process, by five queries."""
    return Process(
        type_rules(matter.municipality_id, matter.kind, matter.raised_on),
        list(matter.events.select_related("body").order_by("on", "created_at")),
        list(matter.pauses.select_related("body").order_by("began_on")),
        Reply.objects.filter(matter=matter).select_related("minutes__body").first(),
        list(Dispatch.objects.filter(decision__matter=matter).order_by("created_at")),
    )


def ground_of(matter: Matter) -> MatterProcess:
    """The process with what it follows from, without what only a page shows."""
    clauses = Clause.objects.prefetch_related("reversed_by")
    decisions = matter.decisions.select_related("body", "minutes__body").prefetch_related(
        Prefetch("clauses", queryset=clauses)
    )
    return MatterProcess(
        matter,
        list(matter.questions.all()),
        list(matter.referrals.select_related("body", "organisation").order_by("created_at")),
        list(decisions.order_by("on", "created_at")),
        process_of(matter),
    )
