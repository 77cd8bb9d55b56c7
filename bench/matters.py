"""Measure council matters: ``python -m bench.matters [ROWS …] [--only WORDS]`` prints the figures and writes
``bench/results/matters.json``. What is told by ``--only`` alone is measured anew, the rest of the results is kept.

1 000, 100 000 and 1 000 000 matters over all municipalities, in a database of the measurement's own, behind the web
server with the options of ``samfrid run``. Lists of 20 and 100 at the first, the middle and the last page, search, one
matter, create and decide, as pages and by API, at 1, 4 and 16 clients that keep their connections; as a coordinator and
as an elected member, who has few rights. CPU is that of the web server and of the database together, of all their
processes; the reference of a median is the same SQL run bare in PostgreSQL.
"""

from __future__ import annotations

import os
import re
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count as counter
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from bench._asking import Reader, keep, reader, statements_of
from bench._asking import row as row_of
from bench._filling import CODE, fill, open_all
from bench._server import Call, Load, Stack, bare, drive, stack, yardstick

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "bench" / "results" / "matters.json"
COMMAND: Final = "make bench NAME=matters"
row: Final = partial(row_of, COMMAND)
SIZES: Final = (1_000, 100_000, 1_000_000)
CLIENTS: Final = (1, 4, 16)
#: requests in a measure, and seconds after which it is long enough
REQUESTS, SECONDS = 160, 2.0
GOALS: Final = {"page: list of 20": 8.0, "API: list of 20": 5.0, "API: create": 5.0}
_SERIAL: Final = counter(1)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to measure: how the nth request is made, and the statements that it comes to."""

    name: str
    call: Callable[[int], Call]
    statements: Sequence[str]


def places(size: int) -> dict[str, str]:
    """Where a list begins: at the first page, in the middle, at the last page."""
    from samfrid.matters.models import Matter
    from samfrid.municipalities.paging import cursor_at

    newest = Matter.objects.filter(municipality_id=CODE).order_by("-raised_on", "-id")
    many = newest.count()
    return {"first": "", **{name: cursor_at(newest[at], "raised_on") for name, at in _at(many, size).items()}}


def _at(many: int, size: int) -> dict[str, int]:
    return {"middle": many // 2, "last": many - size - 2}


def tasks(who: Reader) -> Iterator[Task]:
    """All that is measured for a reader; only who may write is asked to."""
    from samfrid.matters.models import Matter
    from samfrid.municipalities.models import Body
    from samfrid.municipalities.tenancy import enter

    enter(CODE, str(who.membership.user_id), 2)
    some = [
        str(key)
        for key in Matter.objects.filter(settled=True).order_by("-raised_on")[:200].values_list("pk", flat=True)
    ]
    number = Matter.objects.filter(pk=some[9]).values_list("diary_numbers__number", flat=True)[0]
    starts = {size: places(size) for size in (20, 100)}
    council = str(Body.objects.get(kind="council").pk)

    def same(call: Call) -> Callable[[int], Call]:
        return lambda _n: call

    def task(name: str, call: Call) -> Task:
        return Task(name, same(call), statements_of(who, call))

    for size in (20, 100):
        for place, cursor in starts[size].items():
            yield task(f"page: list of {size}, {place}", who.page(f"/arenden/?antal={size}&fran={cursor}"))
            more = f"&cursor={quote(cursor)}" if cursor else ""
            yield task(f"API: list of {size}, {place}", who.api(f"/matters?limit={size}{more}"))
    yield task("page: search by words", who.page(f"/arenden/?antal=20&sok={quote('skyddat boende')}"))
    yield task("page: search by number", who.page(f"/arenden/?antal=20&sok={quote(str(number))}"))
    yield task("API: search by number", who.api(f"/matters?number={quote(str(number))}"))

    def page_of(key: str) -> Call:
        return who.page(f"/arenden/{key}/")

    def api_of(key: str) -> Call:
        return who.api(f"/matters/{key}")

    yield Task("page: one matter", lambda n: page_of(some[n % len(some)]), statements_of(who, page_of(some[0])))
    yield Task("API: one matter", lambda n: api_of(some[n % len(some)]), statements_of(who, api_of(some[0])))
    if who.role == "coordinator":
        yield from _writes(who, council)


def _writes(who: Reader, council: str) -> Iterator[Task]:
    """Create and decide: each time another matter."""

    def new(serial: int) -> dict[str, Any]:
        return {"kind": "motion", "title": f"Motion om skyddat boende {serial}", "raised": "2026-03-30"}

    def by_api(_n: int) -> Call:
        serial = next(_SERIAL)
        people = [{"name": "Eva Ek", "party": "V"}]
        return who.api("/matters", new(serial) | {"numbers": [f"BK 2026-{serial}"], "people": people})

    def by_page(_n: int) -> Call:
        serial = next(_SERIAL)
        told = {"numbers": f"BK 2026-{serial}", "movers": "Eva Ek (V)", "anyway": "on"}
        return who.page("/arenden/nytt/", new(serial) | told)

    yield Task("API: create", by_api, statements_of(who, by_api(0)))
    yield Task("page: create", by_page, statements_of(who, by_page(0)))
    waiting = _undecided()

    def decide(_n: int) -> Call:
        clauses = [{"text": "att bifalla motionen", "outcome": "granted"}]
        told = {"stage": "final", "body": council, "on": "2026-09-14", "paragraph": "§ 12", "clauses": clauses}
        return who.api(f"/matters/{next(waiting)}/decisions", told)

    yield Task("API: decide", decide, statements_of(who, decide(0)))


def _undecided() -> Iterator[str]:
    from samfrid.matters.models import Matter

    made = Matter.objects.filter(title__startswith="Motion om skyddat boende ", settled=False)
    return iter([str(key) for key in made.values_list("pk", flat=True)])


def measure(running: Stack, size: int, only: str) -> Iterator[dict[str, Any]]:
    """Everything, with so many matters."""
    took = fill(running.superuser_url, size)
    print(f"\n{size} matters filled in {took:.0f} s; load {os.getloadavg()[0]:.1f}", flush=True)
    yield row(f"{size} matters: filled", took, "s", None)
    for role in ("coordinator", "elected"):
        who = reader(role, CODE)
        for task in tasks(who):
            if re.search(only, f"{role}: {task.name}"):
                yield from _task(running, size, who, task)


def _task(running: Stack, size: int, who: Reader, task: Task) -> Iterator[dict[str, Any]]:
    about = f"{size} matters, {who.role}: {task.name}"
    settings = [one for one in task.statements if "set_config" in one or "samfrid_" in one.split("(")[0]][:2]
    work = [one for one in task.statements if one.startswith("SELECT") and one not in settings]
    limit = bare(running.application_url, settings, work, 40, running.database_pid)
    goal = next((goal for name, goal in GOALS.items() if task.name.startswith(name)), None)
    drive(running, 4, task.call, 16, 1.0)
    yield row(f"{about}: queries", len(task.statements), "queries", None)
    yield row(f"{about}: bare SQL, CPU", limit[1], "ms", None)
    for clients in CLIENTS:
        load = drive(running, clients, task.call, REQUESTS, SECONDS)
        show(about, clients, load, limit, len(task.statements))
        name = f"{about}, {clients} clients"
        yield row(f"{name}: CPU", load.cpu, "ms", goal)
        yield row(f"{name}: CPU of the database", load.database, "ms", round(limit[1], 2))
        yield row(f"{name}: median", load.median, "ms", round(limit[0], 2))
        yield row(f"{name}: 95th percentile", load.late, "ms", None)
        yield row(f"{name}: a second", load.per_second, "requests/s", 100.0 if "create" in name else None)
        yield row(f"{name}: errors", load.errors, "requests", None)


def show(about: str, clients: int, load: Load, limit: tuple[float, float], queries: int) -> None:
    print(
        f"{about:58} {clients:2} clients {load.cpu:6.2f} ms CPU ({load.web:5.2f} web {load.database:5.2f} database,"
        f" bare {limit[1]:5.2f}) median {load.median:6.1f} 95 % {load.late:6.1f} ms {load.per_second:5.0f}/s"
        f" {queries:2} queries {load.errors} errors",
        flush=True,
    )


def main(sizes: Sequence[int], only: str) -> None:
    """Measure, print, and keep the figures."""
    import django

    rows = []
    with stack() as running:
        django.setup()
        open_all(running.superuser_url)
        rows.append(row("load of the machine before", os.getloadavg()[0], "processes", None))
        rows.append(row("CPU of a fixed piece of Python", yardstick(), "ms", None))
        for size in sizes:
            for one in measure(running, size, only):
                rows.append(one)
                keep(RESULTS, rows)
        rows.append(row("load of the machine after", os.getloadavg()[0], "processes", None))
        rows.append(row("CPU of a fixed piece of Python, after", yardstick(), "ms", None))
    keep(RESULTS, rows)


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--only", default="", help="pattern of what is measured: 'coordinator: page: list of 20'")
    told = parser.parse_args()
    main(told.sizes, told.only)
