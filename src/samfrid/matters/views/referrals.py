"""Asking for statements, and all answers side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samfrid.matters import actions, shown
from samfrid.matters.actions.referrals import as_seen
from samfrid.matters.forms.referrals import AnswerForm, DueForm, ReferForm, ReminderForm, WithdrawForm
from samfrid.matters.models import Matter, Referral
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Body, Membership
from samfrid.municipalities.permissions import may, require
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.provenance.queries import sources_of
from samfrid.provenance.shown import quotes

REFUSED: Final = 422


@require_http_methods(["GET", "HEAD", "POST"])
def referrals(request: HttpRequest, key: UUID) -> HttpResponse:
    """All answers of a matter side by side, and the form that asks several at once."""
    actor = actor_of(request)
    found = get_object_or_404(Matter, pk=key)
    form = ReferForm(request.POST or None, initial={"sent_on": today()})
    if request.method == "POST":
        require(actor, "matters.edit", found)
        if form.is_valid() and _referred(actor, found, form):
            messages.success(request, _("Remissen är registrerad."))
            return redirect("matters:referrals", key)
    rows = list(
        found.referrals.select_related("body", "organisation").prefetch_related("reminders").order_by("created_at")
    )
    sources, day = sources_of(rows), today()
    context = {
        "matter": found,
        "rows": [shown.shown_referral(one, day, quotes(sources[one.pk])) for one in rows],
        "summary": shown.summed_up(rows, day),
        "form": form if may(actor, "matters.edit", found) else None,
        "open_form": not rows or bool(form.errors),
        "trail": [
            (_("Ärenden"), reverse("matters:list")),
            (found.title, found.get_absolute_url()),
            (_("Remisser"), ""),
        ],
    }
    return render(request, "matters/referrals.html", context, status=REFUSED if form.errors else 200)


def _referred(actor: Membership, found: Matter, form: ReferForm) -> bool:
    """Whether all could be asked; if one could not, none is, and the form says why."""
    told = form.cleaned_data
    try:
        with transaction.atomic():
            for one in form.asked(actor):
                actions.refer(
                    actor,
                    found,
                    body=one if isinstance(one, Body) else None,
                    organisation=None if isinstance(one, Body) else one,
                    role=told["role"],
                    sent_on=told["sent_on"],
                    due_on=told["due_on"],
                    today=today(),
                )
    except ValidationError as error:
        refuse(form, error)
        return False
    return True


def _answer(actor: Membership, referral: Referral, told: dict[str, Any]) -> str:
    actions.answer_referral(
        actor,
        referral,
        stance=told["stance"],
        text=told["text"],
        condition=told["condition"],
        answered_on=told["answered_on"],
        seen=told["seen"] or None,
        today=today(),
    )
    return _("Svaret är sparat.")


def _due(actor: Membership, referral: Referral, told: dict[str, Any]) -> str:
    actions.set_referral_due(actor, referral, due_on=told["due_on"])
    return _("Sista dagen är sparad.")


def _remind(actor: Membership, referral: Referral, told: dict[str, Any]) -> str:
    actions.remind(actor, referral, on=told["on"], today=today())
    return _("Påminnelsen är antecknad.")


def _withdraw(actor: Membership, referral: Referral, told: dict[str, Any]) -> str:
    actions.withdraw_referral(actor, referral, reason=told["reason"])
    return _("Remissen är återtagen.")


#: by the value of the button that was pressed
ACTS: Final[dict[str, tuple[type[Form], Callable[[Membership, Referral, dict[str, Any]], str]]]] = {
    "svar": (AnswerForm, _answer),
    "frist": (DueForm, _due),
    "paminnelse": (ReminderForm, _remind),
    "aterta": (WithdrawForm, _withdraw),
}


@require_http_methods(["GET", "HEAD", "POST"])
def referral(request: HttpRequest, key: UUID) -> HttpResponse:
    """One who was asked: the answer, a reminder, another last day, or taking it back."""
    found = get_object_or_404(Referral.objects.select_related("matter", "body", "organisation"), pk=key)
    actor = actor_of(request, "matters.edit", found.matter)
    forms = _forms(found)
    refused: Form | None = None
    if request.method == "POST":
        act = request.POST.get("act", "")
        act = act if act in ACTS else "svar"
        kind, do = ACTS[act]
        refused = forms[act] = kind(request.POST)
        if refused.is_valid():
            try:
                messages.success(request, do(actor, found, refused.cleaned_data))
            except ValidationError as error:
                refuse(refused, error)
                _see_anew(request, refused, found)
            else:
                return redirect("matters:referrals", found.matter_id)
    context = {
        "matter": found.matter,
        "one": shown.shown_referral(found, today()),
        "forms": forms,
        "refused": refused,
        "trail": [
            (_("Ärenden"), reverse("matters:list")),
            (found.matter.title, found.matter.get_absolute_url()),
            (_("Remisser"), reverse("matters:referrals", args=[found.matter_id])),
            (found.asked, ""),
        ],
    }
    return render(request, "matters/referral.html", context, status=REFUSED if refused else 200)


def _forms(found: Referral) -> dict[str, Form]:
    told = {name: getattr(found, name) for name in ("stance", "condition", "text", "answered_on")}
    return {
        "svar": AnswerForm(initial=told | {"seen": as_seen(found), "answered_on": found.answered_on or today()}),
        "frist": DueForm(initial={"due_on": found.due_on}),
        "paminnelse": ReminderForm(initial={"on": today()}),
        "aterta": WithdrawForm(),
    }


def _see_anew(request: HttpRequest, form: Form, found: Referral) -> None:
    """What was typed stays; what is saved the next time is measured against what stands now, which the page shows."""
    fresh = Referral.objects.select_related("matter", "body", "organisation").filter(pk=found.pk).first()
    if fresh is not None and isinstance(form, AnswerForm):
        for name in ("stance", "condition", "text", "answered_on", "due_on"):
            setattr(found, name, getattr(fresh, name))
        form.data = {**request.POST.dict(), form.add_prefix("seen"): as_seen(fresh)}
