"""Measure the year: ``python -m bench.yearly`` prints the figures and writes ``bench/results/yearly.json``.

A municipality with 200 agreements, ten years of payments, notices and follow-ups (``_agreements``), 100 meetings and 60
sittings a year, behind the web server with the options of ``samfrid run``: the page of a year, of one kind, of a month,
and a calendar's own address, made and unchanged. CPU is that of the web server and of the database together.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from bench._agreements import fill
from bench._asking import Reader, keep, reader, row, statements_of
from bench._filling import open_all
from bench._ledger import CODE
from bench._server import Call, drive, stack, yardstick

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "bench" / "results" / "yearly.json"
line: Final = partial(row, "make bench NAME=yearly")
PLACES, REQUESTS, SECONDS = 1, 60, 12.0
#: milliseconds of CPU (issue 5)
GOAL: Final = 50.0
YEAR: Final = 2026
#: calendars that are followed
ADDRESSES: Final = 10


def fill_rest(who: Reader) -> None:
    """Meetings and sittings of the municipality that is asked."""
    from samfrid.municipalities.actions import body_named
    from samfrid.municipalities.tenancy import enter
    from samfrid.partners.actions import form_group, plan_meeting
    from samfrid.yearly.actions import plan_sitting

    enter(CODE, str(who.membership.user_id), 2)
    for number in range(10):
        group = form_group(who.membership, name=f"Grupp {number}")
        body = body_named(who.membership, f"Nämnd {number}")
        for month in range(1, 11):
            plan_meeting(who.membership, group, on=dt.date(YEAR, month, 1 + number))
            if number < 6:
                plan_sitting(who.membership, body=body, on=dt.date(YEAR, month, 10 + number))


def calls(who: Reader) -> dict[str, list[Call]]:
    """What is asked for, by name: one after the other, round and round."""
    from django.test import Client

    from samfrid.yearly.actions import make_feed

    # each address has a limit of its own
    made = [make_feed(who.membership, name=f"Enhet {number}")[1] for number in range(ADDRESSES)]
    addresses = [f"/kalender/{CODE}/{secret}.ics" for secret in made]
    tag = Client(SERVER_NAME="localhost").get(addresses[0])["ETag"]
    unchanged = {"Host": "localhost", "If-None-Match": tag}
    return {
        "the year": [who.page(f"/arshjul/?ar={YEAR}")],
        "the year, notice days and ends": [who.page(f"/arshjul/?ar={YEAR}&slag=avtalstider")],
        "a month of payments": [who.page(f"/arshjul/?ar={YEAR}&slag=utbetalningar&manad=4")],
        "a calendar": [Call("GET", address, {"Host": "localhost"}) for address in addresses],
        "a calendar that has not changed": [Call("GET", addresses[0], unchanged, status=304)],
    }


def turn(calls: Sequence[Call], number: int) -> Call:
    return calls[number % len(calls)]


def main() -> None:
    """Measure, print, and keep the figures."""
    import django

    rows: list[dict[str, Any]] = []
    with stack() as running:
        django.setup()
        open_all(running.superuser_url)
        rows.append(line("load of the machine before", os.getloadavg()[0], "processes", None))
        rows.append(line("CPU of a fixed piece of Python", yardstick(), "ms", None))
        rows.append(line("filled", fill(running.superuser_url, PLACES), "s", None))
        print("filled", flush=True)
        who = reader("coordinator", CODE)
        fill_rest(who)
        for name, turns in calls(who).items():
            queries = len(statements_of(who, turns[0]))
            # each process of the web server loads what it needs at its first
            drive(running, 4, partial(turn, turns), 24, 12.0)
            load = drive(running, 1, partial(turn, turns), REQUESTS, SECONDS)
            goal = GOAL if name.startswith("the year") else None
            print(f"{name:34} {load.cpu:6.1f} ms CPU, median {load.median:6.1f} ms, {queries} queries", flush=True)
            rows.append(line(f"{name}: CPU", load.cpu, "ms", goal))
            rows.append(line(f"{name}: of it the database", load.database, "ms", None))
            rows.append(line(f"{name}: median", load.median, "ms", None))
            rows.append(line(f"{name}: queries", queries, "queries", None))
            rows.append(line(f"{name}: errors", load.errors, "requests", None))
        rows.append(line("load of the machine after", os.getloadavg()[0], "processes", None))
    keep(RESULTS, rows)


if __name__ == "__main__":
    main()
