"""The notice board: what is up, what has been, one notice to read and print, and the feed (KL 8:9 to 8:12)."""

from __future__ import annotations

from typing import Any, Final, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samfrid.matters import letters
from samfrid.matters.models import Minutes
from samfrid.matters.queries.minutes import notices, notices_taken_down, published_titles
from samfrid.matters.rules import minutes as law
from samfrid.matters.shown.minutes import how_to_appeal
from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Municipality
from samfrid.openness import shown
from samfrid.openness.feed import atom
from samfrid.openness.public import open_page

FORMS: Final[dict[str, Literal["docx", "pdf"]]] = {"docx": "docx", "pdf": "pdf"}


def _shown(found: list[Minutes]) -> list[shown.Notice]:
    titles = published_titles(found)
    return [shown.notice(one, titles.get(one.pk, [])) for one in found]


def _render(request: HttpRequest, template: str, municipality: Municipality, context: dict[str, Any]) -> HttpResponse:
    other = "en" if get_language() == "sv" else "sv"
    return render(request, template, {"municipality": municipality, "other_language": other, **context})


@open_page
def board(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """The notices that are up."""
    found = notices(municipality.code, today())
    return _render(
        request, "openness/board.html", municipality, {"notices": _shown(found), "appeal": how_to_appeal(None)}
    )


@open_page
def archive(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """The notices that have been up."""
    page = notices_taken_down(municipality.code, today(), cursor=request.GET.get("fran", "").replace("\0", ""))
    address = reverse("openness:archive", args=[municipality.code])
    context = {
        "rows": [shown.archive_row(one) for one in page.rows],
        "next_url": f"{address}?fran={page.cursor}" if page.cursor else "",
    }
    return _render(request, "openness/archive.html", municipality, context)


def _found(municipality: Municipality, key: UUID) -> Minutes:
    """Minutes whose notice is or was up: before that there is nothing for anybody to see."""
    every = Minutes.objects.select_related("body").filter(municipality=municipality, announced_on__lte=today())
    return get_object_or_404(every, pk=key)


@open_page
def notice(request: HttpRequest, municipality: Municipality, key: UUID) -> HttpResponse:
    """One notice, to read, to link to, and to print and sign."""
    found = _found(municipality, key)
    last = law.last_day_of_appeal(found.announced_on).on if found.announced_on else None
    context = {"notice": _shown([found])[0], "appeal": how_to_appeal(last), "down": found.taken_down_on}
    return _render(request, "openness/notice.html", municipality, context)


@open_page
def notice_file(request: HttpRequest, municipality: Municipality, key: UUID, form: str) -> HttpResponse:  # noqa: ARG001
    """The notice as a file; nobody's name is in it."""
    if form not in FORMS:
        raise Http404
    found = _found(municipality, key)
    data = letters.made(letters.notice(found, str(municipality)), FORMS[form])
    return file_response(f"anslag-{found.met_on.isoformat()}", FORMS[form], data)


@open_page
def feed(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """The notices that are up, for whoever follows the board with a reader of feeds."""
    code = municipality.code
    text = atom(
        _shown(notices(code, today())),
        title=_("Anslagstavla %(municipality)s") % {"municipality": municipality},
        author=str(municipality),
        language=get_language() or "sv",
        board=request.build_absolute_uri(reverse("openness:board", args=[code])),
        own=request.build_absolute_uri(reverse("openness:feed", args=[code])),
        site=request.build_absolute_uri("/").rstrip("/"),
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
