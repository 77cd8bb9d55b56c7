"""What the list of matters reads: one query for a page of it, from the facts that each matter keeps of its parts."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import Q

from samfrid.matters import rules
from samfrid.matters.models import DiaryNumber, Matter, MatterKind, MatterPerson
from samfrid.municipalities.paging import PAGE, Page, after_cursor, cursor_at, page_of


class Standing(StrEnum):
    """What a list of matters can be narrowed to; the values stand in addresses."""

    UNANSWERED = "obesvarade"
    DECIDED = "beslutade"
    #: those in which the reader has a part, by her name
    MINE = "mina"


def settled() -> Q:
    """Of which matters nothing more is awaited from those who decide: the rule is ``rules.settles``.

    A motion is the council's to decide (KL 5:35). That a committee has approved its own statement settles nothing.
    """
    return Q(settled=True)


@dataclass(slots=True)
class Where:
    """What is known of where a matter is: enough for a row of the list, and for the head of its page."""

    #: body's kind and outcome of each clause of a final decision that still holds, the oldest first
    finals: list[tuple[str | None, str]] = field(default_factory=list)
    proposed: bool = False
    answered: bool = False
    #: of each who was asked, what they thought; empty where the answer is awaited
    stances: list[str] = field(default_factory=list)
    #: the step that ended it without a decision: withdrawn or closed
    ended: str = ""
    #: first and last day of each pause, ISO; no last day while it lasts
    pauses: list[list[str | None]] = field(default_factory=list)
    #: the last day on which the council was told what has emerged (KL 5:35), as ISO
    told: str = ""


def listed_where(facts: dict[str, Any]) -> Where:
    """Where a matter is, from what it keeps for the list; see ``actions.listed``."""
    return Where(
        [(kind, outcome) for kind, outcome in facts.get("finals", ())],
        facts.get("proposed", False),
        facts.get("answered", False),
        facts.get("stances", []),
        facts.get("ended", ""),
        facts.get("pauses", []),
        told=facts.get("told", ""),
    )


#: what a row of the list is made of
ROW = (
    *("id", "municipality_id", "kind", "title", "raised_on", "raised_precision", "access", "published", "listed"),
    *("settled", "settled_on"),
)


@dataclass(frozen=True, slots=True)
class MatterList:
    """A page of the list; each row tells of its parts by ``listed``."""

    page: Page[Matter]


def matters(
    municipality_code: str,
    *,
    kind: str = "",
    standing: str = "",
    text: str = "",
    number: str = "",
    person: str = "",
    cursor: str = "",
    size: int = PAGE,
) -> MatterList:
    """A page of the municipality's matters, the latest raised first. ``text`` is words of the title, a diary number or
    the beginning of a name; ``number`` a diary number alone in any form, ``person`` somebody's whole name.

    An unknown kind or standing narrows nothing.
    """
    if not (text or number or person):
        page = _newest(municipality_code, kind, standing, cursor, size)
        if page:
            return MatterList(page)
    found = Matter.objects.filter(municipality_id=municipality_code).only(*ROW)
    if kind in MatterKind:
        found = found.filter(kind=kind)
    if standing == Standing.DECIDED:
        found = found.filter(settled=True)
    elif standing == Standing.UNANSWERED:
        found = found.filter(settled=False)
    if text:
        words = Q()
        for word in text.split()[:6]:
            words &= Q(title__icontains=word)
        key = rules.number_key(text)
        numbers = DiaryNumber.objects.filter(municipality_id=municipality_code, key=key)
        # the beginning of a name, as the index has it
        people = MatterPerson.objects.filter(
            municipality_id=municipality_code, name__istartswith=" ".join(text.split())
        )
        words |= Q(pk__in=people.values("matter"))
        found = found.filter(words | Q(pk__in=numbers.values("matter"))) if key else found.filter(words)
    if number:
        given = DiaryNumber.objects.filter(municipality_id=municipality_code, key=rules.number_key(number))
        found = found.filter(pk__in=given.values("matter"))
    if person:
        people = MatterPerson.objects.filter(municipality_id=municipality_code, name__iexact=person)
        found = found.filter(pk__in=people.values("matter"))
    return MatterList(page_of(found, "raised_on", cursor, size=size))


_ROWS = f"""SELECT {", ".join(ROW)} FROM matters_matter
WHERE municipality_id = %s AND raised_on IS NOT NULL{{narrowed}}
ORDER BY raised_on DESC NULLS LAST, id DESC LIMIT %s"""  # noqa: S608 # nosec B608 - of our own names alone
_LISTED = ROW.index("listed")


def _newest(municipality_code: str, kind: str, standing: str, cursor: str, size: int) -> Page[Matter] | None:
    """The page that ``page_of`` would give, by the same statement without making it anew each time.

    None where it is not a whole page of matters whose day is known: the end of the list is left to ``page_of``.
    """
    narrowed, values = "", [municipality_code]
    after = after_cursor(cursor)
    if after and (after[0] is None or isinstance(after[0], dt.datetime)):
        return None
    if after:
        narrowed += " AND (raised_on, id) < (%s, %s)"
        values += map(str, after)
    if kind in MatterKind:
        narrowed += " AND kind = %s"
        values.append(kind)
    if standing in (Standing.DECIDED, Standing.UNANSWERED):
        narrowed += " AND settled" if standing == Standing.DECIDED else " AND NOT settled"
    with connection.cursor() as asked:
        asked.execute(_ROWS.format(narrowed=narrowed), [*values, size + 1])
        found = asked.fetchall()
    if len(found) <= size:
        return None
    rows = [
        Matter.from_db(connection.alias, ROW, [*row[:_LISTED], json.loads(row[_LISTED]), *row[_LISTED + 1 :]])
        for row in found[:size]
    ]
    return Page(rows, cursor_at(rows[-1], "raised_on"))
