"""What gaps in agreements, payments and cooperation say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words, ago, day


def _agreement_ending(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": gap.title, "day": day(gap), "months": gap.facts.get("months", "")}
    return {
        "ended": _("%(title)s gick ut %(day)s, och det finns inget nytt avtal."),
        "ending": _("%(title)s går ut %(day)s och förlängs inte av sig självt."),
        "notice": _("%(title)s förlängs med %(months)s månader om det inte sägs upp senast %(day)s."),
        "renewing": _("%(title)s förlängs med %(months)s månader efter %(day)s. Uppsägningstiden är inte känd."),
    }[gap.facts["case"]] % values


def _agreement_not_followed_up(gap: Gap, today: dt.date) -> str:
    values = {"title": gap.title, "day": day(gap)}
    if gap.facts["case"] == "old":
        return _("%(title)s följdes senast upp %(day)s. Det är mer än 24 månader sedan.") % values
    if gap.day:
        values["ago"] = ago(gap.day, today)
        return _("%(title)s började gälla %(day)s, för %(ago)s sedan, och ingen uppföljning är antecknad.") % values
    return _("Ingen uppföljning är antecknad av %(title)s.") % values


WORDS: Final[dict[str, Words]] = {
    "agreement_ending": Words(
        name=gettext_lazy("Avtal nära sitt slut"),
        looks=gettext_lazy(
            "Letar efter avtal som har gått ut, snart går ut eller snart måste sägas upp för att inte förlängas."
        ),
        basis=gettext_lazy("Avtalets egen tid"),
        sentence=_agreement_ending,
        act=(gettext_lazy("Öppna avtalet"), "#perioder"),
        right="partners.edit",
        severity=Severity.BROKEN,
    ),
    "agreement_not_followed_up": Words(
        name=gettext_lazy("Avtal utan uppföljning"),
        looks=gettext_lazy("Letar efter avtal som inte har följts upp på 24 månader."),
        basis=gettext_lazy("Öppna jämförelser: avtal ska ha följts upp inom 24 månader"),
        sentence=_agreement_not_followed_up,
        act=(gettext_lazy("Anteckna uppföljning"), "#uppfoljning"),
        right="partners.edit",
        severity=Severity.LACKING,
    ),
}
