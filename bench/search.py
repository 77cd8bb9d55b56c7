"""Measure search: ``python -m bench.search [most]`` prints the figures and writes ``bench/results/search.json``.

Fills the index with 1 000, 100 000 and 1 000 000 entries over 290 municipalities in a database of its own. The
municipality that searches holds 1 000 of them from the first, so that what grows is what the others have: its
searches should cost the same. Another, as large as the largest cities may become, holds 50 000 of the last million.

Milliseconds of CPU for one search, this process's and the database's together (the backend's own time is read from
``/proc``), as a page and as ``queries.find``; beside them the same words asked by bare SQL as the owner, the physical
limit. Row-level security is on for all but the last.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from bench.pages import database

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "bench" / "results" / "search.json"
COMMAND: Final = "python -m bench.search"
SIZES: Final = (1_000, 100_000, 1_000_000)
MUNICIPALITIES: Final = 290
OWN: Final = 1_000
LARGE: Final = 50_000
OWN_CODE: Final = "0580"
LARGE_CODE: Final = "0180"
ROUNDS: Final = 40
TICK: Final = os.sysconf("SC_CLK_TCK")
#: made once for each, and given to entries with the code put in
PATTERNS: Final = 400
#: stands for the municipality's code in a pattern
PLACE: Final = "@@@@"
COMMON: Final = "våld"
RARE: Final = "hedersförtryck"
_WORDS: Final = """
kommun kvinna barn skydd boende plan nämnd beslut motion stöd utbildning samverkan polis socialtjänst handlingsplan
kvinnojour orosanmälan uppföljning ansvar förvaltning budget rutin skola hälsa relation förebyggande insats behov
medarbetare kunskap kartläggning resurs avtal förening samordnare rapport åtgärd mål uppdrag arbetsgrupp utredning
"""
WORDS: Final = _WORDS.split()


@dataclass(frozen=True, slots=True)
class Cost:
    """One search: milliseconds of CPU of this process and of the database's, and its hits (of a page: those shown)."""

    web: float
    base: float
    hits: int

    @property
    def cpu(self) -> float:
        return self.web + self.base


def patterns() -> list[tuple[str, str, str, str]]:
    """Kind, title, text and lexemes of made-up records; the common word in each, the rare one in one."""
    from samfrid.search.lexemes import lexemes
    from samfrid.search.models import EntryKind

    chance = random.Random(1)
    made = []
    for number in range(PATTERNS):
        title = f"{chance.choice(WORDS)} för {chance.choice(WORDS)} {'mot våld' if number % 10 == 0 else ''}".strip()
        text = " ".join(chance.choices(WORDS, k=25)) + f" {COMMON}"
        kind = chance.choice(EntryKind.values)
        made.append((kind, title, text, lexemes(PLACE, title, text, [])))
    return made


