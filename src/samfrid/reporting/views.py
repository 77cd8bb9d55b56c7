"""The rounds: the list, a new one, and one with who has answered and who has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.municipalities.shown import lines
from samfrid.post.delivery import has_server
from samfrid.reporting import actions, queries, shown
from samfrid.reporting.forms import RoundForm
from samfrid.reporting.models import Request, Round

RIGHT: Final = "reporting.run"
REFUSED: Final = 422


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All rounds, the newest first."""
    actor = actor_of(request, RIGHT)
    found = queries.rounds(actor.municipality_code, request.GET.get("fran", ""))
    day = today()
    context = {
        "rows": [shown.row(one, day) for one in found.rows],
        "next_url": f"{reverse('reporting:rounds')}?fran={found.cursor}" if found.cursor else "",
    }
    return render(request, "reporting/rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new round."""
    actor = actor_of(request, RIGHT)
    initial = {"opens_on": today(), "asker": actor.actor_name, "reach": actor.user.email}
    form = RoundForm(request.POST) if request.method == "POST" else RoundForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_round(actor, today=today(), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            told = _("Omgången är öppen och breven är skrivna.") if made.opened_on else _("Omgången är upplagd.")
            messages.success(request, told)
            return redirect(made)
    trail = [(_("Rapportering"), reverse("reporting:rounds")), (_("Ny omgång"), "")]
    status = REFUSED if form.errors else 200
    return render(request, "reporting/create.html", {"form": form, "trail": trail}, status=status)


@require_safe
def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """One round: who has answered, who has not, when they were reminded, and what nobody could be asked about."""
    actor = actor_of(request, RIGHT)
    found = get_object_or_404(Round.objects.select_related("unit"), pk=key)
    day, server = today(), has_server() and not actor.municipality.is_example
    asked, missing = queries.answering(found), queries.unreached(found)
    tone, word = shown.round_state(found, day)
    page = shown.Page(
        found,
        tone,
        word,
        shown.facts(found, asked, len(missing)),
        [shown.answering_row(each, found, day, has_server=server) for each in asked],
        [shown.not_asked(each) for each in missing],
        found.opened_on is not None and found.closed_on is None,
        lines(found, shown.ACTS, ("who", "name")),
    )
    trail = [(_("Rapportering"), reverse("reporting:rounds")), (found.name, "")]
    return render(request, "reporting/round.html", {"page": page, "trail": trail})


def _done(request: HttpRequest, round_key: UUID, act: Callable[[], str]) -> HttpResponse:
    """Do an act of a round's page, and go back to it with what came of it in words."""
    try:
        told = act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, told)
    return redirect("reporting:round", round_key)


@require_POST
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close the round."""
    actor, found = _round(request, key)

    def act() -> str:
        actions.close_round(actor, found, today=today())
        return _("Omgången är stängd. Länkarna gäller inte längre.")

    return _done(request, key, act)


@require_POST
def end_series(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let no further round open by itself."""
    actor, found = _round(request, key)

    def act() -> str:
        actions.end_series(actor, found)
        return _("Ingen ny omgång öppnar av sig själv.")

    return _done(request, key, act)


@require_POST
def ask_more(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask about what has come since."""
    actor, found = _round(request, key)

    def act() -> str:
        number = actions.ask_more(actor, found, today=today())
        told = ngettext("%(n)s till har fått frågan.", "%(n)s till har fått frågan.", number) % {"n": number}
        return told if number else _("Ingen ny att fråga. Listan över dem som inte kan nås är uppdaterad.")

    return _done(request, key, act)


@require_POST
def remind_all(request: HttpRequest, key: UUID) -> HttpResponse:
    """Remind all who have something left to answer."""
    actor, found = _round(request, key)

    def act() -> str:
        number = 0
        for each in queries.answering(found):
            if each.waiting:
                number += _reminded(actor, each.request)
        if not number:
            return _("Ingen att påminna: de har svarat, eller fått en påminnelse i dag.")
        return ngettext("%(n)s påminnelse är skriven.", "%(n)s påminnelser är skrivna.", number) % {"n": number}

    return _done(request, key, act)


def _reminded(actor: Membership, asked: Request) -> bool:
    try:
        return actions.remind(actor, asked, today=today())
    except ValidationError:
        # revoked, or answered in this very moment: the page shows which
        return False


def _round(request: HttpRequest, key: UUID) -> tuple[Membership, Round]:
    found = get_object_or_404(Round, pk=key)
    return actor_of(request, RIGHT, found), found


def _asked(request: HttpRequest, key: UUID) -> tuple[Membership, Request]:
    found = get_object_or_404(Request, pk=key)
    return actor_of(request, RIGHT, found), found


Act = Callable[..., Any]


def _about_one(request: HttpRequest, key: UUID, act: Act, done: str, before: str = "") -> HttpResponse:
    actor, found = _asked(request, key)

    def do() -> str:
        made = act(actor, found, today=today())
        return before if made is False else done

    return _done(request, found.round_id, do)


@require_POST
def remind(request: HttpRequest, key: UUID) -> HttpResponse:
    """Remind one."""
    return _about_one(
        request, key, actions.remind, _("Påminnelsen är skriven."), _("En påminnelse är redan skriven i dag.")
    )


@require_POST
def escalate(request: HttpRequest, key: UUID) -> HttpResponse:
    """Tell one's head of unit."""
    return _about_one(
        request, key, actions.escalate, _("Brevet till chefen är skrivet."), _("Chefen har redan fått ett brev.")
    )


@require_POST
def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take back one's links."""
    return _about_one(request, key, actions.revoke, _("Länken är återkallad."))


@require_POST
def new_link(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send one another link."""
    return _about_one(request, key, actions.new_link, _("Ett brev med en ny länk är skrivet. Den gamla gäller inte."))
