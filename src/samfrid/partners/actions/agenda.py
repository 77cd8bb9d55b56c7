"""The agenda of a meeting: picked from what is open and what falls short, ordered, with points of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor
from samfrid.commitments.offered import Offer
from samfrid.municipalities.models import Access
from samfrid.municipalities.permissions import require
from samfrid.partners.actions.meeting_row import lock, told
from samfrid.partners.models import AgendaItem, Meeting, MeetingState
from samfrid.partners.queries.agenda import access_now

#: more no meeting gets through
MOST = 60


@dataclass(frozen=True, slots=True)
class ItemIn:
    """A point of the agenda: one that is there (``item``, its words perhaps changed), one that was offered, or one of
    the writer's own. ``inside``: only for those in the municipality.
    """

    text: str
    item: UUID | None = None
    offer: Offer | None = None
    inside: bool = False


@transaction.atomic
def set_agenda(actor: Actor, meeting: Meeting, items: Sequence[ItemIn], *, seen: int | None = None) -> Meeting:
    """Write the agenda of a meeting to come, in the order of ``items``. What is left out is taken off.

    Frozen when the meeting was held: what was talked about stands in the notes. An item is never open to more than
    what it is about is. ``seen`` is the version that the writer saw.
    """
    require(actor, "partners.edit", meeting.group)
    locked = lock(meeting, seen)
    if locked.state != MeetingState.PLANNED:
        raise ValidationError(_("Dagordningen går bara att ändra innan mötet är antecknat."))
    if len(items) > MOST:
        raise ValidationError(_("Högst %(n)s punkter får plats på en dagordning.") % {"n": MOST})
    before = {one.pk: one for one in locked.agenda.all()}
    open_to = access_now([one.offer for one in items if one.offer])
    rows = [_row(locked, one, before, open_to) for one in items]
    if _same(rows, list(before.values())):
        return locked
    locked.agenda.all().delete()
    for number, row in enumerate(rows, 1):
        row.number = number
    AgendaItem.objects.bulk_create(rows)
    locked.version += 1
    locked.save(update_fields=["version"])
    told(actor, "partners.set_agenda", locked, items=len(rows))
    return locked


def _row(meeting: Meeting, told_in: ItemIn, before: dict[UUID, AgendaItem], open_to: dict[str, int]) -> AgendaItem:
    text = " ".join(told_in.text.split())[:500]
    if not text:
        raise ValidationError(_("En punkt på dagordningen saknar text."))
    row = AgendaItem(municipality_id=meeting.municipality_id, meeting=meeting, text=text)
    row.access = Access.INTERNAL if told_in.inside else Access.PUBLIC
    if told_in.item:
        known = before.get(told_in.item)
        if known is None:
            raise ValidationError(_("En punkt har tagits bort av någon annan. Ladda om sidan."))
        row.about_kind, row.about_id = known.about_kind, known.about_id
        about = [Offer(known.about_kind, known.about_id, text)] if known.about_id else []
        row.access = max([row.access, *access_now(about).values()])
    elif told_in.offer:
        if told_in.offer.value not in open_to:
            raise ValidationError(_("En punkt som föreslogs finns inte längre. Ladda om sidan."))
        row.about_kind, row.about_id = told_in.offer.record_kind, told_in.offer.record_id
        row.access = max(row.access, open_to[told_in.offer.value])
    return row


def _same(rows: Sequence[AgendaItem], before: Sequence[AgendaItem]) -> bool:
    def told_of(one: AgendaItem) -> tuple[object, ...]:
        return one.text, one.about_kind, one.about_id, int(one.access)

    return [*map(told_of, rows)] == [*map(told_of, sorted(before, key=lambda one: one.number))]
