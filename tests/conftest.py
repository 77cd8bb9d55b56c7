"""What all tests share: a PostgreSQL of their own, connected to as the application's role, and people in two places."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from samfrid.municipalities.models import Membership, Municipality, Organisation, Role, User
from samfrid.municipalities.tenancy import enter
from samfrid.web.server.config import database_from
from samfrid.web.server.postgres import APPLICATION, Cluster
from tests.database import served

# How fast a machine makes up its cases says nothing of what is tested. CI tries the same cases each time: new ones are
# found by whoever works, not by whoever happens to land.
settings.register_profile(
    "samfrid", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=os.environ.get("CI") == "true"
)
settings.load_profile("samfrid")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A database server for this process alone, with the owner's and the application's roles."""
    # not in pytest's own folder: each of its processes closes that to the account that the server runs as for root
    with tempfile.TemporaryDirectory(prefix="samfrid-test-") as folder:
        Path(folder).chmod(0o711)
        yield from served(Path(folder))


@pytest.fixture(scope="session")
def django_db_setup(cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests see the database as the application does: neither superuser nor owner, with row-level security."""
    with django_db_blocker.unblock():
        default = connections["default"]
        default.close()
        default.settings_dict.update(database_from(cluster.url(APPLICATION)))
        yield
        connections.close_all()


@pytest.fixture(autouse=True)
def _chained_at_once(request: pytest.FixtureRequest) -> None:
    """The trail is numbered when an act is committed; a test's transaction never is, so there it is done at once."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        with connections["default"].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS audit_link IMMEDIATE")


def _municipality(code: str, name: str) -> Municipality:
    return Municipality.objects.get_or_create(code=code, defaults={"name": name})[0]


@pytest.fixture
def linkoping(db: None) -> Municipality:
    """The municipality that the test acts in: its rows are seen from now on."""
    municipality = _municipality("0580", "Linköping")
    enter(municipality.code)
    return municipality


@pytest.fixture
def vallentuna(db: None) -> Municipality:
    """Another municipality in the same installation, whose rows must never be seen."""
    return _municipality("0115", "Vallentuna")


def member(municipality: Municipality, role: Role, name: str | None = None) -> Membership:
    """A user with a role; the session's municipality is left as the user's."""
    address = f"{role}@{municipality.code}.example"
    user = User.objects.filter(email=address).first()
    user = user or User.objects.create_user(
        address, name or f"{role.label.capitalize()} {municipality}", "ett långt lösenord"
    )
    enter(municipality.code, str(user.pk))
    of = (
        Organisation.objects.get_or_create(municipality=municipality, name="Föreningen")[0]
        if role == Role.PARTNER
        else None
    )
    return Membership.objects.get_or_create(municipality=municipality, user=user, role=role, organisation=of)[0]


@pytest.fixture
def coordinator(linkoping: Municipality) -> Membership:
    return member(linkoping, Role.COORDINATOR)


@pytest.fixture
def registrar(linkoping: Municipality) -> Membership:
    return member(linkoping, Role.REGISTRAR)


@pytest.fixture
def elected(linkoping: Municipality) -> Membership:
    return member(linkoping, Role.ELECTED)


@pytest.fixture
def browser_of() -> object:
    """``browser_of(membership)``: a test client that is logged in as that member."""

    def log_in(membership: Membership) -> Client:
        client = Client()
        client.force_login(membership.user)
        return client

    return log_in
