"""The page that a link to a meeting opens: no account, no cookie, nothing kept by anybody on the way.

As the pages of a round (``reporting.public``): the form has no token of its own against forgery, since the address is
one, and reading the page changes nothing, since mail filters follow links.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Access, Municipality
from samfrid.municipalities.requests import refuse
from samfrid.municipalities.tenancy import within
from samfrid.papers.calendar import events
from samfrid.partners import actions, links
from samfrid.partners.forms.meetings import AnswerForm
from samfrid.partners.models import AgendaItem, InvitationLink, MeetingState
from samfrid.partners.queries.agenda import agenda_for, outside
from samfrid.partners.shown import meetings as shown
from samfrid.post.links import too_many

_CODE: Final = re.compile(r"\d{4}", re.ASCII)
REFUSED: Final = 422
GONE: Final = 410
BUSY: Final = 429
#: what a link is good for, the page or the calendar
Answer = Callable[[HttpRequest, InvitationLink, dict[str, Any], str], HttpResponse]


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """The meeting that the link is to, or a kind word of whom to ask where it is good no longer."""
    return _by_link(request, code, token, _page)


@login_not_required
@require_safe
def calendar(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """The meeting as an event for one's own calendar."""
    return _by_link(request, code, token, _calendar)


def _by_link(request: HttpRequest, code: str, token: str, give: Answer) -> HttpResponse:
    asked = request.GET.get("sprak", "")
    chosen = asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(chosen):
        response = _found(request, code, token, give, chosen)
    response["Content-Language"] = chosen
    response["Cache-Control"] = "no-store, private"
    # the address is a secret: it goes to no other page, and into no search engine
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _found(request: HttpRequest, code: str, token: str, give: Answer, language: str) -> HttpResponse:
    municipality = Municipality.objects.filter(code=code).first() if _CODE.fullmatch(code) else None
    if municipality is None:
        return _render(request, "partners/link_unknown.html", {}, language, 404)
    with within(municipality.code, clearance=Access.INTERNAL):
        link = links.find(token)
        if link is None:
            return _render(request, "partners/link_unknown.html", {"municipality": municipality}, language, 404)
        context = {"municipality": municipality, "meeting": link.invitation.meeting}
        if over := links.over(link.invitation, today(), link):
            return _render(request, "partners/link_over.html", context | {"over": str(over)}, language, GONE)
        if request.method == "POST" and too_many(link.digest):
            return _render(request, "link_busy.html", context, language, BUSY)
        return give(request, link, context, language)


def _agenda(link: InvitationLink) -> list[AgendaItem]:
    """What of the agenda she may read: outside the municipality only what is public. The database holds it."""
    return agenda_for(link.invitation.meeting, outside(link.invitation.member))


def _page(request: HttpRequest, link: InvitationLink, context: dict[str, Any], language: str) -> HttpResponse:
    one = link.invitation
    open_ = one.meeting.state == MeetingState.PLANNED
    form = AnswerForm(
        request.POST if request.method == "POST" else None, initial={"answer": one.answer, "word": one.word}
    )
    refused = False
    if request.method == "POST" and open_:
        refused = not _kept(link, form)
        if not refused:
            return HttpResponseRedirect(request.get_full_path())
    tone, word = shown.ANSWERS[one.answer]
    context |= {
        "who": one.name,
        "form": form if open_ else None,
        "cancelled": one.meeting.state == MeetingState.CANCELLED,
        "held": one.meeting.state == MeetingState.HELD,
        "when": shown.when(one.meeting),
        "agenda": [item.text for item in _agenda(link)],
        "answered": bool(one.answer),
        "tone": tone,
        "word": word,
    }
    return _render(request, "partners/link.html", context, language, REFUSED if refused else 200)


def _kept(link: InvitationLink, form: AnswerForm) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.answer_invitation(link, form.cleaned_data["answer"], form.cleaned_data["word"], today=today())
    except ValidationError as error:
        refuse(form, error)
        return False
    except PermissionDenied:
        form.add_error(None, translation.gettext("Länken gäller inte längre."))
        return False
    return True


def _calendar(request: HttpRequest, link: InvitationLink, context: dict[str, Any], language: str) -> HttpResponse:  # noqa: ARG001
    one = link.invitation.meeting
    row = shown.event(one, agenda=[item.text for item in _agenda(link)])
    return file_response(f"{one.group.name} {one.on}", "ics", events([row], one.group.name))


def _render(request: HttpRequest, template: str, context: dict[str, Any], language: str, status: int) -> HttpResponse:
    other = "en" if language == "sv" else "sv"
    return render(request, template, context | {"other_language": other}, status=status)
