"""How decisions are taken: stages, votes, reservations, conflict of interest. No database.

KL = kommunallagen (2017:725), chapter:section.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from samfrid.matters.models import MatterKind, Outcome, RecusalGround, Stage
from samfrid.matters.rules.outcomes import ASKING_KINDS
from samfrid.municipalities.models import BodyKind

#: how far each stage has come; an officer recommends, a body proposes, a body decides
RANK: Final[dict[str, int]] = {Stage.RECOMMENDED: 0, Stage.PROPOSED: 1, Stage.FINAL: 2}
#: what a minority of one third of those present can bring about in the council (KL 5:50)
BY_MINORITY: Final = (Outcome.REFERRED_BACK, Outcome.POSTPONED)
#: the conflicts of interest that the council knows (KL 5:47); a committee knows all of them (KL 6:28)
COUNCIL_GROUNDS: Final = (RecusalGround.OWN, RecusalGround.KIN)


@dataclass(frozen=True, slots=True)
class Step:
    """A recommendation, proposal or decision in the chain of a matter."""

    key: UUID
    stage: str
    body: UUID | None
    on: dt.date | None


def compared_with(step: Step, steps: Sequence[Step]) -> UUID | None:
    """The proposal that a step is compared with: the nearest before it, the same body's own before another's.

    ``steps`` are the matter's in order of time. The committee's proposal to the executive board is what the board's
    own proposal to the council is compared with; the board's, with what the council decided (domain: "KSAU föreslår
    besluta att föreslå KS besluta att …"). What a body has decided on since is no more a proposal to it.
    """
    since = max((one.on for one in steps if one.on and _decided_before(one, step)), default=None)
    place = next((n for n, one in enumerate(steps) if one.key == step.key), len(steps))
    before = [
        one
        for n, one in enumerate(steps)
        if one.key != step.key
        and _leads_to(one, step, earlier=n < place)
        and (since is None or (one.on is not None and one.on > since))
    ]
    if not before:
        return None
    own = [one for one in before if one.body and one.body == step.body]
    return max(own or before, key=lambda one: (RANK[one.stage], one.on or dt.date.min)).key


def _decided_before(one: Step, step: Step) -> bool:
    """Whether the same body had decided before."""
    earlier = one.on is not None and step.on is not None and one.on < step.on
    return one.stage == Stage.FINAL and one.body == step.body and earlier


def _leads_to(one: Step, step: Step, *, earlier: bool) -> bool:
    if one.stage == Stage.FINAL or RANK[one.stage] > RANK[step.stage]:
        return False
    if one.on and step.on and one.on > step.on:
        return False
    if RANK[one.stage] < RANK[step.stage]:
        return True
    # of two proposals, the first leads to the second where another body makes it, on a later day
    return earlier and one.body != step.body and one.on is not None and step.on is not None and one.on < step.on


@dataclass(frozen=True, slots=True)
class Count:
    """A count of votes."""

    yes: int
    no: int
    abstained: int = 0
    absent: int = 0
    chair_decided: bool = False
    about: str = ""

    @property
    def voted(self) -> int:
        return self.yes + self.no

    @property
    def present(self) -> int:
        return self.voted + self.abstained

    @property
    def total(self) -> int:
        return self.present + self.absent


def wrong_with_count(
    count: Count, *, in_council: bool, outcome: str = "", unanimous: bool | None = None
) -> dict[str, str]:
    """What is wrong with a count of votes, as field and sentence; empty where nothing is.

    More than half of those who voted decide, and at equal numbers the chair's vote (KL 5:56). A referral back or a
    tabling needs but a third of those present in the council (KL 5:50).
    """
    if not count.voted:
        return {"yes": _("Ange hur många som röstade ja och nej.")}
    minority = in_council and outcome in BY_MINORITY
    if count.yes != count.no and count.chair_decided:
        return {"chair_decided": _("Ordförandens röst avgör bara vid lika röstetal (kommunallagen 5 kap. 56 §).")}
    if count.yes == count.no and not count.chair_decided and not minority:
        return {
            "chair_decided": _(
                "Det är lika många ja som nej. Då avgör ordförandens röst (kommunallagen 5 kap. 56 §): kryssa i det,"
                " eller rätta siffrorna."
            )
        }
    if unanimous and count.yes and count.no:
        return {"no": _("Att-satsen är antecknad som enhällig, men alla röstade inte lika. Rätta det ena av dem.")}
    return _against_outcome(count, outcome, minority=minority)


#: the words by which a proposition tells what a yes or a no leads to
_LEADS_TO: Final[tuple[tuple[re.Pattern[str], frozenset[str]], ...]] = (
    (re.compile(r"\b(?:återremi\w+)", re.IGNORECASE), frozenset({Outcome.REFERRED_BACK})),
    (re.compile(r"\b(?:bordl\w+)", re.IGNORECASE), frozenset({Outcome.POSTPONED})),
    (re.compile(r"\b(?:avsl\w+)", re.IGNORECASE), frozenset({Outcome.REJECTED})),
    (re.compile(r"\b(?:bif[aö]ll\w*)", re.IGNORECASE), frozenset({Outcome.GRANTED})),
)
_SIDES: Final = re.compile(r"\bja\b(?P<yes>.*?)\bnej\b(?P<no>.*)", re.IGNORECASE | re.DOTALL)


def leads_to(about: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a yes and a no lead to by the proposition's words; empty for a side that does not say so plainly.

    "Ja för avslag, nej för bifall" tells both. "Bifall till nämndens förslag" tells nothing.
    """
    match = _SIDES.search(about)
    if not match:
        return frozenset(), frozenset()
    return _told_by(match["yes"]), _told_by(match["no"])


