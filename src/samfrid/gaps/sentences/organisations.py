"""What gaps in contacts and training say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words, day


def _not_verified(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"where": gap.title, "who": gap.facts.get("who", ""), "day": day(gap)}
    if gap.facts["case"] == "never":
        return _("Kontakten vid %(where)s (%(who)s) fördes in %(day)s och har inte kontrollerats sedan dess.") % values
    return _("Kontakten vid %(where)s (%(who)s) kontrollerades senast %(day)s.") % values


def _old(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"name": gap.title, "day": day(gap)}
    return (
        _("Den senaste utbildningen om våld, %(name)s, slutade %(day)s. Ingen är införd för det senaste året.") % values
    )


def _missing(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    return _("Ingen utbildning om våld är införd. Enkäten till Socialstyrelsen svarar därför nej om utbildning.")


def _contacts(gap: Gap) -> str:
    return reverse("organisations:organisation", args=[gap.facts["organisation"]]) + "#kontakter"


def _new_training(gap: Gap) -> str:  # noqa: ARG001
    return reverse("training:create")


WORDS: Final[dict[str, Words]] = {
    "contact_not_verified": Words(
        name=gettext_lazy("Kontakt som inte har kontrollerats"),
        looks=gettext_lazy("Letar efter kontakter vid organisationer som ingen har kontrollerat på ett år."),
        basis=gettext_lazy("Egen regel: en kontakt kontrolleras minst en gång om året"),
        sentence=_not_verified,
        act=(gettext_lazy("Kontrollera kontakten"), ""),
        right="municipality.contacts",
        severity=Severity.LACKING,
        where=_contacts,
    ),
    "training_missing": Words(
        name=gettext_lazy("Ingen utbildning är införd"),
        looks=gettext_lazy("Letar efter om en kommun med en plan aldrig har fört in någon utbildning om våld."),
        basis=gettext_lazy("Öppna jämförelser: har personalen fått utbildning under det senaste året?"),
        sentence=_missing,
        act=(gettext_lazy("För in en utbildning"), ""),
        right="plans.edit",
        severity=Severity.LACKING,
        where=_new_training,
    ),
    "training_old": Words(
        name=gettext_lazy("Ingen utbildning det senaste året"),
        looks=gettext_lazy("Letar efter om den senaste införda utbildningen om våld är äldre än ett år."),
        basis=gettext_lazy("Öppna jämförelser: har personalen fått utbildning under det senaste året?"),
        sentence=_old,
        act=(gettext_lazy("För in en utbildning"), ""),
        right="plans.edit",
        severity=Severity.LACKING,
        where=_new_training,
    ),
}
