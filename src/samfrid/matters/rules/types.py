"""What holds for each sort of matter: the Swedish set, and the clocks that a municipality's own rules set.

KL = kommunallagen (2017:725), chapter:section. What the law leaves open is empty in the Swedish set, so that nothing is
called late by a rule that nobody has adopted. A municipality's rules are data with versions: see ``matters/types.py``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from math import ceil
from typing import Final
from zoneinfo import ZoneInfo

from samfrid.matters.models.words import ClauseStyle, EventKind, MatterKind, PutTo, Raised, Raiser
from samfrid.municipalities.calendar import working_days_before
from samfrid.municipalities.models import Access

SWEDEN: Final = ZoneInfo("Europe/Stockholm")

#: every step that there is, in the order in which a matter takes them; those that are no ``EventKind`` are computed
STEP_ORDER: Final = (
    EventKind.RECEIVED.value,
    EventKind.DELIVERED.value,
    EventKind.REFERRED.value,
    EventKind.PREPARED.value,
    EventKind.AGENDA.value,
    EventKind.PUT.value,
    "answered",
    "decided",
    "adjusted",
    "announced",
    "legal_force",
    "dispatched",
    EventKind.CLOSED.value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRules:
    """The rules for one sort of matter; the fields are those of :class:`~samfrid.matters.models.TypeVersion`."""

    kind: MatterKind
    name: str
    raisers: tuple[Raiser, ...]
    put_to: tuple[PutTo, ...]
    raised_counts: Raised = Raised.DELIVERED
    decide_months: int | None = None
    warn_months: tuple[int, ...] = ()
    pauses_extend: bool = True
    needs_leave: bool = False
    needs_reasons: bool = False
    most_questions: int | None = None
    hand_in_days: int | None = None
    hand_in_hour: int | None = None
    answer_days: int | None = None
    answer_hour: int | None = None
    working_days: bool = False
    votes: int | None = None
    votes_per_thousand: Decimal | None = None
    votes_days: int | None = None
    steps: tuple[str, ...] = STEP_ORDER
    clause_style: ClauseStyle = ClauseStyle.ATT
    default_access: Access = Access.PUBLIC
    source: str = ""


FIELDS: Final = tuple(one.name for one in fields(TypeRules))


def _steps(*left_out: str) -> tuple[str, ...]:
    return tuple(step for step in STEP_ORDER if step not in left_out)


_DECIDED: Final = _steps("put", "answered")
_IN_COMMITTEE: Final = _steps("delivered", "put", "answered")
#: neither leads to a decision that can be appealed: it is put and answered (KL 5:61, 5:62, 5:64)
_ANSWERED: Final = _steps("referred", "prepared", "decided", "legal_force")

#: for a municipality that has said nothing of its own
SWEDISH_SET: Final[Mapping[MatterKind, TypeRules]] = {
    one.kind: one
    for one in (
        TypeRules(
            kind=MatterKind.MOTION,
            name="Motion",
            raisers=(Raiser.COUNCIL_MEMBER,),
            put_to=(PutTo.COUNCIL,),
            decide_months=12,
            warn_months=(6, 9, 11),
            steps=_DECIDED,
            source="Kommunallagen 4 kap. 19 §, 5 kap. 22 och 35 §§",
        ),
        TypeRules(
            kind=MatterKind.INTERPELLATION,
            name="Interpellation",
            raisers=(Raiser.COUNCIL_MEMBER,),
            put_to=(PutTo.CHAIR,),
            needs_leave=True,
            needs_reasons=True,
            steps=_ANSWERED,
            source="Kommunallagen 4 kap. 19 §, 5 kap. 59–63 §§",
        ),
        TypeRules(
            kind=MatterKind.QUESTION,
            name="Enkel fråga",
            raisers=(Raiser.COUNCIL_MEMBER,),
            put_to=(PutTo.CHAIR,),
            needs_leave=True,
            most_questions=1,
            steps=_ANSWERED,
            source="Kommunallagen 4 kap. 19 §, 5 kap. 64 §",
        ),
        TypeRules(
            kind=MatterKind.INITIATIVE,
            name="Initiativärende",
            raisers=(Raiser.COMMITTEE_MEMBER,),
            put_to=(PutTo.COMMITTEE,),
            raised_counts=Raised.RECEIVED,
            steps=_IN_COMMITTEE,
            source="Kommunallagen 4 kap. 20 §",
        ),
        TypeRules(
            kind=MatterKind.CITIZEN_PROPOSAL,
            name="Medborgarförslag",
            raisers=(Raiser.RESIDENT,),
            put_to=(PutTo.COUNCIL, PutTo.COMMITTEE),
            decide_months=12,
            warn_months=(6, 9, 11),
            steps=_DECIDED,
            source="Kommunallagen 5 kap. 22, 23 och 35 §§, 8 kap. 1 §",
        ),
        TypeRules(
            kind=MatterKind.AUDIT_LETTER,
            name="Revisionsskrivelse",
            raisers=(Raiser.AUDITOR,),
            put_to=(PutTo.COUNCIL, PutTo.COMMITTEE),
            steps=_DECIDED,
            source="Kommunallagen 5 kap. 22 § och 12 kap.",
        ),
        TypeRules(
            kind=MatterKind.OWN,
            name="Eget ärende",
            raisers=(Raiser.MUNICIPALITY,),
            put_to=(PutTo.COUNCIL, PutTo.COMMITTEE),
            raised_counts=Raised.RECEIVED,
            steps=_IN_COMMITTEE,
            default_access=Access.INTERNAL,
            source="Kommunallagen 5 kap. 22 och 26–28 §§",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Version:
    """Rules from a day on."""

    valid_from: dt.date
    rules: TypeRules


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All versions of a municipality's rules, so that many matters can be looked up by one query."""

    #: of each sort, the oldest first
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)

    def of(self, kind: str, on: dt.date | None) -> TypeRules:
        """The rules that held on a day; the Swedish set before the first version. Of an unknown day, the latest.

        A matter has the rules of the day on which it was raised, for ever.
        """
        held = [one.rules for one in self.versions.get(kind, ()) if on is None or one.valid_from <= on]
        return held[-1] if held else SWEDISH_SET[MatterKind(kind)]


