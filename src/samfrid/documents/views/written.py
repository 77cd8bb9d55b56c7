"""The kept document in which a routine is written, or that shows a training: files are kept in this room, so it is
chosen here.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from samfrid.documents import queries
from samfrid.documents.models import Document
from samfrid.municipalities.models import Access
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.plans.actions import write_down
from samfrid.plans.actions.training import evidence_of_training
from samfrid.plans.models import Routine, Training

REFUSED: Final = 422


class WrittenForm(forms.Form):
    """A kept document, or none of them."""

    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=gettext_lazy("Handling"),
        required=False,
        empty_label=gettext_lazy("Ingen av dem"),
        error_messages={
            "invalid_choice": gettext_lazy("Handlingen finns inte längre bland dem som kan väljas. Välj igen."),
        },
    )

    def __init__(self, *args: Any, routine: Routine | Training, **options: Any) -> None:
        super().__init__(*args, **options)
        keys = [document.pk for document in queries.documents(size=200).documents]
        keys += [routine.document_id] if routine.document_id else []
        field = self.fields["document"]
        assert isinstance(field, forms.ModelChoiceField)
        # routines and training are read by all: what is confidential is not pointed at from them
        rows = Document.objects.defer("reading").filter(pk__in=keys, access__lt=Access.CONFIDENTIAL)
        field.queryset = rows.order_by("-created_at", "-id")


@require_http_methods(["GET", "HEAD", "POST"])
def of_routine(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say which kept document the routine is written in."""
    routine = get_object_or_404(Routine, pk=key)
    actor = actor_of(request, "plans.edit", routine)
    posted = request.POST if request.method == "POST" else None
    form = WrittenForm(posted, routine=routine, initial={"document": routine.document_id})
    if form.is_valid():
        document: Document | None = form.cleaned_data["document"]
        try:
            write_down(
                actor,
                routine,
                document_id=document.pk if document else None,
                name=str(document) if document else "",
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Det är angivet var rutinen är nedskriven."))
            return redirect(routine)
    context = {
        "form": form,
        "routine": routine,
        "trail": [
            (_("Planer"), reverse("plans:list")),
            (_("Rutiner"), reverse("routines:list")),
            (routine.name, routine.get_absolute_url()),
            (_("Handling"), ""),
        ],
    }
    return render(request, "documents/of_routine.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def of_training(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say which kept document shows that a training was held."""
    training = get_object_or_404(Training, pk=key)
    actor = actor_of(request, "plans.edit", training)
    posted = request.POST if request.method == "POST" else None
    form = WrittenForm(posted, routine=training, initial={"document": training.document_id})
    if form.is_valid():
        document: Document | None = form.cleaned_data["document"]
        try:
            chosen, name = (document.pk, str(document)) if document else (None, "")
            evidence_of_training(actor, training, document_id=chosen, name=name)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Det är angivet vad som visar utbildningen."))
            return redirect(training)
    context = {
        "form": form,
        "training": training,
        "trail": [
            (_("Planer"), reverse("plans:list")),
            (_("Utbildningar"), reverse("training:list")),
            (training.name, training.get_absolute_url()),
            (_("Handling"), ""),
        ],
    }
    return render(request, "documents/of_training.html", context, status=REFUSED if form.errors else 200)
