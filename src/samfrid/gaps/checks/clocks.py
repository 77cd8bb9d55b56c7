"""The clocks that run beside the year of KL 5:35: answers in the council, local last days, what a committee owes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from samfrid.gaps import rules
from samfrid.gaps.checks.base import MATTER, Ask, Found, Group, Ids, Rule, only
from samfrid.matters.models import Event, EventKind, Matter, MatterKind, Referral, ReferralRole
from samfrid.matters.queries import settled
from samfrid.matters.rules import ASKING_KINDS, ONE_YEAR_KINDS, answer_moment, rests_of
from samfrid.matters.rules.types import RuleBook
from samfrid.matters.types import rule_book
from samfrid.municipalities.models import BodyKind

#: how long nobody need have said when it is answered, and how long before a report is due it is reminded of
UNPLANNED_DAYS: Final = 60
REMIND_DAYS: Final = 60


def _with_local_day(book: RuleBook) -> list[str]:
    """The kinds for which a local rule sets a last day; the law sets that of the others."""
    held = [kind for kind in MatterKind if kind not in ONE_YEAR_KINDS]
    versions = {kind: [book.of(kind, None), *(one.rules for one in book.versions.get(kind, ()))] for kind in held}
    return [kind for kind in held if any(one.decide_months for one in versions[kind])]


def _local_days_passed(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    book = rule_book(code)
    kinds = _with_local_day(book)
    if not kinds:
        return
    matters = Matter.objects.filter(~settled(), municipality_id=code, kind__in=kinds, raised_on__isnull=False)
    for matter in only(matters, ids).only("id", "title", "kind", "access", "raised_on", "listed").iterator():
        assert matter.raised_on is not None
        own = book.of(matter.kind, matter.raised_on)
        rests = rests_of(matter.listed.get("pauses", ())) if own.pauses_extend else []
        asks = matter.kind in ASKING_KINDS
        verdict = rules.local_day(matter.raised_on, own.decide_months, ask.today, rests, asks=asks)
        if verdict:
            facts = {"kind": matter.kind, "source": own.source}
            yield Found(matter.pk, matter.title, verdict, access=matter.access, facts=facts)


def _answers_late(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    """Interpellations and questions that the council should have had an answer to, or that nobody plans to answer."""
    book, days = rule_book(code), UNPLANNED_DAYS if ask.days is None else ask.days
    asked = Matter.objects.filter(~settled(), municipality_id=code, kind__in=ASKING_KINDS)
    wanted = ("id", "title", "kind", "access", "raised_on", "reply__meeting_on", "reply__given_at", "reply__answerer")
    for key, title, kind, access, raised, meeting, given, who in only(asked, ids).values_list(*wanted).iterator():
        moment = answer_moment(book.of(kind, raised), meeting) if meeting and given is None else None
        # midnight is the end of the day before
        written = (moment.at - dt.timedelta(microseconds=1)).date() if moment else None
        verdict = rules.answer_late(raised, meeting, written, ask.today, days)
        if verdict:
            yield Found(key, title, verdict, access=access, facts={"kind": kind, "who": who or ""})


def _proposals_not_reported(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    """Citizen proposals that a committee is to decide and that it has not told the council of for a year (KL 6:34)."""
    left = Referral.objects.filter(municipality_id=code, role=ReferralRole.DECISION, body__isnull=False)
    left = left.filter(matter__settled=False, matter__kind=MatterKind.CITIZEN_PROPOSAL)
    rows = list(only(left.exclude(body__kind=BodyKind.COUNCIL), ids, "matter").select_related("matter", "body"))
    told: dict[UUID, list[dt.date]] = defaultdict(list)
    steps = Event.objects.filter(matter__in={one.matter_id for one in rows}, kind=EventKind.REPORTED, struck=False)
    for matter, on in steps.values_list("matter_id", "on"):
        told[matter].append(on)
    days = REMIND_DAYS if ask.days is None else ask.days
    for one in rows:
        begun = one.sent_on or one.matter.raised_on
        verdict = rules.proposal_not_reported(begun, told[one.matter_id], ask.today, days) if begun else None
        if verdict:
            facts = {"body": one.body.name if one.body else ""}
            yield Found(one.matter_id, one.matter.title, verdict, str(one.pk), one.matter.access, facts)


RULES: Final = (
    Rule("local_day_passed", MATTER, Group.DECIDE, _local_days_passed),
    Rule("proposal_not_reported", MATTER, Group.DECIDE, _proposals_not_reported, days=REMIND_DAYS),
    Rule("answer_late", MATTER, Group.ANSWER, _answers_late, days=UNPLANNED_DAYS),
)
