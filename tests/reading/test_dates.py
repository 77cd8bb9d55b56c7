"""Written Swedish dates and periods, and numbers that are none."""

from __future__ import annotations

import pytest

from samfrid.reading.finders.dates import Grain, dates_in, periods_in


@pytest.mark.parametrize(
    ("written", "iso", "grain"),
    [
        ("den 28 mars 2022", "2022-03-28", Grain.DAY),
        ("28 mars 2022", "2022-03-28", Grain.DAY),
        ("Den 1:e juli 2021", "2021-07-01", Grain.DAY),
        ("2022-03-28", "2022-03-28", Grain.DAY),
        ("28/3 2022", "2022-03-28", Grain.DAY),
        ("22/10-2024", "2024-10-22", Grain.DAY),
        ("21.10.2024", "2024-10-21", Grain.DAY),
        ("20220328", "2022-03-28", Grain.DAY),
        ("3 sept. 2020", "2020-09-03", Grain.DAY),
        ("mars 2022", "2022-03", Grain.MONTH),
        ("maj månad 2023", "2023-05", Grain.MONTH),
        ("våren 2024", "2024", Grain.SEASON),
        ("höstterminen 2024", "2024", Grain.SEASON),
        ("kvartal 2 2025", "2025", Grain.SEASON),
    ],
)
def test_a_written_date(written: str, iso: str, grain: Grain) -> None:
    text = f"Detta skedde {written}, säger hon."
    (date,) = dates_in(text)
    assert (date.value, date.grain) == (iso, grain)
    assert text[date.start : date.end].casefold() == written.casefold()


@pytest.mark.parametrize(
    "written",
    ["31 april 2022", "2022-13-01", "SFS 2017:725", "KS 2021-257", "1(4)", "212000-2965", "2022/23", "0411-00 00 20",
     "HSLF-FS 2022:39", "prop. 2016/17:171", "12345678"],
)  # fmt: skip
def test_what_is_no_date(written: str) -> None:
    assert [d for d in dates_in(f"Se {written} för mer.") if d.grain is Grain.DAY] == []


def test_years_alone_only_when_asked_for() -> None:
    assert dates_in("Under 2023 kom 12 fall.") == []
    assert [d.value for d in dates_in("Under 2023 kom 12 fall.", years=True)] == ["2023"]
    assert dates_in("SFS 2017:725 och KS 2021-257 och 2022–2026", years=True)[:-1] == []


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2022–2026", "2022", "2026"),
        ("2022-2026", "2022", "2026"),
        ("2022 till 2026", "2022", "2026"),
        ("2021-07-01 – 2023-06-30", "2021-07-01", "2023-06-30"),
        ("1 januari–31 december 2025", "2025-01-01", "2025-12-31"),
        ("den 1 juli 2021 till och med den 30 juni 2023", "2021-07-01", "2023-06-30"),
        ("den 1 januari 2025 t.o.m. den 31 december 2026", "2025-01-01", "2026-12-31"),
        ("september 2024–maj 2025", "2024-09", "2025-05"),
    ],
)
def test_a_period(written: str, first: str, last: str) -> None:
    periods = periods_in(f"Det gäller {written}.")
    assert (first, last) in {(p.first, p.last) for p in periods}


@pytest.mark.parametrize(
    "written", ["2022/23", "2026–2022", "1–2 dagar", "läsåret 2022/2023", "den 2 maj och den 3 juni 2023"]
)
def test_what_is_no_period(written: str) -> None:
    assert periods_in(f"Under {written} hände det.") == []
