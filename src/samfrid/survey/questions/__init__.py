"""The questions of the national survey, one file for each set: they change over the years, and so do their limits.

Source: Socialstyrelsen, Öppna jämförelser, våld i nära relationer. ``seen`` is the year in which we saw a question.
A new year's set is a new file here; its keys are those of the old ones where the question is the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from django.utils.translation import gettext as _

SUFFIX: Final = ".json"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what answers it: a routine, an agreement, training, or a person."""

    key: str
    #: its letter in the survey's indicators
    part: str
    text: str
    kind: Literal["routine", "agreement", "training", "person"]
    #: the year in which it was last seen
    seen: int
    #: a routine's purpose, and the field that it must be of; empty for any
    purpose: str = ""
    field: str = ""
    #: the kind of organisation that the agreement is with, and the months within which it is to be followed up
    partner: str = ""
    months: int = 0
    #: the kind of training, and what it must be about
    training: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A year's questions, good until there is a newer set."""

    name: str
    from_year: int
    note: str
    source: str
    questions: tuple[Question, ...]

    @property
    def title(self) -> str:
        """What the set is called, in the reader's language."""
        return _("Frågor från %(year)s") % {"year": self.from_year}

    def question(self, key: str) -> Question | None:
        """The question of that key, if it is in the set."""
        return next((one for one in self.questions if one.key == key), None)


@cache
def every() -> dict[str, QuestionSet]:
    """All sets by name, the newest first."""
    found = [_read(one.read_text("utf-8")) for one in files(__name__).iterdir() if one.name.endswith(SUFFIX)]
    return {one.name: one for one in sorted(found, key=lambda one: -one.from_year)}


def _read(text: str) -> QuestionSet:
    told = json.loads(text)
    known = {one.name for one in fields(Question)}
    rows = tuple(Question(**{key: value for key, value in row.items() if key in known}) for row in told["questions"])
    return QuestionSet(told["name"], told["from_year"], told["note"], told["source"], rows)


def for_year(year: int) -> QuestionSet:
    """The set that a year is asked with unless somebody chooses another: the newest that had begun."""
    sets = list(every().values())
    return next((one for one in sets if one.from_year <= year), sets[-1])
