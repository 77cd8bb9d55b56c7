"""The dialogue with a partner: what was said, and when it is to be taken up again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samfrid.audit.actions import Actor
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Organisation
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of
from samfrid.partners import actions, queries
from samfrid.partners.forms.meetings import TalkForm
from samfrid.partners.models import Dialogue
from samfrid.partners.shown import meetings as shown
from samfrid.partners.views.acts import REFUSED, done, form_page, posted, see_again
from samfrid.partners.views.cooperation import trail

_TOLD = ("on", "with_whom", "text", "next_on", "access")
#: talks on an organisation's page; the rest is one press away
SHOWN = 3


def dialogue_context(organisation: Organisation, actor: Actor) -> dict[str, Any]:
    """What ``partners/_dialogue.html`` takes: the latest talks with an organisation, for its page."""
    page = queries.talks(organisation, size=SHOWN)
    return {
        "talks": [shown.talk_row(one, today(), last=number == 0) for number, one in enumerate(page.rows)],
        "talks_url": reverse("cooperation:talks", args=[organisation.pk]),
        "more_talks": bool(page.cursor),
        "may_talk": may(actor, "partners.edit", organisation),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def talks(request: HttpRequest, key: UUID) -> HttpResponse:
    """All that was said with an organisation, the latest first, and a new talk to note."""
    found = get_object_or_404(Organisation, pk=key)
    actor = actor_of(request)
    cursor = request.GET.get("fran", "")
    form = None
    if request.method == "POST" or may(actor, "partners.edit", found):
        actor_of(request, "partners.edit", found)
        form = TalkForm(posted(request), initial={"on": today()})
    if form is not None and form.is_valid():
        told = {name: form.cleaned_data[name] for name in _TOLD}
        if done(form, lambda: actions.note_talk(actor, found, today=today(), **told)):
            messages.success(request, _("Samtalet är antecknat."))
            return redirect("cooperation:talks", key=found.pk)
    page = queries.talks(found, cursor)
    here = reverse("cooperation:talks", args=[found.pk])
    rows = [shown.talk_row(one, today(), last=not cursor and n == 0) for n, one in enumerate(page.rows)]
    context = {
        "organisation": found,
        "talks": rows,
        "next_url": f"{here}?fran={page.cursor}" if page.cursor else "",
        "form": form,
        "may_talk": form is not None,
        "trail": trail((_("Dialog med %(who)s") % {"who": found}, "")),
    }
    return render(request, "partners/talks.html", context, status=REFUSED if form and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct what was noted of a talk, or when it is to be taken up."""
    found = get_object_or_404(Dialogue.objects.select_related("organisation"), pk=key)
    if request.method != "POST" and not may(actor_of(request), "partners.edit", found):
        return redirect("cooperation:talks", key=found.organisation_id)
    actor = actor_of(request, "partners.edit", found)
    initial = {name: getattr(found, name) for name in _TOLD} | {"seen": found.version}
    form = TalkForm(posted(request), initial=initial)
    back = reverse("cooperation:talks", args=[found.organisation_id])
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in (*_TOLD, "seen")}
        if done(form, lambda: actions.change_talk(actor, found, today=today(), **told)):
            messages.success(request, _("Anteckningen är ändrad."))
            return redirect(back)
    if form.errors:
        see_again(form, Dialogue.objects.values_list("version", flat=True).get(pk=found.pk))
    who = _("Dialog med %(who)s") % {"who": found.organisation}
    return form_page(
        request,
        form,
        title=_("Ändra anteckningen"),
        kind=str(found.organisation),
        act_label=_("Spara"),
        back_url=back,
        trail=trail((who, back), (_("Ändra anteckningen"), "")),
    )
