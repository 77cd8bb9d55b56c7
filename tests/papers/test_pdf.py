"""The PDF: tagged, in its language, with its title, and with exactly the words that were put in."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.papers import typeset
from samfrid.papers.paper import Block, Bullets, Facts, Heading, Paper, Quote, Table, Text
from samfrid.papers.pdf import breakable, pdf
from tests.papers.letters import HOSTILE, LETTER


def words_of(data: bytes) -> str:
    """The text of all pages; where a word was hyphenated pdfium leaves a mark, which is taken out."""
    with pypdfium2.PdfDocument(data) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return text.replace("\ufffe", "").replace("\u200b", "").replace("\r\n", "\n")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def tags(data: bytes) -> list[str]:
    """The names of all structure elements, in order."""

    def walk(node: object) -> Iterator[str]:
        if not isinstance(node, pikepdf.Dictionary):
            return
        if "/S" in node:
            yield str(node.S)
        inside = node.get("/K")
        for child in inside if isinstance(inside, pikepdf.Array) else [inside]:
            yield from walk(child)

    with pikepdf.open(io.BytesIO(data)) as document:
        return list(walk(document.Root.StructTreeRoot))


def test_a_letter_says_all_that_it_was_told_in_order() -> None:
    text = squeezed(words_of(pdf(LETTER)))
    told = [
        "Vallentuna kommun",
        "Tjänsteskrivelse",
        "KS 2026.123",
        "Kommunstyrelsen",
        LETTER.title,
        "Förslag till beslut",
        "1. att anse motionens första att-sats besvarad",
        "2. att avslå motionen i övrigt.",
        "tar fram en plan mot våld.1",
        "Rad ett rad två",
        "• Rutin antagen",
        "Kostnad 1 250 000 kr",
        "Åtgärder 2026",
        "Utbildning Äldreförvaltningen 120",
        "Ingen ska utsättas för våld.",
        "– Handlingsplan 2024–2027, sida 4",
        "1. Nämnden får i uppdrag att återkomma.",
        "Anna Ekström Socialdirektör",
        "Källor",
        "2. Protokoll KF 2025-11-24 § 123",
    ]
    place = 0
    for words in told:
        found = text.find(squeezed(words), place)
        assert found >= 0, words
        place = found + 1
    assert "Sida1(2)" in text or "Sida1(1)" in text


def test_a_screen_reader_is_told_title_language_and_structure() -> None:
    made = pdf(LETTER)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.Root.Lang == "sv"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.docinfo["/Title"] == LETTER.title
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    found = tags(made)
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/THead", "/TH", "/TD", "/Caption", "/BlockQuote"} <= set(
        found
    )
    assert found.count("/H1") == 1
    assert found.count("/TH") == 3
    assert found.count("/Table") == 1


def test_nothing_is_told_of_who_made_it_when_or_where() -> None:
    made = pdf(LETTER)
    assert made == pdf(LETTER)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert set(document.docinfo.keys()) == {"/Title", "/Creator"}
        assert str(document.docinfo["/Creator"]).startswith("Typst ")
        written = document.Root.Metadata.read_bytes()
    for word in (b"CreateDate", b"ModifyDate", b"dc:creator", b"Author", b"/root", b"/home"):
        assert word not in written
        assert word not in made


def _everywhere(text: str) -> Paper:
    blocks: list[Block] = [
        Heading(1, text),
        Text([text]),
        Bullets([text]),
        Facts([(text, text)]),
        Table([text], [[text]], caption=text),
        Quote(text, text),
    ]
    return Paper(text, blocks, kind=text, sender=[text], reference=[(text, text)], recipient=[text])


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_comes_out_as_text(text: str) -> None:
    found = squeezed(words_of(pdf(_everywhere(text))))
    assert found.count(squeezed(text)) >= 14


#: what the fonts that come along hold in full; ligatures and marks on letters are drawn as one sign
LETTERS = st.characters(
    categories=["Lu", "Ll", "Nd", "Po", "Ps", "Pe", "Sc", "Sm", "Zs"], min_codepoint=0x20, max_codepoint=0x17F
).filter(lambda char: char not in "\xa0\u0149ŉ")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=80).filter(str.strip), min_size=1, max_size=4))
def test_what_goes_in_comes_out(texts: list[str]) -> None:
    made = pdf(Paper("T", [Text(texts), Table(["A", "B"], [[text, "x"] for text in texts])]))
    found = squeezed(words_of(made))
    for text in texts:
        assert found.count(squeezed(text)) >= 2


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_no_text_whatever_stops_a_letter(text: str) -> None:
    assert pdf(_everywhere(text)).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "text", ["😀 bra", "中文字", "ትግርኛ", "ไทย", "\u0378", "\u0301ensam", "a \U0001e8d0", "a\U0001e8d0"]
)
def test_a_character_without_a_font_is_shown_as_a_box_or_by_another_font(text: str) -> None:
    made = pdf(Paper("T", [Text([f"före {text} efter"])]))
    assert re.search(r"före .+ efter", words_of(made))


def test_a_word_without_end_stays_on_the_page() -> None:
    word = "x" * 5000
    made = pdf(Paper("T", [Text([word]), Table(["A", "B"], [[word, "b"]])]))
    with pypdfium2.PdfDocument(made) as document:
        for page in document:
            width = page.get_width()
            text = page.get_textpage()
            boxes = [text.get_charbox(index) for index in range(0, text.count_chars(), 7)]
            assert all(right <= width - 50 for _, _, right, _ in boxes)
    assert words_of(made).count("x") == 10_000


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("kort", 10, "kort"),
        ("socialtjänstlagstiftningen", 10, "socialtjänstlagstiftningen"),
        ("https://a.se/b-c", 10, "https|:/|/a.|se/|b-c"),
        ("1234567890123", 8, "1234|5678|9012|3"),
    ],
)
def test_only_words_that_hyphenation_cannot_help_are_parted(text: str, room: int, shown: str) -> None:
    parted = breakable(text, room)
    assert parted.replace("\u200b", "") == text
    if "|" in shown and text[0] != "h":
        assert parted.split("\u200b") == shown.split("|")
    elif "|" not in shown:
        assert parted == text


def test_a_long_table_has_its_head_on_each_page_and_is_one_table() -> None:
    rows = [[f"Åtgärd {number}", "Socialnämnden", "2026-12-31"] for number in range(120)]
    made = pdf(Paper("Rapport", [Table(["Åtgärd", "Ansvarig", "Klart"], rows, caption="Alla")]))
    with pypdfium2.PdfDocument(made) as document:
        assert len(document) >= 3
        pages = [page.get_textpage().get_text_range() for page in document]
    assert all("Ansvarig" in text for text in pages)
    assert all(f"Sida {number} ({len(pages)})" in text for number, text in enumerate(pages, 1))
    found = tags(made)
    assert found.count("/Table") == 1
    assert found.count("/TH") == 3
    assert found.count("/TR") == 121


def test_a_wide_report_lies_down_and_another_language_is_told() -> None:
    made = pdf(dataclasses.replace(LETTER, landscape=True, language="en"))
    with pypdfium2.PdfDocument(made) as document:
        width, height = document[0].get_size()
    assert width > height
    assert "Page 1 (" in words_of(made)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.Root.Lang == "en"


def test_a_large_paper_is_set_in_a_child_like_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    small = pdf(LETTER)
    monkeypatch.setattr(typeset, "SMALL", 0)
    assert pdf(LETTER) == small
    assert "före" in words_of(pdf(Paper("T", [Text(["före \u0378 efter"])])))


def test_a_paper_beyond_reason_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeset, "SMALL", 0)
    monkeypatch.setattr(typeset, "SECONDS", 0.001)
    with pytest.raises(typeset.TooLarge, match="för stort för en PDF"):
        pdf(LETTER)
