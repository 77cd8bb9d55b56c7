"""Commitments from a document: each with what it comes from, so that a decision's promise can be followed from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samfrid.commitments.actions import Link, add_origin, commit, report
from samfrid.commitments.models import Commitment, Execution, OriginKind, Via
from samfrid.documents.actions.access import highest
from samfrid.documents.approval.agreements import is_own_side
from samfrid.documents.approval.context import Context
from samfrid.documents.approval.joining import JOIN_FROM, Candidate, candidates, key_of
from samfrid.documents.approval.kept import Entry
from samfrid.documents.approval.steps import NEW
from samfrid.matters.actions import clause_link
from samfrid.matters.models import Clause, Matter
from samfrid.matters.rules import PROMISING
from samfrid.municipalities.actions import organisation_named, unit_named
from samfrid.municipalities.models import Organisation, Unit
from samfrid.partners.actions import agreement_link
from samfrid.partners.models import Agreement
from samfrid.plans.actions import add_activity, takes_more
from samfrid.plans.models import Plan, PlanVersion
from samfrid.plans.rules import same_plan
from samfrid.provenance.actions import cite

#: what a document says of how far it has come; a plan's "planned" is no report
EXECUTION: Final = {
    "planned": Execution.UNKNOWN,
    "ongoing": Execution.UNDER_WAY,
    "done": Execution.DONE,
    "stopped": Execution.CANNOT,
    "unknown": Execution.UNKNOWN,
}


def enter_all(context: Context, choices: Mapping[str, str]) -> None:
    """Each commitment once. A known one is joined: it gets another source, and the document's word as a report."""
    offered = candidates(context.kept)
    for entry in context.kept.of("commitments"):
        plan = _plan_of(context, entry)
        links = _links(context, entry, plan)
        known = _chosen(choices.get(key_of(entry)), offered.get(key_of(entry), []))
        if known is None:
            known = _enter(context, entry, links)
        else:
            _tell_again(context, entry, known, links)
        if plan and _has_place(plan[1], known):
            goal = context.places.get(entry.finding.pk, (None, "", ""))[0]
            add_activity(context.actor, plan[1], known, goal if goal and goal.version_id == plan[1].pk else None)
        context.became(entry, known)


def _has_place(version: PlanVersion, known: Commitment | None = None) -> bool:
    """Whether it can be written down in the version, or stands in it already: what is adopted here is locked."""
    if takes_more(version):
        return True
    return known is not None and version.activities.filter(commitment=known).exists()


def _chosen(choice: str | None, offered: list[Candidate]) -> Commitment | None:
    """The known commitment to join: the reviewer's choice, else the one that it surely is; None makes a new one."""
    if choice is None:
        return offered[0].commitment if offered and offered[0].score >= JOIN_FROM else None
    if choice == NEW:
        return None
    for candidate in offered:
        if str(candidate.commitment.pk) == choice:
            return candidate.commitment
    raise ValidationError(_("Det valda åtagandet finns inte längre bland förslagen. Välj igen."))


def _tell_again(context: Context, entry: Entry, known: Commitment, links: list[Link]) -> None:
    """Another document speaks of a commitment: its sentence is added, and what it says of how far it has come."""
    known.refresh_from_db()
    cite(known, entry.sentences)
    for link in links:
        add_origin(context.actor, known, link, highest([link]))
    execution = EXECUTION.get(entry.text("status"), Execution.UNKNOWN)
    said = context.kept.date.first if context.kept.date else None
    news = execution != Execution.UNKNOWN and said is not None
    if not news or said is None or (known.promised_on and said < known.promised_on):
        return
    if known.last_word_on is None or said > known.last_word_on:
        report(
            context.actor,
            known,
            on=said,
            execution=execution,
            # kept in the language of the document, whoever approves
            text=f"Enligt ”{context.kept.title}”",
            sentences=entry.sentences,
            via=Via.DOCUMENT,
        )


def _enter(context: Context, entry: Entry, links: list[Link]) -> Commitment:
    due, promised = entry.day("due"), _promised_on(context, entry)
    if due and promised and due.last < promised:
        # the document is younger than its own deadline: when the promise was made is then not known
        promised = None
    unit, outside = _responsible(context, entry)
    said = context.kept.date
    _goal, level, arena = context.places.get(entry.finding.pk, (None, "", ""))
    return commit(
        context.actor,
        text=entry.text("text"),
        promised_on=promised,
        due=due,
        responsible=unit,
        responsible_organisation=outside,
        partners=[organisation_named(context.actor, name) for name in entry.value.get("partners") or []],
        origins=links,
        execution=EXECUTION.get(entry.text("status"), Execution.UNKNOWN),
        said_on=said.first if said else None,
        sentences=entry.sentences,
        access=highest(links),
        level=level,
        arena=arena,
    )


