"""The words of letters about a meeting. In Swedish; nothing of its agenda stands in them, nor why one is cancelled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.municipalities.dates import in_words
from samfrid.partners.models import Invitation, Meeting
from samfrid.post.rules import MARK


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's subject and text."""

    subject: str
    body: str


def clock(starts_at: dt.time | None, ends_at: dt.time | None) -> str:
    """The hours as one writes them: "13.00–15.00"; empty where none are said."""
    return "–".join(f"{at:%H.%M}" for at in (starts_at, ends_at) if at)


def when(meeting: Meeting) -> str:
    """Day and hours: "1 december 2026 kl. 13.00–15.00"."""
    hours = clock(meeting.starts_at, meeting.ends_at)
    day = in_words(meeting.on)
    return _("%(day)s kl. %(hours)s") % {"day": day, "hours": hours} if hours else day


def _facts(meeting: Meeting) -> str:
    told = [_("När: %(when)s") % {"when": when(meeting)}]
    if meeting.place:
        told.append(_("Var: %(place)s") % {"place": meeting.place})
    return "\n".join(told)


def _answer() -> list[str]:
    return [
        _("Här ser du dagordningen, svarar om du kommer och lägger mötet i din kalender. Ingen inloggning behövs:"),
        MARK,
        _("Länken är din egen. Den som använder den svarar i ditt namn."),
    ]


def _made(subject: str, invitation: Invitation, parts: list[str], municipality: str) -> Words:
    meeting = invitation.meeting
    whole = [_("Hej %(name)s!") % {"name": invitation.contact.name}, *parts]
    if meeting.asker:
        asker = f"{meeting.asker}, {meeting.reach}" if meeting.reach else meeting.asker
        whole.append(_("Frågor? Hör av dig till %(asker)s.") % {"asker": asker})
    # a mail is plain text: its spaces are plain too
    plain = str.maketrans("\N{NO-BREAK SPACE}", " ")
    return Words(subject.translate(plain), "\n\n".join([*whole, municipality]).translate(plain))


def _day(meeting: Meeting) -> str:
    return in_words(meeting.on)


@override("sv")
def invite(invitation: Invitation, municipality: str) -> Words:
    """The invitation, and the one with a new link."""
    meeting = invitation.meeting
    parts = [
        _("%(municipality)s bjuder in dig till ett möte med %(group)s.")
        % {"municipality": municipality, "group": meeting.group.name},
        _facts(meeting),
        *_answer(),
    ]
    subject = _("Inbjudan: %(group)s %(day)s") % {"group": meeting.group.name, "day": _day(meeting)}
    return _made(subject, invitation, parts, municipality)


@override("sv")
def remind(invitation: Invitation, municipality: str) -> Words:
    """The reminder in the week before."""
    meeting = invitation.meeting
    asked = "" if invitation.answer else " " + _("Du har inte svarat om du kommer.")
    parts = [
        _("%(group)s träffas snart.") % {"group": meeting.group.name} + asked,
        _facts(meeting),
        *_answer(),
    ]
    subject = _("Påminnelse: %(group)s %(day)s") % {"group": meeting.group.name, "day": _day(meeting)}
    return _made(subject, invitation, parts, municipality)


@override("sv")
def moved(invitation: Invitation, municipality: str, *, ask_again: bool) -> Words:
    """That a meeting has another day, time or place."""
    meeting = invitation.meeting
    again = " " + _("Svara igen om du kommer.") if ask_again else ""
    parts = [
        _("Mötet med %(group)s har ändrats. Det här gäller nu.") % {"group": meeting.group.name} + again,
        _facts(meeting),
        *_answer(),
    ]
    subject = _("Ändrat möte: %(group)s %(day)s") % {"group": meeting.group.name, "day": _day(meeting)}
    return _made(subject, invitation, parts, municipality)


@override("sv")
def answered(meeting: Meeting, name: str, municipality: str, *, accepted: bool, address: str) -> Words:
    """That a meeting which a partner proposed is planned, or is not to be. Why stands where she logs in, not here."""
    told = {"group": meeting.group.name, "when": when(meeting), "municipality": municipality}
    if accepted:
        subject = _("Mötet blir av: %(group)s %(day)s") % {"group": meeting.group.name, "day": _day(meeting)}
        said = _("%(municipality)s har planerat mötet som ni föreslog med %(group)s, %(when)s.") % told
        more = _("Mötet står på er sida:")
    else:
        subject = _("Svar på ert förslag: %(group)s %(day)s") % {"group": meeting.group.name, "day": _day(meeting)}
        said = _("%(municipality)s kan inte ha mötet som ni föreslog med %(group)s, %(when)s.") % told
        more = _("Skälet står på er sida, där ni också kan föreslå en annan dag:")
    parts = [_("Hej %(name)s!") % {"name": name}, said, f"{more}\n{address}", municipality]
    plain = str.maketrans("\N{NO-BREAK SPACE}", " ")
    return Words(subject.translate(plain), "\n\n".join(parts).translate(plain))


@override("sv")
def cancelled(invitation: Invitation, municipality: str) -> Words:
    """That a meeting is cancelled."""
    meeting = invitation.meeting
    told = {"group": meeting.group.name, "when": when(meeting)}
    parts = [_("Mötet med %(group)s %(when)s är inställt.") % told, _("Du behöver inte göra något.")]
    subject = _("Inställt: %(group)s %(day)s") % {"group": meeting.group.name, "day": _day(meeting)}
    return _made(subject, invitation, parts, municipality)
