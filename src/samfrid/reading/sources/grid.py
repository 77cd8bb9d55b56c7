"""Ruled tables: from the thin lines and boxes drawn on a page to rows, columns and joined cells."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.reading.sources.table_rows import Table

#: a stroke or filled box thinner than this, in points, is a rule
_THIN = 2.5
_NEAR = 3.0
_MIN_LENGTH = 8.0
#: more rules than this are a drawing or a map
_MOST_CROSSINGS = 60_000


@dataclass(frozen=True, slots=True)
class Mark:
    """The bounding box of something drawn, in points, origin at the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Rule:
    """A horizontal rule at height ``at`` from ``start`` to ``end``, or a vertical one with the axes exchanged."""

    at: float
    start: float
    end: float


def tables(marks: list[Mark]) -> list[Table]:
    """The ruled tables among what is drawn on a page, from top to bottom."""
    across, down = (_merged(rules) for rules in _rules(marks))
    if len(across) < 2 or len(down) < 2 or len(across) * len(down) > _MOST_CROSSINGS:
        return []
    found = []
    for horizontal, vertical in _groups(across, down):
        columns = _levels([rule.at for rule in vertical])
        rows = _levels([rule.at for rule in horizontal])
        if len(columns) >= 2 and len(rows) >= 2 and (len(columns) > 2 or len(rows) > 2):
            found.append(_table(columns, rows, horizontal, vertical))
    return sorted(found, key=lambda table: table.rows[0])


def _rules(marks: list[Mark]) -> tuple[list[_Rule], list[_Rule]]:
    across: list[_Rule] = []
    down: list[_Rule] = []
    for mark in marks:
        width, height = mark.right - mark.left, mark.bottom - mark.top
        if height <= _THIN and width >= _MIN_LENGTH:
            across.append(_Rule((mark.top + mark.bottom) / 2, mark.left, mark.right))
        elif width <= _THIN and height >= _MIN_LENGTH:
            down.append(_Rule((mark.left + mark.right) / 2, mark.top, mark.bottom))
        elif width >= _MIN_LENGTH and height >= _MIN_LENGTH:  # a drawn or filled box: a cell or a frame
            across += [_Rule(mark.top, mark.left, mark.right), _Rule(mark.bottom, mark.left, mark.right)]
            down += [_Rule(mark.left, mark.top, mark.bottom), _Rule(mark.right, mark.top, mark.bottom)]
    return across, down


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Rules drawn piece by piece, as around each cell, made whole."""
    merged: list[_Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        last = merged[-1] if merged else None
        if last and abs(rule.at - last.at) <= 1 and rule.start <= last.end + 1:
            merged[-1] = _Rule(last.at, last.start, max(last.end, rule.end))
        else:
            merged.append(rule)
    return merged


def _groups(across: list[_Rule], down: list[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Rules that touch each other, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def find(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, flat in enumerate(across):
        for j, tall in enumerate(down):
            if flat.start - _NEAR <= tall.at <= flat.end + _NEAR and tall.start - _NEAR <= flat.at <= tall.end + _NEAR:
                parent[find(i)] = find(len(across) + j)
    groups: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for i, flat in enumerate(across):
        groups.setdefault(find(i), ([], []))[0].append(flat)
    for j, tall in enumerate(down):
        groups.setdefault(find(len(across) + j), ([], []))[1].append(tall)
    return [(flat, tall) for flat, tall in groups.values() if len(flat) >= 2 and len(tall) >= 2]


def _levels(values: list[float]) -> list[float]:
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _NEAR:
            levels.append(value)
    return levels


def _table(columns: list[float], rows: list[float], across: list[_Rule], down: list[_Rule]) -> Table:
    table = Table(columns, rows)
    for row in range(len(rows) - 1):
        middle_y = (rows[row] + rows[row + 1]) / 2
        for column in range(len(columns) - 1):
            middle_x = (columns[column] + columns[column + 1]) / 2
            if row and not any(abs(r.at - rows[row]) <= _NEAR and r.start <= middle_x <= r.end for r in across):
                table.joined_up.add((row, column))
            if column and not any(abs(r.at - columns[column]) <= _NEAR and r.start <= middle_y <= r.end for r in down):
                table.joined_left.add((row, column))
    return table
