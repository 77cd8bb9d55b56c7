"""Rounds: who is asked about what, who cannot be, reminders and heads of units once each, and the nights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samfrid.audit.models import Entry
from samfrid.commitments.actions import commit, report
from samfrid.commitments.models import Execution, OriginKind
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Access, Contact, Membership, Municipality, Role, Unit
from samfrid.municipalities.tenancy import enter
from samfrid.post.models import Kind, Letter
from samfrid.reporting import actions, queries
from samfrid.reporting.actions import run_day
from samfrid.reporting.actions.answering import Choice, Said
from samfrid.reporting.links import over
from samfrid.reporting.models import Item, Request, Round, Unreached
from tests.conftest import member
from tests.reporting.conftest import DUE, TODAY, Open, Promise, link_of

DAY = dt.timedelta(days=1)


def test_each_contact_gets_one_letter_about_all_of_hers(opened: Open, promise: Promise, anna: Contact) -> None:
    promise("Kartlägga våldet")
    promise("Utbilda personalen")
    opened()
    letter = Letter.objects.get()
    assert (letter.to_name, letter.to_address, letter.kind) == ("Anna Berg, utredare", anna.email, Kind.REPORT)
    assert "2 åtaganden" in letter.body
    assert "16 november 2026" in letter.subject
    assert Item.objects.count() == 2


def test_no_letter_says_what_the_commitments_are(
    coordinator: Membership, opened: Open, promise: Promise, head: Contact
) -> None:
    promise("Skyddat boende på Kvastvägen")
    opened()
    request = Request.objects.get()
    actions.remind(coordinator, request, today=DUE + DAY)
    actions.escalate(coordinator, request, today=DUE + DAY)
    actions.new_link(coordinator, request, today=DUE + DAY)
    told = [f"{one.subject} {one.body}" for one in Letter.objects.all()]
    assert len(told) == 4
    assert not any("Kvastvägen" in one or "boende" in one for one in told)
    assert not any("Kvastvägen" in str(one.detail) for one in Entry.objects.filter(act__startswith="reporting."))


def test_nothing_is_dropped_silently(
    coordinator: Membership, opened: Open, promise: Promise, unit: Unit, head: Contact
) -> None:
    promise("Med kontakt")
    promise("Hemligt", access=Access.CONFIDENTIAL)
    nobody = commit(coordinator, text="Utan ansvarig")
    alone = Unit.objects.create(municipality_id="0580", name="Ensamma enheten")
    promise("Utan kontakt", responsible=alone, contact=None)
    promise("Chefens", contact=None)
    closed = promise("Klart")
    report(coordinator, closed, on=TODAY, execution=Execution.DONE, text="Klart", today=TODAY)
    promise("Senare", starts_on=TODAY + DAY)
    opened()
    assert {one.commitment.text: one.why for one in Unreached.objects.all()} == {
        "Hemligt": "confidential",
        "Utan ansvarig": "nobody",
        "Utan kontakt": "no_contact",
    }
    assert {one.commitment.text: str(one.request.contact) for one in Item.objects.all()} == {
        "Med kontakt": "Anna Berg, utredare",
        "Chefens": "Hilda Ek, chef",
    }
    nobody.responsible = unit
    nobody.save()
    assert actions.ask_more(coordinator, Round.objects.get(), today=TODAY) == 0
    assert Unreached.objects.count() == 2
    assert Item.objects.filter(commitment=nobody, request__contact=head).exists()


def test_a_round_is_narrowed(coordinator: Membership, opened: Open, promise: Promise, unit: Unit) -> None:
    from samfrid.commitments.actions import Link

    origin = Link(OriginKind.ACTIVITY, "plans.activity", coordinator.pk, "plans.plan", coordinator.pk, "Planen")
    promise("Ur planen", origins=[origin])
    promise("Annat")
    opened(origin_kind=OriginKind.ACTIVITY)
    assert [one.commitment.text for one in Item.objects.all()] == ["Ur planen"]
    other = Unit.objects.create(municipality_id="0580", name="Skolan")
    found = opened(unit=other)
    assert not Item.objects.filter(request__round=found).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"opens_on": TODAY - DAY}, "opens_on"),
        ({"due_on": TODAY}, "due_on"),
        ({"rhythm": "monthly", "due_on": TODAY + 40 * DAY}, "due_on"),
        ({"by_itself": True}, "by_itself"),
    ],
)
def test_a_round_that_cannot_be(opened: Open, changes: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        opened(**changes)
    assert list(refused.value.message_dict) == [field]
    assert not Round.objects.exists()


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.OFFICER, Role.ELECTED, Role.ADMINISTRATOR])
def test_nobody_but_the_coordinator_runs_rounds(
    opened: Open, promise: Promise, linkoping: Municipality, role: Role
) -> None:
    promise()
    found = opened()
    request, other = Request.objects.get(), member(linkoping, role)
    for act in (actions.remind, actions.escalate, actions.revoke, actions.new_link):
        with pytest.raises(PermissionDenied):
            act(other, request, today=TODAY)
    for whole in (actions.close_round, actions.ask_more, actions.start_round):
        with pytest.raises(PermissionDenied):
            whole(other, found, today=TODAY)
    with pytest.raises(PermissionDenied):
        actions.open_round(other, name="x", opens_on=TODAY, due_on=DUE, today=TODAY)


def test_the_nights_of_a_round(opened: Open, promise: Promise, head: Contact) -> None:
    promise()
    opened()
    written: list[tuple[UUID, dt.date, str, str]] = []
    for number in range(32):
        today = TODAY + number * DAY
        run_day("0580", today=today)
        run_day("0580", today=today)
        fresh = list(Letter.objects.exclude(pk__in=[one for one, *_rest in written]))
        # the clock of the tests stands still: the rows' own day is what the rules read
        Letter.objects.filter(pk__in=[one.pk for one in fresh]).update(
            created_at=dt.datetime.combine(today, dt.time(6), dt.UTC)
        )
        written += [(one.pk, today, one.kind, one.to_name) for one in fresh]
    assert [(str(day), kind, name) for _pk, day, kind, name in written] == [
        ("2026-11-02", "report", "Anna Berg, utredare"),
        ("2026-11-13", "reminder", "Anna Berg, utredare"),
        ("2026-11-17", "reminder", "Anna Berg, utredare"),
        ("2026-11-23", "escalation", "Hilda Ek, chef"),
    ]
    found = Round.objects.get()
    # the day after the last on which its links are good
    assert found.closed_on == dt.date(2026, 12, 1)


def test_nobody_who_has_answered_in_another_way_is_reminded(
    coordinator: Membership, opened: Open, promise: Promise
) -> None:
    found = promise()
    opened()
    report(coordinator, found, on=TODAY, execution=Execution.UNDER_WAY, text="På möte", today=TODAY)
    run_day("0580", today=DUE + DAY)
    assert Letter.objects.count() == 1
    with pytest.raises(ValidationError, match="inget kvar"):
        actions.remind(coordinator, Request.objects.get(), today=DUE)


def test_without_a_head_nobody_is_written_to_and_it_is_said(
    coordinator: Membership, opened: Open, promise: Promise
) -> None:
    promise()
    opened()
    with pytest.raises(ValidationError, match="ingen chef"):
        actions.escalate(coordinator, Request.objects.get(), today=DUE + DAY)
    with pytest.raises(ValidationError, match="inte varit än"):
        actions.escalate(coordinator, Request.objects.get(), today=DUE)


def test_the_next_round_opens_by_itself_and_closes_the_one_before(opened: Open, promise: Promise) -> None:
    promise()
    first = opened(rhythm="monthly", by_itself=True)
    old = link_of(Request.objects.get())
    for _turn in range(2):
        run_day("0580", today=dt.date(2027, 2, 10))
    first.refresh_from_db()
    rows = Round.objects.order_by("turn")
    assert [(one.turn, str(one.opens_on), str(one.due_on)) for one in rows] == [
        (0, "2026-11-02", "2026-11-16"),
        # 16 February would be its day to answer: it is still to come
        (3, "2027-02-02", "2027-02-16"),
    ]
    assert first.closed_on
    assert over(Request.objects.get(pk=old.request_id), dt.date(2027, 2, 10))
    assert Request.objects.count() == 2


def test_a_round_to_come_opens_on_its_day(opened: Open, promise: Promise) -> None:
    promise()
    opened(opens_on=TODAY + 3 * DAY)
    assert not Letter.objects.exists()
    run_day("0580", today=TODAY + 2 * DAY)
    assert not Letter.objects.exists()
    run_day("0580", today=TODAY + 4 * DAY)
    assert Letter.objects.count() == 1


def test_a_reminder_that_is_asked_for_is_written_once_a_day(
    coordinator: Membership, opened: Open, promise: Promise
) -> None:
    promise()
    opened()
    request = Request.objects.get()
    assert actions.remind(coordinator, request, today=TODAY)
    assert not actions.remind(coordinator, request, today=TODAY)
    assert actions.remind(coordinator, request, today=TODAY + DAY)


def test_a_new_link_ends_the_old_ones(coordinator: Membership, opened: Open, promise: Promise) -> None:
    promise()
    opened()
    old = link_of(Request.objects.get())
    actions.new_link(coordinator, old.request, today=TODAY)
    old.refresh_from_db()
    assert over(Request.objects.get(), TODAY, old)
    assert not over(Request.objects.get(), TODAY, link_of(Request.objects.get()))
    actions.revoke(coordinator, old.request, today=TODAY)
    assert over(Request.objects.get(), TODAY)
    actions.new_link(coordinator, old.request, today=TODAY)
    assert not over(Request.objects.get(), TODAY)
    assert Letter.objects.count() == 3


def test_whoever_is_no_contact_any_more_has_no_link(coordinator: Membership, opened: Open, promise: Promise) -> None:
    promise()
    opened()
    link = link_of(Request.objects.get())
    Contact.objects.update(ended_on=TODAY)
    assert over(Request.objects.get(), TODAY, link)
    with pytest.raises(ValidationError, match="inte kontakt längre"):
        actions.new_link(coordinator, link.request, today=TODAY)


def test_the_cost_of_a_rounds_page_is_the_same_for_all(
    opened: Open, promise: Promise, unit: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        contact = Contact.objects.create(municipality_id="0580", unit=unit, name=f"Kontakt {number}")
        for turn in range(3):
            promise(f"{number} {turn}", contact=contact)
    found = opened()
    with django_assert_max_num_queries(9):
        assert len(queries.answering(found)) == 12


def test_the_system_may_do_all_of_it(opened: Open, promise: Promise) -> None:
    promise()
    opened()
    assert actions.remind(SystemActor("0580"), Request.objects.get(), today=TODAY)


def test_a_rhythm_is_ended(
    coordinator: Membership, opened: Open, promise: Promise, browser_of: Callable[[Membership], Client]
) -> None:
    promise()
    first = opened(rhythm="monthly", by_itself=True)
    client = browser_of(coordinator)
    assert "Öppna inte nästa omgång" in client.get(first.get_absolute_url()).content.decode()
    for _press in range(2):
        assert client.post(f"{first.get_absolute_url()}avsluta-rytmen/").status_code == 302
    assert "Öppna inte nästa omgång" not in client.get(first.get_absolute_url()).content.decode()
    enter("0580")
    run_day("0580", today=dt.date(2027, 2, 10))
    assert Round.objects.count() == 1
    assert Entry.objects.filter(act="reporting.end_series").count() == 1


def test_letters_that_have_not_gone_out_are_dropped_with_the_round(
    coordinator: Membership, opened: Open, promise: Promise
) -> None:
    promise()
    found = opened()
    printed = Letter.objects.get()
    Letter.objects.update(printed_on=TODAY)
    actions.remind(coordinator, Request.objects.get(), today=TODAY)
    actions.close_round(coordinator, found, today=TODAY)
    waits = Letter.objects.exclude(pk=printed.pk)
    assert [(one.dropped_on, one.next_try_at) for one in waits] == [(TODAY, None)]
    assert Letter.objects.get(pk=printed.pk).dropped_on is None


def test_who_had_answered_all_gets_a_letter_about_more(coordinator: Membership, opened: Open, promise: Promise) -> None:
    promise()
    found = opened()
    promise("Medan hon svarar")
    assert actions.ask_more(coordinator, found, today=TODAY) == 0
    for item in Item.objects.all():
        actions.answer(link_of(item.request), item, Said(Choice.PROGRESS, "En bit"), today=TODAY)
    assert actions.ask_more(coordinator, found, today=TODAY) == 0
    promise("Efter svaret")
    assert actions.ask_more(coordinator, found, today=TODAY) == 1
    assert [one.kind for one in Letter.objects.all()] == ["report", "report"]
    assert Request.objects.get().answered_at is None
