"""Yearly reports of associations: each rule opens, stays quiet, and what mends it closes it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from samfrid.gaps import shown
from samfrid.gaps.actions import catch_up
from samfrid.gaps.models import Gap
from samfrid.gaps.rules.reports import paid_in, year_report_missing, year_to_report
from samfrid.gaps.sentences import act, basis, sentence
from samfrid.municipalities.actions import add_member, organisation_named
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Membership, Role
from samfrid.municipalities.tenancy import enter
from samfrid.partners import actions
from samfrid.partners.actions import LineIn, ShareIn, SumIn
from samfrid.partners.models import Agreement, AgreementForm, FunderKind, Per, YearReport
from samfrid.partners.rules import Terms

D = dt.date
TODAY = D(2026, 11, 22)
OURS = ("year_report_missing", "agreement_not_accounted")
JOUREN = "Kvinnojouren"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


@pytest.fixture
def hers(coordinator: Membership) -> Membership:
    """The association's log-in."""
    return add_member(
        SystemActor(coordinator.municipality_code),
        email="jour@forening.example",
        name="Ida Berg",
        role=Role.PARTNER,
        password="ett långt lösenord",
        organisation=organisation_named(coordinator, JOUREN),
    )


def agreement(actor: Membership, title: str = "Partnerskapet", **changes: Any) -> Agreement:
    terms: dict[str, Any] = {
        "form": AgreementForm.IOP,
        "title": title,
        "parties": [("Kommunen", None), (JOUREN, organisation_named(actor, JOUREN))],
        "first_starts_on": D(2025, 1, 1),
        "first_ends_on": D(2027, 12, 31),
    }
    made = actions.register_agreement(actor, **(terms | changes))
    actions.record_follow_up(actor, made, D(2026, 6, 1), "Gick bra", today=TODAY)
    return made


def paid(actor: Membership, title: str = "Partnerskapet", **changes: Any) -> Agreement:
    made = agreement(actor, title, **changes)
    actions.add_amount(actor, made, SumIn(50_000, Per.YEAR))
    return made


def open_now(today: dt.date = TODAY) -> list[str]:
    catch_up("0580", today)
    return sorted(Gap.objects.filter(mended_on__isnull=True, rule__in=OURS).values_list("rule", flat=True))


def said(rule: str) -> str:
    gap = Gap.objects.get(rule=rule, mended_on__isnull=True)
    with translation.override("en"):
        assert sentence(gap, TODAY)
    assert basis(gap)
    return sentence(gap, TODAY)


def submit(hers: Membership, made: Agreement, year: int = 2025) -> YearReport:
    """The year's report, of which the agreement paid a half."""
    assert hers.organisation
    report = actions.start_report(hers, hers.organisation, year, today=TODAY)
    if not report.lines.exists():
        half = [ShareIn(FunderKind.AGREEMENT, 5, made), ShareIn(FunderKind.OWN, 5)]
        actions.write_line(hers, report, LineIn("Samtal", 10, shares=half))
    return actions.submit_report(hers, report, today=TODAY)


def test_a_report_that_has_not_come_until_it_is_handed_in(coordinator: Membership, hers: Membership) -> None:
    made = paid(coordinator)
    assert open_now() == ["year_report_missing"]
    told = "Kvinnojouren har inte lämnat någon årsrapport för 2025 om pengarna från Partnerskapet."
    assert said("year_report_missing") == told
    gap = Gap.objects.get(rule="year_report_missing")
    assert act(gap).url == reverse("organisations:organisation", args=[hers.organisation_id])
    assert hers.organisation
    draft = actions.start_report(hers, hers.organisation, 2025, today=TODAY)
    assert open_now() == ["year_report_missing"]
    assert said("year_report_missing").startswith("Kvinnojouren har börjat på årsrapporten för 2025 om")
    half = [ShareIn(FunderKind.AGREEMENT, 5, made), ShareIn(FunderKind.OWN, 5)]
    actions.write_line(hers, draft, LineIn("Samtal", 10, shares=half))
    submit(hers, made)
    assert open_now() == []
    gap = Gap.objects.filter(rule="year_report_missing").latest("mended_at")
    assert (gap.mended_act, gap.mended_by) == ("partners.submit_report", "Ida Berg")
    assert gap.mended_act in shown.MENDING


