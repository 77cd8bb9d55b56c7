"""Sheets: opened again by another program, with values as what they are."""

from __future__ import annotations

import csv as csv_module
import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.papers.paper import clean
from samfrid.papers.sheet import Cell, Column, Sheet, csv, safe_name, xlsx

COLUMNS = (Column("Åtgärd", 40), Column("Klart"), Column("Kostnad", decimals=2), Column("Klar?"))
ROWS: list[tuple[Cell, ...]] = [
    ("Utbilda personal", dt.date(2026, 12, 31), Decimal("1250000.50"), True),
    ('=HYPERLINK("http://x")', dt.datetime(2026, 11, 22, 14, 30, tzinfo=dt.UTC), -12, False),
    ("", None, 0, None),
]


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_values_are_what_they_are() -> None:
    book = opened(xlsx([Sheet("Åtgärder", COLUMNS, iter(ROWS))]))
    sheet = book["Åtgärder"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values == [
        ["Åtgärd", "Klart", "Kostnad", "Klar?"],
        ["Utbilda personal", dt.datetime(2026, 12, 31), 1250000.5, "ja"],  # noqa: DTZ001 - as openpyxl reads a date
        ['=HYPERLINK("http://x")', dt.datetime(2026, 11, 22, 14, 30), -12, "nej"],  # noqa: DTZ001
        [None, None, 0, None],
    ]
    assert [sheet.cell(2, column).data_type for column in (1, 2, 3, 4)] == ["s", "d", "n", "s"]
    assert sheet.cell(2, 2).number_format == "yyyy-mm-dd"
    assert sheet.cell(2, 3).number_format == "#,##0.00"
    assert sheet.cell(3, 1).data_type == "s"


def test_the_head_stays_and_can_be_filtered() -> None:
    sheet = opened(xlsx([Sheet("A", COLUMNS, ROWS)]))["A"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D4"
    assert sheet.column_dimensions["A"].width == pytest.approx(40, abs=1)
    assert sheet.cell(1, 1).font.bold
    assert sheet.print_title_rows == "$1:$1"


def test_nothing_is_told_of_who_made_it_or_when() -> None:
    made = xlsx([Sheet("A", COLUMNS, ROWS)])
    assert made == xlsx([Sheet("A", COLUMNS, ROWS)])
    book = opened(made)
    properties = book.properties
    told = (properties.creator, properties.lastModifiedBy, properties.title, properties.keywords)
    assert not any(told)
    assert properties.created == properties.modified == dt.datetime(2000, 1, 1)  # noqa: DTZ001 - as it is read
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        assert re.findall(rb"<(?:Company|Manager)>([^<]+)", archive.read("docProps/app.xml")) == []


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r="])
def test_text_is_never_a_formula(sign: str) -> None:
    text = f"{sign}cmd|' /C calc'!A0"
    sheet = opened(xlsx([Sheet("A", [Column(text)], [[text]])]))["A"]
    assert sheet.cell(2, 1).data_type == "s"
    assert sheet.cell(1, 1).data_type == "s"
    line = csv(Sheet("A", [Column(text)], [[text]])).decode("utf-8-sig").splitlines()[1]
    assert line.strip('"')[0] not in "=+-@"


@pytest.mark.parametrize(
    "value", [math.inf, math.nan, 10**20, Decimal("NaN"), dt.date(1721, 5, 1), "x" * 40_000, "a\x00\x0bb\ud800", 1e300]
)
def test_a_value_that_excel_cannot_hold_is_written_as_text(value: Cell) -> None:
    sheet = opened(xlsx([Sheet("A", [Column("A")], [[value]])]))["A"]
    assert sheet.cell(2, 1).data_type == "s"
    assert csv(Sheet("A", [Column("A")], [[value]]))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_text_comes_out_as_it_went_in(texts: list[str]) -> None:
    sheet = Sheet("A", [Column("x")] * len(texts), [texts])
    row = next(opened(xlsx([sheet]))["A"].iter_rows(min_row=2, max_col=len(texts)), ())
    found = [cell.value or "" for cell in row] or [""] * len(texts)
    assert found == [clean(text) for text in texts]
    read = list(csv_module.reader(io.StringIO(csv(sheet).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [cell.removeprefix("'") for cell in read[1]] == [clean(text).removeprefix("'") for text in texts]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Åtgärder 2026", "Åtgärder 2026"),
        ("a/b:c?[d]*\\", "a b c  d"),
        ("'citat'", "citat"),
        ("", "Blad"),
        ("x" * 50, "x" * 31),
        ("History", "History 1"),
    ],
)
def test_a_sheet_has_a_name_that_excel_takes(name: str, safe: str) -> None:
    assert safe_name(name, set()) == safe


def test_sheets_of_the_same_name_are_told_apart() -> None:
    columns = [Column("A")]
    made = xlsx([Sheet(name, columns, []) for name in ("Plan", "PLAN", "x" * 40, "x" * 40)])
    assert opened(made).sheetnames == ["Plan", "PLAN 2", "x" * 31, "x" * 29 + " 2"]


def test_csv_opens_in_swedish_excel() -> None:
    made = csv(Sheet("A", COLUMNS, ROWS))
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig").split("\r\n") == [
        "Åtgärd;Klart;Kostnad;Klar?",
        "Utbilda personal;2026-12-31;1250000,50;ja",
        '"\'=HYPERLINK(""http://x"")";2026-11-22 14:30;-12;nej',
        ";;0;",
        "",
    ]


def test_many_rows_come_one_at_a_time() -> None:
    rows: Iterator[list[Cell]] = ([f"Rad {number}", number] for number in range(5_000))
    book = openpyxl.load_workbook(io.BytesIO(xlsx([Sheet("A", [Column("A"), Column("B")], rows)])), read_only=True)
    assert sum(1 for _ in book["A"].iter_rows()) == 5_001
