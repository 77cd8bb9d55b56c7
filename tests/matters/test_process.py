"""The steps of a matter: which may be taken when, which comes next, and where it stands."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.matters.models import EventKind, MatterKind, PauseKind
from samfrid.matters.rules import Rest, process
from samfrid.matters.rules.process import Course, Derived, Past
from samfrid.matters.rules.types import SWEDISH_SET

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
        (course(MatterKind.INITIATIVE, RECEIVED), "referred"),
    ],
)
def test_which_step_comes_next(how: Course, step: str | None) -> None:
    assert process.next_step(how) == step


def test_every_step_has_words() -> None:
    for rules in SWEDISH_SET.values():
        assert set(rules.steps) <= set(process.WORDS)
    assert set(EventKind) <= set(process.WORDS)


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
