"""The parts of an agreement's page that tell of its money: sums, payments, what it is worth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from samfrid.municipalities.happenings import page
from samfrid.partners import queries, shown
from samfrid.partners.models import AgreementForm, Amount, Funding, Per
from samfrid.partners.money import procurement_of, worth_of
from samfrid.partners.rules import Worth, lacking, period_to_plan, unanswered
from samfrid.partners.shown.payments import LACKING, payment_rows
from samfrid.provenance.shown import quotes


@cache
def _address(name: str) -> Callable[[UUID], str]:
    """How the address of an act on a sum is made."""
    return page(f"partners:{name}")


def money_context(told: queries.AgreementPage, day: dt.date, *, may_edit: bool) -> dict[str, Any]:
    """What ``_amounts.html``, ``_worth.html``, ``_payments.html`` and ``_procurement.html`` take."""
    reckoned = worth_of(told.agreement, told.amounts, day, told.grounds)
    awaited = [one for one in told.payments if not (one.paid_on or one.struck_on)]
    over = [one for one in reversed(told.payments) if one.paid_on or one.struck_on]
    return {
        "amounts": [_amount(told, one, may_edit=may_edit) for one in told.amounts],
        "struck_amounts": [{"amount": one, "words": shown.sum_words(one)} for one in told.struck],
        "worth": shown.worth_table(reckoned) if told.amounts else None,
        "costs": shown.cost_facts(reckoned, day.year),
        "procurement": _procurement(told, reckoned, may_edit=may_edit),
        "state_in_contract": told.agreement.form == AgreementForm.CONTRACT
        and any(one.funding == Funding.STATE and not one.declined_on for one in told.amounts),
        "awaited_rows": payment_rows(awaited, day, may_edit=may_edit),
        "over": len(over),
        "over_rows": payment_rows(over, day, may_edit=may_edit),
        "propose_lacks": _propose_lacks(told, day) if may_edit else "",
    }


def _propose_lacks(told: queries.AgreementPage, day: dt.date) -> str:
    """Why there are no payments to propose; empty where there are."""
    period = period_to_plan(told.agreement.terms, day)
    known = [(one.amount_id, one.due_on) for one in told.payments if one.amount_id and not one.struck_on]
    # mypy reads this before it knows what a model's fields are
    sums: Any = told.amounts
    lacks = lacking(sums, period, known, day, inhabitants=told.grounds.inhabitants, index=told.grounds.index)
    return str(LACKING[lacks]) if lacks else ""


def _procurement(told: queries.AgreementPage, reckoned: Worth[Amount], *, may_edit: bool) -> dict[str, Any] | None:
    """The warning with its signs, sources and answers; None where there is nothing to ask and nothing was answered."""
    found = procurement_of(told.agreement, told.parties, told.amounts, reckoned, told.limit)
    if not found.asked and not told.answers:
        return None
    return {
        "asked": found.asked,
        "unanswered": unanswered(found.signs, told.answers[0].signs if told.answers else None),
        "signs": shown.signs_words(found.signs),
        "limit": shown.kronor(found.limit),
        "value": shown.kronor(found.value),
        "sources": shown.PROCUREMENT_SOURCES,
        "answers": told.answers,
        "may_answer": may_edit and found.asked,
    }


def _document(amount: Amount) -> str:
    """The address of the document that shows that a condition was met; it is kept in a room above."""
    key = amount.evidence_document_id
    return reverse("documents:document", args=[key]) if key and amount.released_on else ""


def _amount(told: queries.AgreementPage, amount: Amount, *, may_edit: bool) -> dict[str, Any]:
    tone, word = shown.amount_state(amount)
    return {
        "amount": amount,
        "sum": shown.kronor(amount.sek),
        "per": Per(amount.per).label,
        "words": shown.sum_words(amount),
        "quotes": quotes(told.sources[amount.pk]),
        "tone": tone,
        "word": word,
        "meta": shown.amount_meta(amount),
        "released": shown.released_words(amount) if amount.released_on else [],
        "document_url": _document(amount),
        "acts": _acts(amount) if may_edit else [],
    }


def _acts(amount: Amount) -> list[tuple[str, str]]:
    """What can be done with a sum: label and address."""
    acts = []
    if amount.condition and not amount.released_on:
        acts.append((_("Villkoret är uppfyllt"), _address("release")(amount.pk)))
    if amount.undecided:
        acts.append((_("Villkoret uppfylldes inte"), _address("decline")(amount.pk)))
        acts.append((_("Ange när det ska avgöras"), _address("decide_by")(amount.pk)))
    acts.append((_("Rätta"), _address("change_amount")(amount.pk)))
    return [*acts, (_("Stryk"), _address("strike_amount")(amount.pk))]
