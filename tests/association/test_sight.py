"""What an association's log-in sees: her own pages and rows, of all that there are, and no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from samfrid.audit.models import Entry
from samfrid.commitments.actions import commit, report
from samfrid.commitments.models import Commitment, Execution
from samfrid.municipalities.models import Access, Membership, Organisation, Role, TenantModel
from samfrid.municipalities.permissions import CLEARANCE, PARTNER, RIGHTS
from samfrid.municipalities.tenancy import within
from samfrid.partners import actions
from samfrid.partners.models import Agreement, FunderKind, GoalOutcome, Meeting, Party
from tests.association.conftest import Association
from tests.web.routes import ROUTES, Route

#: what a partner opens outside her own room: her account, and what is open to everybody
ALSO = {"account_change_password", "account_set_password", "web:municipality"}
TENANT = [model for model in apps.get_models() if issubclass(model, TenantModel)]


def is_hers(route: Route) -> bool:
    open_to_all = not getattr(route.callback, "login_required", True)
    return route.name.startswith("association:") or route.name in ALSO or open_to_all


def test_every_other_page_refuses(hers: Association, browser: Client) -> None:
    wrong = {}
    for route in (one for one in ROUTES if not is_hers(one)):
        for method in ("get", "post"):
            response = getattr(browser, method)(route.address(key=hers.agreement.pk))
            refused = response.status_code == 403 and "behörighet" in response.content.decode()
            led_home = response.status_code == 302 and response["Location"] == reverse("association:home")
            if not (led_home if route.name == "gaps:today" and method == "get" else refused):
                wrong[f"{method} {route.name}"] = response.status_code
    assert wrong == {}


def test_the_api_refuses(browser: Client) -> None:
    response = browser.get("/api/v1/0580/commitments")
    assert response.status_code == 403
    assert response["Content-Type"] == "application/problem+json"


def test_she_has_no_right_of_the_municipalitys_own() -> None:
    assert RIGHTS[Role.PARTNER] == PARTNER
    assert all(right.startswith("association.") for right in PARTNER)
    assert CLEARANCE[Role.PARTNER] == Access.PUBLIC


def _told(one: Association) -> set[object]:
    """The keys of all that is an association's own."""
    agreement, group = one.agreement, one.group
    rows: list[Model] = [one.organisation, one.partner, agreement, one.undertaking, one.goal, group, one.meeting]
    rows += [*agreement.parties.all(), *agreement.amounts.all(), *agreement.payments.all(), *agreement.goals.all()]
    rows += [*agreement.follow_ups.all(), *agreement.planned_follow_ups.all(), *group.members.all()]
    for follow_up in agreement.follow_ups.all():
        rows += follow_up.goals.all()
    for commitment in (one.undertaking, one.goal):
        rows += [*commitment.progress.all(), *commitment.origins.all(), *commitment.commitmentpartner_set.all()]
        for progress in commitment.progress.all():
            rows += progress.evidence.all()
    for year_report in one.organisation.year_reports.all():
        rows += [year_report, *year_report.lines.all()]
        for line in year_report.lines.all():
            rows += line.shares.all()
    return {row.pk for row in rows}


def _filled(coordinator: Membership, one: Association) -> None:
    """Let there be rows in every table that a partner may see."""
    day = dt.date(2026, 11, 1)
    actions.plan_follow_up(coordinator, one.agreement, dt.date(2026, 12, 1))
    goal = actions.GoalIn(one.agreement.goals.get(), GoalOutcome.PARTLY, "På väg")
    actions.hold_follow_up(coordinator, one.agreement, day, "Gick bra", [goal])
    report(coordinator, one.undertaking, on=day, execution=Execution.UNDER_WAY, text="Har börjat", evidence="Schema")
    made = actions.start_report(one.partner, one.organisation, 2025)
    share = actions.ShareIn(FunderKind.AGREEMENT, 1000, one.agreement)
    actions.write_line(one.partner, made, actions.LineIn("Telefonen", 1000, shares=[share]))


