"""The verbs of the registrar: register, refer, decide, promise. Everything that writes matters goes through here."""

from samfrid.matters.actions.decisions import clause_link, promise, record_decision
from samfrid.matters.actions.listed import rebuild, refresh
from samfrid.matters.actions.referrals import add_referral
from samfrid.matters.actions.register import (
    add_number,
    add_person,
    add_question,
    add_request,
    entitle,
    register,
    relate,
    set_raised,
)
from samfrid.matters.joining import ClauseIn

__all__ = [
    "ClauseIn",
    "add_number",
    "add_person",
    "add_question",
    "add_referral",
    "add_request",
    "clause_link",
    "entitle",
    "promise",
    "rebuild",
    "record_decision",
    "refresh",
    "register",
    "relate",
    "set_raised",
]
