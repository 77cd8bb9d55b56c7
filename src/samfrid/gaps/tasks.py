"""The nightly check: time itself opens gaps, so every municipality is looked through once a day."""

from __future__ import annotations

from procrastinate.contrib.django import app

from samfrid.gaps.actions import catch_up
from samfrid.municipalities.dates import today
from samfrid.municipalities.nightly import every


@app.periodic(cron="10 0 * * *")
@app.task(queueing_lock="gaps-nightly", pass_context=False)
def check_all(timestamp: int) -> None:  # noqa: ARG001 - the scheduler gives it
    """Bring every municipality's register up to date. A run that was missed is made good by the first page."""
    every("gaps.nightly", lambda code: catch_up(code, today()))
