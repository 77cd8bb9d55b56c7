"""The rules for a sort of matter in words, each with the paragraph or the local source that it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.matters.models import ClauseStyle, EventKind, PutTo, Raised, Raiser
from samfrid.matters.rules.type_checks import basis
from samfrid.matters.rules.types import TypeRules, differs
from samfrid.municipalities.models import Access


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is about, what it says, and where that stands."""

    label: str
    text: str
    basis: str


def step_name(step: str) -> str:
    """A step in words: those that are recorded, and those that follow from decisions and minutes."""
    computed = {
        "answered": _("besvarad"),
        "decided": _("beslutad"),
        "adjusted": _("justerad"),
        "announced": _("anslagen"),
        "legal_force": _("laga kraft"),
        "dispatched": _("expedierad"),
    }
    return computed.get(step) or str(EventKind(step).label)


def rules_in_words(rules: TypeRules) -> list[Rule]:
    """All that the rules say, in the order in which it matters to the registrar."""
    own = differs(rules)

    def rule(name: str, label: str, text: str) -> Rule:
        return Rule(label, capfirst(text), rules.source if name in own else basis(rules.kind, name))

    steps = " → ".join(step_name(step) for step in rules.steps)
    return [
        rule("raisers", _("Väcks av"), _listed([str(Raiser(one).label) for one in rules.raisers])),
        rule("put_to", _("Ställs till"), _listed([str(PutTo(one).label) for one in rules.put_to])),
        rule("raised_counts", _("Räknas som väckt"), str(Raised(rules.raised_counts).label)),
        *(rule(name, label, text) for name, label, text in _clock(rules) + _asking(rules) + _votes(rules)),
        rule("steps", _("Steg"), steps),
        rule("clause_style", _("Skrivsätt"), str(ClauseStyle(rules.clause_style).label)),
        rule("default_access", _("Åtkomst från början"), str(Access(rules.default_access).label)),
    ]


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else _("%(some)s eller %(last)s") % {
        "some": ", ".join(words[:-1]),
        "last": words[-1],
    }  # fmt: skip


Said = list[tuple[str, str, str]]


def _clock(rules: TypeRules) -> Said:
    if rules.decide_months is None:
        return []
    months = ngettext("inom %(n)s månad", "inom %(n)s månader", rules.decide_months) % {"n": rules.decide_months}
    found = [("decide_months", _("Beslut eller redovisning"), months)]
    if rules.warn_months:
        at = ", ".join(str(month) for month in rules.warn_months)
        found.append(("warn_months", _("Påminnelse"), _("efter %(at)s månader") % {"at": at}))
    text = _("flyttar sista dagen") if rules.pauses_extend else _("flyttar inte sista dagen")
    found.append(("pauses_extend", _("Återremiss och bordläggning"), text))
    return found


def _asking(rules: TypeRules) -> Said:
    found = []
    if rules.needs_leave:
        found.append(("needs_leave", _("Får ställas"), _("fullmäktige beslutar utan överläggning")))
    if rules.needs_reasons:
        found.append(("needs_reasons", _("Motivering"), _("ska finnas")))
    if rules.most_questions is not None:
        found.append(("most_questions", _("Högst antal frågor"), str(rules.most_questions)))
    if rules.hand_in_days is not None:
        text = _before(rules.hand_in_days, rules.hand_in_hour, working=rules.working_days)
        found.append(("hand_in_days", _("Inlämnad senast"), text))
    if rules.answer_days is not None:
        text = _before(rules.answer_days, rules.answer_hour, working=rules.working_days)
        found.append(("answer_days", _("Svaret hos frågeställaren senast"), text))
    return found


def _before(days: int, hour: int | None, *, working: bool) -> str:
    if working:
        text = ngettext("%(n)s arbetsdag före sammanträdet", "%(n)s arbetsdagar före sammanträdet", days)
    else:
        text = ngettext("%(n)s dag före sammanträdet", "%(n)s dagar före sammanträdet", days)
    told = text % {"n": days} if days else _("samma dag som sammanträdet")
    return told if hour is None else _("%(when)s, klockan %(hour)s") % {"when": told, "hour": hour}


def _votes(rules: TypeRules) -> Said:
    found = []
    if rules.votes is not None:
        found.append(("votes", _("Röster som behövs"), str(rules.votes)))
    if rules.votes_per_thousand is not None:
        share = f"{rules.votes_per_thousand:f}".rstrip("0").rstrip(".") if rules.votes_per_thousand % 1 else str(
            int(rules.votes_per_thousand)
        )  # fmt: skip
        text = _("%(share)s per tusen invånare") % {"share": share.replace(".", ",")}
        found.append(("votes_per_thousand", _("Röster som behövs"), text))
    if rules.votes_days is not None:
        days = ngettext("%(n)s dag", "%(n)s dagar", rules.votes_days) % {"n": rules.votes_days}
        found.append(("votes_days", _("Tid att rösta"), days))
    return found
