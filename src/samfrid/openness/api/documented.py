"""What each operation says of itself in the schema, and the schema as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from ninja import NinjaAPI, Router

from samfrid.openness.api.problems import PROBLEM, Problem

View = Callable[..., Any]
READING: Final = (400, 401, 403, 404, 422)
WRITING: Final = (400, 401, 403, 404, 409, 413, 415, 422)
MEANINGS: Final[dict[int, str]] = {
    400: "The question cannot be read: no JSON, no UTF-8",
    401: "No key, or one that is not good any more (revoked, past its day, the role has ended)",
    403: "The role may not do this (permissions are the same as in the pages)",
    404: "There is none such in this municipality, or you may not read it",
    409: "It clashes with what is there: a number that is taken, an Idempotency-Key used for something else",
    412: "Somebody has changed it since you read it (If-Match)",
    413: "More than 5 MB",
    415: "The body is not application/json",
    422: "What was sent cannot be kept; `errors` says what is wrong with which field, and what to do",
}
IDEMPOTENCY: Final[dict[str, Any]] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A word of your own, for example a UUID. The same key with the same body is given the same answer "
    "for 24 hours and makes no double; with another body it is refused (409).",
    "schema": {"type": "string", "maxLength": 200, "pattern": "^[ -~]*$"},
}
IF_MATCH: Final[dict[str, Any]] = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag that you read; refused (412) if somebody has changed the matter since.",
    "schema": {"type": "string", "maxLength": 200},
}


class Operations:
    """The operations of one theme: a router that documents what each can answer."""

    def __init__(self, tag: str) -> None:
        self.router = Router(tags=[tag])

    def get(self, path: str, shape: Any, *, headers: Iterable[str] = ()) -> Callable[[View], View]:
        """An operation that reads."""
        return self._documented(path, "GET", 200, shape, READING, headers=headers)

    def post(self, path: str, shape: Any, status: int = 201) -> Callable[[View], View]:
        """An operation that makes something or does something once: it takes an Idempotency-Key."""
        return self._documented(path, "POST", status, shape, WRITING, parameters=[IDEMPOTENCY])

    def put(self, path: str, shape: Any) -> Callable[[View], View]:
        """An operation that says how something is to be, however often it is said."""
        return self._documented(path, "PUT", 200, shape, WRITING)

    def patch(self, path: str, shape: Any) -> Callable[[View], View]:
        """An operation that changes what is said, and that alone, if nobody has changed it since."""
        return self._documented(path, "PATCH", 200, shape, (*WRITING, 412), parameters=[IF_MATCH], headers=["ETag"])

    def delete(self, path: str) -> Callable[[View], View]:
        """An operation that takes something away."""
        return self._documented(path, "DELETE", 204, None, WRITING)

    def _documented(
        self,
        path: str,
        method: str,
        status: int,
        shape: Any,
        problems: Iterable[int],
        *,
        parameters: Iterable[dict[str, Any]] = (),
        headers: Iterable[str] = (),
    ) -> Callable[[View], View]:
        def register(view: View) -> View:
            first, _line, rest = (view.__doc__ or "").strip().partition("\n")
            extra: dict[str, Any] = {"parameters": list(parameters)} if parameters else {}
            answered = {"headers": {name: {"schema": {"type": "string"}} for name in headers}} if headers else {}
            extra["responses"] = {status: answered} if answered else {}
            self.router.api_operation(
                [method],
                f"/{{code}}{path}",
                response={status: shape, **dict.fromkeys(sorted(problems), Problem)},
                operation_id=f"{view.__module__.rpartition('.')[2]}_{view.__name__}",
                url_name=f"{view.__module__.rpartition('.')[2]}_{view.__name__}",
                summary=first.rstrip("."),
                description=" ".join(rest.split()) or None,
                openapi_extra=extra,
            )(view)
            return view

        return register


@cache
def schema_of(api: NinjaAPI) -> dict[str, Any]:
    """The whole as OpenAPI 3.1: as the library makes it, with what it leaves out."""
    schema: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="api/v1"))
    schema["components"]["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "A key made under Inställningar, API-nycklar"},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "samfrid",
            "description": "The session of somebody who is logged in; it may only read",
        },
    }
    for path in schema["paths"].values():
        for method, operation in path.items():
            if operation.get("description", "").rstrip(".") == operation["summary"]:
                del operation["description"]
            operation["security"] = [{"key": []}, {"session": []}] if method == "get" else [{"key": []}]
            for parameter in operation["parameters"]:
                parameter["schema"] = _without_null(parameter["schema"])
                if parameter["name"] == "code" and parameter["in"] == "path":
                    parameter |= {"description": "SCB's municipality code (kommunkod)", "example": "0580"}
            _problems(operation)
    return schema


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """What an address can say: something, or nothing at all."""
    kinds = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    return {**{name: value for name, value in schema.items() if name != "anyOf"}, **kinds[0]} if kinds else schema


def _problems(operation: dict[str, Any]) -> None:
    for status, answered in operation["responses"].items():
        if int(status) in MEANINGS:
            answered["description"] = MEANINGS[int(status)]
            answered["content"] = {PROBLEM: next(iter(answered["content"].values()))}
        elif status == HTTPStatus.NO_CONTENT:
            answered["description"] = "Done; there is nothing to say"
