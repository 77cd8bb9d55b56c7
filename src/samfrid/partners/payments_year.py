"""A year of payments: month by month, by payer and funding, what was paid and what is late. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from samfrid.papers.sheet import Cell, Column, Sheet
from samfrid.partners.models import Funding, Payment
from samfrid.partners.shown import payment_state


@dataclass(slots=True)
class Share:
    """What one payer is to pay of one sort of money in a year."""

    payer: str
    funding: Funding
    by_month: list[int] = field(default_factory=lambda: [0] * 12)
    paid: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        return sum(self.by_month)

    @property
    def left(self) -> int:
        """What is still to be paid, what is late included."""
        return self.total - self.paid

    @property
    def name(self) -> str:
        """Who pays, and of what money where it is not the municipality's own."""
        who = self.payer or _("Kommunen")
        return who if self.funding == Funding.OWN else f"{who}, {self.funding.label}"


@dataclass(frozen=True, slots=True)
class Year:
    """The payments of a year."""

    year: int
    today: dt.date
    payments: Sequence[Payment]
    shares: Sequence[Share]

    @property
    def months(self) -> list[tuple[int, list[Payment]]]:
        """The months that something is to be paid in, with what."""
        found: dict[int, list[Payment]] = {}
        for one in self.payments:
            found.setdefault(one.due_on.month, []).append(one)
        return sorted(found.items())

    @property
    def whole(self) -> Share:
        """All payers together."""
        found = Share("", Funding.OWN)
        for one in self.shares:
            found.by_month = [sum(pair) for pair in zip(found.by_month, one.by_month, strict=True)]
            found.paid += one.paid
            found.late += one.late
        return found


def payer_of(payment: Payment) -> tuple[str, Funding]:
    """Who pays, and of what money; a payment that is part of no sum is the municipality's own."""
    amount = payment.amount
    return (amount.payer_name, Funding(amount.funding)) if amount else ("", Funding.OWN)


def year_of(payments: Iterable[Payment], year: int, today: dt.date) -> Year:
    """A year's payments, shared out. What was struck is not among them."""
    rows = sorted(payments, key=lambda one: (one.due_on, one.agreement.title))
    shares: dict[tuple[str, Funding], Share] = {}
    for one in rows:
        key = payer_of(one)
        share = shares.setdefault(key, Share(*key))
        share.by_month[one.due_on.month - 1] += one.sek
        share.paid += one.sek if one.paid_on else 0
        share.late += one.sek if one.paid_on is None and one.due_on < today else 0
    return Year(year, today, rows, [shares[key] for key in sorted(shares)])


def payments_sheet(found: Year) -> Sheet:
    """Each payment on a row."""
    columns = [
        Column(_("Betalas senast"), 14),
        Column(_("Avtal"), 40),
        Column(_("Betalas av"), 28),
        Column(_("Slags medel"), 22),
        Column(_("Belopp, kronor"), 16, decimals=0),
        Column(_("Beloppet är"), 20),
        Column(_("Betalt"), 14),
        Column(_("Läge"), 24),
        Column(_("Anteckning"), 40),
    ]
    name = _("Betalningar %(year)s") % {"year": found.year}
    return Sheet(name, columns, [_row(one, found) for one in found.payments])


def _row(payment: Payment, found: Year) -> list[Cell]:
    payer, funding = payer_of(payment)
    return [
        payment.due_on,
        payment.agreement.title,
        payer or _("Kommunen"),
        str(funding.label),
        payment.sek,
        payment.amount.get_per_display() if payment.amount else "",
        payment.paid_on,
        payment_state(payment, found.today)[1],
        payment.note,
    ]


def months_sheet(found: Year) -> Sheet:
    """Each payer and sort of money on a row, the months in columns."""
    names = [str(MONTHS[number]) for number in range(1, 13)]
    columns = [Column(_("Betalas av"), 28), Column(_("Slags medel"), 22)]
    columns += [Column(name, decimals=0) for name in [*names, _("Summa"), _("Betalt"), _("Försenat")]]
    rows: list[list[Cell]] = [
        [one.payer or _("Kommunen"), str(one.funding.label), *one.by_month, one.total, one.paid, one.late]
        for one in found.shares
    ]
    return Sheet(_("Per månad"), columns, rows)
