"""The public editions of the follow-up list, where the municipality publishes them: latest, earlier, and the feed."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samfrid.editions import files, shown
from samfrid.editions.models import Edition
from samfrid.editions.pictures import thawed
from samfrid.editions.queries import kept
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Municipality
from samfrid.municipalities.paging import PAGE, page_of
from samfrid.openness.feed import Entry, entries_atom
from samfrid.openness.public import open_page

#: what an open page hands out: those to read and those to work on
FORMS: Final = ("pdf", "xlsx")
#: entries of the feed
MOST: Final = 50


def _published(municipality: Municipality) -> list[Edition]:
    """The latest first; ``Http404`` where the municipality publishes none, as if the page were not there."""
    found = list(kept.published(municipality.code)[:MOST])
    if not found:
        raise Http404
    return found


def _address(edition: Edition) -> str:
    return reverse("open_editions:edition", args=[edition.municipality_id, edition.pk])


@open_page
def latest(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """The latest edition."""
    every = _published(municipality)
    return _page(request, municipality, every[0], alone=len(every) == 1)


@open_page
def edition(request: HttpRequest, municipality: Municipality, key: UUID) -> HttpResponse:
    """An edition, also an earlier one."""
    return _page(request, municipality, _found(municipality, key))


def _found(municipality: Municipality, key: UUID) -> Edition:
    found = kept.published(municipality.code).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, municipality: Municipality, found: Edition, *, alone: bool = False) -> HttpResponse:
    asked = request.GET.get("fran", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 0
    rows = kept.rows_of(found, after=after, size=PAGE + 1, still_open=True)
    columns = [name for name in found.columns if name not in ("number", "access")]
    more = rows[PAGE - 1].number if len(rows) > PAGE else 0
    context: dict[str, Any] = {
        "municipality": municipality,
        "other_language": "en" if get_language() == "sv" else "sv",
        "edition": found,
        "facts": shown.facts(found, kept.closed_since(found)),
        "heads": shown.heads(columns),
        "lines": shown.lines(rows[:PAGE], columns, linked=False),
        "gone": shown.lines(kept.gone_of(found, still_open=True), columns, linked=False),
        "moved": shown.summary(kept.moves_of(found)),
        "pictures": thawed(found.pictures),
        "corrections": [(one.label, _address(one)) for one in kept.corrections_of(found)],
        "corrected": _address(found.corrects) if found.corrects else "",
        "next_url": f"{_address(found)}?fran={more}" if more else "",
        "forms": [(form, files.NAMES[form]) for form in FORMS],
        "earlier": not alone,
    }
    return render(request, "openness/edition.html", context)


@open_page
def archive(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """The editions that are out."""
    cursor = request.GET.get("fran", "").replace("\0", "")
    page = page_of(kept.published(municipality.code), "sent_on", cursor)
    if not page.rows:
        raise Http404
    address = reverse("open_editions:archive", args=[municipality.code])
    context = {
        "municipality": municipality,
        "other_language": "en" if get_language() == "sv" else "sv",
        "rows": [{**shown.listed(one), "url": _address(one)} for one in page.rows],
        "next_url": f"{address}?fran={page.cursor}" if page.cursor else "",
    }
    return render(request, "openness/editions.html", context)


@open_page
def edition_file(request: HttpRequest, municipality: Municipality, key: UUID, form: str) -> HttpResponse:  # noqa: ARG001
    """An edition as a file."""
    if form not in FORMS:
        raise Http404
    found = _found(municipality, key)
    content = files.of_edition(found, str(municipality), still_open=True)
    return file_response(str(found).replace(":", "-"), files.FORMS[form], files.made(content, files.FORMS[form]))


@open_page
def feed(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """The editions for whoever follows them with a reader of feeds."""
    code = municipality.code
    text = entries_atom(
        [_entry(one) for one in _published(municipality)],
        title=_("Uppföljning av åtaganden %(municipality)s") % {"municipality": municipality},
        author=str(municipality),
        language=get_language() or "sv",
        page=request.build_absolute_uri(reverse("open_editions:latest", args=[code])),
        own=request.build_absolute_uri(reverse("open_editions:feed", args=[code])),
        site=request.build_absolute_uri("/").rstrip("/"),
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def _entry(one: Edition) -> Entry:
    told = [f"{word.capitalize()}: {number}" for _kind, word, number in shown.summary(kept.moves_of(one))]
    correction = [one.correction] if one.corrects else []
    stands = _("Läget den %(day)s.") % {"day": in_words(one.on)}
    return Entry(one.pk, str(one), _address(one), one.sent_on or one.on, [stands, *correction, *told])
