"""What approving a document will do, said beforehand, with a question where a person has to choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.documents.actions.access import lowest
from samfrid.documents.approval.joining import JOIN_FROM, Candidate, candidates, key_of
from samfrid.documents.approval.kept import Entry, Kept, kept_of
from samfrid.documents.approval.subjects import BY_ITEM, OPENING, Subject, subject_title, subjects_of
from samfrid.documents.models import Document
from samfrid.matters.actions.register import first_access
from samfrid.matters.models import MatterKind
from samfrid.matters.queries import Match
from samfrid.municipalities.models import Access

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
    #: what else is to be known of it before one approves
    note: str = ""


def plan_for(document: Document) -> list[Step]:
    """The steps of approving ``document`` as its findings stand now, in the order in which they are done."""
    kept = kept_of(document)
    subjects = subjects_of(kept, document.municipality)
    steps = [_matter_step(kept, subject) for subject in subjects]
    known = candidates(kept)
    steps += [
        _commitment_step(entry, known[key_of(entry)]) for entry in kept.of("commitments") if key_of(entry) in known
    ]
    steps += [Step(key="", sentence=sentence) for sentence in _contents(kept)]
    return [*steps, access_step(document, kept, subjects)] if subjects else steps


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


def _matter_step(kept: Kept, subject: Subject) -> Step:
    """Join a known matter or make a new one; the likeliest is chosen, a person confirms."""
    kind = str(MatterKind(subject.kind).label)
    if not subject.matches:
        sentence = _("Ett nytt ärende läggs upp (%(kind)s): ”%(title)s”.") % {"kind": kind, "title": subject.title}
        return Step(subject.key, sentence, note=_whence(kept, subject))
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
    new = Choice(NEW, _("Lägg upp ett nytt ärende"), best is None)
    return Step(subject.key, sentence, (*known, new), _whence(kept, subject))


def _whence(kept: Kept, subject: Subject) -> str:
    """Where the title that a new matter gets comes from: a title that nobody has approved is taken all the same, since
    a matter has to be called something.
    """
    if not subject.titled:
        return _("Handlingen säger inte vad ärendet heter. Ett nytt ärende får den här titeln tills det är känt.")
    if subject.title not in (kept.title, subject_title(kept.title)):
        return _("Titeln på ett nytt ärende är punktens rubrik i handlingen.")
    if kept.scalars.get("title"):
        return _("Titeln på ett nytt ärende kommer från handlingens titel, som är godkänd i granskningen.")
    if kept.document.title:
        return _(
            "Titeln på ett nytt ärende kommer från den titel som lästes ur handlingen. Den är inte godkänd i "
            "granskningen, men används ändå. Är den fel: gå tillbaka till granskningen och rätta den först."
        )
    return _(
        "Ingen titel lästes ur handlingen. Titeln på ett nytt ärende blir filens namn. Vill du ha en annan: gå "
        "tillbaka till granskningen och skriv den först."
    )


def access_step(document: Document, kept: Kept, subjects: Sequence[Subject]) -> Step:
    """Say who may read the document afterwards: attached to its matter it follows that matter's access
    (``approval/belongings.py``).
    """
    mine = subjects if kept.kind in BY_ITEM else subjects[:1]
    likely = max(_access_of(one, one.best) for one in mine)
    others = {_access_of(one, match) for one in mine for match in (*one.matches, None)}
    now, then = Access(document.access), _after(document, kept, likely)
    told = {"now": now.label, "then": then.label}
    if then == now:
        sentence = _("Åtkomsten till handlingen ändras inte: %(now)s.") % told
    else:
        sentence = _("Åtkomsten till handlingen ändras från %(now)s till %(then)s, eftersom den följer ärendet.") % told
    notes = [_("Offentligt betyder att alla som har en roll i kommunen får läsa den.")] if then == Access.PUBLIC else []
    if len({_after(document, kept, one) for one in others}) > 1:
        notes.append(_("Väljer du ett annat ärende följer handlingen det ärendets åtkomst."))
    notes.append(_("Åtkomsten ändras med knappen Åtkomst på handlingens sida, både före och efter godkännandet."))
    if then < now:
        notes.append(_("Sekretess som du sätter före godkännandet står kvar."))
    return Step(key="", sentence=sentence, note=" ".join(notes))


def _access_of(subject: Subject, match: Match | None) -> int:
    """The access of the matter that it joins, or of the one that is made."""
    if match:
        return match.matter.access
    return first_access(subject.kind)


def _after(document: Document, kept: Kept, matter: int) -> Access:
    """The document's access when it belongs to a matter of that access: the text of a matter is as open as the matter
    where nobody has classified it, all else is only closed further.
    """
    follows = kept.kind in OPENING and document.access == Access.INTERNAL
    return Access(max(matter, lowest(document.pk)) if follows else max(matter, document.access))


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
