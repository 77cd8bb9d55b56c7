"""Referrals as the templates take them: who was asked for what, where the answer stands, what it said."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.matters.models import Referral, Stance
from samfrid.matters.rules.referrals import Awaited, awaited
from samfrid.matters.shown.listed import STANCES
from samfrid.municipalities.dates import in_words
from samfrid.provenance.shown import Quote


@dataclass(frozen=True, slots=True)
class ShownReferral:
    """One who was asked, with the answer or how long it has been awaited."""

    key: UUID
    url: str
    asked: str
    #: an organisation outside the municipality
    outside: bool
    role: str
    sent_on: dt.date | None
    due_on: dt.date | None
    answered_on: dt.date | None
    state: Awaited
    tone: str
    word: str
    condition: str
    text: str
    #: the days on which the answer was asked for again
    reminded: list[str]
    quotes: list[Quote] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        """Whether an answer is awaited."""
        return self.state is not Awaited.ANSWERED


def shown_referral(referral: Referral, today: dt.date, quotes: list[Quote] | None = None) -> ShownReferral:
    """A referral with where it stands today."""
    state = awaited(referral.sent_on, referral.due_on, referral.answered_on, referral.stance, today)
    tone, word = _standing(referral, state)
    return ShownReferral(
        referral.pk,
        reverse("matters:referral", args=[referral.pk]),
        referral.asked,
        referral.organisation_id is not None,
        referral.get_role_display(),
        referral.sent_on,
        referral.due_on,
        referral.answered_on,
        state,
        tone,
        word,
        referral.condition,
        referral.text,
        [in_words(one.on) for one in referral.reminders.all()],
        quotes or [],
    )


def _standing(referral: Referral, state: Awaited) -> tuple[str, str]:
    due = in_words(referral.due_on) if referral.due_on else ""
    if state is Awaited.ANSWERED:
        if not referral.stance:
            return "info", _("har svarat")
        return STANCES[Stance(referral.stance)], referral.get_stance_display()
    if state is Awaited.LATE:
        return "late", _("försenat, skulle ha kommit %(day)s") % {"day": due}
    if state is Awaited.SOON:
        return "soon", _("ska komma senast %(day)s") % {"day": due}
    return "todo", _("inte svarat")


_OF_STANCE: Final = (Stance.SUPPORTS, Stance.SUPPORTS_IF, Stance.OPPOSES, Stance.NONE)


def summed_up(referrals: Sequence[Referral], today: dt.date) -> str:
    """All answers in one sentence: "3 av 5 har svarat: 2 tillstyrker, 1 avstyrker. 1 är försenat."."""
    if not referrals:
        return ""
    states = [awaited(one.sent_on, one.due_on, one.answered_on, one.stance, today) for one in referrals]
    answered = sum(state is Awaited.ANSWERED for state in states)
    words = _("%(answered)s av %(all)s har svarat") % {"answered": answered, "all": len(referrals)}
    stances = Counter(one.stance for one in referrals if one.stance)
    told = [f"{stances[one]} {one.label}" for one in _OF_STANCE if stances[one]]
    sentence = f"{words}: {', '.join(told)}." if told else f"{words}."
    late = sum(state is Awaited.LATE for state in states)
    if not late:
        return sentence
    return f"{sentence} " + ngettext("%(n)s svar är försenat.", "%(n)s svar är försenade.", late) % {"n": late}
