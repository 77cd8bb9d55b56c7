"""Signatures: names with titles, side by side or under each other, and the unit or party that they sign for."""

from __future__ import annotations

import re

from samfrid.reading import columns, headings
from samfrid.reading.document import Kind
from samfrid.reading.rows import Row
from samfrid.reading.source import Role
from samfrid.reading.strand import Strand
from samfrid.reading.walk import Block, Walk

_PRO = re.compile(r"För (?:[A-ZÅÄÖ]|[\w-]*(?:nämnden|styrelsen|förvaltningen|kommunen|föreningen))")
_PLACE_DATE = re.compile(r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?,? (?:den )?\d[\w -]{4,20}$")


def sign(walk: Walk, lines: list[Strand], row: Row) -> None:
    """One block for each signer of a column; what stands above the first name (unit, "För …") is an own one."""
    held: list[Strand] = []
    for line in lines:
        if held and headings.is_signer(line.text) and not headings.is_title(line.text):
            walk.add(Block.of_cells(Kind.SIGNATURE, tuple(held)), row)
            held = []
        held.append(line)
    if held:
        walk.add(Block.of_cells(Kind.SIGNATURE, tuple(held)), row)
    walk.listing = False


def take(walk: Walk, at: int) -> bool:
    """Take a row that belongs to a signature: a name, its title, the unit or "För …" above it."""
    row, last = walk.rows[at], walk.open
    if _twin(walk, at):
        return True
    after_signature = last is not None and last.kind is Kind.SIGNATURE
    if after_signature and last and _goes_with(last, row):
        _enlarge(last, row.words)
        last.last = row
        return True
    first = last is not None and last.kind is Kind.HEADING
    if walk.late(at) and walk.listing and "," in row.text and _only_signers(walk, at):
        sign(walk, [row.words], row)
        return True
    if not walk.late(at) or (walk.listing and (first or not row.line.blank_before)):
        return False
    if _is_signer(walk, at, after_signature=after_signature) or _stands_above(walk, at):
        sign(walk, [row.words], row)
        return True
    return False


def _only_signers(walk: Walk, at: int) -> bool:
    """Whether nothing but names with titles follows: they sign, though they stand under those it is sent to."""
    rest = walk.rows[at:]
    return len(rest) > 1 and all("," in row.text and headings.is_signer(row.text) for row in rest)


def _is_signer(walk: Walk, at: int, *, after_signature: bool) -> bool:
    """A name on a line of its own, where a title or another name follows, or which stands apart."""
    row = walk.rows[at]
    if not headings.is_signer(row.text):
        return False
    following = walk.rows[at + 1 : at + 2]
    is_end = not following or any(headings.is_title(r.text) or headings.is_signer(r.text) for r in following)
    return is_end or after_signature or (not walk.listing and row.line.blank_before)


def _stands_above(walk: Walk, at: int) -> bool:
    """The unit, the party ("För …") or place and date above the names."""
    text = walk.rows[at].text
    following = walk.rows[at + 1 : at + 3]
    if not any(headings.is_signer(row.text) or columns.is_signing([row]) for row in following):
        return False
    return bool(_PRO.match(text) or headings.is_body(text) or _PLACE_DATE.match(text))


def _twin(walk: Walk, at: int) -> bool:
    """Two signers on one line, as character recognition leaves columns: names, and units or titles in step."""
    row = walk.rows[at]
    split = columns.split_flat(row.text)
    if split is None or row.line.role is not Role.UNKNOWN or not walk.late(at):
        return False
    parts = (row.words.cut(0, split), row.words.cut(split + 1))
    if walk.twins and walk.open is walk.twins[1] and all(headings.is_title(part.text) for part in parts):
        for block, part in zip(walk.twins, parts, strict=True):
            _enlarge(block, part)
        return True
    named = _is_flat(row)
    above = at + 1 < len(walk.rows) and _is_flat(walk.rows[at + 1]) and all(headings.is_body(p.text) for p in parts)
    if not named and not above:
        return False
    for part in parts:
        walk.add(Block.of_cells(Kind.SIGNATURE, (part,)), row)
    walk.twins = (walk.blocks[-2], walk.blocks[-1]) if named else None
    walk.listing = False
    return True


def _is_flat(row: Row) -> bool:
    """Whether a line is two names of two words."""
    words = row.text.split()
    return len(words) == 4 and headings.is_signer(" ".join(words[:2])) and headings.is_signer(" ".join(words[2:]))


def _goes_with(signature: Block, row: Row) -> bool:
    """Whether a line is the title of the one who signs, or what she signs for."""
    if ":" in row.text or (headings.is_signer(row.text) and not headings.is_title(row.text)):
        return False
    if not any(headings.is_signer(cell.text) for cell in signature.cells):
        return False
    return headings.is_title(row.text) or (not row.line.blank_before and headings.is_body(row.text))


def _enlarge(signature: Block, line: Strand) -> None:
    signature.cells = (*signature.cells, line)
    signature.words = Strand.joined(signature.cells)
