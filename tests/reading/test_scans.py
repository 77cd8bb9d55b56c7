"""Scans: which pages are read anew, how they lie, stamps and tables on them, and what is said of their quality."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench._scanning import FAX, FONTS, OFFICE, Quality, pdf_of, picture_pdf, scanned
from samfrid.documents.words import misread_sentence
from samfrid.reading.prepare import prepare
from samfrid.reading.read import read_document
from samfrid.reading.source import Page, Source
from samfrid.reading.sources import load_bytes
from samfrid.reading.sources.picture import TURNS, Look, likely_turns, upright
from samfrid.reading.sources.quality import misread, warnings_for
from samfrid.reading.sources.scan import picture_of
from tests.reading import files

PROSE = [
    (70, 100, "Socialnämnden föreslår att kommunen ingår avtal med kvinnojouren."),
    (70, 120, "Ärendet behandlades i arbetsutskottet den 12 maj 2024, § 48."),
    (70, 140, "Åtgärderna följs upp årligen och återrapporteras i september."),
    (70, 160, "Våld i nära relationer ska upptäckas tidigt på alla nivåer."),
]
LINES = [text for _, _, text in PROSE]
NUMBERS = ("ett", "två", "tre", "fyra", "fem", "sex")
LOST = str.maketrans("åäöÅÄÖ", "aaoAAO")


def layered(*pages: tuple[bytes | None, Sequence[tuple[float, float, str]], int]) -> bytes:
    """A PDF of pages with a picture of another PDF's page under text of a render mode (3 is invisible)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for under, text, mode in pages:
        if under is not None:
            held = io.BytesIO(files.png(files.picture_of(under, dpi=150)))
            canvas.drawImage(ImageReader(held), 0, 0, *A4)
        for left, top, line in text:
            words = canvas.beginText(left, A4[1] - top)
            words.setTextRenderMode(mode)
            words.textOut(line)
            canvas.drawText(words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def test_each_page_is_routed_by_itself() -> None:
    paper = files.pdf(PROSE, size=12)
    right = [(left, top, f"Osynligt: {text}") for left, top, text in PROSE * 2]
    lost = [(left, top, text.translate(LOST)) for left, top, text in PROSE]
    source = load_bytes(layered((None, PROSE, 0), (paper, [], 0), (paper, right, 3), (paper, lost, 3)))
    born, bare, good, wrong = source.pages
    assert (texts(born), born.misread) == (LINES, 0.0)
    assert not born.from_image
    assert texts(bare) == LINES
    assert texts(good)[0].startswith("Osynligt:")  # a layer with its letters is kept, not read again
    assert good.misread == 0.0
    assert texts(wrong) == LINES  # one without them is not believed where the picture is there
    assert all(page.misread > 0 for page in (bare, wrong))
    assert source.warnings == ()


def test_a_stamp_over_the_text_is_read_with_its_number_and_date() -> None:
    picture = files.picture_of(files.pdf([*PROSE, (70, 300, "Enligt beslut i nämnden.")], size=12))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=34)
    draw.rectangle((1000, 560, 1500, 760), outline=90, width=5)
    for number, words in enumerate(("EXEMPELBY KOMMUN", "2024 -05- 14", "Dnr KS 2024/118")):
        draw.text((1025, 580 + 56 * number), words, fill=90, font=font)
    read = " ".join(texts(load_bytes(files.picture_pdf(picture)).pages[0]))
    assert "2024/118" in read
    assert "-05-" in read
    assert all(line in read for line in LINES)


def test_a_table_on_a_scan_comes_row_by_row() -> None:
    cells = [
        ("Aktivitet", "Ansvarig", "Klart"),
        ("Utbildning av personal", "Socialnämnden", "2025"),
        ("Rutin för skolan", "Barnnämnden", "2026"),
        ("Kampanj mot våld", "Kommunstyrelsen", "2027"),
    ]
    page = [(60 + 190 * c, 300 + 24 * r, word) for r, words in enumerate(cells) for c, word in enumerate(words)]
    picture = files.picture_of(files.pdf([*PROSE, *page], size=12), turn=0.8)
    rows = [line.cells for line in load_bytes(files.picture_pdf(picture)).pages[0].lines if line.cells]
    assert rows == cells


