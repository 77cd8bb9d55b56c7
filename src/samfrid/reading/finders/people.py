"""Everyone with a part in the matter, each once, with party and role.

Where a name stands decides the role: in the head, in a signature, beside a label, or in a sentence about another
matter. Which role a signature gives depends on the type of document. A person who has several parts gets the one that
comes first in the type's order; a list of those present is no part in the matter.
"""

from __future__ import annotations

from samfrid.reading import reading
from samfrid.reading.document import Document
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.people_mentions import Person
from samfrid.reading.finders.people_signed import of_columns, of_head, of_labels, of_signatures, of_votes
from samfrid.reading.finders.people_told import of_sentences
from samfrid.reading.finders.roles import DEFAULT_ORDER, ORDER, Part
from samfrid.reading.reading import Evidence


def find(document: Document, found: Found) -> list[reading.Person]:
    """The people of a document, each once, in the order in which they are first named with a part."""
    doc_type = found.type.value
    parts = [
        *of_labels(document, doc_type),
        *of_columns(document, doc_type),
        *of_signatures(document, doc_type),
        *of_sentences(document, found),
        *of_head(document, doc_type),
        *of_votes(document, doc_type),
    ]
    parties = {_key(person.value): person for person in reversed(list(found.marks.people)) if person.party_at}
    return _merged(parts, ORDER.get(doc_type, DEFAULT_ORDER), parties)


def _merged(parts: list[Part], order: tuple[str, ...], parties: dict[str, Person]) -> list[reading.Person]:
    """Each person once: the role that comes first in the type's order with its evidence, a party from any place."""
    rank = {role: index for index, role in enumerate(order)}
    by_key: dict[str, list[Part]] = {}
    for part in sorted(parts, key=lambda p: p.start):
        by_key.setdefault(_key(part.name), []).append(part)
    people = []
    for same in by_key.values():
        best = min(same, key=lambda p: (rank.get(p.role, 99), -p.confidence, p.start))
        coded = next((p for p in same if p.party and p.party.isupper()), None)
        told = coded or parties.get(_key(best.name)) or next((p for p in same if p.party), None)
        people.append(
            reading.Person(
                name=best.name,
                party=told.party if told else None,
                role=best.role,
                evidence=_evidence(best, told),
                confidence=best.confidence,
            )
        )
    return people


def _evidence(part: Part, told: Part | Person | None) -> list[Evidence]:
    """Where the role is told, and where the party is if that is another place."""
    spans = [(part.start, part.end)]
    if told is not None and told.party_at and not part.start <= told.party_at[0] < part.end:
        spans.append(told.party_at)
    return [Evidence(*span) for span in spans]


def _key(name: str) -> str:
    """The same person written in capitals or with other spaces."""
    return " ".join(name.casefold().replace("–", "-").split())
