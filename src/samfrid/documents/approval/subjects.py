"""Which matters a document is about: its own, the one that it answers, those that it rests on. No writes here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from django.utils.translation import override

from samfrid.documents.approval.kept import Entry, Kept
from samfrid.matters.models import MatterKind, PersonRole
from samfrid.matters.queries import Match, find_match
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.municipalities.models import Municipality

#: documents that are themselves the beginning of a matter
OPENING: Final = {
    "motion": MatterKind.MOTION,
    "interpellation": MatterKind.INTERPELLATION,
    "question": MatterKind.QUESTION,
    "initiative": MatterKind.INITIATIVE,
    "citizen_proposal": MatterKind.CITIZEN_PROPOSAL,
}
#: documents that answer or prepare another document's matter
ANSWERING: Final = {
    "memo": None,
    "statement": None,
    "interpellation_answer": MatterKind.INTERPELLATION,
    "question_answer": MatterKind.QUESTION,
}
BY_ITEM: Final = ("minutes", "agenda")
#: what must have been kept for a document of another kind to make a matter of its own
MATTER_GROUPS: Final = ("questions", "proposals", "decisions", "opinions")
#: a matter is joined without asking from this likeness on: the same number, or the same mover on the same day
JOIN_FROM: Final = 0.8

#: how an answer's heading names what it answers: "Svar på motion om …", "…, svar på motion (MP)"
_ANSWERS: Final = re.compile(
    r"^(?:svar på|yttrande (?:över|angående|om|gällande)|remissvar (?:på|över|angående)|remissyttrande över)\s+(?=\w)",
    re.IGNORECASE,
)
_ANSWERS_LAST: Final = re.compile(
    r"\s*[,–-]\s*(?:svar på|yttrande över)\s+(?:motion(?:en)?|interpellation(?:en)?|medborgarförslag(?:et)?)\b[^,]*$",
    re.IGNORECASE,
)

Person = tuple[str, str, PersonRole]
ROLES: Final = {
    "author": PersonRole.MOVER,
    "mover": PersonRole.MOVER,
    "answerer": PersonRole.ANSWERER,
    "officer": PersonRole.OFFICER,
    "signer": PersonRole.SIGNER,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A matter that the document is about, and the known matters that it may be."""

    #: "main", "related-0", "item-2": the same each time the document is looked at
    key: str
    kind: MatterKind
    title: str
    raised: PartialDate | None = None
    addressee: str = ""
    numbers: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    #: what the subject itself stands on
    entries: tuple[Entry, ...] = ()
    item: int | None = None
    #: False where the title is only what we call a matter known by a reference
    titled: bool = True
    matches: tuple[Match, ...] = field(default=())

    @property
    def best(self) -> Match | None:
        """The known matter that it surely is; None where a person has to say."""
        return self.matches[0] if self.matches and self.matches[0].score >= JOIN_FROM else None


def subjects_of(kept: Kept, municipality: Municipality) -> list[Subject]:
    """The matters of a document, the main one first, each with the known matters that it may be."""
    if kept.kind in OPENING:
        found = [_opening(kept), *_related(kept, kept.of("references"))]
    elif kept.kind in ANSWERING:
        found = _answering(kept)
    elif kept.kind in BY_ITEM and kept.of("items"):
        found = _by_item(kept)
    elif any(kept.of(group) for group in MATTER_GROUPS):
        found = [_own(kept), *_related(kept, kept.of("references"))]
    else:
        found = []
    return [replace(subject, matches=tuple(_matches(subject, municipality))) for subject in found]


def _matches(subject: Subject, municipality: Municipality) -> list[Match]:
    movers = [name for name, _party, role in subject.people if role == PersonRole.MOVER]
    return find_match(
        municipality,
        kind=subject.kind,
        numbers=subject.numbers,
        people=movers,
        raised=subject.raised,
        title=subject.title if subject.titled else "",
    )


def _people(entries: list[Entry], *, movers: bool) -> tuple[Person, ...]:
    """People with a part, with or without those who moved it; chairs, adjusters and others are not the matter's."""
    found = []
    for entry in entries:
        role = ROLES.get(entry.text("role"))
        if role and (movers or role != PersonRole.MOVER):
            found.append((entry.text("name"), entry.text("party"), role))
    return tuple(dict.fromkeys(found))


def _opening(kept: Kept) -> Subject:
    authors = [entry for entry in kept.of("people") if entry.text("role") in ("author", "answerer", "officer")]
    return Subject(
        key="main",
        kind=OPENING[kept.kind],
        title=kept.title,
        raised=kept.date,
        addressee=str(kept.scalars.get("addressee") or ""),
        numbers=tuple(kept.numbers),
        people=_people(authors, movers=True),
    )


