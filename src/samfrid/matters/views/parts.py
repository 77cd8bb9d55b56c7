"""Adding to a matter that is here already: a number, a person, a clause, a question, another matter, its title."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samfrid.matters import actions
from samfrid.matters.actions.access import classify, publish
from samfrid.matters.actions.opening import describe, unrelate
from samfrid.matters.actions.series import take_number
from samfrid.matters.forms.parts import (
    AccessForm,
    NumberForm,
    PersonForm,
    QuestionForm,
    RelateForm,
    RequestForm,
    TitleForm,
)
from samfrid.matters.models import Matter, PersonRole
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Membership
from samfrid.municipalities.requests import actor_of, refuse

REFUSED: Final = 422


@dataclass(frozen=True, slots=True)
class Part:
    """One form: what it is called, what its button says, what it does and what is then told."""

    heading: Promise
    act_label: Promise
    done: Promise
    form: Callable[[Matter, Any], forms.Form]
    act: Callable[[Membership, Matter, Any], object]
    right: str = "matters.edit"
    lead: Promise | str = ""


def _number(actor: Membership, matter: Matter, form: NumberForm) -> None:
    told = form.cleaned_data
    if told["series"]:
        take_number(actor, matter, series=told["series"])
    else:
        actions.add_number(actor, matter, told["numbers"], form.named("body", actor, body_named))


def _person(actor: Membership, matter: Matter, form: forms.Form) -> None:
    told = form.cleaned_data
    actions.add_person(actor, matter, told["people"], told["party"], PersonRole(told["role"]))


def _access(actor: Membership, matter: Matter, form: forms.Form) -> None:
    told = form.cleaned_data
    if told["published"] and told["access"]:
        raise ValidationError({"published": _("Bara ett offentligt ärende kan publiceras.")})
    own = classify(actor, matter, access=told["access"])
    publish(actor, own, published=told["published"])


PARTS: Final[Mapping[str, Part]] = {
    "number": Part(
        gettext_lazy("Lägg till ett diarienummer"),
        gettext_lazy("Lägg till numret"),
        gettext_lazy("Diarienumret är tillagt."),
        lambda _matter, data: NumberForm(data),
        _number,
    ),
    "person": Part(
        gettext_lazy("Lägg till en person"),
        gettext_lazy("Lägg till personen"),
        gettext_lazy("Personen är tillagd."),
        lambda _matter, data: PersonForm(data),
        _person,
    ),
    "request": Part(
        gettext_lazy("Lägg till ett yrkande"),
        gettext_lazy("Lägg till yrkandet"),
        gettext_lazy("Yrkandet är tillagt."),
        lambda _matter, data: RequestForm(data),
        lambda actor, matter, form: actions.add_request(actor, matter, form.cleaned_data["text"]),
        lead=gettext_lazy("En att-sats i taget: var och en beslutas och följs för sig."),
    ),
    "question": Part(
        gettext_lazy("Lägg till en fråga"),
        gettext_lazy("Lägg till frågan"),
        gettext_lazy("Frågan är tillagd."),
        lambda _matter, data: QuestionForm(data),
        lambda actor, matter, form: actions.add_question(actor, matter, text=form.cleaned_data["text"]),
    ),
    "relate": Part(
        gettext_lazy("Knyt ihop med ett annat ärende"),
        gettext_lazy("Knyt ihop"),
        gettext_lazy("Ärendena hör nu ihop."),
        lambda matter, data: RelateForm(matter, data),
        lambda actor, matter, form: actions.relate(actor, matter, form.chosen()),
    ),
    "title": Part(
        gettext_lazy("Ändra rubriken"),
        gettext_lazy("Spara rubriken"),
        gettext_lazy("Rubriken är sparad."),
        lambda matter, data: TitleForm(data, initial={"title": matter.title, "addressee": matter.addressee}),
        lambda actor, matter, form: describe(
            actor, matter, title=form.cleaned_data["title"], addressee=form.cleaned_data["addressee"]
        ),
    ),
    "access": Part(
        gettext_lazy("Åtkomst och publicering"),
        gettext_lazy("Spara åtkomsten"),
        gettext_lazy("Åtkomsten är sparad. Ärendets åtaganden och handlingar har följt med."),
        lambda matter, data: AccessForm(data, initial={"access": matter.access, "published": matter.published}),
        _access,
        right="matters.classify",
        lead=gettext_lazy("Vem som får läsa ärendet är en sak, om det är publicerat en annan."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: UUID, part: str) -> HttpResponse:
    """The form of one part; what was typed is kept when it is refused."""
    matter, asked = get_object_or_404(Matter, pk=key), PARTS[part]
    actor = actor_of(request, asked.right, matter)
    form = asked.form(matter, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            asked.act(actor, matter, form)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, str(asked.done))
            return redirect("matters:matter", key)
    context = {
        "matter": matter,
        "form": form,
        "heading": asked.heading,
        "lead": asked.lead,
        "act_label": asked.act_label,
        "trail": [
            (_("Ärenden"), reverse("matters:list")),
            (matter.title, matter.get_absolute_url()),
            (str(asked.heading), ""),
        ],
    }
    return render(request, "matters/part.html", context, status=REFUSED if form.errors else 200)


@require_POST
def part_ways(request: HttpRequest, key: UUID, other: UUID) -> HttpResponse:
    """Take back that two matters belong together."""
    matter = get_object_or_404(Matter, pk=key)
    actor = actor_of(request, "matters.edit", matter)
    unrelate(actor, matter, get_object_or_404(Matter, pk=other))
    messages.success(request, _("Ärendena hör inte längre ihop."))
    return redirect("matters:matter", key)
