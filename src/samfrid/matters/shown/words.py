"""The acts of this room in words, for a record's history and the event log."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy

from samfrid.municipalities.shown import Acts

ACTS: Final[Acts] = {
    "matters.register": gettext_lazy("lade upp ärendet"),
    "matters.set_raised": gettext_lazy("angav dagen då det väcktes"),
    "matters.add_number": gettext_lazy("lade till ett diarienummer"),
    "matters.add_person": gettext_lazy("lade till en person"),
    "matters.add_request": gettext_lazy("lade till ett yrkande"),
    "matters.add_question": gettext_lazy("lade till en fråga"),
    "matters.answer_question": gettext_lazy("lade till ett svar"),
    "matters.refer": gettext_lazy("antecknade ett yttrande"),
    "matters.propose": gettext_lazy("antecknade ett förslag till beslut"),
    "matters.decide": gettext_lazy("registrerade ett beslut"),
    "matters.promise": gettext_lazy("gjorde ett åtagande av en att-sats"),
    "matters.relate": gettext_lazy("knöt ihop det med ett annat ärende"),
}
#: in an entry's details, what the act was about
TOLD: Final = ("number", "name", "raised", "body")
