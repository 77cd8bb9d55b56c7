"""Measure the open side's pages: ``python -m bench.pages`` prints the figures and writes ``bench/results/pages.json``.

Fills a municipality with 10 000 matters in a database of the measurement's own and renders each page as a coordinator
sees it.

Milliseconds of this process's CPU for one request through the whole of Django, the middleware included; the database
server's own time is told apart, as waiting. The number of queries is counted with 10 000 matters and with 200.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

if TYPE_CHECKING:
    from django.db.models import Model

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "bench" / "results" / "pages.json"
COMMAND: Final = "python -m bench.pages"
MATTERS: Final = 10_000
FEW: Final = 200
ROUNDS: Final = 15
GOAL: Final = 50.0
MANY_CODE: Final = "0580"
FEW_CODE: Final = "0115"
#: nobody logs in with it: the browser is let in by force
LONG: Final = "x" * 20


@dataclass(frozen=True, slots=True)
class Cost:
    """One page: CPU and wall time in milliseconds, and its queries."""

    cpu: float
    wall: float
    queries: int


@contextmanager
def database() -> Iterator[str]:
    """A database server of the measurement's own, migrated, and Django set up against it; gives its owner's address."""
    import django

    from samfrid.web.server.postgres import APPLICATION, OWNER, Cluster

    with tempfile.TemporaryDirectory(prefix="samfrid-bench-") as folder:
        # as root the server runs as another account, which has to reach its folder
        Path(folder).chmod(0o755)
        cluster = Cluster.default(Path(folder))
        server = cluster.start(fsync="off", synchronous_commit="off", full_page_writes="off")
        try:
            cluster.prepare()
            os.environ["DATABASE_URL"] = cluster.url(APPLICATION)
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samfrid.web.settings_test")
            migrate(cluster.url(OWNER), APPLICATION)
            django.setup()
            yield cluster.url(OWNER)
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(30)


def migrate(owner_url: str, application: str) -> None:
    """Make the tables as their owner, in a process of its own: this one is the application."""
    import subprocess
    import sys

    program = "import sys; from samfrid.web.server.database import migrate; migrate(*sys.argv[1:])"
    subprocess.run([sys.executable, "-c", program, owner_url, application], check=True)


def fill(code: str, name: str, count: int) -> Any:
    """A municipality with ``count`` matters, each with numbers, movers, decisions, clauses and commitments, and with
    plans and agreements as a large one has them. The coordinator who looks at them is given back.
    """
    from samfrid.municipalities.actions import add_member, body_named, open_municipality, unit_named
    from samfrid.municipalities.actors import SystemActor
    from samfrid.municipalities.models import Role
    from samfrid.municipalities.tenancy import enter

    open_municipality(code, name)
    actor = SystemActor(code)
    enter(code)
    council, committee = body_named(actor, "kommunfullmäktige"), body_named(actor, "socialnämnden")
    units = [unit_named(actor, f"Förvaltning {number}") for number in range(20)]
    _matters(code, count, council, committee, units)
    _plans_and_agreements(actor, units)
    return add_member(actor, email=f"bench@{code}.example", name="Bänk", role=Role.COORDINATOR, password=LONG)


def _matters(code: str, count: int, council: Any, committee: Any, units: list[Any]) -> None:
    from samfrid.commitments.models import Commitment, Execution, Origin, Progress
    from samfrid.matters.models import (
        Clause,
        Decision,
        DiaryNumber,
        Matter,
        MatterKind,
        MatterPerson,
        Outcome,
        PersonRole,
        Referral,
        Request,
        Stage,
        Stance,
    )

    made: dict[type[Model], list[Any]] = {
        kind: []
        for kind in (
            Matter, DiaryNumber, MatterPerson, Request, Referral, Decision, Clause, Commitment, Origin, Progress
        )
    }  # fmt: skip

    def add(model: type, /, **values: Any) -> Any:
        row = model(municipality_id=code, **values)
        made[model].append(row)
        return row

    kinds = list(MatterKind)
    for number in range(count):
        raised = dt.date(2006, 1, 1) + dt.timedelta(days=number * 7400 // count)
        matter = add(
            Matter, kind=kinds[number % 5], title=f"Motion {number} om skyddat boende och utbildning", raised_on=raised
        )
        add(DiaryNumber, matter=matter, number=f"KS {raised.year}-{number}", key=f"KS{raised.year}-{number}")
        add(DiaryNumber, matter=matter, number=f"SN {raised.year}-{number}", key=f"SN{raised.year}-{number}")
        for person in range(2):
            add(MatterPerson, matter=matter, name=f"Ledamot {number % 61 + person}", party="V", role=PersonRole.MOVER)
        add(Referral, matter=matter, body=committee, stance=Stance.SUPPORTS)
        for row in range(1, 4):
            add(Request, matter=matter, number=row, text=f"att kommunen genomför åtgärd {row} i ärende {number}")
        if number % 4 == 0:
            continue
        for stage in (Stage.PROPOSED, Stage.FINAL):
            decision = add(
                Decision, matter=matter, body=council, stage=stage, on=raised + dt.timedelta(250), paragraph="§ 9"
            )
            for row in range(1, 4):
                outcome = (Outcome.GRANTED, Outcome.REJECTED, Outcome.TASKED)[row % 3]
                clause = add(Clause, decision=decision, number=row, text=f"att åtgärd {row} genomförs", outcome=outcome)
                if stage == Stage.FINAL and outcome == Outcome.GRANTED:
                    commitment = add(
                        Commitment,
                        text=f"Genomföra åtgärd {row} i ärende {number}",
                        responsible=units[number % 20] if number % 3 else None,
                        promised_on=decision.on,
                        due_on=decision.on + dt.timedelta(400),
                        execution=Execution.UNDER_WAY,
                        last_word_on=decision.on + dt.timedelta(100),
                    )
                    add(
                        Origin,
                        commitment=commitment,
                        kind="clause",
                        record_kind="matters.clause",
                        record_id=clause.pk,
                        page_kind="matters.matter",
                        page_id=matter.pk,
                        label=matter.title,
                    )
                    add(
                        Progress,
                        commitment=commitment,
                        on=commitment.last_word_on,
                        execution=Execution.UNDER_WAY,
                        text="Arbetet pågår",
                        reported_by="Bänk",
                    )
    for kind, rows in made.items():
        kind._default_manager.bulk_create(rows, batch_size=2000)


def _plans_and_agreements(actor: Any, units: list[Any]) -> None:
    from samfrid.commitments.actions import commit
    from samfrid.municipalities.actions import organisation_named
    from samfrid.partners.actions import AmountIn, register_agreement
    from samfrid.partners.models import AgreementForm, Per
    from samfrid.plans.actions import add_activity, current_version, register_plan

    for number in range(10):
        plan = register_plan(actor, name=f"Program för {'abcdefghij'[number] * 5}", ends_on=dt.date(2026, 12, 31))
        version = current_version(plan)
        assert version is not None
        for row in range(30):
            commitment = commit(actor, text=f"Aktivitet {row} i plan {number}", responsible=units[row % 20])
            add_activity(actor, version, commitment)
    for number in range(60):
        shelter = organisation_named(actor, f"Kvinnojour {number}")
        register_agreement(
            actor,
            form=AgreementForm.IOP,
            title=f"Partnerskap med {shelter}",
            parties=[("Kommunen", None), (shelter.name, shelter)],
            first_starts_on=dt.date(2021, 7, 1),
            first_ends_on=dt.date(2023, 6, 30),
            renewal_months=24,
            notice_months=6,
            amounts=[AmountIn(50_000, Per.YEAR), AmountIn(25_000, Per.YEAR, "om jouren startar en tjejjour")],
            goals=["fler ska få hjälp", "ökad kunskap"],
        )


def pages() -> dict[str, str]:
    """Name → address of each page measured, in the municipality that the session sees."""
    from samfrid.commitments.models import Commitment
    from samfrid.matters.models import Matter
    from samfrid.municipalities.paging import PAGE
    from samfrid.partners.models import Agreement
    from samfrid.plans.models import Plan

    newest = list(Matter.objects.order_by("-raised_on", "-id"))
    far = newest[min(len(newest) - 1, len(newest) * 9 // 10)]
    decided = next(one for one in newest if one.decisions.exists())
    commitment = Commitment.objects.filter(origins__isnull=False, progress__isnull=False).first()
    plan, agreement = Plan.objects.first(), Agreement.objects.first()
    number = decided.diary_numbers.first()
    assert commitment is not None
    assert number is not None
    assert plan is not None
    assert agreement is not None
    return {
        f"matters, first {PAGE}": "/arenden/",
        f"matters, {PAGE} after nine tenths": f"/arenden/?fran={far.raised_on}_{far.pk}",
        "matters, unanswered motions": "/arenden/?typ=motion&visa=obesvarade",
        "matters, by diary number": f"/arenden/?{urlencode({'sok': number.number})}",
        "matters, words that no title has": "/arenden/?sok=finnsinte",
        "a matter from asked to done": decided.get_absolute_url(),
        f"commitments, first {PAGE}": "/ataganden/",
        "commitments, late": "/ataganden/?visa=forsenade",
        "commitments, silent for six months": "/ataganden/?visa=tysta",
        "a commitment": f"/ataganden/{commitment.pk}/",
        "plans": "/planer/",
        "a plan with 30 activities": plan.get_absolute_url(),
        f"agreements, first {PAGE}": "/avtal/",
        "an agreement": agreement.get_absolute_url(),
    }


def cost_of(render: Callable[[], Any]) -> Cost:
    """The least of some rounds, since what else the machine does can only add; two rounds before warm the caches."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _round in range(2):
        render()
    cpu, wall = [], []
    for _round in range(ROUNDS):
        begun, worked = time.perf_counter(), time.process_time()
        answer = render()
        cpu.append((time.process_time() - worked) * 1000)
        wall.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200
    with CaptureQueriesContext(connection) as queries:
        render()
    return Cost(min(cpu), min(wall), len(queries))


