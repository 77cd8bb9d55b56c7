"""What gaps in meetings to come, proposals of partners and the dialogue with them say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words, day
from samfrid.municipalities.dates import in_words


def _not_invited(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    return _("%(name)s träffas %(day)s, och ingen är inbjuden.") % {"name": gap.title, "day": day(gap)}


def _unanswered(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"name": gap.title, "day": day(gap), "by": gap.facts.get("by", "")}
    return _("%(by)s har föreslagit ett möte med %(name)s %(day)s och har inte fått svar.") % values


def _dialogue_due(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    last = gap.facts.get("last", "")
    values = {"who": gap.title, "day": day(gap), "last": in_words(dt.date.fromisoformat(last)) if last else ""}
    return _("Dialogen med %(who)s skulle tas upp igen %(day)s. Ni talade senast %(last)s.") % values


def _invite(gap: Gap) -> str:
    return reverse("cooperation:invite", args=[gap.part])


def _meeting(gap: Gap) -> str:
    return reverse("cooperation:meeting", args=[gap.part])


def _talks(gap: Gap) -> str:
    return reverse("cooperation:talks", args=[gap.facts["organisation"]]) + "#nytt"


WORDS: Final[dict[str, Words]] = {
    "meeting_not_invited": Words(
        name=gettext_lazy("Möte som ingen är inbjuden till"),
        looks=gettext_lazy("Letar efter planerade möten som är nära utan att någon är inbjuden."),
        basis=gettext_lazy("Egen regel: den som är med bjuds in tre veckor före mötet"),
        sentence=_not_invited,
        act=(gettext_lazy("Bjud in"), "#moten"),
        right="partners.edit",
        severity=Severity.SOON,
        where=_invite,
    ),
    "proposal_unanswered": Words(
        name=gettext_lazy("Föreslaget möte utan svar"),
        looks=gettext_lazy("Letar efter möten som en förening har föreslagit och som ingen har svarat på."),
        basis=gettext_lazy("Egen regel: ett förslag besvaras inom en vecka"),
        sentence=_unanswered,
        act=(gettext_lazy("Svara på förslaget"), "#moten"),
        right="partners.edit",
        severity=Severity.LACKING,
        where=_meeting,
    ),
    "dialogue_due": Words(
        name=gettext_lazy("Dialog att ta upp igen"),
        looks=gettext_lazy("Letar efter samtal med partner som skulle tas upp igen en dag som har passerat."),
        basis=gettext_lazy("Dagen för nästa kontakt, som ni själva har skrivit"),
        sentence=_dialogue_due,
        act=(gettext_lazy("Anteckna ett samtal"), ""),
        right="partners.edit",
        severity=Severity.LACKING,
        where=_talks,
    ),
}
