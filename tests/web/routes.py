"""Every address that the product answers, taken from the URLconf itself, with something to put in its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter, SlugConverter, StringConverter, UUIDConverter
from django.urls.resolvers import URLPattern, URLResolver

MADE_UP: Final = "00000000-0000-4000-8000-000000000000"
#: what stands in a place that names no record
PLAIN: Final[Mapping[str, object]] = {
    "number": 1,
    "group": "date",
    "kind": "motion",
    "uidb36": "1",
    "key": "x",
    "code": "0580",
    "token": "x",
    "form": "pdf",
    "what": "arende",
    "step": "justerat",
    "name": "motion_undecided",
    "which": "obesvarade",
    "year": 2026,
    "question": "views-used",
}


@dataclass(frozen=True)
class Route:
    """One pattern of the URLconf, by its name with the room before it."""

    name: str
    callback: Callable[..., Any]
    places: tuple[tuple[str, bool], ...]

    @property
    def records(self) -> tuple[str, ...]:
        """The places that a record's key stands in."""
        return tuple(place for place, is_record in self.places if is_record)

    def address(self, **keys: object) -> str:
        """The address with these keys in it; a key that is not given is of nothing that there is."""
        values = {place: MADE_UP if is_record else PLAIN[place] for place, is_record in self.places}
        return reverse(self.name, kwargs=values | {place: keys[place] for place in self.records if place in keys})


def _places(resolvers: list[URLResolver], pattern: URLPattern) -> tuple[tuple[str, bool], ...]:
    places: list[tuple[str, bool]] = []
    parts: list[URLResolver | URLPattern] = [*resolvers, pattern]
    for one in parts:
        for name, converter in one.pattern.converters.items():
            assert isinstance(converter, (UUIDConverter, IntConverter, SlugConverter, StringConverter)), name
            places.append((name, isinstance(converter, UUIDConverter)))
        if not one.pattern.converters:
            places += [(name, False) for name in one.pattern.regex.groupindex]
    return tuple(places)


def _walk(resolver: URLResolver, above: list[URLResolver], rooms: list[str]) -> Iterator[Route]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one, [*above, one], [*rooms, *([one.namespace] if one.namespace else [])])
        else:
            assert one.name, f"{one} has no name: it cannot be tested, nor linked to"
            yield Route(":".join([*rooms, one.name]), one.callback, _places(above, one))


#: the operations of the API, which answer programs: ``tests/openness`` takes them from the API's own schema
PROGRAMS: Final = "v1:"
#: all pages; Django is set up before the tests are collected
ROUTES: Final = [one for one in _walk(get_resolver(), [], []) if not one.name.startswith(PROGRAMS)]
