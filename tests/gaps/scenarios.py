"""For each rule about matters, clocks, answers and the ledger: a record that lacks something, the act that mends it,
and one that lacks nothing. Those about plans and partners stand in ``test_plans`` and ``test_partners``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from samfrid.commitments.actions import (
    assign,
    commit,
    hand_over,
    override,
    report,
    reported_back,
    set_contact,
    set_due,
    set_report_back,
    take,
    withdraw_evidence,
)
from samfrid.commitments.models import Commitment, Computed, Evidence, Execution
from samfrid.gaps import actions
from samfrid.gaps.models import Gap
from samfrid.matters.actions import (
    ClauseIn,
    add_question,
    add_recipient,
    adjust,
    answer_in_council,
    answer_referral,
    complete_answer,
    end_pause,
    give_answer,
    open_minutes,
    place,
    plan_reply,
    promise,
    record_decision,
    refer,
    refer_back,
    register,
    send,
    set_raised,
    take_step,
)
from samfrid.matters.actions.types import set_type
from samfrid.matters.models import EventKind, Matter, MatterKind, Outcome, ReferralRole, Stage
from samfrid.matters.rules.types import SWEDISH_SET
from samfrid.municipalities import dates
from samfrid.municipalities.actions import add_contact, body_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership

D = dt.date
TODAY = D(2026, 11, 22)


@dataclass(frozen=True)
class Scenario:
    """What opens a rule, what mends it, and what leaves it quiet."""

    rule: str
    opens: Callable[[Membership], Any]
    mends: Callable[[Membership, Any], Any]
    quiet: Callable[[Membership], Any]
    #: the act that the trail tells of when it is mended
    act: str


def matter(actor: Membership, kind: MatterKind = MatterKind.MOTION, raised: str | None = "2026-10-01") -> Matter:
    return register(actor, kind=kind, title="Skyddat boende", raised=PartialDate.parse(raised))


def decided(actor: Membership, found: Matter, outcome: Outcome = Outcome.REJECTED) -> Any:
    body = body_named(actor, "kommunfullmäktige")
    return record_decision(
        actor,
        found,
        body=body,
        stage=Stage.FINAL,
        on=D(2026, 11, 1),
        clauses=[ClauseIn("Personalen utbildas.", outcome)],
    )


def asked_back(actor: Membership, on: dt.date) -> Any:
    return refer_back(actor, matter(actor, raised="2026-01-07"), on=on, reasons="Kostnaden saknas.")


def minutes(actor: Membership, met_on: dt.date) -> Any:
    return open_minutes(actor, body=body_named(actor, "socialnämnden"), met_on=met_on, today=TODAY)


def in_minutes(actor: Membership, met_on: dt.date) -> Any:
    """A decision in minutes that are adjusted on the day after."""
    held = minutes(actor, met_on)
    adjust(actor, held, on=met_on + dt.timedelta(days=1), today=TODAY)
    found = register(actor, kind=MatterKind.INITIATIVE, title="Skyddat boende")
    body = body_named(actor, "socialnämnden")
    clauses = [ClauseIn("Initiativet avslås.", Outcome.REJECTED)]
    decision = record_decision(actor, found, body=body, stage=Stage.FINAL, on=met_on, clauses=clauses)
    place(actor, decision, minutes=held)
    return add_recipient(actor, decision, recipient="Polisen")


def referred(actor: Membership, due_on: dt.date) -> Any:
    return refer(
        actor,
        matter(actor),
        body=body_named(actor, "socialnämnden"),
        sent_on=D(2026, 10, 2),
        due_on=due_on,
        today=TODAY,
    )


def local_rule(actor: Membership, raised: str) -> Matter:
    """An initiative in a municipality that decides on those within six months."""
    rules = replace(SWEDISH_SET[MatterKind.INITIATIVE], decide_months=6, source="Reglementet § 9")
    set_type(actor, kind=MatterKind.INITIATIVE, valid_from=D(2020, 1, 1), rules=rules)
    return matter(actor, MatterKind.INITIATIVE, raised)


def left_to_committee(actor: Membership, sent_on: dt.date) -> Matter:
    found = matter(actor, MatterKind.CITIZEN_PROPOSAL, "2025-06-01")
    body = body_named(actor, "socialnämnden")
    refer(actor, found, body=body, role=ReferralRole.DECISION, sent_on=sent_on, today=TODAY)
    return found


def planned(actor: Membership, meeting_on: dt.date) -> Matter:
    found = matter(actor, MatterKind.INTERPELLATION)
    plan_reply(actor, found, meeting_on=meeting_on, answerer="Anna Ek")
    return found


def answered(actor: Membership, found: Matter) -> None:
    take_step(actor, found, kind=EventKind.PUT, on=D(2026, 10, 5))
    answer_in_council(actor, found, on=D(2026, 10, 26))


def question(actor: Membership, **answer: Any) -> Any:
    found = matter(actor, MatterKind.INTERPELLATION)
    return add_question(actor, found, text="Hur många platser finns det?", **answer)


def said_in_council(actor: Membership, text: str) -> Matter:
    found = planned(actor, D(2026, 10, 26))
    give_answer(actor, found, text=text, at=dates.now())
    answered(actor, found)
    return found


def promised_again(actor: Membership, _found: Matter) -> None:
    gap = Gap.objects.get(rule="promise_forgotten", mended_on__isnull=True)
    actions.promise(actor, gap, text=actions.task_of(gap))


def commitment(actor: Membership, **more: Any) -> Commitment:
    """One that lacks nothing, but for what is said."""
    unit = unit_named(actor, "Socialförvaltningen")
    if not unit.contacts.exists():
        add_contact(actor, unit=unit, name="Anna Ek", function="enhetschef")
    about = {"promised_on": D(2026, 11, 1), "due": PartialDate.parse("2027-06-30"), "responsible": unit}
    return commit(actor, text="Utbilda bovärdar", **(about | more))


def unit_without_contact(actor: Membership) -> Commitment:
    return commitment(actor, responsible=unit_named(actor, "Fastighetsbolaget"))


def ask_there(actor: Membership, _found: Commitment) -> None:
    """At the unit: the commitment itself is not touched."""
    add_contact(actor, unit=unit_named(actor, "Fastighetsbolaget"), name="Bo Lind", function="vd")


def own_contact(actor: Membership) -> Commitment:
    unit = unit_named(actor, "Socialförvaltningen")
    found = commitment(actor)
    contact = unit.contacts.get()
    set_contact(actor, found, contact)
    return found


def given_away(actor: Membership) -> Commitment:
    found = commitment(actor)
    hand_over(actor, found, to=None, reason="Enheten läggs ned", on=TODAY)
    return found


def done(actor: Membership, found: Commitment, **evidence: Any) -> None:
    report(actor, found, on=TODAY, execution=Execution.DONE, text="Klart", today=TODAY, **evidence)


def unproven(actor: Membership) -> Commitment:
    found = commitment(actor)
    done(actor, found, evidence="Kursintyg")
    withdraw_evidence(actor, Evidence.objects.get(), reason="Gällde en annan kurs")
    return found


def proven(actor: Membership) -> Commitment:
    found = commitment(actor)
    done(actor, found, evidence="Kursintyg")
    return found


def to_report_back(actor: Membership, on: dt.date) -> Commitment:
    found = commitment(actor)
    set_report_back(actor, found, on=on, body=body_named(actor, "kommunfullmäktige"))
    return found


def under_way(actor: Membership, found: Commitment) -> None:
    report(actor, found, on=TODAY, execution=Execution.UNDER_WAY, text="Första gruppen är klar", today=TODAY)


def excused(actor: Membership, state: Computed, **about: Any) -> Commitment:
    """One that somebody has said is otherwise than computed."""
    found = commitment(actor, **about)
    override(actor, found, state=state, value=False, reason="Avtalat så", until=D(2026, 12, 31))
    return found


OLD = {"promised_on": D(2026, 1, 1)}
DUE = {"promised_on": D(2026, 10, 1), "due": PartialDate.parse("2026-11-01")}
SOON = {"promised_on": D(2026, 10, 1), "due": PartialDate.parse("2026-12-01")}

SCENARIOS = [
    Scenario(
        "motion_undecided", lambda a: matter(a, raised="2021-03-30"), decided, lambda a: matter(a), "matters.decide"
    ),
    Scenario(
        "motion_without_day",
        lambda a: matter(a, raised=None),
        lambda a, found: set_raised(a, found, PartialDate.around(D(2026, 10, 1), "day")),
        lambda a: matter(a),
        "matters.set_raised",
    ),
    Scenario(
        "matter_resting",
        lambda a: asked_back(a, D(2026, 5, 22)),
        lambda a, pause: end_pause(a, pause, on=TODAY),
        lambda a: asked_back(a, D(2026, 5, 23)),
        "matters.end_pause",
    ),
    Scenario(
        "minutes_waiting",
        lambda a: minutes(a, D(2026, 10, 1)),
        lambda a, held: adjust(a, held, on=D(2026, 11, 20), today=TODAY),
        lambda a: minutes(a, D(2026, 11, 20)),
        "matters.adjust",
    ),
    Scenario(
        "decision_unsent",
        lambda a: in_minutes(a, D(2026, 10, 1)),
        lambda a, letter: send(a, letter, on=TODAY, by="post", today=TODAY),
        lambda a: in_minutes(a, D(2026, 11, 20)),
        "matters.send",
    ),
    Scenario(
        "referral_late",
        lambda a: referred(a, D(2026, 11, 21)),
        lambda a, one: answer_referral(a, one, stance="supports", answered_on=TODAY, today=TODAY),
        lambda a: referred(a, TODAY),
        "matters.answer_referral",
    ),
    Scenario(
        "clause_without_commitment",
        lambda a: decided(a, matter(a), Outcome.GRANTED),
        lambda a, decision: promise(a, decision.clauses.get(), text="Utbilda"),
        lambda a: decided(a, matter(a)),
        # the act on the commitment and that on the matter are one; the latest is told
        "matters.promise",
    ),
    Scenario(
        "local_day_passed",
        lambda a: local_rule(a, "2026-05-21"),
        decided,
        lambda a: local_rule(a, "2026-10-01"),
        "matters.decide",
    ),
    Scenario(
        "proposal_not_reported",
        lambda a: left_to_committee(a, D(2025, 6, 10)),
        lambda a, found: take_step(a, found, kind=EventKind.REPORTED, on=TODAY, note="Utreds."),
        lambda a: left_to_committee(a, D(2026, 6, 10)),
        "matters.take_step",
    ),
    Scenario(
        "answer_late",
        lambda a: planned(a, D(2026, 10, 26)),
        answered,
        lambda a: planned(a, D(2026, 12, 7)),
        "matters.answer_in_council",
    ),
    Scenario(
        "question_half_answered",
        lambda a: question(a, answer="Se svar ovan.", refers_back=True),
        lambda a, one: complete_answer(a, one, answer="Sex platser."),
        lambda a: question(a, answer="Sex platser."),
        "matters.complete_answer",
    ),
    Scenario(
        "promise_forgotten",
        lambda a: said_in_council(a, "Tack. Vi kommer att utbilda all personal under 2027."),
        promised_again,
        lambda a: said_in_council(a, "Tack. Vi kommer inte att utbilda personalen."),
        "gaps.promise",
    ),
    Scenario(
        "commitment_without_responsible",
        lambda a: commitment(a, responsible=None),
        lambda a, found: assign(a, found, unit_named(a, "Socialförvaltningen")),
        commitment,
        "commitments.assign",
    ),
    Scenario(
        "commitment_without_contact",
        unit_without_contact,
        ask_there,
        own_contact,
        "municipalities.add_contact",
    ),
    Scenario(
        "commitment_without_due",
        lambda a: commitment(a, due=None),
        lambda a, found: set_due(a, found, PartialDate.parse("2027")),
        commitment,
        "commitments.set_due",
    ),
    Scenario(
        "commitment_handed_over",
        given_away,
        lambda a, found: take(a, found, unit=unit_named(a, "Socialförvaltningen")),
        commitment,
        "commitments.take",
    ),
    Scenario(
        "commitment_late",
        lambda a: commitment(a, **DUE),
        lambda a, found: done(a, found, evidence="Intyg"),
        lambda a: excused(a, Computed.LATE, **DUE),
        "commitments.report",
    ),
    Scenario(
        "commitment_silent",
        lambda a: commitment(a, **OLD),
        under_way,
        lambda a: excused(a, Computed.SILENT, **OLD),
        "commitments.report",
    ),
    Scenario(
        "commitment_at_risk",
        lambda a: commitment(a, **SOON),
        under_way,
        lambda a: excused(a, Computed.AT_RISK, **SOON),
        "commitments.report",
    ),
    Scenario(
        "commitment_unproven",
        unproven,
        lambda a, found: done(a, found, evidence="Rätt intyg"),
        proven,
        "commitments.report",
    ),
    Scenario(
        "report_back_passed",
        lambda a: to_report_back(a, D(2026, 11, 21)),
        lambda a, found: reported_back(a, found, on=TODAY),
        lambda a: to_report_back(a, TODAY),
        "commitments.reported_back",
    ),
]
