"""Sources as ``components/source.html`` takes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samfrid.provenance.models import Source


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence behind a fact, with the way to its place in the document."""

    sentence: str
    document: str
    page: int | None
    url: str


def quotes(sources: Iterable[Source]) -> list[Quote]:
    """Each sentence once, in the order given."""
    found = [Quote(one.quote, one.document_title, one.page, one.get_absolute_url()) for one in sources]
    return list(dict.fromkeys(found))
