"""The ledger of renewals: each period that has begun, once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import connection

from samfrid.audit.actions import record_many
from samfrid.municipalities.actors import SystemActor
from samfrid.partners.models import Agreement
from samfrid.partners.rules import Period, Terms, current_period, periods

#: the ledger of a whole municipality by one statement; what is there, or would overlap what is there, is let be. Asked
#: beforehand: the agreements are locked, and asking the indexes about each row anew costs twice as much
_WRITE: Final = (
    "INSERT INTO partners_renewal (id, municipality_id, created_at, agreement_id, number, starts_on, ends_on)"
    " SELECT gen_random_uuid(), %s, now(), told.* FROM json_to_recordset(%s)"
    " AS told (agreement uuid, number int, starts date, ends date) WHERE NOT EXISTS ("
    "SELECT FROM partners_renewal r WHERE r.agreement_id = told.agreement"
    " AND (r.number = told.number OR r.starts_on <= told.ends AND r.ends_on >= told.starts))"
)


def keep_ledger(agreement: Agreement, today: dt.date) -> None:
    """Make the ledger of one agreement what its terms say, after they have been changed."""
    wanted = {one.number: one for one in _begun(agreement.terms, today, 1)}
    wrong = [
        row.pk
        for row in agreement.renewals.all()
        if (one := wanted.get(row.number)) is None or (row.starts_on, row.ends_on) != (one.start, one.end)
    ]
    agreement.renewals.filter(pk__in=wrong).delete()
    _write(agreement.municipality_id, [(agreement, one) for one in wanted.values()])


def _begun(terms: Terms, today: dt.date, known: int) -> list[Period]:
    """The periods after number ``known`` that have begun."""
    return [one for one in periods(terms, today) if one.number > max(known, 1) and one.start]


def _write(municipality_code: str, found: Sequence[tuple[Agreement, Period]]) -> None:
    """Write periods in the ledger, those that are not there."""
    if not found:
        return
    told = [
        {"agreement": str(agreement.pk), "number": one.number, "starts": str(one.start), "ends": str(one.end)}
        for agreement, one in found
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [municipality_code, json.dumps(told)])


def renew(municipality_code: str, told: Iterable[tuple[Agreement, Terms, int]], today: dt.date) -> int:
    """Write the periods that have begun in the ledger; returns how many.

    ``told`` are agreements with their terms, and the last number that the ledger has of each (1 where it has none). All
    periods up to today are there afterwards, and none twice.
    """
    found: list[tuple[Agreement, Period]] = []
    for agreement, terms, known in told:
        period = current_period(terms, today)
        # most nights nothing has begun: the number of today's period tells
        if period is None or period.number > known:
            found += [(agreement, one) for one in _begun(terms, today, known)]
    _write(municipality_code, found)
    _tell(municipality_code, found)
    return len(found)


def _tell(municipality_code: str, found: Iterable[tuple[Agreement, Period]]) -> None:
    """One entry for each agreement that was prolonged, with the latest period."""
    latest = {agreement.pk: (agreement, one) for agreement, one in found}
    told = [
        (
            agreement,
            {
                "title": agreement.title,
                "number": one.number,
                "on": one.start.isoformat() if one.start else "",
                "to": one.end.isoformat(),
            },
        )
        for agreement, one in latest.values()
    ]
    record_many(SystemActor(municipality_code), "partners.renew", told)
