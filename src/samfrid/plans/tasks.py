"""The night of the plans: versions whose day has come begin to hold in the ledger too."""

from __future__ import annotations

from procrastinate.contrib.django import app

from samfrid.municipalities.dates import today
from samfrid.municipalities.nightly import every
from samfrid.plans.actions import run_day


# before what falls short is looked through (gaps, ten past)
@app.periodic(cron="2 0 * * *")
@app.task(name="plans.nightly", queueing_lock="plans-nightly", lock="plans-nightly", pass_context=False)
def run_plans(timestamp: int) -> None:  # noqa: ARG001 - the scheduler gives it
    """Every municipality's plans. A night that was missed is made good by the next."""
    every("plans.nightly", lambda code: run_day(code, today=today()))
