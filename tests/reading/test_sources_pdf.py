"""PDF and pictures: lines with places, columns, tables, and pages that must be read by Tesseract."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from samfrid.reading.source import Line, Role, Source
from samfrid.reading.sources import load_bytes
from tests.reading import files


def lines(source: Source, page: int = 0) -> tuple[Line, ...]:
    return source.pages[page].lines


def texts(data: bytes) -> list[str]:
    return [line.text for line in lines(load_bytes(data))]


def test_lines_have_words_places_sizes_and_pages() -> None:
    source = load_bytes(files.pdf([(70, 100, "Våld i nära relationer")], [(70, 200, "Åtgärder på ön")], size=12))
    assert [line.text for page in source.pages for line in page.lines] == ["Våld i nära relationer", "Åtgärder på ön"]
    line = lines(source)[0]
    assert (line.page, lines(source, 1)[0].page) == (1, 2)
    assert line.size == pytest.approx(12, abs=0.1)
    assert line.box is not None
    assert line.box.left == pytest.approx(70 / A4[0], abs=0.01)
    assert line.box.bottom == pytest.approx(100 / A4[1], abs=0.01)
    assert line.box.top < line.box.bottom
    assert source.pages[0].width == pytest.approx(A4[0], abs=0.1)


def test_more_room_between_lines_is_told() -> None:
    source = load_bytes(files.pdf([*files.prose(4), (70, 190, "Nytt stycke här"), (70, 206, "och dess fortsättning")]))
    assert [line.blank_before for line in lines(source)] == [True, False, False, False, True, False]


def test_lines_come_in_reading_order_whatever_the_file_s_order() -> None:
    assert texts(files.pdf([(70, 300, "Sist"), (70, 100, "Först"), (70, 200, "Sedan")])) == ["Först", "Sedan", "Sist"]


def test_a_list_marker_drawn_apart_joins_its_line() -> None:
    page = [(70, 100, "1."), (90, 100, "Motionen bifalls."), (70, 116, "•"), (90, 116, "En punkt")]
    assert texts(files.pdf(page)) == ["1. Motionen bifalls.", "• En punkt"]


def test_a_letterhead_is_read_column_by_column() -> None:
    page = [
        (60, 40, "Exempelby kommun"),
        (60, 52, "Kommunkontoret"),
        (260, 46, "Tjänsteskrivelse"),
        (450, 40, "2024-06-03"),
        (450, 52, "Dnr KS 2024/118"),
        *files.prose(8, top=140),
    ]
    assert texts(files.pdf(page))[:5] == [
        "Exempelby kommun",
        "Kommunkontoret",
        "Tjänsteskrivelse",
        "2024-06-03",
        "Dnr KS 2024/118",
    ]


def test_two_signatures_side_by_side_are_read_name_by_name() -> None:
    page = [*files.prose(6), (70, 300, "Anna Ek"), (320, 300, "Bo Alm"), (70, 314, "Direktör"), (320, 314, "Chef")]
    assert texts(files.pdf(page))[6:] == ["Anna Ek", "Direktör", "Bo Alm", "Chef"]


def test_two_columns_of_running_text_are_read_down() -> None:
    left = [(60, 100 + 14 * n, f"vänster spalt rad {n} med några ord") for n in range(10)]
    right = [(320, 100 + 14 * n, f"höger spalt rad {n} med några ord") for n in range(10)]
    found = texts(files.pdf([cell for pair in zip(left, right, strict=True) for cell in pair]))
    assert found == [text for _, _, text in [*left, *right]]


def test_columns_with_a_narrow_gutter_are_told_by_the_lines_they_share() -> None:
    left = [(60, 100 + 14 * n, f"vänster spalt {n} ord") for n in range(6)]
    right = [(60 + 112, 100 + 14 * n, f"höger spalt {n} ord") for n in range(6)]
    found = texts(files.pdf([cell for pair in zip(left, right, strict=True) for cell in pair]))
    assert found == [text for _, _, text in [*left, *right]]


def test_lines_of_a_cell_stay_together_where_rows_stand_further_apart() -> None:
    page = [
        *((60 + 150 * n, 300, name) for n, name in enumerate(("Aktivitet", "Ansvarig", "Klart"))),
        *((60 + 150 * n, 324, name) for n, name in enumerate(("Utbildning av all", "Barn- och utbildnings-", "2025"))),
        *((60 + 150 * n, 337, name) for n, name in enumerate(("personal", "nämnden"))),
        *((60 + 150 * n, 361, name) for n, name in enumerate(("Rutin", "Socialnämnden", "2026"))),
    ]
    assert [line.cells for line in lines(load_bytes(files.pdf(page)))][1:] == [
        ("Utbildning av all personal", "Barn- och utbildningsnämnden", "2025"),
        ("Rutin", "Socialnämnden", "2026"),
    ]


def test_a_list_after_a_table_comes_after_it() -> None:
    cells = [("Aktivitet", "Ansvarig", "Klart"), ("Utbildning", "Skolan", "2025"), ("Rutin", "Socialnämnden", "2026")]
    page = [
        (60 + 150 * column, 300 + 20 * row, word)
        for row, words in enumerate(cells)
        for column, word in enumerate(words)
    ]
    page += [(75, 372, "1."), (90, 372, "Rapporten godkänns."), (75, 388, "2."), (90, 388, "Uppdraget ges.")]
    assert texts(files.pdf(page)) == [" | ".join(row) for row in cells] + [
        "1. Rapporten godkänns.",
        "2. Uppdraget ges.",
    ]


def test_labels_and_values_are_rows_also_when_a_label_stands_midway() -> None:
    page = [
        (70, 293, "Antagen av:"),
        (200, 293, "Kommunfullmäktige 2024-12-16"),
        (70, 322, "Ersätter:"),
        (200, 315, "Handlingsplan mot våld 2020–2023"),
        (200, 329, "(kommunfullmäktige 2019-11-25)"),
        (70, 350, "Diarienummer:"),
        (200, 350, "KS 2024/318"),
    ]
    assert [line.cells for line in lines(load_bytes(files.pdf(page)))] == [
        ("Antagen av:", "Kommunfullmäktige 2024-12-16"),
        ("Ersätter:", "Handlingsplan mot våld 2020–2023 (kommunfullmäktige 2019-11-25)"),
        ("Diarienummer:", "KS 2024/318"),
    ]


def ruled(rows: list[list[str]], columns: list[float], *, skip: tuple[int, int] | None = None) -> bytes:
    """A table with rules; ``skip`` is a (row, column) without a rule above it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    height, top = 36, 700
    for index, row in enumerate(rows):
        y = top - index * height
        canvas.setFont("Helvetica-Bold" if index == 0 else "Helvetica", 9)
        for column, cell in enumerate(row):
            for number, text in enumerate(cell.split("\n")):
                canvas.drawString(columns[column] + 4, y - 12 - 11 * number, text)
            if skip != (index, column):
                canvas.line(columns[column], y, columns[column + 1], y)
    bottom = top - len(rows) * height
    canvas.line(columns[0], bottom, columns[-1], bottom)
    for x in columns:
        canvas.line(x, top, x, bottom)
    canvas.save()
    return buffer.getvalue()


