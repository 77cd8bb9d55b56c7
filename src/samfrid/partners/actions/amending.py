"""What the parties change in an agreement that runs: amendments, and new periods agreed by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.permissions import require
from samfrid.partners.actions.holding import check_months, check_renewal, held, one_line
from samfrid.partners.actions.renewals import keep_ledger
from samfrid.partners.models import Agreement, Amendment
from samfrid.partners.rules import ONE_DAY, Change, amended, holds_together, last_day


@dataclass(frozen=True, slots=True)
class AmendmentIn:
    """What the parties have agreed to change: always in words; the time as it is to be, where that is changed."""

    agreed_on: dt.date
    effective_on: dt.date
    text: str
    #: the new last day of the period that runs on ``effective_on``; None: not known, or until further notice
    ends_on: dt.date | None = None
    renewal_months: int | None = None
    renewal_last_on: dt.date | None = None
    notice_months: int | None = None
    #: whether the four above are what is to hold; else the time is left as it is
    time: bool = False
    document_id: UUID | None = None
    document_name: str = ""


@transaction.atomic
def amend(actor: Actor, agreement: Agreement, told: AmendmentIn, *, today: dt.date | None = None) -> Amendment:
    """Record what the parties have changed in an agreement, and from when.

    A new end or renewal holds for the period that ``effective_on`` lies in and for those after it; those before stand.
    """
    require(actor, "partners.edit", agreement)
    day, locked = today or dates.today(), held(agreement)
    _check_amendment(locked, told, day)
    before = amended(locked.terms, told.effective_on)
    change = before
    if told.time:
        change = Change(told.effective_on, told.ends_on, told.renewal_months, told.renewal_last_on, told.notice_months)
        _check_change(locked, before, change)
    if change != before:
        _change(locked, change, day)
    return _amendment(actor, locked, told, before, change)


@transaction.atomic
def prolong(
    actor: Actor,
    agreement: Agreement,
    *,
    starts_on: dt.date,
    ends_on: dt.date,
    agreed_on: dt.date,
    text: str = "",
    today: dt.date | None = None,
) -> Amendment:
    """Record that the parties have agreed on a new period of an agreement that is not prolonged by itself.

    Raises ``ValidationError`` where it would overlap a period that is there, or end before it begins.
    """
    require(actor, "partners.edit", agreement)
    day, locked = today or dates.today(), held(agreement)
    told = AmendmentIn(agreed_on, starts_on, text.strip() or _new_period(starts_on, ends_on))
    _check_amendment(locked, told, day)
    last = last_day(locked.terms)
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("Perioden slutar före den börjar.")})
    if last is None:
        raise ValidationError(
            {"starts_on": _("Avtalet fortsätter redan av sig självt. En ny period skulle överlappa dem som följer.")}
        )
    if starts_on <= last:
        values = {"last": in_words(last), "next": in_words(last + ONE_DAY)}
        raise ValidationError(
            {"starts_on": _("Perioden överlappar den som slutar %(last)s. Låt den börja tidigast %(next)s.") % values}
        )
    now = amended(locked.terms, last)
    change = Change(starts_on, ends_on, None, None, now.notice_months, starts_on)
    _change(locked, change, day)
    return _amendment(actor, locked, told, now, change)


@override("sv")
def _new_period(starts_on: dt.date, ends_on: dt.date) -> str:
    """In Swedish whoever enters it, as it is kept."""
    return _("Ny period: %(start)s – %(end)s.") % {"start": in_words(starts_on), "end": in_words(ends_on)}


@override("sv")
def _replaced_by(title: str) -> str:
    return _("Ersätts av %(title)s.") % {"title": title}


def _change(locked: Agreement, change: Change, day: dt.date) -> None:
    locked.changes = [*locked.changes, change.kept()]
    if not holds_together(locked.terms):
        raise ValidationError({"ends_on": _("Perioderna går inte ihop med den ändringen. Kontrollera dagarna.")})
    locked.save(update_fields=["changes"])
    keep_ledger(locked, day)


def _amendment(actor: Actor, locked: Agreement, told: AmendmentIn, before: Change, after: Change) -> Amendment:
    old, new = before.kept(), after.kept()
    names = [name for name in new if name != "since" and old[name] != new[name]]
    number = (locked.amendments.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Amendment.objects.create(
        municipality_id=locked.municipality_id,
        agreement=locked,
        number=number,
        agreed_on=told.agreed_on,
        effective_on=told.effective_on,
        text=told.text.strip(),
        before={name: old[name] for name in names},
        after={name: new[name] for name in names},
        document_id=told.document_id,
        document_name=one_line(told.document_name, 300) if told.document_id else "",
        recorded_by=actor.actor_name,
    )
    record(
        actor,
        "partners.amend",
        locked,
        title=locked.title,
        number=number,
        on=told.effective_on.isoformat(),
        before=made.before,
        after=made.after,
    )
    return made


def _check_amendment(locked: Agreement, told: AmendmentIn, day: dt.date) -> None:
    if not told.text.strip():
        raise ValidationError({"text": _("Skriv vad som ändras.")})
    if told.agreed_on > day:
        raise ValidationError({"agreed_on": _("Dagen har inte varit än.")})
    start = locked.first_starts_on
    if start and told.effective_on < start:
        raise ValidationError({"effective_on": _("Avtalet börjar %(day)s.") % {"day": in_words(start)}})
    if locked.ends_on:
        values = {"day": in_words(locked.ends_on)}
        raise ValidationError(_("Avtalet är uppsagt till %(day)s. Återta uppsägningen innan det ändras.") % values)


def _check_change(locked: Agreement, before: Change, change: Change) -> None:
    """Refuse a change of the time that does not fit the agreement."""
    terms = locked.terms
    if terms.changes and change.since < terms.changes[-1].since:
        values = {"day": in_words(terms.changes[-1].since)}
        raise ValidationError(
            {"effective_on": _("Tiden är redan ändrad från %(day)s. Ändra den inte från en tidigare dag.") % values}
        )
    end = change.ends_on
    if before.ends_on and end is None:
        raise ValidationError({"ends_on": _("Ange när perioden slutar.")})
    if end and end < change.since:
        raise ValidationError({"ends_on": _("Perioden kan inte sluta innan ändringen börjar gälla.")})
    check_renewal(end, change.renewal_months, change.renewal_last_on, "ends_on")
    check_months(change.notice_months, "notice_months")


def end_before(actor: Actor, earlier: Agreement, new: Agreement, day: dt.date) -> None:
    """End the agreement that a new one replaces the day before that begins, where it would go on."""
    locked = held(earlier)
    if new.first_starts_on is None:
        return
    end = new.first_starts_on - ONE_DAY
    last = last_day(locked.terms)
    if last is not None and last <= end:
        return
    told = AmendmentIn(min(day, end), end, _replaced_by(new.title))
    before = amended(locked.terms, end)
    change = replace(before, since=end, ends_on=end, renewal_months=None, renewal_last_on=None)
    _change(locked, change, day)
    _amendment(actor, locked, told, before, change)
