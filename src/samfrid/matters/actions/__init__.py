"""The verbs of the registrar: register, refer, decide, promise. Everything that writes matters goes through here."""

from samfrid.matters.actions.correcting import Corrected, correct_decision
from samfrid.matters.actions.decisions import clause_link, promise, record_decision
from samfrid.matters.actions.listed import rebuild, refresh
from samfrid.matters.actions.referrals import (
    add_referral,
    answer_referral,
    refer,
    remind,
    set_referral_due,
    withdraw_referral,
)
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
from samfrid.matters.actions.taking import add_recusal, add_reservation, add_vote, take_away
from samfrid.matters.joining import ClauseIn

__all__ = [
    "ClauseIn",
    "Corrected",
    "add_number",
    "add_person",
    "add_question",
    "add_recusal",
    "add_referral",
    "add_request",
    "add_reservation",
    "add_vote",
    "answer_referral",
    "clause_link",
    "correct_decision",
    "entitle",
    "promise",
    "rebuild",
    "record_decision",
    "refer",
    "refresh",
    "register",
    "relate",
    "remind",
    "set_raised",
    "set_referral_due",
    "take_away",
    "withdraw_referral",
]
