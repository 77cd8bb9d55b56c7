"""The acts: save a form, make an edition, make it anew, discard it, correct one, send it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import reported_back
from samfrid.commitments.models import Commitment
from samfrid.editions.models import Edition, EditionForm, EditionRow
from samfrid.editions.pictures import drawn, frozen
from samfrid.editions.queries.freezing import values_of
from samfrid.editions.queries.kept import closed_since, form_of
from samfrid.editions.queries.live import followed, moves_since, previous_of, spans_of, whole
from samfrid.editions.rules.columns import known
from samfrid.editions.rules.moved import Change, Move, Moves
from samfrid.editions.shown import heading_of, narrowing, warnings_of
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Access, Body
from samfrid.municipalities.permissions import require
from samfrid.municipalities.tenancy import within

#: rows of one INSERT
_BATCH: Final = 1000
#: what of a form is kept as it was given
FORM_FIELDS: Final[tuple[str, ...]] = (
    "heading",
    "introduction",
    "plan",
    "decided_by",
    "unit",
    "tag",
    "public",
    "published",
)


@transaction.atomic
def save_form(actor: Actor, body: Body | None, *, columns: Sequence[str], **fields: Any) -> EditionForm:
    """Say how a body wants its list (``None``: those that have no form of their own). ``fields`` as in the model."""
    require(actor, "editions.make", body)
    chosen = known(columns)
    if "what" not in chosen:
        raise ValidationError({"what": _("Kolumnen Vad måste vara med: utan den säger listan inte vad som ska göras.")})
    for name in ("plan", "decided_by", "unit"):
        if fields.get(name):
            require(actor, "editions.make", fields[name])
    values = {name: fields[name] for name in FORM_FIELDS if name in fields}
    form, made = EditionForm.objects.update_or_create(
        municipality_id=actor.municipality_code, body=body, defaults={"columns": chosen, **values}
    )
    record(actor, "editions.save_form", form, body=str(body or ""), columns=chosen, published=form.published, new=made)
    return form


@transaction.atomic
def make_edition(
    actor: Actor,
    *,
    body: Body,
    on: dt.date,
    name: str = "",
    public: bool | None = None,
    columns: Sequence[str] | None = None,
) -> Edition:
    """Freeze the list as it is today, ``on``, as a draft that can be made anew until it is sent.

    What is not given comes from the body's form.
    """
    require(actor, "editions.make", body)
    form = form_of(actor.municipality_code, body)
    chosen = known(columns) if columns is not None else list(form.columns)
    if "what" not in chosen:
        raise ValidationError({"columns": _("Kolumnen Vad måste vara med.")})
    edition = Edition(
        municipality_id=actor.municipality_code,
        body=body,
        name=name.strip() or heading_of(form, body),
        introduction=form.introduction,
        columns=chosen,
        public=form.public if public is None else public,
        made_by=actor.actor_name,
    )
    _freeze(edition, form, previous_of(body.pk, public=edition.public), on)
    record(actor, "editions.make", edition, name=edition.name, on=on.isoformat(), public=edition.public)
    return edition


@transaction.atomic
def remake_edition(actor: Actor, edition: Edition, *, on: dt.date) -> Edition:
    """Freeze a draft anew, as the list is today. Its name, columns and what it corrects stay."""
    locked = _draft(actor, edition)
    previous = locked.previous if locked.corrects_id else previous_of(locked.body_id, public=locked.public)
    locked.rows.all().delete()
    _freeze(locked, form_of(actor.municipality_code, locked.body), previous, on)
    record(actor, "editions.remake", locked, name=locked.name, on=on.isoformat())
    return locked


@transaction.atomic
def discard_edition(actor: Actor, edition: Edition) -> None:
    """Take a draft away. What was sent stays for ever."""
    locked = _draft(actor, edition)
    record(actor, "editions.discard", locked, name=locked.name, on=locked.on.isoformat())
    locked.delete()


@transaction.atomic
def correct_edition(actor: Actor, edition: Edition, *, on: dt.date, correction: str) -> Edition:
    """A new edition that puts a sent one right and says what was wrong; the one that was sent stays as it was."""
    require(actor, "editions.make", edition)
    if edition.sent_on is None:
        raise ValidationError(_("Utgåvan är inte skickad. Gör om utkastet i stället."))
    if not correction.strip():
        raise ValidationError({"correction": _("Skriv vad som var fel och vad som rättas.")})
    made = Edition(
        municipality_id=actor.municipality_code,
        body=edition.body,
        name=edition.name,
        introduction=edition.introduction,
        columns=edition.columns,
        public=edition.public,
        corrects=edition,
        correction=correction.strip(),
        made_by=actor.actor_name,
    )
    _freeze(made, form_of(actor.municipality_code, edition.body), edition.previous, on)
    record(actor, "editions.correct", made, name=made.name, corrects=edition.label)
    return made


@transaction.atomic
def send_edition(
    actor: Actor,
    edition: Edition,
    *,
    on: dt.date,
    report_back: bool = False,
    seen_warnings: bool = False,
    today: dt.date | None = None,
) -> Edition:
    """Say that it went to its body on that day. It gets its number and is never changed again.

    ``report_back``: note that what is to be told to this body is told by it. ``seen_warnings``: the sender has seen
    what in a public edition looks like somebody's own data; without it such an edition is not sent.
    """
    locked = _draft(actor, edition)
    _check_day(locked, on, today or dates.today())
    if locked.public and closed_since(locked):
        told = _("Något i utkastet är inte offentligt längre. Gör om utkastet och läs det igen innan du skickar det.")
        raise ValidationError(told)
    if locked.public and not seen_warnings and warnings_of(locked):
        raise ValidationError({"seen_warnings": _("Läs varningarna och säg att texterna får bli offentliga.")})
    # two who send to a body at once get their numbers one after the other
    Body.objects.select_for_update().get(pk=locked.body_id)
    sent = Edition.objects.filter(body=locked.body_id, year=on.year).aggregate(last=Max("number"))
    locked.sent_on, locked.sent_by, locked.year = on, actor.actor_name, on.year
    locked.number = (sent["last"] or 0) + 1
    locked.save(update_fields=["sent_on", "sent_by", "year", "number"])
    reported = _report_back(actor, locked, on, today) if report_back else 0
    number, day = locked.label, on.isoformat()
    record(actor, "editions.send", locked, name=locked.name, number=number, on=day, reported=reported)
    return locked


def _check_day(edition: Edition, on: dt.date, today: dt.date) -> None:
    """A list is sent neither before the day that it shows nor on one to come."""
    if on < edition.on:
        told = _("Utgåvan visar läget den %(day)s och kan inte ha skickats före det.") % {"day": in_words(edition.on)}
        raise ValidationError({"on": told})
    if on > today:
        raise ValidationError({"on": _("Dagen har inte varit än.")})


def _draft(actor: Actor, edition: Edition) -> Edition:
    """The edition, held until the act is done; refused if it is sent."""
    require(actor, "editions.make", edition)
    locked = Edition.objects.select_for_update(of=("self",)).select_related("body", "previous").get(pk=edition.pk)
    if locked.sent_on is not None:
        raise ValidationError(_("Utgåvan är skickad och ändras inte mer. Gör en rättelse om något i den är fel."))
    return locked


def to_report_back(edition: Edition) -> list[Commitment]:
    """The commitments of the edition that are to be told to its body, and of which nobody has said that they are."""
    rows = EditionRow.objects.filter(edition=edition, gone=False).values("commitment")
    found = Commitment.objects.filter(pk__in=rows, report_back_body=edition.body_id, reported_back_on__isnull=True)
    return list(found.order_by("created_at"))


def _report_back(actor: Actor, edition: Edition, on: dt.date, today: dt.date | None) -> int:
    found = to_report_back(edition)
    for one in found:
        reported_back(actor, one, on=on, where=str(edition), today=today)
    return len(found)


def _freeze(edition: Edition, form: EditionForm, previous: Edition | None, on: dt.date) -> None:
    """Fill the edition with the rows of the day, in Swedish: it is the municipality's paper, whoever makes it."""
    eyes: AbstractContextManager[None] = nullcontext()
    if edition.public:
        # the database itself then keeps out whatever needs a clearance, in all that is read
        eyes = within(edition.municipality_id, clearance=Access.PUBLIC)
    ceiling = Access.PUBLIC if edition.public else Access.CONFIDENTIAL
    with override("sv"), eyes:
        found = followed(edition.municipality_id, form, previous, on, ceiling=ceiling)
        rows = list(whole(found).order_by("due_on", "created_at", "pk"))
        moves = moves_since(previous, found, on)
        edition.pictures = frozen(drawn(rows, spans_of(edition.municipality_id, form, ceiling=ceiling), on))
        rows_made = _rows(edition, rows, values_of(rows, on, public=edition.public), moves)
        edition.narrowed = narrowing(form)
    edition.on, edition.previous = on, previous
    gone = _gone(edition, previous, moves)
    highest = max((one.access for one in [*rows_made, *gone]), default=Access.PUBLIC)
    edition.access = Access.PUBLIC if edition.public else max(Access.INTERNAL, highest)
    edition.save()
    for position, one in zip(count(1), [*rows_made, *gone], strict=False):
        one.position = position
    EditionRow.objects.bulk_create([*rows_made, *gone], batch_size=_BATCH)


