"""What every check is made of: the kinds of record, what a rule is asked and what it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils import timezone

from samfrid.gaps.rules import Verdict
from samfrid.municipalities.models import Access

MATTER: Final = "matters.matter"
MINUTES: Final = "matters.minutes"
COMMITMENT: Final = "commitments.commitment"
PLAN: Final = "plans.plan"
ROUTINE: Final = "plans.routine"
AGREEMENT: Final = "partners.agreement"
COOPERATION: Final = "partners.group"
DIALOGUE: Final = "partners.dialogue"
CONTACT: Final = "municipalities.contact"
TRAINING: Final = "plans.training"

Ids = Iterable[UUID] | None


class Group(StrEnum):
    """What is to be done about it: how the first page is grouped, in this order."""

    DECIDE = "besluta"
    MINUTES = "protokoll"
    REFER = "remisser"
    ANSWER = "svara"
    PROMISE = "lova"
    ASSIGN = "utse"
    REPORT = "rapportera"
    AGREE = "avtal"
    PLAN = "planer"
    ROUTINE = "rutiner"
    COOPERATE = "samverkan"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a rule is asked: as of which day, and with how many days. ``days`` is the municipality's own setting or the
    rule's own number; None where the rule counts in months and nobody has set it otherwise, or has no days at all.
    """

    today: dt.date
    days: int | None = None


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
    """A rule by name: what kind of record it is about, where it is shown, and how it is looked for.

    ``days`` or ``months`` is how long it waits unless a municipality sets its own days; both None where law, or the
    record's own day, leaves nothing to set.
    """

    name: str
    kind: str
    group: Group
    look: Callable[[str, Ids, Ask], Iterator[Found]]
    days: int | None = None
    months: int | None = None

    @property
    def adjustable(self) -> bool:
        """Whether a municipality may set the days."""
        return self.days is not None or self.months is not None


Row = TypeVar("Row", bound=Model)


def only(rows: QuerySet[Row], ids: Ids, key: str = "pk") -> QuerySet[Row]:
    """The rows of the few records that are asked about; all where ``ids`` is None."""
    return rows if ids is None else rows.filter(**{f"{key}__in": list(ids)})


def day_of(moment: dt.datetime) -> dt.date:
    """The day of a moment, in Sweden."""
    return timezone.localdate(moment)
