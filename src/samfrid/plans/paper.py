"""A version of a plan as a file: so that what is revised here goes out as the document that a body adopts, and is read
again from it with the same goals and activities.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import override

from samfrid.commitments.models import DatePrecision
from samfrid.municipalities.models import Access
from samfrid.papers.paper import Block, Bullets, Facts, Heading, Notes, Paper, Run, Table, Text, paragraphs
from samfrid.plans.models import Activity, Goal, IndicatorPlace, PlanVersion, VersionState
from samfrid.plans.queries import OnPaper
from samfrid.plans.rules import Branch, tree
from samfrid.plans.rules.paper import columns_in, word_for
from samfrid.plans.shown.indicators import figure
from samfrid.plans.shown.plans import left_as, period
from samfrid.provenance.models import Source

#: columns that hold much, and how much room they get for each share of the others
_WIDE: Final = {"activity": 4.0, "indicator": 2.4, "responsible": 2.0, "partners": 2.0, "number": 0.7, "source": 0.8}
_LONGEST_QUOTE: Final = 200
_INTERNAL: Final = "Källan är intern."


class _Sources:
    """The sentences that the plan stands on, each with its number the first time it is pointed at."""

    def __init__(self, closed: Collection[UUID]) -> None:
        self.items: list[str] = []
        self._closed = closed

    def number(self, source: Source) -> int:
        # whoever makes the paper, it goes out: it quotes what everybody may read
        if source.document_id in self._closed:
            return self._of(_INTERNAL)
        page = f", s. {source.page}" if source.page else ""
        quote = " ".join(source.quote.split())
        short = f"{quote[:_LONGEST_QUOTE]}…" if len(quote) > _LONGEST_QUOTE else quote
        return self._of(f"”{short}” {source.document_title}{page}")

    def _of(self, words: str) -> int:
        if words not in self.items:
            self.items.append(words)
        return self.items.index(words) + 1


@override("sv")
def paper(content: OnPaper) -> Paper:
    """The plan on paper: its goals as headings, the activities of each in a table. Only what everybody may read."""
    version = content.version
    own = content.layout.words
    open_ones = [one for one in content.activities if one.commitment.access <= Access.PUBLIC]
    sources = _Sources(content.closed)
    blocks: list[Block] = [
        Facts(_facts(version)),
        Text(paragraphs(content.layout.introduction)),
        Heading(1, word_for("goals", own)),
        *_goals(content, open_ones, sources),
        *_follow_up(content),
        *_gone(content),
    ]
    closed = len(content.activities) - len(open_ones)
    if closed:
        blocks.append(Text([f"{closed} som inte är offentliga är inte med."]))
    blocks.append(Notes(sources.items, word_for("sources", own)))
    name = version.plan.name
    years = period(version) if version.starts_on and version.ends_on else ""
    title = name if not years or years in name else f"{name} {years}"
    return Paper(title, blocks, sender=[content.municipality], landscape=len(columns_in(content.layout.columns)) > 5)


def _facts(version: PlanVersion) -> list[tuple[str, str]]:
    adopted = ""
    if version.state in (VersionState.ADOPTED, VersionState.SUPERSEDED):
        day = version.adopted_on.isoformat() if version.adopted_on else ""
        who = version.adopted_by.name if version.adopted_by else ""
        adopted = ", ".join(part for part in (f"{who} {day}".strip(), version.paragraph) if part)
    draft = version.state == VersionState.DRAFT
    return [
        (label, value)
        for label, value in (
            ("Antagen av", adopted),
            ("Status", "Förslag, ännu ej antaget" if draft else ""),
            ("Gäller", period(version) if version.starts_on or version.ends_on else ""),
            ("Ses över senast", version.review_on.isoformat() if version.review_on else ""),
        )
        if value
    ]


def _goals(content: OnPaper, activities: Sequence[Activity], sources: _Sources) -> Iterator[Block]:
    """Each goal under the one that it serves, with its activities; those of no goal last."""
    by_goal: dict[UUID | None, list[Activity]] = {}
    for one in activities:
        by_goal.setdefault(one.goal_id, []).append(one)
    for branch in tree(content.goals):
        word = word_for(branch.goal.level, content.layout.words)
        yield Heading(branch.depth + 2, f"{word} {_titled(branch)}")
        if corrected := next(iter(branch.goal.corrections.all()), None):
            yield Text([f"Rättat {corrected.on.isoformat()}: målet hade förts in som ”{branch.goal.text}”."])
        noted = content.sources.get(branch.goal.pk, ())
        if noted:
            yield Text([[Run("Källa"), *(Run("", note=sources.number(one)) for one in noted[:1]), Run(".")]])
        if rows := by_goal.get(branch.goal.pk):
            yield _table(content, rows, f"{branch.number}.", sources)
    if rows := by_goal.get(None):
        if by_goal.keys() != {None}:
            yield Heading(2, word_for("loose", content.layout.words))
        yield _table(content, rows, "", sources)


def _titled(branch: Branch[Goal]) -> str:
    return f"{branch.number}: {' '.join(branch.goal.words.split())}"


def _table(content: OnPaper, rows: Sequence[Activity], number: str, sources: _Sources) -> Table:
    columns = columns_in(content.layout.columns)
    counted: dict[UUID, list[str]] = {}
    for place in content.indicators:
        if place.activity_id and not place.after_adoption:
            counted.setdefault(place.activity_id, []).append(_counted(place))
    cells: dict[str, Callable[[int, Activity], str]] = {
        "number": lambda place, _one: f"{number}{place}",
        "activity": lambda _place, one: _line(one.words),
        "responsible": lambda _place, one: one.who,
        "partners": lambda _place, one: _partners(one),
        "due": lambda _place, one: _day(one),
        "level": lambda _place, one: one.commitment.get_level_display(),
        "arena": lambda _place, one: one.commitment.get_arena_display(),
        "indicator": lambda _place, one: "; ".join(counted.get(one.pk, [])),
        "source": lambda _place, one: _pointed(content.sources.get(one.commitment_id, ()), sources),
    }
    return Table(
        [word_for(name, content.layout.words) for name in columns],
        [[cells[name](place, one) for name in columns] for place, one in enumerate(rows, 1)],
        widths=[_WIDE.get(name, 1.4) for name in columns],
    )


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _partners(one: Activity) -> str:
    return ", ".join(str(partner) for partner in one.commitment.partners.all())


def _pointed(found: Iterable[Source], sources: _Sources) -> str:
    return ", ".join(f"[{sources.number(one)}]" for one in list(found)[:2])


def _day(one: Activity) -> str:
    """The day as every reader takes it; a month or a year as such."""
    day, precision = one.when
    if day is None:
        return ""
    return day.isoformat()[: {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(DatePrecision(precision), 10)]


def _counted(place: IndicatorPlace) -> str:
    name = place.indicator.name
    return f"{name} (målvärde {figure(place.target, place.indicator.unit)})" if place.target is not None else name


def _follow_up(content: OnPaper) -> Iterator[Block]:
    """What is counted of the goals and of the plan as a whole."""
    found = [one for one in content.indicators if not one.activity_id and not one.after_adoption]
    if found:
        numbers = {branch.goal.pk: branch.number for branch in tree(content.goals)}
        yield Heading(1, word_for("indicators", content.layout.words))
        yield Bullets(
            [f"Indikator {numbers[one.goal_id]}: {_counted(one)}" if one.goal_id else _counted(one) for one in found]
        )


def _gone(content: OnPaper) -> Iterator[Block]:
    """What became of the activities that the version before had, where everybody may read of them."""
    found = [
        one
        for one in content.gone
        if one.before.access <= Access.PUBLIC and (one.after is None or one.after.access <= Access.PUBLIC)
    ]
    if found:
        yield Heading(1, word_for("gone", content.layout.words))
        yield Bullets([f"”{one.before}”: {left_as(one)}. {one.why}" for one in found])
