"""The worker: files are read by the real reader in a child, and one bad file never stops another."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from samfrid.documents import jobs, storage, tasks
from samfrid.documents.models import Document, DocumentState
from samfrid.municipalities.tenancy import enter
from samfrid.reading.source import Unreadable
from tests.documents.conftest import TEXT, reading

Receive = Callable[..., Document]


def work(document: Document, attempts: int = 0) -> Document:
    """Do the job of reading as the worker does, seeing no municipality but the job's."""
    enter(None)
    context: Any = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
    try:
        tasks.read_document(context, document_id=str(document.pk), municipality_code="0580")
    finally:
        enter("0580")
    document.refresh_from_db()
    return document


def zipped(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def bomb() -> bytes:
    """A Word document of 300 kB that unpacks to 300 MB."""
    return zipped("word/document.xml", b"<w:document>" + bytes(300 * 2**20))


def cat() -> bytes:
    picture = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(picture).ellipse((100, 80, 300, 250), fill="orange")
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def pdf(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_motion_is_read_to_findings_with_their_place(receive: Receive) -> None:
    document = work(receive())
    assert document.state == DocumentState.READ
    assert (document.kind, document.title, document.dated) == ("motion", "Motion om skyddat boende", "2022-03-28")
    number = document.findings.get(group="diary_numbers")
    text = document.reading["text"]  # type: ignore[index]
    assert number.value == "KS 2022/0178"
    assert any("2022/0178" in text[one["start"] : one["end"]] for one in number.evidence)
    assert document.read_municipality == "0580"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("program.exe", b"MZ\x90\x00" + bytes(range(256)) * 40, "wrong_type"),
        ("arkiv.zip", zipped("a.txt", b"text"), "wrong_type"),
        ("bomb.docx", bomb(), "bomb"),
        ("trasig.pdf", b"%PDF-1.7\n1 0 obj\n<<", "broken"),
        ("trasig.docx", b"PK\x03\x04" + b"\x00\xff" * 100, "broken"),
        ("blank.txt", b" \n\n \t ", "empty"),
        ("katt.png", cat(), "no_text"),
        ("lang.pdf", pdf(600), "too_many_pages"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_fails_with_a_sentence_and_leaves_nothing_half_made(
    receive: Receive, name: str, content: bytes, code: str
) -> None:
    document = work(receive(content, name))
    assert (document.state, document.error_code) == (DocumentState.FAILED, code)
    assert document.error_message.endswith(".")
    assert document.error_message[0].isupper()
    assert document.reading is None
    assert not document.findings.exists()


def test_a_wrong_ending_does_not_hide_what_a_file_is(receive: Receive) -> None:
    assert work(receive(TEXT.encode(), "motion.pdf")).state == DocumentState.READ


def test_a_page_with_scripts_is_read_without_them(receive: Receive) -> None:
    page = f"<html><body><script>var hemlig = 1;</script><h1>Motion om skyddat boende</h1><p>{TEXT}</p></body></html>"
    document = work(receive(page.encode(), "motion.html"))
    assert document.state == DocumentState.READ
    assert "hemlig" not in document.reading["text"]  # type: ignore[index]


def test_bad_files_do_not_stop_a_good_one(receive: Receive) -> None:
    documents = [receive(bomb(), "a.docx"), receive(b"%PDF-1.7\nx", "b.pdf"), receive(TEXT.encode(), "c.txt")]
    assert [work(document).state for document in documents] == [
        DocumentState.FAILED,
        DocumentState.FAILED,
        DocumentState.READ,
    ]


def broken(*_: object, **__: object) -> dict[str, Any]:
    raise OSError("the machine has a bad day")


def test_what_is_not_the_files_fault_is_tried_again_and_then_given_up(
    receive: Receive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "read_in_child", broken)
    document = receive()
    for attempt in range(tasks.ATTEMPTS):
        with pytest.raises(OSError, match="bad day"):
            work(document, attempt)
        document.refresh_from_db()
        last = attempt + 1 == tasks.ATTEMPTS
        assert document.state == (DocumentState.FAILED if last else DocumentState.READING)
    assert document.error_code == "interrupted"
    assert document.error_message == tasks.GIVEN_UP


def test_the_reader_is_given_its_limits(receive: Receive, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def limited(path: Path, **limits: Any) -> dict[str, Any]:
        given.update(limits)
        raise Unreadable("timeout", "Det tog för lång tid att läsa filen.")

    monkeypatch.setattr(tasks, "read_in_child", limited)
    document = work(receive())
    assert (given["seconds"], given["pages"]) == (tasks.READ_SECONDS, 400)
    assert (document.state, document.error_code) == (DocumentState.FAILED, "timeout")


def test_how_far_the_reading_has_come_is_told_while_it_goes_on(
    receive: Receive, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int, str]] = []

    def slow(path: Path, **more: Any) -> dict[str, Any]:
        more["on_page"](3, 12)
        now = Document.objects.get()
        seen.append((now.pages_read, now.pages, now.state))
        return reading()

    monkeypatch.setattr(tasks, "read_in_child", slow)
    monkeypatch.setattr(tasks, "at_most_every", lambda _seconds, tell: tell)
    assert work(receive()).state == DocumentState.READ
    assert seen == [(3, 12, DocumentState.READING)]


def test_quick_pages_are_not_told_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.4, 0.9, 1.0, 1.0, 1.5, 2.1, 2.1])
    monkeypatch.setattr("samfrid.documents.tasks.time.monotonic", lambda: next(clock))
    told: list[int] = []
    tell = tasks.at_most_every(1.0, lambda read, _of: told.append(read))
    for page in range(1, 6):
        tell(page, 5)
    assert told == [3, 5]


def test_a_document_that_was_taken_out_meanwhile_is_passed_over(receive: Receive) -> None:
    document = receive()
    key = document.pk
    document.delete()
    context: Any = SimpleNamespace(job=SimpleNamespace(attempts=0))
    tasks.read_document(context, document_id=str(key), municipality_code="0580")
    assert not Document.objects.exists()


def test_a_reading_that_comes_late_does_not_undo_a_review(read: Receive, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read()
    monkeypatch.setattr(tasks, "read_in_child", lambda *_, **__: reading(title="En annan rubrik"))
    assert work(document).title == "Motion om skyddat boende"


def test_the_pages_of_a_pdf_are_drawn_once_and_kept_beside_it(receive: Receive) -> None:
    document = receive(pdf(2), "a.pdf")
    Document.objects.filter(pk=document.pk).update(state=DocumentState.READ)
    tasks.picture_pages(document_id=str(document.pk), municipality_code="0580")
    document.refresh_from_db()
    assert document.pictures == [[1200, 1699], [1200, 1699]]
    for page in (1, 2):
        with Image.open(storage.picture_path("0580", document.sha256, page)) as picture:
            assert (picture.format, picture.size) == ("WEBP", (1200, 1699))
    folder = storage.pictures_of("0580", document.sha256)
    assert sorted(path.name for path in folder.parent.iterdir()) == [document.sha256, folder.name]


@pytest.mark.parametrize("content", [TEXT.encode(), b"%PDF-1.7\nbroken"])
def test_what_has_no_pages_gets_no_pictures(receive: Receive, content: bytes) -> None:
    document = receive(content)
    Document.objects.filter(pk=document.pk).update(state=DocumentState.READ)
    tasks.picture_pages(document_id=str(document.pk), municipality_code="0580")
    document.refresh_from_db()
    assert document.pictures == []
    assert not storage.pictures_of("0580", document.sha256).exists()


@pytest.mark.parametrize(
    ("attempts", "task", "state"),
    [
        (0, jobs.READ, DocumentState.WAITING),
        (2, jobs.READ, DocumentState.FAILED),
        (2, jobs.PICTURE, DocumentState.WAITING),
    ],
)
def test_a_file_that_takes_its_worker_along_is_not_tried_for_ever(
    receive: Receive, attempts: int, task: str, state: DocumentState
) -> None:
    document = receive()
    arguments = {"document_id": str(document.pk), "municipality_code": "0580"}
    stalled: Any = SimpleNamespace(task_name=task, attempts=attempts, task_kwargs=arguments)
    tasks.give_up_if_deadly(stalled)
    document.refresh_from_db()
    assert document.state == state
