"""The registrar's verbs: register, add what it holds, decide, promise. Told twice is told once."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from samfrid.audit.queries import history
from samfrid.matters import actions
from samfrid.matters.actions import ClauseIn
from samfrid.matters.models import Clause, Matter, MatterKind, Outcome, PersonRole, Stage, Stance
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership, Role
from samfrid.provenance.actions import Sentence
from samfrid.provenance.queries import sources_of
from tests.conftest import member

D = dt.date


def sentence(text: str = "Motionen bifalls.") -> Sentence:
    return Sentence(uuid.uuid4(), "Protokoll", 0, len(text), text)


def motion(actor: Membership, title: str = "Motion om skyddat boende", raised: str | None = "2021-03-30") -> Matter:
    return actions.register(actor, kind=MatterKind.MOTION, title=title, raised=PartialDate.parse(raised))


def test_register_keeps_numbers_people_and_the_clock(registrar: Membership) -> None:
    matter = actions.register(
        registrar,
        kind=MatterKind.MOTION,
        title=" Motion   om skyddat boende ",
        raised=PartialDate.parse("2022-02"),
        numbers=["KS 2021-257", "SON 2021-459", "KS 2021/257"],
        people=[("Eva Ek", "V", PersonRole.MOVER), ("Eva Ek", "V", PersonRole.MOVER)],
        sentences=[sentence()],
    )
    assert matter.title == "Motion om skyddat boende"
    assert (matter.raised_on, matter.raised_precision) == (D(2022, 2, 28), "month")
    assert sorted(matter.diary_numbers.values_list("number", flat=True)) == ["KS 2021-257", "SON 2021-459"]
    assert [str(person) for person in matter.people.all()] == ["Eva Ek (V)"]
    assert matter.pk in sources_of([matter])


def test_a_number_of_another_matter_is_refused_and_nothing_half_made_stays(registrar: Membership) -> None:
    actions.add_number(registrar, motion(registrar), "KS 2021-257")
    with pytest.raises(ValidationError, match="hör redan till ärendet ”Motion om skyddat boende”"):
        actions.register(registrar, kind=MatterKind.MOTION, title="En annan", numbers=["ks 2021/257"])
    assert Matter.objects.count() == 1


def test_a_bare_number_may_be_of_two_committees(registrar: Membership) -> None:
    one, two = motion(registrar), motion(registrar, "En annan")
    actions.add_number(registrar, one, "31/16")
    actions.add_number(registrar, two, "Dnr 31/16")
    assert two.diary_numbers.count() == 1


@pytest.mark.parametrize("number", ["", "Dnr", "hej"])
def test_what_is_no_number_is_refused(registrar: Membership, number: str) -> None:
    with pytest.raises(ValidationError, match="är inget diarienummer"):
        actions.add_number(registrar, motion(registrar), number)


def test_a_party_is_filled_in_but_not_changed(registrar: Membership) -> None:
    matter = motion(registrar)
    actions.add_person(registrar, matter, "Eva Ek", "", PersonRole.MOVER)
    actions.add_person(registrar, matter, "eva ek", "V", PersonRole.MOVER)
    actions.add_person(registrar, matter, "Eva Ek", "S", PersonRole.MOVER)
    assert [str(person) for person in matter.people.all()] == ["Eva Ek (V)"]


def test_requests_and_questions_are_numbered_and_joined(registrar: Membership) -> None:
    matter = motion(registrar)
    actions.add_request(registrar, matter, "att kommunen kartlägger våldet")
    actions.add_request(registrar, matter, "att all personal utbildas")
    actions.add_request(registrar, matter, "Kommunen kartlägger våldet.", [sentence()])
    assert [(one.number, one.text) for one in matter.requests.all()] == [
        (1, "att kommunen kartlägger våldet"),
        (2, "att all personal utbildas"),
    ]
    actions.add_question(registrar, matter, text="Hur många platser finns det?")
    actions.add_question(
        registrar, matter, text="Hur många platser finns det?", answer="Se svar ovan", refers_back=True
    )
    actions.add_question(registrar, matter, text="Hur många platser finns det?", answer="Fyra")
    question = matter.questions.get()
    assert (question.answer, question.refers_back) == ("Se svar ovan", True)


def test_a_body_is_asked_once_and_its_answer_filled_in(registrar: Membership) -> None:
    matter = motion(registrar)
    body = body_named(registrar, "socialnämnden")
    actions.add_referral(registrar, matter, body=body)
    actions.add_referral(registrar, matter, body=body, stance=Stance.SUPPORTS_IF, text="om medel tillförs")
    actions.add_referral(registrar, matter, body=body, stance=Stance.OPPOSES)
    referral = matter.referrals.get()
    assert (referral.stance, referral.text) == (Stance.SUPPORTS_IF, "om medel tillförs")


def test_two_matters_belong_together_seen_from_both(registrar: Membership) -> None:
    one, two = motion(registrar), motion(registrar, "Interpellation om motionen")
    actions.relate(registrar, one, two)
    actions.relate(registrar, two, one)
    assert [entry.act for entry in history(one)] == ["matters.relate", "matters.register"]
    assert len(history(two)) == 2
    with pytest.raises(ValidationError, match="sig självt"):
        actions.relate(registrar, one, one)


# --- decisions ------------------------------------------------------------------------------------------------------


def granted(text: str, outcome: Outcome = Outcome.GRANTED, unanimous: bool | None = None) -> ClauseIn:
    return ClauseIn(text, outcome, unanimous, [sentence(text)])


def test_a_decision_is_kept_clause_by_clause(registrar: Membership) -> None:
    matter = motion(registrar)
    decision = actions.record_decision(
        registrar,
        matter,
        body=body_named(registrar, "KF"),
        stage=Stage.FINAL,
        on=D(2022, 12, 14),
        paragraph="§ 267",
        clauses=[granted("att kartlägga våldet"), granted("att anställa fler", Outcome.REJECTED, unanimous=False)],
    )
    assert [(one.number, one.outcome, one.unanimous) for one in decision.clauses.all()] == [
        (1, Outcome.GRANTED, None),
        (2, Outcome.REJECTED, False),
    ]
    assert history(matter)[0].act == "matters.decide"
    assert all(sources_of(decision.clauses.all()).values())


def test_the_same_minutes_twice_are_one_decision(registrar: Membership) -> None:
    matter = motion(registrar)
    clauses = [
        granted("att bifalla motionens första att-sats"),
        granted("att bifalla motionens andra att-sats"),
        granted("att bifalla motionen i övrigt om kartläggning"),
    ]
    for _time in range(2):
        actions.record_decision(
            registrar,
            matter,
            body=body_named(registrar, "KF"),
            stage=Stage.FINAL,
            on=D(2022, 12, 14),
            clauses=clauses,
        )
    assert matter.decisions.count() == 1
    assert [one.text for one in Clause.objects.order_by("number")] == [clause.text for clause in clauses]


def test_minutes_after_a_passing_word_make_it_whole(registrar: Membership) -> None:
    matter = motion(registrar)
    council = body_named(registrar, "kommunfullmäktige")
    told = granted("biföll ett enigt kommunfullmäktige motionen", unanimous=True)
    actions.record_decision(registrar, matter, body=council, stage=Stage.FINAL, on=D(2022, 12, 14), clauses=[told])
    whole = [granted("att kartlägga våldet i kommunen"), granted("att utbilda all personal")]
    decision = actions.record_decision(
        registrar, matter, body=council, stage=Stage.FINAL, on=D(2022, 12, 14), paragraph="§ 9", clauses=whole
    )
    assert matter.decisions.count() == 1
    assert [(one.text, one.unanimous) for one in decision.clauses.all()] == [
        ("att kartlägga våldet i kommunen", True),
        ("att utbilda all personal", None),
    ]
    assert decision.paragraph == "§ 9"


def test_a_passing_word_after_the_minutes_adds_no_clause(registrar: Membership) -> None:
    matter = motion(registrar)
    council = body_named(registrar, "kommunfullmäktige")
    whole = [granted("att kartlägga våldet i kommunen"), granted("att utbilda all personal")]
    actions.record_decision(registrar, matter, body=council, stage=Stage.FINAL, on=D(2022, 12, 14), clauses=whole)
    told = granted("biföll ett enigt kommunfullmäktige motionen", unanimous=True)
    # told without a day, by a document that does not name the body
    actions.record_decision(registrar, matter, body=None, stage=Stage.FINAL, clauses=[told])
    assert matter.decisions.count() == 1
    assert Clause.objects.count() == 2


def test_a_clause_told_again_in_other_words_is_the_same_clause(registrar: Membership) -> None:
    matter = motion(registrar)
    council = body_named(registrar, "kommunfullmäktige")
    first = "Motionens första yrkande, om lägenheter till personer som lämnar skyddat boende, bifalls."
    second = "Motionens andra yrkande, om grundutbildning till all personal i skolan, bifalls."
    for clauses in (
        [granted(first), granted(second)],
        [granted("biföll kommunfullmäktige yrkandet om lägenheter till personer som lämnar skyddat boende")],
        # in another order, and one more
        [granted("att inrätta en samordnare av kommunens arbete"), granted(second), granted(first)],
    ):
        actions.record_decision(registrar, matter, body=council, stage=Stage.FINAL, on=D(2022, 12, 14), clauses=clauses)
    assert [one.text for one in Clause.objects.order_by("number")] == [
        first,
        second,
        "att inrätta en samordnare av kommunens arbete",
    ]


@pytest.mark.parametrize(
    ("body", "stage", "on", "paragraph"),
    [
        ("kommunstyrelsen", Stage.FINAL, D(2022, 12, 14), "§ 9"),
        ("kommunfullmäktige", Stage.PROPOSED, D(2022, 12, 14), "§ 9"),
        ("kommunfullmäktige", Stage.FINAL, D(2023, 1, 31), "§ 9"),
        ("kommunfullmäktige", Stage.FINAL, D(2022, 12, 14), "§ 10"),
    ],
)
def test_another_body_stage_day_or_paragraph_is_another_decision(
    registrar: Membership, body: str, stage: Stage, on: D, paragraph: str
) -> None:
    matter = motion(registrar)
    clause = granted("att kartlägga våldet i kommunen")
    actions.record_decision(
        registrar,
        matter,
        body=body_named(registrar, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=D(2022, 12, 14),
        paragraph="§ 9",
        clauses=[clause],
    )
    actions.record_decision(
        registrar, matter, body=body_named(registrar, body), stage=stage, on=on, paragraph=paragraph, clauses=[clause]
    )
    assert matter.decisions.count() == 2


def test_a_proposal_is_filled_in_by_the_next_document(registrar: Membership) -> None:
    matter = motion(registrar)
    council = body_named(registrar, "kommunfullmäktige")
    text = "att motionen besvaras med hänvisning till handlingsplanen"
    clause = granted(text, Outcome.ANSWERED)
    actions.record_decision(registrar, matter, body=council, stage=Stage.PROPOSED, clauses=[clause])
    actions.record_decision(
        registrar, matter, body=council, stage=Stage.PROPOSED, on=D(2022, 4, 1), paragraph="§ 3", clauses=[clause]
    )
    decision = matter.decisions.get()
    assert (decision.on, decision.paragraph, decision.clauses.count()) == (D(2022, 4, 1), "§ 3", 1)


@pytest.mark.parametrize(
    ("on", "clauses", "sentence"),
    [
        (D(2021, 3, 29), [ClauseIn("att bifalla", Outcome.GRANTED)], "Ett beslut kan inte vara äldre"),
        (D(2022, 3, 29), [], "Skriv vad som beslutades"),
        (D(2022, 3, 29), [ClauseIn("  ", Outcome.GRANTED)], "att-sats får inte vara tom"),
    ],
)
def test_an_impossible_decision_is_refused(
    registrar: Membership, on: D, clauses: list[ClauseIn], sentence: str
) -> None:
    matter = motion(registrar)
    with pytest.raises(ValidationError, match=sentence):
        actions.record_decision(registrar, matter, body=None, stage=Stage.FINAL, on=on, clauses=clauses)
    assert matter.decisions.count() == 0


def test_a_motion_of_some_day_in_march_can_be_decided_in_march(registrar: Membership) -> None:
    matter = motion(registrar, raised="2021-03")
    clauses = [ClauseIn("att bifalla", Outcome.GRANTED)]
    actions.record_decision(registrar, matter, body=None, stage=Stage.FINAL, on=D(2021, 3, 2), clauses=clauses)
    assert matter.decisions.get().on == D(2021, 3, 2)


def test_a_granted_clause_becomes_a_commitment(registrar: Membership) -> None:
    matter = motion(registrar)
    decision = actions.record_decision(
        registrar,
        matter,
        body=body_named(registrar, "KF"),
        stage=Stage.FINAL,
        on=D(2022, 12, 14),
        paragraph="§ 9",
        clauses=[granted("att kartlägga våldet"), granted("att anställa fler", Outcome.REJECTED)],
    )
    first, second = decision.clauses.all()
    unit = unit_named(registrar, "Socialförvaltningen")
    made = actions.promise(registrar, first, text=first.text, responsible=unit, due=PartialDate.parse("2023-06"))
    assert (made.promised_on, made.responsible, made.due_on) == (D(2022, 12, 14), unit, D(2023, 6, 30))
    origin = made.origins.get()
    assert (origin.record_id, origin.page_id) == (first.pk, matter.pk)
    assert origin.label.replace("\N{NO-BREAK SPACE}", " ") == (
        "Motion om skyddat boende – Kommunfullmäktige 14 december 2022 § 9"
    )
    assert history(matter)[0].act == "matters.promise"
    with pytest.raises(ValidationError, match="lovar något"):
        actions.promise(registrar, second, text="x")


def test_officers_read_and_elected_members_read(registrar: Membership, elected: Membership) -> None:
    matter = motion(registrar)
    officer = member(registrar.municipality, Role.OFFICER)
    for actor in (elected, officer):
        with pytest.raises(PermissionDenied):
            motion(actor)
        with pytest.raises(PermissionDenied):
            actions.record_decision(
                actor, matter, body=None, stage=Stage.FINAL, clauses=[ClauseIn("x", Outcome.GRANTED)]
            )
    assert Matter.objects.count() == 1
    assert matter.decisions.count() == 0


def test_the_clock_is_set_when_the_day_becomes_known(registrar: Membership) -> None:
    matter = motion(registrar, raised=None)
    raised = PartialDate.parse("2021-03")
    assert raised is not None
    matter = actions.set_raised(registrar, matter, raised, today=D(2026, 11, 22))
    assert (matter.raised_on, matter.raised_precision) == (D(2021, 3, 31), "month")
    assert history(matter)[0].act == "matters.set_raised"


@pytest.mark.parametrize(("day", "sentence"), [("2026-11-23", "har inte varit än"), ("2022-12-15", "före den dagen")])
def test_an_impossible_day_is_refused(registrar: Membership, day: str, sentence: str) -> None:
    matter = motion(registrar, raised=None)
    clauses = [ClauseIn("att bifalla", Outcome.GRANTED)]
    actions.record_decision(registrar, matter, body=None, stage=Stage.FINAL, on=D(2022, 12, 14), clauses=clauses)
    raised = PartialDate.parse(day)
    assert raised is not None
    with pytest.raises(ValidationError, match=sentence):
        actions.set_raised(registrar, matter, raised, today=D(2026, 11, 22))
