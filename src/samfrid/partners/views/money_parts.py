"""The parts of an agreement's page that tell of its money: sums, payments, what it is worth."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.urls import reverse

from samfrid.audit.actions import Actor
from samfrid.commitments.offered import Offer
from samfrid.partners import queries, shown
from samfrid.partners.documents import documents_for
from samfrid.partners.forms.money import PayForm, PaymentForm, ReleaseForm
from samfrid.partners.forms.sums import ProcurementForm
from samfrid.partners.models import AgreementForm, Amount, Funding, Payment
from samfrid.partners.money import procurement_of, worth_of
from samfrid.partners.rules import Worth, unanswered
from samfrid.partners.shown.payments import payments_over
from samfrid.provenance.shown import quotes


@dataclass(frozen=True, slots=True)
class RefusedMoney:
    """The form about money that was refused, with all that was typed."""

    release: tuple[Amount, ReleaseForm] | None = None
    plan: PaymentForm | None = None
    pay: tuple[Payment, PayForm] | None = None
    procurement: ProcurementForm | None = None

    @property
    def form(self) -> Form | None:
        one = self.plan or self.procurement or (self.release[1] if self.release else None)
        return one or (self.pay[1] if self.pay else None)


def money_context(
    told: queries.AgreementPage, refused: RefusedMoney, day: dt.date, actor: Actor, *, may_edit: bool
) -> dict[str, Any]:
    """What ``_amounts.html``, ``_worth.html``, ``_payments.html`` and ``_procurement.html`` take."""
    waits = may_edit and any(one.condition and not one.released_on for one in told.amounts)
    documents = documents_for(told.agreement, actor) if waits else []
    reckoned = worth_of(told.agreement, told.amounts, day)
    return {
        "amounts": [_amount(told, one, refused.release, documents, may_edit=may_edit) for one in told.amounts],
        "struck_amounts": [{"amount": one, "words": shown.sum_words(one)} for one in told.struck],
        "worth": shown.worth_table(reckoned) if told.amounts else None,
        "costs": shown.cost_facts(reckoned, day.year),
        "procurement": _procurement(told, reckoned, refused.procurement, may_edit=may_edit),
        "state_in_contract": told.agreement.form == AgreementForm.CONTRACT
        and any(one.funding == Funding.STATE and not one.declined_on for one in told.amounts),
        **_payments(told, refused, day, may_edit=may_edit),
    }


def _procurement(
    told: queries.AgreementPage, reckoned: Worth[Amount], refused: ProcurementForm | None, *, may_edit: bool
) -> dict[str, Any] | None:
    """The warning with its signs, sources and answers; None where there is nothing to ask and nothing was answered."""
    limit = queries.settings(told.agreement.municipality_id).procurement_sek
    found = procurement_of(told.agreement, told.parties, told.amounts, reckoned, limit)
    answers = queries.procurement_answers(told.agreement)
    if not found.asked and not answers:
        return None
    lacks = unanswered(found.signs, answers[0].signs if answers else None)
    return {
        "asked": found.asked,
        "unanswered": lacks,
        "signs": shown.signs_words(found.signs),
        "limit": shown.kronor(found.limit),
        "value": shown.kronor(found.value),
        "sources": shown.PROCUREMENT_SOURCES,
        "answers": answers,
        "form": (refused or ProcurementForm()) if may_edit and found.asked else None,
        "open": bool(refused and refused.errors),
    }


def _payments(told: queries.AgreementPage, refused: RefusedMoney, day: dt.date, *, may_edit: bool) -> dict[str, Any]:
    """What is to be paid, with the forms for it, and what is over."""
    awaited: list[dict[str, Any]] = []
    over: list[Payment] = []
    for one in told.payments:
        if one.paid_on or one.struck_on:
            over.append(one)
            continue
        form = None
        if may_edit:
            again = refused.pay and refused.pay[0].pk == one.pk
            prefix = f"betald-{one.pk}"
            form = refused.pay[1] if again and refused.pay else PayForm(prefix=prefix, initial={"on": day})
        tone, word = shown.payment_state(one, day)
        awaited.append({"payment": one, "meta": shown.payment_meta(one), "tone": tone, "word": word, "form": form})
    plan = refused.plan or PaymentForm(agreement=told.agreement, amounts=told.amounts) if may_edit else None
    return {
        "awaited": awaited,
        "over": len(over),
        "over_rows": payments_over(over[::-1], day, may_edit=may_edit),
        "plan_form": plan,
        "may_edit": may_edit,
    }


def _document(amount: Amount) -> str:
    """The address of the document that shows that a condition was met; it is kept in a room above."""
    key = amount.evidence_document_id
    return reverse("documents:document", args=[key]) if key and amount.released_on else ""


def _amount(
    told: queries.AgreementPage,
    amount: Amount,
    refused: tuple[Amount, ReleaseForm] | None,
    documents: list[Offer],
    *,
    may_edit: bool,
) -> dict[str, Any]:
    form = None
    if may_edit and amount.condition and not amount.released_on:
        again = refused and refused[0].pk == amount.pk
        form = refused[1] if again and refused else ReleaseForm(prefix=f"villkor-{amount.pk}", documents=documents)
    tone, word = shown.amount_state(amount)
    undecided = may_edit and amount.undecided
    sources = quotes(told.sources[amount.pk])
    return {
        "amount": amount,
        "form": form,
        "quotes": sources,
        "tone": tone,
        "word": word,
        "undecided": undecided,
        "may_edit": may_edit,
        "meta": shown.amount_meta(amount),
        "released": shown.released_words(amount) if amount.released_on else [],
        "document_url": _document(amount),
    }
