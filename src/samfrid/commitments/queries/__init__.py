"""What the pages of commitments read. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

from samfrid.commitments.queries.listing import Asked, Filter, commitments, every, narrowed, tags_in_use
from samfrid.commitments.queries.page import CommitmentPage, commitment_page, latest_report
from samfrid.commitments.queries.standing import facts_of, standing_of, with_standing

__all__ = [
    "Asked",
    "CommitmentPage",
    "Filter",
    "commitment_page",
    "commitments",
    "every",
    "facts_of",
    "latest_report",
    "narrowed",
    "standing_of",
    "tags_in_use",
    "with_standing",
]
