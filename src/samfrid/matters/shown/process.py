"""The steps of a matter as the templates take them: the line, the next act, the marks on the line of time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from samfrid.matters import process
from samfrid.matters.course import course_of, deadline_of, force, minutes_of, settling
from samfrid.matters.models import EventKind
from samfrid.matters.process import Step
from samfrid.matters.queries import MatterPage
from samfrid.matters.rules.minutes import Force
from samfrid.matters.rules.process import WORDS, Derived
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.timeline import Mark

#: shape and colour of a state on the line
TONES: Final = {
    process.DONE: "done",
    process.NEXT: "open",
    process.LATE: "late",
    process.AWAITED: "todo",
    process.STRUCK: "none",
    process.RESTING: "paused",
}
#: steps that a pause has as its source
PAUSES: Final = "pause"


@dataclass(frozen=True, slots=True)
class Act:
    """A button: a verb and where it leads."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A step as it is shown, with what can be done about it."""

    words: str
    when: str
    iso: str
    tone: str
    #: said for those who do not see the shape
    state: str
    note: str
    acts: tuple[Act, ...] = ()


def section(page: MatterPage, actor: Membership, today: dt.date) -> dict[str, Any]:
    """The line, the next act, where the matter stands, and the last day."""
    steps = process.steps(page, today)
    edits = may(actor, "matters.edit", page.matter)
    act = next_act(page, actor, today)
    key = page.matter.pk
    return {
        "where": process.where_it_stands(page, today),
        "steps": [_row(step, edits=edits) for step in steps],
        "next_act": act,
        "step_url": reverse("matters:step", args=[key]) if edits else "",
        "pause_url": reverse("matters:pause", args=[key]) if edits and _may_wait(page, today) else "",
        "deadline": deadline_of(page),
    }


def _may_wait(page: MatterPage, today: dt.date) -> bool:
    """What is only answered does not rest: its answer is moved to another meeting."""
    course = course_of(page, today)
    return (
        Derived.DECIDED in course.rules.steps
        and course.resting is None
        and not course.took(EventKind.CLOSED, EventKind.WITHDRAWN, Derived.DECIDED, Derived.ANSWERED)
    )


def _row(step: Step, *, edits: bool) -> Row:
    awaited = step.state in (process.NEXT, process.LATE, process.AWAITED)
    when = step.when or (in_words(step.on) if step.on else "" if awaited else _("dagen är inte känd"))
    if awaited and when:
        when = _("senast %(day)s") % {"day": when}
    states = {
        process.DONE: _("klart"),
        process.NEXT: _("nästa steg"),
        process.LATE: _("försenat"),
        process.AWAITED: _("återstår"),
        process.STRUCK: _("struket"),
        process.RESTING: _("vilar"),
    }
    return Row(
        step.words,
        when,
        step.on.isoformat() if step.on and not step.when and not awaited else "",
        TONES[step.state],
        states[step.state],
        step.note,
        _acts(step) if edits else (),
    )


def _acts(step: Step) -> tuple[Act, ...]:
    if step.key is None or step.state == process.STRUCK:
        return ()
    if step.source == PAUSES:
        remove = Act(_("Ta bort"), reverse("matters:remove_pause", args=[step.key]))
        end = Act(_("Avsluta"), reverse("matters:end_pause", args=[step.key]))
        return (end, remove) if step.state == process.RESTING else (remove,)
    return (Act(_("Stryk"), reverse("matters:strike", args=[step.key])),)


def next_act(page: MatterPage, actor: Membership, today: dt.date) -> Act | None:
    """The button of the step that comes next; None where nothing is to be done, or not by her."""
    coming = [one.kind for one in process.steps(page, today) if one.state in ("next", "late", "awaited")]
    minutes = minutes_of(page)
    if coming and coming[0] == Derived.LEGAL_FORCE and minutes and force(minutes, today).state == Force.RUNNING:
        # time itself does that; a decision may be sent and carried out before (KL 13:14)
        coming = coming[1:2] if coming[1:2] == [Derived.DISPATCHED] else []
    if not coming:
        return None
    # what is answered is sent out as a decision: that it was answered
    step = Derived.DECIDED if coming[0] == Derived.DISPATCHED and not settling(page) else coming[0]
    if not may(actor, "matters.decide" if step == Derived.DECIDED else "matters.edit", page.matter):
        return None
    return Act(str(WORDS[step][2]), _address(page, step, minutes.pk if minutes else None))


def _address(page: MatterPage, step: str, minutes: UUID | None) -> str:
    key = page.matter.pk
    if step in list(EventKind):
        return f"{reverse('matters:step', args=[key])}?steg={step}"
    if step == Derived.ANSWERED:
        return reverse("matters:reply", args=[key])
    if step in (Derived.ADJUSTED, Derived.ANNOUNCED, Derived.LEGAL_FORCE):
        return reverse("matters:minutes", args=[minutes]) if minutes else reverse("matters:minutes_list")
    if step == Derived.RESUMED:
        resting = next(one for one in page.process.pauses if one.ended_on is None)
        return reverse("matters:end_pause", args=[resting.pk])
    decided = settling(page)
    if step == Derived.DISPATCHED and decided:
        return reverse("matters:dispatch", args=[decided[-1].pk])
    return reverse("matters:decide", args=[key])


def marks(page: MatterPage, today: dt.date) -> list[Mark]:
    """The days of the process for the line of time, besides those of decisions and statements."""
    found = []
    for step in process.steps(page, today):
        if step.on is None or step.state in (process.STRUCK, process.NEXT, process.AWAITED, process.LATE):
            continue
        if step.source in ("event", "minutes", "dispatch", "reply"):
            found.append(Mark(step.on, step.words, "done"))
        elif step.source == PAUSES:
            found.append(Mark(step.on, step.words, "soon" if step.state == process.RESTING else ""))
    found += [Mark(one.ended_on, _("Återupptogs")) for one in page.process.pauses if one.ended_on]
    reply = page.process.reply
    if reply and reply.meeting_on and not reply.answered_on:
        found.append(Mark(reply.meeting_on, _("Ska besvaras"), "late" if reply.meeting_on < today else "soon"))
    return found
