"""Plain text: one line of the file is one line; a form feed, as ``pdftotext`` writes, begins a new page."""

from __future__ import annotations

import re

from samfrid.reading.encoding import clean
from samfrid.reading.intake import Intake
from samfrid.reading.source import Line, Page, Source

_LINE_END = re.compile(r"\r\n|\r|\n|\x0b|\x85|\u2028|\u2029")
_WEB_HOST = re.compile(r"(?:https?://|(?<![/\w])www\.|(?<=[\w.+-])@)((?:[\w-]+\.)+[a-zåäö]{2,})", re.I)


def parse(intake: Intake) -> Source:
    """Parse decoded text; roles are left ``UNKNOWN``, for nothing in the file says them."""
    return Source("text", pages_of(intake.text), hosts=hosts_in(intake.text))


def pages_of(text: str) -> tuple[Page, ...]:
    """The pages of a text, one line object for each line that is not blank."""
    pages = [Page(number, 0, 0, lines_of(part, number)) for number, part in enumerate(text.split("\f"), 1)]
    kept = [page for page in pages if page.lines] or pages[:1]
    return tuple(kept)


def lines_of(text: str, page: int = 1) -> tuple[Line, ...]:
    """The printed lines; a blank line is told by ``blank_before`` on the next."""
    lines: list[Line] = []
    blank = True
    for raw in _LINE_END.split(text):
        words = clean(raw).rstrip()
        if words.strip():
            lines.append(Line(words, page=page, blank_before=blank))
            blank = False
        else:
            blank = True
    return tuple(lines)


def hosts_in(text: str) -> tuple[str, ...]:
    """Host names of web and mail addresses in the words, each once, in order."""
    return tuple(dict.fromkeys(match.lower() for match in _WEB_HOST.findall(text)))
