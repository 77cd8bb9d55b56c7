"""Documents to choose among for what shows something: that a commitment is done, that a sum's condition was met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from django.utils import timezone

from samfrid.commitments.offered import Offer
from samfrid.documents.models import Document, DocumentState
from samfrid.municipalities.models import TenantModel

#: a list to choose from; another document is given as a link or in words
MOST: Final = 40
#: letters of what a document is called in a list, and of those what tells it from another of the same title
MOST_LETTERS: Final = 200
MOST_BEHIND: Final = 140


def documents_for(record: TenantModel) -> list[Offer]:
    """The documents that were approved or added last."""
    kept = Document.objects.filter(
        municipality_id=record.municipality_id, state__in=(DocumentState.READ, DocumentState.APPROVED)
    )
    fields = ("id", "name", "title", "dated", "access", "created_at")
    rows = list(kept.only(*fields).order_by("-created_at")[:MOST])
    return [Offer("documents.document", one.pk, label, one.access) for one, label in labelled(rows)]


def labelled(rows: Sequence[Document]) -> list[tuple[Document, str]]:
    """Each document with what to call it: its title, and where several have the same, its date and its file; of those
    that are alike in all this, when they came in too. In no language: what is chosen is kept by this name.
    """
    titles = Counter(_key(one) for one in rows)
    wholes = Counter((_key(one), one.dated, one.name) for one in rows)
    found = []
    for one in rows:
        more: list[str] = []
        if titles[_key(one)] > 1:
            more = [one.dated] if one.dated else []
            more += [one.name] if one.title and one.name != one.title else []
        if wholes[_key(one), one.dated, one.name] > 1:
            at = timezone.localtime(one.created_at)
            more.append(f"{at:%Y-%m-%d %H:%M}")
        tail = f" ({', '.join(more)})"[:MOST_BEHIND] if more else ""
        found.append((one, str(one)[: MOST_LETTERS - len(tail)] + tail))
    return found


def _key(document: Document) -> str:
    """Its title as the eye takes it."""
    return " ".join(str(document).split()).casefold()
