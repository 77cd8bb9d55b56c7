"""Agreements by hand: entered, corrected, amended, prolonged, given notice of; and what each refuses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from samfrid.audit.queries import history
from samfrid.municipalities.actions import body_named, organisation_named
from samfrid.municipalities.models import Membership
from samfrid.partners import actions
from samfrid.partners.actions import AgreementIn, AmendmentIn, PartyIn
from samfrid.partners.models import Agreement, AgreementForm, Party, Renewal
from samfrid.partners.rules import current_period

D = dt.date
TODAY = D(2026, 11, 22)
JOUREN = "Kvinnojouren i Vallentuna"


def told(actor: Membership, **more: Any) -> AgreementIn:
    """Vallentuna's agreement (seed 004), as somebody enters it."""
    parties = [PartyIn("Vallentuna kommun"), PartyIn(JOUREN, organisation_named(actor, JOUREN))]
    values: dict[str, Any] = {
        "form": AgreementForm.IOP,
        "title": "Partnerskap med kvinnojouren",
        "parties": parties,
        "purpose": "Färre ska utsättas för våld.",
        "shelter_places": False,
        "decided_by": body_named(actor, "Socialnämnden"),
        "decided_on": D(2021, 6, 15),
        "decided_paragraph": "§ 37",
        "diary_number": "SN 2021.101",
        "first_starts_on": D(2021, 7, 1),
        "first_ends_on": D(2023, 6, 30),
        "renewal_months": 24,
        "renewal_words": "två år i taget, tills vidare",
        "notice_months": 6,
    }
    return AgreementIn(**values | more)


def made(actor: Membership, **more: Any) -> Agreement:
    return actions.make_agreement(actor, told(actor, **more), today=TODAY)


def one_year(actor: Membership, **more: Any) -> Agreement:
    """A grant for a year that simply ends."""
    values: dict[str, Any] = {
        "form": AgreementForm.GRANT,
        "title": "Bidrag 2026",
        "first_starts_on": D(2026, 1, 1),
        "first_ends_on": D(2026, 12, 31),
        "renewal_months": None,
        "renewal_words": "",
        "notice_months": None,
    }
    return made(actor, **values | more)


def renewals(agreement: Agreement) -> list[tuple[int, D, D]]:
    return list(agreement.renewals.values_list("number", "starts_on", "ends_on"))


def jouren(agreement: Agreement) -> Party:
    return agreement.parties.get(organisation__isnull=False)


