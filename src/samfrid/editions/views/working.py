"""Today's list: as a page, and as files."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from samfrid.commitments.models import Commitment
from samfrid.editions import files, shown
from samfrid.editions.models import Edition, EditionForm
from samfrid.editions.pictures import drawn
from samfrid.editions.queries import live
from samfrid.editions.queries.freezing import values_of
from samfrid.editions.queries.kept import closed_in_words, drafts, form_of
from samfrid.editions.rules.columns import Row
from samfrid.editions.rules.moved import Move, Moves
from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Access, Body, BodyKind, Membership, SwedishKey
from samfrid.municipalities.permissions import clearance, may
from samfrid.municipalities.requests import actor_of


@dataclass(frozen=True)
class Working:
    """The list of a body as it is today, for one who asks."""

    bodies: list[Body]
    body: Body | None
    form: EditionForm
    previous: Edition | None
    moves: Moves

    def followed(self, code: str, day: dt.date) -> Any:
        """The commitments that it has."""
        return live.followed(code, self.form, self.previous, day)


def working(actor: Membership, asked: str, day: dt.date) -> Working:
    """The list of the body that is asked for; of the council where none is."""
    bodies = list(Body.objects.filter(municipality_id=actor.municipality_code).order_by(SwedishKey(F("name"))))
    body = next((one for one in bodies if str(one.pk) == asked), None)
    body = body or next((one for one in bodies if one.kind == BodyKind.COUNCIL), bodies[0] if bodies else None)
    form = form_of(actor.municipality_code, body)
    public = form.public or clearance(actor) == Access.PUBLIC
    previous = live.previous_of(body.pk if body else None, public=public)
    found = live.followed(actor.municipality_code, form, previous, day)
    # what is gone may be closed to the reader, and stands in no list of today
    moves = {
        key: changes
        for key, changes in live.moves_since(previous, found, day).items()
        if changes[0].kind is not Move.GONE
    }
    return Working(bodies, body, form, previous, moves)


def as_rows(found: list[Commitment], moves: Moves, day: dt.date) -> list[Row]:
    """Commitments as rows of the list; their numbers are those of the order given."""
    values = values_of(found, day, public=False)
    return [
        Row(
            number,
            one.pk,
            values[one.pk],
            moves.get(one.pk, ()),
            values[one.pk]["access"],
            closed=closed_in_words(values[one.pk]["access"]),
        )
        for number, one in enumerate(found, 1)
    ]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What is followed today, what has moved, and the ways to editions, rounds and pictures."""
    actor, day = actor_of(request), today()
    chosen, asked = request.GET.get("visa", ""), request.GET.get("organ", "")
    now = working(actor, asked, day)
    found = now.followed(actor.municipality_code, day)
    page = live.page(found, now.moves, day, chosen=chosen, cursor=request.GET.get("fran", ""))
    columns = [name for name in now.form.columns if name != "number"]

    def address(**given: str) -> str:
        kept = {"organ": asked} | given
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"{reverse('editions:list')}?{query}" if query else reverse("editions:list")

    context = {
        "now": now,
        "heads": shown.heads(columns),
        "lines": shown.lines(as_rows(page.rows, now.moves, day), columns, linked=True),
        "filters": [(name, address(visa=key), key == chosen) for key, name in _filters()],
        "bodies": [(one.name, address(organ=str(one.pk)), one == now.body) for one in now.bodies],
        "moved": [(word, number, address(visa=kind)) for kind, word, number in shown.summary(now.moves.values())],
        "next_url": address(visa=chosen, fran=page.cursor) if page.cursor else "",
        "chosen": chosen,
        "drafts": [shown.listed(one) for one in drafts(actor)],
        "files": [
            (name, _with_body(reverse("editions:file", args=[form]), asked)) for form, name in files.NAMES.items()
        ],
        "ways": _ways(),
        "may_make": may(actor, "editions.make"),
    }
    return render(request, "editions/list.html", context)


def _with_body(address: str, asked: str) -> str:
    return f"{address}?{urlencode({'organ': asked})}" if asked else address


def _ways() -> list[tuple[str, str]]:
    """Pages of rooms beside and above, as far as they are part of this installation."""
    found = []
    for name, label in (("reporting:rounds", _("Rapportering")), ("chain:field", _("Vad hände med …?"))):
        with suppress(NoReverseMatch):
            found.append((label, reverse(name)))
    return found


def _filters() -> list[tuple[str, str]]:
    return [
        ("", _("Alla")),
        (live.Narrow.LATE, _("Försenade")),
        (live.Narrow.AT_RISK, _("I riskzonen")),
        (live.Narrow.SILENT, _("Tysta")),
        (live.Narrow.NOBODY, _("Utan ansvarig")),
        (live.Narrow.MOVED, _("Ändrat sedan förra utgåvan")),
        (live.Narrow.DONE, _("Avslutade")),
    ]


@require_safe
def file(request: HttpRequest, form: str) -> HttpResponse:
    """Today's list as DOCX, PDF, XLSX or CSV: not an edition, and it says so."""
    actor, day = actor_of(request), today()
    if form not in files.FORMS:
        raise Http404
    with override("sv"):
        now = working(actor, request.GET.get("organ", ""), day)
        found = list(live.whole(now.followed(actor.municipality_code, day)).order_by("due_on", "created_at", "pk"))
        title = shown.heading_of(now.form, now.body) if now.body else _("Uppföljning av åtaganden")
        rows = as_rows(found, now.moves, day)
        ceiling = clearance(actor)
        content = files.Content(
            actor.municipality.name,
            title,
            now.form.introduction,
            [(_("Läget den"), in_words(day)), (_("Utgåva"), _("arbetslista, inte skickad"))],
            now.form.columns,
            rows,
            moved=[f"{word.capitalize()}: {number}" for _kind, word, number in shown.summary(now.moves.values())],
            pictures=drawn(found, live.spans_of(actor.municipality_code, now.form, ceiling=ceiling), day),
            closed=any(row.access > Access.PUBLIC for row in rows),
        )
    return file_response(f"{title} {day}", files.FORMS[form], files.made(content, files.FORMS[form]))


def body_of(actor: Membership, key: UUID) -> Body:
    """A body of the actor's municipality; ``Http404`` for another's."""
    found = Body.objects.filter(municipality_id=actor.municipality_code, pk=key).first()
    if found is None:
        raise Http404
    return found
