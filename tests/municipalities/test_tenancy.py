"""Rule 11 of the house: row-level security is the second net, on every tenant table, from the first."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from samfrid.municipalities.models import Membership, Municipality, Organisation, TenantModel
from samfrid.municipalities.tenancy import enter, within

TENANT_TABLES = sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, TenantModel))


@pytest.mark.parametrize("table", [*TENANT_TABLES, "audit_entry", "gaps_checkpoint"])
def test_table_has_row_level_security(db: None, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE relname = %s", [table])
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT count(*) FROM pg_policies WHERE tablename = %s AND policyname = 'tenant'", [table])
        assert cursor.fetchone() == (1,)


def test_the_application_is_neither_superuser_nor_owner(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_rows_of_another_municipality_are_not_there(linkoping: Municipality, vallentuna: Municipality) -> None:
    Organisation.objects.create(municipality=linkoping, name="Kvinnojouren Exempel")
    with within(vallentuna.code):
        assert not Organisation.objects.exists()
        assert Organisation.objects.update(name="ändrad") == 0
        assert Organisation.objects.all().delete()[0] == 0
    assert Organisation.objects.get().name == "Kvinnojouren Exempel"


def test_nobody_sees_nothing(linkoping: Municipality) -> None:
    Organisation.objects.create(municipality=linkoping, name="Kvinnojouren Exempel")
    enter(None)
    assert not Organisation.objects.exists()


def test_writing_into_another_municipality_is_refused(linkoping: Municipality, vallentuna: Municipality) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Organisation.objects.create(municipality=vallentuna, name="Kvinnojouren Exempel")


def test_a_user_finds_her_roles_everywhere_and_nobody_elses(
    coordinator: Membership, registrar: Membership, vallentuna: Municipality
) -> None:
    enter(None, str(coordinator.user_id))
    assert [membership.pk for membership in Membership.objects.all()] == [coordinator.pk]


def test_a_request_of_nobodys_leaves_the_municipality_that_the_connection_served(coordinator: Membership) -> None:
    """Connections persist from one request to the next."""
    client = Client()
    client.force_login(coordinator.user)
    assert client.get("/").status_code == 200
    assert Membership.objects.exists()
    assert Client().get("/konto/login/").status_code == 200
    assert not Membership.objects.exists()
