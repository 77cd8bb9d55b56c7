"""E-mail as mail programs save it: the head as lines of particulars, the body, the quoted thread, names of attachments.

What is quoted from earlier messages has the marker ``>``. Attachments are named, not read: they are documents of their
own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default

from samfrid.reading.encoding import decode, fold
from samfrid.reading.intake import Intake
from samfrid.reading.source import Line, Page, Role, Source
from samfrid.reading.sources.text import hosts_in, lines_of

_FIELDS = ("From", "To", "Cc", "Date", "Subject")
_QUOTED = re.compile(r"^\s*(?:>\s?)+")
_THREAD = re.compile(
    r"^\s*(?:-{2,}\s*)?(?:Ursprungligt meddelande|Original Message|Vidarebefordrat meddelande|Forwarded message)\b"
    r"|^\s*(?:Den|On)\b.{6,120}\b(?:skrev|wrote)\b.*:\s*$",
    re.I,
)


def parse(intake: Intake) -> Source:
    """Parse a message."""
    message = message_from_bytes(_bytes_of(intake), policy=default)
    head = [Line(text, role=Role.UNKNOWN) for text in _head(message)]
    head = [replace(line, blank_before=index == 0) for index, line in enumerate(head)]
    body = list(_body(message))
    words = "\n".join(line.text for line in (*head, *body))
    return Source(
        "email",
        (Page(1, 0, 0, (*head, *body)),),
        title=fold(str(message.get("Subject", ""))) or None,
        hosts=hosts_in(words),
        attachments=tuple(
            fold(part.get_filename("") or "") for part in message.iter_attachments() if part.get_filename()
        ),
    )


def _bytes_of(intake: Intake) -> bytes:
    """The message as bytes: as it came where its head is plain ASCII, as UTF-8 where somebody saved it otherwise."""
    head = intake.data[:200_000]
    return intake.data if b"\x00" not in head and not head.startswith(b"\xef\xbb\xbf") else intake.text.encode("utf-8")


def _head(message: EmailMessage) -> Iterator[str]:
    for name in _FIELDS:
        for value in message.get_all(name, []):
            if text := fold(str(value)):
                yield f"{name}: {text}"


def _body(message: EmailMessage) -> Iterator[Line]:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return
    payload = part.get_payload(decode=True)
    text = _characters(part, payload if isinstance(payload, bytes) else b"")
    if part.get_content_subtype() == "html":
        from samfrid.reading.sources import html

        yield from html.parse(Intake("html", b"", text)).pages[0].lines
        return
    in_thread = blank = False
    for line in lines_of(text):
        in_thread = in_thread or bool(_THREAD.match(line.text))
        quoted = _QUOTED.match(line.text)
        words = line.text[quoted.end() :] if quoted else line.text
        if words.strip():
            line = replace(line, blank_before=line.blank_before or blank)
            yield replace(line, text=words, marker=">" if quoted or in_thread else "")
        blank = not words.strip()


def _characters(part: MIMEPart, payload: bytes) -> str:
    charset = part.get_content_charset()
    try:
        return payload.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError):
        return decode(payload)