def measure(owner_url: str, code: str, name: str, count: int) -> dict[str, Cost]:
    """Each page's cost in a municipality with so many matters."""
    import psycopg
    from django.test import Client

    from samfrid.municipalities.tenancy import enter

    begun = time.perf_counter()
    member = fill(code, name, count)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        # as the server does by itself after a while; the application may not
        owner.execute("ANALYZE")
    print(f"{count} matters filled in {time.perf_counter() - begun:.0f} s", flush=True)
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(member.user)
    enter(code)
    found = {}
    for page, address in pages().items():
        found[page] = cost_of(partial(browser.get, address))
        print(
            f"{page:40} {found[page].cpu:7.1f} ms CPU {found[page].wall:7.1f} ms in all {found[page].queries:3} queries"
        )
    return found


def main() -> None:
    """Measure, print, and keep the figures."""
    with database() as owner_url:
        few = measure(owner_url, FEW_CODE, "Vallentuna", FEW)
        many = measure(owner_url, MANY_CODE, "Linköping", MATTERS)
    rows = []
    for page, cost in many.items():
        measured = (
            ("CPU", cost.cpu, "ms", GOAL),
            ("whole request", cost.wall, "ms", None),
            (f"queries, beside {FEW} matters", cost.queries, "queries", few[page].queries),
        )
        for what, value, unit, reference in measured:
            rows.append(
                {
                    "measure": f"{page}: {what}",
                    "value": round(value, 1),
                    "unit": unit,
                    "reference": reference,
                    "ratio": round(value / reference, 3) if reference else None,
                    "command": COMMAND,
                }
            )
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    slow = [page for page, cost in many.items() if cost.cpu > GOAL]
    uneven = [page for page, cost in many.items() if cost.queries > few[page].queries]
    print(f"over {GOAL:.0f} ms: {slow or 'none'}; queries that grow: {uneven or 'none'}")


if __name__ == "__main__":
    main()
