"""Tabling and referral back: KL 5:50 to 5:51 and 6:33, as a rule and as the registrar's acts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from samfrid.audit.queries import history
from samfrid.matters import actions, course
from samfrid.matters.actions import ClauseIn
from samfrid.matters.actions.correcting import Corrected, seen
from samfrid.matters.models import Decision, Matter, MatterKind, Outcome, Pause, PauseKind, Stage
from samfrid.matters.queries.process import ground_of
from samfrid.matters.rules import pauses
from samfrid.matters.rules.pauses import Asked
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership

D = dt.date


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        # KL 5:50: a third of those present. Hammarö: 14 of 31, 17 abstained
        (Asked(PauseKind.REFERRED_BACK, True, True, 14, 31), None),
        (Asked(PauseKind.TABLED, True, True, 11, 31), None),
        (Asked(PauseKind.REFERRED_BACK, True, True, 10, 31), "votes_for"),
        (Asked(PauseKind.REFERRED_BACK, True, True, 10, 30), None),
        (Asked(PauseKind.REFERRED_BACK, True, True, 9, 30), "votes_for"),
        (Asked(PauseKind.REFERRED_BACK, True, True, 1, 1), None),
        # the numbers are needed where a minority asks
        (Asked(PauseKind.REFERRED_BACK, True, True, None, 30), "votes_for"),
        (Asked(PauseKind.REFERRED_BACK, True, True, 10, None), "present"),
        # the second time a simple majority
        (Asked(PauseKind.REFERRED_BACK, True, True, 14, 31, waited_for_minority=True), "by_minority"),
        (Asked(PauseKind.REFERRED_BACK, True, False, 16, 31, waited_for_minority=True), None),
        (Asked(PauseKind.REFERRED_BACK, True, False, 14, 31, waited_for_minority=True), "votes_for"),
        # equal: the chair decides (KL 5:56)
        (Asked(PauseKind.TABLED, True, False, 15, 30), None),
        (Asked(PauseKind.TABLED, True, False, 12, 30), "votes_for"),
        # nobody voted
        (Asked(PauseKind.TABLED, True), None),
        (Asked(PauseKind.TABLED, False), None),
        # KL 6:33: a committee by simple majority
        (Asked(PauseKind.TABLED, False, True, 5, 11), "by_minority"),
        (Asked(PauseKind.TABLED, False, False, 6, 11), None),
        (Asked(PauseKind.TABLED, False, False, 5, 11), "votes_for"),
        # what cannot be
        (Asked(PauseKind.TABLED, True, False, 32, 31), "votes_for"),
        (Asked(PauseKind.TABLED, True, True, 0, 0), "present"),
        (Asked(PauseKind.TABLED, True, True, 0, 31), "votes_for"),
    ],
)
def test_who_may_let_a_matter_wait(asked: Asked, field: str | None) -> None:
    problem = pauses.refusal(asked)
    assert (problem.field if problem else None) == field


def test_it_says_how_many_are_needed() -> None:
    problem = pauses.refusal(Asked(PauseKind.REFERRED_BACK, True, True, 10, 31))
    assert problem
    assert problem.text == (
        "10 av 31 närvarande är färre än en tredjedel. Det krävs minst 11 (kommunallagen 5 kap. 50 §)."
    )


@given(st.integers(1, 101), st.integers(1, 101), st.sampled_from([PauseKind.REFERRED_BACK, PauseKind.TABLED]))
def test_a_third_is_a_third(votes: int, present: int, kind: PauseKind) -> None:
    """In the council exactly where three times the votes are at least those present; never more votes than people."""
    may = pauses.refusal(Asked(kind, True, True, votes, present)) is None
    assert may == (votes <= present <= 3 * votes)


@given(st.integers(1, 101), st.integers(1, 101), st.booleans())
def test_whoever_is_enough_stays_enough_with_one_more(votes: int, present: int, by_minority: bool) -> None:
    def enough(number: int) -> bool:
        return pauses.refusal(Asked(PauseKind.TABLED, True, by_minority, number, present)) is None

    if votes < present and enough(votes):
        assert enough(votes + 1)


@given(st.integers(1, 101), st.integers(1, 101))
def test_what_a_committee_may_the_council_may(votes: int, present: int) -> None:
    if pauses.refusal(Asked(PauseKind.TABLED, False, False, votes, present)) is None:
        assert pauses.refusal(Asked(PauseKind.TABLED, True, False, votes, present)) is None


# --- the registrar's acts -------------------------------------------------------------------------------------------


def motion(actor: Membership) -> Matter:
    return actions.register(
        actor, kind=MatterKind.MOTION, title="Motion om skyddat boende", raised=PartialDate.parse("2021-03-30")
    )


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2022-03-01")


def deadline(matter: Matter) -> str:
    found = course.deadline_of(ground_of(Matter.objects.get(pk=matter.pk)))
    return found.text.replace("\N{NO-BREAK SPACE}", " ") if found else ""


def test_a_referral_back_moves_the_deadline_and_ends(registrar: Membership) -> None:
    matter = motion(registrar)
    council = body_named(registrar, "kommunfullmäktige")
    pause = actions.refer_back(
        registrar,
        matter,
        on=D(2021, 5, 12),
        reasons="Kostnaden saknas.",
        body=council,
        votes_for=17,
        present=49,
        by_minority=True,
    )
    assert "flyttas så länge återremissen från 12 maj 2021 varar" in deadline(matter)
    actions.end_pause(registrar, pause, on=D(2021, 6, 3))
    assert deadline(matter) == (
        "senast 22 april 2022, ett år från 30 mars 2021, förlängt av återremissen 12 maj–3 juni"
        " (kommunallagen 5 kap. 35 §)"
    )
    assert [entry.act for entry in history(matter)][:2] == ["matters.end_pause", "matters.refer_back"]
    with pytest.raises(ValidationError, match="Nu krävs enkel majoritet"):
        actions.table(
            registrar,
            matter,
            on=D(2021, 9, 1),
            reasons="Mer tid.",
            body=council,
            votes_for=17,
            present=49,
            by_minority=True,
        )
    actions.table(registrar, matter, on=D(2021, 9, 1), reasons="Mer tid.", body=council, votes_for=30, present=49)
    actions.remove_pause(registrar, pause, reason="Fel ärende")
    assert "återremissen" not in deadline(matter)


@pytest.mark.parametrize(
    ("on", "field", "text"),
    [
        (D(2021, 5, 12), "on", "Ärendet vilar redan: återremissen varar från 12 maj 2021. Avsluta den först."),
        (D(2021, 12, 1), "on", "Avsluta den först"),
        (D(2021, 3, 29), "on", "väcktes 30 mars 2021"),
        (D(2022, 3, 2), "on", "inte varit än"),
        (D(1, 1, 1), "on", "Året 1 kan inte stämma"),
        (D(9999, 12, 31), "on", "inte varit än"),
    ],
)
def test_one_pause_at_a_time_and_on_a_day_that_can_be(registrar: Membership, on: D, field: str, text: str) -> None:
    matter = motion(registrar)
    actions.refer_back(registrar, matter, on=D(2021, 5, 12), reasons="Kostnaden saknas.")
    with pytest.raises(ValidationError) as refused:
        actions.table(registrar, matter, on=on, reasons="Mer tid.")
    assert text in refused.value.message_dict[field][0].replace("\N{NO-BREAK SPACE}", " ")
    assert matter.pauses.count() == 1


def test_pauses_do_not_overlap_backwards_either(registrar: Membership) -> None:
    matter = motion(registrar)
    pause = actions.refer_back(registrar, matter, on=D(2021, 5, 12), reasons="Kostnaden saknas.")
    actions.end_pause(registrar, pause, on=D(2021, 6, 3))
    with pytest.raises(ValidationError, match="Välj en dag utanför"):
        actions.table(registrar, matter, on=D(2021, 6, 3), reasons="Mer tid.")
    actions.table(registrar, matter, on=D(2021, 6, 4), reasons="Mer tid.")


def test_the_database_holds_what_the_act_holds(registrar: Membership) -> None:
    matter = motion(registrar)
    actions.refer_back(registrar, matter, on=D(2021, 5, 12), reasons="Kostnaden saknas.")
    with pytest.raises(IntegrityError, match="pause_one_at_a_time"), transaction.atomic():
        Pause.objects.create(
            municipality_id="0580", matter=matter, kind=PauseKind.TABLED, began_on=D(2021, 7, 1), reasons="x"
        )


def test_reasons_a_right_and_an_end_after_the_beginning(registrar: Membership, elected: Membership) -> None:
    matter = motion(registrar)
    with pytest.raises(ValidationError, match="Skriv skälen"):
        actions.refer_back(registrar, matter, on=D(2021, 5, 12), reasons="  ")
    with pytest.raises(PermissionDenied):
        actions.table(elected, matter, on=D(2021, 5, 12), reasons="Mer tid.")
    pause = actions.table(registrar, matter, on=D(2021, 5, 12), reasons="Mer tid.")
    for day, text in ((D(2021, 5, 11), "kan inte sluta före"), (D(2022, 3, 2), "inte varit än")):
        with pytest.raises(ValidationError, match=text):
            actions.end_pause(registrar, pause, on=day)
    with pytest.raises(ValidationError, match="varför uppehållet tas bort"):
        actions.remove_pause(registrar, pause, reason=" ")
    actions.end_pause(registrar, pause, on=D(2021, 5, 12))
    with pytest.raises(ValidationError, match="slutade redan 12"):
        actions.end_pause(registrar, pause, on=D(2021, 5, 13))


def decide(actor: Membership, matter: Matter, on: D, outcome: Outcome) -> Decision:
    return actions.record_decision(
        actor,
        matter,
        body=body_named(actor, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=on,
        clauses=[ClauseIn("Ärendet återremitteras för att kostnaden ska räknas fram", outcome)],
    )


def test_a_decision_to_wait_begins_a_pause_and_the_next_takes_over(registrar: Membership) -> None:
    matter = motion(registrar)
    first = actions.pause_from_decision(registrar, decide(registrar, matter, D(2021, 5, 12), Outcome.POSTPONED))
    assert first
    assert (first.kind, first.reasons[:10]) == (PauseKind.TABLED, "Ärendet åt")
    back = decide(registrar, matter, D(2021, 6, 9), Outcome.REFERRED_BACK)
    second = actions.pause_from_decision(registrar, back, reasons="Kostnaden saknas.")
    assert second
    assert second == actions.pause_from_decision(registrar, back)
    first.refresh_from_db()
    assert (first.ended_on, second.began_on, second.kind) == (D(2021, 6, 8), D(2021, 6, 9), PauseKind.REFERRED_BACK)
    assert actions.end_open_pause(registrar, matter, on=D(2021, 8, 1)) == second
    settled = decide(registrar, matter, D(2021, 8, 25), Outcome.GRANTED)
    assert actions.pause_from_decision(registrar, settled) is None
    with pytest.raises(ValidationError, match="avgjort eller avslutat"):
        actions.table(registrar, matter, on=D(2021, 8, 26), reasons="Mer tid.")


def corrected(actor: Membership, decision: Decision, on: dt.date, outcome: Outcome) -> None:
    clauses = [Corrected(one.pk, ClauseIn(one.text, outcome)) for one in decision.clauses.all()]
    actions.correct_decision(actor, decision, as_seen=seen(decision), reason="Fel", on=on, clauses=clauses)


def test_a_pause_follows_the_correction_of_its_decision(registrar: Membership) -> None:
    """The last day moves when its ground moves."""
    matter = motion(registrar)
    decision = decide(registrar, matter, D(2021, 5, 12), Outcome.POSTPONED)
    corrected(registrar, decision, D(2021, 5, 19), Outcome.REFERRED_BACK)
    pause = matter.pauses.get()
    assert (pause.began_on, pause.kind) == (D(2021, 5, 19), PauseKind.REFERRED_BACK)
    matter.refresh_from_db()
    assert matter.listed["pauses"] == [["2021-05-19", None]]
    actions.end_pause(registrar, pause, on=D(2021, 6, 3))
    decision.refresh_from_db()
    with pytest.raises(ValidationError, match="Uppehållet som beslutet började slutade"):
        corrected(registrar, decision, D(2021, 6, 9), Outcome.REFERRED_BACK)
    corrected(registrar, decision, D(2021, 5, 19), Outcome.GRANTED)
    assert not matter.pauses.exists()
    decision.refresh_from_db()
    corrected(registrar, decision, D(2021, 5, 19), Outcome.POSTPONED)
    assert matter.pauses.get().kind == PauseKind.TABLED


def test_a_pause_that_was_taken_away_does_not_come_back_by_a_correction(registrar: Membership) -> None:
    matter = motion(registrar)
    decision = decide(registrar, matter, D(2021, 5, 12), Outcome.POSTPONED)
    actions.remove_pause(registrar, matter.pauses.get(), reason="Bordlades aldrig")
    corrected(registrar, decision, D(2021, 5, 12), Outcome.REFERRED_BACK)
    assert not matter.pauses.exists()


def test_a_vote_tells_how_many_asked(registrar: Membership) -> None:
    """KL 5:50: a minority lets a matter wait once; a vote that says nothing plainly tells nothing."""
    matter = motion(registrar)
    decision = decide(registrar, matter, D(2021, 5, 12), Outcome.REFERRED_BACK)

    def told() -> tuple[int | None, int | None, bool]:
        pause = decision.pauses.get()
        return pause.votes_for, pause.present, pause.by_minority

    actions.add_vote(registrar, decision, about="Ja för nämndens förslag", yes=30, no=17)
    assert told() == (None, None, False)
    vote = actions.add_vote(registrar, decision, about="Ja för avslag, nej för återremiss", yes=30, no=17, abstained=2)
    assert told() == (17, 49, True)
    with pytest.raises(ValidationError, match="enkel majoritet"):
        actions.refer_back(
            registrar, matter, on=D(2021, 9, 1), reasons="Igen.", votes_for=17, present=49, by_minority=True
        )
    actions.end_pause(registrar, decision.pauses.get(), on=D(2021, 6, 3))
    second = decide(registrar, matter, D(2021, 9, 1), Outcome.POSTPONED)
    with pytest.raises(ValidationError, match="enkel majoritet"):
        actions.add_vote(registrar, second, about="Ja för avslag, nej för bordläggning", yes=30, no=17)
    actions.add_vote(registrar, second, about="Ja för avslag, nej för bordläggning", yes=17, no=30, abstained=2)
    pause = second.pauses.get()
    assert (pause.votes_for, pause.present, pause.by_minority) == (30, 47, False)
    actions.take_away(registrar, vote, reason="Fel omröstning")
    assert told() == (None, None, False)


def test_a_committee_tables_by_majority(registrar: Membership) -> None:
    """KL 6:33."""
    matter = motion(registrar)
    committee = body_named(registrar, "socialnämnden")
    with pytest.raises(ValidationError, match=r"6 kap\. 33 §"):
        actions.table(
            registrar,
            matter,
            on=D(2021, 5, 12),
            reasons="Mer tid.",
            body=committee,
            votes_for=5,
            present=11,
            by_minority=True,
        )
    actions.table(registrar, matter, on=D(2021, 5, 12), reasons="Mer tid.", body=committee, votes_for=6, present=11)
    initiative = actions.register(
        registrar, kind=MatterKind.INITIATIVE, title="Initiativ", raised=PartialDate.parse("2021-03-30")
    )
    with pytest.raises(ValidationError, match=r"6 kap\. 33 §"):
        actions.table(
            registrar, initiative, on=D(2021, 5, 12), reasons="Mer tid.", votes_for=5, present=11, by_minority=True
        )
