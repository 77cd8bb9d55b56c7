"""A plan goes from its document to a draft, is adopted, revised, given out and read again; the plan of a real memo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from samfrid.commitments.actions import describe
from samfrid.commitments.models import Commitment
from samfrid.documents.actions import accept, confirm_municipality
from samfrid.documents.actions.reading import keep_reading
from samfrid.documents.approval import approve
from samfrid.documents.approval.outline import outline_of
from samfrid.documents.models import Document, DocumentState, FindingState
from samfrid.documents.plan_decisions import decisions_for
from samfrid.matters.actions import ClauseIn, record_decision, register
from samfrid.matters.models import MatterKind, Outcome, Stage
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Membership
from samfrid.papers.docx import docx
from samfrid.papers.paper import Facts, Heading, Paper, Table, Text
from samfrid.plans import actions, queries
from samfrid.plans.models import Activity, Goal, Plan, PlanVersion, VersionState
from samfrid.plans.paper import paper
from samfrid.plans.shown import matrix
from samfrid.reading.read import read

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "reading" / "seeds"
D = dt.date
TODAY = D(2026, 11, 22)
NAME = "Handlingsplan mot våld i nära relationer"
PROSE = "Planen vänder sig till alla som arbetar i kommunen och i de kommunala bolagen. Den följs upp varje år i mars."


def approved(coordinator: Membership, file: Path, number: int) -> Document:
    """A document, read, with every finding accepted, and approved."""
    document = Document.objects.create(
        municipality=coordinator.municipality,
        name=file.name,
        sha256=f"{number:064}",
        size=file.stat().st_size,
        uploaded_by="test",
        state=DocumentState.READING,
    )
    keep_reading(coordinator, document, read(file).as_json())
    document.refresh_from_db()
    confirm_municipality(coordinator, document, coordinator.municipality_code)
    for finding in document.findings.filter(state=FindingState.PROPOSED):
        accept(coordinator, finding, finding.version)
    approve(coordinator, document)
    return document


def written(folder: Path, name: str, made: Paper) -> Path:
    file = folder / name
    file.write_bytes(docx(made))
    return file


def content(version: PlanVersion) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The goals with what they stand under, and the activities with their goals."""
    goals = Goal.objects.filter(version=version).select_related("parent")
    rows = Activity.objects.filter(version=version).select_related("commitment", "goal")
    return (
        sorted((one.text, one.parent.text if one.parent else "") for one in goals),
        {one.words: one.goal.text if one.goal else "" for one in rows},
    )


TABLE = Paper(
    f"{NAME} 2027–2030",
    [
        Facts([("Status", "Förslag, ännu ej antaget"), ("Gäller", "2027–2030")]),
        Heading(1, "Utgångspunkter"),
        Text([PROSE]),
        Heading(1, "Mål och aktiviteter"),
        Table(
            ["Nr", "Mål", "Aktivitet", "Ansvarig", "Klart", "Nivå", "Arena"],
            [
                ["1.1", "Våld upptäcks tidigt", "Fråga om våld vid alla nybesök", "Socialförvaltningen", "2027-06-30",
                 "universell", "organisation"],
                ["1.2", "", "Utbilda personal i förskola och skola", "Bildningsförvaltningen", "2028", "", ""],
                ["2.1", "Den som är utsatt får skydd", "Teckna avtal om skyddat boende", "", "2027-12-31", "", ""],
            ],
        ),
    ],
    sender=["Linköpings kommun"],
)  # fmt: skip


def test_from_document_to_draft_to_adopted_to_revised_to_document(coordinator: Membership, tmp_path: Path) -> None:
    approved(coordinator, written(tmp_path, "plan.docx", TABLE), 1)
    plan = Plan.objects.get()
    draft = plan.versions.get()
    assert (draft.state, draft.starts_on, draft.ends_on) == (VersionState.DRAFT, D(2027, 1, 1), D(2030, 12, 31))
    assert content(draft) == (
        [("Den som är utsatt får skydd", ""), ("Våld upptäcks tidigt", "")],
        {
            "Fråga om våld vid alla nybesök": "Våld upptäcks tidigt",
            "Utbilda personal i förskola och skola": "Våld upptäcks tidigt",
            "Teckna avtal om skyddat boende": "Den som är utsatt får skydd",
        },
    )
    asked = Commitment.objects.get(text__startswith="Fråga om våld")
    assert (asked.level, asked.arena, str(asked.responsible)) == ("universal", "organisation", "Socialförvaltningen")
    goal = draft.goals.get(text="Våld upptäcks tidigt")
    assert any("Våld upptäcks tidigt" in one.quote for one in queries.on_paper(draft).sources[goal.pk])
    body = body_named(coordinator, "Kommunfullmäktige")
    actions.adopt(coordinator, draft, body=body, on=D(2026, 11, 20), paragraph="§ 9", today=TODAY)
    new = actions.new_version(coordinator, plan, starts_on=D(2028, 1, 1), ends_on=D(2031, 12, 31))
    actions.change_goal(coordinator, new.goals.get(text="Våld upptäcks tidigt"), "Våld upptäcks i tid")
    actions.add_goal(coordinator, new, "Barn är trygga", parent=new.goals.get(text="Våld upptäcks i tid"))
    actions.enter_activity(
        coordinator, new, text="Erbjuda stödgrupper för barn", goal=new.goals.get(text="Barn är trygga")
    )
    before = content(new)
    # given out as a draft, and read again: the same version, with nothing more and nothing less
    approved(coordinator, written(tmp_path, "forslag.docx", paper(queries.on_paper(new))), 2)
    assert plan.versions.count() == 2
    assert content(new) == before
    actions.adopt(coordinator, new, body=body, on=D(2026, 11, 21), paragraph="§ 10", today=TODAY)
    # and as it was adopted: it is locked, and says the same
    approved(coordinator, written(tmp_path, "antagen.docx", paper(queries.on_paper(new))), 3)
    assert Plan.objects.count() == 1
    assert content(new) == before
    assert Commitment.objects.count() == 4


