"""The verbs of an agreement's sums: entered, corrected and struck by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeAlias

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body, Organisation, Unit
from samfrid.municipalities.permissions import require
from samfrid.partners.actions.money import MOST_SEK, held_amount
from samfrid.partners.models import Agreement, Amount, Funding, IndexKind, Per

Payer: TypeAlias = Body | Unit | Organisation
_PAYER: Final[dict[type, str]] = {Body: "payer_body", Unit: "payer_unit", Organisation: "payer_organisation"}
#: a raise of more than this a year is a slip of the finger
MOST_PERCENT: Final = 50
#: years that an index can be counted from
BASE_YEARS: Final = range(1980, 2101)


@dataclass(frozen=True, slots=True)
class SumIn:
    """A sum as it is entered by hand."""

    sek: int
    per: Per
    payer: Payer | None = None
    funding: Funding = Funding.OWN
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    condition: str = ""
    decide_by: dt.date | None = None
    index_kind: IndexKind = IndexKind.NONE
    index_base_year: int | None = None
    index_percent: Decimal | None = None
    replaces_grant: str = ""


def _check(agreement: Agreement, told: SumIn) -> None:
    """Refuse what cannot be a sum of the agreement, all that is wrong at once."""
    wrong: dict[str, str] = {}
    begins = agreement.first_starts_on
    if not 1 <= told.sek <= MOST_SEK:
        wrong["sek"] = _("Skriv ett belopp mellan 1 krona och 1 miljard kronor.")
    if told.from_on and told.to_on and told.to_on < told.from_on:
        wrong["to_on"] = _("Beloppet slutar gälla före den dag då det börjar, %(day)s.") % {
            "day": in_words(told.from_on)
        }
    for name, given in (("from_on", told.from_on), ("to_on", told.to_on), ("decide_by", told.decide_by)):
        if begins and given and given < begins:
            wrong.setdefault(name, _("Avtalet börjar %(day)s.") % {"day": in_words(begins)})
    if told.decide_by and not told.condition.strip():
        wrong["condition"] = _("Skriv villkoret som ska avgöras, eller ta bort dagen.")
    if told.payer and told.payer.municipality_id != agreement.municipality_id:
        wrong["payer"] = _("Den som betalar finns inte i kommunen.")
    wrong |= _wrong_index(told)
    if wrong:
        raise ValidationError(wrong)


def _wrong_index(told: SumIn) -> dict[str, str]:
    if told.index_kind == IndexKind.NONE:
        return {}
    wrong = {}
    if told.index_base_year is None:
        wrong["index_base_year"] = _("Skriv vilket års pengar beloppet är sagt i, till exempel 2026.")
    elif told.index_base_year not in BASE_YEARS:
        wrong["index_base_year"] = _("Skriv basåret med fyra siffror, till exempel 2026.")
    if told.index_kind == IndexKind.FIXED_PERCENT and not (
        told.index_percent and 0 < told.index_percent <= MOST_PERCENT
    ):
        wrong["index_percent"] = _("Skriv hur många procent per år, mellan 0,01 och 50.")
    return wrong


def _fill(amount: Amount, told: SumIn) -> None:
    amount.sek, amount.per, amount.funding = told.sek, told.per, told.funding
    amount.payer_body = amount.payer_unit = amount.payer_organisation = None
    if told.payer:
        setattr(amount, _PAYER[type(told.payer)], told.payer)
    amount.from_on, amount.to_on = told.from_on, told.to_on
    amount.condition = told.condition.strip()
    amount.decide_by = told.decide_by
    indexed, fixed = told.index_kind != IndexKind.NONE, told.index_kind == IndexKind.FIXED_PERCENT
    amount.index_kind = told.index_kind
    amount.index_base_year = told.index_base_year if indexed else None
    amount.index_percent = told.index_percent if fixed else None
    amount.replaces_grant = " ".join(told.replaces_grant.split())[:300]


def _told_of(amount: Amount) -> dict[str, Any]:
    """What the trail keeps of a sum, so that what was written over can be read there."""
    names = ("sek", "per", "funding", "from_on", "to_on", "condition", "decide_by", "index_kind", "index_base_year")
    found = {name: str(getattr(amount, name) or "") for name in (*names, "index_percent", "replaces_grant")}
    return found | {"payer": amount.payer_name}


def _refuse_twin(amount: Amount) -> None:
    """Refuse a sum that stands there already: a button pressed twice."""
    names = ("sek", "per", "condition", "funding", "payer_body", "payer_unit", "payer_organisation", "from_on", "to_on")
    same = {
        name if value is not None else f"{name}__isnull": value if value is not None else True
        for name, value in ((name, getattr(amount, name)) for name in names)
    }
    twins = Amount.objects.filter(agreement=amount.agreement_id, struck_on__isnull=True, **same)
    if twins.exclude(pk=amount.pk).exists():
        raise ValidationError({"sek": _("Samma belopp, med samma betalare och tid, står redan i avtalet.")})


@transaction.atomic
def add_amount(actor: Actor, agreement: Agreement, told: SumIn) -> Amount:
    """Enter a sum of the agreement. Several payers are several sums."""
    require(actor, "partners.edit", agreement)
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    _check(agreement, told)
    made = Amount(municipality_id=agreement.municipality_id, agreement=agreement)
    _fill(made, told)
    _refuse_twin(made)
    made.save()
    record(
        actor, "partners.add_amount", agreement, title=agreement.title, amount=str(made.pk), sek=made.sek, per=made.per
    )
    return made


@transaction.atomic
def change_amount(actor: Actor, amount: Amount, told: SumIn, *, seen: int | None = None) -> Amount:
    """Correct a sum. Payments that are planned or made stay as they are. ``seen`` is the version the writer saw."""
    agreement = amount.agreement
    require(actor, "partners.edit", agreement)
    locked = held_amount(amount)
    if seen is not None and seen != locked.version:
        raise ValidationError(
            _("Någon annan har ändrat beloppet medan du skrev. Det du skrev står kvar: jämför, och spara igen.")
        )
    _check(agreement, told)
    if (locked.released_on or locked.declined_on) and not told.condition.strip():
        text = _("Villkoret är avgjort och kan inte tas bort. Stryk beloppet och skriv ett nytt utan villkor.")
        raise ValidationError({"condition": text})
    before = _told_of(locked)
    _fill(locked, told)
    _refuse_twin(locked)
    after = _told_of(locked)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changed:
        locked.version += 1
        locked.save()
        record(
            actor,
            "partners.change_amount",
            agreement,
            title=agreement.title,
            amount=str(locked.pk),
            changed=changed,
        )
    return locked


@transaction.atomic
def strike_amount(actor: Actor, amount: Amount, reason: str, *, today: dt.date | None = None) -> Amount:
    """Strike a sum that was entered in error; it stands as struck, and counts nowhere."""
    agreement = amount.agreement
    require(actor, "partners.edit", agreement)
    tidy = " ".join(reason.split())[:300]
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför beloppet stryks.")})
    locked = held_amount(amount)
    if locked.payments.filter(struck_on__isnull=True).exists():
        raise ValidationError(_("Det finns betalningar av beloppet. Stryk dem först."))
    locked.struck_on, locked.struck_why = today or dates.today(), tidy
    locked.save(update_fields=["struck_on", "struck_why"])
    record(
        actor,
        "partners.strike_amount",
        agreement,
        title=agreement.title,
        amount=str(locked.pk),
        reason=tidy,
        was=_told_of(locked),
    )
    return locked
