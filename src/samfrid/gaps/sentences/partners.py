"""What gaps in agreements, payments and cooperation say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words, ago, day, quoted
from samfrid.municipalities.dates import in_words
from samfrid.partners.models import Per
from samfrid.partners.shown import kronor


def _agreement_ending(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": gap.title, "day": day(gap), "months": gap.facts.get("months", "")}
    return {
        "ended": _("%(title)s gick ut %(day)s, och inget avtal är infört som ersätter det."),
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


def _sum_undecided(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {
        "sum": kronor(int(gap.facts["sek"])),
        "per": str(Per(gap.facts["per"]).label),
        "title": gap.title,
        "condition": quoted(gap.facts["condition"]),
        "day": day(gap),
    }
    return {
        "past": _(
            "%(sum)s %(per)s i %(title)s hänger på ett villkor (”%(condition)s”) som skulle ha avgjorts senast %(day)s."
            " Ingen har sagt om det uppfylldes."
        ),
        "near": _(
            "%(sum)s %(per)s i %(title)s hänger på ett villkor (”%(condition)s”) som ska avgöras senast %(day)s."
        ),
        "period_past": _(
            "%(sum)s %(per)s i %(title)s hänger på ett villkor (”%(condition)s”). Första perioden slutade %(day)s, och"
            " ingen har sagt om det uppfylldes."
        ),
        "period_near": _(
            "%(sum)s %(per)s i %(title)s hänger på ett villkor (”%(condition)s”) som inte är avgjort. Första perioden"
            " slutar %(day)s."
        ),
        "unknown": _(
            "%(sum)s %(per)s i %(title)s hänger på ett villkor (”%(condition)s”), och det framgår inte när det ska"
            " avgöras."
        ),
    }[gap.facts["case"]] % values


def _payment_due(gap: Gap, today: dt.date) -> str:
    values = {"sum": kronor(int(gap.facts["sek"])), "title": gap.title, "day": day(gap), "ago": ago(gap.since, today)}
    if gap.facts["case"] == "near":
        return _("%(sum)s enligt %(title)s ska betalas senast %(day)s.") % values
    return _("%(sum)s enligt %(title)s skulle ha betalats senast %(day)s, för %(ago)s sedan.") % values


def _group_not_met(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    last = gap.facts.get("last", "")
    values = {"name": gap.title, "day": day(gap), "last": in_words(dt.date.fromisoformat(last)) if last else ""}
    if gap.facts["case"] == "near":
        return _("%(name)s ska träffas senast %(day)s för att hålla sin rytm, och inget möte är planerat.") % values
    if last:
        return _("%(name)s skulle ha träffats senast %(day)s. Gruppen träffades senast %(last)s.") % values
    return _("%(name)s skulle ha träffats senast %(day)s, men inget möte är antecknat.") % values


def _meeting_not_noted(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"name": gap.title, "day": day(gap)}
    return _("%(name)s skulle ha träffats %(day)s. Det är inte antecknat om mötet hölls.") % values


def _action_point_left(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    times = int(gap.facts["times"])
    told = ngettext(
        "”%(title)s” bestämdes i %(group)s %(day)s och är inte klart. Gruppen har träffats %(n)s gång sedan dess.",
        "”%(title)s” bestämdes i %(group)s %(day)s och är inte klart. Gruppen har träffats %(n)s gånger sedan dess.",
        times,
    )
    return told % {"title": quoted(gap.title), "group": gap.facts["group"], "day": day(gap), "n": times}


def _hold(gap: Gap) -> str:
    return reverse("cooperation:hold", args=[gap.part])


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
    "sum_undecided": Words(
        name=gettext_lazy("Villkorat belopp som inte är avgjort"),
        looks=gettext_lazy(
            "Letar efter belopp med villkor där ingen har sagt om villkoret uppfylldes, nära eller efter dagen då det"
            " skulle avgöras."
        ),
        basis=gettext_lazy("Avtalets eget villkor"),
        sentence=_sum_undecided,
        act=(gettext_lazy("Avgör villkoret"), "#belopp"),
        right="partners.edit",
        severity=Severity.BROKEN,
    ),
    "payment_due": Words(
        name=gettext_lazy("Betalning som ska göras"),
        looks=gettext_lazy("Letar efter planerade betalningar vars dag är nära eller har passerat."),
        basis=gettext_lazy("Avtalets egna belopp och betalningsdagar"),
        sentence=_payment_due,
        act=(gettext_lazy("Anteckna betalningen"), "#betalningar"),
        right="partners.edit",
        severity=Severity.BROKEN,
    ),
    "group_not_met": Words(
        name=gettext_lazy("Samverkansgrupp som inte träffas"),
        looks=gettext_lazy("Letar efter grupper som inte har träffats så ofta som de ska."),
        basis=gettext_lazy("Gruppens egen rytm"),
        sentence=_group_not_met,
        act=(gettext_lazy("Planera ett möte"), "#moten"),
        right="partners.edit",
        severity=Severity.BROKEN,
    ),
    "meeting_not_noted": Words(
        name=gettext_lazy("Möte som inte är antecknat"),
        looks=gettext_lazy("Letar efter planerade möten som har varit utan att någon har skrivit vad som kom fram."),
        basis=gettext_lazy("Egen regel: ett möte antecknas inom en vecka"),
        sentence=_meeting_not_noted,
        act=(gettext_lazy("Anteckna mötet"), "#moten"),
        right="partners.edit",
        severity=Severity.LACKING,
        where=_hold,
    ),
    "action_point_left": Words(
        name=gettext_lazy("Åtgärdspunkt kvar sedan förrförra mötet"),
        looks=gettext_lazy("Letar efter åtgärdspunkter som inte är klara fast gruppen har träffats igen sedan dess."),
        basis=gettext_lazy("Egen regel: en punkt är klar till nästa möte om inget annat är sagt"),
        sentence=_action_point_left,
        act=(gettext_lazy("Rapportera"), "#rapportera"),
        right="commitments.report",
        severity=Severity.LACKING,
    ),
}
