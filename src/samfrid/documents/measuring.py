"""What reviews tell of the reader at a municipality: seconds, and what people had to put right. No database.

The seconds are active ones: the time between two acts, at most two minutes of it, since whoever has not done anything
for two minutes is doing something else. They are shown for a type of which at least :data:`ENOUGH` documents were
reviewed, so that they never tell of a single review.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Protocol

from samfrid.documents.rules import band

#: the most seconds that one pause counts as work
PAUSE: Final = 120
#: the fewest reviews that a median is shown of
ENOUGH: Final = 5
#: what became of a finding, in the order in which the counts stand
FATES: Final = ("as_read", "changed", "rejected", "absent", "left", "added")
_STATES: Final = {"accepted": 0, "edited": 1, "rejected": 2, "absent": 3, "proposed": 4}
_ADDED: Final = 5


class Judged(Protocol):
    """What is asked of a finding."""

    group: str
    state: str
    confidence: float
    proposed: object


class Reviewed(Protocol):
    """What is asked of a measured review."""

    kind: str
    seconds: int
    dropped: int
    groups: dict[str, list[int]]
    bands: dict[str, list[int]]


def seconds_between(last: dt.datetime | None, opened: dt.datetime | None, now: dt.datetime) -> int:
    """Active seconds since the last act, or since the page was opened where that was later; a pause counts in part."""
    since = max((moment for moment in (last, opened) if moment is not None and moment <= now), default=None)
    return 0 if since is None else min(round((now - since).total_seconds()), PAUSE)


def counts_of(findings: Iterable[Judged]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """For each group how many met which of :data:`FATES`; for each band how many judged ones were right and wrong."""
    groups: dict[str, list[int]] = {}
    bands: dict[str, list[int]] = {}
    for finding in findings:
        fate = _ADDED if finding.proposed is None else _STATES[finding.state]
        groups.setdefault(finding.group, [0] * len(FATES))[fate] += 1
        if fate < _STATES["proposed"]:
            bands.setdefault(str(band(finding.confidence)), [0, 0])[fate > 0] += 1
    return groups, bands


@dataclass(frozen=True, slots=True)
class KindTime:
    """Reviews of one type. ``seconds`` is the median; None where there were too few to show it."""

    kind: str
    documents: int
    seconds: int | None
    findings: int
    corrected: int


@dataclass(frozen=True, slots=True)
class GroupRight:
    """What people said of one group of findings."""

    group: str
    judged: int
    as_read: int
    changed: int
    rejected: int
    absent: int
    added: int

    @property
    def share(self) -> int:
        """Of a hundred judged how many were right as they were read; never rounded up to all."""
        return int(100 * self.as_read / self.judged) if self.judged else 0


@dataclass(frozen=True, slots=True)
class Measured:
    """All reviews together."""

    documents: int
    seconds: int | None
    dropped: int
    kinds: list[KindTime]
    groups: list[GroupRight]
    #: for each band how many were judged, and how many of them were wrong
    bands: dict[str, tuple[int, int]]


def measured(reviews: Sequence[Reviewed]) -> Measured:
    """What the reviews come to, the commonest types and groups first."""
    by_kind: dict[str, list[Reviewed]] = {}
    groups: dict[str, list[int]] = {}
    bands: dict[str, list[int]] = {}
    for review in reviews:
        by_kind.setdefault(review.kind, []).append(review)
        for name, counts in review.groups.items():
            _add(groups.setdefault(name, [0] * len(FATES)), counts)
        for name, counts in review.bands.items():
            _add(bands.setdefault(name, [0, 0]), counts)
    kinds = [_kind(kind, rows) for kind, rows in by_kind.items()]
    rights = [_group(name, counts) for name, counts in groups.items()]
    return Measured(
        documents=len(reviews),
        seconds=_median(reviews),
        dropped=sum(review.dropped for review in reviews),
        kinds=sorted(kinds, key=lambda one: (-one.documents, one.kind)),
        groups=sorted(rights, key=lambda one: (-one.judged, one.group)),
        bands={name: (right + wrong, wrong) for name, (right, wrong) in bands.items()},
    )


def _add(sums: list[int], counts: Sequence[int]) -> None:
    for place, count in enumerate(counts):
        sums[place] += count


def _median(rows: Sequence[Reviewed]) -> int | None:
    return round(median(row.seconds for row in rows)) if len(rows) >= ENOUGH else None


def _kind(kind: str, rows: Sequence[Reviewed]) -> KindTime:
    counts = [0] * len(FATES)
    for row in rows:
        for one in row.groups.values():
            _add(counts, one)
    as_read, changed, rejected, absent, _left, _added = counts
    wrong = changed + rejected + absent
    return KindTime(kind, len(rows), _median(rows), as_read + wrong, wrong)


def _group(name: str, counts: Sequence[int]) -> GroupRight:
    as_read, changed, rejected, absent, _left, added = counts
    return GroupRight(name, as_read + changed + rejected + absent, as_read, changed, rejected, absent, added)
