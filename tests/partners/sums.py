"""A sum of an agreement without a database, for the tests of rules."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class A:
    """What :class:`samfrid.partners.rules.Money` asks of a sum."""

    sek: int
    per: str
    condition: str = ""
    released_on: dt.date | None = None
    declined_on: dt.date | None = None
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    index_kind: str = "none"
    index_base_year: int | None = None
    index_percent: Decimal | None = None
    funding: str = "own"
    payer_name: str = ""
    pk: uuid.UUID = field(default_factory=uuid.uuid4)
