"""The municipality's own form of the list: one for all bodies, and one for each that wants another."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.editions import actions
from samfrid.editions.forms import LayoutForm
from samfrid.editions.models import EditionForm
from samfrid.editions.queries.kept import form_of
from samfrid.editions.views.working import body_of
from samfrid.municipalities.models import Body, SwedishKey
from samfrid.municipalities.requests import actor_of, refuse

REFUSED = 422


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The form for all, and the bodies with or without one of their own."""
    actor = actor_of(request, "editions.make")
    forms = EditionForm.objects.filter(municipality_id=actor.municipality_code)
    own = {one.body_id: one for one in forms}
    bodies = Body.objects.filter(municipality_id=actor.municipality_code).order_by(SwedishKey(F("name")))
    context = {
        "bodies": [(one, own.get(one.pk), reverse("editions:body_layout", args=[one.pk])) for one in bodies],
        "general": own.get(None),
        "code": actor.municipality_code,
        "published": any(one.published for one in own.values()),
        "trail": [(_("Uppföljning"), reverse("editions:list")), (_("Listans form"), "")],
    }
    return render(request, "editions/layouts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def layout(request: HttpRequest, key: UUID | None = None) -> HttpResponse:
    """The form of a body, or of those without one of their own."""
    actor = actor_of(request, "editions.make")
    body = body_of(actor, key) if key else None
    form = LayoutForm(form_of(actor.municipality_code, body), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.save_form(
                actor, body, columns=given["columns"], **{name: given[name] for name in actions.FORM_FIELDS}
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Listans form är sparad."))
            return redirect("editions:layouts")
    title = body.name if body else _("Alla organ")
    above = [(_("Uppföljning"), reverse("editions:list")), (_("Listans form"), reverse("editions:layouts"))]
    context = {"form": form, "body": body, "title": title, "trail": [*above, (title, "")]}
    return render(request, "editions/layout.html", context, status=REFUSED if form.errors else 200)
