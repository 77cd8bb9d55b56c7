"""Making a commitment of what was promised in an answer."""

from __future__ import annotations

import datetime as dt
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import Link, commit
from samfrid.commitments.models import Commitment, Origin, OriginKind
from samfrid.commitments.rules import as_task
from samfrid.gaps.actions.life import locked_open
from samfrid.gaps.checks.answers import SENTENCE
from samfrid.gaps.checks.base import MATTER
from samfrid.gaps.models import Gap
from samfrid.matters.models import Matter
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.municipalities.models import Unit
from samfrid.municipalities.permissions import require

#: the rule whose gaps are mended so
PROMISE: Final = "promise_forgotten"


def task_of(gap: Gap) -> str:
    """What was promised, in the answer's own words, to begin with."""
    return as_task(str(gap.facts.get("text", "")))


@transaction.atomic
def promise(
    actor: Actor, gap: Gap, *, text: str, responsible: Unit | None = None, due: PartialDate | None = None
) -> Commitment:
    """Make a commitment of a promise in an answer; whoever may not read the matter may not read it either.

    Raises ``ValidationError`` for a gap of another rule, one that is closed or has become a commitment already, and as
    ``commit`` does.
    """
    require(actor, "commitments.edit", gap)
    own = locked_open(gap)
    if own.rule != PROMISE:
        raise ValidationError(_("Bara ett löfte i ett svar kan bli ett åtagande här."))
    # the register closes the gap a moment later: somebody else may have been first
    if Origin.objects.filter(record_kind=SENTENCE, record_id=own.part, page_id=own.record_id).exists():
        raise ValidationError(_("Löftet har redan blivit ett åtagande."))
    matter = Matter.objects.get(pk=own.record_id)
    link = Link(OriginKind.ANSWER, SENTENCE, UUID(own.part), MATTER, matter.pk, _label(matter.title, own.day))
    made = commit(
        actor, text=text, promised_on=own.day, due=due, responsible=responsible, origins=[link], access=matter.access
    )
    record(actor, "gaps.promise", matter, title=matter.title, commitment=str(made.pk))
    return made


@override("sv")
def _label(title: str, on: dt.date | None) -> str:
    """What the commitment comes from, in Swedish whoever enters it, as it is kept."""
    return f"{title} – svar i fullmäktige {in_words(on)}" if on else f"{title} – svar i fullmäktige"
