"""What the worker does for search: follow what a page could not wait for, and see to every municipality at night."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from samfrid.municipalities.nightly import every
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
    """Bring every municipality's index up to date. One's error does not stop those after it."""
    every("search.nightly", bring_up_to_date)


def bring_up_to_date(municipality_code: str) -> None:
    """Follow a municipality's trail to its end; its index is made anew where an older analyser made the words."""
    known = Checkpoint.objects.filter(municipality_id=municipality_code).first()
    if known and known.version != VERSION:
        actions.rebuild(municipality_code)
    while not actions.catch_up(municipality_code):
        continue


def follow_later(municipality_code: str) -> None:
    """Ask the worker to follow the trail, unless it has been asked already."""
    try:
        follow.configure(queueing_lock=f"search-{municipality_code}").defer(municipality_code=municipality_code)
    except AlreadyEnqueued:
        return