def test_a_ruled_table_gives_cells_with_their_lines_joined_and_empty_cells_empty() -> None:
    data = ruled(
        [
            ["Nr", "Mål", "Aktivitet", "Ansvarig"],
            ["1.1", "Våld upptäcks", "Frågor om våld ställs\nvid alla nybe-\nsök på enheten", "Socialförvaltningen"],
            ["1.2", "", "Utbildning", ""],
        ],
        [60, 90, 190, 330, 420],
        skip=(2, 1),
    )
    rows = lines(load_bytes(data))
    assert [row.cells for row in rows] == [
        ("Nr", "Mål", "Aktivitet", "Ansvarig"),
        ("1.1", "Våld upptäcks", "Frågor om våld ställs vid alla nybesök på enheten", "Socialförvaltningen"),
        ("1.2", "", "Utbildning", ""),
    ]
    assert [(row.role, row.level) for row in rows] == [(Role.TABLE_ROW, 1), (Role.TABLE_ROW, 0), (Role.TABLE_ROW, 0)]


def test_values_on_lines_of_their_own_become_rows_of_their_own() -> None:
    data = ruled([["Beslutande", "Anna Ek (S)\nBo Alm (M)\nCia Dahl (C)"]] * 2, [60, 160, 480])
    assert [line.cells for line in lines(load_bytes(data))][:3] == [
        ("Beslutande", "Anna Ek (S)"),
        ("", "Bo Alm (M)"),
        ("", "Cia Dahl (C)"),
    ]


def test_a_row_of_names_over_a_row_of_numbers_is_a_table() -> None:
    page = [*files.prose(6), *((70 + 90 * n, 230, name) for n, name in enumerate(("Ja", "Nej", "Avstår")))]
    page += [(70 + 90 * n, 250, value) for n, value in enumerate(("38", "17", "4"))]
    assert [line.cells for line in lines(load_bytes(files.pdf(page)))[6:]] == [
        ("Ja", "Nej", "Avstår"),
        ("38", "17", "4"),
    ]


def test_a_drawing_of_many_strokes_is_no_table_and_costs_little() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for number in range(700):
        canvas.line(50 + (number % 37), 100 + number * 0.7, 90 + number % 53 * 7, 100 + number * 0.7)
        canvas.line(50 + number * 0.7, 100 + number % 41, 50 + number * 0.7, 140 + number % 59 * 9)
    canvas.drawString(70, 800, "Karta över kommunen")
    canvas.save()
    assert [line.role for line in lines(load_bytes(buffer.getvalue()))] == [Role.UNKNOWN]


