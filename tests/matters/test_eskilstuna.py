"""Six clauses of one decision with different outcomes, as in Eskilstuna's paragraph 262 (domain 1.6), with invented
names: entered, and read back right by query and by page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from samfrid.matters import actions, queries, shown
from samfrid.matters.actions import ClauseIn
from samfrid.matters.models import Decision, Matter, MatterKind, Outcome, PersonRole, Stage
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership

BrowserOf = Callable[[Membership], Client]
ON = dt.date(2017, 10, 26)
REQUESTS = (
    "att kommunen tar fram en handlingsplan mot hedersförtryck",
    "att förekomsten av hedersförtryck kartläggs",
    "att all personal i förskola och skola utbildas",
    "att ett skyddat boende för unga inrättas",
    "att en samordnare anställs",
    "att arbetet redovisas för kommunfullmäktige varje år",
)
#: the words of the decision, the outcome, the request that it answers, whether it was unanimous
CLAUSES = (
    ("Motionens första att-sats bifalls.", Outcome.GRANTED, 1, True),
    ("Motionens andra att-sats bifalls delvis: en kartläggning görs i skolan.", Outcome.PARTLY_GRANTED, 2, None),
    ("Motionens tredje att-sats anses besvarad med hänvisning till pågående arbete.", Outcome.ANSWERED, 3, None),
    ("Motionens fjärde att-sats avslås.", Outcome.REJECTED, 4, False),
    ("Motionens femte att-sats avslås.", Outcome.REJECTED, 5, False),
    ("Kommunstyrelsen får i uppdrag att redovisa arbetet senast i juni 2018.", Outcome.TASKED, 6, None),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2017-12-01")


@pytest.fixture
def matter(registrar: Membership) -> Matter:
    made = actions.register(
        registrar,
        kind=MatterKind.MOTION,
        title="Motion om handlingsplan mot hedersförtryck",
        raised=PartialDate.parse("2016-06-16"),
        numbers=["KSKF/2016:990"],
        people=[("Vera Påhittad", "L", PersonRole.MOVER)],
    )
    for text in REQUESTS:
        actions.add_request(registrar, made, text)
    return made


@pytest.fixture
def decision(registrar: Membership, matter: Matter) -> Decision:
    actions.record_decision(
        registrar,
        matter,
        body=body_named(registrar, "kommunfullmäktige"),
        stage=Stage.PROPOSED,
        on=dt.date(2017, 10, 3),
        proposed_by="Kommunstyrelsen",
        clauses=[ClauseIn(text, outcome, request=number) for text, outcome, number, _said in CLAUSES[:5]],
    )
    made = actions.record_decision(
        registrar,
        matter,
        body=body_named(registrar, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=ON,
        paragraph="§ 262",
        clauses=[ClauseIn(text, outcome, said, request=number) for text, outcome, number, said in CLAUSES],
    )
    fourth, fifth = made.clauses.filter(outcome=Outcome.REJECTED)
    for clause in (fourth, fifth):
        about = "Ja för avslag, nej för bifall"
        actions.add_vote(registrar, made, clause=clause, about=about, yes=48, no=30, abstained=1)
    actions.add_reservation(registrar, made, name="Vera Påhittad", party="L", in_favour_of="bifall till motionen")
    return made


def test_the_six_clauses_are_read_back_by_query(decision: Decision, matter: Matter) -> None:
    matter.refresh_from_db()
    page = queries.matter_page(matter)
    final = next(one for one in page.decisions if one.stage == Stage.FINAL)
    assert [
        (one.text, one.outcome, one.request.number, one.unanimous) for one in final.clauses.all() if one.request
    ] == [(text, str(outcome), number, said) for text, outcome, number, said in CLAUSES]
    assert str(final) == f"Kommunfullmäktige {ON} § 262"
    assert [outcome for _kind, outcome in matter.listed["finals"]] == [str(one[1]) for one in CLAUSES]
    assert (matter.settled, matter.settled_on) == (True, ON)
    assert shown.standing(matter, queries.where_of(page), page.process.rules, ON)[1] == "beslutad med olika utfall"
    # what promises something is awaited as commitments: granted, partly granted, tasked
    assert [one.clause.text for one in shown.chain(page, ON).promised if one.clause] == [
        CLAUSES[0][0],
        CLAUSES[1][0],
        CLAUSES[5][0],
    ]


def test_the_six_clauses_are_read_back_on_the_page(
    registrar: Membership, decision: Decision, matter: Matter, browser_of: BrowserOf
) -> None:
    said = browser_of(registrar).get(matter.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    words = ("bifall", "delvis bifall", "besvarad", "avslag", "avslag", "uppdrag")
    at = said.index('id="beslut"')
    for number, ((text, _outcome, _request, _said), word) in enumerate(zip(CLAUSES, words, strict=True), 1):
        for part in (text, f"</svg>{word}</span>", f"svar på yrkande {number}"):
            at = said.find(part, at)
            assert at >= 0, part
    assert said.count("48 ja, 30 nej, 1 avstod") == 2
    assert "Ja för avslag, nej för bifall" in said
    assert "Vera Påhittad (L) till förmån för bifall till motionen" in said
    assert "Jämfört med förslaget från Kommunstyrelsen 3 oktober 2017." in said
    assert said.count("Fanns inte i förslaget.") == 1
