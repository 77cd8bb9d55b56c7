"""The document as a whole: nothing lost, and every character traceable to the paper."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samfrid.reading.document import Document, Kind
from samfrid.reading.prepare import prepare
from samfrid.reading.source import Box, Line, Page, Role, Source

_SAMPLES = (
    "Nämnden beslutar att avslå motionen. våld i nära relationer social- kommun- Eva Ek (S) Ordförande § 12 1(3)",
    "2024-03-01 Beslut Förslag till beslut Dnr KS 2024/18 • - 1. a) Sida 2 av 3 https://exempel.example ____ Bilaga",
    "”citat” 31. e-",
)
_WORDS = st.sampled_from([word for sample in _SAMPLES for word in sample.split()])
_GAPS = st.sampled_from([" ", " ", " ", "   ", "        ", "\u00a0"])
_ROLES = st.sampled_from([Role.UNKNOWN] * 8 + [Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.FURNITURE])


@st.composite
def _lines(draw: st.DrawFn) -> Line:
    words = draw(st.lists(_WORDS, min_size=1, max_size=12))
    text = draw(st.sampled_from(["", "  ", "            "]))
    for word in words:
        text += word + draw(_GAPS)
    role = draw(_ROLES)
    box = draw(st.sampled_from([None, Box(0.1, 0.1, 0.9, 0.2), Box(0.1, 0.5, 0.4, 0.6)]))
    size = draw(st.sampled_from([None, 11.0, 16.0, 8.0]))
    marker = "•" if role is Role.LIST_ITEM else ""
    if draw(st.integers(0, 9)) == 0:
        cells = tuple(draw(st.lists(st.sampled_from(["Mål", "", "Klart 2025"]), min_size=2, max_size=3)))
        return Line(" | ".join(cells), role=Role.TABLE_ROW, cells=cells)
    return Line(
        text.rstrip(),
        box=box,
        size=size,
        bold=draw(st.booleans()),
        role=role,
        marker=marker,
        blank_before=draw(st.booleans()),
    )


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Sources with all sorts of lines, on one to three pages, printed or scanned."""
    pages = draw(st.lists(st.lists(_lines(), max_size=14), min_size=1, max_size=3))
    scanned = draw(st.booleans())
    return Source("pdf", tuple(Page(number, 595, 842, tuple(lines), scanned) for number, lines in enumerate(pages, 1)))


_MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_MANY
@given(sources())
def test_runs_cover_the_text_in_order(source: Source) -> None:
    document = prepare(source)
    position = 0
    for start, end, begin, finish in document.runs:
        assert start == position
        assert end > start
        assert 0 <= begin <= finish <= len(document.original_text)
        position = end
    assert position == len(document.text)


@_MANY
@given(sources())
def test_every_letter_is_the_letter_of_the_original(source: Source) -> None:
    document = prepare(source)
    for start, end, begin, finish in document.runs:
        words, original = document.text[start:end], document.original_text[begin:finish]
        if words.strip() and end - start == finish - begin:
            assert re.sub(r"[\s|]", " ", words) == re.sub(r"[\s|]", " ", original)
        elif words.strip(" |\n"):
            raise AssertionError(f"{words!r} stands for {original!r}")


@_MANY
@given(sources())
def test_no_word_is_lost_and_none_is_added(source: Source) -> None:
    document = prepare(source)
    kept, given_ = (_letters(text) for text in (document.text, document.original_text))
    assert kept == given_


def _letters(text: str) -> Counter[str]:
    """The signs of a text, without white space, the joints of tables and the hyphens that joining may take away."""
    return Counter(re.sub(r"[\s|­-]", "", text))


@_MANY
@given(sources())
def test_segments_are_in_order_and_do_not_overlap(source: Source) -> None:
    document = prepare(source)
    position = 0
    for segment in document.segments:
        assert position <= segment.start <= segment.end <= len(document.text)
        if not segment.cells:
            assert document.of(segment) == document.of(segment).strip()
        position = segment.end
        for start, end in segment.cells:
            assert segment.start <= start <= end <= segment.end
        if segment.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM):
            assert "\n" not in document.of(segment)


@_MANY
@given(sources())
def test_positions_find_their_segment_and_their_line(source: Source) -> None:
    document = prepare(source)
    for segment in document.segments:
        if segment.start < segment.end:
            assert document.at(segment.start) is not None
            middle = (segment.start + segment.end) // 2
            found = document.at(middle)
            assert found is not None
            assert found.start <= middle <= found.end
            assert document.places_of(segment.start, segment.end)


@_MANY
@given(sources())
def test_places_stand_on_the_right_page(source: Source) -> None:
    document = prepare(source)
    for place in document.places:
        begin, end = document.original_of(place.start, place.end)
        assert document.original_text[begin:end].strip()
        assert 1 <= place.page <= len(source.pages)


def test_a_place_has_the_box_of_its_line() -> None:
    boxes = [Box(0.1, 0.1, 0.9, 0.12), Box(0.1, 0.12, 0.5, 0.14)]
    lines = (
        Line("Nämnden har vid två möten behandlat frågan om stöd till jouren och", box=boxes[0]),
        Line("beslutat att avvakta.", box=boxes[1]),
    )
    document = prepare(Source("pdf", (Page(1, 595, 842, lines),)))
    at = document.text.index("avvakta")
    assert [place.box for place in document.places_of(at, at + 7)] == [boxes[1]]
    assert [place.box for place in document.places_of(0, len(document.text))] == boxes


def test_an_empty_source_gives_an_empty_document() -> None:
    document = prepare(Source("text", (Page(1, 0, 0, ()),)))
    assert (document.text, document.original_text, document.segments, document.runs) == ("", "", (), ())


def test_the_same_source_gives_the_same_document() -> None:
    source = Source("text", (Page(1, 0, 0, (Line("Rubrik"), Line("Ett stycke text.", blank_before=True))),))
    assert prepare(source) == prepare(source)
    assert isinstance(prepare(source), Document)
