"""The ledger and what has been said of it since."""

from __future__ import annotations

from samfrid.commitments.models.ledger import (
    SETTLED,
    Arena,
    Commitment,
    CommitmentPartner,
    CommitmentTag,
    DatePrecision,
    Execution,
    Kind,
    Level,
    Origin,
    OriginKind,
    Scheme,
)
from samfrid.commitments.models.progress import (
    Computed,
    Evidence,
    EvidenceKind,
    Handover,
    Override,
    Progress,
    Via,
)

__all__ = [
    "SETTLED",
    "Arena",
    "Commitment",
    "CommitmentPartner",
    "CommitmentTag",
    "Computed",
    "DatePrecision",
    "Evidence",
    "EvidenceKind",
    "Execution",
    "Handover",
    "Kind",
    "Level",
    "Origin",
    "OriginKind",
    "Override",
    "Progress",
    "Scheme",
    "Via",
]
