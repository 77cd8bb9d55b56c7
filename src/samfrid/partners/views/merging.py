"""Organisations that are likely one: the pairs, both beside each other, and letting them be one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.municipalities import actions
from samfrid.municipalities.actions.merging import told_apart as known_apart
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership, Organisation
from samfrid.municipalities.requests import actor_of
from samfrid.municipalities.rules import fold_name
from samfrid.partners.forms.organisations import MergeForm, OtherForm
from samfrid.partners.queries.organisations import duplicates, told_apart
from samfrid.partners.shown import organisations as shown
from samfrid.partners.views.acts import REFUSED, done, form_page, posted
from samfrid.partners.views.organisations import trail


@require_safe
def likely(request: HttpRequest) -> HttpResponse:
    """The pairs that are likely one."""
    actor = actor_of(request, "partners.edit")
    pairs = [
        {
            "first": first,
            "second": second,
            "why": _("samma organisationsnummer") if first.number and first.number == second.number else _("lika namn"),
        }
        for first, second in duplicates(actor.municipality_code)
    ]
    context = {
        "pairs": pairs,
        "apart": told_apart(actor.municipality_code),
        "trail": trail((_("Troliga dubbletter"), "")),
    }
    return render(request, "partners/likely.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say which other one an organisation is the same as."""
    found = get_object_or_404(Organisation, pk=key)
    actor_of(request, "partners.edit", found)
    form = OtherForm(posted(request))
    if form.is_valid():
        folded = fold_name(form.cleaned_data["other"])
        other = next((one for one in Organisation.objects.exclude(pk=key) if fold_name(one.name) == folded), None)
        if other:
            return redirect("organisations:merge", found.pk, other.pk)
        form.add_error("other", _("Det finns ingen annan organisation med det namnet."))
    return form_page(
        request,
        form,
        title=_("Slå ihop med en annan"),
        kind=found.name,
        act_label=_("Jämför dem"),
        back_url=found.get_absolute_url(),
        trail=trail((found.name, found.get_absolute_url()), (_("Slå ihop"), "")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, key: UUID, other: UUID) -> HttpResponse:
    """Both beside each other with what each has; then one of them is the other."""
    rows = Organisation.every.select_related("merged_into").prefetch_related("contacts", "names")
    first, second = get_object_or_404(rows, pk=key), get_object_or_404(rows, pk=other)
    actor = actor_of(request, "partners.edit", first)
    both = {str(one.pk): one for one in (first, second)}
    form = MergeForm(posted(request), between=[(pk, one.name) for pk, one in both.items()])
    if form.is_valid():
        into = both[form.cleaned_data["keep"]]
        gone = second if into is first else first
        why = form.cleaned_data["why"]
        if done(form, lambda: actions.merge_organisations(actor, gone, into, why=why, today=today())):
            messages.success(request, _("%(name)s är nu en del av den här.") % {"name": gone.name})
            return redirect(into)
    context: dict[str, Any] = {
        "form": form,
        "both": [_side(one) for one in both.values()],
        "apart": known_apart(first, second),
        "back_url": reverse("organisations:likely"),
        "trail": trail((_("Troliga dubbletter"), reverse("organisations:likely")), (_("Slå ihop"), "")),
    }
    return render(request, "partners/merge.html", context, status=REFUSED if form.errors else 200)


def _both(request: HttpRequest, key: UUID, other: UUID) -> tuple[Membership, Organisation, Organisation]:
    first, second = get_object_or_404(Organisation.every, pk=key), get_object_or_404(Organisation.every, pk=other)
    return actor_of(request, "partners.edit", first), first, second


@require_POST
def tell_apart(request: HttpRequest, key: UUID, other: UUID) -> HttpResponse:
    """Say that two that look like one are two."""
    actor, first, second = _both(request, key, other)
    try:
        actions.tell_apart(actor, first, second, today=today())
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        told = _("%(first)s och %(second)s är inte samma. De föreslås inte mer, om du inte tar tillbaka det.")
        messages.success(request, told % {"first": first.name, "second": second.name})
    return redirect("organisations:likely")


@require_POST
def may_be_one(request: HttpRequest, key: UUID, other: UUID) -> HttpResponse:
    """Take back that they are two."""
    actor, first, second = _both(request, key, other)
    actions.may_be_one(actor, first, second)
    messages.success(request, _("Det är taget tillbaka. Ser de ut att vara samma föreslås de igen."))
    return redirect("organisations:likely")


def _side(one: Organisation) -> dict[str, Any]:
    return {
        "organisation": one,
        "facts": shown.facts(one),
        "contacts": [contact for contact in one.contacts.all() if contact.ended_on is None],
        "names": [name.name for name in one.names.all()],
        "moves": shown.moved_words(actions.what_moves(one)),
    }
