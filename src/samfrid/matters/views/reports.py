"""The reports that the law asks for: on the page, as files, and what the council did with them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.matters import report_files, reports
from samfrid.matters.actions.reports import tell_council, write_off
from samfrid.matters.forms.reports import ReportForm
from samfrid.matters.queries.referrals import awaited
from samfrid.matters.queries.reports import Reported, unanswered
from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.papers.docx import docx
from samfrid.papers.paper import Paper
from samfrid.papers.pdf import pdf
from samfrid.papers.sheet import Sheet, xlsx

REFUSED = 422


def _tabs(here: str) -> list[tuple[str, str, bool]]:
    names = [("reports", _("Obesvarade motioner och medborgarförslag")), ("statements", _("Yttranden som väntas"))]
    return [(label, reverse(f"matters:{name}"), name == here) for name, label in names]


def _trail() -> list[tuple[str, str]]:
    return [(_("Ärenden"), reverse("matters:list")), (_("Redovisningar"), "")]


@require_http_methods(["GET", "HEAD", "POST"])
def year(request: HttpRequest) -> HttpResponse:
    """What the council has not decided, and what has emerged (KL 5:35); telling the council, and writing off."""
    actor, day = actor_of(request), today()
    found = unanswered(actor.municipality_code)
    every = reports.rows(found, day)
    due = reports.past_the_year(every)
    form = ReportForm(
        [one.matter.pk for one in found],
        request.POST or None,
        initial={"matters": [str(one.found.matter.pk) for one in due]},
    )
    if request.method == "POST":
        actor_of(request, "matters.decide")
        said = _acted(actor, found, form) if form.is_valid() else ""
        if said:
            messages.success(request, said)
            return redirect("matters:reports")
    known = [one for one in every if one.raised_on]
    context: dict[str, Any] = {
        "tabs": _tabs("reports"),
        "groups": [
            (_("Mer än ett år"), [one for one in every if one.over]),
            (_("Inom ett år"), [one for one in every if not one.over]),
        ],
        "every": every,
        "over": sum(one.over for one in every),
        "due": len(due),
        "oldest": known[0].raised if known else "",
        "form": form,
        "may_decide": may(actor, "matters.decide"),
        "trail": _trail(),
    }
    return render(request, "matters/reports.html", context, status=REFUSED if form.errors else 200)


def _acted(actor: Membership, found: list[Reported], form: ReportForm) -> str:
    """What was recorded, in words; nothing where it could not be, and then the form says why."""
    told = form.cleaned_data
    chosen = [one for one in found if one.matter.pk in set(told["matters"])]
    try:
        if told["what"] == "told":
            tell_council(actor, chosen, on=told["on"])
            said = ngettext("%(n)s ärende är redovisat.", "%(n)s ärenden är redovisade.", len(chosen))
        else:
            matters = [one.matter for one in chosen]
            write_off(actor, matters, on=told["on"], paragraph=told["paragraph"])
            said = ngettext("%(n)s ärende är avskrivet.", "%(n)s ärenden är avskrivna.", len(chosen))
    except ValidationError as error:
        refuse(form, error)
        return ""
    return said % {"n": len(chosen)}


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """Statements that are late or soon due."""
    actor = actor_of(request)
    due = awaited(actor.municipality_code, today())
    rows = [(one, in_words(one.referral.due_on) if one.referral.due_on else "") for one in due]
    context = {"tabs": _tabs("statements"), "rows": rows, "trail": _trail()}
    return render(request, "matters/statements.html", context)


@require_safe
def file(request: HttpRequest, which: str, form: str) -> HttpResponse:
    """A report as DOCX, PDF or XLSX."""
    actor, day = actor_of(request), today()
    paper: Paper
    sheet: Sheet
    if which == "obesvarade":
        every = reports.rows(unanswered(actor.municipality_code), day)
        paper, sheet = report_files.year_paper(actor.municipality.name, every, day), report_files.year_sheet(every)
    elif which == "yttranden":
        due = awaited(actor.municipality_code, day)
        paper = report_files.statements_paper(actor.municipality.name, due, day)
        sheet = report_files.statements_sheet(due)
    else:
        raise Http404
    name = f"{paper.title} {day}"
    if form == "docx":
        return file_response(name, "docx", docx(paper))
    if form == "pdf":
        return file_response(name, "pdf", pdf(paper))
    if form == "xlsx":
        return file_response(name, "xlsx", xlsx([sheet]))
    raise Http404
