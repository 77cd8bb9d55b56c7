from __future__ import annotations

import datetime as dt

import pytest

from samfrid.municipalities.dates import PartialDate, Precision, today


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2021-03-30", dt.date(2021, 3, 30), dt.date(2021, 3, 30), Precision.DAY),
        ("2022-02", dt.date(2022, 2, 1), dt.date(2022, 2, 28), Precision.MONTH),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29), Precision.MONTH),
        ("2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31), Precision.YEAR),
    ],
)
def test_what_documents_say(text: str, first: dt.date, last: dt.date, precision: Precision) -> None:
    assert PartialDate.parse(text) == PartialDate(first, last, precision)


@pytest.mark.parametrize("text", [None, "", "2021-13", "2021-02-30", "våren 2024", "0000", "2021-3-3", "2021-03-30 "])
def test_what_is_no_date(text: str | None) -> None:
    assert PartialDate.parse(text) is None


def test_another_day_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")
    assert today() == dt.date(2026, 11, 22)
