"""One municipality's error at night stops nobody else's work, and its words stay out of the log."""

from __future__ import annotations

import logging

import pytest
from django.db import DatabaseError, connection, transaction

from samfrid.gaps.tasks import check_all
from samfrid.municipalities.models import Municipality
from samfrid.municipalities.nightly import every, guarded
from samfrid.municipalities.tenancy import within
from samfrid.openness.tasks import forget_answers
from samfrid.partners.tasks import run_agreements
from samfrid.partners.tasks_meetings import remind
from samfrid.plans.tasks import run_plans
from samfrid.post.tasks import deliver_all
from samfrid.reporting.tasks import run_rounds
from samfrid.search.tasks import nightly as follow_trails

NAME = "Anna Andersson"


def _seen() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('samfrid.municipality', true)")
        return str((cursor.fetchone() or ("",))[0])


def test_the_later_ones_get_their_turn_and_the_error_is_told_without_its_words(
    linkoping: Municipality, vallentuna: Municipality, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[tuple[str, str]] = []

    def work(code: str) -> None:
        if code == vallentuna.code:
            raise ValueError(f"{NAME} bor på Storgatan 1")
        done.append((code, _seen()))

    with caplog.at_level(logging.ERROR):
        every("prov", work)
    assert (linkoping.code, linkoping.code) in done
    assert vallentuna.code not in dict(done)
    (told,) = [record for record in caplog.records if record.name.endswith("nightly")]
    assert told.getMessage().startswith(f"prov failed in {vallentuna.code}: ValueError in ")
    assert NAME not in caplog.text
    assert told.exc_info is None


@pytest.mark.django_db
def test_an_error_of_the_database_stays_with_its_municipality(
    linkoping: Municipality, vallentuna: Municipality
) -> None:
    done: list[str] = []

    @transaction.atomic
    def work(code: str) -> None:
        if code == vallentuna.code:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
        done.append(code)

    every("prov", work)
    assert linkoping.code in done


def test_what_was_seen_before_is_seen_again(linkoping: Municipality, vallentuna: Municipality) -> None:
    def fail(_code: str) -> None:
        raise DatabaseError

    with within(linkoping.code):
        assert guarded("prov", vallentuna.code, fail) is None
        assert _seen() == linkoping.code


@pytest.mark.parametrize(
    ("module", "name", "task"),
    [
        ("samfrid.gaps.tasks", "catch_up", check_all),
        ("samfrid.reporting.tasks", "run_day", run_rounds),
        ("samfrid.openness.actions", "forget_answers", forget_answers),
        ("samfrid.post.tasks", "deliver", deliver_all),
        ("samfrid.partners.tasks", "run_day", run_agreements),
        ("samfrid.plans.tasks", "run_day", run_plans),
        ("samfrid.partners.tasks_meetings", "remind_of_meetings", remind),
        ("samfrid.search.actions", "catch_up", follow_trails),
    ],
)
def test_every_nightly_job_goes_on(
    module: str,
    name: str,
    task: object,
    linkoping: Municipality,
    vallentuna: Municipality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def work(code: str, *_more: object, **_named: object) -> bool:
        asked.append(code)
        if code == vallentuna.code:
            raise RuntimeError(NAME)
        return True

    monkeypatch.setattr(f"{module}.{name}", work)
    monkeypatch.setattr("samfrid.post.tasks.has_server", lambda: True)
    task.func(0)  # type: ignore[attr-defined]
    assert {linkoping.code, vallentuna.code} <= set(asked)