def test_an_agreement_is_entered_with_all_that_it_says(coordinator: Membership) -> None:
    agreement = made(coordinator)
    agreement.refresh_from_db()
    assert agreement.title == "Partnerskap med kvinnojouren"
    assert (str(agreement.decided_by), agreement.decided_paragraph) == ("Socialnämnden", "§ 37")
    assert (agreement.shelter_places, agreement.diary_number) == (False, "SN 2021.101")
    assert [party.name for party in agreement.parties.order_by("created_at")] == ["Vallentuna kommun", JOUREN]
    assert agreement.last_on is None
    # the ledger is right at once, and the trail tells
    assert renewals(agreement) == [(2, D(2023, 7, 1), D(2025, 6, 30)), (3, D(2025, 7, 1), D(2027, 6, 30))]
    assert [entry.act for entry in history(agreement)] == ["partners.make_agreement"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": "  "}, "title"),
        ({"first_ends_on": D(2021, 6, 30)}, "first_ends_on"),
        ({"first_ends_on": None}, "first_ends_on"),
        ({"renewal_months": 0}, "renewal_months"),
        ({"renewal_months": 241}, "renewal_months"),
        ({"renewal_months": None, "renewal_last_on": D(2030, 1, 1)}, "renewal_months"),
        ({"renewal_last_on": D(2023, 6, 29)}, "renewal_last_on"),
        ({"notice_months": -1}, "notice_months"),
        ({"open_ended": True}, "open_ended"),
        ({"decided_on": D(2026, 11, 23)}, "decided_on"),
        ({"decided_by": None}, "decided_by"),
        ({"parties": []}, "parties"),
        ({"parties": [PartyIn("Vallentuna kommun")]}, "parties"),
    ],
)
def test_what_does_not_hold_together_is_refused(coordinator: Membership, more: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        made(coordinator, **more)
    assert list(refused.value.message_dict) == [field]
    assert not Agreement.objects.exists()


def test_a_party_stands_once(coordinator: Membership) -> None:
    same = organisation_named(coordinator, JOUREN)
    with pytest.raises(ValidationError, match="två gånger"):
        made(coordinator, parties=[PartyIn(JOUREN, same), PartyIn("Jouren", same)])


def test_only_who_may_edit_may_enter(elected: Membership, coordinator: Membership) -> None:
    values = told(coordinator)
    with pytest.raises(PermissionDenied):
        actions.make_agreement(elected, values, today=TODAY)


def test_a_correction_has_a_reason_and_keeps_what_was(coordinator: Membership) -> None:
    agreement = made(coordinator, first_ends_on=D(2024, 6, 30))
    right = told(coordinator, title="Partnerskapet")
    with pytest.raises(ValidationError, match="vad som var fel"):
        actions.correct_agreement(coordinator, agreement, right, " ", today=TODAY)
    actions.correct_agreement(coordinator, agreement, right, "Slutdagen var fel avskriven.", today=TODAY)
    agreement.refresh_from_db()
    assert (agreement.title, agreement.first_ends_on) == ("Partnerskapet", D(2023, 6, 30))
    # the ledger follows
    assert renewals(agreement) == [(2, D(2023, 7, 1), D(2025, 6, 30)), (3, D(2025, 7, 1), D(2027, 6, 30))]
    entry = history(agreement)[0]
    assert entry.act == "partners.correct_agreement"
    assert entry.detail["changed"]["first_ends_on"] == ["2024-06-30", "2023-06-30"]
    # nothing changed is nothing done
    actions.correct_agreement(coordinator, agreement, right, "Igen.", today=TODAY)
    assert len(history(agreement)) == 2


def test_parties_are_kept_changed_and_taken_away(coordinator: Membership) -> None:
    agreement = made(coordinator)
    kept = jouren(agreement)
    other = organisation_named(coordinator, "Brottsofferjouren")
    parties = [PartyIn("Vallentuna kommun", None, 12), PartyIn("Jouren", kept.organisation, 3), PartyIn("BOJ", other)]
    actions.correct_agreement(coordinator, agreement, told(coordinator, parties=parties), "Parter", today=TODAY)
    rows = {party.name: party.notice_months for party in agreement.parties.all()}
    assert rows == {"Vallentuna kommun": 12, "Jouren": 3, "BOJ": None}
    assert agreement.parties.get(name="Jouren").pk == kept.pk
    actions.give_notice(coordinator, agreement.parties.get(name="Jouren"), given_on=D(2026, 11, 1), today=TODAY)
    left = told(coordinator, parties=[PartyIn("BOJ", other)])
    with pytest.raises(ValidationError, match="kan inte tas bort"):
        actions.correct_agreement(coordinator, agreement, left, "Parter", today=TODAY)
    assert agreement.parties.count() == 3


def test_a_party_is_another_organisation_by_the_same_name_and_two_change_names(coordinator: Membership) -> None:
    agreement, other = made(coordinator), organisation_named(coordinator, "Kvinnojouren Vändpunkten")
    parties = [PartyIn("Vallentuna kommun"), PartyIn(JOUREN, other), PartyIn("BOJ", jouren(agreement).organisation)]
    actions.correct_agreement(coordinator, agreement, told(coordinator, parties=parties), "Fel part", today=TODAY)
    assert agreement.parties.get(name=JOUREN).organisation == other
    swapped = [parties[0], PartyIn("BOJ", other), PartyIn(JOUREN, parties[2].organisation)]
    actions.correct_agreement(coordinator, agreement, told(coordinator, parties=swapped), "Omkastade", today=TODAY)
    assert agreement.parties.get(name="BOJ").organisation == other
    assert agreement.parties.count() == 3


def test_a_new_agreement_ends_the_one_that_it_replaces(coordinator: Membership) -> None:
    first = made(coordinator)
    second = made(
        coordinator,
        title="Nytt partnerskap",
        first_starts_on=D(2027, 1, 1),
        first_ends_on=D(2028, 12, 31),
        replaces=first,
    )
    first.refresh_from_db()
    assert first.last_on == D(2026, 12, 31)
    assert current_period(first.terms, TODAY) is not None
    assert current_period(first.terms, D(2027, 1, 1)) is None
    assert first.amendments.get().text == "Ersätts av Nytt partnerskap."
    assert renewals(first)[-1] == (3, D(2025, 7, 1), D(2026, 12, 31))
    # not in a ring, not itself, not one that began later
    for wrong in (second, first):
        with pytest.raises(ValidationError) as refused:
            actions.correct_agreement(coordinator, first, told(coordinator, replaces=wrong), "x", today=TODAY)
        assert list(refused.value.message_dict) == ["replaces"]
    with pytest.raises(ValidationError, match="inte före"):
        made(coordinator, title="Ett till", first_starts_on=D(2021, 7, 1), replaces=first)


def test_one_that_has_ended_is_left_as_it_was_when_it_is_replaced(coordinator: Membership) -> None:
    first = one_year(coordinator)
    one_year(
        coordinator, title="Bidrag 2027", first_starts_on=D(2027, 1, 1), first_ends_on=D(2027, 12, 31), replaces=first
    )
    first.refresh_from_db()
    assert (first.last_on, first.amendments.count()) == (D(2026, 12, 31), 0)


def amendment(**more: Any) -> AmendmentIn:
    values: dict[str, Any] = {
        "agreed_on": D(2026, 11, 1),
        "effective_on": D(2026, 11, 1),
        "text": "Ett år i taget.",
        "ends_on": D(2027, 6, 30),
        "renewal_months": 12,
        "notice_months": 3,
        "time": True,
    }
    return AmendmentIn(**values | more)


def test_an_amendment_changes_the_time_from_its_day(coordinator: Membership) -> None:
    agreement = made(coordinator)
    row = actions.amend(coordinator, agreement, amendment(), today=TODAY)
    agreement.refresh_from_db()
    assert (row.number, row.before, row.after) == (
        1,
        {"renewal_months": 24, "notice_months": 6},
        {"renewal_months": 12, "notice_months": 3},
    )
    # the periods that were stand; from the next one it is a year at a time
    assert current_period(agreement.terms, D(2024, 1, 1)).end == D(2025, 6, 30)  # type: ignore[union-attr]
    assert current_period(agreement.terms, TODAY).end == D(2027, 6, 30)  # type: ignore[union-attr]
    assert current_period(agreement.terms, D(2029, 1, 1)).start == D(2028, 7, 1)  # type: ignore[union-attr]
    # what is not of the time is said in words
    words = actions.amend(coordinator, agreement, amendment(text="Tjejjouren tas med.", time=False), today=TODAY)
    assert (words.number, words.before, words.after) == (2, {}, {})


def test_a_period_that_runs_is_made_longer_or_shorter(coordinator: Membership) -> None:
    agreement = one_year(coordinator)
    longer = amendment(ends_on=D(2027, 12, 31), renewal_months=None, notice_months=None)
    actions.amend(coordinator, agreement, longer, today=TODAY)
    agreement.refresh_from_db()
    assert agreement.last_on == D(2027, 12, 31)
    actions.amend(coordinator, agreement, replace(longer, ends_on=D(2027, 3, 31)), today=TODAY)
    agreement.refresh_from_db()
    assert agreement.last_on == D(2027, 3, 31)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"text": " "}, "text"),
        ({"agreed_on": D(2026, 11, 23)}, "agreed_on"),
        ({"effective_on": D(2021, 6, 30)}, "effective_on"),
        ({"ends_on": D(2026, 10, 31)}, "ends_on"),
        ({"ends_on": None}, "ends_on"),
        ({"renewal_months": 0}, "renewal_months"),
        ({"renewal_last_on": D(2027, 6, 29)}, "renewal_last_on"),
        ({"notice_months": 999}, "notice_months"),
    ],
)
def test_an_amendment_that_does_not_fit_is_refused(coordinator: Membership, more: dict[str, Any], field: str) -> None:
    agreement = made(coordinator)
    with pytest.raises(ValidationError) as refused:
        actions.amend(coordinator, agreement, amendment(**more), today=TODAY)
    assert list(refused.value.message_dict) == [field]
    agreement.refresh_from_db()
    assert (agreement.changes, agreement.amendments.count()) == ([], 0)


