"""The text laid out: nothing lost, nothing twice, and every mark where it belongs."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from samfrid.documents.layout import Stretch, lay_out, marks_of

TEXT = "1. Första punkten om våld\n\nAndra stycket"
READING = {
    "text": TEXT,
    "segments": [["list_item", 3, 25, 1, 1], ["paragraph", 27, 40, 0, 2]],
    "edits": [{"start": 21, "end": 25, "raw": "vald", "new": "våld", "margin": 0.9, "rule": "word"}],
}
PLACES = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda two: (min(two), max(two)))


def test_markers_levels_and_pages() -> None:
    first, second = lay_out(READING)
    assert (first.element, first.marker, first.level, first.opens_page) == ("list_item", "1.", 1, True)
    assert (second.element, second.marker, second.page, second.opens_page) == ("paragraph", "", 2, True)


def test_a_repaired_word_carries_what_stood_there() -> None:
    pieces = lay_out(READING)[0].pieces
    assert [(piece.text, piece.raw) for piece in pieces] == [("Första punkten om ", None), ("våld", "vald")]


def test_evidence_may_overlap_and_each_piece_knows_whose_it_is() -> None:
    stretches = [Stretch(3, 17, "a"), Stretch(10, 25, "b")]
    pieces = lay_out(READING, stretches)[0].pieces
    assert [(piece.text, piece.keys) for piece in pieces] == [
        ("Första ", ("a",)),
        ("punkten", ("a", "b")),
        (" om ", ("b",)),
        ("våld", ("b",)),
    ]


def test_a_chosen_stretch_over_two_blocks_has_one_anchor() -> None:
    blocks = lay_out(READING, chosen=[(10, 32)])
    chosen = [piece for block in blocks for piece in block.pieces if piece.chosen]
    assert "".join(piece.text for piece in chosen) == "punkten om våldAndra"
    assert [piece.anchor for piece in chosen] == [True, False, False]


@given(st.lists(PLACES, max_size=6), st.lists(PLACES, max_size=2))
def test_the_words_are_the_same_however_they_are_cut(
    places: list[tuple[int, int]], chosen: list[tuple[int, int]]
) -> None:
    stretches = [Stretch(start, end, str(number)) for number, (start, end) in enumerate(places)]
    blocks = lay_out(READING, stretches, chosen)
    texts = ["".join(piece.text for piece in block.pieces) for block in blocks]
    assert texts == [TEXT[3:25], TEXT[27:40]]
    assert sum(piece.anchor for block in blocks for piece in block.pieces) <= 1


def test_a_box_becomes_whole_numbers_on_its_page() -> None:
    evidence: list[dict[str, Any]] = [
        {"start": 0, "end": 5, "page": 2, "bbox": [0.1, 0.25, 0.5, 0.3]},
        {"start": 9, "end": 12, "page": 1},
    ]
    ((page, mark),) = marks_of(evidence, "fynd-1", chosen=True)
    assert (page, mark.x, mark.y, mark.width, mark.height, mark.chosen) == (2, 96, 247, 408, 56, True)


def test_a_box_at_the_edge_stays_on_the_page() -> None:
    ((_page, mark),) = marks_of([{"start": 0, "end": 5, "page": 1, "bbox": [0, 0, 1, 1]}], "fynd-1", chosen=False)
    assert (mark.x, mark.y, mark.width, mark.height) == (0, 0, 1000, 1000)
