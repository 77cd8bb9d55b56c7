"""What shows a report: keeping it, and knowing whether anything that still stands shows that it is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.models import Commitment, Evidence, EvidenceKind, Execution, Progress
from samfrid.municipalities.models import Access
from samfrid.municipalities.permissions import clearance
from samfrid.municipalities.tenancy import within
from samfrid.provenance.actions import Sentence

DOCUMENT = "documents.document"


@dataclass(frozen=True, slots=True)
class EvidenceIn:
    """What shows a report: words, a link, or a record in a room above by its kind and key."""

    kind: EvidenceKind | str
    text: str = ""
    url: str = ""
    record_kind: str = ""
    record_id: UUID | None = None
    access: Access | int = Access.PUBLIC


def told_evidence(actor: Actor, evidence: Sequence[EvidenceIn] | str) -> list[EvidenceIn]:
    """What was given, tidied; an address is a link. Raises ``ValidationError`` for what shows nothing."""
    if isinstance(evidence, str):
        words = evidence.strip()
        given = [EvidenceIn(EvidenceKind.LINK, url=words) if _is_link(words) else EvidenceIn(EvidenceKind.WORDS, words)]
        given = given if words else []
    else:
        given = [replace(one, text=one.text.strip(), url=one.url.strip()) for one in evidence]
    for one in given:
        _check(actor, one)
    return given


def _is_link(words: str) -> bool:
    return words.startswith(("http://", "https://")) and len(words.split()) == 1 and len(words) <= 500


def _check(actor: Actor, one: EvidenceIn) -> None:
    if one.kind not in EvidenceKind.values:
        raise ValidationError({"evidence": _("Välj vad det är som visar det.")})
    if not (one.text or one.url or one.record_id):
        raise ValidationError({"evidence": _("Skriv vad det är som visar det, eller ange en länk.")})
    if one.url:
        _check_link(one.url)
    if int(one.access) > clearance(actor):
        raise ValidationError({"access": _("Du kan inte lägga till underlag som du själv inte får läsa.")})


def _check_link(url: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(url)
        told = bool(urlsplit(url).username)
    except (ValidationError, ValueError):
        told = True
    if told or len(url) > 500:
        raise ValidationError(
            {"evidence_url": _("Länken går inte att följa. Den ska börja med https:// eller http://.")}
        )


def sentences_as_evidence(sentences: Sequence[Sentence], given: Iterable[EvidenceIn] = ()) -> list[EvidenceIn]:
    """The documents whose sentences are cited, each once, but for those that are given already."""
    known = {one.record_id for one in given}
    titles = {one.document_id: one.document_title for one in reversed(sentences)}
    return [
        EvidenceIn(EvidenceKind.SENTENCE, text=title[:300], record_kind=DOCUMENT, record_id=key)
        for key, title in titles.items()
        if key not in known
    ]


def keep_evidence(progress: Progress, given: Iterable[EvidenceIn]) -> None:
    """Keep what shows a report. Its access is its own: the commitment's guards all that is said of it anyway."""
    Evidence.objects.bulk_create(
        Evidence(
            municipality_id=progress.municipality_id,
            progress=progress,
            kind=one.kind,
            text=one.text,
            url=one.url,
            record_kind=one.record_kind,
            record_id=one.record_id,
            access=one.access,
        )
        for one in given
    )


@transaction.atomic
def guard_evidence(
    actor: Actor, record_kind: str, record_id: UUID, access: int, before: int = Access.PUBLIC
) -> list[Commitment]:
    """Let the evidence that is this record, and tells its title, be read by those alone who may read the record: the
    act that says who that is has asked for the right. ``before`` is the access that the record had. The commitments
    that it shows, whose words are then searched for anew.
    """
    told = Evidence.objects.filter(record_kind=record_kind, record_id=record_id)
    changed = told.filter(Q(access__lt=access) | Q(access=before)).exclude(access=access)
    shown = list(Commitment.objects.filter(pk__in=changed.values("progress__commitment")).order_by("pk"))
    changed.update(access=access)
    for one in shown:
        record(actor, "commitments.guard_evidence", one, title=str(one), access=int(access))
    return shown


def is_proven(commitment: Commitment) -> bool:
    """Whether evidence that still stands shows that it is done, also such as the one who acts may not read.

    Only what was said since it was last said to be something else than done; a turn of what is done again and again
    is shown by its own.
    """
    if commitment.execution != Execution.DONE:
        return False
    said = commitment.progress.order_by("-on", "-created_at").values_list("pk", "execution", "turn_on")
    latest = []
    for key, execution, turn_on in said:
        if execution != Execution.DONE or turn_on is not None:
            break
        latest.append(key)
    # the database hides what the actor has no clearance for; that it is there counts for everybody
    with within(commitment.municipality_id):
        return Evidence.objects.filter(progress__in=latest, withdrawn_on__isnull=True).exists()
