"""Gaps, days and acts as the templates take them: words, tones, addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samfrid.audit.actions import Actor
from samfrid.audit.models import Entry
from samfrid.commitments import shown as commitments_shown
from samfrid.gaps import sentences
from samfrid.gaps.checks import Rule
from samfrid.gaps.models import Ending, Gap, Known, RuleSetting, Severity
from samfrid.gaps.queries import GapGroup, Near, Standing
from samfrid.gaps.sentences import Words
from samfrid.matters import shown as matters_shown
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.permissions import may
from samfrid.municipalities.shown import Acts
from samfrid.partners import shown as partners_shown
from samfrid.plans import shown as plans_shown

TODAY: Final = _("Idag")
#: the acts of this room, for the trail and for a record's history
ACTS: Final[Acts] = {
    "gaps.know": _("sade att en brist är känd"),
    "gaps.take_up": _("tog upp en känd brist igen"),
    "gaps.switch_off": _("stängde av en regel om brister"),
    "gaps.switch_on": _("satte på en regel om brister"),
    "gaps.set_days": _("ändrade en regel om brister"),
    "gaps.promise": _("gjorde ett åtagande av ett löfte i ett svar"),
}
#: shape and colour of each weight, as ``components/state.html`` has them, with its word
_WEIGHTS: Final[dict[int, tuple[str, str | Promise]]] = {
    Severity.BROKEN: ("late", _("Tiden har gått ut")),
    Severity.LACKING: ("none", _("Saknas")),
    Severity.SOON: ("soon", _("Närmar sig")),
}
_ACTS: Final[dict[str, str | Promise]] = {
    "documents.approve": _("godkände ett dokument"),
    "matters.register": _("lade upp ett ärende"),
    "matters.decide": _("registrerade ett beslut"),
    "commitments.commit": _("förde in ett åtagande"),
    "commitments.report": _("rapporterade om ett åtagande"),
    "commitments.assign": _("ändrade vem som ansvarar"),
    "plans.adopt": _("registrerade att en plan antagits"),
    "plans.give_value": _("lämnade ett nytt värde"),
    "partners.register_agreement": _("förde in ett avtal"),
    "partners.record_follow_up": _("antecknade en uppföljning"),
    "partners.release": _("släppte ett villkorat belopp"),
    "partners.pay": _("antecknade en betalning"),
    "partners.plan_meeting": _("planerade ett möte"),
    "partners.hold_meeting": _("antecknade ett möte"),
    "partners.cancel_meeting": _("ställde in ett möte"),
}
#: acts that can have mended a gap, as words after a name
MENDING: Final[Acts] = {
    **ACTS,
    "documents.approve": _("godkände ett dokument"),
    **matters_shown.ACTS,
    **commitments_shown.ACTS,
    **plans_shown.ACTS,
    **partners_shown.ACTS,
}
_PAGES: Final = {
    "matters.matter": "matters:matter",
    "commitments.commitment": "commitments:commitment",
    "plans.plan": "plans:plan",
    "plans.routine": "routines:routine",
    "partners.agreement": "partners:agreement",
    "partners.group": "cooperation:group",
    "documents.document": "documents:document",
}


def gap(one: Gap, today: dt.date, actor: Actor, known: Known | None = None) -> dict[str, Any]:
    """A gap for ``components/gap.html``; without the act for a reader who may not do it."""
    tone, word = _WEIGHTS[one.severity]
    act = sentences.act(one)
    offered = may(actor, act.right)
    return {
        "more_url": reverse("gaps:gap", args=[one.pk]),
        "note": _known(known) if known else "",
        "tone": tone,
        "word": word,
        "sentence": sentences.sentence(one, today),
        "about": one.title,
        "url": sentences.page_of(one),
        "since": one.since,
        "basis": sentences.basis(one),
        "act_url": act.url if offered else "",
        "act_label": act.label if offered else "",
    }


def _known(one: Known) -> str:
    told = {"day": in_words(one.until), "by": one.by, "reason": one.reason}
    return gettext("Känd till och med %(day)s, enligt %(by)s: %(reason)s") % told


def mended(one: Gap) -> dict[str, Any]:
    """A closed gap for ``components/gap.html``: what fell short on the day that it was closed, and what closed it."""
    off = one.ended != Ending.MENDED
    return {
        "more_url": reverse("gaps:gap", args=[one.pk]),
        "note": how_it_ended(one),
        "tone": "paused" if off else "done",
        "word": one.get_ended_display().capitalize(),
        "sentence": sentences.sentence(one, one.mended_on or one.opened_on),
        "about": one.title,
        "url": sentences.page_of(one),
        "basis": sentences.basis(one),
    }


def how_it_ended(one: Gap) -> str:
    """What closed it, by whom and when: "Åtgärdad 3 mars 2027: Anna Ek registrerade ett beslut."."""
    told = {"day": in_words(one.mended_on), "by": one.mended_by} if one.mended_on else {}
    if not told:
        return ""
    if one.ended == Ending.OFF:
        return gettext("Regeln stängdes av %(day)s av %(by)s.") % told
    if one.ended == Ending.SET:
        return gettext("Regelns dagar ändrades %(day)s av %(by)s.") % told
    if one.mended_act:
        told["act"] = str(MENDING.get(one.mended_act, gettext("ändrade uppgifterna")))
        return gettext("Åtgärdad %(day)s: %(by)s %(act)s.") % told
    return gettext("Åtgärdad %(day)s. Ingen enskild händelse åtgärdade den: en dag har passerat.") % told


@dataclass(frozen=True, slots=True)
class Step:
    """A day in a gap's life."""

    on: dt.date
    text: str
    more: str = ""


