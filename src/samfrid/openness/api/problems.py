"""What went wrong, as RFC 9457 (``application/problem+json``): what is wrong, in which field, and what to do.

A sentence never tells what the asker may not read: a refusal says which right is missing, an error of ours nothing.
"""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Annotated, Any, Final, NotRequired

from django.core.exceptions import (
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import DataError, IntegrityError, OperationalError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as SchemaError
from psycopg import errors as database
from pydantic import Field
from typing_extensions import TypedDict

from samfrid.matters import models as matters
from samfrid.openness.api.sentences import sentence

PROBLEM: Final = "application/problem+json"
log = logging.getLogger("samfrid.api")

TITLES: Final[dict[int, str | Promise]] = {
    400: gettext_lazy("Frågan går inte att läsa"),
    401: gettext_lazy("Nyckel saknas eller gäller inte"),
    403: gettext_lazy("Du har inte rätt att göra det"),
    404: gettext_lazy("Finns inte"),
    405: gettext_lazy("Det går inte att göra så här"),
    409: gettext_lazy("Det krockar med vad som redan finns"),
    412: gettext_lazy("Någon har ändrat sedan du läste"),
    413: gettext_lazy("För stort"),
    415: gettext_lazy("Fel format"),
    422: gettext_lazy("Uppgifterna går inte att spara"),
    500: gettext_lazy("Ett fel hos oss"),
}


class Wrong(TypedDict):
    """One thing that is wrong in what was sent."""

    field: Annotated[str, Field(description="The field as a path, empty for the whole", examples=["clauses.0.text"])]
    message: Annotated[str, Field(description="What is wrong and what to do, in Swedish or English")]


class Problem(TypedDict):
    """An error (RFC 9457). In Swedish, or in English for `Accept-Language: en`."""

    type: str
    title: str
    status: int
    detail: NotRequired[str]
    errors: NotRequired[list[Wrong]]


class RefusedError(Exception):
    """An answer other than what the operation is for, with its status."""

    def __init__(self, status: int, detail: str = "", *errors: Wrong) -> None:
        super().__init__(status, detail)
        self.status, self.detail, self.errors = status, detail, list(errors)


def problem(status: int, detail: str = "", errors: list[Wrong] | None = None) -> HttpResponse:
    """The answer."""
    body: Problem = {
        "type": "about:blank",
        "title": str(TITLES.get(status) or HTTPStatus(status).phrase),
        "status": status,
    }
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = errors
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM)
    response["Content-Language"] = get_language() or "sv"
    response["Cache-Control"] = "no-store"
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="samfrid"'
    return response


#: what the forms of the pages call otherwise
_FIELDS: Final = {"__all__": "", "movers": "people"}


def told(error: ValidationError) -> list[Wrong]:
    """The sentences of a refused act, field by field."""
    if hasattr(error, "error_dict"):
        fields = error.error_dict.items()
        return [
            {"field": _FIELDS.get(name, name), "message": " ".join(one.messages)}
            for name, errors in fields
            for one in errors
        ]
    return [{"field": "", "message": message} for message in error.messages]


def _constraints() -> dict[str, str | Promise]:
    """The sentence of each constraint that has one, by its name in the database."""
    found: dict[str, str | Promise] = {}
    for name in matters.__all__:
        model = getattr(matters, name)
        if isinstance(model, type) and issubclass(model, Model):
            own = [
                one
                for one in model._meta.constraints
                if one.violation_error_message != one.default_violation_error_message
            ]
            found |= {one.name: one.violation_error_message for one in own if one.violation_error_message}
    return found


_SENTENCES: Final = _constraints()
#: what the database refuses because of what is there already
_CLASHES: Final = (
    database.UniqueViolation,
    database.ExclusionViolation,
    database.ForeignKeyViolation,
    database.RestrictViolation,
    database.DeadlockDetected,
    database.SerializationFailure,
    database.LockNotAvailable,
)


def _of_database(error: Exception) -> HttpResponse:
    cause = error.__cause__
    name = cause.diag.constraint_name if isinstance(cause, database.Error) else None
    known = _SENTENCES.get(name or "")
    if isinstance(cause, _CLASHES):
        return problem(409, str(known or _("Det finns redan, eller används av något annat. Läs om och försök igen.")))
    if isinstance(cause, database.CheckViolation | database.DataError | database.NotNullViolation):
        return problem(422, "", [{"field": "", "message": str(known or _("Uppgifterna går inte ihop."))}])
    log.error("the API could not ask the database", exc_info=error)
    return problem(500, _("Felet är antecknat."))


def _of_schema(error: SchemaError) -> HttpResponse:
    """What does not have the form that the schema says, in words."""
    errors: list[Wrong] = []
    for one in error.errors:
        where = [str(part) for part in one["loc"]]
        # "body", the name of the parameter, then the path in what was sent
        path = where[2:] if where[:1] == ["body"] else where[1:]
        errors.append({"field": ".".join(path), "message": sentence(one)})
    return problem(422, "", errors)


def answer_to(error: Exception) -> HttpResponse:
    """The problem that an exception is."""
    match error:
        case RefusedError():
            return problem(error.status, error.detail, error.errors)
        case ValidationError():
            return problem(422, "", told(error))
        case SchemaError():
            return _of_schema(error)
        case AuthenticationError():
            return problem(401, _("Skicka en nyckel som gäller: ”Authorization: Bearer …”."))
        case PermissionDenied():
            return problem(403, _("Din roll i kommunen får inte göra det."))
        case Http404() | ObjectDoesNotExist():
            return problem(404)
        case RequestDataTooBig():
            return problem(413)
        case HttpError():
            return problem(error.status_code, _("Kroppen är inte JSON i UTF-8.") if error.status_code == 400 else "")
        case SuspiciousOperation():
            return problem(400)
        case IntegrityError() | DataError() | OperationalError():
            return _of_database(error)
    log.error("the API failed", exc_info=error)
    return problem(500, _("Felet är antecknat."))


def handled(request: HttpRequest, error: Any) -> HttpResponse:
    """For the library: every exception of an operation."""
    return answer_to(error)
