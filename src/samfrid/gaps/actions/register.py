"""Keeping the register of gaps true. What falls short is computed from other rooms, and can always be computed anew.

The audit trail is the feed: each act names the record it touched, so that only the rules about what that concerns are
asked again, and so that a gap that is mended can tell by which act. Once a day everything is asked, since time itself
opens gaps.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from samfrid.audit.queries import acts_on, head, numbered, touched
from samfrid.gaps.checks import RULES, Ask, Found, Rule
from samfrid.gaps.concerned import KINDS, Touched, concerned
from samfrid.gaps.models import Checkpoint, Ending, Gap, Known, RuleSetting, Visit
from samfrid.municipalities.tenancy import within

SET_DAYS: Final = "gaps.set_days"
#: rows written at a time; records touched above which every record is asked about
BATCH: Final = 500
#: what the check may change of a gap that is still there, and what it reads of it
VALUES: Final = ("title", "access", "facts", "severity", "since", "day")


@dataclass(frozen=True, slots=True)
class Check:
    """One run over the rules: whose, as of when, and which entries of the trail it follows."""

    code: str
    today: dt.date
    #: of which records by kind, with the latest entry about each; None for all of a kind
    those: Mapping[str, Mapping[UUID, int] | None]
    #: everything is asked about
    whole: bool
    after: int
    last: int
    #: who has changed the rule's days, where that is what the run follows
    set_by: str = ""

    def asked(self, rule: Rule) -> Collection[UUID] | None:
        """The records that the rule is asked about: none, some, or all of them (None)."""
        if self.whole:
            return None
        return self.those.get(rule.kind, ())


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
    # whoever comes first today does it for all: also for what she may not read herself
    with within(municipality_code):
        those = _touched(municipality_code, checkpoint.number, last)
        whole = those is None or checkpoint.checked_on != today
        if checkpoint.checked_on != today:
            _come_back(municipality_code, today)
        _check(Check(municipality_code, today, concerned(those or {}), whole, checkpoint.number, last))
    checkpoint.number, checkpoint.checked_on = last, today
    checkpoint.save()
    return True


def _touched(municipality_code: str, after: int, last: int) -> Touched | None:
    """The records that something has been done to; None where they are so many that all may as well be asked about."""
    records = touched(municipality_code, KINDS, after, last, BATCH + 1)
    if len(records) > BATCH:
        return None
    found: Touched = defaultdict(dict)
    for kind, key, number in records:
        found[kind][UUID(key)] = number
    return found


def _come_back(municipality_code: str, today: dt.date) -> None:
    """What was known until a day that has passed is told of again. That it ran out is nobody's act."""
    back = Gap.objects.filter(municipality_id=municipality_code, mended_on__isnull=True, known_until__lt=today)
    if back.update(known_until=None):
        left = Known.objects.filter(municipality_id=municipality_code, ended_on__isnull=True)
        left.filter(gap__mended_on__isnull=True, gap__known_until__isnull=True).update(ended_on=today)


def settings_of(municipality_code: str) -> dict[str, RuleSetting]:
    """What the municipality has set otherwise, by rule."""
    return {one.rule: one for one in RuleSetting.objects.filter(municipality_id=municipality_code)}


def ask_of(rule: Rule, setting: RuleSetting | None, today: dt.date) -> Ask:
    """What a rule is asked, with the municipality's days where it has set some."""
    return Ask(today, rule.days if setting is None or setting.days is None else setting.days)


def _check(check: Check) -> None:
    """Ask every rule that is on, about all records or about those concerned alone."""
    settings = settings_of(check.code)
    for rule in RULES:
        setting, ids = settings.get(rule.name), check.asked(rule)
        if (setting is None or not setting.off) and (ids is None or ids):
            _settle(check, rule, list(rule.look(check.code, ids, ask_of(rule, setting, check.today))), ids)


def check_rule(municipality_code: str, rule: Rule, today: dt.date, *, set_by: str) -> None:
    """Ask one rule about every record: what it finds is changed by its setting, which somebody has made, not by an act
    on a record.
    """
    setting = settings_of(municipality_code).get(rule.name)
    with within(municipality_code):
        found = list(rule.look(municipality_code, None, ask_of(rule, setting, today)))
        _settle(Check(municipality_code, today, {}, whole=True, after=0, last=0, set_by=set_by), rule, found, None)


def _settle(check: Check, rule: Rule, found: list[Found], ids: Collection[UUID] | None) -> None:
    """Open what is new, change what is otherwise now, mend what is no longer there."""
    rows = Gap.objects.filter(municipality_id=check.code, rule=rule.name, mended_on__isnull=True)
    if ids is not None:
        rows = rows.filter(record_id__in=list(ids))
    # values instead of rows: they are thousands, and mostly as they were
    known = {(row[1], row[2]): row for row in rows.values_list("pk", "record_id", "part", "known_until", *VALUES)}
    new, changed, worse = [], [], []
    for one in found:
        row = known.pop((one.record_id, one.part), None)
        values = _values(one)
        if row is None:
            new.append(_new(check, rule, one, values))
        elif row[4:] != values:
            gap = Gap(pk=row[0], known_until=row[3], **dict(zip(VALUES, values, strict=True)))
            if row[3] and one.verdict.severity > row[7]:
                # it was known as something lighter
                gap.known_until = None
                worse.append(row[0])
            changed.append(gap)
    Gap.objects.bulk_create(new, batch_size=BATCH)
    Gap.objects.bulk_update(changed, [*VALUES, "known_until"], batch_size=BATCH)
    Known.objects.filter(gap_id__in=worse, ended_on__isnull=True).update(ended_on=check.today)
    _mend(check, rule, {row[0]: row[1] for row in known.values()})


def _new(check: Check, rule: Rule, one: Found, values: tuple[object, ...]) -> Gap:
    return Gap(
        municipality_id=check.code,
        rule=rule.name,
        group=rule.group,
        record_kind=rule.kind,
        record_id=one.record_id,
        part=one.part,
        opened_on=check.today,
        **dict(zip(VALUES, values, strict=True)),
    )


def _values(one: Found) -> tuple[object, ...]:
    verdict = one.verdict
    facts = one.facts | {"case": str(verdict.case)}
    return (one.title[:300], one.access, facts, verdict.severity, verdict.since, verdict.day)


def _mend(check: Check, rule: Rule, records: Mapping[UUID, UUID]) -> None:
    """Close gaps (given with their records) and say by which act: the latest on what they were asked about for."""
    if not records:
        return
    those = check.those.get(rule.kind) or {}
    numbers = {gap: those[record] for gap, record in records.items() if record in those}
    if len(numbers) < len(records) and check.last > check.after:
        # so much had happened that it was not looked at one by one
        keys = {str(record) for gap, record in records.items() if gap not in numbers}
        acts = acts_on(check.code, rule.kind, keys, check.after, check.last)
        numbers |= {gap: acts[str(record)] for gap, record in records.items() if str(record) in acts}
    entries = numbered(check.code, set(numbers.values()))
    mended = []
    for key in records:
        gap = Gap(pk=key, mended_on=check.today, ended=Ending.SET if check.set_by else Ending.MENDED)
        entry = entries.get(numbers.get(key, 0))
        if check.set_by:
            gap.mended_act, gap.mended_by, gap.mended_at = SET_DAYS, check.set_by, timezone.now()
        elif entry:
            gap.mended_act, gap.mended_by, gap.mended_at = entry.act, entry.actor, entry.at
        mended.append(gap)
    Gap.objects.bulk_update(mended, ["mended_on", "ended", "mended_act", "mended_by", "mended_at"], batch_size=BATCH)


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
