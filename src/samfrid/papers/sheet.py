"""Sheets: rows with typed cells become an Excel file or a CSV file.

Text is always text: a cell that begins with ``=``, ``+``, ``-`` or ``@`` is never a formula.
"""

from __future__ import annotations

import csv as csv_module
import datetime as dt
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeAlias

import xlsxwriter

from samfrid.papers.paper import clean, one_line

Cell: TypeAlias = str | int | float | Decimal | bool | dt.date | dt.datetime | None

#: Excel's own limits
MOST_ROWS: Final = 1_048_576
MOST_CHARACTERS: Final = 32_767
_NAME_LENGTH: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
#: what a spreadsheet program takes for the beginning of a formula (OWASP, CSV injection)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
#: a date that no file carries on purpose: documents do not tell when they were made
NEUTRAL: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - it is written into the file, and is nobody's time


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in characters (by the title where none is given), decimals of its numbers."""

    title: str
    width: float | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a name, columns and rows. The rows may come from a query, one at a time."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """An Excel file: head frozen and filterable, dates as dates, numbers as numbers, no properties filled in."""
    file = io.BytesIO()
    options = {
        "constant_memory": True,
        "in_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": NEUTRAL})
        formats = _Formats(book)
        taken: set[str] = set()
        for sheet in sheets:
            _write(book.add_worksheet(safe_name(sheet.name, taken)), sheet, formats)
    return file.getvalue()


class _Formats:
    """The formats of a book, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.date = self.number("yyyy-mm-dd")
        self.time = self.number("yyyy-mm-dd hh:mm")

    def number(self, pattern: str) -> Any:
        if pattern not in self._made:
            self._made[pattern] = self._book.add_format({"num_format": pattern, "valign": "top"})
        return self._made[pattern]


def _write(worksheet: Any, sheet: Sheet, formats: _Formats) -> None:
    patterns = [formats.number(_pattern(column.decimals)) for column in sheet.columns]
    for index, column in enumerate(sheet.columns):
        worksheet.set_column(index, index, column.width or min(max(len(column.title) + 4, 12), 60))
        worksheet.write_string(0, index, one_line(column.title), formats.head)
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(0)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        if last >= MOST_ROWS:
            raise ValueError(f"a sheet holds {MOST_ROWS} rows")
        for index, value in enumerate(row):
            _cell(worksheet, last, index, value, patterns[index], formats)
    if sheet.columns:
        worksheet.autofilter(0, 0, last, len(sheet.columns) - 1)


def _pattern(decimals: int | None) -> str:
    return "General" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")


def _cell(worksheet: Any, row: int, column: int, value: Cell, pattern: Any, formats: _Formats) -> None:
    """Write a value as what it is; a number that Excel cannot hold as text."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        worksheet.write_string(row, column, "ja" if value else "nej", formats.text)
    elif isinstance(value, (int, float, Decimal)) and math.isfinite(value) and abs(float(value)) < 1e15:
        worksheet.write_number(row, column, value, pattern)
    elif isinstance(value, dt.date) and value.year >= 1900:
        worksheet.write_datetime(row, column, *_dated(value, formats))
    else:
        worksheet.write_string(row, column, _fitted(clean(str(value))), formats.text)


def _fitted(text: str) -> str:
    """Text as long as a cell can hold; what is cut off is marked."""
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"


def _dated(value: dt.date, formats: _Formats) -> tuple[dt.date, Any]:
    """A date, or a time without its zone: Excel knows none."""
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None), formats.time
    return value, formats.date


def safe_name(name: str, taken: set[str]) -> str:
    """A sheet's name as Excel takes it: 31 characters, none of ``[]:*?/\\``, unlike the others whatever their case."""
    wanted = _FORBIDDEN.sub(" ", one_line(name)).strip(" '")[:_NAME_LENGTH].strip(" '") or "Blad"
    if wanted.casefold() == "history":  # the one name that Excel keeps for itself
        wanted = "History 1"
    found, number = wanted, 1
    while found.casefold() in taken:
        number += 1
        found = f"{wanted[: _NAME_LENGTH - len(str(number)) - 1]} {number}"
    taken.add(found.casefold())
    return found


def csv(sheet: Sheet) -> bytes:
    """A CSV file as Swedish Excel opens it: UTF-8 with its mark, semicolons, decimal commas, dates as 2026-11-22.

    Text that a spreadsheet program would run as a formula gets an apostrophe before it.
    """
    file = io.StringIO()
    writer = csv_module.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([_shown(one_line(column.title)) for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_shown(value) for value in row])
    return file.getvalue().encode("utf-8-sig")


def _shown(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, str):
        text = clean(value)
        return f"'{text}" if text.startswith(_FORMULA) else text
    return str(value)
