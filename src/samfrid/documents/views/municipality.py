"""Whose document it is: a question that is asked, never guessed silently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samfrid.documents import actions
from samfrid.documents.models import Document
from samfrid.documents.rules import Belonging, belonging
from samfrid.documents.views.common import document_of, opened_of, say
from samfrid.municipalities import permissions
from samfrid.municipalities.middleware import SamfridRequest
from samfrid.municipalities.models import Membership
from samfrid.municipalities.requests import actor_of
from samfrid.reading.knowledge.municipalities import by_code


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to the question: the code that is posted, and what it says."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """Which municipality's document it is, with the answers that the person may give."""

    sentence: str
    help: str
    answers: list[Answer]


def question_of(request: HttpRequest, actor: Membership, document: Document) -> Question | None:
    """The question, or None where the text or a person has answered it."""
    own = document.municipality_id
    whose = belonging(own, document.read_municipality, document.confirmed_municipality)
    if whose is Belonging.OWN:
        return None
    here = document.municipality.name
    if whose is Belonging.UNKNOWN:
        answers = [Answer(own, _("Den hör till %(here)s") % {"here": here})]
        answers += [
            Answer(one.municipality_code, _("Flytta den till %(there)s") % {"there": one.municipality.name})
            for one in roles_elsewhere(request, actor)
        ]
        sentence = _("Det står inte vilken kommun handlingen hör till.")
        help_text = _("Svara innan du godkänner den. Hör den till en kommun som inte finns här: ta bort den.")
        return Question(sentence, help_text, answers)
    there = name_of(document.read_municipality)
    sentence = _("Handlingen ser ut att höra till %(there)s, men du arbetar i %(here)s.")
    answers = [Answer(own, _("Behåll den i %(here)s") % {"here": here})]
    target = role_in(request, actor, document.read_municipality)
    if target:
        answers.append(Answer(target.municipality_code, _("Flytta den till %(there)s") % {"there": there}))
        help_text = _("Om den flyttas läses och granskas den där från början.")
    else:
        help_text = _("Du har ingen roll i %(there)s. Hör handlingen dit: ta bort den och lämna den dit.")
    names = {"there": there, "here": here}
    return Question(sentence % names, help_text % names, answers)


def name_of(code: str) -> str:
    """A municipality's name by its code, whether or not it is a tenant here."""
    town = by_code().get(code)
    return town.name if town else code


def roles_elsewhere(request: HttpRequest, actor: Membership) -> list[Membership]:
    """The person's roles in other municipalities that let her take in documents there, one for each municipality."""
    found: dict[str, Membership] = {}
    for one in cast(SamfridRequest, request).memberships:
        if one.municipality_code != actor.municipality_code and permissions.may(one, "documents.upload"):
            found.setdefault(one.municipality_code, one)
    return list(found.values())


def role_in(request: HttpRequest, actor: Membership, code: str) -> Membership | None:
    """The person's role in one other municipality, if it lets her take in documents there."""
    return next((one for one in roles_elsewhere(request, actor) if one.municipality_code == code), None)


@require_POST
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep the document here, or move it to where it belongs."""
    actor = actor_of(request)
    document = document_of(key)
    code = request.POST.get("kommun", "")
    there = role_in(request, actor, code)
    try:
        if there is None:
            if code != actor.municipality_code:
                raise ValidationError(_("Välj vilken kommun handlingen hör till."))
            actions.confirm_municipality(actor, document, code)
            actions.spend(document, opened_of(request))
            return redirect(document)
        actions.move(actor, document, there)
    except ValidationError as error:
        say(request, error)
        return redirect(document)
    names = {"name": document, "there": there.municipality.name}
    messages.success(request, _("”%(name)s” är flyttad till %(there)s. Byt kommun för att granska den.") % names)
    return redirect("documents:list")
