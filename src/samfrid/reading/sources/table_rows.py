"""Rows of tables on a laid-out page: ruled ones, and columns without rules that are read across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from samfrid.reading.encoding import clean
from samfrid.reading.source import Box, Line, Role
from samfrid.reading.sources.bands import Band, Piece, Run, bands_of


@dataclass(slots=True)
class Table:
    """A ruled table: where its columns and rows are, and which cells are one with the cell above or to the left."""

    columns: list[float]
    rows: list[float]
    joined_up: set[tuple[int, int]] = field(default_factory=set)
    joined_left: set[tuple[int, int]] = field(default_factory=set)

    def holds(self, run: Run) -> bool:
        """Whether the run's middle is inside."""
        middle = (run.left + run.right) / 2
        return self.columns[0] <= middle <= self.columns[-1] and self.rows[0] <= run.middle <= self.rows[-1]


@dataclass(slots=True)
class Sheet:
    """A page to be laid out: its runs, and its ruled tables as found by :func:`samfrid.reading.sources.grid.tables`."""

    number: int
    width: float
    height: float
    runs: list[Run]
    tables: list[Table] = field(default_factory=list)


def line_of(sheet: Sheet, text: str, pieces: Sequence[Piece], *, cells: tuple[str, ...] = (), level: int = 0) -> Line:
    if len(pieces) == 1:  # most lines
        left, top, right, bottom = pieces[0].left, pieces[0].top, pieces[0].right, pieces[0].bottom
    else:
        left, top = min(piece.left for piece in pieces), min(piece.top for piece in pieces)
        right, bottom = max(piece.right for piece in pieces), max(piece.bottom for piece in pieces)
    box = Box(
        max(left / sheet.width, 0.0),
        max(top / sheet.height, 0.0),
        min(right / sheet.width, 1.0),
        min(bottom / sheet.height, 1.0),
    )
    return Line(
        clean(text),
        page=sheet.number,
        box=box,
        size=round(max(piece.size for piece in pieces), 1),
        bold=all(piece.bold for piece in pieces),
        role=Role.TABLE_ROW if cells else Role.UNKNOWN,
        level=level,
        cells=tuple(clean(cell) for cell in cells),
        confidence=min(piece.confidence for piece in pieces),
    )


def column_of(columns: list[tuple[float, float]], piece: Piece) -> int:
    return next(i for i, (left, right) in enumerate(columns) if left <= piece.left + 0.1 and piece.right <= right + 0.1)


def is_table(sheet: Sheet, zone: list[Band], columns: list[list[Piece]]) -> bool:
    """Whether columns are rows to be read across: labels with values, or at least three short columns in three rows.

    A letterhead, which is read down, stands at the top of the page and is low.
    """
    labels, values = columns[0], [piece for column in columns[1:] for piece in column]
    labelled = len(labels) >= 2 and sum(piece.text.endswith(":") for piece in labels) >= 0.6 * len(labels)
    if len(columns) == 2 and labelled:
        return True
    if zone[0][0].top < 0.16 * sheet.height and len(zone) < 5:
        return False
    if len(columns) == 2:
        return len(zone) >= 3 and sum(_is_number(piece.text) for piece in values) >= 0.6 * len(values)
    if len(zone) == 2:  # a row of names over a row of numbers
        return len(zone[0]) == len(zone[1]) == len(columns) and all(_is_number(piece.text) for piece in zone[1])
    words = sum(len(piece.text.split()) for piece in [*labels, *values])
    full = sum(len(band) >= len(columns) - 1 for band in zone)
    return full >= 0.5 * len(zone) and words < 8 * len([*labels, *values])


def _is_number(text: str) -> bool:
    digits = sum(c.isdigit() for c in text)
    return digits > 0 and digits * 2 >= len(text.replace(" ", ""))


def open_table(sheet: Sheet, zone: list[Band], columns: list[tuple[float, float]]) -> list[Line]:
    """The rows of a table without rules: what overlaps in height is one row, and so is a line without a first cell."""
    rows: list[list[Piece]] = []
    bottom = -1.0
    pieces = sorted((piece for band in zone for piece in band), key=lambda piece: piece.top)
    for piece in pieces:
        margin = 0.2 * (piece.bottom - piece.top)
        if rows and piece.top + margin < bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
        bottom = max(bottom, piece.bottom - margin) if len(rows[-1]) > 1 else piece.bottom - margin
    tight = _tight_step(rows)
    merged: list[list[Piece]] = []
    for above, row in zip([[], *rows], rows, strict=False):
        if merged and (_step(above, row) <= tight or _same_row(merged[-1], row, columns)):
            merged[-1] += row
        else:
            merged.append(row)
    return [_row_line(sheet, row, columns, head=index == 0) for index, row in enumerate(merged)]


