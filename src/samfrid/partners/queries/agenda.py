"""What the agenda of a meeting holds and offers, and what of it a reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet

from samfrid.commitments.models import SETTLED, Commitment
from samfrid.commitments.offered import Offer
from samfrid.municipalities.models import Access, Organisation
from samfrid.municipalities.tenancy import within
from samfrid.partners.models import AgendaItem, GroupMember, Meeting
from samfrid.partners.queries.promised import promised_on_page
from samfrid.partners.takeup import short

#: what is said of an agenda item at the most
_LONGEST = 500
COMMITMENT = "commitments.commitment"


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be put on an agenda and is not on it: action points that are open, and what falls short."""

    points: list[Offer]
    gaps: list[Offer]

    def by_value(self) -> dict[str, Offer]:
        """Each by what stands for it in a form."""
        return {one.value: one for one in (*self.points, *self.gaps)}


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda as this database session may read it, in order. What is about a record that is closed since, or gone,
    is left out.
    """
    found = list(meeting.agenda.order_by("number"))
    keys: dict[str, set[UUID]] = defaultdict(set)
    for one in found:
        if one.about_id:
            keys[one.about_kind].add(one.about_id)
    seen = {kind: _seen(kind, those) for kind, those in keys.items()}
    return [one for one in found if one.about_id is None or one.about_id in seen[one.about_kind]]


def agenda_for(meeting: Meeting, access: Access) -> list[AgendaItem]:
    """The agenda as somebody with this clearance may read it, whoever asks."""
    with within(meeting.municipality_id, clearance=access):
        return agenda_of(meeting)


def points_for(meeting: Meeting, access: Access) -> list[Commitment]:
    """The action points of a meeting as somebody with this clearance may read them."""
    with within(meeting.municipality_id, clearance=access):
        rows = points_made_at(meeting)
        return list(rows.select_related("responsible", "responsible_organisation"))


def points_made_at(meeting: Meeting) -> QuerySet[Commitment]:
    """The action points of a meeting, the first first."""
    made = Commitment.objects.filter(origins__record_kind="partners.meeting", origins__record_id=meeting.pk)
    return made.order_by("created_at", "pk")


def _seen(kind: str, keys: Iterable[UUID]) -> set[UUID]:
    """Which of these records the session may read; row-level security decides."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return set()
    return set(model._default_manager.filter(pk__in=list(keys)).values_list("pk", flat=True))


def access_now(offers: Sequence[Offer]) -> dict[str, int]:
    """The access of what each offer is about, as it is now; what is gone is not there."""
    found: dict[str, int] = {}
    for one in offers:
        model = apps.get_model(one.record_kind)
        try:
            model._meta.get_field("access")
        except FieldDoesNotExist:
            access: int | None = int(Access.PUBLIC)
        else:
            access = model._default_manager.filter(pk=one.record_id).values_list("access", flat=True).first()
        if access is not None:
            found[one.value] = access
    return found


def offered(meeting: Meeting, members: Sequence[GroupMember]) -> Offered:
    """What to offer for an agenda: nothing confidential, and nothing that stands there already."""
    there = {(one.about_kind, one.about_id) for one in meeting.agenda.all()}
    points = [
        Offer(COMMITMENT, one.pk, " ".join(one.text.split())[:_LONGEST], one.access)
        for one in promised_on_page("partners.group", meeting.group_id)
        if one.execution not in SETTLED
    ]
    fresh = _fresh(points, there)
    taken = there | {(one.record_kind, one.record_id) for one in fresh}
    return Offered(fresh, _fresh(short(members), taken))


def _fresh(offers: Iterable[Offer], taken: Iterable[tuple[str, UUID | None]]) -> list[Offer]:
    gone, fresh = set(taken), []
    for one in offers:
        key = (one.record_kind, one.record_id)
        if key not in gone and one.access <= Access.INTERNAL:
            gone.add(key)
            fresh.append(one)
    return fresh


def outside(member: GroupMember) -> Access:
    """What somebody who is asked for a member may read by her link: outside the municipality what is public."""
    return Access.PUBLIC if member.organisation_id else Access.INTERNAL


def organisations_of(members: Sequence[GroupMember]) -> list[Organisation]:
    """The organisations outside among the members."""
    return [one.organisation for one in members if one.organisation]
