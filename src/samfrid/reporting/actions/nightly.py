"""What a night does with the rounds of one municipality. Twice is harmless, and a pause is caught up with."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from samfrid.audit.actions import record
from samfrid.municipalities.actors import SystemActor
from samfrid.reporting import links, queries, rules
from samfrid.reporting.actions.chasing import escalate, head_of, remind
from samfrid.reporting.actions.rounds import close_round, start_round
from samfrid.reporting.models import Round
from samfrid.reporting.rules import Chase


def run_day(municipality_code: str, *, today: dt.date) -> None:
    """Open the rounds whose day it is, remind, tell heads of units, and close what is over."""
    actor = SystemActor(municipality_code)
    own = Round.objects.filter(municipality_id=municipality_code, closed_on__isnull=True)
    for round_ in own.filter(opened_on__isnull=True, opens_on__lte=today).order_by("opens_on", "id"):
        start_round(actor, round_, today=today)
    for round_ in _last_of_each_series(municipality_code):
        _open_next(actor, round_, today)
    for round_ in own.filter(opened_on__isnull=False).select_related("municipality").order_by("opens_on", "id"):
        if today > round_.expires_on:
            close_round(actor, round_, today=today)
        else:
            _chase(actor, round_, today)


def _last_of_each_series(municipality_code: str) -> list[Round]:
    rows = Round.objects.filter(municipality_id=municipality_code).order_by("series", "-turn").distinct("series")
    return [one for one in rows if one.by_itself]


@transaction.atomic
def _open_next(actor: SystemActor, last: Round, today: dt.date) -> None:
    """The next round of a rhythm, on its day; the one before is closed, so that nobody is asked twice for the same."""
    # held, so that two nights at once open one round
    before = Round.objects.select_for_update().get(pk=last.pk)
    coming = rules.next_turn(before.rhythm, before.series_on, before.turn, today)
    newer = Round.objects.filter(series=before.series, turn__gt=before.turn)
    if coming is None or not before.by_itself or newer.exists():
        return
    turn, opens_on = coming
    due_on = opens_on + (before.due_on - before.opens_on)
    close_round(actor, before, today=today)
    if due_on <= today:
        # the day to answer passed in a pause: those who are asked now get as many days as the others had
        due_on = today + (before.due_on - before.opens_on)
    made = Round.objects.create(
        id=uuid.uuid4(),
        municipality_id=before.municipality_id,
        name=before.name,
        rhythm=before.rhythm,
        by_itself=True,
        opens_on=opens_on,
        due_on=due_on,
        expires_on=rules.expires_on(due_on),
        series=before.series,
        series_on=before.series_on,
        turn=turn,
        unit=before.unit,
        origin_kind=before.origin_kind,
        asker=before.asker,
        reach=before.reach,
    )
    record(actor, "reporting.open_round", made, name=made.name, opens=opens_on.isoformat(), due=due_on.isoformat())
    start_round(actor, made, today=today)


def _chase(actor: SystemActor, round_: Round, today: dt.date) -> None:
    """Write what is due to those who have not answered."""
    if round_.opened_on is None:
        return
    for one in queries.answering(round_):
        if not one.waiting or links.over(one.request, today):
            continue
        for chase in rules.letters_due(round_.due_on, round_.opened_on, one.written, today):
            try:
                if chase is not Chase.ESCALATE:
                    remind(actor, one.request, today=today, chase=chase)
                elif head_of(one.request):
                    escalate(actor, one.request, today=today)
            except ValidationError:
                # she answered in this very moment
                continue
