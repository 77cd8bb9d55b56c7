"""The year's survey: its answers with what shows them, a person's own answers, the file, and that it was sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.municipalities.shown import lines
from samfrid.papers.sheet import xlsx
from samfrid.partners.models import Agreement
from samfrid.survey import actions, queries, shown
from samfrid.survey.forms import AnswerForm, QuestionsForm
from samfrid.survey.queries import SheetPage

REFUSED: Final = 422


def _trail(*last: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Planer"), reverse("plans:list")), (_("Rutiner"), reverse("routines:list")), *last]


@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """This year's survey."""
    actor_of(request)
    return redirect("survey:sheet", today().year)


def _page(actor: Membership, year: int) -> SheetPage:
    """The year's sheet; ``Http404`` for a year that there is none of and that is not this one."""
    day = today()
    if year not in queries.years(actor.municipality_code, day):
        raise Http404
    return queries.sheet_page(actor.municipality_code, year, day)


@require_safe
def sheet(request: HttpRequest, year: int) -> HttpResponse:
    """A year's survey: each question with its answer, what shows it, what is lacking and the act that mends it."""
    actor = actor_of(request)
    page = _page(actor, year)
    sent = bool(page.sheet and page.sheet.sent_on)
    rows = [shown.line(one) for one in page.lines]
    rows += [shown.sent_line(one, page.last_year.get(one.question)) for one in page.sent]
    may_answer = may(actor, "survey.answer") and not sent
    known = queries.years(actor.municipality_code, today())
    context: dict[str, Any] = {
        "year": year,
        "sheet": page.sheet,
        "questions": page.questions,
        "rows": rows,
        "unanswered": sum(1 for one in page.lines if not one.value),
        "years": [(str(one), reverse("survey:sheet", args=[one]), one == year) for one in known],
        "may_answer": may_answer,
        "may_enter": may(actor, "plans.edit") and may(actor, "partners.edit"),
        "form": QuestionsForm(initial={"questions": page.questions.name}) if may_answer else None,
        "history": lines(page.sheet, shown.ACTS, ("name",)) if page.sheet else [],
        "trail": _trail((_("Öppna jämförelser %(year)s") % {"year": year}, "")),
    }
    return render(request, "survey/sheet.html", context)


@require_safe
def as_xlsx(request: HttpRequest, year: int) -> HttpResponse:
    """The answers and their evidence as an Excel file."""
    page = _page(actor_of(request), year)
    content = xlsx(shown.sheets(page, request.build_absolute_uri))
    return file_response(f"{_('Öppna jämförelser')} {year}", "xlsx", content)


def _done(form: Form, act: Callable[[], Any]) -> bool:
    """Whether the act could be done; if not, the form says why, and keeps what was typed."""
    try:
        with transaction.atomic():
            act()
    except ValidationError as error:
        refuse(form, error)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, year: int, question: str) -> HttpResponse:
    """Answer a question that Samfrid cannot, or otherwise than it did."""
    actor = actor_of(request, "survey.answer")
    page = _page(actor, year)
    asked = page.questions.question(question)
    if asked is None:
        raise Http404
    line = next((one for one in page.lines if one.question.key == question), None)
    initial = {"value": line.value, "reason": line.given.reason if line.given else ""} if line else {}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=initial)
    told = lambda: actions.give_answer(actor, year, question, **form.cleaned_data, today=today())  # noqa: E731
    if form.is_valid() and _done(form, told):
        messages.success(request, _("Svaret är sparat."))
        return redirect(f"{reverse('survey:sheet', args=[year])}#{question}")
    context = {
        "form": form,
        "question": asked,
        "line": shown.line(line) if line else None,
        "year": year,
        "trail": _trail((str(year), reverse("survey:sheet", args=[year])), (_("Svara"), "")),
    }
    return render(request, "survey/answer.html", context, status=REFUSED if form.errors else 200)


def _act(request: HttpRequest, year: int, act: Callable[[], Any], words: str) -> HttpResponse:
    """Do what a press asks, and say that it was done, or why not."""
    try:
        act()
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, words)
    return redirect("survey:sheet", year)


@require_POST
def take_back(request: HttpRequest, year: int, question: str) -> HttpResponse:
    """Let Samfrid answer again."""
    actor = actor_of(request, "survey.answer")
    act = lambda: actions.take_back(actor, year, question, today=today())  # noqa: E731
    return _act(request, year, act, _("Svaret är taget tillbaka."))


@require_POST
def choose(request: HttpRequest, year: int) -> HttpResponse:
    """Answer another year's questions."""
    actor = actor_of(request, "survey.answer")
    name = request.POST.get("questions", "")
    act = lambda: actions.choose_questions(actor, year, name, today=today())  # noqa: E731
    return _act(request, year, act, _("Frågorna är bytta."))


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, year: int) -> HttpResponse:
    """Freeze the answers as what was sent."""
    actor = actor_of(request, "survey.answer")
    _page(actor, year)
    if request.method == "POST":
        act = lambda: actions.send_sheet(actor, year, today=today())  # noqa: E731
        return _act(request, year, act, _("Svaren är frysta. Nästa år visas de bredvid de nya."))
    context = {
        "title": _("Är enkäten för %(year)s skickad?") % {"year": year},
        "text": _("Svaren fryses som de är i dag och kan inte ändras sedan. Hämta Excelfilen om du behöver den."),
        "act_label": _("Frys svaren"),
        "back_url": reverse("survey:sheet", args=[year]),
        "trail": _trail((str(year), reverse("survey:sheet", args=[year])), (_("Skickad"), "")),
    }
    return render(request, "survey/send.html", context)


@require_POST
def single_cases(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that an agreement is about cooperation in single cases, or take that back."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "survey.answer", found)
    marked = "ta-bort" not in request.POST
    actions.mark_single_cases(actor, found, marked=marked, today=today())
    words = _("Avtalet räknas som samverkan i enskilda ärenden.") if marked else _("Avtalet räknas inte längre så.")
    messages.success(request, words)
    return redirect("survey:now")
