"""What every page of this room begins with: who asks, and for which document."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
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


def is_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page is asked for, and not a whole one."""
    return bool(getattr(request, "htmx", False))


def trail(document: Document, *more: str) -> list[tuple[str, str]]:
    """The way to a document's page, or to a page below it."""
    name = Truncator(str(document)).words(TRAIL_WORDS)
    steps = [(_("Dokument"), reverse("documents:list")), (name, document.get_absolute_url())]
    return steps + [(name, "") for name in more]
