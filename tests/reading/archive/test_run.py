"""A run over an archive: each content once, whatever happens; what cannot be read is told, and stops nothing."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from samfrid.cli import main
from samfrid.reading.archive import store as stores
from samfrid.reading.archive import version as versions
from samfrid.reading.archive.local import Local
from samfrid.reading.archive.orders import Answer, Limits, Order, Stopped
from samfrid.reading.archive.run import Run
from samfrid.reading.archive.store import Store
from samfrid.reading.archive.version import reader_version
from tests.reading import files
from tests.reading.archive.places import command, documents, environment, lines


def hashes(folder: Path) -> list[str]:
    return sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file())


def test_a_folder_is_read_and_each_reading_says_whose_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = documents(tmp_path / "arkiv", 5)
    assert main(["read", str(archive), "--workers", "2", "--out", str(tmp_path / "ut")]) == 0
    rows = list(lines(tmp_path / "ut"))
    assert sorted(row["sha256"] for row in rows) == hashes(archive)
    assert {row["reader"] for row in rows} == {reader_version()}
    assert all(row["reading"]["type"] == "motion" and Path(row["path"]).is_file() for row in rows)
    told = capsys.readouterr()
    assert "5 lästa dokument" in told.out
    assert told.err == ""  # nobody watches


def test_a_folder_may_be_named_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents(tmp_path / "arkiv", 2)
    monkeypatch.chdir(tmp_path)
    assert main(["read", "arkiv", "--workers", "1", "--out", "ut"]) == 0
    assert len(list(lines(tmp_path / "ut"))) == 2


def test_results_are_not_written_into_the_folder_that_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = documents(tmp_path / "arkiv", 1)
    assert main(["read", str(archive), "--out", str(archive)]) == 3
    assert "Välj en annan mapp" in capsys.readouterr().err
    assert not list(archive.glob("*/ledger.*"))


def test_a_place_that_cannot_be_written_to_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, place = documents(tmp_path / "arkiv", 1), tmp_path / "ut"
    place.write_text("en fil")
    assert main(["read", str(archive), "--out", str(place)]) == 3
    assert "Det gick inte att skriva resultaten" in capsys.readouterr().err


def test_another_interruption_ends_at_once_and_the_next_run_goes_on(tmp_path: Path) -> None:
    archive, out = documents(tmp_path / "arkiv", 300), tmp_path / "ut"
    order = command(archive, "--workers", "1", "--out", out)
    process = subprocess.Popen(order, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while written(out) < 20_000:
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGSTOP)  # so that it meets both before it has done anything more
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCONT):
        os.kill(process.pid, number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "Traceback" not in told
    assert "Avbruten" in told
    done = subprocess.run(order, env=environment(), capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    last = Path(done.stdout.splitlines()[-1].removeprefix("Resultat: "))
    assert sorted(row["sha256"] for row in lines(out) if row["reader"] == last.name) == hashes(archive)


def test_the_version_follows_the_table_of_how_sure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new ``calibration.json`` gives other confidences, and so another reader."""
    home = tmp_path / "reading"
    (home / "archive").mkdir(parents=True)
    (home / "knowledge").mkdir()
    table = home / "knowledge" / "calibration.json"
    monkeypatch.setattr(versions, "__file__", str(home / "archive" / "version.py"))
    told = set()
    for share in (1, 2):
        table.write_text(f'{{"people": [[0.5, {share}, 3]]}}')
        told.add(versions.reader_version.__wrapped__())
    assert len(told) == 2


def test_one_bad_file_is_told_of_and_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = documents(tmp_path / "arkiv", 3)
    (archive / "tom.pdf").write_bytes(b"")
    (archive / "last.pdf").write_bytes(files.pdf(files.prose(), encrypt="hemligt"))
    assert main(["read", str(archive), "--workers", "1", "--out", str(tmp_path / "ut")]) == 1
    assert len(list(lines(tmp_path / "ut"))) == 3
    errors = {Path(row["path"]).name: row for row in lines(tmp_path / "ut", "errors.jsonl")}
    assert errors["tom.pdf"]["error"] == "Filen är tom."
    assert errors["last.pdf"]["code"] == "password"
    assert "2 dokument kunde inte läsas" in capsys.readouterr().out
    assert len(list(lines(tmp_path / "ut", "files.jsonl"))) == 5


