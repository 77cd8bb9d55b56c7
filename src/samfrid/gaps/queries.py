"""What the first page shows: what falls short, what is near, what has moved. A constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet

from samfrid.audit.models import Entry
from samfrid.commitments.models import SETTLED, Commitment
from samfrid.gaps.actions.register import settings_of
from samfrid.gaps.checks import RULES, Group, Rule
from samfrid.gaps.models import Ending, Gap, Known, RuleSetting
from samfrid.gaps.sentences import GROUPS, WORDS
from samfrid.municipalities.paging import Page, page_of
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
    "plans.give_value",
    "partners.register_agreement",
    "partners.record_follow_up",
    "partners.release",
    "partners.pay",
    "partners.plan_meeting",
    "partners.hold_meeting",
    "partners.cancel_meeting",
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
    """What falls short now and is to be seen to, the heaviest and oldest first; without what is known for a while."""
    rows = Gap.objects.filter(municipality_id=municipality_code, mended_on__isnull=True, known_until__isnull=True)
    if group:
        rows = rows.filter(group=group)
    return rows.order_by("-severity", "since", "id")


#: the first rows of each group, in the same statement each time: what :func:`open_gaps` gives of each
_FIRST: Final = """
SELECT gap.* FROM unnest(%s::text[]) AS wanted(name) CROSS JOIN LATERAL (
    SELECT * FROM gaps_gap
    WHERE municipality_id = %s AND "group" = wanted.name AND mended_on IS NULL AND known_until IS NULL
    ORDER BY severity DESC, since, id LIMIT %s
) gap
"""


def groups(municipality_code: str) -> list[GapGroup]:
    """The first rows of each group in one query, in the order of what to do."""
    found: dict[str, list[Gap]] = defaultdict(list)
    for gap in Gap.objects.raw(_FIRST, [[str(group) for group in Group], municipality_code, SHOWN + 1]):
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
    """What falls short about one record; what is known last."""
    found = _sorted(list(Gap.objects.filter(record_id=record_id, mended_on__isnull=True)))
    return sorted(found, key=lambda gap: gap.known_until is not None)


#: as SQL, since making it anew of its filters takes longer than asking it
_IS_KNOWN: Final = (
    "SELECT EXISTS (SELECT FROM gaps_gap WHERE record_id = %s AND mended_on IS NULL AND known_until IS NOT NULL)"
)


def is_known(record_id: UUID) -> bool:
    """Whether something about a record may be known for a while: for most there is nothing, and each page asks."""
    with connection.cursor() as cursor:
        cursor.execute(_IS_KNOWN, [record_id])
        found: bool = cursor.fetchone()[0]
    return found


def known_of(record_id: UUID) -> list[Gap]:
    """What falls short about one record and is known for a while."""
    rows = Gap.objects.filter(record_id=record_id, mended_on__isnull=True, known_until__isnull=False)
    # a record has a few gaps: the rules that are not looked for any more are left out here
    return [one for one in rows.order_by("known_until", "id") if one.rule in WORDS]


def known(municipality_code: str, cursor: str = "") -> Page[Gap]:
    """A page of what is known for a while, that which comes back first first."""
    rows = Gap.objects.filter(municipality_id=municipality_code, mended_on__isnull=True, rule__in=list(WORDS))
    return page_of(rows.exclude(known_until=None), "known_until", cursor, descending=False)


def mended(municipality_code: str, cursor: str = "") -> Page[Gap]:
    """A page of what was mended, the latest first; not what nobody looks for any more."""
    rows = Gap.objects.filter(municipality_id=municipality_code, ended=Ending.MENDED, rule__in=list(WORDS))
    return page_of(rows.exclude(mended_on=None), "mended_on", cursor)


def reasons(gaps: Iterable[Gap]) -> dict[UUID, Known]:
    """Why each of these that is known is so, by the gap's key. One query, none where none is known."""
    keys = [gap.pk for gap in gaps if gap.known_until]
    rows = Known.objects.filter(gap_id__in=keys, ended_on__isnull=True) if keys else ()
    return {one.gap_id: one for one in rows}


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule as it stands in a municipality: what is set otherwise, and how many gaps it has found."""

    rule: Rule
    setting: RuleSetting | None
    #: open, and how many of those are known
    open: int
    known: int

    @property
    def off(self) -> bool:
        """Whether it is switched off."""
        return self.setting is not None and self.setting.off


def standings(municipality_code: str) -> list[Standing]:
    """Every rule as it stands, in two queries."""
    rows = Gap.objects.filter(municipality_id=municipality_code, mended_on__isnull=True)
    counts = rows.values_list("rule").annotate(Count("pk"), Count("known_until")).order_by()
    found = {rule: (many, known) for rule, many, known in counts}
    settings = settings_of(municipality_code)
    return [Standing(rule, settings.get(rule.name), *found.get(rule.name, (0, 0))) for rule in RULES]


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
