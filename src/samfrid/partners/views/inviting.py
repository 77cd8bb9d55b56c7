"""Around a meeting: who is asked, its agenda, its papers, and what a partner has proposed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Access, Membership
from samfrid.municipalities.permissions import clearance, may
from samfrid.municipalities.requests import actor_of
from samfrid.papers.calendar import events
from samfrid.papers.docx import docx
from samfrid.papers.pdf import pdf
from samfrid.partners import actions, minutes, queries
from samfrid.partners.forms.agreements import ReasonForm
from samfrid.partners.forms.meetings import AgendaForm, AgendaRows, InviteForm, items_of, row_of, values_of
from samfrid.partners.models import Invitation, Meeting, MeetingState
from samfrid.partners.shown import meetings as shown
from samfrid.partners.views.acts import REFUSED, done, posted, see_again
from samfrid.partners.views.meetings import meeting_at, problems_of, way
from samfrid.post.delivery import has_server

_ROWS = "punkter"


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write the agenda: from what is open and what falls short, and from points of one's own."""
    found = meeting_at(key)
    actor = actor_of(request, "partners.edit", found)
    offered = queries.offered(found, queries.members_of(found.group))
    form = AgendaForm(posted(request), points=offered.points, gaps=offered.gaps, initial={"seen": found.version})
    rows = AgendaRows(posted(request), prefix=_ROWS, initial=[row_of(one) for one in found.agenda.all()])
    if request.method == "POST" and form.is_valid() & rows.is_valid():
        by_value = offered.by_value()
        items = items_of(rows, [by_value[value] for value in form.chosen()])
        if done(form, lambda: actions.set_agenda(actor, found, items, seen=form.cleaned_data["seen"])):
            messages.success(request, _("Dagordningen är sparad."))
            return redirect("cooperation:agenda" if "mer" in request.POST else "cooperation:meeting", key=found.pk)
        see_again(form, Meeting.objects.values_list("version", flat=True).get(pk=found.pk))
    problems = problems_of(form, rows)
    context = {
        "meeting": found,
        "form": form,
        "rows": rows,
        "problems": problems,
        "saved": [str(one) for one in queries.agenda_of(found)] if problems else [],
        "planned": found.state == MeetingState.PLANNED,
        "trail": way(found, _("Dagordning")),
    }
    return render(request, "partners/agenda.html", context, status=REFUSED if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, key: UUID) -> HttpResponse:
    """Choose whom to ask among the contacts of the members."""
    found = meeting_at(key)
    actor = actor_of(request, "partners.edit", found)
    members = queries.members_of(found.group)
    reach = queries.reachable(found, members)
    initial = {
        "contacts": values_of(reach.likely),
        "asker": found.asker or actor.actor_name,
        "reach": found.reach or (actor.user.email if not found.asker else ""),
    }
    form = InviteForm(posted(request), pairs=reach.pairs, initial=initial)
    made: list[Invitation] = []
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("asker", "reach")}
        if done(form, lambda: made.extend(actions.invite(actor, found, form.chosen(), today=today(), **told))):
            messages.success(request, shown.many(len(made)) if made else _("Uppgifterna är sparade."))
            return redirect(f"{found.get_absolute_url()}#inbjudna")
    context: dict[str, Any] = {
        "meeting": found,
        "form": form,
        "when": shown.when(found),
        "without": [_without(one, actor) for one in reach.without],
        "guests": [shown.guest_row(one, has_server=has_server()) for one in queries.guests(found)],
        "has_server": has_server(),
        "planned": found.state == MeetingState.PLANNED and found.on >= today(),
        "trail": way(found, _("Bjud in")),
    }
    return render(request, "partners/invite.html", context, status=REFUSED if form.errors else 200)


def _without(member: Any, actor: Membership) -> tuple[str, str]:
    """A member of whom nobody is known, and where a contact is added; nowhere for a body, which has none."""
    if not may(actor, "municipality.contacts") or member.body_id:
        return str(member), ""
    if member.unit_id:
        return str(member), reverse("units:new_contact", args=[member.unit_id])
    return str(member), reverse("units:new_contact_outside", args=[member.organisation_id])


