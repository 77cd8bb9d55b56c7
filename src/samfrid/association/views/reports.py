"""The yearly report: begun, written line by line, submitted, and given out to each funder."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.association import queries, shown
from samfrid.association.forms import LineForm, StartForm, SummaryForm
from samfrid.association.views.common import REFUSED, partner_of, trail
from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.papers.docx import docx
from samfrid.papers.pdf import pdf
from samfrid.partners import actions
from samfrid.partners.models import Agreement, ReportLine, ReportState, YearReport
from samfrid.partners.queries.year_reports import line_of, rows_of
from samfrid.partners.rules.year_report import Part, parts
from samfrid.partners.shown import kronor
from samfrid.partners.shown import year_report as papers
from samfrid.partners.views.acts import done, see_again

WRITE = "association.report"


def _found(organisation: UUID, key: UUID) -> YearReport:
    return get_object_or_404(queries.own_reports(organisation), pk=key)


def _trail(report: YearReport, *last: tuple[str, str]) -> list[tuple[str, str]]:
    here = reverse("association:report", args=[report.pk]) if last else ""
    return trail((_("Årsrapport"), reverse("association:reports")), (papers.title(report), here), *last)


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """All reports, and a form that begins one."""
    actor, organisation = partner_of(request, WRITE)
    day = today()
    form = StartForm(request.POST if request.method == "POST" else None, initial={"year": _next_year(day)})
    made: list[YearReport] = []
    if form.is_valid() and actor.organisation:
        whose, year = actor.organisation, form.cleaned_data["year"]
        if done(form, lambda: made.append(actions.start_report(actor, whose, year, today=day))):
            return redirect("association:report", made[0].pk)
    rows = [shown.report_row(one) for one in queries.reports(organisation)]
    context = {"rows": rows, "form": form, "trail": trail((_("Årsrapport"), ""))}
    return render(request, "association/reports.html", context, status=REFUSED if form.errors else 200)


def _next_year(day: dt.date) -> int:
    """The year that one reports now: last year until the autumn, then this one."""
    return day.year if day.month >= 10 else day.year - 1


@require_safe
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """A report: while it is a draft with what can be written, then as it was submitted."""
    _actor, organisation = partner_of(request, WRITE)
    return _page(request, _found(organisation, key))


def _page(request: HttpRequest, found: YearReport, form: SummaryForm | None = None, refused: str = "") -> HttpResponse:
    rows = rows_of(found)
    lines = [line_of(row) for row in rows]
    is_draft = found.state == ReportState.DRAFT
    tone, word = papers.state(found)
    context: dict[str, Any] = {
        "report": found,
        "title": papers.title(found),
        "tone": tone,
        "word": word,
        "is_draft": is_draft,
        "summary_form": (form or SummaryForm(initial={"summary": found.summary})) if is_draft else None,
        "lines": [shown.report_line(row, line) for row, line in zip(rows, lines, strict=True)],
        "total": kronor(sum(line.cost_sek for line in lines)),
        "parts": [shown.report_part(found, at, one) for at, one in enumerate(parts(lines), 1)],
        "warnings": shown.report_warnings(lines),
        "refused": refused,
        "former": found.organisation.name if found.organisation.merged_into_id else "",
        "may_begin_again": not is_draft,
        "trail": _trail(found),
    }
    return render(request, "association/report.html", context, status=REFUSED if refused or form else 200)


@require_POST
def summary(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep the words that begin the report."""
    actor, organisation = partner_of(request, WRITE)
    found, form = _found(organisation, key), SummaryForm(request.POST)
    if form.is_valid() and done(form, lambda: actions.write_summary(actor, found, form.cleaned_data["summary"])):
        messages.success(request, _("Sammanfattningen är sparad."))
        return redirect("association:report", key)
    return _page(request, found, form)


