"""Saying that a gap is known, for a while and with a reason; and taking that back."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.gaps.models import Gap, Known
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words, months_after
from samfrid.municipalities.permissions import require

#: how long something may be known before it is told of again; longer, and it is forgotten
MONTHS_AT_MOST: Final = 12
REASON_LENGTH: Final = 500


def locked_open(gap: Gap) -> Gap:
    """The gap, locked; refused where it is closed."""
    own = Gap.objects.select_for_update().get(pk=gap.pk)
    if own.mended_on:
        raise ValidationError(_("Bristen finns inte längre. Den stängdes %(day)s.") % {"day": in_words(own.mended_on)})
    return own


@transaction.atomic
def know(actor: Actor, gap: Gap, *, reason: str, until: dt.date, today: dt.date | None = None) -> Known:
    """Say that a gap is known, why, and until when (that day too) it is left off the first page.

    Said again, the later holds. Raises ``ValidationError`` without a reason, for a day that has been or is more than a
    year away, and for a gap that is closed.
    """
    require(actor, "gaps.silence", gap)
    own, day, why = locked_open(gap), today or dates.today(), " ".join(reason.split())
    if not why:
        raise ValidationError({"reason": _("Skriv varför bristen får stå kvar så länge.")})
    if len(why) > REASON_LENGTH:
        raise ValidationError({"reason": _("Skriv skälet kortare, med högst %(n)s tecken.") % {"n": REASON_LENGTH}})
    if until <= day:
        raise ValidationError({"until": _("Ange en dag som kommer. Då visas bristen igen.")})
    if until > months_after(day, MONTHS_AT_MOST):
        raise ValidationError({"until": _("Ange en dag inom ett år. Bristen kan sägas vara känd på nytt då.")})
    _end(own, day, actor.actor_name)
    made = Known.objects.create(
        municipality_id=own.municipality_id, gap=own, reason=why, on=day, until=until, by=actor.actor_name
    )
    own.known_until = until
    own.save(update_fields=["known_until"])
    # the reason stands with the gap: the trail is read by more than those who may read the record
    record(actor, "gaps.know", own, rule=own.rule, until=until.isoformat())
    return made


@transaction.atomic
def take_up(actor: Actor, gap: Gap, *, today: dt.date | None = None) -> Gap:
    """Show a known gap on the first page again. Harmless for one that is not known."""
    require(actor, "gaps.silence", gap)
    own = locked_open(gap)
    if own.known_until is None:
        return own
    _end(own, today or dates.today(), actor.actor_name)
    own.known_until = None
    own.save(update_fields=["known_until"])
    record(actor, "gaps.take_up", own, rule=own.rule)
    return own


def _end(gap: Gap, day: dt.date, by: str) -> None:
    Known.objects.filter(gap=gap, ended_on__isnull=True).update(ended_on=day, ended_by=by)
