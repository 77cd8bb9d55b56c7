"""The walk through an archive, and what the one who watches is told."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest

from samfrid.reading.archive.finding import Count, files
from samfrid.reading.archive.progress import Progress, Tally, line, span
from samfrid.reading.archive.store import shown


def test_files_are_found_deep_down_and_litter_is_passed_by(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.pdf", "b/d/e.docx", "b/.dold", "~$a.docx", "Thumbs.db", ".git/config", "ut/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "rund").symlink_to(tmp_path)
    (tmp_path / "lank.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "bruten.txt").symlink_to(tmp_path / "finns inte")
    os.mkfifo(tmp_path / "ror")
    found = {str(file.path.relative_to(tmp_path)): file.size for file in files([tmp_path], (tmp_path / "ut").resolve())}
    assert found == {"a.txt": 1, "b/c.pdf": 1, "b/d/e.docx": 1, "lank.txt": 1, "bruten.txt": -1}


def test_single_files_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"xy")
    found = list(files([tmp_path / "a.txt", tmp_path / "nej.txt"]))
    assert [file.size for file in found] == [2, -1]


def test_a_folder_is_not_listed_before_it_is_walked(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / str(number)).write_bytes(b"x")
    walk = files([tmp_path])
    next(walk)
    for path in list(tmp_path.iterdir())[10:]:
        path.unlink()
    assert len(list(walk)) < 20


def test_names_of_any_bytes_can_be_shown(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xe5rende.txt")
    Path(path).write_bytes(b"x")
    (found,) = files([tmp_path])
    shown(found.path).encode("utf-8")


def test_files_are_counted_while_others_are_read(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / str(number)).write_bytes(b"x")
    count = Count([tmp_path], None)
    until = time.monotonic() + 10
    while count.total is None and time.monotonic() < until:
        time.sleep(0.01)
    assert count.total == 5


@pytest.mark.parametrize(
    ("tally", "total", "told"),
    [
        (Tally(seen=10, read=10), None, "10 filer · 1,0 dokument/s"),
        (Tally(seen=12400, read=12000), 100_000, "12 400 av 100 000 filer · 1200,0 dokument/s · 71 s kvar"),
        (Tally(seen=5, read=2, refused=2, known=1, missed=1), 5, "5 av 5 filer · 1 redan lästa · 3 kunde inte läsas"),
        (Tally(), 1000, "0 av 1 000 filer · 0,0 dokument/s"),
    ],
)
def test_the_line_says_how_much_how_fast_and_how_long(tally: Tally, total: int | None, told: str) -> None:
    assert line(tally, total, 10.0, 0, 0).startswith(told)


def test_time_is_told_as_roughly_as_it_is_known() -> None:
    assert [span(seconds) for seconds in (5, 600, 3 * 3600, 72 * 3600)] == ["5 s", "10 min", "3 h", "3 dygn"]


class Terminal(io.StringIO):
    """What somebody watches."""

    def isatty(self) -> bool:
        return True


def test_nothing_is_said_where_nobody_watches(tmp_path: Path) -> None:
    for stream, said in ((io.StringIO(), False), (Terminal(), True)):
        progress = Progress(Tally(seen=3, read=3), Count([tmp_path], None), stream)
        progress.tell()
        progress.end()
        assert bool(stream.getvalue()) is said
