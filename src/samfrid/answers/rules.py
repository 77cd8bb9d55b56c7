"""Memos as text and as paper. No database.

The text of a section is as one would write it in an e-mail: an empty line parts paragraphs, a line that begins with
"1." is a clause, one that begins with "- " a point. What goes out to Word comes back to the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from samfrid.answers.models import Part
from samfrid.matters.models import ClauseStyle
from samfrid.matters.rules.difference import Piece, difference
from samfrid.matters.rules.likeness import likeness
from samfrid.papers.paper import Block, Bullets, Clauses, Heading, Text

_CLAUSE: Final = re.compile(r"\s*\d{1,2}[.)]\s+(?P<text>\S.*)")
_POINT: Final = re.compile(r"\s*[-–•*]\s+(?P<text>\S.*)")
_ATT: Final = re.compile(r"att\s+", re.IGNORECASE)
#: longest text of a section, in characters
MOST: Final = 40_000
#: likeness of headings from which a section that came back under another name is the same one
RENAMED: Final = 0.6


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its text."""

    part: str
    heading: str
    text: str

    def as_json(self) -> dict[str, str]:
        """As a version keeps it."""
        return asdict(self)


def sections_of(kept: Iterable[dict[str, Any]]) -> list[Section]:
    """The sections of a version."""
    return [Section(str(one["part"]), str(one["heading"]), str(one["text"])) for one in kept]


def numbered(clauses: Sequence[str], style: str) -> str:
    """Clauses as the text of a section has them; written as the municipality writes, whichever way they were given.

    As att-clauses: "1. att motionen bifalls"; as full sentences: "1. Motionen bifalls."
    """
    return "\n".join(f"{number}. {worded(clause, style)}" for number, clause in enumerate(clauses, 1))


def worded(clause: str, style: str) -> str:
    """One clause in the municipality's own way of writing. Only the first word and the full stop are ours to change."""
    bare = _ATT.sub("", clause.strip(), count=1) if _ATT.match(clause.strip()) else clause.strip()
    if not bare:
        return ""
    if style == ClauseStyle.ATT:
        first = bare.split(maxsplit=1)[0]
        lower = bare[0].lower() + bare[1:] if first.istitle() and len(first) > 1 else bare
        return f"att {lower}"
    return bare[0].upper() + bare[1:] + ("" if bare.endswith((".", "!", "?")) else ".")


def blocks(text: str, style: str) -> list[Block]:
    """The text of a section as blocks of a paper."""
    found: list[Block] = []
    for chunk in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        for kind, lines in _grouped(chunk.split("\n")):
            if kind == "clause":
                found.append(Clauses(lines, "att" if style == ClauseStyle.ATT else "sentences"))
            elif kind == "point":
                found.append(Bullets(lines))
            elif any(line.strip() for line in lines):
                found.append(Text(["\n".join(line.strip() for line in lines).strip()]))
    return found


def _grouped(lines: Iterable[str]) -> Iterable[tuple[str, list[str]]]:
    """Lines of one sort that follow on each other."""
    groups: list[tuple[str, list[str]]] = []
    for line in lines:
        clause, point = _CLAUSE.fullmatch(line), _POINT.fullmatch(line)
        found = clause or point
        kind = "clause" if clause else "point" if point else "text"
        if not groups or groups[-1][0] != kind:
            groups.append((kind, []))
        groups[-1][1].append(found["text"] if found else line)
    return groups


def paper_blocks(sections: Sequence[Section], style: str) -> list[Block]:
    """The memo's body. A section without text is left out: an empty heading says nothing to the body that decides."""
    body: list[Block] = []
    for section in sections:
        told = blocks(section.text, style)
        if told:
            body += [Heading(1, section.heading), *told]
    return body


def recognised(came: Sequence[tuple[str, str]], known: Sequence[Section]) -> list[Section]:
    """Sections that came back as (heading, text), each as the part that it was: by its heading, or one much like it.

    What has a heading of its own is a part of its own; what no longer came back is there with no text, so that its
    absence shows as a difference and nothing is lost unseen.
    """
    left = list(known)
    found: list[Section] = []
    for heading, text in came:
        same = next((one for one in left if one.heading.casefold() == heading.casefold()), None)
        same = same or max(left, key=lambda one: likeness(one.heading, heading), default=None)
        if same and (same.heading.casefold() == heading.casefold() or likeness(same.heading, heading) >= RENAMED):
            left.remove(same)
            found.append(Section(same.part, heading, text))
        else:
            found.append(Section(Part.OTHER, heading, text))
    gone = [Section(one.part, one.heading, "") for one in left if one.text.strip()]
    return found + gone


@dataclass(frozen=True, slots=True)
class Changed:
    """A section with what became of it, word by word."""

    heading: str
    pieces: list[Piece]
    #: "same", "changed", "new" or "gone"
    state: str


def compared(before: Sequence[Section], after: Sequence[Section]) -> list[Changed]:
    """Two versions beside each other, in the later one's order."""
    left = list(before)
    found: list[Changed] = []
    for section in after:
        old = next((one for one in left if one.heading == section.heading), None) or next(
            (one for one in left if one.part == section.part != Part.OTHER), None
        )
        if old:
            left.remove(old)
        was = old.text.strip() if old else ""
        now = section.text.strip()
        renamed = old is not None and old.heading != section.heading
        state = "same" if was == now and not renamed else "new" if not was else "gone" if not now else "changed"
        found.append(Changed(section.heading, difference(was, now), state))
    found += [Changed(one.heading, difference(one.text.strip(), ""), "gone") for one in left if one.text.strip()]
    return found
