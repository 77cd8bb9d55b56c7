"""The year: one picture, the same as a table, and a list by month; as a file too."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samfrid.municipalities.dates import months_after, today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.happenings import HappeningKind
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of
from samfrid.papers.docx import docx
from samfrid.papers.pdf import pdf
from samfrid.yearly import queries, shown
from samfrid.yearly.rules import YEARS, number_in
from samfrid.yearly.shown import Choice

FORMS: Final[dict[str, Literal["docx", "pdf"]]] = {"docx": "docx", "pdf": "pdf"}


def _choice(request: HttpRequest, day: dt.date) -> Choice:
    """What is asked for; what cannot be is passed over."""
    kind = request.GET.get("slag", "")
    return Choice(
        number_in(request.GET.get("ar", ""), YEARS) or day.year,
        kind if kind in set(HappeningKind) else "",
        number_in(request.GET.get("manad", ""), range(1, 13)),
    )


def _read(code: str, choice: Choice, *, whole: bool) -> queries.Overview:
    """The year of the choice, or its month."""
    first = dt.date(choice.year, choice.month or 1, 1)
    last = months_after(first, 1 if choice.month else 12) - dt.timedelta(1)
    return queries.overview(code, first, last, [choice.kind] if choice.kind else [], whole=whole)


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """The wheel of a year with its list."""
    actor, day = actor_of(request), today()
    choice = _choice(request, day)
    found = _read(actor.municipality_code, choice, whole=bool(choice.month))
    whole = _("Årshjul %(year)s") % {"year": choice.year}
    title = shown.month_name(choice) if choice.month else whole
    trail = [(_("Idag"), reverse("gaps:today")), (whole, choice.url(manad=0) if choice.month else "")]
    context = {
        "title": title,
        "year": choice.year,
        "picture": None if choice.month else shown.picture(found.days, choice, day),
        "months": shown.months(found.rows, found.days, choice, day),
        "filters": shown.filters(choice),
        "before": shown.step(choice, -1),
        "after": shown.step(choice, 1),
        "whole_url": choice.url(manad=0) if choice.month else "",
        "files": [(name, choice.file(form)) for name, form in (("PDF", "pdf"), ("Word", "docx"))],
        "may_edit": may(actor, "matters.edit"),
        "trail": [*trail, (title, "")] if choice.month else trail,
    }
    return render(request, "yearly/year.html", context)


@require_safe
def year_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The year as a file, in the reader's language."""
    actor, day = actor_of(request), today()
    if form not in FORMS or number not in YEARS:
        raise Http404
    kind = _choice(request, day).kind
    choice = Choice(number, kind)
    found = _read(actor.municipality_code, choice, whole=True)
    with override(get_language()):
        paper = shown.paper(str(actor.municipality), found.rows, found.days, choice, day)
        content = pdf(paper) if form == "pdf" else docx(paper)
    return file_response(f"arshjul-{number}", FORMS[form], content)
