"""The approved document as a part of its matters."""

from __future__ import annotations

from typing import Final

from samfrid.documents.approval.context import Context
from samfrid.documents.approval.subjects import BY_ITEM, OPENING
from samfrid.matters.actions.attachments import attach
from samfrid.matters.models import AttachmentRole

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
