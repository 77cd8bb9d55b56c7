"""What gaps in the ledger say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.rules import share_of_time
from samfrid.gaps.sentences.base import Words, ago, day, quoted
from samfrid.municipalities.dates import in_words


def _commitment_without_responsible(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    return _("Ingen ansvarar för ”%(title)s”.") % {"title": quoted(gap.title)}


def _commitment_without_contact(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": quoted(gap.title), "who": gap.facts.get("who", "")}
    return _("%(who)s ansvarar för ”%(title)s”, men det finns ingen att fråga där.") % values


def _commitment_without_due(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    return _("Det är inte sagt när ”%(title)s” ska vara klart.") % {"title": quoted(gap.title)}


def _commitment_handed_over(gap: Gap, today: dt.date) -> str:
    facts = gap.facts
    values = {"title": quoted(gap.title), "giver": facts["giver"] or _("En enhet"), "taker": facts["taker"]}
    values |= {"day": day(gap), "ago": ago(gap.day or gap.since, today), "reason": quoted(facts["reason"])}
    if facts["case"] == "given":
        return (
            _(
                "%(giver)s lämnade över ”%(title)s” till %(taker)s %(day)s (”%(reason)s”), och ingen har sagt sig ha"
                " tagit över det."
            )
            % values
        )
    return _("%(giver)s lämnade ifrån sig ”%(title)s” %(day)s (”%(reason)s”), och ingen har tagit över det.") % values


def _by_hand(gap: Gap, said: str) -> str:
    return said % {"title": quoted(gap.title), "day": day(gap), "reason": quoted(gap.facts.get("reason", ""))}


def _commitment_at_risk(gap: Gap, today: dt.date) -> str:
    if gap.facts["case"] == "by_hand":
        return _by_hand(gap, _("”%(title)s” sades %(day)s vara i riskzonen: ”%(reason)s”."))
    values = {"title": quoted(gap.title), "day": day(gap), "share": gap.facts.get("share") or "0"}
    values["elapsed"] = str(share_of_time(gap.since, gap.day, today))
    return {
        "start": _("”%(title)s” skulle ha börjat %(day)s, och ingen har sagt att det har gjort det."),
        "soon": _("”%(title)s” ska vara klart %(day)s, och ingen har sagt att det har börjat."),
        "behind": _(
            "”%(title)s” är klart till %(share)s procent, och %(elapsed)s procent av tiden till %(day)s har gått."
        ),
    }[gap.facts["case"]] % values


def _commitment_unproven(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": quoted(gap.title), "day": day(gap)}
    if gap.facts["case"] == "waived":
        return _("”%(title)s” godtogs som genomfört %(day)s utan att något visar det.") % values
    return _("”%(title)s” sades vara genomfört %(day)s, men inget som står kvar visar det.") % values


def _report_back_passed(gap: Gap, today: dt.date) -> str:
    values = {"title": quoted(gap.title), "day": day(gap), "ago": ago(gap.since, today)}
    if gap.facts.get("body"):
        values["body"] = gap.facts["body"]
        return (
            _("%(body)s skulle ha fått veta hur det gick med ”%(title)s” senast %(day)s, för %(ago)s sedan.") % values
        )
    return _("Det skulle ha berättats hur det gick med ”%(title)s” senast %(day)s, för %(ago)s sedan.") % values


def _commitment_late(gap: Gap, today: dt.date) -> str:
    if gap.facts["case"] == "by_hand":
        return _by_hand(gap, _("”%(title)s” sades %(day)s vara försenat: ”%(reason)s”."))
    values = {"title": quoted(gap.title), "ago": ago(gap.since, today)}
    values["day"] = in_words(gap.since, gap.facts.get("precision", "day"))
    return (
        _("”%(title)s” skulle vara klart %(day)s, för %(ago)s sedan, men är inte rapporterat som genomfört.") % values
    )


def _commitment_silent(gap: Gap, today: dt.date) -> str:
    if gap.facts["case"] == "by_hand":
        return _by_hand(gap, _("”%(title)s” sades %(day)s vara tyst: ”%(reason)s”."))
    last = gap.day or gap.since
    values = {"title": quoted(gap.title), "ago": ago(last, today), "day": in_words(last)}
    if gap.facts["case"] == "said":
        return _("Ingen har rapporterat om ”%(title)s” sedan %(day)s, för %(ago)s sedan.") % values
    if gap.facts.get("origin_kind") == "clause":
        return _("”%(title)s” beslutades %(day)s, för %(ago)s sedan, och ingenting är rapporterat.") % values
    if gap.facts.get("promised"):
        return _("”%(title)s” utlovades %(day)s, för %(ago)s sedan, och ingenting är rapporterat.") % values
    return _("Ingenting är rapporterat om ”%(title)s” på %(ago)s.") % values


_OWN_ASSIGN: Final = gettext_lazy("Egen regel: varje åtagande har ansvarig, kontakt och sista dag")

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
    "commitment_without_contact": Words(
        name=gettext_lazy("Åtagande utan kontakt"),
        looks=gettext_lazy("Letar efter åtaganden där det inte finns någon att fråga hos den som ansvarar."),
        basis=_OWN_ASSIGN,
        sentence=_commitment_without_contact,
        act=(gettext_lazy("Ange kontakt"), ""),
        where=lambda gap: reverse("commitments:contact", args=[gap.record_id]),
        right="commitments.edit",
        severity=Severity.LACKING,
    ),
    "commitment_without_due": Words(
        name=gettext_lazy("Åtagande utan sista dag"),
        looks=gettext_lazy("Letar efter åtaganden där det inte är sagt när de ska vara klara."),
        basis=_OWN_ASSIGN,
        sentence=_commitment_without_due,
        act=(gettext_lazy("Sätt sista dag"), "#klart"),
        right="commitments.edit",
        severity=Severity.LACKING,
    ),
    "commitment_handed_over": Words(
        name=gettext_lazy("Överlämnat åtagande som ingen har tagit"),
        looks=gettext_lazy(
            "Letar efter åtaganden som har lämnats över, till exempel när en enhet lades ned, och som"
            " ingen har tagit över."
        ),
        basis=gettext_lazy("Egen regel: det som lämnas över har någon som tar emot"),
        sentence=_commitment_handed_over,
        act=(gettext_lazy("Ta över åtagandet"), ""),
        where=lambda gap: reverse("commitments:take", args=[gap.record_id]),
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
    "commitment_at_risk": Words(
        name=gettext_lazy("Åtagande i riskzonen"),
        looks=gettext_lazy(
            "Letar efter åtaganden som inte har börjat fast de skulle ha gjort det, eller där för lite är"
            " gjort för den tid som har gått."
        ),
        basis=gettext_lazy("Åtagandets egen start, sista dag och andel klar"),
        sentence=_commitment_at_risk,
        act=(gettext_lazy("Rapportera"), "#rapportera"),
        right="commitments.report",
        severity=Severity.SOON,
    ),
    "commitment_unproven": Words(
        name=gettext_lazy("Genomfört utan underlag"),
        looks=gettext_lazy(
            "Letar efter åtaganden som sägs vara genomförda utan att något visar det, också när"
            " underlaget har dragits tillbaka."
        ),
        basis=gettext_lazy("Egen regel: det som är genomfört går att visa"),
        sentence=_commitment_unproven,
        # what is settled takes no more reports: what shows it is added to the report that said so
        act=(gettext_lazy("Visa vad som är gjort"), "#rapporter"),
        right="commitments.report",
        severity=Severity.LACKING,
    ),
    "report_back_passed": Words(
        name=gettext_lazy("Återrapportering som inte är gjord"),
        looks=gettext_lazy(
            "Letar efter åtaganden där ett organ skulle ha fått veta hur det gick senast en dag som har passerat."
        ),
        basis=gettext_lazy("Beslutets egen dag för återrapportering"),
        sentence=_report_back_passed,
        act=(gettext_lazy("Anteckna återrapporteringen"), ""),
        where=lambda gap: reverse("commitments:reported_back", args=[gap.record_id]),
        right="commitments.report",
        severity=Severity.BROKEN,
    ),
}
