"""The municipality's own rules for a sort of matter, from a day on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.audit.actions import Actor, record
from samfrid.matters.models import Matter, MatterKind, TypeVersion
from samfrid.matters.rules.type_checks import validate
from samfrid.matters.rules.types import FIELDS, TypeRules, tidied
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.permissions import require


@transaction.atomic
def set_type(actor: Actor, *, kind: MatterKind, valid_from: dt.date, rules: TypeRules) -> TypeVersion:
    """Let a sort of matter follow ``rules`` from a day on, until a later version.

    Raises ``ValidationError`` for rules that the law forbids, for a day that has a version already, and for one by
    which settled matters would get other rules afterwards than those they were settled under. The first version may
    reach back however far: before it the Swedish set only stood in for what the municipality had not said.
    """
    require(actor, "matters.rules")
    if rules.kind != kind:
        raise ValueError(f"rules for {rules.kind} given as those for {kind}")
    own = tidied(rules)
    validate(own)
    code = actor.municipality_code
    known = TypeVersion.objects.filter(municipality_id=code, kind=kind)
    _spare_the_settled(code, kind, valid_from, [row.valid_from for row in known])
    values: dict[str, Any] = {
        name: list(value) if isinstance(value := getattr(own, name), tuple) else value for name in FIELDS
    }
    try:
        with transaction.atomic():
            made = TypeVersion.objects.create(municipality_id=code, valid_from=valid_from, **values)
    except IntegrityError as error:
        taken = _("Det finns redan regler som gäller från den dagen. Välj en annan dag.")
        raise ValidationError({"valid_from": taken}) from error
    record(actor, "matters.set_type", made, name=own.name, kind=str(kind), valid_from=valid_from.isoformat())
    return made


def _spare_the_settled(code: str, kind: MatterKind, valid_from: dt.date, known: list[dt.date]) -> None:
    """Refuse a day after which matters were both raised and settled under another version."""
    if not known or valid_from in known:
        return
    settled = Matter.objects.filter(municipality_id=code, kind=kind, settled=True, raised_on__gte=valid_from)
    later = [day for day in known if day > valid_from]
    settled = settled.filter(raised_on__lt=min(later)) if later else settled
    count = settled.count()
    if count:
        last = settled.order_by("-raised_on").values_list("raised_on", flat=True)[0]
        text = ngettext(
            "Ett ärende som väcktes från den dagen är redan avgjort efter andra regler. Välj en dag efter %(day)s.",
            "%(n)s ärenden som väcktes från den dagen är redan avgjorda efter andra regler. Välj en dag efter %(day)s.",
            count,
        )
        raise ValidationError({"valid_from": text % {"n": count, "day": in_words(last) if last else ""}})
