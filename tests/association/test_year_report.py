"""The yearly report: frozen when it was submitted, written by its own association alone, divided by who paid."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from samfrid.municipalities.models import Membership, Organisation
from samfrid.partners import actions
from samfrid.partners.actions import LineIn, ShareIn
from samfrid.partners.models import (
    Agreement,
    AgreementForm,
    FunderKind,
    ReportLine,
    ReportShare,
    ReportState,
    YearReport,
)
from samfrid.partners.queries.year_reports import part_of
from samfrid.partners.queries.year_reports import submitted as submitted_of
from samfrid.partners.rules.year_report import (
    Funder,
    Line,
    Share,
    account_due,
    commissioned_on_grant,
    parts,
    unbalanced,
)
from tests.association.conftest import Association

TODAY = dt.date(2026, 11, 22)
STATE, OWN = Funder(FunderKind.STATE, "Statsbidrag"), Funder(FunderKind.OWN, "Egna medel")
CONTRACT = Funder(FunderKind.AGREEMENT, "Avtal", form=str(AgreementForm.CONTRACT))
IOP = Funder(FunderKind.AGREEMENT, "Partnerskap", form=str(AgreementForm.IOP))


def line(cost: int, *shares: tuple[Funder, int]) -> Line:
    return Line(1, "Telefonen", "", "", cost, [Share(funder, sek) for funder, sek in shares])


funders = st.sampled_from([STATE, OWN, CONTRACT, IOP, Funder(FunderKind.OTHER, "Kyrkan")])
lines = st.builds(
    lambda cost, shares: Line(1, "x", "", "", cost, [Share(*one) for one in shares]),
    st.integers(0, 10**6),
    st.lists(st.tuples(funders, st.integers(1, 10**6)), max_size=5),
)


@given(st.lists(lines, max_size=6))
def test_the_parts_are_all_that_was_paid_each_krona_once(every: list[Line]) -> None:
    found = parts(every)
    assert sum(part.total for part in found) == sum(share.sek for line in every for share in line.shares)
    assert len({part.funder for part in found}) == len(found)
    assert [list(FunderKind).index(part.funder.kind) for part in found] == sorted(
        list(FunderKind).index(part.funder.kind) for part in found
    )


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (line(100, (STATE, 100)), False),
        (line(100, (STATE, 60), (OWN, 40)), False),
        (line(100), True),
        (line(100, (STATE, 101)), True),
        (line(0), False),
    ],
)
def test_what_was_paid_is_what_it_cost(told: Line, *, wrong: bool) -> None:
    assert bool(unbalanced([told])) is wrong


@pytest.mark.parametrize(
    ("told", "warned"),
    [
        (line(2, (STATE, 1), (CONTRACT, 1)), True),
        (line(2, (STATE, 1), (IOP, 1)), False),
        (line(2, (OWN, 1), (CONTRACT, 1)), False),
    ],
)
def test_a_state_grant_for_work_on_commission_is_looked_at(told: Line, *, warned: bool) -> None:
    """SFS 2022:257 7 §."""
    assert bool(commissioned_on_grant([told])) is warned


def test_the_grant_is_accounted_for_by_the_last_of_april() -> None:
    """SFS 2022:257 21 §."""
    assert account_due(2025) == dt.date(2026, 4, 30)


def _line(one: Association, text: str = "Telefonen", sek: int = 100) -> LineIn:
    return LineIn(text, sek, shares=[ShareIn(FunderKind.AGREEMENT, sek, one.agreement)])


@pytest.fixture
def submitted(hers: Association) -> YearReport:
    made = actions.start_report(hers.partner, hers.organisation, 2025, today=TODAY)
    actions.write_line(hers.partner, made, _line(hers))
    return actions.submit_report(hers.partner, made, today=TODAY)


def test_what_was_submitted_is_frozen_by_the_act(hers: Association, submitted: YearReport) -> None:
    row = submitted.lines.get()
    for act in (
        lambda: actions.write_line(hers.partner, submitted, _line(hers)),
        lambda: actions.write_line(hers.partner, submitted, _line(hers), row),
        lambda: actions.write_summary(hers.partner, submitted, "x"),
        lambda: actions.remove_line(hers.partner, row),
        lambda: actions.submit_report(hers.partner, submitted),
        lambda: actions.start_report(hers.partner, hers.organisation, 2025, today=TODAY),
    ):
        with pytest.raises(ValidationError, match="inlämnad"):
            act()


def test_what_was_submitted_is_frozen_by_the_database(submitted: YearReport) -> None:
    row, share = submitted.lines.get(), ReportShare.objects.get()
    for act in (
        lambda: YearReport.objects.update(summary="x"),
        lambda: YearReport.objects.update(state=ReportState.DRAFT, submitted_on=None),
        lambda: ReportLine.objects.update(cost_sek=1),
        lambda: ReportShare.objects.update(sek=1),
        lambda: ReportShare.objects.filter(pk=share.pk).delete(),
        lambda: ReportShare.objects.create(
            municipality_id=row.municipality_id, line=row, kind=FunderKind.OWN, funder="Egna medel", sek=1
        ),
        lambda: ReportLine.objects.create(
            municipality_id=row.municipality_id, report=submitted, number=2, text="x", cost_sek=1
        ),
    ):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            act()


def test_two_sides_do_each_their_own(
    coordinator: Membership, hers: Association, others: Association, submitted: YearReport
) -> None:
    with pytest.raises(PermissionDenied):
        actions.start_report(coordinator, hers.organisation, 2024)
    with pytest.raises(PermissionDenied):
        actions.start_report(others.partner, hers.organisation, 2024)
    with pytest.raises(PermissionDenied):
        actions.ask_for_correction(hers.partner, submitted, "x")
    actions.ask_for_correction(coordinator, submitted, "Källa saknas", today=TODAY)
    with pytest.raises(ValidationError, match="redan begärd"):
        actions.ask_for_correction(coordinator, submitted, "Igen", today=TODAY)


def test_another_associations_agreement_pays_for_nothing_here(hers: Association, others: Association) -> None:
    made = actions.start_report(hers.partner, hers.organisation, 2025, today=TODAY)
    with pytest.raises(ValidationError, match="inte föreningens"):
        actions.write_line(hers.partner, made, _line(others))


def test_a_draft_is_one_however_many_begin_it(hers: Association) -> None:
    first = actions.start_report(hers.partner, hers.organisation, 2025, today=TODAY)
    assert actions.start_report(hers.partner, hers.organisation, 2025, today=TODAY) == first
    assert Organisation.objects.get(pk=hers.organisation.pk).year_reports.count() == 1


def test_an_agreement_that_was_renamed_between_two_lines_is_one_funder(
    coordinator: Membership, hers: Association
) -> None:
    made = actions.start_report(hers.partner, hers.organisation, 2025, today=TODAY)
    actions.write_line(hers.partner, made, _line(hers, sek=100))
    Agreement.objects.filter(pk=hers.agreement.pk).update(title="Ett annat namn")
    hers.agreement.refresh_from_db()
    actions.write_line(hers.partner, made, _line(hers, sek=50))
    sent = actions.submit_report(hers.partner, made, today=TODAY)
    told = part_of(sent, hers.agreement)
    assert told
    assert (told.total, told.funder.name) == (150, "Ett annat namn")


def test_what_a_correction_says_no_more_is_no_longer_shown(
    coordinator: Membership, hers: Association, submitted: YearReport
) -> None:
    assert [one.report for one in submitted_of(hers.agreement)] == [submitted]
    actions.ask_for_correction(coordinator, submitted, "Avtalet betalade inget", today=TODAY)
    again = actions.start_report(hers.partner, hers.organisation, 2025, today=TODAY)
    assert [one.report for one in submitted_of(hers.agreement)] == [submitted]
    actions.write_line(
        hers.partner, again, LineIn("Telefonen", 100, shares=[ShareIn(FunderKind.OWN, 100)]), again.lines.get()
    )
    actions.submit_report(hers.partner, again, today=TODAY)
    assert submitted_of(hers.agreement) == []
