"""Several at the same moment: two nights write each letter once, and two who answer overwrite nothing unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from samfrid.commitments.actions import commit
from samfrid.commitments.models import Progress
from samfrid.municipalities.actions import unit_named
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Contact, Municipality
from samfrid.municipalities.tenancy import enter
from samfrid.post.models import Letter
from samfrid.reporting.actions import Said, answer, open_round, run_day
from samfrid.reporting.actions.answering import Choice
from samfrid.reporting.models import Item, Request, Round
from samfrid.web.server.postgres import OWNER, Cluster
from tests.matters.together import at_once
from tests.reporting.conftest import DUE, TODAY, link_of

TOWN = "9006"
DAY = dt.timedelta(days=1)
TABLES = (
    "post_letter",
    "reporting_item",
    "reporting_link",
    "reporting_request",
    "reporting_unreached",
    "reporting_round",
    "commitments_evidence",
    "commitments_progress",
    "commitments_commitment",
    "municipalities_contact",
    "municipalities_unit",
)


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker, cluster: Cluster) -> Iterator[SystemActor]:
    """A municipality whose rows are really written, with one who is asked about two; cleared away afterwards."""
    with django_db_blocker.unblock():
        Municipality.objects.get_or_create(code=TOWN, defaults={"name": "Samtidigt"})
        enter(TOWN)
        actor = SystemActor(TOWN)
        try:
            unit = unit_named(actor, "Socialförvaltningen")
            contact = Contact.objects.create(municipality_id=TOWN, unit=unit, name="Anna Berg", email="a@x.example")
            for text in ("Kartlägga", "Utbilda"):
                commit(actor, text=text, responsible=unit, contact=contact)
            yield actor
        finally:
            connection.close()
            with psycopg.connect(cluster.url(OWNER)) as owner:
                for table in TABLES:
                    owner.execute(f"DELETE FROM {table} WHERE municipality_id = %s", [TOWN])  # noqa: S608


def _open(actor: SystemActor, **changes: object) -> Round:
    given: dict[str, object] = {"opens_on": TODAY, "due_on": DUE, "today": TODAY}
    return open_round(actor, name="Omgång", **(given | changes))  # type: ignore[arg-type]


def test_nights_at_once_write_each_letter_once(town: SystemActor) -> None:
    _open(town, opens_on=TODAY + DAY)
    for today in (TODAY + DAY, DUE, DUE + DAY):
        assert at_once(TOWN, *[lambda today=today: run_day(TOWN, today=today)] * 3) == []
    enter(TOWN)
    assert sorted(one.key.rpartition("/")[2] for one in Letter.objects.all()) == ["after", "ask", "before"]


def test_nights_at_once_open_one_next_round(town: SystemActor) -> None:
    _open(town, rhythm="monthly", by_itself=True)
    later = dt.date(2026, 12, 2)
    assert at_once(TOWN, *[lambda: run_day(TOWN, today=later)] * 3) == []
    enter(TOWN)
    assert sorted(Round.objects.values_list("turn", flat=True)) == [0, 1]
    assert Letter.objects.count() == 2


def test_a_link_that_is_used_by_two_overwrites_nothing(town: SystemActor) -> None:
    _open(town)
    first, second = link_of(Request.objects.get()), link_of(Request.objects.get())
    item = Item.objects.get(commitment__text="Kartlägga")
    wrong = at_once(
        TOWN,
        lambda: answer(first, item, Said(Choice.PROGRESS, "Hennes"), today=TODAY),
        lambda: answer(second, item, Said(Choice.PROGRESS, "Hans"), today=TODAY),
    )
    enter(TOWN)
    assert [type(one) for one in wrong] == [ValidationError]
    assert Progress.objects.count() == 1


def test_a_button_pressed_six_times_says_it_once(town: SystemActor) -> None:
    _open(town)
    link, item = link_of(Request.objects.get()), Item.objects.get(commitment__text="Kartlägga")
    said = Said(Choice.DONE, "Klart", evidence="KF § 12")
    assert at_once(TOWN, *[lambda: answer(link, item, said, today=TODAY)] * 6) == []
    enter(TOWN)
    assert Progress.objects.count() == 1


def test_all_answered_at_once_is_noted_once(town: SystemActor) -> None:
    _open(town)
    link = link_of(Request.objects.get())
    items = list(Item.objects.all())
    assert at_once(TOWN, *[lambda i=i: answer(link, i, Said(Choice.SAME), today=TODAY) for i in items]) == []
    enter(TOWN)
    assert Request.objects.get().answered_at
