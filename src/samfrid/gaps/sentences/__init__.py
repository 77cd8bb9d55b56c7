"""What a gap says: one sentence from a good colleague, on what ground, and the act that mends it.

Each theme has its module with ``WORDS``: a :class:`~samfrid.gaps.sentences.base.Words` for each of its rules.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from samfrid.gaps.models import Gap
from samfrid.gaps.sentences import (
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
from samfrid.gaps.sentences.base import GROUPS, Act, Words, ago, page_of
from samfrid.gaps.sentences.law import LAW

__all__ = ["GROUPS", "LAW", "WORDS", "Act", "Words", "act", "ago", "basis", "page_of", "sentence"]

WORDS: Final[dict[str, Words]] = {
    **matters.WORDS,
    **clocks.WORDS,
    **answers.WORDS,
    **commitments.WORDS,
    **partners.WORDS,
    **money.WORDS,
    **meetings.WORDS,
    **reports.WORDS,
    **organisations.WORDS,
    **plans.WORDS,
}


def sentence(gap: Gap, today: dt.date) -> str:
    """The gap in one sentence or two, in the reader's language."""
    return WORDS[gap.rule].sentence(gap, today)


def basis(gap: Gap) -> str:
    """The law, plan, agreement or own rule that it is measured against."""
    return str(WORDS[gap.rule].basis)


def act(gap: Gap) -> Act:
    """The next act, as a button."""
    words = WORDS[gap.rule]
    verb, place = words.acts.get(gap.facts["case"], words.act)
    return Act(str(verb), words.where(gap) if words.where else page_of(gap) + place, words.right)
