"""When bodies sit: the list of a year, one by one, and a whole list pasted in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.papers.calendar import events
from samfrid.papers.sheet import Column, Sheet, csv
from samfrid.yearly import actions, queries
from samfrid.yearly.feeds import event
from samfrid.yearly.forms import ChangeForm, PasteForm, SittingForm
from samfrid.yearly.models import Sitting
from samfrid.yearly.rules import YEARS, Line, number_in, read_lines

REFUSED = 422


def _trail(*last: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Årshjul"), reverse("yearly:year")), *last]


def _list_url(year: int) -> str:
    return f"{reverse('yearly:sittings')}?ar={year}"


def _done(form: Form, act: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            act()
    except ValidationError as error:
        refuse(form, error)
        return False
    return True


def _year(request: HttpRequest) -> int:
    return number_in(request.GET.get("ar", ""), YEARS) or today().year


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The sittings of a year; as a file where that is asked for."""
    actor, year = actor_of(request), _year(request)
    found = list(queries.sittings(actor.municipality_code, year))
    if request.GET.get("form") == "csv":
        rows = [(one.on, one.body.name, f"{one.starts_at:%H:%M}" if one.starts_at else "", one.note) for one in found]
        columns = [*map(Column, (_("Dag"), _("Organ"), _("Börjar"), _("Anteckning")))]
        return file_response(f"sammantraden-{year}", "csv", csv(Sheet(str(year), columns, rows)))
    title = _("Sammanträden %(year)s") % {"year": year}
    context = {
        "title": title,
        "rows": [_row(one) for one in found],
        "before": _list_url(year - 1) if year - 1 in YEARS else "",
        "after": _list_url(year + 1) if year + 1 in YEARS else "",
        "csv_url": f"{_list_url(year)}&form=csv",
        "may_edit": may(actor, "matters.edit"),
        "year": year,
        "trail": _trail((title, "")),
    }
    return render(request, "yearly/sittings.html", context)


def _row(one: Sitting) -> dict[str, Any]:
    return {
        "on": one.on,
        "body": one.body.name,
        "starts_at": f"{one.starts_at:%H.%M}" if one.starts_at else "",
        "note": one.note,
        "url": one.get_absolute_url(),
        "event_url": reverse("yearly:sitting_event", args=[one.pk]),
        "name": f"{one.body.name} {in_words(one.on)}",
    }


def _form_page(request: HttpRequest, form: Form, **context: Any) -> HttpResponse:
    return render(request, "yearly/act.html", {"form": form} | context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Enter one sitting."""
    actor = actor_of(request, "matters.edit")
    form = SittingForm(request.POST if request.method == "POST" else None, code=actor.municipality_code)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data

        def act() -> None:
            body = form.named("body", actor, body_named)
            actions.plan_sitting(actor, body=body, on=told["on"], starts_at=told["starts_at"], note=told["note"])

        if _done(form, act):
            messages.success(request, _("Sammanträdet är inlagt."))
            return redirect(_list_url(told["on"].year))
    title = _("Nytt sammanträde")
    return _form_page(
        request,
        form,
        title=title,
        act_label=_("Lägg in"),
        back_url=reverse("yearly:sittings"),
        trail=_trail((_("Sammanträden"), reverse("yearly:sittings")), (title, "")),
    )


def _sitting(key: UUID) -> Sitting:
    return get_object_or_404(Sitting.objects.select_related("body").filter(cancelled_on__isnull=True), pk=key)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """A sitting: what is known of it, and for whoever may the form that changes it."""
    found = _sitting(key)
    actor = actor_of(request)
    title = f"{found.body.name} {in_words(found.on)}"
    context: dict[str, Any] = {
        "title": title,
        "row": _row(found),
        "back_url": _list_url(found.on.year),
        "trail": _trail((_("Sammanträden"), _list_url(found.on.year)), (title, "")),
    }
    if not may(actor, "matters.edit", found) and request.method != "POST":
        return render(request, "yearly/sitting.html", context)
    actor = actor_of(request, "matters.edit", found)
    initial = {"on": found.on, "starts_at": found.starts_at, "note": found.note}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if _done(form, lambda: actions.change_sitting(actor, found, **told)):
            messages.success(request, _("Sammanträdet är ändrat."))
            return redirect(_list_url(told["on"].year))
    more = {"act_label": _("Spara"), "remove_url": reverse("yearly:call_off", args=[found.pk])}
    return _form_page(request, form, **context, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a sitting out of the year."""
    found = _sitting(key)
    actor = actor_of(request, "matters.edit", found)
    if request.method == "POST":
        try:
            actions.call_off_sitting(actor, found, today=today())
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("Sammanträdet är borttaget."))
        return redirect(_list_url(found.on.year))
    name = f"{found.body.name} {in_words(found.on)}"
    context = {
        "title": _("Ta bort sammanträdet?"),
        "text": _("%(name)s tas bort ur årshjulet och stryks i de kalendrar som följer det.") % {"name": name},
        "act_label": _("Ta bort"),
        "back_url": found.get_absolute_url(),
        "trail": _trail((_("Sammanträden"), _list_url(found.on.year)), (name, found.get_absolute_url())),
    }
    return render(request, "yearly/confirm.html", context)


