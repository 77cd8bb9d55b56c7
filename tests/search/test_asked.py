"""What is understood of what somebody typed, and how texts become lexemes. Pure."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samfrid.search.asked import LONGEST, MOST_WORDS, Term, ask, clean, has_personal_number
from samfrid.search.excerpt import Marker
from samfrid.search.lexemes import lexemes, number_parts
from samfrid.search.tiers import Rank, tiers


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("våld i hemmet", [Term(("våld",)), Term(("hemmet",))]),
        ('"våld i hemmet"', [Term(("våld", "i", "hemmet"), exact=True)]),
        ("”våld i hemmet”", [Term(("våld", "i", "hemmet"), exact=True)]),
        ('"våld i hemmet', [Term(("våld", "i", "hemmet"), exact=True)]),
        ("våld -barn", [Term(("våld",)), Term(("barn",), wanted=False)]),
        ("våld –barn", [Term(("våld",)), Term(("barn",), wanted=False)]),
        ('våld -"nära relation"', [Term(("våld",)), Term(("nära", "relation"), exact=True, wanted=False)]),
        ("samordn*", [Term(("samordn",), begins=True)]),
        ("s*", []),
        ("hot- och våldsfrågor", [Term(("hot",)), Term(("våldsfrågor",))]),
        ("VÅLD Idé", [Term(("våld",)), Term(("ide",))]),
        ("och i att", []),
        ("", []),
        ("-", []),
        ('""', []),
        ("\x00våld\x00", [Term(("våld",))]),
        ("'; DROP TABLE --", [Term(("drop",)), Term(("table",))]),
    ],
)
def test_what_is_understood(typed: str, terms: list[Term]) -> None:
    assert list(ask(typed).terms) == terms


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("19121212-1212", True),
        ("121212-1212", True),
        ("121212+1212", True),
        ("19121212 1212", True),
        ("191212121212", True),
        ("ärendet om 121272-1212 igen", True),
        ("１２１２１２-１２１２", True),
        ("KS 2021-257", False),
        ("SON 2021-459", False),
        ("212000-2965", False),
        ("2012/KS 0190 001", False),
        ("147-2009-099", False),
        ("421-0317/2008", False),
        ("2022-12-14", False),
        ("801-2652-16", False),
    ],
)
def test_a_personal_number_is_known_from_other_numbers(typed: str, is_one: bool) -> None:
    assert has_personal_number(typed) is is_one


def test_only_so_much_is_looked_through() -> None:
    asked = ask("våld " * 2000)
    assert asked.cut
    assert len(asked.text) <= LONGEST
    assert len(asked.terms) == MOST_WORDS


def test_a_word_still_being_typed_is_a_beginning() -> None:
    assert ask("våld samor", typing=True).terms[-1] == Term(("samor",), begins=True)
    assert ask("våld samor ", typing=True).terms[-1] == Term(("samor",), begins=True)
    assert ask("våld samor").terms[-1] == Term(("samor",))


def test_a_number_is_also_found_by_its_parts() -> None:
    assert number_parts("SON2021-459") == {"SON2021", "2021-459", "SON2021-459"}
    assert number_parts("31") == set()


def test_lexemes_bear_the_municipality_and_what_they_are() -> None:
    made = lexemes("0580", "Våldsutsatta", "i Linköping", ["KS 2021-257"]).split()
    assert "'0580tvåldsutsatta'" in made
    assert "'0580pvåld'" in made
    assert "'0580xi':4" in made
    assert "'0580NKS2021-257'" in made
    assert "'0580n2021-257'" in made
    assert all(one.startswith("'0580") for one in made)


def test_ranks_come_in_their_order() -> None:
    found = tiers("0580", ask("KS 2021-257"), compounds=True)
    assert [tier.rank for tier in found] == list(Rank)
    assert tiers("0580", ask("-våld"), compounds=True) == []


@given(st.text(max_size=300))
@example("0'0")
@example("O'Brien d’Arc")
def test_no_text_makes_a_query_that_is_none(typed: str) -> None:
    for tier in tiers("0580", ask(typed), compounds=True):
        outside = tier.query.split("'")[::2]
        assert set("".join(outside)) <= set(" |&!()<->:*")
        assert all(word.isalnum() or "-" in word for word in tier.query.split("'")[1::2])


@given(st.text(max_size=300))
def test_cleaning_is_done_once(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)


def test_hits_are_marked_in_any_of_their_forms() -> None:
    marker = Marker(ask("kvinna plan"), compounds=False)
    pieces = marker.pieces("Planen för kvinnors trygghet, en handlingsplan")
    assert [piece.text for piece in pieces if piece.marked] == ["Planen", "kvinnors"]
    assert "".join(piece.text for piece in pieces) == "Planen för kvinnors trygghet, en handlingsplan"
    wide = Marker(ask("kvinna plan"), compounds=True).pieces("en handlingsplan")
    assert [piece.text for piece in wide if piece.marked] == ["handlingsplan"]


def test_an_excerpt_is_around_the_first_hit() -> None:
    text = "Inget av det här är intressant. " * 40 + "Kvinnojouren får stöd. " + "Mer text följer. " * 40
    pieces = Marker(ask("kvinnojour"), compounds=False).excerpt(text)
    shown = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.marked] == ["Kvinnojouren"]
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 300


@given(st.text(max_size=500), st.sampled_from(["våld", '"a b"', "x*", "12"]))
def test_pieces_hold_the_whole_text(text: str, typed: str) -> None:
    marker = Marker(ask(typed), compounds=True)
    assert "".join(piece.text for piece in marker.pieces(text)).split() == text.split()
    assert marker.excerpt(text) is not None
