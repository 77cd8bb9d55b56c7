"""Agreements, payments and cooperation groups: what falls short there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.models import Max

from samfrid.gaps import rules
from samfrid.gaps.checks.base import AGREEMENT, Ask, Found, Group, Ids, Rule, day_of, only
from samfrid.partners.models import Agreement


def _terms(one: Agreement) -> rules.Terms:
    return rules.Terms(
        one.first_starts_on, one.first_ends_on, one.renewal_months, one.renewal_last_on, one.notice_months
    )


def _agreements_ending(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    for one in only(Agreement.objects.filter(municipality_id=code, first_ends_on__isnull=False), ids).iterator():
        verdict = rules.agreement_ending(_terms(one), ask.today)
        if verdict:
            yield Found(one.pk, one.title, verdict, facts={"months": str(one.renewal_months or "")})


def _agreements_not_followed_up(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    agreements = Agreement.objects.filter(municipality_id=code).annotate(last=Max("follow_ups__on"))
    for one in only(agreements, ids).iterator():
        verdict = rules.agreement_not_followed_up(_terms(one), one.last, day_of(one.created_at), ask.today)
        if verdict:
            yield Found(one.pk, one.title, verdict)


RULES: Final = (
    Rule("agreement_ending", AGREEMENT, Group.AGREE, _agreements_ending),
    Rule("agreement_not_followed_up", AGREEMENT, Group.AGREE, _agreements_not_followed_up),
)
