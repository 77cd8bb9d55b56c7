"""The description that files are made from: a head, and blocks in order.

Everything is plain text. No markup is ever interpreted, and what no file can hold (control characters, halves of
characters, marks that turn the direction of text around) is taken out here, once, when the description is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from samfrid import pictures

#: what XML 1.0 does not allow (2.2), the marks that override the direction of text (they can make a sentence read
#: as another one than was written), and the byte order mark
_NO_CHARACTERS: Final = "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    f"\ud800-\udfff{_NO_CHARACTERS}]"
)
_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES: Final = re.compile(r"[ \t\n]+")

Align: TypeAlias = Literal["left", "right", "center"]
ClauseStyle: TypeAlias = Literal["att", "sentences"]


def clean(text: str) -> str:
    """Text as every file can hold it: line ends as ``\\n``, tabs as spaces, no control characters."""
    return _UNFIT.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def one_line(text: str) -> str:
    """Clean text on one line, its spaces folded."""
    return _SPACES.sub(" ", clean(text)).strip()


def paragraphs(text: str) -> tuple[str, ...]:
    """What somebody wrote in a text field, as paragraphs: an empty line parts them."""
    return tuple(part.strip("\n ") for part in re.split(r"\n[ ]*(?:\n[ ]*)+", clean(text)) if part.strip())


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph: plain, bold, and with the number of the source note that they rest on (0 for none)."""

    text: str
    bold: bool = False
    note: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


#: a paragraph: a string, or runs
Words: TypeAlias = str | Sequence[str | Run]


def runs(words: Words) -> tuple[Run, ...]:
    """The runs of a paragraph."""
    if isinstance(words, str):
        return (Run(words),)
    return tuple(Run(part) if isinstance(part, str) else part for part in words)


def plain(words: Words) -> str:
    """The text of a paragraph, without its bold and its notes."""
    return "".join(run.text for run in runs(words))


def _set(block: Any, **values: Any) -> None:
    """Put cleaned values in a frozen block, as it is made."""
    for name, value in values.items():
        object.__setattr__(block, name, value)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3; the paper's title stands above them all."""

    level: int
    text: str

    def __post_init__(self) -> None:
        _set(self, level=min(max(self.level, 1), 3), text=one_line(self.text))


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs; a line end in one is a line break."""

    paragraphs: Sequence[Words]

    def __post_init__(self) -> None:
        _set(self, paragraphs=tuple(runs(words) for words in self.paragraphs))


@dataclass(frozen=True, slots=True)
class Clauses:
    """What is proposed or decided, numbered from 1: ``att`` clauses ("1. att avslå motionen") or full sentences.

    An ``att`` clause may be given with or without its first word.
    """

    items: Sequence[Words]
    style: ClauseStyle = "att"

    def __post_init__(self) -> None:
        items = tuple(runs(words) for words in self.items)
        _set(self, items=tuple(map(_with_att, items)) if self.style == "att" else items)


def _with_att(words: tuple[Run, ...]) -> tuple[Run, ...]:
    if re.match(r"\s*att\s", plain(words), re.IGNORECASE):
        return words
    if words and not words[0].bold:
        return (replace(words[0], text=f"att {words[0].text.lstrip()}"), *words[1:])
    return (Run("att "), *words)


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points without order."""

    items: Sequence[Words]

    def __post_init__(self) -> None:
        _set(self, items=tuple(runs(words) for words in self.items))


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with values, one pair a row."""

    pairs: Sequence[tuple[str, Words]]

    def __post_init__(self) -> None:
        _set(self, pairs=tuple((one_line(label), runs(value)) for label, value in self.pairs))


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head that comes again on each page.

    ``widths`` are shares (their sum is of no importance); without them they follow what the columns hold. ``align``
    is by column, to the left where nothing is said. A row that is too short is filled, one too long refused.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    widths: Sequence[float] = ()
    align: Sequence[Align] = ()

    def __post_init__(self) -> None:
        width = len(self.head)
        if not width or any(len(row) > width for row in self.rows):
            raise ValueError("a table needs a head as wide as its widest row")
        if (self.widths and len(self.widths) != width) or any(share <= 0 for share in self.widths):
            raise ValueError("widths are one positive share for each column")
        _set(
            self,
            head=tuple(map(one_line, self.head)),
            rows=tuple((*map(clean, row), *[""] * (width - len(row))) for row in self.rows),
            caption=one_line(self.caption),
            widths=tuple(self.widths) or tuple(_shares(self.head, self.rows)),
            align=(*self.align[:width], *["left"] * (width - len(self.align))),
        )


#: characters on the lines of a table, the air around a cell's, the longest word that a column is made wide for, the
#: longest cell that counts in full, and how many rows tell what a column holds
_ROOM, _AIR, _WORD, _LONG, _TELLING = 92.0, 3.0, 13, 120, 300


def _shares(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Each column gets what its longest word needs; what is left goes to those with the most to say."""
    least, wanted = [], []
    for index, title in enumerate(head):
        cells = [title, *(row[index] for row in rows[:_TELLING] if index < len(row))]
        word = max((len(part) for cell in cells for part in cell.split()), default=1)
        word = min(word, _WORD)
        least.append(word + _AIR)
        wanted.append(max(sum(min(len(cell), _LONG) for cell in cells) / len(cells) - word, 0.0))
    left = max(_ROOM - sum(least), 0.0)
    weight = sum(wanted) or 1
    return [need + left * want / weight for need, want in zip(least, wanted, strict=True)]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, followed in the file by the table that says the same (WCAG 1.1.1)."""

    drawn: pictures.Picture

    @property
    def alt(self) -> str:
        """What a reader of the screen is told in the picture's place."""
        return f"{self.drawn.title}. {self.drawn.description}".strip()

    @property
    def table(self) -> Table:
        """The same in rows."""
        return Table(self.drawn.columns, self.drawn.rows, caption=self.drawn.title)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, with where they stand."""

    text: str
    source: str = ""

    def __post_init__(self) -> None:
        _set(self, text=clean(self.text), source=one_line(self.source))


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: name, title, unit; one line each."""

    lines: Sequence[str]

    def __post_init__(self) -> None:
        _set(self, lines=tuple(one_line(line) for line in self.lines))


