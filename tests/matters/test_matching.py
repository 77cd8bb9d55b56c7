"""Is it here already? Certain by number, probable by mover and day, possible by title; and the near misses."""

from __future__ import annotations

from typing import Any

import pytest

from samfrid.matters import actions
from samfrid.matters.models import Matter, MatterKind, PersonRole
from samfrid.matters.queries import Certainty, Match, find_match
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from tests.conftest import member

TITLE = "Motion om skyddat boende"


@pytest.fixture
def matter(registrar: Membership) -> Matter:
    return known(registrar)


def known(actor: Membership, title: str = TITLE, raised: str | None = "2021-03-30", *numbers: str) -> Matter:
    return actions.register(
        actor,
        kind=MatterKind.MOTION,
        title=title,
        raised=PartialDate.parse(raised),
        numbers=numbers or ("KS 2021-257", "SON 2021-459"),
        people=[
            ("Eva Ek", "V", PersonRole.MOVER),
            ("Bo Berg", "V", PersonRole.MOVER),
            ("Ida Ö", "", PersonRole.OFFICER),
        ],
    )


def ask(municipality: Municipality, **asked: Any) -> list[Match]:
    asked = {"kind": MatterKind.MOTION, **asked}
    if "raised" in asked:
        asked["raised"] = PartialDate.parse(asked["raised"])
    return find_match(municipality, **asked)


def test_the_same_number_is_certain_whatever_else(linkoping: Municipality, matter: Matter) -> None:
    for number in ("ks 2021/257", "SON 2021-459"):
        (match,) = ask(linkoping, numbers=[number], kind=MatterKind.OWN, title="Något helt annat", raised="1999")
        assert (match.matter, match.certainty, match.score) == (matter, Certainty.CERTAIN, 1.0)
        assert "diarienummer" in match.reason


@pytest.mark.parametrize("raised", ["2021-03-30", "2021-03", "2021"])
def test_the_same_mover_and_day_is_probable(linkoping: Municipality, matter: Matter, raised: str) -> None:
    (match,) = ask(linkoping, people=["eva  ek"], raised=raised)
    assert (match.matter, match.certainty) == (matter, Certainty.PROBABLE)
    assert match.score >= 0.8


@pytest.mark.parametrize(
    "asked",
    [
        {"people": ["Eva Ek"], "raised": "2021-03-31"},
        {"people": ["Eva Ek"], "raised": "2021-04"},
        {"people": ["Eva Ek"]},
        {"people": ["Ida Ö"], "raised": "2021-03-30"},
        {"people": ["Eva Ek"], "raised": "2021-03-30", "kind": MatterKind.INTERPELLATION},
        {"people": ["Eva Ek"], "raised": "2021-03-30", "numbers": ["KS 2021-258"], "title": TITLE},
        {"people": ["Eva Ek"], "raised": "2022-03-30", "title": TITLE},
        {"numbers": ["KS 2021-25"]},
        {"title": "Motion om våld i nära relationer"},
        {"title": "Motion om kvinnofridssamordnare"},
        {"title": TITLE, "kind": MatterKind.CITIZEN_PROPOSAL},
        {"title": ""},
        {},
    ],
)
def test_near_misses_are_not_offered(linkoping: Municipality, matter: Matter, asked: dict[str, Any]) -> None:
    assert ask(linkoping, **asked) == []


def test_another_motion_by_the_same_mover_on_the_same_day_is_asked_about(
    linkoping: Municipality, matter: Matter
) -> None:
    (match,) = ask(linkoping, people=["Eva Ek"], raised="2021-03-30", title="Motion om gratis kollektivtrafik")
    assert match.certainty == Certainty.POSSIBLE
    assert match.score < 0.8


def test_a_title_alike_is_possible_and_with_the_mover_probable(linkoping: Municipality, matter: Matter) -> None:
    alike = "Svar på motion från Eva Ek (V) om skyddat boende i kommunen"
    (match,) = ask(linkoping, title=alike)
    assert (match.certainty, match.score < 0.8) == (Certainty.POSSIBLE, True)
    (match,) = ask(linkoping, title=alike, people=["Bo Berg"])
    assert (match.certainty, match.score < 0.8) == (Certainty.PROBABLE, True)


def test_a_bare_number_alone_is_only_possible(linkoping: Municipality, registrar: Membership) -> None:
    matter = known(registrar, TITLE, "2016-04-01", "31/16")
    (match,) = ask(linkoping, numbers=["Dnr 31/16"])
    assert (match.matter, match.certainty) == (matter, Certainty.POSSIBLE)
    (match,) = ask(linkoping, numbers=["Dnr 31/16"], people=["Eva Ek"])
    assert match.certainty == Certainty.PROBABLE


def test_the_best_is_first_and_each_only_once(linkoping: Municipality, matter: Matter, registrar: Membership) -> None:
    other = known(registrar, "Motion om skyddat boende för män", "2019-01-01", "KS 2019-1")
    matches = ask(linkoping, numbers=["KS 2021-257"], people=["Eva Ek"], title=TITLE)
    assert [match.matter for match in matches] == [matter, other]
    assert matches[0].score > matches[1].score


def test_another_municipality_is_never_searched(
    linkoping: Municipality, matter: Matter, vallentuna: Municipality
) -> None:
    enter(vallentuna.code)
    member(vallentuna, Role.REGISTRAR)
    assert ask(vallentuna, numbers=["KS 2021-257"], title=TITLE) == []
    assert ask(linkoping, numbers=["KS 2021-257"], title=TITLE) == []


def test_the_number_of_queries_does_not_grow(
    linkoping: Municipality, registrar: Membership, django_assert_num_queries: Any
) -> None:
    for n in range(12):
        known(registrar, f"Motion om skyddat boende {n}", f"20{n + 10}-01-01", f"KS 20{n + 10}-1")
    with django_assert_num_queries(9):
        assert len(ask(linkoping, numbers=["KS 2011-1"], people=["Eva Ek"], title=TITLE, raised="2011-01-01")) >= 1
