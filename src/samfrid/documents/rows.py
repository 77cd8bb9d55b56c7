"""A document as a row of the list: what it is, how far it has come, and what it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.documents.models import Document, DocumentState
from samfrid.documents.queries import PENDING
from samfrid.documents.rules import Belonging, belonging
from samfrid.documents.show import date_text
from samfrid.documents.words import TYPES, refusal

#: shape and colour of each state; see components/state.html
TONES: Final[Mapping[str, str]] = {
    DocumentState.WAITING: "todo",
    DocumentState.READING: "open",
    DocumentState.FAILED: "late",
    DocumentState.READ: "asks",
    DocumentState.APPROVED: "done",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What the list shows of one document."""

    document: Document
    word: str
    tone: str
    text: str = ""
    meta: list[str] = field(default_factory=list)

    @property
    def pending(self) -> bool:
        """Whether the row will change by itself."""
        return self.document.state in PENDING


def rows_of(documents: Sequence[Document], left: Mapping[UUID, int]) -> list[Row]:
    """The rows of a list. ``left`` counts what each one still has to be reviewed."""
    return [_row(document, left.get(document.pk, 0)) for document in documents]


def _row(document: Document, left: int) -> Row:
    return Row(
        document=document,
        word=_word(document, left),
        tone=TONES[document.state],
        text=refusal(document.error_code, document.error_message) if document.state == DocumentState.FAILED else "",
        meta=_meta(document),
    )


def _word(document: Document, left: int) -> str:
    if document.state == DocumentState.READING and document.pages:
        pages = {"read": document.pages_read, "all": document.pages}
        return _("Läses, sida %(read)s av %(all)s") % pages
    if document.state == DocumentState.READ:
        if left == 0:
            return _("Granskad, att godkänna")
        return ngettext("%(n)s förslag att granska", "%(n)s förslag att granska", left) % {"n": left}
    return str(
        {
            DocumentState.WAITING: _("Väntar på läsning"),
            DocumentState.READING: _("Läses"),
            DocumentState.FAILED: _("Kunde inte läsas"),
            DocumentState.APPROVED: _("Godkänd"),
        }[DocumentState(document.state)]
    )


def _meta(document: Document) -> list[str]:
    if document.state not in (DocumentState.READ, DocumentState.APPROVED):
        return []
    parts = [str(TYPES.get(document.kind, TYPES["other"])).capitalize()]
    parts.append(date_text(document.dated) or _("utan datum"))
    if document.title:
        parts.append(document.name)
    if document.state == DocumentState.READ:
        whose = belonging(document.municipality_id, document.read_municipality, document.confirmed_municipality)
        if whose is not Belonging.OWN:
            parts.append(_("Vilken kommun?") if whose is Belonging.UNKNOWN else _("En annan kommun?"))
    return parts
