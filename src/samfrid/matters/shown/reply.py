"""The answer to an interpellation or a question as the templates take it, and what questions ask about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samfrid.matters import rules
from samfrid.matters.actions import late_answer
from samfrid.matters.models import PersonRole, Reply
from samfrid.matters.queries import MatterPage
from samfrid.matters.queries.replies import linked
from samfrid.matters.rules.replies import is_asker, sees_answer
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Membership, Role
from samfrid.municipalities.permissions import may


def sees(reply: Reply, page: MatterPage, actor: Membership, today: dt.date) -> bool:
    """Whether ``actor`` may read the written answer now; the rule is ``rules.replies.sees_answer``."""
    movers = [person.name for person in page.people if person.role == PersonRole.MOVER]
    return sees_answer(
        given_at=reply.given_at,
        meeting_on=reply.meeting_on,
        answered_on=reply.answered_on,
        now=dates.now(),
        today=today,
        asks=actor.role == Role.ELECTED and is_asker(actor.actor_name, movers),
        handles=may(actor, "matters.edit", page.matter),
    )


def section(page: MatterPage, actor: Membership, today: dt.date) -> dict[str, Any]:
    """Who answers when, the answer where she may read it, and the ties between questions and decisions."""
    ties = linked(page)
    edits = may(actor, "matters.edit", page.matter)
    asks = page.matter.kind in rules.ASKING_KINDS
    about = [
        {
            "text": one.text,
            "clause": ties.about[one.about_clause_id].text,
            "title": ties.about[one.about_clause_id].decision.matter.title,
            "url": ties.about[one.about_clause_id].decision.matter.get_absolute_url(),
        }
        for one in page.questions
        if one.about_clause_id and one.about_clause_id in ties.about
    ]
    return {
        "reply": _reply(page, actor, today) if asks else None,
        "reply_url": reverse("matters:reply", args=[page.matter.pk]) if asks and edits else "",
        "about": about,
        "about_urls": [(one.text, reverse("matters:about", args=[one.pk])) for one in page.questions] if edits else [],
        "followed_up": [
            {
                "text": one.text,
                "clause": one.about_clause.text if one.about_clause else "",
                "title": one.matter.title,
                "url": one.matter.get_absolute_url(),
                "kind": capfirst(one.matter.get_kind_display()),
            }
            for one in ties.followed_up
        ],
    }


def _reply(page: MatterPage, actor: Membership, today: dt.date) -> dict[str, Any] | None:
    reply, own = page.process.reply, page.process.rules
    if reply is None:
        return None
    moment = rules.answer_moment(own, reply.meeting_on) if reply.meeting_on else None
    late = late_answer(reply, own)
    open_to_her = sees(reply, page, actor, today)
    return {
        "who": f"{reply.answerer}, {reply.function}" if reply.function else reply.answerer,
        "passed_on": reply.passed_on,
        "meeting": in_words(reply.meeting_on) if reply.meeting_on else "",
        "missed": bool(reply.meeting_on and reply.meeting_on < today and not reply.answered_on),
        "moment": capfirst(moment.text) if moment and not reply.answered_on else "",
        "late": _("Svaret kom efter den lokala regelns tid: %(text)s.") % {"text": late.text} if late else "",
        "text": reply.text if open_to_her else "",
        "hidden": bool(reply.text) and not open_to_her,
        "given_at": reply.given_at if open_to_her else None,
        "answered": in_words(reply.answered_on) if reply.answered_on else "",
        "paragraph": reply.paragraph,
        "minutes_url": reply.minutes.get_absolute_url() if reply.minutes else "",
    }
