"""The money of agreements: sums with their payers, what they are reckoned from, a year's payments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from samfrid.municipalities.models import Population
from samfrid.partners.models import (
    Agreement,
    AgreementSettings,
    Amount,
    IndexKind,
    IndexValue,
    Payment,
    Per,
    ProcurementAnswer,
)

PAYERS = ("payer_body", "payer_unit", "payer_organisation")
#: kinds of index whose values are entered
_ENTERED = (IndexKind.KPI, IndexKind.OPI)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What sums are reckoned from."""

    inhabitants: dict[int, int] = field(default_factory=dict)
    index: dict[tuple[str, int], Decimal] = field(default_factory=dict)


def standing_amounts() -> QuerySet[Amount]:
    """The sums that are not struck, with who pays them."""
    return Amount.objects.filter(struck_on__isnull=True).select_related(*PAYERS)


def grounds(municipality_code: str, amounts: Iterable[Amount] | None = None) -> Grounds:
    """All that is entered; with ``amounts`` only what they ask for, so that most pages read nothing."""
    known = None if amounts is None else list(amounts)
    found = Grounds()
    if known is None or any(one.per == Per.INHABITANT_YEAR for one in known):
        rows = Population.objects.filter(municipality_id=municipality_code)
        found.inhabitants.update(rows.values_list("year", "inhabitants"))
    if known is None or any(one.index_kind in _ENTERED for one in known):
        values = IndexValue.objects.filter(municipality_id=municipality_code)
        found.index.update({(kind, year): value for kind, year, value in values.values_list("kind", "year", "value")})
    return found


def settings(municipality_code: str, *, look: bool = False) -> AgreementSettings:
    """How the municipality writes its agreements; what holds where nothing is said, if nobody has. The Word template
    comes with ``look``.
    """
    rows = AgreementSettings.objects.filter(municipality_id=municipality_code)
    found = (rows if look else rows.defer("look")).first()
    return found or AgreementSettings(municipality_id=municipality_code)


def procurement_answers(agreement: Agreement) -> list[ProcurementAnswer]:
    """What was answered, the latest first."""
    return list(agreement.procurement_answers.order_by("-created_at"))


def payments_of_year(municipality_code: str, year: int) -> list[Payment]:
    """All that was to be paid in a year, by day; what was struck is left out."""
    found = Payment.objects.filter(
        municipality_id=municipality_code,
        struck_on__isnull=True,
        due_on__gte=dt.date(year, 1, 1),
        due_on__lte=dt.date(year, 12, 31),
    )
    related = ("agreement", "amount", *(f"amount__{name}" for name in PAYERS))
    return list(found.select_related(*related).order_by("due_on", "agreement__title", "created_at"))


def populations(municipality_code: str) -> list[Population]:
    """The numbers of inhabitants, the latest year first."""
    return list(Population.objects.filter(municipality_id=municipality_code).order_by("-year"))


def index_values(municipality_code: str) -> list[IndexValue]:
    """The values of indexes, by index, the latest year first."""
    return list(IndexValue.objects.filter(municipality_id=municipality_code).order_by("kind", "-year"))