def test_two_columns_on_a_scan_that_lies_askew_are_read_down() -> None:
    left = [(60, 100 + 18 * n, f"vänster spalt {word} med ord") for n, word in enumerate(NUMBERS)]
    right = [(320, 100 + 18 * n, f"höger spalt {word} med ord") for n, word in enumerate(NUMBERS)]
    picture = files.picture_of(files.pdf([*left, *right], size=12), turn=-0.7)
    found = texts(load_bytes(files.picture_pdf(picture)).pages[0])
    assert found == [text for _, _, text in [*left, *right]]


@pytest.mark.parametrize("skew", [-3.4, -1.2, -0.5, 0.0, 0.6, 2.0, 4.3])
def test_how_a_page_lies_is_seen_without_reading_it(skew: float) -> None:
    page = [(70, 100 + 22 * n, files.SENTENCE[:80]) for n in range(14)]
    picture = files.picture_of(files.pdf(page, size=12), dpi=100).rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    small = Look(picture)
    assert likely_turns(small)[0] == 0
    assert upright(picture, 0, small).skew == pytest.approx(-skew, abs=0.25)
    sideways = picture.transpose(Image.Transpose.ROTATE_90)
    assert likely_turns(Look(sideways))[0] in (1, 3)


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("quality", [OFFICE, FAX], ids=["office", "fax"])
def test_which_end_is_up_is_guessed_before_anything_is_read(turn: int, font: str, quality: Quality) -> None:
    picture = scanned(pdf_of([line for line in LINES for _ in range(5)], font), quality)
    lying = picture.transpose(TURNS[turn]) if turn else picture
    assert likely_turns(Look(lying))[0] == (4 - turn) % 4


def test_an_empty_page_lies_level() -> None:
    small = Look(Image.new("L", (1654, 2339), 255))
    assert likely_turns(small) == (0, 2)
    assert small.across.skew == 0.0


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("dpi", [200, 300, 600])
def test_a_scanners_jpeg_is_unpacked_as_grey_with_no_more_dots_than_are_read(colour: bool, dpi: int) -> None:
    grey = files.picture_of(files.pdf(PROSE, size=12), dpi=dpi)
    picture = taken(picture_pdf([Image.merge("RGB", (grey,) * 3) if colour else grey], replace(OFFICE, dpi=dpi)))
    assert picture.mode == "L"
    assert picture.width == pytest.approx(grey.width / (2 if dpi == 600 else 1), abs=1)
    same = grey.resize(picture.size, Image.Resampling.BOX)
    assert sum(ImageChops.difference(picture, same).histogram()[64:]) < 0.001 * picture.width * picture.height


def test_a_fax_is_taken_out_as_it_is() -> None:
    fax = scanned(files.pdf(PROSE, size=12), FAX)
    assert ImageChops.difference(taken(picture_pdf([fax], FAX)), fax).getbbox() is None


def test_a_jpeg_that_is_kept_the_other_way_round_comes_out_as_it_is_shown() -> None:
    grey = files.picture_of(files.pdf(PROSE, size=12), dpi=200)
    data = picture_pdf([ImageChops.invert(grey)], OFFICE)
    turned = data.replace(b"/Filter /DCTDecode", b"/Filter/DCTDecode/Decode[1 0]", 1)
    assert turned != data
    assert sum(taken(turned).histogram()[128:]) > 0.9 * grey.width * grey.height


def test_a_broken_jpeg_is_left_to_pdfium() -> None:
    grey = files.picture_of(files.pdf(PROSE, size=12), dpi=200)
    data = picture_pdf([grey], OFFICE)
    at = data.index(b"\xff\xda") + 4000
    broken = data[:at] + b"\xff\xd9" + bytes(len(data[at : at + 3000]) - 2) + data[at + 3000 :]
    assert taken(broken).mode == "L"