def test_a_goal_that_stands_elsewhere_by_now_does_not_stop_the_document(
    coordinator: Membership, tmp_path: Path
) -> None:
    draft = actions.start_plan(coordinator, name=NAME, starts_on=D(2027, 1, 1), ends_on=D(2030, 12, 31))
    # somebody has entered the document's effect as a goal, and nothing that reaches farther can stand under that
    actions.add_goal(coordinator, draft, "Ingen utsätts för våld")
    made = Paper(
        f"{NAME} 2027–2030",
        [
            Facts([("Status", "Förslag, ännu ej antaget"), ("Gäller", "2027–2030")]),
            Heading(1, "Utgångspunkter"),
            Text([PROSE]),
            Heading(1, "Mål och aktiviteter"),
            Heading(2, "Långsiktig effekt 1: Ingen utsätts för våld"),
            Heading(3, "Utfall 1.1: Fler får hjälp i tid"),
            Table(["Aktivitet", "Ansvarig"], [["Fråga om våld vid alla nybesök", "Socialförvaltningen"]]),
        ],
        sender=["Linköpings kommun"],
    )
    approved(coordinator, written(tmp_path, "plan.docx", made), 5)
    assert content(draft)[0] == [("Fler får hjälp i tid", ""), ("Ingen utsätts för våld", "")]


def test_a_goal_of_the_list_of_contents_is_the_same_goal() -> None:
    lines = ["Mål 1: Alla är trygga", "Mål 1: Alla är trygga", "Delmål 1.1: Barn är trygga", "Fråga barnen"]
    text, segments, at = "\n".join(lines), list[tuple[str, int, int, int, int]](), 0
    for level, line in zip((1, 1, 2, 0), lines, strict=True):
        segments.append(("heading" if level else "paragraph", at, at + len(line), level, 1))
        at += len(line) + 1
    found = outline_of(text, segments, [(at - 1 - len(lines[-1]), at - 1)])
    assert [(one.text, one.parent) for one in found.goals] == [
        ("Alla är trygga", None),
        ("Barn är trygga", found.goals[0]),
    ]
    assert found.stands[0].goal is found.goals[1]


def test_the_decision_that_adopts_is_offered(coordinator: Membership) -> None:
    plan = actions.start_plan(coordinator, name=NAME).plan
    assert decisions_for(plan) == []
    body = body_named(coordinator, "Kommunstyrelsen")
    for title in ("Antagande av handlingsplan mot våld", "Ny simhall"):
        matter = register(coordinator, kind=MatterKind.OWN, title=title)
        record_decision(
            coordinator,
            matter,
            body=body,
            stage=Stage.FINAL,
            on=D(2026, 6, 12),
            paragraph="§ 267",
            clauses=[ClauseIn("Ärendet godkänns", Outcome.APPROVED)],
        )
    offer = decisions_for(plan)
    assert [(one.on, one.body_id, one.paragraph) for one in offer] == [(D(2026, 6, 12), body.pk, "§ 267")]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real documents are not on this machine")
def test_the_plan_of_002_shows_three_activities_with_nobody(coordinator: Membership) -> None:
    approved(coordinator, next(SEEDS.glob("002_*")), 4)
    plan = Plan.objects.get()
    page = queries.plan_page(plan)
    version = page.versions[0]
    assert (version.state, version.adopted_on, version.paragraph) == (VersionState.ADOPTED, D(2018, 6, 12), "§ 267")
    activities = page.activities[version.pk]
    assert len(activities) == 3
    made = matrix.shown(matrix.of_activities(activities), f"plan:{plan.pk}", "Matrisen")
    assert made.unplaced == "3 aktiviteter har ingen nivå eller arena och syns inte i matrisen, 3 utan ansvarig"
    assert len(made.empty) == 9
    describe(
        coordinator,
        activities[0].commitment,
        kind="",
        level="universal",
        arena="society",
        starts_on=None,
        every_months=None,
        tags=(),
    )
    placed = queries.plan_page(plan).activities[version.pk]
    whole = matrix.shown(queries.placed(coordinator.municipality_code), "planer", "Matrisen")
    for one in (matrix.shown(matrix.of_activities(placed), f"plan:{plan.pk}", "Matrisen"), whole):
        assert one.rows[2][1][0].text == "1 aktivitet, 1 utan ansvarig"
        assert one.unplaced.startswith("2 aktiviteter")
        assert len(one.empty) == 8
