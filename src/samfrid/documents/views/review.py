"""The review: one document beside what was read from it, and what a person says of each proposal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.documents import actions, queries, reviewing
from samfrid.documents.doubts import dropped_sentence, model_sentences
from samfrid.documents.forms import ADDABLE, FindingForm
from samfrid.documents.models import Document, DocumentState, Finding
from samfrid.documents.rows import rows_of
from samfrid.documents.views.common import document_of, is_htmx, opened_of, say, stamp, trail
from samfrid.documents.views.municipality import question_of
from samfrid.documents.words import NAMES, misread_sentence, warning_sentences
from samfrid.municipalities import permissions
from samfrid.municipalities.models import Membership
from samfrid.municipalities.requests import actor_of

#: what the buttons of a proposal do; the words are seen in no address
ACTS: Final[dict[str, Callable[[Membership, Finding, int], Finding]]] = {
    "godkann": actions.accept,
    "annat": actions.take_runner_up,
    "avvisa": actions.reject,
    "saknas": actions.absent,
    "oppna": actions.reopen,
}
#: ways of seeing the document: the drawn page, the text as it was read, the text as it stood
VIEWS: Final = ("sidor", "text", "original")


@require_safe
def document(request: HttpRequest, key: UUID) -> HttpResponse:
    """The document: under review if it has been read and is not approved, to be read otherwise."""
    actor = actor_of(request)
    found = document_of(key, with_reading=True)
    if is_htmx(request) and found.state not in queries.PENDING:
        # the page that waited for the reading asks for itself: it is another page now, with a script of its own
        return HttpResponse(headers={"HX-Refresh": "true"})
    if found.reading is None:
        row = rows_of([found], {})[0]
        context = {
            "document": found,
            "row": row,
            "trail": trail(found),
            "may_retry": permissions.may(actor, "documents.upload", found),
            "may_remove": permissions.may(actor, "documents.remove", found),
        }
        return render(request, "documents/unread.html", context)
    return render(request, "documents/review.html", _review(request, actor, found))


def _review(request: HttpRequest, actor: Membership, found: Document) -> dict[str, Any]:
    findings = list(found.findings.all())
    records = queries.records_of(found) if found.state == DocumentState.APPROVED else {}
    reading = found.reading or {}
    under_review = found.state == DocumentState.READ
    question = question_of(request, actor, found) if under_review else None
    if question:
        # it is asked on top of the page, and only there
        findings = [finding for finding in findings if finding.group != "municipality"]
    return {
        "document": found,
        "trail": trail(found),
        "sections": reviewing.sections_of(
            found,
            findings,
            {pk: one.url for pk, one in records.items()},
            unsure_first=under_review and request.GET.get("ordning") == reviewing.UNSURE_FIRST,
        ),
        "orders": _orders(request, found) if under_review else [],
        "order": reviewing.UNSURE_FIRST if request.GET.get("ordning") == reviewing.UNSURE_FIRST else "",
        "opened": stamp(),
        "tally": queries.tally(found),
        "warnings": [
            # the question on top of the page says it, until somebody has answered
            *warning_sentences([code for code in reading.get("warnings", []) if code != "no_municipality"]),
            *filter(None, [misread_sentence(reading), dropped_sentence(reading)]),
            *model_sentences(reading),
        ],
        "question": question,
        "records": list(records.values()),
        "may_review": under_review and permissions.may(actor, "documents.review", found),
        "may_approve": under_review and permissions.may(actor, "documents.approve", found),
        "may_remove": under_review and permissions.may(actor, "documents.remove", found),
        "may_classify": permissions.may(actor, "documents.classify", found),
        **_seen(request, found, findings),
    }


def _orders(request: HttpRequest, found: Document) -> list[tuple[str, str, bool]]:
    """The two orders of the proposals: that of the groups, and with the unsure first."""
    address, unsure = found.get_absolute_url(), request.GET.get("ordning") == reviewing.UNSURE_FIRST
    return [
        (_("I ordning"), f"{address}#granskning", not unsure),
        (_("Osäkra först"), f"{address}?ordning={reviewing.UNSURE_FIRST}#granskning", unsure),
    ]


def _seen(request: HttpRequest, found: Document, findings: Sequence[Finding]) -> dict[str, Any]:
    """The side with the document itself: which view of it, and what is marked in it."""
    chosen = next((one for one in findings if str(one.pk) == request.GET.get("fynd")), None)
    spans = reviewing.chosen_spans(chosen) or _asked_span(request)
    if chosen is None and spans:
        chosen = next((one for one in findings if reviewing.chosen_spans(one)[:1] == spans), None)
    # what a model quoted has no box on the page: it is marked in the text
    boxed = chosen is not None and any(one.get("bbox") for one in chosen.grounds)
    on_page = bool(found.pictures) and (boxed or not spans)
    view = request.GET.get("visa", "")
    if view not in VIEWS or (view == "sidor" and not found.pictures):
        view = "sidor" if on_page else "text"
    seen: dict[str, Any] = {"view": view, "views": _views(found, view), "chosen": chosen}
    if view == "sidor":
        seen["pages"] = reviewing.pages_of(found, findings, chosen)
    elif view == "text":
        seen["blocks"] = reviewing.blocks_of(found, findings, spans)
    return seen


def _asked_span(request: HttpRequest) -> list[tuple[int, int]]:
    """The stretch that a record's source points at; see ``provenance.models.Source``."""
    try:
        start, end = int(request.GET["fran"]), int(request.GET["till"])
    except (KeyError, ValueError):
        return []
    return [(start, end)] if 0 <= start < end else []


