"""Reading on a Dask cluster: a scheduler and workers on the loopback, as they would be on many machines."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

from samfrid.cli import main
from samfrid.reading.archive import cluster, tasks
from samfrid.reading.archive.cluster import Cluster
from samfrid.reading.archive.orders import Limits, Order, Stopped
from samfrid.reading.archive.version import reader_version
from tests.reading import files
from tests.reading.archive.places import documents, lines

LIMITS = Limits(seconds=60)


@pytest.fixture(scope="module")
def workers() -> Iterator[Any]:
    made: Any = LocalCluster
    asks: Any = Client
    with (
        made(2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50) as running,
        asks(running.scheduler_address, set_as_default=False) as client,
    ):
        # all look at the reader's files now, while they are the same for all
        reader_version.cache_clear()
        client.run(tasks.about, None)
        reader_version()
        yield running


def orders(folder: Path) -> Iterator[Order]:
    for path in sorted(folder.rglob("*.*")):
        yield Order(path, hashlib.sha256(path.read_bytes()).digest(), path.stat().st_size, 0)


def test_an_archive_is_read_by_a_cluster_and_taken_up_again(
    workers: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = documents(tmp_path / "arkiv", 40)
    (archive / "tom.pdf").write_bytes(b"")
    arguments = ["read", str(archive), "--cluster", workers.scheduler_address, "--out", str(tmp_path / "ut")]
    for _ in range(2):
        assert main(arguments) == 1
        assert len(list(lines(tmp_path / "ut"))) == 40
    assert [row["code"] for row in lines(tmp_path / "ut", "errors.jsonl")] == ["empty"]
    assert "0 dokument på" in capsys.readouterr().out


def test_documents_are_sent_where_the_workers_do_not_see_them(
    workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = documents(tmp_path / "arkiv", 3)
    (archive / "brev.pdf").write_bytes(files.pdf(files.prose()))
    engine = Cluster(workers.scheduler_address, LIMITS, tmp_path / "finns bara här.txt")
    try:
        assert engine.sends
        answers = list(engine.read(orders(archive)))
    finally:
        engine.close()
    assert len(answers) == 4
    assert all(answer.reading for _, answer in answers)


def test_a_worker_that_sees_another_file_reads_none(workers: Any, tmp_path: Path) -> None:
    path = documents(tmp_path / "arkiv", 1) / "000" / "motion-0.txt"
    engine = Cluster(workers.scheduler_address, LIMITS, path)
    try:
        answers = [answer for _, answer in engine.read(iter([Order(path, b"another content", 100, 0)]))]
    finally:
        engine.close()
    assert [answer.code for answer in answers] == ["unseen"]


def test_no_more_is_in_flight_than_the_cluster_has_room_for(
    workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_DOCUMENTS", 2)
    archive = documents(tmp_path / "arkiv", 60)
    asked = 0

    def counted() -> Iterator[Order]:
        nonlocal asked
        for order in orders(archive):
            asked += 1
            yield order

    engine = Cluster(workers.scheduler_address, LIMITS, archive)
    try:
        for done, _ in enumerate(engine.read(counted()), 1):
            assert asked - done <= 2 * 2 * 2 + 2
    finally:
        engine.close()


def test_a_worker_that_is_killed_loses_no_document(workers: Any, tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 200)
    engine = Cluster(workers.scheduler_address, LIMITS, archive)
    pids = list(engine._client.run(os.getpid).values())
    threading.Timer(0.3, os.kill, (pids[0], signal.SIGKILL)).start()
    try:
        answers = list(engine.read(orders(archive)))
    finally:
        engine.close()
    assert len({order.sha for order, _ in answers}) == len(answers) == 200
    assert all(answer.reading for _, answer in answers)


def test_workers_with_another_reader_are_refused(
    workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "reader_version", lambda: "1-other")
    archive = documents(tmp_path / "arkiv", 1)
    arguments = ["read", str(archive), "--cluster", workers.scheduler_address, "--out", str(tmp_path / "ut")]
    assert main(arguments) == 3
    told = capsys.readouterr().err
    assert "en annan version av läsaren" in told
    assert reader_version() in told


def test_a_worker_that_joins_later_with_another_reader_stops_the_run(workers: Any, tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 1)
    engine = Cluster(workers.scheduler_address, LIMITS, archive)
    engine._version = "1-other"
    try:
        with pytest.raises(Stopped, match="en annan version"):
            list(engine.read(orders(archive)))
    finally:
        engine.close()


def test_an_address_where_nobody_answers_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match="Ingen schemaläggare svarar"):
        Cluster("tcp://127.0.0.1:9", LIMITS, patience=1)


def test_a_cluster_without_workers_is_told_of() -> None:
    made: Any = LocalCluster
    with (
        made(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50) as empty,
        pytest.raises(Stopped, match="inga arbetare"),
    ):
        Cluster(empty.scheduler_address, LIMITS, patience=1)


def test_what_is_not_installed_is_named_with_how_to_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = documents(tmp_path / "arkiv", 1)
    for library, option in (("distributed", ["--cluster", "tcp://127.0.0.1:9"]), ("pyarrow.parquet", ["--parquet"])):
        monkeypatch.setitem(sys.modules, library, None)
        assert main(["read", str(archive), "--out", str(tmp_path / "ut"), *option]) == 3
        assert "pip install 'samfrid[archive]'" in capsys.readouterr().err


def test_a_task_reads_its_batch_in_this_process_too(tmp_path: Path) -> None:
    path = documents(tmp_path, 1) / "000" / "motion-0.txt"
    data = path.read_bytes()
    sha = hashlib.sha256(data).digest()
    batch: list[tasks.Sent] = [(str(path), sha, None), ("borta.txt", sha, data), ("borta.txt", sha, None)]
    answers = tasks.read_batch(reader_version(), LIMITS, batch)
    assert [bool(answer.reading) for answer in answers] == [True, True, False]
    assert answers[0].reading == answers[1].reading
    assert [answer.code for answer in tasks.read_batch("1-other", LIMITS, batch)] == ["other_reader"] * 3
    until = time.monotonic() + 5
    tasks._own.keeper.close()
    del tasks._own.keeper, tasks._own.limits
    assert time.monotonic() < until
