"""Who may read a document."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from samfrid.documents.actions.access import classify
from samfrid.documents.views.common import document_of, trail
from samfrid.municipalities.models import Access
from samfrid.municipalities.requests import actor_of, refuse

REFUSED = 422


class AccessForm(forms.Form):
    """One of three."""

    access = forms.TypedChoiceField(
        label=gettext_lazy("Vem får läsa handlingen?"),
        choices=[
            (Access.PUBLIC, gettext_lazy("Offentligt: alla som har en roll i kommunen")),
            (Access.INTERNAL, gettext_lazy("Internt: de som arbetar med den")),
            (Access.CONFIDENTIAL, gettext_lazy("Sekretess: samordnare och registrator")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda value: Access(int(value)),
        help_text=gettext_lazy("Meningar ur handlingen som visas på andra sidor följer med."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say who may read it."""
    document = document_of(key)
    actor = actor_of(request, "documents.classify", document)
    form = AccessForm(request.POST if request.method == "POST" else None, initial={"access": document.access})
    if request.method == "POST" and form.is_valid():
        try:
            classify(actor, document, access=form.cleaned_data["access"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Åtkomsten är sparad."))
            return redirect(document)
    context = {"document": document, "form": form, "trail": trail(document, _("Åtkomst"))}
    return render(request, "documents/access.html", context, status=REFUSED if form.errors else 200)
