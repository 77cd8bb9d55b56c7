"""Files handed out: their names, their types, and what a browser may do with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.municipalities.files import TYPES, Kind, file_name, file_response


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Svar på motion om våld i nära relationer", "Svar på motion om våld i nära relationer.docx"),
        ("KS 2026/12: tjänsteskrivelse?", "KS 2026-12- tjänsteskrivelse.docx"),
        ("../../etc/passwd", "etc-passwd.docx"),
        ("redan.docx", "redan.docx"),
        ("Svar\u202excod.exe", "Svarxcod.exe.docx"),
        ("rad\r\nSet-Cookie: a=b", "rad Set-Cookie- a=b.docx"),
        ("CON", "dokument CON.docx"),
        ("lpt1.pdf", "dokument lpt1.pdf.docx"),
        ("", "dokument.docx"),
        (" . ", "dokument.docx"),
        ("a\u030angerrätt", "ångerrätt.docx"),
    ],
)
def test_a_name_is_kept_as_far_as_file_systems_take_it(name: str, kept: str) -> None:
    assert file_name(name, "docx") == kept


@given(st.text(max_size=300), st.sampled_from(sorted(TYPES)))
def test_any_name_becomes_one_that_is_safe(name: str, kind: Kind) -> None:
    made = file_name(name, kind)
    assert made.endswith(f".{kind}")
    assert len(made) <= 140
    assert not set(made) & set('<>:"/\\|?*\r\n\x00')
    assert not made.startswith((".", " "))
    assert file_response(name, kind, b"")["Content-Disposition"].startswith("attachment")


def test_a_swedish_name_reaches_the_browser_in_full() -> None:
    response = file_response("Åtgärder", "pdf", b"%PDF-")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C3%85tg%C3%A4rder.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert response.content == b"%PDF-"


def test_a_file_can_be_shown_in_the_browser() -> None:
    assert file_response("a", "pdf", b"", inline=True)["Content-Disposition"] == 'inline; filename="a.pdf"'
