"""The forms that values have in what is sent: strict, so that nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Final

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from samfrid.municipalities.dates import PartialDate

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
#: days that a municipality's papers can have; other ones are slips of the pen
_FIRST, _LAST = dt.date(1862, 1, 1), dt.date(2199, 12, 31)


def storable(value: str) -> str:
    """Text that the database can keep: no NUL, no half of a character."""
    if "\0" in value or any("\ud800" <= one <= "\udfff" for one in value):
        raise PydanticCustomError("text", "text that cannot be kept")
    return value


def _day(value: Any) -> dt.date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("day", "no day")
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day", "no day") from None
    if not _FIRST <= day <= _LAST:
        raise PydanticCustomError("day", "no day of ours")
    return day


def _partial(value: Any) -> PartialDate:
    parsed = PartialDate.parse(value) if isinstance(value, str) and value.isascii() else None
    if parsed is None or not parsed.first >= _FIRST or parsed.last > _LAST:
        raise PydanticCustomError("partial_day", "no day, month or year")
    return parsed


def _moment(value: Any) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(value) if isinstance(value, str) and len(value) > len("2026-11-22") else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not _FIRST <= moment.date() <= _LAST:
        raise PydanticCustomError("moment", "no moment")
    return moment


Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
PartialDay = Annotated[
    PartialDate,
    BeforeValidator(_partial),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
            "description": "A day, a month or a year: as much as is known",
            "examples": ["2021-03-30", "2021-03", "2021"],
        }
    ),
]
Moment = Annotated[dt.datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160), AfterValidator(storable)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300), AfterValidator(storable)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40), AfterValidator(storable)]
Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20), AfterValidator(storable)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(storable)]
Number = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), AfterValidator(storable)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=50_000), AfterValidator(storable)]
FullText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50_000), AfterValidator(storable)
]
Count = Annotated[int, Field(strict=True, ge=0, le=30_000)]
YesNo = StrictBool


class Told(Schema):
    """What is sent: no field that is not known, so that a slip of the pen is not lost in silence."""

    model_config = ConfigDict(extra="forbid")
