"""The verbs of meetings: plan, propose, accept and decline, move, hold, cancel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor
from samfrid.commitments.actions import Link, commit
from samfrid.commitments.models import Commitment, OriginKind
from samfrid.municipalities import dates
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Organisation, Unit
from samfrid.municipalities.permissions import may, require
from samfrid.partners.actions.answering import tell_answered
from samfrid.partners.actions.inviting import tell_cancelled, tell_moved
from samfrid.partners.actions.meeting_row import check_link, check_times, lock, open_on, save, told
from samfrid.partners.models import THERE, Attendance, Group, GroupMember, Meeting, MeetingState

GROUP = "partners.group"
MEETING = "partners.meeting"
#: the right of a partner to propose a meeting of a group that it is in
PROPOSE = "association.propose"


@dataclass(frozen=True, slots=True)
class PointIn:
    """An action point: what is to be done, by whom, by when."""

    text: str
    responsible: Unit | Organisation | None = None
    due: PartialDate | None = None


def _set(
    meeting: Meeting, on: dt.date, place: str, starts_at: dt.time | None, ends_at: dt.time | None, link: str
) -> None:
    """When and where it is. Raises ``ValidationError`` for what cannot be."""
    open_on(meeting.group, on)
    check_times(on, starts_at, ends_at)
    meeting.on, meeting.place, meeting.link = on, " ".join(place.split())[:200], check_link(link)
    meeting.starts_at, meeting.ends_at = starts_at, ends_at


def _where(meeting: Meeting) -> tuple[object, ...]:
    return meeting.on, meeting.starts_at, meeting.ends_at, meeting.place, meeting.link


@transaction.atomic
def plan_meeting(
    actor: Actor,
    group: Group,
    *,
    on: dt.date,
    place: str = "",
    starts_at: dt.time | None = None,
    ends_at: dt.time | None = None,
    link: str = "",
) -> Meeting:
    """Plan a meeting on a day: one to come, or one that was held and is about to be written down."""
    require(actor, "partners.edit", group)
    locked = Group.objects.select_for_update().get(pk=group.pk)
    made = Meeting(municipality_id=locked.municipality_id, group=locked, version=1)
    _set(made, on, place, starts_at, ends_at, link)
    save(made)
    told(actor, "partners.plan_meeting", made)
    return made


@transaction.atomic
def propose_meeting(
    actor: Actor,
    group: Group,
    on: dt.date,
    *,
    why: str,
    starts_at: dt.time | None = None,
    organisation: Organisation | None = None,
    today: dt.date | None = None,
) -> Meeting:
    """Propose a meeting of a group, with the reason: a partner of one that it is a member of, or the municipality for
    an ``organisation`` that has asked for it. It is no meeting until it is accepted.
    """
    if not may(actor, "partners.edit", group):
        require(actor, PROPOSE, group)
        organisation = getattr(actor, "organisation", None)
    if organisation is None or not group.members.filter(organisation=organisation, ended_on__isnull=True).exists():
        raise PermissionDenied(PROPOSE)
    tidy = " ".join(why.split())[:500]
    if not tidy:
        raise ValidationError({"why": _("Skriv vad mötet ska handla om.")})
    if on < (today or dates.today()):
        raise ValidationError({"on": _("Dagen har varit. Föreslå en dag som kommer.")})
    locked = Group.objects.select_for_update().get(pk=group.pk)
    if locked.meetings.filter(on=on, state=MeetingState.PROPOSED, proposed_by=organisation).exists():
        raise ValidationError({"on": _("Ni har redan föreslagit den dagen.")})
    if locked.meetings.filter(on=on, state=MeetingState.PLANNED).exists():
        raise ValidationError({"on": _("Gruppen har redan ett möte den dagen.")})
    made = Meeting(
        municipality_id=locked.municipality_id,
        group=locked,
        state=MeetingState.PROPOSED,
        proposed_by=organisation,
        proposed_why=tidy,
        version=1,
    )
    _set(made, on, "", starts_at, None, "")
    save(made)
    told(actor, "partners.propose_meeting", made, name=str(organisation))
    return made


@transaction.atomic
def accept_meeting(actor: Actor, meeting: Meeting) -> Meeting:
    """Plan a meeting that a partner has proposed. Twice is harmless."""
    require(actor, "partners.edit", meeting.group)
    locked = lock(meeting, None)
    if locked.state == MeetingState.PLANNED and locked.proposed_by_id:
        return locked
    _still_proposed(locked)
    open_on(locked.group, locked.on)
    locked.state = MeetingState.PLANNED
    locked.version += 1
    save(locked)
    told(actor, "partners.accept_meeting", locked, name=str(locked.proposed_by))
    tell_answered(actor, locked)
    return locked


@transaction.atomic
def decline_meeting(actor: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Say no to a meeting that a partner has proposed, with the reason, which the partner sees."""
    require(actor, "partners.edit", meeting.group)
    tidy = " ".join(reason.split())[:300]
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför. Föreningen ser skälet.")})
    locked = lock(meeting, None)
    _still_proposed(locked)
    locked.state, locked.cancelled_why = MeetingState.DECLINED, tidy
    locked.version += 1
    save(locked)
    told(actor, "partners.decline_meeting", locked, name=str(locked.proposed_by), reason=tidy)
    tell_answered(actor, locked)
    return locked


