"""From the lines of a file to a document for the finders: repaired, unwrapped, in segments, with the map back."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from samfrid.reading.document import Document, Edit, Kind, Place, Segment
from samfrid.reading.repair import Change, mend
from samfrid.reading.repair.words import NoWords
from samfrid.reading.rows import Row, row_of
from samfrid.reading.segments import Block, segment
from samfrid.reading.source import Line, Role, Source
from samfrid.reading.strand import Bit, Strand, glue

#: what stands between the cells of a table row in the text
CELL_GAP = " | "


@dataclass(frozen=True, slots=True)
class _Printed:
    """The original text and where each of its lines stands in it."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lines: tuple[Line, ...]
    pages: tuple[int, ...]
    scanned: tuple[bool, ...]


def prepare(source: Source) -> Document:
    """The document of a source. Nothing of the source is lost: what is no content is marked as furniture."""
    printed = _print(source)
    rows, changes, warnings = _rows(printed, source.language)
    return _assemble(source, printed, segment(rows), changes, warnings)


def _print(source: Source) -> _Printed:
    """The original text: all lines in reading order, with their list markers."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    lines: list[Line] = []
    pages: list[int] = []
    scanned: list[bool] = []
    position = 0
    for page in source.pages:
        for line in page.lines:
            if line.blank_before and parts:
                parts.append("\n")
                position += 1
            text = _shown(line)
            starts.append(position)
            position += len(text)
            ends.append(position)
            parts += (text, "\n")
            position += 1
            lines.append(line)
            pages.append(page.number)
            scanned.append(page.from_image)
    return _Printed("".join(parts).rstrip("\n"), tuple(starts), tuple(ends), tuple(lines), tuple(pages), tuple(scanned))


def _shown(line: Line) -> str:
    if line.marker and not line.text.lstrip().startswith(line.marker):
        return f"{line.marker} {line.text}"
    return line.text


def _rows(printed: _Printed, language: str | None) -> tuple[list[Row], list[Change], tuple[str, ...]]:
    """The lines with their repairs done; the number of a repair is kept on the bits that it made."""
    shown = [printed.text[start:end] for start, end in zip(printed.starts, printed.ends, strict=True)]
    breaks = [line.blank_before or line.role is not Role.UNKNOWN for line in printed.lines]
    warnings: tuple[str, ...] = ()
    try:
        changes, damaged = mend(shown, breaks)
    except NoWords:
        changes, damaged = [], [False] * len(shown)
        if language in (None, "sv"):  # other languages lack the letters by right
            warnings = ("repair_unavailable",)
    wholes = [Strand.of(text, start) for text, start in zip(shown, printed.starts, strict=True)]
    for number in range(len(changes) - 1, -1, -1):  # from behind, so that places before stay right
        change = changes[number]
        wholes[change.line] = wholes[change.line].replace(change.start, change.end, change.new, number)
    if changes:
        warnings = ("repaired_text",)
    rows = [
        row_of(
            index,
            line,
            printed.pages[index],
            wholes[index],
            damaged=damaged[index],
            scanned=printed.scanned[index],
        )
        for index, line in enumerate(printed.lines)
    ]
    return rows, changes, warnings


class _Writer:
    """Builds the text bit by bit and remembers the runs."""

    def __init__(self) -> None:
        self.bits: list[Bit] = []
        self.length = 0
        self.last = Strand("", ())

    def put(self, strand: Strand) -> tuple[int, int]:
        start = self.length
        self.bits += strand.bits
        self.length += len(strand.text)
        if strand.bits:
            self.last = strand
        return start, self.length

    def space(self, text: str, before: Strand) -> None:
        self.put(glue(text, self.last, before))


def _assemble(
    source: Source, printed: _Printed, blocks: list[Block], changes: list[Change], warnings: tuple[str, ...]
) -> Document:
    writer = _Writer()
    segments: list[Segment] = []
    for block in blocks:
        if segments:
            close = block.kind is segments[-1].kind and block.kind in _CLOSE
            first = block.cells[0] if block.cells else block.words
            writer.space("\n" if close else "\n\n", block.marker if block.marker.text else first)
        if block.marker.text:
            writer.put(block.marker)
            writer.space(" ", block.words)
        segments.append(_written(writer, block))
    runs = _runs(writer.bits)
    if any(segment.kind is Kind.FURNITURE for segment in segments):
        warnings = (*warnings, "boilerplate_removed")
    return Document(
        source=source,
        text="".join(bit.text for bit in writer.bits),
        original_text=printed.text,
        segments=tuple(segments),
        places=_places(printed, runs),
        edits=_edits(printed, writer.bits, changes),
        runs=runs,
        warnings=tuple(dict.fromkeys((*source.warnings, *warnings))),
    )


_CLOSE = (Kind.LIST_ITEM, Kind.TABLE_ROW, Kind.HEADER, Kind.SIGNATURE, Kind.FURNITURE)


def _written(writer: _Writer, block: Block) -> Segment:
    cells: list[tuple[int, int]] = []
    if block.cells:
        gap = CELL_GAP if block.kind is Kind.TABLE_ROW else "\n"
        for cell in block.cells:
            if cells:
                writer.space(gap, cell)
            cells.append(writer.put(cell))
        start, end = cells[0][0], cells[-1][1]
    else:
        start, end = writer.put(block.words)
    return Segment(
        block.kind, start, end, block.level, block.marker.text, tuple(cells), block.header, block.quoted, block.page
    )


def _edits(printed: _Printed, bits: list[Bit], changes: list[Change]) -> tuple[Edit, ...]:
    """Where the repairs stand in the text. One that was cut over two lines or cells gives one edit for each part."""
    edits: list[Edit] = []
    position = 0
    for bit in bits:
        end = position + len(bit.text)
        if bit.edit >= 0:
            change = changes[bit.edit]
            raw = printed.text[bit.start : bit.end]
            edits.append(Edit(position, end, raw, bit.text, change.margin, change.rule))
        position = end
    return tuple(edits)


def _runs(bits: list[Bit]) -> tuple[tuple[int, int, int, int], ...]:
    """The map, with neighbours that go on character by character made one run."""
    runs: list[tuple[int, int, int, int]] = []
    position, edited = 0, False
    for bit in bits:
        end = position + len(bit.text)
        joins = bit.even and bit.edit < 0 and not edited
        if runs and joins and runs[-1][3] == bit.start and runs[-1][1] - runs[-1][0] == runs[-1][3] - runs[-1][2]:
            runs[-1] = (runs[-1][0], end, runs[-1][2], bit.end)
        else:
            runs.append((position, end, bit.start, bit.end))
        position, edited = end, bit.edit >= 0
    return tuple(runs)


def _places(printed: _Printed, runs: tuple[tuple[int, int, int, int], ...]) -> tuple[Place, ...]:
    """One place for each printed line, in the order of the text."""
    places: list[Place] = []
    indexes: list[int] = []
    for start, end, begin, finish in runs:
        even = end - start == finish - begin
        first = max(bisect_right(printed.starts, begin) - 1, 0)
        for index in range(first, len(printed.lines)):
            if printed.starts[index] >= finish and index > first:
                break
            left, right = (
                (start + max(printed.starts[index] - begin, 0), min(start + printed.ends[index] - begin, end))
                if even
                else (start, end)
            )
            if left >= right:
                continue
            if indexes and indexes[-1] == index:
                places[-1] = Place(places[-1].start, right, places[-1].page, places[-1].box)
                continue
            line = printed.lines[index]
            places.append(Place(left, right, printed.pages[index], line.box))
            indexes.append(index)
    return tuple(places)
