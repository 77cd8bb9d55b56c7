"""The editions: the list of them, one of them, and what is done with it."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.editions import actions, files, shown
from samfrid.editions.forms import CorrectForm, MakeForm, SendForm
from samfrid.editions.models import Edition
from samfrid.editions.pictures import thawed
from samfrid.editions.queries import kept
from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Membership
from samfrid.municipalities.paging import PAGE
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.municipalities.shown import lines

REFUSED: Final = 422
#: warnings that a page names; it says how many there are
MOST_WARNINGS: Final = 50


def _trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Uppföljning"), reverse("editions:list")), (_("Utgåvor"), reverse("editions:kept")), *more]


def _found(actor: Membership, key: UUID) -> Edition:
    found = kept.edition_of(actor, key)
    if found is None:
        raise Http404
    return found


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The editions, the newest first."""
    actor = actor_of(request)
    page = kept.editions(actor, cursor=request.GET.get("fran", ""))
    address = reverse("editions:kept")
    context = {
        "rows": [shown.listed(one) for one in page.rows],
        "next_url": f"{address}?fran={page.cursor}" if page.cursor else "",
        "may_make": may(actor, "editions.make"),
        "trail": [(_("Uppföljning"), reverse("editions:list")), (_("Utgåvor"), "")],
    }
    return render(request, "editions/kept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Freeze today's list as a draft."""
    actor = actor_of(request, "editions.make")
    form = MakeForm(actor.municipality_code, request.POST or None, initial={"body": request.GET.get("organ", "")})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.make_edition(
                actor, body=given["body"], on=today(), name=given["name"], public=given["public"]
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Utkastet är gjort. Läs det och skicka det, eller gör om det."))
            return redirect(made)
    context = {"form": form, "trail": _trail((_("Ny utgåva"), ""))}
    return render(request, "editions/make.html", context, status=REFUSED if form.errors else 200)


@require_safe
def edition(request: HttpRequest, key: UUID) -> HttpResponse:
    """One edition as it was frozen."""
    actor = actor_of(request)
    found = _found(actor, key)
    after = _place(request.GET.get("fran", ""))
    rows = kept.rows_of(found, after=after, size=PAGE + 1)
    columns = [name for name in found.columns if name != "number"]
    more = rows[PAGE - 1].number if len(rows) > PAGE else 0
    context = {
        "edition": found,
        "facts": shown.facts(found),
        "heads": shown.heads(columns),
        "lines": shown.lines(rows[:PAGE], columns, linked=True),
        "moved": shown.summary(kept.moves_of(found)),
        "gone": shown.lines(kept.gone_of(found), columns, linked=False),
        "pictures": thawed(found.pictures),
        "corrections": kept.corrections_of(found),
        "next_url": f"{found.get_absolute_url()}?fran={more}" if more else "",
        "forms": list(files.NAMES.items()),
        "may_make": may(actor, "editions.make", found),
        "stale": found.sent_on is None and found.on < today(),
        "history": lines(found, shown.ACTS, ("number", "name", "on")),
        "trail": _trail((str(found), "")),
    }
    return render(request, "editions/edition.html", context)


def _place(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


@require_safe
def file(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """An edition as DOCX, PDF, XLSX or CSV, made of its frozen rows."""
    actor = actor_of(request)
    found = _found(actor, key)
    if form not in files.FORMS:
        raise Http404
    content = files.of_edition(found, actor.municipality.name)
    return file_response(str(found).replace(":", "-"), files.FORMS[form], files.made(content, files.FORMS[form]))


@require_POST
def remake(request: HttpRequest, key: UUID) -> HttpResponse:
    """Freeze a draft anew."""
    actor = actor_of(request, "editions.make")
    found = _found(actor, key)
    try:
        actions.remake_edition(actor, found, on=today())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Utkastet visar nu listan som den är i dag."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that it was sent; what looks like somebody's own data is shown first."""
    actor = actor_of(request, "editions.make")
    found = _found(actor, key)
    warned = shown.warnings_of(found) if found.public else []
    told = len(actions.to_report_back(found))
    form = SendForm(request.POST or None, initial={"on": today()}, told=told, warned=bool(warned))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            sent = actions.send_edition(
                actor,
                found,
                on=given["on"],
                report_back=given.get("report_back", False),
                seen_warnings=given.get("seen_warnings", False),
                today=today(),
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Utgåvan %(number)s är skickad och låst.") % {"number": sent.label})
            return redirect(found)
    context: dict[str, Any] = {
        "edition": found,
        "form": form,
        "warned": warned[:MOST_WARNINGS],
        "warnings": len(warned),
        "told": told,
        "trail": _trail((str(found), found.get_absolute_url()), (_("Skicka"), "")),
    }
    return render(request, "editions/send.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a draft away, after a question."""
    actor = actor_of(request, "editions.make")
    found = _found(actor, key)
    if request.method == "POST":
        try:
            actions.discard_edition(actor, found)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(found)
        messages.success(request, _("Utkastet är kastat."))
        return redirect("editions:kept")
    context = {"edition": found, "trail": _trail((str(found), found.get_absolute_url()), (_("Kasta"), ""))}
    return render(request, "editions/discard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make a new edition that says what it puts right."""
    actor = actor_of(request, "editions.make")
    found = _found(actor, key)
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.correct_edition(actor, found, on=today(), correction=form.cleaned_data["correction"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Rättelsen är ett utkast. Läs den och skicka den."))
            return redirect(made)
    trail = _trail((str(found), found.get_absolute_url()), (_("Rättelse"), ""))
    context = {"edition": found, "form": form, "trail": trail}
    return render(request, "editions/correct.html", context, status=REFUSED if form.errors else 200)