def test_the_same_content_is_read_once_and_a_second_run_reads_nothing(tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 3)
    (archive / "kopia.txt").write_bytes((archive / "000" / "motion-1.txt").read_bytes())
    for _ in range(2):
        assert main(["read", str(archive), "--workers", "1", "--out", str(tmp_path / "ut")]) == 0
        assert len(list(lines(tmp_path / "ut"))) == 3
    listed = list(lines(tmp_path / "ut", "files.jsonl"))
    assert len(listed) == 4
    assert len({row["sha256"] for row in listed}) == 3


def test_a_run_that_is_killed_is_taken_up_with_every_document_once(tmp_path: Path) -> None:
    archive, out = documents(tmp_path / "arkiv", 400), tmp_path / "ut"
    order = command(archive, "--workers", "2", "--out", out)
    kills = 0
    while kills < 2:
        had = written(out)
        process = subprocess.Popen(order, env=environment(), stdout=subprocess.DEVNULL)
        while process.poll() is None and written(out) - had < 20_000:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        kills += 1
        assert process.wait() == -signal.SIGKILL  # it had not come to its end
    done = subprocess.run(order, env=environment(), capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    # in the folder that it names: while the reader is worked on, the runs may have been different readers'
    last = Path(done.stdout.splitlines()[-1].removeprefix("Resultat: "))
    assert sorted(row["sha256"] for row in lines(out) if row["reader"] == last.name) == hashes(archive)
    assert done.stdout.startswith("Klart.")


def written(out: Path) -> int:
    return sum(path.stat().st_size for path in out.glob("*/readings-*.jsonl"))


class Scripted:
    """An engine that answers at once, and does something between the answers."""

    width = 1

    def __init__(self, between: object = None) -> None:
        self.between = between
        self.asked: list[Path] = []

    def read(self, orders: Iterator[Order]) -> Iterator[tuple[Order, Answer]]:
        for order in orders:
            self.asked.append(order.path)
            if callable(self.between):
                self.between(order)
            yield order, Answer(b'{"text": "x", "type": "other"}')

    def close(self) -> None:
        """Nothing to end."""


def test_what_was_written_but_not_entered_is_cut_off(tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 4)
    store = Store(tmp_path / "ut", "1-a")
    Run([archive], store, Scripted()).go()
    store.close()
    path = store.shard(1)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"sha256": "half a li')
    store = Store(tmp_path / "ut", "1-a")
    assert path.read_bytes() == whole
    engine = Scripted()
    Run([archive], store, engine).go()
    store.close()
    assert not engine.asked


def test_results_that_have_been_cut_short_are_not_built_upon(tmp_path: Path) -> None:
    store = Store(tmp_path / "ut", "1-a")
    Run([documents(tmp_path / "arkiv", 2)], store, Scripted()).go()
    store.close()
    os.truncate(store.shard(1), 3)
    with pytest.raises(Stopped, match="kortare än den var"):
        Store(tmp_path / "ut", "1-a")


def test_another_reader_reads_everything_anew_beside_the_old(tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 2)
    for version in ("1-a", "1-b"):
        store = Store(tmp_path / "ut", version)
        assert Run([archive], store, Scripted()).go().read == 2
        store.close()
    assert {row["reader"] for row in lines(tmp_path / "ut")} == {"1-a", "1-b"}


def test_results_are_parted_into_files_of_bounded_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "MAX_DOCUMENTS", 3)
    archive = documents(tmp_path / "arkiv", 8)
    store = Store(tmp_path / "ut", "1-a")
    Run([archive], store, Scripted()).go()
    store.close()
    assert [len(path.read_bytes().splitlines()) for path, _ in Store(tmp_path / "ut", "1-a").all()] == [3, 3, 2]


