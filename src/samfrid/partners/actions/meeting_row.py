"""What the verbs of meetings share: the row as it was seen, what may stand in it, and what the trail says of it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.dates import in_words
from samfrid.partners.models import Group, Meeting
from samfrid.partners.rules.times import WrongTime, wrong_time

_IS_ADDRESS: Final = URLValidator(schemes=["http", "https"])


def open_on(group: Group, on: dt.date) -> None:
    """Refuse a meeting before the group began or after it ended: it would count for no rhythm."""
    if group.started_on and on < group.started_on:
        raise ValidationError({"on": _("Gruppen började %(day)s.") % {"day": in_words(group.started_on)}})
    if group.ended_on and on > group.ended_on:
        raise ValidationError({"on": _("Gruppen upphörde %(day)s.") % {"day": in_words(group.ended_on)}})


def check_times(on: dt.date, starts_at: dt.time | None, ends_at: dt.time | None) -> None:
    """Refuse times that are not there, or in the wrong order."""
    wrong = wrong_time(on, starts_at, ends_at)
    if wrong is WrongTime.END_ALONE:
        raise ValidationError({"starts_at": _("Skriv när mötet börjar, eller ta bort när det slutar.")})
    if wrong is WrongTime.END_BEFORE:
        raise ValidationError({"ends_at": _("Mötet slutar före det börjar.")})
    if wrong is WrongTime.NOT_THERE:
        raise ValidationError({"starts_at": _("Den tiden finns inte den dagen: klockan ställs fram.")})


def check_link(link: str) -> str:
    """A link that can be followed, or nothing. Raises ``ValidationError`` for what is none."""
    tidy = link.strip()
    if tidy:
        try:
            _IS_ADDRESS(tidy)
        except ValidationError:
            raise ValidationError({"link": _("Länken går inte att följa. Skriv den från början: https://…")}) from None
        if len(tidy) > 500:
            raise ValidationError({"link": _("Länken är för lång.")})
    return tidy


def save(meeting: Meeting) -> None:
    """Raises ``ValidationError`` where the group already has a meeting on that day."""
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        raise ValidationError({"on": _("Gruppen har redan ett möte den dagen.")}) from error


def told(actor: Actor, act: str, meeting: Meeting, **detail: Any) -> None:
    """The trail names the group, whose page shows its meetings."""
    group = meeting.group
    on = meeting.on.isoformat()
    record(actor, act, group, title=group.name, meeting=str(meeting.pk), on=on, **detail)


def lock(meeting: Meeting, version: int | None) -> Meeting:
    """The meeting, locked; raises ``ValidationError`` where somebody has written it since ``version`` was seen."""
    locked = Meeting.objects.select_for_update().select_related(None).get(pk=meeting.pk)
    if version is not None and version != locked.version:
        raise ValidationError(
            _(
                "Någon annan har skrivit om mötet medan du skrev. Det du skrev står kvar i formuläret: jämför med"
                " det som är sparat, och spara igen."
            )
        )
    return locked
