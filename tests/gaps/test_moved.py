"""Idag tells of meetings, payments and values since the last visit, and leads to the year and to what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from samfrid.municipalities.models import Membership
from samfrid.municipalities.tenancy import enter
from samfrid.partners.actions import (
    cancel_meeting,
    form_group,
    hold_meeting,
    pay,
    plan_meeting,
    plan_payment,
    register_agreement,
)
from samfrid.partners.models import AgreementForm
from samfrid.plans.actions import add_indicator, give_value, start_plan

BrowserOf = Callable[[Membership], Client]
D = dt.date
TODAY = D(2026, 11, 22)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def test_what_moved_is_told_with_the_way_to_it(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    browser = browser_of(elected)
    browser.get("/")
    enter(coordinator.municipality_code, str(coordinator.user_id))
    group = form_group(coordinator, name="Samrådet")
    hold_meeting(coordinator, plan_meeting(coordinator, group, on=TODAY), on=TODAY, notes="", present=[], today=TODAY)
    cancel_meeting(coordinator, plan_meeting(coordinator, group, on=D(2026, 12, 1)), "Sjukdom")
    parties = [("Linköpings kommun", None), ("Kvinnojouren", None)]
    agreement = register_agreement(coordinator, form=AgreementForm.IOP, title="Partnerskapet", parties=parties)
    pay(coordinator, plan_payment(coordinator, agreement, due_on=D(2026, 11, 1), sek=100), TODAY, today=TODAY)
    indicator = add_indicator(coordinator, start_plan(coordinator, name="Planen"), name="Utbildade").indicator
    give_value(coordinator, indicator, on=D(2026, 10, 31), value=Decimal(7), today=TODAY)
    said = browser.get("/").content.decode()
    for words in ("planerade ett möte", "antecknade ett möte", "ställde in ett möte", "antecknade en betalning"):
        assert words in said
    assert "lämnade ett nytt värde" in said
    assert "Utbildade" in said
    assert f'href="/samverkan/{group.pk}/"' in said


def test_idag_leads_to_the_year_and_to_what_became_of_things(elected: Membership, browser_of: BrowserOf) -> None:
    said = browser_of(elected).get("/").content.decode()
    assert 'href="/arshjul/"' in said
    assert 'href="/vad-hande/"' in said
