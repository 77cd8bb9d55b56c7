"""Taking files in, trying again, moving to the right municipality, and taking out."""

from __future__ import annotations

from functools import partial
from typing import IO

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.documents import jobs, storage
from samfrid.documents.actions.locking import locked
from samfrid.documents.models import Document, DocumentState
from samfrid.documents.rules import tidy_file_name
from samfrid.municipalities import permissions
from samfrid.municipalities.tenancy import within
from samfrid.reading.intake import MAX_FILE_BYTES

#: what has not become records yet
_OPEN = (DocumentState.WAITING, DocumentState.READING, DocumentState.FAILED, DocumentState.READ)


def receive(actor: Actor, name: str, file: IO[bytes]) -> tuple[Document, bool]:
    """Keep a file and have it read; returns its document and whether it is new here.

    A file that is already kept, whatever it is called, gives the document that is there; if it could not be read, it is
    tried again. Raises ``ValidationError``
    (``empty``, ``too_large``) with a sentence that says what to do; nothing is kept then.
    """
    permissions.require(actor, "documents.upload")
    code = actor.municipality_code
    try:
        with storage.arriving(file, MAX_FILE_BYTES) as arrival:
            if not arrival.size:
                raise ValidationError(_("Filen är tom. Spara handlingen på nytt och lägg till den igen."), code="empty")
            try:
                return _keep(actor, tidy_file_name(name), arrival)
            except Exception:
                _discard_unless_kept(code, arrival.sha256)
                raise
    except storage.TooLargeError as error:
        message = _(
            "Filen är större än %(limit)s MB. Dela den eller spara den i mindre format, och lägg till den igen."
        )
        limit = {"limit": MAX_FILE_BYTES // 2**20}
        raise ValidationError(message, code="too_large", params=limit) from error


@transaction.atomic
def _keep(actor: Actor, name: str, arrival: storage.Arrival) -> tuple[Document, bool]:
    code = actor.municipality_code
    storage.lock(code, arrival.sha256)
    document = Document.objects.defer("reading").filter(municipality_id=code, sha256=arrival.sha256).first()
    is_new = document is None
    if document is None:
        document = _new(actor, name, arrival)
        record(actor, "documents.receive", document, sha256=arrival.sha256, size=arrival.size)
        jobs.read_later(document)
    elif document.state == DocumentState.FAILED:
        document = _wait_again(actor, document)
    storage.place(arrival, code)
    return document, is_new


def _new(actor: Actor, name: str, arrival: storage.Arrival) -> Document:
    """A new document. Whoever has the same file, and may not read what is kept of it, is told to ask."""
    try:
        with transaction.atomic():
            return Document.objects.create(
                municipality_id=actor.municipality_code,
                name=name,
                sha256=arrival.sha256,
                size=arrival.size,
                uploaded_by=actor.actor_name,
            )
    except IntegrityError as error:
        message = _("Handlingen finns redan, med en åtkomst som du inte har. Fråga registratorn.")
        raise ValidationError(message, code="closed") from error


def _discard_unless_kept(code: str, sha256: str) -> None:
    """Remove a content that no document has any longer; one that somebody takes in at this moment stays."""
    with within(code), transaction.atomic():
        storage.lock(code, sha256)
        if not Document.objects.filter(municipality_id=code, sha256=sha256).exists():
            storage.discard(code, sha256)


@transaction.atomic
def retry(actor: Actor, document: Document) -> Document:
    """Read a file again that could not be read. Raises ``ValidationError`` in another state."""
    permissions.require(actor, "documents.upload", document)
    return _wait_again(actor, document)


def _wait_again(actor: Actor, document: Document) -> Document:
    document = locked(document, DocumentState.FAILED)
    document.state = DocumentState.WAITING
    document.error_code = document.error_message = ""
    document.pages_read = document.pages = 0
    document.save(update_fields=["state", "error_code", "error_message", "pages_read", "pages"])
    record(actor, "documents.retry", document)
    jobs.read_later(document)
    return document


@transaction.atomic
def remove(actor: Actor, document: Document) -> None:
    """Take out a file with its reading and its review. One that records rest on stays: ``ValidationError``."""
    permissions.require(actor, "documents.remove", document)
    _drop(actor, locked(document, *_OPEN), "documents.remove")


@transaction.atomic
def move(actor: Actor, document: Document, there: Actor) -> Document:
    """Hand a document over to another municipality, where it is read and reviewed from the beginning.

    ``there`` is the same person's role in that municipality. Returns the document that it is there.
    """
    permissions.require(actor, "documents.review", document)
    document = locked(document, *_OPEN)
    path = storage.path_of(actor.municipality_code, document.sha256)
    with path.open("rb") as file, within(there.municipality_code, there.actor_id or None):
        moved, _is_new = receive(there, document.name, file)
    _drop(actor, document, "documents.move", to=there.municipality_code)
    return moved


def _drop(actor: Actor, document: Document, act: str, **detail: str) -> None:
    record(actor, act, document, sha256=document.sha256, **detail)
    transaction.on_commit(partial(_discard_unless_kept, document.municipality_id, document.sha256))
    document.delete()
