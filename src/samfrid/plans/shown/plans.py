"""Plans and their versions as the templates take them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.commitments import shown as commitments_shown
from samfrid.commitments.rules import as_task, due_text, is_settled
from samfrid.municipalities.dates import in_words
from samfrid.plans.actions import current_version, takes_more
from samfrid.plans.actions.frozen import OPEN
from samfrid.plans.days import stands
from samfrid.plans.models import Activity, Goal, Plan, PlanVersion, Succession, SuccessionKind
from samfrid.plans.queries import PlanPage
from samfrid.plans.rules import TONES, PeriodState, begins_on, follower_of, tree
from samfrid.plans.shown import indicators
from samfrid.provenance.shown import Quote, quotes

WORDS: Final = {
    PeriodState.UNKNOWN: gettext_lazy("okänt om den är antagen"),
    PeriodState.DRAFT: gettext_lazy("förslag, inte antagen"),
    PeriodState.COMING: gettext_lazy("antagen, gäller från %(day)s"),
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
    """Tone and word of a version on a day. One that is adopted for a time to come does not hold yet."""
    now = stands(version, today)
    words = str(WORDS[now])
    return TONES[now], words % {"day": in_words(begins_on(version))} if now is PeriodState.COMING else words


def _adopted(version: PlanVersion) -> str:
    """By whom, when and where it was adopted, as far as is known."""
    when = in_words(version.adopted_on) if version.adopted_on else ""
    paragraph = version.paragraph.replace(" ", "\N{NO-BREAK SPACE}")
    return " ".join(part for part in (version.adopted_by.name if version.adopted_by else "", when, paragraph) if part)


def row(plan: Plan, today: dt.date) -> dict[str, Any]:
    """A plan for ``components/row.html``: its current version."""
    version = current_version(plan, today)
    if version is None:
        return {"url": plan.get_absolute_url(), "title": plan.name, "meta": [], "tone": "asks", "word": ""}
    tone, word = state(version, today)
    activities = list(version.activities.all())
    meta = [capfirst(plan.get_kind_display()), period(version)]
    if _adopted(version):
        meta.append(_("antagen av %(who)s") % {"who": _adopted(version)} if version.adopted_by else _adopted(version))
    meta.append(ngettext("%(n)s aktivitet", "%(n)s aktiviteter", len(activities)) % {"n": len(activities)})
    follower = follower_of(version, plan.versions.all())
    if follower and begins_on(follower) > today:
        meta.append(_("nästa version gäller från %(day)s") % {"day": in_words(begins_on(follower))})
    nobody = without_responsible(activities)
    if nobody:
        meta.append(ngettext("%(n)s utan ansvarig", "%(n)s utan ansvarig", nobody) % {"n": nobody})
    return {"url": plan.get_absolute_url(), "title": plan.name, "meta": meta, "tone": tone, "word": word}


def without_responsible(activities: Iterable[Activity]) -> int:
    """How many activities wait to be done and have nobody who answers for them."""
    return sum(nobody(one) for one in activities)


def nobody(activity: Activity) -> bool:
    """Whether an activity waits to be done and has nobody who answers for it: by the ledger, by a draft as it says."""
    proposed = activity.told and activity.version.state in OPEN
    who = activity.who if proposed else commitments_shown.answers(activity.commitment)
    return not who and not is_settled(activity.commitment.execution)


def version_word(version: PlanVersion, today: dt.date) -> str:
    """How a version stands on a day, in a word."""
    return state(version, today)[1]


@dataclass(frozen=True, slots=True)
class Step:
    """An activity: its commitment as a row, with the sentences behind it."""

    row: dict[str, Any]
    quotes: list[Quote]
    key: UUID
    #: what became of it in a later version
    became: list[str]


@dataclass(frozen=True, slots=True)
class GoalShown:
    """A goal with its activities; ``text`` is empty and ``key`` is None for those that belong to no goal."""

    key: UUID | None
    text: str
    quotes: list[Quote]
    steps: list[Step]
    #: "Långsiktig effekt 1", "Mål 1.2"
    label: str = ""
    depth: int = 0
    #: what was written down before each correction, and who made it, the latest first
    corrections: Sequence[tuple[str, str]] = ()
    #: it has goals under it, which its activities stand under
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """What became of an activity that the version before had."""

    text: str
    why: str
    key: UUID


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
    gone: list[Gone]
    #: nobody is known to have adopted it, so that what stands in it may be changed
    open: bool
    #: it may be added to
    grows: bool
    #: it may be followed by indicators
    counted: bool


def version(page: PlanPage, one: PlanVersion, today: dt.date) -> VersionShown:
    """One version of the plan's page."""
    tone, word = state(one, today)
    activities = page.activities[one.pk]
    by_goal: dict[UUID | None, list[Activity]] = {}
    for activity in activities:
        by_goal.setdefault(activity.goal_id, []).append(activity)
    became = _became(page, one)
    uppers = {goal.parent_id for goal in page.goals[one.pk]}
    groups = [
        GoalShown(
            branch.goal.pk,
            branch.goal.words,
            quotes(page.sources[branch.goal.pk]),
            _steps(by_goal.get(branch.goal.pk, []), page, became, today),
            f"{capfirst(branch.goal.get_level_display())} {branch.number}",
            min(branch.depth, 2),
            _corrections(branch.goal),
            parted=branch.goal.pk in uppers,
        )
        for branch in tree(page.goals[one.pk])
    ]
    if rest := by_goal.get(None):
        groups.append(GoalShown(None, "", [], _steps(rest, page, became, today)))
    return VersionShown(
        one,
        tone,
        word,
        _facts(one, page.closed),
        groups,
        quotes(page.sources[one.pk]),
        without_responsible(activities),
        len(activities),
        [indicators.row(place, one, today) for place in page.indicators[one.pk]],
        [Gone(f"”{gone.before}”: {left_as(gone)}", gone.why, gone.pk) for gone in page.successions[one.pk]],
        one.state in OPEN,
        takes_more(one),
        stands(one, today) is not PeriodState.SUPERSEDED,
    )


