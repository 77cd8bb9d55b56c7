"""Bodies, units and organisations by name, and a municipality that begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.models import Body, BodyKind, Municipality, Organisation, OrganisationName, Unit
from samfrid.municipalities.rules import body_kind, display_name, fold_name
from samfrid.municipalities.tenancy import within

Named = TypeVar("Named", Body, Unit, Organisation)


def _named(
    actor: Actor,
    model: type[Named],
    name: str,
    former: Callable[[str], Named | None] | None = None,
    **new: object,
) -> Named:
    """The record with that name, whatever its case and inflection, made if there is none; safe for two at once."""
    tidy = display_name(name)
    if not tidy:
        raise ValueError("a name is needed")
    folded = fold_name(tidy)
    # a municipality has tens of bodies and units and hundreds of organisations: compared in memory, by the same rule
    for known in model._default_manager.filter(municipality_id=actor.municipality_code):
        if fold_name(known.name) == folded:
            return known
    if former and (once := former(folded)):
        return once
    try:
        with transaction.atomic():
            made = model._default_manager.create(municipality_id=actor.municipality_code, name=tidy, **new)
            record(actor, "municipalities.name", made, name=tidy)
            return made
    except IntegrityError:
        # somebody made it in this moment
        return model._default_manager.get(municipality_id=actor.municipality_code, name__iexact=tidy)


def body_named(actor: Actor, name: str) -> Body:
    """A body (organ) by its name: "kommunfullmäktige", "Kommunfullmäktiges" and "KF" are one."""
    return _named(actor, Body, name, kind=body_kind(name))


def unit_named(actor: Actor, name: str) -> Unit:
    """A unit (förvaltning, bolag) by its name."""
    return _named(actor, Unit, name)


def organisation_named(actor: Actor, name: str) -> Organisation:
    """An organisation outside the municipality by its name, or by one that it, or one merged into it, had before."""
    return _named(actor, Organisation, name, lambda folded: _once_called(actor.municipality_code, folded))


def _once_called(municipality_code: str, folded: str) -> Organisation | None:
    names = OrganisationName.objects.filter(municipality_id=municipality_code).select_related("organisation")
    return next((one.organisation for one in names if fold_name(one.name) == folded), None)


def open_municipality(code: str, name: str, *, is_example: bool = False) -> Municipality:
    """Make a municipality a tenant of this installation, with the bodies that the law gives it (KL 3:1, 3:3)."""
    from samfrid.municipalities.actors import SystemActor

    municipality, _made = Municipality.objects.get_or_create(
        code=code, defaults={"name": name, "is_example": is_example}
    )
    actor = SystemActor(code)
    with within(code):
        for body in (BodyKind.COUNCIL, BodyKind.EXECUTIVE):
            body_named(actor, "kommunfullmäktige" if body is BodyKind.COUNCIL else "kommunstyrelsen")
    return municipality