def _own(kept: Kept) -> Subject:
    return Subject(
        key="main",
        kind=MatterKind.OWN,
        title=kept.title,
        addressee=str(kept.scalars.get("addressee") or ""),
        numbers=tuple(kept.numbers),
        people=_people(kept.of("people"), movers=True),
    )


def _answering(kept: Kept) -> list[Subject]:
    """A memo, statement or answer belongs to the matter that it answers; without one it is a matter of its own."""
    wanted = ANSWERING[kept.kind]
    references = [entry for entry in kept.of("references") if entry.text("type") in OPENING]
    first = next((entry for entry in references if wanted in (None, OPENING[entry.text("type")])), None)
    if first is None and wanted is None:
        return [_own(kept), *_related(kept, references)]
    main = Subject(
        key="main",
        kind=wanted or OPENING[first.text("type")] if first else wanted or MatterKind.OWN,
        title=subject_title(kept.title),
        raised=first.day("date") if first else None,
        addressee=str(kept.scalars.get("addressee") or ""),
        numbers=(*kept.numbers, *_number(first)),
        people=_people(kept.of("people"), movers=True) or _movers(kept, first),
        entries=(first,) if first else (),
    )
    named = {name for name, _party, _role in main.people}
    movers = tuple(person for person in _movers(kept, first) if person[0] not in named)
    return [replace(main, people=main.people + movers), *_related(kept, [r for r in references if r is not first])]


def subject_title(title: str) -> str:
    """What an answer is about, from its heading: "Svar på motion om bostad" gives "Motion om bostad"."""
    about = _ANSWERS_LAST.sub("", _ANSWERS.sub("", title.strip())).strip()
    return about[:1].upper() + about[1:] if about else title


def _movers(kept: Kept, reference: Entry | None) -> tuple[Person, ...]:
    """Those who moved what a reference names, with the party that the document gives them elsewhere."""
    if reference is None:
        return ()
    parties = {entry.text("name"): entry.text("party") for entry in kept.of("people")}
    by = reference.value.get("by") or []
    return tuple((name, parties.get(name, ""), PersonRole.MOVER) for name in ([by] if isinstance(by, str) else by))


def _number(reference: Entry | None) -> tuple[str, ...]:
    """The diary number that a reference gives."""
    number = reference.text("number") if reference else ""
    return (number,) if number else ()


def _related(kept: Kept, references: list[Entry]) -> list[Subject]:
    """The matters that the document rests on: an interpellation's motion."""
    found: list[Subject] = []
    for entry in references:
        kind = OPENING.get(entry.text("type"))
        if kind is None:
            continue
        movers = _movers(kept, entry)
        raised = entry.day("date")
        found.append(
            Subject(
                key=f"related-{len(found)}",
                kind=kind,
                title=_title_of(kind, movers, raised),
                raised=raised,
                numbers=_number(entry),
                people=movers,
                entries=(entry,),
                titled=False,
            )
        )
    return found


@override("sv")
def _title_of(kind: MatterKind, movers: tuple[Person, ...], raised: PartialDate | None) -> str:
    """What to call a matter that is known by its reference alone: in Swedish, whoever approves, as it is kept."""
    names = ", ".join(f"{name} ({party})" if party else name for name, party, _role in movers)
    title = str(kind.label).capitalize()
    if names:
        title = f"{title} av {names}"
    if raised:
        title = f"{title}, {in_words(raised.first, raised.precision)}"
    return title


def _by_item(kept: Kept) -> list[Subject]:
    """One matter for each item of business that something was kept of."""
    found = []
    for index, item in enumerate(kept.of("items")):
        number = item.finding.number
        within = [entry for group in MATTER_GROUPS for entry in kept.of(group) if entry.item == number]
        if not within:
            continue
        references = [
            entry for entry in kept.of("references") if entry.item == number and entry.text("type") in OPENING
        ]
        first = references[0] if references else None
        people = [entry for entry in kept.of("people") if entry.item in (number, None)]
        found.append(
            Subject(
                key=f"item-{index}",
                kind=OPENING[first.text("type")] if first else MatterKind.OWN,
                title=item.text("title") or kept.title,
                raised=first.day("date") if first else None,
                numbers=(*(item.value.get("diary_numbers") or ()), *_number(first)),
                people=_movers(kept, first) or _people(people, movers=False),
                entries=(item, *references[:1]),
                item=number,
            )
        )
    return found or [_own(kept)]
