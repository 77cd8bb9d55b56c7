"""Organisations that answer for a commitment and take part in it, changed after it was made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from samfrid.audit.models import Entry
from samfrid.commitments.actions import commit, set_contact, set_organisations
from samfrid.commitments.models import Commitment
from samfrid.municipalities.actions import add_contact, organisation_named
from samfrid.municipalities.models import Membership, Municipality, Organisation, Role
from samfrid.municipalities.tenancy import enter
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
ACT = "commitments.set_organisations"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def names(commitment: Commitment) -> list[str]:
    return sorted(commitment.partners.values_list("name", flat=True))


@pytest.fixture
def outside(coordinator: Membership) -> list[Organisation]:
    return [organisation_named(coordinator, name) for name in ("Kvinnojouren", "Mansjouren", "Polisen")]


def test_who_answers_and_who_takes_part_is_changed(coordinator: Membership, outside: list[Organisation]) -> None:
    jour, men, police = outside
    made = commit(coordinator, text="Öppna en tjejjour", responsible_organisation=jour, partners=[men])
    set_organisations(coordinator, made, responsible=men, partners=[men, police, police])
    made.refresh_from_db()
    assert made.responsible_organisation == men
    assert names(made) == ["Polisen"], "whoever answers is not said to take part too"
    entry = Entry.objects.get(act=ACT)
    assert (entry.detail["before"], entry.detail["organisation"]) == ("Kvinnojouren", "Mansjouren")
    set_organisations(coordinator, made, responsible=men, partners=[police])
    assert Entry.objects.filter(act=ACT).count() == 1, "the same again is no act"
    set_organisations(coordinator, made, responsible=None)
    made.refresh_from_db()
    assert made.responsible_organisation is None
    assert names(made) == []


def test_the_contact_of_who_no_longer_answers_is_not_asked(
    coordinator: Membership, outside: list[Organisation]
) -> None:
    jour, men, _police = outside
    made = commit(coordinator, text="x", responsible_organisation=jour)
    contact = add_contact(coordinator, organisation=jour, name="Ann Smith", email="ann@example.org")
    set_contact(coordinator, made, contact)
    set_organisations(coordinator, made, responsible=jour, partners=[men])
    made.refresh_from_db()
    assert made.contact == contact
    set_organisations(coordinator, made, responsible=men)
    made.refresh_from_db()
    assert made.contact is None


def test_one_that_is_no_more_can_stay_but_is_not_added(coordinator: Membership, outside: list[Organisation]) -> None:
    jour, men, police = outside
    made = commit(coordinator, text="x", responsible_organisation=jour, partners=[men])
    Organisation.objects.filter(pk__in=[men.pk, police.pk]).update(ended_on="2026-01-01")
    men.refresh_from_db()
    police.refresh_from_db()
    with pytest.raises(ValidationError, match="Polisen finns inte längre"):
        set_organisations(coordinator, made, responsible=jour, partners=[men, police])
    set_organisations(coordinator, made, responsible=None, partners=[men])
    assert names(made) == ["Mansjouren"]


def test_another_municipalitys_organisation_is_refused(
    coordinator: Membership, vallentuna: Municipality, outside: list[Organisation]
) -> None:
    made = commit(coordinator, text="x")
    other = organisation_named(member(vallentuna, Role.COORDINATOR), "Annan jour")
    enter(coordinator.municipality_code)
    with pytest.raises(ValidationError, match="finns inte i kommunens register"):
        set_organisations(coordinator, made, responsible=other)


def test_who_may_only_read_may_not(coordinator: Membership, elected: Membership, outside: list[Organisation]) -> None:
    made = commit(coordinator, text="x")
    with pytest.raises(PermissionDenied):
        set_organisations(elected, made, responsible=outside[0])


def test_the_page_changes_them_and_keeps_what_was_typed(
    coordinator: Membership, outside: list[Organisation], browser_of: BrowserOf
) -> None:
    jour, men, _police = outside
    made = commit(coordinator, text="x", responsible_organisation=jour, partners=[men])
    address = f"/ataganden/{made.pk}/organisationer/"
    browser = browser_of(coordinator)
    said = browser.get(address).content.decode()
    assert "Kvinnojouren" in said
    both = {"responsible": str(jour.pk), "responsible_new": "Nya jouren", "partners_new": "Kyrkan"}
    refused = browser.post(address, both)
    assert refused.status_code == 422
    assert "Kyrkan" in refused.content.decode()
    sent = {"responsible": str(men.pk), "responsible_new": "", "partners": [str(jour.pk)]}
    answer = browser.post(address, sent | {"partners_new": "Kyrkan\n\n  Region   Öst "})
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.responsible_organisation == men
    assert names(made) == ["Kvinnojouren", "Kyrkan", "Region Öst"]
    page = browser.get(f"/ataganden/{made.pk}/").content.decode()
    assert "ändrade vilka organisationer som ansvarar och medverkar" in page
