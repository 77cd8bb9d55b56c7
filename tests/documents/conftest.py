"""Files in a folder of the test's own, and a reading without the reader."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, default_storage

from samfrid.documents import actions
from samfrid.documents.models import Document
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Membership

TEXT = """Motion om skyddat boende

Linköping den 28 mars 2022
Diarienummer KS 2022/0178

Vi yrkar att kommunen utreder fler platser i skyddat boende.
Karin Ek (V)
"""


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's files are kept."""
    folder = tmp_path / "files"
    storage = FileSystemStorage(location=folder)
    monkeypatch.setattr(default_storage, "_wrapped", storage)
    return folder


def span(words: str, **more: Any) -> dict[str, Any]:
    """Evidence for words of the text."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "page": 1, "bbox": None, **more}


def reading(**changes: Any) -> dict[str, Any]:
    """A reading of the text, as the reader would give it."""
    whole = {
        "text": TEXT,
        "original_text": TEXT.replace("våld", "vald"),
        "version": "test",
        "type": "motion",
        "municipality": {"name": "Linköping", "code": "0580"},
        "date": "2022-03-28",
        "title": "Motion om skyddat boende",
        "diary_numbers": ["KS 2022/0178"],
        "people": [
            {
                "name": "Karin Ek",
                "party": "V",
                "role": "author",
                "evidence": [span("Karin Ek (V)")],
                "confidence": 0.99,
                "item": None,
            }
        ],
        "proposals": [
            {
                "body": "kommunfullmäktige",
                "text": "kommunen utreder fler platser i skyddat boende",
                "outcome": "granted",
                "evidence": [span("kommunen utreder fler platser i skyddat boende", bbox=[0.1, 0.4, 0.9, 0.45])],
                "confidence": 0.8,
                "item": None,
            }
        ],
        "evidence_of": {
            "type": [span("Motion")],
            "municipality": [span("Linköping")],
            "date": [span("28 mars 2022")],
            "title": [span("Motion om skyddat boende")],
            "diary_numbers": [span("KS 2022/0178")],
        },
        "confidence_of": {
            "type": 0.99,
            "municipality": 0.99,
            "date": 0.99,
            "title": 0.99,
            "diary_numbers[0]": 0.5,
        },
        "segments": [
            ["heading", 0, 24, 1, 1],
            ["paragraph", 26, 52, 0, 1],
            ["paragraph", 53, 78, 0, 1],
            ["paragraph", 80, 140, 0, 1],
            ["signature", 141, 153, 0, 1],
        ],
        "edits": [],
        "warnings": ["repaired_text"],
    }
    return whole | changes


@pytest.fixture
def receive(coordinator: Membership) -> Callable[..., Document]:
    """``receive(bytes, name)``: a document of the coordinator's that waits for its reading."""

    def keep(content: bytes = TEXT.encode(), name: str = "motion.txt") -> Document:
        return actions.receive(coordinator, name, io.BytesIO(content))[0]

    return keep


@pytest.fixture
def read(receive: Callable[..., Document]) -> Callable[..., Document]:
    """``read(**changes)``: a document that is read and waits for its review."""

    def keep(**changes: Any) -> Document:
        document = receive(name="motion.txt")
        assert actions.keep_reading(SystemActor("0580"), document, reading(**changes))
        document.refresh_from_db()
        return document

    return keep
