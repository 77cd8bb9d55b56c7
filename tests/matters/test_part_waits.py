"""A motion of which one clause is granted and another referred back is not decided before that one is too (KL 5:35)."""

from __future__ import annotations

import datetime as dt

import pytest

from samfrid.matters import actions
from samfrid.matters.actions import ClauseIn
from samfrid.matters.course import deadline_of, settling
from samfrid.matters.models import Matter, MatterKind, Outcome, PersonRole, Stage
from samfrid.matters.queries.process import ground_of
from samfrid.matters.queries.reports import unanswered
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def decide(actor: Membership, matter: Matter, on: dt.date, *clauses: tuple[int, Outcome]) -> None:
    actions.record_decision(
        actor,
        matter,
        body=body_named(actor, "Kommunfullmäktige"),
        stage=Stage.FINAL,
        on=on,
        clauses=[ClauseIn(f"att yrkande {number} behandlas", outcome, request=number) for number, outcome in clauses],
    )


@pytest.mark.parametrize("waiting", [Outcome.REFERRED_BACK, Outcome.POSTPONED])
def test_it_is_decided_when_the_part_that_waited_is(registrar: Membership, waiting: Outcome) -> None:
    matter = actions.register(
        registrar,
        kind=MatterKind.MOTION,
        title="Motion om två saker",
        raised=PartialDate.parse("2025-03-01"),
        people=[("Eva Ek", "V", PersonRole.MOVER)],
    )
    for number in (1, 2):
        actions.add_request(registrar, matter, f"att yrkande {number} genomförs")
    decide(registrar, matter, dt.date(2025, 6, 2), (1, Outcome.GRANTED), (2, waiting))
    matter.refresh_from_db()
    assert not matter.settled
    assert settling(ground_of(matter)) == []
    assert deadline_of(ground_of(matter))
    assert [one.matter for one in unanswered("0580")] == [matter]
    decide(registrar, matter, dt.date(2025, 9, 1), (2, Outcome.REJECTED))
    matter.refresh_from_db()
    assert matter.settled
    assert len(settling(ground_of(matter))) == 2
    assert unanswered("0580") == []
