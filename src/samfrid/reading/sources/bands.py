"""Printed lines out of runs of words: what stands on one level, joined where it is close, set apart by gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

#: a gap of this many letter heights between two runs on a line sets columns apart
_GAP = 1.6
#: a gap of this many letter heights does so where three lines running have it at the same place
_NARROW = 0.7
_ENOUGH_LINES = 3
#: rules between columns that were read as signs
BARS = frozenset("|¦")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Run:
    """Words in a row with one look. ``split`` gives them one by one where a column may go through them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float = 1.0
    split: Callable[[], list[Run]] | None = None

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Piece:
    """Runs that belong together on one printed line."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    confidence: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


Band = list[Piece]


def bands_of(runs: Iterable[Run]) -> list[Band]:
    """Printed lines from top to bottom, each a list of pieces from left to right, pieces being set apart by gaps."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.middle):
        if rows and (_level_with(run, rows[-1][len(rows[-1]) // 2]) or _is_mark(run, rows[-1])):
            rows[-1].append(run)
        else:
            rows.append([run])
    taken = [sorted(row, key=lambda run: run.left) for row in _take_marks(rows)]
    gutters = _gutters(taken)
    return [pieces for row, gaps in zip(taken, gutters, strict=True) if (pieces := _pieces(row, gaps))]


def _gutters(rows: list[list[Run]]) -> list[set[float]]:
    """For each line the places where a narrow gap parts columns: at least three lines in a row have it in common."""
    found: list[set[float]] = [set() for _ in rows]
    open_gaps: list[tuple[float, float, list[tuple[int, float]]]] = []  # left, right, (line, where its next run begins)
    for index, row in enumerate([*rows, []]):
        gaps = [
            (a.right, b.left)
            for a, b in pairwise(row)
            if b.left - a.right > _NARROW * max(a.size, b.size) and not is_marker(a.text)
        ]
        going: list[tuple[float, float, list[tuple[int, float]]]] = []
        for left, right, lines in open_gaps:
            shared = [(max(left, a), min(right, b), b) for a, b in gaps if min(right, b) - max(left, a) > 4]
            if shared:
                narrow_left, narrow_right, start = shared[0]
                going.append((narrow_left, narrow_right, [*lines, (index, start)]))
            elif len(lines) >= _ENOUGH_LINES:
                for line, start in lines:
                    found[line].add(start)
        held = {start for _, _, lines in going for line, start in lines if line == index}
        open_gaps = going + [(a, b, [(index, b)]) for a, b in gaps if b not in held]
    return found


def _level_with(run: Run, other: Run) -> bool:
    """Whether two runs stand on one printed line."""
    if run.middle - other.middle < 0.45 * min(run.size, other.size):
        return True
    overlap = min(run.bottom, other.bottom) - max(run.top, other.top)
    return overlap > 0.6 * min(run.bottom - run.top, other.bottom - other.top)


def _is_mark(run: Run, row: list[Run]) -> bool:
    """A raised number just after a word: a footnote's mark."""
    return run.text.isdigit() and any(
        -1 < run.left - other.right < 3 and other.top - other.size < run.top and _is_raised(run, other) for other in row
    )


def _is_raised(run: Run | Piece, other: Run | Piece) -> bool:
    return run.bottom < other.bottom - 0.3 * other.size and run.top < other.middle


def _take_marks(rows: list[list[Run]]) -> list[list[Run]]:
    """Footnote marks that sorted before their own line are moved down into it."""
    for index in range(len(rows) - 1):
        marks = [run for run in rows[index] if _is_mark(run, rows[index + 1])]
        if marks:
            rows[index] = [run for run in rows[index] if run not in marks]
            rows[index + 1] += marks
    return [row for row in rows if row]


def _pieces(row: list[Run], gutters: set[float]) -> Band:
    pieces: Band = []
    bar = False
    for run in row:
        text = run.text
        last = pieces[-1] if pieces else None
        if text in BARS and run.confidence < 1:
            bar = True
            continue
        if last is None or bar or run.left in gutters:
            bar = False
            pieces.append(_piece(run))
            continue
        gap = run.left - last.right
        size = max(run.size, last.size)
        if abs(run.left - last.left) < 1 and last.text == text:
            continue  # printed twice to look bold
        if gap > _GAP * size and not (is_marker(last.text) and gap < 4 * size):
            pieces.append(_piece(run))
            continue
        mark = text.isdigit() and _is_raised(run, last)
        text = text.translate(_SUPERSCRIPT) if mark else text
        last.text += ("" if mark or gap < 0.1 * size else " ") + text
        last.right, last.top, last.bottom = (
            max(last.right, run.right),
            min(last.top, run.top),
            max(last.bottom, run.bottom),
        )
        last.bold = last.bold and run.bold
        last.size = max(last.size, run.size)
        last.confidence = min(last.confidence, run.confidence)
    return pieces


def _piece(run: Run) -> Piece:
    return Piece(run.text, run.left, run.top, run.right, run.bottom, run.size, run.bold, run.confidence)


def is_marker(text: str) -> bool:
    return len(text) <= 5 and (not any(c.isalnum() for c in text) or text[-1] in ".)" or text.isdigit())


def usual_pitch(bands: Sequence[Band]) -> float:
    """The usual step from one line's middle to the next, as a share of the letter size; 1.2 where it cannot be told."""
    steps = []
    for above, below in pairwise(bands):
        step = (below[0].middle - above[0].middle) / max(above[0].size, 1)
        if 0.9 < step < 2.5 and abs(above[0].size - below[0].size) < 0.6:
            steps.append(step)
    return median(steps) if len(steps) >= 3 else 1.25
