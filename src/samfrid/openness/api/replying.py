"""How an interpellation or a question is answered in the council (KL 5:59 to 5:64)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field

from samfrid.matters.actions.replies import answer_in_council, give_answer, plan_reply
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import require
from samfrid.openness.api import reading
from samfrid.openness.api.answers import Asked, once
from samfrid.openness.api.documented import Operations
from samfrid.openness.api.fields import Day, FullText, Line, Moment, Name, Paragraph, Told, YesNo
from samfrid.openness.api.shapes import process as shapes

operations = Operations("replies")


class PlanIn(Told):
    """Who answers, and at which meeting of the council."""

    meeting_on: Day
    answerer: Name
    function: Annotated[Line, Field(max_length=160, examples=["socialnämndens ordförande"])] = ""
    passed_on: Annotated[YesNo, Field(description="It was put to another, who passed it on (KL 5:63)")] = False


class ReplyIn(Told):
    """The written answer, and when the asker had it."""

    text: FullText
    at: Moment


class InCouncilIn(Told):
    """The meeting of the council at which it was answered."""

    on: Day
    minutes: UUID | None = None
    paragraph: Paragraph = ""


@operations.put("/matters/{uuid:key}/reply", shapes.ReplyOut)
def plan(request: Asked, code: str, key: UUID, told: PlanIn) -> HttpResponse:
    """Say who answers at which meeting; said again, it is moved."""

    def work(actor: Membership) -> shapes.ReplyOut:
        made = plan_reply(
            actor,
            reading.matter_of(actor, key),
            meeting_on=told.meeting_on,
            answerer=told.answerer,
            function=told.function,
            passed_on=told.passed_on,
        )
        return shapes.reply(made, text=True)

    return once(request, work, 200)


@operations.put("/matters/{uuid:key}/reply/text", shapes.ReplyOut)
def give(request: Asked, code: str, key: UUID, told: ReplyIn) -> HttpResponse:
    """Keep the written answer and when the asker had it. She reads it from then on, others from the meeting."""

    def work(actor: Membership) -> shapes.ReplyOut:
        made = give_answer(actor, reading.matter_of(actor, key), text=told.text, at=told.at)
        return shapes.reply(made, text=True)

    return once(request, work, 200)


@operations.put("/matters/{uuid:key}/reply/council", shapes.ReplyOut)
def in_council(request: Asked, code: str, key: UUID, told: InCouncilIn) -> HttpResponse:
    """Record that it was answered in the council, in which minutes and paragraph."""

    def work(actor: Membership) -> shapes.ReplyOut:
        matter = reading.matter_of(actor, key)
        require(actor, "matters.edit", matter)
        minutes = reading.given_minutes(actor, told.minutes, _("Protokollet finns inte i kommunen."))
        made = answer_in_council(actor, matter, on=told.on, minutes=minutes, paragraph=told.paragraph)
        return shapes.reply(made, text=True)

    return once(request, work, 200)
