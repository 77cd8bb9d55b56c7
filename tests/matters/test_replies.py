"""How an interpellation is put, answered and read, and what a follow-up question asks about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from samfrid.audit.queries import history
from samfrid.matters import actions
from samfrid.matters.actions import ClauseIn
from samfrid.matters.models import (
    Clause,
    Event,
    EventKind,
    Matter,
    MatterKind,
    Minutes,
    Outcome,
    PersonRole,
    Reply,
    Stage,
)
from samfrid.matters.rules import replies
from samfrid.matters.rules.types import SWEDISH_SET
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership

D = dt.date
SWEDEN = timezone.get_default_timezone()
MEETING = D(2026, 5, 27)
NOON = dt.datetime(2026, 5, 26, 12, tzinfo=SWEDEN)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-05-28")


def interpellation(actor: Membership, title: str = "Interpellation om skyddat boende") -> Matter:
    matter = actions.register(
        actor,
        kind=MatterKind.INTERPELLATION,
        title=title,
        raised=PartialDate.parse("2026-05-20"),
        addressee="Bo Berg",
        people=[("Eva Ek", "V", PersonRole.MOVER)],
    )
    actions.add_question(actor, matter, text="Hur många platser finns det?")
    return matter


def put(actor: Membership, matter: Matter, on: D = MEETING) -> Event:
    return actions.take_step(actor, matter, kind=EventKind.PUT, on=on, body=body_named(actor, "kommunfullmäktige"))


def planned(actor: Membership, matter: Matter, **more: Any) -> Reply:
    values: dict[str, Any] = {"meeting_on": MEETING, "answerer": "Bo Berg"}
    return actions.plan_reply(actor, matter, **(values | more))


# --- who sees the answer when ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "meeting", "answered", "now", "asks", "handles", "sees"),
    [
        # given at noon the day before: the asker sees it from then on
        (NOON, MEETING, None, NOON - MINUTE, True, False, False),
        (NOON, MEETING, None, NOON, True, False, True),
        # others do not before the meeting
        (NOON, MEETING, None, NOON, False, False, False),
        (NOON, MEETING, None, NOON + 600 * MINUTE, False, False, False),
        (NOON, MEETING, None, dt.datetime(2026, 5, 27, 0, 0, tzinfo=SWEDEN), False, False, True),
        # whoever handles it always
        (None, MEETING, None, NOON, False, True, True),
        # moved to the next meeting it is the asker's again, until it is answered
        (NOON, D(2026, 6, 24), None, dt.datetime(2026, 5, 28, 9, tzinfo=SWEDEN), False, False, False),
        (NOON, D(2026, 6, 24), None, dt.datetime(2026, 5, 28, 9, tzinfo=SWEDEN), True, False, True),
        (NOON, D(2026, 6, 24), D(2026, 5, 27), dt.datetime(2026, 5, 28, 9, tzinfo=SWEDEN), False, False, True),
        (None, None, None, NOON, True, False, False),
    ],
)
def test_who_sees_the_answer_when(
    given: dt.datetime | None,
    meeting: D | None,
    answered: D | None,
    now: dt.datetime,
    asks: bool,
    handles: bool,
    sees: bool,
) -> None:
    assert sees == replies.sees_answer(
        given_at=given,
        meeting_on=meeting,
        answered_on=answered,
        now=now,
        today=now.date(),
        asks=asks,
        handles=handles,
    )


@pytest.mark.parametrize(
    ("name", "movers", "asks"),
    [
        ("Eva Ek", ["Bo Berg", "eva  ek"], True),
        ("Eva Ekman", ["Eva Ek"], False),
        ("", [""], False),
        ("Eva Ek", [], False),
    ],
)
def test_who_asked(name: str, movers: list[str], asks: bool) -> None:
    assert replies.is_asker(name, movers) == asks


# --- the acts -------------------------------------------------------------------------------------------------------


def test_from_put_to_answered_in_the_minutes(registrar: Membership) -> None:
    matter = interpellation(registrar)
    council = body_named(registrar, "kommunfullmäktige")
    planned(registrar, matter, answerer="Anna Alm", function="ordförande i bolaget", passed_on=True)
    actions.give_answer(registrar, matter, text="Fyra platser.", at=NOON)
    put(registrar, matter)
    minutes = Minutes.objects.create(municipality_id="0580", body=council, met_on=MEETING)
    reply = actions.answer_in_council(registrar, matter, on=MEETING, minutes=minutes, paragraph="§ 61")
    assert (reply.answerer, reply.passed_on, reply.paragraph, reply.minutes) == ("Anna Alm", True, "§ 61", minutes)
    assert matter.questions.get().answer == "Fyra platser."
    matter.refresh_from_db()
    assert (matter.settled, matter.settled_on) == (True, MEETING)
    assert [entry.act for entry in history(matter)][:4] == [
        "matters.answer_in_council",
        "matters.take_step",
        "matters.give_answer",
        "matters.plan_reply",
    ]
    acts: list[Callable[[], object]] = [
        lambda: planned(registrar, matter),
        lambda: actions.answer_in_council(registrar, matter, on=MEETING),
    ]
    for act in acts:
        with pytest.raises(ValidationError, match="besvarades 27"):
            act()


def test_unanswered_it_is_moved_to_the_next_meeting_and_the_trail_remembers(registrar: Membership) -> None:
    matter = interpellation(registrar)
    planned(registrar, matter)
    planned(registrar, matter, meeting_on=D(2026, 6, 24))
    latest = history(matter)[0]
    assert latest.act == "matters.move_reply"
    assert (latest.detail["before"], latest.detail["meeting_on"]) == ("2026-05-27", "2026-06-24")


def test_an_answer_after_the_local_rules_moment_is_kept_and_warned_of(registrar: Membership) -> None:
    matter = interpellation(registrar)
    planned(registrar, matter)
    mellerud = replace(SWEDISH_SET[MatterKind.INTERPELLATION], answer_days=1, answer_hour=12)
    in_time = actions.give_answer(registrar, matter, text="Fyra.", at=NOON)
    assert actions.late_answer(in_time, mellerud) is None
    late = actions.give_answer(registrar, matter, text="Fyra platser.", at=NOON + MINUTE)
    moment = actions.late_answer(late, mellerud)
    assert moment
    assert moment.at == NOON
    assert actions.late_answer(late, SWEDISH_SET[MatterKind.INTERPELLATION]) is None


@pytest.mark.parametrize(
    ("act", "field", "text"),
    [
        (lambda a, m: planned(a, m, answerer=" "), "answerer", "Skriv vem som svarar"),
        (lambda a, m: planned(a, m, passed_on=True), "answerer", "5 kap. 63 §"),
        (lambda a, m: planned(a, m, meeting_on=D(2026, 5, 19)), "meeting_on", "väcktes 20 maj 2026"),
        (lambda a, m: planned(a, m, meeting_on=D(9999, 12, 31)), "meeting_on", "Året 9999 kan inte stämma"),
        (lambda a, m: planned(a, m, meeting_on=D(1, 1, 1)), "meeting_on", "väcktes 20 maj 2026"),
        (lambda a, m: actions.give_answer(a, m, text="Fyra.", at=NOON), "text", "Ange först vem som svarar"),
        (lambda a, m: actions.answer_in_council(a, m, on=MEETING), "on", "Ange först vem som svarar"),
        (
            lambda a, m: (planned(a, m), actions.give_answer(a, m, text=" ", at=NOON)),
            "text",
            "Skriv svaret",
        ),
        (
            lambda a, m: (planned(a, m), actions.give_answer(a, m, text="x", at=NOON + dt.timedelta(3))),
            "at",
            "inte varit än",
        ),
        (
            lambda a, m: (planned(a, m), actions.give_answer(a, m, text="x", at=NOON - dt.timedelta(30))),
            "at",
            "kan inte ha fått svar före det",
        ),
        (
            lambda a, m: (planned(a, m), actions.answer_in_council(a, m, on=MEETING)),
            "on",
            "5 kap. 62 §",
        ),
        (
            lambda a, m: (planned(a, m), put(a, m), actions.answer_in_council(a, m, on=D(2026, 5, 26))),
            "on",
            "kan inte ha besvarats före det",
        ),
        (
            lambda a, m: (planned(a, m), put(a, m), actions.answer_in_council(a, m, on=D(2026, 5, 29))),
            "on",
            "inte varit än",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    registrar: Membership, act: Callable[[Membership, Matter], object], field: str, text: str
) -> None:
    matter = interpellation(registrar)
    with pytest.raises(ValidationError) as refused:
        act(registrar, matter)
    assert text in refused.value.message_dict[field][0].replace("\N{NO-BREAK SPACE}", " ")


def test_it_is_answered_in_the_councils_minutes_of_that_day(registrar: Membership) -> None:
    matter = interpellation(registrar)
    planned(registrar, matter)
    put(registrar, matter)
    for body, met_on, text in (
        ("socialnämnden", MEETING, "Välj fullmäktiges protokoll"),
        ("kommunfullmäktige", D(2026, 4, 29), "Välj det från samma dag"),
    ):
        minutes = Minutes.objects.create(municipality_id="0580", body=body_named(registrar, body), met_on=met_on)
        with pytest.raises(ValidationError, match=text):
            actions.answer_in_council(registrar, matter, on=MEETING, minutes=minutes)


def test_a_motion_is_not_answered_so_nor_by_whom_it_may_not(registrar: Membership, elected: Membership) -> None:
    motion = actions.register(registrar, kind=MatterKind.MOTION, title="Motion")
    with pytest.raises(ValidationError, match="Bara interpellationer och frågor"):
        planned(registrar, motion)
    with pytest.raises(PermissionDenied):
        planned(elected, interpellation(registrar))


def test_a_withdrawn_one_is_not_answered(registrar: Membership) -> None:
    matter = interpellation(registrar)
    actions.take_step(registrar, matter, kind=EventKind.WITHDRAWN, on=MEETING, note="Eva Ek")
    with pytest.raises(ValidationError, match="återtagen sedan 27"):
        planned(registrar, matter)


# --- what a follow-up question asks about ---------------------------------------------------------------------------


def decided(actor: Membership, stage: Stage = Stage.FINAL) -> Clause:
    motion = actions.register(
        actor, kind=MatterKind.MOTION, title="Motion om skyddat boende", raised=PartialDate.parse("2025-05-20")
    )
    decision = actions.record_decision(
        actor,
        motion,
        body=body_named(actor, "kommunfullmäktige"),
        stage=stage,
        on=D(2026, 2, 25),
        clauses=[ClauseIn("att kommunen kartlägger våldet", Outcome.GRANTED)],
    )
    return decision.clauses.get()


def test_a_question_asks_about_a_decided_clause_seen_from_both(registrar: Membership) -> None:
    matter, clause = interpellation(registrar), decided(registrar)
    question = actions.ask_about(registrar, matter.questions.get(), clause)
    assert list(clause.followed_up_by.all()) == [question]
    assert history(matter)[0].act == history(clause.decision.matter)[0].act == "matters.ask_about"
    assert actions.ask_about(registrar, question, None).about_clause is None


def test_it_asks_about_no_proposal_and_not_about_its_own_matter(registrar: Membership) -> None:
    matter = interpellation(registrar)
    proposed = decided(registrar, Stage.PROPOSED)
    with pytest.raises(ValidationError, match="inte ett förslag"):
        actions.ask_about(registrar, matter.questions.get(), proposed)
    own = actions.add_question(registrar, proposed.decision.matter, text="Hur går det?")
    final = actions.record_decision(
        registrar,
        proposed.decision.matter,
        body=body_named(registrar, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=D(2026, 2, 25),
        clauses=[ClauseIn("att kommunen kartlägger våldet", Outcome.GRANTED)],
    ).clauses.get()
    with pytest.raises(ValidationError, match="ur ett annat ärende"):
        actions.ask_about(registrar, own, final)
