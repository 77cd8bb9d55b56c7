"""Matters from a document: who asked what, what was proposed and decided."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.utils.translation import gettext as _

from samfrid.documents.approval.context import Context
from samfrid.documents.approval.kept import Entry
from samfrid.documents.approval.subjects import OPENING, Subject
from samfrid.documents.rules import refers_back
from samfrid.matters.actions import (
    ClauseIn,
    add_number,
    add_person,
    add_question,
    add_recipient,
    add_referral,
    add_request,
    entitle,
    record_decision,
    register,
    relate,
    set_raised,
)
from samfrid.matters.models import Decision, DiaryNumber, Matter, MatterKind, Outcome, Stage, Stance
from samfrid.matters.rules import likeness, names_series, number_key
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import Precision
from samfrid.municipalities.models import Body
from samfrid.provenance.actions import Sentence, cite

#: an answer that only points at another answer


def enter(context: Context, subject: Subject, known: Matter | None) -> Matter:
    """Join the known matter, filling in what it lacked, or make a new one."""
    sentences = [sentence for entry in subject.entries for sentence in entry.sentences]
    numbers = _free_numbers(context, subject, known)
    if known is None:
        matter = register(
            context.actor,
            kind=MatterKind(subject.kind),
            title=subject.title[:300],
            raised=subject.raised,
            addressee=subject.addressee,
            numbers=numbers,
            people=subject.people,
            title_is_ours=not subject.titled,
            sentences=sentences or _own_sentences(context),
        )
    else:
        # fetched anew: a match carries its people already narrowed down to movers
        matter = Matter.objects.get(pk=known.pk)
        _fill(context, subject, matter)
        for number in numbers:
            add_number(context.actor, matter, number)
        for name, party, role in subject.people:
            add_person(context.actor, matter, name, party, role)
        cite(matter, sentences or _own_sentences(context))
    main = context.main()
    if main is not None and main.pk != matter.pk and subject.key.startswith("related"):
        relate(context.actor, main, matter)
    return matter


def _fill(context: Context, subject: Subject, matter: Matter) -> None:
    """What a known matter lacked: its own document's title, and the day it was raised."""
    if subject.key == "main" and context.kept.kind in OPENING:
        entitle(context.actor, matter, subject.title, subject.addressee)
    known = matter.raised_on is not None and matter.raised_precision == Precision.DAY
    if subject.raised is not None and not known and matter.raised_on != subject.raised.last:
        set_raised(context.actor, matter, subject.raised)


def _free_numbers(context: Context, subject: Subject, known: Matter | None) -> list[str]:
    """The subject's numbers, less those that another matter has: that matter keeps them, and the reviewer is told."""
    keys = {number_key(number): number for number in subject.numbers if number_key(number)}
    taken = DiaryNumber.objects.filter(key__in=keys, municipality_id=context.actor.municipality_code)
    for row in taken.exclude(matter=known).select_related("matter"):
        if names_series(row.key):
            number = keys.pop(row.key)
            context.notes.append(
                _("Diarienumret %(number)s hör redan till ärendet ”%(title)s” och blev kvar där.")
                % {"number": number, "title": row.matter.title}
            )
    return list(keys.values())


def _own_sentences(context: Context) -> list[Sentence]:
    """What the document itself is known by: its title's place, else its number's."""
    evidence = ((context.kept.document.reading or {}).get("evidence_of") or {}).get("title") or []
    text = (context.kept.document.reading or {}).get("text") or ""
    return [
        Sentence(
            document_id=context.kept.document.pk,
            document_title=str(context.kept.document),
            start=span["start"],
            end=span["end"],
            quote=text[span["start"] : span["end"]],
            page=span.get("page"),
        )
        for span in evidence[:1]
    ]


def enter_contents(context: Context) -> None:
    """Questions, requests, statements, proposals and decisions, each to the matter that it belongs to."""
    _questions(context)
    proposed: list[Decision] = []
    if context.kept.kind in OPENING:
        _requests(context)
    else:
        proposed = _decisions(context, "proposals", Stage.PROPOSED)
    decided = _decisions(context, "decisions", Stage.FINAL)
    _recipients(context, decided or proposed)
    for entry in context.kept.of("opinions"):
        matter = context.decided_matter_for(entry)
        if matter is not None and entry.text("body"):
            referral = add_referral(
                context.actor,
                matter,
                body=body_of(context, entry.text("body")),
                stance=Stance(entry.text("stance") or "none"),
                text=entry.text("text"),
                sentences=entry.sentences,
            )
            context.became(entry, referral)


