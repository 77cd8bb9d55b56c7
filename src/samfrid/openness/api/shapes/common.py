"""What all shapes share."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from samfrid.municipalities.dates import Precision
from samfrid.municipalities.models import Access, BodyKind


class AccessWord(StrEnum):
    """Who may read a record (åtkomst); whether it is published is another axis."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"


WORD_OF: Final = {
    Access.PUBLIC: AccessWord.PUBLIC,
    Access.INTERNAL: AccessWord.INTERNAL,
    Access.CONFIDENTIAL: AccessWord.CONFIDENTIAL,
}
ACCESS_OF: Final = {word: access for access, word in WORD_OF.items()}

PartialDayOut = Annotated[
    str, Field(description="A day, a month or a year: as much as is known", examples=["2021-03-30", "2021-03", "2021"])
]
Cursor = Annotated[str | None, Field(description="Send it as `cursor` for the next page; null at the end")]


class Ref(TypedDict):
    """A body, unit, organisation or matter, by key and name."""

    id: UUID
    name: str


class Made(TypedDict):
    """What was made or changed."""

    id: UUID


class BodyOut(Ref):
    """A body that decides or is asked (organ)."""

    kind: BodyKind


class Bodies(TypedDict):
    """The municipality's bodies (organ)."""

    items: list[BodyOut]


class Refs(TypedDict):
    """Units or organisations."""

    items: list[Ref]


_LENGTH: Final = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def partial(day: dt.date | None, precision: str) -> str | None:
    """The day as exactly as it is known."""
    return day.isoformat()[: _LENGTH[Precision(precision)]] if day else None
