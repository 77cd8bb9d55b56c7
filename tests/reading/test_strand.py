"""The text that knows where it came from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samfrid.reading.strand import Bit, Strand, glue

TEXT = st.text(alphabet="abåö \t\u00a0-", max_size=30)


def origins(strand: Strand) -> list[tuple[str, int, int]]:
    """Each character with the stretch of the original that it stands for."""
    result = []
    for bit in strand.bits:
        for number, letter in enumerate(bit.text):
            place = (bit.start + number, bit.start + number + 1) if bit.even else (bit.start, bit.end)
            result.append((letter, *place))
    return result


@given(TEXT, st.integers(0, 30), st.integers(0, 30))
def test_a_cut_is_the_cut_of_text_and_of_origins(text: str, start: int, end: int) -> None:
    strand = Strand.of(text, 100)
    part = strand.cut(start, end)
    assert part.text == text[start : max(start, end)] if start <= end else part.text == ""
    assert origins(part) == [(letter, 100 + i, 101 + i) for i, letter in enumerate(text)][start:end]


@given(TEXT)
def test_folding_keeps_every_word_at_its_place(text: str) -> None:
    folded = Strand.of(text, 7).folded()
    assert folded.text == " ".join(text.split())
    for letter, start, end in origins(folded):
        if letter != " ":
            assert end == start + 1
            assert text[start - 7] == letter
        else:
            assert text[start - 7 : end - 7].strip() == ""
            assert start < end


@given(TEXT.filter(bool), st.data())
def test_a_replaced_word_stands_for_the_stretch_that_it_replaced(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    strand = Strand.of(text, 0).replace(start, end, "nytt", 3)
    assert strand.text == text[:start] + "nytt" + text[end:]
    assert Bit("nytt", start, end, 3) in strand.bits


def test_glue_stands_for_what_lies_between() -> None:
    before, after = Strand.of("kommun", 0), Strand.of("styrelsen", 9)
    assert glue(" ", before, after).bits == (Bit(" ", 6, 9),)


def test_glue_between_parts_that_do_not_follow_each_other_stands_for_nothing() -> None:
    before, after = Strand.of("kommun", 20), Strand.of("styrelsen", 0)
    assert glue(" ", before, after).bits == (Bit(" ", 26, 26),)
