"""What the finders of entries share: the content of a document in order, with its headings and sentences.

Built once for a document (:attr:`samfrid.reading.finders.found.Marks.outline`); everything is looked up by offset.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from samfrid.reading.document import Document, Kind, Segment
from samfrid.reading.finders.bodies import Sort
from samfrid.reading.finders.sentences import Sentence, sentences

#: bodies that decide; units, companies and officials carry out
DECIDES = frozenset({Sort.COUNCIL, Sort.EXECUTIVE, Sort.COMMITTEE, Sort.PART})

_SHORT_LINE = 90
#: the rank of a heading that nothing marks as one, below those that are marked
_UNMARKED = 9
_HEADING_WORDS = 7
_ENDS = (".", "!", "?", ":", "”")
#: what leads in to a list, names with their party, quotations, particulars
_NO_HEADING = re.compile(
    r"\b(?:ska(?:ll)?|att|sig|med|för|av|till|från|och|har|är|beslutar?|föreslår|följande)$|\([A-ZÅÄÖ]{1,4}\)|[”\"@|]|(?<!\d):|"
    r"^(?!(?:vad|så|hur|det|detta)\b).*\b(?:har|ska(?:ll)?|är|åtar|bidrar|förbinder|kan|vill|får)\b|"
    r"^(?:till|dnr|datum|hej|vänliga|med\s+vänlig|hälsningar|för\s+(?-i:[A-ZÅÄÖ]))\b|\d{3}",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?")
_HEADING_LIKE = re.compile(r"[^.;,]*[^.;,:–-]|[^.;]{1,60}\?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment of the content with its words, its place among the content, and the heading that it stands under."""

    index: int
    segment: Segment
    text: str
    heading: int  # index of the heading's piece, -1 above the first
    is_heading: bool
    opener: int  # index of the nearest piece before it that is no list item, 0 where there is none

    @property
    def start(self) -> int:
        return self.segment.start

    @property
    def end(self) -> int:
        return self.segment.end

    @property
    def kind(self) -> Kind:
        return self.segment.kind


@dataclass(frozen=True, slots=True)
class Outline:
    """The content of a document, ready to be looked up."""

    document: Document
    pieces: tuple[Piece, ...]
    sentences: tuple[Sentence, ...]
    _piece_starts: tuple[int, ...]
    _sentence_starts: tuple[int, ...]

    @staticmethod
    def of(document: Document) -> Outline:
        pieces = _pieces(document)
        found = tuple(sentences(document))
        return Outline(
            document,
            pieces,
            found,
            tuple(piece.start for piece in pieces),
            tuple(sentence.start for sentence in found),
        )

    def piece_at(self, position: int) -> Piece | None:
        """The piece of content that holds a position."""
        index = bisect_right(self._piece_starts, position) - 1
        return self.pieces[index] if index >= 0 and position <= self.pieces[index].end else None

    def sentences_in(self, start: int, end: int) -> tuple[Sentence, ...]:
        """The sentences that begin in a stretch of the text."""
        first, last = bisect_left(self._sentence_starts, start), bisect_left(self._sentence_starts, end)
        return self.sentences[first:last]

    def starts_in(self, stretches: Iterable[tuple[int, int]]) -> frozenset[int]:
        """Where the sentences begin that begin in any of some stretches of the text."""
        return frozenset(sentence.start for start, end in stretches for sentence in self.sentences_in(start, end))

    def heading_of(self, piece: Piece) -> str:
        """The words of the heading that a piece stands under, "" above the first."""
        return self.pieces[piece.heading].text if piece.heading >= 0 else ""

    def headings_of(self, piece: Piece) -> tuple[str, ...]:
        """The headings above a piece, nearest first, each of a higher rank than the one before."""
        found: list[str] = []
        index, level = piece.heading, (piece.segment.level or _UNMARKED) if piece.is_heading else 99
        while index >= 0:
            heading = self.pieces[index]
            rank = heading.segment.level or _UNMARKED
            if rank < level:
                found.append(heading.text)
                level = rank
            index = heading.heading
        return tuple(found)


def heading_like(text: str) -> bool:
    """Could the line be a heading that nothing marks as one: short, capital first, no full stop?"""
    return len(text) <= _SHORT_LINE and text[:1].isupper() and bool(_HEADING_LIKE.fullmatch(text))


def _pieces(document: Document) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    heading, opener = -1, 0
    content = list(document.content())
    for index, segment in enumerate(content):
        following = content[index + 1] if index + 1 < len(content) else None
        heads = (
            segment.kind is Kind.HEADING
            or _numbered_heading(document, segment, following)
            or _unmarked_heading(document, segment, following)
        )
        pieces.append(Piece(index, segment, document.of(segment), heading, heads, opener))
        if segment.kind is not Kind.LIST_ITEM:
            opener = index
        if heads:
            heading = index
    return tuple(pieces)


def _unmarked_heading(document: Document, segment: Segment, following: Segment | None) -> bool:
    """A short line of plain text that stands right above its paragraph or list: "Aktiviteter under året"."""
    if segment.kind is not Kind.PARAGRAPH or segment.quoted or following is None:
        return False
    text = document.of(segment)
    if len(text.split()) > _HEADING_WORDS or not heading_like(text) or _NO_HEADING.search(text):
        return False
    if following.kind is Kind.PARAGRAPH:
        below = document.of(following)
        return below.endswith(_ENDS) and below.count(" ") >= _HEADING_WORDS
    return following.kind in (Kind.LIST_ITEM, Kind.TABLE_ROW)


def _numbered_heading(document: Document, segment: Segment, following: Segment | None) -> bool:
    """ "3. Mål" in plain text looks like a list item; what tells it apart is that no item of its own kind follows."""
    if segment.kind is not Kind.LIST_ITEM or following is None or not _NUMERAL.fullmatch(segment.marker):
        return False
    text = document.of(segment)
    if len(text) > _SHORT_LINE or not text[:1].isupper() or text.endswith((".", ",", ";", ":", "?")):
        return False
    if following.kind is Kind.LIST_ITEM:
        return not _NUMERAL.fullmatch(following.marker) or following.marker.startswith(
            segment.marker.rstrip(".)") + "."
        )
    return following.kind in (Kind.PARAGRAPH, Kind.TABLE_ROW, Kind.HEADING)
