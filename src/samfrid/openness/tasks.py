"""What the worker does for the API at night: answers that were kept to be given again are removed after their day.

They hold what their asker was told, which may be confidential, and she may never ask again.
"""

from __future__ import annotations

from procrastinate.contrib.django import app

from samfrid.municipalities.models import Municipality
from samfrid.municipalities.tenancy import within
from samfrid.openness import actions


@app.periodic(cron="20 2 * * *")
@app.task(name="openness.forget_answers", queueing_lock="openness-nightly", pass_context=False)
def forget_answers(timestamp: int) -> None:  # noqa: ARG001 - the scheduler gives it
    """Remove the answers that are no longer given again, in every municipality."""
    for code in Municipality.objects.order_by("code").values_list("code", flat=True):
        with within(code):
            actions.forget_answers(code)
