"""The goals of a version: added, worded, put under one another, taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Final
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.permissions import require
from samfrid.plans.actions.frozen import OPEN, check_takes_more, locked_plan, next_number, opened, still, writing_down
from samfrid.plans.models import Goal, GoalCorrection, GoalLevel, PlanVersion
from samfrid.plans.rules import may_stand_under
from samfrid.provenance.actions import Sentence, cite


class Kept:
    """Says that something is left as it is."""


KEPT: Final = Kept()


@transaction.atomic
def add_goal(
    actor: Actor,
    version: PlanVersion,
    text: str,
    sentences: Sequence[Sentence] = (),
    *,
    where: str = "",
    level: GoalLevel | str = GoalLevel.GOAL,
    parent: Goal | None = None,
    key: UUID | None = None,
) -> Goal:
    """Add a goal of the version, under the one that it serves; the same words again are the same goal. To a version
    that was adopted elsewhere only what stands in it: a sentence is its ground, or ``where`` says where it stands.

    ``key`` is that of the same goal in the version before.
    """
    require(actor, "plans.edit", version)
    tidy = _worded(text)
    plan = locked_plan(version.plan)
    _check_place(version, level, parent)
    known = version.goals.filter(Q(text__iexact=tidy) | Q(corrections__text__iexact=tidy)).first()
    if known is None:
        fresh = check_takes_more(version, where, grounded=bool(sentences))
        with nullcontext() if fresh.state in OPEN else writing_down(version):
            known = Goal.objects.create(
                municipality_id=actor.municipality_code,
                version=version,
                number=next_number(version.goals),
                text=tidy,
                level=level,
                parent=parent,
                key=key or uuid4(),
            )
        record(actor, "plans.add_goal", plan, goal=tidy[:200], where=where.strip()[:120])
    cite(known, list(sentences))
    return known


def _worded(text: str) -> str:
    tidy = text.strip()
    if not tidy:
        raise ValidationError({"text": _("Skriv målet.")})
    return tidy


def _check_place(version: PlanVersion, level: GoalLevel | str, parent: Goal | None) -> None:
    """A goal stands under one that reaches farther, in the same version."""
    if level not in GoalLevel.values:
        raise ValidationError({"level": _("Välj om det är en effekt, ett utfall eller ett mål.")})
    if parent is None:
        return
    if parent.version_id != version.pk:
        raise ValidationError({"parent": _("Målet hör till en annan version av planen.")})
    grandparent = parent.parent.level if parent.parent else ""
    if not may_stand_under(level, parent.level, grandparent):
        raise ValidationError(
            {"parent": _("Välj något som når längre. Ett mål kan stå under ett annat mål, i ett led.")}
        )


@transaction.atomic
def change_goal(
    actor: Actor,
    goal: Goal,
    text: str,
    *,
    level: GoalLevel | str | Kept = KEPT,
    parent: Goal | Kept | None = KEPT,
) -> Goal:
    """Write a goal of a draft in other words, or put it under another one."""
    require(actor, "plans.edit", goal)
    tidy = _worded(text)
    version = opened(goal.version)
    if version.goals.filter(text__iexact=tidy).exclude(pk=goal.pk).exists():
        raise ValidationError({"text": _("Målet står redan i planen.")})
    fresh = still(Goal.objects.select_related("parent"), goal)
    rank = fresh.level if isinstance(level, Kept) else level
    above = fresh.parent if isinstance(parent, Kept) else parent
    _check_place(version, rank, above)
    _check_below(fresh, rank, above)
    before, fresh.text, fresh.level, fresh.parent = fresh.text, tidy, rank, above
    fresh.save(update_fields=["text", "level", "parent"])
    record(actor, "plans.change_goal", version.plan, goal=tidy[:200], before=before[:200])
    return fresh


@transaction.atomic
def correct_goal(actor: Actor, goal: Goal, text: str, *, why: str, today: dt.date | None = None) -> GoalCorrection:
    """Say how a goal of an adopted version stands in the plan, where it was written down wrongly here, and how one
    knows.

    The words that were written down stay: both are shown, with who and when. A later version takes over the words that
    are right. Raises ``ValidationError`` for a draft, which is changed instead, and for the words that stand there.
    """
    require(actor, "plans.edit", goal)
    tidy, reason = _worded(text), " ".join(why.split())[:500]
    if not reason:
        raise ValidationError({"why": _("Skriv hur du vet det, till exempel ”står så på s. 7 i den antagna planen”.")})
    plan = locked_plan(goal.version.plan)
    fresh = still(Goal.objects.select_related("version").prefetch_related("corrections"), goal)
    if fresh.version.state in OPEN:
        raise ValidationError(_("Det är ett förslag. Ändra målet i stället."))
    if tidy == fresh.words:
        raise ValidationError({"text": _("Så står det redan. Skriv orden som de står i den antagna planen.")})
    made = GoalCorrection.objects.create(
        municipality_id=fresh.municipality_id,
        goal=fresh,
        text=tidy,
        why=reason,
        on=today or dates.today(),
        by=actor.actor_name[:200],
    )
    record(actor, "plans.correct_goal", plan, goal=tidy[:200], before=fresh.words[:200], reason=reason)
    return made


def _check_below(goal: Goal, level: GoalLevel | str, parent: Goal | None) -> None:
    """What stands under the goal can go on doing so, and the goal does not come to stand under itself."""
    above = parent
    while above is not None:
        if above.pk == goal.pk:
            raise ValidationError({"parent": _("Ett mål kan inte höra till sig självt.")})
        above = above.parent
    upper = parent.level if parent else ""
    if any(not may_stand_under(one.level, level, upper) for one in goal.children.all()):
        raise ValidationError({"level": _("Då kan målen under det inte stå kvar där. Flytta dem först.")})


@transaction.atomic
def remove_goal(actor: Actor, goal: Goal) -> None:
    """Take a goal out of a draft. What stood under it comes under what it stood under; its activities and indicators
    stay in the draft, under no goal.
    """
    require(actor, "plans.edit", goal)
    version = opened(goal.version)
    fresh = still(Goal.objects.all(), goal)
    fresh.children.update(parent=fresh.parent_id)
    text = fresh.text
    fresh.delete()
    record(actor, "plans.remove_goal", version.plan, goal=text[:200])
