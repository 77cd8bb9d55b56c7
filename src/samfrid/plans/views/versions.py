"""Plans by hand: a new plan, a new version, its time and its goals; what is taken out of a draft."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samfrid.municipalities.dates import today
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.plans import actions
from samfrid.plans.forms import CorrectGoalForm, GoalForm, PlanForm, ReviewOnForm, VersionForm
from samfrid.plans.models import Goal, GoalLevel, Plan, PlanVersion
from samfrid.plans.views.common import confirm_page, form_page, posted


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Begin a plan by hand."""
    actor = actor_of(request, "plans.edit")
    form = PlanForm(posted(request))
    if form.is_valid():
        try:
            made = actions.start_plan(actor, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Planen är upplagd som ett förslag. För in målen och aktiviteterna."))
            return redirect(made.plan)
    return form_page(
        request,
        form,
        heading=_("Ny plan"),
        lead=_("Finns planen som fil? Lägg hellre till den under Dokument, så läser Samfrid fram det mesta."),
        act=_("Lägg upp planen"),
        back=reverse("plans:list"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make a draft of a new version."""
    plan = get_object_or_404(Plan, pk=key)
    actor = actor_of(request, "plans.edit", plan)
    form = VersionForm(posted(request))
    if form.is_valid():
        try:
            actions.new_version(actor, plan, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Förslaget till ny version är gjort. Ändra i det och registrera antagandet."))
            return redirect(plan.get_absolute_url() + "#version")
    return form_page(
        request,
        form,
        heading=_("Ny version"),
        plan=plan,
        lead=_("Förslaget får samma mål, aktiviteter och indikatorer. Den antagna versionen står kvar som den är."),
        act=_("Gör ett förslag"),
        back=plan.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_period(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say for which time a draft is to hold."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan"), pk=key)
    actor = actor_of(request, "plans.edit", version)
    form = VersionForm(posted(request), initial={"starts_on": version.starts_on, "ends_on": version.ends_on})
    if form.is_valid():
        try:
            actions.change_period(actor, version, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Tiden är ändrad."))
            return redirect(version.plan)
    back = version.plan.get_absolute_url()
    return form_page(request, form, heading=_("Planens tid"), plan=version.plan, act=_("Ändra tiden"), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
def add_goal(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add a goal to a version."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan"), pk=key)
    actor = actor_of(request, "plans.edit", version)
    form = GoalForm(posted(request), version=version)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.add_goal(
                actor,
                version,
                told["text"],
                where=told.get("where", ""),
                level=told["level"] or GoalLevel.GOAL,
                parent=told.get("parent"),
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Målet är infört."))
            return redirect(version.plan.get_absolute_url() + "#mal")
    back = version.plan.get_absolute_url()
    return form_page(request, form, heading=_("Nytt mål"), plan=version.plan, act=_("För in målet"), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
def change_goal(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write a goal of a draft in other words."""
    goal = get_object_or_404(Goal.objects.select_related("version__plan"), pk=key)
    actor, version = actor_of(request, "plans.edit", goal), goal.version
    form = GoalForm(
        posted(request),
        version=version,
        goal=goal,
        initial={"text": goal.text, "level": goal.level, "parent": goal.parent_id},
    )
    if form.is_valid():
        try:
            told = form.cleaned_data
            parent = told.get("parent", actions.KEPT)
            actions.change_goal(actor, goal, told["text"], level=told["level"] or goal.level, parent=parent)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Målet är ändrat."))
            return redirect(version.plan)
    return form_page(
        request,
        form,
        heading=_("Ändra målet"),
        plan=version.plan,
        act=_("Ändra målet"),
        back=version.plan.get_absolute_url(),
        away=(_("Ta bort målet ur förslaget"), reverse("plans:remove_goal", args=[goal.pk])),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct_goal(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say how a goal of an adopted version stands in the plan, where it was written down wrongly here."""
    goal = get_object_or_404(Goal.objects.select_related("version__plan"), pk=key)
    actor, plan = actor_of(request, "plans.edit", goal), goal.version.plan
    form = CorrectGoalForm(posted(request), initial={"text": goal.words})
    if form.is_valid():
        try:
            actions.correct_goal(actor, goal, **form.cleaned_data, today=today())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Målet är rättat. Det som var infört visas bredvid."))
            return redirect(plan)
    lead = _(
        "Den antagna versionen ändras inte: det är bara hur målet har förts in här som rättas. Har kommunen ändrat "
        "målet gör du en ny version i stället."
    )
    return form_page(
        request,
        form,
        heading=_("Rätta hur målet är infört"),
        plan=plan,
        act=_("Rätta målet"),
        back=plan.get_absolute_url(),
        lead=lead,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove_goal(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a goal out of a draft, asked once."""
    goal = get_object_or_404(Goal.objects.select_related("version__plan"), pk=key)
    actor, plan = actor_of(request, "plans.edit", goal), goal.version.plan
    if request.method == "POST":
        try:
            actions.remove_goal(actor, goal)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("Målet är borttaget ur förslaget."))
        return redirect(plan)
    return confirm_page(
        request,
        plan,
        title=_("Ta bort målet ur förslaget?"),
        text=_("”%(goal)s” Dess aktiviteter och indikatorer står kvar i förslaget, utan mål.") % {"goal": goal.text},
        act_label=_("Ta bort målet"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def set_review(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say by when a version is to be looked over."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan"), pk=key)
    actor = actor_of(request, "plans.edit", version)
    form = ReviewOnForm(posted(request), initial={"review_on": version.review_on})
    if form.is_valid():
        try:
            actions.set_review(actor, version, form.cleaned_data["review_on"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Dagen är sparad."))
            return redirect(version.plan)
    back = version.plan.get_absolute_url()
    return form_page(request, form, heading=_("Översyn"), plan=version.plan, act=_("Spara dagen"), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw a draft away, asked once."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan"), pk=key)
    actor, plan = actor_of(request, "plans.edit", version), version.plan
    if request.method == "POST":
        try:
            actions.remove_draft(actor, version)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("Förslaget är borttaget. Åtagandena finns kvar."))
        return redirect(plan)
    return confirm_page(
        request,
        plan,
        title=_("Ta bort förslaget?"),
        text=_("Mål, aktiviteter och indikatorer i förslaget försvinner. Åtagandena finns kvar i listan."),
        act_label=_("Ta bort förslaget"),
    )
