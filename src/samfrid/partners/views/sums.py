"""Sums entered, corrected and struck by hand; and the answer where an agreement looks like procurement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samfrid.municipalities.dates import today
from samfrid.municipalities.requests import actor_of
from samfrid.partners import actions, queries, shown
from samfrid.partners.forms.agreements import ReasonForm
from samfrid.partners.forms.sums import AmountForm, ProcurementForm, initial_of
from samfrid.partners.models import Agreement, Amount
from samfrid.partners.money import procurement_of, worth_of
from samfrid.partners.views.acts import REFUSED, done, form_page, posted, see_again
from samfrid.partners.views.money import at, trail


def _amount(key: UUID) -> Amount:
    return get_object_or_404(Amount.objects.select_related("agreement", *queries.PAYERS), pk=key)


def _form_page(request: HttpRequest, agreement: Agreement, form: AmountForm, **context: Any) -> HttpResponse:
    told = {"form": form, "agreement": agreement, "back_url": at(agreement, "belopp")} | context
    return render(request, "partners/amount.html", told, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_amount(request: HttpRequest, key: UUID) -> HttpResponse:
    """Enter a sum."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = AmountForm(posted(request), municipality_code=found.municipality_id)
    if form.is_valid() and done(form, lambda: actions.add_amount(actor, found, form.told())):
        messages.success(request, _("Beloppet är infört."))
        return redirect(at(found, "belopp"))
    title = _("Nytt belopp")
    return _form_page(request, found, form, title=title, act_label=_("För in beloppet"), trail=trail(found, title))


@require_http_methods(["GET", "HEAD", "POST"])
def change_amount(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct a sum."""
    amount = _amount(key)
    found = amount.agreement
    actor = actor_of(request, "partners.edit", amount)
    form = AmountForm(posted(request), municipality_code=found.municipality_id, initial=initial_of(amount))
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        if done(form, lambda: actions.change_amount(actor, amount, form.told(), seen=seen)):
            messages.success(request, _("Beloppet är rättat. Betalningar som redan är planerade ändras inte av det."))
            return redirect(at(found, "belopp"))
    title, saved = _("Rätta beloppet"), list[str]()
    if form.errors:
        now = _amount(key)
        see_again(form, now.version)
        saved = [part for part in (shown.sum_words(now), *shown.amount_meta(now), now.condition) if part]
    told = {"title": title, "act_label": _("Spara beloppet"), "trail": trail(found, title), "saved": saved}
    return _form_page(request, found, form, **told)


@require_http_methods(["GET", "HEAD", "POST"])
def strike_amount(request: HttpRequest, key: UUID) -> HttpResponse:
    """Strike a sum, with the reason."""
    amount = _amount(key)
    found = amount.agreement
    actor = actor_of(request, "partners.edit", amount)
    form = ReasonForm(posted(request))
    if form.is_valid() and done(
        form, lambda: actions.strike_amount(actor, amount, form.cleaned_data["reason"], today=today())
    ):
        messages.success(request, _("Beloppet är struket."))
        return redirect(at(found, "belopp"))
    context = {
        "title": _("Stryka beloppet %(sum)s?") % {"sum": shown.sum_words(amount)},
        "text": _("Det står kvar som struket, med skälet, och räknas inte längre."),
        "act_label": _("Stryk beloppet"),
        "back_url": at(found, "belopp"),
        "form": form,
        "trail": trail(found, _("Stryk ett belopp")),
    }
    return render(request, "partners/confirm.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_procurement(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say why the agreement is no procurement, or what is done about it."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = ProcurementForm(posted(request))
    amounts = list(queries.standing_amounts().filter(agreement=found))
    limit = queries.settings(found.municipality_id).procurement_sek
    told = procurement_of(found, list(found.parties.all()), amounts, worth_of(found, amounts, today()), limit)
    if form.is_valid() and done(
        form,
        lambda: actions.answer_procurement(actor, found, form.cleaned_data["reason"], told.signs, today=today()),
    ):
        messages.success(request, _("Bedömningen är antecknad."))
        return redirect(at(found, "upphandling"))
    return form_page(
        request,
        form,
        title=_("Är det en upphandling?"),
        kind=found.title,
        lead=" ".join(shown.signs_words(told.signs)),
        act_label=_("Spara bedömningen"),
        back_url=at(found, "upphandling"),
        trail=trail(found, _("Är det en upphandling?")),
    )
