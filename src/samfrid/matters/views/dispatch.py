"""A decision's dispatch: its recipients, the letters to them, and that they were sent."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.matters import letters
from samfrid.matters.actions import dispatch as actions
from samfrid.matters.forms.dispatch import RecipientForm, SentForm
from samfrid.matters.models import Decision, Dispatch
from samfrid.matters.queries.dispatch import DispatchPage, dispatch_page
from samfrid.matters.shown import dispatch as shown
from samfrid.matters.types import type_rules
from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse

REFUSED = 422
#: letters made at once; each takes about a tenth of a second
MOST_LETTERS: Final = 100


def _decision(key: UUID) -> Decision:
    """The decision; the join with its matter hides those that the reader has no clearance for."""
    found = Decision.objects.select_related("matter", "body", "minutes", "municipality")
    return get_object_or_404(found, pk=key)


def _dispatch(key: UUID) -> Dispatch:
    found = Dispatch.objects.select_related(
        "decision__matter", "decision__body", "decision__minutes", "decision__municipality"
    )
    return get_object_or_404(found, pk=key)


@require_http_methods(["GET", "HEAD", "POST"])
def dispatch(request: HttpRequest, key: UUID) -> HttpResponse:
    """To whom a decision is sent. A post adds a recipient."""
    found = _decision(key)
    if request.method != "POST":
        return _page(request, actor_of(request, "open.read", found.matter), found)
    actor = actor_of(request, "matters.edit", found.matter)
    form = RecipientForm(request.POST)
    if form.is_valid():
        try:
            actions.add_recipient(actor, found, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Mottagaren är tillagd."))
            return redirect("matters:dispatch", found.pk)
    return _page(request, actor, found, form)


def _page(
    request: HttpRequest,
    actor: Membership,
    found: Decision,
    refused: RecipientForm | None = None,
    unsent: SentForm | None = None,
) -> HttpResponse:
    page = dispatch_page(found)
    may_edit = may(actor, "matters.edit", found.matter)
    waiting = [one for one in page.dispatches if one.sent_on is None]
    context = {
        "decision": found,
        "matter": found.matter,
        "name": shown.decision_name(found),
        "clauses": page.clauses,
        "warnings": shown.warnings(found),
        "recipients": [shown.recipient(one) for one in page.dispatches],
        "waiting": len(waiting),
        "proposed": page.proposed if may_edit else [],
        "may_edit": may_edit,
        "may_send": may_edit and found.stage == "final" and bool(waiting),
        "form": refused or RecipientForm(),
        "sent_form": unsent or SentForm(initial={"on": today()}, prefix="skickat"),
        "refused": refused or unsent,
        "trail": [
            (_("Ärenden"), reverse("matters:list")),
            (found.matter.title, found.matter.get_absolute_url()),
            (_("Expediering"), ""),
        ],
    }
    return render(request, "matters/dispatch.html", context, status=REFUSED if refused or unsent else 200)


@require_POST
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take away a recipient that nothing was sent to."""
    found = _dispatch(key)
    actor = actor_of(request, "matters.edit", found.decision.matter)
    try:
        actions.remove_recipient(actor, found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Mottagaren är borttagen."))
    return redirect("matters:dispatch", found.decision_id)


@require_POST
def sent(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that the decision was sent to those that were chosen, when and how."""
    found = _decision(key)
    actor = actor_of(request, "matters.edit", found.matter)
    form = SentForm(request.POST, prefix="skickat")
    if form.is_valid():
        chosen = set(request.POST.getlist("mottagare"))
        those = [one for one in found.dispatches.all() if str(one.pk) in chosen]
        try:
            if not those:
                raise ValidationError(_("Kryssa i vilka det skickades till."))
            done = actions.send_all(actor, found, dispatches=those, today=today(), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            told = ngettext("Antecknat för %(n)s mottagare.", "Antecknat för %(n)s mottagare.", len(done))
            messages.success(request, told % {"n": len(done)})
            return redirect("matters:dispatch", found.pk)
    return _page(request, actor, found, unsent=form)


def _letter(found: Decision, one: Dispatch, page: DispatchPage, form: letters.Form) -> bytes:
    style = type_rules(found.municipality_id, found.matter.kind, found.matter.raised_on).clause_style
    paper = letters.letter(
        found,
        one,
        municipality=str(found.municipality),
        numbers=page.numbers,
        clauses=page.clauses,
        style="att" if style == "att" else "sentences",
        on=one.sent_on or today(),
    )
    return letters.made(paper, form)


def _form_of(form: str) -> letters.Form:
    if form == "docx":
        return "docx"
    if form == "pdf":
        return "pdf"
    raise Http404


@require_safe
def letter(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """The letter to one recipient."""
    one = _dispatch(key)
    actor_of(request, "matters.edit", one.decision.matter)
    kind = _form_of(form)
    data = _letter(one.decision, one, dispatch_page(one.decision), kind)
    return file_response(_file_name(one.decision), kind, data)


@require_safe
def all_letters(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """The letters to everybody that the decision has not been sent to, in one zip; to all where all have it."""
    found = _decision(key)
    actor_of(request, "matters.edit", found.matter)
    kind, page = _form_of(form), dispatch_page(found)
    those = [one for one in page.dispatches if one.sent_on is None] or page.dispatches
    if not those:
        messages.error(request, _("Lägg först till vem beslutet ska skickas till."))
        return redirect("matters:dispatch", found.pk)
    files = [(one.recipient, kind, _letter(found, one, page, kind)) for one in those[:MOST_LETTERS]]
    return file_response(_file_name(found), "zip", letters.archive(files))


def _file_name(found: Decision) -> str:
    """What the file is called: never what the matter is about."""
    return f"beslut-{found.on.isoformat()}" if found.on else "beslut"
