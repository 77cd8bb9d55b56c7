"""Organisations outside the municipality: the list, the same as a file, an organisation's page, and changing it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, Literal
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.commitments import shown as commitments_shown
from samfrid.municipalities import actions
from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Contact, Organisation, OrganisationKind
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of
from samfrid.municipalities.shown import lines
from samfrid.papers.sheet import csv, xlsx
from samfrid.partners import shown as agreements_shown
from samfrid.partners.forms.organisations import TOLD, EndOrganisationForm, OrganisationForm
from samfrid.partners.queries import organisations as queries
from samfrid.partners.shown import organisations as shown
from samfrid.partners.views.acts import done, form_page, posted
from samfrid.partners.views.dialogue import dialogue_context

#: the rows of a file; more is nothing that anybody reads
MOST: Final = 10_000
_STATES: Final = ("", queries.STALE, queries.ENDED)


def trail(*last: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of organisations."""
    here = (_("Organisationer"), reverse("organisations:list"))
    return [(_("Samverkan"), reverse("cooperation:groups")), here, *last]


def _asked(request: HttpRequest) -> queries.OrganisationsAsked:
    """What the list is narrowed by; what is none of the choices is left out."""
    state, kind = request.GET.get("visa", ""), request.GET.get("slag", "")
    text = " ".join(request.GET.get("sok", "").replace("\0", "").split())[:140]
    known = kind in OrganisationKind.values or kind == queries.NO_KIND
    return queries.OrganisationsAsked(state if state in _STATES else "", kind if known else "", text)


