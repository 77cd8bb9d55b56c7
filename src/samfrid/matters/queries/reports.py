"""What the reports that the law asks for are made of: many matters with how they have gone, by a constant number of
queries.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from samfrid.matters.models import (
    Clause,
    Decision,
    DiaryNumber,
    Event,
    Matter,
    MatterPerson,
    Pause,
    PersonRole,
    Question,
    Referral,
    Reply,
)
from samfrid.matters.queries.process import Process
from samfrid.matters.rules import ONE_YEAR_KINDS
from samfrid.matters.rules.types import RuleBook
from samfrid.matters.types import rule_book

#: more rows than this are no report that anybody reads; the council with the most had sixty (domain.md 7)
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Reported:
    """A matter of a report, with all that its process is computed from."""

    matter: Matter
    people: list[MatterPerson]
    numbers: list[DiaryNumber]
    questions: list[Question]
    referrals: list[Referral]
    decisions: list[Decision]
    process: Process

    @property
    def movers(self) -> list[str]:
        """Who raised it."""
        return [str(one) for one in self.people if one.role == PersonRole.MOVER]


def _by_day(rows: Iterable[Decision]) -> list[Decision]:
    return sorted(rows, key=lambda one: (one.on is None, one.on or dt.date.max, one.created_at))


def _whole(found: QuerySet[Matter]) -> QuerySet[Matter]:
    clauses = Clause.objects.prefetch_related("reversed_by")
    decisions = Decision.objects.select_related("body", "minutes__body").prefetch_related(
        Prefetch("clauses", queryset=clauses), "dispatches"
    )
    return found.prefetch_related(
        "people",
        "diary_numbers",
        "questions",
        Prefetch("referrals", queryset=Referral.objects.select_related("body", "organisation").order_by("created_at")),
        Prefetch("decisions", queryset=decisions),
        Prefetch("events", queryset=Event.objects.select_related("body").order_by("on", "created_at")),
        Prefetch("pauses", queryset=Pause.objects.select_related("body").order_by("began_on")),
        Prefetch("reply", queryset=Reply.objects.select_related("minutes__body")),
    )


def _reported(matter: Matter, book: RuleBook) -> Reported:
    decisions = _by_day(matter.decisions.all())
    return Reported(
        matter,
        sorted(matter.people.all(), key=lambda one: one.created_at),
        sorted(matter.diary_numbers.all(), key=lambda one: one.created_at),
        list(matter.questions.all()),
        list(matter.referrals.all()),
        decisions,
        Process(
            book.of(matter.kind, matter.raised_on),
            list(matter.events.all()),
            list(matter.pauses.all()),
            getattr(matter, "reply", None),
            [letter for decision in decisions for letter in decision.dispatches.all()],
        ),
    )


def unanswered(municipality_code: str) -> list[Reported]:
    """The motions and citizen proposals that the council has not decided, the oldest first (KL 5:35, 8:1).

    Those of which the day is not known stand last.
    """
    found = Matter.objects.filter(municipality_id=municipality_code, kind__in=ONE_YEAR_KINDS, settled=False)
    book = rule_book(municipality_code)
    rows = _whole(found.order_by("raised_on", "id"))[:MOST]
    return [_reported(matter, book) for matter in rows]
