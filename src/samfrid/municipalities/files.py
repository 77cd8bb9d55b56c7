"""Files that are made and handed out: letters, reports, sheets, calendars."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

from django.http import HttpResponse
from django.utils.http import content_disposition_header

Kind = Literal["docx", "pdf", "xlsx", "csv", "ics", "txt", "zip"]

TYPES: Final[dict[Kind, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
_MOST: Final = 120
#: what Windows does not take in a name, and what could lead to another folder
_UNFIT: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
#: names that Windows keeps for devices, whatever their ending
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def file_name(name: str, kind: Kind) -> str:
    """A name that every system takes: Swedish letters kept, no signs that mean something to a file system.

    Marks that turn the direction of text around go too: "Svar\u202excod.exe" would show as "Svarexe.docx".
    """
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", name))
    text = "".join(char for char in text if unicodedata.category(char)[0] != "C")
    text = _UNFIT.sub("-", text).strip(" .-")
    text = text.removesuffix(f".{kind}")[:_MOST].rstrip(" .-")
    if not text or _DEVICES.fullmatch(text):
        text = f"dokument {text}".rstrip()
    return f"{text}.{kind}"


def file_response(name: str, kind: Kind, content: bytes, *, inline: bool = False) -> HttpResponse:
    """A file to download (RFC 6266), or to show with ``inline``; no store keeps it, and no browser guesses its kind."""
    response = HttpResponse(content, content_type=TYPES[kind])
    disposition = content_disposition_header(as_attachment=not inline, filename=file_name(name, kind))
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
