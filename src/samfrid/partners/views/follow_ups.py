"""Following up an agreement: plan it, hold it goal by goal, call it off."""

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
from samfrid.partners import actions
from samfrid.partners.forms.agreements import FollowUpForm
from samfrid.partners.forms.follow_ups import CallOffForm, GoalForm, PlanFollowUpForm
from samfrid.partners.models import Agreement, PlannedFollowUp
from samfrid.partners.views.acts import REFUSED, done, form_page, posted
from samfrid.partners.views.trail import trail_to


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record a follow-up: what came out of it, and what was said of each goal."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    data, day = posted(request), today()
    form = FollowUpForm(data, initial={"on": day})
    goals = [GoalForm(data, goal=goal) for goal in found.goals.all()]
    # each is asked, so that all that is wrong is said at once
    if all([form.is_valid(), *(one.is_valid() for one in goals)]):
        told, said = form.cleaned_data, [one.told() for one in goals]
        kept = [one for one in said if one]
        if done(form, lambda: actions.hold_follow_up(actor, found, told["on"], told["note"], kept, today=day)):
            messages.success(request, _("Uppföljningen är antecknad."))
            return redirect(found)
    refused = bool(form.errors or any(one.errors for one in goals))
    context: dict[str, Any] = {
        "agreement": found,
        "form": form,
        "goals": goals,
        "trail": trail_to(found, _("Anteckna en uppföljning")),
    }
    return render(request, "partners/follow_up.html", context, status=REFUSED if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, key: UUID) -> HttpResponse:
    """Plan a day on which the parties follow up."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form, day = PlanFollowUpForm(posted(request)), today()
    if form.is_valid():
        told = form.cleaned_data
        if done(form, lambda: actions.plan_follow_up(actor, found, told["on"], place=told["place"], today=day)):
            messages.success(request, _("Uppföljningen är planerad. Föreningen ser dagen när den loggar in."))
            return redirect(found)
    return form_page(
        request,
        form,
        title=_("Planera en uppföljning"),
        kind=found.title,
        act_label=_("Planera uppföljningen"),
        back_url=found.get_absolute_url(),
        trail=trail_to(found, _("Planera en uppföljning")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: HttpRequest, key: UUID) -> HttpResponse:
    """Call off a follow-up that was planned."""
    planned = get_object_or_404(PlannedFollowUp.objects.select_related("agreement"), pk=key)
    found = planned.agreement
    actor = actor_of(request, "partners.edit", found)
    form = CallOffForm(posted(request))
    if form.is_valid() and done(
        form, lambda: actions.call_off_follow_up(actor, planned, form.cleaned_data["reason"], today=today())
    ):
        messages.success(request, _("Uppföljningen är inställd."))
        return redirect(found)
    return form_page(
        request,
        form,
        title=_("Ställ in uppföljningen"),
        kind=found.title,
        act_label=_("Ställ in"),
        back_url=found.get_absolute_url(),
        trail=trail_to(found, _("Ställ in uppföljningen")),
    )
