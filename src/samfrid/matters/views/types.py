"""The rules for each sort of matter, what they stand on, and new ones from a day on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.matters.actions.types import set_type
from samfrid.matters.forms.types import TypeForm
from samfrid.matters.models import MatterKind
from samfrid.matters.rules.types import SWEDISH_SET, RuleBook, differs
from samfrid.matters.shown.types import rules_in_words
from samfrid.matters.types import rule_book
from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse

REFUSED = 422


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Each sort with the rules that hold today."""
    actor = actor_of(request)
    book = rule_book(actor.municipality_code)
    context = {
        "kinds": [
            {
                "name": _name(book, kind),
                "url": reverse("matters:type", args=[kind.value]),
                "rules": rules_in_words(book.of(kind, today())),
                "own": bool(book.versions.get(kind)),
            }
            for kind in MatterKind
        ],
        "trail": [(_("Ärenden"), reverse("matters:list")), (_("Ärendetyper"), "")],
    }
    return render(request, "matters/types.html", context)


def _name(book: RuleBook, kind: MatterKind) -> str:
    """The municipality's own word for it, else ours in the reader's language."""
    own = book.of(kind, today())
    return own.name if own != SWEDISH_SET[kind] else capfirst(str(kind.label))


@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """One sort: its rules today, its versions, and a form for a new one."""
    actor = actor_of(request)
    if kind not in MatterKind:
        raise Http404
    if request.method == "POST":
        actor_of(request, "matters.rules")
    book = rule_book(actor.municipality_code, kind)
    # of a new version the latest is the ground, also one that has not begun
    latest = book.of(kind, None)
    form = TypeForm(latest, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["valid_from"]
        try:
            set_type(actor, kind=MatterKind(kind), valid_from=day, rules=form.asked())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Reglerna är sparade. De gäller från %(day)s.") % {"day": in_words(day)})
            return redirect("matters:type", kind)
    held, name = book.of(kind, today()), _name(book, MatterKind(kind))
    context: dict[str, Any] = {
        "name": name,
        "rules": rules_in_words(held),
        # of the Swedish set each rule says its own
        "source": held.source if differs(held) else "",
        "versions": [
            {"from": one.valid_from, "source": one.rules.source, "rules": rules_in_words(one.rules)}
            for one in reversed(book.versions.get(kind, ()))
        ],
        "form": form if may(actor, "matters.rules") else None,
        "refused": bool(form.errors),
        "trail": [
            (_("Ärenden"), reverse("matters:list")),
            (_("Ärendetyper"), reverse("matters:types")),
            (name, ""),
        ],
    }
    return render(request, "matters/type.html", context, status=REFUSED if form.errors else 200)
