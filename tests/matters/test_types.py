"""Types as data with versions: the Swedish set, what a municipality may say of its own, and the clocks that follow."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from samfrid.audit.models import Entry
from samfrid.matters.actions.types import set_type
from samfrid.matters.models import ClauseStyle, Matter, MatterKind, PutTo, Raised, Raiser, TypeVersion
from samfrid.matters.rules.type_checks import basis, validate
from samfrid.matters.rules.types import (
    FIELDS,
    STEP_ORDER,
    SWEDISH_SET,
    RuleBook,
    TypeRules,
    Version,
    answer_by,
    book_of,
    differs,
    hand_in_by,
    tidied,
    votes_needed,
)
from samfrid.matters.types import rule_book, type_rules
from samfrid.municipalities.calendar import is_working_day
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from tests.conftest import member

D = dt.date
M = MatterKind
ORDER = "Arbetsordning för fullmäktige 2023, § 21"


def local(kind: MatterKind, **changes: Any) -> TypeRules:
    return replace(SWEDISH_SET[kind], source=ORDER, **changes)


def test_the_fields_are_those_of_the_row() -> None:
    own = {field.name for field in TypeVersion._meta.concrete_fields}
    assert set(FIELDS) == own - {"id", "municipality", "created_at", "valid_from"}


@pytest.mark.parametrize("kind", MatterKind)
def test_the_swedish_set_is_whole_lawful_and_says_where_it_stands(kind: MatterKind) -> None:
    rules = SWEDISH_SET[kind]
    validate(rules)
    assert rules.kind == kind
    assert rules.source.startswith("Kommunallagen")
    assert basis(kind, "raisers").startswith("KL")
    assert basis(kind, "put_to").startswith("KL")
    assert rules == tidied(rules)
    assert not differs(rules)
    # what is left to the local rules is empty
    assert rules.hand_in_days is rules.answer_days is rules.votes is rules.votes_days is None


@pytest.mark.parametrize(
    ("kind", "raiser", "months", "leave", "reasons", "access"),
    [
        (M.MOTION, Raiser.COUNCIL_MEMBER, 12, False, False, Access.PUBLIC),  # KL 4:19, 5:35
        (M.INTERPELLATION, Raiser.COUNCIL_MEMBER, None, True, True, Access.PUBLIC),  # KL 5:59-61
        (M.QUESTION, Raiser.COUNCIL_MEMBER, None, True, False, Access.PUBLIC),  # KL 5:64
        (M.INITIATIVE, Raiser.COMMITTEE_MEMBER, None, False, False, Access.PUBLIC),  # KL 4:20
        (M.CITIZEN_PROPOSAL, Raiser.RESIDENT, 12, False, False, Access.PUBLIC),  # KL 8:1, 5:35
        (M.AUDIT_LETTER, Raiser.AUDITOR, None, False, False, Access.PUBLIC),
        (M.OWN, Raiser.MUNICIPALITY, None, False, False, Access.INTERNAL),
    ],
)
def test_what_the_law_gives(
    kind: MatterKind, raiser: Raiser, months: int | None, leave: bool, reasons: bool, access: Access
) -> None:
    rules = SWEDISH_SET[kind]
    assert rules.raisers == (raiser,)
    assert (rules.decide_months, rules.needs_leave, rules.needs_reasons) == (months, leave, reasons)
    assert rules.default_access == access


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        # Mellerud: in by 12 four days before, the answer by 12 the day before
        (M.INTERPELLATION, {"hand_in_days": 4, "hand_in_hour": 12, "answer_days": 1, "answer_hour": 12}),
        # Kalix: seven working days before, one single question
        (M.QUESTION, {"hand_in_days": 7, "working_days": True, "most_questions": 1}),
        (M.CITIZEN_PROPOSAL, {"votes": 25, "votes_days": 90, "name": "E-förslag"}),  # Söderhamn
        (M.CITIZEN_PROPOSAL, {"votes": 50, "votes_days": 30}),  # Härnösand
        (M.CITIZEN_PROPOSAL, {"votes_per_thousand": Decimal(1)}),  # Luleå
        (M.CITIZEN_PROPOSAL, {"votes": 25, "decide_months": 6, "warn_months": (3, 5)}),  # Lycksele
        (M.MOTION, {"clause_style": ClauseStyle.SENTENCES}),  # Nacka
        (M.MOTION, {"raised_counts": Raised.RECEIVED}),
        (M.MOTION, {"default_access": Access.INTERNAL}),
        (M.OWN, {"decide_months": 24, "warn_months": (12,)}),
    ],
)
def test_local_rules_that_councils_have_can_be_said(kind: MatterKind, changes: dict[str, Any]) -> None:
    rules = local(kind, **changes)
    validate(rules)
    assert differs(rules) == {*changes, "source"} - {
        name for name in changes if changes[name] == getattr(SWEDISH_SET[kind], name)
    }


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        (M.MOTION, {"decide_months": 13}, "decide_months"),
        (M.MOTION, {"decide_months": None, "warn_months": ()}, "decide_months"),
        (M.CITIZEN_PROPOSAL, {"decide_months": 0}, "decide_months"),
        (M.OWN, {"decide_months": 61}, "decide_months"),
        (M.MOTION, {"warn_months": (12,)}, "warn_months"),
        (M.OWN, {"warn_months": (3,)}, "warn_months"),
        (M.MOTION, {"raisers": (Raiser.RESIDENT,)}, "raisers"),
        (M.MOTION, {"raisers": ()}, "raisers"),
        (M.MOTION, {"put_to": (PutTo.COMMITTEE,)}, "put_to"),
        (M.INTERPELLATION, {"put_to": (PutTo.COUNCIL,)}, "put_to"),
        (M.INTERPELLATION, {"needs_leave": False}, "needs_leave"),
        (M.INTERPELLATION, {"needs_reasons": False}, "needs_reasons"),
        (M.MOTION, {"needs_leave": True}, "needs_leave"),
        (M.MOTION, {"most_questions": 1}, "most_questions"),
        (M.QUESTION, {"most_questions": 0}, "most_questions"),
        (M.INTERPELLATION, {"hand_in_days": 91}, "hand_in_days"),
        (M.INTERPELLATION, {"hand_in_days": 4, "hand_in_hour": 25}, "hand_in_hour"),
        (M.INTERPELLATION, {"answer_hour": 12}, "answer_days"),
        (M.MOTION, {"answer_days": 1}, "answer_days"),
        (M.MOTION, {"votes": 25}, "votes"),
        (M.CITIZEN_PROPOSAL, {"votes": 0}, "votes"),
        (M.CITIZEN_PROPOSAL, {"votes": 5, "votes_per_thousand": Decimal(1)}, "votes_per_thousand"),
        (M.CITIZEN_PROPOSAL, {"votes_days": 30}, "votes_days"),
        (M.MOTION, {"steps": ("received", "decided", "flugit")}, "steps"),
        (M.MOTION, {"steps": ("decided", "received", "adjusted", "announced")}, "steps"),
        (M.MOTION, {"steps": ("received", "adjusted", "announced")}, "steps"),
        (M.MOTION, {"steps": ("received", "decided")}, "steps"),
        (M.INTERPELLATION, {"steps": ("received", "answered", "adjusted", "announced")}, "steps"),
        (M.MOTION, {"name": " "}, "name"),
    ],
)
def test_rules_against_the_law_or_sense_are_refused(kind: MatterKind, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate(local(kind, **changes))
    assert field in refused.value.message_dict


def test_a_rule_of_ones_own_says_where_it_stands() -> None:
    with pytest.raises(ValidationError) as refused:
        validate(replace(SWEDISH_SET[M.MOTION], source=""))
    assert "Arbetsordning" in refused.value.message_dict["source"][0]


@pytest.mark.parametrize(
    ("changes", "meeting", "hand_in", "answer"),
    [
        ({}, "2026-11-30", None, None),
        # Mellerud
        (
            {"hand_in_days": 4, "hand_in_hour": 12, "answer_days": 1, "answer_hour": 12},
            "2026-11-30",
            "2026-11-26T12:00:00+01:00",
            "2026-11-29T12:00:00+01:00",
        ),
        # Kalix: seven working days, the whole day
        ({"hand_in_days": 7, "working_days": True}, "2026-11-30", "2026-11-20T00:00:00+01:00", None),
        # 8 o'clock on the last working day before, over Easter
        ({"answer_days": 1, "answer_hour": 8, "working_days": True}, "2026-04-07", None, "2026-04-02T08:00:00+02:00"),
        # the clocks are moved between the instant and the meeting
        ({"hand_in_days": 4, "hand_in_hour": 12}, "2026-03-31", "2026-03-27T12:00:00+01:00", None),
        ({"hand_in_days": 0, "hand_in_hour": 0}, "2026-06-22", "2026-06-22T00:00:00+02:00", None),
    ],
)
def test_when_it_must_be_in_and_answered(
    changes: dict[str, Any], meeting: str, hand_in: str | None, answer: str | None
) -> None:
    rules = local(M.INTERPELLATION, **changes)
    rules_of_the_meeting = (rule(rules, D.fromisoformat(meeting)) for rule in (hand_in_by, answer_by))
    instants = [found.isoformat() if found else None for found in rules_of_the_meeting]
    assert instants == [hand_in, answer]


@given(st.dates(D(2005, 1, 1), D(2090, 1, 1)), st.integers(1, 30), st.integers(0, 24) | st.none(), st.booleans())
def test_the_instants_lie_before_the_meeting(meeting: dt.date, days: int, hour: int | None, working: bool) -> None:
    rules = local(M.INTERPELLATION, hand_in_days=days, hand_in_hour=hour, working_days=working)
    at = hand_in_by(rules, meeting)
    assert at is not None
    assert at.utcoffset() is not None
    # an instant at 24 belongs to the day that ends
    day = (at - dt.timedelta(seconds=1)).date() if hour in (24, None) else at.date()
    assert day < meeting
    assert (meeting - day).days >= days
    assert not working or is_working_day(day)
    more = hand_in_by(replace(rules, hand_in_days=days + 1), meeting)
    assert more is not None
    assert more < at


@pytest.mark.parametrize(
    ("changes", "inhabitants", "needed"),
    [
        ({"votes": 25}, None, 25),
        ({"votes_per_thousand": Decimal(1)}, 78_549, 79),
        ({"votes_per_thousand": Decimal("0.5")}, 78_000, 39),
        ({"votes_per_thousand": Decimal(1)}, None, None),
        ({}, 10_000, None),
    ],
)
def test_how_many_votes(changes: dict[str, Any], inhabitants: int | None, needed: int | None) -> None:
    assert votes_needed(local(M.CITIZEN_PROPOSAL, **changes), inhabitants) == needed


def test_the_version_of_the_day() -> None:
    old, new = local(M.MOTION, name="Motion 2020"), local(M.MOTION, name="Motion 2024")
    book = book_of([Version(D(2024, 1, 1), new), Version(D(2020, 1, 1), old)])
    days = [D(2019, 12, 31), D(2020, 1, 1), D(2023, 12, 31), D(2024, 1, 1), None]
    assert [book.of("motion", day).name for day in days] == [
        "Motion", "Motion 2020", "Motion 2020", "Motion 2024", "Motion 2024"
    ]  # fmt: skip
    assert book.of("own", None) == SWEDISH_SET[M.OWN]
    assert RuleBook().of("motion", None) == SWEDISH_SET[M.MOTION]


@given(
    st.lists(st.dates(D(2000, 1, 1), D(2040, 1, 1)), unique=True, max_size=6), st.dates(D(1999, 1, 1), D(2041, 1, 1))
)
def test_the_version_is_the_latest_that_had_begun(days: list[dt.date], on: dt.date) -> None:
    book = book_of(Version(day, local(M.MOTION, name=day.isoformat())) for day in days)
    begun = [day for day in days if day <= on]
    assert book.of("motion", on).name == (max(begun).isoformat() if begun else "Motion")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.REGISTRAR, Role.ADMINISTRATOR])
def test_a_version_is_kept_as_it_was_given(role: Role, linkoping: Municipality) -> None:
    actor = member(linkoping, role)
    rules = local(M.CITIZEN_PROPOSAL, votes_per_thousand=Decimal("1.00"), votes_days=90, clause_style="sentences")
    made = set_type(actor, kind=M.CITIZEN_PROPOSAL, valid_from=D(2024, 1, 1), rules=rules)
    assert type_rules("0580", "citizen_proposal", D(2024, 1, 1)) == rules
    assert type_rules("0580", "citizen_proposal", D(2023, 12, 31)) == SWEDISH_SET[M.CITIZEN_PROPOSAL]
    assert type_rules("0580", "motion", D(2024, 1, 1)) == SWEDISH_SET[M.MOTION]
    assert Entry.objects.get(act="matters.set_type").record_id == str(made.pk)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ELECTED])
def test_others_may_not(role: Role, linkoping: Municipality) -> None:
    actor = member(linkoping, role)
    with pytest.raises(PermissionDenied):
        set_type(actor, kind=M.MOTION, valid_from=D(2024, 1, 1), rules=local(M.MOTION))


def test_a_day_has_one_version(coordinator: Membership) -> None:
    for name in ("En", "Annan"):
        rules = local(M.MOTION, name=name)
        if name == "En":
            set_type(coordinator, kind=M.MOTION, valid_from=D(2024, 1, 1), rules=rules)
        else:
            with pytest.raises(ValidationError) as refused:
                set_type(coordinator, kind=M.MOTION, valid_from=D(2024, 1, 1), rules=rules)
            assert "valid_from" in refused.value.message_dict
    assert TypeVersion.objects.get().name == "En"


def settled(actor: Membership, raised: str) -> None:
    Matter.objects.create(
        municipality=actor.municipality, kind=M.MOTION, title="Avgjord", raised_on=raised, settled=True
    )


def test_what_is_settled_keeps_the_rules_it_was_settled_under(coordinator: Membership) -> None:
    settled(coordinator, "2025-03-01")
    # the first version may reach back: nothing had been said
    set_type(coordinator, kind=M.MOTION, valid_from=D(2023, 1, 1), rules=local(M.MOTION, name="Först"))
    with pytest.raises(ValidationError) as refused:
        set_type(coordinator, kind=M.MOTION, valid_from=D(2025, 1, 1), rules=local(M.MOTION, name="Sedan"))
    assert "1 mars 2025" in refused.value.message_dict["valid_from"][0].replace("\N{NO-BREAK SPACE}", " ")
    set_type(coordinator, kind=M.MOTION, valid_from=D(2025, 3, 2), rules=local(M.MOTION, name="Sedan"))
    # a version between two others touches only what was raised between them
    set_type(coordinator, kind=M.MOTION, valid_from=D(2022, 1, 1), rules=local(M.MOTION, name="Förr"))
    assert type_rules("0580", "motion", D(2025, 3, 1)).name == "Först"


def test_rules_are_a_municipalitys_own(coordinator: Membership, vallentuna: Municipality) -> None:
    set_type(coordinator, kind=M.MOTION, valid_from=D(2023, 1, 1), rules=local(M.MOTION, name="Vår"))
    enter(vallentuna.code)
    assert rule_book("0115").of("motion", None).name == "Motion"
    # not by asking for the other's code either
    assert rule_book("0580").of("motion", None).name == "Motion"


def test_the_order_of_the_steps_is_that_of_the_law() -> None:
    assert (
        tidied(local(M.MOTION, steps=tuple(reversed(SWEDISH_SET[M.MOTION].steps)))).steps == SWEDISH_SET[M.MOTION].steps
    )
    assert (
        list(STEP_ORDER).index("adjusted") < list(STEP_ORDER).index("announced") < list(STEP_ORDER).index("legal_force")
    )
