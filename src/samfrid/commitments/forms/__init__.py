"""The forms of commitments."""

from __future__ import annotations

from samfrid.commitments.forms.answering import (
    AbolishForm,
    AssignForm,
    ContactForm,
    DescribeForm,
    DueForm,
    HandOverForm,
    OverrideForm,
    ReportBackForm,
    ReportedBackForm,
    SetContactForm,
    TakeForm,
)
from samfrid.commitments.forms.making import CommitForm, ask_for_unit
from samfrid.commitments.forms.reporting import EvidenceForm, ReportForm, WithdrawForm

__all__ = [
    "AbolishForm",
    "AssignForm",
    "CommitForm",
    "ContactForm",
    "DescribeForm",
    "DueForm",
    "EvidenceForm",
    "HandOverForm",
    "OverrideForm",
    "ReportBackForm",
    "ReportForm",
    "ReportedBackForm",
    "SetContactForm",
    "TakeForm",
    "WithdrawForm",
    "ask_for_unit",
]
