"""The whole field with the choice of what to ask about, a chain as a page, and the same as a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from samfrid.answers.chain.choosing import choices
from samfrid.answers.chain.drawing import picture
from samfrid.answers.chain.field import field_of
from samfrid.answers.chain.paper import chain_paper
from samfrid.answers.chain.queries import read, read_public
from samfrid.answers.chain.rows import Chain, ChainKind, ClauseRow, Promise
from samfrid.answers.chain.states import State, state_of_clause
from samfrid.answers.chain.summary import summary
from samfrid.answers.chain.words import CLAUSES
from samfrid.matters.rules import TONES
from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.models import Access, Membership
from samfrid.municipalities.permissions import clearance, may
from samfrid.municipalities.requests import actor_of
from samfrid.papers.docx import docx
from samfrid.papers.pdf import pdf
from samfrid.papers.typeset import TooLarge

#: what a file may hold, in its address: only what is public, or all that the reader may see
PUBLIC, ALL = "offentligt", "allt"


@require_safe
def field(request: HttpRequest) -> HttpResponse:
    """All commitments in pictures, and what to ask about."""
    actor = actor_of(request)
    text = request.GET.get("sok", "").replace("\0", "").strip()[:100]
    context = {
        "field": field_of(actor.municipality_code, today()),
        "text": text,
        "choices": choices(actor.municipality_code, text),
        "trail": [(_("Vad hände med …?"), "")],
    }
    return render(request, "chain/field.html", context)


def _found(what: str, key: UUID) -> Chain:
    """The chain, or 404 for what is not there for this reader."""
    if what not in set(ChainKind):
        raise Http404
    found = read(what, key, today())
    if found is None:
        raise Http404
    return found


def _closed(actor: Membership, chain: Chain) -> tuple[Chain | None, bool]:
    """The public version, None where the thing itself is not public; and whether anything here is not public."""
    if clearance(actor) == Access.PUBLIC:
        return chain, False
    public = read_public(chain.kind, UUID(chain.key), chain.today, actor.municipality_code)
    return public, public != chain


@require_safe
def chain(request: HttpRequest, what: str, key: UUID) -> HttpResponse:
    """What happened with it, from asked to reported back."""
    actor = actor_of(request)
    found = _found(what, key)
    public, closed = _closed(actor, found)
    files = [(form, reverse("chain:file", args=[what, key, form])) for form in ("docx", "pdf")]
    context: dict[str, Any] = {
        "chain": found,
        "heading": _("Vad hände med %(the)s?") % {"the": found.the},
        "statements": summary(found),
        "picture": picture(found),
        "steps": [(one, [(clause, _outcome(clause), _state(found, clause)) for clause in one.clauses])
                  for one in found.steps],
        "promises": [(one, _notes(one)) for one in found.promises],
        "files": files,
        "closed": closed,
        "closed_itself": public is None,
        "memo_url": _memo_url(actor, found),
        "trail": [(_("Vad hände med …?"), reverse("chain:field")), (found.title, "")],
    }  # fmt: skip
    return render(request, "chain/chain.html", context)


def _outcome(clause: ClauseRow) -> str:
    return TONES.get(clause.outcome, "info")


_STATE_TONES = {
    State.DONE: "done",
    State.PARTLY: "open",
    State.UNDER_WAY: "open",
    State.NOT_STARTED: "todo",
    State.UNKNOWN: "none",
    State.CANNOT: "refused",
    State.OVERTAKEN: "paused",
    State.NONE: "none",
}


def _state(found: Chain, clause: ClauseRow) -> tuple[str, str] | None:
    """Tone and words of how far a clause has come; None for one that promises nothing."""
    if not clause.promises or clause.undone_by:
        return None
    state = state_of_clause(found.of(clause))
    return _STATE_TONES[state], capfirst(str(CLAUSES[state][0]))


def _notes(one: Promise) -> list[str]:
    """What is to be said of a commitment besides how far it has come."""
    found = [_("Ingen har rapporterat på länge.")] if one.silent else []
    if one.execution == "done" and not one.proven:
        found.append(_("Inget underlag är registrerat."))
    return found


def _memo_url(actor: Membership, found: Chain) -> str:
    """Where a memo is begun in the matter; nothing for what is no matter, and for who may not."""
    if found.kind != ChainKind.MATTER:
        return ""
    # who may not read the matter has no chain of it
    return reverse("answers:memos", args=[found.key]) if may(actor, "answers.write") else ""


@require_safe
def file(request: HttpRequest, what: str, key: UUID, form: str) -> HttpResponse:
    """The chain as DOCX or PDF: what is public alone, unless all is asked for by who may read it."""
    actor = actor_of(request)
    if form not in ("docx", "pdf"):
        raise Http404
    with override("sv"):
        found = _found(what, key)
        public, closed = _closed(actor, found)
        everything = closed and request.GET.get("urval") == ALL
        told = found if everything else public
        if told is None:
            refusal = _("Det här är inte offentligt. Välj att ta med allt för att göra ett internt underlag.")
    if told is None:
        messages.error(request, refusal)
        return redirect("chain:chain", what, key)
    paper = chain_paper(told, closed=everything, narrowed=closed and not everything)
    try:
        content = pdf(paper) if form == "pdf" else docx(paper)
    except TooLarge as error:
        messages.error(request, str(error))
        return redirect("chain:chain", what, key)
    return file_response(paper.title, "pdf" if form == "pdf" else "docx", content)
