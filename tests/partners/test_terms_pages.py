"""The pages of agreements' terms: by hand, corrected, amended, prolonged, notice; the list and its filters."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samfrid.municipalities.actions import organisation_named
from samfrid.municipalities.models import Membership
from samfrid.municipalities.tenancy import enter
from samfrid.partners import actions, queries, shown
from samfrid.partners.actions import AmountIn, record_follow_up
from samfrid.partners.models import Agreement, AgreementForm, Amount, Per
from samfrid.partners.queries import Asked, Show
from samfrid.partners.rules import Period, current_period, follow_up_wanted_since, next_period, yearly_sum
from samfrid.partners.shown.terms import time_facts
from tests.partners.test_terms_actions import JOUREN, TODAY, D, jouren, made, one_year


@pytest.fixture
def browser(client: Client, coordinator: Membership) -> Client:
    client.force_login(coordinator.user)
    enter(coordinator.municipality_id, str(coordinator.user_id), 2)
    return client


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def posted(**more: str) -> dict[str, str]:
    """The form of an agreement as a browser sends it."""
    told = {
        "title": "Partnerskap med kvinnojouren",
        "form": "iop",
        "purpose": "Fler ska få hjälp.",
        "shelter_places": "no",
        "decided_by_new": "Socialnämnden",
        "decided_on": "2021-06-15",
        "decided_paragraph": "§ 37",
        "diary_number": "SN 2021.101",
        "first_starts_on": "2021-07-01",
        "first_ends_on": "2023-06-30",
        "renewal_months": "24",
        "renewal_words": "två år i taget, tills vidare",
        "notice_months": "6",
        "own_notice_months": "",
        "parter-TOTAL_FORMS": "3",
        "parter-INITIAL_FORMS": "0",
        "parter-0-organisation_new": JOUREN,
        "parter-0-notice_months": "3",
    }
    return told | more


def test_an_agreement_is_entered_and_its_page_shows_it_all(browser: Client) -> None:
    answer = browser.post(reverse("partners:create"), posted())
    agreement = Agreement.objects.get()
    assert answer.url == agreement.get_absolute_url()  # type: ignore[attr-defined]
    assert [party.notice_months for party in agreement.parties.order_by("created_at")] == [None, 3]
    text = plain(browser.get(agreement.get_absolute_url()).content.decode())
    for part in (
        "Fler ska få hjälp.",
        "Socialnämnden, 15 juni 2021, § 37",
        "SN 2021.101",
        "1 juli 2025 – 30 juni 2027",
        "2 år i taget, tills vidare",
        "två år i taget, tills vidare",
        "Kvinnojouren i Vallentuna säger upp senast",
        "31 mars 2027 (3 månader)",
        "Alla 4 perioder",
        "förde in avtalet för hand",
    ):
        assert part in text, part
    for name in ("amend", "notice", "correct"):
        assert reverse(f"partners:{name}", args=[agreement.pk]) in text
    # it is prolonged by itself: there is no new period to agree on
    assert reverse("partners:prolong", args=[agreement.pk]) not in text


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"first_ends_on": "2021-06-30"}, "slutar före den börjar"),
        ({"first_starts_on": "2021-02-29"}, "Den dagen finns inte"),
        ({"parter-0-organisation_new": ""}, "minst en part utanför kommunen"),
        ({"parter-0-notice_months": "tre"}, '<li><a href="#id_parter-0-notice_months">'),
        ({"parter-0-organisation_new": "..."}, "namnet med bokstäver"),
        ({"decided_by_new": "-"}, "namnet med bokstäver"),
        ({"renewal_months": "två år"}, "Skriv ett antal månader"),
        ({"decided_by_new": ""}, "Ange vilken nämnd som beslutade"),
        ({"title": ""}, "Skriv vad avtalet kallas"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(browser: Client, more: dict[str, str], words: str) -> None:
    answer = browser.post(reverse("partners:create"), posted(**more))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "SN 2021.101" in text
    assert not Agreement.objects.exists()


def test_an_agreement_is_corrected(browser: Client, coordinator: Membership) -> None:
    agreement = made(coordinator)
    address = reverse("partners:correct", args=[agreement.pk])
    form = browser.get(address).content.decode()
    assert 'value="SN 2021.101"' in form
    key = str(jouren(agreement).organisation_id)
    party = {"parter-TOTAL_FORMS": "4", "parter-INITIAL_FORMS": "1", "parter-0-organisation": key}
    told = posted(**party, title="Partnerskapet") | {"parter-0-organisation_new": "", "parter-0-name": JOUREN}
    refused = browser.post(address, told)
    assert refused.status_code == 422
    assert "Skriv vad som var fel." in refused.content.decode()
    assert browser.post(address, told | {"reason": "Fel namn"}).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.title, agreement.parties.count()) == ("Partnerskapet", 2)


def test_two_parts_of_the_municipality_stay_parties_when_something_else_is_corrected(
    browser: Client, coordinator: Membership
) -> None:
    agreement = actions.register_agreement(
        coordinator,
        form=AgreementForm.IOP,
        title="Partnerskap",
        parties=[
            ("Vallentuna kommun", None),
            ("Socialnämnden", None),
            (JOUREN, organisation_named(coordinator, JOUREN)),
        ],
    )
    told = posted(title="Partnerskapet", reason="Fel namn", **{"parter-0-notice_months": ""})
    assert browser.post(reverse("partners:correct", args=[agreement.pk]), told).status_code == 302
    assert set(agreement.parties.values_list("name", flat=True)) == {"Vallentuna kommun", "Socialnämnden", JOUREN}


def test_a_renewal_that_is_written_and_not_chosen_is_asked_about(browser: Client, coordinator: Membership) -> None:
    agreement = made(coordinator)
    told = {"text": "Ett år i taget", "agreed_on": "2026-11-01", "effective_on": "2026-11-01", "renewal_months": "12"}
    answer = browser.post(reverse("partners:amend", args=[agreement.pk]), told)
    assert answer.status_code == 422
    assert "Välj att avtalet förlängs" in answer.content.decode()
    assert not agreement.amendments.exists()


def test_an_amendment_by_the_page(browser: Client, coordinator: Membership) -> None:
    agreement = made(coordinator)
    address = reverse("partners:amend", args=[agreement.pk])
    told = {"text": "Ett år i taget.", "agreed_on": "2026-11-01", "effective_on": "2026-11-01"}
    wrong = browser.post(address, told | {"renews": "yes"})
    assert wrong.status_code == 422
    assert "Ange mellan 1 och 240 månader" in wrong.content.decode()
    assert browser.post(address, told | {"renews": "yes", "renewal_months": "12"}).status_code == 302
    assert browser.post(address, told | {"text": "Bara ord."}).status_code == 302
    text = plain(browser.get(agreement.get_absolute_url()).content.decode())
    for part in ("Ett år i taget.", "24 blev 12", "Bara ord.", "1 år i taget, tills vidare"):
        assert part in text, part
    assert browser.post(address, told | {"renews": "no"}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.last_on == D(2027, 6, 30)


def test_a_new_period_by_the_page(browser: Client, coordinator: Membership) -> None:
    agreement = one_year(coordinator)
    address = reverse("partners:prolong", args=[agreement.pk])
    assert 'value="2027-01-01"' in browser.get(address).content.decode()
    told = {"starts_on": "2026-12-01", "ends_on": "2027-12-31", "agreed_on": "2026-11-01"}
    refused = browser.post(address, told)
    assert refused.status_code == 422
    assert "Låt den börja tidigast 1 januari 2027" in plain(refused.content.decode())
    assert browser.post(address, told | {"starts_on": "2027-01-01"}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.last_on == D(2027, 12, 31)


def test_a_notice_says_what_it_comes_to_and_can_be_taken_back(
    browser: Client, coordinator: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = made(coordinator)
    address = reverse("partners:notice", args=[agreement.pk])
    text = plain(browser.get(address).content.decode())
    assert "Senast 31 december 2026: avtalet upphör 30 juni 2027. Senare: det upphör först 30 juni 2029." in text
    assert 'name="late_is_known"' not in text
    monkeypatch.setenv("SAMFRID_TODAY", "2027-01-01")
    told = {"party": str(jouren(agreement).pk), "given_on": "2027-01-01", "reason": "Lokalen"}
    late = browser.post(address, told)
    assert late.status_code == 422
    assert 'name="late_is_known"' in late.content.decode()
    assert "31 december 2026" in plain(late.content.decode())
    assert browser.post(address, told | {"late_is_known": "on"}).status_code == 302
    page = plain(browser.get(agreement.get_absolute_url()).content.decode())
    assert "Uppsagt, upphör 30 juni 2029" in page
    assert "Efter sista dagen: uppsägningen gäller nästa period." in page
    notice = agreement.notices.get()
    withdrawn = browser.post(reverse("partners:withdraw", args=[notice.pk]), {"on": "2027-01-01", "why": "Ny lokal"})
    assert withdrawn.status_code == 302
    assert "återtagen 1 januari 2027" in plain(browser.get(agreement.get_absolute_url()).content.decode())


def test_one_who_may_not_edit_sees_and_does_nothing(
    client: Client, coordinator: Membership, elected: Membership
) -> None:
    agreement = made(coordinator)
    client.force_login(elected.user)
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert reverse("partners:amend", args=[agreement.pk]) not in page
    assert reverse("partners:create") not in client.get(reverse("partners:agreements")).content.decode()
    for name in ("create", "correct", "amend", "prolong", "notice"):
        args = [] if name == "create" else [agreement.pk]
        assert client.get(reverse(f"partners:{name}", args=args)).status_code == 403


@pytest.fixture
def five(coordinator: Membership) -> dict[str, Agreement]:
    """One that runs, one that nears its end, one that has ended, one ahead, one until further notice."""
    ahead = {"first_starts_on": D(2027, 3, 1), "first_ends_on": D(2028, 2, 29)}
    return {
        "runs": made(coordinator, title="Löper", notice_months=None),
        "ends": one_year(coordinator, title="Slutar"),
        "ended": one_year(coordinator, title="Slut", first_starts_on=D(2024, 1, 1), first_ends_on=D(2024, 12, 31)),
        "ahead": one_year(coordinator, title="Kommer", **ahead),
        "open": made(
            coordinator,
            title="Tills vidare",
            form=AgreementForm.COOPERATION,
            first_ends_on=None,
            renewal_months=None,
            open_ended=True,
        ),
    }


@pytest.mark.parametrize(
    ("show", "form", "expected"),
    [
        (Show.ALL, "", {"runs", "ends", "ended", "ahead", "open"}),
        (Show.IN_FORCE, "", {"runs", "ends", "open"}),
        (Show.ENDING, "", {"runs", "ends"}),
        (Show.ENDED, "", {"ended"}),
        (Show.FOLLOW_UP, "", {"runs"}),
        (Show.ALL, "grant", {"ends", "ended", "ahead"}),
        (Show.IN_FORCE, "cooperation", {"open"}),
    ],
)
def test_the_list_is_narrowed(
    coordinator: Membership, five: dict[str, Agreement], show: Show, form: str, expected: set[str]
) -> None:
    record_follow_up(coordinator, five["open"], D(2026, 1, 1), "Bra", today=TODAY)
    found = queries.agreements(coordinator.municipality_id, asked=Asked(show, form), today=TODAY)
    assert {row.title for row in found.rows} == {five[name].title for name in expected}


def test_the_filters_are_links_that_keep_each_other(browser: Client, five: dict[str, Agreement]) -> None:
    text = browser.get(reverse("partners:agreements"), {"visa": "galler", "form": "grant"}).content.decode()
    assert "?visa=galler&amp;form=iop" in text
    assert "?visa=slutar&amp;form=grant" in text
    empty = browser.get(reverse("partners:agreements"), {"visa": "upphort", "form": "other"}).content.decode()
    assert "Det finns inget avtal som passar det du har valt." in empty
    # what is none of ours is nothing
    assert (
        five["ended"].title in browser.get(reverse("partners:agreements"), {"visa": "x", "form": "y"}).content.decode()
    )


def test_the_list_costs_the_same_whatever_its_length(browser: Client, coordinator: Membership) -> None:
    counts = []
    for number in range(4):
        one_year(coordinator, title=f"Bidrag {number}")
        made(coordinator, title=f"Avtal {number}")
        if number in (0, 3):
            for visa in ("", "slutar", "folj-upp"):
                with CaptureQueriesContext(connection) as caught:
                    browser.get(reverse("partners:agreements"), {"visa": visa})
                counts.append(len(caught))
    assert counts[:3] == counts[3:]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "ska sägas upp senast 31 december 2026 om det inte ska förlängas"),
        ({"notice_months": None}, "gäller till 30 juni 2027, förlängs sedan"),
        ({"renewal_months": None}, "upphörde 30 juni 2023"),
        ({"first_starts_on": D(2027, 1, 1), "first_ends_on": D(2027, 12, 31)}, "börjar 1 januari 2027"),
        ({"first_ends_on": None, "renewal_months": None}, "slutdag okänd"),
        ({"first_ends_on": None, "renewal_months": None, "open_ended": True}, "gäller tills vidare"),
    ],
)
def test_whether_it_holds_in_words(coordinator: Membership, more: dict[str, Any], expected: str) -> None:
    assert plain(shown.standing(made(coordinator, **more), TODAY)[1]) == expected


def test_a_gap_between_two_periods_is_told(coordinator: Membership) -> None:
    agreement = one_year(coordinator)
    months = {"starts_on": D(2027, 3, 1), "ends_on": D(2027, 12, 31), "agreed_on": D(2026, 11, 1)}
    actions.prolong(coordinator, agreement, today=TODAY, **months)  # type: ignore[arg-type]
    agreement.refresh_from_db()
    assert plain(shown.standing(agreement, D(2027, 1, 15))[1]) == "ny period börjar 1 mars 2027"


def test_vallentuna_shows_the_right_things_on_each_day_until_2035(coordinator: Membership) -> None:
    """Seed 004: period, sums, notice and follow-up, on each day, as ``shown`` takes them."""
    agreement = actions.register_agreement(
        coordinator,
        form=AgreementForm.IOP,
        title="Partnerskap",
        parties=[("Vallentuna kommun", None), (JOUREN, organisation_named(coordinator, JOUREN))],
        first_starts_on=D(2021, 7, 1),
        first_ends_on=D(2023, 6, 30),
        renewal_months=24,
        amounts=[AmountIn(50_000, Per.YEAR), AmountIn(25_000, Per.YEAR, "om kvinnojouren startar sin tjejjour")],
    )
    conditional = Amount.objects.get(sek=25_000)
    day, terms = D(2021, 7, 1), agreement.terms
    followed_up = D(2026, 12, 1)
    while day <= D(2035, 12, 31):
        begins = D(day.year - (day < D(day.year, 7, 1)) - 1, 7, 1)
        begins = D(begins.year + 1, 7, 1) if begins.year % 2 == 0 else begins
        period = Period(begins, D(begins.year + 2, 6, 30), (begins.year - 2021) // 2 + 1)
        assert current_period(terms, day) == period
        assert next_period(terms, period)
        # it says no time of notice: no notice day is shown, but that it goes on
        assert plain(shown.standing(agreement, day)[1]) == f"gäller till 30 juni {begins.year + 2}, förlängs sedan"
        last = followed_up if day >= followed_up else None
        since = follow_up_wanted_since(terms.first_starts_on, last, day)
        late = day > D(2028, 12, 1) or D(2023, 7, 1) < day < followed_up
        assert (since is not None) == late, day
        day += dt.timedelta(1)
    total = yearly_sum([*agreement.amounts.all()])
    assert (total.certain, total.conditional) == (50_000, 25_000)
    actions.release(coordinator, conditional, D(2026, 9, 1), today=TODAY)
    total = yearly_sum([*agreement.amounts.all()])
    assert (total.certain, total.conditional) == (75_000, 0)
    with pytest.raises(ValidationError, match="ingen uppsägningstid"):
        actions.give_notice(coordinator, jouren(agreement), given_on=TODAY, today=TODAY)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            {"first_starts_on": D(2027, 1, 1), "first_ends_on": D(2028, 12, 31)},
            "Den första perioden är 1 januari 2027 – 31 december 2028.",
        ),
        (
            {"first_starts_on": D(2020, 1, 1), "first_ends_on": D(2020, 12, 31), "renewal_months": None},
            "Avtalet upphörde 31 december 2020, så ingen period löper.",
        ),
        (
            {"first_starts_on": None, "first_ends_on": None, "renewal_months": None},
            "Ingen period löper i dag, eller så är dess dagar inte kända.",
        ),
    ],
)
def test_an_agreement_without_a_period_says_why(coordinator: Membership, more: dict[str, Any], words: str) -> None:
    agreement = made(coordinator, **more)
    assert plain(shown.no_period(agreement, TODAY)) == words
    facts = {name: plain(told) for name, told in time_facts(agreement, agreement.parties.all(), TODAY)}
    assert facts.get("Första perioden", "") in words
    assert ("Första perioden" in facts) == (agreement.first_starts_on == D(2027, 1, 1))
