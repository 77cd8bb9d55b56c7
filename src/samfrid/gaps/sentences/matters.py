"""What gaps in matters, minutes and decisions say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words, ago, day, quoted
from samfrid.matters.models import MatterKind, Outcome, PauseKind
from samfrid.matters.shown import THE
from samfrid.municipalities.dates import in_words


def kind(gap: Gap) -> str:
    """The matter in its definite form, to begin a sentence: "Motionen"."""
    return capfirst(str(THE[MatterKind(gap.facts.get("kind", MatterKind.MOTION))]))


def _motion_undecided(gap: Gap, today: dt.date) -> str:
    raised = dt.date.fromisoformat(gap.facts["raised"])
    values = {
        "kind": kind(gap),
        "ago": ago(raised, today),
        "raised": in_words(raised, gap.facts["precision"]),
        "day": day(gap),
    }
    if gap.facts["case"] == "over":
        return (
            _(
                "%(kind)s väcktes %(raised)s och har inte avgjorts. Fullmäktige skulle ha beslutat, eller fått en"
                " redovisning av vad som kommit fram, senast %(day)s."
            )
            % values
        )
    return (
        _(
            "%(kind)s väcktes för %(ago)s sedan och har inte avgjorts. Fullmäktige ska besluta eller få en redovisning"
            " senast %(day)s."
        )
        % values
    )


def _motion_without_day(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    return _("Det framgår inte när %(kind)s väcktes, så fristen på ett år går inte att räkna.") % {
        "kind": kind(gap).lower()
    }


def _matter_resting(gap: Gap, today: dt.date) -> str:
    values = {"kind": kind(gap), "day": day(gap), "ago": ago(gap.day or gap.since, today)}
    if gap.facts.get("pause") == PauseKind.TABLED:
        return _("%(kind)s bordlades %(day)s, för %(ago)s sedan, och har inte tagits upp igen.") % values
    return _("%(kind)s återremitterades %(day)s, för %(ago)s sedan, och har inte tagits upp igen.") % values


def _minutes_waiting(gap: Gap, today: dt.date) -> str:
    body, part = gap.facts["body"], gap.facts["part"]
    values = {"day": day(gap), "met": in_words(dt.date.fromisoformat(gap.facts["met"])), "ago": ago(gap.since, today)}
    values["body"] = f"{body} {part}".strip()
    return {
        "adjust": _("Protokollet från %(body)s %(met)s skulle ha justerats senast %(day)s, för %(ago)s sedan."),
        "announce": _(
            "Protokollet från %(body)s %(met)s är justerat men inte anslaget. Det skulle ha anslagits senast %(day)s."
        ),
        "anew": _(
            "Anslaget för %(body)s %(met)s togs ned %(day)s, innan tiden för överklagande var slut. Besluten vinner"
            " inte laga kraft förrän protokollet har anslagits på nytt."
        ),
    }[gap.facts["case"]] % values


def _decision_unsent(gap: Gap, today: dt.date) -> str:
    values = {"body": gap.facts["body"] or _("Beslutet"), "day": day(gap), "ago": ago(gap.since, today)}
    if gap.facts["case"] == "nobody":
        return _("Beslutet i %(body)s justerades %(day)s, för %(ago)s sedan, och är inte skickat till någon.") % values
    waiting = int(gap.facts["waiting"])
    told = ngettext(
        "Beslutet i %(body)s justerades %(day)s, för %(ago)s sedan, men %(n)s mottagare har inte fått det.",
        "Beslutet i %(body)s justerades %(day)s, för %(ago)s sedan, men %(n)s mottagare har inte fått det.",
        waiting,
    )
    return told % (values | {"n": waiting})


def _referral_late(gap: Gap, today: dt.date) -> str:
    values = {"title": quoted(gap.title), "who": gap.facts.get("who", ""), "day": day(gap)}
    return _("%(who)s skulle ha svarat på remissen om ”%(title)s” senast %(day)s, för %(ago)s sedan.") % (
        values | {"ago": ago(gap.since, today)}
    )


def _clause_without_commitment(gap: Gap, today: dt.date) -> str:
    outcome = str(Outcome(gap.facts["outcome"]).label)
    values = {"text": quoted(gap.facts["text"] or gap.title), "outcome": outcome, "day": day(gap)}
    values |= {"body": gap.facts.get("body") or _("Beslutet"), "ago": ago(gap.day or gap.since, today)}
    if gap.day:
        return (
            _(
                "%(body)s beslutade %(day)s (%(outcome)s): ”%(text)s”. Det är %(ago)s sedan, och ingen har fått i"
                " uppgift att göra det."
            )
            % values
        )
    return _("%(body)s har beslutat (%(outcome)s): ”%(text)s”. Ingen har fått i uppgift att göra det.") % values


WORDS: Final[dict[str, Words]] = {
    "motion_undecided": Words(
        name=gettext_lazy("Motion eller medborgarförslag som inte är avgjort"),
        looks=gettext_lazy(
            "Letar efter motioner och medborgarförslag som varken är avgjorda eller har"
            " redovisats för fullmäktige inom ett år. Varnar i god tid före."
        ),
        basis=gettext_lazy("Kommunallagen 5 kap. 35 §"),
        sentence=_motion_undecided,
        act=(gettext_lazy("Registrera beslut"), "#beslut"),
        right="matters.decide",
        severity=Severity.BROKEN,
        law=("KL 5:35",),
    ),
    "motion_without_day": Words(
        name=gettext_lazy("Motion utan dag då den väcktes"),
        looks=gettext_lazy(
            "Letar efter motioner och medborgarförslag där det inte framgår när de väcktes, så"
            " att fristen inte går att räkna."
        ),
        basis=gettext_lazy("Kommunallagen 5 kap. 35 §"),
        sentence=_motion_without_day,
        act=(gettext_lazy("Ange dagen"), "#vackt"),
        right="matters.edit",
        severity=Severity.LACKING,
        law=("KL 5:35",),
    ),
    "matter_resting": Words(
        name=gettext_lazy("Ärende som vilar"),
        looks=gettext_lazy(
            "Letar efter ärenden som återremitterades eller bordlades och sedan inte har tagits upp igen."
        ),
        basis=gettext_lazy("Egen regel: det som vilar tas upp igen inom sex månader"),
        sentence=_matter_resting,
        act=(gettext_lazy("Öppna ärendet"), "#gang"),
        right="matters.edit",
        severity=Severity.LACKING,
        law=("KL 5:51",),
    ),
    "minutes_waiting": Words(
        name=gettext_lazy("Protokoll som inte är justerat eller anslaget"),
        looks=gettext_lazy(
            "Letar efter protokoll som inte justerades i tid, inte anslogs eller vars anslag togs ned för tidigt."
        ),
        basis=gettext_lazy("Kommunallagen 5 kap. 69 § och 8 kap. 12 §"),
        sentence=_minutes_waiting,
        act=(gettext_lazy("Ange justeringen"), "#justerat"),
        acts={
            "announce": (gettext_lazy("Ange anslaget"), "#anslaget"),
            "anew": (gettext_lazy("Anslå på nytt"), "#anslaget"),
        },
        right="matters.edit",
        severity=Severity.BROKEN,
        law=("KL 5:69", "KL 8:12"),
    ),
    "decision_unsent": Words(
        name=gettext_lazy("Beslut som inte är utskickat"),
        looks=gettext_lazy(
            "Letar efter beslut i justerade protokoll som någon mottagare inte har fått, eller som saknar mottagare."
        ),
        basis=gettext_lazy("Egen regel: beslut skickas ut inom två veckor från justeringen"),
        sentence=_decision_unsent,
        act=(gettext_lazy("Skicka ut beslutet"), "#expediering"),
        right="matters.edit",
        severity=Severity.LACKING,
    ),
    "referral_late": Words(
        name=gettext_lazy("Remiss utan svar"),
        looks=gettext_lazy("Letar efter remisser vars sista svarsdag har passerat utan att svaret har kommit."),
        basis=gettext_lazy("Remissens egen sista dag"),
        sentence=_referral_late,
        act=(gettext_lazy("Påminn"), "#remisser"),
        right="matters.edit",
        severity=Severity.BROKEN,
    ),
    "clause_without_commitment": Words(
        name=gettext_lazy("Beslut utan åtagande"),
        looks=gettext_lazy("Letar efter att-satser som har bifallits och som ingen har fått i uppgift att genomföra."),
        basis=gettext_lazy("Beslutet självt: det som beviljats ska genomföras"),
        sentence=_clause_without_commitment,
        act=(gettext_lazy("Gör ett åtagande"), "#lova"),
        right="commitments.edit",
        severity=Severity.LACKING,
    ),
}
