"""The steps of a matter: which may be taken when, which comes next, and where it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samfrid.audit.queries import history
from samfrid.matters import actions
from samfrid.matters.actions import ClauseIn
from samfrid.matters.actions.types import set_type
from samfrid.matters.models import (
    Decision,
    Dispatch,
    Event,
    EventKind,
    Matter,
    MatterKind,
    Minutes,
    Outcome,
    PauseKind,
    ReferralRole,
    Stage,
)
from samfrid.matters.process import steps, where_it_stands
from samfrid.matters.queries.process import ground_of
from samfrid.matters.rules import Rest, process
from samfrid.matters.rules.process import Course, Derived, Past
from samfrid.matters.rules.types import SWEDISH_SET
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Body, Membership

D = dt.date
E = EventKind
TODAY = D(2026, 11, 22)
MAY = D(2026, 5, 12)


def course(kind: MatterKind = MatterKind.MOTION, *past: tuple[str, D | None], **more: object) -> Course:
    return Course(SWEDISH_SET[kind], tuple(Past(*one) for one in past), **more)  # type: ignore[arg-type]


MOTION = MatterKind.MOTION
RECEIVED, DELIVERED = (E.RECEIVED, D(2026, 3, 1)), (E.DELIVERED, D(2026, 3, 30))
REFERRED, PREPARED = (E.REFERRED, D(2026, 4, 8)), (E.PREPARED, D(2026, 5, 4))
BACK = Rest(D(2026, 5, 1), None, PauseKind.REFERRED_BACK)


@pytest.mark.parametrize(
    ("how", "kind", "on", "field", "text"),
    [
        # a day to come, or that cannot be
        (course(), E.RECEIVED, D(2026, 11, 23), "on", "Dagen har inte varit än"),
        (course(), E.RECEIVED, D(9999, 12, 31), "on", "Dagen har inte varit än"),
        (course(), E.RECEIVED, D(1, 1, 1), "on", "Året 1 kan inte stämma"),
        (course(), E.RECEIVED, D(1970, 12, 31), "on", "Året 1970 kan inte stämma"),
        # delivered before it was received, in either order of recording
        (course(), E.DELIVERED, MAY, "kind", "Anteckna först när ärendet kom in"),
        (course(MOTION, RECEIVED), E.DELIVERED, D(2026, 2, 28), "on", "Kom in 1 mars 2026"),
        (course(MOTION, DELIVERED), E.RECEIVED, D(2026, 3, 31), "on", "Lämnades till fullmäktige 30 mars 2026"),
        (
            course(MOTION, raised_on=D(2026, 3, 1), raised_until=D(2026, 3, 31)),
            E.RECEIVED,
            D(2026, 4, 1),
            "on",
            "väcktes 31 mars 2026",
        ),
        # twice
        (course(MOTION, RECEIVED), E.RECEIVED, MAY, "kind", "Steget togs redan 1 mars 2026"),
        # not of its type
        (
            course(MatterKind.INITIATIVE, RECEIVED),
            E.DELIVERED,
            MAY,
            "kind",
            "inte steget ”lämnad till fullmäktige”",
        ),
        (course(MatterKind.INTERPELLATION, RECEIVED), E.REFERRED, MAY, "kind", "Typen ”Interpellation” har inte"),
        (course(MOTION, RECEIVED), E.PUT, MAY, "kind", "har inte steget ”får ställas”"),
        (course(MatterKind.INTERPELLATION, DELIVERED), E.REPORTED, MAY, "kind", "har ingen frist"),
        # KL 5:26: a committee prepares it first
        (course(MOTION, RECEIVED, DELIVERED), E.PREPARED, MAY, "kind", "till vem det remitterades"),
        (course(MOTION, RECEIVED, DELIVERED), E.AGENDA, MAY, "kind", "kommunallagen 5 kap. 26 §"),
        (course(MOTION, DELIVERED, REFERRED), E.AGENDA, MAY, "kind", "kommunallagen 5 kap. 26 §"),
        (
            course(MOTION, DELIVERED, REFERRED, PREPARED),
            E.AGENDA,
            D(2026, 5, 3),
            "on",
            "Beredningen var klar 4 maj",
        ),
        # before it was raised
        (course(MOTION, raised_on=MAY), E.REFERRED, D(2026, 5, 11), "on", "Ärendet väcktes 12 maj 2026"),
        (course(), E.REFERRED, MAY, "kind", "Anteckna först när ärendet kom in"),
        # while it waits
        (
            course(MOTION, DELIVERED, REFERRED, PREPARED, rests=(BACK,)),
            E.AGENDA,
            MAY,
            "kind",
            "Återremissen varar från 1 maj 2026",
        ),
        # after it is settled
        (course(MOTION, DELIVERED, (Derived.DECIDED, MAY)), E.REFERRED, D(2026, 5, 13), "kind", "avgjort 12 maj 2026"),
        (course(MOTION, DELIVERED, (Derived.DECIDED, MAY)), E.REPORTED, D(2026, 5, 13), "kind", "avgjort 12 maj 2026"),
        (course(MOTION, DELIVERED, (Derived.DECIDED, None)), E.WITHDRAWN, MAY, "kind", "Ärendet är avgjort."),
        (
            course(MatterKind.QUESTION, DELIVERED, (Derived.ANSWERED, MAY)),
            E.WITHDRAWN,
            MAY,
            "kind",
            "besvarat 12 maj 2026",
        ),
        # after it was withdrawn, and after it was closed
        (course(MOTION, DELIVERED, (E.WITHDRAWN, MAY)), E.REFERRED, MAY, "kind", "återtogs 12 maj 2026"),
        (course(MOTION, DELIVERED, (E.CLOSED, MAY)), E.RECEIVED, D(2026, 3, 1), "kind", "avslutades 12 maj 2026"),
        (course(MOTION, DELIVERED, (E.CLOSED, MAY)), E.CLOSED, MAY, "kind", "avslutades 12 maj 2026"),
        # closed too early
        (course(MOTION, DELIVERED), E.CLOSED, MAY, "kind", "Ärendet är inte avgjort."),
        (course(MatterKind.INTERPELLATION, DELIVERED), E.CLOSED, MAY, "kind", "Ärendet är inte besvarat."),
        (
            course(MOTION, DELIVERED, (Derived.DECIDED, MAY), awaited=("Beslutet är inte skickat till Maria Ek.",)),
            E.CLOSED,
            MAY,
            "kind",
            "Beslutet är inte skickat till Maria Ek. Ärendet kan avslutas",
        ),
        (course(MOTION, DELIVERED, (Derived.DECIDED, MAY)), E.CLOSED, D(2026, 5, 11), "on", "Beslutades 12 maj 2026"),
        (course(MatterKind.OWN, RECEIVED), E.CLOSED, MAY, "note", "Skriv varför det ändå ska avslutas."),
        # what may be
        (course(), E.RECEIVED, MAY, None, ""),
        (course(), E.RECEIVED, TODAY, None, ""),
        (course(MOTION, RECEIVED), E.DELIVERED, D(2026, 3, 1), None, ""),
        (course(MOTION, DELIVERED), E.RECEIVED, D(2026, 3, 30), None, ""),
        (course(MOTION, raised_on=D(2026, 3, 1)), E.REFERRED, MAY, None, ""),
        (course(MOTION, DELIVERED, REFERRED), E.REFERRED, MAY, None, ""),
        (course(MOTION, DELIVERED, REFERRED), E.PREPARED, MAY, None, ""),
        (course(MOTION, DELIVERED, referred=True), E.PREPARED, MAY, None, ""),
        (course(MOTION, DELIVERED, REFERRED, PREPARED), E.AGENDA, MAY, None, ""),
        (course(MOTION, DELIVERED, proposed=(None,)), E.AGENDA, MAY, None, ""),
        (course(MOTION, DELIVERED), E.REPORTED, MAY, None, ""),
        (course(MOTION, DELIVERED), E.WITHDRAWN, MAY, None, ""),
        (course(MatterKind.INTERPELLATION, DELIVERED), E.PUT, D(2026, 3, 30), None, ""),
        (course(MOTION, DELIVERED, (E.WITHDRAWN, MAY)), E.CLOSED, MAY, None, ""),
        (course(MOTION, DELIVERED, (Derived.DECIDED, MAY)), E.CLOSED, MAY, None, ""),
        # what led to a decision may be written down afterwards
        (course(MOTION, DELIVERED, (Derived.DECIDED, MAY)), E.REFERRED, D(2026, 4, 1), None, ""),
        (course(MOTION, DELIVERED, (Derived.DECIDED, None)), E.REFERRED, D(2026, 4, 1), None, ""),
        # the agenda of a committee wants no preparation
        (course(MatterKind.INITIATIVE, RECEIVED), E.AGENDA, MAY, None, ""),
        # after a referral back it is prepared and called again
        (course(MOTION, DELIVERED, REFERRED, PREPARED, rests=(Rest(D(2026, 5, 4), MAY),)), E.PREPARED, MAY, None, ""),
    ],
)
def test_which_step_may_be_taken_when(how: Course, kind: EventKind, on: D, field: str | None, text: str) -> None:
    problem = process.refusal(how, kind, on, TODAY)
    assert (problem.field if problem else None) == field
    assert text in (problem.text.replace("\N{NO-BREAK SPACE}", " ") if problem else "")


def test_after_a_referral_back_the_council_does_not_take_it_up_unprepared() -> None:
    back = course(MOTION, DELIVERED, REFERRED, PREPARED, rests=(Rest(D(2026, 5, 4), MAY),))
    problem = process.refusal(back, E.AGENDA, D(2026, 5, 20), TODAY)
    assert problem
    assert "5 kap. 26 §" in problem.text


def test_the_agenda_of_a_committee_is_not_the_councils() -> None:
    assert process.refusal(course(MOTION, DELIVERED), E.AGENDA, MAY, TODAY, body_kind="committee") is None
    assert process.refusal(course(MatterKind.OWN, RECEIVED), E.AGENDA, MAY, TODAY, body_kind="council") is not None


def test_an_own_matter_may_be_closed_with_a_reason() -> None:
    assert process.refusal(course(MatterKind.OWN, RECEIVED), E.CLOSED, MAY, TODAY, note="Överfört till KS") is None
    assert process.refusal(course(MOTION, DELIVERED), E.CLOSED, MAY, TODAY, note="Överfört till KS") is not None


@pytest.mark.parametrize(
    ("how", "step"),
    [
        (course(), "received"),
        (course(MOTION, RECEIVED), "delivered"),
        (course(MOTION, raised_on=MAY), "referred"),
        (course(MOTION, DELIVERED), "referred"),
        (course(MOTION, DELIVERED, REFERRED), "prepared"),
        (course(MOTION, DELIVERED, REFERRED, proposed=(None,)), "agenda"),
        (course(MOTION, DELIVERED, REFERRED, PREPARED), "agenda"),
        (course(MOTION, DELIVERED, REFERRED, PREPARED, (E.AGENDA, MAY)), "decided"),
        (course(MOTION, DELIVERED, REFERRED, PREPARED, (E.AGENDA, MAY), rests=(BACK,)), "resumed"),
        (course(MOTION, DELIVERED, REFERRED, PREPARED, (E.AGENDA, MAY), rests=(Rest(MAY, MAY),)), "prepared"),
        (
            course(MOTION, DELIVERED, REFERRED, PREPARED, (E.AGENDA, MAY), rests=(Rest(MAY, MAY, PauseKind.TABLED),)),
            "agenda",
        ),
        (course(MOTION, DELIVERED, (Derived.DECIDED, MAY)), "adjusted"),
        (course(MOTION, DELIVERED, (Derived.DECIDED, MAY), (Derived.ADJUSTED, MAY)), "announced"),
        (course(MOTION, DELIVERED, (Derived.DECIDED, MAY), (Derived.DISPATCHED, MAY)), "closed"),
        # only known from documents: it is not run here
        (course(MOTION, (Derived.DECIDED, MAY), raised_on=D(2021, 3, 30)), None),
        (course(MOTION, DELIVERED, (E.WITHDRAWN, MAY)), "closed"),
        (course(MOTION, DELIVERED, (E.CLOSED, MAY)), None),
        (course(MatterKind.INTERPELLATION, DELIVERED), "agenda"),
        (course(MatterKind.INTERPELLATION, DELIVERED, (E.AGENDA, MAY)), "put"),
        (course(MatterKind.QUESTION, DELIVERED, (E.PUT, MAY)), "answered"),
        # the council decided that it was answered
        (course(MatterKind.QUESTION, DELIVERED, (E.PUT, MAY), (Derived.DECIDED, MAY)), "adjusted"),
        (course(MatterKind.INITIATIVE, RECEIVED), "referred"),
    ],
)
def test_which_step_comes_next(how: Course, step: str | None) -> None:
    assert process.next_step(how) == step


def test_every_step_has_words() -> None:
    for rules in SWEDISH_SET.values():
        assert set(rules.steps) <= set(process.WORDS)
    assert set(EventKind) <= set(process.WORDS)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from(list(MatterKind)),
    st.lists(st.tuples(st.sampled_from(list(EventKind)), st.integers(0, 400)), max_size=12),
)
def test_whatever_is_tried_the_days_stay_in_order(kind: MatterKind, tried: list[tuple[EventKind, int]]) -> None:
    """Steps that were let through are never a contradiction, whatever was tried and refused between them."""
    past: list[Past] = []
    for step, after in tried:
        on = D(2025, 10, 1) + dt.timedelta(after)
        how = Course(SWEDISH_SET[kind], tuple(past))
        if process.refusal(how, step, on, TODAY, note="skäl") is None:
            past.append(Past(step, on))
    how = Course(SWEDISH_SET[kind], tuple(past))
    order = [E.RECEIVED, E.DELIVERED, E.PUT]
    days = [day for step in order if (day := how.day_of(step))]
    assert days == sorted(days)
    assert all(one.on is None or one.on <= TODAY for one in past)
    closed = how.day_of(E.CLOSED)
    assert closed is None or closed == max(one.on for one in past if one.on)
    for once in (E.RECEIVED, E.DELIVERED, E.PUT, E.PREPARED, E.WITHDRAWN, E.CLOSED):
        assert sum(one.kind == once for one in past) <= 1


# --- the registrar's acts -------------------------------------------------------------------------------------------


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> D:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())
    return TODAY


def motion(actor: Membership, raised: str | None = None) -> Matter:
    return actions.register(
        actor, kind=MatterKind.MOTION, title="Motion om skyddat boende", raised=PartialDate.parse(raised)
    )


def stands(matter: Matter, today: D = TODAY) -> str:
    ground = ground_of(Matter.objects.get(pk=matter.pk))
    return where_it_stands(ground, today).replace("\N{NO-BREAK SPACE}", " ")


def line(matter: Matter, today: D = TODAY) -> list[tuple[str, str | None, str]]:
    ground = ground_of(Matter.objects.get(pk=matter.pk))
    return [(one.kind, one.on.isoformat() if one.on else None, one.state) for one in steps(ground, today)]


def take(
    actor: Membership, matter: Matter, kind: EventKind, on: str, body: Body | None = None, note: str = ""
) -> Event:
    return actions.take_step(actor, matter, kind=kind, on=D.fromisoformat(on), body=body, note=note)


def test_both_dates_are_kept_and_the_chosen_one_counts(registrar: Membership, day: D) -> None:
    matter = motion(registrar)
    take(registrar, matter, E.RECEIVED, "2026-03-01")
    matter.refresh_from_db()
    assert matter.raised_on is None
    take(registrar, matter, E.DELIVERED, "2026-03-30")
    matter = Matter.objects.get(pk=matter.pk)
    assert (matter.raised_on, matter.raised_precision) == (D(2026, 3, 30), "day")
    assert [one.on for one in matter.events.all()] == [D(2026, 3, 1), D(2026, 3, 30)]
    received = actions.register(registrar, kind=MatterKind.INITIATIVE, title="Initiativ")
    take(registrar, received, E.RECEIVED, "2026-03-01")
    received.refresh_from_db()
    assert received.raised_on == D(2026, 3, 1)


def test_a_struck_step_stays_to_be_seen_and_what_followed_from_it_is_computed_anew(
    registrar: Membership, day: D
) -> None:
    matter = motion(registrar, "2026-03")
    wrong = take(registrar, matter, E.DELIVERED, "2026-03-31")
    with pytest.raises(ValidationError, match="varför steget stryks"):
        actions.strike(registrar, wrong, reason=" ")
    actions.strike(registrar, wrong, reason="Fel sammanträde")
    matter.refresh_from_db()
    assert (matter.raised_on, matter.raised_precision) == (D(2026, 3, 31), "month")
    with pytest.raises(ValidationError, match="redan struket: Fel sammanträde"):
        actions.strike(registrar, wrong, reason="Igen")
    take(registrar, matter, E.DELIVERED, "2026-03-25")
    matter.refresh_from_db()
    assert matter.raised_on == D(2026, 3, 25)
    assert ("delivered", "2026-03-31", "struck") in line(matter)


def test_a_refused_step_leaves_nothing_behind(registrar: Membership, elected: Membership, day: D) -> None:
    matter = motion(registrar)
    for kind, on, field, text in (
        (E.RECEIVED, "2026-11-23", "on", "inte varit än"),
        (E.RECEIVED, "0001-01-01", "on", "Året 1 kan inte stämma"),
        (E.RECEIVED, "9999-12-31", "on", "inte varit än"),
        (E.DELIVERED, "2026-03-30", "kind", "Anteckna först när ärendet kom in"),
        (E.REFERRED, "2026-03-30", "body", "Välj till vem"),
        (E.REPORTED, "2026-03-30", "note", "Skriv vad som har kommit fram"),
        (E.WITHDRAWN, "2026-03-30", "note", "Skriv vem"),
    ):
        with pytest.raises(ValidationError) as refused:
            take(registrar, matter, kind, on)
        assert text in refused.value.message_dict[field][0]
    with pytest.raises(PermissionDenied):
        take(elected, matter, E.RECEIVED, "2026-03-01")
    assert not matter.events.exists()
    assert history(matter)[0].act == "matters.register"


def test_an_initiative_with_a_local_last_day_is_the_committees_own(registrar: Membership, day: D) -> None:
    """KL 4:20: the council is not waited for."""
    local = replace(SWEDISH_SET[MatterKind.INITIATIVE], decide_months=6, source="Reglemente, 8 §")
    set_type(registrar, kind=MatterKind.INITIATIVE, valid_from=D(2026, 1, 1), rules=local)
    matter = actions.register(
        registrar, kind=MatterKind.INITIATIVE, title="Initiativ", raised=PartialDate.parse("2026-03-01")
    )
    own = "beslutats senast 1 september 2026, 6 månader från 1 mars 2026 (Reglemente, 8 §)."
    assert stands(matter, D(2026, 9, 2)).endswith(f"Skulle ha {own}")


def test_a_motion_all_the_way(registrar: Membership, day: D) -> None:
    """From received to closed: the line and the sentence at each station."""
    matter = motion(registrar)
    board, council = body_named(registrar, "kommunstyrelsen"), body_named(registrar, "kommunfullmäktige")
    assert stands(matter) == "Dagen då det väcktes är inte känd."
    take(registrar, matter, E.RECEIVED, "2026-01-12")
    assert stands(matter) == "Kom in 12 januari 2026 och väntar på nästa steg."
    take(registrar, matter, E.DELIVERED, "2026-01-28")
    year = "Fullmäktige ska besluta eller få en redovisning senast 28 januari 2027, ett år från 28 januari 2026"
    assert stands(matter).startswith(f"Lämnades till fullmäktige 28 januari 2026 och väntar på nästa steg. {year}")
    take(registrar, matter, E.REFERRED, "2026-02-02", body=board)
    assert stands(matter).startswith(f"Bereds av kommunstyrelsen sedan 2 februari 2026. {year}")
    assert line(matter) == [
        ("received", "2026-01-12", "done"),
        ("delivered", "2026-01-28", "done"),
        ("referred", "2026-02-02", "done"),
        ("prepared", None, "next"),
        ("agenda", None, "awaited"),
        ("decided", "2027-01-28", "awaited"),
        ("adjusted", None, "awaited"),
        ("announced", None, "awaited"),
        ("legal_force", None, "awaited"),
        ("dispatched", None, "awaited"),
        ("closed", None, "awaited"),
    ]
    take(registrar, matter, E.PREPARED, "2026-04-14", body=board)
    take(registrar, matter, E.AGENDA, "2026-04-20", body=council)
    assert stands(matter).startswith("Uppsatt på föredragningslistan sedan 20 april 2026.")
    pause = actions.refer_back(registrar, matter, on=D(2026, 4, 29), reasons="Kostnaden saknas.", body=council)
    assert stands(matter).startswith("Återremitterat sedan 29 april 2026.")
    assert ("resumed", None, "next") in line(matter)
    with pytest.raises(ValidationError, match="Avsluta uppehållet först"):
        take(registrar, matter, E.AGENDA, "2026-05-20", body=council)
    actions.end_pause(registrar, pause, on=D(2026, 5, 26))
    with pytest.raises(ValidationError, match=r"5 kap\. 26 §"):
        take(registrar, matter, E.AGENDA, "2026-05-27", body=council)
    take(registrar, matter, E.PREPARED, "2026-05-26", body=board)
    take(registrar, matter, E.AGENDA, "2026-06-01", body=council)
    decision = actions.record_decision(
        registrar,
        matter,
        body=council,
        stage=Stage.FINAL,
        on=D(2026, 6, 17),
        paragraph="§ 88",
        clauses=[ClauseIn("att kommunen inför skyddat boende", Outcome.GRANTED)],
    )
    assert stands(matter) == "Kommunfullmäktige beslutade: bifall 17 juni 2026."
    with pytest.raises(ValidationError, match="Beslutet är inte expedierat"):
        take(registrar, matter, E.CLOSED, "2026-06-30")
    minutes = Minutes.objects.create(municipality_id="0580", body=council, met_on=D(2026, 6, 17))
    Decision.objects.filter(pk=decision.pk).update(minutes=minutes)
    assert ("adjusted", "2026-07-01", "late") in line(matter)
    Minutes.objects.update(adjusted_on=D(2026, 6, 29), announced_on=D(2026, 6, 30))
    assert stands(matter).endswith("Beslutet vann laga kraft 22 juli 2026.")
    Dispatch.objects.create(municipality_id="0580", decision=decision, recipient="Eva Ek")
    with pytest.raises(ValidationError, match="inte skickat till Eva Ek"):
        take(registrar, matter, E.CLOSED, "2026-08-30")
    Dispatch.objects.update(sent_on=D(2026, 8, 3), sent_by="email")
    with pytest.raises(ValidationError, match="före den dagen"):
        take(registrar, matter, E.CLOSED, "2026-08-02")
    closed = take(registrar, matter, E.CLOSED, "2026-08-30")
    assert stands(matter) == "Avslutat 30 augusti 2026."
    assert line(matter)[-5:] == [
        ("adjusted", "2026-06-29", "done"),
        ("announced", "2026-06-30", "done"),
        ("legal_force", "2026-07-22", "done"),
        ("dispatched", "2026-08-03", "done"),
        ("closed", "2026-08-30", "done"),
    ]
    with pytest.raises(ValidationError, match="Stryk avslutet först"):
        actions.strike(registrar, matter.events.filter(kind=E.DELIVERED).get(), reason="Fel")
    actions.strike(registrar, closed, reason="Ska följas upp")


def test_the_three_ways_out_of_the_year(registrar: Membership, day: D) -> None:
    """KL 5:35: decided, told with what has emerged, written off."""
    late = motion(registrar, "2025-03-30")
    assert "Fullmäktige skulle ha beslutat eller fått en redovisning senast 30 mars 2026" in stands(late)
    assert ("decided", "2026-03-30", "late") in line(late)
    take(registrar, late, E.REPORTED, "2026-03-25", note="Kostnaden utreds.")
    assert stands(late).endswith("Fullmäktige fick en redovisning 25 mars 2026.")
    assert all(state != "late" for _kind, _on, state in line(late))
    actions.record_decision(
        registrar,
        late,
        body=body_named(registrar, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=D(2026, 4, 29),
        clauses=[ClauseIn("Motionen avskrivs", Outcome.WRITTEN_OFF)],
    )
    assert stands(late) == "Kommunfullmäktige beslutade: avskriven 29 april 2026."


def test_a_citizen_proposal_left_to_a_committee(registrar: Membership, day: D) -> None:
    """KL 5:23 and 6:34."""
    matter = actions.register(
        registrar, kind=MatterKind.CITIZEN_PROPOSAL, title="Förslag", raised=PartialDate.parse("2026-03-30")
    )
    actions.refer(
        registrar,
        matter,
        body=body_named(registrar, "socialnämnden"),
        role=ReferralRole.DECISION,
        sent_on=D(2026, 4, 8),
        due_on=None,
    )
    assert stands(matter) == (
        "Bereds av socialnämnden sedan 8 april 2026. Socialnämnden ska besluta senast 30 mars 2027, ett år från"
        " 30 mars 2026 (kommunallagen 6 kap. 34 §)."
    )


def test_a_matter_known_from_documents_alone_awaits_nothing_once_it_is_settled(registrar: Membership, day: D) -> None:
    matter = motion(registrar, "2014-03-30")
    actions.record_decision(
        registrar,
        matter,
        body=body_named(registrar, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=D(2014, 12, 14),
        clauses=[ClauseIn("Motionen avslås", Outcome.REJECTED)],
    )
    assert line(matter) == [("raised", "2014-03-30", "done"), ("decided", "2014-12-14", "done")]
