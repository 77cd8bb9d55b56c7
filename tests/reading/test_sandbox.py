"""The child process: its limits hold, what goes wrong has a code, and nothing is left behind."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from samfrid.reading.sandbox import MEMORY_BYTES, confinement, read_in_child
from samfrid.reading.source import Unreadable
from tests.reading import files
from tests.worked import worked


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refused(path: Path, **limits: float) -> str:
    with pytest.raises(Unreadable) as caught:
        read_in_child(path, **limits)  # type: ignore[arg-type]
    assert str(caught.value)
    return caught.value.code


def inside(code: str) -> subprocess.CompletedProcess[str]:
    """Run Python that has taken the child's limits on itself."""
    start = (
        "from samfrid.reading.confined import set_limits, leave_network, leave_files; "
        f"set_limits({MEMORY_BYTES}, 20); leave_network(); leave_files(); "
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", start + code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_document_comes_back_as_the_contract_says(tmp_path: Path) -> None:
    reading = read_in_child(put(tmp_path, "plan.txt", files.SENTENCE.encode()))
    assert files.SENTENCE in reading["text"]
    assert {"type", "people", "decisions", "evidence_of"} <= reading.keys()


def test_the_reader_s_own_refusals_keep_their_codes(tmp_path: Path) -> None:
    assert refused(put(tmp_path, "tom.txt", b"")) == "empty"
    assert refused(put(tmp_path, "las.pdf", files.pdf(files.prose(), encrypt="x"))) == "password"
    assert refused(put(tmp_path, "bomb.docx", files.bomb(400 * 2**20, stated=1000))) in ("bomb", "broken")


def test_the_number_of_pages_can_be_set_lower(tmp_path: Path) -> None:
    path = put(tmp_path, "tre.pdf", files.pdf(*([(70, 100, files.SENTENCE)] for _ in range(3))))
    assert refused(path, pages=2) == "too_many_pages"


def test_what_takes_too_long_is_ended_in_time(tmp_path: Path) -> None:
    path = put(tmp_path, "bild.png", files.png(files.picture_of(files.pdf(files.prose(40, top=60)), dpi=300)))
    start, before = time.monotonic(), worked()
    assert refused(path, seconds=0.4) == "timeout"
    assert worked() - before < 2  # read whole it works for far longer
    assert time.monotonic() - start < 60


def test_what_wants_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "lang.html", b"<html><body>" + b"<p><b>x</b></p>" * 200_000)
    assert refused(path, memory_bytes=60 * 2**20) in ("memory", "broken")


def children() -> set[str]:
    """The children of this process, living or dead; a database server of other tests may be among them."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    started_before = children()
    before = set(Path("/tmp").iterdir()) if Path("/tmp").is_dir() else set()  # noqa: S108
    path = put(tmp_path, "bild.png", files.png(files.picture_of(files.pdf(files.prose(40)), dpi=300)))
    refused(path, seconds=0.4)
    assert list(tmp_path.iterdir()) == [path]
    assert not [entry for entry in set(Path("/tmp").iterdir()) - before if "samfrid" in entry.name]  # noqa: S108
    assert children() == started_before  # none is left, living or dead


def test_some_way_of_keeping_the_network_away_holds_here() -> None:
    held = confinement()
    assert "python" in held
    if sys.platform == "linux" and os.uname().machine in ("x86_64", "aarch64"):
        assert "system-call filter" in held


def test_no_socket_can_be_made_in_the_child_even_around_python() -> None:
    assert "PermissionError" in inside("import socket; socket.socket()").stderr
    around = inside("import ctypes; print(ctypes.CDLL(None, use_errno=True).socket(2, 1, 0))")
    assert around.stdout.strip() == "-1"


def test_no_program_can_be_started_in_the_child() -> None:
    assert "PermissionError" in inside("import subprocess; subprocess.run(['true'])").stderr


def test_no_file_can_be_written_in_the_child(tmp_path: Path) -> None:
    path = tmp_path / "x"
    told = inside(f"open({str(path)!r}, 'w', buffering=1).write('x\\n')").stderr
    assert "OSError" in told or "PermissionError" in told
    assert not path.exists() or not path.read_bytes()


def test_no_file_can_be_emptied_or_removed_in_the_child(tmp_path: Path) -> None:
    """By Landlock, where the kernel has it."""
    if ctypes.CDLL(None, use_errno=True).syscall(444, None, 0, 1) < 3:
        pytest.skip("this kernel has no Landlock, or an old one")
    path = tmp_path / "handling.txt"
    path.write_text("Handlingen")
    for act in ("open(p, 'w')", "os.truncate(p, 0)", "os.remove(p)", "os.rename(p, p + 'x')", "os.mkdir(p + 'x')"):
        assert "PermissionError" in inside(f"import os; p = {str(path)!r}; {act}").stderr
    assert inside(f"print(open({str(path)!r}).read())").stdout.strip() == "Handlingen"
    assert [one.name for one in tmp_path.iterdir()] == ["handling.txt"]
    # whoever draws pages may write to one folder
    (tmp_path / "sidor").mkdir()
    start = "from pathlib import Path; from samfrid.reading.confined import leave_files; import os; "
    start += f"f = Path({str(tmp_path / 'sidor')!r}); leave_files(f); (f / '1').write_text('x'); "
    done = subprocess.run(
        [sys.executable, "-c", f"{start} os.remove({str(path)!r})"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "PermissionError" in done.stderr
    assert path.exists()
    assert (tmp_path / "sidor" / "1").read_text() == "x"


def test_a_child_that_only_spins_is_stopped_by_the_processor_s_clock() -> None:
    code = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
    assert inside(code).returncode == -signal.SIGXCPU


def test_the_child_cannot_hold_more_than_its_memory() -> None:
    assert "MemoryError" in inside(f"bytearray({MEMORY_BYTES + 2**20})").stderr


def a_reader_that(fails: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every Python that is started from here on run ``fails`` first."""
    put(folder, "sitecustomize.py", fails.encode())
    monkeypatch.syspath_prepend(str(folder))


def test_a_fault_of_the_reader_is_not_laid_on_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = put(tmp_path, "plan.txt", files.SENTENCE.encode())
    fails = "def fail(document):\n    raise KeyError(document.text)\n"
    a_reader_that(f"import samfrid.reading.read as way\n{fails}way.read_document = fail", tmp_path, monkeypatch)
    with pytest.raises(Unreadable) as caught:
        read_in_child(path)
    assert caught.value.code == "internal"
    assert "hos Samfrid, inte i filen" in str(caught.value)
    assert "skadad" not in str(caught.value)
    assert "KeyError in sitecustomize.py:3 fail" in caplog.text
    assert files.SENTENCE not in caplog.text  # the log holds no words of the document


@pytest.mark.parametrize(
    "lacking", ["samfrid.reading.read", "samfrid.reading.sources.text", "samfrid.reading.confined"]
)
def test_a_reader_that_is_not_whole_is_not_laid_on_the_file(
    lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "plan.txt", files.SENTENCE.encode())
    a_reader_that(f"import sys; sys.modules[{lacking!r}] = None", tmp_path, monkeypatch)
    assert refused(path) == "internal"
