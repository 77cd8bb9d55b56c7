"""What gaps in the clocks beside the year of KL 5:35 say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words, ago, day, quoted
from samfrid.gaps.sentences.matters import kind


def _local_day_passed(gap: Gap, today: dt.date) -> str:
    values = {"kind": kind(gap), "title": quoted(gap.title), "day": day(gap), "ago": ago(gap.day or gap.since, today)}
    return {
        "over": _("%(kind)s ”%(title)s” skulle ha avgjorts senast %(day)s, för %(ago)s sedan."),
        "near": _("%(kind)s ”%(title)s” ska avgöras senast %(day)s."),
        "over_answer": _("%(kind)s ”%(title)s” skulle ha besvarats senast %(day)s, för %(ago)s sedan."),
        "near_answer": _("%(kind)s ”%(title)s” ska besvaras senast %(day)s."),
    }[gap.facts["case"]] % values


def _answer_late(gap: Gap, today: dt.date) -> str:
    values = {"kind": kind(gap), "title": quoted(gap.title), "day": day(gap), "ago": ago(gap.day or gap.since, today)}
    values["who"] = gap.facts.get("who") or _("Den tillfrågade")
    return {
        "meeting": _(
            "%(who)s skulle ha svarat på ”%(title)s” på sammanträdet %(day)s, men det är inte antecknat att den"
            " besvarades."
        ),
        "written": _("%(who)s skulle ha lämnat det skriftliga svaret på ”%(title)s” senast %(day)s."),
        "unplanned": _(
            "%(kind)s ”%(title)s” väcktes %(day)s, för %(ago)s sedan, och ingen har sagt vem som svarar när."
        ),
    }[gap.facts["case"]] % values


def _proposal_not_reported(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": quoted(gap.title), "day": day(gap), "body": gap.facts["body"]}
    if gap.facts["case"] == "over":
        return (
            _("%(body)s skulle ha berättat för fullmäktige om medborgarförslaget ”%(title)s” senast %(day)s.") % values
        )
    return _("%(body)s ska berätta för fullmäktige om medborgarförslaget ”%(title)s” senast %(day)s.") % values


_ANSWER: Final = (gettext_lazy("Anteckna svaret"), "#svar")

WORDS: Final[dict[str, Words]] = {
    "local_day_passed": Words(
        name=gettext_lazy("Ärende förbi kommunens egen sista dag"),
        looks=gettext_lazy(
            "Letar efter ärenden som enligt kommunens egna regler för ärendetypen skulle ha avgjorts eller besvarats,"
            " eller snart ska."
        ),
        basis=gettext_lazy("Kommunens egna regler för ärendetypen"),
        sentence=_local_day_passed,
        act=(gettext_lazy("Registrera beslut"), "#beslut"),
        acts={"over_answer": _ANSWER, "near_answer": _ANSWER},
        right="matters.decide",
        severity=Severity.BROKEN,
    ),
    "answer_late": Words(
        name=gettext_lazy("Interpellation eller fråga utan svar"),
        looks=gettext_lazy(
            "Letar efter interpellationer och frågor som inte besvarades på sitt sammanträde, vars skriftliga svar inte"
            " kom i tid, eller som ingen har sagt när de besvaras."
        ),
        basis=gettext_lazy("Fullmäktiges arbetsordning (kommunallagen 5 kap. 59–64 och 72 §§)"),
        sentence=_answer_late,
        act=(gettext_lazy("Anteckna svaret"), ""),
        where=lambda gap: reverse("matters:reply", args=[gap.record_id]),
        right="matters.edit",
        severity=Severity.BROKEN,
        law=("KL 5:59", "KL 5:72"),
    ),
    "proposal_not_reported": Words(
        name=gettext_lazy("Medborgarförslag som nämnden inte har redovisat"),
        looks=gettext_lazy(
            "Letar efter medborgarförslag som en nämnd ska besluta om, och som fullmäktige inte har fått veta något om"
            " på ett år."
        ),
        basis=gettext_lazy("Kommunallagen 6 kap. 34 §"),
        sentence=_proposal_not_reported,
        act=(gettext_lazy("Anteckna redovisningen"), "#gang"),
        right="matters.edit",
        severity=Severity.BROKEN,
        law=("KL 6:34",),
    ),
}
