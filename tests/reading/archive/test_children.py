"""The nursery and its children: a hostile file ends its own child and nothing else."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from samfrid.reading.archive.keeper import Keeper
from samfrid.reading.archive.nursery import READING, _Nursery
from samfrid.reading.archive.orders import Answer, Limits
from samfrid.reading.intake import is_plain
from samfrid.reading.sandbox import read_in_child
from tests.reading import files


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    one = Keeper(Limits(seconds=60))
    yield one
    one.close()


def put(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def families(pid: int) -> set[int]:
    """A process's children, and theirs."""
    found: set[int] = set()
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found |= {int(child)} | families(int(child))
    return found


def test_a_reading_is_the_same_as_from_a_child_of_its_own(keeper: Keeper, tmp_path: Path) -> None:
    for name, data in (
        ("brev.txt", (files.SENTENCE * 3).encode()),
        ("brev.pdf", files.pdf(files.prose())),
        ("sida.html", f"<!doctype html><body><h1>Motion</h1><p>{files.SENTENCE}</p>".encode()),
    ):
        path = put(tmp_path, name, data)
        answer = keeper.read(path)
        assert answer.reading
        assert json.loads(answer.reading) == read_in_child(Path(path))


def test_refusals_keep_their_codes_and_the_next_is_read(keeper: Keeper, tmp_path: Path) -> None:
    good = put(tmp_path, "brev.txt", files.SENTENCE.encode())
    bad = {
        "empty": put(tmp_path, "tom.txt", b""),
        "password": put(tmp_path, "last.pdf", files.pdf(files.prose(), encrypt="x")),
        "wrong_type": put(tmp_path, "skrap.bin", bytes(range(256)) * 40),
    }
    for code, path in bad.items():
        assert keeper.read(path).code == code
        assert keeper.read(good).reading


def test_what_takes_too_long_is_ended_alone(tmp_path: Path) -> None:
    keeper = Keeper(Limits(seconds=0.5))
    picture = files.png(files.picture_of(files.pdf(files.prose(40, top=60)), dpi=300))
    keeper.ask(put(tmp_path, "bild.png", picture))
    keeper.ask(put(tmp_path, "brev.txt", files.SENTENCE.encode()))
    answers: list[Answer] = []
    while len(answers) < 2:
        answers += keeper.take()
    keeper.close()
    assert answers[0].code == "timeout"
    assert answers[1].reading


def test_a_child_holds_no_way_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """What reads a file with a format must not be able to give orders to the child that reads texts."""
    seen: list[set[str]] = []

    def pipes() -> set[str]:
        held = [str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
        return {one for one in held if one.startswith("pipe:")}

    def look(path: str, *_: object) -> dict[str, object]:
        return {"reading": {"path": path, "pipes": sorted(pipes())}}

    ours = pipes()  # pytest's own
    orders, answers = os.pipe()
    monkeypatch.setattr("samfrid.reading.confined.answer", look)
    monkeypatch.setattr("samfrid.reading.archive.nursery.is_plain", lambda path: path.suffix == ".txt")
    one = _Nursery(orders, answers)
    try:
        for name in ("a.txt", "b.pdf", "c.txt"):
            told = one.read({"path": name, "memory": 2**33, "seconds": 20, "pages": 1})
            assert told
            seen.append(set(json.loads(told)["reading"]["pipes"]) - ours)
    finally:
        one.close()
        os.close(orders)
        os.close(answers)
    living, other, again = seen
    assert living == again
    assert len(living) == len(other) == 2  # its own orders and its own answers
    assert not living & other


def test_a_child_that_dies_takes_nobody_with_it(keeper: Keeper, tmp_path: Path) -> None:
    slow = files.png(files.picture_of(files.pdf(files.prose(40, top=60)), dpi=300))
    keeper.ask(put(tmp_path, "bild.png", slow))
    nursery = keeper._child.pid
    until = time.monotonic() + 60
    while len(families(nursery)) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(max(families(nursery)), signal.SIGSEGV)
    assert keeper.take()[0].code in ("broken", "memory")
    assert keeper.read(put(tmp_path, "brev.txt", files.SENTENCE.encode())).reading
    assert keeper._child.pid == nursery


def test_a_nursery_that_dies_is_followed_by_another(keeper: Keeper, tmp_path: Path) -> None:
    path = put(tmp_path, "brev.txt", files.SENTENCE.encode())
    assert keeper.read(path).reading
    keeper._child.kill()
    assert keeper.read(path).reading


def test_a_document_that_ends_every_nursery_is_given_up(
    keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "brev.txt", files.SENTENCE.encode())
    put(tmp_path, "sitecustomize.py", b"import sys; sys.modules['samfrid.reading.archive.nursery'] = None")
    monkeypatch.syspath_prepend(str(tmp_path))
    keeper._child.kill()
    assert keeper.read(path).code == "internal"
    monkeypatch.undo()
    keeper._child.kill()
    assert keeper.read(path).reading


def test_children_end_when_their_keeper_is_gone(tmp_path: Path) -> None:
    keeper = Keeper(Limits(seconds=60))
    picture = files.png(files.picture_of(files.pdf(files.prose(40, top=60)), dpi=300))
    keeper.ask(put(tmp_path, "bild.png", picture))
    nursery = keeper._child.pid
    until = time.monotonic() + 60
    while len(families(nursery)) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    family = families(nursery)
    os.close(keeper._orders)  # as when its process is killed
    keeper._child.wait(timeout=60)
    until = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in family) and time.monotonic() < until:
        time.sleep(0.01)
    assert not [pid for pid in family if Path(f"/proc/{pid}").exists()]
    os.close(keeper.answers)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{}",
        b"[1]",
        b'"x"',
        b"\xff\xfe",
        READING + b'{"text": "x", "type": "y"}, "sha256": "00"}',
        READING + b'{"text": 1, "type": "y"}}',
        READING + b'{"text": "x",\n "type": "y"}}',
        b'{"error": {"code": "x"}}',
        b'{"ended": 3}',
        READING + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_whatever_a_child_says_that_has_been_taken_over_makes_no_reading(keeper: Keeper, said: bytes) -> None:
    answer = keeper._understood(said)
    assert (answer.reading, answer.code) == (None, "broken")


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        (files.SENTENCE.encode(), True),
        (b"# Rubrik\n\n[text](https://x.se)\n", True),
        (b"", True),
        (b"PK\x03\x04" + b"x" * 50, False),
        (b"text %PDF-1.7 text", False),
        (b"{\\rtf1 text}", False),
        (b"<!doctype html><p>Text</p>", False),
        (b"From: a@x.se\nTo: b@x.se\nSubject: x\nDate: x\n\ntext", False),
        (bytes(range(256)), False),
        (b"x" * (2**20 + 1), False),
    ],
)
def test_only_plain_text_is_read_by_one_that_lives_on(data: bytes, plain: bool, tmp_path: Path) -> None:
    assert is_plain(Path(put(tmp_path, "fil.txt", data))) is plain
