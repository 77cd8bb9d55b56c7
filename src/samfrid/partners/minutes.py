"""The paper of a meeting: the agenda before it, the minutes after it. In Swedish, whoever makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.commitments.models import Commitment
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.papers.paper import Block, Clauses, Facts, Heading, Paper, Table, Text, paragraphs
from samfrid.partners.meeting_letters import clock
from samfrid.partners.models import AgendaItem, GroupMember, Meeting, MeetingState
from samfrid.partners.shown.meetings import weekday


@dataclass(frozen=True, slots=True)
class Told:
    """What a paper of a meeting tells: only what its readers may read."""

    meeting: Meeting
    agenda: Sequence[AgendaItem]
    present: Sequence[GroupMember]
    #: the group's other members
    absent: Sequence[GroupMember]
    points: Sequence[Commitment]


@override("sv")
def paper(told: Told, municipality: str) -> Paper:
    """The minutes of a meeting that was held, or the agenda of one that is planned."""
    meeting = told.meeting
    held = meeting.state == MeetingState.HELD
    when = f"{weekday(meeting.on)} {in_words(meeting.on)}"
    facts = [(_("När"), capfirst(when)), (_("Tid"), clock(meeting.starts_at, meeting.ends_at))]
    facts += [(_("Plats"), meeting.place)]
    blocks: list[Block] = [Facts([pair for pair in facts if pair[1]])]
    if held:
        blocks += _who(told)
    if told.agenda:
        blocks += [Heading(1, _("Dagordning")), Clauses([one.text for one in told.agenda], "sentences")]
    if held:
        blocks += [Heading(1, _("Anteckningar")), Text(paragraphs(meeting.notes) or [_("Inga anteckningar.")])]
        blocks += _points(told.points)
    return Paper(
        title=_("%(kind)s, %(group)s %(day)s")
        % {
            "kind": _("Mötesanteckningar") if held else _("Dagordning"),
            "group": meeting.group.name,
            "day": in_words(meeting.on),
        },
        blocks=blocks,
        kind=_("Mötesanteckningar") if held else _("Dagordning"),
        sender=[municipality],
        reference=[(_("Mötesdag"), meeting.on.isoformat())],
    )


def _who(told: Told) -> list[Block]:
    rows = [[str(one), _("närvarande")] for one in told.present]
    rows += [[str(one), _("inte närvarande")] for one in told.absent]
    blocks: list[Block] = [Heading(1, _("Närvaro")), Table([_("Medlem"), _("Närvaro")], rows)]
    if told.meeting.guests:
        blocks.append(Text([_("Övriga närvarande: %(guests)s") % {"guests": told.meeting.guests}]))
    return blocks


def _points(points: Sequence[Commitment]) -> list[Block]:
    if not points:
        return [Heading(1, _("Åtgärdspunkter")), Text([_("Inga åtgärdspunkter.")])]
    rows = [[one.text, _responsible(one), _due(one)] for one in points]
    return [Heading(1, _("Åtgärdspunkter")), Table([_("Vad"), _("Vem"), _("Klart senast")], rows)]


def _responsible(one: Commitment) -> str:
    return str(one.responsible or one.responsible_organisation or _("Ingen utpekad"))


def _due(one: Commitment) -> str:
    return str(PartialDate.around(one.due_on, one.due_precision)) if one.due_on else ""
