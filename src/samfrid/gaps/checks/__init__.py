"""The register of rules: which records each looks at, and what it finds there.

A rule reads in bulk: for all records of a municipality, or for the few that have been touched. A new rule is a function
of the municipality's code, the keys of those few (None for all) and what is asked (:class:`Ask`: today and the rule's
days), which yields :class:`Found`; and a row in ``RULES`` of its theme's module here. Its words stand in the module of
the same name in ``sentences``, its computation in that of ``rules``, and ``tests/gaps`` holds that it opens, that it
stays quiet and that its act closes it.
"""

from __future__ import annotations

from typing import Final

from samfrid.gaps.checks import (
    answers,
    clocks,
    commitments,
    matters,
    meetings,
    money,
    organisations,
    partners,
    plans,
    reports,
)
from samfrid.gaps.checks.base import (
    AGREEMENT,
    COMMITMENT,
    CONTACT,
    COOPERATION,
    DIALOGUE,
    MATTER,
    MINUTES,
    PLAN,
    ROUTINE,
    TRAINING,
    Ask,
    Found,
    Group,
    Ids,
    Rule,
    day_of,
    only,
)

RULES: Final = (
    *matters.RULES,
    *clocks.RULES,
    *answers.RULES,
    *commitments.RULES,
    *partners.RULES,
    *money.RULES,
    *meetings.RULES,
    *reports.RULES,
    *organisations.RULES,
    *plans.RULES,
)
BY_NAME: Final = {rule.name: rule for rule in RULES}

__all__ = [
    "AGREEMENT",
    "BY_NAME",
    "COMMITMENT",
    "CONTACT",
    "COOPERATION",
    "DIALOGUE",
    "MATTER",
    "MINUTES",
    "PLAN",
    "ROUTINE",
    "RULES",
    "TRAINING",
    "Ask",
    "Found",
    "Group",
    "Ids",
    "Rule",
    "day_of",
    "only",
]
