"""What gaps in the yearly reports of associations say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words


def _year_report_missing(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": gap.title, "name": gap.facts["name"], "year": gap.facts["year"]}
    return {
        "never": _("%(name)s har inte lämnat någon årsrapport för %(year)s om pengarna från %(title)s."),
        "begun": _(
            "%(name)s har börjat på årsrapporten för %(year)s om pengarna från %(title)s, men inte lämnat in den."
        ),
        "correction": _(
            "%(name)s har inte lämnat in den rättade årsrapporten för %(year)s om pengarna från %(title)s."
        ),
    }[gap.facts["case"]] % values


def _agreement_not_accounted(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": gap.title, "name": gap.facts["name"], "year": gap.facts["year"]}
    told = _("Årsrapporten för %(year)s från %(name)s säger inte vad pengarna i %(title)s gick till.")
    return told % values


def _organisation(gap: Gap) -> str:
    return reverse("organisations:organisation", args=[gap.facts["organisation"]])


_BASIS: Final = gettext_lazy(
    "Avtalets egen redovisning. Statsbidrag redovisas senast den 30 april (förordning 2022:257, 21 §), och samma dag"
    " väntas föreningens årsrapport"
)

WORDS: Final[dict[str, Words]] = {
    "year_report_missing": Words(
        name=gettext_lazy("Årsrapport som inte har kommit"),
        looks=gettext_lazy(
            "Letar efter föreningar som fick pengar enligt ett avtal och inte har lämnat in årsrapporten, eller"
            " rättelsen som ni bad om."
        ),
        basis=_BASIS,
        sentence=_year_report_missing,
        act=(gettext_lazy("Hör av dig till föreningen"), "#arsrapporter"),
        right="partners.edit",
        severity=Severity.LACKING,
        where=_organisation,
    ),
    "agreement_not_accounted": Words(
        name=gettext_lazy("Avtal som årsrapporten inte redovisar"),
        looks=gettext_lazy("Letar efter avtal som betalade men inte står i föreningens inlämnade årsrapport."),
        basis=_BASIS,
        sentence=_agreement_not_accounted,
        act=(gettext_lazy("Hör av dig till föreningen"), "#arsrapporter"),
        right="partners.edit",
        severity=Severity.LACKING,
        where=_organisation,
    ),
}
