"""Making commitments: of a decision, a plan, an agreement, or of one's own; and saying what they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments import rules
from samfrid.commitments.actions.proof import keep_evidence, sentences_as_evidence
from samfrid.commitments.models import (
    Commitment,
    CommitmentPartner,
    CommitmentTag,
    DatePrecision,
    Execution,
    Handover,
    Origin,
    OriginKind,
    Progress,
    Scheme,
    Via,
)
from samfrid.municipalities import dates
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.municipalities.models import Access, Body, Contact, Organisation, Unit
from samfrid.municipalities.permissions import require
from samfrid.provenance.actions import Sentence, cite

#: a goal that a commitment serves: whose, and its name
Tag = tuple[Scheme | str, str]
#: the longest name of a goal
TAG_LENGTH = 120


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


def check_due(
    promised_on: dt.date | None, due: dt.date | None, starts_on: dt.date | None, every_months: int | None
) -> None:
    """A commitment is due neither before the day on which it was made nor before it begins; a rhythm needs a day."""
    if promised_on and due and due < promised_on:
        raise ValidationError(
            {
                "due": _("Åtagandet gjordes %(promised)s. Det kan inte vara klart före den dagen.")
                % {"promised": in_words(promised_on)}
            }
        )
    if starts_on and due and due < starts_on:
        raise ValidationError(
            {
                "due": _("Åtagandet börjar %(starts)s. Det kan inte vara klart före den dagen.")
                % {"starts": in_words(starts_on)}
            }
        )
    if every_months is not None and not 1 <= every_months <= 120:
        raise ValidationError({"every_months": _("Skriv hur många månader det är mellan gångerna, 1 till 120.")})
    if every_months and not due:
        raise ValidationError(
            {"due": _("Ange när det ska vara klart första gången. Sedan räknas nästa gång därifrån.")}
        )


def _words(text: str) -> str:
    """What is to be done, without space around it; raises ``ValidationError`` for nothing."""
    tidy = text.strip()
    if not tidy:
        raise ValidationError({"text": _("Skriv vad som ska göras.")})
    return tidy


def due_fields(due: PartialDate | None) -> dict[str, object]:
    """A month or a year counts to its last day."""
    return {
        "due_on": due.last if due else None,
        "due_precision": DatePrecision(due.precision) if due else DatePrecision.DAY,
        "turn_day": rules.turn_day_of(due.last) if due else None,
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
    kind: str = "",
    level: str = "",
    arena: str = "",
    starts_on: dt.date | None = None,
    every_months: int | None = None,
    report_back_on: dt.date | None = None,
    report_back_body: Body | None = None,
    contact: Contact | None = None,
    tags: Iterable[Tag] = (),
) -> Commitment:
    """Enter a commitment. ``said_on`` is the day of the document that says how far it has come: its word then counts
    as a report. Without that day the state is kept, but nobody is said to have reported. ``access`` is that of what it
    comes from. Where the unit has been abolished nobody answers for it, and it shows as handed over.
    """
    require(actor, "commitments.edit")
    tidy = _words(text)
    check_due(promised_on, due.last if due else None, starts_on, every_months)
    said = said_on if execution != Execution.UNKNOWN else None
    gone = responsible if responsible and responsible.abolished_on else None
    commitment = Commitment.objects.create(
        municipality_id=actor.municipality_code,
        text=tidy,
        promised_on=promised_on,
        responsible=None if gone else responsible,
        responsible_organisation=responsible_organisation,
        contact=contact,
        execution=execution,
        last_word_on=said,
        access=access,
        kind=kind,
        level=level,
        arena=arena,
        starts_on=starts_on,
        every_months=every_months,
        report_back_on=report_back_on,
        report_back_body=report_back_body,
        **due_fields(due),
    )
    _parts(actor, commitment, partners, tags, gone)
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


def _parts(
    actor: Actor, commitment: Commitment, partners: Sequence[Organisation], tags: Iterable[Tag], gone: Unit | None
) -> None:
    """Who takes part, the goals it serves, and the unit that is no more."""
    code = actor.municipality_code
    CommitmentPartner.objects.bulk_create(
        CommitmentPartner(municipality_id=code, commitment=commitment, organisation=organisation)
        for organisation in dict.fromkeys(partners)
    )
    _set_tags(commitment, tags)
    if gone:
        Handover.objects.create(
            municipality_id=code,
            commitment=commitment,
            from_unit=gone,
            on=dates.today(),
            # kept in the language of the documents, whoever enters it
            reason="Enheten är avvecklad",
        )


def _told(actor: Actor, commitment: Commitment, on: dt.date, sentences: Sequence[Sentence]) -> None:
    """The first report of a commitment: what the document that it comes from says of how far it has come."""
    shown = sentences_as_evidence(sentences)
    progress = Progress.objects.create(
        municipality_id=actor.municipality_code,
        commitment=commitment,
        on=on,
        execution=commitment.execution,
        # kept in the language of the documents, whoever enters it
        text="Enligt handlingen",
        waived=commitment.execution == Execution.DONE and not shown,
        via=Via.DOCUMENT,
        reported_by=actor.actor_name,
    )
    cite(progress, list(sentences))
    keep_evidence(progress, shown)
    if commitment.execution == Execution.DONE and shown:
        commitment.proven = True
        commitment.save(update_fields=["proven"])


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
def promise_more(
    actor: Actor, commitment: Commitment, *, text: str, due: PartialDate | None = None, responsible: Unit | None = None
) -> Commitment:
    """Make a further commitment of what this one comes from: one clause often asks for several things."""
    require(actor, "commitments.edit", commitment)
    if commitment.execution == Execution.OVERTAKEN:
        raise ValidationError(_("Åtagandet är ersatt av ett annat beslut. Gör det nya åtagandet av det beslutet."))
    links = [
        Link(OriginKind(one.kind), one.record_kind, one.record_id, one.page_kind, one.page_id, one.label)
        for one in commitment.origins.order_by("created_at")
    ]
    return commit(
        actor,
        text=text,
        promised_on=commitment.promised_on,
        due=due,
        responsible=responsible,
        origins=links,
        access=commitment.access,
    )


def _set_tags(commitment: Commitment, tags: Iterable[Tag]) -> list[str]:
    """Let the commitment have these tags and no others; their names."""
    wanted = {(str(scheme), " ".join(name.split())) for scheme, name in tags}
    wanted = {(scheme, name) for scheme, name in wanted if name}
    for scheme, name in wanted:
        if len(name) > TAG_LENGTH or scheme not in Scheme.values:
            raise ValidationError({"tags": _("Ett mål får ha högst 120 tecken.")})
    kept = {(one.scheme, one.name): one.pk for one in commitment.tags.all()}
    if gone := [key for tag, key in kept.items() if tag not in wanted]:
        CommitmentTag.objects.filter(pk__in=gone).delete()
    CommitmentTag.objects.bulk_create(
        CommitmentTag(municipality_id=commitment.municipality_id, commitment=commitment, scheme=scheme, name=name)
        for scheme, name in sorted(wanted - set(kept))
    )
    return sorted(name for _scheme, name in wanted)


@transaction.atomic
def describe(
    actor: Actor,
    commitment: Commitment,
    *,
    kind: str,
    level: str,
    arena: str,
    starts_on: dt.date | None,
    every_months: int | None,
    tags: Iterable[Tag],
) -> Commitment:
    """Say of what sort it is, for whom and where it prevents, when it begins, how often it comes back and which goals
    it serves. Without ``every_months`` a rhythm ends: what is done is then done for good.
    """
    require(actor, "commitments.edit", commitment)
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if starts_on and locked.due_on and starts_on > locked.due_on:
        raise ValidationError(
            {
                "starts_on": _("Åtagandet ska vara klart %(due)s. Det kan inte börja efter den dagen.")
                % {"due": in_words(locked.due_on)}
            }
        )
    check_due(None, locked.due_on, None, every_months)
    before = locked.every_months
    locked.kind, locked.level, locked.arena = kind, level, arena
    locked.starts_on, locked.every_months = starts_on, every_months
    if every_months and not before and locked.due_on:
        locked.turn_day = rules.turn_day_of(locked.due_on)
    locked.save(update_fields=["kind", "level", "arena", "starts_on", "every_months", "turn_day"])
    names = _set_tags(locked, tags)
    record(
        actor,
        "commitments.describe",
        locked,
        title=str(locked),
        kind=kind,
        level=level,
        arena=arena,
        starts_on=starts_on.isoformat() if starts_on else None,
        every_months=every_months,
        tags=names,
    )
    return locked


@transaction.atomic
def revise(actor: Actor, commitment: Commitment, *, text: str = "", promised_on: dt.date | None = None) -> Commitment:
    """Let it say what a later decision says, and when it was promised where nobody had said. Who has reported, and on
    what, stays. The day of a promise that its last day comes before is left out.
    """
    require(actor, "commitments.edit", commitment)
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    before, tidy = locked.text, text.strip() or locked.text
    known = locked.promised_on or (locked.due_on and promised_on and locked.due_on < promised_on)
    promised = locked.promised_on if known else promised_on
    if (tidy, promised) == (locked.text, locked.promised_on):
        return locked
    locked.text, locked.promised_on = tidy, promised
    locked.save(update_fields=["text", "promised_on"])
    record(actor, "commitments.revise", locked, title=str(locked), before=before[:200])
    return locked
