"""What a gap says: one sentence from a good colleague, on what ground, and the act that mends it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.gaps.checks import AGREEMENT, COMMITMENT, MATTER, MINUTES, PLAN, Group
from samfrid.gaps.models import Gap
from samfrid.matters.models import MatterKind, Outcome, PauseKind
from samfrid.municipalities.dates import in_words

GROUPS: Final[dict[Group, str | Promise]] = {
    Group.DECIDE: gettext_lazy("Besluta eller redovisa för fullmäktige"),
    Group.MINUTES: gettext_lazy("Justera, anslå och skicka ut"),
    Group.REFER: gettext_lazy("Påminn om svar på remisser"),
    Group.PROMISE: gettext_lazy("Gör beslutet till ett åtagande"),
    Group.ASSIGN: gettext_lazy("Utse någon som ansvarar"),
    Group.REPORT: gettext_lazy("Rapportera vad som har hänt"),
    Group.AGREE: gettext_lazy("Förläng, säg upp eller följ upp avtal"),
    Group.PLAN: gettext_lazy("Anta eller förnya planer"),
}
#: a quotation within a quotation has single marks in Swedish
_INNER_MARKS: Final = str.maketrans(dict.fromkeys('”“"', "’"))
_PAGES: Final = {
    MATTER: "matters:matter",
    MINUTES: "matters:minutes",
    COMMITMENT: "commitments:commitment",
    PLAN: "plans:plan",
    AGREEMENT: "partners:agreement",
}


@dataclass(frozen=True, slots=True)
class Act:
    """What mends it: a verb and where it is done."""

    label: str
    url: str
    #: the right that it takes, see ``municipalities.permissions``
    right: str


def page_of(gap: Gap) -> str:
    """The page of the record."""
    return reverse(_PAGES[gap.record_kind], args=[gap.record_id])


def ago(since: dt.date, today: dt.date) -> str:
    """How long since, as one says it: "12 dagar", "11 månader", "drygt 2 år", "nästan 4 år"."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    if months >= 24:
        years, rest = divmod(months, 12)
        if rest >= 9:
            return _("nästan %(n)s år") % {"n": years + 1}
        return (_("drygt %(n)s år") if rest else ngettext("%(n)s år", "%(n)s år", years)) % {"n": years}
    if months >= 1:
        return ngettext("%(n)s månad", "%(n)s månader", months) % {"n": months}
    days = (today - since).days
    return ngettext("%(n)s dag", "%(n)s dagar", days) % {"n": days}


def _quoted(words: str) -> str:
    """Words to stand between quotation marks: without a full stop, and with single marks for their own."""
    return words.rstrip(".").translate(_INNER_MARKS)


def _day(gap: Gap) -> str:
    return in_words(gap.day) if gap.day else ""


def _kind(gap: Gap) -> str:
    name = str(MatterKind(gap.facts.get("kind", MatterKind.MOTION)).label)
    return {
        MatterKind.MOTION: _("Motionen"),
        MatterKind.CITIZEN_PROPOSAL: _("Medborgarförslaget"),
    }.get(gap.facts.get("kind", ""), name.capitalize())


def _motion_undecided(gap: Gap, today: dt.date) -> str:
    raised = dt.date.fromisoformat(gap.facts["raised"])
    values = {
        "kind": _kind(gap),
        "ago": ago(raised, today),
        "raised": in_words(raised, gap.facts["precision"]),
        "day": _day(gap),
    }
    if gap.facts["case"] == "over":
        return (
            _(
                "%(kind)s väcktes %(raised)s och är inte avgjord. Fullmäktige skulle ha beslutat, eller fått en"
                " redovisning av vad som kommit fram, senast %(day)s."
            )
            % values
        )
    return (
        _(
            "%(kind)s väcktes för %(ago)s sedan och är inte avgjord. Fullmäktige ska besluta eller få en redovisning"
            " senast %(day)s."
        )
        % values
    )


