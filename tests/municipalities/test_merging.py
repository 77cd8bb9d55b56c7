"""Two that look like one: told apart, and merged where each has reported on the same year; who comes second is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.test import Client

from samfrid.audit.models import Entry
from samfrid.municipalities.actions import (
    add_member,
    may_be_one,
    members,
    merge_organisations,
    organisation_named,
    tell_apart,
)
from samfrid.municipalities.actions.merging import told_apart
from samfrid.municipalities.models import Membership, Municipality, Organisation, Role, ToldApart, User
from samfrid.partners.models import ReportState, YearReport
from samfrid.partners.queries.organisations import duplicates
from samfrid.partners.shown.organisations import moved_words
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
TODAY = D(2026, 11, 22)


@pytest.fixture
def two(coordinator: Membership) -> tuple[Organisation, Organisation]:
    return organisation_named(coordinator, "Kvinnojouren Ada"), _alike(coordinator, "Ada kvinnojour")


def _alike(actor: Membership, name: str) -> Organisation:
    return Organisation.objects.create(municipality_id=actor.municipality_code, name=name)


def _report(organisation: Organisation, year: int = 2025, state: ReportState = ReportState.SUBMITTED) -> YearReport:
    on = TODAY if state == ReportState.SUBMITTED else None
    return YearReport.objects.create(
        municipality_id=organisation.municipality_id, organisation=organisation, year=year, state=state, submitted_on=on
    )


Two = tuple[Organisation, Organisation]


def test_a_wrong_proposal_stays_away_until_it_is_taken_back(coordinator: Membership, two: Two) -> None:
    first, second = two
    code = coordinator.municipality_code
    assert [{one.pk, other.pk} for one, other in duplicates(code)] == [{first.pk, second.pk}]
    made = tell_apart(coordinator, first, second, today=TODAY)
    assert (made.on, made.by) == (TODAY, coordinator.actor_name)
    # twice, and the other way round, is the same
    assert tell_apart(coordinator, second, first, today=D(2026, 12, 1)) == made
    assert duplicates(code) == []
    assert told_apart(second, first) == made
    assert Entry.objects.filter(act="organisations.tell_apart").count() == 2
    may_be_one(coordinator, second, first)
    may_be_one(coordinator, second, first)
    assert len(duplicates(code)) == 1
    assert Entry.objects.filter(act="organisations.may_be_one").count() == 2


def test_who_may_tell_apart_and_what(coordinator: Membership, two: Two, linkoping: Municipality) -> None:
    reader = member(linkoping, Role.ELECTED)
    for act in (tell_apart, may_be_one):
        with pytest.raises(PermissionDenied):
            act(reader, *two)
    with pytest.raises(ValidationError, match="samma organisation"):
        tell_apart(coordinator, two[0], two[0])
    merge_organisations(coordinator, two[1], two[0], today=TODAY)
    # also whoever still has it as it was
    with pytest.raises(ValidationError, match="samma organisation"):
        tell_apart(coordinator, *two)


@pytest.mark.parametrize("order", list(permutations((0, 1, 2), 2)))
def test_what_was_told_apart_of_one_is_told_apart_of_what_it_became(
    coordinator: Membership, two: Two, order: tuple[int, int]
) -> None:
    """All pairs of three, then two of them are one all the same: no pair stands twice, and none of one with itself."""
    three = (*two, _alike(coordinator, "Ada jour"))
    for one, other in ((0, 1), (1, 2), (0, 2)):
        tell_apart(coordinator, three[one], three[other], today=TODAY)
    merge_organisations(coordinator, three[order[0]], three[order[1]], today=TODAY)
    pair = ToldApart.objects.get()
    left = ({0, 1, 2} - set(order)).pop()
    assert {pair.first_id, pair.second_id} == {three[order[1]].pk, three[left].pk}


def test_the_page_of_likely_ones(coordinator: Membership, two: Two, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    page = browser.get("/organisationer/dubbletter/").content.decode()
    assert "De är inte samma" in page
    address = f"/organisationer/{two[0].pk}/inte-samma/{two[1].pk}/"
    assert browser.get(address).status_code == 405
    page = browser.post(address, follow=True).content.decode()
    assert "De föreslås inte mer" in page
    assert "Har sagts inte vara samma" in page
    assert coordinator.actor_name in page
    assert "Kan vara samma organisation" not in browser.get(two[0].get_absolute_url()).content.decode()
    compared = browser.get(f"/organisationer/{two[0].pk}/sla-ihop/{two[1].pk}/").content.decode()
    assert "att de inte är samma" in compared
    browser.post(f"/organisationer/{two[0].pk}/kan-vara-samma/{two[1].pk}/")
    assert "Kan vara samma organisation" in browser.get(two[0].get_absolute_url()).content.decode()


def test_both_reports_of_a_year_are_kept_when_two_become_one(coordinator: Membership, two: Two) -> None:
    into, gone = two
    kept, other, alone = _report(into), _report(gone), _report(gone, 2024)
    made = merge_organisations(coordinator, gone, into, today=TODAY)
    assert made.moved == {"partners.yearreport": 1, "stays": [f"partners.yearreport {other.pk}"]}
    for report, whose in ((kept, into), (other, gone), (alone, into)):
        report.refresh_from_db()
        assert report.organisation_id == whose.pk
    assert moved_words(made.moved)[1].startswith("1 årsrapport står kvar under det gamla namnet")


def test_a_report_that_is_being_written_is_first_submitted(coordinator: Membership, two: Two) -> None:
    into, gone = two
    _report(into)
    draft = _report(gone, state=ReportState.DRAFT)
    with pytest.raises(ValidationError, match="Be dem lämna in den först") as refused:
        merge_organisations(coordinator, gone, into, today=TODAY)
    assert "2025" in str(refused.value)
    assert gone.name in str(refused.value)
    # the way out
    draft.state, draft.submitted_on = ReportState.SUBMITTED, TODAY
    draft.save()
    merge_organisations(coordinator, gone, into, today=TODAY)


def test_to_take_back_the_end_of_one_that_was_merged_meanwhile(
    coordinator: Membership, two: Two, browser_of: BrowserOf
) -> None:
    into, gone = two
    merge_organisations(coordinator, gone, into, today=TODAY)
    answer = browser_of(coordinator).post(f"/organisationer/{gone.pk}/aterta/", follow=True)
    assert answer.status_code == 200
    assert "redan sammanslagen med en annan" in answer.content.decode()


def test_who_gives_a_role_in_the_same_moment_is_told(linkoping: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    administrator = member(linkoping, Role.ADMINISTRATOR)
    told: dict[str, Any] = {"email": "ny@linkoping.example", "name": "Ny Person", "role": Role.OFFICER}
    with monkeypatch.context() as patched:
        patched.setattr(User.objects, "create_user", _taken)
        with pytest.raises(ValidationError) as refused:
            add_member(administrator, **told)
    assert list(refused.value.message_dict) == ["email"]
    user = User.objects.create_user(told["email"], told["name"], "ett långt lösenord")

    def meanwhile(*_told: object) -> None:
        Membership.objects.create(municipality=linkoping, user=user, role=Role.OFFICER)

    monkeypatch.setattr(members, "_check_partner", meanwhile)
    with pytest.raises(ValidationError) as refused:
        add_member(administrator, **told)
    assert refused.value.message_dict["role"][0].startswith("Någon annan har just gett personen rollen")


def _taken(*_told: object) -> None:
    raise IntegrityError("user_email_once")


def test_every_version_of_a_year_is_kept_together(coordinator: Membership, two: Two) -> None:
    """A correction of the one is no correction of what the other handed in."""
    into, gone = two
    kept, old = _report(into), _report(gone)
    new = YearReport.objects.create(
        municipality_id=gone.municipality_id,
        organisation=gone,
        year=2025,
        version=2,
        state=ReportState.SUBMITTED,
        submitted_on=TODAY,
    )
    made = merge_organisations(coordinator, gone, into, today=TODAY)
    assert made.moved == {"stays": [f"partners.yearreport {one.pk}" for one in (old, new)]}
    assert list(into.year_reports.all()) == [kept]
    assert list(gone.year_reports.order_by("version")) == [old, new]
