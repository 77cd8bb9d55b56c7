"""What an association reported under a name that has since been merged into its own is its own to read.

The row of the former name is hers too: it says under which name the report was handed in. She writes under her own
name alone, as before.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from samfrid.municipalities.tenancy import NO_PARTNER

_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    {found} AND r.municipality_id = samfrid_municipality()
$$;
"""
_REPORTS = "SELECT r.id FROM partners_yearreport r WHERE "
_LINES = "SELECT l.id FROM partners_reportline l JOIN partners_yearreport r ON r.id = l.report_id WHERE "
#: a merge leads every former name to the one that stays, so that one step is enough
_ALSO_MERGED = (
    "r.organisation_id IN (SELECT o.id FROM municipalities_organisation o"
    " WHERE samfrid_organisation() IN (o.id, o.merged_into_id))"
)
_OWN = "r.organisation_id = samfrid_organisation()"


def _functions(whose: str) -> str:
    told = (("samfrid_own_reports", _REPORTS), ("samfrid_own_report_lines", _LINES))
    return "".join(_FUNCTION.format(name=name, found=found + whose) for name, found in told)


def _read(table: str, condition: str) -> str:
    return f"ALTER POLICY partner ON {table} USING ({NO_PARTNER} OR ({condition}));\n"


OPENED = (
    _functions(_ALSO_MERGED)
    + _read("partners_yearreport", "id IN (SELECT samfrid_own_reports())")
    + _read("municipalities_organisation", "samfrid_organisation() IN (id, merged_into_id)")
)
CLOSED = (
    _functions(_OWN)
    + _read("partners_yearreport", "organisation_id = samfrid_organisation()")
    + _read("municipalities_organisation", "id = samfrid_organisation()")
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("municipalities", "0008_told_apart"),
        ("partners", "0008_nights_and_years"),
    ]

    operations: ClassVar = [migrations.RunSQL(OPENED, CLOSED)]
