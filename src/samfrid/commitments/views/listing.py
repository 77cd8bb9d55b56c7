"""The list of commitments, the same as a file, and a commitment of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final, Literal
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.commitments import actions, queries, shown
from samfrid.commitments.forms import CommitForm
from samfrid.commitments.groups import group_of
from samfrid.commitments.models import Arena, Kind, Level
from samfrid.commitments.queries.listing import NOBODY, UNPLACED
from samfrid.commitments.shown.sheet import sheet
from samfrid.municipalities.actions import unit_named
from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Membership, Unit
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.papers.sheet import csv, xlsx

REFUSED: Final = 422
#: the rows of a file; more is nothing that anybody reads
MOST: Final = 10_000
#: what narrows the list, by its name in addresses
NAMES: Final = {
    "unit": "enhet",
    "kind": "slag",
    "level": "niva",
    "arena": "arena",
    "tag": "mal",
    "text": "sok",
    "group": "ur",
}


def _asked(request: HttpRequest) -> tuple[str, queries.Asked]:
    """The state and all else that the list is narrowed by."""
    told = {field: request.GET.get(name, "").replace("\0", "").strip()[:140] for field, name in NAMES.items()}
    known = {"kind": Kind.values, "level": [*Level.values, UNPLACED], "arena": Arena.values}
    told |= {field: "" for field, values in known.items() if told[field] not in values}
    return request.GET.get("visa", ""), queries.Asked(**told)


def _group(actor: Membership, chosen: str, asked: queries.Asked) -> tuple[str, str] | None:
    """The group that the list is narrowed to, in words, and the list without that."""
    found = group_of(actor.municipality_code, asked.group) if asked.group else None
    if found is None:
        return None
    return found.label, reverse("commitments:list") + _query(chosen, replace(asked, group=""))


def _query(chosen: str, asked: queries.Asked, **more: str) -> str:
    told = {"visa": chosen} | {name: getattr(asked, field) for field, name in NAMES.items()} | more
    query = urlencode({name: value for name, value in told.items() if value})
    return f"?{query}" if query else ""


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All commitments, narrowed by state, unit, sort, prevention, goal and words."""
    actor, day = actor_of(request), today()
    chosen, asked = _asked(request)
    found = queries.commitments(
        actor.municipality_code, day, chosen=chosen, asked=asked, cursor=request.GET.get("fran", "")
    )
    here = reverse("commitments:list")
    names = [("", _("Alla")), *((str(key), str(name)) for key, name in shown.FILTER_NAMES.items())]
    narrow = replace(asked, text="")
    context = {
        "rows": shown.list_rows(found.rows, day),
        "filters": [(name, here + _query(key, asked), key == chosen) for key, name in names],
        "chosen": chosen,
        "text": asked.text,
        "group": _group(actor, chosen, asked),
        "kept": [(name, value) for name, value in (("visa", chosen), ("ur", asked.group)) if value],
        "searched": [
            (name, value)
            for name, value in [("visa", chosen), *((NAMES[field], getattr(narrow, field)) for field in NAMES)]
            if value
        ],
        "choices": _choices(actor, asked),
        "narrowed": narrow != queries.Asked(),
        "is_narrowed": bool(chosen or asked != queries.Asked()),
        "next_url": here + _query(chosen, asked, fran=found.cursor) if found.cursor else "",
        "files": [
            (name, reverse(f"commitments:{kind}") + _query(chosen, asked))
            for kind, name in (("xlsx", "Excel"), ("csv", "CSV"))
        ],
        "may_edit": may(actor, "commitments.edit"),
    }
    return render(request, "commitments/list.html", context)


def _words(choices: Iterable[tuple[str, str | Promise]]) -> list[tuple[str, str]]:
    return [(value, capfirst(str(name))) for value, name in choices]


def _choices(actor: Membership, asked: queries.Asked) -> list[dict[str, Any]]:
    """The choices of the narrowing form: label, name, and options with the chosen one marked."""
    units = Unit.objects.filter(municipality_id=actor.municipality_code)
    tags = queries.tags_in_use(actor.municipality_code)
    every: list[tuple[str, str, list[tuple[str, str]]]] = [
        (_("Enhet"), "unit", [(NOBODY, _("Ingen ansvarig")), *((str(one.pk), one.name) for one in units)]),
        (_("Slag"), "kind", _words(Kind.choices)),
        (_("Nivå"), "level", [*_words(Level.choices), (UNPLACED, _("Utan nivå eller arena"))]),
        (_("Arena"), "arena", _words(Arena.choices)),
        (_("Mål"), "tag", [(value, capfirst(shown.tag_name(scheme, name))) for value, scheme, name in tags]),
    ]
    return [
        {
            "label": label,
            "name": NAMES[field],
            "options": [(value, text, value == getattr(asked, field)) for value, text in options],
        }
        for label, field, options in every
        if options
    ]


def _file(request: HttpRequest, kind: Literal["csv", "xlsx"]) -> HttpResponse:
    actor, day = actor_of(request), today()
    chosen, asked = _asked(request)
    rows = queries.every(actor.municipality_code, day, chosen=chosen, asked=asked, most=MOST)
    made = sheet(rows, day)
    content = csv(made) if kind == "csv" else xlsx([made])
    return file_response(f"{_('Åtaganden')} {day.isoformat()}", kind, content)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """What the list shows, as CSV."""
    return _file(request, "csv")


@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """What the list shows, as an Excel file."""
    return _file(request, "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Enter a commitment of one's own. One that comes from a decision is made where the decision is shown."""
    actor = actor_of(request, "commitments.edit")
    form = CommitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.commit(
                    actor,
                    text=form.cleaned_data["text"],
                    due=form.cleaned_data["due"],
                    responsible=form.named("responsible", actor, unit_named),
                )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Åtagandet är infört."))
            return redirect("commitments:commitment", made.pk)
    context = {"form": form, "trail": [(_("Åtaganden"), reverse("commitments:list")), (_("Nytt åtagande"), "")]}
    return render(request, "commitments/create.html", context, status=REFUSED if form.errors else 200)
