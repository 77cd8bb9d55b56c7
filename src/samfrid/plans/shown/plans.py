"""Plans and their versions as the templates take them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.commitments import shown as commitments_shown
from samfrid.commitments.rules import is_settled
from samfrid.municipalities.dates import in_words
from samfrid.plans.actions import current_version
from samfrid.plans.actions.frozen import OPEN
from samfrid.plans.models import Activity, Plan, PlanVersion, VersionState
from samfrid.plans.queries import PlanPage
from samfrid.plans.rules import TONES, PeriodState, period_state
from samfrid.plans.shown import indicators
from samfrid.provenance.models import Source
from samfrid.provenance.shown import Quote, quotes

WORDS: Final = {
    PeriodState.UNKNOWN: gettext_lazy("okänt om den är antagen"),
    PeriodState.DRAFT: gettext_lazy("förslag, inte antagen"),
    PeriodState.SUPERSEDED: gettext_lazy("ersatt av en senare"),
    PeriodState.CURRENT: gettext_lazy("gäller"),
    PeriodState.NEARING: gettext_lazy("gäller, tiden går snart ut"),
    PeriodState.PAST: gettext_lazy("tiden har gått ut"),
}


def period(version: PlanVersion) -> str:
    """The period in words; whole years as years."""
    first, last = version.starts_on, version.ends_on
    if first and last:
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        return f"{first.year}–{last.year}" if whole else f"{in_words(first)} – {in_words(last)}"
    if last:
        return _("till och med %(day)s") % {"day": in_words(last)}
    return _("från %(day)s, tills vidare") % {"day": in_words(first)} if first else _("period okänd")


def state(version: PlanVersion, today: dt.date) -> tuple[str, str]:
    """Tone and word of a version today."""
    now = period_state(version.state, version.ends_on, today)
    return TONES[now], str(WORDS[now])


def _adopted(version: PlanVersion) -> str:
    """By whom, when and where it was adopted, as far as is known."""
    when = in_words(version.adopted_on) if version.adopted_on else ""
    paragraph = version.paragraph.replace(" ", "\N{NO-BREAK SPACE}")
    return " ".join(part for part in (version.adopted_by.name if version.adopted_by else "", when, paragraph) if part)


def row(plan: Plan, today: dt.date) -> dict[str, Any]:
    """A plan for ``components/row.html``: its current version."""
    version = current_version(plan)
    if version is None:
        return {"url": plan.get_absolute_url(), "title": plan.name, "meta": [], "tone": "asks", "word": ""}
    tone, word = state(version, today)
    activities = list(version.activities.all())
    meta = [period(version)]
    if _adopted(version):
        meta.append(_("antagen av %(who)s") % {"who": _adopted(version)} if version.adopted_by else _adopted(version))
    meta.append(ngettext("%(n)s aktivitet", "%(n)s aktiviteter", len(activities)) % {"n": len(activities)})
    nobody = without_responsible(activities)
    if nobody:
        meta.append(ngettext("%(n)s utan ansvarig", "%(n)s utan ansvarig", nobody) % {"n": nobody})
    return {"url": plan.get_absolute_url(), "title": plan.name, "meta": meta, "tone": tone, "word": word}


def without_responsible(activities: Iterable[Activity]) -> int:
    """How many activities wait to be done and have nobody who answers for them."""
    waiting = (one.commitment for one in activities if not is_settled(one.commitment.execution))
    return sum(not commitments_shown.answers(one) for one in waiting)


@dataclass(frozen=True, slots=True)
class Step:
    """An activity: its commitment as a row, with the sentences behind it."""

    row: dict[str, Any]
    quotes: list[Quote]
    key: UUID


@dataclass(frozen=True, slots=True)
class GoalShown:
    """A goal with its activities; ``text`` is empty and ``key`` is None for those that belong to no goal."""

    key: UUID | None
    text: str
    quotes: list[Quote]
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version with all that it holds."""

    version: PlanVersion
    tone: str
    word: str
    facts: list[tuple[str, str]]
    goals: list[GoalShown]
    quotes: list[Quote]
    nobody: int
    activities: int
    indicators: list[dict[str, Any]]
    #: nobody is known to have adopted it, so that what stands in it may be changed
    open: bool
    #: it may be added to
    grows: bool


def version(page: PlanPage, one: PlanVersion, today: dt.date) -> VersionShown:
    """One version of the plan's page."""
    tone, word = state(one, today)
    activities = page.activities[one.pk]
    facts = [(_("Period"), period(one)), (_("Antagen"), _adopted(one) or _("Inget antagande är registrerat"))]
    groups = [
        GoalShown(
            goal.pk,
            goal.text,
            quotes(page.sources[goal.pk]),
            _steps([activity for activity in activities if activity.goal_id == goal.pk], page.sources, today),
        )
        for goal in page.goals[one.pk]
    ]
    rest = _steps([activity for activity in activities if activity.goal_id is None], page.sources, today)
    if rest:
        groups.append(GoalShown(None, "", [], rest))
    return VersionShown(
        one,
        tone,
        word,
        facts,
        groups,
        quotes(page.sources[one.pk]),
        without_responsible(activities),
        len(activities),
        [indicators.row(place, one, today) for place in page.indicators[one.pk]],
        one.state in OPEN,
        one.state != VersionState.SUPERSEDED,
    )


def _steps(activities: list[Activity], sources: dict[UUID, list[Source]], today: dt.date) -> list[Step]:
    return [
        Step(commitments_shown.row(one.commitment, today), quotes(sources[one.commitment.pk]), one.pk)
        for one in activities
    ]


def tabs(chosen: str) -> list[tuple[str, str, bool]]:
    """The two lists of the room, for ``components/tabs.html``."""
    pages = (("plans:list", _("Planer")), ("routines:list", _("Rutiner")))
    return [(label, reverse(name), name == chosen) for name, label in pages]
