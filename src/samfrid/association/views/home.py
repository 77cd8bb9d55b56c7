"""The first page of an association, and an agreement of hers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samfrid.association import queries, shown
from samfrid.association.views.common import partner_of, trail
from samfrid.municipalities.dates import today
from samfrid.partners.shown.follow_ups import row as follow_up_row


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is awaited of her and by when, her agreements, and the meetings to come."""
    actor, organisation = partner_of(request)
    day = today()
    agreements = list(queries.agreements(organisation))
    groups = queries.groups(organisation, day)
    context = {
        "organisation": actor.organisation,
        "awaited": shown.awaited(
            shown.Awaited(
                agreements,
                list(queries.commitments(organisation)),
                queries.planned_follow_ups(organisation, day),
                queries.reports(organisation),
                organisation,
            ),
            day,
        ),
        "agreements": [shown.agreement_row(one, day) for one in agreements],
        "meetings": shown.coming(groups)[:5],
    }
    return render(request, "association/home.html", context)


@require_safe
def agreement(request: HttpRequest, key: UUID) -> HttpResponse:
    """An agreement: the period now, its sums, what is to be paid and was, what it binds her to."""
    _actor, organisation = partner_of(request)
    page, day = queries.agreement_page(organisation, key), today()
    tone, word = shown.standing(page.agreement, day)
    context = {
        "agreement": page.agreement,
        "tone": tone,
        "word": word,
        "facts": shown.agreement_facts(page, day),
        "amounts": [shown.amount(one) for one in page.amounts],
        "payments": [shown.payment(one, day) for one in page.payments],
        "goals": page.goals,
        "rows": [shown.commitment_row(one, organisation, day) for one in page.commitments],
        "planned": page.planned,
        "follow_ups": [follow_up_row(one) for one in page.follow_ups],
        "trail": trail((page.agreement.title, "")),
    }
    return render(request, "association/agreement.html", context)
