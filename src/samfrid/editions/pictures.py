"""The pictures of a list: what was open each month, who carries how many and how late. Frozen with an edition."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from django.utils.translation import gettext as _

from samfrid.commitments.models import Commitment
from samfrid.commitments.queries import standing_of
from samfrid.commitments.rules import is_settled
from samfrid.commitments.shown import answers
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.pictures import bar_words, burndown_words, standings
from samfrid.pictures import Bar, Picture, bars, burndown, by_month

#: bars of a picture; the rest are taken together
MOST_BARS: Final = 15
#: late, silent, at risk and the rest of what is open, in the order of ``standings``
_LATE, _SILENT, _RISK, _OPEN = _OPEN_PARTS = range(4)
_PARTS: Final = len(_OPEN_PARTS)


#: of a commitment, the day that it began and the day that it was settled, if it is
Span = tuple[dt.date, dt.date | None]


def drawn(rows: Sequence[Commitment], spans: Sequence[Span], on: dt.date) -> list[Picture]:
    """The pictures of a list, in the language of the moment; none of what is empty. ``spans``: also of what was settled
    long ago, so that what was open then is counted.
    """
    return [one for one in (_open_by_month(spans, on), _carried(rows, on)) if one]


def frozen(pictures: Sequence[Picture]) -> list[dict[str, Any]]:
    """Pictures as an edition keeps them."""
    return [asdict(one) for one in pictures]


def thawed(kept: Sequence[Mapping[str, Any]]) -> list[Picture]:
    """The same pictures again."""
    return [
        Picture(**{**one, "columns": tuple(one["columns"]), "rows": tuple(tuple(row) for row in one["rows"])})
        for one in kept
    ]


def _open_by_month(spans: Sequence[Span], on: dt.date) -> Picture | None:
    """How many were open as each month ended."""
    made = Counter(began for began, _ended in spans)
    settled = Counter(max(began, ended) for began, ended in spans if ended)
    months = by_month(made, settled, on)
    if not months:
        return None
    told = _("Vid slutet av den sista månaden var %(n)s öppna.") % {"n": months[-1].open}
    return burndown(months, title=_("Öppna åtaganden månad för månad"), description=told, words=burndown_words())


def _carried(rows: Sequence[Commitment], on: dt.date) -> Picture | None:
    """What each unit and organisation has open, those with the most first; what nobody answers for is a bar too."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * _PARTS)
    for one in rows:
        if is_settled(one.execution):
            continue
        standing = standing_of(one, on)
        place = _LATE if standing.late else _SILENT if standing.silent else _RISK if standing.at_risk else _OPEN
        counts[answers(one) or _("Ingen ansvarig")][place] += 1
    if not counts:
        return None
    ordered = sorted(counts.items(), key=lambda pair: (-sum(pair[1]), pair[0]))
    chosen, rest = ordered[:MOST_BARS], ordered[MOST_BARS:]
    found = [Bar(name, tuple(values)) for name, values in chosen]
    if rest:
        found.append(Bar(_("Övriga"), tuple(sum(values) for values in zip(*(row for _name, row in rest), strict=True))))
    series = standings()[:_PARTS]
    told = _("Öppna åtaganden den %(day)s.") % {"day": in_words(on)}
    return bars(found, series, title=_("Vem som ansvarar för hur många"), description=told, words=bar_words())
