"""Commitments as the templates take them: words, tones, addresses."""

from __future__ import annotations

from samfrid.commitments.shown.page import Shown, page
from samfrid.commitments.shown.words import (
    ACTS,
    FILTER_NAMES,
    PAGES,
    address_of,
    answers,
    by_hand,
    last_word,
    list_rows,
    rhythm,
    row,
    rows,
    state,
    tag_name,
)

__all__ = [
    "ACTS",
    "FILTER_NAMES",
    "PAGES",
    "Shown",
    "address_of",
    "answers",
    "by_hand",
    "last_word",
    "list_rows",
    "page",
    "rhythm",
    "row",
    "rows",
    "state",
    "tag_name",
]
