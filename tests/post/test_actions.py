"""Letters are written once, and their links are made for each copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import psycopg
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from samfrid.audit.models import Entry
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter, within
from samfrid.post import actions
from samfrid.post.links import Copy
from samfrid.post.models import Letter
from samfrid.web.server.postgres import OWNER, Cluster
from tests.conftest import member
from tests.matters.together import at_once
from tests.post.conftest import Room, Write

TOWN = "9005"
TODAY = dt.date(2026, 11, 22)


def test_the_same_key_is_written_once(linkoping: Municipality, letter: Write) -> None:
    first = letter("omgång/1")
    again, made = actions.write("0580", key="omgång/1", to_name="En annan", subject="x", body="y")
    assert (again.pk, again.to_name, made) == (first.pk, "Anna Berg", False)
    assert Letter.objects.count() == 1
    assert Entry.objects.filter(act="post.write").count() == 1


def test_many_are_written_once_each_with_their_entries(linkoping: Municipality, letter: Write) -> None:
    known = letter("natt/1")
    drafts = [
        actions.Draft(key=f"natt/{n}", to_name="Siri\nBcc: x", to_address="s@x.example", subject="Hej", body="Brev.")
        for n in range(1, 4)
    ]
    who = SystemActor("0580")
    assert actions.write_many(who, drafts) == 2
    assert actions.write_many(who, drafts) == 0
    assert actions.write_many(who, []) == 0
    assert Letter.objects.get(key="natt/1").to_name == known.to_name
    new = Letter.objects.exclude(key="natt/1")
    assert {one.to_name for one in new} == {"Siri Bcc: x"}
    assert all(one.next_try_at for one in new)
    assert set(Entry.objects.filter(act="post.write").values_list("record_id", flat=True)) == {
        str(one.pk) for one in Letter.objects.all()
    }


def test_each_municipality_has_a_ledger_of_its_own(
    linkoping: Municipality, vallentuna: Municipality, letter: Write
) -> None:
    letter("omgång/1")
    with within(vallentuna.code):
        assert letter("omgång/1", code=vallentuna.code).municipality_id == "0115"
        assert Letter.objects.count() == 1


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker, cluster: Cluster) -> Iterator[str]:
    """A municipality whose rows are really written, so that other connections see them; cleared away afterwards."""
    with django_db_blocker.unblock():
        Municipality.objects.get_or_create(code=TOWN, defaults={"name": "Samtidigt"})
        enter(TOWN)
        try:
            yield TOWN
        finally:
            connection.close()
            with psycopg.connect(cluster.url(OWNER)) as owner:
                owner.execute("DELETE FROM post_letter WHERE municipality_id = %s", [TOWN])


def test_six_at_once_write_it_once(town: str) -> None:
    made: list[bool] = []

    def act() -> None:
        made.append(actions.write(town, key="k", to_name="Anna", subject="Hej", body="Hej")[1])

    assert at_once(town, *[act] * 6) == []
    assert Letter.objects.count() == 1
    assert sorted(made) == [False] * 5 + [True]


def test_what_people_write_cannot_make_a_header(linkoping: Municipality, letter: Write) -> None:
    found = letter(
        subject="Hej\nBcc: alla@x.example", to_name="Anna\r\nBerg", to_address="a@b.example\nBcc: c@d.example"
    )
    assert "\n" not in found.subject + found.to_name + found.to_address


def test_the_link_is_in_the_copy_and_never_in_the_database(coordinator: Membership, room: Room, letter: Write) -> None:
    found = letter()
    ((_one, body),) = actions.copy_for_print(coordinator, [found], on=TODAY)
    assert "/r/0580/1/" in body
    assert room.made == [(found.link_id, Copy.PRINT, coordinator.actor_name)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM post_letter l WHERE l::text LIKE '%/r/0580/%'")
        assert cursor.fetchone() == (0,)
    found.refresh_from_db()
    # on paper and by mail would be twice
    assert (found.printed_on, found.next_try_at) == (TODAY, None)


def test_each_copy_has_a_link_of_its_own(coordinator: Membership, letter: Write) -> None:
    found = letter()
    copies = [actions.copy_for_print(coordinator, [found], on=TODAY)[0][1] for _turn in range(2)]
    assert copies[0] != copies[1]
    assert Entry.objects.filter(act="post.print", record_id=str(found.pk)).count() == 2


def test_what_is_over_says_so_on_paper(coordinator: Membership, room: Room, letter: Write) -> None:
    found, room.over = letter(), True
    assert "Länken gäller inte längre." in actions.copy_for_print(coordinator, [found], on=TODAY)[0][1]


def test_the_link_is_opened_in_the_examples_mailbox_alone(coordinator: Membership, room: Room, letter: Write) -> None:
    found = letter()
    with pytest.raises(ValidationError, match="bara för den som brevet är till"):
        actions.open_link(coordinator, found)
    coordinator.municipality.is_example = True
    assert actions.open_link(coordinator, found) == "/r/0580/1/"
    room.over = True
    with pytest.raises(ValidationError, match="gäller inte längre"):
        actions.open_link(coordinator, found)


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.OFFICER, Role.ELECTED, Role.ADMINISTRATOR])
def test_nobody_else_makes_a_copy(linkoping: Municipality, role: Role, letter: Write) -> None:
    found, other = letter(), member(linkoping, role)
    other.municipality.is_example = True
    for act in (
        lambda: actions.copy_for_print(other, [found], on=TODAY),
        lambda: actions.mark_printed(other, found, on=TODAY),
        lambda: actions.open_link(other, found),
        lambda: actions.try_again(other, found),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_one_that_is_claimed_is_not_claimed_again_until_its_wait_is_over(
    linkoping: Municipality, letter: Write
) -> None:
    letter()
    now = timezone.now()
    first = actions.claim("0580", now)
    assert first
    assert first.attempts == 1
    assert actions.claim("0580", now) is None
    assert actions.claim("0580", now + dt.timedelta(minutes=2))


def test_a_letter_without_address_is_never_mailed(linkoping: Municipality, letter: Write) -> None:
    letter(to_address="")
    assert actions.claim("0580", timezone.now()) is None
