"""Two associations that turn out to be one: what each has reported is read by the log-in of the one that stays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samfrid.gaps.actions import catch_up
from samfrid.gaps.models import Gap
from samfrid.municipalities.actions import merge_organisations
from samfrid.municipalities.models import Membership, Organisation
from samfrid.partners import actions
from samfrid.partners.actions import LineIn, ShareIn
from samfrid.partners.models import FunderKind, ReportLine, ReportShare, YearReport
from tests.association.conftest import Association, make

YEAR, TODAY = 2025, dt.date(2026, 11, 22)


def _reported(one: Association) -> YearReport:
    report = actions.start_report(one.partner, one.organisation, YEAR, today=TODAY)
    share = ShareIn(FunderKind.AGREEMENT, 50_000, one.agreement)
    actions.write_line(one.partner, report, LineIn(f"Samtal i {one.organisation.name}", 50_000, shares=[share]))
    return actions.submit_report(one.partner, report, today=TODAY)


@pytest.fixture
def old(coordinator: Membership, hers: Association, others: Association) -> YearReport:
    """What the other reported before it was merged into hers, which had reported on the year too."""
    for one in (hers, others):
        _reported(one)
    found = YearReport.objects.get(organisation=others.organisation)
    merge_organisations(coordinator, others.organisation, hers.organisation, today=TODAY)
    return found


def test_she_reads_what_was_handed_in_under_the_former_name(
    coordinator: Membership, hers: Association, old: YearReport
) -> None:
    make(coordinator, "Tjejjouren Exempel")
    hers.enter()
    assert YearReport.objects.count() == ReportLine.objects.count() == ReportShare.objects.count() == 2
    assert set(Organisation.every.values_list("name", flat=True)) == {
        "Kvinnojouren Exempel",
        "Brottsofferjouren Exempel",
    }
    browser = Client()
    browser.force_login(hers.partner.user)
    page = browser.get(reverse("association:reports")).content.decode()
    assert page.count(f"Årsrapport {YEAR}") == 2
    assert page.count("lämnad under namnet Brottsofferjouren Exempel") == 1
    page = browser.get(reverse("association:report", args=[old.pk])).content.decode()
    assert "Samtal i Brottsofferjouren Exempel" in page
    assert "Den lämnades under namnet Brottsofferjouren Exempel" in page
    for name, more in (("part", []), ("part_file", ["docx"]), ("part_file", ["pdf"])):
        assert browser.get(reverse(f"association:{name}", args=[old.pk, 1, *more])).status_code == 200
    # it is read, and not written
    assert browser.post(reverse("association:submit", args=[old.pk])).status_code == 403


def test_another_association_sees_none_of_it(coordinator: Membership, old: YearReport) -> None:
    another = make(coordinator, "Tjejjouren Exempel")
    another.enter()
    assert not YearReport.objects.exists()
    assert Organisation.every.count() == 1
    browser = Client()
    browser.force_login(another.partner.user)
    assert browser.get(reverse("association:report", args=[old.pk])).status_code == 404


def test_a_correction_is_asked_for_under_the_name_of_today(
    coordinator: Membership, hers: Association, others: Association, old: YearReport
) -> None:
    with pytest.raises(ValidationError, match="Be om rättelse av årsrapporten från Kvinnojouren Exempel"):
        actions.ask_for_correction(coordinator, old, "Fel summa", today=TODAY)
    browser = Client()
    browser.force_login(coordinator.user)
    page = browser.get(reverse("partners:year_report", args=[others.agreement.pk, old.pk])).content.decode()
    assert "be om rättelse av årsrapporten från Kvinnojouren Exempel" in page
    assert "Be om rättelsen" not in page
    own = YearReport.objects.get(organisation=hers.organisation)
    actions.ask_for_correction(coordinator, own, "Fel summa", today=TODAY)
    hers.enter()
    assert actions.start_report(hers.partner, hers.organisation, YEAR, today=TODAY).version == 2


def test_what_was_accounted_for_under_the_former_name_is_accounted_for(
    coordinator: Membership, hers: Association, others: Association
) -> None:
    for one in (hers, others):
        _reported(one)
    ours = ("agreement_not_accounted", "year_report_missing")
    merge_organisations(coordinator, others.organisation, hers.organisation, today=TODAY)
    catch_up(coordinator.municipality_code, TODAY)
    assert not Gap.objects.filter(rule__in=ours, mended_on=None).exists()
