"""The letters that went out, one of them, and their copies on paper."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.requests import actor_of
from samfrid.papers.pdf import pdf
from samfrid.post import actions, queries, rules, shown
from samfrid.post.delivery import has_server
from samfrid.post.models import Letter

RIGHT: Final = "post.read"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All letters, narrowed to those that wait to be printed, did not arrive, or have gone."""
    actor = actor_of(request, RIGHT)
    chosen = request.GET.get("visa", "")
    server = _mails(actor.municipality.is_example)
    found = queries.letters(
        actor.municipality_code, has_server=server, chosen=chosen, cursor=request.GET.get("fran", "")
    )

    def address(**asked: str) -> str:
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{reverse('post:list')}?{query}" if query else reverse("post:list")

    names = [("", _("Alla")), *((str(key), str(name)) for key, name in shown.FILTER_NAMES.items())]
    context = shown.rows_context(found.rows, has_server=server) | {
        "filters": [(name, address(visa=key), key == chosen) for key, name in names],
        "chosen": chosen,
        "next_url": address(visa=chosen, fran=found.cursor) if found.cursor else "",
        "has_server": server,
        "is_example": actor.municipality.is_example,
        "may_print": chosen == queries.Filter.TO_PRINT and bool(found.rows),
    }
    return render(request, "post/list.html", context)


def _mails(is_example: bool) -> bool:  # noqa: FBT001
    """Whether letters go by mail: not those of the example, whose people are invented."""
    return has_server() and not is_example


@require_safe
def letter(request: HttpRequest, key: UUID) -> HttpResponse:
    """One letter, without its link: that is in the copy that its recipient gets."""
    actor = actor_of(request, RIGHT)
    found = get_object_or_404(Letter, pk=key)
    tone, word = rules.SHOWN[shown.state_of(found, has_server=_mails(actor.municipality.is_example))]
    context = {
        "letter": found,
        "words": shown.words(found),
        "kind": capfirst(found.get_kind_display()),
        "facts": shown.facts(found),
        "tone": tone,
        "word": str(word),
        "trouble": shown.trouble(found),
        "may_open": bool(found.link_kind) and actor.municipality.is_example,
        "may_try": bool(found.failed) and not found.sent_at and not found.next_try_at and bool(found.to_address),
        "trail": [(_("Brev"), reverse("post:list")), (found.subject, "")],
    }
    return render(request, "post/letter.html", context)


@require_POST
def print_many(request: HttpRequest) -> HttpResponse:
    """The chosen letters, or all that wait to be printed, as one page to print: each on a sheet of its own."""
    actor = actor_of(request, RIGHT)
    keys = [key for key in request.POST.getlist("brev") if _is_key(key)]
    waiting = queries.to_print(has_server=_mails(actor.municipality.is_example))
    rows = Letter.objects.filter(pk__in=keys) if keys else waiting.order_by("created_at", "id")
    found = list(rows.filter(municipality_id=actor.municipality_code)[: actions.MOST])
    if not found:
        messages.info(request, _("Inget brev väntar på att skrivas ut."))
        return redirect("post:list")
    copies = actions.copy_for_print(actor, found, on=today())
    context = {"copies": copies, "municipality": actor.municipality, "on": today()}
    response = render(request, "post/print.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@require_POST
def as_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """One letter as PDF, with its link; it then counts as printed."""
    actor = actor_of(request, RIGHT)
    found = get_object_or_404(Letter, pk=key)
    ((one, body),) = actions.copy_for_print(actor, [found], on=today())
    made = pdf(shown.paper(one, body, str(actor.municipality), today()))
    return file_response(f"brev-{today().isoformat()}", "pdf", made)


@require_POST
def open_link(request: HttpRequest, key: UUID) -> HttpResponse:
    """Follow the link of a letter in the example's mailbox."""
    actor = actor_of(request, RIGHT)
    found = get_object_or_404(Letter, pk=key)
    try:
        path = actions.open_link(actor, found)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("post:letter", key)
    response = redirect(path)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
def try_again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Mail a letter once more."""
    actor = actor_of(request, RIGHT)
    found = get_object_or_404(Letter, pk=key)
    try:
        actions.try_again(actor, found)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Brevet skickas igen."))
    return redirect("post:letter", key)
