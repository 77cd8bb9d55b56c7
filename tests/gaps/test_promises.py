"""Which sentences of an answer are promises: a table of cases as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.gaps.rules.promises import is_promise, kept_by, promises_in, sentences_of

PROMISES = [
    "Vi kommer att utbilda all personal i skolan under 2027.",
    "Nämnden kommer under hösten att ta fram en ny handlingsplan.",
    "Kommunen avser att teckna ett nytt avtal med kvinnojouren.",
    "Socialnämnden planerar att anställa ytterligare en handläggare.",
    "Vi ska se över rutinerna före sommaren.",
    "Jag ska återkomma till fullmäktige med en redovisning.",
    "Socialförvaltningen ska kartlägga behovet av skyddat boende.",
    "Under hösten påbörjas en utbildning för alla chefer.",
    "I höst inleds arbetet med en ny plan.",
    "En kartläggning genomförs under våren 2027.",
    "Nästa år öppnas en mottagning för våldsutövare.",
    "Jag återkommer med ett besked i december.",
    "Vi har för avsikt att förlänga partnerskapet.",
    "Kommunen åtar sig att avsätta en miljon kronor om året.",
    "En ny rutin ska tas fram av förvaltningen.",
    "Till våren ska vi följa upp avtalet.",
    "Vi kommer inte bara att utbilda personalen utan också följa upp resultatet.",
    "Vi kommer att informera om kommunens stöd på fler språk.",
    "Arbetsmarknadsnämnden kommer att införa frågor om våld i alla samtal.",
    "Från och med januari erbjuds alla anställda en utbildning.",
    "Ett samrådsmöte ska hållas med jourerna varje termin.",
    "Därför kommer jag att föreslå att fler platser inrättas.",
    "Handlingsplanen kommer att revideras under mandatperioden.",
]
OTHER = [
    # questions
    "Kommer kommunen att utbilda personalen?",
    "När avser nämnden att ta fram en plan?",
    # conditions and reserve
    "Om fullmäktige beslutar så kommer vi att utbilda personalen.",
    "Vi kommer att öppna fler platser, om regeringen skjuter till medel.",
    "Vi ska anställa fler under förutsättning att budgeten räcker.",
    "Vid behov kommer vi att utöka stödet.",
    "Det skulle kunna påbörjas under hösten.",
    "Vi hoppas att utbildningen startar i höst.",
    "Kommunen bör ta fram en plan.",
    "Vi kan komma att se över rutinerna.",
    "Eventuellt kommer vi att följa upp avtalet.",
    "Nämnden överväger att inrätta en tjänst som startar nästa år.",
    # denials
    "Vi kommer inte att öppna fler platser.",
    "Nämnden avser inte att ta fram någon ny plan.",
    "Inga nya tjänster kommer att inrättas.",
    "Kommunen ska aldrig lämna ut adressen.",
    # what was
    "Förvaltningen utbildade personalen under 2024.",
    "Nämnden beslutade att kartläggningen ska genomföras.",
    "Vi lovade att återkomma till fullmäktige.",
    "Vi har genomfört en kartläggning.",
    # what others are to do
    "Regeringen avser att skärpa lagen.",
    "Polisen kommer att utbilda sin personal.",
    "Länsstyrelsen ska ta fram ett nytt stöd under hösten.",
    # forecasts and duties
    "Det kommer att bli svårt att rekrytera.",
    "Behovet av platser kommer att öka.",
    "Utbildningen kommer att kosta en miljon kronor.",
    "Kommunen ska enligt lag erbjuda stöd.",
    "Alla ska ha rätt till ett liv utan våld.",
    # neither
    "Tack för frågan.",
    "Kommunen har i dag sex platser i skyddat boende.",
    "Se svar ovan.",
]


@pytest.mark.parametrize("sentence", PROMISES)
def test_a_promise(sentence: str) -> None:
    assert is_promise(sentence)


@pytest.mark.parametrize("sentence", OTHER)
def test_no_promise(sentence: str) -> None:
    assert not is_promise(sentence)


def test_each_promise_of_an_answer_once_and_in_order() -> None:
    text = (
        "Tack för frågan. Vi kommer att utbilda alla chefer, bl.a. Rektorer i grundskolan.\n\nKommer det att räcka?"
        " Nej.\n- Under hösten påbörjas en kartläggning.\n- Vi hoppas på mer.\nVi  kommer att utbilda alla chefer,"
        " bl.a. Rektorer i grundskolan."
    )
    assert promises_in(text) == [
        "Vi kommer att utbilda alla chefer, bl.a. Rektorer i grundskolan.",
        "Under hösten påbörjas en kartläggning.",
    ]


@given(st.text(max_size=300))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    kept = " ".join(sentences_of(text)).split()
    assert set(kept) <= set(text.split()) | set('”"')
    assert promises_in(text) == promises_in(text + "\n\n" + text)


@pytest.mark.parametrize(
    ("commitment", "kept"),
    [
        ("Utbilda all personal i skolan", True),
        ("Personal i skolan utbildas under 2027.", True),
        ("Ta fram en handlingsplan", False),
        ("Utbilda", False),
    ],
)
def test_a_commitment_that_is_the_promise(commitment: str, kept: bool) -> None:
    assert kept_by("Vi kommer att utbilda all personal i skolan under 2027.", commitment) == kept
