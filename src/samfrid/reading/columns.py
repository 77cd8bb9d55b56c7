"""Lines whose parts stand apart: heads of letters in columns, signatures side by side, tables drawn with spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samfrid.reading import headings
from samfrid.reading.rows import Row
from samfrid.reading.strand import Strand
from samfrid.reading.unwrap import joined

#: parts that begin this near each other stand in one column
_SAME = 4

_LABEL = re.compile(
    r"(?:plats(?: och tid)?|tid|beslutande|ledamöter|ersättare|tjänstgörande.*|närvarande.*|övriga.*|justerare"
    r"|justering.*|sekreterare"
    r"|utses att justera|underskrifter|ordförande|paragrafer|datum|organ|anslag.*|förvaringsplats.*"
    r"|sammanträdesdatum|justerande"
    r"|plats för justering|datum för anslag.*|frånvarande|ej beslutande|beslutande ledamöter|ärende|handläggare"
    r"|dnr|mötesplats)\b:?",
    re.I,
)
_TABLE_WORDS = re.compile(
    r"(?:nr|ärende|ärenden|dnr|diarienummer|föredragande|ledamot|namn|parti|ja|nej|avstår|frånvarande|aktivitet"
    r"|åtgärd|insats"
    r"|ansvar|ansvarig|klart|tid|tidplan|när|mål|delmål|indikator|samverkan|samverkar med|år|antal|kostnad"
    r"|summa|belopp)",
    re.I,
)
_PLACE_DATE = re.compile(r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?,? (?:den )?\d[\w -]{4,20}")
_DOTTED = re.compile(r"[._…-]{5,}$")


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of one column, from above."""

    position: int
    lines: tuple[Strand, ...]


def columns_of(rows: list[Row]) -> list[Column]:
    """The columns of lines that stand side by side, from left to right; by where their parts begin."""
    starts, placed = grid(rows)
    return [Column(start, tuple(parts[start] for parts in placed if start in parts)) for start in starts]


def grid(rows: list[Row]) -> tuple[list[int], list[dict[int, Strand]]]:
    """Where the columns of lines begin, and for each line its part in each column that it has."""
    counts = {len(row.columns) for row in rows}
    if len(counts) == 1 and counts != {0}:  # as many parts on each line: in order, whatever the gaps
        starts = list(range(counts.pop()))
        return starts, [{start: row.columns[start][1] for start in starts} for row in rows]
    starts = []
    for row in rows:
        for position, _ in row.columns if row.columned else ():
            if not any(abs(position - start) <= _SAME for start in starts):
                starts.append(position)
    starts = sorted(starts) or [0]
    placed: list[dict[int, Strand]] = []
    for row in rows:
        parts: dict[int, Strand] = {}
        for position, part in _parts(row):
            nearest = max((start for start in starts if start <= position + _SAME), default=starts[0])
            parts[nearest] = joined(parts[nearest], part) if nearest in parts else part
        placed.append(parts)
    return starts, placed


def _parts(row: Row) -> tuple[tuple[int, Strand], ...]:
    return row.columns or ((row.indent, row.whole.folded()),)


def labelled(rows: list[Row]) -> list[list[Strand]] | None:
    """Label and value side by side, as at the top of minutes ("Plats och tid   Stadshuset"); None where it is not so.

    Each entry is a label with its values; a line without a label goes on with the value above.
    """
    if sum(1 for row in rows if row.columned and _LABEL.fullmatch(row.columns[0][1].text)) < 2:
        return None
    entries: list[list[Strand]] = []
    for row in rows:
        parts = [part for _, part in _parts(row)]
        if entries and not row.columned and row.indent > 3:
            entries[-1] += parts
        else:
            entries.append(parts)
    return entries


def is_signing(rows: list[Row]) -> bool:
    """Whether lines side by side are signatures: names over titles, or dotted lines to sign on."""
    cells = [part.text for row in rows for _, part in _parts(row)]
    names = sum(1 for cell in cells if headings.is_signer(cell))
    dotted = sum(1 for cell in cells if _DOTTED.match(cell))
    titles = sum(1 for cell in cells if headings.is_title(cell))
    pro = sum(1 for cell in cells if cell.startswith("För "))
    placed = sum(1 for cell in cells if _PLACE_DATE.fullmatch(cell))
    return placed >= 2 or names + dotted >= 2 or (names >= 1 and titles >= 1) or pro >= 2


def is_list(rows: list[Row]) -> bool:
    """Whether lines side by side are a table by their first line or first column, whatever names the others hold.

    So are lists of votes ("Ledamot  Ja  Nej") and lists of business ("Nr  Ärende  Dnr").
    """
    columned = [row for row in rows if row.columned]
    if len(columned) < 3:
        return False
    named = sum(1 for _, cell in columned[0].columns if _TABLE_WORDS.fullmatch(cell.text))
    numbered = sum(1 for row in columned if re.fullmatch(r"\d{1,3}\.?", row.columns[0][1].text))
    return named >= 2 or numbered >= 2


def is_table(rows: list[Row]) -> bool:
    """Whether lines side by side are a table: three rows or more with the same number of columns, three or more."""
    counts = [len(row.columns) for row in rows if row.columned]
    return len(counts) >= 2 and max(counts) >= 3 and sum(1 for n in counts if n >= 3) >= max(2, len(rows) // 3)


def split_flat(text: str) -> int | None:
    """Where two names or titles on one flat line part ("Paul Ek Linda Ås"); None if there are not two."""
    words = text.split(" ")
    if len(words) == 4 and all(re.fullmatch(headings.NAME_PART, word) for word in words):
        return len(words[0]) + len(words[1]) + 1
    capital = [i for i, word in enumerate(words) if word[:1].isupper()]
    if len(capital) == 2 and capital[0] == 0 and capital[1] > 0:
        return len(" ".join(words[: capital[1]]))
    return None
