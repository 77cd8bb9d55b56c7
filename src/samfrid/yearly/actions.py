"""The verbs of the year: plan, change and call off sittings; make and revoke addresses for calendars."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.happenings import HappeningKind
from samfrid.municipalities.models import Body, Membership
from samfrid.municipalities.permissions import require
from samfrid.yearly.models import Feed, Sitting
from samfrid.yearly.rules import YEARS, Line

#: addresses that one person has at a time: more than her devices, fewer than a slip in a program would make
MOST_FEEDS: Final = 20


def _check(on: dt.date) -> None:
    if on.year not in YEARS:
        text = _("Året %(year)s kan inte stämma. Skriv dagen som 2027-02-15.") % {"year": on.year}
        raise ValidationError({"on": text})


def _saved(sitting: Sitting) -> Sitting:
    try:
        with transaction.atomic():
            sitting.save()
    except IntegrityError as error:
        text = _("%(body)s har redan ett sammanträde den dagen.") % {"body": sitting.body}
        raise ValidationError({"on": text}) from error
    return sitting


@transaction.atomic
def plan_sitting(actor: Actor, *, body: Body, on: dt.date, starts_at: dt.time | None = None, note: str = "") -> Sitting:
    """Enter a day on which a body sits. Raises ``ValidationError`` where it sits that day already."""
    require(actor, "matters.edit", body)
    _check(on)
    made = Sitting(
        municipality_id=actor.municipality_code, body=body, on=on, starts_at=starts_at, note=note.strip()[:200]
    )
    record(actor, "yearly.plan_sitting", _saved(made), name=str(body), on=on.isoformat())
    return made


@transaction.atomic
def plan_sittings(actor: Actor, lines: Sequence[Line], *, add_bodies: bool = False) -> list[Sitting]:
    """Enter the sittings of a list that was read: the lines without a fault that are not there already.

    A body that is not there is added where ``add_bodies``; else its lines are left out.
    """
    require(actor, "matters.edit")
    made = []
    for line in lines:
        if line.wrong or line.known or line.on is None or (line.new and not add_bodies):
            continue
        body = body_named(actor, line.body)
        made.append(plan_sitting(actor, body=body, on=line.on, starts_at=line.starts_at, note=line.note))
    return made


def _locked(sitting: Sitting) -> Sitting:
    found = Sitting.objects.select_for_update(of=("self",)).select_related("body").get(pk=sitting.pk)
    if found.cancelled_on:
        raise ValidationError(_("Sammanträdet är borttaget. Lägg in det på nytt om det ska hållas."))
    return found


@transaction.atomic
def change_sitting(actor: Actor, sitting: Sitting, *, on: dt.date, starts_at: dt.time | None, note: str) -> Sitting:
    """Move a sitting or change what is said of it; calendars that have it are told."""
    require(actor, "matters.edit", sitting)
    _check(on)
    found = _locked(sitting)
    before = found.on
    found.on, found.starts_at, found.note = on, starts_at, note.strip()[:200]
    found.version += 1
    record(
        actor,
        "yearly.change_sitting",
        _saved(found),
        name=str(found.body),
        on=on.isoformat(),
        before=before.isoformat(),
    )
    return found


@transaction.atomic
def call_off_sitting(actor: Actor, sitting: Sitting, *, today: dt.date) -> Sitting:
    """Take a sitting out of the year. The row is kept, so that calendars that have it are told."""
    require(actor, "matters.edit", sitting)
    found = _locked(sitting)
    found.cancelled_on = today
    found.version += 1
    found.save(update_fields=["cancelled_on", "version"])
    record(actor, "yearly.call_off_sitting", found, name=str(found.body), on=found.on.isoformat())
    return found


def digest(secret: str) -> str:
    """What is kept of a calendar's address."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_feed(actor: Membership, *, name: str, kinds: Sequence[str] = ()) -> tuple[Feed, str]:
    """An address for one's own calendar; returns it with the secret, which is not kept.

    Nobody makes one for somebody else: it tells what she may read.
    """
    require(actor, "open.read")
    tidy = " ".join(name.split())[:80]
    if not tidy:
        raise ValidationError({"name": _("Skriv vilken kalender det är, till exempel ”mobilen”.")})
    known = [kind for kind in HappeningKind if kind in kinds]
    if Feed.objects.filter(membership=actor, revoked_at__isnull=True).count() >= MOST_FEEDS:
        raise ValidationError(_("Du har redan %(most)s adresser. Återkalla en först.") % {"most": MOST_FEEDS})
    secret = secrets.token_urlsafe(32)
    made = Feed.objects.create(
        municipality_id=actor.municipality_code,
        membership=actor,
        name=tidy,
        # all of them is kept as none, so that a kind that comes later is told too
        kinds=[] if len(known) == len(HappeningKind) else [str(kind) for kind in known],
        digest=digest(secret),
    )
    record(actor, "yearly.make_feed", made, name=tidy)
    return made, secret


@transaction.atomic
def revoke_feed(actor: Membership, feed: Feed) -> Feed:
    """End one of one's own addresses now. Twice is harmless."""
    require(actor, "open.read", feed)
    if feed.membership_id != actor.pk:
        raise PermissionDenied("open.read")
    found = Feed.objects.select_for_update().get(pk=feed.pk)
    if found.revoked_at is None:
        found.revoked_at = timezone.now()
        found.save(update_fields=["revoked_at"])
        record(actor, "yearly.revoke_feed", found, name=found.name)
    return found


def note_reading(feed: Feed, *, on: dt.date) -> None:
    """Keep the day that a calendar was last read by its address, so that one that is forgotten can be seen.

    At most one write a day, and none in the trail: nobody has done anything.
    """
    if feed.last_read_on != on:
        Feed.objects.filter(pk=feed.pk).update(last_read_on=on)
