"""The approved document as a part of its matters, and who may read what was made of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from samfrid.commitments.actions import Link
from samfrid.documents.approval.context import Context
from samfrid.documents.approval.subjects import BY_ITEM, OPENING
from samfrid.documents.models import Document
from samfrid.matters.actions.attachments import attach
from samfrid.matters.models import AttachmentRole, Matter
from samfrid.municipalities.models import Access

#: what a document is in the matter that it belongs to, by what kind of document it is
_ROLES: Final = {
    **dict.fromkeys(OPENING, AttachmentRole.TEXT),
    **dict.fromkeys(BY_ITEM, AttachmentRole.MINUTES),
    "memo": AttachmentRole.MEMO,
    "statement": AttachmentRole.STATEMENT,
    "interpellation_answer": AttachmentRole.ANSWER,
    "question_answer": AttachmentRole.ANSWER,
}


def attach_all(context: Context) -> None:
    """Attach the document to its own matter, minutes to each matter that they treat.

    A motion is thereby read by those who read its matter; all else stays as internal as it was until somebody says
    otherwise.
    """
    kept = context.kept
    role = _ROLES.get(kept.kind, AttachmentRole.ATTACHMENT)
    document = kept.document
    every = [matter for _subject, matter in context.matters]
    for matter in dict.fromkeys(every if kept.kind in BY_ITEM else every[:1]):
        attach(context.actor, matter, document_id=document.pk, name=str(document), role=role)


def highest(links: Iterable[Link]) -> int:
    """The highest access of what a commitment comes from; a plan and an agreement are open."""
    places = [(link.page_kind, link.page_id) for link in links]
    matters = Matter.objects.filter(pk__in=[key for kind, key in places if kind == "matters.matter"])
    documents = Document.objects.filter(pk__in=[key for kind, key in places if kind == "documents.document"])
    return max(
        [*matters.values_list("access", flat=True), *documents.values_list("access", flat=True)], default=Access.PUBLIC
    )
