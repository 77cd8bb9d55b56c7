"""The list of routines, a routine's page, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable
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
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Access, Membership
from samfrid.municipalities.permissions import clearance, may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.municipalities.shown import lines
from samfrid.plans import actions, queries
from samfrid.plans.forms import DecideForm, EndForm, ReviewForm, RoutineForm
from samfrid.plans.models import Routine
from samfrid.plans.rules import ROUTINE_TONES
from samfrid.plans.shown import ACTS, tabs
from samfrid.plans.shown import routines as shown
from samfrid.plans.views.common import REFUSED, posted


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All routines, the latest entered first."""
    actor, day = actor_of(request), today()
    found = queries.routines(actor.municipality_code, request.GET.get("fran", ""))
    context = {
        "rows": [shown.row(one, day) for one in found.rows],
        "next_url": f"{reverse('routines:list')}?fran={found.cursor}" if found.cursor else "",
        "tabs": tabs("routines:list"),
        "may_edit": may(actor, "plans.edit"),
    }
    return render(request, "plans/routines.html", context)


def _found(key: UUID) -> Routine:
    return get_object_or_404(Routine.objects.select_related("decided_by_body", "unit"), pk=key)


@require_safe
def routine(request: HttpRequest, key: UUID) -> HttpResponse:
    """A routine: who has decided it, when it was last looked through, and what it lacks in the national survey."""
    return _page(request, actor_of(request), _found(key))


def _page(
    request: HttpRequest,
    actor: Membership,
    found: Routine,
    *,
    decide_form: DecideForm | None = None,
    review_form: ReviewForm | None = None,
) -> HttpResponse:
    day = today()
    state = shown.state_of(found, day)
    may_edit = may(actor, "plans.edit", found)
    acts = may_edit and not found.ended_on
    refused: Form | None = decide_form or review_form
    context: dict[str, Any] = {
        "routine": found,
        "tone": ROUTINE_TONES[state],
        "word": str(shown.WORDS[state]),
        "facts": shown.facts(found, named=clearance(actor) >= Access.INTERNAL),
        "missing": shown.missing(found, day),
        "decide_form": (decide_form or DecideForm(initial={"on": day})) if acts else None,
        "review_form": (review_form or ReviewForm(initial={"on": day})) if acts else None,
        "written_url": _address("written:of_routine", found) if acts else "",
        "may_edit": may_edit,
        "refused": refused,
        "history": lines(found, ACTS, ("by", "note", "reason", "name")),
        "trail": [(_("Planer"), reverse("plans:list")), (_("Rutiner"), reverse("routines:list")), (found.name, "")],
    }
    return render(request, "plans/routine.html", context, status=REFUSED if refused else 200)


def _address(name: str, found: Routine) -> str:
    """The address of a page in a room above, or nothing where that room is not part of the installation."""
    try:
        return reverse(name, args=[found.pk])
    except NoReverseMatch:
        return ""


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Enter a routine."""
    actor = actor_of(request, "plans.edit")
    form = RoutineForm(posted(request))
    made = _entered(form, lambda told: actions.enter_routine(actor, **told), actor)
    if made:
        messages.success(request, _("Rutinen är införd. Registrera vem som har beslutat den."))
        return redirect(made)
    return _form(request, form, _("Ny rutin"), _("För in rutinen"), reverse("routines:list"))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change what the routine is called, where it is used, who keeps it."""
    found = _found(key)
    actor = actor_of(request, "plans.edit", found)
    initial = {
        "name": found.name,
        "field": found.field,
        "purpose": found.purpose,
        "unit": found.unit_id,
        "review_months": found.review_months,
    }
    form = RoutineForm(posted(request), initial=initial)
    if _entered(form, lambda told: actions.change_routine(actor, found, **told), actor):
        messages.success(request, _("Rutinen är ändrad."))
        return redirect(found)
    return _form(request, form, _("Ändra rutinen"), _("Spara"), found.get_absolute_url())


def _entered(form: RoutineForm, act: Callable[[dict[str, Any]], Routine], actor: Membership) -> Routine | None:
    """The routine as the form says, or None where it is refused or only shown."""
    if not form.is_valid():
        return None
    told = form.cleaned_data
    try:
        with transaction.atomic():
            unit = form.named("unit", actor, unit_named)
            return act({name: told[name] for name in ("name", "field", "purpose", "review_months")} | {"unit": unit})
    except ValidationError as error:
        refuse(form, error)
        return None


def _form(request: HttpRequest, form: Form, heading: str, act: str, back: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "act": act,
        "back": back,
        "trail": [(_("Planer"), reverse("plans:list")), (_("Rutiner"), reverse("routines:list")), (heading, "")],
    }
    return render(request, "plans/form.html", context, status=REFUSED if form.errors else 200)


@require_POST
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record who has decided it."""
    found = _found(key)
    actor = actor_of(request, "plans.edit", found)
    form = DecideForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            with transaction.atomic():
                actions.decide_routine(
                    actor,
                    found,
                    body=form.named("body", actor, body_named),
                    by=told["by"],
                    on=told["on"],
                    at_management=told["at_management"],
                    today=today(),
                )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Beslutet är registrerat."))
            return redirect(found)
    return _page(request, actor, found, decide_form=form)


@require_POST
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record that it has been looked through."""
    found = _found(key)
    actor = actor_of(request, "plans.edit", found)
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            actions.review_routine(actor, found, today=today(), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Genomgången är antecknad."))
            return redirect(found)
    return _page(request, actor, found, review_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that it is no longer used."""
    found = _found(key)
    actor = actor_of(request, "plans.edit", found)
    form = EndForm(posted(request), initial={"on": today()})
    if form.is_valid():
        try:
            actions.end_routine(actor, found, today=today(), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Rutinen har upphört. Den finns kvar i listan."))
            return redirect(found)
    return _form(request, form, _("Rutinen upphör"), _("Låt den upphöra"), found.get_absolute_url())


@require_POST
def resume(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take back that it has ended."""
    found = _found(key)
    actor = actor_of(request, "plans.edit", found)
    try:
        actions.resume_routine(actor, found)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("Rutinen används igen."))
    return redirect(found)
