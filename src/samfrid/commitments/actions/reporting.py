"""Saying how far it has come: reports with what shows them, and that it was told to a body what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments import rules
from samfrid.commitments.actions.proof import (
    EvidenceIn,
    is_proven,
    keep_evidence,
    sentences_as_evidence,
    told_evidence,
)
from samfrid.commitments.models import Commitment, Evidence, Execution, Progress, Via
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.permissions import may, require
from samfrid.provenance.actions import Sentence, cite

__all__ = ["NOT_GIVEN", "EvidenceIn", "Overtaken", "add_evidence", "report", "reported_back", "withdraw_evidence"]


class NotGiven:
    """Says that the reporter was not asked which report she saw last."""


NOT_GIVEN: Final = NotGiven()


@dataclass(frozen=True, slots=True)
class Overtaken:
    """The decision that has taken its place: a record in a room above, or words alone."""

    label: str
    record_kind: str = ""
    record_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """A report as it was told, before anything is written."""

    on: dt.date
    execution: Execution
    text: str
    share_done: int | None
    no_change: bool
    evidence: list[EvidenceIn]
    decides: str
    overtaken_by: Overtaken | None
    via: Via


@transaction.atomic
def report(
    actor: Actor,
    commitment: Commitment,
    *,
    on: dt.date,
    execution: Execution,
    text: str = "",
    share_done: int | None = None,
    no_change: bool = False,
    evidence: Sequence[EvidenceIn] | str = (),
    sentences: Sequence[Sentence] = (),
    decides: str = "",
    overtaken_by: Overtaken | None = None,
    via: Via = Via.PAGE,
    as_seen: UUID | NotGiven | None = NOT_GIVEN,
    by: str = "",
    today: dt.date | None = None,
) -> Progress:
    """Say how far it had come on a day. What was said for the latest day is what is true now.

    ``no_change`` says that it stands as before, whatever ``execution`` is; where nobody has said anything before, that
    it has not begun. ``as_seen`` is the latest report that the reporter saw, None where she saw none. ``by`` is the
    name under which it stands where the actor acts for somebody else. Of what is done again and again, done settles
    the turn. Raises ``ValidationError`` for a day to come, for done without evidence (who may settle may say so
    without), for an end without a reason, for a settled commitment where the reporter may not open it, and where
    another report has come since the reporter saw the page.
    """
    require(actor, "commitments.report", commitment)
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    _check_seen(locked, as_seen)
    if no_change:
        execution = Execution(locked.execution)
        execution = Execution.NOT_STARTED if execution == Execution.UNKNOWN else execution
    given = told_evidence(actor, evidence)
    given += sentences_as_evidence(sentences, given)
    told = _Told(on, execution, text.strip(), share_done, no_change, given, decides.strip(), overtaken_by, via)
    latest = locked.last_word_on is None or on >= locked.last_word_on
    # somebody with a link and no account has the municipality's own rights, but not its trust
    may_settle = via != Via.LINK and may(actor, "commitments.settle", locked)
    _check_day(locked, on, today or dates.today())
    _check(told, locked, may_settle=may_settle)
    # what only a document without a day has said may be confirmed by whoever knows
    confirms = locked.last_word_on is None and execution == locked.execution
    if latest and rules.is_settled(locked.execution) and not may_settle and not confirms:
        if via != Via.DOCUMENT:
            raise ValidationError({"execution": _closed(locked)})
        # what a document says of a closed commitment is kept, and opens nothing
        latest = False
    turns = latest and execution == Execution.DONE and bool(locked.every_months and locked.due_on)
    progress = _keep(told, locked, by or actor.actor_name, turn_on=locked.due_on if turns else None)
    cite(progress, list(sentences))
    keep_evidence(progress, told.evidence)
    if latest:
        _stands(locked, told, turns=turns)
    record(
        actor,
        "commitments.report",
        locked,
        title=str(locked),
        on=on.isoformat(),
        execution=str(execution),
        **({"turn": progress.turn_on.isoformat()} if progress.turn_on else {}),
        **({"waived": True} if progress.waived else {}),
    )
    return progress


def _check_seen(commitment: Commitment, as_seen: UUID | NotGiven | None) -> None:
    """Refuse a report by somebody who has not seen what another has said since; nothing is overwritten unseen."""
    if isinstance(as_seen, NotGiven):
        return
    last = commitment.progress.order_by("-created_at").first()
    if last is None or last.pk == as_seen:
        return
    said = _("%(who)s har rapporterat ”%(what)s” för %(day)s sedan du öppnade sidan.") % {
        "who": last.reported_by,
        "what": last.get_execution_display(),
        "day": in_words(last.on),
    }
    words = _("Det som står är ”%(text)s”.") % {"text": last.text} if last.text else ""
    raise ValidationError(
        {
            "as_seen": " ".join(
                part for part in (said, words, _("Läs det och spara igen om din rapport gäller ändå.")) if part
            )
        }
    )


def _closed(commitment: Commitment) -> str:
    """Why a settled commitment takes no report."""
    since = in_words(commitment.last_word_on) if commitment.last_word_on else ""
    return _("Åtagandet är avslutat (%(how)s). Bara samordnaren kan öppna det igen.") % {
        "how": f"{commitment.get_execution_display()} {since}".strip()
    }


def _check_day(commitment: Commitment, on: dt.date, today: dt.date) -> None:
    if on > today:
        raise ValidationError({"on": _("Dagen har inte varit än. Rapporten gäller vad som har hänt.")})
    if commitment.promised_on and on < commitment.promised_on:
        raise ValidationError({"on": _("Åtagandet gjordes %(day)s.") % {"day": in_words(commitment.promised_on)}})


def _check(told: _Told, commitment: Commitment, *, may_settle: bool) -> None:
    """Raise ``ValidationError`` for what a report lacks, and for a share that cannot be."""
    if told.share_done is not None and not 0 <= told.share_done <= 100:
        raise ValidationError({"share_done": _("Skriv andelen som ett heltal från 0 till 100.")})
    if told.no_change and told.execution == commitment.execution:
        return
    asked = told.via in (Via.PAGE, Via.PROGRAM)
    # a document says what it says; whoever has a link is asked for one line alone
    lacks = rules.missing_in_report(
        told.execution,
        told.text or (told.overtaken_by.label if told.overtaken_by else ""),
        is_shown=bool(told.evidence),
        may_waive=may_settle or told.via == Via.DOCUMENT,
        decides=told.decides if asked else "-",
        overtaken_by=told.overtaken_by.label if told.overtaken_by else ("" if asked else "-"),
    )
    if lacks:
        raise ValidationError(dict(lacks))


def _keep(told: _Told, commitment: Commitment, by: str, *, turn_on: dt.date | None) -> Progress:
    overtaken = told.overtaken_by if told.execution == Execution.OVERTAKEN else None
    return Progress.objects.create(
        municipality_id=commitment.municipality_id,
        commitment=commitment,
        on=told.on,
        execution=told.execution,
        share_done=100 if told.execution == Execution.DONE else told.share_done,
        no_change=told.no_change,
        text=told.text,
        decides=told.decides[:200] if told.execution == Execution.CANNOT else "",
        overtaken_by_kind=overtaken.record_kind if overtaken else "",
        overtaken_by_id=overtaken.record_id if overtaken else None,
        overtaken_by_label=overtaken.label[:300] if overtaken else "",
        waived=told.execution == Execution.DONE and not told.evidence and not told.no_change,
        turn_on=turn_on,
        via=told.via,
        reported_by=by[:200],
    )


def _stands(commitment: Commitment, told: _Told, *, turns: bool) -> None:
    """Let the commitment stand as the latest report says; a turn that is done gives way to the next."""
    # what was done whole is not any longer, and how much of it is nobody has said
    unknown = told.execution == Execution.NOT_STARTED or commitment.execution == Execution.DONE
    commitment.execution, commitment.last_word_on = told.execution, told.on
    if told.execution == Execution.DONE:
        commitment.share_done = 100
    elif told.share_done is not None:
        commitment.share_done = told.share_done
    elif unknown:
        commitment.share_done = None
    if turns and commitment.every_months and commitment.due_on:
        commitment.due_on = rules.next_turn(commitment.due_on, commitment.every_months, commitment.turn_day)
        commitment.execution, commitment.share_done = Execution.NOT_STARTED, None
    fresh = commitment.execution == Execution.DONE and bool(told.evidence)
    commitment.proven = fresh or is_proven(commitment)
    commitment.save(update_fields=["execution", "last_word_on", "share_done", "due_on", "proven"])


@transaction.atomic
def add_evidence(actor: Actor, progress: Progress, evidence: Sequence[EvidenceIn] | str) -> Progress:
    """Add what shows an earlier report; the way to show afterwards that something is done."""
    require(actor, "commitments.report", progress.commitment)
    given = told_evidence(actor, evidence)
    if not given:
        raise ValidationError({"evidence": _("Skriv vad det är som visar det, eller ange en länk.")})
    locked = Commitment.objects.select_for_update().get(pk=progress.commitment_id)
    keep_evidence(progress, given)
    _prove(locked)
    record(
        actor,
        "commitments.add_evidence",
        locked,
        title=str(locked),
        on=progress.on.isoformat(),
        kinds=[str(one.kind) for one in given],
    )
    return progress


@transaction.atomic
def withdraw_evidence(actor: Actor, evidence: Evidence, *, reason: str, today: dt.date | None = None) -> Evidence:
    """Say that something no longer shows a report, and why. It stays, seen as withdrawn; what only it showed to be done
    is without evidence from now on. Raises ``ValidationError`` without a reason, and for what is withdrawn already.
    """
    commitment = evidence.progress.commitment
    require(actor, "commitments.report", commitment)
    require(actor, "commitments.report", evidence)
    tidy = " ".join(reason.split())
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför underlaget inte gäller.")})
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    own = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if own.withdrawn_on:
        raise ValidationError(
            {"reason": _("%(who)s har redan dragit tillbaka underlaget.") % {"who": own.withdrawn_by}}
        )
    own.withdrawn_on, own.withdrawn_why, own.withdrawn_by = today or dates.today(), tidy[:300], actor.actor_name[:200]
    own.save(update_fields=["withdrawn_on", "withdrawn_why", "withdrawn_by"])
    _prove(locked)
    record(actor, "commitments.withdraw_evidence", locked, title=str(locked), evidence=str(own.pk), kind=str(own.kind))
    return own


def _prove(commitment: Commitment) -> None:
    """Keep whether evidence shows that it is done."""
    proven = is_proven(commitment)
    if proven != commitment.proven:
        commitment.proven = proven
        commitment.save(update_fields=["proven"])


@transaction.atomic
def reported_back(
    actor: Actor, commitment: Commitment, *, on: dt.date, where: str = "", today: dt.date | None = None
) -> Commitment:
    """Say that the body has been told what came of it, on which day and where ("KF § 12")."""
    require(actor, "commitments.report", commitment)
    _check_day(commitment, on, today or dates.today())
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    locked.reported_back_on = on
    locked.save(update_fields=["reported_back_on"])
    record(
        actor,
        "commitments.reported_back",
        locked,
        title=str(locked),
        on=on.isoformat(),
        where=" ".join(where.split())[:200],
    )
    return locked
