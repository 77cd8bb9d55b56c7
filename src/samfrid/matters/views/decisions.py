"""Recording a decision clause by clause, and making a commitment of a clause."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from samfrid.commitments.rules import as_task
from samfrid.matters import actions, shown
from samfrid.matters.forms import EMPTY_ROWS, Clauses, DecisionForm, Offered, PromiseForm
from samfrid.matters.models import Clause, Decision, Matter, MatterKind, Outcome, Reply, Stage
from samfrid.matters.queries.decisions import prepared
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.requests import actor_of, refuse

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record a decision, or a proposal to one, clause by clause."""
    found = get_object_or_404(Matter, pk=key)
    actor = actor_of(request, "matters.decide", found)
    offered = {"offered": Offered(found)}
    if request.method == "POST":
        more = "more" in request.POST
        data = with_more_rows(request) if more else request.POST
        form, clauses = DecisionForm(data), Clauses(data, prefix="satser", form_kwargs=offered)
        if more:
            # what was typed is kept, and nothing is judged yet
            form, clauses = (
                DecisionForm(initial=typed(form)),
                Clauses(initial=typed_rows(clauses), prefix="satser", form_kwargs=offered),
            )
        elif form.is_valid() & clauses.is_valid() and (made := _decided(actor, found, form, clauses)):
            messages.success(request, _("Beslutet är registrerat."))
            if not prepared(made):
                messages.warning(request, shown.UNPREPARED)
            return redirect(found)
    else:
        head, asked = _begun(found)
        form = DecisionForm(initial={"stage": Stage.FINAL} | head)
        clauses = Clauses(initial=asked + [{}] * EMPTY_ROWS, prefix="satser", form_kwargs=offered)
    refused = bool(form.errors or clauses.total_error_count())
    context = {
        "matter": found,
        "form": form,
        "clauses": clauses,
        "problems": shown.problems(form, clauses),
        "trail": [(_("Ärenden"), reverse("matters:list")), (found.title, found.get_absolute_url()), (_("Beslut"), "")],
    }
    return render(request, "matters/decide.html", context, status=REFUSED if refused else 200)


def _begun(found: Matter) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a decision begins as: a clause for each request; for what was answered, that it was answered then."""
    asked: list[dict[str, Any]] = [{"text": one.text, "request": one.number} for one in found.requests.all()]
    reply = Reply.objects.select_related("minutes__body").filter(matter=found, answered_on__isnull=False).first()
    if reply is None:
        return {}, asked
    with override("sv"):
        words = {MatterKind.INTERPELLATION: _("att interpellationen är besvarad")}
        text = words.get(MatterKind(found.kind), _("att frågan är besvarad"))
    head = {"on": reply.answered_on, "paragraph": reply.paragraph, "minutes": reply.minutes}
    body = reply.minutes.body if reply.minutes else None
    return head | {"body": body}, [{"text": text, "outcome": Outcome.ANSWERED}, *asked]


def _decided(actor: Membership, found: Matter, form: DecisionForm, clauses: Any) -> Decision | None:
    """The decision as it was recorded; None where it could not be, and the form says why."""
    told = form.cleaned_data
    if told["stage"] == Stage.FINAL and told["on"] > today():
        form.add_error("on", _("Dagen har inte varit än. Ett beslut som väntar är ett förslag."))
        return None
    try:
        with transaction.atomic():
            return actions.record_decision(
                actor,
                found,
                body=form.named("body", actor, body_named),
                stage=Stage(told["stage"]),
                on=told["on"],
                paragraph=told["paragraph"],
                clauses=clauses.clauses(),
                proposed_by=told["proposed_by"],
                minutes=told.get("minutes"),
            )
    except ValidationError as error:
        refuse(form, error)
        return None


def with_more_rows(request: HttpRequest) -> Any:
    """What was posted, with room for more clauses."""
    data = request.POST.copy()
    total = data.get("satser-TOTAL_FORMS", "")
    rows = min(int(total) if total.isdecimal() else 0, 60)
    data["satser-TOTAL_FORMS"] = str(rows + EMPTY_ROWS)
    return data


def typed(form: Form) -> dict[str, Any]:
    """What was typed in a form, to be shown again."""
    return {name: form[name].value() for name in form.fields}


def typed_rows(clauses: Any) -> list[dict[str, Any]]:
    """What was typed of each clause, to be shown again."""
    return [{name: form[name].value() for name in form.fields} for form in clauses.forms]


@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make a commitment of a clause, with the clause's own words to begin with."""
    clause = get_object_or_404(Clause.objects.select_related("decision__matter", "decision__body"), pk=key)
    found = clause.decision.matter
    actor = actor_of(request, "commitments.edit", found)
    form = PromiseForm(request.POST or None, initial={"text": as_task(clause.text)})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.promise(
                    actor,
                    clause,
                    text=form.cleaned_data["text"],
                    responsible=form.named("responsible", actor, unit_named),
                    due=form.cleaned_data["due"],
                )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Åtagandet är infört."))
            return redirect("commitments:commitment", made.pk)
    context = {
        "matter": found,
        "clause": clause,
        "form": form,
        "trail": [
            (_("Ärenden"), reverse("matters:list")),
            (found.title, found.get_absolute_url()),
            (_("Gör ett åtagande"), ""),
        ],
    }
    return render(request, "matters/promise.html", context, status=REFUSED if form.errors else 200)
