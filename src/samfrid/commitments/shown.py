"""Commitments as the templates take them: words, tones, addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.commitments import rules
from samfrid.commitments.models import Commitment, Execution, Origin
from samfrid.commitments.queries import CommitmentPage, Filter, standing_of
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.shown import Acts, Line, lines
from samfrid.provenance.shown import Quote, quotes

#: where the records that commitments come from are shown; by name, since they stand in rooms above
PAGES: Final = {
    "matters.matter": "matters:matter",
    "plans.plan": "plans:plan",
    "partners.agreement": "partners:agreement",
    "documents.document": "documents:document",
}

FILTER_NAMES: Final = {
    Filter.NOBODY: gettext_lazy("Utan ansvarig"),
    Filter.LATE: gettext_lazy("Försenade"),
    Filter.SILENT: gettext_lazy("Tysta i sex månader"),
    Filter.OPEN: gettext_lazy("Pågår"),
    Filter.DONE: gettext_lazy("Avslutade"),
}

ACTS: Final[Acts] = {
    "commitments.commit": gettext_lazy("förde in åtagandet"),
    "commitments.add_origin": gettext_lazy("lade till ett ursprung"),
    "commitments.take_access": gettext_lazy("lät åtkomsten följa ursprunget"),
    "commitments.assign": gettext_lazy("ändrade vem som ansvarar"),
    "commitments.set_due": gettext_lazy("ändrade dagen då det ska vara klart"),
    "commitments.report": gettext_lazy("rapporterade"),
    "commitments.add_evidence": gettext_lazy("lade till underlag"),
    "commitments.withdraw_evidence": gettext_lazy("drog tillbaka underlag"),
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


def state(commitment: Commitment, today: dt.date) -> tuple[str, str]:
    """Tone and word of a commitment: late is said before how far it has come, and so is at risk; done without anything
    that shows it says so. Rows come ``queries.with_standing``, or each asks the database once.
    """
    said = commitment.get_execution_display()
    if commitment.execution == Execution.DONE and not commitment.proven:
        return "soon", _("%(said)s, utan underlag") % {"said": said}
    standing = standing_of(commitment, today)
    if standing.late:
        return "late", _("försenat, %(said)s") % {"said": said}
    if standing.at_risk:
        return "soon", _("i riskzonen, %(said)s") % {"said": said}
    return rules.TONES[commitment.execution], said


def row(commitment: Commitment, today: dt.date) -> dict[str, Any]:
    """A commitment for ``components/row.html``."""
    tone, word = state(commitment, today)
    nobody = format_html('<strong class="nobody">{}</strong>', _("Ingen ansvarig"))
    meta: list[str] = [answers(commitment) or nobody]
    if commitment.due_on:
        meta.append(_("klart senast %(day)s") % {"day": rules.due_text(commitment.due_on, commitment.due_precision)})
    if commitment.last_word_on:
        meta.append(_("senaste besked %(day)s") % {"day": in_words(commitment.last_word_on)})
    return {
        "url": reverse("commitments:commitment", args=[commitment.pk]),
        "title": rules.as_task(commitment.text),
        "meta": meta,
        "tone": tone,
        "word": word,
    }


@dataclass(frozen=True, slots=True)
class From:
    """Where a commitment comes from, with the way there."""

    kind: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Report:
    """One report of progress."""

    on: dt.date
    tone: str
    word: str
    text: str
    evidence: str
    by: str
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class Shown:
    """A commitment's page, ready for its template."""

    title: str
    tone: str
    word: str
    facts: list[tuple[str, str]]
    origins: list[From]
    reports: list[Report]
    quotes: list[Quote]
    silent_since: dt.date | None
    #: whether it waits to be done and nobody answers for it
    nobody: bool
    history: list[Line] = field(default_factory=list)


def page(found: CommitmentPage, today: dt.date, created_on: dt.date) -> Shown:
    """All that a commitment's page says."""
    commitment = found.commitment
    tone, word = state(commitment, today)
    reports = [
        Report(
            one.on,
            rules.TONES[one.execution],
            one.get_execution_display(),
            one.text,
            one.shown_by,
            one.reported_by,
            quotes(found.sources[one.pk]),
        )
        for one in found.progress
    ]
    silent = rules.silent_since(
        commitment.promised_on, created_on, commitment.last_word_on, commitment.execution, today
    )
    return Shown(
        rules.as_task(commitment.text),
        tone,
        word,
        _facts(found),
        [_from(one) for one in found.origins],
        reports,
        quotes(found.sources[commitment.pk]),
        silent,
        not answers(commitment) and not rules.is_settled(commitment.execution),
        lines(commitment, ACTS, ("label", "unit", "due", "on")),
    )


def _facts(found: CommitmentPage) -> list[tuple[str, str]]:
    commitment = found.commitment
    due = rules.due_text(commitment.due_on, commitment.due_precision)
    facts = [
        (_("Ansvarig"), answers(commitment) or _("Ingen")),
        (_("Klart senast"), due if commitment.due_on else capfirst(due)),
    ]
    if commitment.promised_on:
        facts.append((_("Utlovat"), in_words(commitment.promised_on)))
    said = in_words(commitment.last_word_on) if commitment.last_word_on else last_word(commitment)
    facts.append((_("Senaste besked"), capfirst(said)))
    if found.partners:
        facts.append((_("Tillsammans med"), ", ".join(str(partner) for partner in found.partners)))
    return facts


def _from(origin: Origin) -> From:
    name = PAGES.get(origin.page_kind)
    try:
        url = reverse(name, args=[origin.page_id]) if name else ""
    except NoReverseMatch:
        url = ""
    return From(origin.get_kind_display(), origin.label, url)


def rows(commitments: Iterable[Commitment], today: dt.date) -> list[dict[str, Any]]:
    """A page of the list."""
    return [row(one, today) for one in commitments]
