"""What gaps in the money of agreements say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words
from samfrid.partners.models import Per
from samfrid.partners.rules import Sign
from samfrid.partners.shown import kronor, signs_words

_INDEX: Final = {"kpi": "KPI", "opi": "OPI"}


def _sum_ground_missing(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": gap.title, "year": gap.facts["year"], "index": _INDEX.get(gap.facts["what"], "")}
    if gap.facts["what"] == "inhabitants":
        told = _("Antalet invånare för %(year)s är inte infört, så det går inte att räkna vad %(title)s kostar.")
    else:
        told = _("%(index)s för %(year)s är inte infört, så det går inte att räkna upp beloppet i %(title)s.")
    return told % values


def _state_money_in_contract(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {
        "title": gap.title,
        "sum": kronor(int(gap.facts["sek"])),
        "per": str(Per(gap.facts["per"]).label),
    }
    told = _(
        "%(title)s är ett avtal om tjänst, och %(sum)s %(per)s i det är statsbidrag. Statsbidrag får inte användas till"
        " arbete på uppdrag av en kommun."
    )
    return told % values


def _procurement_unanswered(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    signs = [Sign(one) for one in gap.facts["signs"].split(",")]
    values = {"title": gap.title, "signs": " ".join(signs_words(signs))}
    return {
        "never": _("%(title)s liknar ett köp av en tjänst, och ingen har bedömt det. %(signs)s"),
        "more": _("%(title)s liknar ett köp av en tjänst mer än när det bedömdes senast. %(signs)s"),
    }[gap.facts["case"]] % values


def _grounds(gap: Gap) -> str:
    return f"{reverse('partners:grounds')}#{'invanare' if gap.facts['what'] == 'inhabitants' else 'index'}"


WORDS: Final[dict[str, Words]] = {
    "sum_ground_missing": Words(
        name=gettext_lazy("Belopp som inte går att räkna"),
        looks=gettext_lazy(
            "Letar efter avtal där antalet invånare eller ett indextal saknas för ett år som ska betalas."
        ),
        basis=gettext_lazy("Avtalets egna belopp"),
        sentence=_sum_ground_missing,
        act=(gettext_lazy("För in underlaget"), "#belopp"),
        right="partners.edit",
        severity=Severity.LACKING,
        where=_grounds,
    ),
    "state_money_in_contract": Words(
        name=gettext_lazy("Statsbidrag i ett avtal om tjänst"),
        looks=gettext_lazy("Letar efter statsbidrag som betalar det som föreningen gör på uppdrag av kommunen."),
        basis=gettext_lazy("Förordning (2022:257) om statsbidrag till vissa ideella organisationer, 7 §"),
        sentence=_state_money_in_contract,
        act=(gettext_lazy("Rätta beloppet"), "#belopp"),
        right="partners.edit",
        severity=Severity.BROKEN,
    ),
    "procurement_unanswered": Words(
        name=gettext_lazy("Avtal som liknar ett köp"),
        looks=gettext_lazy(
            "Letar efter partnerskap och bidrag som har minst två av tre tecken på upphandling: en enda part, pris per"
            " dygn, stort värde."
        ),
        basis=gettext_lazy(
            "Upphandlingsmyndigheten om IOP, och Kammarrätten i Göteborg mål 3556-18: ett partnerskap kan vara en"
            " upphandling"
        ),
        sentence=_procurement_unanswered,
        act=(gettext_lazy("Skriv er bedömning"), "#upphandling"),
        right="partners.edit",
        severity=Severity.LACKING,
    ),
}
