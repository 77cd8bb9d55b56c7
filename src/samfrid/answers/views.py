"""The memo workshop's pages: the memos of a matter, one memo, its versions and files, the templates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.answers import actions, queries, rules
from samfrid.answers.forms import MemoForm, SectionsForm, TemplateForm, WordForm
from samfrid.answers.models import Memo, MemoTemplate, MemoVersion
from samfrid.answers.paper import memo_paper
from samfrid.matters.models import Matter
from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.papers.docx import docx
from samfrid.papers.pdf import pdf

REFUSED = 422


def _trail(matter: Matter, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Ärenden"), reverse("matters:list")), (matter.title, matter.get_absolute_url()), *more]


@require_http_methods(["GET", "HEAD", "POST"])
def memos(request: HttpRequest, key: UUID) -> HttpResponse:
    """The memos of a matter, and the form for a new one."""
    matter = get_object_or_404(Matter, pk=key)
    actor = actor_of(request, "open.read", matter)
    known, writes = queries.templates(actor.municipality_code), may(actor, "answers.write", matter)
    initial = {"title": matter.title, "officer": actor.actor_name, "dated": today(), "template": known[:1] and known[0]}
    form = MemoForm(request.POST or None, templates=known, initial=initial)
    if request.method == "POST":
        actor_of(request, "answers.write", matter)
        if form.is_valid():
            told = form.cleaned_data
            made = actions.start_memo(
                actor,
                matter,
                template=told.get("template"),
                dated=told["dated"],
                title=told["title"],
                addressed_to=told["addressed_to"],
                officer=told["officer"],
            )
            messages.success(request, _("Tjänsteskrivelsen är påbörjad. Läs igenom och skriv det som saknas."))
            return redirect(made)
    context = {
        "matter": matter,
        "form": form,
        "memos": [(one, in_words(one.dated)) for one in queries.memos(matter, drafts=writes)],
        "may_write": writes,
        "trail": _trail(matter, (_("Tjänsteskrivelser"), "")),
    }
    return render(request, "answers/memos.html", context, status=REFUSED if form.errors else 200)


def _memo(key: UUID) -> Memo:
    return get_object_or_404(Memo.objects.select_related("matter", "template", "municipality"), pk=key)


def _readable(request: HttpRequest, found: Memo) -> list[MemoVersion]:
    """The versions that the reader may know of, the latest first; ``Http404`` if there is none."""
    actor = actor_of(request, "open.read", found.matter)
    every = queries.versions(found, drafts=may(actor, "answers.write", found.matter))
    if not every:
        raise Http404
    return every


def _version(request: HttpRequest, found: Memo, number: int) -> MemoVersion:
    chosen = next((one for one in _readable(request, found) if one.number == number), None)
    if chosen is None:
        raise Http404
    return chosen


@require_http_methods(["GET", "HEAD", "POST"])
def memo(request: HttpRequest, key: UUID) -> HttpResponse:
    """The latest version to edit, with its files and the versions before it."""
    found = _memo(key)
    every = _readable(request, found)
    latest = every[0]
    sections = rules.sections_of(latest.sections)
    form = SectionsForm(sections, request.POST or None, initial={"seen": latest.number, "base": latest.number})
    if request.method == "POST":
        actor = actor_of(request, "answers.write", found.matter)
        form = SectionsForm(_posted(found, request, sections), request.POST)
        if form.is_valid():
            try:
                made = actions.save_version(actor, found, seen=form.cleaned_data["seen"], sections=form.sections())
            except ValidationError as error:
                refuse(form, error)
                # who has been told of the version saved meanwhile, and saves again, means her own to follow it
                form.data = {**request.POST.dict(), "seen": str(latest.number)}
            else:
                messages.success(request, _("Version %(number)s är sparad.") % {"number": made.number})
                return redirect(found)
    word = WordForm(initial={"seen": latest.number})
    return _page(request, found, every, form, word)


def _posted(found: Memo, request: HttpRequest, latest: list[rules.Section]) -> list[rules.Section]:
    """The sections that the sent form was made from: the fields are numbered by that version's."""
    base = request.POST.get("base", "")
    version = found.versions.filter(number=int(base)).first() if base.isdecimal() and len(base) < 5 else None
    return rules.sections_of(version.sections) if version else latest


