"""Days as people write them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.forms import DayField, PartialDateField


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-06-30", "2026-06-30"),
        (" 2026-06 ", "2026-06"),
        ("2026", "2026"),
        ("2026-6-3", "2026-06-03"),
        ("30 juni 2026", "2026-06-30"),
        ("3  Maj 2026", "2026-05-03"),
        ("juni 2026", "2026-06"),
        ("29 februari 2024", "2024-02-29"),
    ],
)
def test_what_is_written_is_what_is_meant(written: str, meant: str) -> None:
    assert PartialDateField().clean(written) == PartialDate.parse(meant)


@pytest.mark.parametrize(
    "written", ["2026-02-30", "29 februari 2026", "snart", "30/6", "juni", "0", "juni 26", "2026-13"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="inget datum"):
        PartialDateField().clean(written)


def test_nothing_is_nothing_where_it_may_be() -> None:
    assert PartialDateField(required=False).clean(" ") is None
    with pytest.raises(ValidationError):
        PartialDateField().clean("")


@pytest.mark.parametrize("text", ["2026-06-30", "2026-06", "2026"])
def test_the_field_shows_a_date_as_it_was_written(text: str) -> None:
    assert PartialDateField().prepare_value(PartialDate.parse(text)) == text


@pytest.mark.parametrize("year", ["0001", "1799", "2200", "9999"])
def test_a_year_that_is_a_slip_is_refused(year: str) -> None:
    for field, written in (
        (DayField(), f"{year}-12-31"),
        (PartialDateField(), f"{year}-12"),
        (PartialDateField(), year),
    ):
        with pytest.raises(ValidationError, match="kan inte stämma"):
            field.clean(written)
