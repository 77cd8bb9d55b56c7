"""What else can be said of a commitment, a page with one form each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samfrid.commitments import actions
from samfrid.commitments.forms import (
    CommitForm,
    DescribeForm,
    EvidenceForm,
    HandOverForm,
    OverrideForm,
    ReportBackForm,
    ReportedBackForm,
    SetContactForm,
    TakeForm,
    WithdrawForm,
)
from samfrid.commitments.models import Commitment, Evidence, Override, Progress
from samfrid.commitments.views.page import found_by
from samfrid.commitments.views.part import Words, part_page
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import today
from samfrid.municipalities.permissions import clearance
from samfrid.municipalities.requests import actor_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _show(
    request: HttpRequest,
    found: Commitment,
    form: forms.Form,
    act: Callable[[], Any],
    words: Words,
    *,
    danger: bool = False,
) -> HttpResponse:
    back = found.get_absolute_url()
    trail = [(_("Åtaganden"), reverse("commitments:list")), (str(found), back)]
    return part_page(request, form, act, words, back=back, trail=trail, danger=danger)


@form_page
def describe(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say of what sort it is, whom it prevents for, when it begins, how often it comes back, which goals it serves."""
    found = found_by(key)
    actor = actor_of(request, "commitments.edit", found)
    form = DescribeForm(request.POST or None, initial=DescribeForm.initial_of(found))

    def act() -> None:
        told = form.cleaned_data
        names = ("kind", "level", "arena", "starts_on", "every_months")
        actions.describe(actor, found, **{name: told[name] for name in names}, tags=form.told_tags())

    lead = _("Det som anges här går att välja på i listan och följer med i uppföljningen.")
    return _show(request, found, form, act, (_("Beskriv åtagandet"), lead, _("Spara"), _("Beskrivningen är sparad.")))


