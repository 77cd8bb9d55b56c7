"""Units and organisations with whom to ask at each, and a unit that is no more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.commitments import actions
from samfrid.commitments.forms import AbolishForm, ContactForm
from samfrid.commitments.models import SETTLED, Commitment
from samfrid.commitments.views.part import part_page
from samfrid.municipalities import queries
from samfrid.municipalities.actions import add_contact, change_contact, end_contact
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Contact, Organisation, Unit
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of

form_page = require_http_methods(["GET", "HEAD", "POST"])
#: what a contact's form tells the act
_TOLD = ("name", "function", "email", "phone", "verified_on")


def _trail() -> list[tuple[str, str]]:
    return [(_("Åtaganden"), reverse("commitments:list")), (_("Enheter och kontakter"), reverse("units:list"))]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every unit with its head, whom to ask, and how many commitments wait there; then the organisations outside."""
    actor = actor_of(request)
    waiting = dict(
        Commitment.objects.filter(municipality_id=actor.municipality_code, responsible__isnull=False)
        .values_list("responsible")
        .annotate(waiting=Count("pk", filter=~Q(execution__in=SETTLED)))
    )
    units = queries.units(actor.municipality_code)
    context: dict[str, Any] = {
        "units": [(one, waiting.get(one.pk, 0)) for one in units if one.abolished_on is None],
        "gone": [one for one in units if one.abolished_on],
        "organisations": queries.organisations(actor.municipality_code),
        "may_contacts": may(actor, "municipality.contacts"),
        "may_units": may(actor, "municipality.units"),
        "trail": [*_trail()[:1], (_("Enheter och kontakter"), "")],
    }
    return render(request, "commitments/units.html", context)


def _told(form: ContactForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {name: data[name] for name in _TOLD} | {"is_head": data.get("is_head", False)}


def _new_contact(
    request: HttpRequest, *, unit: Unit | None = None, organisation: Organisation | None = None
) -> HttpResponse:
    actor = actor_of(request, "municipality.contacts", unit or organisation)
    form = ContactForm(request.POST or None, of_unit=unit is not None)
    lead = _("Någon att fråga vid %(where)s. Det behövs inget konto i Samfrid.") % {"where": unit or organisation}
    return part_page(
        request,
        form,
        lambda: add_contact(actor, unit=unit, organisation=organisation, **_told(form)),
        (_("Ny kontakt"), lead, _("Lägg till kontakten"), _("Kontakten är tillagd.")),
        back=reverse("units:list"),
        trail=_trail(),
    )


@form_page
def new_contact(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add somebody to ask at a unit."""
    return _new_contact(request, unit=get_object_or_404(Unit, pk=key, abolished_on__isnull=True))


@form_page
def new_contact_outside(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add somebody to ask at an organisation outside."""
    return _new_contact(request, organisation=get_object_or_404(Organisation, pk=key))


@form_page
def contact(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change whom to ask."""
    found = get_object_or_404(Contact.objects.select_related("unit", "organisation"), pk=key, ended_on__isnull=True)
    actor = actor_of(request, "municipality.contacts", found)
    initial = {name: getattr(found, name) for name in (*_TOLD, "is_head")}
    form = ContactForm(request.POST or None, of_unit=found.unit_id is not None, initial=initial)
    return part_page(
        request,
        form,
        lambda: change_contact(actor, found, **_told(form)),
        (_("Ändra kontakten"), str(found.unit or found.organisation), _("Spara"), _("Kontakten är sparad.")),
        back=reverse("units:list"),
        trail=_trail(),
    )


@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask her no more."""
    found = get_object_or_404(Contact, pk=key)
    actor = actor_of(request, "municipality.contacts", found)
    end_contact(actor, found, today())
    messages.success(request, _("Kontakten är borttagen."))
    return redirect("units:list")


@form_page
def abolish(request: HttpRequest, key: UUID) -> HttpResponse:
    """End a unit, and say who takes over what it answers for."""
    unit = get_object_or_404(Unit, pk=key)
    actor = actor_of(request, "municipality.units", unit)
    form = AbolishForm(request.POST or None, unit=unit, initial={"on": today()})
    waiting = Commitment.objects.filter(responsible=unit).exclude(execution__in=SETTLED).count()
    lead = ngettext(
        "%(n)s åtagande som inte är avslutat lämnas över. Det visas som överlämnat tills någon har tagit över.",
        "%(n)s åtaganden som inte är avslutade lämnas över. De visas som överlämnade tills någon har tagit över.",
        waiting,
    ) % {"n": waiting}

    def act() -> None:
        told = form.cleaned_data
        actions.abolish_unit(actor, unit, on=told["on"], reason=told["reason"], to=told["to"])

    title = _("Avveckla %(unit)s") % {"unit": unit.name}
    return part_page(
        request,
        form,
        act,
        (title, lead, _("Avveckla enheten"), _("%(unit)s är avvecklad.") % {"unit": unit.name}),
        back=reverse("units:list"),
        trail=_trail(),
        danger=True,
    )
