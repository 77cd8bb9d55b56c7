"""A gap's own page, what is known for a while and what was mended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.commitments.forms import CommitForm
from samfrid.gaps import actions, queries, shown
from samfrid.gaps.forms import KnowForm
from samfrid.gaps.models import Gap
from samfrid.gaps.sentences import WORDS
from samfrid.municipalities.actions import unit_named
from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse

REFUSED = 422


def _found(key: UUID) -> Gap:
    """The gap; 404 for one of a rule that there is no more."""
    gap = get_object_or_404(Gap, pk=key)
    if gap.rule not in WORDS:
        raise Http404
    return gap


def _trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(str(shown.TODAY), reverse("gaps:today")), *more]


@require_http_methods(["GET", "HEAD", "POST"])
def gap(request: HttpRequest, key: UUID) -> HttpResponse:
    """What falls short, on what ground, what has happened to it; and the form to say that it is known."""
    one = _found(key)
    actor = actor_of(request, "gaps.silence" if request.method == "POST" else "open.read", one)
    form = KnowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                known = actions.know(actor, one, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            told = _("Bristen visas igen efter %(day)s.") % {"day": in_words(known.until)}
            messages.success(request, told)
            return redirect("gaps:gap", one.pk)
    return render(request, "gaps/gap.html", _about(one, actor, form), status=REFUSED if form.errors else 200)


def _about(one: Gap, actor: Membership, form: KnowForm) -> dict[str, Any]:
    words, day = WORDS[one.rule], today()
    known = list(one.known.order_by("created_at"))
    now = next((row for row in known if row.ended_on is None), None) if one.known_until else None
    return {
        "gap": one,
        "row": shown.mended(one) if one.mended_on else shown.gap(one, day, actor, now),
        "words": words,
        "law": shown.law(words),
        "steps": shown.life(one, known),
        "form": form if one.mended_on is None and may(actor, "gaps.silence", one) else None,
        "rule_url": reverse("gaps:rule", args=[one.rule]),
        "trail": _trail((str(words.name), "")),
    }


@require_POST
def take_up(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a known gap on the first page again."""
    one = _found(key)
    actor = actor_of(request, "gaps.silence", one)
    try:
        actions.take_up(actor, one)
        messages.success(request, _("Bristen visas på Idag igen."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("gaps:gap", one.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make a commitment of what was promised in an answer, with the answer's own words to begin with."""
    one = _found(key)
    if one.rule != actions.PROMISE:
        raise Http404
    actor = actor_of(request, "commitments.edit", one)
    form = CommitForm(request.POST or None, initial={"text": actions.task_of(one)})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.promise(
                    actor,
                    one,
                    text=form.cleaned_data["text"],
                    responsible=form.named("responsible", actor, unit_named),
                    due=form.cleaned_data["due"],
                )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Åtagandet är infört."))
            return redirect(made)
    context = {
        "gap": one,
        "said": one.facts.get("text", ""),
        "form": form,
        "back": reverse("gaps:gap", args=[one.pk]),
        "trail": _trail((_("Gör ett åtagande"), "")),
    }
    return render(request, "gaps/promise.html", context, status=REFUSED if form.errors else 200)


@require_safe
def known(request: HttpRequest) -> HttpResponse:
    """All that is known for a while, that which comes back first first."""
    actor, day = actor_of(request), today()
    actions.catch_up(actor.municipality_code, day)
    page = queries.known(actor.municipality_code, request.GET.get("efter", ""))
    why = queries.reasons(page.rows)
    context = {
        "label": _("Kända brister"),
        "lead": _("Det här är känt och får stå kvar en tid. Efter den dag som står visas det på Idag igen."),
        "empty": _("Ingen brist är känd sedan tidigare."),
        "rows": [shown.gap(one, day, actor, why.get(one.pk)) for one in page.rows],
        "next_url": f"{reverse('gaps:known')}?efter={page.cursor}" if page.cursor else "",
        "trail": _trail((_("Kända brister"), "")),
    }
    return render(request, "gaps/group.html", context)


@require_safe
def mended(request: HttpRequest) -> HttpResponse:
    """What was mended, by whom and how, the latest first."""
    actor = actor_of(request)
    actions.catch_up(actor.municipality_code, today())
    page = queries.mended(actor.municipality_code, request.GET.get("efter", ""))
    context = {
        "label": _("Åtgärdade brister"),
        "lead": _("Det här saknades och är gjort. Meningen säger hur det var dagen då det åtgärdades."),
        "empty": _("Ingen brist är åtgärdad än."),
        "rows": [shown.mended(one) for one in page.rows],
        "next_url": f"{reverse('gaps:mended')}?efter={page.cursor}" if page.cursor else "",
        "trail": _trail((_("Åtgärdade brister"), "")),
    }
    return render(request, "gaps/group.html", context)
