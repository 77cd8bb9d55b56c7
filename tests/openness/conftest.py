"""Programs that ask by a key."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from django.http import HttpResponse
from django.test import Client

from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import clearance
from samfrid.municipalities.tenancy import enter
from samfrid.openness.actions import make_key

TODAY = dt.date(2026, 11, 22)


@dataclass
class Program:
    """A program that acts as a member; afterwards the session sees as that member again, for the test to look."""

    member: Membership
    secret: str
    client: Client = field(default_factory=Client)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        """Ask under the municipality's address; a ``path`` from the root is taken as it is."""
        address = path if path.startswith("/") else f"/api/v1/{self.member.municipality_id}/{path}"
        kind, data = ("application/octet-stream", "") if body is None else ("application/json", json.dumps(body))
        sent = {"authorization": f"Bearer {self.secret}"} | {k.replace("_", "-"): v for k, v in headers.items()}
        response = cast(HttpResponse, self.client.generic(method, address, data, kind, headers=sent))
        enter(self.member.municipality_id, str(self.member.user_id), clearance(self.member))
        return response

    def get(self, path: str, **headers: str) -> Any:
        """What is answered to a question that goes well."""
        response = self.ask("GET", path, **headers)
        assert response.status_code == 200, response.content.decode()
        return json.loads(response.content)

    def post(self, path: str, body: object, status: int = 201, **headers: str) -> Any:
        """What is answered to an act, with that status."""
        response = self.ask("POST", path, body, **headers)
        assert response.status_code == status, response.content.decode()
        return json.loads(response.content)


ProgramOf = Callable[[Membership], Program]


@pytest.fixture(autouse=True)
def this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


@pytest.fixture
def program_of() -> ProgramOf:
    """``program_of(membership)``: a program with a new key of that member's."""

    def make(membership: Membership) -> Program:
        enter(membership.municipality_id, str(membership.user_id))
        _token, secret = make_key(membership, name="Diariet i provdrift", expires_on=dt.date(2027, 1, 1), today=TODAY)
        return Program(membership, secret)

    return make
