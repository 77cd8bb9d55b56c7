"""Matters by API: the list, one with everything, and the registrar's acts."""

from __future__ import annotations

from samfrid.municipalities.models import Membership
from tests.openness.conftest import ProgramOf

MOTION = {
    "kind": "motion",
    "title": "Motion om skyddat boende",
    "raised": "2026-03-30",
    "addressee": "kommunfullmäktige",
    "numbers": ["KS 2026/101"],
    "people": [{"name": "Eva Ek", "party": "V"}],
    "requests": ["Att utreda behovet av skyddat boende.", "Att återrapportera till fullmäktige."],
}


def test_a_motion_is_registered_and_read_back(registrar: Membership, program_of: ProgramOf) -> None:
    program = program_of(registrar)
    made = program.post("matters", MOTION)
    whole = program.get(f"matters/{made['id']}")
    assert whole["title"] == MOTION["title"]
    assert whole["raised"] == "2026-03-30"
    assert whole["numbers"] == ["KS 2026/101"]
    assert whole["movers"] == ["Eva Ek (V)"]
    assert [one["text"] for one in whole["requests"]] == MOTION["requests"]
    assert whole["deadline"]["on"] == "2027-03-30"
    assert program.get("matters")["items"] == [{name: whole[name] for name in made}]
