"""Meetings, those invited and talks as the templates take them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Access
from samfrid.papers.calendar import Event
from samfrid.partners.meeting_letters import clock
from samfrid.partners.models import Answer, Dialogue, Group, Meeting, MeetingState
from samfrid.partners.queries.invited import Guest, Presence
from samfrid.partners.rules.proposing import Proposal, propose
from samfrid.partners.rules.times import moment
from samfrid.partners.shown.cooperation import rhythm_of, wanted_by
from samfrid.post import rules as post
from samfrid.post.shown import state_of

ANSWERS: Final[dict[str, tuple[str, str | Promise]]] = {
    Answer.YES: ("done", gettext_lazy("kommer")),
    Answer.NO: ("refused", gettext_lazy("kommer inte")),
    Answer.MAYBE: ("asks", gettext_lazy("kommer kanske")),
    "": ("todo", gettext_lazy("har inte svarat")),
}


@dataclass(frozen=True, slots=True)
class Next:
    """A meeting to plan with one press."""

    on: dt.date
    weekday: str
    late: bool
    starts_at: dt.time | None
    ends_at: dt.time | None
    place: str
    link: str


def next_meeting(group: Group, meetings: Sequence[Meeting], today: dt.date) -> Next | None:
    """The next meeting as the rhythm wants it, where none is planned: at the hour and place of the last one."""
    rhythm, latest = rhythm_of(group), wanted_by(group, meetings)
    if rhythm is None or latest is None:
        return None
    if any(one.state == MeetingState.PLANNED and one.on >= today for one in meetings):
        return None
    held = sorted((one for one in meetings if one.state == MeetingState.HELD), key=lambda one: one.on)
    found: Proposal = propose(rhythm, latest, [one.on for one in held], today)
    if group.started_on and found.on < group.started_on:
        return None
    last = held[-1] if held else None
    return Next(
        found.on,
        weekday(found.on),
        found.late,
        last.starts_at if last else None,
        last.ends_at if last else None,
        last.place if last else "",
        last.link if last else "",
    )


def weekday(day: dt.date) -> str:
    """The day of the week in words."""
    names = (_("måndag"), _("tisdag"), _("onsdag"), _("torsdag"), _("fredag"), _("lördag"), _("söndag"))
    return names[day.weekday()]


def when(meeting: Meeting) -> str:
    """ "tisdag 1 december 2026, 13.00–15.00"."""
    day = f"{weekday(meeting.on)} {in_words(meeting.on)}"
    hours = clock(meeting.starts_at, meeting.ends_at)
    return f"{day}, {hours}" if hours else day


def facts(meeting: Meeting) -> list[tuple[str, str]]:
    """When and where, for ``components/facts.html``; the link has its own place."""
    told = [(_("När"), capfirst(when(meeting)))]
    if meeting.place:
        told.append((_("Plats"), meeting.place))
    return told


def guest_row(guest: Guest, *, has_server: bool) -> dict[str, Any]:
    """Somebody who is asked, with what she said and where her last letter is."""
    one = guest.invitation
    tone, word = ANSWERS[one.answer]
    letter = (
        _("brevet: %(state)s") % {"state": post.SHOWN[state_of(guest.letter, has_server=has_server)][1]}
        if (guest.letter)
        else ""
    )
    return {
        "key": one.pk,
        "name": one.name,
        "whose": one.member.whose,
        "word_said": one.word,
        "letter": letter,
        "tone": tone,
        "word": word,
    }


def coming(guests: Sequence[Guest]) -> str:
    """ "3 kommer, 1 kommer inte, 2 har inte svarat"; empty where nobody is asked."""
    if not guests:
        return ""
    said = [one.invitation.answer for one in guests]
    counted = [
        (said.count(Answer.YES), _("%(n)s kommer")),
        (said.count(Answer.MAYBE), _("%(n)s kommer kanske")),
        (said.count(Answer.NO), _("%(n)s kommer inte")),
        (said.count(""), _("%(n)s har inte svarat")),
    ]
    return ", ".join(words % {"n": n} for n, words in counted if n)


def presence_row(one: Presence) -> tuple[str, str, str]:
    """Who, how often, and when last."""
    often = _("%(there)s av %(possible)s") % {"there": one.there, "possible": one.possible}
    return one.name, often, in_words(one.last) if one.last else _("inte på två år")


def uid(meeting: Meeting) -> str:
    """What a calendar knows the meeting by, for ever."""
    return f"mote-{meeting.pk}@samfrid"


def event(meeting: Meeting, *, agenda: Sequence[str] = ()) -> Event:
    """A meeting for a calendar; ``agenda`` is what whoever it is for may read."""
    starts: dt.date | dt.datetime = meeting.on
    ends: dt.date | dt.datetime | None = None
    if meeting.starts_at:
        starts = moment(meeting.on, meeting.starts_at)
        ends = moment(meeting.on, meeting.ends_at) if meeting.ends_at else None
    return Event(
        uid=uid(meeting),
        title=meeting.group.name,
        starts=starts,
        ends=ends,
        place=meeting.place,
        url=meeting.link,
        description="\n".join(f"{number}. {text}" for number, text in enumerate(agenda, 1)),
        sequence=meeting.version,
        cancelled=meeting.state == MeetingState.CANCELLED,
    )


def talk_row(one: Dialogue, today: dt.date, *, last: bool) -> dict[str, Any]:
    """A talk in the log; ``last``: nothing has been said with the partner since."""
    tone = word = ""
    if one.next_on and last:
        due = one.next_on < today
        tone = "late" if due else "open"
        told = _("skulle ha tagits upp %(day)s") if due else _("tas upp %(day)s")
        word = told % {"day": in_words(one.next_on)}
    return {
        "key": one.pk,
        "title": _("%(day)s, med %(who)s") % {"day": in_words(one.on), "who": one.with_whom},
        "text": one.text,
        "meta": _("Bara för dem som arbetar med frågan") if one.access > Access.PUBLIC else "",
        "by": one.by,
        "tone": tone,
        "word": word,
        "url": one.get_absolute_url(),
    }


def many(n: int) -> str:
    """How many were invited, for a notice."""
    return ngettext("%(n)s inbjudan är skriven.", "%(n)s inbjudningar är skrivna.", n) % {"n": n}
