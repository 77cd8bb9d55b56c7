"""What the sums of agreements are reckoned from and judged by: inhabitants, index values, limits and texts."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of
from samfrid.partners import actions, queries, shown
from samfrid.partners.forms.sums import IndexForm, PopulationForm, SettingsForm
from samfrid.partners.models import PROCUREMENT_SEK, IndexKind
from samfrid.partners.views.acts import REFUSED, done


def _page(
    request: HttpRequest,
    actor: Membership,
    *,
    population: PopulationForm | None = None,
    index: IndexForm | None = None,
    settings: SettingsForm | None = None,
) -> HttpResponse:
    """The page, with a form that was refused in its place."""
    code, may_edit = actor.municipality_code, may(actor, "partners.edit")
    found = queries.settings(code)
    refused: Form | None = population or index or settings
    initial = {
        "procurement_sek": shown.number(found.procurement_sek),
        "sender": found.sender,
        "dispute": found.dispute,
    }
    context = {
        "populations": queries.populations(code),
        "values": queries.index_values(code),
        "settings": found,
        "limit": shown.kronor(found.procurement_sek),
        "default_limit": shown.kronor(PROCUREMENT_SEK),
        "population_form": (population or PopulationForm()) if may_edit else None,
        "index_form": (index or IndexForm()) if may_edit else None,
        "settings_form": (settings or SettingsForm(initial=initial)) if may_edit else None,
        "refused": refused,
        "trail": [(_("Avtal"), reverse("partners:agreements")), (_("Underlag"), "")],
    }
    return render(request, "partners/grounds.html", context, status=REFUSED if refused else 200)


@require_safe
def grounds(request: HttpRequest) -> HttpResponse:
    """Inhabitants, index values, limits and texts."""
    return _page(request, actor_of(request))


@require_POST
def set_population(request: HttpRequest) -> HttpResponse:
    """Enter the inhabitants of a year."""
    actor = actor_of(request, "partners.edit")
    form = PopulationForm(request.POST)
    if form.is_valid() and done(form, lambda: actions.set_population(actor, **form.cleaned_data)):
        messages.success(request, _("Antalet invånare är infört."))
        return redirect(f"{reverse('partners:grounds')}#invanare")
    return _page(request, actor, population=form)


@require_POST
def set_index(request: HttpRequest) -> HttpResponse:
    """Enter the value of an index."""
    actor = actor_of(request, "partners.edit")
    form = IndexForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        kind = IndexKind(told["kind"])
        if done(
            form,
            lambda: actions.set_index(actor, kind=kind, year=told["year"], value=told["value"], source=told["source"]),
        ):
            messages.success(request, _("Indextalet är infört."))
            return redirect(f"{reverse('partners:grounds')}#index")
    return _page(request, actor, index=form)


@require_POST
def save_settings(request: HttpRequest) -> HttpResponse:
    """Change the limit, the sender, the words on disputes and the Word template."""
    actor = actor_of(request, "partners.edit")
    form = SettingsForm(request.POST, request.FILES)
    if form.is_valid() and done(form, lambda: actions.save_settings(actor, **form.told())):
        messages.success(request, _("Inställningarna är sparade."))
        return redirect(f"{reverse('partners:grounds')}#gransen")
    return _page(request, actor, settings=form)
