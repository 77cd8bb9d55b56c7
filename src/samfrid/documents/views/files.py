"""The list, files in and out, and the pictures of pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.documents import actions, queries, storage
from samfrid.documents.models import DocumentState
from samfrid.documents.rows import rows_of
from samfrid.documents.views.common import document_of, say, trail
from samfrid.municipalities import permissions
from samfrid.municipalities.requests import actor_of
from samfrid.reading.intake import MAX_FILE_BYTES

#: refused files told of one by one; the rest are counted
TOLD: Final = 10
#: what the file field offers first; what a file is, is told by its content
ACCEPT: Final = ".pdf,.docx,.odt,.html,.htm,.eml,.txt,.md,.jpg,.jpeg,.png,.tif,.tiff"
#: the states to filter on, in the order of the work
FILTERS: Final = (
    DocumentState.READ,
    DocumentState.WAITING,
    DocumentState.FAILED,
    DocumentState.APPROVED,
)
#: nothing in a kept file may run, load or post anything, wherever a browser should open it
CLOSED: Final = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All documents, newest first, with the place to add more on top."""
    actor = actor_of(request)
    state = request.GET.get("lage", "")
    page = queries.documents(state, request.GET.get("fran", ""))
    address = reverse("documents:list")
    filters = [(_("Alla"), address, state not in DocumentState)]
    filters += [(_filter_name(one), f"{address}?{urlencode({'lage': one})}", state == one) for one in FILTERS]
    more = {"lage": state, "fran": page.cursor} if state in DocumentState else {"fran": page.cursor}
    rows = rows_of(page.documents, page.left)
    context = {
        "rows": rows,
        "live_url": _live_url([row.document.pk for row in rows if row.pending]),
        "pending": queries.pending(),
        "filters": filters,
        "filtered": state in DocumentState,
        "next_url": f"{address}?{urlencode(more)}" if page.cursor else "",
        "may_add": permissions.may(actor, "documents.upload"),
        "accept": ACCEPT,
        "help": limits(),
    }
    return render(request, "documents/list.html", context)


def _filter_name(state: DocumentState) -> str:
    names = {
        DocumentState.READ: _("Att granska"),
        DocumentState.WAITING: _("Väntar på läsning"),
        DocumentState.FAILED: _("Kunde inte läsas"),
        DocumentState.APPROVED: _("Godkända"),
    }
    return names[state]


def limits() -> str:
    """Which files are taken in, in words."""
    return _("PDF, skannad PDF, Word, ODT, HTML, e-post, text eller bild. Högst %(limit)s MB per fil.") % {
        "limit": MAX_FILE_BYTES // 2**20
    }


def _live_url(keys: Sequence[UUID]) -> str:
    """Where the page asks how far its unread rows have come; nothing when there are none, and it stops asking."""
    query = urlencode({"id": [str(key) for key in keys]}, doseq=True)
    return f"{reverse('documents:live')}?{query}" if keys else ""


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The rows that were unread when the page asked last, as they are now."""
    actor_of(request)
    asked = request.GET.getlist("id")[: queries.PAGE]
    try:
        keys = [UUID(key) for key in asked]
    except ValueError as error:
        raise Http404 from error
    found = queries.these(keys)
    rows = rows_of(found, queries.left_to_review(found))
    context = {
        "rows": rows,
        "gone": set(keys) - {document.pk for document in found},
        "live_url": _live_url([row.document.pk for row in rows if row.pending]),
        "pending": queries.pending(),
    }
    return render(request, "documents/_live.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Take in files. One that is refused never stops the others."""
    actor = actor_of(request, "documents.upload")
    if request.method != "POST":
        return render(request, "documents/add.html", {"accept": ACCEPT, "help": limits()})
    files = request.FILES.getlist("files")
    if not files:
        messages.warning(request, _("Ingen fil var vald. Välj en eller flera handlingar."))
        return redirect("documents:add")
    taken, known, refused = 0, 0, []
    for file in files:
        try:
            _document, is_new = actions.receive(actor, file.name or "", file)
            taken, known = taken + is_new, known + (not is_new)
        except ValidationError as error:
            refused.append(f"{file.name}: {' '.join(error.messages)}")
    _tell(request, taken, known, refused)
    return redirect("documents:list")


def _tell(request: HttpRequest, taken: int, known: int, refused: list[str]) -> None:
    if taken:
        text = ngettext("%(n)s handling är mottagen och läses.", "%(n)s handlingar är mottagna och läses.", taken)
        messages.success(request, text % {"n": taken})
    if known:
        text = ngettext("%(n)s handling fanns redan.", "%(n)s handlingar fanns redan.", known)
        messages.info(request, text % {"n": known})
    for sentence in refused[:TOLD]:
        messages.warning(request, sentence)
    if len(refused) > TOLD:
        more = len(refused) - TOLD
        text = ngettext("%(n)s fil till kunde inte tas emot.", "%(n)s filer till kunde inte tas emot.", more)
        messages.warning(request, text % {"n": more})


@require_safe
def original(request: HttpRequest, key: UUID) -> HttpResponse | FileResponse:
    """The file as it came: always to be saved, never shown, so that nothing in it acts in Samfrid's name."""
    actor_of(request)
    document = document_of(key)
    path = storage.path_of(document.municipality_id, document.sha256)
    try:
        response = FileResponse(path.open("rb"), content_type="application/octet-stream")
    except FileNotFoundError as error:
        raise Http404 from error
    disposition = content_disposition_header(as_attachment=True, filename=document.name)
    response["Content-Disposition"] = disposition or "attachment"
    return _closed(response)


@require_safe
def page(request: HttpRequest, key: UUID, number: int) -> HttpResponse | FileResponse:
    """The picture that was drawn of one page."""
    actor_of(request)
    document = document_of(key)
    try:
        file = storage.picture_path(document.municipality_id, document.sha256, number).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "private, max-age=3600, immutable"
    return _closed(response)


def _closed(response: FileResponse) -> FileResponse:
    response["Content-Security-Policy"] = CLOSED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_POST
def retry(request: HttpRequest, key: UUID) -> HttpResponse:
    """Read a file again that could not be read."""
    actor = actor_of(request)
    try:
        actions.retry(actor, document_of(key))
    except ValidationError as error:
        say(request, error)
    return redirect("documents:document", key)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask once, then take the file out."""
    actor = actor_of(request, "documents.remove")
    document = document_of(key)
    if request.method != "POST":
        return render(request, "documents/remove.html", {"document": document, "trail": trail(document, _("Ta bort"))})
    try:
        actions.remove(actor, document)
    except ValidationError as error:
        say(request, error)
        return redirect(document)
    messages.success(request, _("”%(name)s” är borttagen.") % {"name": document})
    return redirect("documents:list")
