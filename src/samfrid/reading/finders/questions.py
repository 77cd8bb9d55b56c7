"""Questions, each once and in order, with their answers.

A question is a line of its own ("Räcker platserna?"), a point under "Jag vill därför fråga:", a sentence after
"frågar", or a wish to know without a question mark ("Jag vill också veta …"). A heading and its repeat in the text
are one. Rhetorical questions in running text are none, nor are a form's ("Hjälpte sidan dig?": forms are furniture).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.answers import Answer, answer_after, numbered_answers, ordinal_answers
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.items import Items
from samfrid.reading.finders.outline import Outline, Piece
from samfrid.reading.finders.sentences import spans
from samfrid.reading.reading import Evidence, Question

_ASKING = frozenset({"interpellation", "question", "initiative"})
_ANSWERING = frozenset({"interpellation_answer", "question_answer"})
_CUE = re.compile(
    r"\b(?:fråga[rst]?|frågor(?:na)?|frågan|undrar|frågeställning\w*|få\s+svar\s+på|besvara)\b", re.IGNORECASE
)
_LEAD = re.compile(r"^[^?]*?\b(?:fråg\w+|undrar|veta|svar)\b[^?:]*:\s+(?=\S)", re.IGNORECASE)
_LABEL = re.compile(r"^(?:fråga|fr)\.?\s*\d*\s*[:.)–-]\s*", re.IGNORECASE)
_WISH = re.compile(
    r"^(?:(?:jag|vi)\s+(?:vill|skulle\s+vilja|önskar|undrar|frågar)|(?:därför|slutligen|dessutom|"
    r"vidare)\s+(?:undrar|frågar|vill)\s+(?:jag|vi))"
    r"(?=\s[^?:]*\b(?:hur|vad|vilk\w+|när|varför|om|vem|vart|var)\b)",
    re.IGNORECASE,
)
_WANTS_TO_KNOW = re.compile(r"\b(?:veta|undrar|frågar|fråga|få\s+svar|få\s+besked)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(r"\b(?:följande|nedanstående|dessa|mina)\s+frågor?\b|[:]\s*$", re.IGNORECASE)
_INDIRECT = re.compile(
    r"\b(?:har\s+(?:i\s+en\s+(?:interpellation|fråga)\s+)?(?:den\s+\d{1,2}\s+\w+\s+\d{4}\s+)?frågat|du\s+frågar|frågar)\s+(?:mig\s+|"
    r"kommunstyrelsens\s+ordförande\s+)?"
    r"(?P<text>(?:hur|om|vad|vilk\w+|när|varför)\s[^?]+?)[.]?$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:fråga(?:r|t|n)?|frågor|frågorna|undra(?:r|t|de))\b", re.IGNORECASE)
#: the asker's own words, not somebody who "undrar vart pengarna tog vägen"
_IN_PERSON = re.compile(
    r"\b(?:jag|vi|min|mina|våra|undertecknad\w*|interpellant\w*|frågeställar\w*|har\s+(?:ställt|frågat))\b|:\s",
    re.IGNORECASE,
)
_TITLE_LEAD = re.compile(
    r"^(?:svar\s+på|interpellation\w*|motion\w*|enkel\s+fråga|fråga|initiativ\w*|medborgarförslag|svar)\b",
    re.IGNORECASE,
)
#: what is no running text: the note of the mail that a question came in is among the particulars
_NO_PROSE = frozenset({Kind.SIGNATURE, Kind.TABLE_ROW, Kind.HEADER})
_QUOTES = '”"»’ '
_WORDS = re.compile(r"\w+")
_SAME = 0.85


@dataclass(slots=True)
class Asked:
    """A question where it stands; ``after`` is the index of the piece that follows it."""

    start: int
    end: int
    after: int
    confidence: float
    answer: Answer | None = None
    alone: bool = True
    spans: list[tuple[int, int]] = field(default_factory=list)


def find(document: Document, found: Found) -> list[Question]:
    """All questions of the document. Plans, agreements, motions and news ask none."""
    asked = _asked(found)
    items = Items(found.items)
    questions = []
    for one in _once(document.text, asked):
        answer = one.answer
        questions.append(
            Question(
                text=document.text[one.start : one.end],
                answer=answer.text if answer else None,
                evidence=[
                    Evidence(one.start, one.end),
                    *(Evidence(*span) for span in (answer.spans if answer else ())),
                ],
                confidence=one.confidence,
                item=items.index_at(one.start),
            )
        )
    return questions


def _asked(found: Found) -> list[Asked]:
    outline, kind = found.marks.outline, found.type.value
    if kind in _ASKING:
        prose = _listed(outline, found) or _in_prose(outline.pieces, found)
        return prose or _last_asked(outline.pieces, found) or _title(found)
    if kind in _ANSWERING:
        lines = _answered(outline, _lines(outline.pieces, found))
        return lines or _indirect(outline) or _answered_in_prose(outline, found) or _title(found)
    if kind == "memo" and any(_CUE.search(piece.text) and "frågor" in piece.text for piece in outline.pieces):
        lines = [
            one for one in _lines(outline.pieces, found) if outline.pieces[one.after - 1].kind is not Kind.LIST_ITEM
        ]
        return _answered(outline, lines) if len(lines) > 1 else []
    if kind == "minutes":
        return [one for piece in outline.pieces for one in _after_cue(outline, piece)]
    return []


def _listed(outline: Outline, found: Found) -> list[Asked]:
    """The list under the cue: every point is a question, with or without a question mark."""
    best: list[Asked] = []
    for piece in outline.pieces:
        if _is_title(found, piece) or not (
            _CUE.search(piece.text) and (piece.is_heading or _ANNOUNCES.search(piece.text))
        ):
            continue
        found_here = list(_points(outline, piece.index + 1))
        if len(found_here) >= max(len(best), 1):
            best = found_here
    if not best:
        best = [one for one in _lines(outline.pieces, found) if outline.pieces[one.after - 1].kind is Kind.LIST_ITEM]
    if best:
        known = {one.after - 1 for one in best}
        rest = [piece for piece in outline.pieces[best[-1].after :] if piece.index not in known]
        best += [one for piece in rest for one in _wishes(piece)]
    return best


def _points(outline: Outline, first: int) -> Iterator[Asked]:
    for piece in outline.pieces[first:]:
        if piece.kind is Kind.LIST_ITEM or (piece.text.endswith("?") and len(spans(piece.text)) <= 2):
            yield Asked(piece.start + _lead(piece.text), piece.end, piece.index + 1, 0.95)
        elif piece.kind is Kind.PARAGRAPH and (wishes := list(_wishes(piece))):
            yield from wishes
        else:
            return


def _lines(pieces: Sequence[Piece], found: Found) -> list[Asked]:
    """Questions on lines of their own: headings, points, short paragraphs. The document's title is not one."""
    result = []
    for piece in pieces:
        head = re.split(r"\s(?=svar:)", piece.text, maxsplit=1, flags=re.IGNORECASE)[0]
        if not head.rstrip(_QUOTES).endswith("?") or piece.kind in _NO_PROSE or _is_title(found, piece):
            continue
        if len(spans(head)) > 2 or len(head) > 400 or not head.lstrip('”"–- ')[:1].isupper():
            continue
        one = Asked(
            piece.start + _lead(head),
            piece.start + len(head.rstrip(_QUOTES)),
            piece.index + 1,
            0.95 if piece.is_heading else 0.85,
        )
        if len(head) < len(piece.text):
            one.spans = [(piece.start + len(head), piece.end)]
        result.append(one)
    return result


