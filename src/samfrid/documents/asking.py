"""The municipality's own models beside the reader's rules: asked by the worker, of what may be shown to them.

The file itself is parsed in a child without network; only its cleaned text comes this far. What a model may see is
decided here: nothing under secrecy, by its access here or by its own words, unless the operator has said otherwise.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from samfrid.documents.models import Document
from samfrid.municipalities.models import Access
from samfrid.reading.plugins.settings import Settings, SettingsError, models
from samfrid.reading.plugins.step import ask_models, looks_secret

_LOG: Final = logging.getLogger(__name__)


def with_models(document: Document, reading: dict[str, Any]) -> dict[str, Any]:
    """The reading with what the models that are on propose; as it was where none is on or they cannot be asked."""
    try:
        settings = Settings.read()
        on = models(settings)
    except SettingsError as error:
        _LOG.warning("no model was asked: %s", error)
        return {**reading, "models": [{"name": "", "problem": "settings"}]}
    if not on:
        return reading
    secret = not settings.confidential and (_is_closed(document) or looks_secret(reading.get("text") or ""))
    return ask_models(reading, on, secret=secret)


def _is_closed(document: Document) -> bool:
    """Whether the document is under secrecy now: it may have become so while it was read. One that is gone is."""
    access = Document.objects.filter(pk=document.pk).values_list("access", flat=True).first()
    return access is None or access >= Access.CONFIDENTIAL