def _query(asked: queries.OrganisationsAsked, **more: str) -> str:
    told = {"visa": asked.shown, "slag": asked.kind, "sok": asked.text} | more
    query = urlencode({name: value for name, value in told.items() if value})
    return f"?{query}" if query else ""


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All organisations, by name, narrowed by state, kind and words."""
    actor, day, asked = actor_of(request), today(), _asked(request)
    found = queries.page_by_name(queries.listed(actor.municipality_code, asked, day), request.GET.get("fran", ""))
    here = reverse("organisations:list")
    names = [("", _("Alla")), (queries.STALE, _("Kontakter att se över")), (queries.ENDED, _("Har upphört"))]
    context = {
        "rows": [shown.row(one, day) for one in found.rows],
        "states": [(name, here + _query(replace(asked, shown=key)), key == asked.shown) for key, name in names],
        "kinds": _kinds(actor.municipality_code, asked),
        "text": asked.text,
        "searched": [(name, value) for name, value in (("visa", asked.shown), ("slag", asked.kind)) if value],
        "is_narrowed": asked != queries.OrganisationsAsked(),
        "next_url": here + _query(asked, fran=found.cursor) if found.cursor else "",
        "files": [(name, reverse(f"organisations:{kind}") + _query(asked)) for kind, name in _FILES],
        "may_edit": may(actor, "partners.edit"),
        "trail": [*trail()[:1], (_("Organisationer"), "")],
    }
    return render(request, "partners/organisations.html", context)


_FILES: Final = (("xlsx", "Excel"), ("csv", "CSV"))


def _kinds(code: str, asked: queries.OrganisationsAsked) -> list[tuple[str, str, bool]]:
    """The kinds that are in use as links, with all first."""
    here = reverse("organisations:list")
    used = queries.kinds_in_use(code)
    choices = [("", _("Alla slag"))]
    choices += [(key, capfirst(str(name))) for key, name in OrganisationKind.choices if key in used]
    if "" in used:
        choices.append((queries.NO_KIND, _("Slag inte angivet")))
    return [(name, here + _query(replace(asked, kind=key)), key == asked.kind) for key, name in choices]


def _file(request: HttpRequest, kind: Literal["csv", "xlsx"]) -> HttpResponse:
    actor, day = actor_of(request), today()
    made = shown.sheet(queries.listed(actor.municipality_code, _asked(request), day)[:MOST])
    content = csv(made) if kind == "csv" else xlsx([made])
    return file_response(f"{_('Organisationer')} {day.isoformat()}", kind, content)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """What the list shows, as CSV."""
    return _file(request, "csv")


@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """What the list shows, as an Excel file."""
    return _file(request, "xlsx")


@require_safe
def organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    """An organisation: what it can do, whom to ask, what it has signed and promised, what is paid, what was said.

    One that was merged into another leads there.
    """
    actor, day = actor_of(request), today()
    found = get_object_or_404(Organisation.every.select_related("merged_into"), pk=key)
    if found.merged_into:
        messages.info(request, _("%(name)s är sammanslagen med den här.") % {"name": found.name})
        return redirect(found.merged_into)
    page = queries.organisation_page(found)
    context: dict[str, Any] = {
        "organisation": found,
        "facts": shown.facts(found),
        "names": page.names,
        "merges": [shown.merge(one) for one in page.merges],
        "contacts": [(one, shown.stale(one, day)) for one in page.contacts],
        "agreements": [agreements_shown.row(one, day) for one in page.agreements],
        "answers_for": commitments_shown.rows(page.answers_for, day),
        "takes_part": commitments_shown.rows(page.takes_part, day),
        "groups": page.groups,
        "payments": page.payments,
        "alike": page.alike,
        "may_edit": may(actor, "partners.edit", found),
        "may_contacts": may(actor, "municipality.contacts", found),
        "history": lines(found, shown.ACTS, ("name", "reason")),
        "trail": trail((found.name, "")),
    }
    return render(request, "partners/organisation.html", context | dialogue_context(found, actor))


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Enter an organisation."""
    actor = actor_of(request, "partners.edit")
    form = OrganisationForm(posted(request))
    made: list[Organisation] = []
    if form.is_valid() and done(form, lambda: made.append(actions.register_organisation(actor, **form.cleaned_data))):
        messages.success(request, _("Organisationen är införd. Ange vem man frågar där."))
        return redirect(made[0])
    return form_page(
        request,
        form,
        title=_("Ny organisation"),
        act_label=_("För in organisationen"),
        back_url=reverse("organisations:list"),
        trail=trail((_("Ny organisation"), "")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change what it is called, its number, its kind or what it can do."""
    found = get_object_or_404(Organisation, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = OrganisationForm(posted(request), initial={name: getattr(found, name) for name in TOLD})
    act = lambda: actions.change_organisation(actor, found, **form.cleaned_data, today=today())  # noqa: E731
    if form.is_valid() and done(form, act):
        messages.success(request, _("Uppgifterna är sparade."))
        return redirect(found)
    return form_page(
        request,
        form,
        title=_("Ändra organisationen"),
        kind=found.name,
        lead=_("Byter den namn leder det gamla namnet hit, också när en handling med det läses."),
        act_label=_("Spara"),
        back_url=found.get_absolute_url(),
        trail=trail((found.name, found.get_absolute_url()), (_("Ändra"), "")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that it is no more."""
    found = get_object_or_404(Organisation, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = EndOrganisationForm(posted(request), initial={"on": today()})
    if form.is_valid() and done(
        form, lambda: actions.end_organisation(actor, found, **form.cleaned_data, today=today())
    ):
        messages.success(request, _("Organisationen står som upphörd. Avtal och åtaganden finns kvar."))
        return redirect(found)
    return form_page(
        request,
        form,
        title=_("Organisationen finns inte längre"),
        kind=found.name,
        lead=_("Den föreslås inte längre när man väljer. Det som den har skrivit under och lovat finns kvar."),
        act_label=_("Registrera att den upphört"),
        back_url=found.get_absolute_url(),
        trail=trail((found.name, found.get_absolute_url()), (_("Upphör"), "")),
    )


@require_POST
def resume(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take back that it is no more."""
    found = get_object_or_404(Organisation.every, pk=key)
    try:
        actions.resume_organisation(actor_of(request, "partners.edit", found), found)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("Organisationen finns igen."))
    return redirect(found)


@require_POST
def verify(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that a contact is still right."""
    contact = get_object_or_404(Contact.objects.select_related("organisation"), pk=key, organisation__isnull=False)
    actor = actor_of(request, "municipality.contacts", contact)
    try:
        actions.verify_contact(actor, contact, today())
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(name)s är kontrollerad i dag.") % {"name": contact.name})
    return redirect(f"{reverse('organisations:organisation', args=[contact.organisation_id])}#kontakter")
