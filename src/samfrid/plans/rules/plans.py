"""Whether a plan is in force, and when two names are of one plan. No database."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Final

from samfrid.municipalities.dates import months_after
from samfrid.plans.models import GoalLevel, PlanKind, VersionState

#: months before its end in which a plan counts as nearing it; ours: time to write and adopt the next one
NEARING_MONTHS: Final = 6


class PeriodState(StrEnum):
    """What a version of a plan is on a day."""

    UNKNOWN = "unknown"
    """The documents do not say that anybody has adopted it."""
    DRAFT = "draft"
    COMING = "coming"
    """Adopted for a time that has not begun."""
    SUPERSEDED = "superseded"
    CURRENT = "current"
    NEARING = "nearing"
    """Adopted, and its period ends within six months."""
    PAST = "past"
    """Adopted, and its period has ended with no version after it."""


#: shape and colour of each, as ``components/state.html`` has them
TONES: Final[dict[PeriodState, str]] = {
    PeriodState.UNKNOWN: "asks",
    PeriodState.DRAFT: "todo",
    PeriodState.COMING: "open",
    PeriodState.SUPERSEDED: "paused",
    PeriodState.CURRENT: "done",
    PeriodState.NEARING: "soon",
    PeriodState.PAST: "late",
}


def period_state(state: str, ends_on: dt.date | None, today: dt.date) -> PeriodState:
    """What a version that has begun is today. One without an end is in force until it is superseded; its last day is in
    force. Among the other versions of the plan: :func:`samfrid.plans.rules.standing.standing`.
    """
    if state != VersionState.ADOPTED:
        return PeriodState(str(state))
    if ends_on is None:
        return PeriodState.CURRENT
    if today > ends_on:
        return PeriodState.PAST
    return PeriodState.NEARING if today >= months_after(ends_on, -NEARING_MONTHS) else PeriodState.CURRENT


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_YEARS: Final = re.compile(r"\b\d{4}(?:\s*[-–/]\s*\d{2,4})?\b")
_MUNICIPALITY: Final = re.compile(
    r"\b[\wåäöé]+s\s+(?:kommuns|stads)\b|\bkommun(?:ens|ala|al|övergripande)?\b", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]+")
#: sorts of plan; a municipality may well have one of each about the same thing
_SORTS: Final = {
    "plan": re.compile(r"(?:handlings|åtgärds|aktivitets)?plan(?:en|ens|er|erna)?$"),
    "programme": re.compile(r"(?:handlings)?program(?:met|mets|men)?$"),
    "strategy": re.compile(r"strategi(?:n|ns|er)?$"),
    "guideline": re.compile(r"riktlinje(?:r|n|rna)?$|rutin(?:er|en)?$"),
    "policy": re.compile(r"policy(?:n|ns)?$"),
}
_BINDING: Final = _words("mot för om i av och samt den det ett en till från som inom att med kring gällande")
#: words of the field that a plan's name has in one document and not in another: "… och hedersrelaterat förtryck"
_FIELD: Final = _words(
    "våld våldet nära relation relationer närstående hedersrelaterat hedersrelaterade heder hedersvåld hedersförtryck "
    "förtryck mäns kvinnor barn motverka förebygga"
)


def _parts(name: str) -> tuple[str | None, frozenset[str]]:
    """The sort of plan and the words that say what it is about."""
    plain = _MUNICIPALITY.sub(" ", _YEARS.sub(" ", name)).casefold()
    sort: str | None = None
    about: set[str] = set()
    for word in _WORD.findall(plain):
        found = next((key for key, form in _SORTS.items() if form.fullmatch(word)), None)
        if found:
            sort = sort or found
        elif word not in _BINDING:
            about.add(word)
    return sort, frozenset(about)


def says_nothing(name: str) -> bool:
    """Whether a name does not say what the plan is about: "Handlingsplanen", "Handlingsplan 2024–2026"."""
    return not _parts(name)[1]


def same_sort(name_a: str, name_b: str) -> bool:
    """Whether both are a plan, both a programme, both a strategy; a name that does not say may be either."""
    sort_a, sort_b = _parts(name_a)[0], _parts(name_b)[0]
    return sort_a is None or sort_b is None or sort_a == sort_b


def same_plan(name_a: str, name_b: str) -> bool:
    """Whether two names are of one plan in one municipality, in whatever period.

    Years, the municipality and inflection do not count. A plan and a strategy are two. The words that say what it is
    about are the same, or one name has more of the field's own words: the plan "mot våld i nära relationer" is also
    called "mot våld i nära relationer och hedersrelaterat förtryck". A name that says nothing is nobody's.
    """
    (sort_a, about_a), (sort_b, about_b) = _parts(name_a), _parts(name_b)
    if not about_a or not about_b or (sort_a and sort_b and sort_a != sort_b):
        return False
    fewer, more = sorted((about_a, about_b), key=len)
    return fewer <= more and (more - fewer) <= _FIELD


def kind_of(name: str) -> PlanKind:
    """The sort of plan that a name says it is; a plan where it does not say."""
    return {"programme": PlanKind.PROGRAMME, "strategy": PlanKind.STRATEGY}.get(_parts(name)[0] or "", PlanKind.PLAN)


#: goals by how far they reach, the farthest first
_REACH: Final = (GoalLevel.EFFECT, GoalLevel.OUTCOME, GoalLevel.GOAL)


def may_stand_under(level: str, above: str, above_that: str = "") -> bool:
    """Whether a goal of a level may serve one of another: effect, outcome, goal, each under one that reaches farther
    (domain.md section 2). A goal may have parts, which have none: "mål, delmål".
    """
    reach = [str(one) for one in _REACH]
    if level == above == GoalLevel.GOAL:
        return above_that != GoalLevel.GOAL
    return reach.index(level) > reach.index(above)


_SIGNS: Final = re.compile(r"[^\w]+")


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words, whatever their signs and capitals."""
    return _SIGNS.sub(" ", one).casefold().split() == _SIGNS.sub(" ", other).casefold().split()
