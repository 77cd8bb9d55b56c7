"""The activities of a draft: changed, and taken out, replaced or merged with why."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samfrid.commitments.models import Commitment
from samfrid.municipalities.actions import unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.plans import actions
from samfrid.plans.forms import ChangeActivityForm, LeaveForm, WhyForm
from samfrid.plans.models import Activity, PlanVersion, Succession, SuccessionKind
from samfrid.plans.queries import stood_before
from samfrid.plans.views.common import confirm_page, form_page, posted


def _found(key: UUID) -> Activity:
    rows = Activity.objects.select_related(
        "version__plan", "commitment__responsible", "commitment__responsible_organisation", "responsible"
    )
    return get_object_or_404(rows, pk=key)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what a draft says of an activity."""
    activity = _found(key)
    actor, version = actor_of(request, "plans.edit", activity), activity.version
    day, precision = activity.when
    initial = {
        "text": activity.words,
        "responsible": activity.responsible_id if activity.told else activity.commitment.responsible_id,
        "due": PartialDate.around(day, precision) if day else None,
        "goal": activity.goal_id,
    }
    form = ChangeActivityForm(posted(request), version=version, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        try:
            with transaction.atomic():
                unit = form.named("responsible", actor, unit_named)
                actions.change_activity(
                    actor, activity, text=told["text"], responsible=unit, due=told["due"], goal=told.get("goal")
                )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Aktiviteten är ändrad i förslaget."))
            return redirect(version.plan)
    return form_page(
        request,
        form,
        heading=_("Ändra aktiviteten"),
        plan=version.plan,
        lead=_("Åtagandet ändras när förslaget antas. Till dess gäller det som står i listan över åtaganden."),
        act=_("Ändra aktiviteten"),
        back=version.plan.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take an activity out of a draft: asked once, and why where the version before has it."""
    activity = _found(key)
    actor, plan = actor_of(request, "plans.edit", activity), activity.version.plan
    if stood_before(activity.version, activity.commitment):
        return _leave(request, actor, activity)
    if request.method == "POST":
        try:
            actions.remove_activity(actor, activity)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("Aktiviteten är borttagen ur förslaget. Åtagandet finns kvar."))
        return redirect(plan)
    return confirm_page(
        request,
        plan,
        title=_("Ta bort aktiviteten ur förslaget?"),
        text=_("”%(activity)s” Åtagandet finns kvar med sin historik.") % {"activity": activity.words},
        act_label=_("Ta bort aktiviteten"),
    )


def _leave(request: HttpRequest, actor: Membership, activity: Activity) -> HttpResponse:
    plan = activity.version.plan
    form = LeaveForm(posted(request), activity=activity)
    if form.is_valid():
        told = form.cleaned_data
        try:
            if told["kind"] == SuccessionKind.DROPPED:
                actions.remove_activity(actor, activity, why=told["why"])
            else:
                actions.succeed(actor, activity, kind=told["kind"], after=told["after"], why=told["why"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Aktiviteten är borttagen ur förslaget. Åtagandet finns kvar."))
            return redirect(plan)
    return form_page(
        request,
        form,
        heading=_("Ta aktiviteten ur förslaget"),
        plan=plan,
        lead=_("”%(activity)s” Åtagandet finns kvar med sin historik, och i den version som gäller.")
        % {"activity": activity.words},
        act=_("Ta ur förslaget"),
        back=plan.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def explain(request: HttpRequest, key: UUID, commitment: UUID) -> HttpResponse:
    """Say why a draft no longer has an activity of the version before."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan"), pk=key)
    actor = actor_of(request, "plans.edit", version)
    gone = get_object_or_404(Commitment, pk=commitment)
    form = WhyForm(posted(request))
    if form.is_valid():
        try:
            actions.explain_gone(actor, version, gone, why=form.cleaned_data["why"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Skälet är sparat."))
            return redirect("plans:compare", version.plan_id)
    return form_page(
        request,
        form,
        heading=_("Varför är aktiviteten inte kvar?"),
        plan=version.plan,
        lead=f"”{gone}”",
        act=_("Spara skälet"),
        back=version.plan.get_absolute_url(),
    )


@require_POST
def bring_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put an activity back into a draft."""
    gone = get_object_or_404(Succession.objects.select_related("version__plan", "before"), pk=key)
    actor = actor_of(request, "plans.edit", gone)
    try:
        actions.bring_back(actor, gone)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("Aktiviteten står i förslaget igen."))
    return redirect(gone.version.plan)
