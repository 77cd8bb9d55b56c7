"""What the pages of letters read."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from django.db.models import Q, QuerySet

from samfrid.municipalities.paging import PAGE, Page, page_of
from samfrid.post.models import Letter

#: those that have not gone out in any way
_UNSENT = Q(sent_at__isnull=True, printed_on__isnull=True, dropped_on__isnull=True)


class Filter(StrEnum):
    """What the list can be narrowed to; the values stand in addresses."""

    TO_PRINT = "att-skriva-ut"
    FAILED = "gick-inte-fram"
    SENT = "skickade"


def unsent() -> QuerySet[Letter]:
    """The letters that have not gone out in any way, and are not dropped."""
    return Letter.objects.filter(_UNSENT)


def to_print(*, has_server: bool) -> QuerySet[Letter]:
    """The letters that only paper reaches: without address, given up, or any where there is no mail server."""
    return unsent().filter(next_try_at__isnull=True) if has_server else unsent()


def letters(
    municipality_code: str, *, has_server: bool, chosen: str = "", cursor: str = "", size: int = PAGE
) -> Page[Letter]:
    """A page of the municipality's letters, the newest first."""
    found = Letter.objects.filter(municipality_id=municipality_code)
    if chosen == Filter.TO_PRINT:
        found = to_print(has_server=has_server).filter(municipality_id=municipality_code)
    elif chosen == Filter.FAILED:
        found = found.filter(_UNSENT).exclude(failed="")
    elif chosen == Filter.SENT:
        found = found.filter(Q(sent_at__isnull=False) | Q(printed_on__isnull=False))
    return page_of(found, "created_at", cursor, size=size)


def letters_about(about: Collection[str]) -> list[Letter]:
    """The letters about these, in the order in which they were written."""
    return list(Letter.objects.filter(about__in=about).order_by("created_at", "id"))
