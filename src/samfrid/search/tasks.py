"""What the worker does for search: follow what a page could not wait for, and see to every municipality at night."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from samfrid.municipalities.models import Municipality
from samfrid.municipalities.tenancy import within
from samfrid.search import actions
from samfrid.search.lexemes import VERSION
from samfrid.search.models import Checkpoint


@app.task(pass_context=False)
def follow(municipality_code: str) -> None:
    """Follow a municipality's trail to its end."""
    with within(municipality_code):
        while not actions.catch_up(municipality_code):
            continue


@app.task(pass_context=False)
def rebuild(municipality_code: str) -> None:
    """Make a municipality's index anew."""
    with within(municipality_code):
        actions.rebuild(municipality_code)


@app.periodic(cron="40 1 * * *")
@app.task(queueing_lock="search-nightly", pass_context=False)
def nightly(timestamp: int) -> None:  # noqa: ARG001 - the scheduler gives it
    """Bring every municipality's index up to date; anew where an older analyser made its words."""
    for code in Municipality.objects.order_by("code").values_list("code", flat=True):
        with within(code):
            known = Checkpoint.objects.filter(municipality_id=code).first()
            if known and known.version != VERSION:
                actions.rebuild(code)
            while not actions.catch_up(code):
                continue


def follow_later(municipality_code: str) -> None:
    """Ask the worker to follow the trail, unless it has been asked already."""
    try:
        follow.configure(queueing_lock=f"search-{municipality_code}").defer(municipality_code=municipality_code)
    except AlreadyEnqueued:
        return
