"""The payments of a year, as a page and as files; and the agreement itself as a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.requests import actor_of
from samfrid.papers.docx import docx
from samfrid.papers.pdf import pdf
from samfrid.papers.sheet import csv, xlsx
from samfrid.partners import queries, shown
from samfrid.partners.agreement_paper import agreement_paper
from samfrid.partners.models import Agreement, Payment
from samfrid.partners.money import worth_of
from samfrid.partners.payments_year import Share, Year, months_sheet, payer_of, payments_sheet, year_of

#: years that payments can lie in
FIRST, LAST = 1990, 2200


def _year(asked: str) -> int:
    """The year that is asked for; this year for nothing, and for what is no year."""
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else 0
    return year if FIRST <= year <= LAST else today().year


@require_safe
def payments_year(request: HttpRequest) -> HttpResponse:
    """A year of payments, month by month."""
    actor, year = actor_of(request), _year(request.GET.get("ar", ""))
    found = year_of(queries.payments_of_year(actor.municipality_code, year), year, today())
    context = {
        "year": year,
        "before": year - 1 if year > FIRST else None,
        "after": year + 1 if year < LAST else None,
        "months": [_month(found, number, rows) for number, rows in found.months],
        "names": [(str(MONTHS[number]), str(MONTHS[number])[:3]) for number in range(1, 13)],
        "shares": [_share(one) for one in found.shares],
        "whole": _share(found.whole) if found.shares else None,
        "trail": [
            (_("Avtal"), reverse("partners:agreements")),
            (_("Betalningar"), reverse("partners:payments")),
            (str(year), ""),
        ],
    }
    return render(request, "partners/payments_year.html", context)


def _month(found: Year, number: int, rows: list[Payment]) -> dict[str, Any]:
    return {
        "name": str(MONTHS[number]).capitalize(),
        "id": f"manad-{number}",
        "rows_id": f"betalningar-{number}",
        "total": shown.kronor(sum(one.sek for one in rows)),
        "rows": [_row(one, found) for one in rows],
    }


def _row(payment: Payment, found: Year) -> dict[str, Any]:
    row = shown.payment_row(payment, found.today)
    payer, funding = payer_of(payment)
    return row | {"meta": [*row["meta"], Share(payer, funding).name]}


def _share(one: Share) -> dict[str, Any]:
    return {
        "name": one.name,
        "by_month": [shown.number(sek) if sek else "" for sek in one.by_month],
        "total": shown.kronor(one.total),
        "paid": shown.kronor(one.paid),
        "late": shown.kronor(one.late) if one.late else "",
        "left": shown.kronor(one.left),
    }


@require_safe
def payments_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """A year of payments as CSV or XLSX."""
    actor = actor_of(request)
    if form not in ("csv", "xlsx") or not FIRST <= number <= LAST:
        raise Http404
    found = year_of(queries.payments_of_year(actor.municipality_code, number), number, today())
    name = _("Betalningar %(year)s") % {"year": number}
    if form == "csv":
        return file_response(name, "csv", csv(payments_sheet(found)))
    return file_response(name, "xlsx", xlsx([payments_sheet(found), months_sheet(found)]))


@require_safe
def agreement_file(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """The agreement as a file for Word, or as PDF."""
    found = get_object_or_404(Agreement.objects.select_related("municipality", "decided_by"), pk=key)
    actor_of(request, "open.read", found)
    if form not in ("docx", "pdf"):
        raise Http404
    told = queries.agreement_page(found)
    settings = queries.settings(found.municipality_id, look=form == "docx")
    # an agreement is written in Swedish, whatever the reader's language
    with override("sv"):
        paper = agreement_paper(told, worth_of(found, told.amounts, today()), settings, today())
    name = f"{found.title[:80]} {found.first_starts_on or ''}".strip()
    if form == "docx":
        return file_response(name, "docx", docx(paper, bytes(settings.look) if settings.look else None))
    return file_response(name, "pdf", pdf(paper))
