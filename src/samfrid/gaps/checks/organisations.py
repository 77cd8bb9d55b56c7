"""Contacts of organisations outside, and the staff's training: what falls short there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from samfrid.gaps.checks.base import CONTACT, PLAN, TRAINING, Ask, Found, Group, Ids, Rule, day_of, only
from samfrid.gaps.rules import organisations as rules
from samfrid.municipalities.freshness import VERIFY_MONTHS
from samfrid.municipalities.models import Contact
from samfrid.plans.models import Plan, Training
from samfrid.plans.rules.training import YEAR_MONTHS

#: days after the first plan in which nobody asks where the training is
ENTER_DAYS: Final = 30


def _not_verified(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    asked = Contact.objects.filter(
        municipality_id=code,
        ended_on__isnull=True,
        organisation__isnull=False,
        organisation__ended_on__isnull=True,
    )
    for one in only(asked, ids).select_related("organisation").iterator():
        verdict = rules.contact_not_verified(one.verified_on, day_of(one.created_at), ask.today, ask.days)
        if verdict and one.organisation:
            facts = {"organisation": str(one.organisation_id), "who": one.function or one.name}
            yield Found(one.pk, one.organisation.name, verdict, facts=facts)


def _old(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    held = Training.objects.filter(municipality_id=code, struck_on__isnull=True, starts_on__lte=ask.today)
    # the last day that anything was taught, by whichever training
    latest = max(held, key=lambda one: (one.ends_on or one.starts_on, str(one.pk)), default=None)
    if latest is None or (ids is not None and latest.pk not in set(ids)):
        return
    last_on = min(latest.ends_on or latest.starts_on, ask.today)
    verdict = rules.training_old(last_on, ask.today, ask.days)
    if verdict:
        yield Found(latest.pk, latest.name, verdict)


def _missing(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    """Told once, of the plan that was entered first: what is lacking has no record of its own."""
    plan = Plan.objects.filter(municipality_id=code).order_by("created_at", "pk").first()
    if plan is None or (ids is not None and plan.pk not in set(ids)):
        return
    days = ENTER_DAYS if ask.days is None else ask.days
    verdict = rules.training_missing(day_of(plan.created_at), ask.today, days)
    begun = Training.objects.filter(municipality_id=code, struck_on__isnull=True, starts_on__lte=ask.today)
    if verdict and not begun.exists():
        yield Found(plan.pk, plan.name, verdict)


RULES: Final = (
    Rule("contact_not_verified", CONTACT, Group.COOPERATE, _not_verified, months=VERIFY_MONTHS),
    Rule("training_missing", PLAN, Group.ROUTINE, _missing, days=ENTER_DAYS),
    Rule("training_old", TRAINING, Group.ROUTINE, _old, months=YEAR_MONTHS),
)
