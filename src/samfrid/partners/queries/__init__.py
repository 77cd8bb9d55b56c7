"""What the pages of agreements and cooperation groups read."""

from samfrid.partners.queries.agenda import agenda_for, agenda_of, offered, points_for
from samfrid.partners.queries.agreements import (
    AgreementPage,
    agreement_page,
    awaited_payments,
    payments,
    promised_on_page,
)
from samfrid.partners.queries.cooperation import GroupPage, group_page, groups, members_of
from samfrid.partners.queries.invited import guests, presence, reachable, talks
from samfrid.partners.queries.listing import Asked, Show, agreements
from samfrid.partners.queries.money import (
    PAYERS,
    Grounds,
    grounds,
    index_values,
    payments_of_year,
    populations,
    procurement_answers,
    settings,
    standing_amounts,
)

__all__ = [
    "PAYERS",
    "AgreementPage",
    "Asked",
    "Grounds",
    "GroupPage",
    "Show",
    "agenda_for",
    "agenda_of",
    "agreement_page",
    "agreements",
    "awaited_payments",
    "grounds",
    "group_page",
    "groups",
    "guests",
    "index_values",
    "members_of",
    "offered",
    "payments",
    "payments_of_year",
    "points_for",
    "populations",
    "presence",
    "procurement_answers",
    "promised_on_page",
    "reachable",
    "settings",
    "standing_amounts",
    "talks",
]
