"""Two rows that are one organisation become one. What each had is kept, and where it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.actions.organisations import keep_name
from samfrid.municipalities.models import Merge, Organisation, OrganisationName, ToldApart
from samfrid.municipalities.permissions import require

#: how the row of a merge tells of rows that said the same twice
ENDED = "ended"
#: and of rows that do not move, since the other has one of the same: what was given in stands under the name it had. A
#: model whose rows may stay has ``stays_at_merge(gone, into)``, which gives their keys, and raises ``ValidationError``
#: where one of them may not
STAYS = "stays"


def fields_to() -> Iterator[tuple[type[models.Model], str]]:
    """Every field of every model that leads to an organisation, also of rooms that this one has never heard of."""
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.related_model is not Organisation:
            yield relation.related_model, relation.field.name


def what_moves(organisation: Organisation) -> dict[str, int]:
    """How many rows of each kind lead to it: "partners.party" → 3. The names it had are told apart from these."""
    counts: dict[str, int] = {}
    for model, field in fields_to():
        if model in (OrganisationName, Merge, ToldApart):
            continue
        number = model._base_manager.filter(**{field: organisation}).count()
        if number:
            counts[model._meta.label_lower] = counts.get(model._meta.label_lower, 0) + number
    return counts


@transaction.atomic
def merge_organisations(
    actor: Actor, gone: Organisation, into: Organisation, *, why: str = "", today: dt.date | None = None
) -> Merge:
    """Let ``gone`` be ``into`` from now on: every row that leads to the one leads to the other, in one transaction.

    The name that goes leads to the one that stays. Raises ``ValidationError`` for one and the same, for one that is
    merged already, for two that each have a number, and where both stand in what there can be only one of.
    """
    require(actor, "partners.edit", gone)
    require(actor, "partners.edit", into)
    if gone.pk == into.pk:
        raise ValidationError(_("Det är samma organisation. Välj en annan att slå ihop den med."))
    day = today or dates.today()
    # in the order of their keys, so that two who merge them each their way wait for each other
    held = {
        one.pk: one for one in Organisation.every.select_for_update().order_by("pk").filter(pk__in=[gone.pk, into.pk])
    }
    gone, into = held[gone.pk], held[into.pk]
    _check(gone, into)
    _are_one(gone, into)
    moved = _move_all(gone, into, day)
    # first it goes, then the other takes its number: there is one of each
    gone.merged_into = into
    gone.save(update_fields=["merged_into"])
    Organisation.every.filter(merged_into=gone).update(merged_into=into)
    keep_name(into, gone.name, day)
    _fill(gone, into)
    made = Merge.objects.create(
        municipality_id=into.municipality_id,
        into=into,
        from_name=gone.name,
        from_number=gone.number,
        on=day,
        by=actor.actor_name,
        why=" ".join(why.split())[:300],
        moved=moved,
    )
    record(actor, "organisations.merge", into, name=gone.name, reason=made.why, merged=str(gone.pk), moved=moved)
    return made


def _check(gone: Organisation, into: Organisation) -> None:
    for one in (gone, into):
        if one.merged_into_id:
            raise ValidationError(_("%(name)s är redan sammanslagen med en annan.") % {"name": one.name})
    if gone.number and into.number and gone.number != into.number:
        raise ValidationError(
            _("De har olika organisationsnummer och är då två. Är ett av numren fel, rätta det först.")
        )


def pairs_of(organisation: Organisation) -> models.QuerySet[ToldApart]:
    """The pairs that were told apart of which it is one."""
    return ToldApart.objects.filter(models.Q(first=organisation) | models.Q(second=organisation))


def _are_one(gone: Organisation, into: Organisation) -> None:
    """What was told apart of the one is told apart of the other; but not the two from each other."""
    apart = {other for pair in pairs_of(into) for other in (pair.first_id, pair.second_id)}
    for pair in pairs_of(gone):
        other = pair.second_id if pair.first_id == gone.pk else pair.first_id
        if other == into.pk or other in apart:
            pair.delete()
        else:
            pair.first_id, pair.second_id = into.pk, other
            pair.save(update_fields=["first", "second"])


def _fill(gone: Organisation, into: Organisation) -> None:
    """What the one that stays does not say of itself is taken from the one that goes; nothing is written over."""
    into.number = into.number or gone.number
    into.kind = into.kind or gone.kind
    told = [text for text in (into.abilities, gone.abilities) if text]
    into.abilities = "\n".join(dict.fromkeys(told))
    into.save(update_fields=["number", "kind", "abilities"])


def _move_all(gone: Organisation, into: Organisation, day: dt.date) -> dict[str, Any]:
    moved: dict[str, Any] = {}
    for model, field in fields_to():
        rows = model._base_manager.filter(**{field: gone})
        if model is ToldApart:
            continue
        if model in (OrganisationName, Merge):
            rows.update(**{field: into})
            continue
        label, stays_at_merge = model._meta.label_lower, getattr(model, "stays_at_merge", None)
        staying = stays_at_merge(gone, into) if stays_at_merge else ()
        if staying:
            moved[STAYS] = [*moved.get(STAYS, []), *(f"{label} {key}" for key in staying)]
        keys = list(rows.exclude(pk__in=staying).values_list("pk", flat=True))
        if not keys:
            continue
        try:
            with transaction.atomic():
                rows.filter(pk__in=keys).update(**{field: into})
        except IntegrityError:
            for key in keys:
                if _move_one(model, field, key, into, day):
                    moved.setdefault(ENDED, []).append(f"{label} {key}")
        moved[label] = moved.get(label, 0) + len(keys)
    return moved


def _move_one(model: type[models.Model], field: str, key: object, into: Organisation, day: dt.date) -> bool:
    """Move a row where the other organisation may stand already. Whether it said the same twice and was ended."""
    row = model._base_manager.filter(pk=key)
    try:
        with transaction.atomic():
            row.update(**{field: into})
        return False
    except IntegrityError:
        pass
    names = {one.name for one in model._meta.get_fields()}
    try:
        with transaction.atomic():
            if "ended_on" in names:
                row.update(**{field: into, "ended_on": day})
                return True
            if _only_joins(model):
                row.delete()
                return True
    except IntegrityError:
        pass
    raise ValidationError(
        _("Båda står där en organisation bara kan stå en gång, till exempel i samma remiss. Ta bort den ena där först.")
    )


def _only_joins(model: type[models.Model]) -> bool:
    """Whether its rows say no more than that two belong together, so that saying it twice says nothing."""
    plain = {"id", "municipality", "created_at"}
    own = [field for field in model._meta.concrete_fields if field.name not in plain]
    return all(isinstance(field, models.ForeignKey) for field in own)


@transaction.atomic
def tell_apart(actor: Actor, first: Organisation, second: Organisation, *, today: dt.date | None = None) -> ToldApart:
    """Say that two organisations that look like one are two, so that they are not proposed again. Twice is harmless."""
    require(actor, "partners.edit", first)
    require(actor, "partners.edit", second)
    # held, so that two who say so at once wait for each other, and who merges them for either
    held = list(Organisation.every.select_for_update().order_by("pk").filter(pk__in=[first.pk, second.pk]))
    if len(held) < 2 or any(one.merged_into_id for one in held):
        raise ValidationError(_("De är samma organisation sedan de slogs ihop."))
    known = told_apart(first, second)
    if known:
        return known
    made = ToldApart.objects.create(
        municipality_id=first.municipality_id,
        first=first,
        second=second,
        on=today or dates.today(),
        by=actor.actor_name[:200],
    )
    for one, other in ((first, second), (second, first)):
        record(actor, "organisations.tell_apart", one, name=other.name)
    return made


@transaction.atomic
def may_be_one(actor: Actor, first: Organisation, second: Organisation) -> None:
    """Take back that they are two, so that they are proposed again. Taking back what nobody said is harmless."""
    require(actor, "partners.edit", first)
    require(actor, "partners.edit", second)
    known = told_apart(first, second)
    if known:
        known.delete()
        for one, other in ((first, second), (second, first)):
            record(actor, "organisations.may_be_one", one, name=other.name)


def told_apart(first: Organisation, second: Organisation) -> ToldApart | None:
    """That somebody said that they are two, if anybody has."""
    return pairs_of(first).filter(models.Q(first=second) | models.Q(second=second)).first()
