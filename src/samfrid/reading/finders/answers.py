"""The text that answers a question: from beneath it to the next question, heading, closing words or signature."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from samfrid.reading.document import Kind
from samfrid.reading.finders.outline import Outline, Piece

_LABEL = re.compile(r"^svar(?:et)?\s*(?:på\s+fråga\s*)?\d*\s*[:.–-]\s*", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?:svar(?:\s+(?:på|till))?\s+fråga|svar|fråga)\s*(?:nr\.?\s*)?(?P<number>\d{1,2})\b\s*[:.)–-]?\s*", re.IGNORECASE
)
_CLOSING = re.compile(
    r"^(?:till\s+sist|avslutningsvis|slutligen\b|jag\s+vill\s+(?:slutligen|avslutningsvis|till\s+sist|också\s+(?:nämna|säga|tillägga|passa))|"
    r"med\s+(?:detta|det|ovanstående)\b|"
    r"härmed|(?:interpellationen|frågan|frågorna)\s+(?:är|anses|får\s+anses)\s+(?:därmed|härmed|med\s+detta)|"
    r"därmed\s+(?:anser|är)|jag\s+anser\s+(?:därmed|härmed)|med\s+vänliga?\s+hälsning)",
    re.IGNORECASE,
)
CAPTION = re.compile(r"^(?:tabell|diagram|figur|bild|graf)\s*\d*\s*[.:]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of an answer, and where each of its paragraphs stands."""

    text: str
    spans: tuple[tuple[int, int], ...]


def answer_after(outline: Outline, first: int, until: int, rest: tuple[int, int] | None = None) -> Answer | None:
    """The answer in the pieces from ``first`` up to ``until``, after the ``rest`` of the question's own paragraph.

    None where nothing is answered.
    """
    parts: list[tuple[int, int]] = [rest] if rest else []
    for piece in outline.pieces[first:until]:
        if _ends(piece):
            break
        if piece.kind is Kind.TABLE_ROW or CAPTION.match(piece.text):
            continue
        start = piece.start
        if not parts and (label := _LABEL.match(piece.text)):
            start += label.end()
        if start < piece.end:
            parts.append((start, piece.end))
    return _answer(outline, parts)


def _answer(outline: Outline, parts: list[tuple[int, int]]) -> Answer | None:
    if not parts:
        return None
    return Answer(" ".join(outline.document.text[start:end] for start, end in parts), tuple(parts))


def _ends(piece: Piece) -> bool:
    heads = piece.is_heading and not re.fullmatch(r"svar(?:et)?:?", piece.text, re.IGNORECASE)
    return heads or piece.kind is Kind.SIGNATURE or bool(_CLOSING.match(piece.text))


#: answers told one after another in running text: "På den första frågan …", "Vad gäller fråga 2 …"
_ORDINALS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde")
_BY_ORDINAL = re.compile(
    r"^(?:svaret\s+på|på|vad\s+gäller|vad\s+avser|beträffande|angående|när\s+det\s+gäller|till|i|rörande|avseende)\s+"
    rf"(?:(?:den|din|er|interpellantens)\s+(?P<ordinal>{'|'.join(_ORDINALS)})\s+(?:och\s+sista\s+)?frågan?"
    r"|fråga\s*(?:nr\.?\s*|nummer\s+)?(?P<number>\d{1,2}|ett|två|tre|fyra|fem))\b",
    re.IGNORECASE,
)
_WORDS = ("ett", "två", "tre", "fyra", "fem")


def ordinal_answers(outline: Outline) -> dict[int, Answer]:
    """Paragraphs that each say which question they answer; what follows without saying so goes with the one before."""
    heads = [(piece, match) for piece in outline.pieces if (match := _BY_ORDINAL.match(piece.text)) is not None]
    found: dict[int, Answer] = {}
    ends = [*(piece.index for piece, _ in heads), len(outline.pieces)][1:]
    for (piece, match), following in zip(heads, ends, strict=True):
        rest = answer_after(outline, piece.index + 1, following)
        answer = _answer(outline, [(piece.start, piece.end), *(rest.spans if rest else ())])
        if answer is not None:
            found.setdefault(_number(match), answer)
    return found


def _number(match: re.Match[str]) -> int:
    if match["ordinal"]:
        return _ORDINALS.index(match["ordinal"].casefold()) + 1
    word = match["number"].casefold()
    return int(word) if word.isdigit() else _WORDS.index(word) + 1


def numbered_answers(outline: Outline, questions: Collection[int]) -> dict[int, Answer]:
    """Answers that stand apart from their questions: "Svar på fråga 2: …". Keys are the questions' numbers from 1."""
    heads = [
        (piece, match)
        for piece in outline.pieces
        if piece.index not in questions and (match := _NUMBERED.match(piece.text)) is not None
    ]
    found: dict[int, Answer] = {}
    ends = [*(piece.index for piece, _ in heads), len(outline.pieces)][1:]
    for (piece, match), following in zip(heads, ends, strict=True):
        parts = [(piece.start + match.end(), piece.end)] if match.end() < len(piece.text) else []
        rest = answer_after(outline, piece.index + 1, following)
        answer = _answer(outline, [*parts, *(rest.spans if rest else ())])
        if answer is not None:
            found.setdefault(int(match["number"]), answer)
    return found
