"""What the pages of agreements and cooperation groups read."""

from samfrid.partners.queries.agenda import agenda_for, agenda_of, offered, points_for
from samfrid.partners.queries.agreements import (
    AgreementPage,
    agreement_page,
    agreements,
    awaited_payments,
    payments,
    promised_on_page,
)
from samfrid.partners.queries.cooperation import GroupPage, group_page, groups, members_of
from samfrid.partners.queries.invited import guests, presence, reachable, talks

__all__ = [
    "AgreementPage",
    "GroupPage",
    "agenda_for",
    "agenda_of",
    "agreement_page",
    "agreements",
    "awaited_payments",
    "group_page",
    "groups",
    "guests",
    "members_of",
    "offered",
    "payments",
    "points_for",
    "presence",
    "promised_on_page",
    "reachable",
    "talks",
]
