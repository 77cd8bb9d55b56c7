"""The roles that people have in a matter: which a label or a signature gives, and which wins over which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samfrid.reading.finders.people_mentions import Person

#: the roles of a document type in the order in which they win over each other; those not listed come last
ORDER: dict[str, tuple[str, ...]] = {
    "agenda": ("chair", "secretary", "adjuster", "mover", "other"),
    "minutes": ("chair", "secretary", "adjuster", "reservation", "answerer", "mover", "officer", "other"),
    "memo": ("officer", "mover", "signer", "reservation", "other"),
    "report": ("officer", "signer", "other"),
    "statement": ("mover", "officer", "signer", "reservation", "other"),
    "agreement": ("party_to_agreement", "other"),
    "news": ("mover", "quoted", "other"),
}
DEFAULT_ORDER = ("author", "answerer", "mover", "officer", "signer", "quoted", "reservation", "other")
#: what a signature makes of a person
SIGNS = {
    "motion": "author",
    "interpellation": "author",
    "question": "author",
    "initiative": "author",
    "citizen_proposal": "author",
    "interpellation_answer": "answerer",
    "question_answer": "answerer",
    "memo": "signer",
    "statement": "signer",
    "report": "signer",
    "agreement": "party_to_agreement",
}
ANSWERING = ("interpellation_answer", "question_answer")
ASKING = frozenset({"motion", "interpellation", "question", "initiative", "citizen_proposal"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of one person: what a place in the text says."""

    name: str
    party: str | None
    role: str
    start: int
    end: int
    confidence: float
    party_at: tuple[int, int] | None = None


_LABEL_ROLES = (
    (re.compile(r"föredragande", re.I), "presenter"),
    (
        re.compile(
            r"handläggare|^vår ref(?:erens)?$|utredare|kontaktperson|upprättad av|framtage[nt] av|"
            r"sammanställ[dt]t? av|skriven av|"
            r"utarbeta[dt]t? av|författad av|genomförd av|dokumentansvarig|författare|ansvarig tjäns",
            re.I,
        ),
        "officer",
    ),
    (re.compile(r"(?<!vice )(?<!nämndens )(?<!styrelsens )ordförande$", re.I), "chair"),
    (re.compile(r"sekreterare|protokollförare|vid protokollet", re.I), "secretary"),
    (
        re.compile(r"justerare|justerande|justeringsperson|justeringsledamot|att justera|^justera[ts]\b", re.I),
        "adjuster",
    ),
    (re.compile(r"^(?:svarande|svarar|besvara[ds] av)$", re.I), "answerer"),
    (
        re.compile(
            r"^(?:från|ställd av|frågeställare|interpellant|motionär|förslagsställare|initiativtagare|namn|"
            r"inlämnad av|lämnad av|av)$",
            re.I,
        ),
        "author",
    ),
)
_ASKER = re.compile(r"frågeställare|interpellant|motionär|förslagsställare|initiativtagare", re.I)


def role_of(label: str, doc_type: str) -> str:
    """The role that a label or a title gives in a type of document, "" for none."""
    for pattern, role in _LABEL_ROLES:
        if label and pattern.search(label):
            if role in ("chair", "secretary", "adjuster"):
                return role if doc_type in ("minutes", "agenda") else ""
            if role == "presenter":
                return "officer" if doc_type in ("memo", "statement") else "other"
            if role == "author":
                asker = doc_type in ANSWERING and _ASKER.fullmatch(label)
                return "author" if doc_type in ASKING else "mover" if asker else ""
            if role == "answerer":
                return role if doc_type in (*ANSWERING, "minutes") else ""
            return role if doc_type not in ("agreement", "news", *ASKING) else ""
    return ""


def title_after(text: str, person: Person) -> str:
    """ "Eva Ek (S), ordförande": the title that follows a name on its line."""
    match = re.match(r"\)?,\s*(?P<title>[a-zåäö]+)\b", text[person.end :])
    return match["title"] if match else ""


def part_of(person: Person, offset: int, role: str, confidence: float) -> Part:
    """A part of a person who is named at an offset of the text."""
    where = (person.party_at[0] + offset, person.party_at[1] + offset) if person.party_at else None
    return Part(person.value, person.party, role, person.start + offset, person.end + offset, confidence, where)
