"""Writing letters, each once, and sending, printing or opening their copies."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record, record_many
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import require
from samfrid.papers.paper import one_line
from samfrid.post import queries, rules
from samfrid.post.links import Copy, address_of, path_for
from samfrid.post.models import Kind, Letter, Trouble

#: letters of one printing: more come in the next
MOST: Final = 200
#: the many letters of a night, as they stand before anything has been done with them
_WRITE_MANY: Final = (
    "INSERT INTO post_letter (id, municipality_id, created_at, key, kind, to_name, to_address, subject, body, about,"
    " link_kind, link_id, next_try_at, attempts, failed)"
    " SELECT id, %s, clock_timestamp(), key, kind, to_name, to_address, subject, body, about, link_kind, link_id,"
    " next_try_at, 0, ''"
    " FROM json_to_recordset(%s) AS told (id uuid, key text, kind text, to_name text, to_address text, subject text,"
    " body text, about text, link_kind text, link_id uuid, next_try_at timestamptz)"
    " ON CONFLICT DO NOTHING RETURNING id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter to write: ``body`` says where the ``link`` (a registered kind and a record) stands by ``rules.MARK``."""

    key: str
    kind: str = Kind.OTHER
    to_name: str
    to_address: str = ""
    subject: str
    body: str
    about: str = ""
    link: tuple[str, UUID] | None = None

    def letter(self, municipality_code: str) -> Letter:
        """The letter, not yet written."""
        address = one_line(self.to_address)
        return Letter(
            municipality_id=municipality_code,
            key=self.key,
            kind=Kind(self.kind),
            to_name=one_line(self.to_name)[:200],
            to_address=address,
            subject=one_line(self.subject)[:200],
            body=rules.tidy_body(self.body),
            about=self.about,
            link_kind=self.link[0] if self.link else "",
            link_id=self.link[1] if self.link else None,
            next_try_at=timezone.now() if address else None,
        )


@transaction.atomic
def write(
    actor: Actor | str,
    *,
    key: str,
    kind: str = Kind.OTHER,
    to_name: str,
    to_address: str = "",
    subject: str,
    body: str,
    about: str = "",
    link: tuple[str, UUID] | None = None,
) -> tuple[Letter, bool]:
    """Write a letter (see :class:`Draft`), unless one with this ``key`` has been written: it is then returned, and
    False.

    The right is the caller's to ask for, in the act that writes it. Nothing confidential may stand in a letter. Two at
    once write it once.
    """
    who = SystemActor(actor) if isinstance(actor, str) else actor
    draft = Draft(
        key=key, kind=kind, to_name=to_name, to_address=to_address, subject=subject, body=body, about=about, link=link
    )
    letter = draft.letter(who.municipality_code)
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        known = Letter.objects.filter(municipality_id=who.municipality_code, key=key).first()
        if known is None:
            raise
        return known, False
    record(who, "post.write", letter, kind=str(letter.kind), about=about)
    return letter, True


@transaction.atomic
def write_many(actor: Actor, drafts: Sequence[Draft]) -> int:
    """:func:`write` for the many of a night, by a few statements; returns how many had not been written before."""
    letters = {str(one.pk): one for one in (draft.letter(actor.municipality_code) for draft in drafts)}
    # another at the same time may have written some of them: those that are given back are ours
    rows = [
        {
            "id": key,
            "key": one.key,
            "kind": one.kind,
            "to_name": one.to_name,
            "to_address": one.to_address,
            "subject": one.subject,
            "body": one.body,
            "about": one.about,
            "link_kind": one.link_kind,
            "link_id": str(one.link_id) if one.link_id else None,
            "next_try_at": one.next_try_at.isoformat() if one.next_try_at else None,
        }
        for key, one in letters.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_MANY, [actor.municipality_code, json.dumps(rows)])
        made = {str(key) for (key,) in cursor.fetchall()}
    told = [(one, {"kind": str(one.kind), "about": one.about}) for key, one in letters.items() if key in made]
    record_many(actor, "post.write", told)
    return len(told)


@transaction.atomic
def copy_for_print(actor: Actor, letters: Sequence[Letter], *, on: dt.date) -> list[tuple[Letter, str]]:
    """The words of each letter as it is printed, with a link of its own, and that it was printed; at most ``MOST``."""
    require(actor, "post.read")
    chosen = [one.pk for one in letters[:MOST]]
    copies = []
    for letter in Letter.objects.select_for_update().filter(pk__in=chosen).order_by("created_at", "id"):
        require(actor, "post.read", letter)
        link = address_of(path_for(letter, Copy.PRINT, actor.actor_name)) if letter.link_kind else ""
        copies.append((letter, rules.with_link(letter.body, link)))
        _printed(actor, letter, on)
    return copies