def _lead(text: str) -> int:
    """The length of "Fråga 2: " or "Min fråga är därför: " before the question itself."""
    label = _LABEL.match(text)
    lead = _LEAD.match(text)
    if lead is None and label is None:
        return len(text) - len(text.lstrip(_QUOTES))
    return label.end() if label else lead.end() if lead else 0


def _wishes(piece: Piece) -> Iterator[Asked]:
    """ "Jag vill också veta vilken reservplan kommunen har": asks without a question mark."""
    for start, end in spans(piece.text):
        sentence = piece.text[start:end]
        if _WISH.match(sentence) and _WANTS_TO_KNOW.search(sentence) and not _ANNOUNCES.search(sentence):
            yield Asked(piece.start + start, piece.start + end, piece.index + 1, 0.75)


def _in_prose(pieces: Sequence[Piece], found: Found) -> list[Asked]:
    """Sentences that ask, from the first that says so on; without such a word the last paragraph that asks."""
    result: list[Asked] = []
    started = False
    for piece in pieces:
        if piece.is_heading or piece.kind in _NO_PROSE or _is_title(found, piece):
            continue
        for start, end in spans(piece.text):
            sentence = piece.text[start:end]
            says = bool(_ASKS.search(sentence) and _IN_PERSON.search(sentence))
            started = started or says
            if started and sentence.rstrip(_QUOTES).endswith("?"):
                result.append(Asked(piece.start + start + _lead(sentence), piece.start + end, piece.index + 1, 0.7))
            elif _WISH.match(sentence) and _WANTS_TO_KNOW.search(sentence) and not _ANNOUNCES.search(sentence):
                result.append(Asked(piece.start + start, piece.start + end, piece.index + 1, 0.7))
    return result


def _answered_in_prose(outline: Outline, found: Found) -> list[Asked]:
    """A question told in running text: where there is one alone, what comes after it is the answer."""
    asked = _in_prose(outline.pieces, found)
    if len(asked) == 1:
        asked[0].answer = answer_after(outline, asked[0].after, len(outline.pieces))
    return asked


