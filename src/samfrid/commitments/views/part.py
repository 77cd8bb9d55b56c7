"""A page with one form that does one act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samfrid.commitments.views.listing import REFUSED
from samfrid.municipalities.requests import refuse

#: what the page says: title, lead, the verb on the button, what is said when it is done
Words = tuple[str, str, str, str]


def part_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Any],
    words: Words,
    *,
    back: str,
    trail: list[tuple[str, str]],
    danger: bool = False,
) -> HttpResponse:
    """Show the form; do the act where what was sent is right, and go back; say what is wrong with it otherwise."""
    title, lead, label, done = words
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                act()
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, done)
            return redirect(back)
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "act_label": label,
        "back_url": back,
        "danger": danger,
        "trail": [*trail, (title, "")],
    }
    return render(request, "commitments/part.html", context, status=REFUSED if form.errors else 200)
