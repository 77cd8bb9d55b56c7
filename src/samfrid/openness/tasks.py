"""What the worker does for the API at night: answers that were kept to be given again are removed after their day.

They hold what their asker was told, which may be confidential, and she may never ask again.
"""

from __future__ import annotations

from procrastinate.contrib.django import app

from samfrid.municipalities.nightly import every
from samfrid.openness import actions


@app.periodic(cron="20 2 * * *")
@app.task(name="openness.forget_answers", queueing_lock="openness-nightly", pass_context=False)
def forget_answers(timestamp: int) -> None:  # noqa: ARG001 - the scheduler gives it
    """Remove the answers that are no longer given again, in every municipality."""
    every("openness.forget_answers", actions.forget_answers)
