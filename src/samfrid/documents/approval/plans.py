"""Plans that a document is or names; of the plan that the document is, its goals and where each activity stands."""

from __future__ import annotations

from typing import Final

from django.utils.text import capfirst

from samfrid.documents.approval.context import Context
from samfrid.documents.approval.kept import Entry
from samfrid.documents.approval.matters import body_of
from samfrid.documents.approval.outline import GoalFound, Outline, outline_of
from samfrid.plans.actions import add_goal, current_version, register_plan, takes_more, version_for
from samfrid.plans.models import Goal, GoalLevel, PlanVersion
from samfrid.plans.queries import before_of, layout_of
from samfrid.plans.rules import may_stand_under, same_words
from samfrid.provenance.actions import Sentence

#: goals that a plan can have; a document with more is no plan but something that was read wrongly
MOST_GOALS: Final = 300


def enter_all(context: Context) -> None:
    """Each plan once: a known one is joined and its empty particulars filled in."""
    for place, entry in enumerate(context.kept.of("plans")):
        starts, ends, adopted = entry.day("from"), entry.day("to"), entry.day("adopted_on")
        adopted_by = entry.text("adopted_by")
        is_itself = context.kept.kind == "plan" and place == 0
        plan = register_plan(
            context.actor,
            name=capfirst(entry.text("name")),
            starts_on=starts.first if starts else None,
            ends_on=ends.last if ends else None,
            adopted_by=body_of(context, adopted_by) if adopted_by else None,
            adopted_on=adopted.first if adopted else None,
            paragraph=entry.text("paragraph"),
            sentences=entry.sentences,
            proposed=is_itself,
        )
        version = version_for(plan, starts.first if starts else None, ends.last if ends else None)
        version = version or current_version(plan)
        if version is not None:
            context.plans.append((entry, plan, version))
            if is_itself and takes_more(version):
                _enter_goals(context, version)
        context.became(entry, plan)


def _enter_goals(context: Context, version: PlanVersion) -> None:
    """The goals of the plan that the document is, under one another, and under which each activity stands."""
    entries = context.kept.of("commitments")
    outline = _outline(context, entries)
    before = before_of(version)
    earlier = list(before.goals.all()) if before else []
    made: dict[int, Goal] = {}
    for found in outline.goals[:MOST_GOALS]:
        known = next((one for one in earlier if same_words(one.text, found.text)), None)
        made[id(found)] = add_goal(
            context.actor,
            version,
            found.text,
            [_sentence(context, found)],
            level=found.level,
            parent=_upper(found, made),
            key=known.key if known else None,
        )
    for place, stands in outline.stands.items():
        context.places[entries[place].finding.pk] = (
            made.get(id(stands.goal)) if stands.goal else None,
            stands.level,
            stands.arena,
        )


def _upper(found: GoalFound, made: dict[int, Goal]) -> Goal | None:
    """The goal that it serves. A version that has that one already may have it elsewhere by now, where nothing more can
    stand under it: what the document tells is then entered at the top, rather than not at all.
    """
    upper = made.get(id(found.parent)) if found.parent else None
    above = upper.parent.level if upper and upper.parent else ""
    return upper if upper and may_stand_under(found.level, upper.level, above) else None


def _outline(context: Context, entries: list[Entry]) -> Outline:
    reading = context.kept.document.reading or {}
    places = [_place(entry) for entry in entries]
    own = layout_of(context.actor.municipality_code).words
    words = [own.get(level, "") for level in (GoalLevel.EFFECT, GoalLevel.OUTCOME, GoalLevel.GOAL)]
    return outline_of(reading.get("text") or "", reading.get("segments") or (), places, words)


def _place(entry: Entry) -> tuple[int, int]:
    """Where the words of an activity stand; nowhere for one that the reviewer wrote."""
    evidence = entry.finding.evidence
    return (evidence[0]["start"], evidence[0]["end"]) if evidence else (0, 0)


def _sentence(context: Context, found: GoalFound) -> Sentence:
    document = context.kept.document
    text = (document.reading or {}).get("text") or ""
    return Sentence(
        document_id=document.pk,
        document_title=str(document),
        start=found.start,
        end=found.end,
        quote=text[found.start : found.end],
        page=found.page,
    )
