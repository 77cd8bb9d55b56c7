"""Gap-free series of diary numbers of our own, one for each body and year."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field
from typing_extensions import TypedDict

from samfrid.matters.actions.series import open_series, take_number
from samfrid.matters.models import NumberSeries
from samfrid.matters.rules.series import FORM
from samfrid.municipalities.models import Body, Membership
from samfrid.municipalities.permissions import require
from samfrid.openness.api import reading
from samfrid.openness.api.answers import Asked, answer, once
from samfrid.openness.api.documented import Operations
from samfrid.openness.api.fields import Line, Number, Told
from samfrid.openness.api.shapes import matters
from samfrid.openness.api.shapes.common import Ref

operations = Operations("series")


class SeriesOut(TypedDict):
    """A series of diary numbers."""

    id: UUID
    body: Ref
    prefix: str
    year: int
    form: Annotated[str, Field(examples=["{prefix} {year}/{number:03}"])]
    last: Annotated[int, Field(description="The last number given")]


class SeriesList(TypedDict):
    """The series of the municipality, the latest year first."""

    items: list[SeriesOut]


class SeriesIn(Told):
    """A new series."""

    body: UUID
    prefix: Annotated[Number, Field(max_length=12, examples=["KS"])]
    year: Annotated[int, Field(strict=True, ge=1900, le=2199)]
    form: Annotated[Line, Field(max_length=40)] = FORM
    last: Annotated[int, Field(strict=True, ge=0, lt=1_000_000, description="The last number used so far")] = 0


class TakeIn(Told):
    """The series that the number is taken from."""

    series: UUID


def shape(one: NumberSeries) -> SeriesOut:
    """A series as it is answered."""
    return {
        "id": one.pk,
        "body": {"id": one.body_id, "name": one.body.name},
        "prefix": one.prefix,
        "year": one.year,
        "form": one.form,
        "last": one.last,
    }


@operations.get("/series", SeriesList)
def list_series(request: Asked, code: str) -> HttpResponse:
    """List the series of diary numbers."""
    require(request.actor, "open.read")
    found = NumberSeries.objects.filter(municipality_id=code).select_related("body").order_by("-year", "prefix")
    return answer({"items": [shape(one) for one in found]})


@operations.post("/series", SeriesOut)
def add_series(request: Asked, code: str, told: SeriesIn) -> HttpResponse:
    """Open a series for a body and a year."""

    def work(actor: Membership) -> SeriesOut:
        require(actor, "matters.rules")
        body = reading.named(actor, Body, told.body, "body", _("Organet finns inte i kommunen."))
        assert body is not None
        return shape(open_series(actor, body=body, prefix=told.prefix, year=told.year, form=told.form, last=told.last))

    return once(request, work)


@operations.post("/matters/{uuid:key}/numbers/next", matters.NumberOut)
def take(request: Asked, code: str, key: UUID, told: TakeIn) -> HttpResponse:
    """Give the matter the next number of a series. Two at once are given two numbers, and none is skipped."""

    def work(actor: Membership) -> matters.NumberOut:
        matter = reading.matter_of(actor, key)
        require(actor, "matters.edit", matter)
        series = reading.given_series(actor, told.series, _("Serien finns inte i kommunen."))
        return matters.number(take_number(actor, matter, series=series))

    return once(request, work)
