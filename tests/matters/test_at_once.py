"""Two registrars who do the same at the same moment, each on a connection of her own: never two of one thing."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from samfrid.matters import actions
from samfrid.matters.actions import ClauseIn, Corrected
from samfrid.matters.actions.correcting import seen
from samfrid.matters.actions.register import locked
from samfrid.matters.models import Clause, Decision, Matter, MatterKind, Outcome, Stage
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Body, Municipality
from samfrid.municipalities.tenancy import enter
from samfrid.web.server.postgres import OWNER, Cluster
from tests.matters.together import at_once

TOWN = "9003"
ON = dt.date(2022, 12, 14)
TABLES = (
    "matters_matterlink",
    "matters_reminder",
    "matters_referral",
    "matters_vote",
    "matters_reservation",
    "matters_clause",
    "matters_decision",
    "matters_request",
    "matters_matter",
    "municipalities_body",
)


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker, cluster: Cluster) -> Iterator[SystemActor]:
    """A municipality whose rows are really written, so that other connections see them; cleared away afterwards."""
    with django_db_blocker.unblock():
        Municipality.objects.get_or_create(code=TOWN, defaults={"name": "Samtidigt"})
        enter(TOWN)
        try:
            yield SystemActor(TOWN)
        finally:
            connection.close()
            with psycopg.connect(cluster.url(OWNER)) as owner:
                for table in TABLES:
                    owner.execute(f"DELETE FROM {table} WHERE municipality_id = %s", [TOWN])  # noqa: S608


@pytest.fixture
def council(town: SystemActor) -> Body:
    return body_named(town, "kommunfullmäktige")


@pytest.fixture
def matter(town: SystemActor) -> Matter:
    made = actions.register(
        town, kind=MatterKind.MOTION, title="Motion om kartläggning", raised=PartialDate.parse("2022-02-01")
    )
    actions.add_request(town, made, "att kartlägga våldet")
    return made


def decide(actor: SystemActor, matter: Matter, body: Body, clause: ClauseIn, on: dt.date = ON) -> Decision:
    return actions.record_decision(actor, matter, body=body, stage=Stage.FINAL, on=on, clauses=[clause])


GRANTED = ClauseIn("att kartlägga våldet", Outcome.GRANTED, request=1)


def test_who_only_points_at_a_matter_does_not_wait_for_whoever_holds_it(town: SystemActor, matter: Matter) -> None:
    """Else two who point at what the other holds would wait for each other at their commits, for ever."""
    other = actions.register(town, kind=MatterKind.MOTION, title="Motion om utbildning")
    is_held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            locked(matter)
            is_held.set()
            done.wait(30)

    def point() -> None:
        try:
            assert is_held.wait(30)
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            actions.relate(town, matter, other)
        finally:
            done.set()

    assert at_once(TOWN, hold, point) == []


def test_the_same_decision_by_two_is_one(town: SystemActor, matter: Matter, council: Body) -> None:
    assert at_once(TOWN, *[lambda: decide(town, matter, council, GRANTED)] * 4) == []
    assert Decision.objects.filter(matter=matter).count() == 1
    assert Clause.objects.filter(decision__matter=matter).count() == 1


def test_two_who_disagree_are_not_both_right(town: SystemActor, matter: Matter, council: Body) -> None:
    other = ClauseIn("att kartlägga våldet", Outcome.REJECTED, request=1)
    wrong = at_once(TOWN, lambda: decide(town, matter, council, GRANTED), lambda: decide(town, matter, council, other))
    assert [type(one) for one in wrong] == [ValidationError]
    assert "är redan registrerad i det beslutet" in str(wrong[0])
    assert Clause.objects.filter(decision__matter=matter).count() == 1


def test_a_request_is_decided_on_one_of_two_days(town: SystemActor, matter: Matter, council: Body) -> None:
    later = dt.date(2023, 1, 31)
    wrong = at_once(
        TOWN, lambda: decide(town, matter, council, GRANTED), lambda: decide(town, matter, council, GRANTED, later)
    )
    assert [type(one) for one in wrong] == [ValidationError]
    assert "är redan avgjort" in str(wrong[0])
    assert Decision.objects.filter(matter=matter).count() == 1


def test_a_decision_is_undone_once(town: SystemActor, matter: Matter, council: Body) -> None:
    earlier = decide(town, matter, council, GRANTED).clauses.get()
    undo = ClauseIn("att inte kartlägga", Outcome.REJECTED, request=1, reverses=earlier.pk)
    days = (dt.date(2023, 5, 1), dt.date(2023, 6, 1))
    wrong = at_once(TOWN, *[lambda day=day: decide(town, matter, council, undo, day) for day in days])
    assert [type(one) for one in wrong] == [ValidationError]
    assert earlier.reversed_by.count() == 1


def test_of_two_corrections_one_is_told_of_the_other(town: SystemActor, matter: Matter, council: Body) -> None:
    decision = decide(town, matter, council, GRANTED)
    key, as_seen = decision.clauses.get().pk, seen(decision)

    def correct(words: str) -> None:
        clauses = [Corrected(key, ClauseIn(words, Outcome.GRANTED))]
        actions.correct_decision(town, decision, as_seen=as_seen, reason="Fel", on=ON, clauses=clauses)

    wrong = at_once(TOWN, lambda: correct("att kartlägga en gång"), lambda: correct("att kartlägga varje år"))
    assert [type(one) for one in wrong] == [ValidationError]
    assert "Någon annan har ändrat beslutet" in str(wrong[0])


def test_votes_reservations_referrals_and_reminders_are_one_each(
    town: SystemActor, matter: Matter, council: Body
) -> None:
    decision = decide(town, matter, council, GRANTED)
    sent, due = dt.date(2022, 3, 1), dt.date(2022, 5, 1)

    def ask() -> None:
        referral = actions.refer(town, matter, body=council, sent_on=sent, due_on=due)
        actions.remind(town, referral, on=dt.date(2022, 5, 2))
        actions.add_vote(town, decision, yes=30, no=19)
        actions.add_reservation(town, decision, name="Eva Ek", party="V")

    assert at_once(TOWN, ask, ask, ask) == []
    referral = matter.referrals.get()
    assert referral.reminders.count() == decision.votes.count() == decision.reservations.count() == 1
