"""Plans that a document is or names."""

from __future__ import annotations

from django.utils.text import capfirst

from samfrid.documents.approval.context import Context
from samfrid.documents.approval.matters import body_of
from samfrid.plans.actions import current_version, register_plan, version_for


def enter_all(context: Context) -> None:
    """Each plan once: a known one is joined and its empty particulars filled in."""
    for entry in context.kept.of("plans"):
        starts, ends, adopted = entry.day("from"), entry.day("to"), entry.day("adopted_on")
        adopted_by = entry.text("adopted_by")
        plan = register_plan(
            context.actor,
            name=capfirst(entry.text("name")),
            starts_on=starts.first if starts else None,
            ends_on=ends.last if ends else None,
            adopted_by=body_of(context, adopted_by) if adopted_by else None,
            adopted_on=adopted.first if adopted else None,
            paragraph=entry.text("paragraph"),
            sentences=entry.sentences,
        )
        version = version_for(plan, starts.first if starts else None, ends.last if ends else None)
        version = version or current_version(plan)
        if version is not None:
            context.plans.append((entry, plan, version))
        context.became(entry, plan)
