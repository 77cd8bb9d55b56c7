"""Kept documents that belong to a matter."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.matters.actions.access import follow
from samfrid.matters.actions.register import locked
from samfrid.matters.models import Attachment, AttachmentRole, Matter
from samfrid.municipalities.models import Access
from samfrid.municipalities.permissions import require


@transaction.atomic
def attach(actor: Actor, matter: Matter, *, document_id: UUID, name: str, role: AttachmentRole) -> Attachment:
    """Let a kept document belong to the matter. Twice as the same is harmless.

    A document as secret as the matter or less gets the matter's access: the text of a matter is read by those who read
    the matter, and no attachment is more open than what it is attached to.
    """
    require(actor, "matters.edit", matter)
    if role not in AttachmentRole:
        raise ValidationError({"role": _("Välj vad handlingen är i ärendet.")})
    own = locked(matter)
    known = own.attachments.filter(document_id=document_id, role=role).first()
    if known:
        return known
    made = Attachment.objects.create(
        municipality_id=actor.municipality_code,
        matter=own,
        document_id=document_id,
        name=" ".join(name.split())[:300],
        role=role,
    )
    record(actor, "matters.attach", own, document=str(document_id), role=str(role))
    # a document that nobody has classified is internal
    follow(actor, own, [made], Access.INTERNAL)
    return made


@transaction.atomic
def detach(actor: Actor, attachment: Attachment) -> None:
    """Say that the document does not belong to the matter. The document stays, with the access that it has."""
    matter = locked(attachment.matter)
    require(actor, "matters.edit", matter)
    key, role = attachment.document_id, attachment.role
    attachment.delete()
    record(actor, "matters.detach", matter, document=str(key), role=str(role))
