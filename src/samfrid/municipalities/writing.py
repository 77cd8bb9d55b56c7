"""New rows of several tables by one statement: what an act makes together is sent together.

Django sends a statement for each table, and makes it anew each time. Where an act is asked for a hundred times a second
that is most of what it costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model


@cache
def _head(model: type[Model]) -> tuple[str, str]:
    """How an INSERT of the model begins, and the places of one row's values."""
    quoted, fields = connection.ops.quote_name, model._meta.concrete_fields
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    head = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 # nosec B608 - our own names
    return head, f"({', '.join(['%s'] * len(fields))})"


def insert_together(*groups: Sequence[Model]) -> list[int]:
    """Insert new rows, each group of one model, and say how many of each group are there now.

    A row that a unique constraint refuses is left out, and nothing is raised: whoever asks compares the numbers, and
    can still ask the database why. Keys are made by the rows themselves. Sends no signals.
    """
    parts, values = [], list[Any]()
    for number, rows in enumerate(groups):
        if not rows:
            parts.append(f"made{number} AS (SELECT WHERE false)")
            continue
        head, places = _head(type(rows[0]))
        parts.append(f"made{number} AS ({head}{', '.join([places] * len(rows))} ON CONFLICT DO NOTHING RETURNING 1)")
        for row in rows:
            values += [
                field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in row._meta.concrete_fields
            ]
    counts = ", ".join(f"(SELECT count(*) FROM made{number})" for number in range(len(groups)))  # noqa: S608 # nosec B608
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(parts)} SELECT {counts}", values)
        made = list(cursor.fetchone() or ())
    for rows in groups:
        for row in rows:
            row._state.adding, row._state.db = False, connection.alias
    return made
