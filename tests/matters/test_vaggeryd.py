"""The chain of Vaggeryd (domain 7 no. 1 and 1.6) with invented names: a motion of four att-clauses, three granted and
one refused on the way and another end in the council, and a year later an interpellation that asks what became of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from samfrid.commitments.actions import report
from samfrid.commitments.models import Execution
from samfrid.matters import actions, queries, shown
from samfrid.matters.actions import ClauseIn
from samfrid.matters.models import Decision, Matter, MatterKind, Outcome, PersonRole, Stage, Stance
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership

BrowserOf = Callable[[Membership], Client]
D = dt.date
MAP = "att kommunen kartlägger våldet i nära relationer"
PLAN = "att en handlingsplan mot våld i nära relationer tas fram"
KNOW = "att kunskapen om våldet höjs hos all personal"
MONEY = "att kommunen stöder kvinnojouren med 10 kronor per invånare"
REQUESTS = (MAP, PLAN, KNOW, MONEY)
TODAY = D(2022, 6, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


def clauses(last: Outcome, money: str = MONEY) -> list[ClauseIn]:
    three = [ClauseIn(text, Outcome.GRANTED, request=number) for number, text in enumerate(REQUESTS[:3], 1)]
    return [*three, ClauseIn(money, last, request=4)]


@pytest.fixture
def motion(registrar: Membership) -> Matter:
    """From the motion to the council: the committee's office, KSAU, the executive board, the council."""
    matter = actions.register(
        registrar,
        kind=MatterKind.MOTION,
        title="Motion om våld i nära relationer",
        raised=PartialDate.parse("2020-03-30"),
        numbers=["KS 2020/045"],
        people=[(f"{name} Påhittad", "S", PersonRole.MOVER) for name in ("Ada", "Bo", "Cia", "Dan")],
    )
    for text in REQUESTS:
        actions.add_request(registrar, matter, text)
    body = body_named(registrar, "socialnämnden")
    asked = actions.refer(registrar, matter, body=body, sent_on=D(2020, 4, 15), due_on=D(2020, 9, 1))
    actions.answer_referral(
        registrar,
        asked,
        stance=Stance.SUPPORTS_IF,
        condition="under förutsättning att medel tillförs",
        answered_on=D(2020, 8, 25),
    )
    chain = (
        (Stage.RECOMMENDED, "kommunstyrelsen", "Socialförvaltningen", D(2020, 9, 15), ""),
        (Stage.PROPOSED, "kommunstyrelsen", "KSAU", D(2020, 10, 7), "§ 201"),
        (Stage.PROPOSED, "kommunfullmäktige", "Kommunstyrelsen", D(2020, 11, 4), "§ 176"),
    )
    for stage, to, by, on, paragraph in chain:
        actions.record_decision(
            registrar,
            matter,
            body=body_named(registrar, to),
            stage=stage,
            on=on,
            paragraph=paragraph,
            proposed_by=by,
            clauses=clauses(Outcome.REJECTED),
        )
    return matter


