"""The page that a link opens: no account, no cookie, nothing kept by anybody on the way.

The form has no token of its own against forgery (CSRF): the address is one, known to nobody but the one who got the
letter, and no cookie speaks for her. Reading the page changes nothing, since mail filters follow links.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Access, Municipality
from samfrid.municipalities.requests import refuse
from samfrid.municipalities.tenancy import within
from samfrid.post.links import too_many
from samfrid.reporting import links, queries
from samfrid.reporting.actions import Said
from samfrid.reporting.actions import answer as answer_one
from samfrid.reporting.actions.answering import Choice
from samfrid.reporting.asking import Card, card, heading, prefix_of
from samfrid.reporting.forms import AnswerForm
from samfrid.reporting.models import Link
from samfrid.reporting.queries import Question
from samfrid.reporting.rules import ItemState

_CODE: Final = re.compile(r"\d{4}", re.ASCII)
REFUSED: Final = 422
GONE: Final = 410
BUSY: Final = 429


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """What the link opens, or a kind word of whom to ask where it is good no longer."""
    asked = request.GET.get("sprak", "")
    chosen = asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(chosen):
        response = _answered(request, code, token, chosen)
    response["Content-Language"] = chosen
    response["Cache-Control"] = "no-store, private"
    # the address is a secret: it goes to no other page, and into no search engine
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _answered(request: HttpRequest, code: str, token: str, language: str) -> HttpResponse:
    municipality = Municipality.objects.filter(code=code).first() if _CODE.fullmatch(code) else None
    if municipality is None:
        return _render(request, "reporting/link_unknown.html", {}, language, 404)
    with within(municipality.code, clearance=Access.INTERNAL):
        link = links.find(token)
        if link is None:
            return _render(request, "reporting/link_unknown.html", {"municipality": municipality}, language, 404)
        context = {"municipality": municipality, "round": link.request.round}
        if over := links.over(link.request, today(), link):
            return _render(request, "reporting/link_over.html", context | {"over": str(over)}, language, GONE)
        if request.method == "POST" and too_many(link.digest):
            return _render(request, "link_busy.html", context, language, BUSY)
        return _page(request, link, context, language)


def _page(request: HttpRequest, link: Link, context: dict[str, Any], language: str) -> HttpResponse:
    found, refused, said_nothing = queries.questions_of(link.request), dict[str, AnswerForm](), False
    if request.method == "POST":
        refused, said_nothing = _keep(request, link, found)
        if not refused and not said_nothing:
            return HttpResponseRedirect(request.get_full_path())
        # what could be kept is kept, and what others have said meanwhile is shown
        found = queries.questions_of(link.request)
    cards = [card(one, refused.get(prefix_of(one.item))) for one in found]
    context |= {
        "who": heading(link.request),
        "said_nothing": said_nothing,
        "waiting": _those(cards, found, ItemState.WAITS, ItemState.ELSEWHERE),
        # what her own answer closed is an answer, and can no longer be changed by her
        "answered": [one for one in cards if one.said and not one.wrong and one.form is None]
        + _those(cards, found, ItemState.ANSWERED),
        "closed": [one for one in cards if one.closed and (one.wrong or not one.said)],
        "may_save": any(one.form for one in cards),
        "wrong": [wrong for one in cards for wrong in one.wrong],
        "is_done": not any(one.state is ItemState.WAITS for one in found),
    }
    return _render(request, "reporting/link.html", context, language, REFUSED if refused or said_nothing else 200)


def _those(cards: list[Card], found: list[Question], *states: ItemState) -> list[Card]:
    return [one for one, question in zip(cards, found, strict=True) if question.state in states]


def _keep(request: HttpRequest, link: Link, found: list[Question]) -> tuple[dict[str, AnswerForm], bool]:
    """Keep each answer that can be kept; gives the forms of the others, by prefix, and whether nothing was said."""
    refused: dict[str, AnswerForm] = {}
    rest = "resten" in request.POST
    said_nothing = not rest
    for question in found:
        form = AnswerForm(request.POST, prefix=prefix_of(question.item))
        if form.is_empty:
            if rest and question.state is ItemState.WAITS:
                form = _same(form)
            else:
                continue
        said_nothing = False
        if not _kept(link, question, form):
            refused[form.prefix or ""] = form
    return refused, said_nothing


def _same(form: AnswerForm) -> AnswerForm:
    """The form, with nothing changed as its answer."""
    data = {form.add_prefix("choice"): str(Choice.SAME)}
    seen = form.add_prefix("as_seen")
    return AnswerForm(data | {seen: form.data.get(seen, "")}, prefix=form.prefix)


def _kept(link: Link, question: Question, form: AnswerForm) -> bool:
    if not form.is_valid():
        return False
    said: Said = form.said()
    try:
        answer_one(link, question.item, said, today=today())
    except ValidationError as error:
        refuse(form, error)
        return False
    except PermissionDenied:
        form.add_error(None, translation.gettext("Länken gäller inte längre."))
        return False
    return True


def _render(request: HttpRequest, template: str, context: dict[str, Any], language: str, status: int) -> HttpResponse:
    other = "en" if language == "sv" else "sv"
    return render(request, template, context | {"other_language": other}, status=status)