def test_a_footnote_s_mark_does_not_become_part_of_a_number() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    words = canvas.beginText(70, 700)
    words.setFont("Helvetica", 11)
    words.textOut("under 2023")
    words.setRise(5)
    words.setFont("Helvetica", 7)
    words.textOut("1")
    words.setRise(0)
    words.setFont("Helvetica", 11)
    words.textOut(" enligt nämnden")
    canvas.drawText(words)
    canvas.save()
    assert texts(buffer.getvalue()) == ["under 2023¹ enligt nämnden"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_shown(turn: int) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setPageRotation(turn)
    wide, high = A4 if turn % 180 == 0 else landscape(A4)  # the sheet before it is turned
    canvas.translate(*{0: (0, 0), 90: (wide, 0), 180: (wide, high), 270: (0, high)}[turn])
    canvas.rotate(turn)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(70, A4[1] - 100, "Överst på sidan")
    canvas.drawString(70, A4[1] - 200, "Längre ned")
    canvas.save()
    source = load_bytes(buffer.getvalue())
    assert [line.text for line in lines(source)] == ["Överst på sidan", "Längre ned"]
    box = lines(source)[0].box
    assert box is not None
    assert box.left == pytest.approx(70 / A4[0], abs=0.02)
    assert box.bottom == pytest.approx(100 / A4[1], abs=0.02)


SCAN = [
    (70, 100, "Sammanträdesprotokoll"),
    (70, 130, "Kommunfullmäktige beslutade 2018-06-12, § 267, att anta planen."),
    (70, 150, "Ärendet återremitteras till nämnden, som får i uppdrag att redovisa"),
    (70, 170, "åtgärderna för ökad trygghet senast den 30 september 2024."),
    (70, 190, "Socialnämnden tillstyrker motionen under förutsättning att medel tillförs."),
    (70, 230, "§ 88 Svar på motion om en kommungemensam jourtelefon"),
]


def test_a_scanned_page_is_read_in_swedish_with_its_paragraph_signs() -> None:
    source = load_bytes(files.picture_pdf(files.picture_of(files.pdf(SCAN, size=12))))
    assert source.pages[0].from_image
    assert [line.text for line in lines(source)] == [text for _, _, text in SCAN]
    assert all(line.confidence > 0.7 for line in lines(source))
    assert "low_quality_scan" not in source.warnings


@pytest.mark.parametrize(
    ("turn", "way"), [(2.2, "askew"), (90, "on its side"), (180, "upside down"), (270, "sideways")]
)
def test_a_page_that_lies_wrong_in_the_scanner_is_put_right(turn: float, way: str) -> None:
    page = [*SCAN, *((70, 260 + 20 * number, files.SENTENCE[:80]) for number in range(8))]
    picture = files.picture_of(files.pdf(page, size=12), turn=turn)
    found = lines(load_bytes(files.picture_pdf(picture)))
    joined = " ".join(line.text for line in found)
    assert "Kommunfullmäktige beslutade 2018-06-12, § 267, att anta planen." in joined, way
    box = found[0].box
    assert box is not None
    middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    first = {2.2: (0.2, 0.13), 90: (0.12, 0.78), 180: (0.78, 0.88), 270: (0.88, 0.22)}[turn]
    assert middle == pytest.approx(first, abs=0.08)


def test_a_hidden_layer_without_swedish_letters_is_not_believed() -> None:
    picture = files.picture_of(files.pdf(SCAN, size=12))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    picture.save(held := io.BytesIO(), "PNG")
    held.seek(0)
    canvas.drawImage(ImageReader(held), 0, 0, *A4)
    for left, top, text in SCAN:
        hidden = canvas.beginText(left, A4[1] - top)
        hidden.setTextRenderMode(3)
        hidden.textOut(text.translate(str.maketrans("åäöÅÄÖ§", "aaoAAO$")))
        canvas.drawText(hidden)
    canvas.save()
    assert "Kommunfullmäktige beslutade 2018-06-12, § 267, att anta planen." in texts(buffer.getvalue())


def test_a_page_with_text_is_not_read_as_a_picture() -> None:
    assert not load_bytes(files.pdf(files.prose())).pages[0].from_image


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_picture_of_a_page_is_read(form: str) -> None:
    buffer = io.BytesIO()
    files.picture_of(files.pdf(SCAN, size=12)).save(
        buffer, form, **({"quality": 90} if form in ("JPEG", "WEBP") else {})
    )
    source = load_bytes(buffer.getvalue())
    assert source.kind == "image"
    assert "Ärendet återremitteras till nämnden, som får i uppdrag att redovisa" in [
        line.text for line in lines(source)
    ]


def test_every_page_of_a_tiff_is_read_and_what_is_transparent_is_paper() -> None:
    page = files.picture_of(files.pdf(SCAN, size=12))
    buffer = io.BytesIO()
    page.save(buffer, "TIFF", save_all=True, append_images=[page])
    assert len(load_bytes(buffer.getvalue()).pages) == 2
    clear = Image.new("RGBA", page.size, (0, 0, 0, 0))
    clear.putalpha(Image.eval(page, lambda value: 255 - value))
    assert "Sammanträdesprotokoll" in texts(files.png(clear))