def _motion_without_day(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    return _("Det framgår inte när %(kind)s väcktes, så fristen på ett år går inte att räkna.") % {
        "kind": _kind(gap).lower()
    }


def _minutes_waiting(gap: Gap, today: dt.date) -> str:
    body, part = gap.facts["body"], gap.facts["part"]
    values = {"day": _day(gap), "met": in_words(dt.date.fromisoformat(gap.facts["met"])), "ago": ago(gap.since, today)}
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
    values = {"body": gap.facts["body"] or _("Beslutet"), "day": _day(gap), "ago": ago(gap.since, today)}
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
    values = {"title": _quoted(gap.title), "who": gap.facts.get("who", ""), "day": _day(gap)}
    return _("%(who)s skulle ha svarat på remissen om ”%(title)s” senast %(day)s, för %(ago)s sedan.") % (
        values | {"ago": ago(gap.since, today)}
    )


def _matter_resting(gap: Gap, today: dt.date) -> str:
    values = {"kind": _kind(gap), "day": _day(gap), "ago": ago(gap.day or gap.since, today)}
    if gap.facts.get("pause") == PauseKind.TABLED:
        return _("%(kind)s bordlades %(day)s, för %(ago)s sedan, och har inte tagits upp igen.") % values
    return _("%(kind)s återremitterades %(day)s, för %(ago)s sedan, och har inte tagits upp igen.") % values


def _clause_without_commitment(gap: Gap, today: dt.date) -> str:
    outcome = str(Outcome(gap.facts["outcome"]).label)
    values = {"text": _quoted(gap.facts["text"] or gap.title), "outcome": outcome, "day": _day(gap)}
    values |= {"body": gap.facts.get("body") or _("Beslutet"), "ago": ago(gap.since, today)}
    if gap.day:
        return (
            _(
                "%(body)s beslutade %(day)s (%(outcome)s): ”%(text)s”. Det är %(ago)s sedan, och ingen har fått i"
                " uppgift att göra det."
            )
            % values
        )
    return _("%(body)s har beslutat (%(outcome)s): ”%(text)s”. Ingen har fått i uppgift att göra det.") % values


def _commitment_without_responsible(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    return _("Ingen ansvarar för ”%(title)s”.") % {"title": _quoted(gap.title)}


def _commitment_late(gap: Gap, today: dt.date) -> str:
    values = {"title": _quoted(gap.title), "ago": ago(gap.since, today)}
    values["day"] = in_words(gap.since, gap.facts.get("precision", "day"))
    return (
        _("”%(title)s” skulle vara klart %(day)s, för %(ago)s sedan, men är inte rapporterat som genomfört.") % values
    )


def _commitment_silent(gap: Gap, today: dt.date) -> str:
    last = gap.day or gap.since
    values = {"title": _quoted(gap.title), "ago": ago(last, today), "day": in_words(last)}
    if gap.facts["case"] == "said":
        return _("Ingen har rapporterat om ”%(title)s” sedan %(day)s, för %(ago)s sedan.") % values
    if gap.facts.get("origin_kind") == "clause":
        return _("”%(title)s” beslutades %(day)s, för %(ago)s sedan, och ingenting är rapporterat.") % values
    if gap.facts.get("promised"):
        return _("”%(title)s” utlovades %(day)s, för %(ago)s sedan, och ingenting är rapporterat.") % values
    return _("Ingenting är rapporterat om ”%(title)s” på %(ago)s.") % values


def _agreement_ending(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": gap.title, "day": _day(gap), "months": gap.facts.get("months", "")}
    return {
        "ended": _("%(title)s gick ut %(day)s, och det finns inget nytt avtal."),
        "ending": _("%(title)s går ut %(day)s och förlängs inte av sig självt."),
        "notice": _("%(title)s förlängs med %(months)s månader om det inte sägs upp senast %(day)s."),
        "renewing": _("%(title)s förlängs med %(months)s månader efter %(day)s. Uppsägningstiden är inte känd."),
    }[gap.facts["case"]] % values


def _agreement_not_followed_up(gap: Gap, today: dt.date) -> str:
    values = {"title": gap.title, "day": _day(gap)}
    if gap.facts["case"] == "old":
        return _("%(title)s följdes senast upp %(day)s. Det är mer än 24 månader sedan.") % values
    if gap.day:
        values["ago"] = ago(gap.day, today)
        return _("%(title)s började gälla %(day)s, för %(ago)s sedan, och ingen uppföljning är antecknad.") % values
    return _("Ingen uppföljning är antecknad av %(title)s.") % values


def _plan_not_in_force(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": gap.title, "day": _day(gap)}
    return {
        "past": _("%(title)s gällde till %(day)s, och ingen ny plan är antagen."),
        "nearing": _("%(title)s gäller till %(day)s. Nästa plan behöver skrivas och antas före dess."),
        "draft": _("%(title)s är ett förslag som inte är antaget."),
        "unknown": _("Det framgår inte att %(title)s är antagen."),
    }[gap.facts["case"]] % values


_SENTENCES: Final[dict[str, Callable[[Gap, dt.date], str]]] = {
    "motion_undecided": _motion_undecided,
    "motion_without_day": _motion_without_day,
    "matter_resting": _matter_resting,
    "minutes_waiting": _minutes_waiting,
    "decision_unsent": _decision_unsent,
    "referral_late": _referral_late,
    "clause_without_commitment": _clause_without_commitment,
    "commitment_without_responsible": _commitment_without_responsible,
    "commitment_late": _commitment_late,
    "commitment_silent": _commitment_silent,
    "agreement_ending": _agreement_ending,
    "agreement_not_followed_up": _agreement_not_followed_up,
    "plan_not_in_force": _plan_not_in_force,
}

#: on what ground it is said: law, or a rule of our own
_BASES: Final[dict[str, str | Promise]] = {
    "motion_undecided": gettext_lazy("Kommunallagen 5 kap. 35 §"),
    "motion_without_day": gettext_lazy("Kommunallagen 5 kap. 35 §"),
    "matter_resting": gettext_lazy("Egen regel: det som vilar tas upp igen inom sex månader"),
    "minutes_waiting": gettext_lazy("Kommunallagen 5 kap. 69 § och 8 kap. 12 §"),
    "decision_unsent": gettext_lazy("Egen regel: beslut skickas ut inom två veckor från justeringen"),
    "referral_late": gettext_lazy("Remissens egen sista dag"),
    "clause_without_commitment": gettext_lazy("Beslutet självt: det som beviljats ska genomföras"),
    "commitment_without_responsible": gettext_lazy("Egen regel: varje åtagande har någon som ansvarar"),
    "commitment_late": gettext_lazy("Åtagandets egen sista dag"),
    "commitment_silent": gettext_lazy("Egen regel: besked minst var sjätte månad"),
    "agreement_ending": gettext_lazy("Avtalets egen tid"),
    "agreement_not_followed_up": gettext_lazy("Öppna jämförelser: avtal ska ha följts upp inom 24 månader"),
    "plan_not_in_force": gettext_lazy("Planens egen tid och antagande"),
}
#: (verb, place on the record's page), for a rule or for one of its cases
_ACTS: Final[dict[str, tuple[str | Promise, str]]] = {
    "motion_undecided": (gettext_lazy("Registrera beslut"), "#beslut"),
    "motion_without_day": (gettext_lazy("Ange dagen"), "#vackt"),
    "matter_resting": (gettext_lazy("Öppna ärendet"), "#gang"),
    "minutes_waiting": (gettext_lazy("Ange justeringen"), "#justerat"),
    "minutes_waiting:announce": (gettext_lazy("Ange anslaget"), "#anslaget"),
    "minutes_waiting:anew": (gettext_lazy("Anslå på nytt"), "#anslaget"),
    "decision_unsent": (gettext_lazy("Skicka ut beslutet"), "#expediering"),
    "referral_late": (gettext_lazy("Påminn"), "#remisser"),
    "clause_without_commitment": (gettext_lazy("Gör ett åtagande"), "#lova"),
    "commitment_without_responsible": (gettext_lazy("Utse ansvarig"), "#ansvarig"),
    "commitment_late": (gettext_lazy("Rapportera"), "#rapportera"),
    "commitment_silent": (gettext_lazy("Rapportera"), "#rapportera"),
    "agreement_ending": (gettext_lazy("Öppna avtalet"), "#perioder"),
    "agreement_not_followed_up": (gettext_lazy("Anteckna uppföljning"), "#uppfoljning"),
    "plan_not_in_force": (gettext_lazy("Öppna planen"), ""),
    "plan_not_in_force:draft": (gettext_lazy("Registrera antagande"), "#anta"),
    "plan_not_in_force:unknown": (gettext_lazy("Registrera antagande"), "#anta"),
}
#: what each act takes of the one who does it
_RIGHTS: Final[dict[str, str]] = {
    "motion_undecided": "matters.decide",
    "motion_without_day": "matters.edit",
    "matter_resting": "matters.edit",
    "minutes_waiting": "matters.edit",
    "decision_unsent": "matters.edit",
    "referral_late": "matters.edit",
    "clause_without_commitment": "commitments.edit",
    "commitment_without_responsible": "commitments.edit",
    "commitment_late": "commitments.report",
    "commitment_silent": "commitments.report",
    "agreement_ending": "partners.edit",
    "agreement_not_followed_up": "partners.edit",
    "plan_not_in_force": "plans.edit",
}


def sentence(gap: Gap, today: dt.date) -> str:
    """The gap in one sentence or two, in the reader's language."""
    return _SENTENCES[gap.rule](gap, today)


def basis(gap: Gap) -> str:
    """The law, plan, agreement or own rule that it is measured against."""
    return str(_BASES[gap.rule])


def act(gap: Gap) -> Act:
    """The next act, as a button."""
    verb, place = _ACTS.get(f"{gap.rule}:{gap.facts['case']}") or _ACTS[gap.rule]
    return Act(str(verb), page_of(gap) + place, _RIGHTS[gap.rule])
