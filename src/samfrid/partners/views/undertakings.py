"""What an agreement binds its parties to, as commitments; and what stands on its page of that."""

from __future__ import annotations

import datetime as dt
from functools import cache, partial
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samfrid.commitments import shown as commitments_shown
from samfrid.municipalities.happenings import page
from samfrid.municipalities.requests import actor_of
from samfrid.partners import actions, shown
from samfrid.partners.forms.follow_ups import NewGoalForm, UndertakingForm
from samfrid.partners.models import Agreement, AgreementGoal
from samfrid.partners.queries import AgreementPage
from samfrid.partners.queries.year_reports import submitted
from samfrid.partners.shown import follow_ups as told_of
from samfrid.partners.shown import kronor
from samfrid.partners.shown import year_report as papers
from samfrid.partners.views.acts import done, form_page, posted
from samfrid.partners.views.trail import trail_to
from samfrid.provenance.shown import quotes

#: made when first asked for: the addresses are not known before
_PROMISE: Final = cache(partial(page, "partners:promise_goal"))


def undertakings_context(told: AgreementPage, day: dt.date, *, may_edit: bool) -> dict[str, Any]:
    """What ``_undertakings.html``, ``_follow_up.html`` and ``_year_reports.html`` show of an agreement."""
    by_key = {one.pk: one for one in told.commitments}
    said = told_of.latest_outcomes(told.follow_ups)
    as_commitment = {goal: by_key.get(commitment) for goal, commitment in told.followed.items()}
    rows = [_goal(told, goal, as_commitment.get(goal.pk), said.get(goal.pk), day) for goal in told.goals]
    waiting = [row for row in rows if may_edit and not row["url"]]
    for row in waiting:
        row["promise_url"] = _PROMISE()(row["key"])
    followed = set(told.followed.values())
    tone, word = shown.follow_up_state(told, day)
    return {
        "may_edit": may_edit,
        "goal_rows": rows,
        "goals_waiting": len(waiting),
        "undertaking_rows": commitments_shown.rows([one for one in told.commitments if one.pk not in followed], day),
        "follow_up_tone": tone,
        "follow_up_word": word,
        "planned_follow_ups": told.planned,
        "follow_up_rows": [told_of.row(one) for one in told.follow_ups],
        "year_reports": [
            {"report": one.report, "state": papers.state(one.report), "total": kronor(one.part.total)}
            for one in (submitted(told.agreement) if told.is_reported else ())
        ],
    }


def _goal(told: AgreementPage, goal: AgreementGoal, commitment: Any, said: Any, day: dt.date) -> dict[str, Any]:
    """A goal with the commitment that it is followed as, and what was said of it last."""
    tone, word = commitments_shown.state(commitment, day) if commitment else ("", "")
    return {
        "key": goal.pk,
        "text": goal.text,
        "quotes": quotes(told.sources[goal.pk]),
        "url": commitment.get_absolute_url() if commitment else "",
        "promise_url": "",
        "tone": tone,
        "word": word,
        "said": said,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: UUID) -> HttpResponse:
    """Enter what a party undertakes."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = UndertakingForm(posted(request), agreement=found)
    if form.is_valid():
        data = form.cleaned_data
        given = {name: data[name] for name in ("unit", "due", "every_months")}
        if done(form, lambda: actions.add_undertaking(actor, found, data["party"], data["text"], **given)):
            messages.success(request, _("Åtagandet är infört."))
            return redirect(found)
    return form_page(
        request,
        form,
        title=_("Nytt åtagande enligt avtalet"),
        kind=found.title,
        act_label=_("För in åtagandet"),
        back_url=found.get_absolute_url(),
        trail=trail_to(found, _("Nytt åtagande")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_goal(request: HttpRequest, key: UUID) -> HttpResponse:
    """Enter a goal of the agreement."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = NewGoalForm(posted(request))
    if form.is_valid() and done(form, lambda: actions.add_goal(actor, found, form.cleaned_data["text"])):
        messages.success(request, _("Målet är infört."))
        return redirect(f"{found.get_absolute_url()}#mal")
    return form_page(
        request,
        form,
        title=_("Nytt mål enligt avtalet"),
        kind=found.title,
        act_label=_("För in målet"),
        back_url=found.get_absolute_url(),
        trail=trail_to(found, _("Nytt mål")),
    )


@require_POST
def promise_goals(request: HttpRequest, key: UUID) -> HttpResponse:
    """Follow all goals of the agreement as commitments."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    try:
        made = actions.promise_goals(actor, found)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        told = ngettext("Målet följs nu som ett åtagande.", "%(n)s mål följs nu som åtaganden.", len(made)) % {
            "n": len(made)
        }
        messages.success(request, told)
    return redirect(found)


@require_POST
def promise_goal(request: HttpRequest, key: UUID) -> HttpResponse:
    """Follow one goal as a commitment."""
    goal = get_object_or_404(AgreementGoal.objects.select_related("agreement"), pk=key)
    actor = actor_of(request, "partners.edit", goal.agreement)
    outside = [party.organisation for party in goal.agreement.parties.select_related("organisation")]
    named = [one for one in outside if one]
    try:
        actions.promise_goal(actor, goal.agreement, goal, responsible=named[0] if len(named) == 1 else None)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Målet följs nu som ett åtagande."))
    return redirect(goal.agreement)
