"""What the pages of cooperation groups read. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from samfrid.commitments.models import Commitment, Origin
from samfrid.municipalities.paging import Page, page_of
from samfrid.partners.models import THERE, Attendance, Group, GroupMember, Meeting
from samfrid.partners.queries.promised import promised_on_page

_DAYS = Prefetch("meetings", Meeting.objects.filter(state__in=THERE).order_by("-on"), to_attr="days")


def groups(municipality_code: str, cursor: str = "") -> Page[Group]:
    """A page of the municipality's groups with the days of their meetings (``days``), the latest entered first."""
    found = Group.objects.filter(municipality_id=municipality_code).prefetch_related(_DAYS)
    return page_of(found, "created_at", cursor)


@dataclass(frozen=True, slots=True)
class GroupPage:
    """All that a group's page shows."""

    group: Group
    #: those that are in it now
    members: list[GroupMember]
    #: the latest first, cancelled ones too, each with ``attendance``
    meetings: list[Meeting]
    #: action points, the first first
    points: list[Commitment]
    #: the meeting that each point was made at
    made_at: dict[UUID, UUID]


def members_of(group: Group) -> list[GroupMember]:
    """Who is in the group now, in the order that they came."""
    found = group.members.filter(ended_on__isnull=True).select_related("organisation", "unit", "body")
    return list(found.order_by("created_at"))


def group_page(group: Group) -> GroupPage:
    """A group with all that stands on its page."""
    members = group.members.select_related("organisation", "unit", "body").order_by("created_at")
    by_key = {member.pk: member for member in members}
    there = Prefetch("attendance", Attendance.objects.order_by("created_at"))
    rows = group.meetings.select_related("proposed_by").prefetch_related(there)
    meetings = list(rows.order_by("-on", "-created_at"))
    for one in (row for meeting in meetings for row in meeting.attendance.all()):
        one.member = by_key[one.member_id]
    now = [member for member in by_key.values() if member.ended_on is None]
    points = promised_on_page("partners.group", group.pk)
    origins = Origin.objects.filter(page_id=group.pk, page_kind="partners.group", record_kind="partners.meeting")
    made_at = dict(origins.order_by("-created_at").values_list("commitment_id", "record_id"))
    return GroupPage(group, now, meetings, points, made_at)
