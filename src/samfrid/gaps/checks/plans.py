"""Plans, their goals and activities, and routines: what falls short there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from samfrid.gaps import rules
from samfrid.gaps.checks.base import PLAN, Ask, Found, Group, Ids, Rule, day_of, only
from samfrid.plans.actions import current_version
from samfrid.plans.models import Plan


def _plans_not_in_force(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    plans = only(Plan.objects.filter(municipality_id=code).prefetch_related("versions"), ids)
    for plan in plans.iterator(chunk_size=500):
        version = current_version(plan)
        if version is None:
            continue
        verdict = rules.plan_not_in_force(version.state, version.ends_on, day_of(version.created_at), ask.today)
        if verdict:
            yield Found(plan.pk, plan.name, verdict)


RULES: Final = (Rule("plan_not_in_force", PLAN, Group.PLAN, _plans_not_in_force),)
