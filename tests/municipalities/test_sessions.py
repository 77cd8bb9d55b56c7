"""Session, account and roles come with one statement; what holds now holds at once, and nobody sees another's rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from samfrid.municipalities.dates import today
from samfrid.municipalities.middleware import CHOSEN
from samfrid.municipalities.models import Membership, Municipality, Role, Session, User
from samfrid.municipalities.sessions import SessionStore
from samfrid.municipalities.tenancy import enter, first_of_request
from tests.conftest import member

LISTING = "/installningar/handelser/"
PASSWORD = "ett långt lösenord"


def logged_in(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.user)
    return client


def seen() -> tuple[str, str]:
    """Whose rows the database session sees, and whose roles."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('samfrid.municipality', true), current_setting('samfrid.user', true)")
        row = cursor.fetchone()
        assert row is not None
        return row[0] or "", row[1] or ""


def test_two_statements_come_before_the_page(coordinator: Membership) -> None:
    client = logged_in(coordinator)
    client.get(LISTING)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(LISTING).status_code == 200
    statements = [one["sql"] for one in queries]
    assert "samfrid_session" in statements[0]
    assert "samfrid.municipality" in statements[1]
    assert not [one for one in statements[2:] if "set_config" in one or "municipalities_" in one]


def test_the_session_knows_whose_it_is(coordinator: Membership) -> None:
    client = logged_in(coordinator)
    assert Session.objects.get().user_id == coordinator.user_id
    client.post("/konto/logout/")
    assert not Session.objects.filter(user=coordinator.user).exists()


def test_roles_come_as_the_database_has_them(coordinator: Membership, vallentuna: Municipality) -> None:
    enter(vallentuna.code, str(coordinator.user_id))
    Membership.objects.create(municipality=vallentuna, user=coordinator.user, role=Role.ELECTED)
    request = logged_in(coordinator).get("/installningar/handelser/").wsgi_request
    memberships: list[Membership] = request.memberships  # type: ignore[attr-defined]
    kept = Membership.objects.in_bulk([one.pk for one in memberships])
    assert [str(one.municipality) for one in memberships] == ["Linköping", "Vallentuna"]
    for one in memberships:
        same = kept[one.pk]
        assert {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields} == {
            field.attname: getattr(same, field.attname) for field in same._meta.concrete_fields
        }
        assert (one.user.pk, one.user.created_at) == (same.user.pk, same.user.created_at)


def end_the_role(membership: Membership) -> None:
    Membership.objects.filter(pk=membership.pk).update(ended_on=today())


def close_the_account(membership: Membership) -> None:
    User.objects.filter(pk=membership.user_id).update(is_active=False)


def change_the_password(membership: Membership) -> None:
    membership.user.set_password("ett annat långt lösenord")
    membership.user.save()


def end_the_session(membership: Membership) -> None:
    Session.objects.filter(user=membership.user).delete()


def let_the_session_grow_old(membership: Membership) -> None:
    Session.objects.filter(user=membership.user).update(expire_date=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (end_the_role, 403),
        (close_the_account, 302),
        (change_the_password, 302),
        (end_the_session, 302),
        (let_the_session_grow_old, 302),
    ],
)
def test_what_was_taken_away_is_gone_at_the_next_request(
    coordinator: Membership, act: Callable[[Membership], None], status: int
) -> None:
    client = logged_in(coordinator)
    assert client.get(LISTING).status_code == 200
    enter("0580", str(coordinator.user_id))
    act(coordinator)
    assert client.get(LISTING).status_code == status
    assert seen()[0] == ""
    assert Membership.objects.filter(municipality_id="0580").exclude(user=coordinator.user).count() == 0


def test_another_key_of_the_installation_ends_no_session_while_the_old_one_is_told(coordinator: Membership) -> None:
    with override_settings(SECRET_KEY="den gamla nyckeln"):
        client = logged_in(coordinator)
        assert client.get(LISTING).status_code == 200
    assert client.get(LISTING).status_code == 302
    with override_settings(SECRET_KEY="den gamla nyckeln"):
        client = logged_in(coordinator)
    with override_settings(SECRET_KEY="den nya nyckeln", SECRET_KEY_FALLBACKS=["den gamla nyckeln"]):
        assert client.get(LISTING).status_code == 200


