"""The verbs of an agreement's money: whether a condition was met, and what is to be paid and was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.offered import Offer
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.permissions import require
from samfrid.partners.models import Agreement, Amount, Payment

#: more than any agreement of this sort: a slip of the finger, such as two sums written together
MOST_SEK = 1_000_000_000


def held_amount(amount: Amount) -> Amount:
    """The sum, locked; raises ``ValidationError`` for one that is struck."""
    locked = Amount.objects.select_for_update().get(pk=amount.pk)
    if locked.struck_on:
        raise ValidationError(_("Beloppet är struket %(day)s.") % {"day": in_words(locked.struck_on)})
    return locked


def _been(agreement: Agreement, on: dt.date, today: dt.date | None) -> None:
    """Refuse a day to come, and one before the agreement."""
    if on > (today or dates.today()):
        raise ValidationError({"on": _("Dagen har inte varit än.")})
    if agreement.first_starts_on and on < agreement.first_starts_on:
        raise ValidationError({"on": _("Avtalet börjar %(day)s.") % {"day": in_words(agreement.first_starts_on)}})


@transaction.atomic
def release(
    actor: Actor,
    amount: Amount,
    on: dt.date,
    *,
    by: str = "",
    evidence: str = "",
    document: Offer | None = None,
    today: dt.date | None = None,
) -> Amount:
    """Say that the condition of a sum was met on a day, so that it counts from then on.

    ``by`` is who said so (the actor where nothing is given), ``evidence`` and ``document`` what shows it. Twice is
    refused. One of which it was said that it was not met can be met later; what was said before is in the trail.
    """
    agreement = amount.agreement
    require(actor, "partners.edit", agreement)
    _been(agreement, on, today)
    locked = held_amount(amount)
    if not locked.condition:
        raise ValidationError(_("Beloppet har inget villkor."))
    if locked.released_on:
        raise ValidationError(_("Villkoret är redan uppfyllt %(day)s.") % {"day": in_words(locked.released_on)})
    before = locked.declined_on
    locked.released_on, locked.declined_on, locked.declined_why = on, None, ""
    locked.released_by = " ".join(by.split())[:200] or actor.actor_name[:200]
    locked.evidence_text = " ".join(evidence.split())[:500]
    locked.evidence_document_id = document.record_id if document else None
    locked.evidence_document_name = document.label[:200] if document else ""
    locked.save()
    record(
        actor,
        "partners.release",
        agreement,
        title=agreement.title,
        amount=str(locked.pk),
        sek=locked.sek,
        on=on.isoformat(),
        by=locked.released_by,
        evidence=locked.evidence_text,
        document=str(document.record_id) if document else None,
        declined=before.isoformat() if before else None,
    )
    return locked


@transaction.atomic
def decline(actor: Actor, amount: Amount, on: dt.date, reason: str, *, today: dt.date | None = None) -> Amount:
    """Say that the condition of a sum was not met, and why: it is not paid, and no longer awaited."""
    agreement = amount.agreement
    require(actor, "partners.edit", agreement)
    _been(agreement, on, today)
    tidy = " ".join(reason.split())[:300]
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför villkoret inte uppfylldes.")})
    locked = held_amount(amount)
    if not locked.condition:
        raise ValidationError(_("Beloppet har inget villkor."))
    if locked.released_on:
        raise ValidationError(_("Villkoret är redan uppfyllt %(day)s.") % {"day": in_words(locked.released_on)})
    if locked.declined_on:
        told = _("Det är redan sagt att villkoret inte uppfylldes, %(day)s.")
        raise ValidationError(told % {"day": in_words(locked.declined_on)})
    locked.declined_on, locked.declined_why = on, tidy
    locked.save(update_fields=["declined_on", "declined_why"])
    record(
        actor,
        "partners.decline",
        agreement,
        title=agreement.title,
        amount=str(locked.pk),
        sek=locked.sek,
        on=on.isoformat(),
        reason=tidy,
    )
    return locked


@transaction.atomic
def set_decide_by(actor: Actor, amount: Amount, by: dt.date | None) -> Amount:
    """Say by which day it is to be decided whether the condition is met; None: by the end of the period."""
    agreement = amount.agreement
    require(actor, "partners.edit", agreement)
    if by and agreement.first_starts_on and by < agreement.first_starts_on:
        raise ValidationError({"by": _("Avtalet börjar %(day)s.") % {"day": in_words(agreement.first_starts_on)}})
    locked = held_amount(amount)
    if not locked.undecided:
        raise ValidationError(_("Det finns inget villkor kvar att avgöra."))
    before, locked.decide_by = locked.decide_by, by
    # it stands in the form of the sum too: who has that open is told
    locked.version += 1
    locked.save(update_fields=["decide_by", "version"])
    record(
        actor,
        "partners.set_decide_by",
        agreement,
        title=agreement.title,
        amount=str(locked.pk),
        on=by.isoformat() if by else None,
        before=before.isoformat() if before else None,
    )
    return locked


@dataclass(frozen=True, slots=True)
class PaymentIn:
    """A payment to plan: the day, whole kronor, which of the agreement's sums it is a part of."""

    due_on: dt.date
    sek: int
    amount: Amount | None = None
    note: str = ""


