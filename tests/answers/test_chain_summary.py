"""The summary of a chain: a few sentences in right Swedish, that say what the rows say and no more."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.answers.chain.rows import Chain, ChainKind, ClauseRow, Promise, Referred, Step
from samfrid.answers.chain.states import State, state_of_clause
from samfrid.answers.chain.summary import summary
from samfrid.answers.chain.words import count, listed
from samfrid.commitments.models import Execution
from samfrid.commitments.rules import is_late, is_settled
from samfrid.matters.models import Outcome
from samfrid.provenance.shown import Quote

D = dt.date
TODAY: Final = D(2026, 11, 22)
BASE: Final = Chain(
    ChainKind.MATTER,
    "k",
    "Motion om skyddat boende",
    the="motionen",
    word="motion",
    url="/",
    today=TODAY,
    municipality="Linköping",
)


def promise(key: str, execution: Execution = Execution.UNDER_WAY, **changes: Any) -> Promise:
    due = changes.get("due_on")
    made = Promise(
        key=key, url="/", text=f"Åtagande {key}", who="Socialförvaltningen", promised_on=D(2022, 12, 14), due_on=None,
        due="", execution=execution, word="", tone="", proven=execution == Execution.DONE,
        last_word_on=D(2025, 3, 3), late=is_late(due, execution, TODAY),
    )  # fmt: skip
    return replace(made, **changes)


def clause(number: int, outcome: str = Outcome.GRANTED, commitments: Sequence[str] = (), **changes: Any) -> ClauseRow:
    promises = outcome in (Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.TASKED, Outcome.FUNDED)
    made = ClauseRow(f"c{number}", number, f"att-sats {number}", outcome, "", promises, "", tuple(commitments))
    return replace(made, **changes)


def decision(*clauses: ClauseRow, **changes: Any) -> Step:
    made = Step(
        True, "beslut", "Kommunfullmäktige", "Kommunfullmäktige", D(2022, 12, 14), "§ 123",
        "Kommunfullmäktige 14 december 2022", clauses,
    )  # fmt: skip
    return replace(made, **changes)


def told(chain: Chain) -> list[str]:
    with override("sv"):
        return [one.text.replace("\xa0", " ") for one in summary(chain)]


def of(*clauses: ClauseRow, promises: Sequence[Promise] = ()) -> list[str]:
    """What is said of a decision and what has come of it."""
    return told(replace(BASE, steps=(decision(*clauses),), promises=tuple(promises)))


AT: Final = "Kommunfullmäktige beslutade 14 december 2022 (§ 123) om"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"raised": "30 mars 2021", "by": ("Ann (MP)",)}, "väcktes 30 mars 2021 av Ann (MP)."),
        ({"raised": "mars 2021", "by": ("Ann (MP)", "Bo (V)")}, "väcktes mars 2021 av Ann (MP) och Bo (V)."),
        ({"raised": "2021", "by": tuple("ABCDE")}, "väcktes 2021 av A med flera."),
        ({"raised": "2021"}, "väcktes 2021."),
        ({"by": ("Ann (MP)",)}, "väcktes av Ann (MP); dagen är inte registrerad."),
    ],
)
def test_who_asked_and_when(changes: dict[str, Any], sentence: str) -> None:
    assert told(replace(BASE, **changes))[0] == f"Motionen ”Motion om skyddat boende” {sentence}"


def test_what_nobody_has_said_is_not_said() -> None:
    assert told(BASE) == ["Inget beslut är registrerat."]
    proposal = decision(clause(1), final=False)
    assert told(replace(BASE, steps=(proposal,))) == ["Det finns förslag till beslut, men inget beslut är registrerat."]


def referred(*answered: bool) -> tuple[Referred, ...]:
    return tuple(Referred(f"Nämnd {n}", None, None, one, None, "", "", "") for n, one in enumerate(answered, 1))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((True,), "Nämnd 1 har yttrat sig."),
        ((False,), "Nämnd 1 har fått ärendet på remiss och har inte svarat."),
        ((True, True), "Båda som fick ärendet på remiss har svarat."),
        ((True, False, False), "Av tre som fick ärendet på remiss har en svarat."),
        ((False, False), "Ingen av de två som fick ärendet på remiss har svarat."),
    ],
)
def test_who_was_asked_for_a_statement(answers: tuple[bool, ...], sentence: str) -> None:
    assert told(replace(BASE, referred=referred(*answers)))[0] == sentence


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        ([Outcome.GRANTED], "en att-sats: den bifölls."),
        ([Outcome.ANSWERED], "en att-sats: den förklarades besvarad."),
        ([Outcome.REJECTED] * 2, "två att-satser: båda avslogs."),
        ([Outcome.ANSWERED] * 3, "tre att-satser: alla förklarades besvarade."),
        (
            [Outcome.GRANTED, Outcome.REJECTED, Outcome.GRANTED, Outcome.ANSWERED, Outcome.GRANTED, Outcome.REJECTED],
            "sex att-satser: tre bifölls, två avslogs och en förklarades besvarad.",
        ),
        ([Outcome.NOTED] * 13, "13 att-satser: alla lades till handlingarna."),
    ],
)
def test_what_was_decided_clause_by_clause(outcomes: list[Outcome], sentence: str) -> None:
    clauses = [clause(number, one, promises=False) for number, one in enumerate(outcomes, 1)]
    assert of(*clauses)[0] == f"{AT} {sentence}"


def test_a_decision_whose_facts_are_not_known_says_so() -> None:
    bare = decision(body="", on=None, paragraph="", minutes="")
    assert told(replace(BASE, steps=(bare,))) == [
        "Ett organ som inte är registrerat beslutade; vad som beslutades är inte registrerat."
    ]


def test_the_latest_decisions_are_told_and_the_rest_counted() -> None:
    steps = tuple(decision(clause(1, Outcome.NOTED), on=D(2020 + n, 1, 1)) for n in range(5))
    sentences = told(replace(BASE, steps=steps))
    assert [one[:43] for one in sentences[:3]] == [
        f"Kommunfullmäktige beslutade 1 januari {year} " for year in (2022, 2023, 2024)
    ]
    assert sentences[3] == "Två tidigare beslut finns."


DONE, OPEN = Execution.DONE, Execution.UNDER_WAY
SIX: Final = [
    clause(1, Outcome.GRANTED, ["a"]),
    clause(2, Outcome.GRANTED, ["b"]),
    clause(3, Outcome.TASKED, ["c"]),
    clause(4, Outcome.GRANTED),
    clause(5, Outcome.REJECTED),
    clause(6, Outcome.REJECTED),
]


def test_how_far_the_clauses_have_come() -> None:
    sentences = of(*SIX, promises=[promise("a", DONE), promise("b", DONE), promise("c", OPEN)])
    assert sentences[1:] == [
        "Av sex beslutade att-satser ska fyra genomföras: två är genomförda, en pågår och en saknar åtagande.",
        "Tre åtaganden finns: två är genomförda och ett pågår.",
        "Det senaste beskedet kom 3 mars 2025.",
    ]


@pytest.mark.parametrize(
    ("clauses", "promises", "sentence"),
    [
        ([clause(1, commitments=["a"])], [promise("a", DONE)], "Att-satsen är genomförd."),
        ([clause(1)], [], "Att-satsen saknar åtagande."),
        ([clause(1), clause(2)], [], "Båda ska genomföras: båda saknar åtagande."),
        (
            [clause(1, commitments=["a"]), clause(2, Outcome.REJECTED)],
            [promise("a", Execution.CANNOT)],
            "Av två beslutade att-satser ska en genomföras: den genomförs inte.",
        ),
        (
            [clause(1, commitments=["a"]), clause(2, commitments=["b"])],
            [promise("a", Execution.UNKNOWN, last_word_on=None), promise("b", Execution.OVERTAKEN)],
            "Båda ska genomföras: en saknar rapport och en har ersatts av ett annat beslut.",
        ),
        (
            [clause(1, commitments=["a", "b"])],
            [promise("a", DONE), promise("b", Execution.NOT_STARTED)],
            "Att-satsen är delvis genomförd.",
        ),
    ],
)
def test_one_and_several(clauses: list[ClauseRow], promises: list[Promise], sentence: str) -> None:
    assert of(*clauses, promises=promises)[1] == sentence


def test_what_is_undone_is_not_to_be_carried_out() -> None:
    undone = clause(1, undone_by="Kommunfullmäktige 3 maj 2024 § 40")
    sentences = of(undone, clause(2, Outcome.REJECTED))
    assert sentences[1:] == ["En av dessa att-satser har upphävts av ett senare beslut."]


@pytest.mark.parametrize(
    ("promises", "sentences"),
    [
        ([promise("a", OPEN)], ["Ett åtagande finns: det pågår."]),
        ([promise("a", DONE), promise("b", DONE)], ["Två åtaganden finns: båda är genomförda."]),
        (
            [promise("a", Execution.NOT_STARTED, due_on=D(2024, 6, 30), due="juni 2024")],
            [
                "Ett åtagande finns: det är inte påbörjat.",
                "Ett åtagande är försenat och skulle ha varit klart juni 2024.",
            ],
        ),
        (
            [
                promise("a", OPEN, due_on=D(2025, 6, 30), due="30 juni 2025"),
                promise("b", OPEN, due_on=D(2024, 6, 30), due="30 juni 2024"),
            ],
            ["Två åtaganden finns: båda pågår.", "Två åtaganden är försenade, det äldsta sedan 30 juni 2024."],
        ),
        (
            [promise("a", OPEN, who=""), promise("b", DONE, who="", proven=False)],
            [
                "Två åtaganden finns: ett är genomfört och ett pågår.",
                "För ett åtagande finns ingen ansvarig.",
                "För ett åtagande som rapporterats genomfört finns inget underlag registrerat.",
            ],
        ),
    ],
)
def test_how_the_commitments_stand(promises: list[Promise], sentences: list[str]) -> None:
    found = told(replace(BASE, promises=tuple(promises)))
    assert found[1:-1] == sentences
    assert found[-1] == "Det senaste beskedet kom 3 mars 2025."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"report_back_on": D(2026, 3, 1)}, "Återrapportering skulle ha skett 1 mars 2026 och är inte registrerad."),
        ({"report_back_on": D(2027, 3, 1)}, "Återrapportering ska ske senast 1 mars 2027."),
        (
            {"report_back_on": D(2026, 3, 1), "reported_back_on": D(2026, 2, 2)},
            "Återrapportering skedde senast 2 februari 2026.",
        ),
    ],
)
def test_whether_it_was_told_to_whom_it_was_to_be_told(changes: dict[str, Any], sentence: str) -> None:
    assert told(replace(BASE, promises=(promise("a", OPEN, **changes),)))[-1] == sentence


def test_an_interpellation_is_answered_or_not() -> None:
    asked = replace(BASE, the="interpellationen", title="Våld", answerer="Bo (S)")
    assert told(asked) == ["Interpellationen ska besvaras av Bo (S); inget svar är registrerat."]
    answered = replace(asked, answered_on=D(2026, 1, 26), answered_where="Protokoll Kommunfullmäktige § 8")
    assert told(answered) == ["Interpellationen besvarades 26 januari 2026 av Bo (S)."]
    with override("sv"):
        assert summary(answered)[0].sources == ("Protokoll Kommunfullmäktige § 8",)


def test_a_plan_and_an_agreement() -> None:
    plan = replace(BASE, kind=ChainKind.PLAN, steps=(decision(body="Kommunstyrelsen"),), promises=(promise("a", DONE),))
    assert told(plan)[0] == "Kommunstyrelsen antog planen 14 december 2022 (§ 123)."
    agreement = replace(BASE, kind=ChainKind.AGREEMENT, followed_up=((D(2025, 1, 2), ""), (D(2026, 1, 2), "")))
    assert told(agreement) == ["Inga åtaganden är registrerade.", "Avtalet följdes senast upp 2 januari 2026."]


def test_every_sentence_says_what_it_rests_on() -> None:
    quote = Quote("Vi yrkar", "Motion.pdf", 2, "/d")
    chain = replace(
        BASE,
        raised="2021",
        quotes=(quote, quote),
        steps=(decision(clause(1, commitments=["a"])),),
        promises=(promise("a"),),
    )
    with override("sv"):
        rests = [tuple(one.replace("\xa0", " ") for one in each.sources) for each in summary(chain)]
    assert rests[:3] == [
        ("Motion.pdf, s. 2",),
        ("Protokoll Kommunfullmäktige 14 december 2022 § 123",),
        ("Rapport 3 mars 2025 om ”Åtagande a”",),
    ]


executions = st.sampled_from(list(Execution))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(Outcome)), st.lists(executions, max_size=3)), min_size=1, max_size=15))
def test_the_numbers_are_those_of_the_rows(found: list[tuple[Outcome, list[Execution]]]) -> None:
    """However it went: what the sentence on the decision counts is all its clauses, and nothing is counted twice."""
    clauses, promises = [], []
    for number, (outcome, executed) in enumerate(found, 1):
        keys = [f"{number}-{place}" for place in range(len(executed))]
        promises += [promise(key, one) for key, one in zip(keys, executed, strict=True)]
        clauses.append(clause(number, outcome, keys))
    sentences = of(*clauses, promises=promises)
    assert all(re.fullmatch(r"[A-ZÅÄÖ0-9].*\.", one) and ".." not in one and "  " not in one for one in sentences)
    if len(found) > 1:
        parts = sentences[0].partition(": ")[2]
        assert parts.startswith(("alla ", "båda ")) or _sum(parts) == len(found)
    states = next((one.partition(": ")[2] for one in sentences if re.match(r".+åtaganden? finns: ", one)), "")
    if states and not states.startswith(("alla ", "båda ", "det ")):
        assert _sum(states) == len(promises)
    late = [one for one in sentences if "försenat" in one or "försenade" in one]
    assert not late


WORDS: Final = ["en", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]
NUMBERS: Final = dict(zip(WORDS, [1, *range(1, 13)], strict=True))


def _sum(words: str) -> int:
    """The numbers that a sentence's parts begin with."""
    firsts = [part.split()[0] for part in re.split(r", | och ", words.rstrip("."))]
    return sum(NUMBERS.get(one) or int(one) for one in firsts)


@given(st.lists(executions, max_size=6))
def test_a_clause_is_done_only_when_all_of_it_is(found: list[Execution]) -> None:
    state = state_of_clause([promise(str(number), one) for number, one in enumerate(found)])
    assert (state == State.DONE) == (bool(found) and set(found) == {Execution.DONE})
    assert (state == State.NONE) == (not found)
    if state in (State.CANNOT, State.OVERTAKEN):
        assert all(is_settled(one) for one in found)


@pytest.mark.parametrize(
    ("number", "common", "neuter"),
    [(0, "0", "0"), (1, "en", "ett"), (2, "två", "två"), (12, "tolv", "tolv"), (13, "13", "13")],
)
def test_numbers_as_words(number: int, common: str, neuter: str) -> None:
    with override("sv"):
        assert (count(number), count(number, neuter=True)) == (common, neuter)
        assert listed(["a", "b", "c"]) == "a, b och c"
