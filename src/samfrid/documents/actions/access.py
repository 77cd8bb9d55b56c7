"""Who may read a kept document; what follows from the matters that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import Link, take_access
from samfrid.commitments.actions.proof import DOCUMENT, guard_evidence
from samfrid.commitments.models import Commitment, Origin, OriginKind
from samfrid.documents.models import Document
from samfrid.matters.models import Attachment, AttachmentRole, Matter
from samfrid.municipalities.models import Access
from samfrid.municipalities.permissions import clearance, require


@transaction.atomic
def classify(actor: Actor, document: Document, *, access: Access) -> Document:
    """Say who may read the document, and the sentences that other records quote from it.

    Raises ``ValidationError`` for a lower access than that of a matter that it belongs to.
    """
    require(actor, "documents.classify", document)
    if access > clearance(actor):
        raise PermissionDenied("documents.classify")
    own = Document.objects.defer("reading").select_for_update().get(pk=document.pk)
    if access < lowest(own.pk):
        raise ValidationError(
            {"access": _("Handlingen hör till ett ärende med högre sekretess. Ändra ärendets åtkomst först.")}
        )
    _set(actor, own, access)
    return own


def follow_matter(actor: Actor, matter: Matter, attachments: Sequence[Attachment], before: int) -> None:
    """Let attached documents follow the matter's access: up always; down the matter's own text, if it had the access
    that it followed. What is confidential never opens by being attached to something.
    """
    for attachment in attachments:
        own = Document.objects.defer("reading").select_for_update().filter(pk=attachment.document_id).first()
        if own is None:
            continue
        follows = attachment.role == AttachmentRole.TEXT and own.access == before
        if matter.access > own.access or follows:
            _set(actor, own, max(matter.access, lowest(own.pk)))
    _close_by_documents(actor, matter)


def _close_by_documents(actor: Actor, matter: Matter) -> None:
    """Keep what is promised in the matter as closed as the other documents that it stands in, which the room of matters
    does not know of.
    """
    told = Origin.objects.filter(kind=OriginKind.DOCUMENT).values("commitment")
    mine = Origin.objects.filter(page_kind="matters.matter", page_id=matter.pk).values("commitment")
    for commitment in Commitment.objects.filter(pk__in=mine).filter(pk__in=told):
        access = highest(commitment.origins.all())
        if access > commitment.access:
            take_access(actor, commitment, access)


def highest(places: Iterable[Link | Origin]) -> int:
    """The highest access of what a commitment comes from; a plan and an agreement are open."""
    pages = [(one.page_kind, one.page_id) for one in places]
    matters = Matter.objects.filter(pk__in=[key for kind, key in pages if kind == "matters.matter"])
    documents = Document.objects.filter(pk__in=[key for kind, key in pages if kind == "documents.document"])
    return max(
        [*matters.values_list("access", flat=True), *documents.values_list("access", flat=True)], default=Access.PUBLIC
    )


def guard_title(actor: Actor, document_id: UUID) -> None:
    """Let what a confidential document has been said to show be as closed as the document. What came in is internal
    until somebody has said otherwise, and is cited all the same.
    """
    if Document.objects.filter(pk=document_id, access=Access.CONFIDENTIAL).exists():
        guard_evidence(actor, DOCUMENT, document_id, Access.CONFIDENTIAL)


def lowest(document_id: UUID) -> int:
    """The lowest access that a document can have: the highest of the matters that it belongs to."""
    matters = Matter.objects.filter(attachments__document_id=document_id)
    return max(matters.values_list("access", flat=True), default=Access.PUBLIC)


def _set(actor: Actor, own: Document, access: int) -> None:
    before = own.access
    if before == access:
        return
    own.access = access
    own.save(update_fields=["access"])
    record(actor, "documents.classify", own, before=int(before), access=int(access))
    guard_evidence(actor, DOCUMENT, own.pk, access, before)
    # a promise is read by those who read all that it comes from
    for commitment in Commitment.objects.filter(origins__page_id=own.pk, origins__kind=OriginKind.DOCUMENT):
        if access > commitment.access or commitment.access == before:
            take_access(actor, commitment, max(access, highest(commitment.origins.all())))
