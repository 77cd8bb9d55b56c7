"""What is this file? Decided by its content, never by its name, within limits that keep the reader's host safe.

Nothing here parses a document: the first bytes, a zip's members and the look of decoded text are enough to choose a
parser. Every refusal is an :class:`~samfrid.reading.source.Unreadable` with a Swedish sentence for the person.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from samfrid.reading.encoding import decode, looks_like_text
from samfrid.reading.source import Unreadable

MAX_FILE_BYTES = 50 * 2**20
MAX_PAGES = 400
#: a longer file is not called plain, whatever it holds
MAX_PLAIN_BYTES = 2**20
#: characters of words: more than :data:`MAX_PAGES` pages hold
MAX_CHARACTERS = 1_500_000
#: characters of a web page with all its markup and scripts
MAX_MARKUP = 10_000_000
MAX_UNPACKED_BYTES = 200 * 2**20
#: unpacked bytes for each packed byte, allowed once a member is larger than 10 MB; ordinary documents stay below 30
MAX_RATIO = 150
RATIO_FLOOR_BYTES = 10 * 2**20
MAX_MEMBERS = 5000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"GIF87a",
    b"GIF89a",
    b"BM",
)
#: endings that each kind usually has; a name with another known ending earns the warning ``wrong_ending``
ENDINGS: dict[str, tuple[str, ...]] = {
    "text": (".txt", ".text", ".log", ".md", ".markdown"),
    "markdown": (".md", ".markdown", ".txt", ".text"),
    "html": (".html", ".htm", ".xhtml", ".mht"),
    "docx": (".docx", ".docm", ".dotx"),
    "odt": (".odt", ".ott"),
    "pdf": (".pdf",),
    "email": (".eml", ".txt"),
    "image": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp"),
}
_KNOWN_ENDINGS = {ending for endings in ENDINGS.values() for ending in endings} | {".doc", ".rtf", ".xlsx", ".pptx"}

#: pictures written into a page: large, and nothing to read
_DATA_URI = re.compile(r"data:[\w/+.-]{3,60};base64,[A-Za-z0-9+/=\s]{200,}")
_HTML_START = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|span|br|a|main|article|section|strong|em)\b[^<>]*>", re.I
)
_MAIL_FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?\S?.*$")
_MAIL_CERTAIN = {
    "mime-version",
    "message-id",
    "received",
    "return-path",
    "content-type",
    "delivered-to",
    "dkim-signature",
}
_MAIL_COMMON = {"from", "to", "subject", "date", "cc", "reply-to"}
_MD_HEADING = re.compile(r"^#{1,6} +\S", re.M)
_MD_LINK = re.compile(r"(?<!\\)\[[^\]\n]{1,200}\]\((?:#|/|\.|https?:|mailto:|[\w./-]{1,200}\.\w)[^)\s]{0,2000}\)")
_MD_BOLD = re.compile(r"\*\*[^*\s][^*\n]{0,200}\*\*|__[^_\s][^_\n]{1,200}__")
_MD_TABLE = re.compile(r"^[^\S\n]*+\|?(?:[^\S\n]*+:?-{3,}+:?[^\S\n]*+\|)++[^\S\n]*+(?::?-{3,}+:?)?[^\S\n]*+$", re.M)


@dataclass(slots=True)
class Limits:
    """What may be set lower for one process, as :mod:`samfrid.reading.sandbox` does for its child."""

    pages: int = MAX_PAGES
    #: told after each page of a PDF: how many have been read, and of how many; long scans take minutes
    on_page: Callable[[int, int], object] | None = None


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Intake:
    """A file that may be parsed: its kind, bytes and, where it is text, characters; ``warnings`` from the name."""

    kind: str
    data: bytes
    text: str = ""
    warnings: tuple[str, ...] = field(default=())


def take_in(path: Path) -> Intake:
    """Read a file within the limits and say what it is.

    Raises :class:`Unreadable` with code ``empty``, ``too_large``, ``password``, ``bomb``, ``broken`` or ``wrong_type``.
    """
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise Unreadable("too_large", f"Filen är {size // 2**20} MB. Högst {MAX_FILE_BYTES // 2**20} MB kan läsas.")
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise Unreadable("broken", "Filen kunde inte öppnas.") from error
    if len(data) > MAX_FILE_BYTES:  # it grew, or it is a device that says that it is empty
        raise Unreadable(
            "too_large", f"Filen är större än {MAX_FILE_BYTES // 2**20} MB, som är det mesta som kan läsas."
        )
    return identify(data, path.name)


def identify(data: bytes, name: str = "") -> Intake:
    """Say what the bytes are; ``name`` only serves to warn of a wrong ending."""
    if not data.strip(b"\x00\t\n\r\f\v "):
        raise Unreadable("empty", "Filen är tom.")
    kind = _kind_of_binary(data)
    text = ""
    if kind is None:
        if not looks_like_text(data):
            raise Unreadable("wrong_type", "Filen är inte ett dokument som Samfrid kan läsa.")
        text = decode(data)
        if not text.strip():
            raise Unreadable("empty", "Filen är tom.")
        text = _DATA_URI.sub("", text)
        kind = kind_of_text(text, name)
        if kind != "email":  # its attachments are in it
            check_length(text, MAX_MARKUP if kind == "html" else MAX_CHARACTERS)
    return Intake(kind, data, text, _ending_warning(kind, name))


def is_plain(path: Path) -> bool:
    """Whether a file is short and plain text or Markdown, which Python alone reads. Nothing of it is unpacked."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_PLAIN_BYTES + 1)
    except OSError:
        return False
    known = (b"PK", b"{\\rtf", b"RIFF", _OLE, *_IMAGES)
    if len(data) > MAX_PLAIN_BYTES or b"%PDF-" in data[:1024] or data.startswith(known) or not looks_like_text(data):
        return False
    return kind_of_text(decode(data), path.name) in ("text", "markdown")


