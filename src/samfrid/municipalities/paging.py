"""Lists by key: the same cost on page one and page ten thousand, and nothing counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Generic, TypeVar
from uuid import UUID

from django.db.models import F, Q, QuerySet

from samfrid.municipalities.models import TenantModel

Row = TypeVar("Row", bound=TenantModel)

PAGE: Final = 50
#: in a cursor, that the rows with a day are over
_NO_DAY: Final = "-"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list; ``cursor`` is where the next page begins, or empty at the end."""

    rows: list[Row]
    cursor: str


def is_cursor(text: str) -> bool:
    """Whether it has the form of a cursor of ours: for whoever would rather refuse another than begin anew."""
    return after_cursor(text) is not None


def page_of(found: QuerySet[Row], field: str, cursor: str, *, descending: bool = True, size: int = PAGE) -> Page[Row]:
    """The page of ``found`` that begins after ``cursor``, by a day or moment and then by key; rows without a day last.

    A cursor that is none of ours counts as the first page. One query, and one more where the rows with a day run out.
    """
    after = after_cursor(cursor)
    rows: list[Row] = []
    if after is None or after[0] is not None:
        rows = list(_with_day(found, field, after, descending=descending)[: size + 1])
    if len(rows) <= size and found.model._meta.get_field(field).null:
        rest = found.filter(**{f"{field}__isnull": True}).order_by("-id" if descending else "id")
        if after and after[0] is None:
            rest = rest.filter(**{"id__lt" if descending else "id__gt": after[1]})
        rows += rest[: size + 1 - len(rows)]
    more, rows = len(rows) > size, rows[:size]
    return Page(rows, cursor_at(rows[-1], field) if more else "")


def _with_day(
    found: QuerySet[Row], field: str, after: tuple[dt.date | None, UUID] | None, *, descending: bool
) -> QuerySet[Row]:
    beyond, within = ("lt", "lte") if descending else ("gt", "gte")
    rows = found.filter(**{f"{field}__isnull": False})
    if after:
        # the first condition is the range that the index is read from, the second sorts out what stands on its border
        rows = rows.filter(**{f"{field}__{within}": after[0]}).filter(
            Q(**{f"{field}__{beyond}": after[0]}) | Q(**{f"id__{beyond}": after[1]})
        )
    if not descending:
        return rows.order_by(field, "id")
    # an index is read in its order only if it says the same about rows without a value
    may_lack = found.model._meta.get_field(field).null
    return rows.order_by(F(field).desc(nulls_last=True if may_lack else None), F("id").desc())


def cursor_at(row: TenantModel, field: str) -> str:
    """The cursor of the page that begins after ``row``."""
    value: dt.date | None = getattr(row, field)
    return f"{value.isoformat() if value else _NO_DAY}_{row.pk}"


def after_cursor(cursor: str) -> tuple[dt.date | None, UUID] | None:
    """The day and the key that a cursor names, no day for the rows without one; None for what is no cursor of ours."""
    value, _line, key = cursor.rpartition("_")
    try:
        if value == _NO_DAY:
            return None, UUID(key)
        moment = dt.date.fromisoformat(value) if len(value) == len("2026-11-22") else dt.datetime.fromisoformat(value)
        aware = not isinstance(moment, dt.datetime) or moment.tzinfo
        return (moment, UUID(key)) if aware else None
    except ValueError:
        return None
