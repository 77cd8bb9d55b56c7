"""A decision's own page: how it was taken, and putting it right."""

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

from samfrid.matters import actions, queries, shown
from samfrid.matters.actions.correcting import seen
from samfrid.matters.actions.taking import in_council
from samfrid.matters.forms import CorrectedClauses, CorrectionForm, Offered
from samfrid.matters.forms.taking import RecusalForm, ReservationForm, TakeAwayForm, VoteForm
from samfrid.matters.models import Decision, Recusal, Reservation, Stage, Vote
from samfrid.matters.queries.decisions import prepared
from samfrid.matters.shown.decisions import Taken
from samfrid.matters.views.decisions import typed, typed_rows, with_more_rows
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may, require
from samfrid.municipalities.requests import actor_of, refuse

REFUSED: Final = 422


def _vote(actor: Membership, decision: Decision, told: dict[str, Any]) -> str:
    actions.add_vote(actor, decision, **told | {"abstained": told["abstained"] or 0, "absent": told["absent"] or 0})
    return _("Omröstningen är antecknad.")


def _reservation(actor: Membership, decision: Decision, told: dict[str, Any]) -> str:
    actions.add_reservation(actor, decision, **told)
    return _("Reservationen är antecknad.")


def _recusal(actor: Membership, decision: Decision, told: dict[str, Any]) -> str:
    actions.add_recusal(actor, decision, **told)
    return _("Jävet är antecknat.")


def _take_away(actor: Membership, decision: Decision, told: dict[str, Any]) -> str:
    for kind in (Vote, Reservation, Recusal):
        row = kind._default_manager.filter(pk=told["row"], decision=decision).first()
        if row is not None:
            actions.take_away(actor, row, reason=told["reason"])
    return _("Uppgiften är borttagen. Vad den sade finns i händelseloggen.")


Act = Callable[[Membership, Decision, dict[str, Any]], str]
#: by the value of the button that was pressed
ACTS: Final[dict[str, Act]] = {"rost": _vote, "reservation": _reservation, "jav": _recusal, "ta-bort": _take_away}


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, key: UUID) -> HttpResponse:
    """A decision beside what was proposed, with votes, reservations and conflicts of interest."""
    actor = actor_of(request)
    found = get_object_or_404(Decision.objects.select_related("matter", "body"), pk=key)
    forms = _forms(found, request.POST if request.method == "POST" else None)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    refused: Form | None = None
    if request.method == "POST":
        require(actor, "matters.decide", found.matter)
        refused = forms[act if act in ACTS else "rost"]
        if refused.is_valid():
            try:
                messages.success(request, ACTS[act](actor, found, refused.cleaned_data))
            except ValidationError as error:
                refuse(refused, error)
            else:
                return redirect("matters:decision", key)
    context = {
        "matter": found.matter,
        "decision": _taken(found),
        "unprepared": "" if prepared(found) else shown.UNPREPARED,
        "forms": forms if may(actor, "matters.decide", found.matter) else None,
        "refused": refused,
        "act": act,
        "trail": _trail(found),
    }
    return render(request, "matters/decision.html", context, status=REFUSED if refused else 200)


def _forms(found: Decision, data: Any) -> dict[str, Form]:
    """The forms, the one that was sent with what was typed."""
    act = data.get("act", "") if data is not None else None
    sent = {name: data if (act if act in ACTS else "rost") == name and data is not None else None for name in ACTS}
    return {
        "rost": VoteForm(sent["rost"], decision=found),
        "reservation": ReservationForm(sent["reservation"]),
        "jav": RecusalForm(sent["jav"], council=in_council(found)),
        "ta-bort": TakeAwayForm(sent["ta-bort"]),
    }


def _taken(found: Decision) -> Taken:
    """The decision as its matter shows it."""
    return next(one for one in shown.all_taken(queries.matter_page(found.matter)) if one.key == found.pk)


def _trail(found: Decision, *more: tuple[str, str]) -> list[tuple[str, str]]:
    where = (reverse("matters:decision", args=[found.pk]),) if more else ("",)
    return [
        (_("Ärenden"), reverse("matters:list")),
        (found.matter.title, found.matter.get_absolute_url()),
        (shown.title_of_decision(found), *where),
        *more,
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put a decision right, with a reason."""
    found = get_object_or_404(Decision.objects.select_related("matter", "body", "minutes"), pk=key)
    actor = actor_of(request, "matters.decide", found.matter)
    offered = {"offered": Offered(found.matter, found)}
    stale = False
    if request.method == "POST":
        more = "more" in request.POST
        data = with_more_rows(request) if more else request.POST
        form, clauses = CorrectionForm(data), CorrectedClauses(data, prefix="satser", form_kwargs=offered)
        if more:
            form = CorrectionForm(initial=typed(form))
            clauses = CorrectedClauses(initial=typed_rows(clauses), prefix="satser", form_kwargs=offered)
        elif form.is_valid() & clauses.is_valid():
            if _corrected(actor, found, form, clauses):
                messages.success(request, _("Beslutet är rättat."))
                return redirect("matters:decision", key)
            stale = form.cleaned_data["seen"] != seen(found)
            form.data = {**request.POST.dict(), "seen": seen(found)}
    else:
        form = CorrectionForm(initial=_told(found))
        clauses = CorrectedClauses(initial=_clauses(found), prefix="satser", form_kwargs=offered)
    refused = bool(form.errors or clauses.total_error_count())
    context = {
        "matter": found.matter,
        "decision": _taken(found),
        "stale": stale,
        "form": form,
        "clauses": clauses,
        "problems": shown.problems(form, clauses),
        "trail": _trail(found, (_("Rätta"), "")),
    }
    return render(request, "matters/correct.html", context, status=REFUSED if refused else 200)


def _told(found: Decision) -> dict[str, Any]:
    names = ("on", "paragraph", "proposed_by", "minutes")
    return {name: getattr(found, name) for name in names} | {"seen": seen(found)}


def _clauses(found: Decision) -> list[dict[str, Any]]:
    said = {True: "ja", False: "nej", None: ""}
    rows: list[dict[str, Any]] = [
        {
            "key": one.pk,
            "text": one.text,
            "outcome": one.outcome,
            "unanimous": said[one.unanimous],
            "request": one.request.number if one.request else "",
            "reverses": str(one.reverses_id or ""),
        }
        for one in found.clauses.select_related("request")
    ]
    return [*rows, {}]


def _corrected(actor: Membership, found: Decision, form: CorrectionForm, clauses: Any) -> bool:
    """Whether it could be put right; if not, the form says why."""
    told = form.cleaned_data
    if found.stage == Stage.FINAL and told["on"] and told["on"] > today():
        form.add_error("on", _("Dagen har inte varit än. Ett beslut som väntar är ett förslag."))
        return False
    try:
        with transaction.atomic():
            actions.correct_decision(
                actor,
                found,
                as_seen=told["seen"],
                reason=told["reason"],
                on=told["on"],
                paragraph=told["paragraph"],
                proposed_by=told["proposed_by"],
                minutes=told.get("minutes"),
                clauses=[one for row in clauses.forms if (one := row.corrected())],
            )
    except ValidationError as error:
        refuse(form, error)
        return False
    return True
