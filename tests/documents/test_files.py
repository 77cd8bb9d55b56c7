"""Files in and out: kept once, whole or not at all, and only by those who may."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from samfrid.audit.queries import history
from samfrid.documents import actions, jobs, storage
from samfrid.documents.models import Document, DocumentState
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import within
from tests.conftest import member

Receive = Callable[..., Document]
Captured = DjangoCaptureOnCommitCallbacks


def kept(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


def test_a_received_file_is_kept_by_its_content_and_waits_for_its_reading(receive: Receive, files: Path) -> None:
    document = receive(b"En motion", "Motion.txt")
    assert document.state == DocumentState.WAITING
    assert (document.name, document.size) == ("Motion.txt", 9)
    assert [path.read_bytes() for path in kept(files)] == [b"En motion"]
    assert kept(files)[0].relative_to(files).as_posix() == (
        f"0580/{document.sha256[:2]}/{document.sha256[2:4]}/{document.sha256}"
    )
    job = ProcrastinateJob.objects.get()
    assert job.task_name == jobs.READ
    assert job.args == {"document_id": str(document.pk), "municipality_code": "0580"}
    assert [entry.act for entry in history(document)] == ["documents.receive"]


def test_the_same_content_under_another_name_is_one_document(receive: Receive, coordinator: Membership) -> None:
    first = receive(b"En motion", "a.txt")
    second, is_new = actions.receive(coordinator, "b.txt", io.BytesIO(b"En motion"))
    assert (second.pk, second.name, is_new) == (first.pk, "a.txt", False)
    assert ProcrastinateJob.objects.count() == 1


def test_two_municipalities_keep_the_same_content_each_for_itself(
    receive: Receive, vallentuna: Municipality, files: Path
) -> None:
    first = receive(b"En motion")
    there = member(vallentuna, Role.COORDINATOR)
    with within("0115"):
        second, is_new = actions.receive(there, "motion.txt", io.BytesIO(b"En motion"))
        assert is_new
        assert second.pk != first.pk
        assert list(Document.objects.all()) == [second]
    assert sorted(path.relative_to(files).parts[0] for path in kept(files)) == ["0115", "0580"]


def test_an_empty_file_is_refused_and_nothing_is_kept(receive: Receive, files: Path) -> None:
    with pytest.raises(ValidationError, match="tom") as refused:
        receive(b"")
    assert refused.value.code == "empty"
    assert kept(files) == []
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_all_taken_in(
    receive: Receive, coordinator: Membership, files: Path
) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += 2**20
            return bytes(2**20)

    stream = Endless()
    with pytest.raises(ValidationError, match="50 MB") as refused:
        actions.receive(coordinator, "stor.pdf", stream)  # type: ignore[arg-type]
    assert refused.value.code == "too_large"
    assert stream.given <= 52 * 2**20
    assert kept(files) == []


def test_nothing_is_left_when_the_row_cannot_be_written(
    coordinator: Membership, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: Document) -> None:
        raise RuntimeError("no jobs today")

    monkeypatch.setattr(jobs, "read_later", broken)
    with pytest.raises(RuntimeError):
        actions.receive(coordinator, "a.txt", io.BytesIO(b"En motion"))
    assert kept(files) == []
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\motion.pdf", "motion.pdf"),
        ("mo\x00tion\u202efdp.exe", "motionfdp.exe"),
        ("   ", "handling"),
        ("å" * 300 + ".pdf", "å" * 251 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(receive: Receive, given: str, name: str) -> None:
    assert receive(b"En motion", given).name == name


def test_the_elected_may_not_add_or_take_out(elected: Membership, receive: Receive, coordinator: Membership) -> None:
    with pytest.raises(PermissionDenied):
        actions.receive(elected, "a.txt", io.BytesIO(b"text"))
    document = receive()
    with pytest.raises(PermissionDenied):
        actions.remove(elected, document)


def test_removing_takes_the_file_its_pages_and_its_findings(
    read: Receive, coordinator: Membership, files: Path, django_capture_on_commit_callbacks: Captured
) -> None:
    document = read()
    pictures = storage.pictures_of("0580", document.sha256)
    pictures.mkdir()
    (pictures / "0001.webp").write_bytes(b"picture")
    key = document.pk
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(coordinator, document)
    assert kept(files) == []
    assert not Document.objects.filter(pk=key).exists()


def test_a_file_taken_in_again_before_the_old_one_is_swept_away_stays(
    receive: Receive, coordinator: Membership, files: Path, django_capture_on_commit_callbacks: Captured
) -> None:
    document = receive(b"En motion")
    with django_capture_on_commit_callbacks() as callbacks:
        actions.remove(coordinator, document)
    again = receive(b"En motion")
    for callback in callbacks:
        callback()
    assert storage.path_of("0580", again.sha256).exists()


def test_an_approved_document_is_not_removed(read: Receive, coordinator: Membership) -> None:
    document = read()
    Document.objects.filter(pk=document.pk).update(state=DocumentState.APPROVED)
    with pytest.raises(ValidationError, match="godkänd"):
        actions.remove(coordinator, document)
    assert Document.objects.filter(pk=document.pk).exists()


def test_a_failed_document_is_tried_again_and_no_other(receive: Receive, coordinator: Membership) -> None:
    document = receive()
    with pytest.raises(ValidationError, match="väntar"):
        actions.retry(coordinator, document)
    assert actions.fail(coordinator, document, "broken", "Filen är skadad.")
    again = actions.retry(coordinator, document)
    assert (again.state, again.error_code, again.error_message) == (DocumentState.WAITING, "", "")
    assert ProcrastinateJob.objects.filter(task_name=jobs.READ).count() == 2


def test_a_file_that_could_not_be_read_is_tried_again_when_it_is_given_again(
    receive: Receive, coordinator: Membership
) -> None:
    document = receive()
    assert actions.fail(coordinator, document, "broken", "Filen är skadad.")
    again = receive()
    assert (again.pk, again.state) == (document.pk, DocumentState.WAITING)
    assert ProcrastinateJob.objects.filter(task_name=jobs.READ).count() == 2


def test_a_moved_document_begins_anew_where_it_belongs(
    read: Receive,
    coordinator: Membership,
    vallentuna: Municipality,
    files: Path,
    django_capture_on_commit_callbacks: Captured,
) -> None:
    document = read(municipality={"name": "Vallentuna", "code": "0115"})
    key, sha256 = document.pk, document.sha256
    with within("0115", str(coordinator.user_id)):
        there = Membership.objects.create(municipality=vallentuna, user=coordinator.user, role=Role.OFFICER)
    with django_capture_on_commit_callbacks(execute=True):
        moved = actions.move(coordinator, document, there)
    assert not Document.objects.filter(pk=key).exists()
    assert not storage.path_of("0580", sha256).exists()
    with within("0115"):
        assert Document.objects.get() == moved
        assert moved.state == DocumentState.WAITING
        assert storage.path_of("0115", sha256).exists()


def test_a_document_is_not_moved_to_where_the_person_may_not_add(
    read: Receive, coordinator: Membership, vallentuna: Municipality
) -> None:
    document = read(municipality={"name": "Vallentuna", "code": "0115"})
    with within("0115", str(coordinator.user_id)):
        there = Membership.objects.create(municipality=vallentuna, user=coordinator.user, role=Role.ELECTED)
    with pytest.raises(PermissionDenied):
        actions.move(coordinator, document, there)
    assert Document.objects.filter(pk=document.pk).exists()
    assert storage.path_of("0580", document.sha256).exists()


def test_what_an_upload_that_was_cut_off_left_is_swept_away_and_nothing_else(receive: Receive, files: Path) -> None:
    receive(b"En motion")
    incoming = files / storage.INCOMING
    (incoming / "old").write_bytes(b"half")
    (incoming / "new").write_bytes(b"half")
    day_ago = time.time() - storage.LEFT_OVER_AFTER - 60
    os.utime(incoming / "old", (day_ago, day_ago))
    assert storage.sweep() == 1
    assert [path.name for path in incoming.iterdir()] == ["new"]
