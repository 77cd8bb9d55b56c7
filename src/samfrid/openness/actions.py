"""Making and taking back the keys of programs, and keeping what they were answered."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.audit.actions import record
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may, require
from samfrid.openness.models import ApiToken, KeptAnswer
from samfrid.openness.tokens import digest, new_secret

#: a key that nobody renews is a key that nobody remembers
LONGEST: Final = dt.timedelta(days=366)
#: how long an answer is given again to the same Idempotency-Key
KEEP: Final = dt.timedelta(hours=24)


@transaction.atomic
def make_key(actor: Membership, *, name: str, expires_on: dt.date, today: dt.date) -> tuple[ApiToken, str]:
    """A key of one's own, with one's own rights; returns it with the secret, which is not kept.

    Nobody makes a key for somebody else: what is done with it is done in its owner's name. Raises ``ValidationError``
    without a name, and for a last day that has been or is more than a year away.
    """
    require(actor, "open.read")
    tidy = " ".join(name.split())[:80]
    if not tidy:
        raise ValidationError({"name": _("Skriv vad nyckeln ska användas till.")})
    if not today <= expires_on <= today + LONGEST:
        raise ValidationError({"expires_on": _("Välj en dag från i dag till högst ett år fram.")})
    secret = new_secret()
    token = ApiToken.objects.create(
        municipality_id=actor.municipality_code,
        membership=actor,
        name=tidy,
        hash=digest(secret),
        expires_on=expires_on,
    )
    record(actor, "openness.make_key", token, name=tidy, expires_on=expires_on.isoformat())
    return token, secret


@transaction.atomic
def revoke_key(actor: Membership, token: ApiToken) -> ApiToken:
    """End a key now: one's own, or anybody's by whoever administers users. Twice is harmless."""
    require(actor, "open.read", token)
    if token.membership_id != actor.pk and not may(actor, "users.administer", token):
        raise PermissionDenied("users.administer")
    locked = ApiToken.objects.select_for_update().get(pk=token.pk)
    if locked.revoked_at is None:
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])
        record(actor, "openness.revoke_key", locked, name=locked.name)
    return locked


@transaction.atomic
def claim_answer(actor: Membership, key: str, asked: str, status: int) -> tuple[KeptAnswer, bool]:
    """The row in which the answer to a key is kept, and whether it is this asker's to fill: an act in the same
    transaction, once it is done, says what it answered by :func:`keep_answer`.

    Two at once wait for each other here. What was kept longer than ``KEEP`` is as if it had never been.
    """
    try:
        with transaction.atomic():
            made = KeptAnswer.objects.create(
                municipality_id=actor.municipality_code, membership=actor, key=key, asked=asked, status=status
            )
    except IntegrityError:
        kept = KeptAnswer.objects.select_for_update().get(membership=actor, key=key)
        if kept.created_at >= timezone.now() - KEEP:
            return kept, False
        kept.asked, kept.status, kept.body, kept.created_at = asked, status, "", timezone.now()
        kept.save(update_fields=["asked", "status", "body", "created_at"])
        return kept, True
    return made, True


def keep_answer(kept: KeptAnswer, body: str) -> None:
    """Keep what was answered, in the transaction of the act."""
    kept.body = body
    kept.save(update_fields=["body"])


def forget_answers(municipality_code: str) -> None:
    """Remove the municipality's answers that are no longer given again."""
    KeptAnswer.objects.filter(municipality_id=municipality_code, created_at__lt=timezone.now() - KEEP).delete()