def fill(owner: Any, have: int, want: int) -> None:
    """Entries up to ``want``: the searching municipality's first, then the others', the large one's at the end."""
    from samfrid.search.lexemes import lexemes

    made = patterns()
    others = [f"{number:04}" for number in range(1000, 1000 + MUNICIPALITIES - 2)]
    owner.execute("DROP INDEX IF EXISTS search_entry_words")
    columns = 'id, created_at, municipality_id, kind, record_id, page_id, access, "on", year, title, about, text, words'
    with owner.cursor().copy(f"COPY search_searchentry ({columns}) FROM STDIN") as copy:
        for number in range(have, want):
            large = want == SIZES[-1] and number >= want - LARGE
            code = OWN_CODE if number < OWN else LARGE_CODE if large else others[number % len(others)]
            kind, title, text, words = made[number % PATTERNS]
            words = words.replace(PLACE, code)
            key, year = uuid4(), 2006 + number % 20
            if number % (OWN // 2) == 7:
                text, words = f"{text} {RARE}", f"{words} {lexemes(code, '', RARE, [])}"
            about = f"KS {year}-{number}"
            words = f"{words} {lexemes(code, '', '', [about])}"
            day = f"{year}-0{number % 9 + 1}-11"
            copy.write_row(
                (uuid4(), "2026-01-01", code, kind, key, key, number % 2, day, year, title, about, text, words)
            )
    owner.execute("SET maintenance_work_mem = '256MB'")
    owner.execute("CREATE INDEX search_entry_words ON search_searchentry USING gin (words) WITH (fastupdate = off)")
    owner.execute("VACUUM ANALYZE search_searchentry")


def people() -> dict[str, Any]:
    """A coordinator in each of the two municipalities that search, and rows of the records that entries are about."""
    from samfrid.municipalities.actions import add_member, open_municipality
    from samfrid.municipalities.actors import SystemActor
    from samfrid.municipalities.models import Municipality, Role
    from samfrid.municipalities.tenancy import enter

    Municipality.objects.bulk_create(
        [Municipality(code=f"{number:04}", name=f"Ort {number}") for number in range(1000, 1000 + MUNICIPALITIES - 2)]
    )
    found = {}
    for code, name in ((OWN_CODE, "Linköping"), (LARGE_CODE, "Stockholm")):
        open_municipality(code, name)
        enter(code)
        found[code] = add_member(
            SystemActor(code), email=f"bench@{code}.example", name="Bänk", role=Role.COORDINATOR, password="x" * 20
        )
    return found


def records(owner: Any) -> None:
    """The rows that the entries are about, so that the second asking of row-level security finds them."""
    from samfrid.commitments.models import Commitment
    from samfrid.documents.models import Document
    from samfrid.matters.models import Matter
    from samfrid.municipalities.tenancy import enter
    from samfrid.partners.models import Agreement
    from samfrid.plans.models import Plan
    from samfrid.search.models import SearchEntry

    made: dict[str, tuple[Any, Callable[[SearchEntry], dict[str, Any]]]] = {
        "matter": (Matter, lambda one: {"kind": "motion", "title": one.title, "access": one.access}),
        "decision": (Matter, lambda one: {"kind": "motion", "title": one.title, "access": one.access}),
        "commitment": (Commitment, lambda one: {"text": one.title, "access": one.access}),
        "plan": (Plan, lambda one: {"name": one.title}),
        "agreement": (Agreement, lambda one: {"form": "iop", "title": one.title}),
        "document": (
            Document,
            lambda one: {"name": one.title, "sha256": one.pk.hex * 2, "size": 1, "access": one.access},
        ),
    }
    for code in (OWN_CODE, LARGE_CODE):
        enter(code)
        for kind, (model, values) in made.items():
            entries = SearchEntry.objects.filter(municipality_id=code, kind=kind).defer("text", "words")
            rows = [model(id=one.page_id, municipality_id=code, **values(one)) for one in entries.iterator(2000)]
            model._default_manager.bulk_create(rows, batch_size=2000, ignore_conflicts=True)
    owner.execute("ANALYZE")


@contextmanager
def _cpu(pid: int, spent: list[float]) -> Iterator[None]:
    stat = Path(f"/proc/{pid}/stat")

    def of_base() -> float:
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    base, web = of_base(), time.process_time()
    yield
    spent[:] = [time.process_time() - web, of_base() - base]


def cost_of(search: Callable[[], int], pid: int) -> Cost:
    """The mean of some rounds (the kernel counts a backend's time in hundredths of a second), least of three tries."""
    hits = search()
    search()
    found = []
    for _try in range(3):
        spent: list[float] = []
        with _cpu(pid, spent):
            for _round in range(ROUNDS):
                search()
        found.append(Cost(spent[0] * 1000 / ROUNDS, spent[1] * 1000 / ROUNDS, hits))
    return min(found, key=lambda cost: cost.cpu)


def searches(code: str, member: Any, owner: Any) -> dict[str, Cost]:
    """Each kind of search in one municipality, as a page, as a call, and as bare SQL."""
    from urllib.parse import urlencode

    from django.db import connection
    from django.test import Client

    from samfrid.municipalities.tenancy import enter

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(member.user)
    enter(code)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    (number,) = owner.execute(
        f"SELECT about FROM search_searchentry WHERE municipality_id = '{code}' ORDER BY about LIMIT 1"
    ).fetchone()
    asked = {
        "a rare word": (RARE, f"'{code}w{RARE}'"),
        "a common word": (COMMON, f"'{code}w{COMMON}'"),
        "two words": ("våld polis", f"'{code}w{COMMON}' & '{code}wpolis'"),
        "a diary number": (number, f"'{code}N{number.replace(' ', '')}'"),
    }
    found = {}
    for name, (text, query) in asked.items():
        address = f"/sok/?{urlencode({'q': text})}"
        found[f"{name}: page"] = cost_of(partial(_page, browser, address), pid)
        enter(code)
        found[f"{name}: find"] = cost_of(partial(_found, member, text), pid)
        found[f"{name}: bare SQL"] = cost_of(
            partial(_bare, owner, code, query),
            owner.info.backend_pid,
        )
    return found


def _found(member: Any, text: str) -> int:
    from samfrid.search.queries import find

    return find(member, text).total


def _page(browser: Any, address: str) -> int:
    answer = browser.get(address)
    assert answer.status_code == 200
    return int(answer.content.count(b'<li class="row">'))


def _bare(owner: Any, code: str, query: str) -> int:
    rows: list[Any] = owner.execute(
        'SELECT id, title, "on" FROM search_searchentry WHERE words @@ %s::tsquery AND municipality_id = %s '
        'ORDER BY "on" DESC NULLS LAST, id LIMIT 20',
        [query, code],
    ).fetchall()
    return len(rows)


def main() -> None:
    """Fill, measure, print, and keep the figures."""
    import psycopg

    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    rows: list[dict[str, Any]] = []
    first: dict[str, Cost] = {}
    with database() as owner_url:
        members = people()
        with psycopg.connect(owner_url, autocommit=True) as owner:
            have = 0
            for size in [size for size in SIZES if size <= most]:
                begun = time.perf_counter()
                fill(owner, have, size)
                records(owner)
                have = size
                print(f"{size} entries filled in {time.perf_counter() - begun:.0f} s", flush=True)
                codes = [OWN_CODE] + ([LARGE_CODE] if size == SIZES[-1] else [])
                for code in codes:
                    for name, cost in searches(code, members[code], owner).items():
                        own = code == OWN_CODE
                        reference = first.setdefault(name, cost).cpu if own else None
                        held = f"{OWN if own else LARGE} own of {size}"
                        print(
                            f"{held:24} {name:26} {cost.cpu:7.2f} ms ({cost.web:.2f} web, {cost.base:.2f} base)"
                            f" {cost.hits:6} hits" + (f" {cost.cpu / reference:5.2f}×" if reference else ""),
                            flush=True,
                        )
                        rows.append(
                            {
                                "measure": f"{held}, {name}: CPU, web and database",
                                "value": round(cost.cpu, 2),
                                "unit": "ms",
                                "reference": round(reference, 2) if reference else None,
                                "ratio": round(cost.cpu / reference, 3) if reference else None,
                                "command": COMMAND,
                            }
                        )
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