def life(one: Gap, known: Iterable[Known]) -> list[Step]:
    """What has happened to a gap, in order: opened, known and why, told of again, closed."""
    steps = [Step(one.opened_on, gettext("Bristen upptäcktes."))]
    for row in known:
        told = {"by": row.by, "day": in_words(row.until)}
        steps.append(Step(row.on, gettext("%(by)s: känd till och med %(day)s.") % told, row.reason))
        if row.ended_on and row.ended_by:
            steps.append(Step(row.ended_on, gettext("%(by)s ändrade det.") % {"by": row.ended_by}))
        elif row.ended_on and row.ended_on > row.until:
            steps.append(Step(row.ended_on, gettext("Tiden gick ut och bristen visas igen.")))
        elif row.ended_on:
            steps.append(Step(row.ended_on, gettext("Den blev allvarligare och visas igen.")))
    if one.mended_on:
        steps.append(Step(one.mended_on, how_it_ended(one)))
    return sorted(steps, key=lambda step: step.on)


def law(one: Words) -> list[tuple[str, str]]:
    """The paragraphs that a rule rests on: how they are cited, and what they say."""
    return [(str(cited), str(says)) for cited, says in (sentences.LAW[key] for key in one.law)]


def rule(one: Standing) -> dict[str, Any]:
    """A rule as the list of rules has it."""
    words, setting = sentences.WORDS[one.rule.name], one.setting
    return {
        "url": reverse("gaps:rule", args=[one.rule.name]),
        "name": words.name,
        "looks": words.looks,
        "basis": words.basis,
        "weight": _WEIGHTS[words.severity],
        "days": _days(one.rule, setting),
        "own_days": setting is not None and setting.days is not None,
        "off": one.off,
        "reason": setting.reason if setting else "",
        "by": setting.by if setting else "",
        "on": setting.on if setting else None,
        "open": one.open,
        "known": one.known,
    }


def _days(rule: Rule, setting: RuleSetting | None) -> str:
    """After how long it says something; empty where law or the record itself says when."""
    if setting is not None and setting.days is not None:
        return ngettext("%(n)s dag", "%(n)s dagar", setting.days) % {"n": setting.days}
    if rule.days:
        return ngettext("%(n)s dag", "%(n)s dagar", rule.days) % {"n": rule.days}
    if rule.months is not None:
        return ngettext("%(n)s månad", "%(n)s månader", rule.months) % {"n": rule.months}
    return ""


def group(one: GapGroup, today: dt.date, actor: Actor) -> dict[str, Any]:
    """A group with its rows and, where there are more, the way to all of them."""
    return {
        "key": one.key,
        "label": one.label,
        "rows": [gap(row, today, actor) for row in one.gaps],
        "more_url": reverse("gaps:group", args=[one.key]) if one.more else "",
    }


def near(one: Near) -> dict[str, Any]:
    """Something that is due soon."""
    commitment = one.commitment
    responsible = commitment.responsible or commitment.responsible_organisation
    return {
        "on": one.on,
        "text": str(commitment),
        "url": reverse("commitments:commitment", args=[commitment.pk]),
        "who": str(responsible) if responsible else "",
    }


def moved(entry: Entry) -> dict[str, Any]:
    """An act in the trail, with the way to its record."""
    name = _PAGES.get(entry.record_kind)
    try:
        url = reverse(name, args=[entry.record_id]) if name else ""
    except NoReverseMatch:
        url = ""
    what = next((entry.detail[name] for name in ("title", "text", "indicator", "name") if entry.detail.get(name)), "")
    return {"at": entry.at, "who": entry.actor, "act": _ACTS[entry.act], "what": what, "url": url}
