"""A commitment's page, ready for its template."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samfrid.commitments import rules
from samfrid.commitments.groups import Life
from samfrid.commitments.models import Commitment, Evidence, EvidenceKind, Execution, Handover, Override, Progress, Via
from samfrid.commitments.queries import CommitmentPage, facts_of, standing_of
from samfrid.commitments.shown.words import ACTS, address_of, answers, last_word, rhythm, state_in, tag_name
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Access
from samfrid.municipalities.shown import Line, lines
from samfrid.provenance.shown import Quote, quotes


@dataclass(frozen=True, slots=True)
class From:
    """Where a commitment comes from, with the way there."""

    kind: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence as it is shown; ``withdrawn`` says by whom and why it no longer counts."""

    key: UUID
    kind: str
    text: str
    url: str
    #: who may read it, where not everybody may
    access: str
    withdrawn: str


@dataclass(frozen=True, slots=True)
class Report:
    """One report of progress."""

    key: UUID
    on: dt.date
    tone: str
    word: str
    text: str
    by: str
    evidence: list[Proof]
    quotes: list[Quote]
    #: what else is to be said of it, a sentence each: who decides, what replaced it, which turn
    notes: list[str]
    #: the decision that has taken its place
    overtaken_by: From | None
    #: whether what shows it may be added now
    is_done: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """That it left a unit: from where, to where, when, why."""

    text: str
    reason: str
    waits: bool


@dataclass(frozen=True, slots=True)
class SetByHand:
    """A state that somebody has set: the sentence, why, and whether its day has passed."""

    key: UUID
    text: str
    reason: str
    is_over: bool


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
    #: why it may not be done in time; empty where nothing says so
    risk: str
    share: int | None
    by_hand: list[SetByHand]
    moved: list[Moved]
    #: whether something was handed over that nobody has taken
    waits: bool
    settled: bool
    history: list[Line] = field(default_factory=list)
    lives: list[Life] = field(default_factory=list)


def page(found: CommitmentPage, today: dt.date, created_on: dt.date) -> Shown:
    """All that a commitment's page says."""
    commitment = found.commitment
    standing = standing_of(commitment, today)
    tone, word = state_in(commitment, standing)
    silent = rules.silent_since(
        commitment.promised_on, created_on, commitment.last_word_on, commitment.execution, today
    )
    settled = rules.is_settled(commitment.execution)
    moved = [_moved(one) for one in found.handovers]
    return Shown(
        rules.as_task(commitment.text),
        tone,
        word,
        _facts(found),
        [From(one.get_kind_display(), one.label, address_of(one.page_kind, one.page_id)) for one in found.origins],
        _reports(found),
        quotes(found.sources[commitment.pk]),
        silent if standing.silent else None,
        not answers(commitment) and not settled,
        rules.at_risk(facts_of(commitment), today) if standing.at_risk else "",
        None if settled else commitment.share_done,
        [_set(one, today) for one in found.overrides if not settled],
        moved,
        any(one.waits for one in moved) and not settled,
        settled,
        lines(commitment, ACTS, ("label", "unit", "due", "contact", "body", "on", "until")),
        found.lives,
    )


def _facts(found: CommitmentPage) -> list[tuple[str, str]]:
    commitment = found.commitment
    due = rules.due_text(commitment.due_on, commitment.due_precision)
    contact = commitment.contact if commitment.contact and not commitment.contact.ended_on else None
    said = in_words(commitment.last_word_on) if commitment.last_word_on else last_word(commitment)
    facts = [
        (_("Ansvarig"), answers(commitment) or _("Ingen")),
        (_("Tillfrågas"), str(contact) if contact else ""),
        (_("Klart senast"), due if commitment.due_on else capfirst(due)),
        (_("Återkommer"), capfirst(rhythm(commitment.every_months))),
        (_("Börjar"), in_words(commitment.starts_on) if commitment.starts_on else ""),
        (_("Utlovat"), in_words(commitment.promised_on) if commitment.promised_on else ""),
        (_("Senaste besked"), capfirst(said)),
        (_("Återrapporteras"), _report_back(commitment)),
        (_("Slag"), capfirst(commitment.get_kind_display())),
        (_("Förebygger"), _prevents(commitment)),
        (_("Mål"), ", ".join(capfirst(tag_name(one.scheme, one.name)) for one in found.tags)),
        (_("Tillsammans med"), ", ".join(str(partner) for partner in found.partners)),
    ]
    return [(label, value) for label, value in facts if value]


