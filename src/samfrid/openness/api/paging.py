"""Lists by key: what they are asked with."""

from __future__ import annotations

from typing import Annotated

from ninja import Query

from samfrid.municipalities.paging import is_cursor
from samfrid.openness.api.problems import RefusedError
from samfrid.openness.api.sentences import SENTENCES

Limit = Annotated[int, Query(ge=1, le=100, description="Rows on a page")]
At = Annotated[str, Query(max_length=120, description="`next` of the page before")]


def cursor_of(text: str) -> str:
    """A cursor of ours; refused if it is another."""
    if text and not is_cursor(text):
        raise RefusedError(422, "", {"field": "cursor", "message": str(SENTENCES["cursor"])})
    return text
