"""What a person should look at: what is missing, what refers elsewhere, what has taken longer than the law wants.

The words are the contract's. Warnings of the file itself (poor scan, repaired text, menus set aside) come from the
stages before.
"""

from __future__ import annotations

import re
from datetime import date

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.answers import CAPTION
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.outline import Piece

_REFERS_BACK = re.compile(
    r"\b(?:se\s+(?:mitt\s+|mina\s+|även\s+)?svar\w*|hänvisa[rs]?\s+(?:jag\s+)?till\s+(?:mitt\s+|"
    r"det\s+)?(?:tidigare\s+)?svar\w*|se\s+ovan\b|se\s+fråga|samma\s+svar\s+som|"
    r"besvara\w+\s+(?:ovan|i\s+fråga|under\s+fråga|tidigare)|framgår\s+av\s+svar\w*|enligt\s+ovan)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:saknas?\s+(?:\w+\s+){0,3}?ansvarig\w*|ansvarig\w*\s+saknas|inte\s+ut\s+någon\s+ansvarig|"
    r"ingen\s+(?:\w+\s+)?ansvarig|ansvar(?:ig)?:?\s+ej\s+utsett|ej\s+utsedd\s+ansvarig)",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"^(?:diagram|figur|bild|graf)\s*\d*\s*[.:]", re.IGNORECASE)
_SHOWN_IN = re.compile(
    r"\b(?:framgår\s+av|visas\s+i|redovisas\s+i|se)\s+(?:nedanstående\s+)?(?:diagram|figur|bild|grafen)\w*",
    re.IGNORECASE,
)
_SOURCE_ALONE = re.compile(r"^(?:statistik\s+hämtad\s+från|källa:|statistik\s+från)\s[^.]{3,80}$", re.IGNORECASE)
_UNDER_THE_LAW = frozenset({"motion", "citizen_proposal"})


def find(_document: Document, found: Found) -> list[str]:
    """The warnings of a reading, in a fixed order, each once."""
    checks = {
        "no_date": found.date is None,
        "no_diary_number": not found.diary_numbers,
        "no_municipality": found.municipality is None,
        "no_responsible": _nobody_responsible(found),
        "missing_figure": any(_announces_nothing(found, piece) for piece in found.marks.outline.pieces),
        "answer_refers_back": any(
            q.answer and len(q.answer) < 300 and _REFERS_BACK.search(q.answer) for q in found.questions
        ),
        "over_one_year": _over_one_year(found),
    }
    return [name for name, holds in checks.items() if holds]


def _nobody_responsible(found: Found) -> bool:
    """Something is to be done and nobody is named for it: a plan's activity, a task, or the text says so itself."""
    for commitment in found.commitments:
        binding = commitment.plan is not None or commitment.item is not None or found.type.value == "plan"
        if commitment.responsible is None and commitment.status == "planned" and binding:
            return True
    return bool(_NOBODY.search(found.marks.text))


def _announces_nothing(found: Found, piece: Piece) -> bool:
    """A caption or a sentence that promises a figure or a table, and none after it; or a cell that lacks one."""
    if _DRAWN.match(piece.text) or (piece.kind is Kind.PARAGRAPH and _SHOWN_IN.search(piece.text)):
        return True
    if piece.kind is Kind.TABLE_ROW and "uppgift saknas" in piece.text.casefold():
        return True
    if not (CAPTION.match(piece.text) or _SOURCE_ALONE.match(piece.text)):
        return False
    pieces = found.marks.outline.pieces
    around = pieces[max(piece.index - 1, 0) : piece.index + 3]
    return not any(near.kind is Kind.TABLE_ROW for near in around)


def _over_one_year(found: Found) -> bool:
    """KL 5:35: a motion or a citizen's proposal is to be decided within a year from when it was raised."""
    decided = [d.date for d in found.decisions if d.date and len(d.date) == 10]
    last = found.date.value if found.date else max(decided, default=None)
    if last is None or len(last) != 10:
        return False
    return any(
        reference.type in _UNDER_THE_LAW and reference.date and _a_year_after(reference.date) < last
        for reference in found.references
    )


def _a_year_after(raised: str) -> str:
    """The last day in the law's year; a month alone counts from its last day, a year alone from its end."""
    parts = [int(part) for part in raised.split("-")]
    year, month, day = (*parts, 12, 31)[:3] if len(parts) == 1 else (*parts, 28)[:3]
    try:
        return date(year + 1, month, day).isoformat()
    except ValueError:  # raised on 29 February
        return date(year + 1, month, 28).isoformat()
