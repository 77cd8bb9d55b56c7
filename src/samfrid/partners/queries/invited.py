"""Who can be asked to a meeting, who is, and who has been there; the talks with a partner."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from samfrid.municipalities.dates import months_after
from samfrid.municipalities.models import Contact, Organisation
from samfrid.municipalities.paging import Page, page_of
from samfrid.partners.models import Attendance, Dialogue, Group, GroupMember, Invitation, Meeting, MeetingState
from samfrid.post.models import Letter
from samfrid.post.queries import letters_about

#: how far back who has come is counted
ATTENDANCE_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Reachable:
    """The contacts to choose among for a meeting."""

    #: not asked yet, in the order of the members
    pairs: list[tuple[GroupMember, Contact]]
    #: those to tick from the start: the contact with the member's function, or the only one
    likely: list[tuple[GroupMember, Contact]]
    #: members of whom nobody is known
    without: list[GroupMember]


def reachable(meeting: Meeting, members: Sequence[GroupMember]) -> Reachable:
    """Whom to ask of each member. One who is asked already is not offered again."""
    units = [one.unit_id for one in members if one.unit_id]
    outside = [one.organisation_id for one in members if one.organisation_id]
    rows = Contact.objects.filter(Q(unit__in=units) | Q(organisation__in=outside), ended_on__isnull=True)
    by_owner: dict[UUID | None, list[Contact]] = defaultdict(list)
    for contact in rows:
        by_owner[contact.unit_id or contact.organisation_id].append(contact)
    asked = set(meeting.invitations.filter(revoked_on__isnull=True).values_list("contact_id", flat=True))
    offered: set[UUID] = set(asked)
    pairs, likely, without = [], [], []
    for member in members:
        known = by_owner[member.unit_id or member.organisation_id] if member.body_id is None else []
        if not known:
            without.append(member)
        fresh = [(member, one) for one in known if one.pk not in offered]
        offered |= {one.pk for _member, one in fresh}
        pairs += fresh
        likely += _likely(member, known, fresh)
    return Reachable(pairs, likely, without)


def _likely(
    member: GroupMember, known: Sequence[Contact], fresh: list[tuple[GroupMember, Contact]]
) -> list[tuple[GroupMember, Contact]]:
    wanted = member.function.casefold()
    same = [pair for pair in fresh if wanted and pair[1].function.casefold() == wanted]
    return same or (fresh if len(known) == 1 else [])


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is asked, with the last letter to her."""

    invitation: Invitation
    letter: Letter | None


def guests(meeting: Meeting) -> list[Guest]:
    """Those who are asked to a meeting, in the order that they were."""
    rows = meeting.invitations.filter(revoked_on__isnull=True)
    found = list(rows.select_related("contact", "member", "member__organisation").order_by("created_at", "pk"))
    last = {letter.about: letter for letter in letters_about([one.about for one in found])}
    return [Guest(one, last.get(one.about)) for one in found]


@dataclass(frozen=True, slots=True)
class Presence:
    """How often an organisation, a unit or a body has been there."""

    name: str
    #: meetings since it became a member
    possible: int
    there: int
    last: dt.date | None


def presence(group: Group, today: dt.date) -> list[Presence]:
    """Who has come to the group's meetings of the last two years, by organisation: whoever of its members was there."""
    since = months_after(today, -ATTENDANCE_MONTHS)
    held = dict(
        Meeting.objects.filter(group=group, state=MeetingState.HELD, on__gt=since, on__lte=today).values_list(
            "pk", "on"
        )
    )
    members = list(group.members.select_related("organisation", "unit", "body").order_by("created_at"))
    rows = Attendance.objects.filter(meeting__in=list(held)).values_list("member_id", "meeting_id")
    there: dict[UUID, set[UUID]] = defaultdict(set)
    for member_id, meeting_id in rows:
        there[member_id].add(meeting_id)
    by_owner: dict[tuple[str, UUID | None], list[GroupMember]] = defaultdict(list)
    for member in members:
        by_owner[_owner(member)].append(member)
    return [_presence(those, held, there) for those in by_owner.values()] if held else []


def _owner(member: GroupMember) -> tuple[str, UUID | None]:
    if member.organisation_id:
        return "organisation", member.organisation_id
    return ("unit", member.unit_id) if member.unit_id else ("body", member.body_id)


def _presence(those: list[GroupMember], held: dict[UUID, dt.date], there: dict[UUID, set[UUID]]) -> Presence:
    came = set().union(*(there[one.pk] for one in those))
    # a member that left is measured by what was while it was one; when it joined is not known before it came
    last_day = (
        None if any(one.ended_on is None for one in those) else max(one.ended_on for one in those if one.ended_on)
    )
    possible = {key for key, on in held.items() if last_day is None or on <= last_day} | came
    return Presence(those[0].whose, len(possible), len(came), max((held[key] for key in came), default=None))


def talks(organisation: Organisation, cursor: str = "", size: int = 20) -> Page[Dialogue]:
    """A page of what was said with a partner, the latest first."""
    return page_of(Dialogue.objects.filter(organisation=organisation), "on", cursor, size=size)
