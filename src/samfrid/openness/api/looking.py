"""Search over matters, decisions, commitments, plans, agreements and documents, in the asker's own rights."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import Field
from typing_extensions import TypedDict

from samfrid.openness.api.answers import Asked, answer
from samfrid.openness.api.documented import Operations
from samfrid.openness.api.paging import Limit
from samfrid.openness.api.problems import RefusedError
from samfrid.openness.api.sentences import SENTENCES
from samfrid.openness.api.shapes.common import Cursor
from samfrid.search.models import EntryKind
from samfrid.search.queries import find, is_cursor

operations = Operations("search")


class HitOut(TypedDict):
    """Something found, the best first."""

    kind: EntryKind
    id: UUID
    matter: Annotated[UUID | None, Field(description="Of a decision: its matter")]
    title: str
    about: Annotated[str, Field(description="What tells it apart: diary numbers, the body and its paragraph")]
    on: dt.date | None


class Hits(TypedDict):
    """A page of what was found."""

    items: list[HitOut]
    total: Annotated[int, Field(description="How many in all; over 1 000 is said as a little more than that")]
    widened: Annotated[bool, Field(description="Compounds were looked in, since there was nothing else")]
    next: Cursor


@operations.get("/search", Hits)
def search(
    request: Asked,
    code: str,
    q: Annotated[str, Query(min_length=1, max_length=200, description="Words in any inflection, or a diary number")],
    kind: EntryKind | None = None,
    year: Annotated[int, Query(ge=0, le=9999, description="The year that a record is of; 0 for all")] = 0,
    compounds: Annotated[bool, Query(description="Look within compounds: ”våld” finds ”våldsutsatta”")] = False,
    cursor: Annotated[str, Query(max_length=120, description="`next` of the page before")] = "",
    limit: Limit = 20,
) -> HttpResponse:
    """Search everything that you may read."""
    if cursor and not is_cursor(cursor):
        raise RefusedError(422, "", {"field": "cursor", "message": str(SENTENCES["cursor"])})
    found = find(request.actor, q, kind=kind or "", year=year, compounds=compounds, cursor=cursor, size=limit)
    if found.refused:
        refused = _("Sök inte på personnummer: de finns inte här, och ska inte lämnas i adresser.")
        raise RefusedError(422, "", {"field": "q", "message": refused})
    hits: Hits = {
        "items": [
            {
                "kind": EntryKind(hit.entry.kind),
                "id": hit.entry.record_id,
                "matter": hit.entry.page_id if hit.entry.kind == EntryKind.DECISION else None,
                "title": hit.entry.title,
                "about": hit.entry.about,
                "on": hit.entry.on,
            }
            for hit in found.hits
        ],
        "total": found.total,
        "widened": found.widened,
        "next": found.cursor or None,
    }
    return answer(hits)
