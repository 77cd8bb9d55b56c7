"""Meetings to come, proposals of partners and the dialogue with them: what falls short there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.db.models import Exists, OuterRef, Q

from samfrid.gaps.checks.base import COOPERATION, DIALOGUE, Ask, Found, Group, Ids, Rule, day_of, only
from samfrid.gaps.rules import meetings as rules
from samfrid.partners.models import Dialogue, GroupMember, Invitation, Meeting, MeetingState


def _not_invited(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    asked = Invitation.objects.filter(meeting=OuterRef("pk"), revoked_on__isnull=True)
    # a group without members has nobody to invite, and one that is written down as it is held invites nobody
    members = GroupMember.objects.filter(group=OuterRef("group"), ended_on__isnull=True)
    to_come = Meeting.objects.filter(
        ~Exists(asked),
        Exists(members),
        municipality_id=code,
        state=MeetingState.PLANNED,
        on__range=(ask.today, ask.today + dt.timedelta(ask.days or 0)),
    )
    for one in only(to_come, ids, "group").select_related("group").iterator():
        verdict = rules.meeting_not_invited(one.on, ask.today, ask.days or 0)
        if verdict:
            yield Found(one.group_id, one.group.name, verdict, part=str(one.pk))


def _unanswered(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    waiting = Meeting.objects.filter(municipality_id=code, state=MeetingState.PROPOSED)
    for one in only(waiting, ids, "group").select_related("group", "proposed_by").iterator():
        verdict = rules.proposal_unanswered(day_of(one.created_at), one.on, ask.today, ask.days or 0)
        if verdict:
            facts = {"by": str(one.proposed_by)}
            yield Found(one.group_id, one.group.name, verdict, part=str(one.pk), facts=facts)


def _dialogue_due(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    later = Dialogue.objects.filter(
        Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), created_at__gt=OuterRef("created_at")),
        organisation=OuterRef("organisation"),
    )
    waiting = Dialogue.objects.filter(~Exists(later), municipality_id=code, next_on__lt=ask.today)
    for one in only(waiting, ids).select_related("organisation").iterator():
        verdict = rules.dialogue_due(one.next_on, ask.today) if one.next_on else None
        if verdict:
            facts = {"last": one.on.isoformat(), "organisation": str(one.organisation_id)}
            yield Found(one.pk, one.organisation.name, verdict, access=one.access, facts=facts)


RULES: Final = (
    Rule("meeting_not_invited", COOPERATION, Group.COOPERATE, _not_invited, days=rules.INVITE_DAYS),
    Rule("proposal_unanswered", COOPERATION, Group.COOPERATE, _unanswered, days=rules.ANSWER_DAYS),
    Rule("dialogue_due", DIALOGUE, Group.COOPERATE, _dialogue_due),
)
