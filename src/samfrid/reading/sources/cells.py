"""Cells of tables in markup: those that span, and those that hold several lines."""

from __future__ import annotations

from collections.abc import Sequence

#: a value; what is longer is running text
_SHORT = 100


class Grid:
    """The rows of a table whose cells may span: a cell stands once, and what it covers is empty."""

    def __init__(self) -> None:
        self._below: dict[int, int] = {}  # column -> rows that a cell above still covers
        self._row: list[str] = []

    def add(self, text: str, columns: int = 1, rows: int = 1) -> None:
        """The next cell of the row."""
        self._skip()
        start = len(self._row)
        self._row += [text, *[""] * (columns - 1)]
        if rows > 1:
            self._below.update(dict.fromkeys(range(start, start + columns), rows))

    def _skip(self) -> None:
        while self._below.get(len(self._row), 0) > 0:
            self._row.append("")

    def end_row(self) -> tuple[str, ...]:
        """The row, complete."""
        self._skip()
        row, self._row = tuple(self._row), []
        self._below = {column: left - 1 for column, left in self._below.items() if left > 1}
        return row


def spread(row: tuple[str, ...], lines: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """A row as rows: where a label has several values, each on a line of its own, each value has a row of its own.

    ``lines`` are those of the row's cells; a row with spanning cells is left as it is.
    """
    label_and_values = len(row) == len(lines) == 2 and len(lines[0]) == 1 and len(lines[1]) > 1
    if label_and_values and max(map(len, lines[1])) < _SHORT:
        first, *others = lines[1]
        return [(lines[0][0], first), *(("", other) for other in others)]
    return [row]
