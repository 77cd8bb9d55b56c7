"""The verbs of cooperation groups: form, change, take in and end members; plan, hold and cancel meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import Link, commit
from samfrid.commitments.models import Commitment, OriginKind
from samfrid.municipalities import dates
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.municipalities.models import Body, Organisation, Unit
from samfrid.municipalities.permissions import require
from samfrid.partners.models import Attendance, Group, GroupMember, Meeting, MeetingState
from samfrid.partners.rules import Rhythm

GROUP = "partners.group"
MEETING = "partners.meeting"


def _locked(group: Group) -> Group:
    return Group.objects.select_for_update().get(pk=group.pk)


def _fill(
    group: Group,
    *,
    name: str,
    mandate: str,
    rhythm: Rhythm | None,
    started_on: dt.date | None,
    ended_on: dt.date | None,
) -> None:
    group.name = " ".join(name.split())[:200]
    if not group.name:
        raise ValidationError({"name": _("Skriv vad gruppen heter.")})
    if started_on and ended_on and ended_on < started_on:
        raise ValidationError({"ended_on": _("Gruppen upphör före den börjar.")})
    group.mandate = mandate.strip()
    group.times = rhythm.times if rhythm else None
    group.per_months = rhythm.months if rhythm else None
    group.by_term = bool(rhythm and rhythm.by_term)
    group.started_on, group.ended_on = started_on, ended_on
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as error:
        raise ValidationError({"name": _("Det finns redan en grupp som heter så.")}) from error


@transaction.atomic
def form_group(
    actor: Actor,
    *,
    name: str,
    mandate: str = "",
    rhythm: Rhythm | None = None,
    started_on: dt.date | None = None,
) -> Group:
    """Enter a cooperation group with its mandate and how often it is to meet."""
    require(actor, "partners.edit")
    group = Group(municipality_id=actor.municipality_code)
    _fill(group, name=name, mandate=mandate, rhythm=rhythm, started_on=started_on, ended_on=None)
    record(actor, "partners.form_group", group, title=group.name)
    return group


@transaction.atomic
def change_group(
    actor: Actor,
    group: Group,
    *,
    name: str,
    mandate: str = "",
    rhythm: Rhythm | None = None,
    started_on: dt.date | None = None,
    ended_on: dt.date | None = None,
) -> Group:
    """Change what a group is called, is for, and how often it meets; an ``ended_on`` says that it is no more."""
    require(actor, "partners.edit", group)
    locked = _locked(group)
    before = _told_of(locked)
    _fill(locked, name=name, mandate=mandate, rhythm=rhythm, started_on=started_on, ended_on=ended_on)
    after = _told_of(locked)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changed:
        record(actor, "partners.change_group", locked, title=locked.name, changed=changed)
    return locked


def _told_of(group: Group) -> dict[str, str]:
    """What the trail keeps of a group, so that what was written over can be read there."""
    names = ("name", "mandate", "times", "per_months", "by_term", "started_on", "ended_on")
    return {name: str(getattr(group, name)) for name in names}


@transaction.atomic
def add_member(actor: Actor, group: Group, who: Organisation | Unit | Body, function: str = "") -> GroupMember:
    """Take in an organisation, a unit or a body, by the function that sits in the group. Twice is refused."""
    require(actor, "partners.edit", group)
    if who.municipality_id != group.municipality_id:
        raise ValidationError({"who": _("Den finns inte i kommunen.")})
    locked, tidy = _locked(group), " ".join(function.split())[:120]
    field = {Organisation: "organisation", Unit: "unit", Body: "body"}[type(who)]
    if locked.members.filter(ended_on__isnull=True, function__iexact=tidy, **{field: who}).exists():
        raise ValidationError({"who": _("%(who)s är redan med.") % {"who": who}})
    made = GroupMember.objects.create(
        municipality_id=group.municipality_id, group=locked, function=tidy, **{field: who}
    )
    record(actor, "partners.add_member", locked, title=locked.name, name=str(made))
    return made


@transaction.atomic
def end_member(actor: Actor, member: GroupMember, on: dt.date) -> GroupMember:
    """Say that a member is no longer in the group; at which meetings it was stays."""
    require(actor, "partners.edit", member.group)
    locked = GroupMember.objects.select_for_update().get(pk=member.pk)
    if locked.ended_on is None:
        locked.ended_on = on
        locked.save(update_fields=["ended_on"])
        record(actor, "partners.end_member", locked.group, title=locked.group.name, name=str(locked))
    return locked


@dataclass(frozen=True, slots=True)
class PointIn:
    """An action point: what is to be done, by whom, by when."""

    text: str
    responsible: Unit | Organisation | None = None
    due: PartialDate | None = None


@transaction.atomic
def plan_meeting(actor: Actor, group: Group, *, on: dt.date, place: str = "") -> Meeting:
    """Plan a meeting on a day: one to come, or one that was held and is about to be written down."""
    require(actor, "partners.edit", group)
    locked = _locked(group)
    _open_on(locked, on)
    made = Meeting(
        municipality_id=locked.municipality_id, group=locked, on=on, place=" ".join(place.split())[:200], version=1
    )
    _save(made)
    _told(actor, "partners.plan_meeting", made)
    return made


def _open_on(group: Group, on: dt.date) -> None:
    """Refuse a meeting before the group began or after it ended: it would count for no rhythm."""
    if group.started_on and on < group.started_on:
        raise ValidationError({"on": _("Gruppen började %(day)s.") % {"day": in_words(group.started_on)}})
    if group.ended_on and on > group.ended_on:
        raise ValidationError({"on": _("Gruppen upphörde %(day)s.") % {"day": in_words(group.ended_on)}})


def _save(meeting: Meeting) -> None:
    """Raises ``ValidationError`` where the group already has a meeting on that day."""
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        raise ValidationError({"on": _("Gruppen har redan ett möte den dagen.")}) from error


def _told(actor: Actor, act: str, meeting: Meeting, **detail: object) -> None:
    """The trail names the group, whose page shows its meetings."""
    group = meeting.group
    on = meeting.on.isoformat()
    record(actor, act, group, title=group.name, meeting=str(meeting.pk), on=on, **detail)


def _seen(meeting: Meeting, version: int | None) -> Meeting:
    """The meeting, locked; raises ``ValidationError`` where somebody has written it since ``version`` was seen."""
    locked = Meeting.objects.select_for_update().select_related(None).get(pk=meeting.pk)
    if version is not None and version != locked.version:
        raise ValidationError(
            _(
                "Någon annan har skrivit om mötet medan du skrev. Det du skrev står kvar i formuläret: jämför med"
                " det som är sparat, och spara igen."
            )
        )
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
    locked = _seen(meeting, seen)
    if locked.state == MeetingState.CANCELLED:
        raise ValidationError(_("Mötet är inställt. Planera ett nytt."))
    _open_on(locked.group, on)
    if any(member.group_id != locked.group_id for member in present):
        raise ValidationError({"present": _("Bara gruppens egna medlemmar kan kryssas för.")})
    again = locked.state == MeetingState.HELD
    locked.on, locked.place, locked.notes = on, " ".join(place.split())[:200], notes.strip()
    locked.guests, locked.state = " ".join(guests.split())[:300], MeetingState.HELD
    locked.version += 1
    _save(locked)
    _attend(locked, present)
    made = [_point(actor, locked, point) for point in points]
    act = "partners.correct_meeting" if again else "partners.hold_meeting"
    _told(actor, act, locked, points=[str(one.pk) for one in made])
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


@transaction.atomic
def cancel_meeting(actor: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Cancel a planned meeting, with the reason."""
    require(actor, "partners.edit", meeting.group)
    tidy = " ".join(reason.split())[:300]
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför mötet ställs in.")})
    locked = _seen(meeting, None)
    if locked.state != MeetingState.PLANNED:
        raise ValidationError(_("Mötet är redan hållet eller inställt."))
    locked.state, locked.cancelled_why = MeetingState.CANCELLED, tidy
    locked.version += 1
    _save(locked)
    _told(actor, "partners.cancel_meeting", locked, reason=tidy)
    return locked


@transaction.atomic
def move_meeting(actor: Actor, meeting: Meeting, *, on: dt.date, place: str = "") -> Meeting:
    """Give a planned meeting another day or place."""
    require(actor, "partners.edit", meeting.group)
    locked = _seen(meeting, None)
    if locked.state != MeetingState.PLANNED:
        raise ValidationError(_("Mötet är redan hållet eller inställt."))
    _open_on(locked.group, on)
    before = locked.on
    locked.on, locked.place = on, " ".join(place.split())[:200]
    locked.version += 1
    _save(locked)
    _told(actor, "partners.move_meeting", locked, before=before.isoformat())
    return locked
