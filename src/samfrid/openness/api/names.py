"""Bodies, units and organisations: the keys that other operations name them by."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpResponse
from django.utils.translation import gettext as _

from samfrid.municipalities.actions import organisation_named, unit_named
from samfrid.municipalities.models import (
    Body,
    BodyKind,
    Membership,
    Organisation,
    SwedishKey,
    Unit,
)
from samfrid.municipalities.permissions import require
from samfrid.openness.api.answers import Asked, answer, once
from samfrid.openness.api.documented import Operations
from samfrid.openness.api.fields import Name, Told
from samfrid.openness.api.shapes.common import Bodies, Ref, Refs

operations = Operations("names")


class NameIn(Told):
    """A name; one that is there already, in whatever case, is answered again."""

    name: Name


def _listed(found: list[tuple[UUID, str]]) -> Refs:
    return {"items": [{"id": key, "name": name} for key, name in found]}


@operations.get("/bodies", Bodies)
def list_bodies(request: Asked, code: str) -> HttpResponse:
    """List the municipality's bodies (organ): council, executive board, committees."""
    require(request.actor, "open.read")
    found = Body.objects.filter(municipality_id=code).order_by(SwedishKey(F("name")))
    bodies: Bodies = {"items": [{"id": one.pk, "name": one.name, "kind": BodyKind(one.kind)} for one in found]}
    return answer(bodies)


@operations.get("/units", Refs)
def list_units(request: Asked, code: str) -> HttpResponse:
    """List the units that carry things out (förvaltningar, bolag)."""
    require(request.actor, "open.read")
    found = Unit.objects.filter(municipality_id=code, abolished_on__isnull=True)
    return answer(_listed(list(found.order_by(SwedishKey(F("name"))).values_list("id", "name"))))


@operations.get("/organisations", Refs)
def list_organisations(request: Asked, code: str) -> HttpResponse:
    """List the organisations outside the municipality: associations, authorities."""
    require(request.actor, "open.read")
    found = Organisation.objects.filter(municipality_id=code).order_by(SwedishKey(F("name")))
    return answer(_listed(list(found.values_list("id", "name"))))


def _empty() -> ValidationError:
    return ValidationError({"name": _("Skriv ett namn.")})


@operations.post("/units", Ref)
def add_unit(request: Asked, code: str, told: NameIn) -> HttpResponse:
    """Enter a unit (förvaltning, bolag) by its name."""

    def work(actor: Membership) -> Ref:
        require(actor, "matters.edit")
        try:
            made = unit_named(actor, told.name)
        except ValueError:
            raise _empty() from None
        return {"id": made.pk, "name": made.name}

    return once(request, work)


@operations.post("/organisations", Ref)
def add_organisation(request: Asked, code: str, told: NameIn) -> HttpResponse:
    """Enter an organisation outside the municipality by its name."""

    def work(actor: Membership) -> Ref:
        require(actor, "matters.edit")
        try:
            made = organisation_named(actor, told.name)
        except ValueError:
            raise _empty() from None
        return {"id": made.pk, "name": made.name}

    return once(request, work)
