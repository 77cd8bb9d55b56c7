"""Agreements and cooperation groups as the templates take them: periods, sums, days and rhythms in words."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy

from samfrid.municipalities.shown import Acts
from samfrid.partners.shown.agreements import (
    amount_state,
    drawing,
    facts,
    follow_up_state,
    kronor,
    now,
    payment_meta,
    payment_row,
    payment_state,
    row,
    standing,
)

ACTS: Final[Acts] = {
    "partners.register_agreement": gettext_lazy("förde in avtalet eller en uppgift om det"),
    "partners.release": gettext_lazy("antecknade att ett villkor är uppfyllt"),
    "partners.decline": gettext_lazy("antecknade att ett villkor inte uppfylldes"),
    "partners.set_decide_by": gettext_lazy("ändrade när ett villkor ska avgöras"),
    "partners.record_follow_up": gettext_lazy("antecknade en uppföljning"),
    "partners.plan_payment": gettext_lazy("planerade en betalning"),
    "partners.plan_payments": gettext_lazy("planerade betalningar"),
    "partners.pay": gettext_lazy("antecknade en betalning"),
    "partners.strike_payment": gettext_lazy("strök en betalning"),
    "partners.form_group": gettext_lazy("lade upp samverkansgruppen"),
    "partners.change_group": gettext_lazy("ändrade gruppens uppgifter"),
    "partners.add_member": gettext_lazy("tog med en medlem"),
    "partners.end_member": gettext_lazy("avslutade en medlem"),
    "partners.plan_meeting": gettext_lazy("planerade ett möte"),
    "partners.move_meeting": gettext_lazy("flyttade ett möte"),
    "partners.hold_meeting": gettext_lazy("antecknade ett möte"),
    "partners.correct_meeting": gettext_lazy("rättade anteckningarna från ett möte"),
    "partners.add_undertaking": gettext_lazy("förde in ett åtagande"),
    "partners.promise_goal": gettext_lazy("gjorde ett mål till ett åtagande"),
    "partners.plan_follow_up": gettext_lazy("planerade en uppföljning"),
    "partners.call_off_follow_up": gettext_lazy("ställde in en uppföljning"),
    "partners.start_report": gettext_lazy("började på årsrapporten"),
    "partners.write_report": gettext_lazy("skrev i årsrapporten"),
    "partners.remove_report_line": gettext_lazy("tog bort en rad ur årsrapporten"),
    "partners.submit_report": gettext_lazy("lämnade in årsrapporten"),
    "partners.ask_for_correction": gettext_lazy("bad om en rättelse av årsrapporten"),
    "partners.cancel_meeting": gettext_lazy("ställde in ett möte"),
    "partners.propose_meeting": gettext_lazy("föreslog ett möte"),
    "partners.accept_meeting": gettext_lazy("antog ett föreslaget möte"),
    "partners.decline_meeting": gettext_lazy("avböjde ett föreslaget möte"),
    "partners.invite": gettext_lazy("bjöd in till ett möte"),
    "partners.revoke_invitation": gettext_lazy("tog tillbaka en inbjudan"),
    "partners.answer_invitation": gettext_lazy("svarade på en inbjudan"),
    "partners.set_agenda": gettext_lazy("skrev dagordningen till ett möte"),
    "partners.note_talk": gettext_lazy("antecknade ett samtal"),
    "partners.change_talk": gettext_lazy("ändrade anteckningen om ett samtal"),
}

__all__ = [
    "ACTS",
    "amount_state",
    "drawing",
    "facts",
    "follow_up_state",
    "kronor",
    "now",
    "payment_meta",
    "payment_row",
    "payment_state",
    "row",
    "standing",
]
