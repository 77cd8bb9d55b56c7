"""Minutes: the list, one meeting's way to legal force, its acts, and the notice to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.matters import letters
from samfrid.matters.actions import minutes as actions
from samfrid.matters.forms.minutes import AboutMinutesForm, MinutesForm, StepForm, TakeDownForm
from samfrid.matters.models import Decision, Minutes
from samfrid.matters.queries import minutes as queries
from samfrid.matters.shown import minutes as shown
from samfrid.matters.shown.words import ACTS, TOLD
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.municipalities.shown import lines

REFUSED = 422
FORMS: Final[dict[str, Literal["docx", "pdf"]]] = {"docx": "docx", "pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Act:
    """One step that is entered with its day: the verb, how it is done, and what is said of it."""

    label: str | Promise
    verb: str | Promise
    field: str
    do: Callable[..., Minutes]


#: by their word in the address
STEPS: Final = {
    "justerat": Act(gettext_lazy("Justerat"), gettext_lazy("Spara justeringen"), "adjusted_on", actions.adjust),
    "anslaget": Act(gettext_lazy("Anslaget"), gettext_lazy("Spara anslaget"), "announced_on", actions.announce),
    "nedtaget": Act(
        gettext_lazy("Anslaget togs ned"), gettext_lazy("Spara nedtagningen"), "taken_down_on", actions.take_down
    ),
    "overklagat": Act(gettext_lazy("Överklagat"), gettext_lazy("Spara överklagandet"), "appealed_on", actions.appeal),
    "avgjort": Act(
        gettext_lazy("Överklagandet avgjort"),
        gettext_lazy("Spara avgörandet"),
        "appeal_settled_on",
        actions.settle_appeal,
    ),
}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All minutes, by what is to be done with them."""
    actor, day = actor_of(request), today()
    standing = request.GET.get("visa", "")
    page = queries.minutes_list(
        actor.municipality_code, day, standing=standing, cursor=request.GET.get("fran", "").replace("\0", "")
    )

    def address(**asked: str) -> str:
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{reverse('matters:minutes_list')}?{query}" if query else reverse("matters:minutes_list")

    standings = [("", _("Alla")), *((str(key), str(name)) for key, name in shown.MINUTES_STANDINGS.items())]
    context = {
        "rows": shown.minutes_rows(page.rows, day),
        "standings": [(name, address(visa=key), key == standing) for key, name in standings],
        "narrowed": bool(standing),
        "next_url": address(visa=standing, fran=page.cursor) if page.cursor else "",
        "may_edit": may(actor, "matters.edit"),
        "code": actor.municipality_code,
        "trail": [(_("Ärenden"), reverse("matters:list")), (_("Protokoll"), "")],
    }
    return render(request, "matters/minutes_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Open the minutes of a meeting."""
    actor = actor_of(request, "matters.edit")
    form = MinutesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            with transaction.atomic():
                made = actions.open_minutes(
                    actor,
                    body=form.named("body", actor, body_named),
                    met_on=told["met_on"],
                    part=told["part"],
                    kept_at=told["kept_at"],
                    secretary=told["secretary"],
                    today=today(),
                )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Protokollet är upplagt."))
            return redirect(made)
    context = {
        "form": form,
        "trail": [
            (_("Ärenden"), reverse("matters:list")),
            (_("Protokoll"), reverse("matters:minutes_list")),
            (_("Nytt protokoll"), ""),
        ],
    }
    return render(request, "matters/minutes_create.html", context, status=REFUSED if form.errors else 200)


@require_safe
def minutes(request: HttpRequest, key: UUID) -> HttpResponse:
    """One meeting's minutes, from the meeting to legal force."""
    return _page(request, actor_of(request), _found(key))


def _found(key: UUID) -> Minutes:
    return get_object_or_404(Minutes.objects.select_related("body", "municipality"), pk=key)


def _form(found: Minutes, name: str, data: Any = None) -> StepForm:
    kind = TakeDownForm if name == "nedtaget" else StepForm
    known: dt.date | None = getattr(found, STEPS[name].field)
    return kind(data, prefix=name, initial={"on": known})


def _follows(found: Minutes, name: str) -> bool:
    """Whether a step can be entered, or one that was entered can be corrected."""
    needs = {"anslaget": found.adjusted_on, "nedtaget": found.announced_on, "avgjort": found.appealed_on}
    return needs.get(name, found.met_on) is not None


def _acts(found: Minutes, following: str, name: str, refused: StepForm | None) -> list[dict[str, Any]]:
    """The steps that can be entered now, the next one open; the refused one with what was written."""
    return [
        {
            "name": one,
            "label": act.label,
            "verb": act.verb,
            "form": refused if one == name and refused else _form(found, one),
            "known": getattr(found, act.field),
            "open": one == following,
            "ask_early": bool(one == name and refused and "early" in refused.errors),
        }
        for one, act in STEPS.items()
        if one == following or _follows(found, one)
    ]


def _page(
    request: HttpRequest, actor: Membership, found: Minutes, name: str = "", refused: StepForm | None = None
) -> HttpResponse:
    day = today()
    page = queries.minutes_page(found)
    may_edit = may(actor, "matters.edit", found)
    tone, word = shown.minutes_standing(found, day)
    acts = _acts(found, name or shown.next_act(found, day), name, refused) if may_edit else []
    context = {
        "minutes": found,
        "title": shown.title_of(found),
        "tone": tone,
        "word": word,
        "links": shown.steps(found, day),
        "facts": shown.minutes_facts(found),
        "decisions": [shown.placed(one) for one in page.decisions],
        "homeless": [shown.placed(one) for one in page.homeless] if may_edit else [],
        "replies": page.replies,
        "acts": acts,
        "refused": refused,
        "about": AboutMinutesForm(initial={"kept_at": found.kept_at, "secretary": found.secretary})
        if may_edit
        else None,
        "history": lines(found, ACTS, TOLD),
        "code": actor.municipality_code,
        "trail": [
            (_("Ärenden"), reverse("matters:list")),
            (_("Protokoll"), reverse("matters:minutes_list")),
            (shown.title_of(found), ""),
        ],
    }
    return render(request, "matters/minutes.html", context, status=REFUSED if refused else 200)


@require_POST
def step(request: HttpRequest, key: UUID, step: str) -> HttpResponse:
    """Enter the day of a step. What is refused is shown beside the day that was written."""
    found = _found(key)
    actor = actor_of(request, "matters.edit", found)
    if step not in STEPS:
        raise Http404
    form = _form(found, step, request.POST)
    if form.is_valid():
        told = {"on": form.cleaned_data["on"], "today": today()}
        if step == "nedtaget":
            told["early"] = form.cleaned_data["early"]
        try:
            STEPS[step].do(actor, found, **told)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Dagen är sparad."))
            return redirect(found)
    return _page(request, actor, found, step, form)


@require_POST
def describe(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say where the minutes are kept and who wrote them."""
    found = _found(key)
    actor = actor_of(request, "matters.edit", found)
    form = AboutMinutesForm(request.POST)
    if form.is_valid():
        actions.describe_minutes(actor, found, **form.cleaned_data)
        messages.success(request, _("Uppgifterna är sparade."))
    else:
        # only a text longer than the field takes, which the browser does not let anybody write
        messages.error(request, _("Texten är för lång. Det som stod förut är kvar."))
    return redirect(found)


@require_POST
def place(request: HttpRequest, key: UUID, decision: UUID) -> HttpResponse:
    """Place a decision in the minutes, or take it out of them again."""
    found = _found(key)
    one = get_object_or_404(Decision.objects.select_related("matter", "body"), pk=decision)
    actor = actor_of(request, "matters.edit", one.matter)
    inside = "ut" not in request.POST
    if not inside and one.minutes_id != found.pk:
        return redirect(found)
    try:
        actions.place(actor, one, minutes=found if inside else None)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("Beslutet står i protokollet.") if inside else _("Beslutet är taget ur protokollet.")
        )
    return redirect(found)


@require_safe
def notice(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """The notice of the minutes as a file to print and sign."""
    found = _found(key)
    actor_of(request, "open.read", found)
    if form not in FORMS:
        raise Http404
    paper = letters.notice(found, str(found.municipality), signer=found.secretary)
    name = f"anslag-{found.met_on.isoformat()}"
    return file_response(name, FORMS[form], letters.made(paper, FORMS[form]))
