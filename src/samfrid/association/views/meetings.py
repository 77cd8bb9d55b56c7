"""The groups that an association is a member of, their meetings to come, and proposing one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.shortcuts import render as render_page
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.association import queries, shown
from samfrid.association.forms import ProposeForm
from samfrid.association.views.common import partner_of, trail
from samfrid.municipalities.dates import today
from samfrid.partners.actions.meetings import propose_meeting
from samfrid.partners.models import Group
from samfrid.partners.views.acts import done, form_page, posted


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Her groups, each with its meetings to come."""
    _actor, organisation = partner_of(request)
    groups = queries.groups(organisation, today())
    context = {"groups": [shown.group(one) for one in groups], "trail": trail((_("Möten"), ""))}
    return render_page(request, "association/meetings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Propose a meeting of a group that she is a member of."""
    actor, organisation = partner_of(request, "association.propose")
    member = Group.objects.filter(members__organisation=organisation, members__ended_on__isnull=True)
    found = get_object_or_404(member.filter(ended_on__isnull=True).distinct(), pk=key)
    form = ProposeForm(posted(request))
    if form.is_valid():
        told = form.cleaned_data
        if done(
            form,
            lambda: propose_meeting(
                actor, found, told["on"], why=told["why"], starts_at=told["starts_at"], today=today()
            ),
        ):
            messages.success(request, _("Förslaget är skickat. Kommunen svarar här om mötet blir av."))
            return redirect("association:meetings")
    return form_page(
        request,
        form,
        title=_("Föreslå ett möte"),
        kind=found.name,
        act_label=_("Skicka förslaget"),
        back_url=reverse("association:meetings"),
        trail=trail((_("Möten"), reverse("association:meetings")), (_("Föreslå ett möte"), "")),
    )
