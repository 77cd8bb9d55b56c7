"""Measure agreements: ``python -m bench.agreements [MUNICIPALITIES …]`` prints the figures and writes
``bench/results/agreements.json``.

1 and 290 municipalities with 200 agreements each, ten years of payments, notices, follow-ups and amendments, in a
database of the measurement's own behind the web server with the options of ``samfrid run``: the nightly run of all
municipalities (the first one, which writes ten years of renewals; an ordinary one; that of a day on which periods
begin), an agreement's page and the list. CPU is that of the web server, or of this process where the work is done here,
and of the database together.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from bench._agreements import AGREEMENTS, fill, settle
from bench._asking import Reader, keep, reader, row, statements_of
from bench._filling import open_all
from bench._ledger import CODE
from bench._server import Call, Stack, drive, stack, yardstick

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "bench" / "results" / "agreements.json"
COMMAND: Final = "make bench NAME=agreements"
ALL: Final = 290
PLACES: Final = (1, ALL)
REQUESTS, SECONDS = 120, 4.0
#: milliseconds of CPU of a page; seconds of a night in all 290 municipalities
PAGE_GOAL, NIGHT_GOAL = 20.0, 60.0
line: Final = partial(row, COMMAND)
#: the day of the measurement, and the next on which periods begin
DAY, NEW_PERIODS = dt.date(2026, 11, 23), dt.date(2027, 3, 1)


def pages() -> dict[str, str]:
    """What is asked for, by name."""
    from samfrid.municipalities.paging import cursor_at
    from samfrid.partners.models import Agreement

    newest = Agreement.objects.filter(municipality_id=CODE).order_by("-created_at", "-id")
    middle = cursor_at(newest[AGREEMENTS // 2], "created_at")
    return {
        "an agreement": newest.filter(renewal_months=24, notice_months=6)[7].get_absolute_url(),
        "an agreement with amendments": newest.filter(amendments__number=3)[3].get_absolute_url(),
        "list, first page": "/avtal/",
        "list, middle": f"/avtal/?fran={middle}",
        "list, in force": "/avtal/?visa=galler",
        "list, near their end": "/avtal/?visa=slutar",
        "list, to be followed up": "/avtal/?visa=folj-upp",
    }


def always(call: Call) -> Callable[[int], Call]:
    return lambda _number: call


def asked(running: Stack, about: str, who: Reader) -> Iterator[dict[str, Any]]:
    """Every page: CPU of a request, waiting, queries."""
    for name, path in pages().items():
        call = who.page(path)
        queries = len(statements_of(who, call))
        drive(running, 2, always(call), 16, 2.0)
        load = drive(running, 1, always(call), REQUESTS, SECONDS)
        goal = PAGE_GOAL if name.startswith("an agreement") else None
        print(f"{about} {name:30} {load.cpu:6.1f} ms CPU, median {load.median:6.1f} ms, {queries} queries", flush=True)
        yield line(f"{about}: {name}: CPU", load.cpu, "ms", goal)
        yield line(f"{about}: {name}: median", load.median, "ms", None)
        yield line(f"{about}: {name}: queries", queries, "queries", None)
        yield line(f"{about}: {name}: errors", load.errors, "requests", None)


def nights(running: Stack, about: str, places: int) -> Iterator[dict[str, Any]]:
    """The nightly run of all municipalities, in seconds of CPU."""
    for name, day in (
        ("the first night of all", DAY),
        ("a night again", DAY),
        ("an ordinary night", DAY + dt.timedelta(1)),
        ("a night of new periods", NEW_PERIODS),
        ("the night after it", NEW_PERIODS + dt.timedelta(1)),
    ):
        before, mine, begun = running.cpu()[1], time.process_time(), time.perf_counter()
        renewals, letters = night(day)
        took = time.perf_counter() - begun
        cpu = time.process_time() - mine + running.cpu()[1] - before
        # fewer are no part of the goal: those without agreements are asked too
        goal = NIGHT_GOAL if places == ALL else None
        print(f"{about} {name:24} {took:7.2f} s, {cpu:7.2f} s CPU, {renewals} renewals, {letters} letters", flush=True)
        yield line(f"{about}: {name}: took", took, "s", None)
        yield line(f"{about}: {name}: CPU", cpu, "s", goal)
        yield line(f"{about}: {name}: renewals written", renewals, "rows", None)
        yield line(f"{about}: {name}: letters written", letters, "letters", None)


def night(day: dt.date) -> tuple[int, int]:
    """What the task does, on a day: how many renewals and letters were written."""
    from samfrid.municipalities.nightly import every
    from samfrid.partners.actions import run_day

    written: list[tuple[int, int]] = []
    every("bench", lambda code: written.append(run_day(code, today=day)))
    renewals, letters = map(sum, zip(*written, strict=True))
    return renewals, letters


def coordinators() -> None:
    """Somebody in each municipality who gets the reminders."""
    from samfrid.municipalities.actions import add_member
    from samfrid.municipalities.actors import SystemActor
    from samfrid.municipalities.models import Municipality, Role
    from samfrid.municipalities.tenancy import within

    for code in Municipality.objects.exclude(code=CODE).values_list("code", flat=True):
        with within(code):
            address = f"samordnare@{code}.example"
            add_member(SystemActor(code), email=address, name="Bänk", role=Role.COORDINATOR)


def main(places: Sequence[int]) -> None:
    """Measure, print, and keep the figures."""
    import django

    rows = []
    with stack() as running:
        django.setup()
        open_all(running.superuser_url)
        rows.append(line("load of the machine before", os.getloadavg()[0], "processes", None))
        rows.append(line("CPU of a fixed piece of Python", yardstick(), "ms", None))
        who = reader("coordinator", CODE)
        coordinators()
        for many in places:
            took = fill(running.superuser_url, many)
            print(f"\n{many} municipalities filled in {took:.0f} s; load {os.getloadavg()[0]:.1f}", flush=True)
            about = f"{many} municipalities"
            rows.append(line(f"{about}: filled", took, "s", None))
            rows += nights(running, about, many)
            settle(running.superuser_url)
            from samfrid.municipalities.tenancy import enter

            enter(CODE, str(who.membership.user_id), 2)
            rows += asked(running, about, who)
            keep(RESULTS, rows)
        rows.append(line("load of the machine after", os.getloadavg()[0], "processes", None))
    keep(RESULTS, rows)


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("places", nargs="*", type=int, default=PLACES)
    main(parser.parse_args().places)
