"""Each question of the survey answered from what there is."""

from __future__ import annotations

import datetime as dt

import pytest

from samfrid.municipalities.models import OrganisationKind
from samfrid.plans.models import ABOUT, RoutinePurpose, TrainingKind
from samfrid.survey.questions import Question, every, for_year
from samfrid.survey.rules import NO, YES, AgreementFact, Facts, RoutineFact, TrainingFact, answer

D = dt.date
TODAY = D(2026, 11, 22)
LATELY = D(2026, 1, 1)
SIGNS = Question("signs", "a", "?", "routine", 2024, purpose="signs", field="missbruk")
SCHOOL = Question("school", "c", "?", "routine", 2024, purpose="schooling")
POLICE = Question("police", "b", "?", "agreement", 2024, partner="police", months=24)
COURSE = Question("course", "e", "?", "training", 2024, training="university", about="about_children")
PERSON = Question("person", "h", "?", "person", 2024)


def routine(purpose: str = "signs", field: str = "Missbruk och beroende", lacks: tuple[str, ...] = ()) -> RoutineFact:
    return RoutineFact("Rutinen", "/rutiner/1/", purpose, field, lacks)


@pytest.mark.parametrize(
    ("question", "routines", "value", "lacking"),
    [
        (SIGNS, [routine()], YES, []),
        (SIGNS, [], NO, ["Ingen rutin är införd som svarar på frågan"]),
        (SIGNS, [routine(lacks=("den är inte beslutad",))], NO, ["Rutinen: den är inte beslutad"]),
        (SIGNS, [routine(lacks=("x",)), routine()], YES, []),
        (SIGNS, [routine(field="ekonomiskt bistånd")], NO, ["Ingen rutin är införd som svarar på frågan"]),
        (SIGNS, [routine(field="")], NO, ["Rutinen Rutinen har inget område angivet"]),
        (SIGNS, [routine("schooling")], NO, ["Ingen rutin är införd som svarar på frågan"]),
        (SCHOOL, [routine("schooling", "")], YES, []),
    ],
)
def test_a_routine(question: Question, routines: list[RoutineFact], value: str, lacking: list[str]) -> None:
    found = answer(question, Facts(routines=routines), TODAY)
    assert found.value == value
    assert [one.text for one in found.lacks] == lacking
    assert bool(found.evidence) or value == NO


def agreement(followed: dt.date | None = LATELY, single: bool = True, partner: str = "police") -> AgreementFact:
    return AgreementFact("Avtalet", "/avtal/1/", frozenset({partner}), followed, single, "/enkat/1/")


@pytest.mark.parametrize(
    ("agreements", "value", "lacking"),
    [
        ([agreement()], YES, []),
        ([agreement(D(2024, 11, 22))], YES, []),
        ([agreement(D(2024, 11, 21))], NO, ["följdes upp senast"]),
        ([agreement(None)], NO, ["aldrig följts upp"]),
        ([agreement(single=False)], NO, ["inte angivet"]),
        ([agreement(None, single=False)], NO, ["inte angivet", "aldrig följts upp"]),
        ([agreement(partner="region")], NO, ["Ingen överenskommelse är införd"]),
        ([agreement(None), agreement()], YES, []),
    ],
)
def test_an_agreement(agreements: list[AgreementFact], value: str, lacking: list[str]) -> None:
    found = answer(POLICE, Facts(agreements=agreements), TODAY)
    assert found.value == value
    assert len(found.lacks) == len(lacking)
    assert all(words in one.text for words, one in zip(lacking, found.lacks, strict=True))


def test_older_sets_ask_for_a_later_follow_up() -> None:
    asked = every()["2019"].question("agreement-police")
    newer = every()["2024"].question("agreement-police")
    assert asked
    assert newer
    facts = Facts(agreements=[agreement(D(2025, 6, 1))])
    assert (answer(asked, facts, TODAY).value, answer(newer, facts, TODAY).value) == (NO, YES)


def training(kind: str = "university", about: str = "about_children", last: dt.date = LATELY) -> TrainingFact:
    return TrainingFact("Kursen", "/kurs/", kind, frozenset({about}), last)


@pytest.mark.parametrize(
    ("held", "value", "words"),
    [
        ([training()], YES, ""),
        ([training(last=D(2025, 11, 22))], YES, ""),
        ([training(last=D(2025, 11, 21))], NO, "Den senaste utbildningen hölls"),
        ([training("continuing")], NO, "Ingen sådan utbildning"),
        ([training(about="about_adults")], NO, "Ingen sådan utbildning"),
        ([], NO, "Ingen sådan utbildning"),
    ],
)
def test_training(held: list[TrainingFact], value: str, words: str) -> None:
    found = answer(COURSE, Facts(trainings=held), TODAY)
    assert found.value == value
    assert all(words in one.text for one in found.lacks)


def test_what_only_a_person_knows_is_not_answered() -> None:
    assert answer(PERSON, Facts(), TODAY).value == ""


@pytest.mark.parametrize(
    ("year", "name"), [(2010, "2019"), (2019, "2019"), (2023, "2019"), (2024, "2024"), (2030, "2024")]
)
def test_a_year_has_the_newest_set_of_its_time(year: int, name: str) -> None:
    assert for_year(year).name == name


@pytest.mark.parametrize("name", every())
def test_a_set_asks_of_what_there_is(name: str) -> None:
    found = every()[name]
    assert found.source.startswith("https://www.socialstyrelsen.se/")
    keys = [one.key for one in found.questions]
    assert len(keys) == len(set(keys))
    for one in found.questions:
        asked = {"routine": one.purpose, "agreement": one.partner, "training": one.training, "person": "-"}[one.kind]
        known = {
            "routine": RoutinePurpose.values,
            "agreement": OrganisationKind.values,
            "training": TrainingKind.values,
            "person": ["-"],
        }
        assert asked in known[one.kind]
        assert one.about in ("", *ABOUT)
        assert one.kind != "agreement" or one.months > 0
        assert len(one.key) <= 60