def test_the_time_is_not_amended_before_what_was_amended_last(coordinator: Membership) -> None:
    agreement = made(coordinator)
    actions.amend(coordinator, agreement, amendment(), today=TODAY)
    earlier = amendment(effective_on=D(2026, 10, 1), renewal_months=6)
    with pytest.raises(ValidationError, match="redan ändrad"):
        actions.amend(coordinator, agreement, earlier, today=TODAY)


def new_period(actor: Membership, agreement: Agreement, start: D, end: D) -> None:
    actions.prolong(actor, agreement, starts_on=start, ends_on=end, agreed_on=D(2026, 11, 1), today=TODAY)


def test_a_new_period_by_hand(coordinator: Membership) -> None:
    agreement = one_year(coordinator)
    new_period(coordinator, agreement, D(2027, 1, 1), D(2027, 12, 31))
    agreement.refresh_from_db()
    assert agreement.last_on == D(2027, 12, 31)
    assert current_period(agreement.terms, D(2027, 5, 1)).number == 2  # type: ignore[union-attr]
    assert agreement.amendments.get().text.startswith("Ny period: 1")


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        # it overlaps the period that runs, by one day and by more
        (D(2026, 12, 31), D(2027, 12, 31), "starts_on"),
        (D(2026, 2, 1), D(2026, 3, 31), "starts_on"),
        (D(2025, 1, 1), D(2025, 12, 31), "effective_on"),
        (D(2027, 1, 1), D(2026, 12, 31), "ends_on"),
    ],
)
def test_overlapping_periods_are_refused(coordinator: Membership, start: D, end: D, field: str) -> None:
    agreement = one_year(coordinator)
    with pytest.raises(ValidationError) as refused:
        new_period(coordinator, agreement, start, end)
    assert list(refused.value.message_dict) == [field]
    assert agreement.amendments.count() == 0


