"""The list of commitments, a commitment's page with its three small forms, and a commitment of one's own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.commitments import actions, queries, shown
from samfrid.commitments.forms import AssignForm, CommitForm, DueForm, ReportForm
from samfrid.commitments.models import Commitment, Execution
from samfrid.municipalities.actions import unit_named
from samfrid.municipalities.dates import PartialDate, today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse

REFUSED = 422


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All commitments, narrowed by a filter and by words."""
    actor, day = actor_of(request), today()
    chosen, text = request.GET.get("visa", ""), request.GET.get("sok", "").replace("\0", "").strip()[:100]
    found = queries.commitments(
        actor.municipality_code, day, chosen=chosen, text=text, cursor=request.GET.get("fran", "")
    )

    def address(**asked: str) -> str:
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{reverse('commitments:list')}?{query}" if query else reverse("commitments:list")

    names = [("", _("Alla")), *((str(key), str(name)) for key, name in shown.FILTER_NAMES.items())]
    context = {
        "rows": shown.rows(found.rows, day),
        "filters": [(name, address(visa=key, sok=text), key == chosen) for key, name in names],
        "chosen": chosen,
        "kept": [("visa", chosen)] if chosen else [],
        "text": text,
        "next_url": address(visa=chosen, sok=text, fran=found.cursor) if found.cursor else "",
        "may_edit": may(actor, "commitments.edit"),
    }
    return render(request, "commitments/list.html", context)


@require_safe
def commitment(request: HttpRequest, key: UUID) -> HttpResponse:
    """What, who, by when, how far, on what evidence, from where."""
    actor = actor_of(request)
    return _page(request, actor, _found(key))


def _found(key: UUID) -> Commitment:
    return get_object_or_404(Commitment.objects.select_related("responsible", "responsible_organisation"), pk=key)


def _page(request: HttpRequest, actor: Membership, found: Commitment, **refused: Any) -> HttpResponse:
    """The page, with a form that was refused in its place and all that was typed."""
    day = today()
    page = shown.page(queries.commitment_page(found), day, timezone.localdate(found.created_at))
    may_edit, may_report = (may(actor, right, found) for right in ("commitments.edit", "commitments.report"))
    due = PartialDate.around(found.due_on, found.due_precision) if found.due_on else None
    context: dict[str, Any] = {
        "commitment": found,
        "page": page,
        "report_form": ReportForm(initial={"on": day}) if may_report else None,
        "assign_form": AssignForm(initial={"responsible": found.responsible_id}) if may_edit else None,
        "due_form": DueForm(initial={"due": due}) if may_edit else None,
        "trail": [(_("Åtaganden"), reverse("commitments:list")), (str(found), "")],
    } | refused
    context["refused"] = next(iter(refused.values()), None)
    return render(request, "commitments/commitment.html", context, status=REFUSED if refused else 200)


@require_POST
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Report how far it has come."""
    found = _found(key)
    actor = actor_of(request, "commitments.report", found)
    form = ReportForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.report(
                actor,
                found,
                on=told["on"],
                execution=Execution(told["execution"]),
                text=told["text"],
                evidence=told["evidence"],
                today=today(),
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Rapporten är sparad."))
            return redirect("commitments:commitment", key)
    return _page(request, actor, found, report_form=form)


@require_POST
def assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say which unit answers for it; a unit that is not there yet is made."""
    found = _found(key)
    actor = actor_of(request, "commitments.edit", found)
    form = AssignForm(request.POST)
    if form.is_valid():
        try:
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
    found = _found(key)
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


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Enter a commitment of one's own. One that comes from a decision is made where the decision is shown."""
    actor = actor_of(request, "commitments.edit")
    form = CommitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.commit(
                actor,
                text=form.cleaned_data["text"],
                due=form.cleaned_data["due"],
                responsible=form.named("responsible", actor, unit_named),
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Åtagandet är infört."))
            return redirect("commitments:commitment", made.pk)
    context = {"form": form, "trail": [(_("Åtaganden"), reverse("commitments:list")), (_("Nytt åtagande"), "")]}
    return render(request, "commitments/create.html", context, status=REFUSED if form.errors else 200)