def _still_proposed(meeting: Meeting) -> None:
    if meeting.state != MeetingState.PROPOSED:
        raise ValidationError(_("Förslaget är redan besvarat."))


def _still_planned(meeting: Meeting) -> None:
    if meeting.state != MeetingState.PLANNED:
        raise ValidationError(_("Mötet är redan hållet eller inställt."))


@transaction.atomic
def move_meeting(
    actor: Actor,
    meeting: Meeting,
    *,
    on: dt.date,
    place: str = "",
    starts_at: dt.time | None = None,
    ends_at: dt.time | None = None,
    link: str = "",
    seen: int | None = None,
    today: dt.date | None = None,
) -> Meeting:
    """Give a planned meeting another day, time or place. Those invited are told, and asked again if the time is new."""
    require(actor, "partners.edit", meeting.group)
    locked = lock(meeting, seen)
    _still_planned(locked)
    before, was = _where(locked), (locked.on, locked.starts_at, locked.ends_at)
    _set(locked, on, place, starts_at, ends_at, link)
    if _where(locked) == before:
        return locked
    locked.version += 1
    save(locked)
    told(actor, "partners.move_meeting", locked, before=was[0].isoformat())
    tell_moved(
        actor,
        locked,
        ask_again=was != (locked.on, locked.starts_at, locked.ends_at),
        today=today or dates.today(),
    )
    return locked


@transaction.atomic
def cancel_meeting(actor: Actor, meeting: Meeting, reason: str, *, today: dt.date | None = None) -> Meeting:
    """Cancel a planned meeting, with the reason. Those invited are told that it is, and not why."""
    require(actor, "partners.edit", meeting.group)
    tidy = " ".join(reason.split())[:300]
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför mötet ställs in.")})
    locked = lock(meeting, None)
    _still_planned(locked)
    locked.state, locked.cancelled_why = MeetingState.CANCELLED, tidy
    locked.version += 1
    save(locked)
    told(actor, "partners.cancel_meeting", locked, reason=tidy)
    tell_cancelled(actor, locked, today=today or dates.today())
    return locked


@transaction.atomic
def hold_meeting(
    actor: Actor,
    meeting: Meeting,
    *,
    on: dt.date,
    place: str = "",
    notes: str = "",
    present: Sequence[GroupMember] = (),
    guests: str = "",
    points: Sequence[PointIn] = (),
    seen: int | None = None,
    today: dt.date | None = None,
) -> Meeting:
    """Write down that a meeting was held: when and where, who was there, what was said and what is to be done.

    Once more corrects what was written, and adds the action points that are new; those that are there are followed as
    commitments and changed where those are. ``seen`` is the version that the writer saw.
    """
    require(actor, "partners.edit", meeting.group)
    if on > (today or dates.today()):
        raise ValidationError({"on": _("Dagen har inte varit än. Planera mötet så länge.")})
    locked = _held(meeting, seen)
    open_on(locked.group, on)
    if any(member.group_id != locked.group_id for member in present):
        raise ValidationError({"present": _("Bara gruppens egna medlemmar kan kryssas för.")})
    again = locked.state == MeetingState.HELD
    if on != locked.on:
        # the times were those of the day that it was planned for
        check_times(on, locked.starts_at, locked.ends_at)
    locked.on, locked.place, locked.notes = on, " ".join(place.split())[:200], notes.strip()
    locked.guests, locked.state = " ".join(guests.split())[:300], MeetingState.HELD
    locked.version += 1
    save(locked)
    _attend(locked, present)
    made = [_point(actor, locked, point) for point in points]
    act = "partners.correct_meeting" if again else "partners.hold_meeting"
    told(actor, act, locked, points=[str(one.pk) for one in made])
    return locked


def _held(meeting: Meeting, version: int | None) -> Meeting:
    """The meeting, locked, if it can have been held."""
    locked = lock(meeting, version)
    if locked.state == MeetingState.CANCELLED:
        raise ValidationError(_("Mötet är inställt. Planera ett nytt."))
    if locked.state not in THERE:
        raise ValidationError(_("Mötet är bara ett förslag. Planera det först."))
    return locked


def _attend(meeting: Meeting, present: Sequence[GroupMember]) -> None:
    keys = {member.pk for member in present}
    meeting.attendance.exclude(member_id__in=keys).delete()
    there = set(meeting.attendance.values_list("member_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(municipality_id=meeting.municipality_id, meeting=meeting, member=member)
        for member in dict.fromkeys(present)
        if member.pk not in there
    )


def _point(actor: Actor, meeting: Meeting, point: PointIn) -> Commitment:
    """An action point is a commitment like others, with the meeting as its origin and the group's page to show it."""
    who = point.responsible
    group = meeting.group
    # kept in the language of the documents, whoever enters it
    label = f"{group.name}, möte {meeting.on.isoformat()}"
    return commit(
        actor,
        text=point.text,
        promised_on=meeting.on,
        due=point.due,
        responsible=who if isinstance(who, Unit) else None,
        responsible_organisation=who if isinstance(who, Organisation) else None,
        origins=[Link(OriginKind.MEETING, MEETING, meeting.pk, GROUP, group.pk, label)],
    )
