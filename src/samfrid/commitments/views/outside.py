"""The page on which the organisations of a commitment are changed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samfrid.commitments.actions.outside import set_organisations
from samfrid.commitments.forms.outside import OrganisationsForm
from samfrid.commitments.views.page import found_by
from samfrid.commitments.views.part import part_page
from samfrid.municipalities.actions import organisation_named
from samfrid.municipalities.requests import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def organisations(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say which organisations outside answer for it and take part."""
    found = found_by(key)
    actor = actor_of(request, "commitments.edit", found)
    form = OrganisationsForm(request.POST if request.method == "POST" else None, commitment=found)

    def act() -> None:
        responsible = form.named("responsible", actor, organisation_named)
        set_organisations(actor, found, responsible=responsible, partners=form.told_partners(actor))

    lead = _("Den som ansvarar ska se till att det blir gjort och tillfrågas om läget. De som medverkar hjälper till.")
    words = (_("Organisationer utanför kommunen"), lead, _("Spara"), _("Organisationerna är sparade."))
    back = found.get_absolute_url()
    trail = [(_("Åtaganden"), reverse("commitments:list")), (str(found), back)]
    return part_page(request, form, act, words, back=back, trail=trail)
