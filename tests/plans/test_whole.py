"""The pages of a plan as a whole: its tree, its matrix, two versions compared, the plan as a file, its names."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samfrid.commitments.actions import commit
from samfrid.documents.approval.outline import outline_of
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership
from samfrid.papers.docx import docx
from samfrid.papers.pdf import pdf
from samfrid.plans import actions, queries
from samfrid.plans.models import Activity, GoalLevel, Plan, PlanVersion
from samfrid.plans.paper import paper
from samfrid.reading.read import read

BrowserOf = Callable[[Membership], Client]
D = dt.date
NAME = "Handlingsplan mot våld i nära relationer"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def said_by(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, answer.content.decode()[:400]
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def version(coordinator: Membership) -> PlanVersion:
    """An adopted plan: effect, outcome, two goals, four activities of which three stand in the matrix."""
    made = actions.start_plan(coordinator, name=NAME, starts_on=D(2026, 1, 1), ends_on=D(2028, 12, 31))
    effect = actions.add_goal(coordinator, made, "Ingen utsätts för våld", level=GoalLevel.EFFECT)
    outcome = actions.add_goal(coordinator, made, "Fler söker stöd tidigt", level=GoalLevel.OUTCOME, parent=effect)
    first = actions.add_goal(coordinator, made, "Alla vet var stöd finns", parent=outcome)
    second = actions.add_goal(coordinator, made, "Barn får hjälp", parent=outcome)
    unit = unit_named(coordinator, "Socialförvaltningen")
    rows = (
        ("Sprida kontaktkort på tio språk i väntrum", unit, "2027-06-30", first, "universal", "society"),
        ("Utbilda bovärdar i att upptäcka våld", None, "2027", first, "selective", "organisation"),
        ("Erbjuda samtalsgrupper för barn", unit, "", second, "indicated", "individual"),
        ("Kartlägga otrygga platser i kommunen", None, "2026-12", None, "", ""),
    )
    for text, who, due, goal, level, arena in rows:
        actions.enter_activity(
            coordinator,
            made,
            text=text,
            responsible=who,
            due=PartialDate.parse(due),
            goal=goal,
            level=level,
            arena=arena,
        )
    return actions.adopt(
        coordinator, made, body=body_named(coordinator, "KF"), on=D(2026, 2, 2), paragraph="§ 9", today=D(2026, 11, 22)
    )


def test_the_page_has_the_tree_and_the_matrix(
    coordinator: Membership, browser_of: BrowserOf, version: PlanVersion
) -> None:
    browser = browser_of(coordinator)
    said = said_by(browser, version.plan.get_absolute_url())
    at = 0
    for words in (
        "Långsiktig effekt 1",
        "Ingen utsätts för våld",
        "Utfall 1.1",
        "Fler söker stöd tidigt",
        "Mål 1.1.1",
        "Alla vet var stöd finns",
        "Sprida kontaktkort",
        "Mål 1.1.2",
        "Utan särskilt mål",
        'id="matris"',
        "1 aktivitet, 1 utan ansvarig",
        "Tomma rutor:",
        "1 aktivitet har ingen nivå eller arena och syns inte i matrisen, 1 utan ansvarig",
    ):
        at = said.find(words, at)
        assert at >= 0, words
    key = version.plan_id
    for address, wanted, other in (
        (f"/ataganden/?niva=selective&arena=organisation&ur=plan%3A{key}", "Utbilda bovärdar", "Sprida kontaktkort"),
        (f"/ataganden/?niva=oplacerad&ur=plan%3A{key}", "Kartlägga otrygga", "Utbilda bovärdar"),
        ("/ataganden/?ur=planer", "Sprida kontaktkort", "Ur inget"),
    ):
        listed = said_by(browser, address)
        assert wanted in listed
        assert other not in listed
    assert "Bara det som står i" in said_by(browser, f"/ataganden/?ur=plan%3A{key}")
    # an address of nothing narrows nothing
    assert "Sprida kontaktkort" in said_by(browser, "/ataganden/?ur=plan%3Ax")
    whole = said_by(browser, "/planer/matris/")
    assert "Individ × universell" in whole
    # where it stands is told on the commitment's own page
    commitment = Activity.objects.first()
    assert commitment is not None
    assert "I planerna" in said_by(browser, f"/ataganden/{commitment.commitment_id}/")


def test_two_versions_beside_each_other(coordinator: Membership, browser_of: BrowserOf, version: PlanVersion) -> None:
    browser, plan = browser_of(coordinator), version.plan
    assert browser.get(f"/planer/{plan.pk}/jamfor/").status_code == 404
    draft = actions.new_version(coordinator, plan, starts_on=D(2029, 1, 1), ends_on=D(2031, 12, 31))
    assert "Inget skiljer versionerna åt" in said_by(browser, f"/planer/{plan.pk}/jamfor/")
    goals = {one.text: one for one in draft.goals.all()}
    rows = {one.commitment.text: one for one in draft.activities.select_related("commitment")}
    actions.change_goal(
        coordinator, goals["Barn får hjälp"], "Barn får hjälp i tid", parent=goals["Ingen utsätts för våld"]
    )
    taught = rows["Utbilda bovärdar i att upptäcka våld"]
    form = f"/planer/aktivitet/{taught.pk}/"
    assert "Utbilda bovärdar" in said_by(browser, form)
    typed = {"text": "Utbilda alla bovärdar i att upptäcka våld", "responsible_new": "Bostadsbolaget", "due": "2030"}
    answer = browser.post(form, {**typed, "goal": str(goals["Barn får hjälp"].pk)})
    assert answer.status_code == 302
    leave = f"/planer/aktivitet/{rows['Kartlägga otrygga platser i kommunen'].pk}/ta-bort/"
    assert browser.post(leave, {"kind": "dropped", "why": ""}).status_code == 422
    assert browser.post(leave, {"kind": "merged", "why": "x"}).status_code == 422
    merged = {"kind": "merged", "after": str(taught.pk), "why": "Samma platser"}
    assert browser.post(leave, merged).status_code == 302
    card = rows["Sprida kontaktkort på tio språk i väntrum"]
    Activity.objects.filter(pk=card.pk).delete()
    said = said_by(browser, f"/planer/{plan.pk}/jamfor/")
    for words in (
        "tillagt </span> i tid",
        "Flyttat från ”Fler söker stöd tidigt” till ”Ingen utsätts för våld”",
        "Flyttat från ”Alla vet var stöd finns” till ”Barn får hjälp i tid”",
        "Ansvarig: ingen → Bostadsbolaget",
        "Klart senast: 2027 → 2030",
        "Samma platser",
        "Ingen har sagt varför",
        f"/planer/version/{draft.pk}/saknas/{card.commitment_id}/",
    ):
        assert words in said, words
    explain = f"/planer/version/{draft.pk}/saknas/{card.commitment_id}/"
    assert browser.post(explain, {"why": ""}).status_code == 422
    assert browser.post(explain, {"why": "Korten är spridda"}).status_code == 302
    page = said_by(browser, plan.get_absolute_url())
    assert "Korten är spridda" in page
    assert "Det som inte är kvar" in page
    gone = draft.successions.get(before=card.commitment)
    assert browser.post(f"/planer/foljd/{gone.pk}/ta-tillbaka/").status_code == 302
    assert draft.activities.filter(commitment=card.commitment).exists()


def test_what_goes_out_is_read_again_with_the_same_goals_and_activities(
    coordinator: Membership, version: PlanVersion, tmp_path: Path
) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(docx(paper(queries.on_paper(version))))
    found = read(file).as_json()
    assert found["type"] == "plan"
    named = found["plans"][0]
    assert named["name"].startswith(NAME)
    assert (named["from"], named["to"], named["adopted_on"], named["paragraph"]) == (
        "2026",
        "2028",
        "2026-02-02",
        "§ 9",
    )
    told = {one["text"]: (one["responsible"], one["due"]) for one in found["commitments"]}
    assert told == {
        "Sprida kontaktkort på tio språk i väntrum": ("Socialförvaltningen", "2027-06-30"),
        "Utbilda bovärdar i att upptäcka våld": (None, "2027"),
        "Erbjuda samtalsgrupper för barn": ("Socialförvaltningen", None),
        "Kartlägga otrygga platser i kommunen": (None, "2026-12"),
    }
    places = [(one["evidence"][0]["start"], one["evidence"][0]["end"]) for one in found["commitments"]]
    outline = outline_of(found["text"], found["segments"], places)
    assert [(one.text, str(one.level), one.parent.text if one.parent else "") for one in outline.goals] == [
        (one.text, one.level, one.parent.text if one.parent else "") for one in version.goals.select_related("parent")
    ]
    goals = [outline.stands[place].goal for place in range(len(places))]
    under = {one["text"]: goal.text if goal else "" for one, goal in zip(found["commitments"], goals, strict=True)}
    assert under == {
        one.commitment.text: one.goal.text if one.goal else ""
        for one in version.activities.select_related("commitment", "goal")
    }
    assert pdf(paper(queries.on_paper(version))).startswith(b"%PDF")


def test_the_file_follows_the_municipalitys_own_form(
    coordinator: Membership, browser_of: BrowserOf, version: PlanVersion
) -> None:
    browser = browser_of(coordinator)
    form = "/planer/som-fil/"
    assert "Kolumner" in said_by(browser, form)
    places = {"kolumn_activity": "1", "kolumn_responsible": "2", "kolumn_level": "3"}
    for wrong in ({"kolumn_activity": ""}, {"kolumn_level": "2"}, {"kolumn_level": "x"}, {"ord_goal": "x" * 81}):
        assert browser.post(form, places | wrong).status_code == 422
    words = {"ord_activity": "Åtgärd", "ord_goal": "Insatsområde", "introduction": "Planen gäller hela kommunen."}
    assert browser.post(form, places | words).status_code == 302
    answer = browser.get(f"/planer/version/{version.pk}/plan.docx")
    assert answer.status_code == 200
    made = python_docx.Document(io.BytesIO(answer.content))
    heads = [[cell.text for cell in table.rows[0].cells] for table in made.tables]
    assert ["Åtgärd", "Ansvarig", "Förebyggande nivå"] in heads
    texts = [one.text for one in made.paragraphs]
    assert "Insatsområde 1.1.1: Alla vet var stöd finns" in texts
    assert "Planen gäller hela kommunen." in texts
    assert browser.get(f"/planer/version/{version.pk}/plan.pdf").content.startswith(b"%PDF")


def test_names_are_kept_by_form(coordinator: Membership, browser_of: BrowserOf, version: PlanVersion) -> None:
    browser, plan = browser_of(coordinator), version.plan
    page = f"/planer/{plan.pk}/kallas/"
    assert browser.post(page, {"name": ""}).status_code == 422
    assert browser.post(page, {"name": "Våldsplanen"}).status_code == 302
    assert "Våldsplanen" in said_by(browser, page)
    assert "Våldsplanen" in said_by(browser, plan.get_absolute_url())
    alias = plan.aliases.get()
    assert browser.post(f"/planer/kallas/{alias.pk}/ta-bort/").status_code == 302
    assert not plan.aliases.exists()
    assert (
        browser.post(f"/planer/{plan.pk}/namn/", {"name": "Program mot våld", "kind": "programme"}).status_code == 302
    )
    assert "Program mot våld" in said_by(browser, "/planer/")
    review = f"/planer/version/{version.pk}/oversyn/"
    assert browser.post(review, {"review_on": "2025-01-01"}).status_code == 422
    assert browser.post(review, {"review_on": "2027-10-01"}).status_code == 302
    assert "1 oktober 2027" in said_by(browser, plan.get_absolute_url())


def test_reads_cost_the_same_whatever_the_number(coordinator: Membership, browser_of: BrowserOf) -> None:
    def cost(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert browser_of(coordinator).get(address).status_code == 200
        return len(counted)

    version = actions.start_plan(coordinator, name=NAME)
    plan: Plan = version.plan
    goal = actions.add_goal(coordinator, version, "Fler ska få stöd")
    first = commit(coordinator, text="Aktivitet 0", level="universal", arena="society")
    actions.add_activity(coordinator, version, first, goal)
    pages = (plan.get_absolute_url(), "/planer/", "/planer/matris/", f"/planer/version/{version.pk}/plan.docx")
    before = [cost(address) for address in pages]
    many = [
        type(first)(municipality_id=first.municipality_id, text=f"Aktivitet {n}", level="selective", arena="individual")
        for n in range(1, 2001)
    ]
    type(first).objects.bulk_create(many)
    Activity.objects.bulk_create(
        Activity(municipality_id=first.municipality_id, version=version, goal=goal, number=n + 1, commitment=one)
        for n, one in enumerate(many, 1)
    )
    assert [cost(address) for address in pages] == before


def test_a_matrix_with_nothing_in_it_says_what_to_do(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    assert "Inga aktiviteter att placera" in said_by(browser, "/planer/matris/")
    made = actions.start_plan(coordinator, name=NAME, starts_on=D(2026, 1, 1))
    actions.enter_activity(coordinator, made, text="Utbilda personalen")
    actions.adopt(coordinator, made, body=body_named(coordinator, "KF"), on=D(2026, 3, 1), today=D(2026, 11, 22))
    for address in ("/planer/matris/", made.plan.get_absolute_url()):
        said = said_by(browser, address)
        assert "Ingen aktivitet har fått sin plats i matrisen" in said
        assert "Tomma rutor" not in said
