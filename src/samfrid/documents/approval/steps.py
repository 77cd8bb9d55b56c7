"""What approving a document will do, said beforehand, with a question where a person has to choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.documents.approval.joining import JOIN_FROM, Candidate, candidates, key_of
from samfrid.documents.approval.kept import Entry, Kept, kept_of
from samfrid.documents.approval.subjects import Subject, subjects_of
from samfrid.documents.models import Document
from samfrid.matters.models import MatterKind

NEW: Final = "new"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a step's question."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Something that approval does; with choices where a person decides how. ``key`` names the choice in the form."""

    key: str
    sentence: str
    choices: tuple[Choice, ...] = ()


def plan_for(document: Document) -> list[Step]:
    """The steps of approving ``document`` as its findings stand now, in the order in which they are done."""
    kept = kept_of(document)
    subjects = subjects_of(kept, document.municipality)
    steps = [_matter_step(subject) for subject in subjects]
    known = candidates(kept)
    steps += [
        _commitment_step(entry, known[key_of(entry)]) for entry in kept.of("commitments") if key_of(entry) in known
    ]
    steps += [Step(key="", sentence=sentence) for sentence in _contents(kept)]
    return steps


def _commitment_step(entry: Entry, found: list[Candidate]) -> Step:
    """Ask whether a commitment is one that is followed already: it then gets the document's word as a report."""
    surely = found[0].score >= JOIN_FROM
    joins = [
        Choice(
            value=str(one.commitment.pk),
            label=_("Det är åtagandet ”%(text)s”") % {"text": one.commitment.text},
            selected=surely and one is found[0],
        )
        for one in found
    ]
    sentence = _("”%(text)s” liknar något som redan följs. Är det samma åtagande?") % {"text": entry.text("text")}
    return Step(key_of(entry), sentence, (*joins, Choice(NEW, _("Nej, för in ett nytt åtagande"), not surely)))


def _matter_step(subject: Subject) -> Step:
    """Join a known matter or make a new one; the likeliest is chosen, a person confirms."""
    kind = str(MatterKind(subject.kind).label)
    if not subject.matches:
        sentence = _("Ett nytt ärende läggs upp (%(kind)s): ”%(title)s”.") % {"kind": kind, "title": subject.title}
        return Step(subject.key, sentence)
    sentence = _("Handlingen rör ett ärende (%(kind)s): ”%(title)s”. Vilket?") % {"kind": kind, "title": subject.title}
    best = subject.best
    known = [
        Choice(
            value=str(match.matter.pk),
            label=_("”%(title)s” finns redan: %(reason)s") % {"title": match.matter.title, "reason": match.reason},
            selected=match is best,
        )
        for match in subject.matches
    ]
    return Step(subject.key, sentence, (*known, Choice(NEW, _("Lägg upp ett nytt ärende"), best is None)))


def _contents(kept: Kept) -> list[str]:
    """What else is entered, counted."""
    count = {group: len(entries) for group, entries in kept.groups.items()}
    sentences = [
        ngettext("%(n)s plan förs in eller fylls på.", "%(n)s planer förs in eller fylls på.", count.get("plans", 0)),
        ngettext(
            "%(n)s avtal förs in eller fylls på.", "%(n)s avtal förs in eller fylls på.", count.get("agreements", 0)
        ),
        ngettext(
            "%(n)s åtagande förs in i åtagandelistan.",
            "%(n)s åtaganden förs in i åtagandelistan.",
            count.get("commitments", 0),
        ),
        ngettext("%(n)s fråga förs till ärendet.", "%(n)s frågor förs till ärendet.", count.get("questions", 0)),
        ngettext("%(n)s förslag förs till ärendet.", "%(n)s förslag förs till ärendet.", count.get("proposals", 0)),
        ngettext("%(n)s beslut förs till ärendet.", "%(n)s beslut förs till ärendet.", count.get("decisions", 0)),
    ]
    groups = ("plans", "agreements", "commitments", "questions", "proposals", "decisions")
    return [
        sentence % {"n": count[group]} for group, sentence in zip(groups, sentences, strict=True) if count.get(group)
    ]
