"""The notice board and the editions as Atom feeds (RFC 4287)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from samfrid.openness.shown import Notice

_SWEDEN: Final = ZoneInfo("Europe/Stockholm")
#: of a board with nothing on it: the same each time, so that an empty feed does not look new
_NEVER: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class _Feed(Atom1Feed):
    def latest_post_date(self) -> dt.datetime:
        """The latest day of any notice, not the moment of asking."""
        dates: list[dt.datetime] = [item["updateddate"] for item in self.items]
        return max(dates, default=_NEVER)


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), _SWEDEN)


def _feed(title: str, author: str, language: str, page: str, own: str) -> Any:
    return _Feed(
        title=title, link=page, description="", language=language, author_name=author, feed_url=own, feed_guid=own
    )


def atom(notices: Iterable[Notice], *, title: str, author: str, language: str, board: str, own: str, site: str) -> str:
    """The feed. An entry keeps its identity (the key of the minutes, RFC 4122) also when the notice is put up anew.

    ``board`` and ``own`` are the full addresses of the page and of the feed, ``site`` stands before an entry's.
    """
    feed = _feed(title, author, language, board, own)
    for one in notices:
        if one.minutes.announced_on is None:
            continue
        lines = [*(f"{label}: {value}" for label, value in one.facts), *one.titles]
        put_up = _morning(one.minutes.announced_on)
        feed.add_item(
            title=one.title,
            link=site + one.url,
            description="".join(f"<p>{escape(line)}</p>" for line in lines),
            unique_id=f"urn:uuid:{one.minutes.pk}",
            pubdate=put_up,
            updateddate=put_up,
        )
    made: str = feed.writeString("utf-8")
    return made


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that came out on a day, and is told of in a few lines."""

    key: UUID
    title: str
    url: str
    on: dt.date
    lines: list[str]


def entries_atom(
    entries: Iterable[Entry], *, title: str, author: str, language: str, page: str, own: str, site: str
) -> str:
    """A feed of such things; each keeps its identity (RFC 4122). The addresses as in :func:`atom`."""
    feed = _feed(title, author, language, page, own)
    for one in entries:
        out = _morning(one.on)
        feed.add_item(
            title=one.title,
            link=site + one.url,
            description="".join(f"<p>{escape(line)}</p>" for line in one.lines),
            unique_id=f"urn:uuid:{one.key}",
            pubdate=out,
            updateddate=out,
        )
    made: str = feed.writeString("utf-8")
    return made
