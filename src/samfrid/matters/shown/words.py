"""This room in words: its acts, for a record's history and the event log, and a matter as running text names it."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samfrid.matters.models import MatterKind
from samfrid.municipalities.shown import Acts

ACTS: Final[Acts] = {
    "matters.register": gettext_lazy("lade upp ärendet"),
    "matters.set_raised": gettext_lazy("angav dagen då det väcktes"),
    "matters.add_number": gettext_lazy("lade till ett diarienummer"),
    "matters.add_person": gettext_lazy("lade till en person"),
    "matters.add_request": gettext_lazy("lade till ett yrkande"),
    "matters.add_question": gettext_lazy("lade till en fråga"),
    "matters.answer_question": gettext_lazy("lade till ett svar"),
    "matters.complete_answer": gettext_lazy("kompletterade ett svar"),
    "matters.refer": gettext_lazy("antecknade ett yttrande"),
    "matters.refer_to": gettext_lazy("skickade ärendet på remiss"),
    "matters.answer_referral": gettext_lazy("antecknade ett remissvar"),
    "matters.remind": gettext_lazy("påminde om ett remissvar"),
    "matters.set_referral_due": gettext_lazy("ändrade sista dagen för ett remissvar"),
    "matters.withdraw_referral": gettext_lazy("återtog en remiss"),
    "matters.add_vote": gettext_lazy("antecknade en omröstning"),
    "matters.add_reservation": gettext_lazy("antecknade en reservation"),
    "matters.add_recusal": gettext_lazy("antecknade jäv"),
    "matters.take_away": gettext_lazy("tog bort en felaktig uppgift om hur beslutet fattades"),
    "matters.correct_decision": gettext_lazy("rättade ett beslut"),
    "matters.reverse": gettext_lazy("antecknade att ett beslut är upphävt"),
    "matters.let_stand": gettext_lazy("antecknade att ett beslut inte längre är upphävt"),
    "matters.propose": gettext_lazy("antecknade ett förslag till beslut"),
    "matters.decide": gettext_lazy("registrerade ett beslut"),
    "matters.promise": gettext_lazy("gjorde ett åtagande av en att-sats"),
    "matters.entitle": gettext_lazy("gav ärendet dess rubrik"),
    "matters.set_type": gettext_lazy("ändrade reglerna för en ärendetyp"),
    "matters.open_series": gettext_lazy("öppnade en nummerserie"),
    "matters.take_number": gettext_lazy("tog ett diarienummer ur serien"),
    "matters.place_number": gettext_lazy("förde in ett diarienummer i serien"),
    "matters.classify": gettext_lazy("ändrade åtkomsten"),
    "matters.publish": gettext_lazy("publicerade ärendet"),
    "matters.unpublish": gettext_lazy("avpublicerade ärendet"),
    "matters.attach": gettext_lazy("lade till en handling"),
    "matters.detach": gettext_lazy("tog bort en handling"),
    "matters.unrelate": gettext_lazy("skilde det från ett annat ärende"),
    "matters.relate": gettext_lazy("knöt ihop det med ett annat ärende"),
    "matters.take_step": gettext_lazy("antecknade ett steg"),
    "matters.strike": gettext_lazy("strök ett steg"),
    "matters.refer_back": gettext_lazy("antecknade en återremiss"),
    "matters.table": gettext_lazy("antecknade en bordläggning"),
    "matters.end_pause": gettext_lazy("avslutade ett uppehåll"),
    "matters.move_pause": gettext_lazy("flyttade ett uppehåll med beslutet som det började med"),
    "matters.remove_pause": gettext_lazy("tog bort ett uppehåll"),
    "matters.plan_reply": gettext_lazy("planerade svaret"),
    "matters.move_reply": gettext_lazy("flyttade svaret till ett annat sammanträde"),
    "matters.give_answer": gettext_lazy("lämnade svaret till frågeställaren"),
    "matters.answer_in_council": gettext_lazy("antecknade att den besvarades"),
    "matters.ask_about": gettext_lazy("knöt en fråga till ett beslut"),
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
    # of the memo workshop, a floor above; they are done to the matter
    "answers.start_memo": gettext_lazy("började på en tjänsteskrivelse"),
    "answers.save_version": gettext_lazy("sparade en version av tjänsteskrivelsen"),
    "answers.take_back": gettext_lazy("läste in tjänsteskrivelsen från Word"),
    "answers.finish_memo": gettext_lazy("sade att tjänsteskrivelsen är klar"),
    "answers.reopen_memo": gettext_lazy("öppnade tjänsteskrivelsen igen"),
    "answers.save_template": gettext_lazy("sparade en mall för tjänsteskrivelser"),
}
#: a matter in its definite form, as it stands in running text
THE: Final[dict[MatterKind, str | Promise]] = {
    MatterKind.MOTION: gettext_lazy("motionen"),
    MatterKind.INTERPELLATION: gettext_lazy("interpellationen"),
    MatterKind.QUESTION: gettext_lazy("frågan"),
    MatterKind.INITIATIVE: gettext_lazy("initiativärendet"),
    MatterKind.CITIZEN_PROPOSAL: gettext_lazy("medborgarförslaget"),
    MatterKind.AUDIT_LETTER: gettext_lazy("revisionsskrivelsen"),
    MatterKind.OWN: gettext_lazy("ärendet"),
}
#: in an entry's details, what the act was about
TOLD: Final = ("number", "name", "raised", "body")
