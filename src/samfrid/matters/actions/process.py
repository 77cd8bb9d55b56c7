"""The steps of a matter and the pauses in it. Which step may be taken when stands in ``rules.process``."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.audit.actions import Actor, record
from samfrid.audit.queries import latest
from samfrid.commitments.models import DatePrecision
from samfrid.matters import rules
from samfrid.matters.actions.listed import refresh
from samfrid.matters.actions.register import locked
from samfrid.matters.course import course_now
from samfrid.matters.models import Event, EventKind, Matter, Raised
from samfrid.matters.rules import process as law
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body
from samfrid.municipalities.permissions import require

#: which recorded step is the day that a matter was raised, by the rules of its type
COUNTED = {Raised.RECEIVED: EventKind.RECEIVED, Raised.DELIVERED: EventKind.DELIVERED}


@transaction.atomic
def take_step(
    actor: Actor, matter: Matter, *, kind: EventKind, on: dt.date, body: Body | None = None, note: str = ""
) -> Event:
    """Record a step on a day. The day that counts as the day it was raised, by its type's rules, starts its clock.

    Raises ``ValidationError`` with what is wrong and what to do for a step that may not be taken then.
    """
    require(actor, "matters.edit", matter)
    own, today = locked(matter), dates.today()
    course = course_now(own, today)
    if kind == EventKind.REFERRED and body is None:
        raise ValidationError({"body": _("Välj till vem det remitterades.")})
    if kind in (EventKind.REPORTED, EventKind.WITHDRAWN) and not note.strip():
        raise ValidationError(
            {
                "note": _("Skriv vad som har kommit fram.")
                if kind == EventKind.REPORTED
                else _("Skriv vem som återtog det.")
            }
        )
    problem = law.refusal(course, kind, on, today, body_kind=body.kind if body else None, note=note)
    if problem:
        raise ValidationError({problem.field: problem.text})
    step = Event.objects.create(
        municipality_id=actor.municipality_code, matter=own, kind=kind, on=on, body=body, note=note.strip()
    )
    before = (own.raised_on.isoformat() if own.raised_on else None, str(own.raised_precision))
    if COUNTED[course.rules.raised_counts] == kind:
        _raise_on(own, on)
    record(
        actor,
        "matters.take_step",
        own,
        name=_step_name(kind),
        step=str(kind),
        on=on.isoformat(),
        body=body.name if body else None,
        event=str(step.pk),
        raised_before=before,
    )
    refresh(own)
    return step


def _step_name(kind: str) -> str:
    """The step as the trail keeps it: in Swedish, whoever takes it."""
    with override("sv"):
        return str(EventKind(kind).label)


def _struck(step: Event) -> dict[str, str]:
    told = {"step": str(step.kind), "on": step.on.isoformat(), "reason": step.struck_reason, "event": str(step.pk)}
    return {"name": _step_name(step.kind)} | told


def _raise_on(matter: Matter, on: dt.date | None, precision: str = DatePrecision.DAY) -> None:
    """Start the clock on that day, or stop it."""
    matter.raised_on, matter.raised_precision = on, DatePrecision(precision)
    matter.save(update_fields=["raised_on", "raised_precision"])


@transaction.atomic
def strike(actor: Actor, event: Event, *, reason: str) -> Event:
    """Strike a step that was wrong. It stays to be seen, with the reason; what followed from it is computed anew.

    Raises ``ValidationError`` without a reason, for a step struck already, and where the matter has been closed on its
    ground: the closing is then struck first.
    """
    require(actor, "matters.edit", event.matter)
    own = locked(event.matter)
    step = Event.objects.select_for_update().get(pk=event.pk)
    tidy = " ".join(reason.split())[:300]
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför steget stryks.")})
    if step.struck:
        raise ValidationError({"reason": _("Steget är redan struket: %(reason)s") % {"reason": step.struck_reason}})
    closed = own.events.filter(kind=EventKind.CLOSED, struck=False).exclude(pk=step.pk).first()
    if closed:
        text = _("Ärendet avslutades %(day)s. Stryk avslutet först.")
        raise ValidationError({"reason": text % {"day": in_words(closed.on)}})
    step.struck, step.struck_reason = True, tidy
    step.save(update_fields=["struck", "struck_reason"])
    course = course_now(own, dates.today())
    if COUNTED[course.rules.raised_counts] == step.kind and own.raised_on == step.on:
        _raise_on(own, *_raised_before(own, step))
    record(actor, "matters.strike", own, **_struck(step))
    refresh(own)
    return step


def _raised_before(matter: Matter, step: Event) -> tuple[dt.date | None, str]:
    """The day on which it was raised as far as was known before the step; the trail remembers it."""
    entry = latest(matter, "matters.take_step", event=str(step.pk))
    day, precision = (entry and entry.detail.get("raised_before")) or (None, DatePrecision.DAY)
    known = dt.date.fromisoformat(day) if day else None
    first = matter.decisions.filter(on__isnull=False).order_by("on").first()
    if known and first and first.on and first.on < rules.first_possible_day(known, precision):
        return None, DatePrecision.DAY
    return known, precision
