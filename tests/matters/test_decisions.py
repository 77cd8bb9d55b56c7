"""How decisions are entered, taken, undone and put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from samfrid.audit.queries import history
from samfrid.commitments.actions import add_origin, report
from samfrid.commitments.models import Commitment, Execution
from samfrid.matters import actions
from samfrid.matters.actions import ClauseIn, Corrected
from samfrid.matters.actions.correcting import seen
from samfrid.matters.models import (
    Clause,
    Decision,
    Event,
    EventKind,
    Matter,
    MatterKind,
    Minutes,
    Outcome,
    RecusalGround,
    Stage,
)
from samfrid.matters.rules.decisions import Count, leads_to, other_total, unprepared, wrong_with_count
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Body, BodyKind, Membership, Role
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
ON = D(2022, 12, 14)
LATER = D(2023, 11, 15)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


@pytest.fixture
def matter(registrar: Membership) -> Matter:
    made = actions.register(
        registrar, kind=MatterKind.MOTION, title="Motion om kartläggning", raised=PartialDate.parse("2022-02-01")
    )
    actions.add_request(registrar, made, "att kartlägga våldet i kommunen")
    actions.add_request(registrar, made, "att utbilda all personal")
    return made


@pytest.fixture
def council(registrar: Membership) -> Body:
    return body_named(registrar, "kommunfullmäktige")


MAP = ClauseIn("att kartlägga våldet i kommunen", Outcome.GRANTED, request=1)
TRAIN = ClauseIn("att utbilda all personal", Outcome.REJECTED, request=2)


def decided(
    actor: Membership,
    matter: Matter,
    *clauses: ClauseIn,
    on: dt.date = ON,
    stage: Stage = Stage.FINAL,
    body: str = "kommunfullmäktige",
    **more: Any,
) -> Decision:
    return actions.record_decision(
        actor, matter, body=body_named(actor, body), stage=stage, on=on, clauses=clauses or (MAP, TRAIN), **more
    )


# --- the rules ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "council", "outcome", "unanimous", "field"),
    [
        (Count(30, 19), True, Outcome.GRANTED, None, None),
        (Count(0, 0, 49), True, "", None, "yes"),
        (Count(24, 24, 1), True, "", None, "chair_decided"),
        (Count(24, 24, 1, chair_decided=True), True, "", None, None),
        (Count(25, 24, chair_decided=True), True, "", None, "chair_decided"),
        (Count(30, 19), True, Outcome.GRANTED, True, "no"),
        (Count(49, 0), True, Outcome.GRANTED, True, None),
        # what yes and no meant, against what is said to have been decided
        (Count(30, 19, about="Ja för avslag, nej för bifall"), True, Outcome.REJECTED, None, None),
        (Count(30, 19, about="Ja för avslag, nej för bifall"), True, Outcome.GRANTED, None, "yes"),
        (Count(19, 30, about="Ja för avslag, nej för bifall"), True, Outcome.GRANTED, None, None),
        (Count(30, 19, about="Ja för nämndens förslag, nej för bifall"), True, Outcome.REJECTED, None, None),
        # KL 5:50: a third of those present refers back in the council, nowhere else
        (Count(31, 18, about="Ja för avslag, nej för återremiss"), True, Outcome.REFERRED_BACK, None, None),
        (Count(33, 16, about="Ja för avslag, nej för återremiss"), True, Outcome.REFERRED_BACK, None, "yes"),
        (Count(31, 18, 10, about="Ja för bifall, nej för bordläggning"), True, Outcome.POSTPONED, None, "yes"),
        (Count(7, 4, about="Ja för avslag, nej för återremiss"), False, Outcome.REFERRED_BACK, None, "yes"),
        (Count(24, 24, about="Ja för avslag, nej för återremiss"), True, Outcome.REFERRED_BACK, None, None),
    ],
)
def test_what_is_wrong_with_a_count(
    count: Count, council: bool, outcome: str, unanimous: bool | None, field: str | None
) -> None:
    wrong = wrong_with_count(count, in_council=council, outcome=outcome, unanimous=unanimous)
    assert next(iter(wrong), None) == field


@pytest.mark.parametrize(
    ("about", "yes", "no"),
    [
        ("Ja för avslag, nej för bifall", {Outcome.REJECTED}, {Outcome.GRANTED}),
        ("JA-röst för bifall. NEJ-röst för återremiss.", {Outcome.GRANTED}, {Outcome.REFERRED_BACK}),
        ("Ja för nämndens förslag, nej för avslag", set(), {Outcome.REJECTED}),
        ("Ja för bifall eller avslag, nej för annat", set(), set()),
        ("Bifall mot avslag", set(), set()),
        ("", set(), set()),
    ],
)
def test_what_a_proposition_says(about: str, yes: set[str], no: set[str]) -> None:
    assert [set(said) for said in leads_to(about)] == [yes, no]


def test_votes_that_do_not_add_up_are_remarked_on() -> None:
    assert other_total(Count(30, 19), [Count(25, 20, 3, 1)]) == ""
    assert "49 tillsammans, i en annan omröstning 48" in other_total(Count(30, 19), [Count(30, 18)])


@pytest.mark.parametrize(
    ("kind", "body", "stage", "prepared", "lacks"),
    [
        (MatterKind.MOTION, BodyKind.COUNCIL, Stage.FINAL, False, True),
        (MatterKind.MOTION, BodyKind.COUNCIL, Stage.FINAL, True, False),
        (MatterKind.MOTION, BodyKind.COUNCIL, Stage.PROPOSED, False, False),
        (MatterKind.MOTION, BodyKind.COMMITTEE, Stage.FINAL, False, False),
        (MatterKind.INTERPELLATION, BodyKind.COUNCIL, Stage.FINAL, False, False),
        (MatterKind.OWN, BodyKind.COUNCIL, Stage.FINAL, False, True),
    ],
)
def test_what_the_council_decides_is_prepared(kind: str, body: str, stage: str, prepared: bool, lacks: bool) -> None:
    assert unprepared(kind, body, stage, prepared=prepared) is lacks


# --- recording ------------------------------------------------------------------------------------------------------


def test_a_request_is_decided_once(registrar: Membership, matter: Matter) -> None:
    decided(registrar, matter)
    with pytest.raises(ValidationError, match="Yrkande 1 är redan avgjort: Kommunfullmäktige"):
        decided(registrar, matter, ClauseIn("att inte kartlägga", Outcome.REJECTED, request=1), on=LATER)
    assert matter.decisions.count() == 1
    # another body's opinion of it is another thing, and so is a proposal
    decided(registrar, matter, MAP, body="socialnämnden", on=LATER)
    decided(registrar, matter, MAP, stage=Stage.PROPOSED, on=LATER)
    assert matter.decisions.count() == 3


def test_what_was_referred_back_is_decided_again(registrar: Membership, matter: Matter) -> None:
    decided(registrar, matter, ClauseIn("att återremittera ärendet", Outcome.REFERRED_BACK, request=1))
    pause = matter.pauses.get()
    assert (pause.began_on, pause.ended_on) == (ON, None)
    decided(registrar, matter, MAP, on=LATER)
    pause.refresh_from_db()
    assert pause.ended_on == LATER
    assert Clause.objects.filter(request__number=1).count() == 2


def test_the_same_clause_with_another_outcome_is_refused_to_a_hand(registrar: Membership, matter: Matter) -> None:
    decided(registrar, matter)
    for clause in (
        ClauseIn(MAP.text, Outcome.REJECTED),
        ClauseIn("att anställa en samordnare", Outcome.GRANTED, request=1),
        ClauseIn("Avslås", Outcome.REJECTED, request=1),
    ):
        with pytest.raises(ValidationError, match="är redan registrerad i det beslutet, med utfallet ”bifall”"):
            decided(registrar, matter, clause)
    decided(registrar, matter, MAP, ClauseIn("att rapportera i december", Outcome.TASKED))
    assert [one.number for one in matter.decisions.get().clauses.all()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "outcome", "request_number"),
    [
        (MAP.text, Outcome.REJECTED, 2),
        (MAP.text, Outcome.GRANTED, 1),
        ("Att  kartlägga våldet i kommunen.", Outcome.REJECTED, None),
    ],
)
def test_a_clause_stands_once_in_a_decision(
    registrar: Membership, matter: Matter, text: str, outcome: Outcome, request_number: int | None
) -> None:
    again = ClauseIn(text, outcome, request=request_number)
    with pytest.raises(ValidationError, match="står två gånger"):
        decided(registrar, matter, MAP, again)
    assert not matter.decisions.exists()


def test_two_requests_are_answered_by_the_same_words(registrar: Membership, matter: Matter) -> None:
    words = "Yrkandet avslås"
    decided(registrar, matter, *(ClauseIn(words, Outcome.REJECTED, request=number) for number in (1, 2)))
    assert matter.decisions.get().clauses.count() == 2


@pytest.mark.parametrize("kind", [EventKind.WITHDRAWN, EventKind.CLOSED])
def test_nothing_is_decided_in_a_matter_that_has_ended(registrar: Membership, matter: Matter, kind: EventKind) -> None:
    Event.objects.create(municipality_id=matter.municipality_id, matter=matter, kind=kind, on=D(2022, 6, 1))
    with pytest.raises(ValidationError, match="Stryk det steget om ärendet ska fortsätta"):
        decided(registrar, matter)
    # what was decided before it ended may be entered late
    assert decided(registrar, matter, on=D(2022, 5, 30)).on == D(2022, 5, 30)


def test_minutes_are_those_of_the_meeting(registrar: Membership, matter: Matter, council: Body) -> None:
    code = matter.municipality_id
    own = Minutes.objects.create(municipality_id=code, body=council, met_on=ON)
    other = Minutes.objects.create(municipality_id=code, body=body_named(registrar, "socialnämnden"), met_on=ON)
    late = Minutes.objects.create(municipality_id=code, body=council, met_on=LATER)
    for minutes, sentence in ((other, "Välj beslutets eget"), (late, "Välj det från beslutsdagen")):
        with pytest.raises(ValidationError, match=sentence):
            decided(registrar, matter, minutes=minutes)
    assert decided(registrar, matter, minutes=own).minutes == own


def test_two_proposers_make_two_proposals(registrar: Membership, matter: Matter) -> None:
    for by in ("KSAU", "Vänsterpartiet", "ksau"):
        decided(registrar, matter, stage=Stage.PROPOSED, proposed_by=by)
    assert sorted(one.proposed_by for one in matter.decisions.all()) == ["KSAU", "Vänsterpartiet"]


def test_a_request_that_there_is_not(registrar: Membership, matter: Matter) -> None:
    with pytest.raises(ValidationError, match="Yrkande 7 finns inte"):
        decided(registrar, matter, ClauseIn("att anställa", Outcome.GRANTED, request=7))


# --- undone later ---------------------------------------------------------------------------------------------------


def undo(decision: Decision) -> ClauseIn:
    return ClauseIn("att inte genomföra kartläggningen", Outcome.REJECTED, request=1, reverses=first(decision).pk)


def first(decision: Decision) -> Clause:
    found = decision.clauses.order_by("number").first()
    assert found
    return found


def test_a_decision_that_undoes_another_keeps_both(registrar: Membership, matter: Matter) -> None:
    earlier = decided(registrar, matter)
    made = actions.promise(registrar, first(earlier), text="Kartlägga våldet")
    report(registrar, made, on=D(2023, 5, 2), execution=Execution.UNDER_WAY, text="Enkäten är ute")
    later = decided(registrar, matter, undo(earlier), on=LATER)
    assert first(later).reverses == first(earlier)
    assert matter.decisions.count() == 2
    made.refresh_from_db()
    assert made.execution == Execution.OVERTAKEN
    told = made.progress.order_by("-on").first()
    assert told
    assert "Beslutet upphävdes av Kommunfullmäktige" in told.text
    matter.refresh_from_db()
    assert [outcome for _kind, outcome in matter.listed["finals"]] == ["rejected", "rejected"]
    with pytest.raises(ValidationError, match="upphävt av ett senare beslut"):
        actions.promise(registrar, first(earlier), text="Kartlägga igen")
    # told again it is the same, by another decision it is refused
    decided(registrar, matter, undo(earlier), on=LATER)
    with pytest.raises(ValidationError, match="redan upphävd av ett annat beslut"):
        decided(registrar, matter, undo(earlier), on=D(2024, 1, 31))


def test_what_is_done_stays_done_and_what_a_plan_asks_for_is_still_awaited(
    registrar: Membership, matter: Matter
) -> None:
    earlier = decided(registrar, matter)
    done = actions.promise(registrar, first(earlier), text="Beställa enkäten")
    report(registrar, done, on=D(2023, 5, 2), execution=Execution.DONE, text="", evidence="Avtalet")
    shared = actions.promise(registrar, first(earlier), text="Kartlägga våldet")
    other = decided(registrar, matter, ClauseIn("att följa planen", Outcome.TASKED), body="socialnämnden")
    add_origin(registrar, shared, actions.clause_link(first(other)))
    decided(registrar, matter, undo(earlier), on=LATER)
    states = dict(Commitment.objects.values_list("text", "execution"))
    assert states == {"Beställa enkäten": Execution.DONE, "Kartlägga våldet": Execution.UNKNOWN}


def test_what_cannot_undo(registrar: Membership, matter: Matter) -> None:
    earlier = decided(registrar, matter)
    proposal = decided(registrar, matter, MAP, stage=Stage.PROPOSED, on=D(2022, 11, 1))
    for changes, sentence in (
        ({"on": D(2022, 12, 13)}, "bara upphävas en senare dag"),
        ({"on": LATER, "stage": Stage.PROPOSED}, "inte ett förslag"),
        ({"on": LATER, "body": "socialnämnden"}, "Bara Kommunfullmäktige eller fullmäktige kan upphäva"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            decided(registrar, matter, undo(earlier), **changes)
    with pytest.raises(ValidationError, match="inte ett förslag"):
        decided(registrar, matter, undo(proposal), on=LATER)
    with pytest.raises(ValidationError, match="Att-satsen som ska upphävas finns inte"):
        decided(registrar, matter, ClauseIn("att upphäva", Outcome.REJECTED, reverses=matter.pk), on=LATER)


def test_a_decision_in_one_matter_may_undo_one_in_another(
    registrar: Membership, matter: Matter, browser_of: BrowserOf
) -> None:
    earlier = decided(registrar, matter)
    other = actions.register(registrar, kind=MatterKind.OWN, title="Besparingar", access=Access.PUBLIC)
    decided(registrar, other, ClauseIn("att ställa in", Outcome.APPROVED, reverses=first(earlier).pk), on=LATER)
    matter.refresh_from_db()
    assert [outcome for _kind, outcome in matter.listed["finals"]] == ["rejected"]
    browser = browser_of(registrar)
    said = browser.get(matter.get_absolute_url()).content.decode()
    assert "upphävd" in said
    assert f"{other.get_absolute_url()}#beslut-" in said
    Matter.objects.filter(pk=other.pk).update(access=Access.CONFIDENTIAL)
    hidden = browser_of(member(registrar.municipality, Role.ELECTED)).get(matter.get_absolute_url()).content.decode()
    assert "upphävd" in hidden
    assert str(other.pk) not in hidden


def test_a_correction_lets_what_it_undid_stand_again(registrar: Membership, matter: Matter) -> None:
    earlier = decided(registrar, matter)
    other = actions.register(registrar, kind=MatterKind.OWN, title="Besparingar", access=Access.PUBLIC)
    undoing = decided(
        registrar, other, ClauseIn("att ställa in", Outcome.APPROVED, reverses=first(earlier).pk), on=LATER
    )
    corrected(registrar, undoing, Corrected(first(undoing).pk, ClauseIn("att ställa in", Outcome.APPROVED)))
    matter.refresh_from_db()
    assert [outcome for _kind, outcome in matter.listed["finals"]] == ["granted", "rejected"]
    assert history(matter)[0].act == "matters.let_stand"


def test_a_promise_is_as_secret_as_its_matter(registrar: Membership) -> None:
    own = actions.register(registrar, kind=MatterKind.OWN, title="Eget", access=Access.CONFIDENTIAL)
    decision = decided(registrar, own, ClauseIn("att utreda", Outcome.TASKED))
    assert actions.promise(registrar, first(decision), text="Utreda").access == Access.CONFIDENTIAL


# --- how it was taken -----------------------------------------------------------------------------------------------


def test_votes_reservations_and_recusals(registrar: Membership, matter: Matter) -> None:
    decision = decided(registrar, matter)
    for _time in range(2):
        actions.add_vote(registrar, decision, clause=first(decision), about="Ja för bifall", yes=30, no=19)
        actions.add_reservation(registrar, decision, name="Eva  Ek", party="V", in_favour_of="eget yrkande")
        actions.add_recusal(registrar, decision, name="Bo Berg", ground=RecusalGround.KIN)
    assert (decision.votes.count(), decision.reservations.count(), decision.recusals.count()) == (1, 1, 1)
    for sentence, add in (
        ("deltog inte på grund av jäv", lambda: actions.add_reservation(registrar, decision, name="bo berg")),
        ("har då deltagit", lambda: actions.add_recusal(registrar, decision, name="EVA EK", ground="own")),
        ("redan reserverat sig", lambda: actions.add_reservation(registrar, decision, name="Eva Ek", party="S")),
        ("redan antecknad som jävig", lambda: actions.add_recusal(registrar, decision, name="Bo Berg", ground="own")),
        ("bara när saken rör", lambda: actions.add_recusal(registrar, decision, name="Al", ground="supervision")),
        ("Skriv namnet", lambda: actions.add_reservation(registrar, decision, name=" ")),
        ("avgör ordförandens röst", lambda: actions.add_vote(registrar, decision, yes=24, no=24)),
    ):
        with pytest.raises(ValidationError, match=sentence):
            add()
    committee = decided(registrar, matter, MAP, body="socialnämnden")
    actions.add_recusal(registrar, committee, name="Al", ground=RecusalGround.SUPERVISION)
    with pytest.raises(ValidationError, match="hör till ett annat beslut"):
        actions.add_vote(registrar, committee, clause=first(decision), yes=5, no=4)
    with pytest.raises(PermissionDenied):
        actions.add_vote(member(registrar.municipality, Role.OFFICER), decision, yes=1, no=0)


def test_what_was_unanimous_has_no_reservation(registrar: Membership, matter: Matter) -> None:
    decision = decided(registrar, matter, ClauseIn("att kartlägga", Outcome.GRANTED, True))
    with pytest.raises(ValidationError, match="antecknat som enhälligt"):
        actions.add_reservation(registrar, decision, name="Eva Ek")
    with pytest.raises(ValidationError, match="antecknad som enhällig"):
        actions.add_vote(registrar, decision, clause=first(decision), yes=30, no=19)
    actions.add_vote(registrar, decision, yes=49, no=0)


def test_what_was_wrong_is_taken_away_and_the_trail_keeps_it(registrar: Membership, matter: Matter) -> None:
    decision = decided(registrar, matter)
    row = actions.add_reservation(registrar, decision, name="Eva Ek", party="V")
    with pytest.raises(ValidationError, match="Skriv varför"):
        actions.take_away(registrar, row, reason=" ")
    actions.take_away(registrar, row, reason="Fel person")
    assert not decision.reservations.exists()
    told = history(matter)[0].detail
    assert (told["before"], told["reason"]) == ("Eva Ek (V)", "Fel person")


# --- putting right --------------------------------------------------------------------------------------------------


def corrected(actor: Membership, decision: Decision, *clauses: Corrected, **changes: object) -> Decision:
    given: dict[str, object] = {
        "as_seen": seen(decision),
        "reason": "Avskrivningsfel",
        "on": decision.on,
        "paragraph": decision.paragraph,
        "clauses": clauses
        or [Corrected(one.pk, ClauseIn(one.text, Outcome(one.outcome))) for one in decision.clauses.all()],
    }
    return actions.correct_decision(actor, decision, **given | changes)  # type: ignore[arg-type]


def test_a_correction_keeps_what_stood_before(registrar: Membership, matter: Matter) -> None:
    decision = decided(registrar, matter)
    one, two = decision.clauses.all()
    corrected(
        registrar,
        decision,
        Corrected(one.pk, ClauseIn("att årligen kartlägga våldet", Outcome.PARTLY_GRANTED, True, request=2)),
        Corrected(two.pk, ClauseIn("", Outcome.OTHER)),
        Corrected(None, ClauseIn("att rapportera i december", Outcome.TASKED)),
        on=D(2022, 12, 15),
        paragraph="§ 9",
    )
    decision.refresh_from_db()
    assert (decision.on, decision.paragraph) == (D(2022, 12, 15), "§ 9")
    assert [(row.number, row.text, row.outcome) for row in decision.clauses.all()] == [
        (1, "att årligen kartlägga våldet", "partly_granted"),
        (3, "att rapportera i december", "tasked"),
    ]
    told = history(matter)[0]
    assert told.act == "matters.correct_decision"
    assert told.detail["reason"] == "Avskrivningsfel"
    assert told.detail["changed"]["on"] == ["2022-12-14", "2022-12-15"]
    assert told.detail["changed"]["clauses"][0]["1"]["text"] == "att kartlägga våldet i kommunen"


def test_the_trail_of_a_secret_matter_tells_no_words(registrar: Membership, matter: Matter) -> None:
    decision = decided(registrar, matter)
    Matter.objects.filter(pk=matter.pk).update(access=Access.CONFIDENTIAL)
    decision = Decision.objects.get(pk=decision.pk)
    corrected(registrar, decision, Corrected(first(decision).pk, ClauseIn("att hemligen", Outcome.GRANTED)))
    assert history(matter)[0].detail["changed"] == {"clauses": "–"}


def test_what_cannot_be_put_so(registrar: Membership, matter: Matter) -> None:
    decision = decided(registrar, matter)
    one, _two = decision.clauses.all()
    made = actions.promise(registrar, one, text="Kartlägga")
    actions.add_reservation(registrar, decision, name="Eva Ek")
    decided(registrar, matter, ClauseIn("att tillägga", Outcome.TASKED), paragraph="§ 9", on=LATER)
    stale = seen(decision)
    gone = Corrected(one.pk, ClauseIn("", Outcome.OTHER))
    kept = Corrected(one.pk, ClauseIn("att kartlägga", Outcome.GRANTED, True))
    for changes, sentence in (
        ({"reason": " "}, "Skriv varför beslutet rättas"),
        ({"on": None}, "Ange dagen"),
        ({"on": D(2022, 1, 31)}, "kan inte vara äldre"),
        ({"on": LATER, "paragraph": "§ 9"}, "Ett annat beslut har redan den dagen"),
        ({"clauses": [gone, Corrected(None, ClauseIn("att x", Outcome.TASKED))]}, "kan inte tas bort"),
        ({"clauses": [gone]}, "att-sats får inte vara tom"),
        ({"clauses": [kept, Corrected(_two.pk, ClauseIn("x", Outcome.REJECTED, True))]}, "kan inte vara enhälligt"),
        ({"clauses": [Corrected(made.pk, ClauseIn("x", Outcome.GRANTED))]}, "finns inte längre i beslutet"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            corrected(registrar, decision, **changes)
    corrected(registrar, decision, paragraph="§ 8")
    with pytest.raises(ValidationError, match="Någon annan har ändrat beslutet"):
        corrected(registrar, decision, as_seen=stale)


# --- pages ----------------------------------------------------------------------------------------------------------


def posted(**changes: str) -> dict[str, str]:
    return {
        "stage": "final",
        "body": "",
        "body_new": "kommunfullmäktige",
        "proposed_by": "",
        "on": "2022-12-14",
        "paragraph": "§ 9",
        "satser-TOTAL_FORMS": "1",
        "satser-INITIAL_FORMS": "0",
        "satser-0-text": "att kartlägga våldet i kommunen",
        "satser-0-outcome": "granted",
        "satser-0-unanimous": "",
        "satser-0-request": "1",
    } | changes


def test_the_form_offers_requests_and_what_can_be_undone(
    registrar: Membership, matter: Matter, browser_of: BrowserOf
) -> None:
    browser, address = browser_of(registrar), f"/arenden/{matter.pk}/beslut/"
    said = browser.get(address).content.decode()
    assert '<option value="2" selected>2. att utbilda all personal</option>' in said
    assert 'name="satser-0-reverses"' not in said
    answer = browser.post(address, posted(), follow=True)
    assert "Ingen beredning är registrerad" in answer.content.decode()
    again = browser.post(address, posted(on="2023-11-15"))
    assert again.status_code == 422
    assert "Yrkande 1 är redan avgjort" in again.content.decode()
    clause = first(matter.decisions.get())
    undone = posted(on="2023-11-15", **{"satser-0-outcome": "rejected", "satser-0-reverses": str(clause.pk)})
    assert browser.post(address, undone).status_code == 302
    assert clause.reversed_by.count() == 1
    said = browser.get(matter.get_absolute_url()).content.decode()
    assert "upphävd" in said
    assert "Upphävd av" in said
    assert "Upphäver" in said


def test_the_page_of_a_decision(registrar: Membership, matter: Matter, browser_of: BrowserOf) -> None:
    actions.add_referral(registrar, matter, body=body_named(registrar, "socialnämnden"))
    decision, browser = decided(registrar, matter), browser_of(registrar)
    address = f"/arenden/beslut/{decision.pk}/"
    vote = {"act": "rost", "rost-yes": "24", "rost-no": "24", "rost-about": "Ja för bifall, nej för avslag"}
    refused = browser.post(address, vote)
    assert refused.status_code == 422
    assert "avgör ordförandens röst" in refused.content.decode()
    assert "Ja för bifall, nej för avslag" in refused.content.decode()
    for data in (
        vote | {"rost-chair_decided": "on"},
        {"act": "reservation", "reservation-name": "Eva Ek", "reservation-party": "V", "reservation-text": "Skäl"},
        {"act": "jav", "jav-name": "Bo Berg", "jav-ground": "kin"},
    ):
        assert browser.post(address, data).status_code == 302
    said = browser.get(address).content.decode()
    for words in ("24 ja, 24 nej; ordförandens röst avgjorde", "Eva Ek (V)", "Skäl", "Bo Berg", "en närstående"):
        assert words in said
    assert browser.post(address, {"act": "jav", "jav-name": "Bo"}).status_code == 422
    row = str(decision.votes.get().pk)
    assert browser.post(address, {"act": "ta-bort", "row": row, "reason": ""}).status_code == 422
    assert browser.post(address, {"act": "ta-bort", "row": row, "reason": "Fel"}).status_code == 302
    assert not decision.votes.exists()
    reader = browser_of(member(registrar.municipality, Role.ELECTED))
    said = reader.get(address).content.decode()
    assert "Eva Ek (V)" in said
    assert "Anteckna" not in said
    assert reader.post(address, vote).status_code == 403


def test_the_form_that_puts_right(registrar: Membership, matter: Matter, browser_of: BrowserOf) -> None:
    decision, browser = decided(registrar, matter, MAP), browser_of(registrar)
    address = f"/arenden/beslut/{decision.pk}/ratta/"
    data = {
        "on": "2022-12-15",
        "paragraph": "§ 10",
        "proposed_by": "",
        "reason": "",
        "seen": seen(decision),
        "satser-TOTAL_FORMS": "2",
        "satser-INITIAL_FORMS": "0",
        "satser-0-key": str(first(decision).pk),
        "satser-0-text": "att kartlägga våldet varje år",
        "satser-0-outcome": "granted",
        "satser-0-request": "1",
        "satser-1-text": "",
    }
    assert "att kartlägga våldet i kommunen</textarea>" in browser.get(address).content.decode()
    refused = browser.post(address, data)
    assert refused.status_code == 422
    assert "Skriv varför beslutet rättas" in refused.content.decode()
    assert "att kartlägga våldet varje år" in refused.content.decode()
    # somebody else was quicker: what she wrote is shown beside what was typed, and the next press saves
    corrected(registrar, decision, paragraph="§ 99")
    stale = browser.post(address, data | {"reason": "Fel år"})
    said = stale.content.decode()
    assert stale.status_code == 422
    assert "Någon annan har ändrat beslutet" in said
    assert "§ 99" in said
    assert "§ 10" in said
    fresh = seen(Decision.objects.get(pk=decision.pk))
    assert fresh in said
    assert browser.post(address, data | {"reason": "Fel år", "seen": fresh}).status_code == 302
    decision.refresh_from_db()
    assert (decision.on, decision.paragraph) == (D(2022, 12, 15), "§ 10")
    more = browser.post(address, data | {"more": "1", "reason": "halvskrivet"}).content.decode()
    assert "halvskrivet" in more
    assert 'name="satser-4-text"' in more
    assert "error-summary" not in more
