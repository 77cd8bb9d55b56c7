"""The list of agreements, an agreement's page, and follow-ups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samfrid.commitments import shown as commitments_shown
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.municipalities.shown import lines
from samfrid.partners import actions, queries, shown
from samfrid.partners.forms.agreements import FollowUpForm, PayForm, PaymentForm, ReleaseForm
from samfrid.partners.models import Agreement, Amount, Payment
from samfrid.provenance.shown import quotes

REFUSED = 422


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All agreements, the latest entered first."""
    actor, day = actor_of(request), today()
    found = queries.agreements(actor.municipality_code, request.GET.get("fran", ""))
    context = {
        "rows": [shown.row(agreement, day) for agreement in found.rows],
        "next_url": f"{reverse('partners:agreements')}?fran={found.cursor}" if found.cursor else "",
    }
    return render(request, "partners/list.html", context)


@require_safe
def agreement(request: HttpRequest, key: UUID) -> HttpResponse:
    """An agreement: parties, current period, sums, goals, follow-ups."""
    actor = actor_of(request)
    return page(request, actor, get_object_or_404(Agreement, pk=key))


@dataclass(frozen=True, slots=True)
class Refused:
    """The form of the page that was refused, with all that was typed."""

    follow_up: FollowUpForm | None = None
    release: tuple[Amount, ReleaseForm] | None = None
    plan: PaymentForm | None = None
    pay: tuple[Payment, PayForm] | None = None

    @property
    def form(self) -> Form | None:
        one = self.follow_up or self.plan
        return one or (self.release[1] if self.release else None) or (self.pay[1] if self.pay else None)


def page(
    request: HttpRequest,
    actor: Membership,
    found: Agreement,
    refused: Refused = Refused(),
) -> HttpResponse:
    """An agreement's page, with a form that was refused in its place."""
    day = today()
    told = queries.agreement_page(found)
    tone, word = shown.standing(found, day)
    follow_up_tone, follow_up_word = shown.follow_up_state(told, day)
    may_edit = may(actor, "partners.edit", found)
    context: dict[str, Any] = {
        "agreement": found,
        "tone": tone,
        "word": word,
        "facts": shown.facts(told, day),
        "drawing": shown.drawing(told, day),
        "parties": told.parties,
        "amounts": [_amount(told, one, refused.release, may_edit=may_edit) for one in told.amounts],
        "goals": [(goal.text, quotes(told.sources[goal.pk])) for goal in told.goals],
        "commitments": commitments_shown.rows(told.commitments, day),
        "follow_ups": told.follow_ups,
        "follow_up_tone": follow_up_tone,
        "follow_up_word": follow_up_word,
        "follow_up_form": (refused.follow_up or FollowUpForm(initial={"on": day})) if may_edit else None,
        "quotes": quotes(told.sources[found.pk]),
        "refused": refused.form,
        "history": lines(found, shown.ACTS, ("reason", "on")),
        "trail": [(_("Avtal"), reverse("partners:agreements")), (found.title, "")],
    }
    context |= _payments(told, refused, may_edit=may_edit)
    return render(request, "partners/agreement.html", context, status=REFUSED if refused.form else 200)


def _payments(told: queries.AgreementPage, refused: Refused, *, may_edit: bool) -> dict[str, Any]:
    """What is to be paid, with the forms for it, and what is over."""
    day = today()
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


@require_POST
def follow_up(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record a follow-up."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = FollowUpForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.record_follow_up(actor, found, told["on"], told["note"], today=today())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Uppföljningen är antecknad."))
            return redirect(found)
    return page(request, actor, found, Refused(follow_up=form))
