"""Measure commitments and gaps: ``python -m bench.commitments [MUNICIPALITIES …]`` prints the figures and writes
``bench/results/commitments.json``.

1 and 290 municipalities with 2 000 commitments each and 20 reports of each, in a database of the measurement's own,
behind the web server with the options of ``samfrid run``: the first page, the list, one page, the working list and an
edition of all rows, the nightly run of all rules, and what one change comes to. CPU is that of the web server, or of
this process where the work is done here, and of the database together; the reference of a page is its goal, and of what
is done with 290 municipalities the same with one.
"""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from bench._asking import Reader, keep, reader, row, statements_of
from bench._filling import open_all
from bench._ledger import CODE, fill
from bench._server import Call, Stack, drive, stack, yardstick

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "bench" / "results" / "commitments.json"
COMMAND: Final = "make bench NAME=commitments"
PLACES: Final = (1, 290)
REQUESTS, SECONDS = 120, 4.0
#: milliseconds of CPU
TODAY_GOAL, NIGHT_GOAL = 30.0, 1000.0
line: Final = partial(row, COMMAND)


def pages() -> dict[str, str]:
    """What is asked for, by name."""
    from samfrid.commitments.models import Commitment
    from samfrid.municipalities.paging import cursor_at

    newest = Commitment.objects.filter(municipality_id=CODE).order_by("-created_at", "-id")
    middle = cursor_at(newest[1_000], "created_at")
    return {
        "Idag": "/",
        "list, first page": "/ataganden/",
        "list, middle": f"/ataganden/?fran={middle}",
        "list, late ones": "/ataganden/?visa=forsenade",
        "list, silent ones": "/ataganden/?visa=tysta",
        "one commitment": f"/ataganden/{newest[7].pk}/",
        "working list": "/uppfoljning/",
        "a gap's group": "/brister/rapportera/",
    }


def always(call: Call) -> Callable[[int], Call]:
    return lambda _number: call


def asked(running: Stack, about: str, who: Reader, first: dict[str, float]) -> Iterator[dict[str, Any]]:
    """Every page: CPU of a request, waiting, queries."""
    for name, path in pages().items():
        call = who.page(path)
        queries = len(statements_of(who, call))
        drive(running, 2, always(call), 16, 2.0)
        load = drive(running, 1, always(call), REQUESTS, SECONDS)
        reference = first.setdefault(name, load.cpu)
        print(f"{about} {name:22} {load.cpu:6.1f} ms CPU, median {load.median:6.1f} ms, {queries} queries", flush=True)
        yield line(f"{about}: {name}: CPU", load.cpu, "ms", TODAY_GOAL if name == "Idag" else reference)
        yield line(f"{about}: {name}: CPU beside one municipality", load.cpu, "ms", reference)
        yield line(f"{about}: {name}: median", load.median, "ms", None)
        yield line(f"{about}: {name}: queries", queries, "queries", None)
        yield line(f"{about}: {name}: errors", load.errors, "requests", None)


def used(running: Stack, work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of CPU, of this process and the database together, and of waiting."""
    before, mine, begun = running.cpu()[1], time.process_time(), time.perf_counter()
    work()
    took = (time.perf_counter() - begun) * 1000
    return (time.process_time() - mine + running.cpu()[1] - before) * 1000, took


def worked(running: Stack, about: str, who: Reader, first: dict[str, float]) -> Iterator[dict[str, Any]]:
    """What is done in the background, and an edition."""
    for name, work in works(who).items():
        cpu, took = used(running, work)
        reference = NIGHT_GOAL if name.startswith("all rules") else first.setdefault(name, cpu)
        print(f"{about} {name:30} {cpu:7.0f} ms CPU, {took:7.0f} ms", flush=True)
        yield line(f"{about}: {name}: CPU", cpu, "ms", reference)
        yield line(f"{about}: {name}: took", took, "ms", None)


def works(who: Reader) -> dict[str, Callable[[], object]]:
    """By name, in the order in which they must be done."""
    from samfrid.commitments import actions as ledger
    from samfrid.commitments.models import Commitment, Execution
    from samfrid.gaps.actions import catch_up
    from samfrid.gaps.models import Checkpoint
    from samfrid.municipalities.dates import today
    from samfrid.municipalities.tenancy import enter

    enter(CODE, str(who.membership.user_id), 2)
    day = today()

    def night() -> None:
        Checkpoint.objects.filter(municipality_id=CODE).update(checked_on=None)
        catch_up(CODE, day)

    def report() -> None:
        waiting = Commitment.objects.filter(municipality_id=CODE, execution=Execution.NOT_STARTED)[0]
        ledger.report(who.membership, waiting, on=day, execution=Execution.UNDER_WAY, text="Arbetet har börjat.")

    return {
        "all rules, the first time": night,
        "all rules, again": night,
        "a report": report,
        "the rules after a report": partial(catch_up, CODE, day),
        **editions(who),
    }


def editions(who: Reader) -> dict[str, Callable[[], object]]:
    """An edition of all commitments, and its files."""
    from samfrid.editions import actions
    from samfrid.municipalities.dates import today
    from samfrid.municipalities.models import Body

    council = Body.objects.get(municipality_id=CODE, kind="council")
    return {
        "an edition of 2 000 rows": partial(
            actions.make_edition, who.membership, body=council, on=today(), name="Uppföljning", public=False
        )
    }


def main(places: Sequence[int]) -> None:
    """Measure, print, and keep the figures."""
    import django

    rows = []
    first: dict[str, float] = {}
    with stack() as running:
        django.setup()
        open_all(running.superuser_url)
        rows.append(line("load of the machine before", os.getloadavg()[0], "processes", None))
        rows.append(line("CPU of a fixed piece of Python", yardstick(), "ms", None))
        who = None
        for many in places:
            took = fill(running.superuser_url, many)
            print(f"\n{many} municipalities filled in {took:.0f} s; load {os.getloadavg()[0]:.1f}", flush=True)
            about = f"{many} municipalities"
            rows.append(line(f"{about}: filled", took, "s", None))
            who = who or reader("coordinator", CODE)
            for one in (*worked(running, about, who, first), *asked(running, about, who, first)):
                rows.append(one)
            keep(RESULTS, rows)
        rows.append(line("load of the machine after", os.getloadavg()[0], "processes", None))
    keep(RESULTS, rows)


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("places", nargs="*", type=int, default=PLACES)
    main(parser.parse_args().places)
