"""Whose meeting it is: the body that decides where the text says only "Beslut", "nämnden" or nothing at all."""

from __future__ import annotations

import re

from samfrid.reading.finders.bodies import Body, bodies_in
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.items import Items
from samfrid.reading.finders.outline import DECIDES

_LINES_OF_HEAD = 12
_RUNNING_HEAD = 1500


def meeting_body(found: Found, position: int) -> Body | None:
    """The deciding body of the item that holds a position, else of the whole meeting.

    Looked for where a clerk puts it: before the paragraph sign ("KSAU § 88"), in the title, at the head of the paper.
    """
    item = Items(found.items).at(position)
    if item is not None and (body := _first_in(found, item.evidence[0].start, item.evidence[0].end)):
        return body
    if found.title is not None:
        for start, end in found.title.spans:
            if body := _first_in(found, start, end):
                return body
    for piece in found.marks.outline.pieces[:_LINES_OF_HEAD]:
        if piece.segment.marker or len(piece.text) > _RUNNING_HEAD:
            continue
        if body := _first_in(found, piece.start, piece.end):
            return body
    return _in_running_head(found)


def _first_in(found: Found, start: int, end: int) -> Body | None:
    return next((b for b in found.marks.bodies.within(start, end) if b.sort in DECIDES and not b.generic), None)


def _in_running_head(found: Found) -> Body | None:
    """The body that the page head names: a page head holds no facts of its own, but it says whose paper it is."""
    text = found.marks.outline.document.text[:_RUNNING_HEAD]
    return next((b for b in bodies_in(text) if b.sort in DECIDES and not b.generic), None)


def told_body(found: Found, body: Body | None, position: int) -> Body | None:
    """A body as the document means it: "utskottet" is the meeting's own committee."""
    if body is None or not body.generic:
        return body
    own = meeting_body(found, position)
    if own is not None and _same_sort(body, own):
        return own
    addressed = addressed_body(found)
    return addressed if addressed is not None and _same_sort(body, addressed) else body


def _same_sort(generic: Body, full: Body) -> bool:
    return generic.sort is full.sort or full.value.casefold().endswith(re.sub(r"^arbets", "", generic.value.casefold()))


def addressed_body(found: Found) -> Body | None:
    """The body that the document is put to."""
    if found.addressee is None:
        return None
    for start, end in found.addressee.spans:
        if body := _first_in(found, start, end):
            return body
    return None