@transaction.atomic
def plan_payment(
    actor: Actor,
    agreement: Agreement,
    *,
    due_on: dt.date,
    sek: int,
    amount: Amount | None = None,
    note: str = "",
) -> Payment:
    """Plan a payment by a day. Raises ``ValidationError`` for no sum, a day before the agreement, one planned twice."""
    require(actor, "partners.edit", agreement)
    made = _plan(agreement, PaymentIn(due_on, sek, amount, note))
    record(
        actor,
        "partners.plan_payment",
        agreement,
        title=agreement.title,
        payment=str(made.pk),
        sek=sek,
        on=due_on.isoformat(),
    )
    return made


@transaction.atomic
def plan_payments(actor: Actor, agreement: Agreement, payments: Sequence[PaymentIn]) -> list[Payment]:
    """Plan several at once: what a person kept of a proposal. All or none."""
    require(actor, "partners.edit", agreement)
    if not payments:
        raise ValidationError(_("Välj minst en betalning."))
    made = [_plan(agreement, one) for one in payments]
    record(
        actor,
        "partners.plan_payments",
        agreement,
        title=agreement.title,
        payments=[str(one.pk) for one in made],
        sek=sum(one.sek for one in made),
    )
    return made


def _plan(agreement: Agreement, told: PaymentIn) -> Payment:
    amount = told.amount
    if not 1 <= told.sek <= MOST_SEK:
        raise ValidationError({"sek": _("Skriv beloppet i hela kronor, till exempel 50 000.")})
    if agreement.first_starts_on and told.due_on < agreement.first_starts_on:
        raise ValidationError({"due_on": _("Avtalet börjar %(day)s.") % {"day": in_words(agreement.first_starts_on)}})
    if amount and amount.agreement_id != agreement.pk:
        raise ValidationError({"amount": _("Beloppet hör till ett annat avtal.")})
    if amount:
        # held, so that nobody strikes it in this moment
        amount = Amount.objects.select_for_update().get(pk=amount.pk)
    else:
        _refuse_twin(agreement, told)
    if amount and amount.struck_on:
        raise ValidationError({"amount": _("Beloppet är struket. Välj ett annat.")})
    if amount and (amount.undecided or amount.declined_on):
        raise ValidationError({"amount": _("Villkoret är inte uppfyllt. Anteckna först att det är det.")})
    try:
        with transaction.atomic():
            return Payment.objects.create(
                municipality_id=agreement.municipality_id,
                agreement=agreement,
                amount=amount,
                due_on=told.due_on,
                sek=told.sek,
                note=" ".join(told.note.split())[:300],
            )
    except IntegrityError as error:
        day = {"day": in_words(told.due_on)}
        raise ValidationError({"due_on": _("Det beloppet är redan planerat %(day)s.") % day}) from error


def _refuse_twin(agreement: Agreement, told: PaymentIn) -> None:
    """Refuse a payment that stands there already: a button pressed twice. One of a sum the database refuses."""
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    note = " ".join(told.note.split())[:300]
    same = agreement.payments.filter(amount__isnull=True, struck_on__isnull=True, due_on=told.due_on, sek=told.sek)
    if same.filter(note=note).exists():
        text = _("Samma betalning är redan planerad %(day)s. Är det en till, skriv i anteckningen vad den gäller.")
        raise ValidationError({"due_on": text % {"day": in_words(told.due_on)}})


def _awaited(payment: Payment) -> Payment:
    """The payment, locked; raises ``ValidationError`` for one that is paid or struck."""
    locked = Payment.objects.select_for_update().get(pk=payment.pk)
    if locked.paid_on:
        raise ValidationError(_("Betalningen är redan gjord %(day)s.") % {"day": in_words(locked.paid_on)})
    if locked.struck_on:
        raise ValidationError(_("Betalningen är struken %(day)s.") % {"day": in_words(locked.struck_on)})
    return locked


@transaction.atomic
def pay(actor: Actor, payment: Payment, on: dt.date, *, today: dt.date | None = None) -> Payment:
    """Record that a payment was made on a day."""
    agreement = payment.agreement
    require(actor, "partners.edit", agreement)
    _been(agreement, on, today)
    locked = _awaited(payment)
    locked.paid_on = on
    locked.save(update_fields=["paid_on"])
    record(
        actor,
        "partners.pay",
        agreement,
        title=agreement.title,
        payment=str(locked.pk),
        sek=locked.sek,
        on=on.isoformat(),
    )
    return locked


@transaction.atomic
def strike_payment(actor: Actor, payment: Payment, reason: str, *, today: dt.date | None = None) -> Payment:
    """Strike a payment that is not to be made after all, or that was entered as paid in error; it stands as struck."""
    agreement = payment.agreement
    require(actor, "partners.edit", agreement)
    tidy = " ".join(reason.split())[:300]
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför betalningen stryks.")})
    locked = Payment.objects.select_for_update().get(pk=payment.pk)
    if locked.struck_on:
        raise ValidationError(_("Betalningen är redan struken %(day)s.") % {"day": in_words(locked.struck_on)})
    paid, locked.paid_on = locked.paid_on, None
    locked.struck_on, locked.struck_why = today or dates.today(), tidy
    locked.save(update_fields=["paid_on", "struck_on", "struck_why"])
    record(
        actor,
        "partners.strike_payment",
        agreement,
        title=agreement.title,
        payment=str(locked.pk),
        sek=locked.sek,
        on=locked.due_on.isoformat(),
        paid=paid.isoformat() if paid else None,
        reason=tidy,
    )
    return locked
