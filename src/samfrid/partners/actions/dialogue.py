"""The dialogue with partners: a talk is noted, and corrected."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.models import Access, Organisation
from samfrid.municipalities.permissions import require
from samfrid.partners.models import Dialogue


def _fill(
    talk: Dialogue,
    *,
    on: dt.date,
    with_whom: str,
    text: str,
    next_on: dt.date | None,
    access: Access | int,
    today: dt.date,
) -> None:
    wrong: dict[str, str] = {}
    talk.with_whom, talk.text = " ".join(with_whom.split())[:200], text.strip()
    if on > today:
        wrong["on"] = _("Dagen har inte varit än. Skriv den som nästa kontakt i stället.")
    if not talk.with_whom:
        wrong["with_whom"] = _("Skriv vem ni talade med: funktionen, inte namnet.")
    if not talk.text:
        wrong["text"] = _("Skriv vad som sades.")
    if next_on and next_on <= on:
        wrong["next_on"] = _("Nästa kontakt ska vara efter samtalet.")
    if wrong:
        raise ValidationError(wrong)
    talk.on, talk.next_on, talk.access = on, next_on, Access(access)
    talk.save()


@transaction.atomic
def note_talk(
    actor: Actor,
    organisation: Organisation,
    *,
    on: dt.date,
    with_whom: str,
    text: str,
    next_on: dt.date | None = None,
    access: Access | int = Access.INTERNAL,
    today: dt.date | None = None,
) -> Dialogue:
    """Note a talk with a partner: the day, with whom (by function), what was said, when to take it up again."""
    require(actor, "partners.edit", organisation)
    talk = Dialogue(municipality_id=actor.municipality_code, organisation=organisation, by=actor.actor_name[:200])
    _fill(
        talk,
        on=on,
        with_whom=with_whom,
        text=text,
        next_on=next_on,
        access=access,
        today=today or dates.today(),
    )
    record(actor, "partners.note_talk", talk, name=organisation.name)
    return talk


@transaction.atomic
def change_talk(
    actor: Actor,
    talk: Dialogue,
    *,
    on: dt.date,
    with_whom: str,
    text: str,
    next_on: dt.date | None = None,
    access: Access | int = Access.INTERNAL,
    seen: int | None = None,
    today: dt.date | None = None,
) -> Dialogue:
    """Correct what was noted of a talk, or when it is to be taken up. ``seen`` is the version that the writer saw."""
    require(actor, "partners.edit", talk)
    locked = Dialogue.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=talk.pk)
    if seen is not None and seen != locked.version:
        raise ValidationError(
            _("Någon annan har ändrat anteckningen medan du skrev. Det du skrev står kvar: jämför, och spara igen.")
        )
    before = (locked.on, locked.with_whom, locked.text, locked.next_on, int(locked.access))
    locked.version += 1
    _fill(
        locked,
        on=on,
        with_whom=with_whom,
        text=text,
        next_on=next_on,
        access=access,
        today=today or dates.today(),
    )
    if before != (locked.on, locked.with_whom, locked.text, locked.next_on, int(locked.access)):
        record(actor, "partners.change_talk", locked, name=locked.organisation.name)
    return locked
