"""Commitments in lists, and the words of the trail and of the filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.commitments import rules
from samfrid.commitments.models import Commitment, Computed, Execution, Scheme
from samfrid.commitments.queries import Filter, standing_of
from samfrid.commitments.rules import Standing
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.shown import Acts

#: where the records that commitments come from are shown; by name, since they stand in rooms above
PAGES: Final = {
    "matters.matter": "matters:matter",
    "plans.plan": "plans:plan",
    "partners.agreement": "partners:agreement",
    "partners.group": "cooperation:group",
    "partners.meeting": "cooperation:meeting",
    "documents.document": "documents:document",
    "matters.decision": "matters:decision",
    "editions.edition": "editions:edition",
}

FILTER_NAMES: Final = {
    Filter.NOBODY: gettext_lazy("Utan ansvarig"),
    Filter.LATE: gettext_lazy("Försenade"),
    Filter.AT_RISK: gettext_lazy("I riskzonen"),
    Filter.SILENT: gettext_lazy("Tysta i sex månader"),
    Filter.HANDED_OVER: gettext_lazy("Överlämnade"),
    Filter.OPEN: gettext_lazy("Pågår"),
    Filter.UNPROVEN: gettext_lazy("Utan underlag"),
    Filter.DONE: gettext_lazy("Avslutade"),
}

ACTS: Final[Acts] = {
    "commitments.commit": gettext_lazy("förde in åtagandet"),
    "commitments.add_origin": gettext_lazy("lade till ett ursprung"),
    "commitments.take_access": gettext_lazy("lät åtkomsten följa ursprunget"),
    "commitments.revise": gettext_lazy("lät det säga vad ett senare beslut säger"),
    "commitments.assign": gettext_lazy("ändrade vem som ansvarar"),
    "commitments.set_organisations": gettext_lazy("ändrade vilka organisationer som ansvarar och medverkar"),
    "commitments.set_due": gettext_lazy("ändrade dagen då det ska vara klart"),
    "commitments.report": gettext_lazy("rapporterade"),
    "commitments.add_evidence": gettext_lazy("lade till underlag"),
    "commitments.withdraw_evidence": gettext_lazy("drog tillbaka underlag"),
    "commitments.guard_evidence": gettext_lazy("lät underlagets åtkomst följa handlingen"),
    "commitments.describe": gettext_lazy("beskrev åtagandet"),
    "commitments.set_contact": gettext_lazy("ändrade vem som tillfrågas"),
    "commitments.set_report_back": gettext_lazy("ändrade återrapporteringen"),
    "commitments.reported_back": gettext_lazy("noterade att det är återrapporterat"),
    "commitments.hand_over": gettext_lazy("lämnade över åtagandet"),
    "commitments.take": gettext_lazy("noterade vem som har tagit över"),
    "commitments.override": gettext_lazy("satte ett läge för hand"),
    "commitments.end_override": gettext_lazy("lät läget räknas ut igen"),
    "municipalities.abolish_unit": gettext_lazy("avvecklade enheten"),
    "municipalities.add_contact": gettext_lazy("lade till en kontakt"),
    "municipalities.change_contact": gettext_lazy("ändrade en kontakt"),
    "municipalities.end_contact": gettext_lazy("tog bort en kontakt"),
}


def answers(commitment: Commitment) -> str:
    """Who answers for it; empty where nobody does."""
    return str(commitment.responsible or commitment.responsible_organisation or "")


def last_word(commitment: Commitment) -> str:
    """When it was last reported on; where only a document without a day has said how far it has come, that it has."""
    if commitment.last_word_on:
        return _("senaste besked %(day)s") % {"day": in_words(commitment.last_word_on)}
    told = commitment.execution != Execution.UNKNOWN
    return _("enligt en handling utan datum") if told else _("ingen har rapporterat")


def address_of(record_kind: str, record_id: UUID | None) -> str:
    """Where a record in a room above is shown; empty where that room has no page for it."""
    name = PAGES.get(record_kind)
    try:
        return reverse(name, args=[record_id]) if name and record_id else ""
    except NoReverseMatch:
        return ""


def state(commitment: Commitment, today: dt.date) -> tuple[str, str]:
    """Tone and word of a commitment: late is said before how far it has come, and so is at risk; done without anything
    that shows it says so. Rows come ``queries.with_standing``, or each asks the database once.
    """
    return state_in(commitment, standing_of(commitment, today))


def state_in(commitment: Commitment, standing: Standing) -> tuple[str, str]:
    """As :func:`state`, where the computed states are known."""
    said = commitment.get_execution_display()
    if commitment.execution == Execution.DONE and not commitment.proven:
        return "soon", _("%(said)s, utan underlag") % {"said": said}
    if standing.late:
        return "late", _("försenat, %(said)s") % {"said": said}
    if standing.at_risk:
        return "soon", _("i riskzonen, %(said)s") % {"said": said}
    return rules.TONES[commitment.execution], said


def by_hand(standing: Standing) -> list[str]:
    """What somebody has set otherwise than it is computed, with the reason and until when, a sentence each."""
    said = []
    for one in standing.by_hand:
        name = Computed(one.state).label
        told = _("räknas som %(state)s") if one.value else _("räknas inte som %(state)s")
        facts = {"what": told % {"state": name}, "day": in_words(one.until), "why": one.reason}
        said.append(capfirst(_("%(what)s till och med %(day)s: %(why)s") % facts))
    return said


def rhythm(months: int | None) -> str:
    """How often it comes back; empty where it does not."""
    if not months:
        return ""
    if months % 12 == 0:
        return ngettext("varje år", "med %(n)s år emellan", months // 12) % {"n": months // 12}
    return ngettext("varje månad", "med %(n)s månader emellan", months) % {"n": months}


def tag_name(scheme: str, name: str) -> str:
    """A goal as people say it."""
    return _("Agenda 2030, mål %(number)s") % {"number": name} if scheme == Scheme.AGENDA_2030 else name


def handed_over(commitment: Commitment) -> str:
    """That it was handed over and waits to be taken; empty where it does not. Reads ``handovers`` as fetched."""
    waits = [one for one in commitment.handovers.all() if one.taken_on is None]
    return _("överlämnat, ingen har tagit över än") if waits and not rules.is_settled(commitment.execution) else ""


def row(commitment: Commitment, today: dt.date) -> dict[str, Any]:
    """A commitment for ``components/row.html``."""
    standing = standing_of(commitment, today)
    tone, word = state_in(commitment, standing)
    nobody = format_html('<strong class="nobody">{}</strong>', _("Ingen ansvarig"))
    meta: list[str] = [answers(commitment) or nobody]
    if commitment.due_on:
        meta.append(_("klart senast %(day)s") % {"day": rules.due_text(commitment.due_on, commitment.due_precision)})
    if commitment.every_months:
        meta.append(rhythm(commitment.every_months))
    if commitment.share_done and not rules.is_settled(commitment.execution):
        meta.append(_("%(share)s procent klart") % {"share": commitment.share_done})
    if commitment.last_word_on:
        meta.append(_("senaste besked %(day)s") % {"day": in_words(commitment.last_word_on)})
    meta += by_hand(standing)
    return {
        "url": reverse("commitments:commitment", args=[commitment.pk]),
        "title": rules.as_task(commitment.text),
        "meta": meta,
        "tone": tone,
        "word": word,
    }


def rows(commitments: Iterable[Commitment], today: dt.date) -> list[dict[str, Any]]:
    """A page of the list."""
    return [row(one, today) for one in commitments]


def list_rows(commitments: Iterable[Commitment], today: dt.date) -> list[dict[str, Any]]:
    """A page of the ledger's own list, where it is also said what waits to be taken over."""
    shown = []
    for one in commitments:
        line = row(one, today)
        waits = handed_over(one)
        shown.append(line | {"meta": [*line["meta"], waits]} if waits else line)
    return shown
