"""An agreement's money as a whole: what it is worth, and whether it looks like procurement. Joins rows and rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samfrid.partners import queries
from samfrid.partners.models import Agreement, Amount, Party
from samfrid.partners.rules import (
    Sign,
    Worth,
    looks_like_procurement,
    period_to_reckon,
    procurement_signs,
    worth,
)


def worth_of(
    agreement: Agreement, amounts: list[Amount], today: dt.date, grounds: queries.Grounds | None = None
) -> Worth[Amount]:
    """What the agreement is worth in the period that is told of today. ``grounds`` where they have been read."""
    known = grounds or queries.grounds(agreement.municipality_id, amounts)
    period = period_to_reckon(agreement.terms, today)
    return worth(amounts, period, known.inhabitants, known.index)


@dataclass(frozen=True, slots=True)
class Procurement:
    """The signs of procurement that an agreement bears, and what they are judged by."""

    signs: list[Sign]
    limit: int
    value: int

    @property
    def asked(self) -> bool:
        """Whether somebody is to answer."""
        return looks_like_procurement(self.signs)


def procurement_of(
    agreement: Agreement, parties: list[Party], amounts: list[Amount], reckoned: Worth[Amount], limit: int
) -> Procurement:
    """Whether the agreement looks like a purchase of services: see ``rules.procurement``."""
    outside = sum(1 for party in parties if party.organisation_id)
    value = reckoned.total + reckoned.conditional_total
    return Procurement(procurement_signs(agreement.form, outside, amounts, value, limit), limit, value)
