"""What the list of matters reads: one query for a page of it, from the facts that each matter keeps of its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Q

from samfrid.matters import rules
from samfrid.matters.models import DiaryNumber, Matter, MatterKind, MatterPerson
from samfrid.municipalities.paging import PAGE, Page, page_of


class Standing(StrEnum):
    """What a list of matters can be narrowed to; the values stand in addresses."""

    UNANSWERED = "obesvarade"
    DECIDED = "beslutade"


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


def listed_where(facts: dict[str, Any]) -> Where:
    """Where a matter is, from what it keeps for the list; see ``actions.listed``."""
    return Where(
        [(kind, outcome) for kind, outcome in facts.get("finals", ())],
        facts.get("proposed", False),
        facts.get("answered", False),
        facts.get("stances", []),
        facts.get("ended", ""),
        facts.get("pauses", []),
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
    """A page of the municipality's matters, the latest raised first. ``text`` is words of the title or a diary number,
    ``number`` a diary number alone in any form, ``person`` the name of somebody with a part in it.

    An unknown kind or standing narrows nothing.
    """
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
        found = found.filter(words | Q(pk__in=numbers.values("matter"))) if key else found.filter(words)
    if number:
        given = DiaryNumber.objects.filter(municipality_id=municipality_code, key=rules.number_key(number))
        found = found.filter(pk__in=given.values("matter"))
    if person:
        people = MatterPerson.objects.filter(municipality_id=municipality_code, name__iexact=person)
        found = found.filter(pk__in=people.values("matter"))
    return MatterList(page_of(found, "raised_on", cursor, size=size))
