"""What a matter keeps for the list is what its rows say, after any acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.migrations import Migration
from django.db.models.signals import post_migrate
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samfrid.matters import actions, queries, rules
from samfrid.matters.actions import ClauseIn
from samfrid.matters.actions import listed as keeping
from samfrid.matters.models import (
    Clause,
    Event,
    EventKind,
    Matter,
    MatterKind,
    Outcome,
    Pause,
    PauseKind,
    PersonRole,
    Reply,
    Stage,
    Stance,
)
from samfrid.matters.queries import Standing
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import BodyKind, Membership
from samfrid.municipalities.paging import page_of
from samfrid.web.server.postgres import OWNER, Cluster

D = dt.date


def told_by_rows(matter: Matter) -> tuple[dict[str, Any], bool, D | None]:
    """The facts by the ORM, row by row: another way to the same as ``actions.listed`` goes."""
    finals, days, proposed = [], [], False
    for decision in matter.decisions.select_related("body").order_by("on", "created_at", "id"):
        if decision.stage != Stage.FINAL:
            proposed = True
            continue
        for clause in decision.clauses.order_by("number"):
            if Clause.objects.filter(reverses=clause).exists():
                continue
            kind = decision.body.kind if decision.body else None
            finals.append([kind, clause.outcome])
            if rules.settles(matter.kind, kind, clause.outcome):
                days.append(decision.on)
    reply = Reply.objects.filter(matter=matter, answered_on__isnull=False).first()
    answered = bool(reply) or matter.questions.exclude(answer="").exists()
    ended = matter.events.filter(kind__in=("withdrawn", "closed"), struck=False).order_by("-kind").first()
    facts: dict[str, Any] = {
        "movers": [str(one) for one in matter.people.filter(role=PersonRole.MOVER).order_by("created_at", "id")],
        "numbers": [one.number for one in matter.diary_numbers.order_by("created_at", "id")],
        "stances": [
            one.stance or ("none" if one.answered_on else "") for one in matter.referrals.order_by("created_at", "id")
        ],
        "finals": finals,
        "proposed": proposed,
        "answered": answered,
        "ended": ended.kind if ended else "",
        "pauses": [
            [one.began_on.isoformat(), one.ended_on.isoformat() if one.ended_on else None]
            for one in matter.pauses.order_by("began_on")
        ],
    }
    asked = matter.kind in rules.ASKING_KINDS and answered
    known = [day for day in days if day]
    if days:
        on = min(known) if known else None
    elif asked:
        on = reply.answered_on if reply else None
    else:
        on = ended.on if ended else None
    return {name: value for name, value in facts.items() if value}, bool(days) or asked or ended is not None, on


def kept(matter: Matter) -> tuple[dict[str, Any], bool, D | None]:
    found = Matter.objects.get(pk=matter.pk)
    return found.listed, found.settled, found.settled_on


def add_number(actor: Membership, matter: Matter, turn: int) -> None:
    actions.add_number(actor, matter, f"KS 2021-{turn}")


def add_mover(actor: Membership, matter: Matter, turn: int) -> None:
    actions.add_person(actor, matter, f"Ledamot {turn % 3}", "V" if turn % 2 else "", PersonRole.MOVER)


def add_officer(actor: Membership, matter: Matter, turn: int) -> None:
    actions.add_person(actor, matter, f"Handläggare {turn}", "", PersonRole.OFFICER)


def add_question(actor: Membership, matter: Matter, turn: int) -> None:
    actions.add_question(actor, matter, text=f"Fråga nummer {turn % 3}?", answer="Ja." if turn % 2 else "")


def refer(actor: Membership, matter: Matter, turn: int) -> None:
    body = body_named(actor, "socialnämnden" if turn % 3 else "kommunstyrelsen")
    stance = (Stance.SUPPORTS, "", Stance.OPPOSES)[turn % 3]
    actions.add_referral(actor, matter, body=body, stance=stance, answered_on=D(2021, 6, 1) if turn % 2 else None)


def decide(stage: Stage, body: str, outcome: Outcome) -> Callable[[Membership, Matter, int], None]:
    def act(actor: Membership, matter: Matter, turn: int) -> None:
        actions.record_decision(
            actor,
            matter,
            body=body_named(actor, body) if body else None,
            stage=stage,
            on=D(2021, 5, 1) + dt.timedelta(turn),
            clauses=[ClauseIn(f"att göra sak {turn}", outcome)],
        )

    return act


ACTS: list[Callable[[Membership, Matter, int], None]] = [
    add_number,
    add_mover,
    add_officer,
    add_question,
    refer,
    decide(Stage.PROPOSED, "kommunstyrelsen", Outcome.GRANTED),
    decide(Stage.FINAL, "socialnämnden", Outcome.APPROVED),
    decide(Stage.FINAL, "kommunfullmäktige", Outcome.GRANTED),
    decide(Stage.FINAL, "", Outcome.REJECTED),
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(MatterKind)), st.lists(st.sampled_from(range(len(ACTS))), max_size=7))
def test_after_any_acts_the_kept_facts_are_those_of_the_rows(
    registrar: Membership, kind: MatterKind, chosen: list[int]
) -> None:
    with transaction.atomic():
        matter = actions.register(
            registrar,
            kind=kind,
            title="Skyddat boende",
            raised=PartialDate.parse("2021-03-30"),
            numbers=["KS 2020/7", "SN 2020-8", "KS 2020-7"],
            people=[
                ("Eva Ek", "V", PersonRole.MOVER),
                ("eva ek", "", PersonRole.MOVER),
                ("Bo Al", "", PersonRole.OFFICER),
            ],
        )
        assert kept(matter) == told_by_rows(matter)
        for turn, act in enumerate(chosen):
            try:
                ACTS[act](registrar, matter, turn)
            except ValidationError:
                continue
            assert kept(matter) == told_by_rows(matter)
        assert actions.rebuild() == 0
        transaction.set_rollback(True)


def motion(
    actor: Membership, kind: MatterKind = MatterKind.MOTION, number: int = 1, raised: str = "2021-03-30"
) -> Matter:
    return actions.register(
        actor, kind=kind, title=f"Ärende {number}", raised=PartialDate.parse(raised), numbers=[f"KS 2021-{number}"]
    )


def test_a_clause_that_is_reversed_tells_no_more(registrar: Membership) -> None:
    matter = motion(registrar)
    council = body_named(registrar, "kommunfullmäktige")
    for on, outcome in ((D(2021, 9, 1), Outcome.GRANTED), (D(2022, 2, 1), Outcome.REJECTED)):
        actions.record_decision(
            registrar, matter, body=council, stage=Stage.FINAL, on=on, clauses=[ClauseIn("att bifalla", outcome)]
        )
    first, second = Clause.objects.filter(decision__matter=matter).order_by("decision__on")
    Clause.objects.filter(pk=second.pk).update(reverses=first)
    actions.refresh(matter)
    assert kept(matter) == told_by_rows(matter)
    assert kept(matter)[0]["finals"] == [[BodyKind.COUNCIL, Outcome.REJECTED]]
    assert kept(matter)[2] == D(2022, 2, 1)


@pytest.mark.parametrize(
    ("step", "struck", "settled"),
    [(EventKind.WITHDRAWN, False, True), (EventKind.CLOSED, False, True), (EventKind.WITHDRAWN, True, False)],
)
def test_a_matter_that_was_withdrawn_awaits_nothing(
    registrar: Membership, step: EventKind, *, struck: bool, settled: bool
) -> None:
    matter = motion(registrar)
    Event.objects.create(
        municipality_id="0580", matter=matter, kind=step, on=D(2021, 9, 1), struck=struck, struck_reason="fel" * struck
    )
    actions.refresh(matter)
    assert kept(matter) == told_by_rows(matter)
    assert kept(matter)[1:] == (settled, D(2021, 9, 1) if settled else None)


def test_replies_and_pauses_are_kept(registrar: Membership) -> None:
    matter = motion(registrar, MatterKind.INTERPELLATION)
    Reply.objects.create(municipality_id="0580", matter=matter, answerer="Bo Al", answered_on=D(2021, 9, 1))
    for began, ended in ((D(2021, 5, 1), D(2021, 6, 1)), (D(2021, 8, 1), None)):
        Pause.objects.create(
            municipality_id="0580", matter=matter, kind=PauseKind.TABLED, began_on=began, ended_on=ended, reasons="tid"
        )
    actions.refresh(matter)
    facts, settled, on = kept(matter)
    assert (facts, settled, on) == told_by_rows(matter)
    assert facts["pauses"] == [["2021-05-01", "2021-06-01"], ["2021-08-01", None]]
    assert (settled, on) == (True, D(2021, 9, 1))


def test_a_rebuild_mends_what_is_not_as_it_should_be_and_nothing_else(registrar: Membership) -> None:
    matters = [motion(registrar, number=number) for number in range(1, 4)]
    Matter.objects.filter(pk=matters[0].pk).update(listed={}, settled=True)
    assert actions.rebuild() == 1
    assert [kept(matter) == told_by_rows(matter) for matter in matters] == [True] * 3
    assert actions.rebuild() == 0


@pytest.mark.parametrize("kind", ["", "motion", "interpellation"])
@pytest.mark.parametrize("standing", ["", Standing.DECIDED, Standing.UNANSWERED])
def test_the_quick_list_is_the_plain_one(registrar: Membership, kind: str, standing: str) -> None:
    """From page to page, also where many have one day and some have none."""
    for number in range(1, 30):
        known = "" if number % 7 == 0 else f"2021-03-{1 + number % 4:02}"
        made = motion(registrar, (MatterKind.MOTION, MatterKind.INTERPELLATION)[number % 2], number, known)
        Matter.objects.filter(pk=made.pk).update(settled=number % 3 == 0)
    plain = Matter.objects.filter(**({"kind": kind} if kind else {}))
    if standing:
        plain = plain.filter(settled=standing == Standing.DECIDED)
    cursor, pages = "", 0
    while True:
        quick = queries.matters("0580", kind=kind, standing=standing, cursor=cursor, size=4).page
        slow = page_of(plain, "raised_on", cursor, size=4)
        assert (quick.rows, quick.cursor) == (slow.rows, slow.cursor)
        assert [vars(row)["listed"] for row in quick.rows] == [row.listed for row in slow.rows]
        cursor, pages = quick.cursor, pages + 1
        if not cursor:
            break
    assert pages == -(-plain.count() // 4)


@pytest.mark.parametrize(
    "cursor", ["x", "2021-03-30", "2021-03-30_x", "9999-12-31T00:00:00+00:00_" + "0" * 32, "-_" + "f" * 32]
)
def test_a_strange_cursor_breaks_nothing(registrar: Membership, cursor: str) -> None:
    for number in range(1, 6):
        motion(registrar, number=number)
    assert len(queries.matters("0580", cursor=cursor, size=3).page.rows) <= 3


def test_a_page_of_the_list_is_one_query_however_much_each_matter_holds(registrar: Membership) -> None:
    for number in range(1, 12):
        matter = motion(registrar, number=number)
        for turn, act in enumerate(ACTS[1:5]):
            act(registrar, matter, turn)
    with CaptureQueriesContext(connection) as captured:
        assert len(queries.matters("0580", size=10).page.rows) == 10
    assert len(captured) == 1


@pytest.mark.parametrize(
    ("changed", "backwards", "mended"),
    [("matters", False, True), ("matters", True, False), ("documents", False, False)],
)
def test_the_list_is_right_by_itself_after_the_tables_have_changed(
    registrar: Membership, changed: str, backwards: bool, mended: bool
) -> None:
    matter = actions.register(registrar, kind=MatterKind.MOTION, title="Motion", numbers=["KS 2021-1"])
    # as migrations leave one that an older version registered
    Matter.objects.filter(pk=matter.pk).update(listed={})
    plan = [(Migration("0002_process", changed), backwards)]
    room = apps.get_app_config("matters")
    told = {"app_config": room, "apps": apps, "verbosity": 0, "interactive": False}
    post_migrate.send(room, plan=plan, using="default", **told)
    assert kept(matter)[0] == ({"numbers": ["KS 2021-1"]} if mended else {})


def test_the_owner_of_the_tables_mends_every_municipality(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(OWNER)) as owner:
        for code in ("9801", "9802"):
            owner.execute("INSERT INTO municipalities_municipality VALUES (%s, %s, false)", [code, f"Kommun {code}"])
            owner.execute(
                "INSERT INTO matters_matter (id, municipality_id, created_at, kind, title, title_is_ours,"
                " raised_precision, addressee, access, published, listed, settled)"
                " VALUES (gen_random_uuid(), %s, now(), 'motion', 'Motion', false, 'day', '', 0, false, '{}', false)",
                [code],
            )
        owner.execute(
            "INSERT INTO matters_matterperson (id, municipality_id, created_at, matter_id, name, party, role)"
            " SELECT gen_random_uuid(), municipality_id, now(), id, 'Eva Ek', 'V', 'mover' FROM matters_matter"
            " WHERE municipality_id IN ('9801', '9802')"
        )
        owner.execute(keeping._ALL)
        told = owner.execute("SELECT listed FROM matters_matter WHERE municipality_id IN ('9801', '9802')").fetchall()
        owner.rollback()
    assert told == [({"movers": ["Eva Ek (V)"]},)] * 2
