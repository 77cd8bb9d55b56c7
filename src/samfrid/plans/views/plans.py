"""The list of plans, a plan with its versions, its adoption and its activities."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.commitments.drawing import picture_of
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.municipalities.shown import lines
from samfrid.plans import actions, queries, shown
from samfrid.plans.days import stands
from samfrid.plans.forms import ActivityForm, AdoptForm
from samfrid.plans.models import Activity, Plan, PlanVersion, VersionState
from samfrid.plans.offered import decisions
from samfrid.plans.rules import HELD, PeriodState, begins_on, in_force_on
from samfrid.plans.shown import matrix
from samfrid.plans.shown.matrix import MatrixShown
from samfrid.provenance.shown import quotes

REFUSED = 422


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All plans, by their current version."""
    actor, day = actor_of(request), today()
    found = queries.plans(actor.municipality_code, request.GET.get("fran", ""))
    context = {
        "rows": [shown.row(plan, day) for plan in found.rows],
        "next_url": f"{reverse('plans:list')}?fran={found.cursor}" if found.cursor else "",
        "tabs": shown.tabs("plans:list"),
        "may_edit": may(actor, "plans.edit"),
    }
    return render(request, "plans/list.html", context)


@require_safe
def plan(request: HttpRequest, key: UUID) -> HttpResponse:
    """A plan: who answers for what, and what has nobody."""
    actor = actor_of(request)
    return _page(request, actor, get_object_or_404(Plan, pk=key))


def _page(request: HttpRequest, actor: Membership, found: Plan, refused: AdoptForm | None = None) -> HttpResponse:
    day = today()
    page = queries.plan_page(found)
    current = actions.latest_of(page.versions, day)
    draft = next((one for one in page.versions if one.state == VersionState.DRAFT), None)
    # a new version is adopted before anything more is said of the adoption that it follows
    adoptable = draft or (current if current and not (current.adopted_on and current.adopted_by_id) else None)
    coming = [one for one in page.versions if one != current and stands(one, day) is PeriodState.COMING]
    may_edit = may(actor, "plans.edit", found)
    activities = page.activities[current.pk] if current else []
    context: dict[str, Any] = {
        "plan": found,
        "kind": capfirst(found.get_kind_display()),
        "aliases": page.aliases,
        "current": shown.version(page, current, day) if current else None,
        "draft": shown.version(page, draft, day) if draft and draft != current else None,
        "holds": bool(current and stands(current, day) in HELD),
        "coming": [shown.version(page, one, day) for one in reversed(coming)],
        "others": [shown.version(page, one, day) for one in page.versions if one not in (current, draft, *coming)],
        "compare_url": reverse("plans:compare", args=[found.pk]) if len(page.versions) > 1 else "",
        "matrix": _matrix(found, activities),
        "picture": picture_of(
            [one.commitment for one in activities], title=_("Planens åtaganden på en linje"), today=day
        ),
        "quotes": quotes(page.sources[found.pk]),
        "adopt_form": (refused or AdoptForm(decisions=decisions(found))) if may_edit and adoptable else None,
        "adoptable": adoptable,
        "may_edit": may_edit,
        "may_renew": may_edit and draft is None,
        "refused": refused,
        "history": lines(found, shown.ACTS, ("indicator", "goal", "where", "body", "name")),
        "trail": [(_("Planer"), reverse("plans:list")), (found.name, "")],
    }
    return render(request, "plans/plan.html", context, status=REFUSED if refused else 200)


def _matrix(found: Plan, activities: list[Activity]) -> MatrixShown | None:
    if not activities:
        return None
    return matrix.shown(
        matrix.of_activities(activities), f"plan:{found.pk}", _("Planens aktiviteter i preventionsmatrisen")
    )


@require_POST
def adopt(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record that a body has adopted a version."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan"), pk=key)
    actor = actor_of(request, "plans.edit", version)
    form = AdoptForm(request.POST, decisions=decisions(version.plan))
    if form.is_valid():
        try:
            with transaction.atomic():
                body = form.named("body", actor, body_named)
                told = form.cleaned_data
                made = actions.adopt(
                    actor,
                    version,
                    body=body,
                    on=told["on"],
                    paragraph=told["paragraph"],
                    decision=form.chosen,
                    today=today(),
                )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _told_adopted(made, today()))
            _tell_shared(request, made)
            return redirect(version.plan)
    return _page(request, actor, version.plan, form)


def _told_adopted(version: PlanVersion, day: dt.date) -> str:
    """That it is adopted, and where it waits for its day what holds until then."""
    begins = begins_on(version)
    if begins <= day:
        return _("Antagandet är registrerat.")
    told = _("Antagandet är registrerat. Versionen gäller från %(day)s.")
    if in_force_on(version.plan.versions.all(), day):
        told += " " + _("Till dess gäller den som gällde förut, och åtagandena är som de var.")
    return told % {"day": in_words(begins)}


def _tell_shared(request: HttpRequest, version: PlanVersion) -> None:
    """Say which activities another adopted plan has too."""
    held = queries.adopted_elsewhere(version.plan, version.activities.values_list("commitment", flat=True))
    names = sorted({name for listed in held.values() for name in listed})
    if names:
        told = ngettext(
            "%(n)s aktivitet står också i %(plans)s. Den är ett och samma åtagande och följs på ett ställe.",
            "%(n)s aktiviteter står också i %(plans)s. De är samma åtaganden och följs på ett ställe.",
            len(held),
        )
        messages.info(request, told % {"n": len(held), "plans": ", ".join(f"”{name}”" for name in names)})


@require_http_methods(["GET", "HEAD", "POST"])
def add_activity(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add an activity to a version: a commitment with its place in the plan."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan"), pk=key)
    actor = actor_of(request, "plans.edit", version)
    # the way from a goal without activities says which goal
    asked_for = {"goal": request.GET.get("mal", "")}
    form = ActivityForm(request.POST or None, version=version, initial=asked_for)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            with transaction.atomic():
                _made, other = actions.enter_activity(
                    actor,
                    version,
                    text=told["text"],
                    due=told["due"],
                    responsible=form.named("responsible", actor, unit_named),
                    goal=told.get("goal"),
                    where=told.get("where", ""),
                    level=told["level"],
                    arena=told["arena"],
                )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Aktiviteten är införd."))
            if other:
                words = _("Den står också i ”%(plan)s”: det är ett och samma åtagande, som följs på ett ställe.")
                messages.info(request, words % {"plan": other})
            return redirect(version.plan)
    context = {
        "plan": version.plan,
        "form": form,
        "trail": [
            (_("Planer"), reverse("plans:list")),
            (version.plan.name, version.plan.get_absolute_url()),
            (_("Ny aktivitet"), ""),
        ],
    }
    return render(request, "plans/add_activity.html", context, status=REFUSED if form.errors else 200)