def test_a_correction_that_was_asked_for(coordinator: Membership, hers: Membership) -> None:
    made = paid(coordinator)
    report = submit(hers, made)
    assert open_now() == []
    actions.ask_for_correction(coordinator, report, "Siffrorna stämmer inte", today=TODAY)
    assert open_now() == ["year_report_missing"]
    assert said("year_report_missing").startswith("Kvinnojouren har inte lämnat in den rättade årsrapporten för 2025")
    submit(hers, made)
    assert open_now() == []


def test_an_agreement_that_the_report_does_not_name(coordinator: Membership, hers: Membership) -> None:
    paid(coordinator)
    other = paid(coordinator, "Bidraget", form=AgreementForm.GRANT, first_starts_on=D(2025, 2, 1))
    report = submit(hers, other)
    assert open_now() == ["agreement_not_accounted"]
    told = "Årsrapporten för 2025 från Kvinnojouren säger inte vad pengarna i Partnerskapet gick till."
    assert said("agreement_not_accounted") == told
    actions.ask_for_correction(coordinator, report, "Partnerskapet saknas", today=TODAY)
    again = actions.start_report(hers, report.organisation, 2025, today=TODAY)
    first = Agreement.objects.get(title="Partnerskapet")
    actions.write_line(hers, again, LineIn("Utbildning", 4, shares=[ShareIn(FunderKind.AGREEMENT, 4, first)]))
    actions.submit_report(hers, again, today=TODAY)
    assert open_now() == []


@pytest.mark.parametrize(
    "case", ["no money", "begins later", "over before", "condition not met", "struck", "no log-in", "not due"]
)
def test_nobody_is_asked_who_has_nothing_to_account_for(
    coordinator: Membership, request: pytest.FixtureRequest, case: str
) -> None:
    if case != "no log-in":
        request.getfixturevalue("hers")
    if case == "no money":
        agreement(coordinator)
    elif case == "begins later":
        paid(coordinator, first_starts_on=D(2026, 1, 1))
    elif case == "over before":
        paid(coordinator, first_starts_on=D(2023, 1, 1), first_ends_on=D(2024, 12, 31))
    elif case == "condition not met":
        actions.add_amount(coordinator, agreement(coordinator), SumIn(9, Per.YEAR, condition="om jouren växer"))
    elif case == "struck":
        made = paid(coordinator)
        actions.strike_amount(coordinator, made.amounts.get(), "Fel", today=TODAY)
    else:
        paid(coordinator)
    enter("0580", str(coordinator.user_id), 2)
    # on 30 May a month has not passed, and the year before was not paid for
    assert open_now(D(2026, 5, 30) if case == "not due" else TODAY) == []


@pytest.mark.parametrize(
    ("today", "days", "year"),
    [(D(2026, 4, 30), 0, 2024), (D(2026, 5, 1), 0, 2025), (D(2026, 5, 30), 30, 2024), (D(2026, 5, 31), 30, 2025)],
)
def test_the_year_that_should_be_in(today: dt.date, days: int, year: int) -> None:
    assert year_to_report(today, days) == year


@pytest.mark.parametrize(
    ("states", "asked_again", "case"),
    [
        (set(), False, "never"),
        ({"draft"}, False, "begun"),
        ({"submitted"}, False, None),
        ({"submitted"}, True, "correction"),
        ({"submitted", "draft"}, True, "correction"),
    ],
)
def test_what_is_said_of_a_report(states: set[str], asked_again: bool, case: str | None) -> None:
    found = year_report_missing(2025, states, asked_again=asked_again)
    assert (found and found.case) == case
    assert found is None or found.day == D(2026, 4, 30)


def test_an_agreement_of_a_part_of_the_year_is_accounted_for() -> None:
    assert paid_in(Terms(D(2025, 12, 31), D(2026, 12, 30)), 2025)
    assert paid_in(Terms(D(2024, 1, 1), D(2025, 1, 1)), 2025)
    assert not paid_in(Terms(D(2024, 1, 1), D(2024, 12, 31)), 2025)
    assert paid_in(Terms(None, None), 2025)
