"""A municipality's rules for each sort of matter, as they held on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db import connection

from samfrid.matters.models import ClauseStyle, MatterKind, PutTo, Raised, Raiser, TypeVersion
from samfrid.matters.rules.types import FIELDS, RuleBook, TypeRules, Version, book_of
from samfrid.municipalities.models import Access

_COLUMNS: Final = tuple(one.attname for one in TypeVersion._meta.concrete_fields)
_NAMES: Final = ", ".join(_COLUMNS)
_ALL: Final = f"SELECT {_NAMES} FROM matters_typeversion WHERE municipality_id = %s"  # noqa: S608 # nosec B608
_OF_KIND: Final = f"{_ALL} AND kind = %s"


def rules_of(row: TypeVersion) -> TypeRules:
    """The rules that a row holds."""
    values: dict[str, Any] = {name: getattr(row, name) for name in FIELDS}
    values["kind"], values["raised_counts"] = MatterKind(row.kind), Raised(row.raised_counts)
    values["clause_style"], values["default_access"] = ClauseStyle(row.clause_style), Access(row.default_access)
    values["raisers"] = tuple(map(Raiser, row.raisers))
    values["put_to"] = tuple(map(PutTo, row.put_to))
    values["warn_months"], values["steps"] = tuple(row.warn_months), tuple(row.steps)
    return TypeRules(**values)


def rule_book(municipality_code: str, kind: str = "") -> RuleBook:
    """All versions of the municipality's rules, of one sort or of every, by one query."""
    with connection.cursor() as cursor:
        # the same statement each time: it is asked for with every matter
        cursor.execute(_OF_KIND if kind else _ALL, [municipality_code, kind][: 2 if kind else 1])
        rows = [TypeVersion.from_db(connection.alias, _COLUMNS, row) for row in cursor.fetchall()]
    return book_of(Version(row.valid_from, rules_of(row)) for row in rows)


def type_rules(municipality_code: str, kind: str, on: dt.date | None) -> TypeRules:
    """The rules that hold for a matter of that sort raised on a day; of an unknown day, the latest. One query."""
    return rule_book(municipality_code, kind).of(kind, on)
