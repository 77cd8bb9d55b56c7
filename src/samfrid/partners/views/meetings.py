"""A meeting: written down with who was there and what is to be done, moved or cancelled."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.commitments import shown as commitments_shown
from samfrid.commitments.rules import is_settled
from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of
from samfrid.partners import actions, queries
from samfrid.partners.forms.agreements import ReasonForm
from samfrid.partners.forms.cooperation import HoldForm, Points
from samfrid.partners.forms.meetings import MeetingForm, MoveForm
from samfrid.partners.models import GroupMember, Meeting, MeetingState
from samfrid.partners.shown import cooperation as shown
from samfrid.partners.shown import meetings as meetings_shown
from samfrid.partners.views.acts import REFUSED, done, form_page, posted, see_again
from samfrid.partners.views.cooperation import trail
from samfrid.post.delivery import has_server

_PREFIX = "punkter"
#: nothing more is done with one of these
_OVER = (MeetingState.CANCELLED, MeetingState.DECLINED)


def meeting_at(key: UUID) -> Meeting:
    """The meeting, or 404."""
    return get_object_or_404(Meeting.objects.select_related("group", "proposed_by"), pk=key)


def _name(found: Meeting) -> str:
    return _("Möte %(day)s") % {"day": in_words(found.on)}


def way(found: Meeting, last: str = "") -> list[tuple[str, str]]:
    """The way to a meeting, and to a page of it."""
    here = (_name(found), found.get_absolute_url() if last else "")
    return trail((found.group.name, found.group.get_absolute_url()), here, *([(last, "")] if last else []))


@require_safe
def meeting(request: HttpRequest, key: UUID) -> HttpResponse:
    """What a meeting was or is to be: when, where, who, what was said, what is to be done."""
    found, day = meeting_at(key), today()
    actor = actor_of(request)
    page = queries.group_page(found.group)
    tone, word = shown.meeting_state(found, day)
    points = [one for one in page.points if page.made_at.get(one.pk) == found.pk]
    before = {one.pk for one in page.meetings if one.on < found.on}
    left = [one for one in page.points if page.made_at.get(one.pk) in before and not is_settled(one.execution)]
    there = next((one for one in page.meetings if one.pk == found.pk), found)
    guests = queries.guests(found)
    context: dict[str, Any] = {
        "meeting": found,
        "title": _name(found),
        "tone": tone,
        "word": word,
        "facts": meetings_shown.facts(found),
        "agenda": queries.agenda_of(found),
        "guests": [meetings_shown.guest_row(one, has_server=has_server()) for one in guests],
        "coming": meetings_shown.coming(guests),
        "to_come": found.state == MeetingState.PLANNED and found.on >= day,
        "proposed": found.state == MeetingState.PROPOSED,
        "present": [one.member for one in there.attendance.all()],
        "points": commitments_shown.rows(points, day),
        "left": commitments_shown.rows(left, day),
        "held": found.state == MeetingState.HELD,
        "planned": found.state == MeetingState.PLANNED,
        "may_edit": may(actor, "partners.edit", found) and found.state not in _OVER,
        "trail": way(found),
    }
    return render(request, "partners/meeting.html", context)


def _who(found: Meeting) -> tuple[list[GroupMember], list[UUID]]:
    """Who can be ticked as present, and who is. Whoever was there and has left the group since still can."""
    there = [
        one.member for one in found.attendance.select_related("member__organisation", "member__unit", "member__body")
    ]
    members = queries.members_of(found.group)
    return [*members, *(one for one in there if one not in members)], [one.pk for one in there]


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write down that a meeting was held, or correct what was written."""
    found = meeting_at(key)
    actor = actor_of(request, "partners.edit", found)
    members, there = _who(found)
    initial = {name: getattr(found, name) for name in ("on", "place", "guests", "notes")}
    initial |= {"present": there, "seen": found.version}
    form = HoldForm(posted(request), members=members, initial=initial)
    points = Points(posted(request), prefix=_PREFIX, form_kwargs={"members": members})
    if request.method == "POST" and form.is_valid() & points.is_valid():
        told = {name: form.cleaned_data[name] for name in ("on", "place", "notes", "guests", "seen")}
        told["present"] = list(form.cleaned_data.get("present", ()))
        told["points"] = [point for point in (row.point() for row in points.forms) if point]
        if done(form, lambda: actions.hold_meeting(actor, found, today=today(), **told)):
            messages.success(request, _("Mötet är antecknat."))
            return redirect(found)
        form = _with_what_is_there(form, found, members)
    problems = problems_of(form, points)
    context = {
        "meeting": found,
        "form": form,
        "points": points,
        "problems": problems,
        "saved": Meeting.objects.get(pk=found.pk).notes if problems else "",
        "trail": way(found, _("Anteckna mötet")),
    }
    return render(request, "partners/hold.html", context, status=REFUSED if problems else 200)


def _with_what_is_there(form: HoldForm, found: Meeting, members: list[GroupMember]) -> HoldForm:
    """The refused form, as seen now: the next time that it is sent, what is saved by then has been seen."""
    data: Any = form.data
    fresh = data.copy()
    fresh["seen"] = str(Meeting.objects.values_list("version", flat=True).get(pk=found.pk))
    again = HoldForm(fresh, members=members)
    again.is_valid()
    for field, errors in form.errors.as_data().items():
        for error in errors:
            again.add_error(None if field == "__all__" else field, error)
    return again


def problems_of(form: BaseForm, points: BaseFormSet[Any]) -> list[tuple[str, str]]:
    """All that was wrong with the form and its rows, each with the field to go to."""
    if not form.is_bound:
        return []
    found = [("", str(error)) for error in [*form.non_field_errors(), *points.non_form_errors()]]
    for one in [form, *points.forms]:
        found += [(field.id_for_label, str(error)) for field in one for error in field.errors]
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a planned meeting another day, time or place."""
    found = meeting_at(key)
    actor = actor_of(request, "partners.edit", found)
    form = MoveForm(posted(request), initial=MeetingForm.of(found) | {"seen": found.version})
    if form.is_valid() and done(form, lambda: actions.move_meeting(actor, found, **form.cleaned_data, today=today())):
        messages.success(request, _("Mötet är ändrat. De som är inbjudna får veta det."))
        return redirect(found)
    if form.errors:
        see_again(form, Meeting.objects.values_list("version", flat=True).get(pk=found.pk))
    return form_page(
        request,
        form,
        title=_("Ändra tid och plats"),
        kind=found.group.name,
        lead=_("De som är inbjudna får ett brev om det nya, och svarar igen om tiden är en annan."),
        act_label=_("Spara"),
        back_url=found.get_absolute_url(),
        trail=way(found, _("Ändra tid och plats")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Cancel a planned meeting, with the reason."""
    found = meeting_at(key)
    actor = actor_of(request, "partners.edit", found)
    form = ReasonForm(posted(request))
    if form.is_valid() and done(
        form, lambda: actions.cancel_meeting(actor, found, form.cleaned_data["reason"], today=today())
    ):
        messages.success(request, _("Mötet är inställt."))
        return redirect(found.group)
    context = {
        "title": _("Ställa in mötet %(day)s?") % {"day": in_words(found.on)},
        "text": _(
            "Det står kvar som inställt, med skälet. De som är inbjudna får veta att det är inställt, men inte varför."
            " Gruppens rytm räknas som om det inte hade planerats."
        ),
        "act_label": _("Ställ in mötet"),
        "back_url": found.get_absolute_url(),
        "form": form,
        "trail": way(found, _("Ställ in")),
    }
    return render(request, "partners/confirm.html", context, status=REFUSED if form.errors else 200)
