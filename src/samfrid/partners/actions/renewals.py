"""What time itself does with agreements: the ledger of renewals, and reminders. Twice is harmless."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, Q

from samfrid.audit.actions import record_many
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.partners.models import Agreement, Party
from samfrid.partners.reminder_letters import reminder_words
from samfrid.partners.rules import Period, Reminder, current_period, due_reminders, periods
from samfrid.post.actions import Draft, write_many
from samfrid.post.models import Kind, Letter

#: agreements that are read at a time
STEP = 1000


#: the ledger of a whole municipality by one statement; another night at the same time may have written some of it
_WRITE: Final = (
    "INSERT INTO partners_renewal (id, municipality_id, created_at, agreement_id, number, starts_on, ends_on)"
    " SELECT gen_random_uuid(), %s, now(), told.* FROM unnest(%s::uuid[], %s::int[], %s::date[], %s::date[]) AS told"
    " ON CONFLICT DO NOTHING"
)


def keep_ledger(agreement: Agreement, today: dt.date) -> None:
    """Make the ledger of one agreement what its terms say, after they have been changed."""
    wanted = {one.number: one for one in _begun(agreement, today, 1)}
    wrong = [
        row.pk
        for row in agreement.renewals.all()
        if (one := wanted.get(row.number)) is None or (row.starts_on, row.ends_on) != (one.start, one.end)
    ]
    agreement.renewals.filter(pk__in=wrong).delete()
    _write(agreement.municipality_id, [(agreement, one) for one in wanted.values()])


def _begun(agreement: Agreement, today: dt.date, known: int) -> list[Period]:
    """The periods after number ``known`` that have begun."""
    return [one for one in periods(agreement.terms, today) if one.number > max(known, 1) and one.start]


def _write(municipality_code: str, found: Sequence[tuple[Agreement, Period]]) -> None:
    """Write periods in the ledger, those that are not there."""
    if not found:
        return
    keys, numbers = [agreement.pk for agreement, _one in found], [one.number for _agreement, one in found]
    starts, ends = [one.start for _agreement, one in found], [one.end for _agreement, one in found]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [municipality_code, keys, numbers, starts, ends])


@transaction.atomic
def renew(municipality_code: str, today: dt.date) -> int:
    """Write the periods that have begun since the last night in the ledger; returns how many.

    A night that was missed is made good: all periods up to today are there afterwards, and none twice.
    """
    prolonged = Agreement.objects.filter(
        Q(renewal_months__isnull=False) | ~Q(changes=[]), municipality_id=municipality_code
    )
    found: list[tuple[Agreement, Period]] = []
    for agreement in prolonged.annotate(known=Max("renewals__number")).iterator(chunk_size=STEP):
        period, known = current_period(agreement.terms, today), agreement.known or 1
        # most nights nothing has begun: the number of today's period tells
        if period is None or period.number > known:
            found += [(agreement, one) for one in _begun(agreement, today, known)]
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


def remind(municipality_code: str, today: dt.date) -> int:
    """Write the reminders that are due to those who coordinate, each once; returns how many letters."""
    due = _due(municipality_code, today)
    readers = _readers(municipality_code) if due else []
    if not readers:
        return 0
    name = Municipality.objects.get(code=municipality_code).name
    keys = {_key(agreement, one, reader) for agreement, one in due for reader in readers}
    known = set(Letter.objects.filter(municipality_id=municipality_code, key__in=keys).values_list("key", flat=True))
    drafts = {
        key: _draft(agreement, one, reader, key, name)
        for agreement, one in due
        for reader in readers
        if (key := _key(agreement, one, reader)) not in known
    }
    return write_many(SystemActor(municipality_code), list(drafts.values())) if drafts else 0


def _due(municipality_code: str, today: dt.date) -> list[tuple[Agreement, Reminder]]:
    """What is to be reminded of, with its agreement; one that another has come after is let be."""
    own: dict[UUID, set[int | None]] = defaultdict(set)
    for key, months in Party.objects.filter(municipality_id=municipality_code, notice_months__isnull=False).values_list(
        "agreement_id", "notice_months"
    ):
        own[key].add(months)
    living = Agreement.objects.filter(
        Q(last_on__isnull=True) | Q(last_on__gte=today),
        municipality_id=municipality_code,
        replaced_by__isnull=True,
    )
    return [
        (agreement, one)
        for agreement in living.iterator(chunk_size=STEP)
        for one in due_reminders(agreement.terms, own[agreement.pk], today)
    ]


def _readers(municipality_code: str) -> list[Membership]:
    """The coordinators, or the registrars where there are none: those who may change agreements and have an address."""
    found = Membership.objects.filter(
        municipality_id=municipality_code, ended_on__isnull=True, role__in=[Role.COORDINATOR, Role.REGISTRAR]
    ).exclude(user__email="")
    rows = list(found.select_related("user").order_by("created_at"))
    return [one for one in rows if one.role == Role.COORDINATOR] or rows


def _key(agreement: Agreement, one: Reminder, reader: Membership) -> str:
    return f"agreement:{agreement.pk}:{one.of}:{one.day.isoformat()}:{one.months}:{reader.pk}"


def _draft(agreement: Agreement, one: Reminder, reader: Membership, key: str, municipality: str) -> Draft:
    words = reminder_words(agreement, one, reader.actor_name, municipality)
    return Draft(
        key=key,
        kind=Kind.REMINDER,
        to_name=reader.actor_name,
        to_address=reader.user.email,
        subject=words.subject,
        body=words.body,
        about=f"partners.agreement:{agreement.pk}",
    )


def run_day(municipality_code: str, *, today: dt.date) -> tuple[int, int]:
    """A night's work in one municipality: how many renewals and reminders were written."""
    return renew(municipality_code, today), remind(municipality_code, today)
