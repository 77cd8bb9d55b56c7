"""A day in the history of a record is read as people read days."""

from __future__ import annotations

import pytest

from samfrid.municipalities.shown import _readable


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2027-01-01", "1\N{NO-BREAK SPACE}januari\N{NO-BREAK SPACE}2027"),
        ("2027-02-30", "2027-02-30"),
        ("KS 2027/12", "KS 2027/12"),
        ("2027", "2027"),
        (3, "3"),
        ("", ""),
    ],
)
def test_a_day_is_said_in_words_and_the_rest_as_it_stands(kept: object, shown: str) -> None:
    assert _readable(kept) == shown
