"""What becomes of a reviewed document: records made or joined, choices asked for, contradictions refused whole."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from samfrid.audit.models import Entry
from samfrid.commitments.models import Commitment, Execution, OriginKind
from samfrid.documents.actions import accept, confirm_municipality, reject
from samfrid.documents.actions.reading import keep_reading
from samfrid.documents.approval import approve, plan_for
from samfrid.documents.approval.agreements import is_own_side
from samfrid.documents.approval.joining import alike, stems
from samfrid.documents.approval.subjects import subject_title
from samfrid.documents.models import Document, DocumentState, Finding, FindingState
from samfrid.matters.models import Dispatch, Matter, MatterKind, Stage
from samfrid.municipalities.models import Membership, Role
from samfrid.partners.models import Agreement
from samfrid.plans.models import Plan
from samfrid.provenance.queries import sources_of
from tests.conftest import member

pytestmark = pytest.mark.django_db


def kept(coordinator: Membership, *, number: int = 1, **values: Any) -> Document:
    """A document with these values read and accepted; each stands on its own words in the text."""
    text, groups = "", {}
    for group, rows in values.items():
        if not isinstance(rows, list):
            groups[group] = rows
            continue
        groups[group] = []
        for row in rows:
            words = row if isinstance(row, str) else str(row.get("text") or row.get("name") or row)
            start, text = len(text), f"{text}{words}\n"
            span = [{"start": start, "end": start + len(words), "page": 1, "bbox": None}]
            groups[group].append(row if isinstance(row, str) else {"evidence": span, "confidence": 0.99, **row})
    document = Document.objects.create(
        municipality=coordinator.municipality,
        name=f"handling-{number}.txt",
        sha256=f"{number:064}",
        size=1,
        uploaded_by="test",
        state=DocumentState.READING,
    )
    whole = {
        "text": text or "x",
        "original_text": text or "x",
        "version": "test",
        "evidence_of": {},
        "confidence_of": {},
    }
    keep_reading(coordinator, document, {**whole, "warnings": [], **groups})
    document.refresh_from_db()
    confirm_municipality(coordinator, document, document.municipality_id)
    for finding in document.findings.filter(state=FindingState.PROPOSED):
        accept(coordinator, finding, finding.version)
    document.refresh_from_db()
    return document


MOTION: dict[str, Any] = {
    "type": "motion",
    "title": "Motion om skyddat boende",
    "date": "2025-03-28",
    "diary_numbers": ["KS 2025/178"],
    "people": [{"name": "Karin Ek", "party": "V", "role": "author"}],
    "proposals": [{"body": "kommunfullmäktige", "text": "att fler platser utreds", "outcome": "other"}],
}
MINUTES: dict[str, Any] = {
    "type": "minutes",
    "title": "Protokoll",
    "date": "2026-02-02",
    "references": [{"type": "motion", "date": "2025-03-28", "by": ["Karin Ek"], "number": "KS 2025/178"}],
    "decisions": [
        {
            "body": "kommunfullmäktige",
            "text": "Motionens första yrkande bifalls.",
            "date": "2026-02-02",
            "paragraph": "§ 18",
            "outcome": "granted",
            "unanimous": True,
        },
        {
            "body": "kommunfullmäktige",
            "text": "Motionens andra yrkande avslås.",
            "date": "2026-02-02",
            "paragraph": "§ 18",
            "outcome": "rejected",
            "unanimous": None,
        },
    ],
}


def test_a_motion_becomes_a_matter_with_its_requests_and_sources(coordinator: Membership) -> None:
    document = kept(coordinator, **MOTION)
    outcome = approve(coordinator, document)
    matter = Matter.objects.get()
    assert outcome.records == [matter]
    assert (matter.kind, matter.title) == (MatterKind.MOTION, "Motion om skyddat boende")
    request = matter.requests.get()
    assert sources_of([request])[request.pk][0].quote == "att fler platser utreds"
    document.refresh_from_db()
    assert (document.state, document.approved_by) == (DocumentState.APPROVED, coordinator.user.name)
    assert Entry.objects.filter(act="documents.approve", record_id=str(document.pk)).exists()
    assert Finding.objects.get(document=document, group="proposals").record_id == request.pk


def test_minutes_join_the_motion_and_decide_it_clause_by_clause(coordinator: Membership) -> None:
    approve(coordinator, kept(coordinator, **MOTION))
    approve(coordinator, kept(coordinator, number=2, **{**MINUTES, "type": "memo"}))
    decision = Matter.objects.get().decisions.get(stage=Stage.FINAL)
    assert [clause.outcome for clause in decision.clauses.all()] == ["granted", "rejected"]
    assert decision.paragraph == "§ 18"


def test_those_that_the_minutes_are_sent_to_wait_for_the_decision(coordinator: Membership) -> None:
    approve(coordinator, kept(coordinator, **MOTION))
    approve(coordinator, kept(coordinator, number=2, **MINUTES, recipients=["Socialnämnden", "Karin Ek"]))
    waiting = Dispatch.objects.order_by("created_at")
    assert [(one.recipient, one.sent_on, one.decision.stage) for one in waiting] == [
        ("Socialnämnden", None, Stage.FINAL),
        ("Karin Ek", None, Stage.FINAL),
    ]


def test_the_reviewer_may_say_that_it_is_another_matter(coordinator: Membership) -> None:
    approve(coordinator, kept(coordinator, **MOTION))
    second = kept(coordinator, number=2, **{**MOTION, "diary_numbers": []})
    step = plan_for(second)[0]
    assert [choice.selected for choice in step.choices] == [True, False]
    approve(coordinator, second, {step.key: "new"})
    assert Matter.objects.count() == 2


def test_a_choice_that_was_not_offered_is_refused(coordinator: Membership) -> None:
    document = kept(coordinator, **MOTION)
    with pytest.raises(ValidationError, match="finns inte längre"):
        approve(coordinator, document, {"main": str(UUID(int=1))})
    assert not Matter.objects.exists()


def test_a_number_that_another_matter_has_stays_there(coordinator: Membership) -> None:
    approve(coordinator, kept(coordinator, **MOTION))
    second = kept(coordinator, number=2, **{**MOTION, "title": "Motion om något helt annat", "date": "2026-01-01"})
    outcome = approve(coordinator, second, {plan_for(second)[0].key: "new"})
    assert "KS 2025/178" in outcome.notes[0]
    assert Matter.objects.get(title="Motion om något helt annat").diary_numbers.count() == 0


def test_a_motion_known_by_a_reference_gets_its_own_title(coordinator: Membership) -> None:
    question: dict[str, Any] = {
        "type": "interpellation",
        "title": "Interpellation om läget",
        "date": "2026-01-15",
        "people": [
            {"name": "Eva Al", "party": "C", "role": "author"},
            {"name": "Karin Ek", "party": "V", "role": "mover"},
        ],
        "questions": [{"text": "Vad har hänt?", "answer": None}],
        "references": [{"type": "motion", "date": "2025-03", "by": ["Karin Ek"], "number": None}],
    }
    approve(coordinator, kept(coordinator, **question))
    assert Matter.objects.get(kind=MatterKind.MOTION).title.startswith("Motion av Karin Ek (V)")
    approve(coordinator, kept(coordinator, number=2, **MOTION))
    motion = Matter.objects.get(kind=MatterKind.MOTION)
    assert motion.title == "Motion om skyddat boende"
    assert str(motion.raised_on) == "2025-03-28"


def test_what_an_interpellation_tells_of_decisions_belongs_to_the_motion(coordinator: Membership) -> None:
    document = kept(
        coordinator,
        type="interpellation",
        title="Interpellation om läget",
        references=[{"type": "motion", "date": "2022-02", "by": ["Karin Ek"], "number": None}],
        decisions=[
            {"body": "kommunfullmäktige", "text": "biföll motionen", "date": "2022-12-14", "outcome": "granted"}
        ],
        commitments=[{"text": "att en handlingsplan tas fram", "status": "unknown", "responsible": None}],
    )
    approve(coordinator, document)
    assert not Matter.objects.get(kind=MatterKind.INTERPELLATION).decisions.exists()
    origin = Commitment.objects.get().origins.get()
    assert origin.kind == OriginKind.CLAUSE
    assert str(Commitment.objects.get().promised_on) == "2022-12-14"


PLAN: dict[str, Any] = {
    "type": "plan",
    "title": "Handlingsplan mot våld 2024–2026",
    "plans": [{"name": "Handlingsplan mot våld 2024–2026", "from": "2024", "to": "2026", "adopted_on": "2024-01-01"}],
    "commitments": [
        {"text": "Utbilda bovärdar i att upptäcka våld", "status": "planned", "responsible": None, "due": "2025"},
        {"text": "Kontaktkort på åtta språk till bibliotek", "status": "planned", "responsible": "Kultur"},
    ],
}


def test_a_plan_with_its_activities(coordinator: Membership) -> None:
    approve(coordinator, kept(coordinator, **PLAN))
    version = Plan.objects.get().versions.get()
    assert (str(version.starts_on), str(version.ends_on), version.state) == ("2024-01-01", "2026-12-31", "adopted")
    assert version.activities.count() == 2
    trained = Commitment.objects.get(text__startswith="Utbilda")
    assert trained.responsible is None
    assert (str(trained.due_on), trained.due_precision) == ("2025-12-31", "year")


def test_a_follow_up_reports_on_what_is_followed_already(coordinator: Membership) -> None:
    approve(coordinator, kept(coordinator, **PLAN))
    report = kept(
        coordinator,
        number=2,
        type="report",
        title="Uppföljning",
        date="2025-10-01",
        commitments=[{"text": "Bovärdar har utbildats i att upptäcka våld", "status": "done"}],
    )
    step = next(step for step in plan_for(report) if step.key.startswith("commitment"))
    chosen = step.choices[0].value
    approve(coordinator, report, {step.key: chosen})
    trained = Commitment.objects.get(text__startswith="Utbilda")
    assert Commitment.objects.count() == 2
    assert (trained.execution, str(trained.last_word_on)) == (Execution.DONE, "2025-10-01")
    assert len(sources_of([trained])[trained.pk]) == 2


def test_an_older_document_does_not_overrule_a_later_word(coordinator: Membership) -> None:
    approve(coordinator, kept(coordinator, **PLAN))
    for number, (date, status) in enumerate([("2025-10-01", "done"), ("2025-03-01", "ongoing")], start=2):
        row = {"text": "Utbilda bovärdar i att upptäcka våld", "status": status}
        approve(coordinator, kept(coordinator, number=number, type="report", title="R", date=date, commitments=[row]))
    assert Commitment.objects.get(text__startswith="Utbilda").execution == Execution.DONE


def test_an_agreement_with_the_partys_own_undertakings(coordinator: Membership) -> None:
    document = kept(
        coordinator,
        type="agreement",
        title="IOP",
        date="2024-06-01",
        agreements=[
            {
                "form": "iop",
                "parties": ["Linköpings kommun", "Kvinnojouren Exempel"],
                "from": "2024-07-01",
                "to": "2026-06-30",
                "renewal": {"months": 24, "until": "further_notice"},
                "notice_months": 6,
                "amounts": [{"sek": 50000, "per": "year", "condition": None}],
                "goals": ["fler ska få stöd"],
            }
        ],
        commitments=[{"text": "hålla jourtelefonen öppen", "status": "planned", "responsible": "Föreningen"}],
    )
    approve(coordinator, document)
    agreement = Agreement.objects.get()
    assert agreement.title == "Idéburet offentligt partnerskap med Kvinnojouren Exempel"
    assert [party.organisation is None for party in agreement.parties.order_by("name")] == [False, True]
    undertaking = Commitment.objects.get()
    assert str(undertaking.responsible_organisation) == "Kvinnojouren Exempel"
    assert undertaking.origins.get().kind == OriginKind.AGREEMENT


def test_what_was_rejected_becomes_nothing(coordinator: Membership) -> None:
    document = kept(coordinator, **PLAN)
    for finding in document.findings.filter(group="commitments"):
        reject(coordinator, finding, finding.version)
    approve(coordinator, document)
    assert not Commitment.objects.exists()


def test_a_contradiction_is_refused_and_nothing_is_entered(coordinator: Membership) -> None:
    early = {**MINUTES["decisions"][0], "date": "2020-01-01"}
    document = kept(coordinator, **{**MOTION, "decisions": [early]})
    with pytest.raises(ValidationError, match="kan inte vara äldre"):
        approve(coordinator, document)
    assert not Matter.objects.exists()
    document.refresh_from_db()
    assert document.state == DocumentState.READ


def test_twice_is_refused(coordinator: Membership) -> None:
    document = kept(coordinator, **MOTION)
    approve(coordinator, document)
    with pytest.raises(ValidationError, match="redan godkänt"):
        approve(coordinator, document)


def test_not_before_somebody_has_said_whose_it_is(coordinator: Membership) -> None:
    document = kept(coordinator, **MOTION)
    Document.objects.filter(pk=document.pk).update(confirmed_municipality="")
    with pytest.raises(ValidationError, match="vilken kommun"):
        approve(coordinator, document)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ELECTED, Role.ADMINISTRATOR])
def test_who_may_not(coordinator: Membership, role: Role) -> None:
    document = kept(coordinator, **MOTION)
    with pytest.raises(PermissionDenied):
        approve(member(coordinator.municipality, role), document)


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Vallentuna kommun", True),
        ("Karlstads kommun, arbetsmarknads- och socialnämnden", True),
        ("Malmö stad", True),
        ("socialnämnden", True),
        ("Kvinnojouren i Vallentuna", False),
        ("Kvinnojouren i Lerums kommun", False),
        ("Region Skåne", False),
        ("AB Stadsbostäder", False),
    ],
)
def test_which_side_of_an_agreement(name: str, own: bool) -> None:
    assert is_own_side(name) is own


@pytest.mark.parametrize(
    ("one", "two", "least", "most"),
    [
        ("Utbilda bovärdar", "Utbildning av bovärdar", 0.4, 1.0),
        ("ett kontaktkort på åtta språk", "Kontaktkortet på åtta språk till väntrum", 1.0, 1.0),
        ("Utbilda bovärdar", "En chatt för unga", 0.0, 0.0),
        ("våld", "våld", 0.0, 0.0),
    ],
)
def test_how_alike(one: str, two: str, least: float, most: float) -> None:
    assert least <= alike(stems(one), stems(two)) <= most


@pytest.mark.parametrize(
    ("heading", "about"),
    [
        ("Svar på motion om bostad", "Motion om bostad"),
        ("Yttrande över motion om skolan", "Motion om skolan"),
        ("Ge uppdrag till bolaget, svar på motion (MP)", "Ge uppdrag till bolaget"),
        ("Svar på interpellation från Eva Ek (V) om läget", "Interpellation från Eva Ek (V) om läget"),
        ("Initiativärende, stärkt arbete", "Initiativärende, stärkt arbete"),
        ("Svar på", "Svar på"),
    ],
)
def test_what_an_answer_is_about(heading: str, about: str) -> None:
    assert subject_title(heading) == about


def test_one_approval_at_a_time_in_a_municipality(coordinator: Membership) -> None:
    """Two documents about the same new motion would else both make it: the second waits until the first is entered."""
    held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted"
    with connection.cursor() as cursor:
        cursor.execute(held)
        assert cursor.fetchone() == (0,)
        approve(coordinator, kept(coordinator, **MOTION))
        cursor.execute(held)
        assert cursor.fetchone() == (1,)
