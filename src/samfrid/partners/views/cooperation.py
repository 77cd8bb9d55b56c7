"""Cooperation groups: the list, a group's page, its members and the meetings that are planned."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.commitments import shown as commitments_shown
from samfrid.commitments.rules import is_settled
from samfrid.municipalities.actions import body_named, organisation_named, unit_named
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of
from samfrid.municipalities.shown import lines
from samfrid.partners import actions, queries
from samfrid.partners.forms.cooperation import ChangeGroupForm, GroupForm, MemberForm
from samfrid.partners.forms.meetings import MeetingForm
from samfrid.partners.models import Group, GroupMember, Meeting, MeetingState
from samfrid.partners.shown import ACTS
from samfrid.partners.shown import cooperation as shown
from samfrid.partners.shown import meetings as meetings_shown
from samfrid.partners.views.acts import REFUSED, done, form_page, posted

_MAKE = {"organisation": organisation_named, "unit": unit_named, "body": body_named}


def trail(*last: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of cooperation."""
    return [(_("Samverkan"), reverse("cooperation:groups")), *last]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All groups, the latest entered first, with when each meets next or should have."""
    actor, day = actor_of(request), today()
    found = queries.groups(actor.municipality_code, request.GET.get("fran", ""))
    context = {
        "rows": [shown.row(group, day) for group in found.rows],
        "next_url": f"{reverse('cooperation:groups')}?fran={found.cursor}" if found.cursor else "",
        "may_edit": may(actor, "partners.edit"),
    }
    return render(request, "partners/groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Enter a group."""
    actor = actor_of(request, "partners.edit")
    form = GroupForm(posted(request))
    made: list[Group] = []
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("name", "mandate", "started_on")}
        if done(form, lambda: made.append(actions.form_group(actor, rhythm=form.rhythm(), **told))):
            messages.success(request, _("Gruppen är upplagd. Ange vilka som är med."))
            return redirect(made[0])
    return form_page(
        request,
        form,
        title=_("Ny samverkansgrupp"),
        act_label=_("Lägg upp gruppen"),
        back_url=reverse("cooperation:groups"),
        trail=trail((_("Ny samverkansgrupp"), "")),
    )


@require_safe
def group(request: HttpRequest, key: UUID) -> HttpResponse:
    """A group: what it is for, who is in it, when it has met and meets, what was decided there."""
    actor = actor_of(request)
    return _page(request, actor, get_object_or_404(Group, pk=key))


def _page(
    request: HttpRequest,
    actor: Membership,
    found: Group,
    member_form: MemberForm | None = None,
    meeting_form: MeetingForm | None = None,
) -> HttpResponse:
    day = today()
    page = queries.group_page(found)
    tone, word = shown.standing(found, page.meetings, day)
    may_edit = may(actor, "partners.edit", found)
    refused = member_form or meeting_form
    context: dict[str, Any] = {
        "group": found,
        "tone": tone,
        "word": word,
        "rhythm": shown.rhythm_words(found),
        "members": page.members,
        "meetings": [shown.meeting_row(one, day) for one in page.meetings if one.state != MeetingState.PROPOSED],
        "proposed": [_proposal(one) for one in page.meetings if one.state == MeetingState.PROPOSED],
        "next": None if found.ended_on else meetings_shown.next_meeting(found, page.meetings, day),
        "presence": [meetings_shown.presence_row(one) for one in queries.presence(found, day)],
        "outside": _outside(page.members),
        "open_points": commitments_shown.rows([one for one in page.points if not is_settled(one.execution)], day),
        "done_points": commitments_shown.rows([one for one in page.points if is_settled(one.execution)], day),
        "member_form": (member_form or MemberForm()) if may_edit else None,
        "meeting_form": (meeting_form or MeetingForm()) if may_edit and not found.ended_on else None,
        "may_edit": may_edit,
        "refused": refused,
        "history": lines(found, ACTS, ("name", "reason", "on")),
        "trail": trail((found.name, "")),
    }
    return render(request, "partners/group.html", context, status=REFUSED if refused else 200)


def _proposal(one: Meeting) -> dict[str, Any]:
    """A meeting that a partner has proposed, to answer."""
    return {"meeting": one, "when": meetings_shown.when(one), "by": str(one.proposed_by), "why": one.proposed_why}


def _outside(members: list[GroupMember]) -> list[tuple[str, str]]:
    """The organisations outside among the members, each with the page of what was said with it."""
    every = {one.organisation_id: str(one.organisation) for one in members if one.organisation_id}
    return [(name, reverse("cooperation:talks", args=[key])) for key, name in every.items()]


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change what a group is called, is for and how often it meets, or say that it is no more."""
    found = get_object_or_404(Group, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = ChangeGroupForm(posted(request), group=found)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("name", "mandate", "started_on", "ended_on")}
        if done(form, lambda: actions.change_group(actor, found, rhythm=form.rhythm(), **told)):
            messages.success(request, _("Uppgifterna är sparade."))
            return redirect(found)
    return form_page(
        request,
        form,
        title=_("Ändra gruppen"),
        kind=found.name,
        act_label=_("Spara"),
        back_url=found.get_absolute_url(),
        trail=trail((found.name, found.get_absolute_url()), (_("Ändra"), "")),
    )


@require_POST
def add_member(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take in an organisation, a unit or a body."""
    found = get_object_or_404(Group, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = MemberForm(request.POST)

    def take_in() -> None:
        (name,) = form.chosen()
        actions.add_member(actor, found, form.named(name, actor, _MAKE[name]), form.cleaned_data["function"])

    if form.is_valid() and done(form, take_in):
        messages.success(request, _("Medlemmen är tillagd."))
        return redirect(f"{found.get_absolute_url()}#medlemmar")
    return _page(request, actor, found, member_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def end_member(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that a member is no longer in the group."""
    rows = GroupMember.objects.select_related("group", "organisation", "unit", "body")
    member = get_object_or_404(rows, pk=key)
    actor = actor_of(request, "partners.edit", member)
    if request.method == "POST":
        actions.end_member(actor, member, today())
        messages.success(request, _("%(who)s är inte längre med.") % {"who": member})
        return redirect(f"{member.group.get_absolute_url()}#medlemmar")
    context = {
        "title": _("Ska %(who)s inte längre vara med?") % {"who": member},
        "text": _("Mötena som medlemmen har varit på ändras inte. Inbjudningar till möten som kommer tas tillbaka."),
        "act_label": _("Avsluta"),
        "back_url": f"{member.group.get_absolute_url()}#medlemmar",
        "trail": trail((member.group.name, member.group.get_absolute_url()), (_("Avsluta en medlem"), "")),
    }
    return render(request, "partners/confirm.html", context)


@require_POST
def plan_meeting(request: HttpRequest, key: UUID) -> HttpResponse:
    """Plan a meeting."""
    found = get_object_or_404(Group, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = MeetingForm(request.POST)
    if form.is_valid() and done(form, lambda: actions.plan_meeting(actor, found, **form.cleaned_data)):
        messages.success(request, _("Mötet är planerat."))
        return redirect(f"{found.get_absolute_url()}#moten")
    return _page(request, actor, found, meeting_form=form)
