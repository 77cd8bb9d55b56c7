"""The supervisor against the real thing: it starts and stops as one, survives whatever is killed, and says why not."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.product import Product

pytestmark = pytest.mark.journey

#: seconds that the second start may take
SECOND_START = 5.0
#: work waiting for each processor above which the time of a start is somebody else's doing
BUSY = 1.5
#: seconds that a part may take to be there again
AGAIN = 40.0
#: what tells each part by its command line
PARTS = {"postgres": "/bin/postgres", "web": "samfrid.web.wsgi:application", "worker": "procrastinate worker"}


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """An installation that the tests of this file start, kill and start again, in the order of the file."""
    with Product() as one:
        yield one


@pytest.fixture
def running(product: Product) -> Product:
    if product.process is None or product.process.poll() is not None:
        product.process = None
        product.start()
    return product


def _process(pid: int) -> tuple[int, str] | None:
    """Parent and command line of a process; None when it is gone or only waits to be buried."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else (int(parent), command)


def _descendants(pid: int) -> dict[int, str]:
    """All that a process has started, whatever session it is in."""
    every = {int(path.name): _process(int(path.name)) for path in Path("/proc").glob("[0-9]*")}
    found: dict[int, str] = {}
    wanted = {pid}
    while wanted:
        children = {one: known for one, known in every.items() if known and known[0] in wanted and one not in found}
        found |= {one: known[1] for one, known in children.items()}
        wanted = set(children)
    return found


def _parts(product: Product) -> dict[str, int]:
    """The process of each part: the supervisor's own children, told by what they run."""
    assert product.process
    found = _descendants(product.process.pid)
    own = {pid: said for pid, said in found.items() if (_process(pid) or (0, ""))[0] == product.process.pid}
    return {name: pid for name, word in PARTS.items() for pid, said in own.items() if word in said}


def _healthy(product: Product) -> bool:
    """Whether the web server answers, with a page that asks the database."""
    try:
        # the first page after a start reads the addresses of all rooms: whether it comes is asked here, not how soon
        with urllib.request.urlopen(f"{product.address}/konto/login/", timeout=60) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _until(true: Callable[[], bool], seconds: float = AGAIN) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return true()


def _trail(product: Product) -> str:
    """What an operator is told of the audit trails: which there are, and whether each is whole."""
    return product.command("audit").stdout


def test_it_starts_and_is_three_parts(running: Product) -> None:
    assert set(_parts(running)) == set(PARTS)
    assert _healthy(running)
    running.add_user("anna@0580.example", "Anna Ek", "coordinator", "0580", "sommarregn över sjön 17")
    assert "0580 Linköping: hel" in _trail(running)


def test_the_owners_address_is_in_no_part_that_faces_people_or_files(running: Product) -> None:
    """Who takes over the web server or the worker can neither change the tables nor pass by row-level security."""
    assert running.process
    looked_at = 0
    for pid, said in _descendants(running.process.pid).items():
        if PARTS["web"] in said or PARTS["worker"] in said:
            environment = Path(f"/proc/{pid}/environ").read_bytes()
            assert b"DATABASE_URL=postgresql://samfrid_app:" in environment
            assert b"samfrid_owner" not in environment
            assert b"DATABASE_OWNER_URL" not in environment
            looked_at += 1
    assert looked_at >= 2


def test_a_second_start_with_the_same_data_says_that_it_runs_already(running: Product) -> None:
    with Product() as other:
        other.data = running.data
        assert other.launch().wait(60) == 1
        assert other.said().strip() == (
            "Samfrid körs redan med den här datamappen. Stoppa det först (Ctrl-C där det körs)."
        )
    assert _healthy(running)


def test_ctrl_c_stops_every_part(running: Product) -> None:
    assert running.process
    children = _descendants(running.process.pid)
    assert len(children) > len(PARTS)
    assert running.stop(signal.SIGINT) == 0
    assert [said for pid, said in children.items() if _process(pid)] == []
    assert "Samfrid är stoppat. Allt är sparat." in running.said()
    assert "Traceback" not in running.said()


def test_the_second_start_is_quick_and_everything_is_there(product: Product) -> None:
    product.stop()
    taken = product.start()
    assert "0580 Linköping: hel" in _trail(product)
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    if taken >= SECOND_START and busy > BUSY:
        pytest.skip(f"the machine has {busy:.1f} times what it can do: {taken:.1f} s says nothing of the start")
    assert taken < SECOND_START


def test_a_port_that_is_taken_is_named_with_another_to_choose(product: Product) -> None:
    with Product() as other, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        other.port = taken.getsockname()[1]
        assert other.launch().wait(60) == 1
        assert other.said().strip() == (
            f"Porten {other.port} på 127.0.0.1 är upptagen. Välj en annan: make run PORT={other.port + 1}"
        )


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_killed_comes_back_by_itself(running: Product, part: str) -> None:
    assert _until(lambda: set(_parts(running)) == set(PARTS))
    before, children = _parts(running), _descendants(_parts(running)[part])
    os.kill(before[part], signal.SIGKILL)
    assert _until(lambda: _parts(running).get(part, before[part]) != before[part]), running.said()
    assert _until(lambda: not [pid for pid in children if _process(pid)]), "what it had started lives on without it"
    assert _until(lambda: set(_parts(running)) == set(PARTS)), running.said()
    assert _until(lambda: _healthy(running)), running.said()
    assert "0580 Linköping: hel" in _trail(running)


def test_after_the_supervisor_is_killed_nothing_is_left_and_the_next_start_just_works(running: Product) -> None:
    assert running.process
    children = _descendants(running.process.pid)
    running.process.kill()
    running.process.wait()
    running.process = None
    assert _until(lambda: not [pid for pid in children if _process(pid)])
    running.start()
    assert _healthy(running)
    assert "0580 Linköping: hel" in _trail(running)


def test_after_everything_is_killed_at_once_the_next_start_just_works(running: Product) -> None:
    assert running.process
    children = _descendants(running.process.pid)
    for pid in [running.process.pid, *children]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    running.process.wait()
    running.process = None
    running.start()
    assert _healthy(running)
    assert "0580 Linköping: hel" in _trail(running)


def test_a_start_that_is_killed_halfway_leaves_nothing_in_the_way() -> None:
    with Product() as other:
        process = other.launch()
        assert _until(lambda: (other.data / "postgres-new").exists() or (other.data / "postgres").exists())
        process.kill()
        process.wait()
        # at once: whatever the killed start had under way may still be running
        other.start()
        assert _healthy(other)
