"""Printed lines become segments: headings, paragraphs, list items, table rows, signatures, the block of particulars.

Markup is believed where it speaks; elsewhere the layout (blank lines, size, columns, lines broken on purpose) and the
words that such papers always use decide. Furniture is put after the paragraph that it stood in.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from samfrid.reading import columns, headings
from samfrid.reading.document import Kind
from samfrid.reading.furniture import Mark, marks
from samfrid.reading.rows import EMPTY, Row
from samfrid.reading.source import Role
from samfrid.reading.strand import Strand
from samfrid.reading.unwrap import Measure, ends_sentence, joined

_ATT = re.compile(r"[Aa]tt\s+\w")
#: what a municipality is, on a line of its own under its name
_SORTS = ("kommun", "stad", "region")
_QUOTES = '”"“»«'
_SUB = re.compile(r"(?:[A-ZÅÄÖ]{2,5} )?§§? ?\d+[a-z]?\.?$")
_FOOTNOTE = re.compile(r"(\d{1,2})(?:\s|$)")
_ITEM_OF_BUSINESS = re.compile(r"(?:[A-ZÅÄÖ]{2,5} )?§§? ?\d+[a-z]?\.?(?:$|\s+[A-ZÅÄÖ”\"])")
_PRO = re.compile(r"För (?:[A-ZÅÄÖ]|[\w-]*(?:nämnden|styrelsen|förvaltningen|kommunen|föreningen))")
_PLACE_DATE = re.compile(r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?,? (?:den )?\d[\w -]{4,20}$")


@dataclass(slots=True)
class Block:
    """A segment on its way: its words, joined over printed lines."""

    kind: Kind
    words: Strand
    marker: Strand = EMPTY
    level: int = 0
    cells: tuple[Strand, ...] = ()
    header: bool = False
    quoted: bool = False
    page: int = 1
    #: the printed line that was added last
    last: Row | None = field(default=None, repr=False)


def segment(rows: list[Row]) -> list[Block]:
    """The blocks of a document, in reading order."""
    shown = [row for row in rows if row.text or row.marker.text or row.cells]
    return _Segmenter(shown).run()


class _Segmenter:
    """Goes through the rows once. ``top`` is true until the first running text, ``listing`` under "Beslutet skickas till"."""

    def __init__(self, rows: list[Row]) -> None:
        marked = marks(rows)
        self.rows = [row for row, mark in zip(rows, marked, strict=True) if mark is not Mark.FURNITURE]
        self.furniture = [row for row, mark in zip(rows, marked, strict=True) if mark is Mark.FURNITURE]
        self.heads = {row.index for row, mark in zip(rows, marked, strict=True) if mark is Mark.HEAD}
        self.measure = Measure(self.rows)
        self.body_size = _body_size(self.rows)
        self.bold_body = sum(row.line.bold for row in self.rows) * 2 > len(self.rows)
        self.blocks: list[Block] = []
        self.waiting: list[Block] = []
        self.top = True
        self.listing = False
        #: two signers whose columns lie flat on the same lines
        self.twins: tuple[Block, Block] | None = None

    def run(self) -> list[Block]:
        at = 0
        while at < len(self.rows):
            self._furniture_before(self.rows[at].index)
            at = self._take(at)
        self._furniture_before(None)
        self._flush()
        for block in self.blocks:
            text = block.words.text
            if block.kind is Kind.PARAGRAPH and len(text) > 40 and text[0] in _QUOTES and text[-1] in _QUOTES:
                block.quoted = True
        return self.blocks

    def _furniture_before(self, index: int | None) -> None:
        """Let the furniture that stands before a row wait until the paragraph that it interrupts is done."""
        while self.furniture and (index is None or self.furniture[0].index < index):
            row = self.furniture.pop(0)
            self.waiting.append(Block(Kind.FURNITURE, row.whole.folded(), page=row.page))

    def _flush(self) -> None:
        self.blocks += self.waiting
        self.waiting = []

    def _add(self, block: Block, row: Row) -> None:
        self._flush()
        block.page, block.last = row.page, row
        self.blocks.append(block)

    @property
    def _open(self) -> Block | None:
        return self.blocks[-1] if self.blocks else None

    def _take(self, at: int) -> int:
        """Take one row, or several that belong together; returns the number of the next."""
        row = self.rows[at]
        if row.cells:
            level = bool(row.line.level)
            self._add(Block(Kind.TABLE_ROW, row.words, cells=row.cells, header=level), row)
            return at + 1
        if row.line.role is Role.HEADING:
            self._heading(row, row.line.level or 1)
            return at + 1
        end = self._stanza(at)
        if row.line.role is Role.UNKNOWN and any(r.columned for r in self.rows[at:end]) and self._columned(at, end):
            return end
        self._single(at)
        return at + 1

    def _stanza(self, at: int) -> int:
        """The end of the rows that follow each other without a blank line or a marker."""
        end = at + 1
        while end < len(self.rows):
            row = self.rows[end]
            before = self.rows[end - 1]
            apart = row.line.blank_before or row.line.role is not Role.UNKNOWN or row.index != before.index + 1
            if apart or row.page != before.page or (row.marker.text and not row.columned):
                break
            end += 1
        return end

    # ---- rows in columns

    def _columned(self, at: int, end: int) -> bool:
        rows = self.rows[at:end]
        if not rows[0].columned and not self.top:
            return False
        late = at * 10 >= len(self.rows) * 4
        if late and columns.is_signing(rows):
            for column in columns.columns_of(rows):
                self._sign(list(column.lines), rows[0])
            return True
        if (entries := columns.labelled(rows)) is not None:
            for entry in entries:
                self._add(Block(Kind.HEADER, _whole(entry), cells=tuple(entry)), rows[0])
            return True
        if columns.is_table(rows) and not (self.top and at < 6):
            self._table(rows)
            return True
        if self.top and sum(len(row.text) > 75 for row in rows) * 2 <= len(rows):
            for column in columns.columns_of(rows):
                self._add(Block(Kind.HEADER, _whole(list(column.lines)), cells=column.lines), rows[0])
            return True
        if sum(row.columned for row in rows) * 2 < len(rows):
            return False
        self._table(rows)
        return True

    def _table(self, rows: list[Row]) -> None:
        """Rows of a table drawn with spaces; a row that lacks its first cell goes on with the row above."""
        starts = sorted({column.position for column in columns.columns_of(rows)})
        held: list[tuple[Row, dict[int, Strand]]] = []
        for row in rows:
            parts = row.columns or ((row.indent, row.words),)
            placed = {min(starts, key=lambda start, p=position: abs(start - p)): part for position, part in parts}  # type: ignore[misc]
            if held and starts[0] not in placed and len(parts) < len(starts):
                above = held[-1][1]
                for start, part in placed.items():
                    above[start] = joined(above[start], part) if start in above else part
            else:
                held.append((row, placed))
        for number, (row, placed) in enumerate(held):
            cells = tuple(placed.get(start, EMPTY) for start in starts)
            header = number == 0 and len(held) > 1 and not any(re.search(r"\d", cell.text) for cell in cells)
            self._add(Block(Kind.TABLE_ROW, _whole(list(cells)), cells=cells, header=header), row)

    def _sign(self, lines: list[Strand], row: Row) -> None:
        """One signer for each name in a column; what stands above the first name (unit, "För …") is an own segment."""
        held: list[Strand] = []
        for line in lines:
            if held and headings.is_signer(line.text) and not headings.is_title(line.text):
                self._add(Block(Kind.SIGNATURE, _whole(held), cells=tuple(held)), row)
                held = []
            held.append(line)
        if held:
            self._add(Block(Kind.SIGNATURE, _whole(held), cells=tuple(held)), row)
        self.listing = False

    # ---- single rows

    def _single(self, at: int) -> None:
        row = self.rows[at]
        last = self._open
        named = self.top and last is not None and last.last is not None and len(last.words.text.split()) <= 3
        if named and last and last.last and row.text.lower() in _SORTS and last.last.index == row.index - 1:
            last.kind, last.words = Kind.HEADER, joined(last.words, row.words)
            return
        if row.marker.text == ">":
            self._quoted(row)
        elif row.marker.text and not self._false_marker(row):
            self._marked(at)
        elif last and last.kind is Kind.HEADING and self._titles(last, row):
            self._append(row)
        elif self._footnote(row):
            return
        elif self._continues(row):
            self._append(row)
        elif self._opens_business(row):
            self._heading(row, self._level(row))
        elif headings.is_known(row.text) and not (self.listing and headings.is_document(row.text)):
            self._heading(row, self._level(row))
        elif self._is_att(row):
            self._add(Block(Kind.LIST_ITEM, row.words, level=1), row)
            self.top = False
        elif self._signs(at):
            return
        elif self.listing and len(row.text) < 200 and not headings.is_lead(row.text):
            self._add(Block(Kind.LIST_ITEM, row.words, level=1), row)
        elif (self.top and row.index in self.heads and not self._is_large(row)) or (self.top and (self._is_particular(row) or self._ends_particular(row))):
            self._add(Block(Kind.HEADER, row.words), row)
        elif self._is_heading(at):
            self._heading(row, self._level(row))
        else:
            self.top = self.top and len(row.text.split()) < 7
            self.listing = False
            self._add(Block(Kind.PARAGRAPH, row.words), row)

    def _opens_business(self, row: Row) -> bool:
        """Whether a row is the heading of an item of business or a clause: "§ 12 Svar på motion"."""
        last = self._open
        if not _ITEM_OF_BUSINESS.match(row.text) or row.text.endswith((",", ";")):
            return False
        done = last is None or last.kind is not Kind.PARAGRAPH or ends_sentence(last.words.text)
        return row.line.blank_before or self._styled(row) or done

    def _heading(self, row: Row, level: int) -> None:
        last = self._open
        known = headings.is_known(row.full)
        if last and last.kind is Kind.HEADING and _SUB.fullmatch(last.words.text) and not _SUB.match(row.text):
            last.words, last.last = joined(last.words, row.words), row
            return
        self._add(Block(Kind.HEADING, row.words, row.marker, level), row)
        self.listing = headings.opens_list(row.text)
        self.top = self.top and not known

    def _quoted(self, row: Row) -> None:
        last = self._open
        if last and last.quoted and not row.line.blank_before:
            last.words, last.last = joined(last.words, row.words), row
            return
        self._add(Block(Kind.PARAGRAPH, row.words, row.marker, quoted=True), row)
        self.top = False

    def _marked(self, at: int) -> None:
        row = self.rows[at]
        if self._is_numbered_heading(at):
            self._heading(row, self._level(row))
            return
        level = row.line.level or 1
        last = self._open
        if row.line.role is Role.UNKNOWN and last and last.kind is Kind.LIST_ITEM and last.last and last.marker.text:
            deeper = row.indent - last.last.indent if last.last.marker.text else 0
            level = last.level + 1 if deeper >= 2 and row.marker.text[:1] != last.marker.text[:1] else last.level
        self._add(Block(Kind.LIST_ITEM, row.words, row.marker, level), row)
        self.top = False

    def _append(self, row: Row) -> None:
        last = self._open
        assert last is not None  # noqa: S101 - _continues has looked
        last.words = joined(last.words, row.whole.folded() if row.marker.text else row.words)
        if last.cells:
            last.cells = (*last.cells, row.words)
        last.last = row

    # ---- what a row is

    def _continues(self, row: Row) -> bool:
        """Whether a row goes on with the words of the one before."""
        last = self._open
        if last is None or last.last is None or row.line.role is not Role.UNKNOWN:
            return False
        before = last.last
        if before.line.role not in (Role.UNKNOWN, Role.LIST_ITEM) or self._is_att(row):
            return False
        if last.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.HEADING):
            return False
        lower = row.text[:1].islower() or row.text[:1] in "(–/"
        done = ends_sentence(last.words.text)
        if row.line.blank_before or row.page != before.page or self.waiting:
            mid = not done and (lower or (self.waiting and not self.measure.short(before) and not self._styled(row)))
            return (
                bool(mid) and self.measure.wrapped and last.kind is not Kind.HEADING and not self.measure.short(before)
            )
        if last.kind is Kind.HEADING:
            if lower and not done:
                return True
            return (
                self._same_style(before, row)
                and not headings.is_known(last.words.text)
                and not (headings.is_known(row.text) or ends_sentence(last.words.text) or self._ends_top(row))
            )
        if headings.is_known(row.text) and (done or self._styled(row)):
            return False
        if self.measure.broke(before, row):
            return lower and not done
        return self._same_style(before, row) or not done

    def _titles(self, heading: Block, row: Row) -> bool:
        """Whether a row is the title of the item of business whose number stands alone above it."""
        if not _SUB.fullmatch(heading.words.text) or self._ends_top(row) or headings.is_known(row.text):
            return False
        return len(row.text.split()) <= 25 and not row.text.endswith(".") and row.text[0].isupper()

    def _ends_top(self, row: Row) -> bool:
        return self._is_particular(row) or headings.is_signer(row.text)

    def _same_style(self, before: Row, row: Row) -> bool:
        sizes = (before.line.size or 0, row.line.size or 0)
        return row.scanned or (before.line.bold == row.line.bold and abs(sizes[0] - sizes[1]) < 0.6)

    def _false_marker(self, row: Row) -> bool:
        """A number that begins a line in the middle of a sentence, not an item ("den / 1. mars")."""
        last = self._open
        if row.line.role is not Role.UNKNOWN or row.line.blank_before or last is None or last.last is None:
            return False
        if not row.marker.text[0].isdigit() or last.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            return False
        digits = re.findall(r"\d+", row.marker.text)
        begins = (
            digits[-1] == "1" or last.marker.text.startswith(str(int(digits[0]) - 1)) or last.kind is Kind.LIST_ITEM
        )
        return not begins and not ends_sentence(last.words.text) and not self.measure.broke(last.last, row)

    def _is_att(self, row: Row) -> bool:
        """An "att" clause: after a lead-in or another such clause, on a line that its writer began."""
        if not _ATT.match(row.text) or headings.is_lead(row.text):
            return False
        last = self._open
        if last is None or last.last is None:
            return True
        after_clause = last.kind is Kind.LIST_ITEM and _ATT.match(last.words.text)
        if row.text[0] == "A" and not after_clause and not headings.is_lead(last.words.text):
            return False
        ended = ends_sentence(last.words.text) or last.words.text.endswith((",", " samt", " och"))
        if row.line.blank_before or row.line.role is Role.PARAGRAPH:
            return bool(after_clause or headings.is_lead(last.words.text) or ended or last.kind is Kind.HEADING)
        if after_clause:
            return ended
        return headings.is_lead(last.words.text) and (
            self.measure.broke(last.last, row) or self.measure.short(last.last)
        )

    def _is_particular(self, row: Row) -> bool:
        text = row.text
        if self.measure.wrapped and len(text) > 50 and not self.measure.short(row):
            return False
        if (self._is_large(row) and not row.scanned) or (text.startswith(("Till ", "Från ")) and len(text.split()) > 7):
            return False
        return headings.is_particular(text) or headings.is_signer(text) or headings.is_title(text)

    def _ends_particular(self, row: Row) -> bool:
        """The rest of a line in the head: "Linköpings / kommun"."""
        last = self._open
        rest = last is not None and last.kind is Kind.HEADER and not row.line.blank_before
        return rest and row.text[0].islower() and len(row.text.split()) <= 3

    def _is_large(self, row: Row) -> bool:
        ratio = (row.line.size or 0.0) / self.body_size if self.body_size else 1.0
        if row.scanned:  # the size of a line on a picture depends on which letters it has
            return ratio > 1.3 and row.line.blank_before and len(row.text.split()) <= 12
        return ratio > 1.12

    def _styled(self, row: Row) -> bool:
        """Whether size or weight sets a line apart."""
        return self._is_large(row) or (row.line.bold and not self.bold_body)

    def _is_heading(self, at: int) -> bool:
        row = self.rows[at]
        text = row.text
        words = len(text.split())
        if not text[0].isupper() and not text[0].isdigit() and text[0] not in _QUOTES:
            last = self._open
            return bool(self.top and last and last.kind is Kind.HEADING and words < 15 and not text.endswith("."))
        if text.endswith((".", ",", ";", ":", "!")) or ". " in text or headings.is_caption(text) or words > 30:
            return False
        if self.top and text.isupper() and words <= 4:
            return True
        if self._styled(row) or (row.line.role is Role.PARAGRAPH and row.line.bold):
            return True
        goes_on = self.top and self._stanza(at) > at + 1 and not text.endswith(":")
        if (headings.is_lead(text) and not goes_on) or not row.line.blank_before:
            return False
        return self._stands_apart(at, words)

    def _stands_apart(self, at: int, words: int) -> bool:
        """One to three short lines between blank lines, with text after them."""
        end = self._stanza(at)
        if end >= len(self.rows):
            return False
        stanza = " ".join(row.text for row in self.rows[at:end])
        count = len(stanza.split())
        if self.top:
            return end - at <= 3 and count <= 30 and not stanza.endswith((".", ":", ","))
        if self.rows[at].line.role is not Role.UNKNOWN or (self.rows[at].line.size and not self.rows[at].scanned):
            return False  # markup or print would have said so
        asks = stanza.endswith("?") and not re.search(r"[.?!] ", stanza)
        alone = end - at == 1 and words <= (30 if asks else 14)
        return alone and self._text_follows(end)

    def _text_follows(self, at: int) -> bool:
        after = self.rows[at]
        if after.marker.text:  # what leads in to bullets is no heading
            return after.marker.text[0].isdigit() and after.text[:1].isupper()
        if after.text[:1].islower():
            return False
        return after.line.blank_before and (len(after.text.split()) > 5 or after.columned)

    def _is_numbered_heading(self, at: int) -> bool:
        """ "5. Villkor" alone between blank lines, with text and not the next number after it."""
        row = self.rows[at]
        mark = row.marker.text
        if not mark[0].isdigit() or row.line.role is Role.LIST_ITEM:
            return False
        if len(row.text.split()) > 10 or not row.text[0].isupper() or row.text.endswith((".", ",", ";", ":", "?")):
            return False
        if self._styled(row):
            return True
        if at + 1 >= len(self.rows) or not row.line.blank_before:
            return False
        after = self.rows[at + 1]
        listed = after.marker.text[:1].isdigit() and after.marker.text.count(".") == mark.count(".")
        return after.line.blank_before and not listed and not self.listing

    def _level(self, row: Row) -> int:
        if row.marker.text and row.marker.text[0].isdigit():
            return 1 + len(re.findall(r"\d+", row.marker.text))
        if self._is_large(row) or (self.top and not headings.is_known(row.text)):
            return 1
        return 2

    def _footnote(self, row: Row) -> bool:
        """Take a row of a footnote: small print that begins with its number, or goes on with such a row."""
        size = row.line.size
        if not size or row.scanned or not self.body_size or size >= self.body_size * 0.93:
            return False
        if found := _FOOTNOTE.match(row.text):
            marker = row.words.cut(0, found.end(1))
            words = row.words.cut(found.end(1)).strip()
            self.waiting.append(Block(Kind.PARAGRAPH, words, marker, page=row.page, last=row))
            return True
        note = self.waiting[-1] if self.waiting else None
        if note is None or note.kind is not Kind.PARAGRAPH or row.line.blank_before:
            return False
        note.words, note.last = joined(note.words, row.words), row
        return True

    def _signs(self, at: int) -> bool:
        """Take a row that belongs to a signature: a name, its title, the unit or "För …" above it."""
        row, last = self.rows[at], self._open
        if self._twin(at):
            return True
        after_signature = last is not None and last.kind is Kind.SIGNATURE
        if after_signature and last and last.last and self._goes_with(last, row):
            last.cells = (*(last.cells or (last.words,)), row.words)
            last.words, last.last = _whole(list(last.cells)), row
            return True
        if self.top or at * 10 < len(self.rows) * 4 or (self.listing and not row.line.blank_before):
            return False
        following = self.rows[at + 1 : at + 3]
        named = headings.is_signer(row.text)
        before_names = any(headings.is_signer(r.text) or columns.is_signing([r]) for r in following)
        is_end = not following or any(headings.is_title(r.text) or headings.is_signer(r.text) for r in following[:1])
        if named and (is_end or after_signature or (not self.listing and row.line.blank_before)):
            self._sign([row.words], row)
            return True
        if before_names and (_PRO.match(row.text) or headings.is_body(row.text) or _PLACE_DATE.match(row.text)):
            self._sign([row.words], row)
            return True
        return False

    def _twin(self, at: int) -> bool:
        """Two signers on one line, as character recognition leaves columns: names, and units or titles in step with them."""
        row = self.rows[at]
        split = columns.split_flat(row.text)
        if split is None or row.line.role is not Role.UNKNOWN or self.top or at * 10 < len(self.rows) * 4:
            return False
        parts = (row.words.cut(0, split), row.words.cut(split + 1))
        named = all(headings.is_signer(part.text) for part in parts) and len(row.text.split()) == 4
        above = (
            at + 1 < len(self.rows) and all(headings.is_body(part.text) for part in parts) and self._named_flat(at + 1)
        )
        titled = (
            self.twins is not None and self._open is self.twins[1] and all(headings.is_title(p.text) for p in parts)
        )
        if titled and self.twins:
            for block, part in zip(self.twins, parts, strict=True):
                block.cells = (*block.cells, part)
                block.words = _whole(list(block.cells))
            return True
        if not named and not above:
            return False
        for part in parts:
            self._add(Block(Kind.SIGNATURE, part, cells=(part,)), row)
        self.twins = (self.blocks[-2], self.blocks[-1]) if named else None
        self.listing = False
        return True

    def _named_flat(self, at: int) -> bool:
        words = self.rows[at].text.split()
        return len(words) == 4 and headings.is_signer(" ".join(words[:2])) and headings.is_signer(" ".join(words[2:]))

    def _goes_with(self, signature: Block, row: Row) -> bool:
        if ":" in row.text or (headings.is_signer(row.text) and not headings.is_title(row.text)):
            return False
        named = any(headings.is_signer(cell.text) for cell in signature.cells)
        if not named:
            return False
        return headings.is_title(row.text) or (not row.line.blank_before and headings.is_body(row.text))


def _whole(parts: list[Strand]) -> Strand:
    """The parts of a block of cells, as one strand; only its length and emptiness are used."""
    return Strand.joined(parts)


def _body_size(rows: list[Row]) -> float:
    """The size of print that most letters have; 0 where the source does not tell."""
    sizes: Counter[float] = Counter()
    for row in rows:
        if row.line.size:
            sizes[round(row.line.size, 1)] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