def _corrections(goal: Goal) -> list[tuple[str, str]]:
    """What each correction of a goal took the place of, and who made it, when and why."""
    made = list(goal.corrections.all())
    before = [*(one.text for one in made), goal.text][1:]
    told = _("Rättat av %(who)s %(day)s: %(why)s")
    return [
        (words, told % {"who": one.by, "day": in_words(one.on), "why": one.why})
        for one, words in zip(made, before, strict=True)
    ]


def _facts(one: PlanVersion, closed: Collection[UUID]) -> list[tuple[str, str]]:
    facts = [
        (_("Period"), period(one)),
        (_("Antagen"), _adopted(one) or _("Inget antagande är registrerat")),
        (_("Beslut"), _("Beslutet är inte offentligt") if one.decision_id in closed else one.decision_title),
        (_("Ses över senast"), in_words(one.review_on) if one.review_on else ""),
    ]
    return [(label, value) for label, value in facts if value]


def _became(page: PlanPage, one: PlanVersion) -> dict[UUID, list[str]]:
    """What later versions say became of the activities of this one."""
    told: dict[UUID, list[str]] = {}
    for later in page.versions:
        if later.number > one.number:
            for gone in page.successions[later.pk]:
                # what is only proposed has not become of it yet
                words = (
                    _("Förslaget till version %(number)s: %(what)s. %(why)s")
                    if later.state in OPEN
                    else _("Version %(number)s: %(what)s. %(why)s")
                )
                facts = {"what": left_as(gone), "number": later.number, "why": gone.why}
                told.setdefault(gone.before_id, []).append(words % facts)
    return told


def left_as(gone: Succession) -> str:
    """In a word what became of an activity."""
    other = str(gone.after) if gone.after else _("en annan aktivitet")
    if gone.kind == SuccessionKind.DROPPED:
        return _("struken")
    return (_("ersatt av ”%(other)s”") if gone.kind == SuccessionKind.REPLACED else _("uppgått i ”%(other)s”")) % {
        "other": other
    }


def _steps(activities: list[Activity], page: PlanPage, became: dict[UUID, list[str]], today: dt.date) -> list[Step]:
    return [
        Step(
            activity_row(one, today, page.shared.get(one.commitment_id, [])),
            quotes(page.sources[one.commitment.pk]),
            one.pk,
            became.get(one.commitment_id, []),
        )
        for one in activities
    ]


def activity_row(one: Activity, today: dt.date, shared: Iterable[str] = ()) -> dict[str, Any]:
    """An activity as its version has it, with how the commitment stands today."""
    line = commitments_shown.row(one.commitment, today)
    meta = list(line["meta"])
    if one.told:
        line["title"] = as_task(one.words)
        meta += _otherwise(one)
    meta += [_("står också i ”%(plan)s”") % {"plan": name} for name in shared]
    return line | {"meta": meta}


def _otherwise(one: Activity) -> list[str]:
    """What the version says that the ledger does not."""
    now, is_draft = commitments_shown.answers(one.commitment), one.version.state in OPEN
    said = []
    if one.who != now:
        words = _("i förslaget ansvarar %(who)s") if is_draft else _("i planen ansvarar %(who)s")
        said.append(words % {"who": one.who or _("ingen")})
    if one.due_on != one.commitment.due_on:
        words = _("i förslaget klart senast %(day)s") if is_draft else _("i planen klart senast %(day)s")
        said.append(words % {"day": due_text(one.due_on, one.due_precision) if one.due_on else _("ingen dag")})
    return said


def tabs(chosen: str) -> list[tuple[str, str, bool]]:
    """The three lists of the room, for ``components/tabs.html``."""
    pages = (("plans:list", _("Planer")), ("routines:list", _("Rutiner")), ("training:list", _("Utbildningar")))
    return [(label, reverse(name), name == chosen) for name, label in pages]
