"""Plain text, Markdown and e-mail: encodings, lines, marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.reading.encoding import clean, decode, fold
from samfrid.reading.source import Line, Role, Source
from samfrid.reading.sources import load_bytes

PROSE = "Våld i nära relationer är ett brott. ÅTGÄRDER för ökad trygghet behövs på många håll, säger rådet i Älmhult."


def lines(source: Source) -> tuple[Line, ...]:
    return source.pages[0].lines


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "iso8859-15", "mac_roman", "cp850"],
)
def test_swedish_letters_survive_every_encoding(encoding: str) -> None:
    assert lines(load_bytes(PROSE.encode(encoding)))[0].text == PROSE


def test_signs_of_the_trade_survive() -> None:
    text = "”Planen” – § 12 – gäller 2024–2026 och kostar 10 €…"
    for encoding in ("utf-8", "cp1252", "utf-16"):
        assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_text_that_was_decoded_wrongly_once_is_put_right(wrong: str) -> None:
    assert decode(PROSE.encode("utf-8").decode(wrong, "replace").encode("utf-8")) == PROSE


def test_a_few_stray_bytes_do_not_spoil_the_rest() -> None:
    assert "nära relationer" in decode((PROSE * 3).encode() + b"\xff" + PROSE.encode())


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_utf8_is_read_as_it_is_unless_it_was_garbled(text: str) -> None:
    if not any(sign in text for sign in "ÂÃâ") and text[:1] not in ("\ufeff", "\ufffe") and "\x00" not in text:
        assert decode(text.encode("utf-8")) == text


def test_clean_composes_and_drops_what_cannot_be_seen() -> None:
    assert clean("va\u030ald\u200b i na\u0308ra\u00a0relationer") == "våld i nära relationer"
    assert clean("a\ufb03sch\u00ad") == "affisch-"
    assert clean("kommun\u00adstyrelsen") == "kommunstyrelsen"
    assert clean("v˚ald i n¨ara relationer") == "våld i nära relationer"
    assert fold("  två \n ord ") == "två ord"


def test_lines_blank_lines_and_pages_of_a_text() -> None:
    source = load_bytes("Ett\nTvå    spalter\n\nTre\n\fFyra\r\nFem".encode())
    assert source.kind == "text"
    assert [[(line.text, line.blank_before) for line in page.lines] for page in source.pages] == [
        [("Ett", True), ("Två    spalter", False), ("Tre", True)],
        [("Fyra", True), ("Fem", False)],
    ]
    assert source.pages[1].lines[0].page == 2


def test_hosts_are_a_clue_to_whose_text_it_is() -> None:
    source = load_bytes(b"Skriv till anna@exempelby.example eller se https://www.exempelby.example/vald")
    assert source.hosts == ("exempelby.example", "www.exempelby.example")


MARKDOWN = """# Handlingsplan

**Datum:** 2024-06-03
Dnr KS 2024/1

Planen *gäller* alla, se [portalen](https://exempelby.example/plan) och `bilaga`.

- Första \\* punkten
  - Under punkten
2. Andra

> Nämnden avslog begäran.

| Åtgärd | Ansvarig |
|--------|:--------:|
| Utbildning | **Socialnämnden** |

Underrubrik
-----------

Anna Ek (S)
Bo Alm (M)
"""


def test_markdown_marks_become_roles_and_the_words_stay() -> None:
    source = load_bytes(MARKDOWN.encode(), "plan.md")
    found = [(line.role.value, line.level, line.marker, line.text) for line in lines(source)]
    assert found == [
        ("heading", 1, "", "Handlingsplan"),
        ("unknown", 0, "", "Datum: 2024-06-03"),
        ("unknown", 0, "", "Dnr KS 2024/1"),
        ("paragraph", 0, "", "Planen gäller alla, se portalen och bilaga."),
        ("list_item", 1, "-", "Första * punkten"),
        ("list_item", 2, "-", "Under punkten"),
        ("list_item", 1, "2.", "Andra"),
        ("paragraph", 0, ">", "Nämnden avslog begäran."),
        ("table_row", 1, "", "Åtgärd | Ansvarig"),
        ("table_row", 0, "", "Utbildning | Socialnämnden"),
        ("heading", 2, "", "Underrubrik"),
        ("unknown", 0, "", "Anna Ek (S)"),
        ("unknown", 0, "", "Bo Alm (M)"),
    ]
    assert source.links == ("https://exempelby.example/plan",)


def test_text_with_links_from_a_saved_page_loses_only_the_marks() -> None:
    source = load_bytes(
        "En portal på [kommunens hemsida](#) har tagits fram\nunder namnet ”[Ta ordet](#)”".encode(), "a.txt"
    )
    assert [line.text for line in lines(source)] == [
        "En portal på kommunens hemsida har tagits fram",
        "under namnet ”Ta ordet”",
    ]
    assert "wrong_ending" not in source.warnings


MAIL = b"""From: =?utf-8?Q?Anna_Sj=C3=B6berg?= <anna@exempelby.example>
To: Registrator <kommun@exempelby.example>
Subject: =?utf-8?Q?Fr=C3=A5ga_om_skyddat_boende?=
Date: Mon, 3 Jun 2024 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Hur m=E5nga platser finns det?

Den 1 juni 2024 skrev Bo Alm:
> Tack f=F6r din fr=E5ga.
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="bilaga 1.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--b--
"""


def test_a_message_gives_head_body_thread_and_names_of_attachments() -> None:
    source = load_bytes(MAIL, "fraga.eml")
    assert source.kind == "email"
    assert source.title == "Fråga om skyddat boende"
    assert source.attachments == ("bilaga 1.pdf",)
    assert [(line.marker, line.text) for line in lines(source)] == [
        ("", "From: Anna Sjöberg <anna@exempelby.example>"),
        ("", "To: Registrator <kommun@exempelby.example>"),
        ("", "Date: Mon, 03 Jun 2024 10:00:00 +0200"),
        ("", "Subject: Fråga om skyddat boende"),
        ("", "Hur många platser finns det?"),
        (">", "Den 1 juni 2024 skrev Bo Alm:"),
        (">", "Tack för din fråga."),
    ]


def test_a_message_in_html_is_read_as_a_page() -> None:
    mail = "From: a@b.example\nSubject: Hej\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    source = load_bytes((mail + "<html><body><h1>Rubrik</h1><ul><li>Punkt på listan</ul></body></html>").encode())
    assert [(line.role, line.text) for line in lines(source)[2:]] == [
        (Role.HEADING, "Rubrik"),
        (Role.LIST_ITEM, "Punkt på listan"),
    ]