def taken(data: bytes) -> Image.Image:
    """The picture of the first page of a PDF, as it would be read."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    try:
        return picture_of(page.raw, *page.get_size())
    finally:
        page.close()
        document.close()


SIGNS = (
    "§ 112 Lägesbild av arbetet mot våld",
    "Styrelsen beslutade den 12 maj 2023, § 48, att anta planen.",
    "Nämnden den 3 juni 2024 § 61 sade nej",
    "S 12 mandat",
    "Stödet kostade 2 316 kronor, 845 kronor mer än väntat.",
    "8 112 kronor betalades ut till föreningen.",
    "§ 83 Motion om trygghet",
)


@pytest.mark.parametrize("font", FONTS)
def test_paragraph_signs_are_read_and_no_number_is_made_one(font: str) -> None:
    data = picture_pdf([scanned(pdf_of(SIGNS, font), OFFICE)], OFFICE)
    assert texts(load_bytes(data).pages[0]) == list(SIGNS)


def test_a_box_on_a_page_askew_comes_back_to_where_it_was() -> None:
    page = [(70, 100 + 22 * n, files.SENTENCE[:80]) for n in range(14)]
    picture = files.picture_of(files.pdf(page, size=12), dpi=100, turn=0.7)
    turned = upright(picture, 0, Look(picture))
    assert (turned.rotated, turned.is_turned) == (False, True)
    box = turned.back(*turned.level(100, 200, 160, 214))
    assert box == pytest.approx((100, 200, 160, 214), abs=0.6)


def test_a_coloured_page_of_an_odd_size_is_read_from_its_own_picture() -> None:
    grey = files.picture_of(files.pdf(PROSE, size=12), dpi=170).crop((0, 100, 1400, 500))
    source = load_bytes(files.picture_pdf(Image.merge("RGB", (grey, grey, grey)), dpi=170))
    assert texts(source.pages[0]) == LINES


@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_s_own_turn_is_heeded(turn: int) -> None:
    upright_page = files.picture_of(files.pdf(PROSE, size=12), dpi=150)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)  # as it is shown
    canvas.setPageRotation(turn)
    sideways = upright_page.rotate(turn, expand=True)
    canvas.drawImage(ImageReader(io.BytesIO(files.png(sideways))), 0, 0, *(A4 if turn == 180 else A4[::-1]))
    canvas.save()
    page = load_bytes(buffer.getvalue()).pages[0]
    assert texts(page) == LINES
    assert (page.width, page.height) == pytest.approx(A4, abs=1)
    assert page.lines[0].box is not None
    assert page.lines[0].box.top < 0.2


def test_a_bad_fax_says_how_much_may_be_misread_and_a_good_scan_does_not() -> None:
    paper = files.pdf([(70, 100 + 20 * n, text) for n, text in enumerate(LINES * 2)], size=11)
    fax = load_bytes(picture_pdf([scanned(paper, FAX)], FAX))
    assert "low_quality_scan" in fax.warnings
    assert 0.02 < fax.pages[0].misread < 0.5
    reading = read_document(prepare(fax)).as_json()
    assert reading["misread"] == [(1, round(fax.pages[0].misread, 3))]
    good = load_bytes(picture_pdf([scanned(paper, OFFICE)], OFFICE))
    assert good.warnings == ()
    assert good.pages[0].misread < 0.03


def test_the_estimate_follows_how_sure_the_words_are() -> None:
    assert misread([]) == 0.0
    assert misread([97] * 50) < 0.01
    assert misread([97] * 5 + [60] * 5) == pytest.approx(0.23, abs=0.02)
    shares = [misread([sure]) for sure in range(0, 101, 5)]
    assert shares == sorted(shares, reverse=True)


def scan_of(*shares: float) -> list[Page]:
    line = load_bytes(files.pdf(PROSE)).pages[0].lines[0]
    return [Page(n, 595, 842, (line,), from_image=True, misread=share) for n, share in enumerate(shares, 1)]


@pytest.mark.parametrize(
    ("shares", "hard"), [((0.01, 0.01), False), ((0.05,), True), ((0.01, 0.01, 0.01, 0.09), True), ((), False)]
)
def test_when_a_scan_is_called_hard_to_read(shares: tuple[float, ...], hard: bool) -> None:
    assert (warnings_for(scan_of(*shares)) == ("low_quality_scan",)) is hard


def test_the_reviewer_is_told_how_much_and_where() -> None:
    reading = {"warnings": ["low_quality_scan"], "misread": [[1, 0.02], [2, 0.12]]}
    assert misread_sentence(reading) == (
        "Ungefär 7 ord av 100 är fellästa, enligt läsarens uppskattning. Sämst är sidan 2, med ungefär 12 av 100."
    )
    assert misread_sentence({"warnings": ["low_quality_scan"], "misread": [[1, 0.05]]}).count("av 100") == 1
    assert misread_sentence({"warnings": [], "misread": [[1, 0.005]]}) == ""
    assert misread_sentence({"warnings": ["low_quality_scan"]}) == ""


def test_a_reading_of_a_file_without_pictures_has_no_estimate() -> None:
    assert read_document(prepare(Source("text", load_bytes(files.pdf(PROSE)).pages))).misread == []
