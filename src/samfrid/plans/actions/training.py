"""The verbs of training: enter, change, say where it is shown, strike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.models import Unit
from samfrid.municipalities.permissions import require
from samfrid.plans.models import ABOUT, Training, TrainingKind

#: what the trail keeps of a training, so that what was written over can be read there
_TOLD: Final = ("name", "kind", "unit", "for_whom", "starts_on", "ends_on", "participants", *ABOUT)
#: nobody teaches a thousand times a thousand
_MOST: Final = 100_000


def _fill(
    training: Training,
    *,
    name: str,
    kind: str,
    about: Collection[str],
    starts_on: dt.date,
    ends_on: dt.date | None,
    unit: Unit | None,
    for_whom: str,
    participants: int | None,
) -> None:
    """Put it as told; raises ``ValidationError`` for what cannot be."""
    training.name = " ".join(name.split())[:200]
    if not training.name:
        raise ValidationError({"name": _("Skriv vad utbildningen heter.")})
    if kind not in TrainingKind.values:
        raise ValidationError({"kind": _("Välj om det är fortbildning eller en högskolekurs.")})
    if not set(about) & set(ABOUT):
        raise ValidationError({"about": _("Ange vad utbildningen handlar om.")})
    if ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Utbildningen slutar före den börjar.")})
    if participants is not None and not 1 <= participants <= _MOST:
        raise ValidationError({"participants": _("Skriv hur många som deltog, eller lämna det tomt om ingen vet.")})
    training.kind, training.starts_on, training.ends_on = kind, starts_on, ends_on
    training.unit, training.for_whom = unit, " ".join(for_whom.split())[:200]
    training.participants = participants
    for one in ABOUT:
        setattr(training, one, one in about)


@transaction.atomic
def enter_training(
    actor: Actor,
    *,
    name: str,
    kind: str,
    about: Collection[str],
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    unit: Unit | None = None,
    for_whom: str = "",
    participants: int | None = None,
) -> Training:
    """Enter a training, held or to be. ``about`` names fields of ``models.ABOUT``."""
    require(actor, "plans.edit")
    made = Training(municipality_id=actor.municipality_code)
    _fill(
        made,
        name=name,
        kind=kind,
        about=about,
        starts_on=starts_on,
        ends_on=ends_on,
        unit=unit,
        for_whom=for_whom,
        participants=participants,
    )
    made.save()
    record(actor, "plans.enter_training", made, name=made.name, on=starts_on.isoformat())
    return made


@transaction.atomic
def change_training(
    actor: Actor,
    training: Training,
    *,
    name: str,
    kind: str,
    about: Collection[str],
    starts_on: dt.date,
    ends_on: dt.date | None,
    unit: Unit | None,
    for_whom: str,
    participants: int | None,
) -> Training:
    """Change what is known of it: mostly how many came."""
    require(actor, "plans.edit", training)
    locked = _locked(training)
    before = _told_of(locked)
    _fill(
        locked,
        name=name,
        kind=kind,
        about=about,
        starts_on=starts_on,
        ends_on=ends_on,
        unit=unit,
        for_whom=for_whom,
        participants=participants,
    )
    after = _told_of(locked)
    changed = {field: [before[field], after[field]] for field in _TOLD if before[field] != after[field]}
    if changed:
        locked.save()
        record(actor, "plans.change_training", locked, name=locked.name, changed=changed)
    return locked


def _told_of(training: Training) -> dict[str, str]:
    return {field: str(value) if (value := getattr(training, field)) else "" for field in _TOLD}


def _locked(training: Training) -> Training:
    """The training, held; raises ``ValidationError`` for one that was struck."""
    locked = Training.objects.select_for_update(of=("self",)).select_related("unit").get(pk=training.pk)
    if locked.struck_on:
        raise ValidationError(_("Utbildningen är struken. För in den på nytt om den ändå har varit."))
    return locked


@transaction.atomic
def evidence_of_training(actor: Actor, training: Training, *, document_id: UUID | None, name: str = "") -> Training:
    """Say which kept document shows that it was held; None that none of them does."""
    require(actor, "plans.edit", training)
    locked = _locked(training)
    locked.document_id = document_id
    locked.document_name = " ".join(name.split())[:300] if document_id else ""
    locked.save(update_fields=["document_id", "document_name"])
    record(actor, "plans.evidence_of_training", locked, document=str(document_id) if document_id else None)
    return locked


@transaction.atomic
def strike_training(actor: Actor, training: Training, *, reason: str, today: dt.date | None = None) -> Training:
    """Strike one that was entered in error or never held. Striking what is struck is refused."""
    require(actor, "plans.edit", training)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför den stryks.")})
    locked = _locked(training)
    locked.struck_on, locked.struck_why = today or dates.today(), reason.strip()[:300]
    locked.save(update_fields=["struck_on", "struck_why"])
    record(actor, "plans.strike_training", locked, reason=locked.struck_why)
    return locked
