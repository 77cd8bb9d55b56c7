"""Memos as text: clauses as the municipality writes them, blocks, what comes back, what differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.answers import rules
from samfrid.answers.models import Part
from samfrid.answers.rules import Section
from samfrid.papers.paper import Bullets, Clauses, Heading, Text, plain


@pytest.mark.parametrize(
    ("given_text", "style", "written"),
    [
        ("att bifalla motionen", "att", "att bifalla motionen"),
        ("Att bifalla motionen", "att", "att bifalla motionen"),
        ("Motionen bifalls", "att", "att motionen bifalls"),
        ("KSAU föreslås yttra sig", "att", "att KSAU föreslås yttra sig"),
        ("att motionen bifalls", "sentences", "Motionen bifalls."),
        ("Motionen bifalls.", "sentences", "Motionen bifalls."),
        ("  att   motionen avslås ", "sentences", "Motionen avslås."),
        ("attraktiva bostäder byggs", "sentences", "Attraktiva bostäder byggs."),
        ("", "att", ""),
        ("att ", "sentences", "Att."),
    ],
)
def test_a_clause_is_written_as_the_municipality_writes(given_text: str, style: str, written: str) -> None:
    assert rules.worded(given_text, style) == written


def test_text_becomes_paragraphs_clauses_and_points_in_their_order() -> None:
    text = "Nämnden föreslås besluta\n1. att bifalla\n2. att redovisa\n\nEtt stycke\nmed en ny rad.\n\n- först\n- sedan"
    found = rules.blocks(text, "att")
    assert [type(block) for block in found] == [Text, Clauses, Text, Bullets]
    clauses = found[1]
    assert isinstance(clauses, Clauses)
    assert [plain(item) for item in clauses.items] == ["att bifalla", "att redovisa"]


def test_a_section_without_text_is_left_out_of_the_paper() -> None:
    body = rules.paper_blocks(
        [Section(Part.SUMMARY, "Sammanfattning", " \n\n "), Section(Part.ECONOMY, "Ekonomi", "Ryms i budget.")], "att"
    )
    assert [block.text for block in body if isinstance(block, Heading)] == ["Ekonomi"]


@given(st.text(max_size=300))
def test_any_text_becomes_blocks_and_none_of_its_words_is_lost(text: str) -> None:
    told = " ".join(
        plain(item)
        for block in rules.blocks(text, "sentences")
        for item in (block.paragraphs if isinstance(block, Text) else getattr(block, "items", ()))
    )
    for word in text.split():
        if len(word) > 2 and word.isalpha() and word.isascii():
            assert word in told


KNOWN = [
    Section(Part.PROPOSAL, "Förslag till beslut", "1. att bifalla"),
    Section(Part.ASSESSMENT, "Bedömning", "Bra."),
    Section(Part.ECONOMY, "Ekonomiska konsekvenser", "Ryms."),
]


def test_what_comes_back_is_known_by_its_heading_or_one_much_like_it() -> None:
    came = [("förslag till beslut", "1. att avslå"), ("Ekonomiska konsekvenserna", "Ryms inte."), ("Nytt", "Mer.")]
    found = rules.recognised(came, KNOWN)
    assert [(one.part, one.text) for one in found] == [
        (Part.PROPOSAL, "1. att avslå"),
        (Part.ECONOMY, "Ryms inte."),
        (Part.OTHER, "Mer."),
        (Part.ASSESSMENT, ""),
    ]


def test_versions_are_compared_section_by_section() -> None:
    after = [
        Section(Part.PROPOSAL, "Förslag till beslut", "1. att avslå"),
        Section(Part.ASSESSMENT, "Bedömning", "Bra."),
        Section(Part.OTHER, "Nytt", "Mer."),
    ]
    found = rules.compared(KNOWN, after)
    assert [(one.heading, one.state) for one in found] == [
        ("Förslag till beslut", "changed"),
        ("Bedömning", "same"),
        ("Nytt", "new"),
        ("Ekonomiska konsekvenser", "gone"),
    ]
    struck = "".join(piece.text for piece in found[0].pieces if piece.op != "added")
    added = "".join(piece.text for piece in found[0].pieces if piece.op != "struck")
    assert (struck, added) == ("1. att bifalla", "1. att avslå")
