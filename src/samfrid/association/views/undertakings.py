"""What an association has undertaken, and saying how it goes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.association import queries, shown
from samfrid.association.acting import reporter
from samfrid.association.forms import ReportForm
from samfrid.association.views.common import REFUSED, partner_of, trail
from samfrid.commitments import actions
from samfrid.commitments.models import Commitment, Execution, Via
from samfrid.commitments.queries import latest_report
from samfrid.commitments.rules import as_task, is_settled
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import require
from samfrid.municipalities.requests import refuse


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All that it has undertaken, and what it takes part in."""
    _actor, organisation = partner_of(request)
    day, every = today(), list(queries.commitments(organisation))
    own = [one for one in every if one.responsible_organisation_id == organisation]
    context = {
        "own": [shown.commitment_row(one, organisation, day) for one in own],
        "others": [shown.commitment_row(one, organisation, day) for one in every if one not in own],
        "trail": trail((_("Åtaganden"), "")),
    }
    return render(request, "association/undertakings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def undertaking(request: HttpRequest, key: UUID) -> HttpResponse:
    """What, by when, how far, and a form to say how it goes."""
    actor, organisation = partner_of(request)
    found = get_object_or_404(queries.commitments(organisation), pk=key)
    form = None
    if queries.may_report(organisation, found) and (found.last_word_on is None or not is_settled(found.execution)):
        form = _form(found, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied("association.report")
        if _kept(actor, found, form):
            messages.success(request, _("Tack. Rapporten är sparad."))
            return redirect("association:undertaking", key)
    return _page(request, found, organisation, form)


def _form(found: Commitment, data: Any) -> ReportForm:
    seen = latest_report(found) if data is None else None
    return ReportForm(data, initial={"on": today(), "seen": seen.pk if seen else ""})


def _kept(actor: Membership, found: Commitment, form: ReportForm) -> bool:
    """Whether the report could be kept; if not, the form says why, and keeps what was typed."""
    require(actor, "association.report", found)
    if not form.is_valid():
        return False
    told = form.cleaned_data
    try:
        actions.report(
            reporter(actor),
            found,
            on=told["on"],
            execution=Execution(told["execution"]),
            text=told["text"],
            evidence=told["evidence"],
            decides=told["decides"],
            via=Via.PAGE,
            as_seen=form.as_seen(),
            today=today(),
        )
    except ValidationError as error:
        refuse(form, error)
        if "as_seen" in getattr(error, "error_dict", {}):
            # what another said meanwhile is now on the page, and so counts as seen when the form is sent again
            latest = latest_report(found)
            form.data = dict(form.data.items()) | {"seen": str(latest.pk) if latest else ""}
        return False
    return True


def _page(request: HttpRequest, found: Commitment, organisation: UUID, form: ReportForm | None) -> HttpResponse:
    day = today()
    row = shown.commitment_row(found, organisation, day)
    context = {
        "commitment": found,
        "title": as_task(found.text),
        "row": row,
        "form": form,
        "facts": shown.commitment_facts(found, organisation),
        "reports": [shown.progress(one) for one in queries.reports_on(found)],
        "origins": shown.origins(queries.origins(found)),
        "trail": trail((_("Åtaganden"), reverse("association:undertakings")), (str(found), "")),
    }
    return render(request, "association/undertaking.html", context, status=REFUSED if form and form.errors else 200)