def _report_back(commitment: Commitment) -> str:
    if not commitment.report_back_on and not commitment.reported_back_on:
        return ""
    told = {
        "body": commitment.report_back_body or _("organet"),
        "day": in_words(commitment.reported_back_on or commitment.report_back_on or dt.date.min),
    }
    if commitment.reported_back_on:
        return capfirst(_("gjordes till %(body)s %(day)s") % told)
    return capfirst(_("till %(body)s senast %(day)s") % told)


def _prevents(commitment: Commitment) -> str:
    parts = [commitment.get_level_display(), commitment.get_arena_display()]
    return capfirst(" · ".join(part for part in parts if part))


def _reports(found: CommitmentPage) -> list[Report]:
    latest = next((one.pk for one in found.progress if one.execution == Execution.DONE), None)
    return [_report(one, found, is_latest_done=one.pk == latest) for one in found.progress]


def _report(one: Progress, found: CommitmentPage, *, is_latest_done: bool) -> Report:
    told = quotes(found.sources[one.pk])
    proofs = [_proof(evidence) for evidence in one.evidence.all()]
    word = one.get_execution_display()
    if one.no_change:
        word = _("ingen förändring, %(said)s") % {"said": word}
    elif one.waived and not proofs:
        word = _("%(said)s, utan underlag") % {"said": word}
    by = one.reported_by
    if one.via != Via.PAGE:
        by = f"{by} ({one.get_via_display()})"
    return Report(
        key=one.pk,
        on=one.on,
        tone=rules.TONES[one.execution],
        word=word,
        text=one.text,
        by=by,
        evidence=proofs,
        quotes=told,
        notes=_notes(one, proofs, told, proven=found.commitment.proven if is_latest_done else not one.waived),
        overtaken_by=From("", one.overtaken_by_label, address_of(one.overtaken_by_kind, one.overtaken_by_id))
        if one.overtaken_by_label
        else None,
        is_done=is_latest_done and one.execution == Execution.DONE,
    )


def _notes(one: Progress, proofs: list[Proof], told: list[Quote], *, proven: bool) -> list[str]:
    """What else a report says. Evidence that the reader may not see is said to be there, and nothing more of it."""
    notes = []
    if one.share_done is not None and one.execution != Execution.DONE:
        notes.append(_("%(share)s procent klart.") % {"share": one.share_done})
    if one.decides:
        notes.append(_("Beslutas av %(who)s.") % {"who": one.decides})
    if one.turn_on:
        notes.append(_("Gäller omgången till och med %(day)s.") % {"day": in_words(one.turn_on)})
    stands = told or any(not proof.withdrawn for proof in proofs)
    if one.execution == Execution.DONE and proven and not stands and not one.no_change:
        notes.append(_("Underlaget är inte offentligt."))
    return notes


def _proof(one: Evidence) -> Proof:
    withdrawn = ""
    if one.withdrawn_on:
        withdrawn = _("Tillbakadraget %(day)s av %(who)s: %(why)s") % {
            "day": in_words(one.withdrawn_on),
            "who": one.withdrawn_by,
            "why": one.withdrawn_why,
        }
    url = one.url or address_of(one.record_kind, one.record_id)
    access = one.get_access_display() if one.access != Access.PUBLIC else ""
    kind = "" if one.kind == EvidenceKind.WORDS else one.get_kind_display()
    return Proof(one.pk, kind, one.text or one.url or one.get_kind_display(), url, access, withdrawn)


def _moved(one: Handover) -> Moved:
    facts = {"source": one.from_unit or _("ingen"), "to": one.to_unit or _("ingen"), "day": in_words(one.on)}
    text = _("Från %(source)s till %(to)s %(day)s") % facts
    if one.taken_on:
        text = f"{text}. " + _("Övertaget %(day)s.") % {"day": in_words(one.taken_on)}
    return Moved(text, one.reason, one.taken_on is None)


def _set(one: Override, today: dt.date) -> SetByHand:
    facts = {"state": one.get_state_display(), "day": in_words(one.until), "who": one.set_by}
    told = (
        _("Räknas som %(state)s till och med %(day)s, satt av %(who)s.")
        if one.value
        else _("Räknas inte som %(state)s till och med %(day)s, satt av %(who)s.")
    )
    return SetByHand(one.pk, told % facts, one.reason, not rules.is_in_force(one, today))