def _page(
    request: HttpRequest, found: Memo, every: list[MemoVersion], form: SectionsForm, word: WordForm
) -> HttpResponse:
    actor = actor_of(request, "open.read", found.matter)
    open_to_change = may(actor, "answers.write", found.matter) and found.finished_on is None
    refused = bool(form.errors or word.errors)
    context: dict[str, Any] = {
        "memo": found,
        "matter": found.matter,
        "dated": in_words(found.dated),
        "form": form,
        "word": word,
        "latest": every[0],
        "sections": rules.sections_of(every[0].sections),
        "versions": every,
        "may_write": may(actor, "answers.write", found.matter),
        "may_change": open_to_change,
        "trail": _trail(
            found.matter, (_("Tjänsteskrivelser"), reverse("answers:memos", args=[found.matter_id])), (found.title, "")
        ),
    }
    return render(request, "answers/memo.html", context, status=REFUSED if refused else 200)


@require_POST
def word(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take back what was edited in Word, and show what became of it."""
    found = _memo(key)
    actor = actor_of(request, "answers.write", found.matter)
    form = WordForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            made = actions.take_back(
                actor, found, seen=form.cleaned_data["seen"], data=form.cleaned_data["file"].read(actions.LARGEST + 1)
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Filen är inläst som version %(number)s.") % {"number": made.number})
            return redirect("answers:version", found.pk, made.number)
    every = _readable(request, found)
    sections = SectionsForm(
        rules.sections_of(every[0].sections), initial={"seen": every[0].number, "base": every[0].number}
    )
    return _page(request, found, every, sections, form)


@require_safe
def version(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """A version beside the one before it, word by word."""
    found = _memo(key)
    chosen = _version(request, found, number)
    before = next((one for one in _readable(request, found) if one.number == number - 1), None)
    changes = rules.compared(rules.sections_of(before.sections) if before else [], rules.sections_of(chosen.sections))
    context = {
        "memo": found,
        "version": chosen,
        "hidden": chosen.hidden if may(actor_of(request), "answers.write", found.matter) else [],
        "before": before,
        "changes": [one for one in changes if one.state != "same"] if before else changes,
        "same": [one.heading for one in changes if one.state == "same"] if before else [],
        "trail": _trail(
            found.matter,
            (_("Tjänsteskrivelser"), reverse("answers:memos", args=[found.matter_id])),
            (found.title, found.get_absolute_url()),
            (_("Version %(number)s") % {"number": number}, ""),
        ),
    }
    return render(request, "answers/version.html", context)


@require_safe
def download(request: HttpRequest, key: UUID, number: int, form: str) -> HttpResponse:
    """A version as a file for Word, or as PDF."""
    found = _memo(key)
    chosen = _version(request, found, number)
    paper = memo_paper(found, chosen)
    name = f"Tjänsteskrivelse {found.title[:60]} {found.dated}"
    if form == "docx":
        look = bytes(found.template.look) if found.template and found.template.look else None
        return file_response(name, "docx", docx(paper, look))
    if form == "pdf":
        return file_response(name, "pdf", pdf(paper))
    raise Http404


@require_POST
def finish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that the memo is done, or open it again."""
    found = _memo(key)
    actor = actor_of(request, "answers.write", found.matter)
    if "reopen" in request.POST:
        actions.reopen(actor, found)
        messages.success(request, _("Tjänsteskrivelsen är öppen igen."))
    else:
        actions.finish(actor, found, on=today())
        messages.success(request, _("Tjänsteskrivelsen är klar. Ingen ändrar den av misstag."))
    return redirect(found)


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """The ways in which the municipality writes."""
    actor = actor_of(request, "answers.templates")
    context = {
        "templates": queries.templates(actor.municipality_code),
        "trail": [(_("Ärenden"), reverse("matters:list")), (_("Mallar"), "")],
    }
    return render(request, "answers/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, key: UUID | None = None) -> HttpResponse:
    """A new template, or one that takes another's place."""
    actor = actor_of(request, "answers.templates")
    known = get_object_or_404(MemoTemplate.objects.defer("look"), pk=key, ended_on__isnull=True) if key else None
    headings = [(one["part"], one["heading"]) for one in known.headings] if known else None
    initial = {"name": known.name, "sender": known.sender, "clause_style": known.clause_style} if known else None
    form = TemplateForm(request.POST or None, request.FILES or None, headings=headings, initial=initial)
    if request.method == "POST" and form.is_valid():
        look, look_name = form.look_bytes()
        try:
            actions.save_template(
                actor,
                name=form.cleaned_data["name"],
                headings=form.headings(),
                clause_style=form.cleaned_data["clause_style"],
                sender=form.cleaned_data["sender"],
                look=look,
                look_name=look_name,
                replaces=known,
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Mallen är sparad."))
            return redirect("answers:templates")
    trail = [(_("Ärenden"), reverse("matters:list")), (_("Mallar"), reverse("answers:templates"))]
    context = {
        "form": form,
        "template": known,
        "trail": [*trail, (known.name if known else _("Ny mall"), "")],
    }
    return render(request, "answers/template.html", context, status=REFUSED if form.errors else 200)
