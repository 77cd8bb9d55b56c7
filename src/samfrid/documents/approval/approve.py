"""Approving a document: its kept findings become records, in one transaction, each with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, kind_of, record
from samfrid.documents.actions.access import guard_title
from samfrid.documents.actions.timing import measure
from samfrid.documents.approval import agreements, belongings, commitments, matters, plans
from samfrid.documents.approval.context import Context
from samfrid.documents.approval.kept import Entry, kept_of
from samfrid.documents.approval.steps import NEW
from samfrid.documents.approval.subjects import Subject, subjects_of
from samfrid.documents.models import Document, DocumentState
from samfrid.matters.models import Matter
from samfrid.municipalities.models import TenantModel
from samfrid.municipalities.permissions import require


@dataclass(slots=True)
class Outcome:
    """What came of it: the records, in the order in which they were made or joined."""

    records: list[TenantModel] = field(default_factory=list)
    #: sentences for the reviewer: what was done otherwise than she might think
    notes: list[str] = field(default_factory=list)


@transaction.atomic
def approve(actor: Actor, document: Document, choices: Mapping[str, str] | None = None) -> Outcome:
    """Turn what was kept of ``document`` into records.

    ``choices`` says for a step's key which known matter to join (its key) or "new"; without a choice a matter that is
    surely the same is joined. Raises ``ValidationError`` with a sentence in Swedish if the document is not ready, or
    if what was kept contradicts itself; nothing is then entered.
    """
    require(actor, "documents.approve", document)
    _one_at_a_time(actor.municipality_code)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if locked.state == DocumentState.APPROVED:
        raise ValidationError(_("Dokumentet är redan godkänt."))
    if locked.state != DocumentState.READ:
        raise ValidationError(_("Dokumentet är inte färdigläst. Vänta tills läsningen är klar."))
    if locked.confirmed_municipality != locked.municipality_id:
        raise ValidationError(_("Säg först vilken kommun dokumentet hör till."))
    kept = kept_of(locked)
    context = Context(actor=actor, kept=kept)
    for subject in subjects_of(kept, locked.municipality):
        context.add(subject, matters.enter(context, subject, _chosen(subject, choices or {})))
    belongings.attach_all(context)
    plans.enter_all(context)
    matters.enter_contents(context)
    agreements.enter_all(context)
    commitments.enter_all(context, choices or {})
    guard_title(actor, locked.pk)
    _mark(context.made)
    measure(locked)
    locked.state, locked.approved_at, locked.approved_by = DocumentState.APPROVED, timezone.now(), actor.actor_name
    locked.save(update_fields=["state", "approved_at", "approved_by"])
    record(
        actor,
        "documents.approve",
        locked,
        title=str(locked),
        records=[[kind_of(one), str(one.pk)] for one in context.records()],
    )
    return Outcome(context.records(), context.notes)


def _one_at_a_time(municipality_code: str) -> None:
    """Hold the municipality's other approvals until this one has ended.

    Two documents about the same new motion would else both find that it is not there, and make it twice.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"documents.approve {municipality_code}"])


def _chosen(subject: Subject, choices: Mapping[str, str]) -> Matter | None:
    """The known matter to join: the person's choice, else the one that it surely is; None makes a new one."""
    choice = choices.get(subject.key)
    if choice is None:
        return subject.best.matter if subject.best else None
    if choice == NEW:
        return None
    for match in subject.matches:
        if str(match.matter.pk) == choice:
            return match.matter
    raise ValidationError(_("Det valda ärendet finns inte längre bland förslagen. Välj igen."))


def _mark(made: list[tuple[Entry, TenantModel]]) -> None:
    """Note on each finding which record it became."""
    for entry, one in made:
        entry.finding.record_kind, entry.finding.record_id = kind_of(one), UUID(str(one.pk))
        entry.finding.save(update_fields=["record_kind", "record_id"])