def book_of(versions: Iterable[Version]) -> RuleBook:
    """A book of these versions, in whatever order they come."""
    by_kind: dict[str, list[Version]] = {}
    for one in sorted(versions, key=lambda version: version.valid_from):
        by_kind.setdefault(one.rules.kind, []).append(one)
    return RuleBook({kind: tuple(listed) for kind, listed in by_kind.items()})


def differs(rules: TypeRules) -> frozenset[str]:
    """The fields in which a municipality's rules are others than the Swedish set."""
    usual = SWEDISH_SET[rules.kind]
    return frozenset(name for name in FIELDS if getattr(rules, name) != getattr(usual, name))


def tidied(rules: TypeRules) -> TypeRules:
    """The rules with white space folded, and months and steps each once and in order."""
    known = tuple(step for step in STEP_ORDER if step in rules.steps)
    unknown = tuple(step for step in rules.steps if step not in STEP_ORDER)
    return replace(
        rules,
        name=" ".join(rules.name.split()),
        source=" ".join(rules.source.split()),
        warn_months=tuple(sorted(set(rules.warn_months))),
        raisers=tuple(dict.fromkeys(rules.raisers)),
        put_to=tuple(dict.fromkeys(rules.put_to)),
        steps=known + unknown,
    )


def hand_in_by(rules: TypeRules, meeting_on: dt.date) -> dt.datetime | None:
    """When it must be in for the meeting, by the local rule; None where there is none.

    Mellerud: by 12 o'clock four days before; Kalix: seven working days before. Without an hour the whole day counts.
    """
    return _before(meeting_on, rules.hand_in_days, rules.hand_in_hour, working=rules.working_days)


def answer_by(rules: TypeRules, meeting_on: dt.date) -> dt.datetime | None:
    """When the written answer must be with the asker, by the local rule; None where there is none.

    Mellerud: by 12 o'clock the day before; another council: by 8 o'clock the last working day before.
    """
    return _before(meeting_on, rules.answer_days, rules.answer_hour, working=rules.working_days)


def _before(meeting_on: dt.date, days: int | None, hour: int | None, *, working: bool) -> dt.datetime | None:
    if days is None:
        return None
    day = working_days_before(meeting_on, days) if working else meeting_on - dt.timedelta(days)
    full = 24 if hour is None else hour
    if full == 24:
        return dt.datetime.combine(day + dt.timedelta(1), dt.time(), SWEDEN)
    return dt.datetime.combine(day, dt.time(full), SWEDEN)


def votes_needed(rules: TypeRules, inhabitants: int | None) -> int | None:
    """How many votes an e-proposal needs; None where there is no threshold or the number of inhabitants is not known.

    Luleå: one per thousand inhabitants, begun thousands counted.
    """
    if rules.votes is not None:
        return rules.votes
    if rules.votes_per_thousand is None or not inhabitants:
        return None
    return ceil(rules.votes_per_thousand * inhabitants / 1000)
