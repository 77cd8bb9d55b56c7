"""Asking the worker for work, in the transaction of the act: no act without its job, and no job without its act."""

from __future__ import annotations

from typing import Final

from procrastinate.contrib.django import app

from samfrid.documents.models import Document

READ: Final = "documents.read"
PICTURE: Final = "documents.picture"
#: a file is read before the pages of others are drawn: the facts are what people wait for
PICTURE_PRIORITY: Final = -10


def read_later(document: Document) -> None:
    """Have the file read. Two jobs for one document never run at once."""
    _defer(READ, document, 0)


def picture_later(document: Document) -> None:
    """Have the pages of the file drawn."""
    _defer(PICTURE, document, PICTURE_PRIORITY)


def _defer(task: str, document: Document, priority: int) -> None:
    app.configure_task(task, lock=f"{task}:{document.pk}", priority=priority).defer(
        document_id=str(document.pk), municipality_code=document.municipality_id
    )
