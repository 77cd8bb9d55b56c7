"""The list of commitments: narrowed by state, unit, sort, prevention and goals, by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from samfrid.commitments.groups import group_of
from samfrid.commitments.models import SETTLED, Commitment, CommitmentTag, Computed, Execution, Handover
from samfrid.commitments.queries.standing import in_state, with_standing
from samfrid.municipalities.paging import PAGE, Page, page_of

#: in an address, nobody instead of a unit's key
NOBODY = "ingen"
#: in an address, neither for whom nor where it prevents instead of a level: it has no square in the prevention matrix
UNPLACED = "oplacerad"
#: between whose goal it is and its name
_OF = ":"


class Filter(StrEnum):
    """What a list of commitments can be narrowed to; the values stand in addresses."""

    NOBODY = "utan-ansvarig"
    LATE = "forsenade"
    AT_RISK = "i-riskzonen"
    SILENT = "tysta"
    OPEN = "pagar"
    UNPROVEN = "utan-underlag"
    HANDED_OVER = "overlamnade"
    DONE = "klara"


_COMPUTED = {Filter.LATE: Computed.LATE, Filter.SILENT: Computed.SILENT, Filter.AT_RISK: Computed.AT_RISK}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed by besides its state; all of it can be shared as a link. Empty narrows nothing."""

    unit: str = ""
    kind: str = ""
    level: str = ""
    arena: str = ""
    #: "agenda_2030:5"
    tag: str = ""
    text: str = ""
    #: a group that a room above knows: "plan:<key>"
    group: str = ""


def narrowed(found: QuerySet[Commitment], chosen: str, today: dt.date) -> QuerySet[Commitment]:
    """The commitments of a filter, by the same rules as ``rules.py``; an unknown filter narrows nothing."""
    awaited = ~Q(execution__in=SETTLED)
    if chosen in _COMPUTED:
        return in_state(found, _COMPUTED[Filter(chosen)], today)
    if chosen == Filter.NOBODY:
        return found.filter(awaited, responsible__isnull=True, responsible_organisation__isnull=True)
    if chosen == Filter.OPEN:
        return found.filter(execution__in=(Execution.UNDER_WAY, Execution.PARTLY_DONE))
    if chosen == Filter.UNPROVEN:
        return found.filter(execution=Execution.DONE, proven=False)
    if chosen == Filter.HANDED_OVER:
        waiting = Handover.objects.filter(taken_on__isnull=True)
        return found.filter(awaited, pk__in=waiting.values("commitment"))
    if chosen == Filter.DONE:
        return found.filter(execution__in=SETTLED)
    return found


def _asked(found: QuerySet[Commitment], asked: Asked, municipality_code: str) -> QuerySet[Commitment]:
    if asked.group and (group := group_of(municipality_code, asked.group)):
        found = found.filter(pk__in=group.keys)
    if asked.level == UNPLACED:
        found = found.filter(Q(level="") | Q(arena=""))
        asked = replace(asked, level="")
    if asked.unit == NOBODY:
        found = found.filter(responsible__isnull=True, responsible_organisation__isnull=True)
    elif key := _key(asked.unit):
        found = found.filter(responsible=key)
    for name in ("kind", "level", "arena"):
        if value := getattr(asked, name):
            found = found.filter(**{name: value})
    scheme, _of, name = asked.tag.partition(_OF)
    if name:
        found = found.filter(pk__in=CommitmentTag.objects.filter(scheme=scheme, name=name).values("commitment"))
    for word in asked.text.split()[:6]:
        found = found.filter(text__icontains=word)
    return found


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _found(municipality_code: str, today: dt.date, chosen: str, asked: Asked) -> QuerySet[Commitment]:
    found = _asked(Commitment.objects.filter(municipality_id=municipality_code), asked, municipality_code)
    return with_standing(narrowed(found, chosen, today)).select_related("responsible", "responsible_organisation")


def commitments(
    municipality_code: str,
    today: dt.date,
    *,
    chosen: str = "",
    text: str = "",
    asked: Asked | None = None,
    cursor: str = "",
    size: int = PAGE,
) -> Page[Commitment]:
    """A page of the municipality's commitments: the newest first; the late ones and those at risk by their day."""
    found = _found(municipality_code, today, chosen, asked or Asked(text=text))
    found = found.prefetch_related("handovers__to_unit")
    if chosen in (Filter.LATE, Filter.AT_RISK):
        return page_of(found, "due_on", cursor, descending=False, size=size)
    return page_of(found, "created_at", cursor, size=size)


def every(municipality_code: str, today: dt.date, *, chosen: str, asked: Asked, most: int) -> Iterator[Commitment]:
    """All commitments that the list would show, for a file: by their last day, at most so many."""
    found = _found(municipality_code, today, chosen, asked).select_related("contact", "report_back_body")
    found = found.prefetch_related("tags", "origins", "handovers__from_unit", "handovers__to_unit", "partners")
    return iter(found.order_by("due_on", "id")[:most])


def tags_in_use(municipality_code: str) -> list[tuple[str, str, str]]:
    """The goals that any commitment serves: as it stands in an address, whose, and its name."""
    found = CommitmentTag.objects.filter(municipality_id=municipality_code).values_list("scheme", "name").distinct()
    return sorted(
        ((f"{scheme}{_OF}{name}", scheme, name) for scheme, name in found),
        key=lambda one: (one[1], int(one[2]) if one[2].isdecimal() else 0, one[2]),
    )
