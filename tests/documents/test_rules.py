"""How sure, whose, and called what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.documents.rules import NAME_LENGTH, Band, Belonging, band, belonging, tidy_file_name


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (1.0, Band.CERTAIN),
        (0.985, Band.CERTAIN),
        (0.984, Band.LIKELY),
        (0.75, Band.LIKELY),
        (0.749, Band.UNSURE),
        (0.0, Band.UNSURE),
    ],
)
def test_three_bands_with_their_edges(confidence: float, expected: Band) -> None:
    assert band(confidence) is expected


@pytest.mark.parametrize(
    ("read", "confirmed", "expected"),
    [
        ("", "", Belonging.UNKNOWN),
        ("0580", "", Belonging.OWN),
        ("1287", "", Belonging.OTHER),
        ("", "0580", Belonging.OWN),
        ("1287", "0580", Belonging.OWN),
        ("0580", "1287", Belonging.OTHER),
    ],
)
def test_whose_it_is_what_a_person_said_goes_first(read: str, confirmed: str, expected: Belonging) -> None:
    assert belonging("0580", read, confirmed) is expected


@given(st.text(max_size=600))
def test_any_name_becomes_one_that_can_be_kept_and_seen(name: str) -> None:
    tidy = tidy_file_name(name)
    assert 0 < len(tidy) <= NAME_LENGTH
    assert not set(tidy) & set("/\\\x00\n\u202e\u200b")
    assert tidy_file_name(tidy) == tidy
