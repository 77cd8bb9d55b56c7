"""What a plan on paper can have: columns, and headings in the municipality's own words. No database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

#: the columns of the activities' table. Kept in the language of the documents, as what they stand in is; the reader of
#: documents knows them when the paper comes back
COLUMNS: Final[dict[str, str]] = {
    "number": "Nr",
    "activity": "Aktivitet",
    "responsible": "Ansvarig",
    "partners": "Samverkar med",
    "due": "Klart senast",
    "level": "Förebyggande nivå",
    "arena": "Arena",
    "indicator": "Indikator",
    "source": "Källa",
}
DEFAULT: Final = ("number", "activity", "responsible", "due", "indicator", "source")
#: the headings
HEADINGS: Final[dict[str, str]] = {
    "goals": "Mål och aktiviteter",
    "effect": "Långsiktig effekt",
    "outcome": "Utfall",
    "goal": "Mål",
    "loose": "Övriga aktiviteter",
    "indicators": "Så följs planen upp",
    "gone": "Ändrat sedan förra versionen",
    "sources": "Källor",
}
#: the longest word of the municipality's own for a heading
LONGEST: Final = 80


def columns_in(kept: Sequence[str]) -> list[str]:
    """The columns that a paper has: those that are known, in the order given; ours where none are."""
    return [name for name in kept if name in COLUMNS] or list(DEFAULT)


def word_for(name: str, own: Mapping[str, str]) -> str:
    """What a heading or a column is called."""
    return own.get(name) or HEADINGS.get(name) or COLUMNS[name]
