"""Asking bodies and organisations, and what they answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from samfrid.audit.actions import Actor, record
from samfrid.matters.actions.listed import refresh
from samfrid.matters.actions.register import locked
from samfrid.matters.models import (
    Matter,
    Referral,
    Stance,
)
from samfrid.municipalities.models import Body
from samfrid.municipalities.permissions import require
from samfrid.provenance.actions import Sentence, cite


@transaction.atomic
def add_referral(
    actor: Actor,
    matter: Matter,
    *,
    body: Body,
    stance: Stance | str = "",
    text: str = "",
    answered_on: dt.date | None = None,
    sentences: Sequence[Sentence] = (),
) -> Referral:
    """Say that a body was asked, and what it thought. A body is asked once; what was not known is filled in."""
    require(actor, "matters.edit", matter)
    locked(matter)
    referral = matter.referrals.filter(body=body).first()
    if referral is None:
        referral = Referral(municipality_id=actor.municipality_code, matter=matter, body=body)
    changed = referral._state.adding
    for name, value in (("stance", str(stance)), ("text", text.strip()), ("answered_on", answered_on)):
        if value and not getattr(referral, name):
            setattr(referral, name, value)
            changed = True
    if changed:
        referral.save()
        record(actor, "matters.refer", matter, body=body.name, stance=referral.stance)
        refresh(matter)
    cite(referral, list(sentences))
    return referral
