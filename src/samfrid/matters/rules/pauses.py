"""Who may let a matter wait: tabling (bordläggning) and referral back (återremiss).

KL = kommunallagen (2017:725), chapter:section.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samfrid.matters.models.words import PauseKind


@dataclass(frozen=True, slots=True)
class Asked:
    """A matter is asked to wait: by how many of how many, and where."""

    kind: PauseKind
    in_council: bool
    by_minority: bool = False
    votes_for: int | None = None
    #: in the council those present, of whom a third is counted (KL 5:50); those who voted, where a majority decides
    present: int | None = None
    #: the council has tabled it or referred it back before, at the request of a minority
    waited_for_minority: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong and what to do, with the field that it is about."""

    field: str
    text: str


def third(present: int) -> int:
    """The fewest of those present that are a third of them: 11 of 31."""
    return -(-present // 3)


def refusal(asked: Asked) -> Problem | None:
    """Why the matter may not wait; None where it may.

    KL 5:50: in the council a matter is tabled or referred back if at least a third of those present ask for it, but a
    simple majority is needed where a minority has let it wait before. KL 6:33 and 5:55: in a committee a simple
    majority decides. Without numbers nobody voted, which is a majority.
    """
    votes, present = asked.votes_for, asked.present
    if votes is not None and present is not None and votes > present:
        return Problem("votes_for", _("Fler kan inte ha begärt det än de som var där."))
    if present == 0 or votes == 0:
        return Problem("present" if present == 0 else "votes_for", _("Skriv hur många det var, minst en."))
    return _minority(asked) if asked.by_minority else _majority(asked)


def _minority(asked: Asked) -> Problem | None:
    if not asked.in_council:
        return Problem(
            "by_minority",
            _("I en nämnd krävs enkel majoritet (kommunallagen 6 kap. 33 §). En minoritet räcker bara i fullmäktige."),
        )
    if asked.waited_for_minority:
        return Problem(
            "by_minority",
            _(
                "Ärendet har redan fått vänta på begäran av en minoritet. Nu krävs enkel majoritet (kommunallagen"
                " 5 kap. 50 §)."
            ),
        )
    if asked.votes_for is None or asked.present is None:
        field = "votes_for" if asked.votes_for is None else "present"
        return Problem(field, _("Skriv hur många som begärde det och hur många som var närvarande."))
    if asked.votes_for < third(asked.present):
        told = {"votes": asked.votes_for, "present": asked.present, "third": third(asked.present)}
        return Problem(
            "votes_for",
            _(
                "%(votes)s av %(present)s närvarande är färre än en tredjedel. Det krävs minst %(third)s"
                " (kommunallagen 5 kap. 50 §)."
            )
            % told,
        )
    return None


def _majority(asked: Asked) -> Problem | None:
    """Equal numbers may be a majority: the chair's vote then decides (KL 5:56)."""
    if asked.votes_for is None or asked.present is None or asked.votes_for * 2 >= asked.present:
        return None
    told = {"votes": asked.votes_for, "present": asked.present}
    if asked.in_council and not asked.waited_for_minority and asked.votes_for >= third(asked.present):
        text = _(
            "%(votes)s av %(present)s är ingen majoritet men minst en tredjedel: ange att en minoritet begärde det."
        )
    elif asked.in_council:
        text = _("%(votes)s av %(present)s är ingen majoritet (kommunallagen 5 kap. 50 §). Räkna dem som röstade.")
    else:
        text = _("%(votes)s av %(present)s är ingen majoritet (kommunallagen 6 kap. 33 §). Räkna dem som röstade.")
    return Problem("votes_for", text % told)
