"""The verbs of what sums are reckoned from and judged by: inhabitants, index values, the municipality's own limits and
texts, and the answer where an agreement looks like procurement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.models import Population
from samfrid.municipalities.permissions import require
from samfrid.papers.docx import docx
from samfrid.papers.paper import Paper
from samfrid.papers.template import TemplateError
from samfrid.partners.models import (
    PROCUREMENT_SEK,
    Agreement,
    AgreementSettings,
    IndexKind,
    IndexValue,
    ProcurementAnswer,
)
from samfrid.partners.rules import Sign

#: years that values are entered for
YEARS: Final = range(1980, 2101)
#: more than the largest municipality has, several times
MOST_INHABITANTS: Final = 10_000_000
MOST_INDEX: Final = Decimal(100_000)
MOST_LIMIT: Final = 1_000_000_000
#: largest Word file that is taken, in bytes
LARGEST: Final = 20_000_000


def _year(year: int) -> None:
    if year not in YEARS:
        raise ValidationError({"year": _("Skriv året med fyra siffror, till exempel 2026.")})


@transaction.atomic
def set_population(actor: Actor, *, year: int, inhabitants: int, source: str = "") -> Population:
    """Say how many inhabitants a year is reckoned with; a number that was there is written over."""
    require(actor, "partners.edit")
    _year(year)
    if not 1 <= inhabitants <= MOST_INHABITANTS:
        raise ValidationError({"inhabitants": _("Skriv antalet invånare, till exempel 34 560.")})
    key: dict[str, Any] = {"municipality_id": actor.municipality_code, "year": year}
    was = Population.objects.filter(**key).values_list("inhabitants", flat=True).first()
    told: dict[str, Any] = {"inhabitants": inhabitants, "source": " ".join(source.split())[:200]}
    made, _new = Population.objects.update_or_create(**key, defaults=told)
    record(actor, "partners.set_population", made, year=year, inhabitants=inhabitants, before=was)
    return made


@transaction.atomic
def set_index(actor: Actor, *, kind: IndexKind, year: int, value: Decimal, source: str = "") -> IndexValue:
    """Enter the value of a price index for a year; a value that was there is written over."""
    require(actor, "partners.edit")
    _year(year)
    if kind not in (IndexKind.KPI, IndexKind.OPI):
        raise ValidationError({"kind": _("Välj KPI eller OPI.")})
    if not value.is_finite() or not 0 < value < MOST_INDEX or value != round(value, 3):
        raise ValidationError({"value": _("Skriv indextalet med högst tre decimaler, till exempel 415,51.")})
    key: dict[str, Any] = {"municipality_id": actor.municipality_code, "kind": kind, "year": year}
    was = IndexValue.objects.filter(**key).values_list("value", flat=True).first()
    defaults: dict[str, Any] = {"value": value, "source": " ".join(source.split())[:200]}
    made, _new = IndexValue.objects.update_or_create(**key, defaults=defaults)
    told = {"kind": str(kind), "year": year, "value": str(value), "before": None if was is None else str(was)}
    record(actor, "partners.set_index", made, **told)
    return made


@transaction.atomic
def save_settings(
    actor: Actor,
    *,
    procurement_sek: int = PROCUREMENT_SEK,
    sender: str = "",
    dispute: str = "",
    look: bytes | None = None,
    look_name: str = "",
    drop_look: bool = False,
) -> AgreementSettings:
    """Say how the municipality writes its agreements, and from what value one is large.

    Without ``look`` the Word template that is there is kept, unless ``drop_look``. Raises ``ValidationError`` for a
    Word file that cannot be a template.
    """
    require(actor, "partners.edit")
    if not 1 <= procurement_sek <= MOST_LIMIT:
        raise ValidationError({"procurement_sek": _("Skriv ett belopp mellan 1 krona och 1 miljard kronor.")})
    if look is not None:
        _fit(look)
    made, _new = AgreementSettings.objects.select_for_update().get_or_create(municipality_id=actor.municipality_code)
    made.procurement_sek, made.sender, made.dispute = procurement_sek, sender.strip(), dispute.strip()
    if look is not None or drop_look:
        made.look, made.look_name = look, look_name[:200] if look is not None else ""
    made.save()
    record(actor, "partners.save_settings", made, procurement_sek=procurement_sek, look=made.look_name)
    return made


def _fit(look: bytes) -> None:
    if len(look) > LARGEST:
        raise ValidationError({"look": _("Filen är för stor. Mallen får vara högst 20 MB.")})
    try:
        docx(Paper("Prov", []), look)
    except TemplateError as error:
        raise ValidationError({"look": str(error)}) from error


@transaction.atomic
def answer_procurement(
    actor: Actor, agreement: Agreement, reason: str, signs: Collection[Sign], *, today: dt.date | None = None
) -> ProcurementAnswer:
    """Say why an agreement that looks like procurement is none, or what is done about it. The reason shows."""
    require(actor, "partners.edit", agreement)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv bedömningen: varför det inte är ett köp, eller vad ni gör åt det.")})
    made = ProcurementAnswer.objects.create(
        municipality_id=agreement.municipality_id,
        agreement=agreement,
        signs=sorted(str(one) for one in signs),
        reason=reason.strip(),
        answered_on=today or dates.today(),
        answered_by=actor.actor_name,
    )
    record(actor, "partners.answer_procurement", agreement, title=agreement.title, signs=made.signs)
    return made
