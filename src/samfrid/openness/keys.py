"""The page of keys for programs: one's own, and for whoever administers users everybody's."""

from __future__ import annotations

import datetime as dt
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
from django.views.decorators.http import require_http_methods, require_POST

from samfrid.municipalities.dates import today
from samfrid.municipalities.forms import DayField
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.openness.actions import LONGEST, make_key, revoke_key
from samfrid.openness.models import ApiToken

#: what is proposed as a key's last day
USUAL: Final = dt.timedelta(days=180)
MOST: Final = 200


class KeyForm(forms.Form):
    """What the key is for and how long it is good."""

    name = forms.CharField(
        label=gettext_lazy("Vad ska nyckeln användas till?"),
        max_length=80,
        help_text=gettext_lazy("Till exempel: hämtar protokoll till webbplatsen."),
    )
    expires_on = DayField(label=gettext_lazy("Gäller till och med"), help_text=gettext_lazy("Högst ett år fram."))


def _state(token: ApiToken, day: dt.date) -> tuple[str, str]:
    if token.revoked_at:
        return "refused", _("återkallad")
    if token.membership.ended_on or not token.membership.user.is_active:
        return "refused", _("rollen har upphört")
    return ("none", _("har gått ut")) if token.expires_on < day else ("done", _("gäller"))


def _row(token: ApiToken, day: dt.date) -> dict[str, Any]:
    tone, word = _state(token, day)
    return {
        "token": token,
        "owner": str(token.membership),
        "tone": tone,
        "word": word,
        "revoke_url": reverse("keys:revoke", args=[token.pk]) if tone == "done" else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """One's own keys, those of all for whoever administers users, and a form for one more."""
    actor, day = actor_of(request), today()
    usual = {"expires_on": day + USUAL}
    form = KeyForm(request.POST if request.method == "POST" else None, initial=usual)
    form.fields["expires_on"].widget.attrs |= {"min": day.isoformat(), "max": (day + LONGEST).isoformat()}
    if request.method == "POST" and form.is_valid() and _made(request, actor, form):
        return redirect("keys:list")
    every = may(actor, "users.administer")
    found = ApiToken.objects.select_related("membership__user").order_by("-created_at", "-id")
    found = found.filter(municipality_id=actor.municipality_code)
    found = found if every else found.filter(membership=actor)
    context = {
        "rows": [_row(token, day) for token in found[:MOST]],
        "every": every,
        "form": form,
        "role": actor.get_role_display(),
    }
    return render(request, "openness/keys.html", context, status=422 if form.errors else 200)


def _made(request: HttpRequest, actor: Membership, form: KeyForm) -> bool:
    try:
        _token, secret = make_key(actor, today=today(), **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return False
    text = _("Nyckeln är %(key)s – kopiera den nu: den visas bara en gång.") % {"key": secret}
    messages.success(request, text)
    return True


@require_POST
def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """End a key now."""
    actor = actor_of(request)
    token = get_object_or_404(ApiToken, pk=key, municipality_id=actor.municipality_code)
    revoke_key(actor, token)
    messages.success(
        request, _("Nyckeln ”%(name)s” är återkallad och går inte att använda mer.") % {"name": token.name}
    )
    return redirect("keys:list")
