"""Making, changing and ending an organisation by hand."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Organisation, OrganisationKind, OrganisationName
from samfrid.municipalities.numbers import organisation_number
from samfrid.municipalities.permissions import require
from samfrid.municipalities.rules import display_name, fold_name

#: what the trail keeps of a change
_TOLD: Final = ("name", "kind", "number", "abilities")


def _number(text: str) -> str:
    try:
        return organisation_number(text)
    except ValueError as error:
        raise ValidationError({"number": str(error)}) from None


def _checked(actor: Actor, name: str, kind: str, number: str, besides: Organisation | None) -> tuple[str, str, str]:
    """Name, kind and number as they are kept; raises ``ValidationError`` for what is wrong with each."""
    tidy = display_name(name)[:160]
    if not any(sign.isalpha() for sign in tidy):
        raise ValidationError({"name": _("Skriv organisationens namn.")})
    if kind and kind not in OrganisationKind.values:
        raise ValidationError({"kind": _("Välj ett av slagen.")})
    kept = _number(number)
    others = Organisation.objects.filter(municipality_id=actor.municipality_code)
    if besides:
        others = others.exclude(pk=besides.pk)
    folded = fold_name(tidy)
    for other in others:
        if kept and other.number == kept:
            raise ValidationError(
                {"number": _("%(other)s har redan det numret. Är de samma, slå ihop dem.") % {"other": other.name}}
            )
        if fold_name(other.name) == folded:
            raise ValidationError({"name": _("Det finns redan en organisation med det namnet.")})
    return tidy, kind, kept


def _check_old(actor: Actor, name: str, own: Organisation | None) -> None:
    """A name that another one had would lead to that one; its own old name is taken back."""
    known = OrganisationName.objects.filter(municipality_id=actor.municipality_code).select_related("organisation")
    folded = fold_name(name)
    for old in known:
        if fold_name(old.name) != folded:
            continue
        if own is None or old.organisation_id != own.pk:
            told = _("%(other)s hette så förr, och handlingar med namnet leder dit. Skriv ett namn som skiljer dem åt.")
            raise ValidationError({"name": told % {"other": old.organisation.name}})
        old.delete()


@transaction.atomic
def register_organisation(
    actor: Actor, *, name: str, kind: str = "", number: str = "", abilities: str = ""
) -> Organisation:
    """Enter an organisation. Raises ``ValidationError`` without a name, for one that is there, for a wrong number."""
    require(actor, "partners.edit")
    tidy, kind, kept = _checked(actor, name, kind, number, None)
    _check_old(actor, tidy, None)
    made = Organisation(
        municipality_id=actor.municipality_code, name=tidy, kind=kind, number=kept, abilities=abilities.strip()
    )
    _save(made)
    record(actor, "organisations.register", made, name=tidy, number=kept)
    return made


def _save(organisation: Organisation) -> None:
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        # somebody entered it in this moment
        raise ValidationError(_("Någon har just fört in en organisation med det namnet eller numret.")) from None


@transaction.atomic
def change_organisation(
    actor: Actor,
    organisation: Organisation,
    *,
    name: str,
    kind: str,
    number: str,
    abilities: str,
    today: dt.date | None = None,
) -> Organisation:
    """Change what it is called, its number, its kind and what it can do. By its old name it is found from then on."""
    require(actor, "partners.edit", organisation)
    locked = locked_organisation(organisation)
    tidy, kind, kept = _checked(actor, name, kind, number, locked)
    before = {field: str(getattr(locked, field)) for field in _TOLD}
    if fold_name(tidy) != fold_name(locked.name):
        _check_old(actor, tidy, locked)
        keep_name(locked, locked.name, today or dates.today())
    locked.name, locked.kind, locked.number, locked.abilities = tidy, kind, kept, abilities.strip()
    after = {field: str(getattr(locked, field)) for field in _TOLD}
    changed = {field: [before[field], after[field]] for field in _TOLD if before[field] != after[field]}
    if changed:
        _save(locked)
        record(actor, "organisations.change", locked, name=tidy, changed=changed)
    return locked


def locked_organisation(organisation: Organisation) -> Organisation:
    """The organisation, held; raises ``ValidationError`` for one that was merged into another."""
    locked = Organisation.every.select_for_update().get(pk=organisation.pk)
    if locked.merged_into_id:
        raise ValidationError(_("Organisationen är redan sammanslagen med en annan. Öppna den i stället."))
    return locked


def keep_name(organisation: Organisation, name: str, on: dt.date) -> None:
    """Keep a name that it has no more. The same name once: it then leads to the one that had it last."""
    known = OrganisationName.objects.filter(municipality_id=organisation.municipality_id, name__iexact=name).first()
    if known:
        known.organisation, known.since = organisation, on
        known.save(update_fields=["organisation", "since"])
    else:
        OrganisationName.objects.create(
            municipality_id=organisation.municipality_id, organisation=organisation, name=name, since=on
        )


@transaction.atomic
def end_organisation(
    actor: Actor, organisation: Organisation, *, on: dt.date, reason: str, today: dt.date | None = None
) -> Organisation:
    """Say that it is no more, since when and why. What it has signed and promised stays."""
    require(actor, "partners.edit", organisation)
    if on > (today or dates.today()):
        raise ValidationError({"on": _("Dagen har inte varit än.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför: nedlagd, uppgått i en annan, bytt form.")})
    locked = locked_organisation(organisation)
    if locked.ended_on:
        raise ValidationError(_("Organisationen upphörde %(day)s.") % {"day": in_words(locked.ended_on)})
    locked.ended_on = on
    locked.save(update_fields=["ended_on"])
    record(actor, "organisations.end", locked, name=locked.name, reason=reason.strip()[:300], on=on.isoformat())
    return locked


@transaction.atomic
def resume_organisation(actor: Actor, organisation: Organisation) -> Organisation:
    """Take back that it is no more. Twice is harmless."""
    require(actor, "partners.edit", organisation)
    locked = locked_organisation(organisation)
    if locked.ended_on:
        locked.ended_on = None
        locked.save(update_fields=["ended_on"])
        record(actor, "organisations.resume", locked, name=locked.name)
    return locked
