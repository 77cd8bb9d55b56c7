"""The links that a round's letters carry: made when a copy of the letter leaves."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from samfrid.municipalities.dates import today as this_day
from samfrid.post.links import Copy, digest, new_secret, register
from samfrid.reporting.links import KIND, over
from samfrid.reporting.models import Link, Request


@transaction.atomic
def make_link(record: UUID, copy: Copy, by: str) -> str | None:
    """The path of a new link for a request; None where it is over. Nobody can make the same again.

    No right is asked for: the post room makes it when it sends or prints the letter, which was written with one.
    """
    request = Request.objects.select_related("round", "contact").filter(pk=record).first()
    if request is None or over(request, this_day()):
        return None
    secret = new_secret()
    Link.objects.create(
        municipality_id=request.municipality_id, request=request, digest=digest(secret), copy=copy, made_by=by[:200]
    )
    return reverse("links:answer", args=[request.municipality_id, secret])


def start() -> None:
    """Let letters carry these links."""
    register(KIND, make_link)
