"""The night of the agreements: renewals in their ledger and reminders, each once, and made good after a pause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samfrid.audit.queries import history
from samfrid.municipalities.models import Membership
from samfrid.partners import actions
from samfrid.partners.models import Agreement, Party, Renewal, Rest
from samfrid.partners.tasks import run_agreements
from samfrid.post.models import Letter
from tests.partners.test_terms_actions import D, jouren, made, one_year, renewals

CODE = "0580"


@pytest.fixture(autouse=True)
def no_other_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def renewed(day: D) -> int:
    """How many renewals the night of a day writes."""
    return actions.run_day(CODE, today=day)[0]


def reminded(day: D) -> int:
    """How many reminders the night of a day writes."""
    return actions.run_day(CODE, today=day)[1]


def test_a_renewal_is_written_the_night_that_its_period_begins(coordinator: Membership) -> None:
    agreement = made(coordinator)
    assert len(renewals(agreement)) == 2
    assert renewed(D(2027, 6, 30)) == 0
    assert renewed(D(2027, 7, 1)) == 1
    assert renewals(agreement)[-1] == (4, D(2027, 7, 1), D(2029, 6, 30))
    entry = history(agreement)[0]
    assert (entry.act, entry.actor, entry.detail["number"]) == ("partners.renew", "Samfrid", 4)


def test_twice_is_harmless_and_a_pause_is_made_good(coordinator: Membership) -> None:
    agreement = made(coordinator)
    # nobody ran it for eight years
    late = D(2034, 11, 1)
    assert renewed(late) == 4
    before = renewals(agreement)
    assert [number for number, _start, _end in before] == [2, 3, 4, 5, 6, 7]
    assert (before[-1][1], before[-1][2]) == (D(2033, 7, 1), D(2035, 6, 30))
    assert renewed(late) == 0
    # nor does a clock that goes back take anything away
    assert renewed(D(2026, 1, 1)) == 0
    assert renewals(agreement) == before
    assert [entry.act for entry in history(agreement)].count("partners.renew") == 1


def test_what_does_not_go_on_is_not_renewed(coordinator: Membership) -> None:
    one_year(coordinator)
    ended = made(coordinator, title="Uppsagt")
    actions.give_notice(coordinator, jouren(ended), given_on=D(2026, 11, 1), today=D(2026, 11, 22))
    assert renewed(D(2030, 1, 1)) == 0
    assert Renewal.objects.count() == 2


def test_a_renewal_on_29_february(coordinator: Membership) -> None:
    leap = made(coordinator, first_starts_on=D(2023, 3, 1), first_ends_on=D(2024, 2, 28), renewal_months=12)
    renewed(D(2028, 2, 28))
    assert renewals(leap) == [
        (2, D(2024, 2, 29), D(2025, 2, 27)),
        (3, D(2025, 2, 28), D(2026, 2, 27)),
        (4, D(2026, 2, 28), D(2027, 2, 27)),
        (5, D(2027, 2, 28), D(2028, 2, 28)),
    ]
    assert renewed(D(2028, 2, 29)) == 1
    assert renewals(leap)[-1] == (6, D(2028, 2, 29), D(2029, 2, 27))


def test_a_new_period_by_hand_is_in_the_ledger_when_it_begins(coordinator: Membership) -> None:
    agreement = one_year(coordinator)
    actions.prolong(
        coordinator,
        agreement,
        starts_on=D(2027, 1, 1),
        ends_on=D(2027, 12, 31),
        agreed_on=D(2026, 11, 1),
        today=D(2026, 11, 22),
    )
    assert renewals(agreement) == []
    assert renewed(D(2027, 1, 1)) == 1
    assert renewals(agreement) == [(2, D(2027, 1, 1), D(2027, 12, 31))]


def test_each_reminder_goes_out_once(coordinator: Membership) -> None:
    agreement = made(coordinator)
    day, sent = D(2025, 7, 1), []
    while day <= D(2027, 6, 30):
        if reminded(day):
            sent.append(day)
            assert reminded(day) == 0
        day += dt.timedelta(1)
    # twelve, nine, six and three months before the notice day; then the period's end, which comes nearer
    assert sent == [
        D(2026, 1, 1),
        D(2026, 4, 1),
        D(2026, 7, 1),
        D(2026, 10, 1),
        D(2027, 1, 1),
        D(2027, 4, 1),
    ]
    assert set(Letter.objects.values_list("about", flat=True)) == {f"partners.agreement:{agreement.pk}"}
    first = Letter.objects.order_by("created_at")[0]
    assert first.subject == "Sista dag att säga upp är 31 december 2026: Partnerskap med kvinnojouren"
    assert "om det inte sägs upp senast 31 december 2026" in first.body
    assert f"/avtal/{agreement.pk}/" in first.body


def test_after_a_pause_only_the_nearest_reminder_goes_out(coordinator: Membership) -> None:
    one_year(coordinator)
    assert reminded(D(2026, 11, 22)) == 1
    assert Letter.objects.get().key.split(":")[2:5] == ["end", "2026-12-31", "3"]
    assert reminded(D(2026, 12, 31)) == 0
    assert reminded(D(2027, 1, 1)) == 0


def test_one_that_another_comes_after_is_not_reminded_of(coordinator: Membership) -> None:
    first = one_year(coordinator)
    one_year(coordinator, title="2027", first_starts_on=D(2027, 1, 1), first_ends_on=D(2027, 12, 31), replaces=first)
    assert reminded(D(2026, 11, 22)) == 0


def test_reminders_go_to_those_who_coordinate_or_else_register(
    coordinator: Membership, registrar: Membership, elected: Membership
) -> None:
    one_year(coordinator)
    reminded(D(2026, 11, 22))
    assert [one.to_address for one in Letter.objects.all()] == [coordinator.user.email]
    Membership.objects.filter(pk=coordinator.pk).update(ended_on=D(2026, 11, 23))
    reminded(D(2026, 11, 24))
    assert Letter.objects.filter(to_address=registrar.user.email).count() == 1
    Membership.objects.filter(pk=registrar.pk).update(ended_on=D(2026, 11, 25))
    assert reminded(D(2026, 11, 26)) == 0
    assert not Letter.objects.filter(to_address=elected.user.email).exists()


def _queries(day: D) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        actions.run_day(CODE, today=day)
    return len(caught)


def test_the_queries_of_a_night_do_not_grow_with_the_agreements(coordinator: Membership) -> None:
    made(coordinator, title="Avtal 0")
    actions.run_day(CODE, today=D(2026, 5, 1))
    one = _queries(D(2026, 10, 1))
    for number in range(1, 6):
        made(coordinator, title=f"Avtal {number}")
    six = _queries(D(2027, 1, 1))
    assert six == one
    assert Letter.objects.filter(subject__startswith="Avtal förlängs").count() == 6


def test_a_night_on_which_nothing_can_happen_asks_one_question(coordinator: Membership) -> None:
    for number in range(3):
        made(coordinator, title=f"Avtal {number}")
    actions.run_day(CODE, today=D(2026, 11, 22))
    # and the two of its transaction
    assert _queries(D(2026, 11, 23)) == 1 + 2
    assert _queries(D(2026, 12, 31)) == 1 + 2
    assert reminded(D(2027, 1, 1)) == 3


def _asleep(agreement: Agreement) -> bool:
    return Rest.objects.filter(agreement=agreement).exists()


def _time_is_amended(actor: Membership, agreement: Agreement) -> None:
    told = actions.AmendmentIn(D(2026, 11, 1), D(2026, 11, 1), "Slut", D(2026, 12, 31), time=True)
    actions.amend(actor, agreement, told, today=D(2026, 11, 22))


def _notice_is_given(actor: Membership, agreement: Agreement) -> None:
    actions.give_notice(actor, jouren(agreement), given_on=D(2026, 11, 1), today=D(2026, 11, 22))


def _a_party_gets_its_own_time(_actor: Membership, agreement: Agreement) -> None:
    Party.objects.filter(pk=jouren(agreement).pk).update(notice_months=3)


def _a_party_with_its_own_time_comes(_actor: Membership, agreement: Agreement) -> None:
    Party.objects.create(municipality_id=CODE, agreement=agreement, name="Regionen", notice_months=9)


def _what_came_after_it_goes(_actor: Membership, agreement: Agreement) -> None:
    later = Agreement.objects.create(municipality_id=CODE, form="iop", title="Nästa", replaces=agreement)
    assert _asleep(agreement)
    later.delete()


def _what_came_after_it_came_after_another(_actor: Membership, agreement: Agreement) -> None:
    later = Agreement.objects.create(municipality_id=CODE, form="iop", title="Nästa", replaces=agreement)
    later.replaces = None
    later.save()


@pytest.mark.parametrize(
    "change",
    [
        _time_is_amended,
        _notice_is_given,
        _a_party_gets_its_own_time,
        _a_party_with_its_own_time_comes,
        _what_came_after_it_goes,
        _what_came_after_it_came_after_another,
    ],
)
def test_what_changes_an_agreements_time_wakes_it(
    change: Callable[[Membership, Agreement], None], coordinator: Membership
) -> None:
    agreement, other = made(coordinator), made(coordinator, title="Ett annat")
    actions.run_day(CODE, today=D(2026, 11, 22))
    assert _asleep(agreement)
    change(coordinator, Agreement.objects.get(pk=agreement.pk))
    assert not _asleep(agreement)
    assert _asleep(other)


def test_what_does_not_touch_its_time_lets_it_sleep(coordinator: Membership) -> None:
    agreement = made(coordinator)
    actions.run_day(CODE, today=D(2026, 11, 22))
    agreement.title = "Ett nytt namn"
    agreement.save()
    Party.objects.filter(pk=jouren(agreement).pk).update(name="Föreningen")
    assert _asleep(agreement)


def test_a_clock_that_goes_back_wakes_them_all(coordinator: Membership) -> None:
    made(coordinator)
    # somebody tried a day in the future
    actions.run_day(CODE, today=D(2030, 1, 15))
    assert reminded(D(2026, 11, 22)) == 1
    assert reminded(D(2026, 11, 23)) == 0
    assert reminded(D(2027, 1, 1)) == 1


def test_a_night_that_fails_leaves_nothing_half_done(coordinator: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    agreement = made(coordinator)
    actions.run_day(CODE, today=D(2026, 11, 22))

    def fail(*_told: object) -> int:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("samfrid.partners.actions.nights.write_many", fail)
        with pytest.raises(RuntimeError):
            actions.run_day(CODE, today=D(2028, 1, 1))
    assert len(renewals(agreement)) == 2
    assert actions.run_day(CODE, today=D(2028, 1, 2)) == (1, 1)


def test_the_task_runs_every_municipality(coordinator: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    agreement = made(coordinator)
    monkeypatch.setenv("SAMFRID_TODAY", "2027-07-01")
    run_agreements(0)
    run_agreements(0)
    assert renewals(agreement)[-1][0] == 4


def test_a_correction_puts_the_ledger_right(coordinator: Membership) -> None:
    agreement = made(coordinator)
    renewed(D(2027, 7, 1))
    with pytest.raises(ValidationError):
        actions.amend(
            coordinator,
            agreement,
            actions.AmendmentIn(D(2026, 11, 1), D(2026, 11, 1), "x", D(2020, 1, 1), time=True),
            today=D(2026, 11, 22),
        )
    actions.amend(
        coordinator,
        agreement,
        actions.AmendmentIn(D(2026, 11, 1), D(2026, 11, 1), "Slut vid årsskiftet", D(2026, 12, 31), time=True),
        today=D(2026, 11, 22),
    )
    assert renewals(agreement) == [(2, D(2023, 7, 1), D(2025, 6, 30)), (3, D(2025, 7, 1), D(2026, 12, 31))]