def test_each_request_sees_its_own_municipality_over_one_connection(
    coordinator: Membership, vallentuna: Municipality
) -> None:
    other = member(vallentuna, Role.COORDINATOR)
    here, there = logged_in(coordinator), logged_in(other)
    for client, membership in ((here, coordinator), (there, other), (here, coordinator)):
        client.get(LISTING)
        assert seen() == (membership.municipality_code, str(membership.user_id))
    Client().get("/konto/login/")
    assert seen() == ("", "")


@pytest.mark.parametrize("cookie", ["", "a" * 32, "'; DROP TABLE municipalities_session; --", "å" * 50, "x" * 5000])
def test_a_made_up_session_sees_nothing(coordinator: Membership, cookie: str) -> None:
    logged_in(coordinator).get(LISTING)
    stranger = Client()
    stranger.cookies["samfrid"] = cookie
    assert stranger.get(LISTING).status_code == 302
    assert seen() == ("", "")
    assert Session.objects.count() == 1


def test_the_chosen_municipality_is_kept_and_one_that_is_not_hers_is_not(
    coordinator: Membership, vallentuna: Municipality
) -> None:
    enter(vallentuna.code, str(coordinator.user_id))
    Membership.objects.create(municipality=vallentuna, user=coordinator.user, role=Role.COORDINATOR)
    client = logged_in(coordinator)
    for asked, got in (("0115", "0115"), ("9999", "0115"), ("0580", "0580")):
        client.post("/installningar/kommun/", {"municipality": asked})
        client.get(LISTING)
        assert seen()[0] == got
    session = client.session
    session[CHOSEN] = "0115"
    session.save()
    enter(vallentuna.code, str(coordinator.user_id))
    Membership.objects.filter(municipality=vallentuna).update(ended_on=today())
    client.get(LISTING)
    assert seen()[0] == "0580"


def test_a_new_password_keeps_the_session_that_chose_it_and_ends_the_others(coordinator: Membership) -> None:
    here, there = logged_in(coordinator), logged_in(coordinator)
    new = "ett helt nytt långt lösenord"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/konto/password/change/", data).status_code == 302
    assert here.get(LISTING).status_code == 200
    assert there.get(LISTING).status_code == 302


def test_the_language_and_a_message_outlive_the_session_engine(coordinator: Membership) -> None:
    client = logged_in(coordinator)
    client.post("/installningar/sprak/", {"language": "en", "next": "/"})
    assert '<html lang="en"' in client.get(LISTING).content.decode()
    session = client.session
    session["more"] = "kept"
    session.save()
    assert client.session["more"] == "kept"
    assert Session.objects.get().user_id == coordinator.user_id


def test_django_itself_finds_the_same_user(coordinator: Membership) -> None:
    request = logged_in(coordinator).get(LISTING).wsgi_request
    assert get_user(request) == request.user == coordinator.user


def test_a_session_that_was_ended_elsewhere_is_not_made_again(coordinator: Membership) -> None:
    store = SessionStore(logged_in(coordinator).session.session_key)
    store["more"] = "kept"
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        store.save()


@pytest.mark.usefixtures("django_db_setup")
@pytest.mark.parametrize("cookie", ["", f"samfrid={'a' * 32}"])
def test_a_connection_that_was_lost_is_opened_again(django_db_blocker: DjangoDbBlocker, cookie: str) -> None:
    """The database was started again while the web server kept its connection."""
    with django_db_blocker.unblock():
        before = backend()
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
        other.close()
        assert Client().get("/konto/login/", headers={"cookie": cookie}).status_code == 200
        assert backend() != before
        connection.close()


def backend() -> int:
    """Which process of the database server serves us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        row = cursor.fetchone()
        assert row is not None
        return int(row[0])


def test_a_statement_that_fails_for_another_reason_is_not_repeated(db: None) -> None:
    asked = []

    def fail() -> None:
        asked.append(1)
        raise OperationalError("lock timeout")

    with pytest.raises(OperationalError):
        first_of_request(fail)
    assert len(asked) == 1
