"""The ledger's verbs: what is written, what is refused, who may."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from samfrid.audit.queries import history
from samfrid.commitments import actions
from samfrid.commitments.actions import Link
from samfrid.commitments.models import Commitment, Execution, OriginKind
from samfrid.municipalities.actions import organisation_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.provenance.actions import Sentence
from samfrid.provenance.queries import sources_of
from tests.conftest import member

D = dt.date
TODAY = D(2026, 11, 22)


@pytest.fixture
def officer(linkoping: Municipality) -> Membership:
    return member(linkoping, Role.OFFICER)


def link(label: str = "Motion om skyddat boende") -> Link:
    return Link(OriginKind.CLAUSE, "matters.clause", uuid.uuid4(), "matters.matter", uuid.uuid4(), label)


def sentence(text: str = "Kommunen ska kartlägga våldet.") -> Sentence:
    return Sentence(uuid.uuid4(), "Protokoll", 10, 10 + len(text), text, 3)


def test_commit_keeps_what_was_said_and_where_it_comes_from(coordinator: Membership) -> None:
    unit = unit_named(coordinator, "Socialförvaltningen")
    shelter = organisation_named(coordinator, "Kvinnojouren Exempel")
    one = link()
    made = actions.commit(
        coordinator,
        text="  Kartlägga våldet ",
        promised_on=D(2022, 12, 14),
        due=PartialDate.parse("2023"),
        responsible=unit,
        partners=[shelter, shelter],
        origins=[one],
        sentences=[sentence()],
    )
    made = Commitment.objects.get(pk=made.pk)
    assert (made.text, made.responsible, list(made.partners.all())) == ("Kartlägga våldet", unit, [shelter])
    assert (made.due_on, made.due_precision) == (D(2023, 12, 31), "year")
    assert (made.execution, made.last_word_on) == (Execution.UNKNOWN, None)
    assert made.origins.get().label == one.label
    assert sources_of([made])[made.pk][0].page == 3
    entry = history(made)[0]
    assert entry.act == "commitments.commit"
    assert entry.detail["pages"] == [{"kind": "matters.matter", "id": str(one.page_id)}]


def test_what_a_dated_document_says_counts_as_a_report(coordinator: Membership) -> None:
    made = actions.commit(
        coordinator, text="Dela ut kontaktkort", execution=Execution.DONE, said_on=D(2022, 5, 2), sentences=[sentence()]
    )
    progress = made.progress.get()
    assert (progress.on, progress.execution, made.last_word_on) == (D(2022, 5, 2), Execution.DONE, D(2022, 5, 2))
    assert progress.pk in sources_of([progress])


def test_without_a_day_nobody_is_said_to_have_reported(coordinator: Membership) -> None:
    made = actions.commit(coordinator, text="Dela ut kontaktkort", execution=Execution.UNDER_WAY)
    assert (made.execution, made.last_word_on, made.progress.count()) == (Execution.UNDER_WAY, None, 0)


def test_an_empty_commitment_is_refused(coordinator: Membership) -> None:
    with pytest.raises(ValidationError, match="Skriv vad som ska göras"):
        actions.commit(coordinator, text="  ")


def test_due_before_the_promise_is_refused(coordinator: Membership) -> None:
    with pytest.raises(ValidationError, match="före den dagen"):
        actions.commit(coordinator, text="X", promised_on=D(2024, 1, 1), due=PartialDate.parse("2023-12-31"))
    made = actions.commit(coordinator, text="X", promised_on=D(2024, 1, 15))
    with pytest.raises(ValidationError, match="före den dagen"):
        actions.set_due(coordinator, made, PartialDate.parse("2024-01-14"))
    # the month counts to its last day, so the same month is fine
    assert actions.set_due(coordinator, made, PartialDate.parse("2024-01")).due_on == D(2024, 1, 31)
    assert actions.set_due(coordinator, made, None).due_on is None


def test_assign_and_take_away(coordinator: Membership) -> None:
    made = actions.commit(coordinator, text="X")
    unit = unit_named(coordinator, "Socialförvaltningen")
    assert actions.assign(coordinator, made, unit).responsible == unit
    assert actions.assign(coordinator, made, None).responsible is None
    assert [entry.detail.get("unit") for entry in history(made)[:2]] == [None, "Socialförvaltningen"]


def test_a_unit_of_another_municipality_is_refused(coordinator: Membership, vallentuna: Municipality) -> None:
    made = actions.commit(coordinator, text="X")
    enter(vallentuna.code)
    foreign = unit_named(member(vallentuna, Role.COORDINATOR), "Socialkontoret")
    enter("0580")
    with pytest.raises(ValidationError, match="finns inte i kommunen"):
        actions.assign(coordinator, made, foreign)


def test_an_origin_is_added_once(coordinator: Membership) -> None:
    made = actions.commit(coordinator, text="X")
    one = link()
    actions.add_origin(coordinator, made, one)
    actions.add_origin(coordinator, made, one)
    assert made.origins.count() == 1
    assert [entry.act for entry in history(made)] == ["commitments.add_origin", "commitments.commit"]


def _report(
    actor: Membership, made: Commitment, on: D, execution: Execution, text: str = "", **more: Any
) -> Commitment:
    actions.report(actor, made, on=on, execution=execution, text=text, today=TODAY, **more)
    return Commitment.objects.get(pk=made.pk)


def test_the_latest_day_is_what_is_true_now(officer: Membership) -> None:
    made = actions.commit(officer, text="X", promised_on=D(2022, 1, 1))
    made = _report(officer, made, D(2024, 3, 1), Execution.PARTLY_DONE)
    made = _report(officer, made, D(2023, 3, 1), Execution.NOT_STARTED)
    assert (made.execution, made.last_word_on, made.progress.count()) == (Execution.PARTLY_DONE, D(2024, 3, 1), 2)


def test_done_asks_an_officer_for_evidence_but_not_a_coordinator(officer: Membership, coordinator: Membership) -> None:
    made = actions.commit(officer, text="X")
    with pytest.raises(ValidationError, match="visar att det är genomfört"):
        _report(officer, made, TODAY, Execution.DONE)
    assert made.progress.count() == 0
    assert _report(officer, made, TODAY, Execution.DONE, evidence="Rapport 2026:4").execution == Execution.DONE
    other = actions.commit(officer, text="Y")
    assert _report(coordinator, other, TODAY, Execution.DONE).execution == Execution.DONE


def test_only_a_coordinator_opens_what_is_settled(officer: Membership, coordinator: Membership) -> None:
    made = actions.commit(officer, text="X")
    made = _report(officer, made, TODAY, Execution.CANNOT, text="Medel saknas", decides="Socialnämnden")
    with pytest.raises(ValidationError, match="Bara samordnaren"):
        _report(officer, made, TODAY, Execution.UNDER_WAY)
    # what is told of an earlier day opens nothing
    assert _report(officer, made, D(2025, 1, 1), Execution.UNDER_WAY).execution == Execution.CANNOT
    assert _report(coordinator, made, TODAY, Execution.UNDER_WAY).execution == Execution.UNDER_WAY


@pytest.mark.parametrize(
    ("on", "sentence"), [(D(2026, 11, 23), "har inte varit än"), (D(2021, 12, 31), "gjordes 1.+januari.+2022")]
)
def test_a_report_is_of_a_day_that_can_be(officer: Membership, on: D, sentence: str) -> None:
    made = actions.commit(officer, text="X", promised_on=D(2022, 1, 1))
    with pytest.raises(ValidationError, match=sentence):
        _report(officer, made, on, Execution.UNDER_WAY)


def test_an_elected_member_changes_nothing(coordinator: Membership, elected: Membership) -> None:
    made = actions.commit(coordinator, text="X")
    before = len(history(made))
    for act in (
        lambda: actions.commit(elected, text="Y"),
        lambda: actions.assign(elected, made, None),
        lambda: actions.set_due(elected, made, None),
        lambda: actions.report(elected, made, on=TODAY, execution=Execution.UNDER_WAY, text="", today=TODAY),
        lambda: actions.add_origin(elected, made, link()),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert len(history(made)) == before
    assert Commitment.objects.count() == 1
