"""What a plan shows and gives out of documents and decisions that not everybody may read."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import docx as python_docx
import pytest
from django.test import Client

from samfrid.answers.chain.paper import chain_paper
from samfrid.answers.chain.queries import read as read_chain
from samfrid.answers.chain.queries import read_public
from samfrid.commitments.actions import commit
from samfrid.documents.models import Document
from samfrid.documents.plan_decisions import decisions_for
from samfrid.matters.actions import ClauseIn, record_decision, register
from samfrid.matters.actions.access import classify
from samfrid.matters.models import MatterKind, Outcome, Stage
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Access, Membership
from samfrid.municipalities.tenancy import enter
from samfrid.papers.docx import docx
from samfrid.papers.paper import Paper
from samfrid.plans import actions, queries
from samfrid.plans.models import PlanVersion
from samfrid.plans.paper import paper
from samfrid.provenance.actions import Sentence

BrowserOf = Callable[[Membership], Client]
D = dt.date
NAME = "Handlingsplan mot våld i nära relationer"
SECRET = "Tre familjer i Ekholmen har sökt skydd"
OPEN = "Varje skola ska ha en kontaktperson"
INTERNAL = "Källan är intern"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def _document(code: str, name: str, access: Access) -> Document:
    return Document.objects.create(
        municipality_id=code, sha256=(name * 64).encode().hex()[:64], name=name, size=1, access=access
    )


@pytest.fixture
def version(coordinator: Membership) -> PlanVersion:
    """A plan whose goal rests on an internal document and whose activity on a public one."""
    code = coordinator.municipality_code
    inner, outer = _document(code, "Underlag.pdf", Access.INTERNAL), _document(code, "Plan.pdf", Access.PUBLIC)
    made = actions.start_plan(coordinator, name=NAME, starts_on=D(2026, 1, 1), ends_on=D(2028, 12, 31))
    goal = actions.add_goal(coordinator, made, "Fler ska få stöd", [Sentence(inner.pk, inner.name, 0, 9, SECRET, 3)])
    said = commit(coordinator, text="Utse kontaktpersoner", sentences=[Sentence(outer.pk, outer.name, 0, 9, OPEN, 4)])
    actions.add_activity(coordinator, made, said, goal)
    return made


def _words(made: Paper) -> str:
    document = python_docx.Document(io.BytesIO(docx(made)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_paper_quotes_what_everybody_may_read(coordinator: Membership, version: PlanVersion) -> None:
    """Also where the one who makes it may read more: it goes out."""
    told = _words(paper(queries.on_paper(version)))
    assert OPEN in told
    assert INTERNAL in told
    assert SECRET not in told
    assert "Underlag.pdf" not in told
    Document.objects.filter(name="Underlag.pdf").update(access=Access.PUBLIC)
    told = _words(paper(queries.on_paper(version)))
    assert SECRET in told
    assert INTERNAL not in told


def test_who_may_not_read_the_document_is_not_shown_its_words(
    coordinator: Membership, elected: Membership, version: PlanVersion, browser_of: BrowserOf
) -> None:
    address = version.plan.get_absolute_url()
    for member, sees in ((coordinator, True), (elected, False)):
        page = browser_of(member).get(address).content.decode()
        assert (SECRET in page) == sees
        assert ("Underlag.pdf" in page) == sees
        assert OPEN in page


def test_a_chain_that_everybody_may_read_quotes_no_closed_document(
    coordinator: Membership, version: PlanVersion
) -> None:
    day, code = D(2026, 11, 22), coordinator.municipality_code
    public = read_public("plan", version.plan_id, day, code)
    whole = read_chain("plan", version.plan_id, day)
    assert public
    assert whole
    for chain, sees in ((public, False), (whole, True)):
        told = _words(chain_paper(chain))
        assert ("Underlag.pdf" in told) == sees
        assert SECRET not in str(chain) or sees


def test_a_decision_that_is_closed_afterwards_is_no_longer_named(
    coordinator: Membership, elected: Membership, version: PlanVersion, browser_of: BrowserOf
) -> None:
    """What was kept of it stays; it is shown to those who may read it today."""
    title = "Handlingsplan efter dödsfallet i Ekholmen"
    matter = register(coordinator, kind=MatterKind.OWN, title=title)
    classify(coordinator, matter, access=Access.PUBLIC)
    record_decision(
        coordinator,
        matter,
        body=body_named(coordinator, "Kommunstyrelsen"),
        stage=Stage.FINAL,
        on=D(2026, 6, 12),
        paragraph="§ 267",
        clauses=[ClauseIn("Planen antas", Outcome.APPROVED)],
    )
    (offer,) = decisions_for(version.plan)
    held = actions.adopt(coordinator, version, body=None, on=None, decision=offer, today=D(2026, 11, 22))
    address = version.plan.get_absolute_url()
    assert title in browser_of(elected).get(address).content.decode()
    enter(coordinator.municipality_code)
    classify(coordinator, matter, access=Access.CONFIDENTIAL)
    assert title in browser_of(coordinator).get(address).content.decode()
    page = browser_of(elected).get(address).content.decode()
    assert title not in page
    assert "Beslutet är inte offentligt" in page
    enter(coordinator.municipality_code)
    held.refresh_from_db()
    assert title in held.decision_title
    assert title not in _words(paper(queries.on_paper(held)))
