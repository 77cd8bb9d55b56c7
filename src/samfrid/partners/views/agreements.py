"""The list of agreements, an agreement's page, and follow-ups."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Access
from samfrid.municipalities.permissions import clearance, may
from samfrid.municipalities.requests import actor_of
from samfrid.partners import queries, shown
from samfrid.partners.models import Agreement, AgreementForm
from samfrid.partners.views.money_parts import money_context
from samfrid.partners.views.undertakings import undertakings_context
from samfrid.provenance.shown import quotes


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All agreements, narrowed by whether they hold, near their end or lack a follow-up, and by form."""
    actor, day = actor_of(request), today()
    asked = queries.Asked.of(request.GET.get("visa", ""), request.GET.get("form", ""))
    found = queries.agreements(actor.municipality_code, request.GET.get("fran", ""), asked=asked, today=day)
    context = {
        "rows": [shown.row(agreement, day) for agreement in found.rows],
        "filters": [(name, _address(queries.Asked(key, asked.form)), key == asked.show) for key, name in _shown()],
        "forms": [(name, _address(queries.Asked(asked.show, key)), key == asked.form) for key, name in _forms()],
        "is_narrowed": asked != queries.Asked(),
        "may_edit": may(actor, "partners.edit"),
        "next_url": _address(asked, found.cursor) if found.cursor else "",
    }
    return render(request, "partners/list.html", context)


def _shown() -> list[tuple[queries.Show, str]]:
    return [
        (queries.Show.ALL, _("Alla")),
        (queries.Show.IN_FORCE, _("Gäller nu")),
        (queries.Show.ENDING, _("Nära slut eller uppsägning")),
        (queries.Show.FOLLOW_UP, _("Ska följas upp")),
        (queries.Show.ENDED, _("Har upphört")),
    ]


def _forms() -> list[tuple[str, str]]:
    return [("", _("Alla former")), *((value, capfirst(str(name))) for value, name in AgreementForm.choices)]


def _address(asked: queries.Asked, cursor: str = "") -> str:
    told = {"visa": asked.show, "form": asked.form, "fran": cursor}
    query = urlencode({name: value for name, value in told.items() if value})
    return f"{reverse('partners:agreements')}?{query}" if query else reverse("partners:agreements")


@require_safe
def agreement(request: HttpRequest, key: UUID) -> HttpResponse:
    """An agreement: parties, current period, sums, goals, follow-ups. What is done with it has pages of its own."""
    actor, day = actor_of(request), today()
    told = queries.page_of_agreement(key)
    if told is None:
        raise Http404
    found = told.agreement
    tone, word = shown.standing(found, day)
    may_edit = may(actor, "partners.edit", found)
    context: dict[str, Any] = {
        "agreement": found,
        "kind": capfirst(str(AgreementForm(found.form).label)),
        "may_edit": may_edit,
        # what a document is called can say more than who may not open it is to know
        "named": clearance(actor) >= Access.INTERNAL,
        "tone": tone,
        "word": word,
        "facts": shown.facts(told, day),
        "drawing": shown.drawing(told, day),
        "parties": shown.party_rows(told.parties),
        "no_period": shown.no_period(found, day),
        "period_rows": shown.period_rows(found, day),
        "notice_rows": shown.notice_rows(told.notices, day),
        "amendment_rows": shown.amendment_rows(told.amendments, day),
        "term_acts": _acts(found) if may_edit else [],
        "earlier": found.replaces,
        "later": told.replaced_by,
        "quotes": quotes(told.sources[found.pk]),
        "history": shown.history_lines(told.history, shown.ACTS),
        "trail": [(_("Avtal"), reverse("partners:agreements")), (found.title, "")],
    }
    context |= undertakings_context(told, day, may_edit=may_edit)
    context |= money_context(told, day, may_edit=may_edit)
    return render(request, "partners/agreement.html", context)


def _acts(found: Agreement) -> list[tuple[str, str]]:
    """What can be done with the agreement's time: the acts that would be refused are left out."""
    acts = [("amend", _("Ändra avtalet"))]
    if shown.first_day_after(found):
        acts.append(("prolong", _("Förläng med en ny period")))
    if not found.ends_on:
        acts.append(("notice", _("Anteckna en uppsägning")))
    acts.append(("correct", _("Rätta en uppgift")))
    return [(label, reverse(f"partners:{name}", args=[found.pk])) for name, label in acts]
