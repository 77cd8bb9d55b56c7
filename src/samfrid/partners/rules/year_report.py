"""The yearly report of an association, divided by who paid: one entry, several reports. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from samfrid.partners.models import AgreementForm, FunderKind

#: how far back a report can be begun
YEARS_BACK: Final = 10


def account_due(year: int) -> dt.date:
    """The last day to account for a state grant of ``year``: 30 April the year after (SFS 2022:257 21 §)."""
    return dt.date(year + 1, 4, 30)


@dataclass(frozen=True, slots=True)
class Funder:
    """Somebody who pays: an agreement with the municipality, the state, somebody else, the association itself."""

    kind: FunderKind
    name: str
    agreement_id: UUID | None = None
    #: the agreement's form; empty for others
    form: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What one funder paid of a line, in whole kronor."""

    funder: Funder
    sek: int


@dataclass(frozen=True, slots=True)
class Line:
    """What was done, what it cost and who paid."""

    number: int
    text: str
    goal: str
    #: "12 samtal", empty where no figure is given
    figure: str
    cost_sek: int
    shares: Sequence[Share]

    @property
    def undivided(self) -> int:
        """Kronor of the cost that nobody is said to have paid; below zero where more was paid than it cost."""
        return self.cost_sek - sum(share.sek for share in self.shares)


@dataclass(frozen=True, slots=True)
class Part:
    """A report to one funder: the lines that it paid something of, with how much."""

    funder: Funder
    lines: tuple[tuple[Line, int], ...]

    @property
    def total(self) -> int:
        """Whole kronor that it paid."""
        return sum(sek for _line, sek in self.lines)


def parts(lines: Sequence[Line]) -> list[Part]:
    """The report of each funder: agreements first, then the state, others, and the association's own money.

    An agreement is one funder though it was called something else when another line was written: it has its last name.
    """
    funders = {_who(share.funder): share.funder for line in lines for share in line.shares}
    order = list(FunderKind)
    found = []
    for funder in sorted(
        funders.values(), key=lambda one: (order.index(one.kind), one.name.casefold(), str(one.agreement_id))
    ):
        who = _who(funder)
        paid = [(line, sum(share.sek for share in line.shares if _who(share.funder) == who)) for line in lines]
        found.append(Part(funder, tuple((line, sek) for line, sek in paid if sek)))
    return found


def _who(funder: Funder) -> UUID | Funder:
    return funder.agreement_id or funder


def unbalanced(lines: Iterable[Line]) -> list[Line]:
    """The lines whose cost is not just what the funders paid."""
    return [line for line in lines if line.undivided]


def commissioned_on_grant(lines: Iterable[Line]) -> list[Line]:
    """The lines that a state grant and a contract about a service both paid.

    The grant may not be used for work on commission of a municipality (SFS 2022:257 7 §): to be looked at, not refused.
    """
    return [
        line
        for line in lines
        if any(share.funder.kind == FunderKind.STATE for share in line.shares)
        and any(share.funder.form == AgreementForm.CONTRACT for share in line.shares)
    ]
