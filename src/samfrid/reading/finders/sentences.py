"""Sentences, with their places: abbreviations, initials and ordinals do not end one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samfrid.reading.document import Document, Kind

_END = re.compile(
    r"(?P<stop>[.!?…]+)(?P<quote>[”\"»’)]*)(?P<note>[\d¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})?\s+(?=[\"”»–—-]?\s?[A-ZÅÄÖÀ-Þ\d(”\"])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:bl\.?\s?a|t\.?\s?ex|m\.?\s?m|m\.?\s?fl|d\.?\s?v\.?\s?s|o\.?\s?s\.?\s?v|s\.?\s?k|p\.?\s?g\.?\s?a|"
    r"fr\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m|f\.?\s?d|f\.?\s?n|e\.?\s?d|kap|st|nr|dnr|ca|cirka|kl|resp|prop|art|jfr|tel|"
    r"tfn|inkl|"
    r"exkl|ev|org|sid|vol|max|min|st|avd|ang|enl|exv|[A-ZÅÄÖ]|(?:[A-ZÅÄÖ]\.)+[A-ZÅÄÖ])$"
)
#: so much of the text before a full stop is looked at
_LONGEST_ABBREVIATION = 30
#: Characters. What runs on for longer is no sentence but a list or noise, and is taken in pieces: each name in it is
#: held against the whole of it, so that a page of names without a full stop would cost its length squared.
LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is the document's from ``start`` to ``end``; ``segment`` the index among the document's segments."""

    start: int
    end: int
    segment: int
    text: str


def spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        head = text[start : match.start("stop")]
        if match["stop"] == "." and (
            _ABBREVIATION.search(head[-_LONGEST_ABBREVIATION:])
            or (head.strip().isdigit() and match.end() < len(text))  # "4. Vilka …" is a number and its question
        ):
            continue
        found.append((start, match.end("quote")))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text.rstrip())))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch as it is, or cut between words where it is too long."""
    while end - start > LONGEST:
        gap = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = gap if gap > 0 else start + LONGEST
        yield start, cut
        start = cut + (gap > 0)
    if start < end:
        yield start, end


def sentences(document: Document) -> list[Sentence]:
    """All sentences of the content, in order. A table row and a heading are one each."""
    found: list[Sentence] = []
    for index, segment in enumerate(document.segments):
        if segment.kind is Kind.FURNITURE:
            continue
        text = document.of(segment)
        whole = segment.kind in (Kind.TABLE_ROW, Kind.SIGNATURE)
        stretches = [(0, len(text))] if whole else spans(text)
        for start, end in (piece for stretch in stretches for piece in _pieces(text, *stretch)):
            found.append(Sentence(segment.start + start, segment.start + end, index, text[start:end]))
    return found