@pytest.fixture
def decision(registrar: Membership, motion: Matter) -> Decision:
    """The council goes against the board on the fourth clause, and sets a time."""
    made = actions.record_decision(
        registrar,
        motion,
        body=body_named(registrar, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=D(2020, 11, 30),
        paragraph="§ 123",
        clauses=clauses(Outcome.GRANTED, "att kommunen stöder kvinnojouren med 10 kronor per invånare från 2021"),
    )
    fourth = made.clauses.get(request__number=4)
    actions.add_vote(registrar, made, clause=fourth, about="Ja för avslag, nej för bifall", yes=19, no=20)
    actions.add_reservation(registrar, made, name="Egon Påhittad", party="M", in_favour_of="avslag")
    actions.add_recusal(registrar, made, name="Fia Påhittad", party="KD", ground="own")
    return made


def test_the_chain_is_read_back_by_query(motion: Matter, decision: Decision) -> None:
    motion.refresh_from_db()
    page = queries.matter_page(motion)
    assert [(one.stage, one.proposed_by, str(one.body), one.paragraph) for one in page.decisions] == [
        ("recommended", "Socialförvaltningen", "Kommunstyrelsen", ""),
        ("proposed", "KSAU", "Kommunstyrelsen", "§ 201"),
        ("proposed", "Kommunstyrelsen", "Kommunfullmäktige", "§ 176"),
        ("final", "", "Kommunfullmäktige", "§ 123"),
    ]
    for one in page.decisions:
        last = "granted" if one.stage == Stage.FINAL else "rejected"
        assert [clause.outcome for clause in one.clauses.all()] == ["granted", "granted", "granted", last]
        assert [clause.request and clause.request.number for clause in one.clauses.all()] == [1, 2, 3, 4]
    assert (motion.settled, motion.settled_on) == (True, D(2020, 11, 30))
    assert motion.listed["stances"] == ["supports_if"]


def test_each_step_stands_beside_the_one_before(motion: Matter, decision: Decision) -> None:
    officer, ksau, board, council = shown.all_taken(queries.matter_page(motion))
    assert not officer.compared
    compared = [one.compared.replace("\N{NO-BREAK SPACE}", " ") for one in (ksau, board, council)]
    assert compared == [
        "rekommendationen från Socialförvaltningen 15 september 2020",
        "förslaget från KSAU 7 oktober 2020",
        "förslaget från Kommunstyrelsen 4 november 2020",
    ]
    assert ksau.as_proposed
    assert board.as_proposed
    assert not council.as_proposed
    assert [(one.proposed_word, bool(one.pieces)) for one in council.clauses] == [
        ("", False),
        ("", False),
        ("", False),
        ("avslag", True),
    ]
    assert [(piece.op, piece.text) for piece in council.clauses[3].pieces] == [("same", MONEY), ("added", " från 2021")]


def test_the_chain_is_read_back_on_the_page(
    registrar: Membership, motion: Matter, decision: Decision, browser_of: BrowserOf
) -> None:
    said = browser_of(registrar).get(motion.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    order = [
        *REQUESTS,
        "1 av 1 har svarat: 1 tillstyrker under förutsättning.",
        "under förutsättning att medel tillförs",
        "Socialförvaltningen till kommunstyrelsen",
        "KSAU till kommunstyrelsen",
        "§ 201",
        "Enligt rekommendationen från Socialförvaltningen 15 september 2020.",
        "Kommunstyrelsen till kommunfullmäktige",
        "Enligt förslaget från KSAU 7 oktober 2020.",
        "30 november 2020",
        "§ 123",
        "10 kronor per invånare från 2021",
        "Föreslogs: avslag. Blev: bifall.",
        '<ins><span class="difference__word">tillagt </span> från 2021</ins>',
        "Jämfört med förslaget från Kommunstyrelsen 4 november 2020.",
        "19 ja, 20 nej",
        "Ja för avslag, nej för bifall",
        "Egon Påhittad (M) till förmån för avslag",
        "Fia Påhittad (KD)",
        "saken rör personen själv",
    ]
    at = said.index('class="beside')
    for words in order:
        at = said.find(words, at)
        assert at >= 0, words


def test_a_year_later_somebody_asks_what_became_of_it(
    registrar: Membership, motion: Matter, decision: Decision, browser_of: BrowserOf
) -> None:
    unit = unit_named(registrar, "Socialförvaltningen")
    for clause in decision.clauses.order_by("number"):
        actions.promise(registrar, clause, text=clause.text, responsible=unit if clause.number < 4 else None)
    page = queries.matter_page(motion)
    mapped = page.commitments[decision.clauses.get(number=1).pk][0]
    report(registrar, mapped, on=D(2021, 9, 1), execution=Execution.DONE, text="", evidence="Rapporten")
    asks = actions.register(
        registrar,
        kind=MatterKind.INTERPELLATION,
        title="Interpellation om vad som blev av motionen om våld i nära relationer",
        raised=PartialDate.parse("2021-11-29"),
        people=[("Ada Påhittad", "S", PersonRole.MOVER)],
    )
    actions.add_question(registrar, asks, text="Vad har hänt med det som beslutades om kvinnojouren?")
    actions.relate(registrar, asks, motion)
    chain = shown.chain(queries.matter_page(motion), TODAY)
    assert [row["word"] for row in chain.done].count("genomfört") == 1
    assert not chain.all_done
    assert not chain.lacking
    browser = browser_of(registrar)
    said = browser.get(motion.get_absolute_url()).content.decode()
    assert "Interpellation om vad som blev av motionen" in said
    assert "Ingen ansvarig" in said
    assert "Motion om våld i nära relationer" in browser.get(asks.get_absolute_url()).content.decode()


def test_the_council_may_change_its_mind_and_both_are_kept(
    registrar: Membership, motion: Matter, decision: Decision, browser_of: BrowserOf
) -> None:
    fourth = decision.clauses.get(request__number=4)
    promised = actions.promise(registrar, fourth, text="Stöd till kvinnojouren")
    later = actions.record_decision(
        registrar,
        motion,
        body=body_named(registrar, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=D(2022, 5, 30),
        paragraph="§ 61",
        clauses=[ClauseIn("att stödet till kvinnojouren upphör", Outcome.REJECTED, request=4, reverses=fourth.pk)],
    )
    promised.refresh_from_db()
    assert promised.execution == Execution.OVERTAKEN
    motion.refresh_from_db()
    # oldest first: the three that still hold, and the new one in the fourth's place
    assert [outcome for _kind, outcome in motion.listed["finals"]] == ["granted", "granted", "granted", "rejected"]
    said = browser_of(registrar).get(motion.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert f'Upphävd av <a class="ds-link" href="#beslut-{later.pk}">Kommunfullmäktige 30 maj 2022 § 61</a>' in said
    assert (
        f'Upphäver <a class="ds-link" href="#beslut-{decision.pk}">Kommunfullmäktige 30 november 2020 § 123</a>' in said
    )
    assert "Beslutet är upphävt." in said