def _views(found: Document, now: str) -> list[tuple[str, str, bool]]:
    names = {"sidor": _("Sidorna"), "text": _("Texten"), "original": _("Texten före lagning")}
    address = found.get_absolute_url()
    shown = [view for view in VIEWS if view != "sidor" or found.pictures]
    return [(names[view], f"{address}?visa={view}", view == now) for view in shown]


def _finding_of(key: UUID, finding: UUID) -> Finding:
    found = Finding.objects.select_related("document")
    return get_object_or_404(found, pk=finding, document_id=key)


@require_POST
def judge(request: HttpRequest, key: UUID, finding: UUID) -> HttpResponse:
    """Accept, reject, not in the text, or open again."""
    actor = actor_of(request)
    act = ACTS.get(request.POST.get("akt", ""))
    if act is None:
        raise Http404
    one = _finding_of(key, finding)
    document = one.document
    try:
        one = act(actor, one, _seen_version(request))
    except ValidationError as error:
        actions.spend(document, opened_of(request))
        return _refused(request, one, error)
    actions.spend(document, opened_of(request))
    return _answer(request, one)


def _seen_version(request: HttpRequest) -> int:
    """Which state of the finding the person saw; one that is not said was never there."""
    text = request.POST.get("sedd", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID, finding: UUID) -> HttpResponse:
    """Put a finding right, in place where there is script and on a page of its own where there is none."""
    actor = actor_of(request, "documents.review")
    one = _finding_of(key, finding)
    if one.group == "municipality":
        raise Http404
    form = FindingForm(one.group, one.value, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.spend(one.document, opened_of(request))
        try:
            return _answer(request, actions.edit(actor, one, _seen_version(request), form.value()))
        except ValidationError as error:
            return _refused(request, one, error)
    context = {
        "document": one.document,
        "card": reviewing.card_of(one.document, one, (one.document.reading or {}).get("text", "")),
        "form": form,
        # what the person saw when she began: a form that comes back with errors must not take it for new
        "seen": _seen_version(request) if request.method == "POST" else one.version,
        "action": reverse("documents:edit", args=[key, finding]),
        "opened": stamp(),
        "trail": trail(one.document, _("Ändra")),
    }
    return render(request, "documents/_edit.html" if is_htmx(request) else "documents/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: UUID, group: str) -> HttpResponse:
    """Add what the reader missed: the title, the date, a diary number."""
    actor = actor_of(request, "documents.review")
    if group not in ADDABLE:
        raise Http404
    found = document_of(key)
    form = FindingForm(group, None, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.spend(found, opened_of(request))
        try:
            one = actions.add(actor, found, group, form.value())
        except ValidationError as error:
            say(request, error)
            return redirect(found)
        return redirect(f"{found.get_absolute_url()}#fynd-{one.pk}")
    context = {
        "document": found,
        "form": form,
        "name": NAMES[group],
        "trail": trail(found, _("Lägg till")),
        "opened": stamp(),
    }
    return render(request, "documents/add_finding.html", context)


@require_safe
def card(request: HttpRequest, key: UUID, finding: UUID) -> HttpResponse:
    """One proposal as it is now: what an edit that was called off comes back to."""
    actor_of(request)
    return _answer(request, _finding_of(key, finding))


def _answer(request: HttpRequest, one: Finding, notice: str = "") -> HttpResponse:
    """The proposal as it is now, for a script; the page at its place for a browser without."""
    if not is_htmx(request):
        return redirect(_back_to(request, one))
    found = document_of(one.document_id, with_reading=True)
    actor = actor_of(request)
    gone = one.proposed is None and not one.kept
    context = {
        "document": found,
        "card": None if gone else reviewing.card_of(found, one, (found.reading or {}).get("text", "")),
        "tally": queries.tally(found),
        "notice": notice,
        "order": reviewing.UNSURE_FIRST if request.POST.get("ordning") == reviewing.UNSURE_FIRST else "",
        "opened": stamp(),
        "may_review": found.state == DocumentState.READ and permissions.may(actor, "documents.review", found),
        "may_approve": found.state == DocumentState.READ and permissions.may(actor, "documents.approve", found),
    }
    return render(request, "documents/_answer.html", context)


def _back_to(request: HttpRequest, one: Finding) -> str:
    """The review at the proposal's place, in the order in which it was seen."""
    return f"{one.document.get_absolute_url()}{_order_of(request)}#fynd-{one.pk}"


def _order_of(request: HttpRequest) -> str:
    """The order in which the proposals were seen, as the form that was sent says it."""
    return f"?ordning={reviewing.UNSURE_FIRST}" if request.POST.get("ordning") == reviewing.UNSURE_FIRST else ""


def _refused(request: HttpRequest, one: Finding, error: ValidationError) -> HttpResponse:
    """Nothing was written: show what holds now, and why."""
    if not is_htmx(request):
        say(request, error)
        return redirect(_back_to(request, one))
    now = Finding.objects.select_related("document").filter(pk=one.pk).first()
    return _answer(request, now or one, " ".join(error.messages))


@require_POST
def accept_certain(request: HttpRequest, key: UUID) -> HttpResponse:
    """Accept all that the reader is certain of."""
    actor = actor_of(request)
    found = document_of(key)
    try:
        count = actions.accept_certain(actor, found)
    except ValidationError as error:
        say(request, error)
    else:
        actions.spend(found, opened_of(request))
        text = ngettext("%(n)s säkert förslag är godkänt.", "%(n)s säkra förslag är godkända.", count)
        messages.success(request, text % {"n": count})
    return redirect(f"{found.get_absolute_url()}{_order_of(request)}#granskning")
