"""The five real documents, read by the real reader and approved, give what the issue's table says on 2026-11-22."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from samfrid.commitments.models import Commitment, Execution
from samfrid.documents.actions import accept, confirm_municipality
from samfrid.documents.actions.reading import keep_reading
from samfrid.documents.approval import approve
from samfrid.documents.models import Document, DocumentState, FindingState
from samfrid.gaps.actions import catch_up
from samfrid.gaps.models import Gap
from samfrid.gaps.sentences import sentence
from samfrid.matters.models import Matter, MatterKind, MatterLink, Outcome, Stage
from samfrid.municipalities.models import Membership
from samfrid.partners.models import Agreement
from samfrid.partners.rules import current_period
from samfrid.reading.read import read

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "reading" / "seeds"
TODAY = dt.date(2026, 11, 22)

pytestmark = [
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real documents are not on this machine"),
    pytest.mark.django_db,
]


def approved(coordinator: Membership, prefix: str) -> Document:
    """One of the documents, read, with every finding accepted, and approved."""
    path = next(SEEDS.glob(f"{prefix}_*"))
    document = Document.objects.create(
        municipality=coordinator.municipality,
        name=path.name,
        sha256=prefix * 21 + "0",
        size=path.stat().st_size,
        uploaded_by="test",
        state=DocumentState.READING,
    )
    keep_reading(coordinator, document, read(path).as_json())
    document.refresh_from_db()
    confirm_municipality(coordinator, document, "0580")
    for finding in document.findings.filter(state=FindingState.PROPOSED):
        accept(coordinator, finding, finding.version)
    approve(coordinator, document)
    document.refresh_from_db()
    return document


def gaps() -> list[str]:
    """What falls short now, as sentences."""
    catch_up("0580", TODAY)
    return [sentence(gap, TODAY).replace("\xa0", " ") for gap in Gap.objects.filter(mended_on__isnull=True)]


def test_000_an_answer_becomes_nine_commitments_and_two_agreements(coordinator: Membership) -> None:
    document = approved(coordinator, "000")
    assert document.read_municipality == "0580"
    matter = Matter.objects.get()
    assert matter.kind == MatterKind.INTERPELLATION
    assert "Annika Krutzén (M)" in [str(person) for person in matter.people.all()]
    commitments = Commitment.objects.all()
    assert len(commitments) == 9
    assert {one.execution for one in commitments} == {Execution.DONE, Execution.UNDER_WAY}
    assert sum(one.partners.exists() for one in commitments) >= 3
    assert Agreement.objects.count() == 2
    assert not any(one.amounts.exists() for one in Agreement.objects.all())


def test_001_granted_almost_four_years_ago_and_nothing_reported(coordinator: Membership) -> None:
    document = approved(coordinator, "001")
    assert document.read_municipality == ""
    motion = Matter.objects.get(kind=MatterKind.MOTION)
    decision = motion.decisions.get()
    assert (decision.stage, decision.on) == (Stage.FINAL, dt.date(2022, 12, 14))
    clause = decision.clauses.get()
    assert (clause.outcome, clause.unanimous) == (Outcome.GRANTED, True)
    interpellation = Matter.objects.get(kind=MatterKind.INTERPELLATION)
    assert interpellation.questions.count() == 2
    link = MatterLink.objects.get()
    assert {link.from_matter_id, link.to_matter_id} == {interpellation.pk, motion.pk}
    assert any("14 december 2022" in one and "ingenting är rapporterat" in one for one in gaps())


def test_002_past_the_year_and_nobody_responsible(coordinator: Membership) -> None:
    document = approved(coordinator, "002")
    motion = Matter.objects.get(kind=MatterKind.MOTION)
    assert {number.number for number in motion.diary_numbers.all()} == {"SON 2021-459", "KS 2021-257"}
    assert motion.raised_on == dt.date(2021, 3, 30)
    proposed = motion.decisions.filter(stage=Stage.PROPOSED)
    assert {decision.body.name.casefold() for decision in proposed if decision.body} == {
        "social- och omsorgsnämnden",
        "kommunstyrelsen",
        "kommunfullmäktige",
    }
    found = gaps()
    assert any("senast 30 mars 2022" in one for one in found)
    assert sum(one.startswith("Ingen ansvarar") for one in found) == 3
    words = " ".join([motion.title, *found, str(document)])
    assert "Stångåstaden" in words
    assert "bovärdar" in words or "bovårdar" in words


def test_003_eight_questions_and_a_missing_figure(coordinator: Membership) -> None:
    document = approved(coordinator, "003")
    assert document.read_municipality == "1287"
    questions = list(Matter.objects.get(kind=MatterKind.INITIATIVE).questions.all())
    assert len(questions) == 8
    assert all(question.answer for question in questions)
    assert [question.refers_back for question in questions] == [False] * 6 + [True, False]
    assert document.reading is not None
    assert "missing_figure" in document.reading["warnings"]


def test_004_an_agreement_in_its_third_period_without_follow_up(coordinator: Membership) -> None:
    approved(coordinator, "004")
    agreement = Agreement.objects.get()
    sums = sorted((amount.sek, amount.per, bool(amount.condition)) for amount in agreement.amounts.all())
    assert sums == [(25_000, "year", True), (50_000, "year", False)]
    period = current_period(agreement.terms, TODAY)
    assert period is not None
    assert (period.start, period.end) == (dt.date(2025, 7, 1), dt.date(2027, 6, 30))
    assert agreement.goals.count() == 4
    assert any("ingen uppföljning är antecknad" in one for one in gaps())
    facts = " ".join(str(finding.proposed) for finding in Document.objects.get().findings.all())
    assert "gått fel" not in facts
    assert "Ditt meddelande" not in facts


def test_the_same_motion_from_another_document_joins(coordinator: Membership) -> None:
    approved(coordinator, "002")
    count = Matter.objects.count()
    again = next(SEEDS.glob("002_*"))
    reading = read(again).as_json()
    document = Document.objects.create(
        municipality=coordinator.municipality,
        name="samma.txt",
        sha256="f" * 64,
        size=1,
        uploaded_by="test",
        state=DocumentState.READING,
    )
    keep_reading(coordinator, document, reading)
    document.refresh_from_db()
    confirm_municipality(coordinator, document, "0580")
    for finding in document.findings.filter(state=FindingState.PROPOSED):
        accept(coordinator, finding, finding.version)
    approve(coordinator, document)
    assert Matter.objects.count() == count
    assert Commitment.objects.count() == 3
