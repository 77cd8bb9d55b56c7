"""Planning and giving the answer to an interpellation or a question, and saying what a question asks about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samfrid.matters import actions, queries, rules
from samfrid.matters.forms.replies import AboutForm, AnswerForm, CompleteForm, CouncilForm, PlanForm
from samfrid.matters.models import Matter, PersonRole, Question, Reply
from samfrid.matters.queries.process import process_of
from samfrid.matters.queries.replies import decided_clauses, to_ask_about
from samfrid.matters.shown import reply as shown_reply
from samfrid.matters.views.process import REFUSED, done, posted, trail
from samfrid.municipalities import dates
from samfrid.municipalities.models import Membership
from samfrid.municipalities.requests import actor_of

#: which of the page's forms was sent, by the name of its button
FORMS = {"plan": PlanForm, "svar": AnswerForm, "besvarad": CouncilForm}


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who answers when, what was answered, and that it was answered in the council."""
    found = get_object_or_404(Matter, pk=key)
    actor = actor_of(request, "matters.edit", found)
    if found.kind not in rules.ASKING_KINDS:
        raise Http404
    sent = next((name for name in FORMS if name in request.POST), "")
    forms = {name: form(initial=initial) for (name, form), initial in zip(FORMS.items(), _initial(found), strict=True)}
    if sent:
        forms[sent] = FORMS[sent](request.POST)
        if forms[sent].is_valid() and done(forms[sent], lambda: _act(request, actor, found, sent, forms[sent])):
            return redirect(f"{found.get_absolute_url()}#svar")
    page = queries.matter_page(found)
    context = {
        "matter": found,
        "forms": forms,
        "wrong": forms[sent] if sent and forms[sent].errors else None,
        **shown_reply.section(page, actor, dates.today()),
        "trail": trail(found, _("Svar")),
    }
    return render(request, "matters/reply.html", context, status=REFUSED if sent else 200)


def _initial(matter: Matter) -> tuple[dict[str, Any], ...]:
    """What is known, for each of the forms."""
    known, now = Reply.objects.filter(matter=matter).first(), dates.now()
    name, _comma, function = _answerer(matter).partition(", ")
    planned: dict[str, Any] = {"answerer": name, "function": function}
    given: dict[str, Any] = {"on": now.date(), "hour": now.time()}
    answered: dict[str, Any] = {"on": now.date()}
    if known:
        planned = {name: getattr(known, name) for name in ("meeting_on", "answerer", "function", "passed_on")}
        given["text"] = known.text
        answered["on"] = known.answered_on or known.meeting_on or now.date()
    return planned, given, answered


def _answerer(matter: Matter) -> str:
    """Who is to answer as far as is known: the one said to, or the one it is put to."""
    said = matter.people.filter(role=PersonRole.ANSWERER).first()
    return said.name if said else matter.addressee[:160]


def _act(request: HttpRequest, actor: Membership, found: Matter, sent: str, form: Any) -> None:
    told = form.cleaned_data
    if sent == "plan":
        actions.plan_reply(actor, found, **told)
        messages.success(request, _("Det är antecknat vem som svarar."))
    elif sent == "svar":
        given = actions.give_answer(actor, found, text=told["text"], at=form.at())
        late = actions.late_answer(given, process_of(found).rules)
        if late:
            messages.warning(request, _("Svaret är sparat, men det skulle ha lämnats %(text)s.") % {"text": late.text})
        else:
            messages.success(request, _("Svaret är sparat. Frågeställaren kan läsa det nu, andra från sammanträdet."))
    else:
        actions.answer_in_council(actor, found, **told)
        messages.success(request, _("Det är antecknat att den besvarades."))


@require_http_methods(["GET", "HEAD", "POST"])
def complete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a question the answer that it lacked."""
    question = get_object_or_404(Question.objects.select_related("matter"), pk=key)
    actor = actor_of(request, "matters.edit", question.matter)
    form = CompleteForm(posted(request), initial={"answer": question.answer})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: actions.complete_answer(actor, question, answer=form.cleaned_data["answer"]))
    ):
        messages.success(request, _("Svaret är kompletterat."))
        return redirect(question.matter)
    context = {
        "matter": question.matter,
        "question": question,
        "form": form,
        "trail": trail(question.matter, _("Komplettera svaret")),
    }
    return render(request, "matters/complete.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say which decided clause a question asks about: first the matter, then the clause."""
    question = get_object_or_404(Question.objects.select_related("matter"), pk=key)
    actor = actor_of(request, "matters.edit", question.matter)
    text = request.GET.get("sok", "").replace("\0", "").strip()[:100]
    chosen = _chosen(request.GET.get("arende", ""))
    form = AboutForm(decided_clauses(chosen), posted(request)) if chosen else None
    back = redirect(f"{question.matter.get_absolute_url()}#uppfoljning")
    if request.method == "POST" and "none" in request.POST:
        actions.ask_about(actor, question, None)
        messages.success(request, _("Frågan är inte längre knuten till något beslut."))
        return back
    if (
        request.method == "POST"
        and form
        and form.is_valid()
        and done(form, lambda: actions.ask_about(actor, question, form.chosen()))
    ):
        messages.success(request, _("Frågan är knuten till beslutet."))
        return back
    context = {
        "matter": question.matter,
        "question": question,
        "chosen": chosen,
        "form": form,
        "text": text,
        "found": [] if chosen else to_ask_about(question.matter, text),
        "trail": trail(question.matter, _("Uppföljning")),
    }
    return render(request, "matters/about.html", context, status=REFUSED if form and form.errors else 200)


def _chosen(key: str) -> Matter | None:
    try:
        return Matter.objects.filter(pk=UUID(key)).first() if key else None
    except ValueError:
        return None
