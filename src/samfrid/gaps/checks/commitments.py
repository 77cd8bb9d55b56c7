"""Commitments: what falls short in the ledger itself. What somebody has set by hand counts before what is computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from samfrid.commitments.models import SETTLED, Commitment, Computed, Execution, Handover, Origin, Override, Progress
from samfrid.commitments.queries.standing import facts_of, in_state
from samfrid.commitments.rules import NOT_BEGUN, SILENT_MONTHS, is_late
from samfrid.gaps import rules
from samfrid.gaps.checks.base import COMMITMENT, Ask, Found, Group, Ids, Rule, day_of, only
from samfrid.municipalities.models import Contact

#: what every rule needs of a commitment, and no more
NARROW: Final = (
    *("id", "text", "access", "promised_on", "created_at", "last_word_on", "starts_on", "due_on", "due_precision"),
    *("execution", "share_done"),
)


def _all(code: str, ids: Ids) -> QuerySet[Commitment]:
    return only(Commitment.objects.filter(municipality_id=code), ids).only(*NARROW)


def _open(code: str, ids: Ids) -> QuerySet[Commitment]:
    return _all(code, ids).exclude(execution__in=SETTLED)


def _promised(one: Commitment) -> dt.date:
    return one.promised_on or day_of(one.created_at)


def _found(one: Commitment, verdict: rules.Verdict, **facts: str) -> Found:
    return Found(one.pk, one.text[:300], verdict, access=one.access, facts=facts)


def _by_hand(code: str, state: Computed, today: dt.date) -> dict[Any, Override]:
    """The commitments that somebody has said are in a state, why and since when. They are few."""
    said = Override.objects.filter(municipality_id=code, state=state, ended_on__isnull=True, until__gte=today)
    return {one.commitment_id: one for one in said}


def _without_responsible(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    nobody = _open(code, ids).filter(responsible__isnull=True, responsible_organisation__isnull=True)
    # what was handed over is told as that, until somebody takes it
    left = Handover.objects.filter(commitment=OuterRef("pk"), taken_on__isnull=True)
    for one in nobody.exclude(Exists(left)).iterator():
        verdict = rules.lacking(_promised(one), ask.today, ask.days or 0)
        if verdict:
            yield _found(one, verdict)


def _without_contact(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    """Somebody answers for it, but there is nobody to ask: neither for it nor at who answers."""
    there = Contact.objects.filter(ended_on__isnull=True)
    of_unit = there.filter(unit=OuterRef("responsible"))
    of_organisation = there.filter(organisation=OuterRef("responsible_organisation"))
    own = Q(contact__isnull=True) | Q(contact__ended_on__isnull=False)
    somebody = Q(responsible__isnull=False) | Q(responsible_organisation__isnull=False)
    unasked = _open(code, ids).filter(own, somebody, ~Exists(of_unit), ~Exists(of_organisation))
    rows = unasked.annotate(who=Coalesce("responsible__name", "responsible_organisation__name"))
    for one in rows.iterator():
        verdict = rules.lacking(_promised(one), ask.today, ask.days or 0)
        if verdict:
            yield _found(one, verdict, who=one.who)


def _without_due(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    for one in _open(code, ids).filter(due_on__isnull=True).iterator():
        verdict = rules.lacking(_promised(one), ask.today, ask.days or 0)
        if verdict:
            yield _found(one, verdict)


def _late(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    said = _by_hand(code, Computed.LATE, ask.today)
    for one in in_state(_open(code, ids), Computed.LATE, ask.today).iterator():
        verdict = rules.commitment_late(one.due_on, one.execution, ask.today)
        if verdict:
            yield _found(one, verdict, precision=one.due_precision)
        elif one.pk in said:
            yield _found(one, rules.said_by_hand(rules.Severity.BROKEN, said[one.pk].on), reason=said[one.pk].reason)


def _silent(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    """By the ledger's six months, or the municipality's own days; with what it came from, for the sentence."""
    said = _by_hand(code, Computed.SILENT, ask.today)
    if ask.days is None:
        quiet = in_state(_open(code, ids), Computed.SILENT, ask.today)
    else:
        since = ask.today - dt.timedelta(days=ask.days)
        last = Greatest("last_word_on", Coalesce("promised_on", F("created_at__date")))
        quiet = _open(code, ids).alias(last=last).filter(Q(last__lte=since) | Q(pk__in=list(said)))
        quiet = quiet.exclude(pk__in=[key for key, one in said.items() if not one.value])
    first = Origin.objects.filter(commitment=OuterRef("pk")).order_by("created_at").values("kind")[:1]
    for one in quiet.annotate(origin_kind=Subquery(first)).iterator():
        verdict = rules.commitment_silent(
            one.promised_on, day_of(one.created_at), one.last_word_on, one.execution, ask.today, ask.days
        )
        if verdict is None and one.pk in said:
            verdict = rules.said_by_hand(rules.Severity.LACKING, said[one.pk].on)
        if verdict:
            promised = one.promised_on.isoformat() if one.promised_on else ""
            reason = said[one.pk].reason if one.pk in said else ""
            yield _found(one, verdict, origin_kind=one.origin_kind or "", promised=promised, reason=reason)


def _at_risk(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    said = _by_hand(code, Computed.AT_RISK, ask.today)
    for one in in_state(_open(code, ids), Computed.AT_RISK, ask.today).iterator():
        if one.pk in said:
            yield _found(one, rules.said_by_hand(rules.Severity.SOON, said[one.pk].on), reason=said[one.pk].reason)
            continue
        facts = facts_of(one)
        idle = one.execution in NOT_BEGUN
        verdict = rules.commitment_at_risk(facts.began_on, one.starts_on, one.due_on, ask.today, idle=idle)
        share = str(one.share_done) if one.share_done is not None else ""
        if not is_late(one.due_on, one.execution, ask.today):
            yield _found(one, verdict, share=share)


def _unproven(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    waived = Progress.objects.filter(commitment=OuterRef("pk"), execution=Execution.DONE, waived=True)
    done = _all(code, ids).filter(execution=Execution.DONE, proven=False).annotate(waived=Exists(waived))
    for one in done.iterator():
        verdict = rules.commitment_unproven(
            one.last_word_on, day_of(one.created_at), ask.today, ask.days or 0, waived=one.waived
        )
        if verdict:
            yield _found(one, verdict)


def _not_reported_back(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    passed = _all(code, ids).filter(report_back_on__lt=ask.today, reported_back_on__isnull=True)
    rows = passed.annotate(told=F("report_back_body__name"))
    for one in rows.only(*NARROW, "report_back_on").iterator():
        verdict = rules.report_back_passed(one.report_back_on, ask.today)
        if verdict:
            yield _found(one, verdict, body=one.told or "")


def _not_taken(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    left = Handover.objects.filter(municipality_id=code, taken_on__isnull=True)
    left = only(left.exclude(commitment__execution__in=SETTLED), ids, "commitment")
    wanted = ("on", "reason", "from_unit__name", "to_unit__name", "commitment_id", "commitment__text")
    for on, reason, giver, taker, key, text, access in left.values_list(*wanted, "commitment__access").iterator():
        verdict = rules.handed_over(on, ask.today, ask.days or 0, to_somebody=bool(taker))
        if verdict:
            facts = {"reason": reason, "giver": giver or "", "taker": taker or ""}
            yield Found(key, text[:300], verdict, access=access, facts=facts)


RULES: Final = (
    Rule("commitment_without_responsible", COMMITMENT, Group.ASSIGN, _without_responsible, days=0),
    Rule("commitment_without_contact", COMMITMENT, Group.ASSIGN, _without_contact, days=0),
    Rule("commitment_without_due", COMMITMENT, Group.ASSIGN, _without_due, days=0),
    Rule("commitment_handed_over", COMMITMENT, Group.ASSIGN, _not_taken, days=0),
    Rule("commitment_late", COMMITMENT, Group.REPORT, _late),
    Rule("commitment_silent", COMMITMENT, Group.REPORT, _silent, months=SILENT_MONTHS),
    Rule("commitment_at_risk", COMMITMENT, Group.REPORT, _at_risk),
    Rule("commitment_unproven", COMMITMENT, Group.REPORT, _unproven, days=0),
    Rule("report_back_passed", COMMITMENT, Group.REPORT, _not_reported_back),
)