def asked_for(count: Count, outcome: str) -> int | None:
    """How many voted for an outcome, by the proposition's words; None where they do not say."""
    yes, no = leads_to(count.about)
    if (outcome in yes) == (outcome in no):
        return None
    return count.yes if outcome in yes else count.no


def _told_by(side: str) -> frozenset[str]:
    if re.search(r"förslag\w*|yrkande\w*", side, re.IGNORECASE):
        return frozenset()
    told = [outcomes for words, outcomes in _LEADS_TO if words.search(side)]
    return told[0] if len(told) == 1 else frozenset()


def _against_outcome(count: Count, outcome: str, *, minority: bool) -> dict[str, str]:
    """Whether the side that lost is the one that the clause says won."""
    yes, no = leads_to(count.about)
    if not outcome or count.yes == count.no:
        return {}
    won, lost = (yes, no) if count.yes > count.no else (no, yes)
    if outcome in won or outcome not in lost:
        return {}
    if minority:
        return {} if 3 * min(count.yes, count.no) >= count.present else {"yes": _too_few(count)}
    return {
        "yes": _("Rösterna %(yes)s–%(no)s leder inte till utfallet ”%(outcome)s”. Rätta rösterna eller att-satsen.")
        % {"yes": count.yes, "no": count.no, "outcome": Outcome(outcome).label}
    }


def _too_few(count: Count) -> str:
    return _("En minoritet måste vara minst en tredjedel av de %(present)s närvarande (kommunallagen 5 kap. 50 §).") % {
        "present": count.present
    }


def other_total(count: Count, others: Iterable[Count]) -> str:
    """A remark where two votes of one decision do not add up to the same number; empty where they do."""
    for other in others:
        if other.total != count.total:
            return _("Rösterna blir %(one)s tillsammans, i en annan omröstning %(two)s.") % {
                "one": count.total,
                "two": other.total,
            }
    return ""


def same_person(one: str, two: str) -> bool:
    """Whether two names are of one person, as far as their writing tells."""
    return " ".join(one.split()).casefold() == " ".join(two.split()).casefold()


def wrong_ground(ground: str, *, in_council: bool) -> str:
    """Why somebody cannot be recused on that ground; empty where she can (KL 5:47 for the council, 6:28 for others)."""
    if in_council and ground not in COUNCIL_GROUNDS:
        return _(
            "I fullmäktige finns jäv bara när saken rör ledamoten själv eller en närstående (kommunallagen 5 kap."
            " 47 §)."
        )
    return ""


def unprepared(kind: str, body_kind: str | None, stage: str, *, prepared: bool) -> bool:
    """Whether the council has decided something that nobody is known to have prepared.

    KL 5:26 to 5:28: a committee prepares it, and the executive board may always speak. Interpellations and questions
    are answered, not prepared.
    """
    asks = kind in ASKING_KINDS or kind not in MatterKind
    return stage == Stage.FINAL and body_kind == BodyKind.COUNCIL and not asks and not prepared
