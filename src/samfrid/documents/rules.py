"""How sure the reader is, in three bands; whose document it is; and what a file may be called. No database."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

#: From here a proposal may be accepted together with others without being looked at one by one. The reader's confidence
#: is counted (:mod:`samfrid.reading.calibration`), and this is where at least 99 of 100 were right on papers that it
#: had never met (``bench/results/calibration.json``); each can still be taken back until the document is approved.
CERTAIN_FROM: Final = 0.985
#: From here it is more likely right than wrong, so that the reviewer's question is "is it so?"; below it the question
#: is "what stands there?", and the proposal is no more than a place to look.
LIKELY_FROM: Final = 0.75

NAME_LENGTH: Final = 255
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")

_REFERS_BACK: Final = re.compile(r"^\s*(se|jfr|jämför)\s+(även\s+)?(svar|ovan|föregående|fråga|punkt)", re.IGNORECASE)


def refers_back(answer: str) -> bool:
    """Whether an answer only points at another answer: "Se svar ovan avseende …"."""
    return bool(_REFERS_BACK.match(answer))


class Band(StrEnum):
    """How sure the reader is, as a person is told it."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


def band(confidence: float) -> Band:
    """The band of a confidence from 0 to 1."""
    if confidence >= CERTAIN_FROM:
        return Band.CERTAIN
    return Band.LIKELY if confidence >= LIKELY_FROM else Band.UNSURE


class Belonging(StrEnum):
    """Whose document it is, as far as is known."""

    OWN = "own"  # read or said to be this municipality's
    UNKNOWN = "unknown"  # the text does not say: a person has to
    OTHER = "other"  # the text names another municipality: a person has to say which holds


def belonging(own: str, read: str, confirmed: str) -> Belonging:
    """Whether a document belongs to the municipality ``own``; what a person has said goes before what was read.

    The three are municipality codes; "" where nothing was read or said.
    """
    if own in (confirmed, read) and confirmed in ("", own):
        return Belonging.OWN
    return Belonging.OTHER if confirmed or read else Belonging.UNKNOWN


def tidy_file_name(name: str) -> str:
    """A file's name without folders and without signs that cannot be seen or that turn the writing round.

    The ending is kept when it has to be cut; "handling" if nothing is left.
    """
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    clean = _CONTROL.sub("", base).strip(" .") or "handling"
    if len(clean) <= NAME_LENGTH:
        return clean
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 10:
        return clean[:NAME_LENGTH]
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"
