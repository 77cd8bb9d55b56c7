"""Where a referral stands on a day, and what is wrong with an answer. No database."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from samfrid.matters.models import Stance

#: days before its last day that an answer is called soon due; ours, no law says it
SOON_DAYS: Final = 14


class Awaited(StrEnum):
    """Where a referral stands."""

    ANSWERED = "answered"
    LATE = "late"
    SOON = "soon"
    AWAITED = "awaited"
    #: somebody is known to have been asked, but not when
    UNSENT = "unsent"


def awaited(
    sent_on: dt.date | None, due_on: dt.date | None, answered_on: dt.date | None, stance: str, today: dt.date
) -> Awaited:
    """Where a referral stands today. The last day itself is not late; an answer whose day is not known is an answer."""
    if answered_on or stance:
        return Awaited.ANSWERED
    if due_on and due_on < today:
        return Awaited.LATE
    if due_on and due_on <= today + dt.timedelta(SOON_DAYS):
        return Awaited.SOON
    return Awaited.AWAITED if sent_on else Awaited.UNSENT


def wrong_with_days(
    sent_on: dt.date | None, due_on: dt.date | None, raised_on: dt.date | None, today: dt.date
) -> dict[str, str]:
    """What is wrong with the days of a referral, as field and sentence. ``raised_on`` is its first possible day."""
    if sent_on and sent_on > today:
        return {"sent_on": _("Dagen har inte varit än. Registrera remissen när den är skickad.")}
    if sent_on and raised_on and sent_on < raised_on:
        return {"sent_on": _("Ärendet var inte väckt då. En remiss kan inte vara äldre än ärendet.")}
    if sent_on and due_on and due_on < sent_on:
        return {"due_on": _("Svaret kan inte vara begärt före dagen då remissen skickades.")}
    return {}


def wrong_with_answer(
    stance: str, condition: str, answered_on: dt.date | None, sent_on: dt.date | None, today: dt.date
) -> dict[str, str]:
    """What is wrong with an answer, as field and sentence. A support on a condition says which; no other has one."""
    if stance not in Stance:
        return {"stance": _("Välj vad svaret blev.")}
    if stance == Stance.SUPPORTS_IF and not condition.strip():
        return {"condition": _("Skriv under vilken förutsättning det tillstyrks.")}
    if stance != Stance.SUPPORTS_IF and condition.strip():
        return {
            "condition": _("En förutsättning hör till svaret ”%(stance)s”. Välj det, eller stryk förutsättningen.")
            % {"stance": Stance.SUPPORTS_IF.label}
        }
    if answered_on is None:
        return {"answered_on": _("Ange dagen då svaret kom.")}
    if answered_on > today:
        return {"answered_on": _("Dagen har inte varit än.")}
    if sent_on and answered_on < sent_on:
        return {"answered_on": _("Svaret kan inte ha kommit före dagen då remissen skickades.")}
    return {}
