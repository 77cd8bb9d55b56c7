"""Lists and editions as the templates take them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.editions.models import Edition, EditionForm
from samfrid.editions.queries.kept import rows_of
from samfrid.editions.rules.columns import COLUMNS, FREE, MOVES, Row, text
from samfrid.editions.rules.moved import Change, counted
from samfrid.editions.rules.personal import Personal, personal
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body
from samfrid.municipalities.shown import Acts

ACTS: Final[Acts] = {
    "editions.save_form": gettext_lazy("ändrade formen för uppföljningslistan"),
    "editions.make": gettext_lazy("gjorde ett utkast till utgåva"),
    "editions.remake": gettext_lazy("gjorde om utkastet"),
    "editions.discard": gettext_lazy("kastade utkastet"),
    "editions.correct": gettext_lazy("gjorde en rättelse"),
    "editions.send": gettext_lazy("skickade utgåvan"),
}
PERSONAL: Final[Mapping[Personal, str | Promise]] = {
    Personal.NUMBER: gettext_lazy("något som liknar ett personnummer"),
    Personal.EMAIL: gettext_lazy("något som liknar en e-postadress"),
    Personal.PHONE: gettext_lazy("något som liknar ett telefonnummer"),
}


def heading_of(form: EditionForm, body: Body) -> str:
    """What the list is called where nobody has said: by its body."""
    return form.heading.strip() or f"Uppföljning av åtaganden, {body.name}"


def narrowing(form: EditionForm) -> str:
    """How the list is narrowed, in words; empty for one that has everything."""
    parts = [
        (_("ur planen %(name)s"), form.plan),
        (_("ur beslut av %(name)s"), form.decided_by),
        (_("som %(name)s ansvarar för"), form.unit),
        (_("med målet %(name)s"), form.tag),
    ]
    return ", ".join(words % {"name": value} for words, value in parts if value)[:500]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the list: its column's name and heading, and what it says."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list on a page."""

    row: Row
    url: str
    what: str
    tone: str
    state: str
    #: states that somebody has set by hand, and why
    by_hand: list[str]
    #: nobody answers for it, and something is still awaited
    nobody: bool
    cells: list[Cell]


def lines(rows: Iterable[Row], columns: Sequence[str], *, linked: bool) -> list[Line]:
    """Rows with the chosen columns. ``linked``: whoever reads may go to the commitments' own pages."""
    return [_line(one, columns, linked=linked) for one in rows]


def _line(row: Row, columns: Sequence[str], *, linked: bool) -> Line:
    return Line(
        row,
        reverse("commitments:commitment", args=[row.commitment]) if linked else "",
        str(row.values.get("what") or ""),
        str(row.values.get("tone") or "none"),
        str(row.values.get("state") or ""),
        list(row.values.get("by_hand") or []),
        bool(row.values.get("nobody") and not row.values.get("settled")),
        [Cell(name, str(COLUMNS[name]), text(name, row)) for name in columns if name in COLUMNS],
    )


def heads(columns: Sequence[str]) -> list[tuple[str, str]]:
    """Name and heading of each column."""
    return [(name, str(COLUMNS[name])) for name in columns if name in COLUMNS]


def summary(moves: Iterable[Iterable[Change]]) -> list[tuple[str, str, int]]:
    """What has moved: kind, word and how many."""
    return [(str(kind), str(MOVES[kind]), number) for kind, number in counted(moves).items()]


@dataclass(frozen=True, slots=True)
class Warned:
    """A text that looks as if it holds somebody's own data: where, and what of. Never the text itself."""

    where: str
    what: str


def warnings_of(edition: Edition, rows: Sequence[Row] | None = None) -> list[Warned]:
    """What the sender of an edition is warned of, in the columns that are shown and its own words."""
    own = (
        (_("Rubriken"), edition.name),
        (_("Inledningen"), edition.introduction),
        (_("Rättelsen"), edition.correction),
    )
    found = [Warned(where, str(PERSONAL[one])) for where, words in own for one in sorted(personal(words))]
    free = [name for name in edition.columns if name in FREE]
    for row in rows_of(edition) if rows is None else rows:
        for name in free:
            where = _("Rad %(number)s, %(column)s") % {"number": row.number, "column": COLUMNS[name]}
            found += [Warned(where, str(PERSONAL[one])) for one in sorted(personal(text(name, row)))]
    return found


def listed(edition: Edition) -> dict[str, Any]:
    """An edition as a row of the list of editions."""
    meta = [edition.body.name, _("läget %(day)s") % {"day": in_words(edition.on)}]
    meta.append(_("offentlig") if edition.public else _("inte offentlig"))
    if edition.corrects_id:
        meta.append(_("rättelse"))
    sent = edition.sent_on
    return {
        "url": edition.get_absolute_url(),
        "title": str(edition),
        "meta": meta,
        "tone": "done" if sent else "todo",
        "word": _("skickad %(day)s") % {"day": in_words(sent)} if sent else _("utkast"),
    }


def facts(edition: Edition, withheld: int = 0) -> list[tuple[str, str]]:
    """What an edition is, beside its rows; ``withheld``: how many of them are not shown any more."""
    found = [(_("Till"), edition.body.name), (_("Läget den"), in_words(edition.on))]
    if edition.sent_on:
        found += [(_("Nummer"), edition.label), (_("Skickad"), in_words(edition.sent_on))]
    if edition.narrowed:
        found.append((_("Bara åtaganden"), edition.narrowed))
    if withheld:
        told = ngettext("%(n)s rad som inte är offentlig längre", "%(n)s rader som inte är offentliga längre", withheld)
        found.append((_("Visas inte"), told % {"n": withheld}))
    if edition.previous:
        found.append((_("Jämförs med"), f"{edition.previous.label}, {in_words(edition.previous.on)}"))
    return found
