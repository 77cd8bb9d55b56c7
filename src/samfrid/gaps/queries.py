"""What the first page shows: what falls short, what is near, what has moved. A constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from samfrid.audit.models import Entry
from samfrid.commitments.models import SETTLED, Commitment
from samfrid.gaps.checks import Group
from samfrid.gaps.models import Gap
from samfrid.gaps.sentences import GROUPS
from samfrid.municipalities.sight import hidden

#: rows of a group on the first page; the rest is one press away
SHOWN: Final = 5
PAGE: Final = 50
#: how far ahead the line of time looks
AHEAD: Final = dt.timedelta(weeks=8)
MOST_NEAR: Final = 12
MOST_MOVED: Final = 10
#: acts that say something to somebody who was away; the rest is the trail's own
TELLING: Final = (
    "documents.approve",
    "matters.register",
    "matters.decide",
    "commitments.commit",
    "commitments.report",
    "commitments.assign",
    "plans.adopt",
    "partners.register_agreement",
    "partners.record_follow_up",
    "partners.release",
)


@dataclass(frozen=True, slots=True)
class GapGroup:
    """The gaps that want the same thing done. ``more``: there are others than those shown."""

    key: Group
    label: str
    gaps: list[Gap]
    more: bool


@dataclass(frozen=True, slots=True)
class Near:
    """Something with a day in the next weeks."""

    on: dt.date
    commitment: Commitment


def open_gaps(municipality_code: str, group: str | None = None) -> QuerySet[Gap]:
    """What falls short now, the heaviest and oldest first."""
    rows = Gap.objects.filter(municipality_id=municipality_code, mended_on__isnull=True)
    if group:
        rows = rows.filter(group=group)
    return rows.order_by("-severity", "since", "id")


def groups(municipality_code: str) -> list[GapGroup]:
    """The first rows of each group in one query, in the order of what to do."""
    parts = [open_gaps(municipality_code, group)[: SHOWN + 1] for group in Group]
    found: dict[str, list[Gap]] = defaultdict(list)
    for gap in reduce(lambda rows, more: rows.union(more, all=True), parts[1:], parts[0]):
        found[gap.group].append(gap)
    return [
        GapGroup(group, str(GROUPS[group]), _sorted(found[group])[:SHOWN], len(found[group]) > SHOWN)
        for group in Group
        if found[group]
    ]


def _sorted(gaps: list[Gap]) -> list[Gap]:
    return sorted(gaps, key=lambda gap: (-gap.severity, gap.since, gap.pk))


def page_of_group(municipality_code: str, group: str, after: str = "") -> tuple[list[Gap], str]:
    """One page of a group and the key of the next ("" at the end). ``after`` is a key; one that is none is ignored."""
    rows = open_gaps(municipality_code, group)
    key = _parse(after)
    if key:
        severity, since, pk = key
        rows = rows.filter(severity__lte=severity).exclude(severity=severity, since__lt=since)
        rows = rows.exclude(severity=severity, since=since, pk__lte=pk)
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{last.severity}_{last.since.isoformat()}_{last.pk}" if last else ""


def _parse(key: str) -> tuple[int, dt.date, UUID] | None:
    try:
        severity, since, pk = key.split("_")
        return int(severity), dt.date.fromisoformat(since), UUID(pk)
    except ValueError:
        return None


def gaps_of(record_id: UUID) -> list[Gap]:
    """What falls short about one record."""
    return _sorted(list(Gap.objects.filter(record_id=record_id, mended_on__isnull=True)))


def near(municipality_code: str, today: dt.date) -> list[Near]:
    """What is due in the next weeks, nearest first."""
    rows = (
        Commitment.objects.filter(municipality_id=municipality_code, due_on__range=(today, today + AHEAD))
        .exclude(execution__in=SETTLED)
        .select_related("responsible", "responsible_organisation")
        .order_by("due_on", "id")[:MOST_NEAR]
    )
    return [Near(row.due_on, row) for row in rows if row.due_on]


def moved(municipality_code: str, seen: int) -> list[Entry]:
    """What she, others and the system have done since ``seen``, latest first."""
    rows = Entry.objects.filter(municipality_code=municipality_code, number__gt=seen, act__in=TELLING)
    # those that the reader may not know of are left out, so a few more are looked at than are shown
    found = list(rows.order_by("-number")[: 5 * MOST_MOVED])
    unknown = hidden(found)
    return [entry for entry in found if entry.pk not in unknown][:MOST_MOVED]
