"""Word and OpenDocument: structure, numbers, tables in place, heads and feet, notes, boxes, changes."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from odf import opendocument, style, table, text

from samfrid.reading.source import Line, Role, Source, Unreadable
from samfrid.reading.sources import load_bytes
from tests.reading import files


def lines(source: Source) -> tuple[Line, ...]:
    return source.pages[0].lines


def told(document: Any) -> list[tuple[str, str, str]]:
    return [(line.role.value, line.marker, line.text) for line in lines(load_bytes(files.saved(document), "a.docx"))]


def run(words: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>"


def paragraph(inner: str) -> Any:
    return parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")


def append(document: Any, inner: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, paragraph(inner))


def test_headings_paragraphs_and_lists_have_their_roles_and_numbers() -> None:
    document = docx.Document()
    document.add_heading("Svar på motion", 1)
    document.add_paragraph("Sammanfattning av ärendet.")
    for words in ("Motionen bifalls.", "Uppdraget ges."):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("en punkt", style="List Bullet")
    document.add_paragraph("Motionen avslås.", style="List Number")
    assert told(document) == [
        ("heading", "", "Svar på motion"),
        ("paragraph", "", "Sammanfattning av ärendet."),
        ("list_item", "1.", "Motionen bifalls."),
        ("list_item", "2.", "Uppdraget ges."),
        ("list_item", "•", "en punkt"),
        ("list_item", "3.", "Motionen avslås."),
    ]


def test_typed_markers_are_told_by_their_tab() -> None:
    document = docx.Document()
    document.add_paragraph("a)\tEtt uppdrag")
    document.add_paragraph("• En punkt")
    document.add_paragraph("2024 var ett bra år")
    assert [(marker, words) for _, marker, words in told(document)] == [
        ("a)", "Ett uppdrag"),
        ("•", "En punkt"),
        ("", "2024 var ett bra år"),
    ]


def test_a_bold_line_before_running_text_is_a_heading_but_a_bold_name_is_not() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Förslag till beslut").bold = True
    document.add_paragraph(files.SENTENCE)
    document.add_paragraph().add_run("Anna Ek (S)").bold = True
    document.add_paragraph("Ordförande i nämnden")
    assert [role for role, _, _ in told(document)] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_a_table_stands_where_it_stood() -> None:
    document = docx.Document()
    document.add_paragraph("Före tabellen.")
    grid = document.add_table(rows=3, cols=3)
    for row, words in zip(grid.rows, ("Åtgärd|Ansvarig|Klart", "Rutin||2025", "Kurs|Skolan|2026"), strict=True):
        for cell, word in zip(row.cells, words.split("|"), strict=True):
            cell.text = word
    for cell in grid.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph("Efter tabellen.")
    found = lines(load_bytes(files.saved(document)))
    assert [line.text for line in found] == [
        "Före tabellen.",
        "Åtgärd | Ansvarig | Klart",
        "Rutin |  | 2025",
        "Kurs | Skolan | 2026",
        "Efter tabellen.",
    ]
    assert [line.level for line in found[1:4]] == [1, 0, 0]


def test_several_values_of_one_label_become_rows() -> None:
    document = docx.Document()
    grid = document.add_table(rows=5, cols=2)
    for row, (label, value) in zip(
        grid.rows, [("Beslutande", "Anna Ek\nBo Alm"), *((f"Fält {n}", "x") for n in range(4))], strict=True
    ):
        row.cells[0].text, row.cells[1].text = label, value
    assert [words for _, _, words in told(document)][:3] == ["Beslutande | Anna Ek", " | Bo Alm", "Fält 0 | x"]


def test_signatures_side_by_side_are_read_name_by_name() -> None:
    document = docx.Document()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text, right.text = "Anna Ek\nSocialdirektör", "Bo Alm\nAvdelningschef"
    assert [words for _, _, words in told(document)] == ["Anna Ek", "Socialdirektör", "Bo Alm", "Avdelningschef"]


def test_the_head_comes_first_as_content_and_the_foot_last_as_furniture() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Exempelby kommun\tDnr KS 2024/1\tSida 1 av 2"
    document.sections[0].footer.paragraphs[0].text = "Org.nr 212000-0000"
    document.add_paragraph("Brödtext.")
    assert told(document) == [
        ("unknown", "", "Exempelby kommun"),
        ("unknown", "", "Dnr KS 2024/1"),
        ("furniture", "", "Sida 1 av 2"),
        ("paragraph", "", "Brödtext."),
        ("furniture", "", "Org.nr 212000-0000"),
    ]


def test_tracked_changes_keep_what_was_put_in_and_drop_what_was_taken_out() -> None:
    document = docx.Document()
    deleted = "<w:del w:id='1' w:author='a'><w:r><w:delText>avslås</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom w:id='3' w:author='a'>{run('borta')}</w:moveFrom>"
    append(
        document, f"{run('Motionen ')}{deleted}<w:ins w:id='2' w:author='a'>{run('bifalls')}</w:ins>{moved}{run('.')}"
    )
    source = load_bytes(files.saved(document))
    assert [line.text for line in lines(source)] == ["Motionen bifalls."]
    assert "tracked_changes" in source.warnings


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    document = docx.Document()
    append(document, f"<w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>{run('Nämnden')}")
    append(document, run("beslutar."))
    assert [words for _, _, words in told(document)] == ["Nämnden beslutar."]


def test_a_document_without_changes_is_not_warned_of() -> None:
    assert load_bytes(files.word("Text")).warnings == ()


def test_text_boxes_are_read_once_and_hidden_text_not_at_all() -> None:
    document = docx.Document()
    box = f"<w:txbxContent><w:p>{run('Inkom 2024-06-03')}</w:p></w:txbxContent>"
    both = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    choice = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    namespace = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    element = parse_xml(f"<w:p {nsdecls('w')} {namespace}>{run('Motion')}<w:r>{choice}</w:r></w:p>")
    document.element.body.insert(0, element)
    append(document, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>")
    assert [words for _, _, words in told(document)] == ["Motion", "Inkom 2024-06-03"]


def test_footnotes_come_after_the_text_with_their_numbers() -> None:
    document = docx.Document()
    append(document, f"{run('Antalet ökade.')}<w:r><w:footnoteReference w:id='2'/></w:r>")
    separator = f"<w:footnote w:type='separator' w:id='0'><w:p>{run('---')}</w:p></w:footnote>"
    note = f"<w:footnote w:id='2'><w:p>{run('Nämndens statistik.')}</w:p></w:footnote>"
    notes = f"<w:footnotes {nsdecls('w')}>{separator}{note}</w:footnotes>"
    data = files.with_member(files.saved(document), "word/footnotes.xml", notes.encode())
    assert [(line.marker, line.text) for line in lines(load_bytes(data))] == [
        ("", "Antalet ökade."),
        ("1", "Nämndens statistik."),
    ]


def test_lines_that_a_converter_made_paragraphs_are_not_called_paragraphs() -> None:
    broken = ["Kommunen ska under året arbeta vidare med att", "stödja den som är utsatt för våld i en nära relation"]
    source = load_bytes(files.word(*(line for _ in range(5) for line in broken)))
    assert {line.role for line in lines(source)} == {Role.UNKNOWN}


def test_numbers_of_several_levels_are_printed_as_word_prints_them() -> None:
    document = docx.Document()
    level = "<w:lvl w:ilvl='{}'><w:start w:val='1'/><w:numFmt w:val='{}'/><w:lvlText w:val='{}'/></w:lvl>"
    abstract = (
        f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>"
        + level.format(0, "decimal", "%1")
        + level.format(1, "lowerLetter", "%1.%2)")
        + "</w:abstractNum>"
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"))
    for depth, words in ((0, "Mål"), (1, "Åtgärd"), (1, "Åtgärd"), (0, "Mål"), (1, "Åtgärd")):
        numbers = f"<w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='90'/></w:numPr></w:pPr>"
        append(document, numbers + run(words))
    assert [marker for _, marker, _ in told(document)] == ["1", "1.a)", "1.b)", "2", "2.a)"]


def test_styles_based_on_each_other_in_a_circle_do_not_hang() -> None:
    document = docx.Document()
    first, second = document.styles["Heading 1"], document.styles["Heading 2"]
    for one, other in ((first, second), (second, first)):
        for old in one.element.findall(docx.oxml.ns.qn("w:basedOn")):
            one.element.remove(old)
        based = OxmlElement("w:basedOn")
        based.set(docx.oxml.ns.qn("w:val"), other.style_id)
        one.element.append(based)
    document.add_paragraph("Rubrik", style="Heading 1")
    assert told(document)[0][2] == "Rubrik"


def test_a_word_document_without_content_is_broken() -> None:
    with pytest.raises(Unreadable) as caught:
        load_bytes(files.with_member(files.word("x"), "word/document.xml", b"<not-xml"))
    assert caught.value.code == "broken"


def odt(*children: Any, styles: tuple[Any, ...] = ()) -> Source:
    document = opendocument.OpenDocumentText()
    for added in styles:
        document.automaticstyles.addElement(added)
    for child in children:
        document.text.addElement(child)
    buffer = io.BytesIO()
    document.write(buffer)
    return load_bytes(buffer.getvalue(), "a.odt")


def test_opendocument_headings_paragraphs_tabs_and_breaks() -> None:
    signature = text.P(text="Anna Ek")
    signature.addElement(text.LineBreak())
    signature.addText("Ordförande")
    columns = text.P(text="Nämnden")
    columns.addElement(text.Tab())
    columns.addText("3 juni 2024")
    source = odt(text.H(outlinelevel=2, text="Bakgrund"), text.P(text="Ett stycke."), columns, signature)
    assert source.kind == "odt"
    assert [(line.role.value, line.level, line.text) for line in lines(source)] == [
        ("heading", 2, "Bakgrund"),
        ("paragraph", 0, "Ett stycke."),
        ("paragraph", 0, "Nämnden    3 juni 2024"),
        ("unknown", 0, "Anna Ek"),
        ("unknown", 0, "Ordförande"),
    ]


def test_opendocument_lists_are_numbered() -> None:
    numbers = text.ListStyle(name="N")
    numbers.addElement(text.ListLevelStyleNumber(level="1", numformat="1", numsuffix="."))
    items = text.List(stylename="N")
    for words in ("Bifalls.", "Avslås."):
        item = text.ListItem()
        item.addElement(text.P(text=words))
        items.addElement(item)
    assert [(line.marker, line.text) for line in lines(odt(items, styles=(numbers,)))] == [
        ("1.", "Bifalls."),
        ("2.", "Avslås."),
    ]


def test_opendocument_tables_and_notes() -> None:
    grid = table.Table()
    for words in (("Åtgärd", "Klart"), ("Rutin", "2025")):
        row = table.TableRow()
        for word in words:
            cell = table.TableCell()
            cell.addElement(text.P(text=word))
            row.addElement(cell)
        grid.addElement(row)
    noted = text.P(text="Antalet ökade.")
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="Nämndens statistik."))
    note.addElement(body)
    noted.addElement(note)
    source = odt(grid, noted)
    assert [line.cells for line in lines(source)][:2] == [("Åtgärd", "Klart"), ("Rutin", "2025")]
    assert [(line.marker, line.text) for line in lines(source)][2:] == [
        ("", "Antalet ökade."),
        ("1", "Nämndens statistik."),
    ]


def test_opendocument_bold_comes_from_its_style() -> None:
    bold = style.Style(name="F", family="paragraph")
    bold.addElement(style.TextProperties(fontweight="bold"))
    source = odt(text.P(stylename="F", text="Förslag"), text.P(text=files.SENTENCE), styles=(bold,))
    assert [line.role for line in lines(source)] == [Role.HEADING, Role.PARAGRAPH]
