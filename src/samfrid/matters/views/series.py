"""The municipality's own series of diary numbers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samfrid.matters.actions.series import open_series
from samfrid.matters.forms.series import SeriesForm
from samfrid.matters.models import NumberSeries
from samfrid.matters.rules.series import written
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """The series that there are, with their last and next numbers, and a form for one more."""
    actor = actor_of(request)
    if request.method == "POST":
        actor_of(request, "matters.rules")
    form = SeriesForm(request.POST if request.method == "POST" else None, initial={"year": today().year, "last": 0})
    if request.method == "POST" and form.is_valid():
        try:
            made = _open(actor, form)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Serien %(name)s är öppnad.") % {"name": made})
            return redirect("matters:series")
    rows = NumberSeries.objects.filter(municipality_id=actor.municipality_code).select_related("body")
    context: dict[str, Any] = {
        "rows": [
            {
                "body": one.body.name,
                "name": str(one),
                "last": written(one.form, one.prefix, one.year, one.last) if one.last else _("inget än"),
                "next": written(one.form, one.prefix, one.year, one.last + 1),
            }
            for one in rows.order_by("-year", "prefix")
        ],
        "form": form if may(actor, "matters.rules") else None,
        "trail": [(_("Ärenden"), reverse("matters:list")), (_("Nummerserier"), "")],
    }
    return render(request, "matters/series.html", context, status=REFUSED if form.errors else 200)


def _open(actor: Membership, form: SeriesForm) -> NumberSeries:
    told = form.cleaned_data
    return open_series(
        actor,
        body=form.named("body", actor, body_named),
        prefix=told["prefix"],
        year=told["year"],
        form=told["form"],
        last=told["last"],
    )
