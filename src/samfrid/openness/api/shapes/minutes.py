"""Minutes (protokoll): from the meeting to legal force."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from samfrid.matters.course import days_of
from samfrid.matters.models import Minutes
from samfrid.matters.rules import minutes as law
from samfrid.openness.api.shapes.common import Cursor, Ref
from samfrid.openness.api.shapes.decisions import DecisionOut


class ForceOut(TypedDict):
    """How it stands with legal force (laga kraft), and why."""

    state: law.Force
    on: dt.date | None
    because: str


class MinutesRow(TypedDict):
    """The minutes of one meeting of one body, or of the paragraphs that were adjusted by themselves."""

    id: UUID
    body: Ref
    met_on: dt.date
    part: Annotated[str, Field(description="Which paragraphs, where they were adjusted at once; empty for the whole")]
    adjusted_on: dt.date | None
    announced_on: Annotated[dt.date | None, Field(description="The notice was put up (anslaget)")]
    taken_down_on: dt.date | None
    kept_at: str
    secretary: str
    appealed_on: dt.date | None
    appeal_settled_on: dt.date | None
    legal_force: ForceOut


class MinutesList(TypedDict):
    """A page of minutes, the latest meeting first."""

    items: list[MinutesRow]
    next: Cursor


class MinutesWhole(MinutesRow):
    """Minutes with the decisions in them that you may read."""

    decisions: list[DecisionOut]


def row(one: Minutes, today: dt.date) -> MinutesRow:
    """Minutes, with how it stands with legal force today."""
    force = law.legal_force(days_of(one), today)
    return {
        "id": one.pk,
        "body": {"id": one.body_id, "name": one.body.name},
        "met_on": one.met_on,
        "part": one.part,
        "adjusted_on": one.adjusted_on,
        "announced_on": one.announced_on,
        "taken_down_on": one.taken_down_on,
        "kept_at": one.kept_at,
        "secretary": one.secretary,
        "appealed_on": one.appealed_on,
        "appeal_settled_on": one.appeal_settled_on,
        "legal_force": {"state": force.state, "on": force.on, "because": force.text},
    }
