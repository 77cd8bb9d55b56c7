"""Opening and closing a round, and asking everybody whose commitments are open."""

from __future__ import annotations

import datetime as dt
import uuid
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.models import Commitment
from samfrid.municipalities.dates import months_after
from samfrid.municipalities.models import Unit
from samfrid.municipalities.permissions import require
from samfrid.post.actions import drop_waiting, write
from samfrid.post.models import Kind
from samfrid.reporting import letters, queries, rules
from samfrid.reporting.links import KIND
from samfrid.reporting.models import Item, Request, Rhythm, Round, Unreached
from samfrid.reporting.rules import ItemState


@transaction.atomic
def open_round(
    actor: Actor,
    *,
    name: str,
    opens_on: dt.date,
    due_on: dt.date,
    today: dt.date,
    rhythm: str = Rhythm.ONCE,
    by_itself: bool = False,
    unit: Unit | None = None,
    origin_kind: str = "",
    asker: str = "",
    reach: str = "",
) -> Round:
    """Open a round, now or on its day. ``asker`` and ``reach``: whom to ask about it, and how.

    Raises ``ValidationError`` without a name, for days in the wrong order or that have been, and for a round that would
    be due after the next of its rhythm opens.
    """
    require(actor, "reporting.run", unit)
    tidy = " ".join(name.split())[:120]
    if not tidy:
        raise ValidationError({"name": _("Skriv vad omgången ska heta.")})
    if opens_on < today:
        raise ValidationError({"opens_on": _("Dagen har varit. Välj i dag eller en dag som kommer.")})
    if due_on <= opens_on:
        raise ValidationError({"due_on": _("Ge dem minst en dag att svara: välj en dag efter öppningen.")})
    step = rules.MONTHS.get(rhythm)
    if step and due_on >= months_after(opens_on, step):
        raise ValidationError({"due_on": _("Då har nästa omgång redan öppnat. Välj en tidigare dag.")})
    if by_itself and not step:
        raise ValidationError({"by_itself": _("Välj en rytm, så att det finns en nästa omgång att öppna.")})
    series = uuid.uuid4()
    made = Round.objects.create(
        id=series,
        municipality_id=actor.municipality_code,
        name=tidy,
        rhythm=Rhythm(rhythm),
        by_itself=by_itself,
        opens_on=opens_on,
        due_on=due_on,
        expires_on=rules.expires_on(due_on),
        series=series,
        series_on=opens_on,
        unit=unit,
        origin_kind=origin_kind,
        asker=" ".join(asker.split())[:200] or actor.actor_name,
        reach=" ".join(reach.split())[:200],
    )
    record(actor, "reporting.open_round", made, name=tidy, opens=opens_on.isoformat(), due=due_on.isoformat())
    return start_round(actor, made, today=today) if opens_on <= today else made


@transaction.atomic
def start_round(actor: Actor, round_: Round, *, today: dt.date) -> Round:
    """Ask everybody, on the round's day. Twice is harmless."""
    require(actor, "reporting.run", round_)
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.opened_on is None and locked.closed_on is None:
        locked.opened_on = today
        locked.save(update_fields=["opened_on"])
        asked = _ask(actor, locked, today)
        record(actor, "reporting.start", locked, name=locked.name, asked=asked)
    return locked


@transaction.atomic
def ask_more(actor: Actor, round_: Round, *, today: dt.date) -> int:
    """Ask about what has come, or can be asked about, since the round opened; gives how many that were asked anew."""
    require(actor, "reporting.run", round_)
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.closed_on or not locked.opened_on:
        raise ValidationError(_("Omgången är inte öppen."))
    asked = _ask(actor, locked, today)
    record(actor, "reporting.ask_more", locked, name=locked.name, asked=asked)
    return asked


def _ask(actor: Actor, round_: Round, today: dt.date) -> int:
    """Ask about all that is open and not asked about already; list what nobody can be asked about."""
    items = Item.objects.filter(request__round=round_).select_related("request")
    asked = {
        one.item.commitment_id for one in queries.states(items) if one.state not in (ItemState.MOVED, ItemState.HIDDEN)
    }
    fresh = [one for one in queries.open_commitments(round_, today) if one.pk not in asked]
    found = queries.to_ask(fresh, round_.municipality_id)
    round_.unreached.all().delete()
    Unreached.objects.bulk_create(
        Unreached(municipality_id=round_.municipality_id, round=round_, commitment=commitment, why=why)
        for commitment, why in found.unreached
    )
    return sum(_ask_one(actor, round_, contact, those, today) for contact, those in found.by_contact.items())


def _ask_one(actor: Actor, round_: Round, contact: UUID, commitments: list[Commitment], today: dt.date) -> bool:
    """Ask one contact about these too; True where she gets a letter: she had not been asked, or had nothing left."""
    request, new = Request.objects.select_related("contact").get_or_create(
        municipality_id=round_.municipality_id, round=round_, contact_id=contact
    )
    request.round = round_
    # who still has something to answer has a link, and sees these when she follows it
    idle = not new and not queries.waiting(queries.states_of(request))
    Item.objects.bulk_create(
        [
            Item(
                municipality_id=round_.municipality_id,
                request=request,
                commitment=one,
                unit_id=one.responsible_id,
                organisation_id=one.responsible_organisation_id,
            )
            for one in commitments
        ],
        # a commitment that came back to somebody who was asked before is asked about in the old row
        update_conflicts=True,
        unique_fields=["request", "commitment"],
        update_fields=["unit", "organisation"],
    )
    if request.answered_at:
        request.answered_at = None
        request.save(update_fields=["answered_at"])
    if not new and not idle:
        return False
    return write_ask(actor, request, len(commitments), "ask" if new else f"more-{today.isoformat()}")


def write_ask(actor: Actor, request: Request, number: int, turn: str) -> bool:
    """The letter that asks; ``turn`` is its name in the ledger."""
    words = letters.ask(request, number, str(request.round.municipality))
    _letter, made = write(
        actor,
        key=f"reporting/{request.pk}/{turn}",
        kind=Kind.REPORT,
        to_name=str(request.contact),
        to_address=request.contact.email,
        subject=words.subject,
        body=words.body,
        about=request.about,
        link=(KIND, request.pk),
    )
    return made


@transaction.atomic
def end_series(actor: Actor, round_: Round) -> Round:
    """Let no further round of its rhythm open by itself; those that are open go on. Twice is harmless."""
    require(actor, "reporting.run", round_)
    every = Round.objects.filter(series=round_.series).select_for_update(no_key=True).order_by("turn")
    if any(one.by_itself for one in every):
        Round.objects.filter(series=round_.series).update(by_itself=False)
        record(actor, "reporting.end_series", round_, name=round_.name)
    round_.by_itself = False
    return round_


@transaction.atomic
def close_round(actor: Actor, round_: Round, *, today: dt.date) -> Round:
    """Close a round: its links are good no longer, letters that have not gone out need not, and nobody is reminded.
    Twice is harmless.
    """
    require(actor, "reporting.run", round_)
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.closed_on is None:
        locked.closed_on = today
        locked.save(update_fields=["closed_on"])
        drop_waiting(locked.municipality_id, [one.about for one in locked.requests.all()], today)
        record(actor, "reporting.close", locked, name=locked.name)
    return locked
