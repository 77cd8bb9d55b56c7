"""Taking and striking steps, letting a matter wait and taking it up again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samfrid.matters import actions, course
from samfrid.matters.forms.process import EndForm, PauseForm, ReasonForm, StepForm, recordable
from samfrid.matters.models import Event, EventKind, Matter, Pause, PauseKind
from samfrid.matters.process import event_words
from samfrid.matters.queries.process import process_of
from samfrid.matters.rules import Rest, days_in_words, rest_named
from samfrid.matters.rules.process import next_step
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.requests import actor_of, refuse

REFUSED = 422


def done(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether the act could be done; if not, the form says why, and keeps what was typed."""
    try:
        with transaction.atomic():
            act()
    except ValidationError as error:
        refuse(form, error)
        return False
    return True


def posted(request: HttpRequest) -> Any:
    """What was sent, empty or not; None where the form is only opened."""
    return request.POST if request.method == "POST" else None


def trail(matter: Matter, *last: str) -> list[tuple[str, str]]:
    """The way to a page below a matter's."""
    found = [(_("Ärenden"), reverse("matters:list")), (matter.title, matter.get_absolute_url())]
    return [*found, *((one, "") for one in last)]


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record a step. ``steg`` in the address chooses one to begin with; without it the next one."""
    found = get_object_or_404(Matter, pk=key)
    actor = actor_of(request, "matters.edit", found)
    rules = process_of(found).rules
    wanted = request.GET.get("steg") or next_step(course.course_now(found, today()))
    kinds = recordable(rules)
    initial = {"kind": wanted if wanted in kinds else kinds[0], "on": today()}
    form = StepForm(rules, posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if done(
            form,
            lambda: actions.take_step(
                actor,
                found,
                kind=EventKind(told["kind"]),
                on=told["on"],
                body=form.named("body", actor, body_named),
                note=told["note"],
            ),
        ):
            messages.success(request, _("Steget är antecknat."))
            return redirect(f"{found.get_absolute_url()}#gang")
    context = {"matter": found, "form": form, "trail": trail(found, _("Steg"))}
    return render(request, "matters/step.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: HttpRequest, key: UUID) -> HttpResponse:
    """Strike a step that was wrong, with the reason."""
    event = get_object_or_404(Event.objects.select_related("matter", "body"), pk=key)
    actor = actor_of(request, "matters.edit", event.matter)
    form = ReasonForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: actions.strike(actor, event, reason=form.cleaned_data["reason"]))
    ):
        messages.success(request, _("Steget är struket."))
        return redirect(f"{event.matter.get_absolute_url()}#gang")
    told = {"step": event_words(event), "day": in_words(event.on)}
    context = {
        "title": _("Stryka steget ”%(step)s %(day)s”?") % told,
        "text": _("Det står kvar som struket, med skälet. Frister och nästa steg räknas om."),
        "act_label": _("Stryk steget"),
        "back_url": event.matter.get_absolute_url(),
        "form": form,
        "trail": trail(event.matter, _("Stryk ett steg")),
    }
    return render(request, "matters/confirm.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let the matter wait: referred back or tabled."""
    found = get_object_or_404(Matter, pk=key)
    actor = actor_of(request, "matters.edit", found)
    form = PauseForm(posted(request), initial={"kind": PauseKind.REFERRED_BACK, "on": today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        act = actions.refer_back if told["kind"] == PauseKind.REFERRED_BACK else actions.table
        if done(
            form,
            lambda: act(
                actor,
                found,
                on=told["on"],
                reasons=told["reasons"],
                body=form.named("body", actor, body_named),
                votes_for=told["votes_for"],
                present=told["present"],
                by_minority=told["by_minority"],
            ),
        ):
            messages.success(request, _("Uppehållet är antecknat."))
            return redirect(f"{found.get_absolute_url()}#gang")
    context = {"matter": found, "form": form, "trail": trail(found, _("Återremiss eller bordläggning"))}
    return render(request, "matters/pause.html", context, status=REFUSED if form.errors else 200)


def _pause(key: UUID) -> tuple[Pause, str]:
    """The pause, and what it is called."""
    found = get_object_or_404(Pause.objects.select_related("matter"), pk=key)
    rest = Rest(found.began_on, found.ended_on, found.kind)
    return found, f"{rest_named(found.kind)} {days_in_words(rest)}"


@require_http_methods(["GET", "HEAD", "POST"])
def end_pause(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the matter up again."""
    found, name = _pause(key)
    actor = actor_of(request, "matters.edit", found.matter)
    form = EndForm(posted(request), initial={"on": today()})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: actions.end_pause(actor, found, on=form.cleaned_data["on"]))
    ):
        messages.success(request, _("Ärendet är återupptaget."))
        return redirect(f"{found.matter.get_absolute_url()}#gang")
    context = {
        "matter": found.matter,
        "name": name,
        "form": form,
        "trail": trail(found.matter, _("Avsluta uppehållet")),
    }
    return render(request, "matters/end_pause.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_pause(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take away a pause that never was."""
    found, name = _pause(key)
    matter = found.matter
    actor = actor_of(request, "matters.edit", matter)
    form = ReasonForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: actions.remove_pause(actor, found, reason=form.cleaned_data["reason"]))
    ):
        messages.success(request, _("Uppehållet är borttaget."))
        return redirect(f"{matter.get_absolute_url()}#gang")
    context = {
        "title": _("Ta bort %(name)s?") % {"name": name},
        "text": _("Fristen räknas om. Händelseloggen minns vad som stod här, och varför det togs bort."),
        "act_label": _("Ta bort uppehållet"),
        "back_url": matter.get_absolute_url(),
        "form": form,
        "trail": trail(matter, _("Ta bort ett uppehåll")),
    }
    return render(request, "matters/confirm.html", context, status=REFUSED if form.errors else 200)