def _step(above: list[Piece], below: list[Piece]) -> float:
    return min(piece.middle for piece in below) - min(piece.middle for piece in above)


def _tight_step(rows: list[list[Piece]]) -> float:
    """The largest step between two lines of one cell, where rows stand clearly further apart than lines; else 0."""
    steps = sorted(_step(above, below) for above, below in pairwise(rows))
    if not steps or steps[-1] < 1.3 * steps[0]:
        return 0.0
    tight = [step for step in steps if step <= 1.12 * steps[0]]
    return tight[-1] if len(tight) <= 1.5 * (len(steps) - len(tight)) else 0.0


def _same_row(above: list[Piece], below: list[Piece], columns: list[tuple[float, float]]) -> bool:
    """Whether the lower of two bands goes on with the row above it: it names nothing new, or its name stands midway."""
    size = below[0].size
    if min(p.top for p in below) - max(p.bottom for p in above) > 0.6 * size:
        return False
    upper, lower = ([p for p in row if column_of(columns, p) == 0] for row in (above, below))
    if not lower:
        return True
    values = [p.middle for p in below if p not in lower]
    if not values:
        return not upper and lower[0].top < max(p.bottom for p in above)
    return not upper and lower[0].middle < min(values) - 0.2 * size


def _row_line(sheet: Sheet, row: list[Piece], columns: list[tuple[float, float]], *, head: bool) -> Line:
    cells = [""] * len(columns)
    for piece in sorted(row, key=lambda piece: (round(piece.middle), piece.left)):
        column = column_of(columns, piece)
        cells[column] = join(cells[column], piece.text)
    names = head and all(piece.bold for piece in row) and len(row) > 1
    return line_of(sheet, " | ".join(cells), row, cells=tuple(cells), level=int(names))


def join(above: str, below: str) -> str:
    """Two lines of one cell as one: a word broken by a hyphen is made whole."""
    if not above:
        return below
    if (
        above.endswith(("-", "\u2010", "\u00ad"))
        and below[:1].islower()
        and not below.startswith(("och ", "eller ", "samt "))
    ):
        return above[:-1] + below
    return f"{above} {below}"


def ruled_table(sheet: Sheet, table: Table, runs: list[Run]) -> list[Line]:
    """The rows of a ruled table. Where labels have values each line that was broken by hand is a row of its own."""
    cells: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        crossing = any(run.left + 1 < x < run.right - 1 for x in table.columns)
        for word in run.split() if crossing and run.split else [run]:
            cells.setdefault(_cell_of(table, word), []).append(word)
    width = len(table.columns) - 1
    lines: list[Line] = []
    for row in range(len(table.rows) - 1):
        bands = {column: bands_of(cells[row, column]) for column in range(width) if (row, column) in cells}
        pieces = [piece for found in bands.values() for band in found for piece in band]
        if not pieces:
            continue
        if width == 1:
            lines += [line_of(sheet, "    ".join(p.text for p in band), band) for band in bands[0]]
            continue
        head = not lines and all(piece.bold for piece in pieces)
        for texts in _cell_texts(bands, table):
            lines.append(line_of(sheet, " | ".join(texts), pieces, cells=tuple(texts), level=int(head)))
    return lines


def _cell_of(table: Table, run: Run) -> tuple[int, int]:
    """The row and column of a run; a cell that is one with its neighbour gives way to the first of them."""
    middle = (run.left + run.right) / 2
    column = next((i for i, x in enumerate(table.columns[1:]) if middle <= x), len(table.columns) - 2)
    row = next((i for i, y in enumerate(table.rows[1:]) if run.middle <= y), len(table.rows) - 2)
    while (row, column) in table.joined_left:
        column -= 1
    while (row, column) in table.joined_up:
        row -= 1
    return row, column


def _cell_texts(bands: dict[int, list[Band]], table: Table) -> list[list[str]]:
    width = len(table.columns) - 1
    texts = [""] * width
    extra: list[str] = []
    for column, found in bands.items():
        room = table.columns[column + 1] - table.columns[column]
        previous: Band | None = None
        for band in found:
            text = " ".join(piece.text for piece in band)
            if width == 2 and column == 1 and previous and _broken_by_hand(previous, band, room):
                extra.append(text)
            elif extra and column == 1:
                extra[-1] = join(extra[-1], text)
            else:
                texts[column] = join(texts[column], text)
            previous = band
    return [texts, *(["", text] for text in extra)]


def _broken_by_hand(above: Band, below: Band, room: float) -> bool:
    """Whether the first word of the line below would have had room on the line above."""
    piece = below[0]
    word = len(piece.text.split(" ", 1)[0]) + 1
    letter = (piece.right - piece.left) / max(len(piece.text), 1)
    return above[-1].right - above[0].left + word * letter < 0.9 * room
