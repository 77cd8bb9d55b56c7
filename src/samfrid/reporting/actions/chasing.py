"""To those who have not answered: a reminder, a word to the head of unit, another link, or none."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.models import Contact
from samfrid.municipalities.permissions import require
from samfrid.post.actions import write
from samfrid.post.models import Kind
from samfrid.post.queries import letters_about
from samfrid.reporting import letters, links, queries
from samfrid.reporting.actions.rounds import write_ask
from samfrid.reporting.models import Request, Round
from samfrid.reporting.rules import Chase


def _locked(actor: Actor, request: Request) -> Request:
    require(actor, "reporting.run", request)
    found = Request.objects.select_for_update(of=("self",)).select_related("round__municipality", "contact__unit")
    return found.get(pk=request.pk)


def _check_open(round_: Round) -> None:
    if round_.closed_on or not round_.opened_on:
        raise ValidationError(_("Omgången är inte öppen."))


def _check_waits(request: Request, today: dt.date) -> int:
    """How many questions wait; raises where there is nobody to remind."""
    _check_open(request.round)
    if links.over(request, today):
        raise ValidationError(_("Länken gäller inte längre. Skicka en ny länk i stället."))
    number = queries.waiting(queries.states_of(request))
    if not number:
        raise ValidationError(_("Det finns inget kvar att svara på."))
    return number


@transaction.atomic
def remind(actor: Actor, request: Request, *, today: dt.date, chase: Chase | None = None) -> bool:
    """Remind somebody; False where that reminder has been written already.

    ``chase`` is which of the reminders that come by themselves it is; one that a person asks for is written at most
    once a day.
    """
    locked = _locked(actor, request)
    number = _check_waits(locked, today)
    late = today > locked.round.due_on
    words = letters.remind(locked, number, str(locked.round.municipality), late=late)
    _letter, made = write(
        actor,
        key=f"reporting/{locked.pk}/{chase or f'remind-{today.isoformat()}'}",
        kind=Kind.REMINDER,
        to_name=str(locked.contact),
        to_address=locked.contact.email,
        subject=words.subject,
        body=words.body,
        about=locked.about,
        link=(links.KIND, locked.pk),
    )
    if made:
        record(actor, "reporting.remind", locked.round, who=str(locked.contact))
    return made


def head_of(request: Request) -> Contact | None:
    """The head of the unit of somebody who was asked; None where there is none, or she is it herself."""
    unit = request.contact.unit_id
    if unit is None or request.contact.is_head:
        return None
    return Contact.objects.filter(unit_id=unit, is_head=True, ended_on__isnull=True).first()


@transaction.atomic
def escalate(actor: Actor, request: Request, *, today: dt.date) -> bool:
    """Tell the head of unit that nobody has answered, once; False where she has been told.

    Raises ``ValidationError`` before the day by which answers are wanted, and where there is no head to tell.
    """
    locked = _locked(actor, request)
    number = _check_waits(locked, today)
    if today <= locked.round.due_on:
        raise ValidationError(_("Svarsdagen har inte varit än."))
    head = head_of(locked)
    if head is None:
        raise ValidationError(_("Enheten har ingen chef att skriva till. Lägg till en chef bland kontakterna."))
    words = letters.escalate(locked, head.name, number, str(locked.round.municipality))
    _letter, made = write(
        actor,
        key=f"reporting/{locked.pk}/{Chase.ESCALATE}",
        kind=Kind.ESCALATION,
        to_name=str(head),
        to_address=head.email,
        subject=words.subject,
        body=words.body,
        about=locked.about,
    )
    if made:
        locked.escalated_on = today
        locked.save(update_fields=["escalated_on"])
        record(actor, "reporting.escalate", locked.round, who=str(locked.contact), head=str(head))
    return made


@transaction.atomic
def revoke(actor: Actor, request: Request, *, today: dt.date) -> Request:
    """Let somebody's links be good no longer, as when one has come into the wrong hands. Twice is harmless."""
    locked = _locked(actor, request)
    if locked.revoked_on is None:
        locked.revoked_on = today
        locked.save(update_fields=["revoked_on"])
        record(actor, "reporting.revoke", locked.round, who=str(locked.contact))
    return locked


@transaction.atomic
def new_link(actor: Actor, request: Request, *, today: dt.date) -> bool:
    """Send somebody another link; those that she had are good no longer."""
    locked = _locked(actor, request)
    _check_open(locked.round)
    if locked.contact.ended_on:
        raise ValidationError(_("%(who)s är inte kontakt längre. Utse en ny.") % {"who": locked.contact.name})
    if today > locked.round.expires_on:
        raise ValidationError(_("Omgångens länkar gäller inte längre."))
    locked.links.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
    locked.revoked_on = None
    locked.save(update_fields=["revoked_on"])
    asked = queries.states_of(locked)
    turn = len([one for one in letters_about([locked.about]) if "/again-" in one.key]) + 1
    made = write_ask(actor, locked, queries.waiting(asked) or len(asked), f"again-{turn}")
    record(actor, "reporting.new_link", locked.round, who=str(locked.contact))
    return made
