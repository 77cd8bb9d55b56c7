"""The night of the rounds: those whose day it is open, reminders are written, heads of units are told."""

from __future__ import annotations

from procrastinate.contrib.django import app

from samfrid.municipalities.dates import today
from samfrid.municipalities.nightly import every
from samfrid.reporting.actions import run_day


@app.periodic(cron="40 4 * * *")
@app.task(name="reporting.nightly", queueing_lock="reporting-nightly", lock="reporting-nightly", pass_context=False)
def run_rounds(timestamp: int) -> None:  # noqa: ARG001 - the scheduler gives it
    """Every municipality's rounds. A night that was missed is made good by the next."""
    every("reporting.nightly", lambda code: run_day(code, today=today()))
