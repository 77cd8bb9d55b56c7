"""The columns that a list can have: what each is called, and what it says of a row. Words are as the row froze them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.editions.rules.moved import Change, Move
from samfrid.municipalities.dates import in_words
from samfrid.papers.sheet import Cell

COLUMNS: Final[Mapping[str, str | Promise]] = {
    "number": gettext_lazy("Nr"),
    "what": gettext_lazy("Vad"),
    "kind": gettext_lazy("Slag"),
    "origin": gettext_lazy("Kommer från"),
    "decided_on": gettext_lazy("Beslutat"),
    "responsible": gettext_lazy("Ansvarig"),
    "contact": gettext_lazy("Kontakt (funktion)"),
    "starts_on": gettext_lazy("Börjar"),
    "due": gettext_lazy("Klart senast"),
    "rhythm": gettext_lazy("Återkommer"),
    "state": gettext_lazy("Läge"),
    "share": gettext_lazy("Andel klar, procent"),
    "last_word": gettext_lazy("Senaste besked"),
    "evidence": gettext_lazy("Underlag"),
    "report_back": gettext_lazy("Återrapportering"),
    "partners": gettext_lazy("Tillsammans med"),
    "level": gettext_lazy("Nivå"),
    "arena": gettext_lazy("Arena"),
    "tags": gettext_lazy("Mål"),
    "moved": gettext_lazy("Sedan förra utgåvan"),
    "access": gettext_lazy("Åtkomst"),
}
#: what councils ask of such a list, in the order that they read it
DEFAULT: Final = ("number", "what", "origin", "decided_on", "responsible", "due", "state", "last_word", "moved")
#: columns whose words somebody has written freely
FREE: Final = ("what", "origin", "state", "last_word", "evidence")

MOVES: Final[Mapping[Move, str | Promise]] = {
    Move.NEW: gettext_lazy("nytt"),
    Move.DONE: gettext_lazy("avslutat"),
    Move.REOPENED: gettext_lazy("öppnat igen"),
    Move.REPORTED: gettext_lazy("nytt besked"),
    Move.DUE: gettext_lazy("ny dag"),
    Move.RESPONSIBLE: gettext_lazy("ny ansvarig"),
    Move.LATE: gettext_lazy("försenat sedan dess"),
    Move.GONE: gettext_lazy("följs inte längre här"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list, frozen or of today: ``values`` hold the words and days of all columns."""

    number: int
    commitment: UUID
    values: Mapping[str, Any]
    moved: Sequence[Change] = ()
    access: int = 0
    gone: bool = False
    #: in words, where somebody must have a clearance to read it
    closed: str = field(default="")


def known(names: Iterable[object]) -> list[str]:
    """The names that are columns, each once, in their order."""
    return list(dict.fromkeys(str(name) for name in names if str(name) in COLUMNS))


def day(iso: str | None) -> dt.date | None:
    """A day as it was frozen."""
    return dt.date.fromisoformat(iso) if iso else None


def text(name: str, row: Row) -> str:
    """What a column says of a row, as a page or a paper writes it; empty where nothing is known."""
    cell = cell_of(name, row)
    return in_words(cell) if isinstance(cell, dt.date) else str(cell if cell is not None else "")


def cell_of(name: str, row: Row) -> Cell:
    """The same for a sheet: days as days, numbers as numbers. A due day of a whole month or year is told in words."""
    values = row.values
    if name == "number":
        return row.number
    if name in ("decided_on", "starts_on"):
        return day(values.get(name))
    if name == "share":
        share: int | None = values.get("share")
        return share
    if name in ("origin", "evidence", "partners", "tags"):
        return "\n".join(values.get(name) or [])
    if name == "access":
        return row.closed
    made = _MADE.get(name)
    return made(row) if made else str(values.get(name) or "")


def _due(row: Row) -> Cell:
    return day(row.values.get("due_on")) if row.values.get("due_exact") else str(row.values.get("due") or "")


def _state(row: Row) -> str:
    return "\n".join([str(row.values.get("state") or ""), *(row.values.get("by_hand") or [])])


def _last_word(row: Row) -> str:
    said = day(row.values.get("last_word_on"))
    words = [in_words(said)] if said else []
    return ": ".join([*words, *([row.values["last_word"]] if row.values.get("last_word") else [])])


def _report_back(row: Row) -> str:
    done, last = day(row.values.get("reported_back_on")), day(row.values.get("report_back_on"))
    body = row.values.get("report_back_body") or ""
    if done:
        return _("gjord %(day)s") % {"day": in_words(done)}
    return ", ".join([*([str(body)] if body else []), *([in_words(last)] if last else [])])


def _moved(row: Row) -> str:
    return "\n".join(told(one) for one in row.moved)


_MADE: Final = {"due": _due, "state": _state, "last_word": _last_word, "report_back": _report_back, "moved": _moved}


def told(change: Change) -> str:
    """One thing that has moved, in words with what it was before."""
    word = str(MOVES[change.kind])
    if change.kind is Move.DUE:
        before, after = (
            in_words(found) if found else _("ingen dag") for found in map(day, (change.before, change.after))
        )
        return _("%(word)s: %(after)s (förut %(before)s)") % {"word": word, "after": after, "before": before}
    if change.kind is Move.RESPONSIBLE:
        names = {"after": change.after or _("ingen"), "before": change.before or _("ingen")}
        return _("%(word)s: %(after)s (förut %(before)s)") % {"word": word, **names}
    return word