@require_safe
def event_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """One sitting, to put in one's own calendar."""
    actor = actor_of(request)
    found = _sitting(key)
    one = next(
        row
        for row in queries.happenings(actor.municipality_code, found.on, found.on, ["sammantraden"])
        if row.url == found.get_absolute_url()
    )
    name = f"{found.body.name} {found.on}"
    return file_response(name, "ics", events([event(one, request.build_absolute_uri("/").rstrip("/"))], name))


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """A whole list: read first, then shown as it was read, then kept. What cannot be read stays in the field."""
    actor = actor_of(request, "matters.edit")
    initial = {"year": _year(request)}
    form = PasteForm(request.POST if request.method == "POST" else None, initial=initial)
    lines: list[Line] = []
    if request.method == "POST" and form.is_valid():
        lines = _read(form, actor.municipality_code)
        if "keep" in request.POST and not form.errors:
            add, made = form.cleaned_data["add_bodies"], list[Sitting]()
            if _done(form, lambda: made.extend(actions.plan_sittings(actor, lines, add_bodies=add))):
                messages.success(request, _told(len(made)))
                lines = [one for one in lines if one.wrong or (one.new and not add)]
                if not lines:
                    return redirect(_list_url(made[0].on.year if made else form.cleaned_data["year"]))
                left = "\n".join(one.text for one in lines)
                form = PasteForm(initial=form.cleaned_data | {"lines": left})
    add = form["add_bodies"].value() not in (None, False, "")
    can = [one for one in lines if not one.wrong and not one.known and (add or not one.new)]
    title = _("Klistra in sammanträden")
    context = {
        "title": title,
        "form": form,
        "lines": [_line(one, add_bodies=add) for one in lines],
        "keep_label": ngettext("Lägg in %(count)s sammanträde", "Lägg in %(count)s sammanträden", len(can))
        % {"count": len(can)},
        "can": bool(can),
        "trail": _trail((_("Sammanträden"), reverse("yearly:sittings")), (title, "")),
    }
    return render(request, "yearly/paste.html", context, status=REFUSED if form.errors else 200)


def _told(count: int) -> str:
    words = ngettext("%(count)s sammanträde är inlagt.", "%(count)s sammanträden är inlagda.", count)
    return words % {"count": count}


def _read(form: PasteForm, code: str) -> list[Line]:
    """The lines, with those that are there already marked."""
    told = form.cleaned_data
    try:
        lines = read_lines(told["lines"], told["year"], queries.bodies(code))
    except ValueError as error:
        form.add_error("lines", str(error))
        return []
    there = queries.sittings_on(code, {one.on for one in lines if one.on})
    return [
        replace(one, known=True) if one.on and not one.wrong and (one.body.casefold(), one.on) in there else one
        for one in lines
    ]


def _line(one: Line, *, add_bodies: bool) -> dict[str, Any]:
    if one.wrong:
        tone, word = "late", one.wrong
    elif one.known:
        tone, word = "none", _("finns redan")
    elif one.new and not add_bodies:
        tone, word = "late", _("Organet finns inte. Rätta namnet, eller kryssa för att det ska läggas till.")
    elif one.new:
        tone, word = "soon", _("nytt organ")
    else:
        tone, word = "done", _("kan läggas in")
    day: dt.date | None = one.on
    return {
        "number": one.number,
        "text": one.text,
        "day": in_words(day) if day else "",
        "starts_at": f"{one.starts_at:%H.%M}" if one.starts_at else "",
        "body": one.body,
        "note": one.note,
        "tone": tone,
        "word": word,
    }
