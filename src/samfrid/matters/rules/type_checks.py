"""What a municipality's own rules may say, and by what paragraph each of them stands.

KL = kommunallagen (2017:725). A local rule may be stricter than the law and fill in what the law leaves open; it may
not take away what the law gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samfrid.matters.models.words import MatterKind, PutTo, Raiser
from samfrid.matters.rules.outcomes import ASKING_KINDS, ONE_YEAR_KINDS
from samfrid.matters.rules.types import STEP_ORDER, TypeRules

M: Final = MatterKind

#: who may raise it, by law
LAWFUL_RAISERS: Final[Mapping[MatterKind, frozenset[Raiser]]] = {
    M.MOTION: frozenset({Raiser.COUNCIL_MEMBER}),
    M.INTERPELLATION: frozenset({Raiser.COUNCIL_MEMBER}),
    M.QUESTION: frozenset({Raiser.COUNCIL_MEMBER}),
    M.INITIATIVE: frozenset({Raiser.COMMITTEE_MEMBER}),
    M.CITIZEN_PROPOSAL: frozenset({Raiser.RESIDENT}),
    M.AUDIT_LETTER: frozenset({Raiser.AUDITOR}),
    M.OWN: frozenset(Raiser),
}
#: to whom it may be put, by law
LAWFUL_PUT_TO: Final[Mapping[MatterKind, frozenset[PutTo]]] = {
    M.MOTION: frozenset({PutTo.COUNCIL}),
    M.INTERPELLATION: frozenset({PutTo.CHAIR}),
    M.QUESTION: frozenset({PutTo.CHAIR}),
    M.INITIATIVE: frozenset({PutTo.COMMITTEE}),
    M.CITIZEN_PROPOSAL: frozenset({PutTo.COUNCIL, PutTo.COMMITTEE}),
    M.AUDIT_LETTER: frozenset({PutTo.COUNCIL, PutTo.COMMITTEE}),
    M.OWN: frozenset(PutTo),
}
_RAISED_BY: Final[Mapping[MatterKind, str]] = {
    M.MOTION: "KL 4:19, 5:22",
    M.INTERPELLATION: "KL 4:19, 5:59",
    M.QUESTION: "KL 4:19, 5:64",
    M.INITIATIVE: "KL 4:20",
    M.CITIZEN_PROPOSAL: "KL 5:22, 8:1",
    M.AUDIT_LETTER: "KL 5:22, 12 kap.",
    M.OWN: "KL 5:22",
}
_PUT_TO: Final[Mapping[MatterKind, str]] = {
    M.MOTION: "KL 5:22",
    M.INTERPELLATION: "KL 5:59",
    M.QUESTION: "KL 5:64",
    M.INITIATIVE: "KL 4:20",
    M.CITIZEN_PROPOSAL: "KL 5:23, 8:1",
    M.AUDIT_LETTER: "KL 5:22, 12 kap.",
    M.OWN: "KL 5:26–28",
}


def basis(kind: MatterKind, name: str) -> str:
    """The paragraph that a field of the Swedish set stands on; empty where the law leaves it to the municipality."""
    if name == "raisers":
        return _RAISED_BY[kind]
    if name == "put_to":
        return _PUT_TO[kind]
    if name == "decide_months" and kind in ONE_YEAR_KINDS:
        return "KL 5:35"
    if name == "pauses_extend" and kind in ONE_YEAR_KINDS:
        return "KL 5:50"
    if name == "needs_leave" and kind in ASKING_KINDS:
        return "KL 5:62" if kind == M.INTERPELLATION else "KL 5:64"
    if name == "needs_reasons" and kind == M.INTERPELLATION:
        return "KL 5:60"
    return ""


#: by the field's name, what is wrong with it
Wrong = dict[str, str]


def validate(rules: TypeRules) -> None:
    """Raise ``ValidationError`` with a sentence for each field that the law or sense forbids."""
    wrong: Wrong = {}
    for check in (_people, _clock, _asking, _before_meeting, _votes, _steps, _words):
        wrong |= check(rules)
    if wrong:
        raise ValidationError(dict(wrong))


def _words(rules: TypeRules) -> Wrong:
    wrong: Wrong = {}
    if not rules.name.strip() or len(rules.name) > 60:
        wrong["name"] = _("Skriv vad kommunen kallar ärendet, med högst 60 tecken.")
    if not rules.source.strip() or len(rules.source) > 200:
        wrong["source"] = _("Skriv var reglerna står, till exempel Arbetsordning för fullmäktige 2023, § 21.")
    return wrong


def _people(rules: TypeRules) -> Wrong:
    wrong: Wrong = {}
    raisers, put_to = LAWFUL_RAISERS[rules.kind], LAWFUL_PUT_TO[rules.kind]
    if not rules.raisers or not set(rules.raisers) <= raisers:
        wrong["raisers"] = _("Lagen säger att det väcks av %(who)s (%(basis)s).") % {
            "who": _either(sorted(str(Raiser(one).label) for one in raisers)),
            "basis": basis(rules.kind, "raisers"),
        }
    if not rules.put_to or not set(rules.put_to) <= put_to:
        wrong["put_to"] = _("Lagen säger att det ställs till %(who)s (%(basis)s).") % {
            "who": _either(sorted(str(PutTo(one).label) for one in put_to)),
            "basis": basis(rules.kind, "put_to"),
        }
    return wrong


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else _("%(some)s eller %(last)s") % {
        "some": ", ".join(words[:-1]),
        "last": words[-1],
    }  # fmt: skip


def _clock(rules: TypeRules) -> Wrong:
    """KL 5:35: within a year. A municipality may promise less (Lycksele: six months), never more."""
    months, wrong = rules.decide_months, Wrong()
    if rules.kind in ONE_YEAR_KINDS and not (months and 1 <= months <= 12):
        wrong["decide_months"] = _("Fullmäktige ska besluta inom ett år (KL 5:35). Skriv ett tal från 1 till 12.")
    elif months is not None and not 1 <= months <= 60:
        wrong["decide_months"] = _("Skriv ett antal månader från 1 till 60, eller lämna tomt.")
    if rules.warn_months and months is None:
        wrong["warn_months"] = _("Det finns ingen tid att påminna om. Ange månader till beslut först.")
    elif months is not None and any(not 1 <= one < months for one in rules.warn_months):
        wrong["warn_months"] = _("Påminn efter minst en månad och före sista dagen.")
    return wrong


def _asking(rules: TypeRules) -> Wrong:
    wrong: Wrong = {}
    if rules.kind == M.INTERPELLATION and not rules.needs_leave:
        wrong["needs_leave"] = _("Fullmäktige ska besluta om en interpellation får ställas (KL 5:62).")
    if rules.kind == M.INTERPELLATION and not rules.needs_reasons:
        wrong["needs_reasons"] = _("En interpellation ska ha en motivering (KL 5:60).")
    if rules.needs_leave and rules.kind not in ASKING_KINDS:
        wrong["needs_leave"] = _("Bara interpellationer och frågor ställs efter beslut (KL 5:62).")
    if rules.most_questions is not None and (rules.kind not in ASKING_KINDS or not 1 <= rules.most_questions <= 50):
        wrong["most_questions"] = _(
            "Ett högsta antal frågor, minst en, kan bara sättas för interpellationer och frågor."
        )
    return wrong


def _before_meeting(rules: TypeRules) -> Wrong:
    wrong: Wrong = {}
    for days, hour, label in (
        (rules.hand_in_days, rules.hand_in_hour, "hand_in"),
        (rules.answer_days, rules.answer_hour, "answer"),
    ):
        if days is not None and not 0 <= days <= 90:
            wrong[f"{label}_days"] = _("Skriv ett antal dagar från 0 till 90.")
        if hour is not None and not 0 <= hour <= 24:
            wrong[f"{label}_hour"] = _("Skriv en hel timme från 0 till 24.")
        elif hour is not None and days is None:
            wrong[f"{label}_days"] = _("Skriv hur många dagar före sammanträdet klockslaget gäller.")
    if rules.answer_days is not None and rules.kind not in ASKING_KINDS:
        wrong["answer_days"] = _("Bara interpellationer och frågor besvaras före ett sammanträde.")
    return wrong


def _votes(rules: TypeRules) -> Wrong:
    wrong: Wrong = {}
    threshold = rules.votes is not None or rules.votes_per_thousand is not None
    if rules.votes is not None and rules.votes_per_thousand is not None:
        wrong["votes_per_thousand"] = _("Ange antingen ett antal röster eller röster per tusen invånare.")
    elif (rules.votes is not None and rules.votes < 1) or (
        rules.votes_per_thousand is not None and not 0 < rules.votes_per_thousand <= 999
    ):
        wrong["votes"] = _("Antalet röster ska vara större än noll.")
    if threshold and rules.kind != M.CITIZEN_PROPOSAL:
        wrong["votes"] = _("Bara e-förslag har en gräns för röster.")
    if rules.votes_days is not None and (not threshold or rules.votes_days < 1):
        wrong["votes_days"] = _("Dagar att rösta hör till en gräns för röster, och är minst en.")
    return wrong


def _steps(rules: TypeRules) -> Wrong:
    steps = list(rules.steps)
    if any(step not in STEP_ORDER for step in steps):
        return {"steps": _("Ett av stegen finns inte. Välj bland dem som visas.")}
    if steps != [step for step in STEP_ORDER if step in steps]:
        return {"steps": _("Stegen kommer i fel ordning.")}
    ends = {"answered"} if rules.kind in ASKING_KINDS else {"decided"}
    if not {"received", *ends} <= set(steps):
        return {"steps": _("Stegen ska börja med att ärendet kommer in, och leda till ett beslut eller svar.")}
    if rules.needs_leave and "put" not in steps:
        return {"steps": _("Steget ”får ställas” saknas (KL 5:62).")}
    if not {"adjusted", "announced"} <= set(steps):
        return {"steps": _("Protokollet ska justeras, och justeringen anslås (KL 5:69 och 8:12).")}
    return {}
