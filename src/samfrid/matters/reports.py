"""The reports that the law asks for, as rows: what is not decided and what has emerged (KL 5:35), statements due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samfrid.matters.course import course_of, deadline_of, held
from samfrid.matters.models import EventKind, MatterKind, Stage
from samfrid.matters.process import where_it_stands
from samfrid.matters.queries.reports import Reported
from samfrid.matters.rules.reports import months_waited
from samfrid.matters.shown.listed import raised
from samfrid.municipalities.dates import in_words, months_after
from samfrid.municipalities.models import Access

#: the council meets about ten times a year: what will be over by the meeting after the next is told now
AHEAD_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A matter of the report."""

    found: Reported
    kind: str
    title: str
    numbers: str
    movers: str
    raised: str
    raised_on: dt.date | None
    #: the last day to decide; None where the day it was raised is not known
    deadline: dt.date | None
    deadline_text: str
    #: whole months since it was raised
    months: int | None
    over: bool
    #: it is not over, but will be before the council has met twice
    soon: bool
    stands: str
    emerged: list[str]
    told_on: dt.date | None
    #: who reads the report may not be who may read the matter: it is marked wherever it stands
    confidential: bool

    @property
    def url(self) -> str:
        """The matter's page."""
        return self.found.matter.get_absolute_url()


def row(found: Reported, today: dt.date) -> Row:
    """A matter as the report tells of it."""
    matter = found.matter
    deadline = deadline_of(found)
    moving = course_of(found, today).resting is not None
    last = deadline.on if deadline else None
    told = [one.on for one in held(found) if one.kind == EventKind.REPORTED]
    return Row(
        found,
        str(MatterKind(matter.kind).label),
        matter.title,
        ", ".join(one.number for one in found.numbers),
        ", ".join(found.movers),
        raised(matter),
        matter.raised_on,
        last,
        deadline.text if deadline else "",
        months_waited(matter.raised_on, today) if matter.raised_on else None,
        over=last is not None and last < today and not moving,
        soon=last is not None and today <= last < months_after(today, AHEAD_MONTHS) and not moving,
        stands=where_it_stands(found, today),
        emerged=emerged(found),
        told_on=max(told, default=None),
        confidential=matter.access == Access.CONFIDENTIAL,
    )


def rows(found: Iterable[Reported], today: dt.date) -> list[Row]:
    """All of them, in the order given."""
    return [row(one, today) for one in found]


def past_the_year(every: Iterable[Row]) -> list[Row]:
    """Those that the council is to be told of: the year has gone, or will have gone before it has met twice, and it has
    not been told (KL 5:35: within the same time).
    """
    return [one for one in every if (one.over or one.soon) and one.told_on is None]


def emerged(found: Reported) -> list[str]:
    """What has emerged in the preparation (KL 5:35), a sentence each, the oldest first."""
    told: list[tuple[dt.date, str]] = []
    latest = dt.date.max
    for one in found.referrals:
        words = {"asked": one.asked, "stance": one.get_stance_display() if one.stance else ""}
        if one.stance or one.answered_on:
            text = _("%(asked)s: %(stance)s") if one.stance else _("%(asked)s har yttrat sig")
            told.append((one.answered_on or latest, _sentence(text % words, one.condition, one.answered_on)))
        else:
            told.append((one.sent_on or latest, _sentence(_("Yttrande väntas från %(asked)s") % words, "", None)))
    for pause in found.process.pauses:
        label = str(pause.get_kind_display())
        told.append((pause.began_on, _sentence(label[:1].upper() + label[1:], pause.reasons, pause.began_on)))
    for decision in found.decisions:
        if decision.stage != Stage.FINAL:
            body = decision.proposed_by or (decision.body.name if decision.body else "")
            text = (
                _("Förslag till beslut finns från %(body)s") % {"body": body}
                if body
                else _("Förslag till beslut finns")
            )
            told.append((decision.on or latest, _sentence(text, "", decision.on)))
    for event in held(found):
        if event.note and event.kind in (EventKind.PREPARED, EventKind.REPORTED, EventKind.AGENDA):
            told.append((event.on, _sentence(event.note, "", event.on)))
    return [text for _day, text in sorted(told, key=lambda pair: pair[0])]


def _sentence(text: str, more: str, on: dt.date | None) -> str:
    first = text.strip().rstrip(".")
    said = f"{first}: {more.strip().rstrip('.')}" if more.strip() else first
    return f"{said} ({in_words(on)})." if on else f"{said}."
