"""The pages of commitments as people meet them: what they show, what they refuse, what they cost."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samfrid.commitments import actions
from samfrid.commitments.actions import Link
from samfrid.commitments.models import Commitment, Execution, OriginKind
from samfrid.municipalities.actions import unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.provenance.actions import Sentence
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
LIST = "/ataganden/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def made(actor: Membership, text: str = "Kartlägga våldet", **more: Any) -> Commitment:
    words = "Kommunen ska kartlägga våldet."
    link = Link(
        OriginKind.CLAUSE, "matters.clause", uuid.uuid4(), "matters.matter", uuid.uuid4(), "Motion om kartläggning"
    )
    sentence = Sentence(uuid.uuid4(), "Protokoll 14 december", 0, len(words), words, 3)
    return actions.commit(actor, text=text, origins=[link], sentences=[sentence], **more)


def page(browser: Client, commitment: Commitment) -> str:
    return browser.get(reverse("commitments:commitment", args=[commitment.pk])).content.decode()


def test_the_page_says_what_who_when_how_far_and_from_where(coordinator: Membership, browser_of: BrowserOf) -> None:
    one = made(coordinator, promised_on=dt.date(2022, 12, 14), due=PartialDate.parse("2023-06"))
    said = page(browser_of(coordinator), one).replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "Kartlägga våldet",
        "Ingen ansvarig",
        "juni 2023",
        "Försenat, inget rapporterat",
        "Ingen ansvarar",
        "Ingen har sagt något sedan 14 december 2022",
        "Motion om kartläggning",
        "Kommunen ska kartlägga våldet.",
        "Protokoll 14 december",
        'id="ansvarig"',
        'id="klart"',
        'id="rapportera"',
        "förde in åtagandet",
    ):
        assert words in said


def test_a_report_in_one_form(coordinator: Membership, browser_of: BrowserOf) -> None:
    one, browser = made(coordinator), browser_of(coordinator)
    answer = browser.post(
        reverse("commitments:report", args=[one.pk]),
        {"rapport-execution": "under_way", "rapport-on": "2026-11-20", "rapport-text": "Enkäten är ute"},
        follow=True,
    )
    assert "Rapporten är sparad." in answer.content.decode()
    assert "Enkäten är ute" in answer.content.decode()
    one.refresh_from_db()
    assert (one.execution, one.last_word_on) == (Execution.UNDER_WAY, dt.date(2026, 11, 20))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"rapport-execution": "done", "rapport-on": "2026-02-30", "rapport-text": "mitt ord"}, "Den dagen finns inte"),
        ({"rapport-execution": "done", "rapport-on": "2026-12-01", "rapport-text": "mitt ord"}, "har inte varit än"),
        ({"rapport-execution": "cannot", "rapport-on": "2026-11-01", "rapport-evidence": "mitt ord"}, "Skriv varför"),
        (
            {"rapport-execution": "", "rapport-on": "2026-11-01", "rapport-text": "mitt ord"},
            "Välj hur långt det har kommit",
        ),
        ({"rapport-execution": "hittepå", "rapport-on": "2026-11-01", "rapport-text": "mitt ord"}, "hittepå"),
    ],
)
def test_a_refused_report_says_why_and_keeps_what_was_typed(
    coordinator: Membership, browser_of: BrowserOf, typed: dict[str, str], sentence: str
) -> None:
    one = made(coordinator)
    answer = browser_of(coordinator).post(reverse("commitments:report", args=[one.pk]), typed)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in said
    assert "mitt ord" in said
    assert 'id="error-summary"' in said
    assert one.progress.count() == 0


def test_assign_to_a_unit_that_is_there_or_a_new_one(coordinator: Membership, browser_of: BrowserOf) -> None:
    one, browser = made(coordinator), browser_of(coordinator)
    known = unit_named(coordinator, "Socialförvaltningen")
    address = reverse("commitments:assign", args=[one.pk])
    browser.post(address, {"ansvarig-responsible": str(known.pk), "ansvarig-responsible_new": ""})
    one.refresh_from_db()
    assert one.responsible == known
    browser.post(address, {"ansvarig-responsible": "", "ansvarig-responsible_new": "Lejonfastigheter AB"})
    one.refresh_from_db()
    assert str(one.responsible) == "Lejonfastigheter AB"
    answer = browser.post(address, {"ansvarig-responsible": str(known.pk), "ansvarig-responsible_new": "En till"})
    assert answer.status_code == 422
    assert "inte båda" in answer.content.decode()
    browser.post(address, {"ansvarig-responsible": "", "ansvarig-responsible_new": ""})
    one.refresh_from_db()
    assert one.responsible is None


@pytest.mark.parametrize(
    ("typed", "due", "precision"),
    [
        ("2027-06-30", dt.date(2027, 6, 30), "day"),
        ("2027-06", dt.date(2027, 6, 30), "month"),
        ("2027", dt.date(2027, 12, 31), "year"),
        ("30 juni 2027", dt.date(2027, 6, 30), "day"),
        ("juni 2027", dt.date(2027, 6, 30), "month"),
        ("2027-6-3", dt.date(2027, 6, 3), "day"),
        ("", None, "day"),
    ],
)
def test_the_day_may_be_a_day_a_month_or_a_year(
    coordinator: Membership, browser_of: BrowserOf, typed: str, due: dt.date | None, precision: str
) -> None:
    one = made(coordinator, due=PartialDate.parse("2030-01-01"))
    answer = browser_of(coordinator).post(reverse("commitments:due", args=[one.pk]), {"klart-due": typed})
    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.due_on, one.due_precision) == (due, precision)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("2027-02-30", "Det är inget datum"), ("snart", "Det är inget datum"), ("2020", "före den dagen")],
)
def test_an_impossible_day_is_refused(
    coordinator: Membership, browser_of: BrowserOf, typed: str, sentence: str
) -> None:
    one = made(coordinator, promised_on=dt.date(2022, 12, 14))
    answer = browser_of(coordinator).post(reverse("commitments:due", args=[one.pk]), {"klart-due": typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()


def test_a_commitment_of_ones_own(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    answer = browser.post(
        "/ataganden/nytt/", {"text": "Bjuda in jourerna", "responsible_new": "Socialförvaltningen", "due": "2027"}
    )
    one = Commitment.objects.get()
    assert answer["Location"] == reverse("commitments:commitment", args=[one.pk])
    assert (one.text, str(one.responsible), one.due_on) == (
        "Bjuda in jourerna",
        "Socialförvaltningen",
        dt.date(2027, 12, 31),
    )
    assert browser.post("/ataganden/nytt/", {"text": " ", "due": ""}).status_code == 422


def test_the_filters_are_the_rules(coordinator: Membership, browser_of: BrowserOf) -> None:
    unit = unit_named(coordinator, "Socialförvaltningen")
    made(coordinator, "Ingens och sen", due=PartialDate.parse("2026-11-21"))
    made(coordinator, "Tyst", promised_on=dt.date(2022, 12, 14), responsible=unit)
    made(
        coordinator,
        "Pågående",
        responsible=unit,
        execution=Execution.UNDER_WAY,
        said_on=dt.date(2026, 11, 1),
        due=PartialDate.parse("2026-11-22"),
    )
    made(coordinator, "Klar", execution=Execution.DONE, said_on=dt.date(2023, 1, 1), due=PartialDate.parse("2022"))
    browser = browser_of(coordinator)

    def shown(**asked: str) -> set[str]:
        said = browser.get(LIST, asked).content.decode()
        return {text for text in ("Ingens och sen", "Tyst", "Pågående", "Klar") if f">{text}</a>" in said}

    assert shown() == {"Ingens och sen", "Tyst", "Pågående", "Klar"}
    assert shown(visa="utan-ansvarig") == {"Ingens och sen"}
    assert shown(visa="forsenade") == {"Ingens och sen"}
    assert shown(visa="tysta") == {"Tyst"}
    assert shown(visa="pagar") == {"Pågående"}
    assert shown(visa="klara") == {"Klar"}
    assert shown(visa="hittepå") == {"Ingens och sen", "Tyst", "Pågående", "Klar"}
    assert shown(sok="sen ingens") == {"Ingens och sen"}
    assert shown(sok="PÅGÅ", visa="pagar") == {"Pågående"}
    assert shown(sok="%") == set()


def test_paging_shows_each_once(coordinator: Membership, browser_of: BrowserOf) -> None:
    expected = {
        made(coordinator, f"Åtagande {n}", due=PartialDate.parse(f"2026-{n % 9 + 1:02}")).pk for n in range(120)
    }
    browser = browser_of(coordinator)
    for chosen in ("", "forsenade"):
        seen: list[str] = []
        address = f"{LIST}?visa={chosen}"
        while address:
            said = browser.get(address)
            seen += [row["url"] for row in said.context["rows"]]
            address = said.context["next_url"]
        assert len(seen) == 120
        assert set(seen) == {reverse("commitments:commitment", args=[key]) for key in expected}


@pytest.mark.parametrize("cursor", ["x", "2026-13-45_x", "_", "2026-01-01T00:00:00_" + "0" * 32, "-_-"])
def test_a_made_up_cursor_is_the_first_page(coordinator: Membership, browser_of: BrowserOf, cursor: str) -> None:
    made(coordinator)
    assert "Kartlägga våldet" in browser_of(coordinator).get(LIST, {"fran": cursor}).content.decode()


def test_the_number_of_queries_does_not_grow(coordinator: Membership, browser_of: BrowserOf) -> None:
    unit = unit_named(coordinator, "Socialförvaltningen")
    browser = browser_of(coordinator)
    counted = []
    for n in (5, 45):
        for row in range(n):
            one = made(coordinator, f"Åtagande {n} {row}", responsible=unit)
            actions.report(
                coordinator,
                one,
                on=dt.date(2026, 1, 1),
                execution=Execution.UNDER_WAY,
                text="x",
                today=dt.date(2026, 11, 22),
            )
        for day in range(1, n):
            actions.report(
                coordinator,
                one,
                on=dt.date(2026, 2, day % 28 + 1),
                execution=Execution.UNDER_WAY,
                text="x",
                today=dt.date(2026, 11, 22),
            )
        costs = []
        for address in (LIST, f"{LIST}?visa=tysta", reverse("commitments:commitment", args=[one.pk])):
            browser.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert browser.get(address).status_code == 200
            costs.append(len(queries))
        counted.append(costs)
    assert counted[0] == counted[1]


def test_an_elected_member_reads_all_and_is_offered_no_act(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    one, browser = made(coordinator), browser_of(elected)
    said = page(browser, one)
    assert "Kommunen ska kartlägga våldet." in said
    for form in ("rapportera", "ansvarig", "klart"):
        assert f'id="{form}"' not in said
    assert "Nytt åtagande" not in browser.get(LIST).content.decode()
    for name in ("report", "assign", "due"):
        assert browser.post(reverse(f"commitments:{name}", args=[one.pk]), {}).status_code == 403
    assert browser.get("/ataganden/nytt/").status_code == 403


def test_an_officer_reports(linkoping: Municipality, coordinator: Membership, browser_of: BrowserOf) -> None:
    one = made(coordinator)
    browser = browser_of(member(linkoping, Role.OFFICER))
    typed = {"rapport-execution": "done", "rapport-on": "2026-11-20"}
    refused = browser.post(reverse("commitments:report", args=[one.pk]), typed)
    assert "visar att det är genomfört" in refused.content.decode()
    accepted = browser.post(reverse("commitments:report", args=[one.pk]), typed | {"rapport-evidence": "KS § 9"})
    assert accepted.status_code == 302


def test_another_municipalitys_commitment_is_not_there(
    coordinator: Membership, vallentuna: Municipality, browser_of: BrowserOf
) -> None:
    one = made(coordinator)
    enter(vallentuna.code)
    browser = browser_of(member(vallentuna, Role.COORDINATOR))
    assert browser.get(reverse("commitments:commitment", args=[one.pk])).status_code == 404
    assert browser.post(reverse("commitments:report", args=[one.pk]), {}).status_code == 404
    assert "Kartlägga våldet" not in browser.get(LIST).content.decode()


def test_without_a_role_nothing_is_read(coordinator: Membership, browser_of: BrowserOf) -> None:
    one = made(coordinator)
    coordinator.ended_on = dt.date(2026, 1, 1)
    coordinator.save()
    browser = browser_of(coordinator)
    assert browser.get(LIST).status_code == 403
    assert browser.get(reverse("commitments:commitment", args=[one.pk])).status_code == 403


def test_a_state_told_by_a_document_without_a_day_is_not_called_unreported(
    coordinator: Membership, browser_of: BrowserOf
) -> None:
    commitment = made(coordinator, "att en folder trycks", execution=Execution.DONE)
    said = page(browser_of(coordinator), commitment)
    assert "<h1>En folder trycks" in said.replace(' class="page-head__title"', "")
    assert "Enligt en handling utan datum" in said
    assert "Ingen har rapporterat</" not in said


def test_a_long_text_is_shortened_between_words(coordinator: Membership) -> None:
    name = str(made(coordinator, "Familjevårdsgruppen erbjuder stöd. " * 9))
    assert len(name) <= 120
    assert name.endswith(("stöd. …", "erbjuder …", "Familjevårdsgruppen …"))


@pytest.mark.parametrize("room", ["commitments", "matters"])
def test_a_search_for_what_no_text_can_hold_finds_as_without_it(
    coordinator: Membership, browser_of: BrowserOf, room: str
) -> None:
    made(coordinator)
    assert browser_of(coordinator).get(reverse(f"{room}:list"), {"sok": "kart\0lägga"}).status_code == 200
