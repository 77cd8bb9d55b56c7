"""Letters out by mail: one at a time, each with a link made for it as it goes."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from samfrid.municipalities.dates import today
from samfrid.post import actions, rules
from samfrid.post.links import Copy, address_of, path_for
from samfrid.post.models import Letter, Trouble


def has_server() -> bool:
    """Whether there is a mail server to send by."""
    return bool(settings.EMAIL_HOST)


def deliver(municipality_code: str) -> bool:
    """Send the municipality's letters that are due; False where the server cannot be reached, so that others wait too.

    A letter that is not sent has been counted as tried before it was, and comes again after its wait.
    """
    connection = get_connection()
    try:
        while letter := actions.claim(municipality_code, timezone.now()):
            trouble = _send(letter, connection)
            if trouble:
                actions.mark_failed(letter, trouble)
            if trouble in (Trouble.SERVER, Trouble.LOGIN):
                return False
    finally:
        _close(connection)
    return True


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        # what was sent is sent, and the connection is gone
        return


def _send(letter: Letter, connection: BaseEmailBackend) -> Trouble | None:
    link: str | None = ""
    if letter.link_kind:
        # kept before the mail goes: a link that somebody has must be good
        link = address_of(path_for(letter, Copy.MAIL, "Samfrid"))
        if link is None:
            actions.drop(letter, today())
            return None
    message = EmailMessage(
        letter.subject,
        rules.with_link(letter.body, link),
        to=[letter.to_address],
        connection=connection,
        # automatic answers (RFC 3834) would come back to nobody
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
    try:
        message.send()
    except smtplib.SMTPAuthenticationError:
        return Trouble.LOGIN
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        # 4xx: not now (RFC 5321 4.2.1), as when a server wants to be asked twice
        return Trouble.ADDRESS if codes and min(codes) >= 500 else Trouble.REFUSED
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError):
        return Trouble.SERVER
    except smtplib.SMTPException:
        return Trouble.REFUSED
    except OSError:
        return Trouble.SERVER
    except ValueError:
        # an address that no mail can be addressed to
        return Trouble.ADDRESS
    actions.mark_sent(letter, timezone.now())
    return None
