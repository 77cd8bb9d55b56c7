"""The goals of a plan in the document that it is: from headings, from the column of a table, each with what stands
under it. Pure: of the reading's text and segments. The contract of readings has no goals; what they are is told by
where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from samfrid.commitments.models import Arena, Level
from samfrid.plans.models import GoalLevel
from samfrid.plans.rules import may_stand_under, same_words

#: kind, start, end, level, page: as ``Reading.segments`` has them
Segment = Sequence[Any]

_WORDS: Final = (
    r"långsiktig effekt|långsiktigt mål|effektmål|effekt|utfallsmål|utfall|resultatmål|resultat|delmål|målområde|"
    r"huvudmål|inriktningsmål|mål|insatsområde|fokusområde|utvecklingsområde|strategiområde|inriktning"
)
_MARKED: Final = (
    r"^(?P<word>{words})\s*(?:(?P<number>\d+(?:\.\d+)*)\s*[:.–-]*\s*|[A-Z]\s*[:.–-]+\s*|[:–-]\s*)(?P<text>\S.*)$"
)
_ACTIVITIES: Final = re.compile(
    r"\b(?:aktivitet\w*|åtgärd\w*|insatser(?:na)?|det\s+här\s+(?:ska|gör)\s+vi|detta\s+ska\s+vi|så\s+(?:ska\s+vi|gör\s+vi)"
    r"|vad\s+ska\s+göras|genomförande|mål)\b",
    re.IGNORECASE,
)
_NO_GOAL: Final = re.compile(
    r"^(?:syfte|bakgrund|uppföljning|så\s+följs|samverkan|vision|begrepp|definition|ansvar|organisation|inledning|"
    r"kostnad|övriga?\s|ändrat\s|källor|planens?\s)",
    re.IGNORECASE,
)
_NUMBERING: Final = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")
_COLUMNS: Final = (
    (GoalLevel.EFFECT, re.compile(r"^(?:långsiktig\s+)?effekt", re.IGNORECASE)),
    (GoalLevel.OUTCOME, re.compile(r"^(?:utfall|resultat)smål|^utfall$|^resultat$", re.IGNORECASE)),
    (GoalLevel.GOAL, re.compile(r"^(?:del)?mål(?!grupp|värde)\w*|^målområde|^insatsområde", re.IGNORECASE)),
)
_ACTIVITY_COLUMN: Final = re.compile(
    r"^(?:\w*aktivitet\w*|\w*åtgärd\w*|insats\w*|uppdrag|vad\b|så\s+gör\s+vi|åtagande\w*)", re.IGNORECASE
)
_LEVEL_COLUMN: Final = re.compile(r"(?:nivå|prevention|inriktning)", re.IGNORECASE)
_ARENA_COLUMN: Final = re.compile(r"^arena", re.IGNORECASE)
_LEVELS: Final = (
    (Level.UNIVERSAL, re.compile(r"universell|främjande", re.IGNORECASE)),
    (Level.SELECTIVE, re.compile(r"selektiv", re.IGNORECASE)),
    (Level.INDICATED, re.compile(r"indik(?:ativ|erad)|riktad", re.IGNORECASE)),
)
_ARENAS: Final = (
    (Arena.INDIVIDUAL, re.compile(r"individ", re.IGNORECASE)),
    (Arena.ORGANISATION, re.compile(r"organisation", re.IGNORECASE)),
    (Arena.SOCIETY, re.compile(r"samhälle", re.IGNORECASE)),
)


@dataclass(slots=True)
class GoalFound:
    """A goal of the document: its words and where they stand, and the goal that it serves."""

    text: str
    start: int
    end: int
    page: int | None
    level: GoalLevel = GoalLevel.GOAL
    parent: GoalFound | None = None
    number: str = ""


@dataclass(slots=True)
class Stands:
    """Where an activity stands: under which goal, for whom and where it prevents."""

    goal: GoalFound | None = None
    level: str = ""
    arena: str = ""


@dataclass(slots=True)
class Outline:
    """The goals in the order of the document, each after the one that it serves, and where each activity stands."""

    goals: list[GoalFound] = field(default_factory=list)
    #: by the activity's number among those asked for
    stands: dict[int, Stands] = field(default_factory=dict)


def outline_of(
    text: str, segments: Iterable[Segment], activities: Sequence[tuple[int, int]], words: Sequence[str] = ()
) -> Outline:
    """The goals of a plan, and under which each activity (a place in the text) stands. ``words`` are those that the
    municipality itself heads effects, outcomes and goals with, in that order.
    """
    own = [word for word in words if word.strip()]
    marked = re.compile(_MARKED.format(words="|".join([*map(re.escape, own), _WORDS])), re.IGNORECASE)
    levels = dict(zip((word.casefold() for word in words), GoalLevel, strict=False))
    walk = _Walk(text, marked, levels, activities)
    for segment in segments:
        walk.take(segment)
    return walk.done()


def _level_of(word: str, own: dict[str, GoalLevel]) -> GoalLevel:
    folded = word.casefold()
    if folded in own:
        return own[folded]
    if "effekt" in folded or folded == "långsiktigt mål":
        return GoalLevel.EFFECT
    return GoalLevel.OUTCOME if folded.startswith(("utfall", "resultat")) else GoalLevel.GOAL


class _Walk:
    """One way through the document."""

    def __init__(
        self, text: str, marked: re.Pattern[str], own: dict[str, GoalLevel], activities: Sequence[tuple[int, int]]
    ) -> None:
        self._text, self._marked, self._own = text, marked, own
        self._activities = activities
        self._found = Outline()
        #: headings above, by level: the words of those that are no goals
        self._above: dict[int, str] = {}
        self._current: GoalFound | None = None
        #: a heading that is a goal only if an activity stands under it
        self._maybe: GoalFound | None = None
        self._numbered: dict[str, GoalFound] = {}
        self._columns: dict[str, int] = {}
        self._carried: dict[str, GoalFound] = {}

    def take(self, segment: Segment) -> None:
        """The next segment of the document."""
        kind, start, end, level, page = segment
        if kind == "table_row":
            self._row(start, end, page)
            return
        self._columns, self._carried = {}, {}
        if kind == "furniture":
            return
        line = " ".join(self._text[start:end].split())
        found = self._marked.match(_NUMBERING.sub("", line)) if len(line) < 300 else None
        if found and (kind == "heading" or found["number"]) and kind in ("heading", "paragraph"):
            self._goal(found, start, end, page)
        elif kind == "heading":
            self._heading(line, start, end, level, page)
        else:
            self._stand(start, end)

    def _goal(self, found: re.Match[str], start: int, end: int, page: int) -> None:
        text = found["text"].strip()
        at = self._text.find(text.split()[0], start, end)
        goal = GoalFound(
            text, at if at >= 0 else start, end, page, _level_of(found["word"], self._own), None, found["number"] or ""
        )
        goal.parent = self._upper(goal, part=found["word"].casefold() == "delmål")
        # a heading that stands in a list of contents too is one goal, and what is numbered under it stands under that
        self._current, self._maybe = self._kept(goal), None
        self._numbered[goal.number] = self._current

    def _upper(self, goal: GoalFound, *, part: bool) -> GoalFound | None:
        """What a goal serves: by its number ("1.2" under "1"), else the last one that reaches farther."""
        if "." in goal.number:
            upper = self._numbered.get(goal.number.rpartition(".")[0])
            return upper if upper and _fits(goal, upper) else None
        for one in reversed(self._found.goals):
            if one.level != goal.level and _fits(goal, one):
                return one
            if part and one.level == goal.level and one.parent is None:
                return one
        return None

    def _kept(self, goal: GoalFound) -> GoalFound:
        """The goal, or the one that stands there already in the same words."""
        known = next((one for one in self._found.goals if same_words(one.text, goal.text)), None)
        if known is None:
            self._found.goals.append(goal)
        return known or goal

    def _heading(self, line: str, start: int, end: int, level: int, page: int) -> None:
        self._above = {one: words for one, words in self._above.items() if one < level}
        under_activities = any(_ACTIVITIES.search(words) for words in self._above.values())
        self._above[level] = line
        bare = _NUMBERING.sub("", line)
        is_goal = under_activities and not _NO_GOAL.match(bare) and not _ACTIVITIES.match(bare)
        self._current = None
        self._maybe = GoalFound(bare, start, end, page) if is_goal else None

    def _stand(self, start: int, end: int) -> None:
        """Which activities stand in a paragraph or a point of a list."""
        for place, (first, last) in enumerate(self._activities):
            if place not in self._found.stands and start < last and first < end:
                if self._maybe:
                    self._current, self._maybe = self._kept(self._maybe), None
                self._found.stands[place] = Stands(self._current)

    def _row(self, start: int, end: int, page: int) -> None:
        cells = list(_cells(self._text, start, end))
        names = [self._text[first:last].strip() for first, last in cells]
        if any(_ACTIVITY_COLUMN.match(name) for name in names) and len(names) > 1 and not self._holds(start, end):
            self._columns = _columns(names)
            self._carried = {}
            return
        if not self._holds(start, end):
            return
        if not self._columns:
            self._stand(start, end)
            return
        goal = self._of_row(cells, page)
        stands = Stands(goal or self._current or (self._kept(self._maybe) if self._maybe else None))
        for name, choices in (("level", _LEVELS), ("arena", _ARENAS)):
            if (place := self._columns.get(name)) is not None and place < len(names):
                setattr(stands, name, next((str(value) for value, form in choices if form.search(names[place])), ""))
        for number, (first, last) in enumerate(self._activities):
            if number not in self._found.stands and start < last and first < end:
                self._found.stands[number] = stands

    def _holds(self, start: int, end: int) -> bool:
        return any(start < last and first < end for first, last in self._activities)

    def _of_row(self, cells: list[tuple[int, int]], page: int) -> GoalFound | None:
        """The goal of a row: in its own column, or in that of a row above it whose cell goes on."""
        upper: GoalFound | None = None
        for level, _form in _COLUMNS:
            place = self._columns.get(level)
            if place is None or place >= len(cells):
                continue
            first, last = cells[place]
            written = self._text[first:last].strip()
            if written:
                told = self._marked.match(written)
                bare = told["text"] if told else _NUMBERING.sub("", written)
                goal = GoalFound(" ".join(bare.split()), first, last, page, level, upper)
                self._carried[level] = self._kept(goal)
            upper = self._carried.get(level, upper)
        return upper

    def done(self) -> Outline:
        """What was found, each goal after the one that it serves."""
        return self._found


def _fits(goal: GoalFound, upper: GoalFound) -> bool:
    return may_stand_under(goal.level, upper.level, upper.parent.level if upper.parent else "")


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells of a row, parted as the reader parts them."""
    position = start
    for cell in text[start:end].split(" | "):
        yield position, position + len(cell)
        position += len(cell) + 3


def _columns(names: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        for level, form in _COLUMNS:
            if form.search(name):
                found.setdefault(level, place)
        if _LEVEL_COLUMN.search(name):
            found.setdefault("level", place)
        if _ARENA_COLUMN.search(name):
            found.setdefault("arena", place)
    return found
