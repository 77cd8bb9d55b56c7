"""Letters with a link to a room that the tests make up."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from samfrid.municipalities.actors import SystemActor
from samfrid.post import links
from samfrid.post.actions import write
from samfrid.post.links import Copy
from samfrid.post.models import Letter
from samfrid.post.rules import MARK

Write = Callable[..., Letter]


class Room:
    """A room that links lead to: what it was asked for, and whether it is over."""

    def __init__(self) -> None:
        self.made: list[tuple[UUID, Copy, str]] = []
        self.over = False

    def make(self, record: UUID, copy: Copy, by: str) -> str | None:
        if self.over:
            return None
        self.made.append((record, copy, by))
        return f"/r/0580/{len(self.made)}/"


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()
    links.register("test.room", made.make)
    yield made
    links._MAKERS.pop("test.room")


@pytest.fixture
def letter(room: Room) -> Write:
    """``letter(key, **changes)``: a letter in Linköping, with a link."""

    def make(key: str = "k", code: str = "0580", **changes: object) -> Letter:
        given: dict[str, object] = {
            "to_name": "Anna Berg",
            "to_address": "anna@kommun.example",
            "subject": "Hur går det?",
            "body": f"Hej Anna\n\n{MARK}\n\nHej då",
            "link": ("test.room", uuid.uuid4()),
        }
        return write(SystemActor(code), key=key, **(given | changes))[0]  # type: ignore[arg-type]

    return make
