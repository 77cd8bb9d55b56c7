"""Answers as JSON, and a create that is asked for twice."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from samfrid.municipalities.models import Membership
from samfrid.openness.actions import claim_answer, keep_answer
from samfrid.openness.api.problems import RefusedError, Wrong

JSON: Final = "application/json"
LONGEST_KEY: Final = 200


class Asked(HttpRequest):
    """A request that has passed the door: somebody with a role in the municipality of the address."""

    actor: Membership


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, UUID | Promise):
        return str(value)
    raise TypeError(type(value))


def written(body: Mapping[str, Any] | None) -> str:
    """As JSON; nothing for nothing."""
    return "" if body is None else json.dumps(body, default=_plain, ensure_ascii=False, separators=(",", ":"))


def answer(body: Mapping[str, Any], status: int = 200, *, location: str = "", etag: str = "") -> HttpResponse:
    """An answer that no cache keeps."""
    return _sent(written(body), status, location=location, etag=etag)


def _sent(text: str, status: int, *, location: str = "", etag: str = "") -> HttpResponse:
    response = HttpResponse(text, status=status, content_type=JSON)
    if not text:
        del response["Content-Type"]
    response["Cache-Control"] = "no-store, private"
    if location:
        response["Location"] = location
    if etag:
        response["ETag"] = etag
    return response


def once(request: Asked, work: Callable[[Membership], Mapping[str, Any] | None], status: int = 201) -> HttpResponse:
    """Do ``work``, which is one action or one transaction, and answer what it gives; once for each Idempotency-Key.

    The same key with the same question is given the same answer for a day, and nothing is done again; with another
    question it is refused. Two at once wait for each other: the key is written in the transaction of the act. What was
    refused is not kept, so that it can be mended and sent again.
    """
    actor = request.actor
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        # an action is a transaction by itself
        return _sent(written(work(actor)), status)
    if len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
        wrong: Wrong = {"field": "Idempotency-Key", "message": _("Högst 200 tecken i ASCII.")}
        raise RefusedError(422, "", wrong)
    question = [str(request.method).encode(), request.get_full_path().encode(), request.body]
    asked = hashlib.sha256(b"\n".join(question)).hexdigest()
    with transaction.atomic():
        kept, ours = claim_answer(actor, key, asked, status)
        if not ours:
            if kept.asked != asked:
                raise RefusedError(409, _("Samma Idempotency-Key har använts till något annat."))
            return _sent(kept.body, kept.status)
        keep_answer(kept, written(work(actor)))
    return _sent(kept.body, status)
