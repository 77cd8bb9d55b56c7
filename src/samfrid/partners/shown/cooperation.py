"""Cooperation groups and meetings as the templates take them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.municipalities.dates import in_words
from samfrid.partners.meeting_letters import clock
from samfrid.partners.models import Group, Meeting, MeetingState
from samfrid.partners.rules import Rhythm, latest_day

#: how long before the last day a group is shown as soon to meet
NEARING: Final = dt.timedelta(days=30)


def rhythm_of(group: Group) -> Rhythm | None:
    """How often it is to meet; None where nothing is said."""
    if group.times is None or group.per_months is None:
        return None
    return Rhythm(group.times, group.per_months, group.by_term)


def rhythm_words(group: Group) -> str:
    """The rhythm as one says it: "två gånger per termin" is "2 gånger per termin"."""
    rhythm = rhythm_of(group)
    if rhythm is None:
        return _("Ingen rytm är angiven")
    often = ngettext("%(n)s gång", "%(n)s gånger", rhythm.times) % {"n": rhythm.times}
    if rhythm.by_term:
        return _("%(often)s per termin") % {"often": often}
    span = {
        1: _("per månad"),
        3: _("per kvartal"),
        6: _("per halvår"),
        12: _("per år"),
        24: _("på två år"),
    }.get(rhythm.months) or _("på %(n)s månader") % {"n": rhythm.months}
    return f"{often} {span}"


def wanted_by(group: Group, meetings: Iterable[Meeting]) -> dt.date | None:
    """The last day on which its next meeting keeps the rhythm."""
    rhythm = rhythm_of(group)
    if rhythm is None or group.ended_on:
        return None
    held = [one.on for one in meetings if one.state == MeetingState.HELD]
    started = group.started_on or min([*held, timezone.localdate(group.created_at)])
    return latest_day(rhythm, started, held)


def standing(group: Group, meetings: list[Meeting], today: dt.date) -> tuple[str, str]:
    """Tone and word: when it meets next, or should have."""
    if group.ended_on:
        return "paused", _("upphörde %(day)s") % {"day": in_words(group.ended_on)}
    wanted = wanted_by(group, meetings)
    if wanted and wanted < today:
        return "late", _("skulle ha träffats senast %(day)s") % {"day": in_words(wanted)}
    planned = min((one.on for one in meetings if one.state == MeetingState.PLANNED and one.on >= today), default=None)
    if planned:
        return "open", _("träffas %(day)s") % {"day": in_words(planned)}
    if wanted is None:
        return "todo", _("inget möte planerat")
    tone = "soon" if wanted - NEARING <= today else "open"
    return tone, _("ska träffas senast %(day)s") % {"day": in_words(wanted)}


def row(group: Group, today: dt.date) -> dict[str, Any]:
    """A group in the list; ``days`` are its meetings, see ``queries.groups``."""
    meetings: list[Meeting] = getattr(group, "days", [])
    tone, word = standing(group, meetings, today)
    last = max((one.on for one in meetings if one.state == MeetingState.HELD), default=None)
    met = _("träffades senast %(day)s") % {"day": in_words(last)} if last else _("inget möte är antecknat")
    return {
        "url": group.get_absolute_url(),
        "title": group.name,
        "meta": [rhythm_words(group), met],
        "tone": tone,
        "word": word,
    }


def meeting_state(meeting: Meeting, today: dt.date) -> tuple[str, str]:
    """Tone and word of a meeting."""
    if meeting.state == MeetingState.HELD:
        return "done", _("hållet")
    if meeting.state == MeetingState.CANCELLED:
        return "refused", _("inställt")
    if meeting.state == MeetingState.DECLINED:
        return "refused", _("avböjt")
    if meeting.state == MeetingState.PROPOSED:
        return "asks", _("föreslaget")
    return ("late", _("inte antecknat")) if meeting.on < today else ("todo", _("planerat"))


def meeting_row(meeting: Meeting, today: dt.date) -> dict[str, Any]:
    """A meeting in its group's list."""
    tone, word = meeting_state(meeting, today)
    there = len(meeting.attendance.all())
    present = ngettext("%(n)s närvarande", "%(n)s närvarande", there) % {"n": there} if there else ""
    meta = [part for part in (clock(meeting.starts_at, meeting.ends_at), meeting.place, present) if part]
    meta += [meeting.cancelled_why] if meeting.cancelled_why else []
    title = _("Möte %(day)s") % {"day": in_words(meeting.on)}
    return {"url": meeting.get_absolute_url(), "title": title, "meta": meta, "tone": tone, "word": word}
