"""What the pages with one form have in common."""

from __future__ import annotations

from typing import Any, Final

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samfrid.plans.models import Plan

REFUSED: Final = 422


def posted(request: HttpRequest) -> Any:
    """What was sent, or None where the form is only to be shown: an empty form that is sent is told what it lacks."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest, form: Form, *, heading: str, plan: Plan | None = None, **words: Any
) -> HttpResponse:
    """A page with one form: ``act`` is its verb, ``back`` the way out; ``lead`` and ``away`` are optional."""
    trail = [(_("Planer"), reverse("plans:list"))]
    if plan:
        trail.append((plan.name, plan.get_absolute_url()))
    context = {"form": form, "heading": heading, "kind": plan.name if plan else "", "trail": [*trail, (heading, "")]}
    return render(request, "plans/form.html", context | words, status=REFUSED if form.errors else 200)


def confirm_page(request: HttpRequest, plan: Plan, **words: Any) -> HttpResponse:
    """A page that asks once before something is taken away: ``title``, ``text``, ``act_label``, maybe ``form``."""
    form = words.get("form")
    context = {
        "back_url": plan.get_absolute_url(),
        "trail": [(_("Planer"), reverse("plans:list")), (plan.name, plan.get_absolute_url()), (words["title"], "")],
    }
    return render(request, "plans/confirm.html", context | words, status=REFUSED if form and form.errors else 200)
