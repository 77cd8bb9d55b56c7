"""Acts on many matters at once: telling the council of what is not decided, and writing off what it lets go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor
from samfrid.matters import reports
from samfrid.matters.actions.decisions import record_decision
from samfrid.matters.actions.process import take_step
from samfrid.matters.joining import ClauseIn
from samfrid.matters.models import Decision, Event, EventKind, Matter, Outcome, Stage
from samfrid.matters.queries.reports import Reported
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Body

#: what is written where nothing has emerged: the law wants that told too
NOTHING = "Ingenting har kommit fram i beredningen."
WRITTEN_OFF = "att ärendet avskrivs från vidare handläggning"


def _of(matter: Matter, error: ValidationError) -> ValidationError:
    """The refusal with the matter's name, since many are acted on at once and all or none go through."""
    return ValidationError([f"{matter.title}: {message}" for message in error.messages])


@transaction.atomic
def tell_council(actor: Actor, found: Sequence[Reported], *, on: dt.date) -> list[Event]:
    """Record that the council was told on a day that these are not decided, and what has emerged (KL 5:35).

    Raises ``ValidationError`` with the name of the first that cannot be, and then none is.
    """
    if not found:
        raise ValidationError(_("Välj minst ett ärende."))
    made = []
    # in one order whoever acts, so that two who act on the same matters wait for each other and never in a ring
    for one in sorted(found, key=lambda one: one.matter.pk):
        note = " ".join(reports.emerged(one)) or NOTHING
        try:
            made.append(take_step(actor, one.matter, kind=EventKind.REPORTED, on=on, note=note))
        except ValidationError as error:
            raise _of(one.matter, error) from error
    return made


@transaction.atomic
def write_off(
    actor: Actor, matters: Sequence[Matter], *, on: dt.date, paragraph: str = "", body: Body | None = None
) -> list[Decision]:
    """Record that the council has written these off from further handling (KL 5:35, last sentence).

    Raises ``ValidationError`` with the name of the first that cannot be, and then none is.
    """
    if not matters:
        raise ValidationError(_("Välj minst ett ärende."))
    council = body or body_named(actor, "Kommunfullmäktige")
    made = []
    for matter in sorted(matters, key=lambda one: one.pk):
        clause = ClauseIn(WRITTEN_OFF, Outcome.WRITTEN_OFF)
        try:
            made.append(
                record_decision(
                    actor, matter, body=council, stage=Stage.FINAL, on=on, paragraph=paragraph, clauses=[clause]
                )
            )
        except ValidationError as error:
            raise _of(matter, error) from error
    return made
