"""A goal of an adopted version that was written down wrongly is corrected beside it, never over it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import docx as python_docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from samfrid.answers.chain.queries import read as read_chain
from samfrid.audit.models import Entry
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.papers.docx import docx
from samfrid.plans import actions, queries
from samfrid.plans.models import Goal, GoalCorrection
from samfrid.plans.paper import paper
from samfrid.plans.shown import compare
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
TODAY = D(2026, 11, 22)
WRONG = "Alla barn ska få stod inom en mänad"
RIGHT = "Alla barn ska få stöd inom en månad"
WHY = "Står så på s. 7 i den antagna planen"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


@pytest.fixture
def goal(coordinator: Membership) -> Goal:
    """A misread goal of a version that was adopted elsewhere."""
    plan = actions.register_plan(coordinator, name="Handlingsplan mot våld", adopted_on=D(2024, 1, 15))
    return actions.add_goal(coordinator, plan.versions.get(), WRONG, where="s. 7")


def test_both_are_kept_with_who_when_and_why(coordinator: Membership, goal: Goal) -> None:
    made = actions.correct_goal(coordinator, goal, f" {RIGHT} ", why=WHY)
    goal.refresh_from_db()
    assert (goal.text, goal.words) == (WRONG, RIGHT)
    assert (made.on, made.by, made.why) == (TODAY, coordinator.actor_name, WHY)
    entry = Entry.objects.get(act="plans.correct_goal")
    assert (entry.detail["goal"], entry.detail["before"]) == (RIGHT, WRONG)
    # a correction that was wrong is corrected too
    again = actions.correct_goal(coordinator, goal, WRONG, why="Det stod så ändå")
    fresh = Goal.objects.prefetch_related("corrections").get()
    assert (fresh.words, list(fresh.corrections.all())) == (WRONG, [again, made])


def test_what_is_refused(coordinator: Membership, goal: Goal, linkoping: Municipality) -> None:
    for text, why, words in (
        ("", WHY, "Skriv målet"),
        (RIGHT, " ", "Skriv hur du vet det"),
        (WRONG, WHY, "Så står det redan"),
    ):
        with pytest.raises(ValidationError, match=words):
            actions.correct_goal(coordinator, goal, text, why=why)
    draft = actions.new_version(coordinator, goal.version.plan)
    with pytest.raises(ValidationError, match="Ändra målet i stället"):
        actions.correct_goal(coordinator, draft.goals.get(), RIGHT, why=WHY)
    with pytest.raises(PermissionDenied):
        actions.correct_goal(member(linkoping, Role.ELECTED), goal, RIGHT, why=WHY)
    assert not GoalCorrection.objects.exists()


def test_the_database_keeps_what_was_written_down_and_each_correction(coordinator: Membership, goal: Goal) -> None:
    actions.correct_goal(coordinator, goal, RIGHT, why=WHY)
    for sql in (
        "UPDATE plans_goal SET text = 'Annat'",
        "UPDATE plans_goalcorrection SET text = 'Annat'",
        "DELETE FROM plans_goalcorrection",
    ):
        with pytest.raises(IntegrityError, match="is never"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_superseded_version_is_corrected_too(coordinator: Membership, goal: Goal) -> None:
    draft = actions.new_version(coordinator, goal.version.plan)
    actions.adopt(coordinator, draft, body=None, on=D(2026, 3, 1), today=TODAY)
    assert actions.correct_goal(coordinator, goal, RIGHT, why=WHY).goal == goal


def test_the_right_words_are_read_everywhere(coordinator: Membership, goal: Goal, browser_of: BrowserOf) -> None:
    browser, plan = browser_of(coordinator), goal.version.plan
    address = f"/planer/mal/{goal.pk}/ratta/"
    assert WRONG in browser.get(address).content.decode()
    assert browser.post(address, {"text": RIGHT, "why": ""}).status_code == 422
    page = browser.post(address, {"text": RIGHT, "why": WHY}, follow=True).content.decode()
    said = page.replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        f"Hade förts in som ”{WRONG}”.",
        f"Rättat av {coordinator.actor_name} 22 november 2026: {WHY}",
        RIGHT,
    ):
        assert words in said, words
    version = goal.version
    document = python_docx.Document(io.BytesIO(docx(paper(queries.on_paper(version)))))
    told = "\n".join(one.text for one in document.paragraphs)
    assert f": {RIGHT}" in told
    assert f"Rättat 2026-11-22: målet hade förts in som ”{WRONG}”." in told
    chain = read_chain("plan", plan.pk, TODAY)
    assert chain
    assert [one.text for one in chain.goals] == [RIGHT]
    # a new version takes over the right words, and nothing differs; a document that has them means the same goal
    draft = actions.new_version(coordinator, plan)
    assert draft.goals.get().text == RIGHT
    assert compare.shown(queries.said_in(version), queries.said_in(draft)).nothing
    assert actions.add_goal(coordinator, version, RIGHT, where="s. 7") == goal
