"""What the steps of an approval share: who acts, what was kept, which records it has become so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from samfrid.audit.actions import Actor
from samfrid.documents.approval.kept import Entry, Kept
from samfrid.documents.approval.subjects import Subject
from samfrid.matters.models import Clause, Matter
from samfrid.municipalities.models import Body, TenantModel
from samfrid.partners.models import Agreement
from samfrid.plans.models import Goal, Plan, PlanVersion


@dataclass(slots=True)
class Context:
    """One approval under way."""

    actor: Actor
    kept: Kept
    #: the matters that the document is about, in the order of the subjects
    matters: list[tuple[Subject, Matter]] = field(default_factory=list)
    plans: list[tuple[Entry, Plan, PlanVersion]] = field(default_factory=list)
    agreements: list[tuple[Entry, Agreement]] = field(default_factory=list)
    #: clauses that have been decided (not only proposed), with the finding that each came from
    clauses: list[tuple[Entry, Matter, Clause]] = field(default_factory=list)
    #: under which goal of its plan an activity stands, and its level and arena, by its finding
    places: dict[UUID | int, tuple[Goal | None, str, str]] = field(default_factory=dict)
    #: which record each finding became
    made: list[tuple[Entry, TenantModel]] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)
    #: what the reviewer should know of what was done otherwise than kept, as sentences
    notes: list[str] = field(default_factory=list)

    def add(self, subject: Subject, matter: Matter) -> None:
        """A matter has been made or joined for a subject."""
        self.matters.append((subject, matter))
        self.made += [(entry, matter) for entry in subject.entries]

    def became(self, entry: Entry, one: TenantModel) -> None:
        """A finding has become a record."""
        self.made.append((entry, one))

    def records(self) -> list[TenantModel]:
        """The records with a page of their own that were made or joined, each once."""
        found: dict[UUID, TenantModel] = {}
        for _subject, matter in self.matters:
            found[matter.pk] = matter
        for _entry, plan, _version in self.plans:
            found[plan.pk] = plan
        for _entry, agreement in self.agreements:
            found[agreement.pk] = agreement
        for _entry, one in self.made:
            if one._meta.label_lower == "commitments.commitment":
                found[one.pk] = one
        return list(found.values())

    def main(self) -> Matter | None:
        """The matter that the document itself belongs to."""
        return self.matters[0][1] if self.matters else None

    def matter_for(self, entry: Entry) -> Matter | None:
        """The matter that a finding belongs to: its item's in minutes, else the main one."""
        for subject, matter in self.matters:
            if subject.item is not None and subject.item == entry.item:
                return matter
        return self.main()

    def decided_matter_for(self, entry: Entry) -> Matter | None:
        """The matter that a told decision or opinion is about.

        What an interpellation or a question tells of decisions is about the matter that it asks after, never about
        itself: a council does not grant an interpellation.
        """
        if self.kept.kind in ("interpellation", "question", "interpellation_answer", "question_answer"):
            for subject, matter in self.matters:
                if subject.key.startswith("related"):
                    return matter
        return self.matter_for(entry)