@form_page
def contact(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say who is asked how it goes."""
    found = found_by(key)
    actor = actor_of(request, "commitments.edit", found)
    form = SetContactForm(request.POST or None, commitment=found, initial={"contact": found.contact_id})
    lead = _(
        "Den som tillfrågas får brevet när läget ska rapporteras. Nya kontakter läggs till under Enheter och kontakter."
    )
    return _show(
        request,
        found,
        form,
        lambda: actions.set_contact(actor, found, form.cleaned_data["contact"]),
        (_("Vem tillfrågas?"), lead, _("Spara"), _("Kontakten är sparad.")),
    )


@form_page
def report_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say when and to which body it is to be told what came of it."""
    found = found_by(key)
    actor = actor_of(request, "commitments.edit", found)
    initial = {"on": found.report_back_on, "body": found.report_back_body_id}
    form = ReportBackForm(request.POST or None, initial=initial)

    def act() -> None:
        body = form.named("body", actor, body_named)
        actions.set_report_back(actor, found, on=form.cleaned_data["on"], body=body)

    lead = _("Lämna dagen tom om det inte ska återrapporteras.")
    return _show(
        request, found, form, act, (_("Återrapportering"), lead, _("Spara"), _("Återrapporteringen är sparad."))
    )


@form_page
def reported_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that the body has been told."""
    found = found_by(key)
    actor = actor_of(request, "commitments.report", found)
    form = ReportedBackForm(request.POST or None, initial={"on": today()})

    def act() -> None:
        told = form.cleaned_data
        actions.reported_back(actor, found, on=told["on"], where=told["where"], today=today())

    lead = _("Dagen då organet fick veta vad som blev av det.")
    return _show(
        request, found, form, act, (_("Återrapporterat"), lead, _("Spara"), _("Återrapporteringen är noterad."))
    )


@form_page
def hand_over(request: HttpRequest, key: UUID) -> HttpResponse:
    """Move it to another unit, or to nobody, with the reason."""
    found = found_by(key)
    actor = actor_of(request, "commitments.edit", found)
    form = HandOverForm(request.POST or None, initial={"on": today()})

    def act() -> None:
        told = form.cleaned_data
        to = form.named("responsible", actor, unit_named)
        actions.hand_over(actor, found, to=to, reason=told["reason"], on=told["on"])

    lead = _("Åtagandet visas som överlämnat tills någon har tagit över.")
    return _show(request, found, form, act, (_("Lämna över"), lead, _("Lämna över"), _("Åtagandet är överlämnat.")))


@form_page
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say which unit has taken what was handed over."""
    found = found_by(key)
    actor = actor_of(request, "commitments.edit", found)
    form = TakeForm(request.POST or None, initial={"responsible": found.responsible_id})

    def act() -> None:
        unit = form.named("responsible", actor, unit_named)
        if unit is None:
            raise forms.ValidationError({"responsible": _("Välj vilken enhet som har tagit över.")})
        actions.take(actor, found, unit=unit)

    lead = _("Enheten ansvarar från och med nu, och åtagandet visas inte längre som överlämnat.")
    return _show(request, found, form, act, (_("Ta över"), lead, _("Spara"), _("Åtagandet är övertaget.")))


@form_page
def override(request: HttpRequest, key: UUID) -> HttpResponse:
    """Set a computed state otherwise, with a reason that shows, until a day."""
    found = found_by(key)
    actor = actor_of(request, "commitments.settle", found)
    form = OverrideForm(request.POST or None)
    lead = _("Försenat, tyst och i riskzonen räknas ut. Här sägs att det är på annat sätt, varför och till när.")
    return _show(
        request,
        found,
        form,
        lambda: actions.override(actor, found, **form.cleaned_data, today=today()),
        (_("Sätt läget för hand"), lead, _("Spara"), _("Läget är satt.")),
    )


@require_POST
def end_override(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let the computation count again."""
    one = get_object_or_404(Override.objects.select_related("commitment"), pk=key)
    actor = actor_of(request, "commitments.settle", one.commitment)
    actions.end_override(actor, one, today=today())
    messages.success(request, _("Läget räknas ut igen."))
    return redirect(one.commitment)


@form_page
def more(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make a further commitment of what this one comes from."""
    found = found_by(key)
    actor = actor_of(request, "commitments.edit", found)
    form = CommitForm(request.POST or None)

    def act() -> None:
        told = form.cleaned_data
        responsible = form.named("responsible", actor, unit_named)
        actions.promise_more(actor, found, text=told["text"], due=told["due"], responsible=responsible)

    lead = _("Det nya åtagandet kommer från samma beslut, plan eller avtal som det här.")
    words = (_("Ett åtagande till"), lead, _("För in åtagandet"), _("Åtagandet är infört."))
    return _show(request, found, form, act, words)


@form_page
def add_evidence(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add what shows an earlier report."""
    one = get_object_or_404(Progress.objects.select_related("commitment"), pk=key)
    # seen as the commitment is: a report has no access of its own
    found = found_by(one.commitment_id)
    actor = actor_of(request, "commitments.report", found)
    form = EvidenceForm(request.POST or None, commitment=found, clearance=clearance(actor))
    lead = _("Vad visar att det är genomfört? Ett beslut, en rapport, en länk.")
    return _show(
        request,
        found,
        form,
        lambda: actions.add_evidence(actor, one, form.told()),
        (_("Lägg till underlag"), lead, _("Lägg till"), _("Underlaget är tillagt.")),
    )


@form_page
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that something no longer shows it."""
    one = get_object_or_404(Evidence.objects.select_related("progress__commitment"), pk=key)
    found = found_by(one.progress.commitment_id)
    actor = actor_of(request, "commitments.report", found)
    form = WithdrawForm(request.POST or None)
    lead = _(
        "Underlaget står kvar som tillbakadraget, med skälet. "
        "Visar inget annat att det är genomfört saknar åtagandet underlag."
    )
    return _show(
        request,
        found,
        form,
        lambda: actions.withdraw_evidence(actor, one, reason=form.cleaned_data["reason"], today=today()),
        (_("Dra tillbaka underlaget"), lead, _("Dra tillbaka"), _("Underlaget är tillbakadraget.")),
        danger=True,
    )
