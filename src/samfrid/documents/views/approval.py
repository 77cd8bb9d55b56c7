"""Approving a document: first what it will lead to, then the act."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samfrid.documents import actions, approval, queries
from samfrid.documents.models import Document, DocumentState
from samfrid.documents.views.common import document_of, opened_of, say, stamp, trail
from samfrid.documents.views.municipality import question_of
from samfrid.municipalities.models import Membership
from samfrid.municipalities.requests import actor_of

#: what the names of the choices in the form begin with
CHOICE = "val-"


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what will be made or joined and ask what has to be asked; then do it."""
    actor = actor_of(request, "documents.approve")
    document = document_of(key, with_reading=True)
    if document.state != DocumentState.READ:
        return redirect(document)
    if question_of(request, actor, document):
        messages.warning(request, _("Svara först på vilken kommun handlingen hör till."))
        return redirect(document)
    if request.method == "POST":
        choices = {
            name.removeprefix(CHOICE): str(value) for name, value in request.POST.items() if name.startswith(CHOICE)
        }
        actions.spend(document, opened_of(request))
        try:
            count = _approve(actor, document, choices)
        except ValidationError as error:
            say(request, error)
            return redirect("documents:approve", key)
        text = ngettext(
            "Handlingen är godkänd. %(n)s post är skapad eller påfylld.",
            "Handlingen är godkänd. %(n)s poster är skapade eller påfyllda.",
            count,
        )
        messages.success(request, text % {"n": count})
        return redirect(document)
    context = {
        "document": document,
        "steps": approval.plan_for(document),
        "tally": queries.tally(document),
        "choice": CHOICE,
        "opened": stamp(),
        "trail": trail(document, _("Godkänn")),
    }
    return render(request, "documents/approve.html", context)


@transaction.atomic
def _approve(actor: Membership, document: Document, choices: dict[str, str]) -> int:
    if document.confirmed_municipality != document.municipality_id:
        # the text names this municipality: who approves the document stands for that as for the rest
        actions.confirm_municipality(actor, document, document.municipality_id)
    return len(approval.approve(actor, document, choices).records)