def body_of(context: Context, name: str) -> Body:
    """A body by its name, looked up once for each approval."""
    if name not in context.bodies:
        context.bodies[name] = body_named(context.actor, name)
    return context.bodies[name]


def _questions(context: Context) -> None:
    lacking = "missing_figure" in ((context.kept.document.reading or {}).get("warnings") or [])
    for entry in context.kept.of("questions"):
        matter = context.matter_for(entry)
        if matter is None:
            continue
        answer = entry.text("answer")
        question = add_question(
            context.actor,
            matter,
            text=entry.text("text"),
            answer=answer,
            refers_back=refers_back(answer),
            lacks_figure=lacking and _announces_figure(context, entry),
            sentences=entry.sentences,
        )
        context.became(entry, question)


def _announces_figure(context: Context, entry: Entry) -> bool:
    """Whether the place where a figure is announced but missing lies in this question's answer.

    The reader marks the place; an answer goes on to where the next question begins.
    """
    reading = context.kept.document.reading or {}
    places = (reading.get("evidence_of") or {}).get("missing_figure") or []
    if not entry.sentences:
        return False
    begin = entry.sentences[0].start
    following = [
        other.sentences[0].start
        for other in context.kept.of("questions")
        if other.sentences and other.sentences[0].start > begin
    ]
    end = min(following, default=len(reading.get("text") or ""))
    return any(begin <= place["start"] < end for place in places)


def _requests(context: Context) -> None:
    """The clauses that a motion or an initiative asks for."""
    for entry in context.kept.of("proposals"):
        matter = context.matter_for(entry)
        if matter is not None:
            request = add_request(context.actor, matter, entry.text("text"), entry.sentences)
            context.became(entry, request)


def _recipients(context: Context, taken: list[Decision]) -> None:
    """To whom the document says that the decision is sent: the latest that it tells of, proposed ones too.

    Minutes with several matters do not say to which of them a recipient belongs, so those are left to the registrar.
    """
    if context.kept.kind in OPENING or len({one.matter_id for one in taken}) != 1:
        return
    latest = max(taken, key=lambda one: one.on or dt.date.min)
    for entry in context.kept.of("recipients"):
        if entry.text("value"):
            context.became(entry, add_recipient(context.actor, latest, recipient=entry.text("value")))


def _decisions(context: Context, group: str, stage: Stage) -> list[Decision]:
    """Clauses of one body on one day in one paragraph are one decision."""
    made = []
    grouped: dict[tuple[object, ...], list[tuple[Entry, Matter]]] = defaultdict(list)
    for entry in context.kept.of(group):
        matter = context.decided_matter_for(entry) if stage == Stage.FINAL else context.matter_for(entry)
        if matter is None or (stage == Stage.FINAL and _is_adoption(context, entry)):
            continue
        place = (matter.pk, entry.text("body").casefold(), entry.text("date"), entry.text("paragraph"))
        grouped[place].append((entry, matter))
    for rows in grouped.values():
        first, matter = rows[0]
        day = first.day("date")
        decision = record_decision(
            context.actor,
            matter,
            body=body_of(context, first.text("body")) if first.text("body") else None,
            stage=stage,
            on=day.first if day else None,
            paragraph=first.text("paragraph"),
            clauses=[_clause(entry) for entry, _matter in rows],
        )
        made.append(decision)
        clauses = list(decision.clauses.all())
        for entry, _same in rows:
            # a decision that was known keeps its fuller words: the clause is then the one most like what was read
            clause = max(clauses, key=lambda one: likeness(one.text, entry.text("text")))
            context.became(entry, clause)
            if stage == Stage.FINAL:
                context.clauses.append((entry, matter, clause))
    return made


def _clause(entry: Entry) -> ClauseIn:
    return ClauseIn(
        text=entry.text("text"),
        outcome=Outcome(entry.text("outcome") or "other"),
        unanimous=entry.value.get("unanimous"),
        sentences=entry.sentences,
    )


def _is_adoption(context: Context, entry: Entry) -> bool:
    """Whether a decision is the adoption of a plan that the document names: it then stands with the plan.

    Told by the same day and the same paragraph or body; an adoption is no decision in the matter at hand.
    """
    if entry.text("outcome") != "approved" or not entry.text("date"):
        return False
    for plan in context.kept.of("plans"):
        same_day = plan.text("adopted_on") == entry.text("date")
        same_place = plan.text("paragraph") == entry.text("paragraph")
        if same_day and (same_place or plan.text("adopted_by").casefold() == entry.text("body").casefold()):
            return True
    return False
