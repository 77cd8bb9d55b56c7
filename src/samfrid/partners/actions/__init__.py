"""The verbs of agreements and their money, and of cooperation groups and their meetings."""

from samfrid.partners.actions.agenda import ItemIn, set_agenda
from samfrid.partners.actions.agreements import AmountIn, record_follow_up, register_agreement
from samfrid.partners.actions.amending import AmendmentIn, amend, prolong
from samfrid.partners.actions.cooperation import add_member, change_group, end_member, form_group
from samfrid.partners.actions.dialogue import change_talk, note_talk
from samfrid.partners.actions.follow_ups import (
    GoalIn,
    call_off_follow_up,
    hold_follow_up,
    plan_follow_up,
)
from samfrid.partners.actions.grounds import answer_procurement, save_settings, set_index, set_population
from samfrid.partners.actions.inviting import (
    answer_invitation,
    invite,
    new_invitation_link,
    remind_of_meetings,
    revoke_invitation,
)
from samfrid.partners.actions.meetings import (
    GROUP,
    MEETING,
    PointIn,
    accept_meeting,
    cancel_meeting,
    decline_meeting,
    hold_meeting,
    move_meeting,
    plan_meeting,
    propose_meeting,
)
from samfrid.partners.actions.money import (
    PaymentIn,
    decline,
    pay,
    plan_payment,
    plan_payments,
    release,
    set_decide_by,
    strike_payment,
)
from samfrid.partners.actions.nights import run_day
from samfrid.partners.actions.notices import give_notice, withdraw_notice
from samfrid.partners.actions.sums import SumIn, add_amount, change_amount, strike_amount
from samfrid.partners.actions.terms import AgreementIn, PartyIn, correct_agreement, make_agreement
from samfrid.partners.actions.undertakings import (
    add_goal,
    add_undertaking,
    agreement_link,
    promise_goal,
    promise_goals,
)
from samfrid.partners.actions.year_report import (
    LineIn,
    ShareIn,
    ask_for_correction,
    is_own,
    remove_line,
    start_report,
    submit_report,
    write_line,
    write_summary,
)

__all__ = [
    "GROUP",
    "MEETING",
    "AgreementIn",
    "AmendmentIn",
    "AmountIn",
    "GoalIn",
    "ItemIn",
    "LineIn",
    "PartyIn",
    "PaymentIn",
    "PointIn",
    "ShareIn",
    "SumIn",
    "accept_meeting",
    "add_amount",
    "add_goal",
    "add_member",
    "add_undertaking",
    "agreement_link",
    "amend",
    "answer_invitation",
    "answer_procurement",
    "ask_for_correction",
    "call_off_follow_up",
    "cancel_meeting",
    "change_amount",
    "change_group",
    "change_talk",
    "correct_agreement",
    "decline",
    "decline_meeting",
    "end_member",
    "form_group",
    "give_notice",
    "hold_follow_up",
    "hold_meeting",
    "invite",
    "is_own",
    "make_agreement",
    "move_meeting",
    "new_invitation_link",
    "note_talk",
    "pay",
    "plan_follow_up",
    "plan_meeting",
    "plan_payment",
    "plan_payments",
    "prolong",
    "promise_goal",
    "promise_goals",
    "propose_meeting",
    "record_follow_up",
    "register_agreement",
    "release",
    "remind_of_meetings",
    "remove_line",
    "revoke_invitation",
    "run_day",
    "save_settings",
    "set_agenda",
    "set_decide_by",
    "set_index",
    "set_population",
    "start_report",
    "strike_amount",
    "strike_payment",
    "submit_report",
    "withdraw_notice",
    "write_line",
    "write_summary",
]
