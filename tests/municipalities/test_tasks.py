"""What the worker does at night for accounts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django import app

from samfrid.municipalities.models import Session
from samfrid.municipalities.tasks import clear_expired, clear_sessions


def keep(key: str, hours: int) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + timedelta(hours=hours))


@pytest.mark.django_db
@pytest.mark.parametrize("ended", [0, 1, 4, 5])
def test_ended_sessions_are_removed_some_at_a_time_and_no_others(ended: int) -> None:
    for number in range(ended):
        keep(f"ended-{number}", -number - 1)
    keep("open", 1)
    with CaptureQueriesContext(connection) as queries:
        assert clear_expired(step=2) == ended
    deletes = [one["sql"] for one in queries if one["sql"].startswith("DELETE")]
    assert len(deletes) == ended // 2 + 1
    assert list(Session.objects.values_list("pk", flat=True)) == ["open"]


@pytest.mark.django_db
def test_the_worker_does_it_every_night() -> None:
    keep("ended", -1)
    clear_sessions(timestamp=0)
    assert not Session.objects.exists()
    nightly = [one for one in app.periodic_registry.periodic_tasks.values() if one.task.name == clear_sessions.name]
    assert [one.cron for one in nightly] == ["50 2 * * *"]
