"""The documents of a matter: those that are kept already, and new ones taken in for it."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samfrid.documents import actions, queries
from samfrid.documents.models import Document
from samfrid.documents.views.files import ACCEPT, limits
from samfrid.matters.actions.attachments import attach, detach
from samfrid.matters.models import Attachment, AttachmentRole, Matter
from samfrid.municipalities.models import Membership
from samfrid.municipalities.requests import actor_of, refuse

REFUSED: Final = 422


class AttachForm(forms.Form):
    """A kept document, and what it is in the matter."""

    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=gettext_lazy("Handling"),
        empty_label=gettext_lazy("Välj …"),
        error_messages={
            "required": gettext_lazy("Välj en handling."),
            "invalid_choice": gettext_lazy("Handlingen finns inte längre bland dem som kan väljas. Välj igen."),
        },
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Vad är den i ärendet?"),
        choices=AttachmentRole.choices,
        # the least that can be said: the matter's own text gets the matter's access
        initial=AttachmentRole.ATTACHMENT,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        newest = [document.pk for document in queries.documents(size=200).documents]
        field = self.fields["document"]
        if isinstance(field, forms.ModelChoiceField):
            rows = Document.objects.defer("reading").order_by("-created_at", "-id")
            # the newest; an older one is attached by being added again: it is known by its bytes
            field.queryset = rows.filter(pk__in=newest)


class RoleForm(forms.Form):
    """What the files that are taken in are in the matter."""

    role = forms.ChoiceField(
        label=gettext_lazy("Vad är de i ärendet?"),
        choices=AttachmentRole.choices,
        initial=AttachmentRole.ATTACHMENT,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def of_matter(request: HttpRequest, key: UUID) -> HttpResponse:
    """The matter's documents, a form to attach one that is kept, and a place to add new ones."""
    matter = get_object_or_404(Matter, pk=key)
    actor = actor_of(request, "matters.edit", matter)
    form = AttachForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        document: Document = form.cleaned_data["document"]
        role = AttachmentRole(form.cleaned_data["role"])
        try:
            attach(actor, matter, document_id=document.pk, name=str(document), role=role)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Handlingen hör nu till ärendet."))
            return redirect("belonging:of_matter", key)
    return _page(request, matter, form)


def _page(request: HttpRequest, matter: Matter, form: AttachForm) -> HttpResponse:
    rows = [
        {
            "name": one.name,
            "url": one.get_absolute_url(),
            "role": capfirst(one.get_role_display()),
            "detach_url": reverse("belonging:detach", args=[one.pk]),
        }
        for one in matter.attachments.order_by("created_at")
    ]
    context = {
        "matter": matter,
        "rows": rows,
        "form": form,
        "upload_url": reverse("belonging:upload_for", args=[matter.pk]),
        "role_form": RoleForm(auto_id="ny_%s"),
        "accept": ACCEPT,
        "help": limits(),
        "trail": [
            (_("Ärenden"), reverse("matters:list")),
            (matter.title, matter.get_absolute_url()),
            (_("Handlingar"), ""),
        ],
    }
    return render(request, "documents/of_matter.html", context, status=REFUSED if form.errors else 200)


@require_POST
def upload_for(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take in files for the matter. One that is refused never stops the others."""
    matter = get_object_or_404(Matter, pk=key)
    actor = actor_of(request, "matters.edit", matter)
    actor_of(request, "documents.upload")
    files, form = request.FILES.getlist("files"), RoleForm(request.POST)
    if not files or not form.is_valid():
        messages.warning(request, _("Välj en eller flera handlingar, och vad de är i ärendet."))
        return redirect("belonging:of_matter", key)
    role = AttachmentRole(form.cleaned_data["role"])
    taken = sum(_taken(request, actor, matter, file, role) for file in files)
    if taken:
        text = ngettext("%(n)s handling hör nu till ärendet.", "%(n)s handlingar hör nu till ärendet.", taken)
        messages.success(request, text % {"n": taken})
    return redirect("belonging:of_matter", key)


def _taken(request: HttpRequest, actor: Membership, matter: Matter, file: Any, role: AttachmentRole) -> bool:
    """Keep a file, attach it, and have it read as any other."""
    try:
        document, _is_new = actions.receive(actor, file.name or "", file)
        attach(actor, matter, document_id=document.pk, name=str(document), role=role)
    except ValidationError as error:
        messages.warning(request, f"{file.name}: {' '.join(error.messages)}")
        return False
    return True


@require_POST
def take_off(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that a document does not belong to the matter after all."""
    attachment = get_object_or_404(Attachment.objects.select_related("matter"), pk=key)
    actor = actor_of(request, "matters.edit", attachment.matter)
    matter = attachment.matter
    detach(actor, attachment)
    messages.success(request, _("Handlingen hör inte längre till ärendet. Den finns kvar under Dokument."))
    return redirect("belonging:of_matter", matter.pk)
