"""A commitment's page with its three small forms: report, who answers, by when."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samfrid.commitments import actions, queries, rules, shown
from samfrid.commitments.forms import AssignForm, DueForm, ReportForm
from samfrid.commitments.models import Commitment, Execution
from samfrid.commitments.views.listing import REFUSED
from samfrid.municipalities.actions import unit_named
from samfrid.municipalities.dates import PartialDate, today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import clearance, may
from samfrid.municipalities.requests import actor_of, refuse


@require_safe
def commitment(request: HttpRequest, key: UUID) -> HttpResponse:
    """What, who, by when, how far, on what evidence, from where."""
    actor = actor_of(request)
    return _page(request, actor, found_by(key))


def found_by(key: UUID) -> Commitment:
    """The commitment with what its page reads of other tables."""
    rows = Commitment.objects.select_related(
        "responsible", "responsible_organisation", "contact", "report_back_body"
    ).prefetch_related("overrides")
    return get_object_or_404(rows, pk=key)


def _report_form(actor: Membership, found: Commitment, data: Any = None) -> ReportForm:
    """The form for a report; it carries which report was the latest when the page was shown."""
    seen = queries.latest_report(found) if data is None else None
    initial = {"on": today(), "seen": seen.pk if seen else ""}
    return ReportForm(data, initial=initial, commitment=found, clearance=clearance(actor))


def _page(request: HttpRequest, actor: Membership, found: Commitment, **refused: Any) -> HttpResponse:
    """The page, with a form that was refused in its place and all that was typed."""
    day = today()
    page = shown.page(queries.commitment_page(found), day, timezone.localdate(found.created_at))
    rights = {name: may(actor, f"commitments.{name}", found) for name in ("edit", "report", "settle")}
    is_open = not rules.is_settled(found.execution) or found.last_word_on is None
    reports = rights["report"] and (rights["settle"] or is_open)
    due = PartialDate.around(found.due_on, found.due_precision) if found.due_on else None
    context: dict[str, Any] = {
        "commitment": found,
        "page": page,
        "may": rights,
        "report_form": None,
        "assign_form": AssignForm(initial={"responsible": found.responsible_id}) if rights["edit"] else None,
        "due_form": DueForm(initial={"due": due}) if rights["edit"] else None,
        "trail": [(_("Åtaganden"), reverse("commitments:list")), (str(found), "")],
    } | refused
    if reports and not refused.get("report_form"):
        context["report_form"] = _report_form(actor, found)
    context["refused"] = next(iter(refused.values()), None)
    return render(request, "commitments/commitment.html", context, status=REFUSED if refused else 200)


@require_POST
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Report how far it has come."""
    found = found_by(key)
    actor = actor_of(request, "commitments.report", found)
    form = _report_form(actor, found, request.POST)
    if form.is_valid():
        told = form.cleaned_data
        # a form of another making, without the field, is not asked what it saw
        asked = f"{form.prefix}-seen" in request.POST
        try:
            actions.report(
                actor,
                found,
                on=told["on"],
                execution=Execution(found.execution if form.no_change else told["execution"]),
                text=told["text"],
                share_done=told["share_done"],
                no_change=form.no_change,
                evidence=form.told(),
                decides=told["decides"],
                overtaken_by=form.overtaken(),
                as_seen=form.as_seen() if asked else actions.NOT_GIVEN,
                today=today(),
            )
        except ValidationError as error:
            form = _refused(form, error, found)
        else:
            messages.success(request, _("Rapporten är sparad."))
            return redirect("commitments:commitment", key)
    return _page(request, actor, found, report_form=form)


def _refused(form: ReportForm, error: ValidationError, found: Commitment) -> ReportForm:
    """The form with the sentences of the refusal. What another said meanwhile is now on the page, and so counts as seen
    when the form is sent again.
    """
    refuse(form, error)
    if "as_seen" in getattr(error, "error_dict", {}):
        latest = queries.latest_report(found)
        form.data = dict(form.data.items()) | {f"{form.prefix}-seen": str(latest.pk) if latest else ""}
    return form


@require_POST
def assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say which unit answers for it; a unit that is not there yet is made."""
    found = found_by(key)
    actor = actor_of(request, "commitments.edit", found)
    form = AssignForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                unit = form.named("responsible", actor, unit_named)
                actions.assign(actor, found, unit)
        except ValidationError as error:
            refuse(form, error)
        else:
            told = _("%(unit)s ansvarar nu.") % {"unit": unit} if unit else _("Ingen ansvarar nu.")
            messages.success(request, told)
            return redirect("commitments:commitment", key)
    return _page(request, actor, found, assign_form=form)


@require_POST
def due(request: HttpRequest, key: UUID) -> HttpResponse:
    """Set or take away the last day."""
    found = found_by(key)
    actor = actor_of(request, "commitments.edit", found)
    form = DueForm(request.POST)
    if form.is_valid():
        try:
            actions.set_due(actor, found, form.cleaned_data["due"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Dagen är sparad."))
            return redirect("commitments:commitment", key)
    return _page(request, actor, found, due_form=form)
