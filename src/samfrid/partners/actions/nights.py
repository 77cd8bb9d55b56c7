"""What time itself does with agreements: renewals in their ledger, and reminders. Twice is harmless.

A night asks one question of each municipality: whether anything may happen. Then it reads and locks the agreements that
may be meant, and writes what there is by a statement for each sort of row, however many they are.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.partners.actions.renewals import renew
from samfrid.partners.models import Agreement, Night, Party, Renewal, Rest
from samfrid.partners.reminder_letters import ReminderWords
from samfrid.partners.rules import Reminder, Terms, due_reminders
from samfrid.partners.rules.resting import rests_until
from samfrid.partners.terms import KEPT
from samfrid.post.actions import Draft, write_many
from samfrid.post.models import Kind, Letter

_REST: Final = (
    "INSERT INTO partners_rest (id, municipality_id, created_at, agreement_id, until)"
    " SELECT gen_random_uuid(), %s, now(), key::uuid, value::date FROM json_each_text(%s)"
    " ON CONFLICT (agreement_id) DO UPDATE SET until = excluded.until"
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """An agreement as the night looks at it."""

    agreement: Agreement
    terms: Terms
    #: the parties' own times of notice
    own: Collection[int | None]
    #: the last number that the ledger has of it
    known: int
    #: another has come after it: it is not reminded of
    is_replaced: bool


@transaction.atomic
def run_day(municipality_code: str, *, today: dt.date) -> tuple[int, int]:
    """A night's work in one municipality: how many renewals and reminders were written.

    A night that was missed is made good: all periods up to today are there afterwards, and each day is reminded of by
    the nearest reminder.
    """
    night = _asked(municipality_code, today).first()
    readers = _digest(night.those if night else _reader_keys(municipality_code))  # type: ignore[attr-defined]
    whole = night is None or night.readers != readers or today < night.ran_on
    if night and not whole and not night.stirs:  # type: ignore[attr-defined]
        return 0, 0
    seen = _seen(municipality_code, None if whole else today)
    renewals = renew(municipality_code, [(one.agreement, one.terms, one.known) for one in seen], today)
    letters = _remind(municipality_code, seen, today)
    _let_rest(municipality_code, seen, today)
    Night.objects.bulk_create(
        [Night(municipality_id=municipality_code, ran_on=today, readers=readers)],
        update_conflicts=True,
        unique_fields=["municipality"],
        update_fields=["ran_on", "readers"],
    )
    return renewals, letters


def _asked(municipality_code: str, today: dt.date) -> QuerySet[Night]:
    """Whether anything may happen (``stirs``), and who is reminded (``those``): the one question of a quiet night."""
    found = Agreement.objects.filter(~Exists(_asleep(today)), municipality_id=municipality_code)
    those = ArraySubquery(_reader_keys(municipality_code))
    return Night.objects.filter(pk=municipality_code).annotate(stirs=Exists(found), those=those)


def _asleep(today: dt.date) -> QuerySet[Rest]:
    return Rest.objects.filter(agreement=OuterRef("pk"), until__gt=today)


def _possible_readers(municipality_code: str) -> QuerySet[Membership]:
    found = Membership.objects.filter(
        municipality_id=municipality_code, ended_on__isnull=True, role__in=[Role.COORDINATOR, Role.REGISTRAR]
    )
    return found.exclude(user__email="").order_by("created_at", "pk")


def _reader_keys(municipality_code: str) -> QuerySet[Membership, str]:
    told = Concat("role", Value(":"), Cast("pk", CharField()), output_field=CharField())
    return _possible_readers(municipality_code).values_list(told, flat=True)


def _digest(readers: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(readers).encode()).hexdigest()


def _readers(municipality_code: str) -> list[Membership]:
    """The coordinators, or the registrars where there are none: those who may change agreements and have an address."""
    rows = list(_possible_readers(municipality_code).select_related("user"))
    return [one for one in rows if one.role == Role.COORDINATOR] or rows


def _seen(municipality_code: str, today: dt.date | None) -> list[_Seen]:
    """The agreements with which something may happen today, or all; locked, so that no time is changed meanwhile."""
    found = Agreement.objects.filter(municipality_id=municipality_code)
    if today:
        found = found.filter(~Exists(_asleep(today)))
    ledger = Renewal.objects.filter(agreement=OuterRef("pk")).order_by("-number").values("number")[:1]
    later = Agreement.objects.filter(replaces=OuterRef("pk"))
    rows = found.order_by("pk").select_for_update(of=("self",)).only("title", *KEPT)
    read = list(rows.annotate(known=Subquery(ledger), is_replaced=Exists(later)))
    # after the lock: a party's time of notice is not changed without it
    own: dict[UUID, set[int | None]] = defaultdict(set)
    parties = Party.objects.filter(municipality_id=municipality_code, notice_months__isnull=False)
    for key, months in parties.values_list("agreement_id", "notice_months"):
        own[key].add(months)
    return [_Seen(one, one.terms, own.get(one.pk, ()), one.known or 1, one.is_replaced) for one in read]


def _let_rest(municipality_code: str, seen: Sequence[_Seen], today: dt.date) -> None:
    """Remember until when nothing happens with each of these."""
    if not seen:
        return
    days = {str(one.agreement.pk): rests_until(one.terms, one.own, today).isoformat() for one in seen}
    with connection.cursor() as cursor:
        cursor.execute(_REST, [municipality_code, json.dumps(days)])


def _remind(municipality_code: str, seen: Iterable[_Seen], today: dt.date) -> int:
    """Write the reminders that are due to those who coordinate, each once; returns how many letters."""
    due = [
        (one.agreement, reminder)
        for one in seen
        if not one.is_replaced
        for reminder in due_reminders(one.terms, one.own, today)
    ]
    readers = _readers(municipality_code) if due else []
    if not readers:
        return 0
    words = ReminderWords(Municipality.objects.get(code=municipality_code).name)
    wanted = {_key(agreement, one, reader): (agreement, one, reader) for agreement, one in due for reader in readers}
    written = Letter.objects.filter(municipality_id=municipality_code, key__in=list(wanted))
    known = set(written.values_list("key", flat=True))
    drafts = [_draft(words, key, *told) for key, told in wanted.items() if key not in known]
    return write_many(SystemActor(municipality_code), drafts) if drafts else 0


def _key(agreement: Agreement, one: Reminder, reader: Membership) -> str:
    return f"agreement:{agreement.pk}:{one.of}:{one.day.isoformat()}:{one.months}:{reader.pk}"


def _draft(words: ReminderWords, key: str, agreement: Agreement, one: Reminder, reader: Membership) -> Draft:
    subject, body = words.of(agreement, one, reader.actor_name)
    return Draft(
        key=key,
        kind=Kind.REMINDER,
        to_name=reader.actor_name,
        to_address=reader.user.email,
        subject=subject,
        body=body,
        about=f"partners.agreement:{agreement.pk}",
    )
