"""What of a record is searched: its words, taken from the rows of its room. A constant number of queries a kind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db.models import F, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from samfrid.commitments.models import Commitment, Evidence, Origin, Progress
from samfrid.documents.models import Document, Finding, FindingState
from samfrid.matters.models import Clause, Decision, DiaryNumber, Matter, MatterPerson, Question, Referral, Request
from samfrid.municipalities.models import Access, TenantModel
from samfrid.partners.models import Agreement, AgreementGoal, Amount, FollowUp, Party
from samfrid.plans.models import Goal, GoalCorrection, Plan, PlanAlias, PlanVersion
from samfrid.search.models import EntryKind

#: findings that a person has said are not right
DROPPED: Final = (FindingState.REJECTED, FindingState.ABSENT)


@dataclass(slots=True)
class Draft:
    """A record as it is to stand in the index."""

    kind: EntryKind
    record_id: UUID
    page_id: UUID
    access: int
    on: dt.date | None
    title: str
    about: str = ""
    texts: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that is searched besides the title, a paragraph for each part."""
        return "\n".join(one for one in map(str.strip, (self.about, *self.texts)) if one)


#: the words of a kind's rows: ``(record's key, word, …)`` of each row
Rows = Iterable[tuple[Any, ...]]


def _by_key(*sources: Rows) -> dict[UUID, list[str]]:
    """The texts of rows by the key that stands first in each; empty ones are left out."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for key, *texts in (row for rows in sources for row in rows):
        found[key] += [text for text in texts if text]
    return found


def matters(keys: Collection[UUID]) -> Iterator[Draft]:
    """Matters with what is asked in them, and each of their decisions by itself."""
    found = list(Matter.objects.filter(pk__in=keys))
    numbers = _by_key(
        DiaryNumber.objects.filter(matter__in=keys).order_by("created_at").values_list("matter_id", "number")
    )
    texts = _by_key(
        MatterPerson.objects.filter(matter__in=keys).order_by("created_at").values_list("matter_id", "name", "party"),
        Request.objects.filter(matter__in=keys).order_by("number").values_list("matter_id", "text"),
        Question.objects.filter(matter__in=keys).order_by("number").values_list("matter_id", "text", "answer"),
        Referral.objects.filter(matter__in=keys).order_by("created_at").values_list("matter_id", "text"),
    )
    for one in found:
        own = numbers[one.pk]
        yield Draft(
            EntryKind.MATTER,
            one.pk,
            one.pk,
            one.access,
            one.raised_on,
            one.title,
            ", ".join(own)[:300],
            [one.addressee, *texts[one.pk]],
            own,
        )
    yield from _decisions(found)


def _decisions(found: list[Matter]) -> Iterator[Draft]:
    by_key = {matter.pk: matter for matter in found}
    clauses = _by_key(
        Clause.objects.filter(decision__matter__in=by_key).order_by("number").values_list("decision_id", "text")
    )
    for one in Decision.objects.filter(matter__in=by_key).select_related("body"):
        matter = by_key[one.matter_id]
        about = ", ".join(filter(None, (one.body.name if one.body else "", one.paragraph)))
        yield Draft(EntryKind.DECISION, one.pk, matter.pk, matter.access, one.on, matter.title, about, clauses[one.pk])


def commitments(keys: Collection[UUID]) -> Iterator[Draft]:
    """Commitments with who is to do it, where it comes from and what has been told of it."""
    texts = _by_key(
        Origin.objects.filter(commitment__in=keys).order_by("created_at").values_list("commitment_id", "label"),
        Progress.objects.filter(commitment__in=keys).order_by("on", "created_at").values_list("commitment_id", "text"),
        # what fewer may read than the commitment itself is not found by its words
        Evidence.objects.filter(
            progress__commitment__in=keys, withdrawn_on__isnull=True, access__lte=F("progress__commitment__access")
        )
        .order_by("created_at")
        .values_list("progress__commitment_id", "text"),
    )
    for one in Commitment.objects.filter(pk__in=keys).select_related("responsible", "responsible_organisation"):
        responsible = one.responsible or one.responsible_organisation
        yield Draft(
            EntryKind.COMMITMENT,
            one.pk,
            one.pk,
            one.access,
            one.promised_on,
            str(one),
            responsible.name if responsible else "",
            [one.text if str(one) != one.text else "", *texts[one.pk]],
        )


def plans(keys: Collection[UUID]) -> Iterator[Draft]:
    """Plans with their other names and their goals; their activities are commitments."""
    texts = _by_key(
        PlanAlias.objects.filter(plan__in=keys).order_by("created_at").values_list("plan_id", "name"),
        Goal.objects.filter(version__plan__in=keys)
        .order_by("version__number", "number")
        .values_list("version__plan_id", "text"),
        GoalCorrection.objects.filter(goal__version__plan__in=keys)
        .order_by("created_at")
        .values_list("goal__version__plan_id", "text"),
    )
    versions = PlanVersion.objects.filter(plan__in=keys).order_by("number")
    days = {
        key: adopted or starts for key, adopted, starts in versions.values_list("plan_id", "adopted_on", "starts_on")
    }
    for one in Plan.objects.filter(pk__in=keys):
        yield Draft(EntryKind.PLAN, one.pk, one.pk, _access(one), days.get(one.pk), one.name, texts=texts[one.pk])


def agreements(keys: Collection[UUID]) -> Iterator[Draft]:
    """Agreements with their parties, goals, conditions and follow-ups."""
    parties = _by_key(
        Party.objects.filter(agreement__in=keys).order_by("created_at").values_list("agreement_id", "name")
    )
    texts = _by_key(
        AgreementGoal.objects.filter(agreement__in=keys).order_by("number").values_list("agreement_id", "text"),
        Amount.objects.filter(agreement__in=keys, struck_on__isnull=True)
        .order_by("created_at")
        .values_list("agreement_id", "condition"),
        FollowUp.objects.filter(agreement__in=keys).order_by("on").values_list("agreement_id", "note"),
    )
    for one in Agreement.objects.filter(pk__in=keys):
        yield Draft(
            EntryKind.AGREEMENT,
            one.pk,
            one.pk,
            _access(one),
            one.first_starts_on,
            one.title,
            ", ".join(parties[one.pk])[:300],
            texts[one.pk],
        )


def documents(keys: Collection[UUID]) -> Iterator[Draft]:
    """Documents with their whole text as it was read."""
    # the reading's own tables are large: only its text is taken
    found = Document.objects.filter(pk__in=keys).defer("reading")
    numbers: dict[UUID, list[str]] = defaultdict(list)
    for finding in Finding.objects.filter(document__in=keys, group="diary_numbers").exclude(state__in=DROPPED):
        numbers[finding.document_id].append(str(finding.value))
    for one in found.annotate(read_text=Cast(KT("reading__text"), TextField())):
        yield Draft(
            EntryKind.DOCUMENT,
            one.pk,
            one.pk,
            one.access,
            _day(one.dated),
            str(one),
            one.name if one.title else "",
            [one.read_text or ""],
            numbers[one.pk],
        )


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return None


def _access(record: TenantModel) -> int:
    """Who may read a record: one without an access of its own is open to whoever has a role (``permissions.may``)."""
    return int(getattr(record, "access", Access.PUBLIC))


#: label of the record whose page shows it, as the audit trail has it → how its entries are made, and all of its rows
SOURCES: Final[dict[str, tuple[Callable[[Collection[UUID]], Iterator[Draft]], Callable[[], QuerySet[Any]]]]] = {
    "matters.matter": (matters, Matter.objects.all),
    "commitments.commitment": (commitments, Commitment.objects.all),
    "plans.plan": (plans, Plan.objects.all),
    "partners.agreement": (agreements, Agreement.objects.all),
    "documents.document": (documents, Document.objects.all),
}
