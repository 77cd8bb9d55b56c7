"""The list of agreements, an agreement's page, and follow-ups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of
from samfrid.municipalities.shown import lines
from samfrid.partners import queries, shown
from samfrid.partners.models import Agreement
from samfrid.partners.views.money_parts import RefusedMoney, money_context
from samfrid.partners.views.undertakings import undertakings_context
from samfrid.provenance.shown import quotes

REFUSED = 422


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All agreements, the latest entered first."""
    actor, day = actor_of(request), today()
    found = queries.agreements(actor.municipality_code, request.GET.get("fran", ""))
    context = {
        "rows": [shown.row(agreement, day) for agreement in found.rows],
        "next_url": f"{reverse('partners:agreements')}?fran={found.cursor}" if found.cursor else "",
    }
    return render(request, "partners/list.html", context)


@require_safe
def agreement(request: HttpRequest, key: UUID) -> HttpResponse:
    """An agreement: parties, current period, sums, goals, follow-ups."""
    actor = actor_of(request)
    return page(request, actor, get_object_or_404(Agreement, pk=key))


@dataclass(frozen=True, slots=True)
class Refused:
    """The form of the page that was refused, with all that was typed."""

    money: RefusedMoney = field(default_factory=RefusedMoney)

    @property
    def form(self) -> Form | None:
        return self.money.form


def page(
    request: HttpRequest,
    actor: Membership,
    found: Agreement,
    refused: Refused = Refused(),
) -> HttpResponse:
    """An agreement's page, with a form that was refused in its place."""
    day = today()
    told = queries.agreement_page(found)
    tone, word = shown.standing(found, day)
    may_edit = may(actor, "partners.edit", found)
    context: dict[str, Any] = {
        "agreement": found,
        "tone": tone,
        "word": word,
        "facts": shown.facts(told, day),
        "drawing": shown.drawing(told, day),
        "parties": told.parties,
        "quotes": quotes(told.sources[found.pk]),
        "refused": refused.form,
        "history": lines(found, shown.ACTS, ("reason", "on")),
        "trail": [(_("Avtal"), reverse("partners:agreements")), (found.title, "")],
    }
    context |= undertakings_context(told, actor, day)
    context |= money_context(told, refused.money, day, actor, may_edit=may_edit)
    return render(request, "partners/agreement.html", context, status=REFUSED if refused.form else 200)
