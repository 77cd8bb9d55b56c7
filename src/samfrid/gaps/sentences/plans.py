"""What gaps in plans and routines say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words, ago, day, quoted


def _plan_not_in_force(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": gap.title, "day": day(gap)}
    return {
        "past": _("%(title)s gällde till %(day)s, och ingen ny plan är antagen."),
        "nearing": _("%(title)s gäller till %(day)s. Nästa plan behöver skrivas och antas före dess."),
        "draft": _("%(title)s är ett förslag som inte är antaget."),
        "unknown": _("Det framgår inte att %(title)s har antagits."),
    }[gap.facts["case"]] % values


def _plan_without_goals(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    if gap.facts["case"] == "empty":
        return _("Inget av det som %(title)s lovar är infört: inga mål och inga aktiviteter.") % {"title": gap.title}
    return _("%(title)s har aktiviteter men inga mål, så det framgår inte vad de ska leda till.") % {"title": gap.title}


def _goal_without_activity(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    n, total = int(gap.facts["n"]), int(gap.facts["total"])
    values = {"title": gap.title, "goal": quoted(gap.facts["goal"]), "n": n, "total": total}
    if n == 1:
        return _("Ingen aktivitet hör till målet ”%(goal)s” i %(title)s.") % values
    if n == total:
        return _("Inget av de %(total)s målen i %(title)s har någon aktivitet.") % values
    return _("%(n)s av %(total)s mål i %(title)s har ingen aktivitet, bland dem ”%(goal)s”.") % values


def _activity_without_indicator(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    n = int(gap.facts["n"])
    values = {"title": gap.title, "n": n, "total": int(gap.facts["total"])}
    if gap.facts["case"] == "none":
        told = ngettext(
            "Ingenting mäts i %(title)s, som har %(n)s aktivitet. Då går det inte att se om den gör skillnad.",
            "Ingenting mäts i %(title)s, som har %(n)s aktiviteter. Då går det inte att se om de gör skillnad.",
            n,
        )
        return told % values
    told = ngettext(
        "%(n)s av %(total)s aktiviteter i %(title)s har ingen indikator, varken egen eller genom sitt mål.",
        "%(n)s av %(total)s aktiviteter i %(title)s har ingen indikator, varken egen eller genom sitt mål.",
        n,
    )
    return told % values


def _indicator_without_value(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    n = int(gap.facts["n"])
    values = {"title": gap.title, "n": n, "name": quoted(gap.facts["name"]), "day": day(gap)}
    if gap.facts["name"]:
        return _("Indikatorn ”%(name)s” i %(title)s saknar värde för tiden till och med %(day)s.") % values
    told = ngettext(
        "%(n)s indikator i %(title)s saknar värde för tiden till och med %(day)s.",
        "%(n)s indikatorer i %(title)s saknar värde. Det äldsta som saknas gäller tiden till och med %(day)s.",
        n,
    )
    return told % values


def _routine_undecided(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    if gap.facts["case"] == "management":
        return _("Rutinen ”%(title)s” är inte beslutad på ledningsnivå.") % {"title": quoted(gap.title)}
    return _("Det framgår inte att någon har beslutat rutinen ”%(title)s”.") % {"title": quoted(gap.title)}


def _routine_not_reviewed(gap: Gap, today: dt.date) -> str:
    values = {"title": quoted(gap.title), "day": day(gap), "ago": ago(gap.since, today)}
    return _("Rutinen ”%(title)s” skulle ha gåtts igenom senast %(day)s, för %(ago)s sedan.") % values


WORDS: Final[dict[str, Words]] = {
    "plan_not_in_force": Words(
        name=gettext_lazy("Plan som inte gäller"),
        looks=gettext_lazy("Letar efter planer som inte är antagna, vars tid har gått ut eller snart går ut."),
        basis=gettext_lazy("Planens egen tid och antagande"),
        sentence=_plan_not_in_force,
        act=(gettext_lazy("Öppna planen"), ""),
        acts={
            "draft": (gettext_lazy("Registrera antagande"), "#anta"),
            "unknown": (gettext_lazy("Registrera antagande"), "#anta"),
            "past": (gettext_lazy("Gör en ny version"), "#version"),
            "nearing": (gettext_lazy("Gör en ny version"), "#version"),
        },
        right="plans.edit",
        severity=Severity.BROKEN,
    ),
    "plan_without_goals": Words(
        name=gettext_lazy("Plan utan mål"),
        looks=gettext_lazy(
            "Letar efter planer som är antagna, eller har varit förslag en tid, och inte har några mål."
        ),
        # SOSFS 2014:4 ch. 3 had the heading "Mål och ansvarsfördelning"; HSLF-FS 2022:39 replaced it (domain.md, 2)
        basis=gettext_lazy("Socialstyrelsens föreskrifter om våld i nära relationer: nämnden fastställer mål"),
        sentence=_plan_without_goals,
        act=(gettext_lazy("För in målen"), "#mal"),
        right="plans.edit",
        severity=Severity.LACKING,
    ),
    "goal_without_activity": Words(
        name=gettext_lazy("Mål utan aktivitet"),
        looks=gettext_lazy("Letar efter mål i planer som ingen aktivitet hör till. En rad för varje plan."),
        basis=gettext_lazy("Egen regel: till varje mål i en plan hör något som ska göras"),
        sentence=_goal_without_activity,
        act=(gettext_lazy("Lägg till en aktivitet"), "#mal"),
        right="plans.edit",
        severity=Severity.LACKING,
    ),
    "activity_without_indicator": Words(
        name=gettext_lazy("Aktivitet utan indikator"),
        looks=gettext_lazy(
            "Letar efter aktiviteter som pågår utan att något mäts, varken av dem själva eller av deras mål. En rad för"
            " varje plan."
        ),
        basis=gettext_lazy("Egen regel: det som görs går att följa upp"),
        sentence=_activity_without_indicator,
        act=(gettext_lazy("Lägg till en indikator"), "#indikatorer"),
        right="plans.edit",
        severity=Severity.LACKING,
    ),
    "indicator_without_value": Words(
        name=gettext_lazy("Indikator utan värde"),
        looks=gettext_lazy(
            "Letar efter indikatorer i antagna planer vars värde inte har kommit. En rad för varje plan."
        ),
        basis=gettext_lazy("Indikatorns egen takt"),
        sentence=_indicator_without_value,
        act=(gettext_lazy("För in värdet"), "#indikatorer"),
        right="plans.report",
        severity=Severity.LACKING,
    ),
    "routine_undecided": Words(
        name=gettext_lazy("Rutin som inte är beslutad"),
        looks=gettext_lazy("Letar efter rutiner som ingen har beslutat, eller som inte är beslutade på ledningsnivå."),
        basis=gettext_lazy(
            "Öppna jämförelser: en rutin räknas om den är aktuell, skriftlig och beslutad på ledningsnivå"
        ),
        sentence=_routine_undecided,
        act=(gettext_lazy("Registrera beslutet"), "#beslut"),
        right="plans.edit",
        severity=Severity.LACKING,
    ),
    "routine_not_reviewed": Words(
        name=gettext_lazy("Rutin som inte har gåtts igenom"),
        looks=gettext_lazy("Letar efter rutiner vars tid för genomgång har gått ut."),
        basis=gettext_lazy("Rutinens egen tid för genomgång; i öppna jämförelser räknas bara den som är aktuell"),
        sentence=_routine_not_reviewed,
        act=(gettext_lazy("Anteckna genomgången"), "#genomgang"),
        right="plans.edit",
        severity=Severity.BROKEN,
    ),
}
