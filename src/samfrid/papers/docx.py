"""A paper as a Word file (DOCX), by python-docx, that tells nothing about who made it, when or on what machine.

What a released file holds beyond its visible text is released too (JO 2437-2006): there is no author, no company, no
date, no earlier version, no comment and no editing session in what is made here.
"""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any, Final

import docx as python_docx
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.parser import parse_xml
from docx.shared import Pt, Twips
from lxml import etree

from samfrid.papers.body import Body, number_pages
from samfrid.papers.package import timeless
from samfrid.papers.paper import Paper
from samfrid.papers.styles import LANGUAGES, PAGE_WORD, house_xml
from samfrid.papers.template import Shell, TemplateError, from_template, plainest

#: the longest title that the properties of a document hold (ECMA-376, part 2, by python-docx)
_LONGEST_TITLE: Final = 255
#: what python-docx says of a template whose parts are not what they should be
_UNREADABLE: Final = (XmlchemyError, OpcError, etree.LxmlError, AttributeError, LookupError, TypeError, ValueError)


def docx(paper: Paper, template: bytes | None = None) -> bytes:
    """The paper as DOCX; the same paper gives the same bytes.

    ``template`` is a municipality's own Word file: its styles, heads, feet and page set-up are used and its body is
    replaced. Its head then tells who sends, so that ``paper.sender`` is left out where there is one.
    Raises :class:`~samfrid.papers.template.TemplateError`, which is a sentence in Swedish for who gave the template.
    """
    shell = _house() if template is None else from_template(template)
    try:
        document = _opened(shell.file)
        if template is None and paper.landscape:
            _lay_down(document)
        body = Body(document)
        body.styles.speak(paper.language)
        if not shell.has_foot:
            _add_foot(document, body, paper.language)
    except _UNREADABLE as error:
        raise TemplateError("Mallen är skadad. Öppna den i Word, spara den på nytt och försök igen.") from error
    body.write(paper, sender=not shell.has_head)
    # what a reader of the screen needs (EN 301 549, 10.2.4.2), and nothing else
    document.core_properties.title = paper.title[:_LONGEST_TITLE]
    document.core_properties.language = LANGUAGES.get(paper.language, paper.language)
    return timeless(_saved(document))


@cache
def _house() -> Shell:
    """The house's own: python-docx's document with none of its history and styles, A4, our letters and spaces."""
    shell = from_template(plainest())
    document = _opened(shell.file)
    for style in list(document.styles):
        if style != document.styles.default(style.type):
            style.delete()
    del document.part.numbering_part.element[:]
    settings: Any = document.settings.element
    settings[:] = list(parse_xml(house_xml("settings.xml")))
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(7), 1.15
    section = document.sections[0]
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.left_margin = section.right_margin = section.bottom_margin = Twips(1417)
    section.top_margin = Twips(1247)
    section.header_distance = section.footer_distance = Twips(709)
    return replace(shell, file=_saved(document))


def _opened(file: bytes) -> Document:
    return python_docx.Document(io.BytesIO(file))


def _saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _lay_down(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _add_foot(document: Document, body: Body, language: str) -> None:
    """A foot with the page's number, also for a first page that has its own."""
    section = document.sections[0]
    feet = [section.footer, section.first_page_footer]
    for foot in feet if section.different_first_page_header_footer else feet[:1]:
        foot.is_linked_to_previous = False
        paragraph = foot.paragraphs[0]
        paragraph.style, paragraph.alignment = body.styles["Footer"], WD_ALIGN_PARAGRAPH.RIGHT
        number_pages(paragraph, PAGE_WORD.get(language, PAGE_WORD["en"]))
