"""The list of training, a training's page, and the acts on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.municipalities.actions import unit_named
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Access, Membership
from samfrid.municipalities.paging import page_of
from samfrid.municipalities.permissions import clearance, may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.municipalities.shown import lines
from samfrid.plans.actions.training import change_training, enter_training, strike_training
from samfrid.plans.forms.training import TOLD, StrikeForm, TrainingForm
from samfrid.plans.models import ABOUT, Training
from samfrid.plans.rules.training import TRAINING_TONES
from samfrid.plans.shown import ACTS, tabs
from samfrid.plans.shown import training as shown
from samfrid.plans.views.common import REFUSED, posted


def _trail(*last: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Planer"), reverse("plans:list")), (_("Utbildningar"), reverse("training:list")), *last]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All training, the latest first."""
    actor, day = actor_of(request), today()
    rows = Training.objects.filter(municipality_id=actor.municipality_code).select_related("unit")
    found = page_of(rows, "starts_on", request.GET.get("fran", ""))
    context = {
        "rows": [shown.row(one, day) for one in found.rows],
        "next_url": f"{reverse('training:list')}?fran={found.cursor}" if found.cursor else "",
        "tabs": tabs("training:list"),
        "may_edit": may(actor, "plans.edit"),
    }
    return render(request, "plans/trainings.html", context)


def _found(key: UUID) -> Training:
    return get_object_or_404(Training.objects.select_related("unit"), pk=key)


@require_safe
def training(request: HttpRequest, key: UUID) -> HttpResponse:
    """A training: what, about what, for whom, when, how many came, and what shows it."""
    actor, found = actor_of(request), _found(key)
    state = shown.state_of(found, today())
    context: dict[str, Any] = {
        "training": found,
        "tone": TRAINING_TONES[state],
        "word": str(shown.WORDS[state]),
        "facts": shown.facts(found, named=clearance(actor) >= Access.INTERNAL),
        "may_edit": may(actor, "plans.edit", found) and not found.struck_on,
        "evidence_url": _address("written:of_training", found),
        "history": lines(found, ACTS, ("reason", "name")),
        "trail": _trail((found.name, "")),
    }
    return render(request, "plans/training.html", context)


def _address(name: str, found: Training) -> str:
    """The address of a page in a room above, or nothing where that room is not part of the installation."""
    try:
        return reverse(name, args=[found.pk])
    except NoReverseMatch:
        return ""


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Enter a training."""
    actor = actor_of(request, "plans.edit")
    form = TrainingForm(posted(request))
    made = _kept(form, actor, None)
    if made:
        messages.success(request, _("Utbildningen är införd. Ange gärna en handling som visar att den hölls."))
        return redirect(made)
    return _form(request, form, _("Ny utbildning"), _("För in utbildningen"), reverse("training:list"))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change what is known of it."""
    found = _found(key)
    actor = actor_of(request, "plans.edit", found)
    initial = {name: getattr(found, name) for name in TOLD if name != "about"}
    initial |= {"about": [name for name in ABOUT if getattr(found, name)], "unit": found.unit_id}
    form = TrainingForm(posted(request), initial=initial)
    if _kept(form, actor, found):
        messages.success(request, _("Utbildningen är ändrad."))
        return redirect(found)
    return _form(request, form, _("Ändra utbildningen"), _("Spara"), found.get_absolute_url())


def _kept(form: TrainingForm, actor: Membership, found: Training | None) -> Training | None:
    """The training as the form says, or None where it is refused or only shown."""
    if not form.is_valid():
        return None
    told = {name: form.cleaned_data[name] for name in TOLD}
    try:
        with transaction.atomic():
            told["unit"] = form.named("unit", actor, unit_named)
            return change_training(actor, found, **told) if found else enter_training(actor, **told)
    except ValidationError as error:
        refuse(form, error)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: HttpRequest, key: UUID) -> HttpResponse:
    """Strike one that was entered in error or never held."""
    found = _found(key)
    actor = actor_of(request, "plans.edit", found)
    form = StrikeForm(posted(request))
    if form.is_valid():
        try:
            strike_training(actor, found, reason=form.cleaned_data["reason"], today=today())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Utbildningen är struken. Den räknas inte."))
            return redirect(found)
    context = {
        "title": _("Ska utbildningen strykas?"),
        "text": _("Den står kvar i listan som struken, med ditt skäl, och räknas inte i öppna jämförelser."),
        "act_label": _("Stryk den"),
        "back_url": found.get_absolute_url(),
        "form": form,
        "trail": _trail((found.name, found.get_absolute_url()), (_("Stryk"), "")),
    }
    return render(request, "plans/confirm.html", context, status=REFUSED if form.errors else 200)


def _form(request: HttpRequest, form: Form, heading: str, act: str, back: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "act": act, "back": back, "trail": _trail((heading, ""))}
    return render(request, "plans/form.html", context, status=REFUSED if form.errors else 200)
