"""The history of a record as its page shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from samfrid.audit.models import Entry
from samfrid.audit.queries import history
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import TenantModel

#: room.verb → what somebody did, as words after a name
Acts = Mapping[str, str | Promise]


@dataclass(frozen=True, slots=True)
class Line:
    """Who did what, when."""

    at: dt.datetime | None
    who: str
    act: str
    what: str


def lines(record: TenantModel, acts: Acts, keys: tuple[str, ...]) -> list[Line]:
    """What has been done to a record, latest first; acts without words of their own are left out.

    ``keys`` are the names in the entries' details that say what it was about; the first that is there is shown.
    """
    return lines_of(history(record), acts, keys)


def lines_of(entries: Iterable[Entry], acts: Acts, keys: tuple[str, ...]) -> list[Line]:
    """The same of entries that have been read already."""
    shown = []
    for entry in entries:
        if entry.act in acts:
            what = next((entry.detail[key] for key in keys if entry.detail.get(key)), "")
            shown.append(Line(entry.at, entry.actor, str(acts[entry.act]), _readable(what)))
    return shown


def _readable(what: object) -> str:
    """What an entry's detail says; the trail keeps a day as ``2027-01-01``, the page says it in words."""
    text = str(what)
    day = PartialDate.parse(text) if len(text) == len("2027-01-01") else None
    return str(day) if day else text