def _last_asked(pieces: Sequence[Piece], found: Found) -> list[Asked]:
    """Where nothing says that it asks: the questions of the last paragraph that has any."""
    for piece in reversed(pieces):
        if piece.is_heading or piece.kind in _NO_PROSE or _is_title(found, piece):
            continue
        asked = [(start, end) for start, end in spans(piece.text) if piece.text[start:end].endswith("?")]
        if asked:
            return [Asked(piece.start + start, piece.start + end, piece.index + 1, 0.6) for start, end in asked]
    return []


def _title(found: Found) -> list[Asked]:
    """The title's own question, where the text asks nothing else: "Svar på interpellation – Hur når vi männen?"."""
    for piece in found.marks.outline.pieces:
        match = re.search(r"(?:[:–—-]|^)\s*(?P<text>[A-ZÅÄÖ][^:–—]*\?)$", piece.text)
        if match and _is_title(found, piece):
            return [Asked(piece.start + match.start("text"), piece.end, piece.index + 1, 0.6)]
    return []


def _indirect(outline: Outline) -> list[Asked]:
    for sentence in outline.sentences:
        match = _INDIRECT.search(sentence.text)
        if match:
            piece = outline.piece_at(sentence.start)
            after = piece.index + 1 if piece else 0
            one = Asked(sentence.start + match.start("text"), sentence.start + match.end("text"), after, 0.6)
            rest = (sentence.end + 1, piece.end) if piece and piece.end > sentence.end + 1 else None
            one.answer = answer_after(outline, after, len(outline.pieces), rest)
            return [one]
    return []


def _after_cue(outline: Outline, piece: Piece) -> Iterator[Asked]:
    """In minutes: "Interpellanten frågar: Hur …? Vad …?", or the points under "följande frågor"."""
    cue = re.search(
        r"\b(?:frågar|frågor(?:na)?|undrar|(?:ställt|ställer|ställde)\s+följande\s+fråga)\b[^.?]{0,90}?"
        r"(?::|\bföljande\b)",
        piece.text,
        re.IGNORECASE,
    )
    if cue is None:
        return
    for start, end in spans(piece.text):
        if end > cue.start() and piece.text[start:end].endswith("?"):
            yield Asked(piece.start + start + _lead(piece.text[start:end]), piece.start + end, piece.index + 1, 0.8)
    for one in _points(outline, piece.index + 1):
        if outline.document.text[one.start : one.end].endswith("?"):
            yield one


def _answered(outline: Outline, lines: list[Asked]) -> list[Asked]:
    """Give each question the text beneath it; a list of questions in a row has its answers elsewhere."""
    heads = {one.after - 1 for one in lines}
    numbered = ordinal_answers(outline) | numbered_answers(outline, heads)
    for number, one in enumerate(lines, start=1):
        own, above = outline.pieces[one.after - 1], outline.pieces[max(one.after - 2, 0)]
        before = above.index in heads and above.index != own.index and above.kind is own.kind
        following = next((head for head in sorted(heads) if head >= one.after), len(outline.pieces))
        one.alone = not before and following > one.after
        if one.spans:
            start, end = one.spans[0]
            text = re.sub(r"^\s*svar:\s*", "", outline.document.text[start:end], flags=re.IGNORECASE)
            one.answer = Answer(text, ((end - len(text), end),))
        elif one.alone or following == one.after:
            one.answer = answer_after(outline, one.after, following) if one.alone else None
        one.answer = one.answer or numbered.get(number)
    return lines


def _is_title(found: Found, piece: Piece) -> bool:
    """Is the piece the document's title, or one that says what kind of paper it is?"""
    if found.title and any(start < piece.end and piece.start < end for start, end in found.title.spans):
        return True
    return (
        piece.index < 12
        and bool(_TITLE_LEAD.match(piece.text))
        and not re.match(r"fråga\s*(?:\d|:)", piece.text, re.IGNORECASE)
    )


def _once(text: str, asked: list[Asked]) -> list[Asked]:
    """Each question once, where it first stands, with the answer from wherever it is answered."""
    kept: list[Asked] = []
    for one in asked:
        twin = next((other for other in kept if _alike(text[one.start : one.end], text[other.start : other.end])), None)
        if twin is None:
            kept.append(one)
        elif twin.answer is None or not twin.alone:
            twin.answer = one.answer or twin.answer
    return kept


def _alike(one: str, other: str) -> bool:
    left, right = _WORDS.findall(one.casefold()), _WORDS.findall(other.casefold())
    shared = sum(min(left.count(word), right.count(word)) for word in set(left))
    return 2 * shared / max(len(left) + len(right), 1) >= _SAME
