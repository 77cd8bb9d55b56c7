"""One's own calendar addresses: made, shown once, revoked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samfrid.municipalities.models import Membership
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.yearly import actions, queries
from samfrid.yearly.forms import FeedForm
from samfrid.yearly.models import Feed
from samfrid.yearly.shown import KINDS, chosen_kinds

REFUSED = 422
#: rows of addresses that are shown; the latest first
MOST = 50


def _row(feed: Feed) -> dict[str, Any]:
    return {
        "feed": feed,
        "kinds": chosen_kinds(feed.kinds),
        "tone": "refused" if feed.revoked_at else "done",
        "word": _("återkallad") if feed.revoked_at else _("gäller"),
        "revoke_url": "" if feed.revoked_at else reverse("yearly:revoke_feed", args=[feed.pk]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """One's own addresses, and a form for one more. A new one is shown on the answer, and never again."""
    actor = actor_of(request)
    form = FeedForm(request.POST if request.method == "POST" else None, initial={"kinds": [*KINDS]})
    made = ""
    if request.method == "POST" and form.is_valid():
        made = _made(request, actor, form)
        form = FeedForm(initial={"kinds": [*KINDS]}) if made else form
    context = {
        "rows": [_row(feed) for feed in queries.feeds(actor.pk)[:MOST]],
        "form": form,
        "made": made,
        "trail": [(_("Årshjul"), reverse("yearly:year")), (_("Din kalender"), "")],
    }
    response = render(request, "yearly/calendars.html", context, status=REFUSED if form.errors else 200)
    response["Cache-Control"] = "no-store, private"
    return response


def _made(request: HttpRequest, actor: Membership, form: FeedForm) -> str:
    """The whole address of the new calendar; empty where it was refused."""
    try:
        _feed, secret = actions.make_feed(actor, **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return ""
    return request.build_absolute_uri(reverse("calendar:feed", args=[actor.municipality_code, secret]))


@require_POST
def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """End one of one's own addresses now."""
    actor = actor_of(request)
    feed = get_object_or_404(Feed, pk=key, membership=actor)
    actions.revoke_feed(actor, feed)
    messages.success(request, _("Adressen till ”%(name)s” gäller inte längre.") % {"name": feed.name})
    return redirect("yearly:feeds")
