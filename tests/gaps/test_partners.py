"""Agreements' money and cooperation: each rule opens, stays quiet, and its act closes it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from samfrid.commitments.actions import report
from samfrid.commitments.models import Commitment, Execution
from samfrid.gaps.actions import catch_up
from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.rules import Verdict
from samfrid.gaps.rules.partners import group_not_met, meeting_not_noted, payment_due, point_left, sum_undecided
from samfrid.gaps.sentences import act, basis, sentence
from samfrid.municipalities.actions import organisation_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership
from samfrid.partners import actions
from samfrid.partners.actions import AmountIn, PointIn
from samfrid.partners.models import Agreement, AgreementForm, Group, Meeting, Per
from samfrid.partners.rules import Rhythm, Terms

D = dt.date
TODAY = D(2026, 11, 22)
OURS = ("sum_undecided", "payment_due", "group_not_met", "meeting_not_noted", "action_point_left")


def open_now(today: dt.date = TODAY) -> list[str]:
    """Which of these rules are open."""
    catch_up("0580", today)
    rows = Gap.objects.filter(mended_on__isnull=True, rule__in=OURS)
    return sorted(rows.values_list("rule", flat=True))


def said(rule: str, today: dt.date = TODAY) -> str:
    gap = Gap.objects.get(rule=rule, mended_on__isnull=True)
    words = sentence(gap, today)
    with translation.override("en"):
        assert sentence(gap, today)
    assert basis(gap)
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def leads_to(rule: str) -> str:
    return act(Gap.objects.get(rule=rule, mended_on__isnull=True)).url


def agreement(actor: Membership, **changes: Any) -> Agreement:
    terms: dict[str, Any] = {
        "form": AgreementForm.IOP,
        "title": "Partnerskapet",
        "parties": [("Kommunen", None), ("Jouren", organisation_named(actor, "Jouren"))],
        "first_starts_on": D(2026, 1, 1),
        "first_ends_on": D(2028, 12, 31),
        "amounts": [AmountIn(25_000, Per.YEAR, "om jouren startar sin tjejjour")],
    }
    return actions.register_agreement(actor, **(terms | changes))


def group(actor: Membership, **changes: Any) -> Group:
    told: dict[str, Any] = {"rhythm": Rhythm(2, 6, by_term=True), "started_on": D(2024, 1, 1)}
    return actions.form_group(actor, name="Samverkansgruppen", **(told | changes))


def held(actor: Membership, found: Group, on: D, *points: PointIn) -> Meeting:
    planned = actions.plan_meeting(actor, found, on=on)
    return actions.hold_meeting(actor, planned, on=on, points=points, today=TODAY)


# conditional sums


def test_a_sum_that_nobody_has_decided_until_its_condition_is_said_to_be_met(coordinator: Membership) -> None:
    made = agreement(coordinator, first_starts_on=D(2021, 7, 1), first_ends_on=D(2023, 6, 30), renewal_months=24)
    assert open_now() == ["sum_undecided"]
    assert said("sum_undecided") == (
        "25 000 kr per år i Partnerskapet hänger på ett villkor (”om jouren startar sin tjejjour”). Första perioden"
        " slutade 30 juni 2023, och ingen har sagt om det uppfylldes."
    )
    assert leads_to("sum_undecided") == f"/avtal/{made.pk}/#belopp"
    actions.release(coordinator, made.amounts.get(), TODAY, today=TODAY)
    assert open_now() == []


def test_a_sum_whose_condition_was_not_met_is_no_longer_awaited(coordinator: Membership) -> None:
    amount = agreement(coordinator, first_starts_on=None, first_ends_on=None).amounts.get()
    assert open_now() == ["sum_undecided"]
    assert "det framgår inte när det ska avgöras" in said("sum_undecided")
    actions.decline(coordinator, amount, TODAY, "Ingen tjejjour.", today=TODAY)
    assert open_now() == []


def test_a_sum_with_a_day_ahead_is_quiet_until_it_nears(coordinator: Membership) -> None:
    amount = agreement(coordinator).amounts.get()
    assert open_now() == []
    actions.set_decide_by(coordinator, amount, D(2026, 12, 31))
    assert open_now() == ["sum_undecided"]
    assert "som ska avgöras senast 31 december 2026" in said("sum_undecided")
    actions.set_decide_by(coordinator, amount, D(2027, 6, 30))
    assert open_now() == []
    assert open_now(D(2027, 7, 1)) == ["sum_undecided"]
    assert "skulle ha avgjorts senast 30 juni 2027" in said("sum_undecided", D(2027, 7, 1))


TERMS = Terms(D(2026, 1, 1), D(2027, 1, 20), None, None, None)
NO_TERMS = Terms(None, None, None, None, None)


@pytest.mark.parametrize(
    ("decide_by", "terms", "expected"),
    [
        (None, TERMS, Verdict(Severity.SOON, D(2026, 11, 21), D(2027, 1, 20), "period_near")),
        (D(2026, 11, 22), TERMS, Verdict(Severity.SOON, D(2026, 9, 23), D(2026, 11, 22), "near")),
        (D(2026, 11, 21), TERMS, Verdict(Severity.BROKEN, D(2026, 11, 21), D(2026, 11, 21), "past")),
        (D(2027, 1, 22), TERMS, None),
        (None, NO_TERMS, Verdict(Severity.LACKING, D(2026, 10, 1), None, "unknown")),
        (D(2027, 6, 1), NO_TERMS, None),
    ],
)
def test_when_a_sum_is_undecided(decide_by: D | None, terms: Terms, expected: Verdict | None) -> None:
    assert sum_undecided(decide_by, terms, D(2026, 10, 1), TODAY, 60) == expected


# payments


def test_a_payment_near_and_past_its_day_until_it_is_made(coordinator: Membership) -> None:
    made = agreement(coordinator, amounts=[])
    payment = actions.plan_payment(coordinator, made, due_on=D(2026, 12, 6), sek=50_000)
    far = actions.plan_payment(coordinator, made, due_on=D(2026, 12, 7), sek=1_000)
    assert open_now() == ["payment_due"]
    assert said("payment_due") == "50 000 kr enligt Partnerskapet ska betalas senast 6 december 2026."
    assert leads_to("payment_due") == f"/avtal/{made.pk}/#betalningar"
    later = D(2027, 1, 6)
    assert open_now(later) == ["payment_due"] * 2
    actions.strike_payment(coordinator, far, "Ingick i den andra.", today=later)
    assert open_now(later) == ["payment_due"]
    assert said("payment_due", later) == (
        "50 000 kr enligt Partnerskapet skulle ha betalats senast 6 december 2026, för 1 månad sedan."
    )
    actions.pay(coordinator, payment, later, today=later)
    assert open_now(later) == []


@pytest.mark.parametrize(
    ("due", "case"),
    [(D(2026, 11, 21), "past"), (TODAY, "near"), (D(2026, 12, 6), "near"), (D(2026, 12, 7), None)],
)
def test_when_a_payment_is_told_of(due: D, case: str | None) -> None:
    verdict = payment_due(due, TODAY, 14)
    assert (verdict.case if verdict else None) == case


# groups


def test_a_group_that_has_not_met_until_it_meets(coordinator: Membership) -> None:
    found = group(coordinator)
    held(coordinator, found, D(2026, 2, 1))
    assert open_now() == ["group_not_met"]
    assert said("group_not_met") == (
        "Samverkansgruppen skulle ha träffats senast 30 juni 2026. Gruppen träffades senast 1 februari 2026."
    )
    assert leads_to("group_not_met") == f"/samverkan/{found.pk}/#moten"
    held(coordinator, found, TODAY)
    assert open_now() == []


def test_a_group_near_its_day_until_a_meeting_is_planned(coordinator: Membership) -> None:
    found = group(coordinator)
    held(coordinator, found, D(2026, 10, 1))
    assert open_now() == []
    near = D(2026, 12, 1)
    assert open_now(near) == ["group_not_met"]
    assert "ska träffas senast 31 december 2026" in said("group_not_met", near)
    planned = actions.plan_meeting(coordinator, found, on=D(2026, 12, 15))
    assert open_now(near) == []
    actions.cancel_meeting(coordinator, planned, "Sjukdom")
    assert open_now(near) == ["group_not_met"]
    # a meeting after the day keeps no rhythm
    actions.plan_meeting(coordinator, found, on=D(2027, 1, 15))
    assert open_now(near) == ["group_not_met"]


def test_groups_without_rhythm_and_those_that_are_no_more_are_quiet(coordinator: Membership) -> None:
    actions.form_group(coordinator, name="Nätverket", started_on=D(2020, 1, 1))
    found = group(coordinator)
    assert open_now() == ["group_not_met"]
    assert "inget möte är antecknat" in said("group_not_met")
    actions.change_group(coordinator, found, name=found.name, rhythm=Rhythm(2, 6, by_term=True), ended_on=TODAY)
    assert open_now() == []


def test_a_group_with_a_meeting_to_come_is_late_all_the_same_when_its_day_has_passed() -> None:
    assert group_not_met(D(2026, 6, 30), D(2026, 12, 1), TODAY, 30) == Verdict(
        Severity.BROKEN, D(2026, 6, 30), D(2026, 6, 30), "past"
    )
    assert group_not_met(D(2026, 12, 31), D(2026, 12, 31), TODAY, 60) is None
    assert group_not_met(D(2026, 12, 31), None, TODAY, 30) is None


def test_a_meeting_that_nobody_has_written_down_until_somebody_does(coordinator: Membership) -> None:
    found = group(coordinator, rhythm=None)
    planned = actions.plan_meeting(coordinator, found, on=D(2026, 11, 14))
    actions.plan_meeting(coordinator, found, on=D(2026, 11, 15))
    assert open_now() == ["meeting_not_noted"]
    assert said("meeting_not_noted") == (
        "Samverkansgruppen skulle ha träffats 14 november 2026. Det är inte antecknat om mötet hölls."
    )
    assert leads_to("meeting_not_noted") == reverse("cooperation:hold", args=[planned.pk])
    actions.hold_meeting(coordinator, planned, on=D(2026, 11, 14), today=TODAY)
    assert open_now() == []
    assert meeting_not_noted(D(2026, 11, 15), TODAY, 7) is None


# action points


def test_a_point_from_two_meetings_ago_until_it_is_done(coordinator: Membership) -> None:
    found, unit = group(coordinator), unit_named(coordinator, "Socialförvaltningen")
    routine = PointIn("Ta fram en gemensam rutin", unit)
    later = PointIn("Utvärdera", unit, PartialDate.parse("2027-03-01"))
    held(coordinator, found, D(2026, 9, 1), routine, later)
    assert open_now() == []
    held(coordinator, found, D(2026, 11, 3), PointIn("Ny punkt", unit))
    assert open_now() == ["action_point_left"]
    assert said("action_point_left") == (
        "”Ta fram en gemensam rutin” bestämdes i Samverkansgruppen 1 september 2026 och är inte klart. Gruppen har"
        " träffats 1 gång sedan dess."
    )
    point = Commitment.objects.get(text=routine.text)
    assert leads_to("action_point_left") == f"{point.get_absolute_url()}#rapportera"
    report(coordinator, point, on=TODAY, execution=Execution.DONE, text="Antagen.", evidence="Rutinen", today=TODAY)
    assert open_now() == []


@pytest.mark.parametrize(
    ("due", "met", "since"),
    [
        (None, [D(2026, 3, 1)], None),
        (None, [D(2026, 3, 1), D(2026, 9, 1), D(2026, 11, 1)], D(2026, 9, 1)),
        (None, [D(2026, 3, 1), D(2026, 1, 1)], None),
        (TODAY, [D(2026, 3, 1), D(2026, 9, 1)], None),
        (D(2026, 11, 21), [D(2026, 3, 1), D(2026, 9, 1)], D(2026, 9, 1)),
    ],
)
def test_when_a_point_is_left(due: D | None, met: list[D], since: D | None) -> None:
    verdict = point_left(D(2026, 3, 1), due, met, TODAY)
    assert (verdict.since if verdict else None) == since
