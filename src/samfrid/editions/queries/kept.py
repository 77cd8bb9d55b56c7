"""The editions that are kept, and their rows."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from samfrid.audit.actions import Actor
from samfrid.commitments.models import Commitment
from samfrid.editions.models import Edition, EditionForm, EditionRow
from samfrid.editions.rules.columns import DEFAULT, Row, known
from samfrid.editions.rules.moved import Change, Move
from samfrid.municipalities.models import Access, Body
from samfrid.municipalities.paging import PAGE, Page, page_of
from samfrid.municipalities.permissions import may


def form_of(code: str, body: Body | None) -> EditionForm:
    """The form of a body's list: its own, else the one for all, else what councils ask for. Made but not kept here."""
    of_body = Q(body=body) if body else Q(body__isnull=True)
    rows = EditionForm.objects.filter(of_body | Q(body__isnull=True), municipality_id=code)
    found = sorted(rows.select_related("body", "plan", "decided_by", "unit"), key=lambda one: one.body_id is None)
    form = found[0] if found else EditionForm(municipality_id=code)
    form.columns = known(form.columns) or list(DEFAULT)
    return form


def editions(actor: Actor, *, cursor: str = "") -> Page[Edition]:
    """A page of editions, the newest first. Drafts are for those who make them."""
    return page_of(visible(actor).select_related("body"), "created_at", cursor)


def visible(actor: Actor) -> QuerySet[Edition]:
    """The editions that the actor may read; row-level security has already kept what needs a clearance."""
    found = Edition.objects.filter(municipality_id=actor.municipality_code)
    return found if may(actor, "editions.make") else found.filter(sent_on__isnull=False)


def drafts(actor: Actor) -> list[Edition]:
    """Those that are not sent, the newest first, for who makes them."""
    if not may(actor, "editions.make"):
        return []
    found = Edition.objects.filter(municipality_id=actor.municipality_code, sent_on__isnull=True)
    return list(found.select_related("body").order_by("-created_at")[:PAGE])


def rows_of(edition: Edition, *, after: int = 0, size: int | None = None, still_open: bool = False) -> list[Row]:
    """The rows after a position as they were frozen; those that are gone are not among them. ``still_open``: nor what
    has been closed since.
    """
    found = _rows(edition, still_open=still_open).filter(gone=False, position__gt=after)
    return [_row(one) for one in (found[:size] if size else found)]


def gone_of(edition: Edition, *, still_open: bool = False) -> list[Row]:
    """What stood in the edition before and is not followed any more."""
    return [_row(one) for one in _rows(edition, still_open=still_open).filter(gone=True)]


def _rows(edition: Edition, *, still_open: bool) -> QuerySet[EditionRow]:
    found = EditionRow.objects.filter(edition=edition).order_by("position")
    return found.filter(commitment__in=_open(edition)) if still_open else found


def _open(edition: Edition) -> QuerySet[Commitment, UUID]:
    public = Commitment.objects.filter(municipality_id=edition.municipality_id, access=Access.PUBLIC)
    return public.values_list("pk", flat=True)


def closed_since(edition: Edition) -> int:
    """How many of its rows are of what not everybody may read any more. A public edition stays as it was sent; what has
    been closed since is no longer shown to everybody, and one that is not sent is to be made anew.
    """
    return EditionRow.objects.filter(edition=edition).exclude(commitment__in=_open(edition)).count()


def moves_of(edition: Edition) -> list[list[Change]]:
    """Of each row that has moved, how."""
    rows = EditionRow.objects.filter(edition=edition).exclude(moved=[]).values_list("moved", flat=True)
    return [_changes(one) for one in rows]


def _changes(stored: list[list[str]]) -> list[Change]:
    return [Change(Move(kind), before, after) for kind, before, after in stored]


def _row(one: EditionRow) -> Row:
    moved, closed = _changes(one.moved), closed_in_words(one.access)
    return Row(one.position, one.commitment, one.values, moved, one.access, one.gone, closed)


def closed_in_words(access: int) -> str:
    """Who may read a row, where not everybody may."""
    return "" if access == Access.PUBLIC else str(Access(access).label)


def published(code: str) -> QuerySet[Edition]:
    """The public editions that were sent to bodies whose lists the municipality publishes."""
    forms = EditionForm.objects.filter(municipality_id=code)
    own = dict(forms.filter(body__isnull=False).values_list("body", "published"))
    every = forms.filter(body__isnull=True, published=True).exists()
    sent = Edition.objects.filter(municipality_id=code, public=True, access=Access.PUBLIC, sent_on__isnull=False)
    told = [body for body, is_published in own.items() if is_published]
    chosen = Q(body__in=told) | ~Q(body__in=list(own)) if every else Q(body__in=told)
    return sent.filter(chosen).select_related("body", "corrects").order_by("-sent_on", "-number", "-id")


def corrections_of(edition: Edition) -> list[Edition]:
    """The sent editions that put it right."""
    return list(edition.corrections.filter(sent_on__isnull=False).order_by("sent_on"))


def edition_of(actor: Actor, key: UUID) -> Edition | None:
    """One edition, if the actor may read it."""
    found = visible(actor).select_related("body", "previous", "corrects").filter(pk=key)
    return found.first()
