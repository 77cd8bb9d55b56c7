"""One at a time: a document is held while something is done to it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samfrid.documents.models import Document, DocumentState


def locked(document: Document, *states: DocumentState) -> Document:
    """The document as it is now, held until the transaction ends, if it is in one of ``states``.

    Raises ``ValidationError`` with a sentence if it is not, or is gone.
    """
    now = Document.objects.select_for_update().defer("reading").filter(pk=document.pk).first()
    if now is None:
        raise ValidationError(_("Handlingen är borttagen."), code="gone")
    if now.state not in states:
        message = _("Handlingen är %(state)s, så det går inte att göra.")
        raise ValidationError(message, code="state", params={"state": DocumentState(now.state).label})
    return now
