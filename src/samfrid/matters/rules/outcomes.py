"""Outcomes: what settles a matter, what promises something."""

from __future__ import annotations

from typing import Final

from samfrid.matters.models import MatterKind, Outcome
from samfrid.municipalities.models import BodyKind

#: matters that the council has a year for (KL 5:35); an initiative in a committee (KL 4:20) has no such rule
ONE_YEAR_KINDS: Final = (MatterKind.MOTION, MatterKind.CITIZEN_PROPOSAL)

#: matters that ask for an answer, not for a decision (KL 5:59, 5:64)
ASKING_KINDS: Final = (MatterKind.INTERPELLATION, MatterKind.QUESTION)

#: outcomes after which a clause is not awaited any more; a referral back, a pause and an opinion are not among them
SETTLING: Final = (
    Outcome.GRANTED,
    Outcome.PARTLY_GRANTED,
    Outcome.REJECTED,
    Outcome.ANSWERED,
    Outcome.WRITTEN_OFF,
    Outcome.APPROVED,
    Outcome.NOTED,
    Outcome.TASKED,
    Outcome.FUNDED,
    Outcome.OTHER,
)

#: outcomes that leave what was asked for waiting
WAITING: Final = (Outcome.REFERRED_BACK, Outcome.POSTPONED, Outcome.CIRCULATED)

#: outcomes that promise something: each such clause of a final decision wants a commitment
PROMISING: Final = (Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.TASKED, Outcome.FUNDED)

#: shape and colour of each outcome, as ``components/state.html`` has them
TONES: Final[dict[str, str]] = {
    **dict.fromkeys((Outcome.GRANTED, Outcome.TASKED, Outcome.FUNDED, Outcome.APPROVED), "done"),
    **dict.fromkeys((Outcome.PARTLY_GRANTED, Outcome.SUPPORTED), "done"),
    **dict.fromkeys((Outcome.REJECTED, Outcome.OPPOSED), "refused"),
    **dict.fromkeys((Outcome.ANSWERED, Outcome.NOTED, Outcome.OTHER), "info"),
    **dict.fromkeys((Outcome.WRITTEN_OFF, Outcome.REFERRED_BACK, Outcome.POSTPONED, Outcome.CIRCULATED), "paused"),
}


def settles(kind: str, body_kind: str | None, outcome: str) -> bool:
    """Whether a final clause of that outcome, by a body of that kind, is what a matter of this kind waited for.

    A motion is the council's to decide (KL 5:35), so a committee that approves its own statement settles nothing; a
    body that is not known may be the council. A citizen proposal may have been delegated to a committee (KL 5:23).
    """
    return _may_decide(kind, body_kind) and outcome in SETTLING


def waits(kind: str, body_kind: str | None, outcome: str) -> bool:
    """Whether a final clause of that outcome, by a body that may decide, leaves a part of the matter waiting.

    A motion of which one clause is granted and another referred back is not decided before that one is too (KL 5:35).
    """
    return _may_decide(kind, body_kind) and outcome in WAITING


def _may_decide(kind: str, body_kind: str | None) -> bool:
    return kind != MatterKind.MOTION or body_kind in (None, BodyKind.COUNCIL)
