"""Contacts that nobody has looked at for a year, and staff that nobody has taught: opened, and closed by their acts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from samfrid.gaps import shown
from samfrid.gaps.actions import catch_up
from samfrid.gaps.models import Gap
from samfrid.gaps.rules.organisations import contact_not_verified, training_missing, training_old
from samfrid.gaps.sentences import act, basis, sentence
from samfrid.municipalities.actions import add_contact, end_organisation, register_organisation, verify_contact
from samfrid.municipalities.models import Membership
from samfrid.plans.actions import start_plan
from samfrid.plans.actions.training import enter_training, strike_training
from samfrid.plans.models import Plan

D = dt.date
TODAY = D(2026, 11, 22)
OURS = ("contact_not_verified", "training_missing", "training_old")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


def open_now() -> list[str]:
    catch_up("0580", TODAY)
    return sorted(Gap.objects.filter(mended_on__isnull=True, rule__in=OURS).values_list("rule", flat=True))


def said(rule: str) -> str:
    gap = Gap.objects.get(rule=rule, mended_on__isnull=True)
    with translation.override("en"):
        assert sentence(gap, TODAY)
    assert basis(gap)
    return sentence(gap, TODAY).replace("\N{NO-BREAK SPACE}", " ")


def mended_by(rule: str) -> str:
    gap = Gap.objects.filter(rule=rule).exclude(mended_on=None).latest("mended_at")
    assert gap.mended_act in shown.MENDING or gap.mended_act.startswith("municipalities.")
    return gap.mended_act


@pytest.mark.parametrize(
    ("verified", "entered", "days", "case"),
    [
        (D(2025, 11, 22), D(2020, 1, 1), None, ""),
        (D(2025, 11, 21), D(2020, 1, 1), None, "old"),
        (None, D(2025, 11, 22), None, ""),
        (None, D(2025, 11, 21), None, "never"),
        (D(2026, 10, 1), D(2020, 1, 1), 30, "old"),
        (D(2026, 11, 1), D(2020, 1, 1), 30, ""),
    ],
)
def test_when_a_contact_is_old(verified: dt.date | None, entered: dt.date, days: int | None, case: str) -> None:
    verdict = contact_not_verified(verified, entered, TODAY, days)
    assert (verdict.case if verdict else "") == case


@pytest.mark.parametrize(
    ("last", "days", "opens"),
    [(D(2025, 11, 22), None, False), (D(2025, 11, 21), None, True), (D(2026, 10, 1), 30, True)],
)
def test_when_training_is_old(last: dt.date, days: int | None, opens: bool) -> None:
    assert bool(training_old(last, TODAY, days)) is opens


@pytest.mark.parametrize(
    ("planned", "days", "opens"),
    [(D(2026, 10, 23), 30, False), (D(2026, 10, 22), 30, True), (D(2026, 11, 21), 0, True), (TODAY, 0, False)],
)
def test_when_training_is_missing(planned: dt.date, days: int, opens: bool) -> None:
    verdict = training_missing(planned, TODAY, days)
    assert bool(verdict) is opens
    assert verdict is None or verdict.since == planned + dt.timedelta(days)


def test_a_contact_until_somebody_says_that_it_is_right(coordinator: Membership) -> None:
    ada = register_organisation(coordinator, name="Kvinnojouren Ada")
    contact = add_contact(coordinator, organisation=ada, name="Eva", function="ordförande", verified_on=D(2025, 3, 1))
    add_contact(coordinator, organisation=ada, name="Pia", verified_on=D(2026, 3, 1))
    assert open_now() == ["contact_not_verified"]
    told = "Kontakten vid Kvinnojouren Ada (ordförande) kontrollerades senast 1 mars 2025."
    assert said("contact_not_verified") == told
    url = reverse("organisations:organisation", args=[ada.pk]) + "#kontakter"
    assert act(Gap.objects.get(rule="contact_not_verified")).url == url
    verify_contact(coordinator, contact, TODAY)
    assert open_now() == []
    assert mended_by("contact_not_verified") == "municipalities.verify_contact"


def test_an_organisation_that_is_no_more_has_nobody_to_look_after(coordinator: Membership) -> None:
    ada = register_organisation(coordinator, name="Kvinnojouren Ada")
    add_contact(coordinator, organisation=ada, name="Eva", verified_on=D(2025, 3, 1))
    assert open_now() == ["contact_not_verified"]
    end_organisation(coordinator, ada, on=TODAY, reason="Nedlagd", today=TODAY)
    assert open_now() == []


def test_training_until_a_new_one_is_entered(coordinator: Membership) -> None:
    assert open_now() == []
    told = {"kind": "continuing", "about": ["about_adults"]}
    enter_training(coordinator, name="Grunden", starts_on=D(2024, 3, 1), ends_on=D(2024, 3, 2), **told)  # type: ignore[arg-type]
    enter_training(coordinator, name="Våren", starts_on=D(2027, 3, 1), **told)  # type: ignore[arg-type]
    assert open_now() == ["training_old"]
    said_of = "Den senaste utbildningen om våld, Grunden, slutade 2 mars 2024. Ingen är införd för det senaste året."
    assert said("training_old") == said_of
    assert act(Gap.objects.get(rule="training_old")).url == reverse("training:create")
    made = enter_training(coordinator, name="Nytt", starts_on=D(2026, 3, 1), **told)  # type: ignore[arg-type]
    assert open_now() == []
    assert mended_by("training_old") == "plans.enter_training"
    strike_training(coordinator, made, reason="Blev inte av", today=TODAY)
    assert open_now() == ["training_old"]


def test_training_that_was_never_entered(coordinator: Membership) -> None:
    """Told once, of the first plan; quiet where there is no plan, and within the first month."""
    told = {"kind": "continuing", "about": ["about_adults"]}
    assert open_now() == []
    plan = start_plan(coordinator, name="Handlingsplan mot våld").plan
    later = start_plan(coordinator, name="Jämställdhetsplan").plan
    Plan.objects.update(created_at=dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC))
    assert open_now() == []
    Plan.objects.filter(pk=plan.pk).update(created_at=dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC))
    catch_up("0580", TODAY + dt.timedelta(1))
    gap = Gap.objects.get(mended_on__isnull=True, rule="training_missing")
    assert gap.record_id == plan.pk != later.pk
    assert said("training_missing").startswith("Ingen utbildning om våld är införd.")
    assert act(gap).url == reverse("training:create")
    # one to come has not been held
    enter_training(coordinator, name="Våren", starts_on=D(2027, 3, 1), **told)  # type: ignore[arg-type]
    assert "training_missing" in open_now()
    enter_training(coordinator, name="Grunden", starts_on=D(2026, 3, 1), **told)  # type: ignore[arg-type]
    assert open_now() == []
    assert mended_by("training_missing") == "plans.enter_training"
