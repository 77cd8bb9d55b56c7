"""What the pages of agreements and cooperation groups read."""

from samfrid.partners.queries.agreements import (
    AgreementPage,
    agreement_page,
    agreements,
    awaited_payments,
    payments,
    promised_on_page,
)
from samfrid.partners.queries.cooperation import GroupPage, group_page, groups, members_of

__all__ = [
    "AgreementPage",
    "GroupPage",
    "agreement_page",
    "agreements",
    "awaited_payments",
    "group_page",
    "groups",
    "members_of",
    "payments",
    "promised_on_page",
]
