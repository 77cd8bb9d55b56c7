"""The prevention matrix: for whom an activity prevents and where it works, with what is empty (domain.md section 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.commitments.models import Arena, Level
from samfrid.commitments.queries.listing import UNPLACED
from samfrid.commitments.rules import is_settled
from samfrid.pictures import MatrixWords, Picture, Square, matrix
from samfrid.plans.models import Activity
from samfrid.plans.queries import Placed
from samfrid.plans.shown.plans import nobody


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the matrix: what it holds in words, and the commitments in it."""

    text: str
    url: str
    empty: bool


@dataclass(frozen=True, slots=True)
class MatrixShown:
    """The matrix of a plan, or of all: the picture, the squares with their links, and what has no square."""

    picture: Picture
    columns: list[str]
    rows: list[tuple[str, list[Cell]]]
    #: the squares without anything, in words
    empty: list[str]
    unplaced: str
    unplaced_url: str
    #: whether anything has a square
    any: bool


def of_activities(activities: Iterable[Activity]) -> list[tuple[Placed, int]]:
    """The activities of a version by where they stand, as ``queries.placed`` has those of all plans."""
    return [
        ((one.commitment.level, one.commitment.arena, is_settled(one.commitment.execution), not nobody(one)), 1)
        for one in activities
    ]


def shown(counted: Iterable[tuple[Placed, int]], group: str, title: str) -> MatrixShown:
    """The matrix. ``group`` is that of the ledger's list which the squares lead to."""
    many: dict[tuple[str, str], int] = {}
    lacking: dict[tuple[str, str], int] = {}
    for (level, arena, settled, answered), number in counted:
        place = (level, arena) if level and arena else ("", "")
        many[place] = many.get(place, 0) + number
        if not settled and not answered:
            lacking[place] = lacking.get(place, 0) + number
    columns = [capfirst(str(one.label)) for one in Level]
    squares = [
        (capfirst(str(arena.label)), [_square(many, lacking, level, arena) for level in Level]) for arena in Arena
    ]
    empty = [
        f"{capfirst(str(arena.label))} × {level.label}"
        for arena in Arena
        for level in Level
        if not many.get((level, arena))
    ]
    words = MatrixWords(_("Arena"), _("inget"))
    picture = matrix(columns, squares, title=title, description=_description(empty), words=words)
    cells = [
        (label, [_cell(square, group, level, arena) for square, level in zip(row, Level, strict=True)])
        for (label, row), arena in zip(squares, Arena, strict=True)
    ]
    return MatrixShown(
        picture,
        columns,
        cells,
        empty,
        _unplaced(many.get(("", ""), 0), lacking.get(("", ""), 0)),
        _address(group, niva=UNPLACED),
        any(many.get((level, arena)) for level in Level for arena in Arena),
    )


def _square(
    many: dict[tuple[str, str], int], lacking: dict[tuple[str, str], int], level: Level, arena: Arena
) -> Square:
    without = lacking.get((level, arena), 0)
    note = ngettext("%(n)s utan ansvarig", "%(n)s utan ansvarig", without) % {"n": without} if without else ""
    return Square(many.get((level, arena), 0), note)


def _description(empty: list[str]) -> str:
    if not empty:
        return _("Alla nio rutor har någon aktivitet.")
    return _("Tomma rutor: %(squares)s.") % {"squares": ", ".join(empty)}


def _cell(square: Square, group: str, level: Level, arena: Arena) -> Cell:
    if not square.value:
        return Cell(_("inget"), _address(group, niva=level, arena=arena), True)
    text = ngettext("%(n)s aktivitet", "%(n)s aktiviteter", square.value) % {"n": square.value}
    return Cell(f"{text}, {square.note}" if square.note else text, _address(group, niva=level, arena=arena), False)


def _unplaced(number: int, without: int) -> str:
    if not number:
        return ""
    said = ngettext(
        "%(n)s aktivitet har ingen nivå eller arena och syns inte i matrisen",
        "%(n)s aktiviteter har ingen nivå eller arena och syns inte i matrisen",
        number,
    ) % {"n": number}
    if without:
        said = f"{said}, " + ngettext("%(n)s utan ansvarig", "%(n)s utan ansvarig", without) % {"n": without}
    return said


def _address(group: str, **narrowed: str) -> str:
    told = {name: str(value) for name, value in narrowed.items()}
    return f"{reverse('commitments:list')}?{urlencode(told | {'ur': group})}"
