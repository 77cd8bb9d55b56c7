"""An indicator with its values, and the acts on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samfrid.municipalities.dates import today
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.plans import actions, queries
from samfrid.plans.forms import IndicatorForm, ValueForm, WithdrawForm
from samfrid.plans.models import IndicatorValue, PlanVersion
from samfrid.plans.shown import indicators as shown
from samfrid.plans.views.common import REFUSED, confirm_page, form_page, posted


@require_http_methods(["GET", "HEAD", "POST"])
def add_indicator(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add an indicator to a version."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan"), pk=key)
    actor = actor_of(request, "plans.edit", version)
    form = IndicatorForm(posted(request), version=version, initial={"of": request.GET.get("for", "")})
    if form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if name != "of"}
        try:
            made = actions.add_indicator(actor, version, goal=form.part("goal"), activity=form.part("activity"), **told)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Indikatorn är införd."))
            return redirect(made.indicator)
    return form_page(
        request,
        form,
        heading=_("Ny indikator"),
        plan=version.plan,
        lead=_("Det som mäts för att se om planen gör skillnad. Det kan läggas till även i en antagen plan."),
        act=_("För in indikatorn"),
        back=version.plan.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: HttpRequest, key: UUID) -> HttpResponse:
    """An indicator: what it is, its values, and a form that gives the next."""
    actor, day = actor_of(request), today()
    page = queries.indicator_page(key)
    if page is None:
        raise Http404
    found = page.indicator
    may_report = may(actor, "plans.report", found)
    last = page.values[0] if page.values else None
    due = shown.due(found, page.place.version, last)
    form = ValueForm(posted(request), initial={"on": min(due, day)})
    if request.method == "POST":
        actor_of(request, "plans.report", found)
        if form.is_valid():
            try:
                actions.give_value(actor, found, today=day, **form.cleaned_data)
            except ValidationError as error:
                refuse(form, error)
            else:
                messages.success(request, _("Värdet är infört."))
                return redirect(found)
    tone, word = shown.state(page.place, page.place.version, last, day)
    context: dict[str, Any] = {
        "indicator": found,
        "of": page.place.goal or (page.place.activity.commitment if page.place.activity else None),
        "tone": tone,
        "word": word,
        "facts": shown.facts(page.place),
        "values": shown.values(found, page.values),
        "due": due,
        "form": form if may_report else None,
        "trail": [
            (_("Planer"), reverse("plans:list")),
            (found.plan.name, found.plan.get_absolute_url()),
            (found.name, ""),
        ],
    }
    return render(request, "plans/indicator.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_value(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a value away that was given wrongly, asked once."""
    value = get_object_or_404(IndicatorValue.objects.select_related("indicator__plan"), pk=key)
    actor = actor_of(request, "plans.report", value)
    if queries.indicator_page(value.indicator_id) is None:
        raise Http404
    form, found = WithdrawForm(posted(request)), value.indicator
    if form.is_valid():
        try:
            actions.withdraw_value(actor, value, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Värdet är borttaget."))
            return redirect(found)
    return confirm_page(
        request,
        found.plan,
        title=_("Ta bort värdet?"),
        text=_("%(indicator)s: %(figure)s. Händelseloggen behåller värdet och skälet.")
        % {"indicator": found.name, "figure": shown.figure(value.value, found.unit)},
        act_label=_("Ta bort värdet"),
        back_url=found.get_absolute_url(),
        form=form,
    )
