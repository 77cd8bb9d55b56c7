"""What gaps in answers say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words, ago, day, quoted


def _question_half_answered(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"number": gap.facts["number"], "text": quoted(gap.facts["text"])}
    if gap.facts["case"] == "back":
        return _("Fråga %(number)s, ”%(text)s”, besvarades bara med en hänvisning till ett annat svar.") % values
    return _("Fråga %(number)s, ”%(text)s”, besvarades utan den siffra som efterfrågades.") % values


def _promise_forgotten(gap: Gap, today: dt.date) -> str:
    values = {"text": quoted(gap.facts["text"]), "day": day(gap)}
    if gap.day:
        values["ago"] = ago(gap.day, today)
        return (
            _("I svaret i fullmäktige %(day)s, för %(ago)s sedan, sades: ”%(text)s”. Det har inte blivit ett åtagande.")
            % values
        )
    return _("I svaret i fullmäktige sades: ”%(text)s”. Det har inte blivit ett åtagande.") % values


WORDS: Final[dict[str, Words]] = {
    "question_half_answered": Words(
        name=gettext_lazy("Fråga som inte fick sitt svar"),
        looks=gettext_lazy(
            "Letar efter frågor i fullmäktige som besvarades med ”se svar ovan”, eller utan den siffra som frågan"
            " gällde."
        ),
        basis=gettext_lazy("Egen regel: den som frågar får ett svar på varje fråga"),
        sentence=_question_half_answered,
        act=(gettext_lazy("Komplettera svaret"), ""),
        where=lambda gap: reverse("matters:complete", args=[gap.part]),
        right="matters.edit",
        severity=Severity.LACKING,
        law=("KL 5:59",),
    ),
    "promise_forgotten": Words(
        name=gettext_lazy("Löfte i ett svar som inte blev ett åtagande"),
        looks=gettext_lazy(
            "Letar i svar på interpellationer och frågor efter meningar som lovar något, och som inget åtagande i"
            " ärendet motsvarar."
        ),
        basis=gettext_lazy("Egen regel: det som lovas i fullmäktige följs upp"),
        sentence=_promise_forgotten,
        act=(gettext_lazy("Gör ett åtagande"), ""),
        where=lambda gap: reverse("gaps:promise", args=[gap.pk]),
        right="commitments.edit",
        severity=Severity.LACKING,
    ),
}