@transaction.atomic
def mark_printed(actor: Actor, letter: Letter, *, on: dt.date) -> Letter:
    """Say that it went out on paper: it is then not mailed as well."""
    require(actor, "post.read", letter)
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    _printed(actor, locked, on)
    return locked


def _printed(actor: Actor, letter: Letter, on: dt.date) -> None:
    letter.printed_on, letter.next_try_at = on, None
    letter.save(update_fields=["printed_on", "next_try_at"])
    record(actor, "post.print", letter, kind=str(letter.kind))


@transaction.atomic
def open_link(actor: Membership, letter: Letter) -> str:
    """Where the letter's link leads, for whoever tries the example, whose people get no mail: the path of a new link.

    Only there: elsewhere a link is for the one whom the letter is to.
    """
    require(actor, "post.read", letter)
    if not actor.municipality.is_example:
        raise ValidationError(_("Länken är bara för den som brevet är till."))
    path = path_for(letter, Copy.MAILBOX, actor.actor_name)
    if path is None:
        raise ValidationError(_("Länken i brevet gäller inte längre."))
    record(actor, "post.open_link", letter, kind=str(letter.kind))
    return path


@transaction.atomic
def try_again(actor: Actor, letter: Letter) -> Letter:
    """Mail a letter once more that was given up, from the first attempt on."""
    require(actor, "post.read", letter)
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if locked.sent_at or not locked.to_address:
        raise ValidationError(_("Brevet är redan skickat eller har ingen e-postadress."))
    locked.attempts, locked.failed, locked.next_try_at = 0, "", timezone.now()
    locked.save(update_fields=["attempts", "failed", "next_try_at"])
    record(actor, "post.try_again", locked, kind=str(locked.kind))
    return locked


@transaction.atomic
def claim(municipality_code: str, now: dt.datetime) -> Letter | None:
    """The next letter to mail, counted as tried: if whoever took it is lost, it is tried again after its wait."""
    waiting = Letter.objects.filter(municipality_id=municipality_code, next_try_at__lte=now, sent_at__isnull=True)
    letter = waiting.order_by("next_try_at", "id").select_for_update(skip_locked=True).first()
    if letter is None:
        return None
    letter.attempts += 1
    letter.next_try_at = rules.next_try(letter.attempts, now)
    letter.save(update_fields=["attempts", "next_try_at"])
    return letter


@transaction.atomic
def mark_sent(letter: Letter, now: dt.datetime) -> None:
    """It has gone."""
    letter.sent_at, letter.next_try_at, letter.failed = now, None, ""
    letter.save(update_fields=["sent_at", "next_try_at", "failed"])
    record(SystemActor(letter.municipality_id), "post.send", letter, kind=str(letter.kind))


@transaction.atomic
def mark_failed(letter: Letter, trouble: Trouble) -> None:
    """It could not be sent; an address that was refused is not tried again."""
    fields = ["failed"]
    letter.failed = trouble
    if trouble is Trouble.ADDRESS:
        letter.next_try_at = None
        # else its wait stands as it is: meanwhile it may have been printed, and is then not to be mailed as well
        fields.append("next_try_at")
    letter.save(update_fields=fields)
    record(SystemActor(letter.municipality_id), "post.fail", letter, trouble=str(trouble), attempts=letter.attempts)


@transaction.atomic
def drop_waiting(municipality_code: str, about: Collection[str], on: dt.date) -> int:
    """Do not send or print what has not gone out of these: what they are about is over. How many they were."""
    found = queries.unsent().filter(municipality_id=municipality_code, about__in=about)
    waiting = list(found.select_for_update().order_by("created_at", "id"))
    for letter in waiting:
        drop(letter, on)
    return len(waiting)


@transaction.atomic
def drop(letter: Letter, on: dt.date) -> None:
    """Do not send it: what its link leads to was over first."""
    letter.dropped_on, letter.next_try_at = on, None
    letter.save(update_fields=["dropped_on", "next_try_at"])
    record(SystemActor(letter.municipality_id), "post.drop", letter, kind=str(letter.kind))
