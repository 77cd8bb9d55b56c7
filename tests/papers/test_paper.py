"""The description: what is cleaned, what is refused, how it is normalised."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from samfrid.papers.docx import docx
from samfrid.papers.paper import (
    Block,
    Bullets,
    Clauses,
    Facts,
    Heading,
    Notes,
    Paper,
    Quote,
    Run,
    Signature,
    Table,
    Text,
    clean,
    one_line,
    paragraphs,
    plain,
)
from samfrid.papers.pdf import pdf
from samfrid.papers.readback import sections
from tests.papers.letters import HOSTILE


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("a\x00b\x08c\x1b[0m", "abc[0m"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\tb", "a b"),
        ("\ufeffSvar\u202excod.exe\u2066", "Svarxcod.exe"),
        ("\ud800halv", "halv"),
        ("\ufffe\uffff\U0001fffe", ""),
        ("Åsa, ÄÖ – ”citat” 😀 中", "Åsa, ÄÖ – ”citat” 😀 中"),
    ],
)
def test_what_no_file_can_hold_is_taken_out(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


@given(st.text(st.characters(codec=None, categories=None)))
def test_clean_text_is_text_that_xml_takes_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    etree.Element("a").text = cleaned
    assert clean(cleaned) == cleaned
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_what_somebody_wrote_in_a_field_becomes_paragraphs() -> None:
    assert paragraphs(" Ett\r\nradbyte\r\n\r\n \r\n\nTvå\n") == ("Ett\nradbyte", "Två")
    assert paragraphs(" \n\n ") == ()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("avslå motionen", "att avslå motionen"),
        ("att avslå motionen", "att avslå motionen"),
        ("Att avslå motionen", "Att avslå motionen"),
        (" attestera listan", "att attestera listan"),
        ((Run("avslå", bold=True), " motionen"), "att avslå motionen"),
        ((), "att "),
    ],
)
def test_an_att_clause_begins_with_att_once(words: str, shown: str) -> None:
    assert plain(Clauses((words,)).items[0]) == shown


def test_sentences_are_left_as_they_are() -> None:
    assert plain(Clauses(("Motionen avslås.",), style="sentences").items[0]) == "Motionen avslås."


@pytest.mark.parametrize(
    ("levels", "shown"), [((1, 3), [1, 2]), ((3,), [1]), ((1, 2, 3, 1, 3), [1, 2, 3, 1, 2]), ((0, 9), [1, 2])]
)
def test_no_level_of_heading_is_skipped(levels: tuple[int, ...], shown: list[int]) -> None:
    paper = Paper("T", [Heading(level, "Rubrik") for level in levels])
    assert [block.level for block in paper.blocks if isinstance(block, Heading)] == shown


def test_an_empty_heading_falls_out_and_a_paper_always_has_a_title() -> None:
    paper = Paper(" \x00", [Heading(1, " \u202e ")])
    assert paper.blocks == ()
    assert paper.title == "Utan rubrik"
    assert Paper("", [], kind="Rapport").title == "Rapport"


def test_what_says_nothing_falls_out() -> None:
    empty: list[Block] = [Text([]), Clauses([]), Bullets([]), Facts([]), Quote(""), Signature([]), Notes([])]
    paper = Paper("T", [*empty, Table(["A"], [])], reference=[("Dnr", " "), ("Datum", "2026-11-22")])
    assert [type(block) for block in paper.blocks] == [Table]
    assert paper.reference == (("Datum", "2026-11-22"),)
    assert pdf(paper)
    assert [section.tables[0] for section in sections(docx(paper)) if section.tables][-1:] == [[["A"]]]


def test_a_table_fills_short_rows_and_refuses_long_ones() -> None:
    table = Table(("A", "B"), [("1",)], align=("right",))
    assert table.rows == (("1", ""),)
    assert table.align == ("right", "left")
    refused: list[Callable[[], object]] = [
        lambda: Table((), []),
        lambda: Table(("A",), [("1", "2")]),
        lambda: Table(("A",), [], widths=(1, 2)),
        lambda: Table(("A",), [], widths=(0,)),
    ]
    for wrong in refused:
        with pytest.raises(ValueError, match=r"table needs|widths are"):
            wrong()


def test_a_narrow_column_keeps_its_dates_whole_and_a_wordy_one_gets_the_room() -> None:
    table = Table(("Åtgärd", "Klart"), [("utbilda personal i att upptäcka våld " * 3, "2026-12-31")] * 5)
    wide, narrow = table.widths
    assert narrow / (wide + narrow) * 92 >= 10
    assert wide > 4 * narrow


@pytest.mark.parametrize(
    "blocks",
    [
        [Text([[Run("a", note=1)]])],
        [Notes(["a"]), Clauses([[Run("a", note=2)]])],
        [Facts([("a", [Run("b", note=-1)])]), Notes(["a"])],
        [Notes(["a"]), Notes(["b"])],
    ],
)
def test_a_note_that_is_not_there_is_refused(blocks: list[Block]) -> None:
    with pytest.raises(ValueError, match="list of notes"):
        Paper("T", blocks)


def test_a_language_is_a_code() -> None:
    with pytest.raises(ValueError, match="ISO 639"):
        Paper("T", [], language="sv-SE")
