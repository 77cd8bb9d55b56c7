"""Finding: one look-up in the database, then the rows of one page, in the reader's own rights."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import connection

from samfrid.audit.actions import Actor
from samfrid.commitments.models import Commitment
from samfrid.documents.models import Document
from samfrid.matters.models import Matter
from samfrid.municipalities.models import TenantModel
from samfrid.municipalities.permissions import require
from samfrid.municipalities.tenancy import within
from samfrid.partners.models import Agreement
from samfrid.plans.models import Plan
from samfrid.search import actions
from samfrid.search.asked import Asked, ask, has_personal_number
from samfrid.search.models import EntryKind
from samfrid.search.tasks import follow_later
from samfrid.search.tiers import Rank, tiers

PAGE: Final = 20
#: hits that are told by their number; beyond it: more than so many
MOST_COUNTED: Final = 1000
#: characters of a text that an excerpt is sought in
QUOTED: Final = 60_000
#: acts of the trail that a search follows itself; the rest is the worker's
AT_ONCE: Final = 50
#: the records whose pages show what is found; the database asks them whether the reader may see them
PAGES: Final[dict[str, type[TenantModel]]] = {
    EntryKind.MATTER: Matter,
    EntryKind.DECISION: Matter,
    EntryKind.COMMITMENT: Commitment,
    EntryKind.PLAN: Plan,
    EntryKind.AGREEMENT: Agreement,
    EntryKind.DOCUMENT: Document,
}


@dataclass(frozen=True, slots=True)
class Row:
    """What a page shows of an entry: values alone, since rows of a list need no objects of the ORM."""

    #: one of :class:`EntryKind`, the record's key, and that of the record whose page shows it
    kind: str
    record_id: UUID
    page_id: UUID
    access: int
    on: dt.date | None
    title: str
    #: what tells it apart: diary numbers, the body and its paragraph, who is responsible
    about: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, and how well it fits."""

    entry: Row
    rank: Rank
    #: the beginning of the text, or as much of it as an excerpt is sought in
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found."""

    asked: Asked
    hits: list[Hit] = field(default_factory=list)
    #: how many in all, with the filters; more than ``MOST_COUNTED`` is said as that
    total: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    #: where the next page begins; "" at the end
    cursor: str = ""
    #: compounds were looked in, by wish or since there was nothing else
    compounds: bool = False
    #: without anybody having asked for it
    widened: bool = False
    #: what was typed holds a personal identity number, and was not searched
    refused: bool = False


def find(
    actor: Actor,
    text: str,
    *,
    kind: str = "",
    year: int = 0,
    compounds: bool = False,
    cursor: str = "",
    size: int = PAGE,
    typing: bool = False,
) -> Found:
    """What ``actor`` may read that fits ``text``: the number first, then titles, then texts, the newest first.

    ``kind`` is one of :class:`EntryKind` ("" for all), ``year`` the year that a record is of (0 for all); unknown ones
    narrow nothing. ``compounds``: words are also looked for within compounds, and compounds by their parts; where
    nothing else is found, that is done unasked. Needs ``open.read``.
    """
    require(actor, "open.read")
    if has_personal_number(text):
        return Found(Asked(""), refused=True)
    asked = ask(text, typing=typing)
    if asked.is_empty:
        return Found(asked)
    _keep_up(actor.municipality_code)
    chosen = _Chosen(kind if kind in set(EntryKind) else "", year if 0 < year < 10_000 else 0, _parsed(cursor), size)
    found = _look_up(actor.municipality_code, asked, chosen, compounds=compounds)
    widened = not compounds and not found["kinds"]
    if widened:
        found = _look_up(actor.municipality_code, asked, chosen, compounds=True)
    rows = found["rows"]
    more, rows = len(rows) > size, rows[:size]
    return Found(
        asked,
        _hits(rows),
        found["total"],
        {name: found["kinds"][name] for name in EntryKind.values if name in found["kinds"]},
        {int(name): found["years"][name] for name in sorted(found["years"], reverse=True) if int(name)},
        "_".join(map(str, (rows[-1][1], rows[-1][2], rows[-1][0]))) if more else "",
        compounds or widened,
        widened and bool(found["kinds"]),
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    kind: str
    year: int
    after: tuple[int, dt.date, UUID] | None
    size: int


def _keep_up(municipality_code: str) -> None:
    """Let what has just been done be found: a little at once, with the rights of the worker; the rest later."""
    if actions.is_behind(municipality_code):
        with within(municipality_code):
            done = actions.catch_up(municipality_code, AT_ONCE)
        if not done:
            follow_later(municipality_code)


def _look_up(municipality_code: str, asked: Asked, chosen: _Chosen, *, compounds: bool) -> dict[str, Any]:
    wanted = tiers(municipality_code, asked, compounds=compounds)
    rank, day, key = chosen.after or (None, None, None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT search_hits(%s::text[], %s::smallint[], %s, %s, %s::smallint, %s::date, %s::uuid, %s)",
            [
                [tier.query for tier in wanted],
                [int(tier.rank) for tier in wanted],
                *(chosen.kind, chosen.year, rank, day, key, chosen.size + 1),
            ],
        )
        row = cursor.fetchone()
    answer: dict[str, Any] = json.loads(row[0]) if isinstance(row[0], str) else row[0]
    return answer


#: the rows of a page: row-level security is asked again, of each entry and of the record that it is about
_ROWS: Final = """
SELECT id, kind, record_id, page_id, access, "on", title, about, substr(text, 1, %s)
FROM search_searchentry entry WHERE id = ANY(%s) AND ({visible})
"""
_VISIBLE: Final = "(kind = '{kind}' AND EXISTS (SELECT FROM {table} record WHERE record.id = entry.page_id))"


def _hits(rows: list[tuple[str, int, str, str]]) -> list[Hit]:
    """The hits of a page in their order; one query, in plain SQL since building it takes the ORM longer than asking."""
    if not rows:
        return []
    kinds = sorted({kind for _key, _rank, _day, kind in rows})
    visible = " OR ".join(_VISIBLE.format(kind=kind, table=PAGES[kind]._meta.db_table) for kind in kinds)
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(visible=visible), [QUOTED, [UUID(key) for key, *_rest in rows]])
        found = {key: (Row(*values), text) for key, *values, text in cursor.fetchall()}
    ranks = {UUID(key): Rank(rank) for key, rank, _day, _kind in rows}
    return [Hit(found[key][0], rank, found[key][1]) for key, rank in ranks.items() if key in found]


def is_cursor(text: str) -> bool:
    """Whether it has the form of a cursor of ours."""
    return _parsed(text) is not None


def _parsed(cursor: str) -> tuple[int, dt.date, UUID] | None:
    """The place that a cursor tells; None for what is none of ours."""
    try:
        rank, day, key = cursor.split("_")
        return int(Rank(int(rank))), dt.date.fromisoformat(day), UUID(key)
    except ValueError:
        return None
