"""When an agreement that is called a partnership, or a grant, looks like a purchase of services. No database.

A partnership (IOP) is not regulated in law; it must be neither an unlawful direct award nor unlawful state aid.
Kammarrätten i Göteborg (3556-18, 2019-05-08) held one that was worth some 18 million kronor a year to be procurement.
No rule decides it: these are signs to think of, and somebody answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

from samfrid.partners.models import AgreementForm, Per
from samfrid.partners.rules.periods import Sum


class Sign(StrEnum):
    """What makes an agreement look like a purchase."""

    ONE_PARTY = "one_party"
    UNIT_PRICE = "unit_price"
    LARGE = "large"


def procurement_signs(form: str, outside_parties: int, amounts: Iterable[Sum], value: int, limit: int) -> list[Sign]:
    """The signs that an agreement bears. ``value`` is what it is worth in its period, what is conditional included.

    One that is called a contract is openly a purchase and bears none.
    """
    if form == AgreementForm.CONTRACT:
        return []
    found = [Sign.ONE_PARTY] if outside_parties == 1 else []
    if any(amount.per == Per.DAY and amount.declined_on is None for amount in amounts):
        found.append(Sign.UNIT_PRICE)
    if value >= limit:
        found.append(Sign.LARGE)
    return found


def looks_like_procurement(signs: Collection[Sign]) -> bool:
    """Whether to ask: two signs at least. One party alone is the usual thing."""
    return len(signs) > 1


def unanswered(signs: Collection[Sign], answered: Collection[str] | None) -> bool:
    """Whether it is to be answered: never was, or has a sign more since. ``answered`` is what it was last about."""
    return looks_like_procurement(signs) and (answered is None or not {str(one) for one in signs} <= set(answered))
