"""The audit trail's codes in words: what was done, and to what kind of record."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samfrid.commitments import shown as commitments
from samfrid.documents.words import RECORD_NAMES
from samfrid.editions import shown as editions
from samfrid.gaps import shown as gaps
from samfrid.matters import shown as matters
from samfrid.partners import shown as partners
from samfrid.partners.shown import organisations
from samfrid.plans import shown as plans
from samfrid.post import shown as post
from samfrid.reporting import shown as reporting
from samfrid.survey import shown as survey
from samfrid.yearly import shown as yearly

ACTS: Final[dict[str, str | Promise]] = {
    "documents.receive": _("lade till en handling"),
    "documents.read": _("läste handlingen"),
    "documents.fail": _("kunde inte läsa handlingen"),
    "documents.retry": _("bad om att handlingen läses igen"),
    "documents.remove": _("tog bort handlingen"),
    "documents.move": _("flyttade handlingen till en annan kommun"),
    "documents.accept": _("godkände ett förslag"),
    "documents.accept_certain": _("godkände alla säkra förslag"),
    "documents.reject": _("avvisade ett förslag"),
    "documents.absent": _("sade att ett förslag inte står i texten"),
    "documents.reopen": _("öppnade ett förslag igen"),
    "documents.edit": _("ändrade ett förslag"),
    "documents.runner_up": _("valde det andra förslaget i stället"),
    "documents.add": _("lade till en uppgift"),
    "documents.withdraw": _("tog bort en uppgift"),
    "documents.confirm_municipality": _("svarade på vilken kommun handlingen hör till"),
    "documents.approve": _("godkände ett dokument"),
    "documents.classify": _("ändrade åtkomsten till handlingen"),
    "users.add": _("gav en roll"),
    "openness.make_key": _("gjorde en API-nyckel"),
    "openness.revoke_key": _("återkallade en API-nyckel"),
    "users.end": _("tog bort en roll"),
    **gaps.ACTS,
    **matters.ACTS,
    **commitments.ACTS,
    **plans.ACTS,
    **editions.ACTS,
    **post.ACTS,
    **reporting.ACTS,
    **partners.ACTS,
    **organisations.ACTS,
    **survey.ACTS,
    **yearly.ACTS,
}
_KINDS: Final[dict[str, str | Promise]] = {
    **RECORD_NAMES,
    "documents.document": _("Handling"),
    "documents.finding": _("Förslag"),
    "plans.routine": _("Rutin"),
    "plans.training": _("Utbildning"),
    "survey.sheet": _("Enkät"),
    "post.letter": _("Brev"),
    "reporting.round": _("Omgång"),
    "yearly.sitting": _("Sammanträde"),
    "yearly.feed": _("Adress till kalender"),
    "openness.apitoken": _("API-nyckel"),
    "municipalities.organisation": _("Organisation"),
    "partners.group": _("Samverkansgrupp"),
    "partners.yearreport": _("Årsrapport"),
    "gaps.gap": _("Brist"),
    "gaps.rulesetting": _("Regel om brister"),
    "editions.edition": _("Utgåva"),
    "editions.editionform": _("Uppföljningslistans form"),
}


def act(code: str) -> str:
    """What was done, in words; an act of another version by its code."""
    return str(ACTS.get(code, code))


def kind(code: str) -> str:
    """What kind of record it was done to; nothing for a kind that has no name of its own."""
    return str(_KINDS.get(code, ""))
