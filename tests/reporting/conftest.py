"""Units with heads and contacts, commitments of theirs, and a round in which they are asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from samfrid.commitments.actions import commit
from samfrid.commitments.models import Commitment
from samfrid.municipalities.actions import unit_named
from samfrid.municipalities.models import Contact, Membership, Unit
from samfrid.post.links import Copy
from samfrid.reporting.actions import open_round
from samfrid.reporting.actions.linking import make_link
from samfrid.reporting.links import find
from samfrid.reporting.models import Link, Request, Round

TODAY = dt.date(2026, 11, 2)
DUE = dt.date(2026, 11, 16)

Promise = Callable[..., Commitment]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


@pytest.fixture
def unit(coordinator: Membership) -> Unit:
    return unit_named(coordinator, "Socialförvaltningen")


@pytest.fixture
def anna(unit: Unit) -> Contact:
    return Contact.objects.create(
        municipality_id="0580", unit=unit, name="Anna Berg", function="utredare", email="anna@kommun.example"
    )


@pytest.fixture
def head(unit: Unit) -> Contact:
    return Contact.objects.create(
        municipality_id="0580", unit=unit, name="Hilda Ek", function="chef", email="hilda@kommun.example", is_head=True
    )


@pytest.fixture
def promise(coordinator: Membership, unit: Unit, anna: Contact) -> Promise:
    """``promise(text, **changes)``: an open commitment of the unit's, with Anna as its contact."""

    def make(text: str = "Kartlägga våldet", **changes: object) -> Commitment:
        given: dict[str, object] = {"responsible": unit, "contact": anna, "promised_on": dt.date(2026, 1, 1)}
        return commit(coordinator, text=text, **(given | changes))  # type: ignore[arg-type]

    return make


Open = Callable[..., Round]


@pytest.fixture
def opened(coordinator: Membership) -> Open:
    """``opened(**changes)``: a round that is open."""

    def make(**changes: object) -> Round:
        given: dict[str, object] = {
            "name": "Höstens uppföljning",
            "opens_on": TODAY,
            "due_on": DUE,
            "today": TODAY,
            "asker": "Siri Sand",
            "reach": "siri@kommun.example",
        }
        return open_round(coordinator, **(given | changes))  # type: ignore[arg-type]

    return make


def path_of(request: Request) -> str:
    """The path of a new link for somebody who was asked."""
    path = make_link(request.pk, Copy.MAIL, "Samfrid")
    assert path
    return path


def link_of(request: Request) -> Link:
    """A new link for somebody who was asked, as it is found when it is shown."""
    found = find(path_of(request).split("/")[3])
    assert found
    return found
