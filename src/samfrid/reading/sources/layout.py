"""From words on a page to lines in reading order: columns, tables with and without rules, line spacing.

Works on runs of words with boxes in points, origin at the top left, whoever found them: PDFium or Tesseract.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samfrid.reading.source import Line
from samfrid.reading.sources.bands import Band, Piece, bands_of, usual_pitch
from samfrid.reading.sources.table_rows import Sheet, column_of, is_table, line_of, open_table, ruled_table

#: a line stands apart from the one before when the step down is this much larger than usual
_APART = 1.3


def lines_of(sheet: Sheet) -> tuple[Line, ...]:
    """The lines of a page in reading order."""
    loose = sheet.runs
    blocks: list[tuple[float, list[Line]]] = []
    for table in sheet.tables:
        inside = [run for run in loose if table.holds(run)]
        if inside:
            loose = [run for run in loose if not table.holds(run)]
            blocks.append((table.rows[0], ruled_table(sheet, table, inside)))
    bands = bands_of(loose)
    pitch = usual_pitch(bands)
    for zone in _zones(bands, [top for top, _ in blocks]):
        blocks.append((min(piece.top for piece in zone[0]), _zone_lines(sheet, zone)))
    blocks.sort(key=lambda block: block[0])
    return tuple(_with_blanks([line for _, lines in blocks for line in lines], sheet, pitch))


def _zones(bands: Sequence[Band], tops: list[float]) -> list[list[Band]]:
    """Stretches of bands that are read together: runs of single lines, and blocks of columns."""
    zones: list[list[Band]] = []
    index = 0
    while index < len(bands):
        end = index + 1
        if len(bands[index]) > 1 or _beside(bands, index):
            columns = intervals(bands[index])
            while end < len(bands):
                near = min(p.top for p in bands[end]) - max(p.bottom for p in bands[end - 1]) < 2.2 * bands[end][0].size
                crossed = any(_top_between(top, bands[end - 1], bands[end]) for top in tops)
                wider = merge_intervals([*columns, *intervals(bands[end])])
                other = len(wider) < len(bands[end]) or _begins_table(bands[end - 1], bands[end])
                if crossed or not near or other or len(wider) < 2:
                    break
                columns = wider
                end += 1
            end = _end_of_columns(bands, index, end)
        zones.append(list(bands[index:end]))
        index = end
    return zones


def _begins_table(above: Band, below: Band) -> bool:
    """A row of bold names under lines that are not bold."""
    return len(below) > 1 and all(piece.bold for piece in below) and not any(piece.bold for piece in above)


def _top_between(top: float, above: Band, below: Band) -> bool:
    return above[0].middle < top < below[0].middle


def _beside(bands: Sequence[Band], index: int) -> bool:
    """A single piece whose neighbour below stands beside it: the first line of a column that begins higher."""
    if index + 1 >= len(bands) or len(bands[index]) != 1:
        return False
    piece, below = bands[index][0], bands[index + 1]
    close = below[0].middle - piece.middle < 1.3 * piece.size
    return close and len(merge_intervals([*intervals([piece]), *intervals(below)])) > 1


def _end_of_columns(bands: Sequence[Band], start: int, end: int) -> int:
    """Where a zone ends: single lines after its last row of several are only part of it while they follow closely."""
    last = max((index for index in range(start, end) if len(bands[index]) > 1), default=start)
    for index in range(last + 1, end):
        above = max(piece.bottom for piece in bands[index - 1])
        if bands[index][0].top - above > 0.9 * bands[index][0].size:
            return index
    return end


def intervals(band: Band) -> list[tuple[float, float]]:
    return [(piece.left, piece.right) for piece in band]


def merge_intervals(intervals: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(intervals):
        if merged and left < merged[-1][1] + 3:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _zone_lines(sheet: Sheet, zone: list[Band]) -> list[Line]:
    if len(zone) == 1:
        band = zone[0]
        return [line_of(sheet, "    ".join(piece.text for piece in band), band)]
    columns = merge_intervals([interval for band in zone for interval in intervals(band)])
    by_column: list[list[Piece]] = [[] for _ in columns]
    for band in zone:
        for piece in band:
            by_column[column_of(columns, piece)].append(piece)
    if is_table(sheet, zone, by_column):
        return open_table(sheet, zone, columns)
    return [line_of(sheet, piece.text, [piece]) for column in by_column for piece in column]


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
