"""Lists and editions as files: made of the rows alone, so that an edition's are the same next year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.editions.models import Edition
from samfrid.editions.pictures import thawed
from samfrid.editions.queries.kept import closed_since, gone_of, moves_of, rows_of
from samfrid.editions.rules.columns import COLUMNS, Row, cell_of, text
from samfrid.editions.shown import facts, summary
from samfrid.papers.docx import docx
from samfrid.papers.paper import Block, Bullets, Facts, Heading, Paper, Picture, Run, Table, Text, paragraphs
from samfrid.papers.pdf import pdf
from samfrid.papers.sheet import Column, Sheet, csv, xlsx
from samfrid.pictures import Picture as Drawn

Form = Literal["docx", "pdf", "xlsx", "csv"]
FORMS: Final[dict[str, Form]] = {name: name for name in get_args(Form)}
#: what each is called by people
NAMES: Final[dict[str, str]] = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel", "csv": "CSV"}
_WIDE: Final = {"what": 40.0, "last_word": 36.0, "evidence": 30.0, "origin": 30.0, "moved": 26.0}


@dataclass(frozen=True, slots=True)
class Content:
    """What a file says, of a list of today or of an edition."""

    municipality: str
    title: str
    introduction: str
    facts: Sequence[tuple[str, str]]
    columns: Sequence[str]
    rows: Sequence[Row]
    gone: Sequence[Row] = ()
    #: what has moved, as sentences
    moved: Sequence[str] = ()
    pictures: Sequence[Drawn] = ()
    correction: str = ""
    closed: bool = False


@override("sv")
def of_edition(edition: Edition, municipality: str, *, still_open: bool = False) -> Content:
    """What an edition says. Everything is as it was frozen, in Swedish whoever asks; ``still_open``: without what has
    been closed since.
    """
    correction = ""
    if edition.corrects:
        correction = _("Rättelse av %(number)s: %(words)s") % {
            "number": edition.corrects.label,
            "words": edition.correction,
        }
    return Content(
        municipality,
        edition.name,
        edition.introduction,
        facts(edition, closed_since(edition) if still_open else 0),
        edition.columns,
        rows_of(edition, still_open=still_open),
        gone_of(edition, still_open=still_open),
        [f"{word.capitalize()}: {number}" for _kind, word, number in summary(moves_of(edition))],
        thawed(edition.pictures),
        correction,
        not edition.public,
    )


@override("sv")
def made(content: Content, form: Form) -> bytes:
    """The file."""
    if form == "docx":
        return docx(paper(content))
    if form == "pdf":
        return pdf(paper(content))
    if form == "xlsx":
        return xlsx([sheet(content), *_gone_sheet(content)])
    return csv(sheet(content))


@override("sv")
def paper(content: Content) -> Paper:
    """The list as a letter to its body, laid down: its rows are wide."""
    blocks: list[Block] = []
    if content.closed:
        blocks.append(Text([[Run(_("Inte offentlig."), bold=True)]]))
    if content.correction:
        blocks.append(Text([[Run(content.correction, bold=True)]]))
    blocks += [Text(paragraphs(content.introduction)), Facts(content.facts)]
    if content.moved:
        blocks += [Heading(1, _("Sedan förra utgåvan")), Bullets(content.moved)]
    blocks += [Heading(1, _("Åtaganden")), _table(content.columns, content.rows)]
    if content.gone:
        blocks += [Heading(1, _("Följs inte längre i listan")), _table(_of_gone(content.columns), content.gone)]
    # as on the page: the list is what the body asked for, and a picture's table can be longer than it
    if content.pictures:
        blocks += [Heading(1, _("I bild")), *map(Picture, content.pictures)]
    return Paper(content.title, blocks, _("Uppföljning"), [content.municipality], landscape=True)


def _of_gone(columns: Sequence[str]) -> list[str]:
    return [name for name in columns if name not in ("number", "moved")]


def _table(columns: Sequence[str], rows: Sequence[Row]) -> Table:
    return Table([str(COLUMNS[name]) for name in columns], [[text(name, row) for name in columns] for row in rows])


@override("sv")
def sheet(content: Content) -> Sheet:
    """The rows to work on: days as days, numbers as numbers."""
    return _sheet(content.title, content.columns, content.rows)


def _gone_sheet(content: Content) -> list[Sheet]:
    return [_sheet(_("Följs inte längre"), _of_gone(content.columns), content.gone)] if content.gone else []


def _sheet(name: str, columns: Sequence[str], rows: Sequence[Row]) -> Sheet:
    heads = [Column(str(COLUMNS[one]), _WIDE.get(one)) for one in columns]
    return Sheet(name, heads, [[cell_of(one, row) for one in columns] for row in rows])
