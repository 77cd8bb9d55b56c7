"""Who may ask what by API, operation by operation, taken from the API's own schema: the same rights as in the pages."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.utils import timezone

from samfrid.matters.models import Matter
from samfrid.municipalities.actions import end_membership
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.openness.actions import revoke_key
from samfrid.openness.api.api import api
from samfrid.openness.api.documented import schema_of
from samfrid.openness.models import ApiToken
from tests.conftest import member
from tests.openness.conftest import TODAY, ProgramOf
from tests.openness.things import Things, things_of

SCHEMA: Final[dict[str, Any]] = json.loads(json.dumps(schema_of(api), default=str))
OPERATIONS: Final = [(method.upper(), path) for path, methods in SCHEMA["paths"].items() for method in methods]
CANARY: Final = "Kanariefågel"
MADE_UP: Final = "00000000-0000-4000-8000-000000000000"
WORKING: Final = (Role.COORDINATOR, Role.REGISTRAR)
#: where other roles than those may write
ALSO: Final = {
    ("POST", "/clauses/{key}/commitments"): (Role.OFFICER,),
    ("POST", "/commitments/{key}/reports"): (Role.OFFICER,),
    ("POST", "/series"): (Role.ADMINISTRATOR,),
}
#: ends of addresses under which something is taken away
TAKING: Final = ("/withdrawal", "/removal", "/strike")


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = SCHEMA["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    kinds = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    return _resolved(kinds[0]) if kinds else schema


def example_of(schema: dict[str, Any]) -> Any:
    """The least that fits a schema."""
    one = _resolved(schema)
    if "examples" in one:
        return one["examples"][0]
    if "enum" in one:
        return one["enum"][0]
    match one.get("type"):
        case "object":
            return {name: example_of(one["properties"][name]) for name in one.get("required", [])}
        case "array":
            return [example_of(one["items"])] * one.get("minItems", 0)
        case "integer":
            return max(one.get("minimum", 1), 1)
        case "boolean":
            return False
    formats = {"date": "2026-10-02", "date-time": "2026-10-02T10:00:00+02:00", "uuid": MADE_UP}
    return formats.get(one.get("format", ""), "Ord")


def body_for(method: str, path: str) -> Any:
    """The least that the operation can be sent."""
    operation = SCHEMA["paths"][path][method.lower()]
    content = operation.get("requestBody", {}).get("content", {})
    return example_of(content["application/json"]["schema"]) if content else None


def address(path: str, code: str, things: Things | None = None) -> str:
    """The address of an operation, about one of ``things`` or about nothing that there is."""
    key = things.key_for(path).get("key", MADE_UP) if things else MADE_UP
    query = "?q=motion" if path.endswith("/search") else ""
    return path.replace("{code}", code).replace("{key}", key) + query


def test_a_partner_has_no_keys(registrar: Membership, program_of: ProgramOf) -> None:
    with pytest.raises(PermissionDenied):
        program_of(member(registrar.municipality, Role.PARTNER))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PARTNER])
def test_each_role_may_what_it_may_in_the_pages(role: Role, registrar: Membership, program_of: ProgramOf) -> None:
    things = things_of(registrar)
    program = program_of(member(registrar.municipality, role))
    wrong = []
    # what takes something away last, so that the others find it
    for method, path in sorted(OPERATIONS, key=lambda one: one[0] == "DELETE" or one[1].endswith(TAKING)):
        response = program.ask(method, address(path, registrar.municipality_id, things), body_for(method, path))
        also = ALSO.get((method, path.partition("{code}")[2]), ())
        expected = {200} if method == "GET" else {200, 201, 204, 409, 422} if role in {*WORKING, *also} else {403}
        if response.status_code not in expected:
            wrong.append((method, path, response.status_code, response.content.decode()))
        if response.status_code == 403:
            assert response["Content-Type"] == "application/problem+json"
    assert wrong == [], "\n".join(map(str, wrong))


def test_another_municipalitys_records_do_not_exist(
    registrar: Membership, vallentuna: Municipality, program_of: ProgramOf
) -> None:
    things = things_of(registrar)
    stranger = program_of(member(vallentuna, Role.COORDINATOR))
    wrong: list[tuple[str, str, object]] = []
    for method, path in OPERATIONS:
        body = body_for(method, path)
        # by their code it is not the stranger's municipality; by her own they are not her municipality's
        told = [stranger.ask(method, address(path, registrar.municipality_id, things), body)]
        told += [stranger.ask(method, address(path, vallentuna.code, one), body) for one in (things, None)]
        if told[0].status_code != 404 or ("{key}" in path and told[1].status_code != 404):
            wrong.append((method, path, [one.status_code for one in told]))
        if "{key}" in path and told[1].content != told[2].content:
            wrong.append((method, path, told[1].content.decode()))
    assert wrong == [], "\n".join(map(str, wrong))


def test_nobody_asks_without_a_key(registrar: Membership) -> None:
    things, wrong = things_of(registrar), []
    for method, path in OPERATIONS:
        body = body_for(method, path)
        where, data = address(path, registrar.municipality_id, things), "" if body is None else json.dumps(body)
        for headers in ({}, {"authorization": "Bearer samfrid_fel"}, {"authorization": "Basic eDp5"}):
            response = Client().generic(method, where, data, "application/json", headers=headers)
            said = (response.status_code, response.get("WWW-Authenticate"), response["Content-Type"])
            if said != (401, 'Bearer realm="samfrid"', "application/problem+json"):
                wrong.append((method, path, said))
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", [Role.ELECTED, Role.OFFICER, Role.ADMINISTRATOR])
def test_what_is_confidential_is_never_told(role: Role, registrar: Membership, program_of: ProgramOf) -> None:
    things_of(registrar)
    secret = things_of(registrar, access=Access.CONFIDENTIAL, title=f"{CANARY} om en enskild")
    program = program_of(member(registrar.municipality, role))
    wrong = []
    for method, path in OPERATIONS:
        response = program.ask(method, address(path, registrar.municipality_id, secret), body_for(method, path))
        # minutes are open, and what stands in them is each decision's own
        hidden = "{key}" in path and "/minutes/{key}" not in path
        if CANARY in response.content.decode() or (hidden and response.status_code != 404):
            wrong.append((method, path, response.status_code, response.content.decode()))
    assert wrong == [], "\n".join(map(str, wrong))
    for query in ("matters?q=Kanarie", "search?q=Kanariefågel", "commitments?q=Kanarie"):
        assert program.get(query)["items"] == []


@pytest.mark.parametrize("act", ["revoked", "past", "role", "account"])
def test_a_key_is_dead_at_once(act: str, registrar: Membership, coordinator: Membership, program_of: ProgramOf) -> None:
    program = program_of(registrar)
    assert program.ask("GET", "matters").status_code == 200
    if act == "revoked":
        revoke_key(registrar, ApiToken.objects.get())
    elif act == "past":
        ApiToken.objects.update(expires_on=TODAY - dt.timedelta(1))
    elif act == "role":
        end_membership(member(registrar.municipality, Role.ADMINISTRATOR), registrar, TODAY)
    else:
        registrar.user.is_active = False
        registrar.user.save()
    assert program.ask("GET", "matters").status_code == 401


def test_nobodys_rows_are_seen_when_a_program_has_left(registrar: Membership, program_of: ProgramOf) -> None:
    things_of(registrar)
    program = program_of(registrar)
    for path in ("matters", "matters/" + MADE_UP, "nothing"):
        headers = {"authorization": f"Bearer {program.secret}"}
        Client().get(f"/api/v1/{registrar.municipality_id}/{path}", headers=headers)
        with connection.cursor() as cursor:
            cursor.execute("SELECT samfrid_municipality(), samfrid_user(), samfrid_clearance()")
            assert cursor.fetchone() == (None, None, 0)
        assert not Matter.objects.exists()
        enter(registrar.municipality_id, str(registrar.user_id))


def test_somebody_logged_in_may_read_and_nothing_else(
    registrar: Membership, browser_of: Callable[[Membership], Client]
) -> None:
    things_of(registrar)
    browser = browser_of(registrar)
    assert browser.get("/api/v1/0580/matters").status_code == 200
    enter("0580")
    refused = browser.post("/api/v1/0580/matters", {"kind": "motion", "title": "Ny"}, content_type="application/json")
    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"
    assert browser.get("/api/v1/0115/matters").status_code == 404


def test_a_key_is_kept_as_a_digest_and_its_use_by_the_day(registrar: Membership, program_of: ProgramOf) -> None:
    program = program_of(registrar)
    kept = ApiToken.objects.get()
    assert program.secret not in json.dumps({name: str(value) for name, value in vars(kept).items()})
    assert kept.last_used_on is None
    program.get("matters")
    kept.refresh_from_db()
    assert kept.last_used_on == TODAY
    assert kept.created_at <= timezone.now()
