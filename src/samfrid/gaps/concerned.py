"""What a change can have changed the answer for: from the records that acts have touched to those that rules are about.

An act names one record in the trail. What the rules ask about another because of it is found here, so that one change
re-checks only what it can touch.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final
from uuid import UUID

from samfrid.commitments.models import Commitment, Handover, Origin
from samfrid.gaps.checks import COMMITMENT, MATTER, MINUTES, RULES
from samfrid.matters.models import Decision

#: keys of records by kind, each with the number of the latest entry about it
Touched = dict[str, dict[UUID, int]]
#: the key that was touched, the kind and the key of what it concerns
Concerning = Iterable[tuple[UUID, str, UUID]]

CONTACT: Final = "municipalities.contact"
UNIT: Final = "municipalities.unit"


def _pages_of_commitments(keys: Collection[UUID]) -> Concerning:
    """A commitment may be what a clause, an activity or an answer was waiting for."""
    return Origin.objects.filter(commitment_id__in=keys).values_list("commitment_id", "page_kind", "page_id")


def _matters_of_minutes(keys: Collection[UUID]) -> Concerning:
    """Once the minutes are adjusted, the decisions in them are to be sent out."""
    rows = Decision.objects.filter(minutes_id__in=keys).values_list("minutes_id", "matter_id")
    return [(minutes, MATTER, matter) for minutes, matter in rows if minutes]


def _commitments_of_contacts(keys: Collection[UUID]) -> Concerning:
    rows = Commitment.objects.filter(contact_id__in=keys).values_list("contact_id", "pk")
    return [(contact, COMMITMENT, commitment) for contact, commitment in rows if contact]


def _commitments_of_units(keys: Collection[UUID]) -> Concerning:
    """What a unit answers for, and what it has handed over and nobody has taken."""
    answered = Commitment.objects.filter(responsible_id__in=keys).values_list("responsible_id", "pk")
    left = Handover.objects.filter(from_unit_id__in=keys, taken_on__isnull=True)
    rows = [*answered, *left.values_list("from_unit_id", "commitment_id")]
    return [(unit, COMMITMENT, commitment) for unit, commitment in rows if unit]


#: by the kind that was touched
WAYS: Final[dict[str, Callable[[Collection[UUID]], Concerning]]] = {
    COMMITMENT: _pages_of_commitments,
    MINUTES: _matters_of_minutes,
    CONTACT: _commitments_of_contacts,
    UNIT: _commitments_of_units,
}
#: kinds whose change may concern every record of another kind: the municipality's own rules for its matters
ALL_OF: Final[dict[str, frozenset[str]]] = {"matters.typeversion": frozenset({MATTER})}
#: all that is followed in the trail
KINDS: Final = frozenset({*(rule.kind for rule in RULES), *WAYS, *ALL_OF})


def concerned(touched: Touched) -> dict[str, dict[UUID, int] | None]:
    """The records to ask about by kind, each with the entry that made it be asked about; None for all of a kind."""
    found: dict[str, dict[UUID, int]] = {kind: dict(keys) for kind, keys in touched.items()}
    for kind, look in WAYS.items():
        keys = touched.get(kind)
        if not keys:
            continue
        for source, other, key in look(keys):
            those = found.setdefault(other, {})
            those[key] = max(those.get(key, 0), keys[source])
    every = {other for kind, others in ALL_OF.items() if touched.get(kind) for other in others}
    return {**found, **dict.fromkeys(every)}
