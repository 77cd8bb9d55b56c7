"""What the worker does at night for the API."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.openness.models import KeptAnswer
from samfrid.openness.tasks import forget_answers
from tests.conftest import member


def keep(actor: Membership, key: str, hours: int) -> None:
    kept = KeptAnswer.objects.create(municipality_id=actor.municipality_code, membership=actor, key=key, asked="")
    KeptAnswer.objects.filter(pk=kept.pk).update(created_at=timezone.now() - dt.timedelta(hours=hours))


def test_kept_answers_are_forgotten_after_a_day_in_every_municipality(
    registrar: Membership, vallentuna: Municipality
) -> None:
    for actor in (registrar, member(vallentuna, Role.REGISTRAR)):
        enter(actor.municipality_code)
        keep(actor, "old", 25)
        keep(actor, "new", 23)
    forget_answers(timestamp=0)
    for code in (registrar.municipality_code, vallentuna.code):
        enter(code)
        assert list(KeptAnswer.objects.values_list("key", flat=True)) == ["new"]
    nightly = [one for one in app.periodic_registry.periodic_tasks.values() if one.task.name == forget_answers.name]
    assert [one.cron for one in nightly] == ["20 2 * * *"]
