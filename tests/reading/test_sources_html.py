"""Web pages: what is furniture and what is not, and the roles that the markup gives."""

from __future__ import annotations

import pytest

from samfrid.reading.source import Line, Role, Source
from samfrid.reading.sources import load_bytes


def page(body: str, head: str = "<title>Nyhet - Exempelby kommun</title>") -> Source:
    return load_bytes(
        f'<!doctype html><html lang="sv"><head>{head}</head><body>{body}</body></html>'.encode(), "a.html"
    )


def lines(body: str) -> tuple[Line, ...]:
    return page(body).pages[0].lines


def furniture(body: str) -> list[str]:
    return [line.text for line in lines(body) if line.role is Role.FURNITURE]


def content(body: str) -> list[str]:
    return [line.text for line in lines(body) if line.role is not Role.FURNITURE]


MAIN = (
    "<main><h1>Kommunen öppnar en mottagning</h1><p>Den 2 april öppnar mottagningen för den som är utsatt.</p></main>"
)


@pytest.mark.parametrize(
    "part",
    [
        "<nav><a href='/'>Start</a><a href='/b'>Bygga</a></nav>",
        "<div id='cookieBanner'><p>Vi sparar val.</p><button>Godkänn</button></div>",
        "<section aria-label='Kakor'><h2>Om kakor</h2><p>Vi använder nödvändiga kakor.</p></section>",
        "<div class='x7'><p>Webbplatsen använder kakor (cookies) för statistik.</p></div>",
        "<ol class='breadcrumb'><li>Start</li><li>Nyheter</li></ol>",
        "<div>Du är här: Start &gt; Nyheter &gt; 2024</div>",
        "<p>Start › Exempelby › Politik</p>",
        "<header><p>Exempelby kommun</p></header>",
        "<footer><p>Exempelby kommun, 123 45 Exempelby</p></footer>",
        "<aside><h2>Läs mer</h2><ul><li>Vägarbete</li></ul></aside>",
        "<form><label>E-post</label><input><p>Någonting gick fel.</p></form>",
        "<div role='search'><p>Sök på webbplatsen</p></div>",
        "<ul><li><a href='/1'>Ett</a></li><li><a href='/2'>Två</a></li><li><a href='/3'>Tre</a></li></ul>",
    ],
)
def test_the_page_s_furniture_keeps_its_words_and_is_set_aside(part: str) -> None:
    assert content(part + MAIN) == content(MAIN)
    assert furniture(part + MAIN)


def test_scripts_styles_and_hidden_fields_are_not_words() -> None:
    body = "<script>var a='script';</script><style>p{}</style><input value='falt'><!-- kommentar -->" + MAIN
    assert [line.text for line in lines(body)] == content(MAIN)


def test_a_script_is_never_a_heading_however_it_is_dressed() -> None:
    assert content("<h1>A<script>alert('x')</script></h1><p onclick='x()'>B</p>") == ["A", "B"]


@pytest.mark.parametrize(
    "wrapper",
    ["<form action='/x'>{}</form>", "<div class='has-menu cookie-ok'>{}</div>", "<div role='form'>{}</div>"],
)
def test_a_whole_page_inside_a_form_or_a_class_name_is_still_content(wrapper: str) -> None:
    assert content(wrapper.format(MAIN)) == content(MAIN)


def test_facts_about_the_document_in_a_foot_are_content() -> None:
    table = "<table><tr><td>Antagen av</td><td>Kommunfullmäktige 2024-02-26, § 14</td></tr></table>"
    body = MAIN + f"<div class='sidfot'>{table}<p>Diarienummer: KS 2024/1</p><p>Ring oss gärna</p></div>"
    assert "Antagen av | Kommunfullmäktige 2024-02-26, § 14" in content(body)
    assert "Diarienummer: KS 2024/1" in content(body)
    assert "Ring oss gärna" in furniture(body)


def test_an_article_s_own_head_and_foot_belong_to_it() -> None:
    body = "<article><header><h1>Rubrik</h1><p>Publicerad 3 juni</p></header><footer>Skribent: Bo</footer></article>"
    assert content(body) == ["Rubrik", "Publicerad 3 juni", "Skribent: Bo"]


