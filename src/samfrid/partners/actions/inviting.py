"""Who is asked to a meeting and what they answer; they are told when it is moved or cancelled, and reminded once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Contact, Municipality
from samfrid.municipalities.permissions import require
from samfrid.partners import links
from samfrid.partners import meeting_letters as letters
from samfrid.partners.actions.meeting_row import lock, told
from samfrid.partners.models import Answer, GroupMember, Invitation, InvitationLink, Meeting, MeetingState
from samfrid.partners.rules.invited import to_remind
from samfrid.post.actions import drop_waiting, write
from samfrid.post.models import Kind, Letter
from samfrid.post.queries import unsent

#: somebody who answers by a link has no right but that
_NO_RIGHTS: Final[frozenset[str]] = frozenset()


def _those(meeting: Meeting) -> list[Invitation]:
    """Those who are still asked."""
    rows = meeting.invitations.filter(revoked_on__isnull=True, contact__ended_on__isnull=True)
    found = list(rows.select_related("contact", "member").order_by("created_at", "pk"))
    for one in found:
        one.meeting = meeting
    return found


def _municipality(meeting: Meeting) -> str:
    return str(Municipality.objects.get(pk=meeting.municipality_id))


def _write(actor: Actor, one: Invitation, what: str, words: letters.Words, *, link: bool = True) -> bool:
    """Write a letter, once; ``what`` is its name in the ledger."""
    _letter, made = write(
        actor,
        key=f"{one.about}:{what}",
        kind=Kind.REMINDER if what.startswith("remind") else Kind.OTHER,
        to_name=one.name,
        to_address=one.contact.email,
        subject=words.subject,
        body=words.body,
        about=one.about,
        link=(links.KIND, one.pk) if link else None,
    )
    return made


@transaction.atomic
def invite(
    actor: Actor,
    meeting: Meeting,
    chosen: Sequence[tuple[GroupMember, Contact]],
    *,
    asker: str = "",
    reach: str = "",
    today: dt.date,
) -> list[Invitation]:
    """Ask contacts of the group's members to a planned meeting, each by a letter with a link of her own.

    Whoever has no e-mail gets a letter to print. Who is asked already is not asked twice; who was taken off the list
    is asked anew. Raises ``ValidationError`` for a meeting that is over, and for a contact who is none of the member's.
    """
    require(actor, "partners.edit", meeting.group)
    locked = lock(meeting, None)
    _check_to_come(locked, today)
    if not chosen and not locked.invitations.exists():
        raise ValidationError({"contacts": _("Välj minst en att bjuda in.")})
    locked.asker = " ".join(asker.split())[:200] or locked.asker or actor.actor_name[:200]
    locked.reach = " ".join(reach.split())[:200]
    locked.save(update_fields=["asker", "reach"])
    municipality = _municipality(locked)
    made = []
    for member, contact in dict.fromkeys(chosen):
        _check_of(locked, member, contact)
        one = _asked(locked, member, contact, today)
        if one is None:
            continue
        number = Letter.objects.filter(about=one.about).count()
        _write(actor, one, f"invite-{number}", letters.invite(one, municipality))
        told(actor, "partners.invite", locked, name=one.name)
        made.append(one)
    return made


def _check_to_come(meeting: Meeting, today: dt.date) -> None:
    if meeting.state != MeetingState.PLANNED:
        raise ValidationError(_("Bara ett planerat möte går att bjuda in till."))
    if meeting.on < today:
        raise ValidationError(_("Mötets dag har varit. Flytta mötet, eller anteckna det."))


def _check_of(meeting: Meeting, member: GroupMember, contact: Contact) -> None:
    if member.group_id != meeting.group_id or member.ended_on:
        raise ValidationError({"contacts": _("%(who)s är inte med i gruppen.") % {"who": member}})
    whose = (member.unit_id, member.organisation_id)
    if contact.ended_on or (contact.unit_id, contact.organisation_id) != whose:
        raise ValidationError(
            {"contacts": _("%(who)s är ingen kontakt för %(whose)s.") % {"who": contact.name, "whose": member.whose}}
        )


def _asked(meeting: Meeting, member: GroupMember, contact: Contact, today: dt.date) -> Invitation | None:
    """The invitation, new or taken up again; None where she is asked already."""
    one = Invitation.objects.filter(meeting=meeting, contact=contact).first()
    if one and one.revoked_on is None:
        return None
    one = one or Invitation(municipality_id=meeting.municipality_id, meeting=meeting, contact=contact)
    one.meeting, one.contact, one.member, one.name = meeting, contact, member, str(contact)[:250]
    one.sent_on, one.revoked_on, one.answer, one.word, one.answered_at = today, None, "", "", None
    one.save()
    return one


@transaction.atomic
def revoke_invitation(actor: Actor, invitation: Invitation, *, today: dt.date) -> Invitation:
    """Ask somebody no more: her links are good no longer, and letters that have not gone out need not. Twice is
    harmless.
    """
    require(actor, "partners.edit", invitation.meeting.group)
    meeting = lock(invitation.meeting, None)
    one = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if one.revoked_on is None:
        one.revoked_on = today
        one.save(update_fields=["revoked_on"])
        drop_waiting(one.municipality_id, [one.about], today)
        told(actor, "partners.revoke_invitation", meeting, name=one.name)
    return one


@transaction.atomic
def new_invitation_link(actor: Actor, invitation: Invitation, *, today: dt.date) -> Invitation:
    """Send the invitation again, with a new link; those that she had are good no longer. Her answer stays."""
    require(actor, "partners.edit", invitation.meeting.group)
    meeting = lock(invitation.meeting, None)
    _check_to_come(meeting, today)
    one = Invitation.objects.select_for_update(of=("self",)).select_related("contact").get(pk=invitation.pk)
    one.meeting = meeting
    if links.over(one, today):
        raise ValidationError(_("%(who)s är inte längre inbjuden.") % {"who": one.name})
    one.links.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
    drop_waiting(one.municipality_id, [one.about], today)
    number = Letter.objects.filter(about=one.about).count()
    _write(actor, one, f"invite-{number}", letters.invite(one, _municipality(meeting)))
    told(actor, "partners.invite", meeting, name=one.name)
    return one


def tell_moved(actor: Actor, meeting: Meeting, *, ask_again: bool, today: dt.date) -> None:
    """Tell those invited what holds now, once for each time; letters that have not gone out are of no use any more."""
    those = _those(meeting)
    drop_waiting(meeting.municipality_id, [one.about for one in those], today)
    if meeting.on < today:
        return
    municipality = _municipality(meeting)
    for one in those:
        if ask_again and one.answer:
            # what she said was of another time
            one.answer, one.word, one.answered_at = "", "", None
            one.save(update_fields=["answer", "word", "answered_at"])
        _write(actor, one, f"moved-{meeting.version}", letters.moved(one, municipality, ask_again=ask_again))


def tell_cancelled(actor: Actor, meeting: Meeting, *, today: dt.date) -> None:
    """Tell those invited that it is cancelled. Who had not got her invitation yet is not sent any."""
    those = _those(meeting)
    about = [one.about for one in those]
    waiting = set(unsent().filter(about__in=about).values_list("about", flat=True))
    gone = set(
        Letter.objects.filter(Q(sent_at__isnull=False) | Q(printed_on__isnull=False), about__in=about).values_list(
            "about", flat=True
        )
    )
    # in the example no letter leaves, and all are read in its own mailbox
    never = waiting - gone if not Municipality.objects.get(pk=meeting.municipality_id).is_example else set()
    drop_waiting(meeting.municipality_id, about, today)
    if meeting.on < today:
        return
    municipality = _municipality(meeting)
    for one in those:
        if one.about not in never:
            _write(actor, one, "cancelled", letters.cancelled(one, municipality), link=False)


@transaction.atomic
def remind_of_meetings(municipality_code: str, *, today: dt.date) -> int:
    """The night's reminders: each who is asked to a meeting in the week to come, once. How many were written."""
    rows = Invitation.objects.filter(
        municipality_id=municipality_code,
        meeting__state=MeetingState.PLANNED,
        meeting__on__gt=today,
        revoked_on__isnull=True,
        contact__ended_on__isnull=True,
    ).select_related("meeting__group", "contact", "municipality")
    actor, made = SystemActor(municipality_code), 0
    for one in rows.order_by("created_at", "pk"):
        says_no = one.answer == Answer.NO
        if to_remind(on=one.meeting.on, sent_on=one.sent_on, says_no=says_no, today=today):
            made += _write(
                actor, one, f"remind-{one.meeting.on.isoformat()}", letters.remind(one, str(one.municipality))
            )
    return made


@transaction.atomic
def answer_invitation(link: InvitationLink, answer: str, word: str = "", *, today: dt.date) -> Invitation:
    """What somebody who is asked says by her link: that she comes, does not, or perhaps. The same twice is said once.

    Raises ``PermissionDenied`` for a link that is good no longer.
    """
    meeting = lock(link.invitation.meeting, None)
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("contact")
    one = rows.get(pk=link.invitation_id)
    one.meeting = meeting
    if links.over(one, today, link) or meeting.state != MeetingState.PLANNED:
        raise PermissionDenied("partners.answer_invitation")
    if answer not in Answer.values:
        raise ValidationError({"answer": _("Välj om du kommer.")})
    tidy = " ".join(word.split())[:300]
    if (one.answer, one.word) != (answer, tidy):
        one.answer, one.word, one.answered_at = answer, tidy, timezone.now()
        one.save(update_fields=["answer", "word", "answered_at"])
        who = SystemActor(one.municipality_id, one.name, rights=_NO_RIGHTS)
        told(who, "partners.answer_invitation", meeting, name=one.name)
    return one
