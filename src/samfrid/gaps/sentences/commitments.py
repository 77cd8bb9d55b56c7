"""What gaps in the ledger say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words, ago, quoted
from samfrid.municipalities.dates import in_words


def _commitment_without_responsible(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    return _("Ingen ansvarar för ”%(title)s”.") % {"title": quoted(gap.title)}


def _commitment_late(gap: Gap, today: dt.date) -> str:
    values = {"title": quoted(gap.title), "ago": ago(gap.since, today)}
    values["day"] = in_words(gap.since, gap.facts.get("precision", "day"))
    return (
        _("”%(title)s” skulle vara klart %(day)s, för %(ago)s sedan, men är inte rapporterat som genomfört.") % values
    )


def _commitment_silent(gap: Gap, today: dt.date) -> str:
    last = gap.day or gap.since
    values = {"title": quoted(gap.title), "ago": ago(last, today), "day": in_words(last)}
    if gap.facts["case"] == "said":
        return _("Ingen har rapporterat om ”%(title)s” sedan %(day)s, för %(ago)s sedan.") % values
    if gap.facts.get("origin_kind") == "clause":
        return _("”%(title)s” beslutades %(day)s, för %(ago)s sedan, och ingenting är rapporterat.") % values
    if gap.facts.get("promised"):
        return _("”%(title)s” utlovades %(day)s, för %(ago)s sedan, och ingenting är rapporterat.") % values
    return _("Ingenting är rapporterat om ”%(title)s” på %(ago)s.") % values


WORDS: Final[dict[str, Words]] = {
    "commitment_without_responsible": Words(
        name=gettext_lazy("Åtagande utan ansvarig"),
        looks=gettext_lazy("Letar efter åtaganden som ingen ansvarar för."),
        basis=gettext_lazy("Egen regel: varje åtagande har någon som ansvarar"),
        sentence=_commitment_without_responsible,
        act=(gettext_lazy("Utse ansvarig"), "#ansvarig"),
        right="commitments.edit",
        severity=Severity.LACKING,
    ),
    "commitment_late": Words(
        name=gettext_lazy("Försenat åtagande"),
        looks=gettext_lazy("Letar efter åtaganden vars sista dag har passerat utan att de är genomförda."),
        basis=gettext_lazy("Åtagandets egen sista dag"),
        sentence=_commitment_late,
        act=(gettext_lazy("Rapportera"), "#rapportera"),
        right="commitments.report",
        severity=Severity.BROKEN,
    ),
    "commitment_silent": Words(
        name=gettext_lazy("Tyst åtagande"),
        looks=gettext_lazy("Letar efter åtaganden som ingen har rapporterat om på länge."),
        basis=gettext_lazy("Egen regel: besked minst var sjätte månad"),
        sentence=_commitment_silent,
        act=(gettext_lazy("Rapportera"), "#rapportera"),
        right="commitments.report",
        severity=Severity.LACKING,
    ),
}
