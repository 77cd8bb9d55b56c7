"""Agreements are joined by their outside parties; sums on a condition; follow-ups."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from samfrid.audit.queries import history
from samfrid.municipalities.actions import organisation_named
from samfrid.municipalities.models import Membership
from samfrid.partners import actions
from samfrid.partners.actions import AmountIn
from samfrid.partners.models import Agreement, AgreementForm, Per

D = dt.date
TODAY = D(2026, 11, 22)


def agreement(actor: Membership, *outside: str, **more: Any) -> Agreement:
    parties = [("Vallentuna kommun", None), *((name, organisation_named(actor, name)) for name in outside)]
    return actions.register_agreement(actor, form=AgreementForm.IOP, title="Partnerskap", parties=parties, **more)


def vallentunas(actor: Membership) -> Agreement:
    return agreement(
        actor,
        "Kvinnojouren i Vallentuna",
        first_starts_on=D(2021, 7, 1),
        first_ends_on=D(2023, 6, 30),
        renewal_months=24,
        amounts=[AmountIn(50_000, Per.YEAR), AmountIn(25_000, Per.YEAR, "om kvinnojouren startar sin tjejjour")],
        goals=["fler ska få hjälp", "ökad kunskap"],
    )


def test_the_same_agreement_told_twice_is_one(coordinator: Membership) -> None:
    first, again = vallentunas(coordinator), vallentunas(coordinator)
    assert first == again
    assert (first.parties.count(), first.amounts.count(), first.goals.count()) == (2, 2, 2)
    assert len(history(first)) == 1


def test_a_document_without_a_period_means_the_agreement_that_is_there(coordinator: Membership) -> None:
    first = agreement(coordinator, "Kvinnojouren i Vallentuna")
    second = vallentunas(coordinator)
    assert first == second
    assert second.first_ends_on == D(2023, 6, 30)
    assert agreement(coordinator, "Kvinnojouren i Vallentuna", notice_months=6).notice_months == 6
    assert agreement(coordinator, "Kvinnojouren i Vallentuna", notice_months=3).notice_months == 6


def test_other_parties_or_another_period_is_another_agreement(coordinator: Membership) -> None:
    vallentunas(coordinator)
    agreement(coordinator, "Brottsofferjouren")
    agreement(coordinator, "Kvinnojouren i Vallentuna", "Brottsofferjouren")
    agreement(coordinator, "Kvinnojouren i Vallentuna", first_starts_on=D(2030, 1, 1), first_ends_on=D(2030, 12, 31))
    assert Agreement.objects.count() == 4


def test_a_period_that_ends_before_it_begins_is_refused(coordinator: Membership) -> None:
    with pytest.raises(ValidationError, match="slutar före den börjar"):
        agreement(coordinator, "X", first_starts_on=D(2024, 1, 1), first_ends_on=D(2023, 1, 1))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"first_starts_on": D(2026, 1, 1), "first_ends_on": D(9999, 12, 31)}, "first_ends_on"),
        ({"first_starts_on": D(26, 1, 1)}, "first_starts_on"),
        ({"renewal_months": 24, "renewal_last_on": D(9999, 12, 31)}, "renewal_last_on"),
        ({"renewal_months": 99_999}, "renewal_months"),
        ({"notice_months": 99_999}, "notice_months"),
        # what is known already of the same agreement counts
        ({"first_ends_on": D(2020, 12, 31)}, "first_ends_on"),
    ],
)
def test_a_time_that_cannot_be_is_refused(coordinator: Membership, told: dict[str, Any], field: str) -> None:
    agreement(coordinator, "Kvinnojouren", first_starts_on=D(2026, 1, 1))
    with pytest.raises(ValidationError) as refused:
        agreement(coordinator, "Kvinnojouren", **told)
    assert list(refused.value.message_dict) == [field]


def test_a_document_gives_no_end_to_what_holds_until_further_notice(coordinator: Membership) -> None:
    made = agreement(coordinator, "Kvinnojouren")
    Agreement.objects.filter(pk=made.pk).update(open_ended=True)
    told = agreement(coordinator, "Kvinnojouren", first_ends_on=D(2026, 12, 31), renewal_months=12, notice_months=3)
    assert told == made
    assert (told.first_ends_on, told.renewal_months, told.notice_months) == (None, None, 3)


def test_a_conditional_sum_is_released_once(coordinator: Membership) -> None:
    conditional = vallentunas(coordinator).amounts.get(sek=25_000)
    with pytest.raises(ValidationError, match="har inte varit än"):
        actions.release(coordinator, conditional, D(2026, 11, 23), today=TODAY)
    with pytest.raises(ValidationError, match="Avtalet börjar"):
        actions.release(coordinator, conditional, D(2021, 6, 30), today=TODAY)
    assert actions.release(coordinator, conditional, D(2022, 1, 1), today=TODAY).released_on == D(2022, 1, 1)
    with pytest.raises(ValidationError, match="redan uppfyllt"):
        actions.release(coordinator, conditional, D(2022, 2, 1), today=TODAY)


def test_a_sum_without_a_condition_has_nothing_to_release(coordinator: Membership) -> None:
    with pytest.raises(ValidationError, match="inget villkor"):
        actions.release(coordinator, vallentunas(coordinator).amounts.get(sek=50_000), TODAY, today=TODAY)


def test_a_follow_up_is_recorded_with_who_and_what(coordinator: Membership) -> None:
    record = vallentunas(coordinator)
    made = actions.record_follow_up(coordinator, record, D(2024, 5, 2), " Målen nås ", today=TODAY)
    assert (made.on, made.note, made.recorded_by) == (D(2024, 5, 2), "Målen nås", coordinator.user.name)
    assert history(record)[0].act == "partners.record_follow_up"


@pytest.mark.parametrize(
    ("on", "note", "sentence"),
    [
        (D(2026, 11, 23), "x", "har inte varit än"),
        (D(2021, 6, 30), "x", "Avtalet börjar"),
        (D(2024, 1, 1), " ", "vad som kom fram"),
    ],
)
def test_an_impossible_follow_up_is_refused(coordinator: Membership, on: D, note: str, sentence: str) -> None:
    record = vallentunas(coordinator)
    with pytest.raises(ValidationError, match=sentence):
        actions.record_follow_up(coordinator, record, on, note, today=TODAY)
    assert record.follow_ups.count() == 0


def test_an_elected_member_changes_nothing(coordinator: Membership, elected: Membership) -> None:
    record = vallentunas(coordinator)
    with pytest.raises(PermissionDenied):
        actions.record_follow_up(elected, record, D(2024, 1, 1), "x", today=TODAY)
    with pytest.raises(PermissionDenied):
        agreement(elected, first_starts_on=D(2024, 1, 1))
    assert Agreement.objects.count() == 1
