"""The reports that the law asks for (KL 5:35): who is on them, what they say, as files, and what the council did."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import openpyxl
import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from samfrid.matters import actions, reports
from samfrid.matters.actions import ClauseIn
from samfrid.matters.actions.reports import tell_council, write_off
from samfrid.matters.models import Clause, Event, EventKind, Matter, MatterKind, Outcome, PersonRole, Stage, Stance
from samfrid.matters.queries.reports import unanswered
from samfrid.matters.rules.reports import months_waited
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership, Municipality
from samfrid.municipalities.tenancy import enter

BrowserOf = Callable[[Membership], Client]
D = dt.date
TODAY = D(2026, 11, 22)
PAGE = "/arenden/redovisningar/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


@pytest.mark.parametrize(
    ("raised", "day", "months"),
    [
        ("2025-11-22", "2026-11-22", 12),
        ("2025-11-23", "2026-11-22", 11),
        ("2024-02-29", "2025-02-28", 12),
        ("2026-01-31", "2026-02-28", 1),
        ("2026-11-22", "2026-11-22", 0),
        ("2026-12-24", "2026-11-22", 0),
    ],
)
def test_whole_months(raised: str, day: str, months: int) -> None:
    assert months_waited(D.fromisoformat(raised), D.fromisoformat(day)) == months


def motion(actor: Membership, title: str, raised: str | None, kind: MatterKind = MatterKind.MOTION) -> Matter:
    return actions.register(
        actor,
        kind=kind,
        title=title,
        raised=PartialDate.parse(raised),
        people=[("Eva Ek", "V", PersonRole.MOVER)],
    )


@pytest.fixture
def matters(registrar: Membership) -> dict[str, Matter]:
    made = {
        "old": motion(registrar, "Den gamla", "2023-02-01"),
        "soon": motion(registrar, "Den snara", "2025-12-20"),
        "young": motion(registrar, "Den unga", "2026-10-01", MatterKind.CITIZEN_PROPOSAL),
        "unknown": motion(registrar, "Den odaterade", None),
        "decided": motion(registrar, "Den avgjorda", "2022-01-10"),
        "asked": motion(registrar, "Interpellationen", "2022-01-10", MatterKind.INTERPELLATION),
    }
    actions.record_decision(
        registrar,
        made["decided"],
        body=body_named(registrar, "Kommunfullmäktige"),
        stage=Stage.FINAL,
        on=D(2022, 6, 1),
        clauses=[ClauseIn("att motionen avslås", Outcome.REJECTED)],
    )
    actions.add_referral(
        registrar,
        made["old"],
        body=body_named(registrar, "Socialnämnden"),
        stance=Stance.SUPPORTS,
        answered_on=D(2023, 5, 12),
    )
    return made


def rows() -> dict[str, reports.Row]:
    return {one.title: one for one in reports.rows(unanswered("0580"), TODAY)}


def test_what_is_not_decided_stands_there_oldest_first_with_what_has_emerged(matters: dict[str, Matter]) -> None:
    found = rows()
    assert list(found) == ["Den gamla", "Den snara", "Den unga", "Den odaterade"]
    old = found["Den gamla"]
    assert (old.over, old.soon, old.months, old.deadline) == (True, False, 45, D(2024, 2, 1))
    assert old.emerged == ["Socialnämnden: tillstyrker (12\xa0maj\xa02023)."]
    assert (found["Den snara"].over, found["Den snara"].soon) == (False, True)
    assert (found["Den unga"].over, found["Den unga"].soon) == (False, False)
    assert found["Den odaterade"].deadline is None
    assert {one.title for one in reports.past_the_year(found.values())} == {"Den gamla", "Den snara"}


def test_what_the_council_has_been_told_is_not_told_again(registrar: Membership, matters: dict[str, Matter]) -> None:
    due = [one.found for one in reports.past_the_year(rows().values())]
    tell_council(registrar, due, on=D(2026, 11, 16))
    told = Event.objects.get(matter=matters["old"], kind=EventKind.REPORTED)
    assert "Socialnämnden: tillstyrker" in told.note
    assert reports.past_the_year(rows().values()) == []
    assert rows()["Den gamla"].told_on == D(2026, 11, 16)


def test_all_are_written_off_or_none(registrar: Membership, matters: dict[str, Matter]) -> None:
    with pytest.raises(ValidationError, match="Den unga"):
        write_off(registrar, [matters["old"], matters["young"]], on=D(2026, 9, 1), paragraph="§ 7")
    assert not Clause.objects.filter(outcome=Outcome.WRITTEN_OFF).exists()
    write_off(registrar, [matters["old"], matters["young"]], on=D(2026, 11, 16), paragraph="§ 7")
    assert set(rows()) == {"Den snara", "Den odaterade"}


def test_the_registrar_notes_what_the_council_did_on_the_page(
    registrar: Membership, matters: dict[str, Matter], browser_of: BrowserOf
) -> None:
    browser = browser_of(registrar)
    page = browser.get(PAGE).content.decode()
    assert page.count(" checked>") == 2
    told = {"matters": [str(matters["old"].pk)], "what": "written_off", "on": "2026-11-16", "paragraph": "§ 7"}
    for wrong, said in (
        ({"matters": []}, "Välj minst ett ärende"),
        ({"on": "2027-01-01"}, "Dagen har inte varit än"),
        ({"on": "30/2"}, "Den dagen finns inte"),
        ({"matters": ["00000000-0000-0000-0000-000000000000"]}, "väntar inte längre på beslut"),
        ({"matters": ["x"]}, ""),
    ):
        refused = browser.post(PAGE, told | wrong)
        assert refused.status_code == 422
        assert said in refused.content.decode()
    assert browser.post(PAGE, told).status_code == 302
    clause = Clause.objects.get(outcome=Outcome.WRITTEN_OFF)
    assert (clause.decision.matter, clause.decision.paragraph) == (matters["old"], "§ 7")


def test_the_elected_read_and_note_nothing(
    elected: Membership, matters: dict[str, Matter], browser_of: BrowserOf
) -> None:
    browser = browser_of(elected)
    page = browser.get(PAGE).content.decode()
    assert "Den gamla" in page
    assert 'name="matters"' not in page
    assert browser.post(PAGE, {"matters": [str(matters["old"].pk)]}).status_code == 403


def test_files_say_what_the_page_says_and_nothing_of_what_is_closed(
    registrar: Membership,
    elected: Membership,
    linkoping: Municipality,
    matters: dict[str, Matter],
    browser_of: BrowserOf,
) -> None:
    actions.add_referral(registrar, matters["young"], body=body_named(registrar, "Bildningsnämnden"))
    Matter.objects.filter(pk=matters["soon"].pk).update(access=Access.CONFIDENTIAL)
    browser = browser_of(elected)
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{PAGE}obesvarade/xlsx/").content))
    cells = list(book.active.values)
    assert [row[0] for row in cells[1:]] == ["Den gamla", "Den unga", "Den odaterade"]
    assert cells[1][4] == dt.datetime(2023, 2, 1)  # noqa: DTZ001 - Excel knows no time zones
    document = Document(io.BytesIO(browser.get(f"{PAGE}obesvarade/docx/").content))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "3 ärenden inte avgjorda. Av dem har 1 väntat längre än ett år" in text
    assert "Den snara" not in text
    pdf = pypdfium2.PdfDocument(browser.get(f"{PAGE}obesvarade/pdf/").content)
    assert "Den gamla" in pdf[0].get_textpage().get_text_bounded()
    assert browser.get(f"{PAGE}yttranden/xlsx/").status_code == 200
    assert browser.get(f"{PAGE}yttranden/exe/").status_code == browser.get(f"{PAGE}annat/pdf/").status_code == 404
    handled = Document(io.BytesIO(browser_of(registrar).get(f"{PAGE}obesvarade/docx/").content))
    text = "\n".join(one.text for one in handled.paragraphs)
    assert "Innehåller uppgifter ur ärenden med sekretess." in text
    assert "Den snara (sekretess)" in text
    enter(linkoping.code)


def test_the_report_costs_as_many_queries_for_thirty_as_for_three(
    registrar: Membership, matters: dict[str, Matter]
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reports.rows(unanswered("0580"), TODAY)
        return len(queries)

    before = cost()
    for number in range(27):
        motion(registrar, f"Motion {number}", "2025-01-01")
    assert cost() == before
