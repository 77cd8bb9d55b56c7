"""What the lists of agreements' payments read, and the parties of several agreements."""

from __future__ import annotations

from django.db.models import QuerySet

from samfrid.municipalities.paging import Page, page_of
from samfrid.partners.models import Party, Payment

PARTIES = Party.objects.select_related("organisation").order_by("created_at")


def awaited_payments(municipality_code: str) -> QuerySet[Payment]:
    """What is to be paid and is not."""
    found = Payment.objects.filter(municipality_id=municipality_code, paid_on__isnull=True, struck_on__isnull=True)
    return found.select_related("agreement", "amount")


def payments(municipality_code: str, cursor: str = "") -> Page[Payment]:
    """A page of what is to be paid and is not, the nearest first."""
    return page_of(awaited_payments(municipality_code), "due_on", cursor, descending=False)
