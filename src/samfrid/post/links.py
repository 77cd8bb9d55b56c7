"""Links in letters: made by the room that they lead to, which stands above this one and has registered how."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.conf import settings

from samfrid.post.models import Letter


class Copy(StrEnum):
    """How a copy of a letter leaves Samfrid; kept with the link, so that a report can be followed back to its copy."""

    MAIL = "mail"
    PRINT = "print"
    MAILBOX = "mailbox"


#: ``maker(record, copy, who made it)``: the path of a new link, or None where none is good any more
Maker = Callable[[UUID, Copy, str], str | None]
_MAKERS: Final[dict[str, Maker]] = {}


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
