"""What the pages of agreements and cooperation groups read."""

from samfrid.partners.queries.agenda import agenda_for, agenda_of, offered, points_for
from samfrid.partners.queries.agreements import awaited_payments, payments
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
from samfrid.partners.queries.page import AgreementPage, agreement_page, page_of_agreement
from samfrid.partners.queries.promised import promised_on_page

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
    "page_of_agreement",
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
