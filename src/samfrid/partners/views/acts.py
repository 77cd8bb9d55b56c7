"""What the views of acts share: doing it, or saying why not; a page with one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samfrid.municipalities.requests import refuse

REFUSED = 422


def done(form: Form, act: Callable[[], Any]) -> bool:
    """Whether the act could be done; if not, the form says why, and keeps what was typed."""
    try:
        with transaction.atomic():
            act()
    except ValidationError as error:
        refuse(form, error)
        return False
    return True


def posted(request: HttpRequest) -> Any:
    """What was sent, empty or not; None where the form is only opened."""
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, form: Form, **context: Any) -> HttpResponse:
    """A page with one form: ``title``, ``kind``, ``act_label``, ``back_url``, ``trail`` and perhaps a ``lead``."""
    status = REFUSED if form.errors else 200
    return render(request, "partners/act.html", {"form": form} | context, status=status)


def see_again(form: Form, version: int) -> None:
    """Let a refused form be sent again as seen now: what is saved by then has been seen."""
    data: Any = form.data
    fresh = data.copy()
    fresh[form.add_prefix("seen")] = str(version)
    form.data = fresh