def _agreements(organisation: UUID, year: int) -> list[Agreement]:
    """The agreements that may have paid for something in the year."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    found = [one for one in queries.agreements(organisation) if _held(one, first, last)]
    return sorted(found, key=lambda one: one.title.casefold())


def _held(agreement: Agreement, first: dt.date, last: dt.date) -> bool:
    begins, ends = agreement.first_starts_on, shown.last_day_of(agreement)
    return (begins is None or begins <= last) and (ends is None or ends >= first)


@require_http_methods(["GET", "HEAD", "POST"])
def new_line(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write one more line."""
    _actor, organisation = partner_of(request, WRITE)
    return _line(request, _found(organisation, key), None)


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write a line anew."""
    _actor, organisation = partner_of(request, WRITE)
    return _line(request, *_of_line(organisation, key))


def _of_line(organisation: UUID, key: UUID) -> tuple[YearReport, ReportLine]:
    rows = ReportLine.objects.select_related("report").prefetch_related("shares")
    found = get_object_or_404(rows.filter(report__organisation=organisation), pk=key)
    return found.report, found


def _line(request: HttpRequest, found: YearReport, row: ReportLine | None) -> HttpResponse:
    actor, organisation = partner_of(request, WRITE)
    if found.state != ReportState.DRAFT:
        messages.error(request, _("Rapporten är inlämnad och kan inte ändras."))
        return redirect("association:report", found.pk)
    agreements = _agreements(organisation, found.year)
    form = LineForm(request.POST if request.method == "POST" else None, agreements=agreements, line=row)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        if done(form, lambda: actions.write_line(actor, found, form.told(), row, seen=seen)):
            messages.success(request, _("Raden är sparad."))
            return redirect("association:report", found.pk)
    name, saved = _("Ändra raden") if row else _("Ny rad"), list[str]()
    now = ReportLine.objects.prefetch_related("shares__agreement").filter(pk=row.pk).first() if row else None
    if form.errors and now:
        see_again(form, now.version)
        saved = shown.saved_line(now)
    context = {"form": form, "title": name, "report": found, "row": row, "saved": saved}
    context |= {"trail": _trail(found, (name, ""))}
    return render(request, "association/line.html", context, status=REFUSED if form.errors else 200)


@require_POST
def remove_line(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a line out of a draft."""
    actor, organisation = partner_of(request, WRITE)
    found, row = _of_line(organisation, key)
    try:
        actions.remove_line(actor, row)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Raden är borttagen."))
    return redirect("association:report", found.pk)


@require_POST
def submit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Submit the report: from then on it is frozen."""
    actor, organisation = partner_of(request, WRITE)
    found = _found(organisation, key)
    try:
        actions.submit_report(actor, found, today=today())
    except ValidationError as error:
        return _page(request, found, refused=error.messages[0])
    messages.success(request, _("Årsrapporten är inlämnad till kommunen."))
    return redirect("association:report", key)


def _part(organisation: UUID, key: UUID, number: int) -> tuple[YearReport, Part]:
    found = _found(organisation, key)
    every = parts([line_of(row) for row in rows_of(found)])
    if not 1 <= number <= len(every):
        raise Http404
    return found, every[number - 1]


@require_safe
def part(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """The report to one funder."""
    _actor, organisation = partner_of(request, WRITE)
    found, one = _part(organisation, key, number)
    context = {
        "report": found,
        "title": papers.title(found),
        "funder": papers.funder(one),
        "number": number,
        "rows": papers.part_rows(one),
        "total": kronor(one.total),
        "note": papers.due_note(one, found.year),
        "trail": _trail(found, (papers.funder(one), "")),
    }
    return render(request, "association/part.html", context)


@require_safe
def part_file(request: HttpRequest, key: UUID, number: int, form: str) -> HttpResponse:
    """The same as a file."""
    _actor, organisation = partner_of(request, WRITE)
    found, one = _part(organisation, key, number)
    paper = papers.paper(found, one, found.organisation.name, found.organisation.number)
    name = f"{papers.title(found)} {papers.funder(one)}"
    if form == "docx":
        return file_response(name, "docx", docx(paper))
    if form == "pdf":
        return file_response(name, "pdf", pdf(paper))
    raise Http404