def test_lists_nest_and_count_as_a_browser_counts() -> None:
    body = "<ol start='3'><li>Tre<ul><li>under</li></ul></li><li value='7'>Sju</li></ol><ol type='a'><li>A</li></ol>"
    assert [(line.marker, line.level, line.text) for line in lines(body)] == [
        ("3.", 1, "Tre"),
        ("•", 2, "under"),
        ("7.", 1, "Sju"),
        ("a.", 1, "A"),
    ]


def test_paragraphs_in_an_item_get_one_marker() -> None:
    assert [(line.marker, line.text) for line in lines("<ul><li><p>Ett</p><p>två</p></li></ul>")] == [
        ("•", "Ett"),
        ("", "två"),
    ]


def test_lines_broken_by_hand_stay_lines() -> None:
    assert [(line.text, line.role) for line in lines("<p>Anna Ek<br>Ordförande</p><p>Text</p>")] == [
        ("Anna Ek", Role.UNKNOWN),
        ("Ordförande", Role.UNKNOWN),
        ("Text", Role.PARAGRAPH),
    ]


def test_a_table_keeps_its_cells_in_their_columns() -> None:
    body = (
        "<table><tr><th>Mål</th><th>Åtgärd</th><th>Klart</th></tr>"
        "<tr><td rowspan=2>Skydd</td><td>Rutin</td><td>2025</td></tr>"
        "<tr><td colspan=2>Lägenheter<br>varje år</td></tr></table>"
    )
    rows = lines(body)
    assert [row.cells for row in rows] == [
        ("Mål", "Åtgärd", "Klart"),
        ("Skydd", "Rutin", "2025"),
        ("", "Lägenheter varje år", ""),
    ]
    assert [row.level for row in rows] == [1, 0, 0]
    assert all(row.text == " | ".join(row.cells) for row in rows)


def test_several_values_of_one_label_become_rows_and_marked_up_words_keep_their_order() -> None:
    values = "<td>Anna\n <b>Ek</b> (S)<br>Bo Alm</td>"
    body = f"<table><tr><th>Beslutande</th>{values}</tr><tr><th>Plats</th><td>A</td></tr></table>"
    assert [line.cells for line in lines(body)] == [
        ("Beslutande", "Anna Ek (S)"),
        ("", "Bo Alm"),
        ("Plats", "A"),
    ]


def test_a_table_that_only_places_things_is_read_through() -> None:
    body = "<table><tr><td><h1>Rubrik</h1></td></tr><tr><td><p>Ett stycke.</p><p>Ett till.</p></td></tr></table>"
    assert content(body) == ["Rubrik", "Ett stycke.", "Ett till."]


def test_names_and_values_become_rows() -> None:
    assert [line.cells for line in lines("<dl><dt>Dnr</dt><dd>KS 2024/1</dd><dt>Datum</dt><dd>3 juni</dd></dl>")] == [
        ("Dnr", "KS 2024/1"),
        ("Datum", "3 juni"),
    ]


def test_elements_that_only_style_sets_apart_get_a_space() -> None:
    assert content("<p><span>Diarienummer</span><span>KS 2024/1</span></p>") == ["Diarienummer KS 2024/1"]
    assert content("<p><b>Vå</b>ld</p>") == ["Våld"]


def test_what_is_quoted_is_marked() -> None:
    assert lines("<blockquote><p>Vi avslår.</p></blockquote>")[0].marker == ">"


def test_title_links_and_hosts_are_kept() -> None:
    source = page("<p><a href='https://www.exempelby.example/a'>A</a> <a href='#b'>B</a></p>")
    assert source.title == "Nyhet - Exempelby kommun"
    assert source.links == ("https://www.exempelby.example/a",)
    assert source.hosts == ("www.exempelby.example",)


def test_a_page_in_an_old_encoding_is_read_right() -> None:
    data = "<html><head><meta charset=iso-8859-1></head><body><p>Våld i nära relationer på Åland</p></body></html>"
    assert load_bytes(data.encode("latin-1")).pages[0].lines[0].text == "Våld i nära relationer på Åland"
