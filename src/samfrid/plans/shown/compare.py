"""Two versions beside each other, as the template takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.commitments.rules import as_task, due_text
from samfrid.municipalities.difference import Piece
from samfrid.plans.models import Activity, Goal, GoalLevel, Succession
from samfrid.plans.rules import Change, Compared, Said, Sort, compare
from samfrid.plans.shown.plans import left_as

#: what a version says: goals, activities, and what became of what the one before had
Content = tuple[Sequence[Goal], Sequence[Activity], Sequence[Succession]]

WORDS: Final = {
    Sort.ADDED: gettext_lazy("nytt"),
    Sort.REMOVED: gettext_lazy("borttaget"),
    Sort.CHANGED: gettext_lazy("ändrat"),
    Sort.SAME: gettext_lazy("oförändrat"),
}
TONES: Final = {Sort.ADDED: "info", Sort.REMOVED: "paused", Sort.CHANGED: "soon", Sort.SAME: "done"}


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A goal or an activity that differs: its words, what differs in them, and the rest as sentences."""

    text: str
    tone: str
    word: str
    pieces: Sequence[Piece]
    notes: list[str]
    #: the commitment of an activity that is gone without anybody having said why
    unexplained: UUID | None = None


@dataclass(frozen=True, slots=True)
class CompareShown:
    """All that differs between two versions."""

    goals: list[ChangeShown]
    activities: list[ChangeShown]
    #: how many are as they were
    same: int
    nothing: bool


def said(content: Content) -> tuple[list[Said], list[Said]]:
    """What a version says of its goals and activities."""
    goals, activities, _gone = content
    keys = {one.pk: one.key for one in goals}
    return (
        [Said(one.key, one.words, one.level, keys.get(one.parent_id) if one.parent_id else None) for one in goals],
        [
            Said(
                one.commitment_id,
                as_task(one.words),
                under=keys.get(one.goal_id) if one.goal_id else None,
                who=one.who,
                due=due_text(*one.when) if one.when[0] else "",
            )
            for one in activities
        ],
    )


def shown(before: Content, after: Content) -> CompareShown:
    """All that differs, in the later version's order; what is as it was is counted alone."""
    compared = compare(said(before), said(after))
    names: dict[UUID, str] = {one.key: one.words for one in (*before[0], *after[0])}
    gone = {one.before_id: one for one in after[2]}
    goals = [_goal(one, names) for one in compared.goals if one.sort != Sort.SAME]
    activities = [_activity(one, names, gone) for one in compared.activities if one.sort != Sort.SAME]
    return CompareShown(goals, activities, _same(compared), not goals and not activities)


def _same(compared: Compared) -> int:
    return sum(one.sort == Sort.SAME for one in (*compared.goals, *compared.activities))


def _of(change: Change) -> Said:
    found = change.after or change.before
    assert found is not None
    return found


def _made(change: Change, notes: list[str], **more: Any) -> ChangeShown:
    sort = change.sort
    return ChangeShown(_of(change).text, TONES[sort], str(WORDS[sort]), change.pieces, notes, **more)


def _moved(change: Change, names: dict[UUID, str]) -> list[str]:
    if not change.moved or not change.before or not change.after:
        return []
    source = names.get(change.before.under, "") if change.before.under else ""
    to = names.get(change.after.under, "") if change.after.under else ""
    facts = {"source": source or _("inget mål"), "to": to or _("inget mål")}
    return [_("Flyttat från ”%(source)s” till ”%(to)s”.") % facts]


def _goal(change: Change, names: dict[UUID, str]) -> ChangeShown:
    notes = _moved(change, names)
    if change.before and change.after and change.before.level != change.after.level:
        facts = {"was": GoalLevel(change.before.level).label, "now": GoalLevel(change.after.level).label}
        notes.append(capfirst(_("var %(was)s, är nu %(now)s.") % facts))
    return _made(change, notes)


def _activity(change: Change, names: dict[UUID, str], gone: dict[UUID, Succession]) -> ChangeShown:
    notes = _moved(change, names)
    before, after = change.before, change.after
    if before and after and before.who != after.who:
        facts = {"was": before.who or _("ingen"), "now": after.who or _("ingen")}
        notes.append(_("Ansvarig: %(was)s → %(now)s.") % facts)
    if before and after and before.due != after.due:
        facts = {"was": before.due or _("ingen dag"), "now": after.due or _("ingen dag")}
        notes.append(_("Klart senast: %(was)s → %(now)s.") % facts)
    if before and not after:
        left = gone.get(before.key)
        notes.append(f"{capfirst(left_as(left))}: {left.why}" if left else _("Ingen har sagt varför."))
        return _made(change, notes, unexplained=None if left else before.key)
    if after and not before and not after.who:
        notes.append(_("Ingen ansvarig."))
    return _made(change, notes)
