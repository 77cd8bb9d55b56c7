"""What the worker does: mails the letters that are due, each minute. Without a mail server they wait to be printed."""

from __future__ import annotations

from procrastinate.contrib.django import app

from samfrid.municipalities.models import Municipality
from samfrid.municipalities.nightly import guarded
from samfrid.post.delivery import deliver, has_server


@app.periodic(cron="* * * * *")
@app.task(name="post.deliver", queueing_lock="post-deliver", lock="post-deliver", pass_context=False)
def deliver_all(timestamp: int) -> None:  # noqa: ARG001 - the scheduler gives it
    """Mail what is due in every municipality but the example's, whose people are invented."""
    if not has_server():
        return
    for code in list(Municipality.objects.filter(is_example=False).order_by("code").values_list("code", flat=True)):
        # the server does not answer: it is not asked for each municipality. What goes wrong in one is its own
        if guarded("post.deliver", code, deliver) is False:
            return
