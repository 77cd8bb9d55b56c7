"""The night of the meetings: those invited to one in the week to come are reminded, once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from samfrid.municipalities.dates import today
from samfrid.municipalities.nightly import every
from samfrid.partners.actions import remind_of_meetings


@app.periodic(cron="50 4 * * *")
@app.task(name="partners.meetings", queueing_lock="partners-meetings", lock="partners-meetings", pass_context=False)
def remind(timestamp: int) -> None:  # noqa: ARG001 - the scheduler gives it
    """Every municipality's meetings. A night that was missed is made good by the next."""
    every("partners.meetings", lambda code: remind_of_meetings(code, today=today()))