@dataclass(frozen=True, slots=True)
class Notes:
    """Sources, numbered from 1: what ``Run.note`` points at. They stand last, under their heading."""

    items: Sequence[str]
    title: str = "Källor"

    def __post_init__(self) -> None:
        _set(self, items=tuple(map(one_line, self.items)), title=one_line(self.title))


Block: TypeAlias = Heading | Text | Clauses | Bullets | Facts | Table | Picture | Quote | Signature | Notes


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter or a report.

    ``sender`` stands at the top left, ``reference`` (labels with values: Diarienummer, Datum, Handläggare) at the top
    right under ``kind`` ("Tjänsteskrivelse"), ``recipient`` below; each a line of its own. ``landscape`` lays the page
    down for wide tables. Empty blocks and references fall out, and no level of heading is skipped (WCAG 1.3.1).
    """

    title: str
    blocks: Sequence[Block]
    kind: str = ""
    sender: Sequence[str] = ()
    reference: Sequence[tuple[str, str]] = ()
    recipient: Sequence[str] = ()
    language: str = "sv"
    landscape: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z]{2,3}", self.language):
            raise ValueError("language is two or three small letters (ISO 639)")
        _set(
            self,
            title=one_line(self.title) or one_line(self.kind) or "Utan rubrik",
            blocks=tuple(_stepwise(self.blocks)),
            kind=one_line(self.kind),
            sender=_lines(self.sender),
            reference=tuple((one_line(label), one_line(value)) for label, value in self.reference if one_line(value)),
            recipient=_lines(self.recipient),
        )
        _check_notes(self.blocks)


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(one_line, lines) if line)


def _stepwise(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that say something, with headings that go down one level at a time."""
    level = 0
    for block in blocks:
        if _is_empty(block):
            continue
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            yield replace(block, level=level)
        else:
            yield block


def spelled_out(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks as they are set: each picture with its table."""
    for block in blocks:
        yield block
        if isinstance(block, Picture):
            yield block.table


def _is_empty(block: Block) -> bool:
    """Whether a block has nothing to show; a table without rows shows that there are none."""
    if isinstance(block, Heading | Quote):
        return not block.text
    if isinstance(block, Text):
        return not block.paragraphs
    if isinstance(block, Clauses | Bullets | Notes):
        return not block.items
    if isinstance(block, Facts):
        return not block.pairs
    return isinstance(block, Signature) and not block.lines


def _check_notes(blocks: Iterable[Block]) -> None:
    """What a note points at must be there, or the paper cannot be trusted."""
    notes = [block for block in blocks if isinstance(block, Notes)]
    last = len(notes[0].items) if notes else 0
    if len(notes) > 1 or any(not 0 <= run.note <= last for block in blocks for run in _runs_of(block)):
        raise ValueError("a paper has one list of notes, and every note is in it")


def _runs_of(block: Block) -> Iterator[Run]:
    if isinstance(block, Text):
        given: Sequence[Words] = block.paragraphs
    elif isinstance(block, Clauses | Bullets):
        given = block.items
    elif isinstance(block, Facts):
        given = [value for _, value in block.pairs]
    else:
        given = ()
    for words in given:
        yield from runs(words)
