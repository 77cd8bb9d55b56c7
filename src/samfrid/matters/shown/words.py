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
    "matters.entitle": gettext_lazy("gav ärendet dess rubrik"),
    "matters.set_type": gettext_lazy("ändrade reglerna för en ärendetyp"),
    "matters.relate": gettext_lazy("knöt ihop det med ett annat ärende"),
    "matters.open_minutes": gettext_lazy("lade upp protokollet"),
    "matters.describe_minutes": gettext_lazy("ändrade uppgifterna om protokollet"),
    "matters.adjust": gettext_lazy("angav när protokollet justerades"),
    "matters.announce": gettext_lazy("angav när protokollet anslogs"),
    "matters.take_down": gettext_lazy("angav när anslaget togs ned"),
    "matters.appeal": gettext_lazy("antecknade ett överklagande"),
    "matters.settle_appeal": gettext_lazy("angav när överklagandet avgjordes"),
    "matters.place": gettext_lazy("förde beslutet till ett protokoll"),
    "matters.add_recipient": gettext_lazy("lade till en mottagare av beslutet"),
    "matters.remove_recipient": gettext_lazy("tog bort en mottagare av beslutet"),
    "matters.send": gettext_lazy("antecknade att beslutet skickades"),
}
#: in an entry's details, what the act was about
TOLD: Final = ("number", "name", "raised", "body")
