"""A commitment with all that stands on its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from samfrid.commitments.groups import Life, lives_of
from samfrid.commitments.models import Commitment, CommitmentTag, Handover, Origin, Override, Progress
from samfrid.municipalities.models import Organisation
from samfrid.provenance.models import Source
from samfrid.provenance.queries import sources_of


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """All that a commitment's page shows."""

    commitment: Commitment
    partners: list[Organisation]
    origins: list[Origin]
    #: the latest first, each with the evidence that the reader may see
    progress: list[Progress]
    sources: dict[UUID, list[Source]]
    tags: list[CommitmentTag] = field(default_factory=list)
    #: those that have not been ended, also such whose day has passed
    overrides: list[Override] = field(default_factory=list)
    #: the latest first
    handovers: list[Handover] = field(default_factory=list)
    #: what became of it in plans
    lives: list[Life] = field(default_factory=list)


def commitment_page(commitment: Commitment) -> CommitmentPage:
    """A commitment with all that stands on its page."""
    progress = list(commitment.progress.prefetch_related("evidence").order_by("-on", "-created_at"))
    return CommitmentPage(
        commitment,
        list(commitment.partners.all()),
        list(commitment.origins.order_by("created_at")),
        progress,
        sources_of([commitment, *progress]),
        list(commitment.tags.order_by("scheme", "name")),
        [one for one in commitment.overrides.all() if one.ended_on is None],
        list(commitment.handovers.select_related("from_unit", "to_unit").order_by("-on", "-created_at")),
        lives_of(commitment),
    )


def latest_report(commitment: Commitment) -> Progress | None:
    """The report that came last, whatever day it is about: what a reporter has to have seen."""
    return commitment.progress.order_by("-created_at").first()
