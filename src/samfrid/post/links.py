"""Links in letters: made by the room that they lead to, which stands above this one and has registered how.

What is the same for all of them stands here: the secret in the address, what is kept of it, and how often one link may
be used to send something. See docs/decisions/0010-links-in-letters.md.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.cache import cache

from samfrid.post.models import Letter


class Copy(StrEnum):
    """How a copy of a letter leaves Samfrid; kept with the link, so that a report can be followed back to its copy."""

    MAIL = "mail"
    PRINT = "print"
    MAILBOX = "mailbox"


#: ``maker(record, copy, who made it)``: the path of a new link, or None where none is good any more
Maker = Callable[[UUID, Copy, str], str | None]
_MAKERS: Final[dict[str, Maker]] = {}


#: 32 random bytes as an address writes them
_FORM: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
#: how many times one link may send something within so many seconds: nobody needs it, and each time leaves rows
MOST_SENT: Final = 30
WITHIN_SECONDS: Final = 600


def new_secret() -> str:
    """What stands in the address of a new link. Nobody can make the same again."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_secret(text: str) -> bool:
    """Whether it has the form of a secret: nothing else is looked for."""
    return bool(_FORM.fullmatch(text))


def too_many(kept: str) -> bool:
    """Whether a link (its digest) has been used to send something too often just now; counts this time too.

    By the link and never by address: a whole municipality may come from one. Secrets are too long to be guessed, so
    that those that are none need no count.
    """
    now, name = time.time(), f"post:link:{kept}"
    sent = [at for at in cache.get(name, ()) if at > now - WITHIN_SECONDS]
    if len(sent) >= MOST_SENT:
        return True
    cache.set(name, [*sent, now], WITHIN_SECONDS)
    return False


def register(kind: str, maker: Maker) -> None:
    """Say how links of a kind are made; called once, when the room starts."""
    _MAKERS[kind] = maker


def path_for(letter: Letter, copy: Copy, by: str) -> str | None:
    """A new link for a copy of the letter, as a path; None where there is none to make."""
    maker = _MAKERS.get(letter.link_kind)
    return maker(letter.link_id, copy, by) if maker and letter.link_id else None


def address_of(path: str | None) -> str | None:
    """The whole address of a path, as somebody outside follows it."""
    return None if path is None else f"{settings.PUBLIC_ADDRESS}{path}"
