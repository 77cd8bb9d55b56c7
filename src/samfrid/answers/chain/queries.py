"""Reads a chain: a constant number of queries, within what the database session may see.

Whether a chain has a public version is not computed here but asked of the database: the same is read again with the
clearance of the public (``tenancy.within``), and what differs is not public.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from samfrid.answers.chain.promises import promises_of
from samfrid.answers.chain.rows import Chain, ChainKind, ClauseRow, Item, Promise, Referred, Step
from samfrid.matters import rules
from samfrid.matters.models import Clause, Decision, Matter, MatterKind, Minutes, PersonRole, Referral, Stage
from samfrid.matters.queries import MatterPage, matter_page
from samfrid.matters.shown import THE, raised, title_of_decision
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Access, TenantModel
from samfrid.municipalities.tenancy import within
from samfrid.partners.models import Agreement
from samfrid.partners.queries import agreement_page
from samfrid.plans.actions import latest_of
from samfrid.plans.models import Activity, Goal, Plan, PlanVersion
from samfrid.plans.rules import TAKEN, begins_on
from samfrid.provenance.models import Source
from samfrid.provenance.queries import sources_of
from samfrid.provenance.shown import Quote, quotes

Sources = Mapping[UUID, Sequence[Source]]


def read(kind: str, key: UUID, today: dt.date) -> Chain | None:
    """The chain, as far as the reader may see it; None where there is no such thing for her."""
    return _READ[ChainKind(kind)](key, today)


def read_public(kind: str, key: UUID, today: dt.date, municipality_code: str) -> Chain | None:
    """The chain as everybody may read it; None where the thing itself is not public."""
    with within(municipality_code, clearance=Access.PUBLIC):
        return read(kind, key, today)


def _quotes(sources: Sources, record: TenantModel) -> tuple[Quote, ...]:
    return tuple(quotes(sources.get(record.pk, ())))


def _matter(key: UUID, today: dt.date) -> Chain | None:
    found = Matter.objects.select_related("municipality").filter(pk=key).first()
    if found is None:
        return None
    page = matter_page(found)
    every = [*(one for listed in page.commitments.values() for one in listed), *page.other_commitments]
    promises, more = promises_of([one.pk for one in every], today)
    return _of_matter(page, ChainKind.MATTER, promises, more, today)


def _clause(key: UUID, today: dt.date) -> Chain | None:
    """A decided clause: the request it answers, what was proposed of it, and what has come of it."""
    # with its matter, whose access it has
    clause = Clause.objects.select_related("decision__matter__municipality").filter(pk=key).first()
    if clause is None or clause.decision.matter is None:
        return None
    page = matter_page(clause.decision.matter)
    promises, more = promises_of([one.pk for one in page.commitments.get(clause.pk, ())], today)
    whole = _of_matter(page, ChainKind.MATTER, promises, more, today)
    asked = tuple(one for one in whole.requests if clause.request and one.number == clause.request.number)
    steps = tuple(_only(step, clause, page) for step in whole.steps)
    return replace(
        whole,
        kind=ChainKind.CLAUSE,
        key=str(clause.pk),
        requests=asked,
        questions=(),
        steps=tuple(step for step in steps if step.clauses),
    )


def _only(step: Step, clause: Clause, page: MatterPage) -> Step:
    """A step with the clause itself, and those of other steps that answer the same request."""
    same = {str(clause.pk)}
    if clause.request_id:
        others = (one for decision in page.decisions for one in decision.clauses.all())
        same |= {str(one.pk) for one in others if one.request_id == clause.request_id}
    return replace(step, clauses=tuple(one for one in step.clauses if one.key in same))


def _of_matter(page: MatterPage, kind: ChainKind, promises: tuple[Promise, ...], more: int, today: dt.date) -> Chain:
    matter, reply = page.matter, page.process.reply
    asking = matter.kind in rules.ASKING_KINDS
    return Chain(
        kind=kind,
        key=str(matter.pk),
        title=matter.title,
        the=str(THE[MatterKind(matter.kind)]),
        word=matter.get_kind_display(),
        url=matter.get_absolute_url(),
        today=today,
        municipality=matter.municipality.name,
        numbers=tuple(one.number for one in page.numbers),
        by=tuple(str(one) for one in page.people if one.role == PersonRole.MOVER),
        to=matter.addressee,
        raised_on=matter.raised_on,
        raised=raised(matter),
        quotes=_quotes(page.sources, matter),
        requests=tuple(Item(one.number, one.text, _quotes(page.sources, one)) for one in page.requests),
        questions=tuple(Item(one.number, one.text, _quotes(page.sources, one), one.answer) for one in page.questions),
        answerer=reply.answerer if reply and asking else "",
        answered_on=reply.answered_on if reply and asking else None,
        answered_where=_minutes(reply.minutes, reply.paragraph) if reply and reply.minutes else "",
        referred=tuple(_referred(page, one) for one in page.referrals),
        steps=tuple(_step(page, one) for one in page.decisions),
        promises=promises,
        more=more,
        settled=matter.settled or matter.kind == MatterKind.OWN,
    )


def _minutes(minutes: Minutes, paragraph: str) -> str:
    return f"{_('Protokoll')} {minutes.body.name} {in_words(minutes.met_on)} {paragraph}".strip()


def _referred(page: MatterPage, referral: Referral) -> Referred:
    return Referred(
        referral.asked,
        referral.sent_on,
        referral.due_on,
        bool(referral.answered_on or referral.stance),
        referral.answered_on,
        referral.get_stance_display() if referral.stance else "",
        referral.condition,
        referral.text,
        _quotes(page.sources, referral),
    )


def _step(page: MatterPage, decision: Decision) -> Step:
    minutes = decision.minutes
    return Step(
        final=decision.stage == Stage.FINAL,
        stage=decision.get_stage_display(),
        title=title_of_decision(decision),
        body=decision.body.name if decision.body else "",
        on=decision.on,
        paragraph=decision.paragraph,
        minutes=f"{minutes.body.name} {in_words(minutes.met_on)}" if minutes else "",
        clauses=tuple(_clause_row(page, decision, one) for one in decision.clauses.all()),
        quotes=_quotes(page.sources, decision),
    )


def _clause_row(page: MatterPage, decision: Decision, clause: Clause) -> ClauseRow:
    made = page.commitments.get(clause.pk, [])
    undone = next(iter(clause.reversed_by.all()), None)
    by = ""
    if undone:
        body = undone.decision.body.name if undone.decision.body else _("Ett senare beslut")
        day = in_words(undone.decision.on) if undone.decision.on else ""
        by = " ".join(part for part in (body, day, undone.decision.paragraph) if part)
    return ClauseRow(
        str(clause.pk),
        clause.number,
        clause.text,
        str(clause.outcome),
        clause.get_outcome_display(),
        promises=decision.stage == Stage.FINAL and (clause.outcome in rules.PROMISING or bool(made)),
        undone_by=by,
        commitments=tuple(str(one.pk) for one in made),
        quotes=_quotes(page.sources, clause),
    )


def _plan(key: UUID, today: dt.date) -> Chain | None:
    found = Plan.objects.select_related("municipality").filter(pk=key).first()
    if found is None:
        return None
    versions = list(
        found.versions.select_related("adopted_by").annotate(count=Count("activities")).order_by("number", "created_at")
    )
    # an activity that goes on in a later version is one commitment; the goals are those of the version that holds
    activities = Activity.objects.filter(version__plan=found).order_by("-version__number", "number")
    keys = list(dict.fromkeys(activities.values_list("commitment_id", flat=True)))
    promises, more = promises_of(keys, today)
    held = latest_of(versions, today)
    goals = list(Goal.objects.filter(version=held).prefetch_related("corrections")) if held else []
    sources = sources_of([found, *versions, *goals])
    return Chain(
        kind=ChainKind.PLAN,
        key=str(found.pk),
        title=found.name,
        the=_("planen"),
        word=_("plan"),
        url=found.get_absolute_url(),
        today=today,
        municipality=found.municipality.name,
        quotes=_quotes(sources, found),
        goals=tuple(Item(one.number, one.words, _quotes(sources, one)) for one in goals),
        steps=tuple(_version(one, sources, today) for one in versions if one.adopted_on or one.state in TAKEN),
        promises=promises,
        more=more,
    )


def _version(version: PlanVersion, sources: Sources, today: dt.date) -> Step:
    title, begins = version.adopted_by.name if version.adopted_by else _("Organet är okänt"), begins_on(version)
    if begins > today:
        title = _("%(body)s, gäller från %(day)s") % {"body": title, "day": in_words(begins)}
    return Step(
        final=True,
        stage=_("beslut"),
        title=title,
        body=version.adopted_by.name if version.adopted_by else "",
        on=version.adopted_on,
        paragraph=version.paragraph,
        minutes="",
        clauses=(),
        quotes=_quotes(sources, version),
    )


def _agreement(key: UUID, today: dt.date) -> Chain | None:
    found = Agreement.objects.select_related("municipality").filter(pk=key).first()
    if found is None:
        return None
    page = agreement_page(found)
    promises, more = promises_of([one.pk for one in page.commitments], today)
    return Chain(
        kind=ChainKind.AGREEMENT,
        key=str(found.pk),
        title=found.title,
        the=_("avtalet"),
        word=found.get_form_display(),
        url=found.get_absolute_url(),
        today=today,
        municipality=found.municipality.name,
        by=tuple(one.name for one in page.parties),
        quotes=_quotes(page.sources, found),
        goals=tuple(Item(one.number, one.text, _quotes(page.sources, one)) for one in page.goals),
        promises=promises,
        more=more,
        followed_up=tuple((one.on, one.note) for one in page.follow_ups),
    )


_READ: Final[dict[ChainKind, Callable[[UUID, dt.date], Chain | None]]] = {
    ChainKind.MATTER: _matter,
    ChainKind.CLAUSE: _clause,
    ChainKind.PLAN: _plan,
    ChainKind.AGREEMENT: _agreement,
}
