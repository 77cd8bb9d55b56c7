"""The parts of an agreement's page that tell of its money: sums, payments, what it is worth."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.forms import Form

from samfrid.partners import queries, shown
from samfrid.partners.forms.money import PayForm, PaymentForm, ReleaseForm
from samfrid.partners.models import Amount, Payment
from samfrid.provenance.shown import quotes


@dataclass(frozen=True, slots=True)
class RefusedMoney:
    """The form about money that was refused, with all that was typed."""

    release: tuple[Amount, ReleaseForm] | None = None
    plan: PaymentForm | None = None
    pay: tuple[Payment, PayForm] | None = None

    @property
    def form(self) -> Form | None:
        return self.plan or (self.release[1] if self.release else None) or (self.pay[1] if self.pay else None)


def money_context(
    told: queries.AgreementPage, refused: RefusedMoney, day: dt.date, *, may_edit: bool
) -> dict[str, Any]:
    """What ``_amounts.html`` and ``_payments.html`` take."""
    amounts = [_amount(told, one, refused.release, may_edit=may_edit) for one in told.amounts]
    return {"amounts": amounts, **_payments(told, refused, day, may_edit=may_edit)}


def _payments(told: queries.AgreementPage, refused: RefusedMoney, day: dt.date, *, may_edit: bool) -> dict[str, Any]:
    """What is to be paid, with the forms for it, and what is over."""
    awaited: list[dict[str, Any]] = []
    over: list[dict[str, Any]] = []
    for one in told.payments:
        tone, word = shown.payment_state(one, day)
        form = None
        if may_edit and not one.paid_on and not one.struck_on:
            again = refused.pay and refused.pay[0].pk == one.pk
            prefix = f"betald-{one.pk}"
            form = refused.pay[1] if again and refused.pay else PayForm(prefix=prefix, initial={"on": day})
        told_of = {"payment": one, "meta": shown.payment_meta(one), "tone": tone, "word": word, "form": form}
        (over if one.paid_on or one.struck_on else awaited).append(told_of)
    return {
        "awaited": awaited,
        "over": over[::-1],
        "plan_form": (refused.plan or PaymentForm(agreement=told.agreement)) if may_edit else None,
        "may_edit": may_edit,
    }


def _amount(
    told: queries.AgreementPage, amount: Amount, refused: tuple[Amount, ReleaseForm] | None, *, may_edit: bool
) -> dict[str, Any]:
    form = None
    if may_edit and amount.condition and not amount.released_on:
        again = refused and refused[0].pk == amount.pk
        form = refused[1] if again and refused else ReleaseForm(prefix=f"villkor-{amount.pk}")
    tone, word = shown.amount_state(amount)
    undecided = may_edit and amount.undecided
    sources = quotes(told.sources[amount.pk])
    return {"amount": amount, "form": form, "quotes": sources, "tone": tone, "word": word, "undecided": undecided}
