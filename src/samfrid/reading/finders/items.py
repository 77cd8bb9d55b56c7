"""Items of business in minutes and agendas: the paragraph, the title and the diary numbers of each.

"§ 112 Verksamhetsbidrag …" may stand on one line or on two; an agenda numbers its items or lists them in a table.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.outline import Outline, Piece
from samfrid.reading.reading import Business, Evidence

_PARAGRAPH = re.compile(
    r"^(?P<body>[A-ZÅÄÖ][\wÅÄÖåäö/-]{1,24}"
    r"\s+)?§\s?(?P<number>\d{1,4})(?![\d–-])(?P<year>\s?/\s?\d{2,4})?\s*[.:–-]?\s*(?P<title>.*)$",
    re.DOTALL,
)
_NUMBERED = re.compile(r"^(?:ärende\s+)?(?P<number>\d{1,3})[.:)]?\s+(?P<title>\S.*)$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\s+|^)[(]?(?:dnr|diarienummer|diarienr|ärendenummer|diariebeteckning)\b[.:]?\s*(?P<number>.*?)[)]?$",
    re.IGNORECASE,
)
_IN_PARENTHESES = re.compile(
    r"\s*\((?P<number>(?=[^)]*\d{2})(?:[A-ZÅÄÖ]{2,6}[\s/-]{0,2}[\d/:.-]+|\d{4}/\d+)[\d/:.-]*)\)$"
)
_ONLY_NUMBER = re.compile(r"(?:[A-ZÅÄÖ]{1,6}\s){0,2}[A-ZÅÄÖa-zåäö]{0,6}[\s./-]?\d{2,4}[/:.-]\d[\w/:.-]*")
_LINES_OF_HEAD = 4


class Items:
    """The items that were found, to be looked up by place: each reaches to where the next begins."""

    def __init__(self, items: Sequence[Business]) -> None:
        self._items = items
        self._starts = [item.evidence[0].start for item in items]

    def index_at(self, position: int) -> int | None:
        """The index of the item that holds a position, None before the first."""
        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 else None

    def at(self, position: int) -> Business | None:
        index = self.index_at(position)
        return None if index is None else self._items[index]

    def span_at(self, position: int) -> tuple[int, int]:
        """The stretch of the item that holds a position; (0, 0) before the first. The last has no end of its own."""
        index = self.index_at(position)
        if index is None:
            return 0, 0
        return self._starts[index], self._starts[index + 1] if index + 1 < len(self._starts) else sys.maxsize


def find(_document: Document, found: Found) -> list[Business]:
    """The items of minutes or an agenda; other documents have none."""
    doc_type, outline = found.type.value, found.marks.outline
    if doc_type not in ("minutes", "agenda"):
        return []
    heads = _without_contents([(piece, match) for piece in outline.pieces if (match := _head(piece)) is not None])
    if not heads and doc_type == "agenda":
        heads = _agenda_heads(outline)
    ends = [*(piece.start for piece, _ in heads), len(outline.document.text)][1:]
    return [_business(outline, piece, match, until) for (piece, match), until in zip(heads, ends, strict=True)]


def _without_contents(heads: list[tuple[Piece, re.Match[str]]]) -> list[tuple[Piece, re.Match[str]]]:
    """The items themselves: a table of contents names each once before."""
    last = {match["number"]: piece.index for piece, match in heads}
    return [(piece, match) for piece, match in heads if last[match["number"]] == piece.index]


def _head(piece: Piece) -> re.Match[str] | None:
    match = _PARAGRAPH.match(piece.text)
    if match is None or piece.kind is Kind.TABLE_ROW or len(piece.text) > 300:
        return None
    if match["title"][:1].islower() or match["title"].startswith((",", "§", ")")):
        return None  # "§ 9 i protokollet …" is a reference in running text
    return match


def _agenda_heads(outline: Outline) -> list[tuple[Piece, re.Match[str]]]:
    found: list[tuple[Piece, re.Match[str]]] = []
    for piece in outline.pieces:
        marker = re.sub(r"^(?:ärende|punkt)\s+", "", piece.segment.marker.strip(" .):"), flags=re.IGNORECASE)
        text = f"{marker} {piece.text}" if marker.isdigit() else piece.text
        if piece.kind is Kind.TABLE_ROW:
            text = text.replace(" | ", " ", 1)
        match = _NUMBERED.match(text)
        top = piece.kind in (Kind.HEADING, Kind.TABLE_ROW) or (
            piece.kind is Kind.LIST_ITEM and piece.segment.level <= 1
        )
        number = int(match["number"]) if match else 0
        if match and top and (not found or number == int(found[-1][1]["number"]) + 1):
            found.append((piece, match))
    return found


def _business(outline: Outline, piece: Piece, match: re.Match[str], until: int) -> Business:
    title, numbers = _split_label(match["title"].strip())
    if _ONLY_NUMBER.fullmatch(title):
        title, numbers = "", [title]
    spans = [(piece.start, piece.end)]
    for following in outline.pieces[piece.index + 1 : piece.index + 1 + _LINES_OF_HEAD]:
        if following.start >= until:
            break
        rest, more = _split_label(following.text)
        if _ONLY_NUMBER.fullmatch(rest):
            rest, more = "", [*more, rest]
        numbers += more
        if more:
            spans.append((following.start, following.end))
        if not title and len(rest) > 5 and not rest.casefold().startswith("beslut"):
            title = rest
            spans.append((following.start, following.end))
        if following.kind is Kind.PARAGRAPH and title and not more and len(following.text) > 120:
            break
    year = re.sub(r"\s", "", match["year"] or "") if "year" in match.re.groupindex else ""
    paragraph = f"§ {match['number']}{year}" if "§" in piece.text[:30] else None
    evidence = [Evidence(start, end) for start, end in spans]
    return Business(
        title=title, paragraph=paragraph, diary_numbers=list(dict.fromkeys(numbers)), evidence=evidence, confidence=0.9
    )


def _split_label(text: str) -> tuple[str, list[str]]:
    """A line without its diary number, and the diary numbers ("Svar på motion Dnr KS 2024/15")."""
    match = _LABEL.search(text) or _IN_PARENTHESES.search(text)
    if match is None:
        return text, []
    numbers = [
        number.strip(" .") for number in re.split(r",|;|\soch\s|\|", match["number"]) if re.search(r"\d", number)
    ]
    return text[: match.start()].strip(" ,;(|"), [re.sub(r"\s+", " ", number) for number in numbers if len(number) < 30]
