"""A paper as a Word file (DOCX) that tells nothing about who made it, when or on what machine.

What a released file holds beyond its visible text is released too (JO 2437-2006): there is no author, no company, no
date, no earlier version, no comment and no editing session in what is made here.
"""

from __future__ import annotations

from html import escape

from samfrid.papers.body import Body
from samfrid.papers.package import Part, Relation, write, xml_bytes
from samfrid.papers.paper import Paper
from samfrid.papers.shell import CORE, KIND, MAIN, NUMBERING, STYLES, house
from samfrid.papers.styles import LANGUAGES
from samfrid.papers.template import from_template


def docx(paper: Paper, template: bytes | None = None) -> bytes:
    """The paper as DOCX; the same paper gives the same bytes.

    ``template`` is a municipality's own Word file: its styles, heads, feet and page set-up are used and its body is
    replaced. Its head then tells who sends, so that ``paper.sender`` is left out where there is one.
    Raises :class:`~samfrid.papers.template.TemplateError`, which is a sentence in Swedish for who gave the template.
    """
    if template is None:
        shell = house(paper.language, landscape=paper.landscape)
    else:
        shell = from_template(template, paper.language)
    shell.styles.speak(paper.language)
    document = Body(shell.styles, shell.numbering, shell.width, sender=not shell.has_head).xml(paper, shell.section)
    relations = (
        Relation("rStyles", "styles", STYLES, external=False),
        Relation("rNumbering", "numbering", NUMBERING, external=False),
        *shell.relations,
    )
    parts = {
        CORE: Part(_core(paper), "application/vnd.openxmlformats-package.core-properties+xml"),
        MAIN: Part(document, KIND.format("document.main"), relations),
        STYLES: Part(xml_bytes(shell.styles.root), KIND.format("styles")),
        NUMBERING: Part(xml_bytes(shell.numbering.root), KIND.format("numbering")),
        **shell.parts,
    }
    roots = (
        Relation("rMain", "officeDocument", MAIN, external=False),
        Relation("rCore", "core-properties", CORE, external=False),
    )
    return write(parts, roots)


def _core(paper: Paper) -> bytes:
    """Title and language, which a reader of the screen needs (EN 301 549, 10.2.4.2), and nothing else."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(paper.title)}</dc:title>"
        f"<dc:language>{LANGUAGES.get(paper.language, paper.language)}</dc:language></cp:coreProperties>"
    ).encode()
