"""Follow-ups goal by goal, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samfrid.municipalities.dates import in_words
from samfrid.partners.models import FollowUp, GoalFollowUp, GoalOutcome

TONES: Final = {
    GoalOutcome.REACHED: "done",
    GoalOutcome.PARTLY: "open",
    GoalOutcome.NOT: "refused",
    GoalOutcome.UNKNOWN: "asks",
}


def _goal(one: GoalFollowUp) -> dict[str, str]:
    return {
        "text": one.goal.text,
        "tone": TONES[GoalOutcome(one.outcome)],
        "word": str(one.get_outcome_display()),
        "said": "\n".join(part for part in (one.text, one.figures) if part),
    }


def row(one: FollowUp) -> dict[str, Any]:
    """A follow-up for ``partners/_follow_ups.html``; its ``goals`` are prefetched with the goal of each."""
    goals = [_goal(each) for each in sorted(one.goals.all(), key=lambda each: each.goal.number)]
    return {"on": one.on, "note": one.note, "by": one.recorded_by, "goals": goals}


def latest_outcomes(found: Iterable[FollowUp]) -> dict[UUID, str]:
    """What was said last of each goal, in a sentence; the follow-ups come the latest first."""
    said: dict[UUID, str] = {}
    for one in found:
        for each in one.goals.all():
            told = {"word": capfirst(each.get_outcome_display()), "day": in_words(one.on)}
            said.setdefault(each.goal_id, _("%(word)s vid uppföljningen %(day)s") % told)
    return said
