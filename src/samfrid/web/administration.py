"""The administrator's pages: who has which role, and what has been done."""

from __future__ import annotations

import secrets
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.audit import queries as audit
from samfrid.audit.models import Entry
from samfrid.municipalities.actions import add_member, end_membership
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership, Organisation, Role, User
from samfrid.municipalities.queries import members
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.municipalities.sight import hidden
from samfrid.web import trail_words

PAGE: Final = 50


class MemberForm(forms.Form):
    """A person and the role she is to have."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-postadress"), max_length=254)
    role = forms.ChoiceField(label=gettext_lazy("Roll"), choices=Role.choices)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Förening eller organisation"),
        required=False,
        empty_label=gettext_lazy("Ingen"),
        help_text=gettext_lazy("Behövs för rollen förening. Personen ser bara det som är den organisationens eget."),
    )

    def __init__(self, *args: Any, municipality_code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(municipality_id=municipality_code, merged_into__isnull=True)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Those who have a role, and a form for one more."""
    actor = actor_of(request, "users.administer")
    form = MemberForm(request.POST or None, municipality_code=actor.municipality_code)
    if request.method == "POST" and form.is_valid():
        try:
            _add(request, actor, form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect("web:people")
    rows = [
        {
            "name": member.user.name,
            "email": member.user.email,
            "role": member.get_role_display(),
            "organisation": str(member.organisation or ""),
            "end_url": reverse("web:end_role", args=[member.pk]) if member.pk != actor.pk else "",
        }
        for member in members(actor.municipality_code)
    ]
    context = {"rows": rows, "form": form}
    return render(request, "samfrid/people.html", context, status=422 if form.is_bound else 200)


def _add(request: HttpRequest, actor: Membership, data: dict[str, Any]) -> None:
    """Give the role; a new account's first password is shown once, to be handed over and changed."""
    new = not User.objects.filter(email__iexact=data["email"]).exists()
    password = secrets.token_urlsafe(12) if new else None
    member = add_member(
        actor,
        email=data["email"],
        name=data["name"],
        role=Role(data["role"]),
        password=password,
        organisation=data["organisation"],
    )
    text = _("%(name)s är nu %(role)s.") % {"name": member.user.name, "role": member.get_role_display()}
    if password:
        text += " " + _(
            "Första lösenordet är %(password)s. Det visas bara nu. Lämna över det, och be personen byta det."
        ) % {"password": password}
    messages.success(request, text)


@require_POST
def end_role(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a role away."""
    actor = actor_of(request, "users.administer")
    membership = get_object_or_404(
        Membership.objects.select_related("user"), pk=key, municipality_id=actor.municipality_code
    )
    try:
        end_membership(actor, membership, today())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        values = {"name": membership.user.name, "role": membership.get_role_display()}
        messages.success(request, _("%(name)s är inte längre %(role)s.") % values)
    return redirect("web:people")


def _about(entry: Entry, unknown: set[int]) -> str:
    """What an entry is about, in the record's own words where the act kept them and the reader may read the record."""
    if entry.pk in unknown:
        return trail_words.kind(entry.record_kind)
    words = (entry.detail.get(name) for name in ("title", "name", "text"))
    return next((str(word) for word in words if word), trail_words.kind(entry.record_kind))


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """What has been done, latest first, and whether the chain holds."""
    actor = actor_of(request, "audit.read")
    text = request.GET.get("fore", "")
    before = int(text) if text.isdecimal() and len(text) < 19 else None
    entries = audit.page(actor.municipality_code, before, PAGE + 1)
    following = entries[PAGE - 1].number if len(entries) > PAGE else None
    unknown = hidden(entries)
    context = {
        "entries": [
            {"entry": entry, "act": trail_words.act(entry.act), "about": _about(entry, unknown)}
            for entry in entries[:PAGE]
        ],
        "next_url": f"{reverse('web:trail')}?fore={following}" if following else "",
        # checked once, on the first page: it reads the whole chain
        "checked": before is None,
        "broken": audit.first_broken_link(actor.municipality_code) if before is None else None,
    }
    return render(request, "samfrid/trail.html", context)
