"""What a chain tells: plain rows, read once, from which summary, page, picture and paper are made alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from samfrid.commitments.models import Execution
from samfrid.commitments.rules import is_settled
from samfrid.provenance.shown import Quote


class ChainKind(StrEnum):
    """What can be asked about; the values stand in addresses."""

    MATTER = "arende"
    CLAUSE = "beslut"
    PLAN = "plan"
    AGREEMENT = "avtal"


@dataclass(frozen=True, slots=True)
class Item:
    """A request, a question with its answer, a goal."""

    number: int
    text: str
    quotes: tuple[Quote, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Referred:
    """Somebody who was asked for a statement, and what came."""

    asked: str
    sent_on: dt.date | None
    due_on: dt.date | None
    answered: bool
    answered_on: dt.date | None
    stance: str
    condition: str
    text: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause of a proposal or a decision. ``promises``: it is to be carried out."""

    key: str
    number: int
    text: str
    #: a value of ``matters.models.Outcome``; "adopted" for a plan's version
    outcome: str
    word: str
    promises: bool = False
    #: the later decision that undoes it
    undone_by: str = ""
    #: keys of the commitments that come from it
    commitments: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A recommendation, a proposal or a decision of one body on one day."""

    final: bool
    stage: str
    title: str
    body: str
    on: dt.date | None
    paragraph: str
    #: the minutes it stands in: "Kommunfullmäktige 14 december 2022"
    minutes: str
    clauses: tuple[ClauseRow, ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report of progress, with the evidence that still stands."""

    on: dt.date
    execution: Execution
    word: str
    text: str
    share_done: int | None = None
    no_change: bool = False
    decides: str = ""
    overtaken_by: str = ""
    evidence: tuple[str, ...] = ()
    #: evidence that was withdrawn: the day and why
    withdrawn: tuple[str, ...] = ()
    waived: bool = False
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment with where it stands."""

    key: str
    url: str
    text: str
    who: str
    promised_on: dt.date | None
    due_on: dt.date | None
    due: str
    execution: Execution
    word: str
    tone: str
    proven: bool
    last_word_on: dt.date | None
    late: bool = False
    silent: bool = False
    at_risk: bool = False
    share_done: int | None = None
    report_back_on: dt.date | None = None
    report_back_body: str = ""
    reported_back_on: dt.date | None = None
    #: the latest first, as many as are told
    reports: tuple[ReportRow, ...] = ()
    #: earlier reports that are not told here
    earlier: int = 0
    quotes: tuple[Quote, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether nothing more is awaited."""
        return is_settled(self.execution)


@dataclass(frozen=True, slots=True)
class Chain:
    """All that is told of one matter, decision, plan or agreement."""

    kind: ChainKind
    key: str
    title: str
    #: the thing in its definite form in the reader's language: "motionen"
    the: str
    #: what it is: "Motion"
    word: str
    url: str
    today: dt.date
    municipality: str
    numbers: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    to: str = ""
    raised_on: dt.date | None = None
    #: the day that it was raised in words, as exactly as it is known
    raised: str = ""
    quotes: tuple[Quote, ...] = ()
    requests: tuple[Item, ...] = ()
    questions: tuple[Item, ...] = ()
    #: who answered an interpellation or a question, and when
    answerer: str = ""
    answered_on: dt.date | None = None
    answered_where: str = ""
    referred: tuple[Referred, ...] = ()
    steps: tuple[Step, ...] = ()
    goals: tuple[Item, ...] = ()
    promises: tuple[Promise, ...] = ()
    #: commitments beyond those told here
    more: int = 0
    #: days of follow-up of an agreement, with what was noted
    followed_up: tuple[tuple[dt.date, str], ...] = ()
    #: the decision or answer that it waited for has come
    settled: bool = True

    @property
    def decided(self) -> tuple[Step, ...]:
        """What was decided, the oldest first."""
        return tuple(one for one in self.steps if one.final)

    @property
    def proposed(self) -> tuple[Step, ...]:
        """What was recommended and proposed."""
        return tuple(one for one in self.steps if not one.final)

    def of(self, clause: ClauseRow) -> tuple[Promise, ...]:
        """The commitments that come from a clause."""
        return tuple(one for one in self.promises if one.key in clause.commitments)
