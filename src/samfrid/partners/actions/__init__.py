"""The verbs of agreements and their money, and of cooperation groups and their meetings."""

from samfrid.partners.actions.agenda import ItemIn, set_agenda
from samfrid.partners.actions.agreements import AmountIn, record_follow_up, register_agreement
from samfrid.partners.actions.cooperation import add_member, change_group, end_member, form_group
from samfrid.partners.actions.dialogue import change_talk, note_talk
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

__all__ = [
    "GROUP",
    "MEETING",
    "AmountIn",
    "ItemIn",
    "PaymentIn",
    "PointIn",
    "accept_meeting",
    "add_member",
    "answer_invitation",
    "cancel_meeting",
    "change_group",
    "change_talk",
    "decline",
    "decline_meeting",
    "end_member",
    "form_group",
    "hold_meeting",
    "invite",
    "move_meeting",
    "new_invitation_link",
    "note_talk",
    "pay",
    "plan_meeting",
    "plan_payment",
    "plan_payments",
    "propose_meeting",
    "record_follow_up",
    "register_agreement",
    "release",
    "remind_of_meetings",
    "revoke_invitation",
    "set_agenda",
    "set_decide_by",
    "strike_payment",
]