def test_a_file_that_changes_while_it_is_read_is_read_the_next_time(tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 1)
    path = archive / "000" / "motion-0.txt"
    store = Store(tmp_path / "ut", "1-a")
    tally = Run([archive], store, Scripted(lambda order: order.path.write_text("Annan text"))).go()
    assert (tally.read, tally.missed) == (0, 1)
    assert store.ledger.counts() == (0, 0, 1)
    assert Run([archive], store, Scripted()).go().read == 1
    assert store.ledger.counts() == (1, 0, 0)
    store.close()
    assert [row["sha256"] for row in lines(tmp_path / "ut")] == [hashlib.sha256(path.read_bytes()).hexdigest()]


def test_a_file_that_could_not_be_read_and_is_gone_is_told_of_no_more(tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 1)
    lost, broken = archive / "lost.txt", archive / "broken.txt"
    for link in (lost, broken):
        link.symlink_to(tmp_path / "finns inte")
    store = Store(tmp_path / "ut", "1-a")
    assert Run([archive], store, Scripted()).go().missed == 2
    lost.unlink()
    Run([archive], store, Scripted()).go()
    assert store.ledger.counts() == (1, 0, 1)
    store.close()


@pytest.mark.parametrize("more", [["--json", "j"], ["--no-sandbox"]])
def test_what_is_of_single_files_alone_is_refused_for_archives(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["read", str(tmp_path), "--out", str(tmp_path / "ut"), *more])
    assert caught.value.code == 2
    assert "gäller bara enstaka filer" in capsys.readouterr().err


def test_an_interruption_lets_what_is_in_work_be_finished(tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 5)
    store = Store(tmp_path / "ut", "1-a")
    run = Run([archive], store, Scripted(lambda order: os.kill(os.getpid(), signal.SIGTERM)))
    assert run.go().read == 1
    assert run.stopped
    assert Run([archive], store, Scripted()).go().read == 4
    store.close()


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = documents(tmp_path / "arkiv", 1)
    held = Store(tmp_path / "ut", reader_version())
    assert main(["read", str(archive), "--out", str(tmp_path / "ut")]) == 3
    assert "En annan körning skriver redan till mappen" in capsys.readouterr().err
    held.close()


def test_the_folder_of_results_is_not_read_as_a_part_of_the_archive(tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 2)
    for _ in range(2):
        assert main(["read", str(archive), "--workers", "1", "--out", str(archive / "ut")]) == 0
        assert len(list(lines(archive / "ut"))) == 2


def test_what_took_too_long_is_tried_again_when_asked(tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 1)
    (archive / "bild.png").write_bytes(files.png(files.picture_of(files.pdf(files.prose(12, top=60)), dpi=200)))
    arguments = ["read", str(archive), "--workers", "1", "--out", str(tmp_path / "ut")]
    assert main([*arguments, "--seconds", "0.3"]) == 1
    assert [row["code"] for row in lines(tmp_path / "ut", "errors.jsonl")] == ["timeout"]
    assert main(arguments) == 1  # it is not tried again by itself
    assert main([*arguments, "--again"]) == 0
    assert len(list(lines(tmp_path / "ut"))) == 2


def test_a_folder_needs_somewhere_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["read", str(tmp_path)])
    assert caught.value.code == 2
    assert "ange --out MAPP" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(tmp_path / "nej"), "--out", str(tmp_path / "ut")]) == 3
    assert "finns inte" in capsys.readouterr().err


def test_no_more_is_asked_for_than_can_be_taken(tmp_path: Path) -> None:
    """Back-pressure: the archive is walked no faster than it is read."""
    archive = documents(tmp_path / "arkiv", 40)
    paths = sorted(archive.rglob("*.txt"))
    asked: list[Order] = []

    def orders() -> Iterator[Order]:
        for path in paths:
            asked.append(Order(path, hashlib.sha256(path.read_bytes()).digest(), 0, 0))
            yield asked[-1]

    engine = Local(2, Limits(seconds=60))
    try:
        for done, (order, answer) in enumerate(engine.read(orders()), 1):
            assert answer.reading
            assert json.loads(answer.reading)["text"]
            assert len(asked) - done < 8
            assert order in asked
    finally:
        engine.close()
    assert len(asked) == 40
