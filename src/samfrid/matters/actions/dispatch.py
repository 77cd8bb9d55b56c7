"""Dispatch (expediering): to whom a decision is sent, and that it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.matters.models import Decision, Dispatch, SentBy, Stage
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.permissions import require


def _locked(actor: Actor, dispatch: Dispatch) -> Dispatch:
    own = (
        Dispatch.objects.select_for_update(of=("self",), no_key=True)
        .select_related("decision__matter")
        .get(pk=dispatch.pk)
    )
    require(actor, "matters.edit", own.decision.matter)
    return own


@transaction.atomic
def add_recipient(actor: Actor, decision: Decision, *, recipient: str, address: str = "") -> Dispatch:
    """Say that a decision, or what will be one, is to be sent to somebody. Twice is harmless; an address that was not
    known is filled in.
    """
    require(actor, "matters.edit", decision.matter)
    tidy = " ".join(recipient.split())[:200]
    if not tidy:
        raise ValidationError({"recipient": _("Skriv vem beslutet ska skickas till.")})
    Decision.objects.select_for_update(of=("self",), no_key=True).get(pk=decision.pk)
    known = decision.dispatches.filter(recipient__iexact=tidy).first()
    if known:
        if address.strip() and not known.address:
            known.address = address.strip()
            known.save(update_fields=["address"])
        elif address.strip() and address.split() != known.address.split():
            told = {"recipient": known.recipient, "address": known.address}
            text = _("%(recipient)s är redan mottagare, med adressen %(address)s. Ta bort den raden om den är fel.")
            raise ValidationError({"address": text % told})
        return known
    made = Dispatch.objects.create(
        municipality_id=actor.municipality_code, decision=decision, recipient=tidy, address=address.strip()
    )
    record(actor, "matters.add_recipient", decision.matter, decision=str(decision.pk), dispatch=str(made.pk))
    return made


@transaction.atomic
def remove_recipient(actor: Actor, dispatch: Dispatch) -> None:
    """Take away somebody whom it has not been sent to; what was sent stays to be seen."""
    own = _locked(actor, dispatch)
    if own.sent_on:
        raise ValidationError({"recipient": _("Beslutet är skickat dit och raden kan inte tas bort.")})
    record(actor, "matters.remove_recipient", own.decision.matter, decision=str(own.decision_id), dispatch=str(own.pk))
    own.delete()


@transaction.atomic
def send(actor: Actor, dispatch: Dispatch, *, on: dt.date, by: SentBy | str, today: dt.date | None = None) -> Dispatch:
    """Say that the decision was sent to a recipient, when and how. Once: what was sent is not sent again by mistake.

    Raises ``ValidationError`` for a proposal, a day to come or before the decision, and for what was sent.
    """
    own = _locked(actor, dispatch)
    decision = own.decision
    if decision.stage != Stage.FINAL:
        raise ValidationError({"recipient": _("Ett förslag skickas inte ut. Vänta tills det är beslutat.")})
    if own.sent_on:
        raise ValidationError(
            {
                "recipient": _("Beslutet skickades till %(recipient)s redan %(day)s.")
                % {"recipient": own.recipient, "day": in_words(own.sent_on)}
            }
        )
    if on > (today or dates.today()):
        raise ValidationError({"on": _("Dagen har inte varit än.")})
    if decision.on and on < decision.on:
        raise ValidationError(
            {"on": _("Beslutet fattades %(day)s. Det kan inte ha skickats före det.") % {"day": in_words(decision.on)}}
        )
    if by not in SentBy.values:
        raise ValidationError({"by": _("Välj hur det skickades.")})
    own.sent_on, own.sent_by = on, by
    own.save(update_fields=["sent_on", "sent_by"])
    record(
        actor,
        "matters.send",
        decision.matter,
        decision=str(decision.pk),
        dispatch=str(own.pk),
        on=on.isoformat(),
        by=str(by),
    )
    return own


@transaction.atomic
def send_all(
    actor: Actor,
    decision: Decision,
    *,
    dispatches: Iterable[Dispatch],
    on: dt.date,
    by: SentBy | str,
    today: dt.date | None = None,
) -> list[Dispatch]:
    """Say that the decision was sent to several at once: all of them, or with one refusal none."""
    own = [one for one in dispatches if one.decision_id == decision.pk]
    if not own:
        raise ValidationError({"recipient": _("Det finns ingen som beslutet inte redan är skickat till.")})
    return [send(actor, one, on=on, by=by, today=today) for one in sorted(own, key=lambda one: str(one.pk))]