def test_of_every_table_she_sees_her_own_rows_and_no_other(
    coordinator: Membership, hers: Association, others: Association
) -> None:
    for one in (hers, others):
        _filled(coordinator, one)
    commit(coordinator, text="Kommunens eget", responsible_organisation=hers.organisation, access=Access.INTERNAL)
    own, foreign = _told(hers), _told(others)
    assert not own & foreign
    hers.enter()
    seen: dict[str, set[object]] = {
        model._meta.label: set(model._base_manager.values_list("pk", flat=True)) for model in TENANT
    }
    for label, keys in seen.items():
        assert keys <= own, label
    open_tables = {label for label, keys in seen.items() if keys}
    assert open_tables >= {
        *("partners.Agreement", "partners.Party", "partners.Amount", "partners.Payment", "partners.AgreementGoal"),
        *("partners.FollowUp", "partners.PlannedFollowUp", "partners.GoalFollowUp", "partners.Group"),
        *("partners.Meeting", "partners.YearReport", "partners.ReportLine", "partners.ReportShare"),
        *("commitments.Commitment", "commitments.Progress", "commitments.Evidence", "commitments.Origin"),
        *("municipalities.Organisation", "municipalities.Membership"),
    }
    assert {entry.actor_id for entry in Entry.objects.all()} == {hers.partner.actor_id}


def test_every_tenant_table_says_what_a_partner_sees(db: None) -> None:
    """Also one that is made tomorrow: ``row_security`` closes it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_policies WHERE policyname = 'tenant' EXCEPT"
            " SELECT tablename FROM pg_policies WHERE policyname = 'partner' AND permissive = 'RESTRICTIVE'"
        )
        assert cursor.fetchall() == []


def test_she_writes_nothing_into_what_she_only_reads(hers: Association, others: Association) -> None:
    hers.enter()
    assert Agreement.objects.filter(pk=others.agreement.pk).update(title="x") == 0
    for act in (
        lambda: Agreement.objects.filter(pk=hers.agreement.pk).update(title="x"),
        lambda: Party.objects.create(
            municipality=hers.agreement.municipality, agreement=hers.agreement, name="x", organisation=None
        ),
        lambda: Organisation.objects.filter(pk=hers.organisation.pk).update(name="x"),
        lambda: Meeting.objects.filter(pk=hers.meeting.pk).update(place="x"),
        lambda: Membership.objects.filter(pk=hers.partner.pk).update(role=Role.COORDINATOR, organisation=None),
    ):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            act()
    assert Commitment.objects.filter(pk=hers.undertaking.pk)._raw_delete("default") == 0
    assert Commitment.objects.filter(pk=hers.undertaking.pk).exists()


def test_a_partners_session_is_put_back_as_it_was(hers: Association, others: Association) -> None:
    hers.enter()
    with within(hers.partner.municipality_code):
        assert Agreement.objects.count() == 2
    assert Agreement.objects.count() == 1


def test_whoever_comes_next_on_the_connection_is_no_partner(
    hers: Association, others: Association, browser: Client, browser_of: Callable[[Membership], Client]
) -> None:
    assert browser.get("/forening/").status_code == 200
    with within(hers.partner.municipality_code):
        coordinator = Membership.objects.select_related("user").get(role=Role.COORDINATOR)
    page = browser_of(coordinator).get("/avtal/").content.decode()
    assert hers.agreement.title in page
    assert others.agreement.title in page


def test_nobody_elses_queries_ask_what_is_a_partners_own(hers: Association) -> None:
    """For others the policy is a condition that the database decides once, before it looks at any row."""
    with within(hers.partner.municipality_code), connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT * FROM partners_agreement")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    asked = [line for line in plan.splitlines() if "ProjectSet" in line or "Result" in line]
    assert all("never executed" in line for line in asked), plan
