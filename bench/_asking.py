"""Who asks the running Samfrid, what a request comes to in SQL, and how figures are kept."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from bench._server import Call

TOKEN: Final = "b" * 32


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who asks, as a browser and as a program."""

    role: str
    code: str
    membership: Any
    cookie: str
    key: str

    def page(self, path: str, body: dict[str, Any] | None = None, status: int = 0) -> Call:
        """A page, or a form that is sent."""
        headers = {"Host": "localhost", "Cookie": f"samfrid={self.cookie}; csrftoken={TOKEN}"}
        if body is None:
            return Call("GET", path, headers, status=status or 200)
        headers |= {"X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
        return Call("POST", path, headers, urlencode(body).encode(), status or 302)

    def api(self, path: str, body: dict[str, Any] | None = None) -> Call:
        """An operation of the API."""
        headers = {"Host": "localhost", "Authorization": f"Bearer {self.key}"}
        address = f"/api/v1/{self.code}{path}"
        if body is None:
            return Call("GET", address, headers)
        return Call("POST", address, headers | {"Content-Type": "application/json"}, json.dumps(body).encode(), 201)


def reader(role: str, code: str) -> Reader:
    """A user with the role, logged in, with a key."""
    from django.test import Client

    from samfrid.municipalities.actions import add_member
    from samfrid.municipalities.actors import SystemActor
    from samfrid.municipalities.dates import today
    from samfrid.municipalities.models import Role
    from samfrid.municipalities.tenancy import enter
    from samfrid.openness.actions import make_key

    enter(code)
    member = add_member(
        SystemActor(code), email=f"{role}@{code}.example", name=f"Bänk {role}", role=Role(role), password="x" * 20
    )
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(member.user)
    _key, secret = make_key(member, name="bench", expires_on=today() + dt.timedelta(30), today=today())
    return Reader(role, code, member, browser.cookies["samfrid"].value, secret)


def statements_of(who: Reader, call: Call) -> list[str]:
    """The statements that a request comes to, with their values, as this process sends them."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client(SERVER_NAME="localhost")
    browser.cookies["samfrid"] = who.cookie
    headers = {name: value for name, value in call.headers.items() if name not in ("Host", "Cookie")}
    with CaptureQueriesContext(connection) as captured:
        found = browser.generic(call.method, call.path, call.body, headers=headers, content_type=call_type(call))
    assert found.status_code == call.status, (call.path, found.status_code, found.content[:300])
    return [one["sql"] for one in captured]


def call_type(call: Call) -> str:
    return call.headers.get("Content-Type", "text/plain")


def row(command: str, name: str, value: float, unit: str, reference: float | None) -> dict[str, Any]:
    """One line of the results."""
    return {
        "measure": name,
        "value": round(value, 2),
        "unit": unit,
        "reference": reference,
        "ratio": round(value / reference, 3) if reference else None,
        "command": command,
    }


def keep(results: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Write the figures, in the place of those of the same names."""
    known = json.loads(results.read_text(encoding="utf-8")) if results.exists() else []
    kept = {one["measure"]: one for one in [*known, *rows]}
    results.parent.mkdir(parents=True, exist_ok=True)
    results.write_text(json.dumps(list(kept.values()), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
