"""What every page of this room begins with: who asks, and for which document."""

from __future__ import annotations

import datetime as dt
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samfrid.documents.models import Document

#: of a document's title in the trail; the whole of it stands below as the heading
TRAIL_WORDS: Final = 7


def document_of(key: UUID, *, with_reading: bool = False) -> Document:
    """A document of the municipality that the request sees; 404 for any other."""
    found = Document.objects.select_related("municipality")
    return get_object_or_404(found if with_reading else found.defer("reading"), pk=key)


def say(request: HttpRequest, error: ValidationError) -> None:
    """Tell what was refused, on the page that comes next."""
    for sentence in error.messages:
        messages.error(request, sentence)


#: how old a page may be whose time still counts; an older stamp is a mistake
OLDEST_PAGE: Final = dt.timedelta(days=1)


def stamp() -> int:
    """When the page was made: its forms say so again, so that the time of a review can be told from its acts alone."""
    return int(timezone.now().timestamp())


def opened_of(request: HttpRequest) -> dt.datetime | None:
    """When the page was made that this was sent from; nothing where it does not say, or says what cannot be."""
    text = request.POST.get("oppnad", "")
    if not text.isdecimal() or len(text) > 11:
        return None
    opened = dt.datetime.fromtimestamp(int(text), dt.UTC)
    now = timezone.now()
    return opened if now - OLDEST_PAGE < opened <= now else None


def is_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page is asked for, and not a whole one."""
    return bool(getattr(request, "htmx", False))


def trail(document: Document, *more: str) -> list[tuple[str, str]]:
    """The way to a document's page, or to a page below it."""
    name = Truncator(str(document)).words(TRAIL_WORDS)
    steps = [(_("Dokument"), reverse("documents:list")), (name, document.get_absolute_url())]
    return steps + [(name, "") for name in more]
