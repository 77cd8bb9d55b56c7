"""Which computed states hold, of rows and in the database, by the same rules."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import DateField, F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate
from django.utils import timezone

from samfrid.commitments.models import SETTLED, Commitment, Computed, Override
from samfrid.commitments.rules import (
    BEHIND,
    NOT_BEGUN,
    SOON_DAYS,
    Facts,
    Standing,
    is_settled,
    silent_before,
    standing,
)


def with_standing(found: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """The commitments with what :func:`standing_of` needs: one query more for all, none for each."""
    return found.prefetch_related("overrides")


def facts_of(commitment: Commitment) -> Facts:
    """What its computed states are computed from."""
    return Facts(
        execution=commitment.execution,
        created_on=timezone.localdate(commitment.created_at),
        promised_on=commitment.promised_on,
        starts_on=commitment.starts_on,
        due_on=commitment.due_on,
        last_word_on=commitment.last_word_on,
        share_done=commitment.share_done,
    )


def standing_of(commitment: Commitment, today: dt.date) -> Standing:
    """Which computed states hold today; a query for each where the rows do not come :func:`with_standing`."""
    # what is settled stands in no computed state: nothing needs to be asked
    by_hand = () if is_settled(commitment.execution) else commitment.overrides.all()
    return standing(facts_of(commitment), by_hand, today)


def in_state(found: QuerySet[Commitment], state: Computed, today: dt.date) -> QuerySet[Commitment]:
    """The commitments that stand in a computed state today, those that somebody has set so or otherwise counted."""
    awaited = found.exclude(execution__in=SETTLED)
    held, freed = _by_hand(state, today)
    rule = {Computed.LATE: _late, Computed.SILENT: _silent, Computed.AT_RISK: _at_risk}[state](today)
    entered = TruncDate("created_at", tzinfo=timezone.get_default_timezone())
    awaited = awaited.alias(
        spoke=Greatest(F("last_word_on"), Coalesce("promised_on", entered)),
        began=Coalesce("starts_on", "promised_on", entered),
    )
    if state == Computed.AT_RISK:
        passed = _days(Cast(Value(today), DateField()), F("began"))
        # the share of time that has passed less the share done and what may lie between, times the time there is
        ahead = passed * 100 - (F("share_done") + BEHIND) * _days(F("due_on"), F("began"))
        awaited = awaited.alias(ahead=ahead)
    if held:
        rule |= Q(pk__in=held)
    awaited = awaited.filter(rule)
    return awaited.exclude(pk__in=freed) if freed else awaited


def _by_hand(state: Computed, today: dt.date) -> tuple[list[UUID], list[UUID]]:
    """The commitments that are set to be in the state, and those set not to be: they are few."""
    in_force = Override.objects.filter(state=state, ended_on__isnull=True, until__gte=today)
    rows = list(in_force.values_list("commitment_id", "value"))
    return [key for key, value in rows if value], [key for key, value in rows if not value]


def _late(today: dt.date) -> Q:
    return Q(due_on__lt=today)


def _silent(today: dt.date) -> Q:
    return Q(spoke__lte=silent_before(today))


def _days(later: Combinable, earlier: Combinable) -> Func:
    """The days between two dates, a whole number."""
    return Func(later, earlier, template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())


def _at_risk(today: dt.date) -> Q:
    """``rules.at_risk`` as the database asks it."""
    idle = Q(execution__in=NOT_BEGUN)
    begins = idle & Q(starts_on__lt=today)
    soon = idle & Q(due_on__lte=today + dt.timedelta(SOON_DAYS))
    behind = Q(share_done__isnull=False, due_on__gt=F("began"), ahead__gte=0)
    at_once = Q(share_done__lte=100 - BEHIND, due_on__lte=F("began"), due_on=today)
    return (Q(due_on__isnull=True) | Q(due_on__gte=today)) & (begins | soon | behind | at_once)
