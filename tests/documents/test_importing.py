"""A folder at once: every file told of, and the bad ones named at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from samfrid.documents import actions, importing
from samfrid.documents.importing import import_folder
from samfrid.documents.models import Document, DocumentState
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Municipality
from tests.documents.conftest import TEXT, reading

ACTOR = SystemActor("0580")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    (root / "2022" / "mars").mkdir(parents=True)
    (root / "2022" / "mars" / "motion.txt").write_text(TEXT)
    (root / "kopia.txt").write_text(TEXT)
    (root / "tom.pdf").write_bytes(b"")
    (root / ".hidden").write_text("hemligt")
    (root / "trasig.pdf").write_bytes(b"%PDF-1.7 nonsense")
    (root / "utanför.txt").symlink_to("/etc/hostname")
    return root


def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is there, and has read what waits each time somebody looks."""

    def somebody_reads() -> bool:
        for document in Document.objects.filter(state=DocumentState.WAITING):
            if document.name == "trasig.pdf":
                actions.fail(ACTOR, document, "broken", "Filen är skadad.")
            else:
                actions.keep_reading(ACTOR, document, reading())
        return True

    monkeypatch.setattr(importing, "_somebody_reads", somebody_reads)
    monkeypatch.setattr(importing, "POLL_SECONDS", 0)


def test_a_folder_is_taken_in_once_with_what_became_of_each_file(
    linkoping: Municipality, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker(monkeypatch)
    lines: list[str] = []
    report = import_folder(ACTOR, folder, wait=True, on_progress=lines.append)
    assert (report.read, report.known, report.waiting, report.failed) == (1, 1, 0, 2)
    assert "2022/mars/motion.txt: motion, ”Motion om skyddat boende”" in lines
    assert "kopia.txt: samma innehåll som 2022/mars/motion.txt" in lines
    assert "1 lästa, 1 fanns redan, 0 väntar, 2 gick inte att läsa." in lines
    assert lines[-2].strip().startswith("tom.pdf: Filen är tom.")
    assert lines[-1].strip() == "trasig.pdf: Filen är skadad."
    assert Document.objects.count() == 2
    again = import_folder(ACTOR, folder, wait=True, on_progress=lines.append)
    # what failed is tried again when it is given again, and fails again
    assert (again.read, again.known, again.failed) == (0, 2, 2)


def test_without_a_worker_it_does_not_wait_for_ever(linkoping: Municipality, folder: Path) -> None:
    lines: list[str] = []
    report = import_folder(ACTOR, folder, wait=True, on_progress=lines.append)
    assert report.waiting == 2
    assert any("make run" in line for line in lines)


def test_a_worker_that_is_on_its_way_up_is_waited_for(
    linkoping: Municipality, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker(monkeypatch)
    there, looks = importing._somebody_reads, iter([False, False, True])
    monkeypatch.setattr(importing, "_somebody_reads", lambda: next(looks, True) and there())
    assert import_folder(ACTOR, folder, wait=True, on_progress=lambda _line: None, worker_within=60).read == 1


def test_without_waiting_it_returns_at_once(
    linkoping: Municipality, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> bool:
        raise AssertionError("it looked for a worker")

    monkeypatch.setattr(importing, "_somebody_reads", never)
    assert import_folder(ACTOR, folder, wait=False, on_progress=lambda _line: None).waiting == 2


def test_a_file_that_may_not_be_opened_does_not_stop_the_others(
    linkoping: Municipality, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def locked(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name == "kopia.txt":
            raise PermissionError(path)
        return opened(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", locked)
    report = import_folder(ACTOR, folder, wait=False, on_progress=lambda _line: None)
    assert ("kopia.txt", "Filen kunde inte öppnas.") in report.bad
    assert report.waiting == 2


def test_it_is_done_in_the_actors_municipality_alone(
    linkoping: Municipality, vallentuna: Municipality, folder: Path
) -> None:
    import_folder(SystemActor("0115"), folder, wait=False, on_progress=lambda _line: None)
    assert not Document.objects.exists()
