"""The API's description of itself: valid OpenAPI 3.1, and true of what is answered to whatever is asked."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from typing import Any, Final

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import InvalidArgument, Unsatisfiable
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok
from urllib3 import HTTPResponse

from samfrid.municipalities.models import Membership
from samfrid.openness.api.api import api
from samfrid.openness.api.documented import schema_of
from samfrid.openness.api.fields import Told
from tests.openness.conftest import ProgramOf
from tests.openness.things import Things, things_of

SCHEMA: Final[dict[str, Any]] = json.loads(json.dumps(schema_of(api), default=str))
DESCRIBED: Final = schemathesis.openapi.from_dict(SCHEMA)
READ: Final = list(DESCRIBED.get_all_operations())
OPERATIONS: Final = [found.ok() for found in READ if isinstance(found, Ok)]
assert len(OPERATIONS) == len(READ), "the library cannot read an operation"
#: of each operation, with what fits the schema and with what does not
LIMITS: Final = settings(
    max_examples=int(os.environ.get("SAMFRID_API_TRIES", "3")),
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
load_all_checks()
#: a rule of law can refuse what has the right form; who may ask at all is tried in ``test_api_rights``
LEFT_OUT: Final = [CHECKS.get_one(name) for name in ("positive_data_acceptance", "ignored_auth")]


def test_it_is_open_to_anybody_and_valid(db: None) -> None:
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    told = response.json()
    assert told["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(told).iter_errors()) == []


def test_each_operation_says_what_can_go_wrong_and_what_it_is_for() -> None:
    names = []
    for path, methods in SCHEMA["paths"].items():
        assert path.startswith("/api/v1/{code}/")
        for method, operation in methods.items():
            names.append(operation["operationId"])
            wanted = {"400", "401", "403", "404", "422"} | (set() if method == "get" else {"409", "413", "415"})
            assert wanted <= set(operation["responses"]), names[-1]
            assert re.match(r"[A-Z]", operation["summary"])
            assert operation["security"]
            for status, answered in operation["responses"].items():
                problem = ["application/problem+json"] if int(status) >= 400 else ["application/json"]
                assert list(answered.get("content", problem)) == problem
    assert len(set(names)) == len(names)


def test_no_two_things_that_are_sent_have_one_name() -> None:
    """The schema names them by their class alone."""
    names = [one.__name__ for one in Told.__subclasses__()]
    assert len(set(names)) == len(names)


@pytest.fixture
def things(registrar: Membership) -> Things:
    return things_of(registrar)


def answered(client: Client, case: Any, secret: str) -> requests.Response:
    """What is answered to a case; asked by Django's own client, in the test's transaction."""
    asked = case.as_transport_kwargs(base_url="http://localhost", headers={"Authorization": f"Bearer {secret}"})
    kept = {name: asked.get(name) for name in ("method", "url", "headers", "params", "json", "data", "cookies")}
    prepared = requests.Request(**kept).prepare()
    assert prepared.method
    assert isinstance(prepared.body, bytes | str | None)
    body = prepared.body if isinstance(prepared.body, bytes) else (prepared.body or "").encode()
    headers = {name: str(value) for name, value in prepared.headers.items() if name.lower() != "content-length"}
    kind = headers.pop("Content-Type", "")
    given = client.generic(prepared.method, prepared.path_url, body, kind, headers=headers)
    response = requests.Response()
    response.status_code, response._content, response.request = given.status_code, given.content, prepared
    response.url, response.reason = str(prepared.url), given.reason_phrase
    response.headers.update(dict(given.items()))
    response.raw = HTTPResponse(body=given.content, status=given.status_code, headers=dict(given.items()))
    return response


def left_out(case: Any) -> list[Any]:
    """Key and address are those of ``things``: what the library would have sent there in their place is not judged."""
    wrong = {str(where.value) for where, told in case.meta.components.items() if told.mode.is_negative}
    return LEFT_OUT if wrong & {"body", "query"} else [*LEFT_OUT, CHECKS.get_one("negative_data_rejection")]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method.upper()} {one.path}")
def test_answers_are_as_described(operation: Any, registrar: Membership, things: Things, program_of: ProgramOf) -> None:
    """Whatever is sent: never a fault of ours, never an answer that the schema does not tell of."""
    program = program_of(registrar)
    known = {"code": registrar.municipality_id} | things.key_for(operation.path)

    def ask(case: Any) -> None:
        case.path_parameters = known
        response = answered(program.client, case, program.secret)
        case.validate_response(response, excluded_checks=left_out(case))

    for mode in GenerationMode:
        # of an operation without parameters nothing can be sent that does not fit
        with suppress(Unsatisfiable, InvalidArgument):
            LIMITS(given(case=operation.as_strategy(generation_mode=mode))(ask))()
