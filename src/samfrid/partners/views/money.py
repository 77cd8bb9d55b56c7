"""An agreement's money: conditions that are met or not, payments proposed, planned, made and struck."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.requests import actor_of
from samfrid.partners import actions, queries, shown
from samfrid.partners.documents import documents_for
from samfrid.partners.forms.agreements import ReasonForm
from samfrid.partners.forms.money import (
    DecideByForm,
    DeclineForm,
    PayForm,
    PaymentForm,
    ProposedForm,
    ReleaseForm,
)
from samfrid.partners.models import Agreement, Amount, Payment
from samfrid.partners.rules import Proposed, coming_payments, period_to_plan
from samfrid.partners.views.acts import REFUSED, done, form_page, posted


def trail(agreement: Agreement, last: str) -> list[tuple[str, str]]:
    return [
        (_("Avtal"), reverse("partners:agreements")),
        (agreement.title, agreement.get_absolute_url()),
        (last, ""),
    ]


def at(agreement: Agreement, place: str) -> str:
    return f"{agreement.get_absolute_url()}#{place}"


def _amount(key: UUID) -> Amount:
    return get_object_or_404(Amount.objects.select_related("agreement"), pk=key)


def _payment(key: UUID) -> Payment:
    return get_object_or_404(Payment.objects.select_related("agreement", "amount"), pk=key)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that the condition of a sum was met."""
    amount = _amount(key)
    actor = actor_of(request, "partners.edit", amount)
    form = ReleaseForm(posted(request), documents=documents_for(amount.agreement, actor))
    if form.is_valid() and done(form, lambda: actions.release(actor, amount, **form.told(), today=today())):
        messages.success(request, _("Beloppet räknas nu."))
        return redirect(at(amount.agreement, "belopp"))
    return form_page(
        request,
        form,
        title=_("Villkoret är uppfyllt"),
        kind=amount.agreement.title,
        lead=f"{shown.kronor(amount.sek)} {amount.get_per_display()}: {amount.condition}",
        act_label=_("Räkna beloppet"),
        back_url=at(amount.agreement, "belopp"),
        trail=trail(amount.agreement, _("Villkor")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that the condition of a sum was not met, and why."""
    amount = _amount(key)
    actor = actor_of(request, "partners.edit", amount)
    form = DeclineForm(posted(request), initial={"on": today()})
    if form.is_valid():
        told = form.cleaned_data
        if done(form, lambda: actions.decline(actor, amount, told["on"], told["reason"], today=today())):
            messages.success(request, _("Det är antecknat att villkoret inte uppfylldes. Beloppet väntas inte längre."))
            return redirect(at(amount.agreement, "belopp"))
    return form_page(
        request,
        form,
        title=_("Villkoret uppfylldes inte"),
        kind=amount.agreement.title,
        lead=f"{shown.kronor(amount.sek)} {amount.get_per_display()}: {amount.condition}",
        act_label=_("Anteckna"),
        back_url=at(amount.agreement, "belopp"),
        trail=trail(amount.agreement, _("Villkor")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def decide_by(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say by which day it is to be decided whether a condition is met."""
    amount = _amount(key)
    actor = actor_of(request, "partners.edit", amount)
    form = DecideByForm(posted(request), initial={"by": amount.decide_by})
    if form.is_valid() and done(form, lambda: actions.set_decide_by(actor, amount, form.cleaned_data["by"])):
        messages.success(request, _("Dagen är sparad."))
        return redirect(at(amount.agreement, "belopp"))
    return form_page(
        request,
        form,
        title=_("När ska villkoret avgöras?"),
        kind=amount.agreement.title,
        lead=f"{shown.kronor(amount.sek)} {amount.get_per_display()}: {amount.condition}",
        act_label=_("Spara dagen"),
        back_url=at(amount.agreement, "belopp"),
        trail=trail(amount.agreement, _("Villkor")),
    )


@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """What is to be paid in all agreements, the nearest first."""
    actor, day = actor_of(request), today()
    found = queries.payments(actor.municipality_code, request.GET.get("fran", ""))
    context = {
        "rows": [shown.payment_row(one, day) for one in found.rows],
        "next_url": f"{reverse('partners:payments')}?fran={found.cursor}" if found.cursor else "",
        "trail": [(_("Avtal"), reverse("partners:agreements")), (_("Betalningar"), "")],
    }
    return render(request, "partners/payments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_payment(request: HttpRequest, key: UUID) -> HttpResponse:
    """Plan one payment by hand."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = PaymentForm(posted(request), agreement=found)
    if form.is_valid() and done(form, lambda: actions.plan_payment(actor, found, **form.cleaned_data)):
        messages.success(request, _("Betalningen är planerad."))
        return redirect(at(found, "betalningar"))
    return form_page(
        request,
        form,
        title=_("Planera en betalning"),
        kind=found.title,
        act_label=_("Planera betalningen"),
        back_url=at(found, "betalningar"),
        trail=trail(found, _("Planera en betalning")),
    )


def _proposed(found: Agreement) -> list[Proposed]:
    """What the agreement's fixed sums give rise to, less what is planned already."""
    day = today()
    period = period_to_plan(found.terms, day)
    planned = found.payments.filter(struck_on__isnull=True, amount__isnull=False)
    known = planned.values_list("amount_id", "due_on")
    amounts = list(queries.standing_amounts().filter(agreement=found).order_by("created_at"))
    told = queries.grounds(found.municipality_id, amounts)
    # mypy reads this before it knows what a model's fields are
    sums: Any = amounts
    return coming_payments(sums, period, known, day, inhabitants=told.inhabitants, index=told.index)


@require_http_methods(["GET", "HEAD", "POST"])
def propose_payments(request: HttpRequest, key: UUID) -> HttpResponse:
    """The payments that lie ahead by the agreement's sums, to be planned as they are kept."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    forms = [ProposedForm(posted(request), proposed=one) for one in _proposed(found)]
    # all are asked, so that all that is wrong is told at once
    right = [form.is_valid() for form in forms]
    if forms and all(right):
        amounts = {one.pk: one for one in found.amounts.all()}
        kept = [
            actions.PaymentIn(form.cleaned_data["due_on"], form.proposed.sek, amounts[form.proposed.amount_id])
            for form in forms
            if form.cleaned_data["take"]
        ]
        if done(forms[0], lambda: actions.plan_payments(actor, found, kept)):
            told = ngettext("%(n)s betalning är planerad.", "%(n)s betalningar är planerade.", len(kept))
            messages.success(request, told % {"n": len(kept)})
            return redirect(at(found, "betalningar"))
    refused = next((form for form in forms if form.errors), None)
    context = {
        "agreement": found,
        "forms": forms,
        "refused": refused,
        "trail": trail(found, _("Kommande betalningar")),
    }
    return render(request, "partners/propose.html", context, status=REFUSED if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record that a payment was made."""
    payment = _payment(key)
    actor = actor_of(request, "partners.edit", payment)
    form = PayForm(posted(request), initial={"on": today()})
    if form.is_valid() and done(form, lambda: actions.pay(actor, payment, form.cleaned_data["on"], today=today())):
        messages.success(request, _("Betalningen är antecknad."))
        return redirect(at(payment.agreement, "betalningar"))
    told = {"sum": shown.kronor(payment.sek), "day": in_words(payment.due_on)}
    return form_page(
        request,
        form,
        title=_("Anteckna betalningen"),
        kind=payment.agreement.title,
        lead=_("%(sum)s senast %(day)s") % told,
        act_label=_("Anteckna betalningen"),
        back_url=at(payment.agreement, "betalningar"),
        trail=trail(payment.agreement, _("Anteckna betalningen")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def strike_payment(request: HttpRequest, key: UUID) -> HttpResponse:
    """Strike a payment, with the reason."""
    payment = _payment(key)
    actor = actor_of(request, "partners.edit", payment)
    form = ReasonForm(posted(request))
    if form.is_valid() and done(
        form, lambda: actions.strike_payment(actor, payment, form.cleaned_data["reason"], today=today())
    ):
        messages.success(request, _("Betalningen är struken."))
        return redirect(at(payment.agreement, "betalningar"))
    context = {
        "title": _("Stryka betalningen på %(sum)s?") % {"sum": shown.kronor(payment.sek)},
        "text": _("Den står kvar som struken, med skälet. Den räknas inte längre som planerad eller betald."),
        "act_label": _("Stryk betalningen"),
        "back_url": at(payment.agreement, "betalningar"),
        "form": form,
        "trail": trail(payment.agreement, _("Stryk en betalning")),
    }
    return render(request, "partners/confirm.html", context, status=REFUSED if form.errors else 200)
