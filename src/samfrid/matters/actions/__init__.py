"""The verbs of the registrar: register, refer, decide, promise. Everything that writes matters goes through here."""

from samfrid.matters.actions.correcting import Corrected, correct_decision
from samfrid.matters.actions.decisions import clause_link, promise, record_decision
from samfrid.matters.actions.dispatch import add_recipient, remove_recipient, send, send_all
from samfrid.matters.actions.listed import rebuild, refresh
from samfrid.matters.actions.minutes import (
    adjust,
    announce,
    appeal,
    describe_minutes,
    open_minutes,
    place,
    settle_appeal,
    take_down,
)
from samfrid.matters.actions.pauses import (
    end_open_pause,
    end_pause,
    pause_from_decision,
    refer_back,
    remove_pause,
    table,
)
from samfrid.matters.actions.process import strike, take_step
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
from samfrid.matters.actions.replies import (
    answer_in_council,
    ask_about,
    complete_answer,
    give_answer,
    late_answer,
    plan_reply,
)
from samfrid.matters.actions.reports import tell_council, write_off
from samfrid.matters.actions.taking import add_recusal, add_reservation, add_vote, take_away
from samfrid.matters.joining import ClauseIn

__all__ = [
    "ClauseIn",
    "Corrected",
    "add_number",
    "add_person",
    "add_question",
    "add_recipient",
    "add_recusal",
    "add_referral",
    "add_request",
    "add_reservation",
    "add_vote",
    "adjust",
    "announce",
    "answer_in_council",
    "answer_referral",
    "appeal",
    "ask_about",
    "clause_link",
    "complete_answer",
    "correct_decision",
    "describe_minutes",
    "end_open_pause",
    "end_pause",
    "entitle",
    "give_answer",
    "late_answer",
    "open_minutes",
    "pause_from_decision",
    "place",
    "plan_reply",
    "promise",
    "rebuild",
    "record_decision",
    "refer",
    "refer_back",
    "refresh",
    "register",
    "relate",
    "remind",
    "remove_pause",
    "remove_recipient",
    "send",
    "send_all",
    "set_raised",
    "set_referral_due",
    "settle_appeal",
    "strike",
    "table",
    "take_away",
    "take_down",
    "take_step",
    "tell_council",
    "withdraw_referral",
    "write_off",
]
