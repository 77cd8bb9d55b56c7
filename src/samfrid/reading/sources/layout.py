"""From words on a page to lines in reading order: columns, tables with and without rules, line spacing.

Works on runs of words with boxes in points, origin at the top left, whoever found them: PDFium or Tesseract.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from samfrid.reading.encoding import clean
from samfrid.reading.source import Box, Line, Role

#: a gap of this many letter heights between two runs on a line sets columns apart
_GAP = 1.6
#: a line stands apart from the one before when the step down is this much larger than usual
_APART = 1.3
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
class Sheet:
    """A page to be laid out: its runs, and its ruled tables as found by :func:`samfrid.reading.sources.grid.tables`."""

    number: int
    width: float
    height: float
    runs: list[Run]
    tables: list[Table] = field(default_factory=list)


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
class _Piece:
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


_Band = list[_Piece]


def lines_of(sheet: Sheet) -> tuple[Line, ...]:
    """The lines of a page in reading order."""
    loose = sheet.runs
    blocks: list[tuple[float, list[Line]]] = []
    for table in sheet.tables:
        inside = [run for run in loose if table.holds(run)]
        if inside:
            loose = [run for run in loose if not table.holds(run)]
            blocks.append((table.rows[0], _table_lines(sheet, table, inside)))
    bands = _bands(loose)
    pitch = _usual_pitch(bands)
    for zone in _zones(bands, [top for top, _ in blocks]):
        blocks.append((min(piece.top for piece in zone[0]), _zone_lines(sheet, zone)))
    blocks.sort(key=lambda block: block[0])
    return tuple(_with_blanks([line for _, lines in blocks for line in lines], sheet, pitch))


def _bands(runs: Iterable[Run]) -> list[_Band]:
    """Printed lines from top to bottom, each a list of pieces from left to right, pieces being set apart by gaps."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.middle):
        if rows and (_level_with(run, rows[-1][len(rows[-1]) // 2]) or _is_mark(run, rows[-1])):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [pieces for row in _take_marks(rows) if (pieces := _pieces(row))]


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


def _is_raised(run: Run | _Piece, other: Run | _Piece) -> bool:
    return run.bottom < other.bottom - 0.3 * other.size and run.top < other.middle


def _take_marks(rows: list[list[Run]]) -> list[list[Run]]:
    """Footnote marks that sorted before their own line are moved down into it."""
    for index in range(len(rows) - 1):
        marks = [run for run in rows[index] if _is_mark(run, rows[index + 1])]
        if marks:
            rows[index] = [run for run in rows[index] if run not in marks]
            rows[index + 1] += marks
    return [row for row in rows if row]


def _pieces(row: list[Run]) -> _Band:
    pieces: _Band = []
    bar = False
    for run in sorted(row, key=lambda run: run.left):
        text = run.text
        last = pieces[-1] if pieces else None
        if text in BARS and run.confidence < 1:
            bar = True
            continue
        if last is None or bar:
            bar = False
            pieces.append(_piece(run))
            continue
        gap = run.left - last.right
        size = max(run.size, last.size)
        if abs(run.left - last.left) < 1 and last.text == text:
            continue  # printed twice to look bold
        if gap > _GAP * size and not (_is_marker(last.text) and gap < 4 * size):
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


def _piece(run: Run) -> _Piece:
    return _Piece(run.text, run.left, run.top, run.right, run.bottom, run.size, run.bold, run.confidence)


def _is_marker(text: str) -> bool:
    return len(text) <= 5 and (not any(c.isalnum() for c in text) or text[-1] in ".)" or text.isdigit())


def _usual_pitch(bands: Sequence[_Band]) -> float:
    """The usual step from one line's middle to the next, as a share of the letter size; 1.2 where it cannot be told."""
    steps = []
    for above, below in pairwise(bands):
        step = (below[0].middle - above[0].middle) / max(above[0].size, 1)
        if 0.9 < step < 2.5 and abs(above[0].size - below[0].size) < 0.6:
            steps.append(step)
    return median(steps) if len(steps) >= 3 else 1.25


def _zones(bands: Sequence[_Band], tops: list[float]) -> list[list[_Band]]:
    """Stretches of bands that are read together: runs of single lines, and blocks of columns."""
    zones: list[list[_Band]] = []
    index = 0
    while index < len(bands):
        end = index + 1
        if len(bands[index]) > 1 or _beside(bands, index):
            columns = _intervals(bands[index])
            while end < len(bands):
                near = min(p.top for p in bands[end]) - max(p.bottom for p in bands[end - 1]) < 2.2 * bands[end][0].size
                crossed = any(_top_between(top, bands[end - 1], bands[end]) for top in tops)
                wider = _merge_intervals([*columns, *_intervals(bands[end])])
                if crossed or not near or len(wider) < max(2, min(len(columns), 2)):
                    break
                columns = wider
                end += 1
            while end - 1 > index and len(bands[end - 1]) == 1 and _tail_is_text(bands, end - 1, columns):
                end -= 1
        zones.append(list(bands[index:end]))
        index = end
    return zones


def _top_between(top: float, above: _Band, below: _Band) -> bool:
    return above[0].middle < top < below[0].middle


def _beside(bands: Sequence[_Band], index: int) -> bool:
    """A single piece whose neighbour below stands beside it: the first line of a column that begins higher."""
    if index + 1 >= len(bands) or len(bands[index]) != 1:
        return False
    piece, below = bands[index][0], bands[index + 1]
    close = below[0].middle - piece.middle < 1.3 * piece.size
    return close and len(_merge_intervals([*_intervals([piece]), *_intervals(below)])) > 1


def _tail_is_text(bands: Sequence[_Band], index: int, columns: list[tuple[float, float]]) -> bool:
    """The last single line of a zone is not part of its columns when it starts at the far left and is full of words."""
    piece = bands[index][0]
    alone = all(len(band) == 1 for band in bands[index : index + 1])
    above = bands[index - 1]
    apart = piece.top - max(p.bottom for p in above) > 0.9 * piece.size
    return alone and apart and piece.left <= columns[0][0] + 2


def _intervals(band: _Band) -> list[tuple[float, float]]:
    return [(piece.left, piece.right) for piece in band]


def _merge_intervals(intervals: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(intervals):
        if merged and left < merged[-1][1] + 3:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _zone_lines(sheet: Sheet, zone: list[_Band]) -> list[Line]:
    if len(zone) == 1:
        band = zone[0]
        return [_line(sheet, "    ".join(piece.text for piece in band), band)]
    columns = _merge_intervals([interval for band in zone for interval in _intervals(band)])
    by_column: list[list[_Piece]] = [[] for _ in columns]
    for band in zone:
        for piece in band:
            by_column[_column_of(columns, piece)].append(piece)
    if _is_table(sheet, zone, by_column):
        return _open_table(sheet, zone, columns)
    return [_line(sheet, piece.text, [piece]) for column in by_column for piece in column]


def _column_of(columns: list[tuple[float, float]], piece: _Piece) -> int:
    return next(i for i, (left, right) in enumerate(columns) if left <= piece.left + 0.1 and piece.right <= right + 0.1)


def _is_table(sheet: Sheet, zone: list[_Band], columns: list[list[_Piece]]) -> bool:
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


def _open_table(sheet: Sheet, zone: list[_Band], columns: list[tuple[float, float]]) -> list[Line]:
    """The rows of a table without rules: what overlaps in height is one row, and so is a line without a first cell."""
    rows: list[list[_Piece]] = []
    bottom = -1.0
    pieces = sorted((piece for band in zone for piece in band), key=lambda piece: piece.top)
    for piece in pieces:
        margin = 0.2 * (piece.bottom - piece.top)
        if rows and piece.top + margin < bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
        bottom = max(bottom, piece.bottom - margin) if len(rows[-1]) > 1 else piece.bottom - margin
    merged: list[list[_Piece]] = []
    for row in rows:
        if merged and _same_row(merged[-1], row, columns):
            merged[-1] += row
        else:
            merged.append(row)
    return [_row_line(sheet, row, columns, head=index == 0) for index, row in enumerate(merged)]


def _same_row(above: list[_Piece], below: list[_Piece], columns: list[tuple[float, float]]) -> bool:
    """Whether the lower of two bands goes on with the row above it: it names nothing new, or its name stands midway."""
    size = below[0].size
    if min(p.top for p in below) - max(p.bottom for p in above) > 0.6 * size:
        return False
    upper, lower = ([p for p in row if _column_of(columns, p) == 0] for row in (above, below))
    if not lower:
        return True
    values = [p.middle for p in below if p not in lower]
    if not values:
        return not upper and lower[0].top < max(p.bottom for p in above)
    return not upper and lower[0].middle < min(values) - 0.2 * size


def _row_line(sheet: Sheet, row: list[_Piece], columns: list[tuple[float, float]], *, head: bool) -> Line:
    cells = [""] * len(columns)
    for piece in sorted(row, key=lambda piece: (round(piece.middle), piece.left)):
        column = _column_of(columns, piece)
        cells[column] = join(cells[column], piece.text)
    names = head and all(piece.bold for piece in row) and len(row) > 1
    return _line(sheet, " | ".join(cells), row, cells=tuple(cells), level=int(names))


def join(above: str, below: str) -> str:
    """Two lines of one cell as one: a word broken by a hyphen is made whole."""
    if not above:
        return below
    if above.endswith("-") and below[:1].islower() and not below.startswith(("och ", "eller ", "samt ")):
        return above[:-1] + below
    return f"{above} {below}"


def _table_lines(sheet: Sheet, table: Table, runs: list[Run]) -> list[Line]:
    """The rows of a ruled table. Where labels have values each line that was broken by hand is a row of its own."""
    cells: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        crossing = any(run.left + 1 < x < run.right - 1 for x in table.columns)
        for word in run.split() if crossing and run.split else [run]:
            cells.setdefault(_cell_of(table, word), []).append(word)
    width = len(table.columns) - 1
    lines: list[Line] = []
    for row in range(len(table.rows) - 1):
        bands = {column: _bands(cells[row, column]) for column in range(width) if (row, column) in cells}
        pieces = [piece for found in bands.values() for band in found for piece in band]
        if not pieces:
            continue
        if width == 1:
            lines += [_line(sheet, "    ".join(p.text for p in band), band) for band in bands[0]]
            continue
        head = not lines and all(piece.bold for piece in pieces)
        for texts in _cell_texts(bands, table):
            lines.append(_line(sheet, " | ".join(texts), pieces, cells=tuple(texts), level=int(head)))
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


def _cell_texts(bands: dict[int, list[_Band]], table: Table) -> list[list[str]]:
    width = len(table.columns) - 1
    texts = [""] * width
    extra: list[str] = []
    for column, found in bands.items():
        room = table.columns[column + 1] - table.columns[column]
        previous: _Band | None = None
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


def _broken_by_hand(above: _Band, below: _Band, room: float) -> bool:
    """Whether the first word of the line below would have had room on the line above."""
    piece = below[0]
    word = len(piece.text.split(" ", 1)[0]) + 1
    letter = (piece.right - piece.left) / max(len(piece.text), 1)
    return above[-1].right - above[0].left + word * letter < 0.9 * room


def _line(sheet: Sheet, text: str, pieces: Sequence[_Piece], *, cells: tuple[str, ...] = (), level: int = 0) -> Line:
    box = Box(
        max(min(piece.left for piece in pieces) / sheet.width, 0.0),
        max(min(piece.top for piece in pieces) / sheet.height, 0.0),
        min(max(piece.right for piece in pieces) / sheet.width, 1.0),
        min(max(piece.bottom for piece in pieces) / sheet.height, 1.0),
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


def _with_blanks(lines: list[Line], sheet: Sheet, pitch: float) -> Iterable[Line]:
    """Say before which lines there is more room than usual, or where a new column begins."""
    previous: Line | None = None
    for line in lines:
        blank = True
        if previous is not None and previous.box and line.box and line.size:
            step = (line.box.top + line.box.bottom - previous.box.top - previous.box.bottom) / 2 * sheet.height
            size = max(min(line.size, previous.size or line.size), 1)
            blank = not 0 <= step <= _APART * pitch * size
            if line.cells and previous.cells:
                blank = False
        # written out, since replace() takes as long as all else here together
        yield Line(
            line.text,
            line.page,
            line.box,
            line.size,
            line.bold,
            line.role,
            line.level,
            line.marker,
            line.cells,
            blank,
            line.confidence,
        )
        previous = line
