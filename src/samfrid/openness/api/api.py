"""The API as a whole: its operations, its parser and its addresses."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.datastructures import MultiValueDict
from ninja import NinjaAPI
from ninja.parser import Parser
from pydantic_core import PydanticCustomError

from samfrid.openness.api import (
    asking,
    deciding,
    following,
    keeping,
    kinds,
    looking,
    names,
    registry,
    replying,
    series,
    stepping,
)
from samfrid.openness.api.documented import schema_of
from samfrid.openness.api.door import known
from samfrid.openness.api.fields import storable
from samfrid.openness.api.problems import RefusedError, handled, problem
from samfrid.openness.api.sentences import SENTENCES

VERSION: Final = "1.0.0"
DESCRIPTION: Final = """
Council matters (ärenden) from question to decision, clause by clause, and the commitments (åtaganden) that follow.

**Who asks.** Send a key: `Authorization: Bearer samfrid_…`. It acts as the person who made it, with the same role and
the same rights as in the pages; what she may not read is not there (404). The code in the path is SCB's municipality
code (kommunkod), and the key belongs to that municipality alone.

**Pages.** Lists go by key: send `next` as `cursor` until it is null. Nothing is counted.

**Errors** are `application/problem+json` (RFC 9457), in Swedish, or in English for `Accept-Language: en`.

**Sending again.** Give each create an `Idempotency-Key`, and a resend makes no double.

**Days** are `YYYY-MM-DD` in Sweden; where only the month or the year is known, `YYYY-MM` or `YYYY`.
"""


class Strict(Parser):
    """JSON and query strings whose text can be kept."""

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """Refuses NUL and halves of characters, which the database cannot look for."""
        for name, values in data.lists():
            for value in values:
                try:
                    storable(value)
                except PydanticCustomError:
                    wrong: Any = {"field": name, "message": str(SENTENCES["text"])}
                    raise RefusedError(422, "", wrong) from None
        parsed: dict[str, Any] = super().parse_querydict(data, list_fields, request)
        return parsed


api = NinjaAPI(
    title="Samfrid",
    version=VERSION,
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="v1",
    auth=known,
    parser=Strict(),
)
api.add_exception_handler(Exception, handled)
for kind in tuple(api._exception_handlers):
    api.add_exception_handler(kind, handled)
for theme in (registry, series, kinds, stepping, asking, deciding, replying, keeping, following, looking, names):
    api.add_router("", theme.operations.router)


@login_not_required
def schema(request: HttpRequest) -> HttpResponse:
    """The API's description for programs; public, for it tells nothing of any municipality."""
    if request.method not in ("GET", "HEAD"):
        return problem(405)
    return JsonResponse(schema_of(api), json_dumps_params={"ensure_ascii": False})


def _opened(patterns: list[URLPattern]) -> list[URLPattern]:
    """The operations ask for a key themselves, in JSON: the log-in page is not for programs."""
    for pattern in patterns:
        pattern.callback = login_not_required(pattern.callback)
    return patterns


_operations = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
urlpatterns = [path("openapi.json", schema, name="openapi"), *_opened(_operations)]
