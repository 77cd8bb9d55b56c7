"""The list of agreements, an agreement's page, and the acts on it."""

from __future__ import annotations

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
from samfrid.partners.forms import FollowUpForm, ReleaseForm
from samfrid.partners.models import Agreement, Amount
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
    return _page(request, actor, get_object_or_404(Agreement, pk=key))


def _page(
    request: HttpRequest,
    actor: Membership,
    found: Agreement,
    *,
    follow_up: FollowUpForm | None = None,
    release: tuple[Amount, ReleaseForm] | None = None,
) -> HttpResponse:
    day = today()
    page = queries.agreement_page(found)
    tone, word = shown.standing(found, day)
    follow_up_tone, follow_up_word = shown.follow_up_state(page, day)
    may_edit = may(actor, "partners.edit", found)
    refused: Form | None = follow_up or (release[1] if release else None)
    context: dict[str, Any] = {
        "agreement": found,
        "tone": tone,
        "word": word,
        "facts": shown.facts(page, day),
        "drawing": shown.drawing(page, day),
        "parties": page.parties,
        "amounts": [_amount(page, one, release, may_edit=may_edit) for one in page.amounts],
        "goals": [(goal.text, quotes(page.sources[goal.pk])) for goal in page.goals],
        "commitments": commitments_shown.rows(page.commitments, day),
        "follow_ups": page.follow_ups,
        "follow_up_tone": follow_up_tone,
        "follow_up_word": follow_up_word,
        "follow_up_form": (follow_up or FollowUpForm(initial={"on": day})) if may_edit else None,
        "quotes": quotes(page.sources[found.pk]),
        "refused": refused,
        "history": lines(found, shown.ACTS, ("on",)),
        "trail": [(_("Avtal"), reverse("partners:agreements")), (found.title, "")],
    }
    return render(request, "partners/agreement.html", context, status=REFUSED if refused else 200)


def _amount(
    page: queries.AgreementPage, amount: Amount, refused: tuple[Amount, ReleaseForm] | None, *, may_edit: bool
) -> dict[str, Any]:
    form = None
    if may_edit and amount.condition and not amount.released_on:
        prefix = f"villkor-{amount.pk}"
        form = refused[1] if refused and refused[0].pk == amount.pk else ReleaseForm(prefix=prefix)
    return {"amount": amount, "form": form, "quotes": quotes(page.sources[amount.pk])}


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
    return _page(request, actor, found, follow_up=form)


@require_POST
def release(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that the condition of a sum was met."""
    amount = get_object_or_404(Amount.objects.select_related("agreement"), pk=key)
    actor = actor_of(request, "partners.edit", amount)
    form = ReleaseForm(request.POST, prefix=f"villkor-{amount.pk}")
    if form.is_valid():
        try:
            actions.release(actor, amount, form.cleaned_data["on"], today=today())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Beloppet räknas nu."))
            return redirect(amount.agreement)
    return _page(request, actor, amount.agreement, release=(amount, form))
