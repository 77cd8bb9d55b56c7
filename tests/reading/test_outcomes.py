"""Outcomes: the contract's word for each clause."""

from __future__ import annotations

import pytest

from samfrid.reading.finders.outcomes import outcome_of


@pytest.mark.parametrize(
    ("clause", "outcome"),
    [
        ("Motionen bifalls.", "granted"),
        ("att bifalla motionens första att-sats", "granted"),
        ("Motionens andra yrkande bifalls delvis", "partly_granted"),
        ("att delvis bifalla motionen", "partly_granted"),
        ("Motionen avslås.", "rejected"),
        ("Kommunfullmäktige avslog motionen", "rejected"),
        ("Motionen besvaras med hänvisning till planen.", "answered"),
        ("att anse motionen besvarad", "answered"),
        ("Interpellationen anses besvarad.", "answered"),
        ("att avskriva motionen från vidare handläggning", "written_off"),
        ("Ärendet återremitteras till förvaltningen", "referred_back"),
        ("Ärendet bordläggs till nästa möte", "postponed"),
        ("Motionen remitteras till socialnämnden för yttrande", "circulated"),
        ("att godkänna sammanställningen", "approved"),
        ("Planen antas.", "approved"),
        ("att lägga redovisningen till handlingarna", "noted"),
        ("Förvaltningen får i uppdrag att fastställa en rutin", "tasked"),
        ("att ge socialnämnden i uppdrag att kartlägga våldet", "tasked"),
        ("att anvisa 250 000 kronor ur medel till förfogande", "funded"),
        ("Jouren beviljas 650 000 kronor i verksamhetsbidrag", "funded"),
        ("Förvaltningens förslag tillstyrks.", "supported"),
        ("Motionen avstyrks.", "opposed"),
    ],
)
def test_the_outcome_of_a_clause(clause: str, outcome: str) -> None:
    found = outcome_of(clause)
    assert found is not None
    assert found.value == outcome


@pytest.mark.parametrize("clause", ["Alla chefer ska gå en utbildning.", "Resultatet är bra."])
def test_a_clause_without_an_outcome(clause: str) -> None:
    assert outcome_of(clause) is None
