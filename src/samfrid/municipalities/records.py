"""Records of rows that came as JSON: one statement can bring a page's rows of many tables, without a query for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final, TypeVar, cast
from uuid import UUID

from django.db import connection, models

Record = TypeVar("Record", bound=models.Model)
Convert = Callable[[Any], Any]

#: what JSON has as text, by the field that it is read for; the rest is as the ORM would have read it
_CONVERT: Final[dict[str, Convert]] = {
    "UUIDField": UUID,
    "DateField": dt.date.fromisoformat,
    "DateTimeField": dt.datetime.fromisoformat,
    "DecimalField": Decimal,
}


def record(model: type[Record], row: Mapping[str, Any]) -> Record:
    """A record as the ORM would have read it, of a row that came as JSON; decimals are to be read as ``Decimal``."""
    names, columns = _columns(model)
    values = [
        convert(row[name]) if convert is not None and row[name] is not None else row[name] for name, convert in columns
    ]
    return model.from_db(connection.alias, names, values)


@cache
def _columns(model: type[models.Model]) -> tuple[list[str], list[tuple[str, Convert | None]]]:
    """The names that a record takes, and each column with what makes its value of what JSON has."""
    fields = model._meta.concrete_fields
    columns = [(cast(str, field.column), _CONVERT.get(_kind(field))) for field in fields]
    return [field.attname for field in fields], columns


def _kind(field: models.Field[Any, Any]) -> str:
    """The field's type; of a foreign key, that of what it points at."""
    return (field.target_field if isinstance(field, models.ForeignKey) else field).get_internal_type()
