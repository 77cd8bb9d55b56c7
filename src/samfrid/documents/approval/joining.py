"""Which known commitment a document speaks of: the plan's activity that an answer says is done. No writes here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from samfrid.commitments.models import Commitment
from samfrid.documents.approval.kept import Entry, Kept

#: from here it is joined unless the reviewer says otherwise: nearly all words of the shorter wording are in the longer
JOIN_FROM: Final = 0.8
#: from here the reviewer is asked
ASK_FROM: Final = 0.5
MOST_OFFERED: Final = 3
#: the newest commitments that are compared; older ones are found by hand
MOST_COMPARED: Final = 5_000

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
#: letters by which inflections of one word are taken for one: "kontaktkort", "kontaktkortet"
_STEM: Final = 8
#: words that say nothing of what is to be done
_COMMON: Final = frozenset(
    [
        "ansvar",
        "arbete",
        "arbeta",
        "arbetar",
        "arbetet",
        "barn",
        "beslut",
        "besluta",
        "blir",
        "bland",
        "kommun",
        "kommunen",
        "kommunens",
        "kommunala",
        "förvaltning",
        "förvaltningen",
        "socialförvaltningen",
        "kommunledningsförvaltningen",
        "kommunstyrelsen",
        "kommunfullmäktige",
        "socialnämnden",
        "nämnden",
        "denna",
        "dessa",
        "efter",
        "eller",
        "enligt",
        "eller",
        "finns",
        "från",
        "fram",
        "genom",
        "genomföra",
        "genomförs",
        "gäller",
        "hade",
        "hade",
        "hela",
        "inom",
        "innan",
        "inte",
        "kunna",
        "kring",
        "lagt",
        "lämnar",
        "lägga",
        "mellan",
        "många",
        "måste",
        "nära",
        "nytt",
        "olika",
        "också",
        "personer",
        "plan",
        "relation",
        "relationer",
        "sedan",
        "senast",
        "skall",
        "skapa",
        "sker",
        "skulle",
        "stöd",
        "syfte",
        "särskild",
        "särskilt",
        "tagit",
        "tillsammans",
        "under",
        "upprätta",
        "uppdrag",
        "utan",
        "utveckla",
        "varje",
        "vara",
        "verksamhet",
        "våld",
        "våldet",
        "våldsutsatta",
        "ytterligare",
        "åtgärd",
        "över",
    ]
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known commitment that an entry may speak of."""

    commitment: Commitment
    score: float


def stems(text: str) -> frozenset[str]:
    """The words that say what it is about, cut so that inflections meet."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()) if word not in _COMMON)


def alike(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of the shorter wording's words that the longer has; 0 for a wording of fewer than two words."""
    fewer = min(len(one), len(two))
    return len(one & two) / fewer if fewer >= 2 else 0.0


def key_of(entry: Entry) -> str:
    """The name of the entry's choice in the form."""
    return f"commitment-{entry.finding.number}"


def candidates(kept: Kept) -> dict[str, list[Candidate]]:
    """For each commitment of the document, by its key, the known ones that it may be, likeliest first."""
    entries = kept.of("commitments")
    if not entries:
        return {}
    newest = Commitment.objects.filter(municipality_id=kept.document.municipality_id).order_by("-created_at", "id")
    known = [(one, stems(one.text)) for one in newest.only("id", "text", "municipality_id")[:MOST_COMPARED]]
    found = {}
    for entry in entries:
        words = stems(entry.text("text"))
        scored = [Candidate(one, score) for one, its in known if (score := alike(words, its)) >= ASK_FROM]
        if scored:
            found[key_of(entry)] = sorted(scored, key=lambda row: -row.score)[:MOST_OFFERED]
    return found
