"""What the trail says of acts on plans and routines."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy

from samfrid.municipalities.shown import Acts

ACTS: Final[Acts] = {
    "plans.register": gettext_lazy("förde in planen eller en uppgift om den"),
    "plans.add_goal": gettext_lazy("lade till ett mål"),
    "plans.add_activity": gettext_lazy("lade till en aktivitet"),
    "plans.adopt": gettext_lazy("registrerade att planen antagits"),
    "plans.begin": gettext_lazy("lät åtagandena följa versionen när den började gälla"),
    "plans.start": gettext_lazy("började på planen"),
    "plans.new_version": gettext_lazy("gjorde ett förslag till ny version"),
    "plans.change_period": gettext_lazy("ändrade tiden som förslaget gäller"),
    "plans.change_goal": gettext_lazy("ändrade ett mål i förslaget"),
    "plans.correct_goal": gettext_lazy("rättade hur ett mål har förts in"),
    "plans.remove_goal": gettext_lazy("tog bort ett mål ur förslaget"),
    "plans.remove_activity": gettext_lazy("tog bort en aktivitet ur förslaget"),
    "plans.describe": gettext_lazy("ändrade planens namn eller slag"),
    "plans.add_alias": gettext_lazy("lade till ett namn som planen också har"),
    "plans.remove_alias": gettext_lazy("tog bort ett namn på planen"),
    "plans.set_review": gettext_lazy("ändrade när planen ska ses över"),
    "plans.remove_draft": gettext_lazy("tog bort förslaget"),
    "plans.change_activity": gettext_lazy("ändrade en aktivitet i förslaget"),
    "plans.succeed": gettext_lazy("lät en aktivitet ersättas av eller gå upp i en annan"),
    "plans.bring_back": gettext_lazy("tog tillbaka en aktivitet i förslaget"),
    "plans.save_layout": gettext_lazy("ändrade hur planer ser ut som fil"),
    "plans.add_indicator": gettext_lazy("lade till en indikator"),
    "plans.give_value": gettext_lazy("gav ett värde"),
    "plans.withdraw_value": gettext_lazy("tog bort ett värde"),
    "plans.enter_training": gettext_lazy("förde in utbildningen"),
    "plans.change_training": gettext_lazy("ändrade uppgifter om utbildningen"),
    "plans.evidence_of_training": gettext_lazy("angav vilken handling som visar utbildningen"),
    "plans.strike_training": gettext_lazy("strök utbildningen"),
    "plans.enter_routine": gettext_lazy("förde in rutinen"),
    "plans.change_routine": gettext_lazy("ändrade uppgifter om rutinen"),
    "plans.decide_routine": gettext_lazy("registrerade vem som beslutat rutinen"),
    "plans.review_routine": gettext_lazy("gick igenom rutinen"),
    "plans.write_down": gettext_lazy("angav var rutinen är nedskriven"),
    "plans.end_routine": gettext_lazy("registrerade att rutinen upphört"),
    "plans.resume_routine": gettext_lazy("återtog att rutinen upphört"),
}
