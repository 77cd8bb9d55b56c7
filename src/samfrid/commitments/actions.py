"""The verbs of the ledger: commit, assign, set a day, report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments import rules
from samfrid.commitments.models import (
    Commitment,
    CommitmentPartner,
    DatePrecision,
    Evidence,
    EvidenceKind,
    Execution,
    Origin,
    OriginKind,
    Progress,
)
from samfrid.municipalities import dates
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.municipalities.models import Access, Organisation, Unit
from samfrid.municipalities.permissions import may, require
from samfrid.provenance.actions import Sentence, cite


@dataclass(frozen=True, slots=True)
class Link:
    """What a commitment comes from: a record in a room above, and the record whose page shows it."""

    kind: OriginKind
    #: "matters.clause"
    record_kind: str
    record_id: UUID
    #: "matters.matter"
    page_kind: str
    page_id: UUID
    label: str


def _check_due(promised_on: dt.date | None, due: PartialDate | None) -> None:
    """A commitment is not due before the day on which it was made."""
    if promised_on and due and due.last < promised_on:
        raise ValidationError(
            {
                "due": _("Åtagandet gjordes %(promised)s. Det kan inte vara klart före den dagen.")
                % {"promised": in_words(promised_on)}
            }
        )


def _due_fields(due: PartialDate | None) -> dict[str, object]:
    """A month or a year counts to its last day."""
    return {
        "due_on": due.last if due else None,
        "due_precision": DatePrecision(due.precision) if due else DatePrecision.DAY,
    }


@transaction.atomic
def commit(
    actor: Actor,
    *,
    text: str,
    promised_on: dt.date | None = None,
    due: PartialDate | None = None,
    responsible: Unit | None = None,
    responsible_organisation: Organisation | None = None,
    partners: Sequence[Organisation] = (),
    origins: Sequence[Link] = (),
    execution: Execution = Execution.UNKNOWN,
    said_on: dt.date | None = None,
    sentences: Sequence[Sentence] = (),
    access: Access | int = Access.PUBLIC,
) -> Commitment:
    """Enter a commitment. ``said_on`` is the day of the document that says how far it has come: its word then counts
    as a report. Without that day the state is kept, but nobody is said to have reported. ``access`` is that of what it
    comes from.
    """
    require(actor, "commitments.edit")
    tidy = text.strip()
    if not tidy:
        raise ValidationError({"text": _("Skriv vad som ska göras.")})
    _check_due(promised_on, due)
    said = said_on if execution != Execution.UNKNOWN else None
    commitment = Commitment.objects.create(
        municipality_id=actor.municipality_code,
        text=tidy,
        promised_on=promised_on,
        responsible=responsible,
        responsible_organisation=responsible_organisation,
        execution=execution,
        last_word_on=said,
        access=access,
        **_due_fields(due),
    )
    CommitmentPartner.objects.bulk_create(
        CommitmentPartner(municipality_id=actor.municipality_code, commitment=commitment, organisation=organisation)
        for organisation in dict.fromkeys(partners)
    )
    cite(commitment, list(sentences))
    if said:
        _told(actor, commitment, said, sentences)
    for link in origins:
        _add_origin(actor, commitment, link)
    record(
        actor,
        "commitments.commit",
        commitment,
        text=tidy[:200],
        execution=str(execution),
        pages=[{"kind": link.page_kind, "id": str(link.page_id)} for link in origins],
    )
    return commitment


def _told(actor: Actor, commitment: Commitment, on: dt.date, sentences: Sequence[Sentence]) -> None:
    """The first report of a commitment: what the document that it comes from says of how far it has come."""
    progress = Progress.objects.create(
        municipality_id=actor.municipality_code,
        commitment=commitment,
        on=on,
        execution=commitment.execution,
        # kept in the language of the documents, whoever enters it
        text="Enligt handlingen",
        reported_by=actor.actor_name,
    )
    cite(progress, list(sentences))


def _add_origin(actor: Actor, commitment: Commitment, link: Link) -> tuple[Origin, bool]:
    return Origin.objects.get_or_create(
        municipality_id=actor.municipality_code,
        commitment=commitment,
        record_kind=link.record_kind,
        record_id=link.record_id,
        defaults={
            "kind": link.kind,
            "page_kind": link.page_kind,
            "page_id": link.page_id,
            "label": link.label[:300],
        },
    )


@transaction.atomic
def add_origin(actor: Actor, commitment: Commitment, link: Link, access: Access | int = Access.PUBLIC) -> Origin:
    """Say that the commitment also comes from this. Saying it twice is harmless. ``access`` is that of what it comes
    from: the commitment has the highest of all that it comes from.
    """
    require(actor, "commitments.edit", commitment)
    origin, made = _add_origin(actor, commitment, link)
    if access > commitment.access:
        take_access(actor, commitment, access)
    if made:
        record(
            actor,
            "commitments.add_origin",
            commitment,
            label=link.label[:200],
            pages=[{"kind": link.page_kind, "id": str(link.page_id)}],
        )
    return origin


@transaction.atomic
def take_access(actor: Actor, commitment: Commitment, access: Access | int) -> None:
    """Let a commitment follow the access of what it comes from, whose own act has asked for the right."""
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if locked.access == access:
        return
    before, locked.access, commitment.access = locked.access, access, access
    locked.save(update_fields=["access"])
    record(actor, "commitments.take_access", locked, before=int(before), access=int(access))


@transaction.atomic
def assign(actor: Actor, commitment: Commitment, unit: Unit | None) -> Commitment:
    """Say which unit answers for it; None says that nobody does."""
    require(actor, "commitments.edit", commitment)
    if unit and unit.municipality_id != commitment.municipality_id:
        raise ValidationError({"responsible": _("Enheten finns inte i kommunen.")})
    locked = Commitment.objects.select_for_update(of=("self",)).select_related("responsible").get(pk=commitment.pk)
    before = locked.responsible
    locked.responsible = unit
    locked.save(update_fields=["responsible"])
    record(
        actor,
        "commitments.assign",
        locked,
        title=str(locked),
        unit=unit.name if unit else None,
        before=before.name if before else None,
    )
    return locked


@transaction.atomic
def set_due(actor: Actor, commitment: Commitment, due: PartialDate | None) -> Commitment:
    """Set the last day, month or year; None takes it away. Raises ``ValidationError`` for one before the promise."""
    require(actor, "commitments.edit", commitment)
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    _check_due(locked.promised_on, due)
    before = locked.due_on
    for name, value in _due_fields(due).items():
        setattr(locked, name, value)
    locked.save(update_fields=["due_on", "due_precision"])
    record(
        actor,
        "commitments.set_due",
        locked,
        title=str(locked),
        due=due.last.isoformat() if due else None,
        precision=str(due.precision) if due else None,
        before=before.isoformat() if before else None,
    )
    return locked


@transaction.atomic
def report(
    actor: Actor,
    commitment: Commitment,
    *,
    on: dt.date,
    execution: Execution,
    text: str,
    evidence: str = "",
    sentences: Sequence[Sentence] = (),
    today: dt.date | None = None,
) -> Progress:
    """Say how far it had come on a day. What was said for the latest day is what is true now.

    Raises ``ValidationError`` for a day to come, for done without evidence (a coordinator may say so without), for an
    end without a reason, and where a settled commitment is reopened by somebody who is not a coordinator.
    """
    require(actor, "commitments.report", commitment)
    if on > (today or dates.today()):
        raise ValidationError({"on": _("Dagen har inte varit än. Rapporten gäller vad som har hänt.")})
    lacks = rules.missing_in_report(
        execution, text, evidence, may_waive=bool(sentences) or may(actor, "commitments.settle", commitment)
    )
    if lacks:
        raise ValidationError(dict(lacks))
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    latest = locked.last_word_on is None or on >= locked.last_word_on
    reopens = latest and rules.is_settled(locked.execution) and not rules.is_settled(execution)
    if reopens and not may(actor, "commitments.settle", commitment):
        raise ValidationError({"execution": _("Åtagandet är avslutat. Bara samordnaren kan öppna det igen.")})
    if locked.promised_on and on < locked.promised_on:
        raise ValidationError({"on": _("Åtagandet gjordes %(day)s.") % {"day": in_words(locked.promised_on)}})
    progress = Progress.objects.create(
        municipality_id=locked.municipality_id,
        commitment=locked,
        on=on,
        execution=execution,
        text=text.strip(),
        reported_by=actor.actor_name,
    )
    if evidence.strip():
        Evidence.objects.create(
            municipality_id=locked.municipality_id,
            progress=progress,
            kind=EvidenceKind.WORDS,
            text=evidence.strip(),
            access=locked.access,
        )
    cite(progress, list(sentences))
    if latest:
        locked.execution, locked.last_word_on = execution, on
        locked.proven = execution == Execution.DONE and bool(evidence.strip() or sentences)
        locked.save(update_fields=["execution", "last_word_on", "proven"])
    record(actor, "commitments.report", locked, title=str(locked), on=on.isoformat(), execution=str(execution))
    return progress
