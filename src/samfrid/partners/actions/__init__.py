"""The verbs of agreements and their money, and of cooperation groups and their meetings."""

from samfrid.partners.actions.agreements import AmountIn, record_follow_up, register_agreement
from samfrid.partners.actions.cooperation import (
    GROUP,
    MEETING,
    PointIn,
    add_member,
    cancel_meeting,
    change_group,
    end_member,
    form_group,
    hold_meeting,
    move_meeting,
    plan_meeting,
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
    "PaymentIn",
    "PointIn",
    "add_member",
    "cancel_meeting",
    "change_group",
    "decline",
    "end_member",
    "form_group",
    "hold_meeting",
    "move_meeting",
    "pay",
    "plan_meeting",
    "plan_payment",
    "plan_payments",
    "record_follow_up",
    "register_agreement",
    "release",
    "set_decide_by",
    "strike_payment",
]
