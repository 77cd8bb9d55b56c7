"""The verbs of cooperation groups: form, change, take in and end members."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body, Organisation, Unit
from samfrid.municipalities.permissions import require
from samfrid.partners.actions.inviting import revoke_invitation
from samfrid.partners.models import Group, GroupMember, Invitation, MeetingState
from samfrid.partners.rules import Rhythm


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
    if ended_on:
        _nothing_ahead(locked, ended_on)
    before = _told_of(locked)
    _fill(locked, name=name, mandate=mandate, rhythm=rhythm, started_on=started_on, ended_on=ended_on)
    after = _told_of(locked)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changed:
        record(actor, "partners.change_group", locked, title=locked.name, changed=changed)
    return locked


def _nothing_ahead(group: Group, ended_on: dt.date) -> None:
    """Refuse an end before meetings that are planned, or that a partner has proposed: somebody waits for them."""
    waits = (MeetingState.PLANNED, MeetingState.PROPOSED)
    ahead = group.meetings.filter(state__in=waits, on__gt=ended_on).order_by("on").values_list("on", flat=True)
    if ahead:
        days = ", ".join(in_words(day) for day in ahead[:5])
        text = _("Gruppen har möten efter den dagen: %(days)s. Ställ in, flytta eller svara på dem först.")
        raise ValidationError({"ended_on": text % {"days": days}})


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
    """Say that a member is no longer in the group; at which meetings it was stays. Its contacts are no longer asked to
    those to come.
    """
    require(actor, "partners.edit", member.group)
    # the meetings before the member, as those who hold one do
    asked = Invitation.objects.filter(member=member, revoked_on__isnull=True).select_related("meeting__group")
    for one in asked.filter(meeting__state=MeetingState.PLANNED, meeting__on__gt=on).order_by("meeting_id"):
        revoke_invitation(actor, one, today=on)
    locked = GroupMember.objects.select_for_update().get(pk=member.pk)
    if locked.ended_on is None:
        locked.ended_on = on
        locked.save(update_fields=["ended_on"])
        record(actor, "partners.end_member", locked.group, title=locked.group.name, name=str(locked))
    return locked
