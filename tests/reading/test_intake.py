"""What a file is, and what is refused: by content, within limits, each refusal with its code and a Swedish sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from samfrid.reading import intake
from samfrid.reading.intake import MAX_FILE_BYTES, identify, take_in
from samfrid.reading.source import Source, Unreadable
from samfrid.reading.sources import load, load_bytes
from tests.reading import files


def refused(data: bytes, name: str = "") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        load_bytes(data, name)
    assert str(caught.value).endswith(".")
    return caught.value


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", b"\x00" * 50, b"\xff\xfe"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    assert refused(data).code == "empty"


def test_a_file_of_80_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.pdf"
    with path.open("wb") as stream:
        stream.truncate(80 * 2**20)
    with pytest.raises(Unreadable) as caught:
        load(path)
    assert caught.value.code == "too_large"
    assert "80 MB" in str(caught.value)
    assert str(MAX_FILE_BYTES // 2**20) in str(caught.value)


def test_600_pages_are_too_many() -> None:
    error = refused(files.pdf(*([(70, 100, "Sida")] for _ in range(600))))
    assert error.code == "too_many_pages"
    assert "600" in str(error)


def test_a_text_longer_than_the_page_limit_is_refused() -> None:
    assert refused((files.SENTENCE.encode() + b"\n") * 50_000).code == "too_many_pages"


def test_a_page_s_scripts_and_a_message_s_attachments_do_not_count_as_its_words() -> None:
    script = b"<script>" + b"var a = 1;\n" * 200_000 + b"</script>"
    assert load_bytes(b"<!doctype html><body>" + script + b"<p>Motion</p>").kind == "html"
    mail = b"From: a@b.example\nTo: c@d.example\nMessage-ID: <1>\nMIME-Version: 1.0\n"
    mail += b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nHej!\n--x\n'
    mail += b'Content-Type: application/pdf\nContent-Disposition: attachment; filename="a.pdf"\n\n'
    assert load_bytes(mail + b"JVBERi0xLjcKJeLjz9MK\n" * 100_000 + b"--x--\n").attachments == ("a.pdf",)


def test_a_locked_pdf_asks_for_its_password_to_be_taken_away() -> None:
    error = refused(files.pdf(files.prose(), encrypt="hemligt"))
    assert error.code == "password"
    assert "lösenord" in str(error)


def test_a_locked_word_document_is_told_from_an_old_one() -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refused(head + "EncryptedPackage".encode("utf-16-le")).code == "password"
    assert refused(head + "WordDocument".encode("utf-16-le")).code == "wrong_type"


@pytest.mark.parametrize("kept", [30, 400, 0.5])
def test_a_broken_pdf_is_said_to_be_broken(kept: float) -> None:
    whole = files.pdf(files.prose())
    part = whole[: int(len(whole) * kept) if kept < 1 else int(kept)]
    assert refused(part).code in ("broken", "no_text")


def test_a_bomb_is_refused_by_what_it_states() -> None:
    assert refused(files.bomb(300 * 2**20)).code == "bomb"


def test_a_bomb_is_refused_by_what_comes_out_when_its_directory_lies() -> None:
    error = refused(files.bomb(300 * 2**20, stated=1000))
    assert error.code in ("bomb", "broken")  # the library may notice the lie before the count does


def test_a_bomb_inside_the_stated_limit_is_stopped_by_its_ratio() -> None:
    assert refused(files.bomb(60 * 2**20)).code == "bomb"


def test_a_zip_with_many_members_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(intake.MAX_MEMBERS + 1):
            archive.writestr(f"{number}", b"")
    assert refused(buffer.getvalue()).code == "bomb"


def test_another_archive_is_not_a_document() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(buffer.getvalue(), "budget.xlsx").code == "wrong_type"


def test_entities_in_a_word_document_are_not_resolved() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    assert refused(files.with_member(files.word("Hej"), "word/document.xml", evil)).code == "broken"


def test_binary_rubbish_is_not_a_document() -> None:
    assert refused(bytes(range(256)) * 40).code == "wrong_type"
    assert refused(b"\x7fELF" + bytes(range(200)) * 9, "motion.txt").code == "wrong_type"


def test_a_picture_of_a_cat_has_no_text() -> None:
    assert refused(files.png(files.cat()), "katt.png").code == "no_text"


def test_a_blank_page_has_no_text() -> None:
    assert refused(files.pdf([])).code == "no_text"
    assert refused(files.png(Image.new("L", (600, 800), 255))).code == "no_text"


def test_a_picture_that_says_it_is_enormous_is_not_opened() -> None:
    data = bytearray(files.png(Image.new("L", (10, 10), 255)))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    assert refused(bytes(data)).code in ("too_large", "broken")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (files.pdf(files.prose()), "motion.docx", "pdf"),
        (files.word(files.SENTENCE), "motion.pdf", "docx"),
        (files.SENTENCE.encode(), "motion.pdf", "text"),
        (b"<!doctype html><p>" + files.SENTENCE.encode(), "motion.doc", "html"),
    ],
)
def test_the_content_decides_and_a_wrong_ending_is_warned_of(data: bytes, name: str, kind: str) -> None:
    source = load_bytes(data, name)
    assert source.kind == kind
    assert "wrong_ending" in source.warnings


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (files.SENTENCE.encode(), "motion.txt"),
        (files.SENTENCE.encode(), "motion"),
        (b"# Motion\n\n**Till** fullm\xc3\xa4ktige", "motion.txt"),
        (files.word(files.SENTENCE), "MOTION.DOCX"),
    ],
)
def test_a_right_or_unknown_ending_is_not_warned_of(data: bytes, name: str) -> None:
    assert "wrong_ending" not in load_bytes(data, name).warnings


def test_another_language_is_warned_of_and_still_read() -> None:
    english = (
        "The municipality shall offer support to everyone who is subjected to violence in close relationships, and "
        "it has to follow up how the work is done. This is a report on what has been done during the year, with the "
        "figures that were asked for by the council and the board."
    )
    assert "other_language" in load_bytes(english.encode()).warnings
    norwegian = (
        "Kommunen skal ikke bare gi hjelp og støtte til dem som er utsatt, men også følge opp det som blir gjort. " * 4
    )
    assert "other_language" in load_bytes(norwegian.encode()).warnings


@pytest.mark.parametrize(
    "text",
    [
        files.SENTENCE * 4,
        "Kommunen ska ta fram en plan for att motverka vald i nara relationer och folja upp den med de som ar berorda. "
        * 3,
        "Ja 38 Nej 17 Anna Ek (S) Bo Alm (M) " * 20,
    ],
)
def test_swedish_is_not_taken_for_another_language(text: str) -> None:
    assert "other_language" not in load_bytes(text.encode()).warnings


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Från: Anna\nTill: Bo\nÄmne: Hej\n\nHej!", "text"),
        ("From: a@b.example\nTo: c@d.example\nSubject: Hej\nDate: Mon, 3 Jun 2024 10:00:00 +0200\n\nHej!", "email"),
        ("Message-ID: <1@b>\nFrom: a@b.example\nSubject: Hej\n\nHej!", "email"),
        ("# Rubrik\n\n## Mellanrubrik\n\ntext", "markdown"),
        ("Läs [mer](#) om det här", "markdown"),
        ("Punkt # 3 i listan\noch **", "text"),
        ("<html><body><p>Hej</p></body></html>", "html"),
        ("<!-- sparad --><!DOCTYPE HTML><p>Hej", "html"),
        ("Uppgiften <namn> saknas i <avtalet>", "text"),
    ],
)
def test_kinds_of_text(text: str, kind: str) -> None:
    assert identify(text.encode()).kind == kind


def test_a_folder_and_a_missing_file_are_told_not_thrown(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "ingen.txt"):
        with pytest.raises(Unreadable):
            take_in(path)


_SIGNATURES = (b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00", b"GIF89a", b"BM")
_STARTS = (b"<html>", b"From: a\nTo: b\nMessage-ID: c\n", b"# \xc3\xa4\n**a**", b"\xff\xfe", b"RIFF\0\0\0\0WEBP", b"")
_HEADS = st.sampled_from(_SIGNATURES + _STARTS)


def _read_or_refused(data: bytes) -> bool:
    """Whether the bytes give a source or a proper refusal; anything else is raised through."""
    try:
        return isinstance(load_bytes(data), Source)
    except Unreadable as error:
        return bool(error.code and str(error))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(head=_HEADS, body=st.binary(max_size=3000))
def test_any_bytes_are_read_or_refused(head: bytes, body: bytes) -> None:
    assert _read_or_refused(head + body)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), kind=st.sampled_from(["pdf", "docx"]))
def test_a_damaged_document_is_read_or_refused(data: st.DataObject, kind: str) -> None:
    whole = bytearray(files.pdf(files.prose(3)) if kind == "pdf" else _WORD)
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert _read_or_refused(bytes(whole))


_WORD = files.word(files.SENTENCE, files.SENTENCE)
