"""What a change can have changed the answer for: from the records that acts have touched to those that rules are about.

An act names one record in the trail. What the rules ask about another because of it is found here, so that one change
re-checks only what it can touch.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final
from uuid import UUID

from django.db.models import Q, Value

from samfrid.commitments.models import Commitment, Handover, Origin
from samfrid.gaps.checks import (
    AGREEMENT,
    COMMITMENT,
    CONTACT,
    COOPERATION,
    DIALOGUE,
    MATTER,
    MINUTES,
    PLAN,
    RULES,
    TRAINING,
)
from samfrid.matters.models import Decision
from samfrid.municipalities.models import Contact
from samfrid.partners.models import Agreement, Dialogue, Party, YearReport
from samfrid.plans.models import Plan, Training

#: keys of records by kind, each with the number of the latest entry about it
Touched = dict[str, dict[UUID, int]]
#: the key that was touched, the kind and the key of what it concerns
Concerning = Iterable[tuple[UUID, str, UUID]]

ORGANISATION: Final = "municipalities.organisation"
UNIT: Final = "municipalities.unit"
REPORT: Final = "partners.yearreport"


def _pages_of_commitments(keys: Collection[UUID]) -> Concerning:
    """A commitment may be what a clause, an activity or an answer was waiting for."""
    return Origin.objects.filter(commitment_id__in=keys).values_list("commitment_id", "page_kind", "page_id")


def _matters_of_minutes(keys: Collection[UUID]) -> Concerning:
    """Once the minutes are adjusted, the decisions in them are to be sent out."""
    rows = Decision.objects.filter(minutes_id__in=keys).values_list("minutes_id", "matter_id")
    return [(minutes, MATTER, matter) for minutes, matter in rows if minutes]


def _commitments_of_contacts(keys: Collection[UUID]) -> Concerning:
    """Those that have the contact as their own, and all that the contact's unit or organisation answers for."""
    found: list[tuple[UUID, str, UUID]] = []
    for contact in Contact.objects.filter(pk__in=keys):
        asked = Q(contact=contact)
        if contact.unit_id:
            asked |= Q(responsible=contact.unit_id)
        if contact.organisation_id:
            asked |= Q(responsible_organisation=contact.organisation_id)
        rows = Commitment.objects.filter(asked, municipality_id=contact.municipality_id).values_list("pk", flat=True)
        found += [(contact.pk, COMMITMENT, commitment) for commitment in rows]
    return found


def _commitments_of_units(keys: Collection[UUID]) -> Concerning:
    """What a unit answers for, and what it has handed over and nobody has taken."""
    answered = Commitment.objects.filter(responsible_id__in=keys).values_list("responsible_id", "pk")
    left = Handover.objects.filter(from_unit_id__in=keys, taken_on__isnull=True)
    rows = [*answered, *left.values_list("from_unit_id", "commitment_id")]
    return [(unit, COMMITMENT, commitment) for unit, commitment in rows if unit]


def _points_of_groups(keys: Collection[UUID]) -> Concerning:
    """A meeting that was held makes the action points of the meetings before it old."""
    rows = Origin.objects.filter(page_id__in=keys, page_kind=COOPERATION).values_list("page_id", "commitment_id")
    return [(group, COMMITMENT, commitment) for group, commitment in rows]


def _agreements_before(keys: Collection[UUID]) -> Concerning:
    """A new agreement with a party is what the one before it was waiting for."""
    shared = Party.objects.filter(agreement_id__in=keys, organisation__agreements__isnull=False)
    # what it says that it replaces need not have a party in common with it
    replaced = Agreement.objects.filter(pk__in=keys, replaces__isnull=False).values_list("pk", "replaces")
    rows = [*shared.values_list("agreement_id", "organisation__agreements__agreement_id"), *replaced]
    return [(made, AGREEMENT, before) for made, before in rows if before and made != before]


def _agreements_of_reports(keys: Collection[UUID]) -> Concerning:
    """An association's report is what the agreements that paid were waiting for."""
    return YearReport.objects.filter(pk__in=keys, organisation__agreements__isnull=False).values_list(
        "pk", Value(AGREEMENT), "organisation__agreements__agreement_id"
    )


def _talks_before(keys: Collection[UUID]) -> Concerning:
    """A new talk with a partner is what the one before it was waiting for."""
    rows = Dialogue.objects.filter(pk__in=keys).values_list("pk", "organisation__dialogues__pk")
    return [(made, DIALOGUE, before) for made, before in rows if made != before]


def _contacts_of_organisations(keys: Collection[UUID]) -> Concerning:
    """An organisation that is no more has nobody to look after."""
    rows = Contact.objects.filter(organisation_id__in=keys).values_list("organisation_id", "pk")
    return [(organisation, CONTACT, contact) for organisation, contact in rows if organisation]


def _other_training(keys: Collection[UUID]) -> Concerning:
    """A new training is what the latest one before it was waiting for; one that is struck makes that the latest."""
    codes = dict(Training.objects.filter(pk__in=keys).values_list("pk", "municipality_id"))
    others = Training.objects.filter(municipality_id__in=set(codes.values())).values_list("pk", "municipality_id")
    found = [(key, TRAINING, other) for other, code in others for key in codes if key != other and codes[key] == code]
    # and the first of all is what the first plan was waiting for
    plans = Plan.objects.filter(municipality_id__in=set(codes.values())).values_list("pk", "municipality_id")
    return found + [(key, PLAN, plan) for plan, code in plans for key in codes if codes[key] == code]


#: by the kind that was touched
WAYS: Final[dict[str, Callable[[Collection[UUID]], Concerning]]] = {
    COMMITMENT: _pages_of_commitments,
    MINUTES: _matters_of_minutes,
    CONTACT: _commitments_of_contacts,
    ORGANISATION: _contacts_of_organisations,
    TRAINING: _other_training,
    UNIT: _commitments_of_units,
    COOPERATION: _points_of_groups,
    AGREEMENT: _agreements_before,
    DIALOGUE: _talks_before,
    REPORT: _agreements_of_reports,
}
#: kinds whose change may concern every record of another kind: the municipality's own rules for its matters, what sums
#: are reckoned from and judged by
ALL_OF: Final[dict[str, frozenset[str]]] = {
    "matters.typeversion": frozenset({MATTER}),
    "municipalities.population": frozenset({AGREEMENT}),
    "partners.indexvalue": frozenset({AGREEMENT}),
    "partners.agreementsettings": frozenset({AGREEMENT}),
}
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