def _rows(
    edition: Edition, found: Sequence[Commitment], values: dict[UUID, dict[str, Any]], moves: Moves
) -> list[EditionRow]:
    return [
        EditionRow(
            municipality_id=edition.municipality_id,
            edition=edition,
            commitment=one.pk,
            access=values[one.pk]["access"],
            values=values[one.pk],
            moved=_stored(moves.get(one.pk, ())),
            execution=one.execution,
            settled=values[one.pk]["settled"],
            late=values[one.pk]["late"],
            due_on=one.due_on,
            responsible=values[one.pk]["responsible"],
            last_word_on=one.last_word_on,
        )
        for one in found
    ]


def _stored(changes: Sequence[Change]) -> list[list[str]]:
    return [[str(one.kind), one.before, one.after] for one in changes]


def _gone(edition: Edition, previous: Edition | None, moves: Moves) -> list[EditionRow]:
    """The rows of the edition before that are followed no more, as they were then. What has been closed since is left
    out of a public one.
    """
    keys = [key for key, changes in moves.items() if changes[0].kind is Move.GONE]
    if previous is None or not keys:
        return []
    if edition.public:
        closed = Commitment.objects.filter(pk__in=keys, access__gt=Access.PUBLIC).values_list("pk", flat=True)
        keys = list(set(keys) - set(closed))
    rows = EditionRow.objects.filter(edition=previous, gone=False, commitment__in=keys).order_by("position")
    names = ("commitment", "access", "values", "execution", "settled", "late", "due_on", "responsible", "last_word_on")
    return [
        EditionRow(
            municipality_id=edition.municipality_id,
            edition=edition,
            gone=True,
            moved=_stored([Change(Move.GONE)]),
            **{name: getattr(one, name) for name in names},
        )
        for one in rows
    ]
