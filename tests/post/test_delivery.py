"""Letters out by mail: once, with a good link, and what goes wrong is told and tried again."""

from __future__ import annotations

import datetime as dt
import smtplib
import socketserver
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings
from django.utils import timezone

from samfrid.municipalities.models import Membership, Municipality
from samfrid.municipalities.tenancy import enter
from samfrid.post import actions, tasks
from samfrid.post.delivery import deliver
from samfrid.post.models import Letter, Trouble
from tests.post.conftest import Room, Write


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """``failing(error)``: the mail server answers so from now on."""

    def fail(error: Exception) -> None:
        def send(self: EmailBackend, messages: list[Any]) -> int:
            raise error

        monkeypatch.setattr(EmailBackend, "send_messages", send)

    return fail


def test_a_letter_is_mailed_once_with_its_link(linkoping: Municipality, room: Room, letter: Write) -> None:
    found = letter()
    assert deliver("0580")
    assert deliver("0580")
    (sent,) = mail.outbox
    assert sent.to == ["anna@kommun.example"]
    assert sent.subject == "Hur går det?"
    assert sent.body == "Hej Anna\n\nhttp://localhost:8000/r/0580/1/\n\nHej då"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    found.refresh_from_db()
    assert found.sent_at
    assert found.failed == ""


def test_what_is_over_is_not_sent(linkoping: Municipality, room: Room, letter: Write) -> None:
    found, room.over = letter(), True
    assert deliver("0580")
    found.refresh_from_db()
    assert mail.outbox == []
    assert found.dropped_on
    assert found.next_try_at is None


@pytest.mark.parametrize(
    ("error", "trouble", "goes_on", "again"),
    [
        (ConnectionRefusedError(), Trouble.SERVER, False, True),
        (TimeoutError(), Trouble.SERVER, False, True),
        (smtplib.SMTPServerDisconnected(), Trouble.SERVER, False, True),
        (smtplib.SMTPAuthenticationError(535, b"no"), Trouble.LOGIN, False, True),
        (smtplib.SMTPRecipientsRefused({"a": (550, b"no such user")}), Trouble.ADDRESS, True, False),
        (smtplib.SMTPRecipientsRefused({"a": (451, b"try later")}), Trouble.REFUSED, True, True),
        (smtplib.SMTPDataError(552, b"full"), Trouble.REFUSED, True, True),
        (ValueError("no address"), Trouble.ADDRESS, True, False),
    ],
)
def test_what_goes_wrong(
    linkoping: Municipality,
    letter: Write,
    failing: Callable[[Exception], None],
    error: Exception,
    trouble: Trouble,
    goes_on: bool,
    again: bool,
) -> None:
    found = letter()
    failing(error)
    assert deliver("0580") is goes_on
    found.refresh_from_db()
    assert (found.failed, found.attempts, found.sent_at) == (trouble, 1, None)
    assert (found.next_try_at is not None) is again


def test_it_is_given_up_at_last_and_can_be_asked_for_again(
    coordinator: Any, letter: Write, failing: Callable[[Exception], None]
) -> None:
    found, now = letter(), timezone.now()
    failing(smtplib.SMTPDataError(552, b"full"))
    for _day in range(20):
        Letter.objects.filter(next_try_at__isnull=False).update(next_try_at=now)
        deliver("0580")
    found.refresh_from_db()
    assert found.attempts == 9
    assert found.next_try_at is None
    assert actions.try_again(coordinator, found).next_try_at is not None


def test_a_server_that_is_down_is_asked_once_for_all(
    linkoping: Municipality, letter: Write, failing: Callable[[Exception], None]
) -> None:
    for number in range(5):
        letter(str(number))
    failing(ConnectionRefusedError())
    deliver("0580")
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]


def test_the_example_mails_nobody(linkoping: Municipality, letter: Write) -> None:
    letter()
    Municipality.objects.update(is_example=True)
    tasks.deliver_all(0)
    assert mail.outbox == []
    Municipality.objects.update(is_example=False)
    with override_settings(EMAIL_HOST=""):
        tasks.deliver_all(0)
    assert mail.outbox == []
    tasks.deliver_all(0)
    assert len(mail.outbox) == 1


class _Smtp(socketserver.StreamRequestHandler):
    """A mail server of a few lines: enough to see what a real one is given (RFC 5321)."""

    def handle(self) -> None:
        self.wfile.write(b"220 x\r\n")
        lines: list[bytes] = []
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go\r\n")
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line)
                self.server.got.append(b"".join(lines))  # type: ignore[attr-defined]
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return


def test_over_a_real_connection(linkoping: Municipality, letter: Write) -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), _Smtp) as server:
        server.got = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        letter(body="Hej Åsa\n\n{länk}\n")
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=server.server_address[1],
            EMAIL_USE_TLS=False,
            EMAIL_USE_SSL=False,
        ):
            assert deliver("0580")
        server.shutdown()
        (got,) = server.got  # type: ignore[attr-defined]
    enter("0580")
    assert b"To: anna@kommun.example" in got
    assert Letter.objects.get().sent_at is not None
    assert timezone.now() - Letter.objects.get().created_at < dt.timedelta(minutes=1)


def test_what_is_printed_while_it_is_mailed_in_vain_is_not_mailed_again(coordinator: Membership, letter: Write) -> None:
    letter()
    claimed = actions.claim("0580", timezone.now())
    assert claimed
    actions.mark_printed(coordinator, claimed, on=dt.date(2026, 11, 22))
    actions.mark_failed(claimed, Trouble.SERVER)
    assert Letter.objects.get().next_try_at is None
