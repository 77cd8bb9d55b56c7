"""The whole field: all commitments as a line of time, a burn-down and the load of each unit."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, DateField, F, QuerySet
from django.db.models.functions import Coalesce, TruncDate, TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.commitments import drawing
from samfrid.commitments.models import SETTLED, Commitment, Computed
from samfrid.commitments.queries import with_standing
from samfrid.commitments.queries.standing import in_state
from samfrid.municipalities.pictures import bar_words, burndown_words, month, standings
from samfrid.pictures import Bar, Picture, Tone, bars, burndown, by_month

#: commitments on the line of the whole field: those whose day is nearest, the late first
MOST_LINES: Final = 40
#: units with a bar of their own; the rest share one
MOST_BARS: Final = 20


@dataclass(frozen=True, slots=True)
class Field:
    """The pictures of all commitments, with what they leave out in words."""

    line: Picture | None
    burndown: Picture | None
    load: Picture | None
    #: commitments that wait to be done, and those of them that have no day and stand on no line
    open: int
    without_day: int
    drawn: int


def field_of(municipality_code: str, today: dt.date) -> Field:
    """The pictures, by a constant number of queries: those that the reader may see are counted, and no other."""
    every = Commitment.objects.filter(municipality_id=municipality_code)
    awaited = every.exclude(execution__in=SETTLED)
    nearest = list(
        with_standing(awaited.filter(due_on__isnull=False))
        .select_related("responsible", "responsible_organisation")
        .order_by("due_on", "id")[:MOST_LINES]
    )
    lines = [drawing.line_of(one, today) for one in nearest]
    waiting = _waiting(awaited, today)
    return Field(
        line=drawing.picture(lines, title=_("Tidslinje för alla åtaganden"), today=today),
        burndown=_burndown(every, today),
        load=load(waiting, _settled(every)),
        open=len(waiting),
        without_day=sum(not one.has_day for one in waiting),
        drawn=len(lines),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A commitment that waits to be done: whose it is, and how it stands."""

    who: str
    tone: str
    has_day: bool = True


def _waiting(awaited: QuerySet[Commitment], today: dt.date) -> list[Waiting]:
    states: list[tuple[str, set[UUID]]] = [
        (tone, set(in_state(awaited, state, today).values_list("pk", flat=True)))
        for state, tone in ((Computed.LATE, Tone.LATE), (Computed.SILENT, Tone.SILENT), (Computed.AT_RISK, Tone.RISK))
    ]
    rows = awaited.values_list("pk", "responsible__name", "responsible_organisation__name", "due_on")
    return [
        Waiting(
            unit or outside or "",
            next((tone for tone, keys in states if key in keys), Tone.OPEN),
            due is not None,
        )
        for key, unit, outside, due in rows
    ]


def _settled(every: QuerySet[Commitment]) -> dict[str, int]:
    """How many each has finished with."""
    found = every.filter(execution__in=SETTLED).values_list("responsible__name", "responsible_organisation__name")
    counts: Counter[str] = Counter()
    for unit, outside, number in found.annotate(number=Count("pk")):
        counts[unit or outside or ""] += number
    return counts


def load(waiting: Iterable[Waiting], settled: Mapping[str, int]) -> Picture | None:
    """Who carries how many and how late: most to do first, those that nobody answers for too. None where nothing is.

    No database.
    """
    found: dict[str, Counter[str]] = {}
    for one in waiting:
        found.setdefault(one.who, Counter())[one.tone] += 1
    if not found and not settled:
        return None
    for who, number in settled.items():
        found.setdefault(who, Counter())[Tone.DONE] += number
    series = standings()

    def to_do(who: str) -> tuple[int, int, str]:
        counts = found[who]
        return -(sum(counts.values()) - counts[Tone.DONE]), -counts[Tone.LATE], who

    order = sorted(found, key=to_do)
    rows = [_bar(who or _("Ingen ansvarig"), found[who], [one.tone for one in series]) for who in order[:MOST_BARS]]
    rest = order[MOST_BARS:]
    if rest:
        together = sum((found[who] for who in rest), Counter())
        label = ngettext("%(n)s till", "%(n)s till", len(rest)) % {"n": len(rest)}
        rows.append(_bar(label, together, [one.tone for one in series]))
    late = sum(counts[Tone.LATE] for counts in found.values())
    total = sum(sum(counts.values()) - counts[Tone.DONE] for counts in found.values())
    told = _("Öppna åtaganden: %(open)s. Försenade av dem: %(late)s.") % {"open": total, "late": late}
    return bars(rows, series, title=_("Vem bär hur många, och hur sent"), description=told, words=bar_words())


def _bar(label: str, counts: Counter[str], tones: Sequence[str]) -> Bar:
    return Bar(label, tuple(counts[tone] for tone in tones))


def _burndown(every: QuerySet[Commitment], today: dt.date) -> Picture | None:
    entered = TruncDate("created_at", tzinfo=timezone.get_default_timezone())
    made = _counted(every.annotate(day=Coalesce("promised_on", entered, output_field=DateField())))
    over = every.filter(execution__in=SETTLED)
    # where nobody has said when, it was over when it was entered
    ended = _counted(over.annotate(day=Coalesce("last_word_on", "promised_on", entered, output_field=DateField())))
    months = by_month(made, ended, today)
    if not months:
        return None
    last = months[-1]
    told = _("%(open)s öppna i slutet av %(month)s.") % {"open": last.open, "month": month(last.first)}
    return burndown(months, title=_("Öppna åtaganden månad för månad"), description=told, words=burndown_words())


def _counted(found: QuerySet[Commitment]) -> dict[dt.date, int]:
    rows = found.annotate(first=TruncMonth(F("day"))).order_by().values_list("first").annotate(number=Count("pk"))
    return dict(rows)
