"""The verbs of the ledger."""

from __future__ import annotations

from samfrid.commitments.actions.answering import (
    abolish_unit,
    assign,
    hand_over,
    set_contact,
    set_due,
    set_report_back,
    take,
)
from samfrid.commitments.actions.making import (
    Link,
    add_origin,
    commit,
    describe,
    promise_more,
    revise,
    take_access,
)
from samfrid.commitments.actions.outside import set_organisations
from samfrid.commitments.actions.overriding import end_override, override
from samfrid.commitments.actions.reporting import (
    NOT_GIVEN,
    EvidenceIn,
    Overtaken,
    add_evidence,
    report,
    reported_back,
    withdraw_evidence,
)

__all__ = [
    "NOT_GIVEN",
    "EvidenceIn",
    "Link",
    "Overtaken",
    "abolish_unit",
    "add_evidence",
    "add_origin",
    "assign",
    "commit",
    "describe",
    "end_override",
    "hand_over",
    "override",
    "promise_more",
    "report",
    "reported_back",
    "revise",
    "set_contact",
    "set_due",
    "set_organisations",
    "set_report_back",
    "take",
    "take_access",
    "withdraw_evidence",
]
