"""Keeping the register of gaps true. It can be thrown away and made anew: all it says is computed from other rooms.

The audit trail is the feed: each act names the record that it touched, so that only the rules about those records are
asked again. Once a day everything is, since time itself opens gaps.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import transaction

from samfrid.audit.queries import head, touched
from samfrid.commitments.models import Origin
from samfrid.gaps.checks import COMMITMENT, MATTER, RULES, Ask, Found, Rule
from samfrid.gaps.models import Checkpoint, Gap, Visit
from samfrid.municipalities.tenancy import within

#: rows written at a time; records touched above which every record is asked about
BATCH: Final = 500
KINDS: Final = {rule.kind for rule in RULES}
Key = tuple[UUID, str]
#: keys of records by kind
Touched = dict[str, set[UUID]]


@transaction.atomic
def catch_up(municipality_code: str, today: dt.date) -> bool:
    """Bring the register up to date. Cheap when little has happened; False if somebody else is just doing it."""
    Checkpoint.objects.get_or_create(municipality_id=municipality_code)
    checkpoint = (
        Checkpoint.objects.select_for_update(skip_locked=True).filter(municipality_id=municipality_code).first()
    )
    if checkpoint is None:
        return False
    # the head first: what happens during the check is then looked at again, not missed
    last = head(municipality_code)
    if (checkpoint.number, checkpoint.checked_on) == (last, today):
        return True
    same_day = checkpoint.checked_on == today
    # whoever comes first today does it for all: also for what she may not read herself
    with within(municipality_code):
        _check(municipality_code, today, _touched(municipality_code, checkpoint.number, last) if same_day else None)
    checkpoint.number, checkpoint.checked_on = last, today
    checkpoint.save()
    return True


def _touched(municipality_code: str, after: int, last: int) -> Touched | None:
    """The records that something has been done to; None where they are so many that all may as well be asked about."""
    records = touched(municipality_code, KINDS, after, last, BATCH + 1)
    if len(records) > BATCH:
        return None
    found: Touched = defaultdict(set)
    for kind, key in records:
        found[kind].add(UUID(key))
    return found


def _check(municipality_code: str, today: dt.date, those: Touched | None) -> None:
    """Ask every rule, about all records or about the touched ones alone."""
    for rule in RULES:
        ids = None if those is None else _concerned(rule, those)
        if ids is None or ids:
            _settle(municipality_code, today, rule, list(rule.look(municipality_code, ids, Ask(today, rule.days))), ids)


def _concerned(rule: Rule, those: Touched) -> set[UUID]:
    """The records of the rule's kind that an act on ``those`` can have changed the answer for."""
    ids = set(those.get(rule.kind, ()))
    if rule.kind == MATTER and those.get(COMMITMENT):
        # a commitment may be what a clause was waiting for
        origins = Origin.objects.filter(commitment_id__in=those[COMMITMENT], page_kind=MATTER)
        ids |= set(origins.values_list("page_id", flat=True))
    return ids


def _settle(municipality_code: str, today: dt.date, rule: Rule, found: list[Found], ids: Iterable[UUID] | None) -> None:
    """Open what is new, change what is otherwise now, mend what is no longer there."""
    rows = Gap.objects.filter(municipality_id=municipality_code, rule=rule.name, mended_on__isnull=True)
    if ids is not None:
        rows = rows.filter(record_id__in=list(ids))
    known: dict[Key, Gap] = {(row.record_id, row.part): row for row in rows}
    new, changed = [], []
    for one in found:
        row = known.pop((one.record_id, one.part), None)
        values = _values(one)
        if row is None:
            new.append(
                Gap(
                    municipality_id=municipality_code,
                    rule=rule.name,
                    group=rule.group,
                    record_kind=rule.kind,
                    record_id=one.record_id,
                    part=one.part,
                    opened_on=today,
                    **values,
                )
            )
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    Gap.objects.bulk_create(new, batch_size=BATCH)
    Gap.objects.bulk_update(changed, ["title", "access", "facts", "severity", "since", "day"], batch_size=BATCH)
    if known:
        Gap.objects.filter(pk__in=[row.pk for row in known.values()]).update(mended_on=today)


def _values(one: Found) -> dict[str, object]:
    return {
        "title": one.title[:300],
        "access": one.access,
        "facts": one.facts | {"case": one.verdict.case},
        "severity": one.verdict.severity,
        "since": one.verdict.since,
        "day": one.verdict.day,
    }


def visit(municipality_code: str, user_id: UUID, today: dt.date) -> Visit:
    """Note that somebody is here; ``seen`` of the answer is how far the trail had come on her day of visit before."""
    row = Visit.objects.filter(municipality_id=municipality_code, user_id=user_id).first()
    if row is None:
        row = Visit(municipality_id=municipality_code, user_id=user_id, on=today, number=head(municipality_code))
        Visit.objects.bulk_create([row], ignore_conflicts=True)
    elif row.on != today:
        row.seen, row.on, row.number = row.number, today, head(municipality_code)
        row.save(update_fields=["seen", "on", "number"])
    return row