def _responsible(context: Context, entry: Entry) -> tuple[Unit | None, Organisation | None]:
    """Who is to do it: a unit of the municipality, or a party outside. Nobody is a value too."""
    name = entry.text("responsible")
    if not name:
        return None, None
    for _told, agreement in context.agreements:
        for party in agreement.parties.select_related("organisation"):
            if party.organisation and _means(name, party.name):
                return None, party.organisation
    if is_own_side(name) or not _is_association(name):
        return unit_named(context.actor, name), None
    return None, organisation_named(context.actor, name)


def _means(name: str, party: str) -> bool:
    """Whether "föreningen" or "jouren" is the party, or the name itself is."""
    short = name.casefold()
    return short == party.casefold() or (short in ("föreningen", "jouren", "kvinnojouren") and _is_association(party))


def _is_association(name: str) -> bool:
    folded = name.casefold()
    return any(word in folded for word in ("jour", "förening", "stiftelse", "kyrka"))


def _promised_on(context: Context, entry: Entry) -> dt.date | None:
    """The day of the decision that it stands in, of the plan's adoption, else of the document."""
    for clause_entry, _matter, clause in _clauses_of(context, entry):
        day = clause_entry.day("date")
        if day:
            return day.first
        if clause.decision.on:
            return clause.decision.on
    plan = _plan_of(context, entry)
    if plan and plan[1].adopted_on:
        return plan[1].adopted_on
    return context.kept.date.first if context.kept.date else None


def _plan_of(context: Context, entry: Entry) -> tuple[Plan, PlanVersion] | None:
    """The plan whose activity it is: the one it names, else the plan that the document is."""
    named = entry.text("plan")
    for told, plan, version in context.plans:
        # the document's own name for it may say nothing about what it is: "Handlingsplan 2024–2026"
        if named and (named.casefold() == told.text("name").casefold() or same_plan(named, plan.name)):
            return plan, version
    if not context.plans or named:
        return None
    if context.kept.kind == "plan":
        return context.plans[0][1:]
    return None


def _clauses_of(context: Context, entry: Entry) -> list[tuple[Entry, Matter, Clause]]:
    """The decided clauses that the commitment stands in.

    In minutes the words are the clause's own. An interpellation that asks what became of a granted motion names the
    promise in other words: it belongs to the one granted clause that the document tells of.
    """
    promising = [row for row in context.clauses if row[2].outcome in PROMISING]
    same_words = [row for row in promising if row[0].touches(entry)]
    if same_words:
        return same_words
    if entry.text("status") == "unknown" and len(promising) == 1:
        return promising
    return []


def _links(context: Context, entry: Entry, plan: tuple[Plan, PlanVersion] | None) -> list[Link]:
    """What it comes from: the clause that it stands in, the plan, the agreement, else the document's matter."""
    links = [clause_link(clause) for _entry, _matter, clause in _clauses_of(context, entry)]
    if plan and _has_place(plan[1]):
        # the activity itself becomes an origin when it gets its place in the plan
        return links
    bound = _agreement_of(context, entry)
    if bound and context.kept.kind == "agreement":
        links.append(agreement_link(bound))
    if links:
        return links
    # what another document tells that a party has undertaken belongs to the agreement too
    also = [agreement_link(bound)] if bound else []
    matter = context.matter_for(entry)
    if matter is not None:
        place = ("matters.matter", matter.pk)
        return [Link(OriginKind.ANSWER, *place, *place, matter.title), *also]
    document = context.kept.document
    place = ("documents.document", document.pk)
    return [Link(OriginKind.DOCUMENT, *place, *place, str(document)), *also]


def _agreement_of(context: Context, entry: Entry) -> Agreement | None:
    """The agreement that it is an undertaking of: one whose party outside is to do it; in a document that is an
    agreement, that one, whoever is to do it.
    """
    name = entry.text("responsible")
    for _told, agreement in context.agreements:
        parties = agreement.parties.exclude(organisation=None)
        if name and any(_means(name, party.name) for party in parties):
            return agreement
    return context.agreements[0][1] if context.kept.kind == "agreement" and context.agreements else None
