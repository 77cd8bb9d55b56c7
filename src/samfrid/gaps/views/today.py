"""The first page after log-in, and the whole of one group."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samfrid.gaps import actions, queries, shown
from samfrid.gaps.checks import Group
from samfrid.gaps.sentences import GROUPS
from samfrid.matters import shown as matters_shown
from samfrid.matters.queries import matters
from samfrid.matters.types import rule_book
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership, Role
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of

#: matters of her own that an elected member sees on the first page; the rest is one press away
MINE: Final = 5


@require_safe
def first_page(request: HttpRequest) -> HttpResponse:
    """Idag: what falls short, what is near, what has moved."""
    actor, day = actor_of(request), today()
    code = actor.municipality_code
    actions.catch_up(code, day)
    visit = actions.visit(code, actor.user_id, day)
    context: dict[str, Any] = {
        "today": day,
        "groups": [shown.group(group, day, actor) for group in queries.groups(code)],
        "near": [shown.near(one) for one in queries.near(code, day)],
        "moved": [shown.moved(entry) for entry in queries.moved(code, visit.seen)],
        "may_upload": may(actor, "documents.upload"),
        "mine": _mine(actor, day),
    }
    return render(request, "gaps/today.html", context)


def _mine(actor: Membership, day: dt.date) -> list[dict[str, Any]]:
    """The latest matters of an elected member; an officer's own are not what she comes here for."""
    if actor.role != Role.ELECTED:
        return []
    return matters_shown.rows(
        matters(actor.municipality_code, person=actor.actor_name, size=MINE), rule_book(actor.municipality_code), day
    )


@require_safe
def group(request: HttpRequest, key: str) -> HttpResponse:
    """All that wants the same thing done, a page at a time."""
    actor, day = actor_of(request), today()
    if key not in set(Group):
        raise Http404
    actions.catch_up(actor.municipality_code, day)
    gaps, following = queries.page_of_group(actor.municipality_code, key, request.GET.get("efter", ""))
    address = reverse("gaps:group", args=[key])
    context = {
        "label": GROUPS[Group(key)],
        "rows": [shown.gap(gap, day, actor) for gap in gaps],
        "next_url": f"{address}?efter={following}" if following else "",
        "trail": [(str(shown.TODAY), reverse("gaps:today"))],
    }
    return render(request, "gaps/group.html", context)