def check_length(text: str, most: int = MAX_CHARACTERS) -> None:
    """Refuse what is longer than a document can be."""
    if len(text) > most:
        raise Unreadable("too_many_pages", f"Texten är längre än {LIMITS.pages} sidor, som är det mesta som kan läsas.")


def _ending_warning(kind: str, name: str) -> tuple[str, ...]:
    ending = Path(name).suffix.lower()
    return ("wrong_ending",) if ending in _KNOWN_ENDINGS and ending not in ENDINGS[kind] else ()


def _kind_of_binary(data: bytes) -> str | None:
    """The kind told by the first bytes, or None when they may be text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("password", "Dokumentet är skyddat med lösenord. Ta bort lösenordet och försök igen.")
        raise Unreadable("wrong_type", "Filen är i ett äldre Office-format. Spara den som DOCX och försök igen.")
    if data.startswith(b"{\\rtf"):
        raise Unreadable("wrong_type", "Filen är i formatet RTF. Spara den som DOCX eller PDF och försök igen.")
    if data.startswith(_IMAGES[:6]) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "image"
    if data.startswith(b"BM") and len(data) > 54 and int.from_bytes(data[2:6], "little") == len(data):
        return "image"
    return None


def _kind_of_zip(data: bytes) -> str:
    """DOCX or ODT by the members of the zip. The stated sizes are checked here, the true ones by :func:`unpack`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
                raise _bomb()
            if "word/document.xml" in names or "word/document2.xml" in names:
                return "docx"
            if "mimetype" in names:
                declared = unpack(archive, "mimetype", limit=1000)
                if declared.startswith(b"application/vnd.oasis.opendocument.text"):
                    return "odt"
    except Unreadable:
        raise
    except Exception as error:  # zipfile raises many kinds for hostile input; all mean the same here
        raise Unreadable("broken", "Filen är skadad och kan inte öppnas.") from error
    raise Unreadable("wrong_type", "Filen är ett arkiv eller ett annat slags Office-fil, inte ett textdokument.")


def _bomb() -> Unreadable:
    return Unreadable("bomb", "Filen packar upp till orimligt mycket data och har därför inte öppnats.")


def unpack(archive: zipfile.ZipFile, name: str, *, limit: int = MAX_UNPACKED_BYTES) -> bytes:
    """One member of a zip, streamed and counted: what the directory says about its size is not trusted.

    Raises :class:`Unreadable` ``bomb`` when more comes out than is reasonable, ``password`` when it is encrypted and
    ``broken`` when it cannot be unpacked. ``KeyError`` when there is no such member.
    """
    member = archive.getinfo(name)
    if member.flag_bits & 1:
        raise Unreadable("password", "Dokumentet är skyddat med lösenord. Ta bort lösenordet och försök igen.")
    packed = max(member.compress_size, 1)
    chunks: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(2**18):
                size += len(chunk)
                if size > limit or (size > RATIO_FLOOR_BYTES and size / packed > MAX_RATIO):
                    raise _bomb()
                chunks.append(chunk)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("broken", "Filen är skadad och kan inte öppnas.") from error
    return b"".join(chunks)


def kind_of_text(text: str, name: str = "") -> str:
    """``html``, ``email``, ``markdown`` or ``text`` by the look of the characters."""
    head = text[:200_000]
    if _HTML_START.match(head):
        return "html"
    if _is_mail(head):
        return "email"
    tags = len(_HTML_TAG.findall(head))
    if tags >= 6 and tags * 60 > len(head.split()):
        return "html"
    signs = (
        2 * min(len(_MD_LINK.findall(head)), 1)
        + min(len(_MD_HEADING.findall(head)), 2)
        + min(len(_MD_BOLD.findall(head)), 2)
        + 2 * min(len(_MD_TABLE.findall(head)), 1)
    )
    by_name = Path(name).suffix.lower() in (".md", ".markdown")
    return "markdown" if signs >= 2 or by_name else "text"


def _is_mail(text: str) -> bool:
    """A message as mail programs save it: a block of header fields first, of which one is sure or all are usual."""
    fields: set[str] = set()
    for line in text.lstrip("\ufeff\r\n").splitlines()[:200]:
        if line[:1] in (" ", "\t") and fields:
            continue
        match = _MAIL_FIELD.match(line)
        if not match:
            break
        fields.add(match.group(1).lower())
    sure = bool(fields & _MAIL_CERTAIN)
    return len(fields) >= 3 and bool(fields & _MAIL_COMMON) and (sure or {"from", "to", "subject", "date"} <= fields)
