"""The list of matters, a matter from asked to done, and the registrar's acts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.matters import actions, queries, shown
from samfrid.matters.actions.opening import only_doubtful, open_matter
from samfrid.matters.forms import MatterForm, RaisedForm
from samfrid.matters.models import Matter, MatterKind, PersonRole
from samfrid.matters.shown import belongings, dispatch, process, reply
from samfrid.matters.types import rule_book
from samfrid.municipalities.dates import PartialDate, today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.paging import PAGE
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.municipalities.shown import lines
from samfrid.municipalities.timeline import draw, picture_of
from samfrid.provenance.shown import quotes

REFUSED = 422
#: how many rows a page of the list may have, as its address says it
SIZES = {"20": 20, "100": 100}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All matters, by kind, by whether they are answered, and by words or number."""
    actor, day = actor_of(request), today()
    kind, standing = request.GET.get("typ", ""), request.GET.get("visa", "")
    text = request.GET.get("sok", "").replace("\0", "").strip()[:100]
    size = request.GET.get("antal", "")
    size = size if size in SIZES else ""
    found = queries.matters(
        actor.municipality_code,
        kind=kind,
        standing=standing,
        text=text,
        person=actor.actor_name if standing == queries.Standing.MINE else "",
        cursor=request.GET.get("fran", ""),
        size=SIZES.get(size, PAGE),
    )
    rights = {"may_edit": may(actor, "matters.edit"), "may_template": may(actor, "answers.templates")}
    head = shown.ListHead(kind, standing, text, size, **rights)
    context = {
        "rows": shown.rows(found, rule_book(actor.municipality_code), day),
        "head": head,
        "next_url": head.address(fran=found.page.cursor) if found.page.cursor else "",
    }
    return render(request, "matters/list.html", context)


@require_safe
def matter(request: HttpRequest, key: UUID) -> HttpResponse:
    """A matter from asked to done."""
    actor = actor_of(request)
    return _page(request, actor, get_object_or_404(Matter, pk=key))


def _page(request: HttpRequest, actor: Membership, found: Matter, refused: RaisedForm | None = None) -> HttpResponse:
    day = today()
    page = queries.matter_page(found)
    where = queries.where_of(page)
    tone, word = shown.standing(found, where, page.process.rules, day)
    settled = bool(shown.settling(found, where))
    known = PartialDate.around(found.raised_on, found.raised_precision) if found.raised_on else None
    may_edit = may(actor, "matters.edit", found)
    context: dict[str, Any] = {
        "matter": found,
        "tone": tone,
        "word": word,
        "chain": shown.chain(page, day),
        "is_settled": settled,
        "decided_tone": "done" if settled else tone if tone in ("late", "soon", "paused") else "todo",
        "facts": shown.facts(page),
        "raised": shown.raised(found),
        "quotes": quotes(page.sources[found.pk]),
        "related": [shown.named(one) for one in page.related],
        "promises": shown.promises_picture(page, day),
        "picture": picture_of(
            draw([*shown.marks(page, day), *process.marks(page, day)], day), _("Ärendets dagar på en linje")
        ),
        "history": lines(found, shown.ACTS, shown.TOLD),
        "may_decide": may(actor, "matters.decide", found),
        "may_promise": may(actor, "commitments.edit", found),
        "may_refer": may_edit,
        **dispatch.section(page, actor, day),
        **process.section(page, actor, day),
        **reply.section(page, actor, day),
        "belongings": belongings.section(found, list(found.attachments.order_by("created_at")), actor),
        "raised_form": (refused or RaisedForm(initial={"raised": known})) if may_edit else None,
        "refused": refused,
        "trail": [(_("Ärenden"), reverse("matters:list")), (found.title, "")],
    }
    return render(request, "matters/matter.html", context, status=REFUSED if refused else 200)


@require_POST
def set_raised(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say when the matter was raised."""
    found = get_object_or_404(Matter, pk=key)
    actor = actor_of(request, "matters.edit", found)
    form = RaisedForm(request.POST)
    if form.is_valid():
        try:
            actions.set_raised(actor, found, form.cleaned_data["raised"], today=today())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Dagen är sparad."))
            return redirect("matters:matter", key)
    return _page(request, actor, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new matter by hand. Asks first where one that is alike is here already."""
    actor = actor_of(request, "matters.edit")
    form = MatterForm(request.POST or None, initial={"kind": MatterKind.MOTION})
    alike: list[queries.Match] = []
    doubtful = False
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        alike = [] if told["anyway"] else _alike(actor, told)
        if not alike:
            try:
                made = open_matter(
                    actor,
                    form.draft(),
                    raised=told["raised"],
                    numbers=[(number, None) for number in told["numbers"]],
                    series=list(told.get("series") or ()),
                    access=told["access"],
                    passed=told["passed"],
                )
            except ValidationError as error:
                refuse(form, error)
                doubtful = only_doubtful(error)
                if doubtful:
                    form.ask_whether_to_pass()
            else:
                messages.success(request, _("Ärendet är upplagt."))
                return redirect(made)
        else:
            form.ask_whether_the_same()
    context = {
        "form": form,
        "doubtful": doubtful,
        "alike": [(shown.named(match.matter), match.reason) for match in alike],
        "trail": [(_("Ärenden"), reverse("matters:list")), (_("Nytt ärende"), "")],
    }
    return render(request, "matters/create.html", context, status=REFUSED if form.errors or alike else 200)


def _alike(actor: Membership, told: dict[str, Any]) -> list[queries.Match]:
    return queries.find_match(
        actor.municipality,
        kind=MatterKind(told["kind"]),
        numbers=told["numbers"],
        people=[name for name, _party, role in told["movers"] if role == PersonRole.MOVER],
        raised=told["raised"],
        title=told["title"],
    )
