"""What a person says about what was read. Each act names which state of the finding she saw."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.documents.actions.locking import locked
from samfrid.documents.models import Document, DocumentState, Finding, FindingState
from samfrid.documents.rules import CERTAIN_FROM
from samfrid.municipalities import permissions
from samfrid.municipalities.models import Municipality


class OvertakenError(ValidationError):
    """Somebody else has said something about the finding since the person saw it; nothing was written."""


def accept(actor: Actor, finding: Finding, seen: int) -> Finding:
    """It is right as it stands."""
    state = FindingState.ACCEPTED if finding.edited is None else FindingState.EDITED
    return _judge(actor, finding, seen, state, "documents.accept")


def reject(actor: Actor, finding: Finding, seen: int) -> Finding:
    """It is wrong, or of no use."""
    return _judge(actor, finding, seen, FindingState.REJECTED, "documents.reject")


def absent(actor: Actor, finding: Finding, seen: int) -> Finding:
    """It does not stand in the text at all. Kept apart from rejected: it tells where the reader makes things up."""
    return _judge(actor, finding, seen, FindingState.ABSENT, "documents.absent")


def reopen(actor: Actor, finding: Finding, seen: int) -> Finding:
    """Take back what was said; an edit is dropped, so that the reader's words stand there again."""
    return _judge(actor, finding, seen, FindingState.PROPOSED, "documents.reopen", edited=None)


def edit(actor: Actor, finding: Finding, seen: int, value: Any) -> Finding:
    """It is right with these words: ``value`` in the form of :attr:`Finding.proposed`."""
    if value == finding.proposed:
        return _judge(actor, finding, seen, FindingState.ACCEPTED, "documents.accept", edited=None)
    return _judge(actor, finding, seen, FindingState.EDITED, "documents.edit", edited=value)


def take_runner_up(actor: Actor, finding: Finding, seen: int) -> Finding:
    """It is the second best instead. Raises ``ValidationError`` where there is none."""
    if finding.runner_up is None:
        raise ValidationError(_("Det finns inget annat förslag. Ändra uppgiften i stället."), code="none")
    return _judge(actor, finding, seen, FindingState.EDITED, "documents.runner_up", edited=finding.runner_up["value"])


@transaction.atomic
def _judge(actor: Actor, finding: Finding, seen: int, state: FindingState, act: str, **values: Any) -> Finding:
    permissions.require(actor, "documents.review", finding)
    document = locked(finding.document, DocumentState.READ)
    now = Finding.objects.select_for_update().filter(pk=finding.pk).first()
    if now is None:
        raise ValidationError(_("Uppgiften är borttagen."), code="gone")
    if now.version != seen:
        raise _overtaken(now)
    if now.proposed is None and state is not FindingState.EDITED:
        # a person's own addition has no words of the reader's to go back to
        return _withdraw(actor, document, now)
    for name, value in values.items():
        setattr(now, name, value)
    _sign(actor, now, state)
    record(actor, act, document, group=now.group, number=now.number)
    now.document = document
    return now


def _sign(actor: Actor, finding: Finding, state: FindingState) -> None:
    finding.state = state
    finding.version += 1
    said = state is not FindingState.PROPOSED
    finding.reviewed_by = actor.actor_name if said else ""
    finding.reviewed_at = timezone.now() if said else None
    finding.save(update_fields=["state", "edited", "version", "reviewed_by", "reviewed_at"])


def _withdraw(actor: Actor, document: Document, finding: Finding) -> Finding:
    record(actor, "documents.withdraw", document, group=finding.group, number=finding.number)
    Finding.objects.filter(pk=finding.pk).delete()
    finding.state = FindingState.REJECTED
    finding.document = document
    return finding


def _overtaken(now: Finding) -> OvertakenError:
    if now.state == FindingState.PROPOSED:
        return OvertakenError(
            _("Någon annan har öppnat uppgiften igen. Det du valde är inte sparat."), code="overtaken"
        )
    message = _("%(name)s hann före: uppgiften är %(state)s. Det du valde är inte sparat.")
    return OvertakenError(
        message, code="overtaken", params={"name": now.reviewed_by, "state": FindingState(now.state).label}
    )


@transaction.atomic
def add(actor: Actor, document: Document, group: str, value: Any) -> Finding:
    """Add something that stands in the document and that the reader missed; it counts as approved by the person.

    Raises ``ValidationError`` if the document has one and can have no more than one of it.
    """
    permissions.require(actor, "documents.review", document)
    document = locked(document, DocumentState.READ)
    last = document.findings.filter(group=group).aggregate(last=Max("number"))["last"]
    if last is not None and group not in ("diary_numbers", "recipients"):
        raise ValidationError(_("Uppgiften finns redan. Ändra den i stället."), code="exists")
    finding = Finding(
        municipality_id=document.municipality_id,
        document=document,
        group=group,
        number=0 if last is None else last + 1,
        edited=value,
        confidence=0.0,
        state=FindingState.EDITED,
        version=1,
        reviewed_by=actor.actor_name,
        reviewed_at=timezone.now(),
    )
    finding.save(force_insert=True)
    record(actor, "documents.add", document, group=group, number=finding.number)
    return finding


@transaction.atomic
def accept_certain(actor: Actor, document: Document) -> int:
    """Accept every proposal of which the reader is certain and nobody has said anything yet; returns how many."""
    permissions.require(actor, "documents.review", document)
    document = locked(document, DocumentState.READ)
    # what a model proposed is looked at one by one, however sure it was
    waiting = document.findings.filter(state=FindingState.PROPOSED, confidence__gte=CERTAIN_FROM, origin="")
    # whose document it is when the text names somebody else is a question of its own
    foreign = Q(group="municipality") & ~Q(proposed__code=document.municipality_id)
    certain = list(waiting.exclude(foreign).select_for_update().values_list("pk", "group", "number"))
    if certain:
        Finding.objects.filter(pk__in=[pk for pk, _group, _number in certain]).update(
            state=FindingState.ACCEPTED,
            version=F("version") + 1,
            reviewed_by=actor.actor_name,
            reviewed_at=timezone.now(),
        )
        places = [[group, number] for _pk, group, number in certain]
        record(actor, "documents.accept_certain", document, findings=places)
    return len(certain)


@transaction.atomic
def confirm_municipality(actor: Actor, document: Document, code: str) -> Document:
    """Say that the document is this municipality's, whatever was read or not; the proposal follows.

    For another municipality's document there is :func:`samfrid.documents.actions.move`.
    """
    permissions.require(actor, "documents.review", document)
    if code != actor.municipality_code:
        raise ValidationError(_("En annan kommuns handling flyttas dit i stället."), code="elsewhere")
    document = locked(document, DocumentState.READ)
    document.confirmed_municipality = code
    document.save(update_fields=["confirmed_municipality"])
    for finding in document.findings.select_for_update().filter(group="municipality"):
        same = (finding.proposed or {}).get("code") == code
        finding.edited = None if same else {"code": code, "name": Municipality.objects.get(pk=code).name}
        _sign(actor, finding, FindingState.ACCEPTED if same else FindingState.EDITED)
    record(actor, "documents.confirm_municipality", document, code=code)
    return document
