"""The night of the agreements: renewals are written in their ledger, and reminders of ends and notice days go out."""

from __future__ import annotations

from procrastinate.contrib.django import app

from samfrid.municipalities.dates import today
from samfrid.municipalities.nightly import every
from samfrid.partners.actions import run_day


@app.periodic(cron="20 3 * * *")
@app.task(name="partners.nightly", queueing_lock="partners-nightly", lock="partners-nightly", pass_context=False)
def run_agreements(timestamp: int) -> None:  # noqa: ARG001 - the scheduler gives it
    """Every municipality's agreements. A night that was missed is made good by the next."""
    every("partners.nightly", lambda code: run_day(code, today=today()))
