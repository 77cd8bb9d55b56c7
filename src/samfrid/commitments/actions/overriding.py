"""Setting a computed state otherwise: with a reason that shows, until a day."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments import rules
from samfrid.commitments.models import Commitment, Computed, Override
from samfrid.municipalities import dates
from samfrid.municipalities.dates import months_after
from samfrid.municipalities.permissions import require

#: nobody sets a state aside for longer at a time; ours
LONGEST_MONTHS = 12


@transaction.atomic
def override(
    actor: Actor,
    commitment: Commitment,
    *,
    state: Computed | str,
    value: bool,
    reason: str,
    until: dt.date,
    today: dt.date | None = None,
) -> Override:
    """Say that it counts as late, silent or at risk, or does not, whatever is computed, until a day.

    What was set of the same state before is ended. Raises ``ValidationError`` without a reason, for a day that has
    been or lies more than a year ahead, and for a settled commitment, of which nothing is computed.
    """
    require(actor, "commitments.settle", commitment)
    day, tidy = today or dates.today(), " ".join(reason.split())
    if state not in Computed.values:
        raise ValidationError({"state": _("Välj vilket läge det gäller.")})
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför. Skälet visas på sidan och i listan.")})
    if not day <= until <= months_after(day, LONGEST_MONTHS):
        raise ValidationError({"until": _("Ange en dag från och med i dag, högst ett år framåt.")})
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if rules.is_settled(locked.execution):
        raise ValidationError(_("Åtagandet är avslutat. Då räknas inget läge ut."))
    locked.overrides.filter(state=state, ended_on__isnull=True).update(ended_on=day)
    made = Override.objects.create(
        municipality_id=locked.municipality_id,
        commitment=locked,
        state=state,
        value=value,
        reason=tidy[:300],
        on=day,
        until=until,
        set_by=actor.actor_name[:200],
    )
    record(
        actor,
        "commitments.override",
        locked,
        title=str(locked),
        state=str(state),
        value=value,
        until=until.isoformat(),
        reason=made.reason,
    )
    return made


@transaction.atomic
def end_override(actor: Actor, override: Override, *, today: dt.date | None = None) -> Override:
    """Let the computation count again. Ending what has ended is harmless."""
    require(actor, "commitments.settle", override.commitment)
    locked = Override.objects.select_for_update(of=("self",)).select_related("commitment").get(pk=override.pk)
    if locked.ended_on is None:
        locked.ended_on = today or dates.today()
        locked.save(update_fields=["ended_on"])
        record(
            actor,
            "commitments.end_override",
            locked.commitment,
            title=str(locked.commitment),
            state=str(locked.state),
        )
    return locked
