"""Agreements, payments and cooperation groups: what falls short there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Prefetch, Q

from samfrid.commitments.models import SETTLED, Origin
from samfrid.gaps.checks.base import (
    AGREEMENT,
    COMMITMENT,
    COOPERATION,
    Ask,
    Found,
    Group,
    Ids,
    Rule,
    day_of,
    only,
)
from samfrid.gaps.rules import partners as rules
from samfrid.partners.actions import GROUP, MEETING
from samfrid.partners.models import Agreement, Amount, Meeting, MeetingState, Payment
from samfrid.partners.models import Group as CooperationGroup
from samfrid.partners.rules import amended
from samfrid.partners.shown.cooperation import wanted_by


def _succeeded() -> Exists:
    """Whether another agreement says that it replaces this one."""
    return Exists(Agreement.objects.filter(replaces=OuterRef("pk")))


def _agreements_ending(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    dated = Agreement.objects.filter(~_succeeded(), municipality_id=code)
    for one in only(dated, ids).iterator():
        verdict = rules.agreement_ending(one.terms, ask.today)
        if verdict:
            months = amended(one.terms, ask.today).renewal_months
            yield Found(one.pk, one.title, verdict, facts={"months": str(months or "")})


def _agreements_not_followed_up(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    agreements = Agreement.objects.filter(municipality_id=code).annotate(last=Max("follow_ups__on"))
    for one in only(agreements, ids).iterator():
        verdict = rules.agreement_not_followed_up(one.terms, one.last, day_of(one.created_at), ask.today)
        if verdict:
            yield Found(one.pk, one.title, verdict)


def _sums_undecided(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    waiting = Amount.objects.filter(
        ~Q(condition=""),
        municipality_id=code,
        released_on__isnull=True,
        declined_on__isnull=True,
        struck_on__isnull=True,
    )
    for one in only(waiting, ids, "agreement").select_related("agreement").iterator():
        agreement = one.agreement
        verdict = rules.sum_undecided(
            one.decide_by, agreement.terms, day_of(agreement.created_at), ask.today, ask.days or 0
        )
        if verdict:
            facts = {"sek": str(one.sek), "per": one.per, "condition": one.condition[:300]}
            yield Found(agreement.pk, agreement.title, verdict, part=str(one.pk), facts=facts)


def _payments_due(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    awaited = Payment.objects.filter(
        municipality_id=code,
        paid_on__isnull=True,
        struck_on__isnull=True,
        due_on__lte=ask.today + dt.timedelta(ask.days or 0),
    )
    for one in only(awaited, ids, "agreement").select_related("agreement").iterator():
        verdict = rules.payment_due(one.due_on, ask.today, ask.days or 0)
        if verdict:
            facts = {"sek": str(one.sek)}
            yield Found(one.agreement_id, one.agreement.title, verdict, part=str(one.pk), facts=facts)


_MEETINGS: Final = Prefetch(
    "meetings", Meeting.objects.exclude(state=MeetingState.CANCELLED).only("group", "on", "state"), to_attr="days"
)


def _groups_not_met(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    groups = CooperationGroup.objects.filter(municipality_id=code, times__isnull=False, ended_on__isnull=True)
    for one in only(groups, ids).prefetch_related(_MEETINGS).iterator(chunk_size=500):
        meetings: list[Meeting] = one.days
        planned = sorted(day.on for day in meetings if day.state == MeetingState.PLANNED)
        if planned and planned[0] < ask.today:
            # whether it was held is asked first: see meeting_not_noted
            continue
        latest = wanted_by(one, meetings)
        verdict = (
            rules.group_not_met(latest, planned[0] if planned else None, ask.today, ask.days or 0) if latest else None
        )
        if verdict:
            last = max((day.on for day in meetings if day.state == MeetingState.HELD), default=None)
            yield Found(one.pk, one.name, verdict, facts={"last": last.isoformat() if last else ""})


def _meetings_not_noted(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    past = Meeting.objects.filter(municipality_id=code, state=MeetingState.PLANNED, on__lt=ask.today)
    for one in only(past, ids, "group").select_related("group").iterator():
        verdict = rules.meeting_not_noted(one.on, ask.today, ask.days or 0)
        if verdict:
            yield Found(one.group_id, one.group.name, verdict, part=str(one.pk))


def _points_left(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    """Action points that are open, each by the first meeting that made it."""
    # by the groups' keys, which the index of origins has: a municipality has tens of groups and thousands of origins
    groups_here = CooperationGroup.objects.filter(municipality_id=code).values("pk")
    made = Origin.objects.filter(municipality_id=code, record_kind=MEETING, page_kind=GROUP, page_id__in=groups_here)
    waiting = only(made, ids, "commitment").exclude(commitment__execution__in=SETTLED).select_related("commitment")
    points = list(waiting.only("record_id", "page_id", "commitment__text", "commitment__access", "commitment__due_on"))
    held: dict[UUID, dict[UUID, dt.date]] = defaultdict(dict)
    groups = {point.page_id for point in points}
    rows = Meeting.objects.filter(group__in=groups, state=MeetingState.HELD).select_related("group")
    names: dict[UUID, str] = {}
    for row in rows:
        held[row.group_id][row.pk] = row.on
        names[row.group_id] = row.group.name
    first: dict[UUID, tuple[dt.date, Origin]] = {}
    for point in points:
        made_on = held[point.page_id].get(point.record_id)
        known = first.get(point.commitment_id)
        if made_on and (known is None or made_on < known[0]):
            first[point.commitment_id] = made_on, point
    for made_on, point in first.values():
        one, days = point.commitment, held[point.page_id].values()
        verdict = rules.point_left(made_on, one.due_on, days, ask.today)
        if verdict:
            times = sum(1 for day in days if made_on < day <= ask.today)
            facts = {"group": names[point.page_id], "times": str(times)}
            yield Found(one.pk, one.text[:300], verdict, access=one.access, facts=facts)


RULES: Final = (
    Rule("agreement_ending", AGREEMENT, Group.AGREE, _agreements_ending),
    Rule("agreement_not_followed_up", AGREEMENT, Group.AGREE, _agreements_not_followed_up),
    Rule("sum_undecided", AGREEMENT, Group.AGREE, _sums_undecided, days=rules.DECIDE_DAYS),
    Rule("payment_due", AGREEMENT, Group.AGREE, _payments_due, days=rules.PAYMENT_DAYS),
    Rule("group_not_met", COOPERATION, Group.COOPERATE, _groups_not_met, days=rules.MEETING_DAYS),
    Rule("meeting_not_noted", COOPERATION, Group.COOPERATE, _meetings_not_noted, days=rules.NOTE_DAYS),
    Rule("action_point_left", COMMITMENT, Group.COOPERATE, _points_left),
)