def test_one_that_goes_on_by_itself_gets_no_period_by_hand(coordinator: Membership) -> None:
    with pytest.raises(ValidationError, match="överlappa"):
        new_period(coordinator, made(coordinator), D(2030, 1, 1), D(2030, 12, 31))


def test_the_database_refuses_overlapping_periods(coordinator: Membership) -> None:
    agreement = made(coordinator)
    row = Renewal(agreement=agreement, municipality_id=agreement.municipality_id, number=9)
    row.starts_on, row.ends_on = D(2027, 6, 30), D(2027, 12, 31)
    with pytest.raises(IntegrityError, match="renewal_one_period_at_a_time"), transaction.atomic():
        row.save(force_insert=True)
    row.starts_on, row.ends_on = D(2028, 6, 30), D(2027, 12, 31)
    with pytest.raises((IntegrityError, Exception), match=r"renewal_ends|range lower bound"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("field", ["first_ends_on", "open_ended", "replaces_id"])
def test_the_database_refuses_an_agreement_that_cannot_be(coordinator: Membership, field: str) -> None:
    agreement = made(coordinator)
    wrong = {"first_ends_on": D(2021, 6, 30), "open_ended": True, "replaces_id": agreement.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(**{field: wrong[field]})


@pytest.mark.parametrize(
    ("given_on", "today", "ends"),
    [
        (D(2026, 11, 22), TODAY, D(2027, 6, 30)),
        # on the notice day it is in time
        (D(2026, 12, 31), D(2027, 1, 5), D(2027, 6, 30)),
    ],
)
def test_notice_in_time_ends_the_period(coordinator: Membership, given_on: D, today: D, ends: D) -> None:
    agreement = made(coordinator)
    notice = actions.give_notice(coordinator, jouren(agreement), given_on=given_on, reason="Ny inriktning", today=today)
    agreement.refresh_from_db()
    assert (notice.ends_on, notice.in_time, agreement.ends_on, agreement.last_on) == (ends, True, ends, ends)
    assert current_period(agreement.terms, ends + dt.timedelta(1)) is None


def test_notice_after_the_notice_day_ends_the_next_period_and_is_asked_of(coordinator: Membership) -> None:
    agreement, late = made(coordinator), D(2027, 1, 1)
    party = jouren(agreement)
    with pytest.raises(ValidationError) as refused:
        actions.give_notice(coordinator, party, given_on=late, today=late)
    words = refused.value.message_dict["late_is_known"][0].replace("\N{NO-BREAK SPACE}", " ")
    assert "31 december 2026" in words
    assert "30 juni 2029" in words
    agreement.refresh_from_db()
    assert agreement.ends_on is None
    notice = actions.give_notice(coordinator, party, given_on=late, late_is_known=True, today=late)
    assert (notice.ends_on, notice.in_time) == (D(2029, 6, 30), False)


def test_a_party_with_its_own_time_of_notice(coordinator: Membership) -> None:
    parties = [PartyIn("Vallentuna kommun", None, 12), PartyIn(JOUREN, organisation_named(coordinator, JOUREN), 3)]
    agreement = made(coordinator, parties=parties)
    late = D(2027, 2, 1)
    notice = actions.give_notice(coordinator, jouren(agreement), given_on=late, today=late)
    assert notice.ends_on == D(2027, 6, 30)
    ours = agreement.parties.get(organisation=None)
    with pytest.raises(ValidationError):
        actions.give_notice(coordinator, ours, given_on=late, today=late)
    # what was given later and ends later changes nothing
    actions.give_notice(coordinator, ours, given_on=late, late_is_known=True, today=late)
    agreement.refresh_from_db()
    assert agreement.ends_on == D(2027, 6, 30)


@pytest.mark.parametrize(
    ("more", "given_on", "words"),
    [
        ({}, D(2026, 11, 23), "inte varit än"),
        ({}, D(2006, 11, 1), "fanns inte då"),
        ({"notice_months": None}, D(2026, 11, 1), "ingen uppsägningstid"),
        ({"renewal_months": None}, D(2026, 11, 1), "upphörde redan"),
        ({"renewal_months": None, "first_ends_on": D(2027, 12, 31)}, D(2026, 11, 1), "behöver inte sägas upp"),
        ({"renewal_months": None, "first_ends_on": None}, D(2026, 11, 1), "första period"),
    ],
)
def test_a_notice_that_ends_nothing_is_refused(
    coordinator: Membership, more: dict[str, Any], given_on: D, words: str
) -> None:
    agreement = made(coordinator, **more)
    with pytest.raises(ValidationError, match=words):
        actions.give_notice(coordinator, jouren(agreement), given_on=given_on, today=TODAY)


def test_a_notice_is_given_once_and_can_be_withdrawn(coordinator: Membership) -> None:
    agreement = made(coordinator)
    notice = actions.give_notice(coordinator, jouren(agreement), given_on=D(2026, 11, 1), today=TODAY)
    with pytest.raises(ValidationError, match="redan sagt upp"):
        actions.give_notice(coordinator, jouren(agreement), given_on=TODAY, today=TODAY)
    with pytest.raises(ValidationError, match="Återta uppsägningen"):
        actions.amend(coordinator, agreement, amendment(), today=TODAY)
    for on, why, words in (
        (TODAY, " ", "varför"),
        (D(2026, 10, 31), "x", "gjordes"),
        (D(2026, 11, 23), "x", "inte varit"),
    ):
        with pytest.raises(ValidationError, match=words):
            actions.withdraw_notice(coordinator, notice, on, why, today=TODAY)
    actions.withdraw_notice(coordinator, notice, TODAY, "Parterna är överens igen.", today=TODAY)
    agreement.refresh_from_db()
    assert (agreement.ends_on, agreement.last_on) == (None, None)
    with pytest.raises(ValidationError, match="redan återtagen"):
        actions.withdraw_notice(coordinator, notice, TODAY, "Igen", today=TODAY)
    # and given again
    actions.give_notice(coordinator, jouren(agreement), given_on=TODAY, today=TODAY)


def test_what_has_ended_is_not_brought_back_by_withdrawing(coordinator: Membership) -> None:
    agreement = made(coordinator)
    notice = actions.give_notice(coordinator, jouren(agreement), given_on=D(2026, 11, 1), today=TODAY)
    with pytest.raises(ValidationError, match="upphörde"):
        actions.withdraw_notice(coordinator, notice, D(2027, 7, 1), "Ångrat", today=D(2027, 7, 1))


def test_an_agreement_until_further_notice(coordinator: Membership) -> None:
    open_ended = {"first_ends_on": None, "renewal_months": None, "open_ended": True, "notice_months": 3}
    agreement = made(coordinator, form=AgreementForm.COOPERATION, **open_ended)
    notice = actions.give_notice(coordinator, jouren(agreement), given_on=D(2026, 11, 15), today=TODAY)
    assert notice.ends_on == D(2027, 2, 15)
    agreement.refresh_from_db()
    assert agreement.last_on == D(2027, 2, 15)
