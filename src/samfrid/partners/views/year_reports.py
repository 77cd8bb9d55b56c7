"""What an association has reported to the municipality of an agreement, and asking for a correction of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of
from samfrid.papers.docx import docx
from samfrid.papers.pdf import pdf
from samfrid.partners import actions
from samfrid.partners.forms.follow_ups import CorrectionForm
from samfrid.partners.models import Agreement, ReportState, YearReport
from samfrid.partners.queries.year_reports import part_of
from samfrid.partners.rules.year_report import Part
from samfrid.partners.shown import kronor
from samfrid.partners.shown import year_report as papers
from samfrid.partners.views.acts import REFUSED, done, posted
from samfrid.partners.views.trail import trail_to


def _found(key: UUID, report: UUID) -> tuple[Agreement, YearReport, Part]:
    """A report that was submitted, and what of it the agreement paid for; ``Http404`` for others."""
    agreement = get_object_or_404(Agreement, pk=key)
    rows = YearReport.objects.filter(state=ReportState.SUBMITTED).select_related("organisation__merged_into")
    told = get_object_or_404(rows, pk=report)
    part = part_of(told, agreement)
    if part is None:
        raise Http404
    return agreement, told, part


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: UUID, report: UUID) -> HttpResponse:
    """The report to the municipality of this agreement, with a form to ask for a correction."""
    actor = actor_of(request, "open.read" if request.method != "POST" else "partners.edit")
    agreement, told, part = _found(key, report)
    form = CorrectionForm(posted(request))
    if form.is_valid() and done(
        form, lambda: actions.ask_for_correction(actor, told, form.cleaned_data["reason"], today=today())
    ):
        messages.success(request, _("Föreningen ser nu vad som behöver rättas när den loggar in."))
        return redirect("partners:year_report", key, report)
    tone, word = papers.state(told)
    # a correction is asked for under the name that the association has now
    closed = told.correction_on or told.organisation.merged_into
    context: dict[str, Any] = {
        "agreement": agreement,
        "report": told,
        "title": papers.title(told),
        "tone": tone,
        "word": word,
        "rows": papers.part_rows(part),
        "total": kronor(part.total),
        "former_of": told.organisation.merged_into,
        "form": form if may(actor, "partners.edit", agreement) and not closed else None,
        "trail": trail_to(agreement, papers.title(told)),
    }
    return render(request, "partners/year_report.html", context, status=REFUSED if form.errors else 200)


@require_safe
def report_file(request: HttpRequest, key: UUID, report: UUID, form: str) -> HttpResponse:
    """The same as a file."""
    actor_of(request)
    agreement, told, part = _found(key, report)
    paper = papers.paper(told, part, str(told.organisation), told.organisation.number)
    name = f"{papers.title(told)} {agreement.title}"
    if form == "docx":
        return file_response(name, "docx", docx(paper))
    if form == "pdf":
        return file_response(name, "pdf", pdf(paper))
    raise Http404