def _invitation(key: UUID) -> Invitation:
    return get_object_or_404(Invitation.objects.select_related("meeting__group", "contact"), pk=key)


@require_POST
def again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send an invitation again, with a new link."""
    found = _invitation(key)
    actor = actor_of(request, "partners.edit", found)
    form = InviteForm({}, pairs=[])
    if done(form, lambda: actions.new_invitation_link(actor, found, today=today())):
        messages.success(request, _("Ett nytt brev är skrivet. Länken i det förra gäller inte längre."))
    else:
        messages.error(request, " ".join(str(error) for error in form.non_field_errors()))
    return redirect(f"{found.meeting.get_absolute_url()}#inbjudna")


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask somebody no more."""
    found = _invitation(key)
    actor = actor_of(request, "partners.edit", found)
    back = f"{found.meeting.get_absolute_url()}#inbjudna"
    if request.method == "POST":
        actions.revoke_invitation(actor, found, today=today())
        messages.success(request, _("Inbjudan är tillbakatagen."))
        return redirect(back)
    context = {
        "title": _("Ta tillbaka inbjudan till %(who)s?") % {"who": found.name},
        "text": _("Länken slutar gälla, och brev som inte har gått skickas inte. Du kan bjuda in igen senare."),
        "act_label": _("Ta tillbaka"),
        "back_url": back,
        "trail": way(found.meeting, _("Ta tillbaka en inbjudan")),
    }
    return render(request, "partners/confirm.html", context)


@require_POST
def accept(request: HttpRequest, key: UUID) -> HttpResponse:
    """Plan a meeting that a partner has proposed."""
    found = meeting_at(key)
    actor = actor_of(request, "partners.edit", found)
    form = ReasonForm({})
    if done(form, lambda: actions.accept_meeting(actor, found)):
        messages.success(request, _("Mötet är planerat. Bjud in de andra."))
    else:
        messages.error(request, " ".join(str(error) for error in form.non_field_errors()))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say no to a meeting that a partner has proposed."""
    found = meeting_at(key)
    actor = actor_of(request, "partners.edit", found)
    form = ReasonForm(posted(request))
    if form.is_valid() and done(form, lambda: actions.decline_meeting(actor, found, form.cleaned_data["reason"])):
        messages.success(request, _("Förslaget är avböjt."))
        return redirect(found.group)
    context = {
        "title": _("Avböja mötet %(day)s?") % {"day": in_words(found.on)},
        "text": _("Föreningen ser att förslaget är avböjt, och skälet."),
        "act_label": _("Avböj"),
        "back_url": found.get_absolute_url(),
        "form": form,
        "trail": way(found, _("Avböj förslaget")),
    }
    return render(request, "partners/confirm.html", context, status=REFUSED if form.errors else 200)


@require_safe
def paper(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """The minutes, or the agenda before the meeting, as DOCX or PDF: what the reader may read, or with ``?till=alla``
    only what everybody may.
    """
    found = meeting_at(key)
    actor = actor_of(request)
    if form not in ("docx", "pdf"):
        raise Http404
    # nothing confidential stands in a paper that is handed round
    access = Access.PUBLIC if request.GET.get("till") == "alla" else min(clearance(actor), Access.INTERNAL)
    members = queries.members_of(found.group)
    rows = found.attendance.select_related("member__organisation", "member__unit", "member__body")
    present = [one.member for one in rows.order_by("created_at")]
    there = {one.pk for one in present}
    made = minutes.paper(
        minutes.Told(
            found,
            queries.agenda_for(found, access),
            present,
            [one for one in members if one.pk not in there],
            queries.points_for(found, access),
        ),
        str(actor.municipality),
    )
    if form == "docx":
        return file_response(made.title, "docx", docx(made))
    return file_response(made.title, "pdf", pdf(made))


@require_safe
def calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    """The meeting as an event for one's own calendar."""
    found = meeting_at(key)
    actor_of(request)
    told = [one.text for one in queries.agenda_of(found) if one.access == Access.PUBLIC]
    return file_response(
        f"{found.group.name} {found.on}", "ics", events([shown.event(found, agenda=told)], found.group.name)
    )
