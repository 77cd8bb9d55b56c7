"""When a commitment is late, and when nobody has said a word about it for too long. No database."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from django.utils.translation import gettext as _

from samfrid.commitments.models import SETTLED, Computed, DatePrecision, Execution
from samfrid.municipalities.dates import in_words, months_after

#: months without a word after which a commitment counts as silent; ours, no law says it
SILENT_MONTHS: Final = 6

#: days before the last day within which it should have begun; ours
SOON_DAYS: Final = 30
#: how many hundredths the share done may be behind the share of time that has passed; ours
BEHIND: Final = 40

#: not begun, as far as anybody has said
NOT_BEGUN: Final = (Execution.UNKNOWN, Execution.NOT_STARTED)

#: reports that must say why in words
NEED_REASON: Final = (Execution.CANNOT, Execution.OVERTAKEN)

#: shape and colour of each state of execution, as ``components/state.html`` has them
TONES: Final[dict[str, str]] = {
    Execution.UNKNOWN: "none",
    Execution.NOT_STARTED: "todo",
    Execution.UNDER_WAY: "open",
    Execution.PARTLY_DONE: "open",
    Execution.DONE: "done",
    Execution.CANNOT: "refused",
    Execution.OVERTAKEN: "paused",
}


def as_task(words: str) -> str:
    """A source's words as what is to be done: without their "att", beginning with a capital letter."""
    text = words.strip().removeprefix("att ").removeprefix("Att ").strip()
    return text[:1].upper() + text[1:]


def is_settled(execution: str) -> bool:
    """Whether nothing more is awaited: done, not to be done, or replaced by another decision."""
    return execution in SETTLED


def is_late(due_on: dt.date | None, execution: str, today: dt.date) -> bool:
    """Whether the last day has passed and it is not settled. The day itself is not late."""
    return due_on is not None and due_on < today and not is_settled(execution)


def silent_since(
    promised_on: dt.date | None,
    created_on: dt.date,
    last_word_on: dt.date | None,
    execution: str,
    today: dt.date,
) -> dt.date | None:
    """The day of the last word, if that was six months ago or more and something is still awaited; None otherwise.

    Where nobody has ever reported, the promise itself was the last word; where its day is not known, the day on which
    it was entered.
    """
    if is_settled(execution):
        return None
    last = max(day for day in (last_word_on, promised_on or created_on) if day is not None)
    return last if months_after(last, SILENT_MONTHS) <= today else None


def silent_before(today: dt.date) -> dt.date:
    """The latest day of a last word that makes a commitment silent today: for asking the database as the rule does.

    Months differ in length, so six months before today is not always the last day that lies six months back.
    """
    day = months_after(today, -SILENT_MONTHS)
    while months_after(day + dt.timedelta(days=1), SILENT_MONTHS) <= today:
        day += dt.timedelta(days=1)
    return day


@dataclass(frozen=True, slots=True)
class Facts:
    """What the computed states of a commitment are computed from."""

    execution: str
    created_on: dt.date
    promised_on: dt.date | None = None
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    last_word_on: dt.date | None = None
    share_done: int | None = None

    @property
    def began_on(self) -> dt.date:
        """From when the time that it has is counted: its start, else the promise, else the day it was entered."""
        return self.starts_on or self.promised_on or self.created_on


def at_risk(facts: Facts, today: dt.date) -> str:
    """Why it may not be done in time, as a sentence; empty where nothing says so.

    What is late is late, and no more at risk. A start that has passed without work, a last day within thirty days
    without work, or a share done that is far behind the share of time that has passed.
    """
    if is_settled(facts.execution) or is_late(facts.due_on, facts.execution, today):
        return ""
    idle = facts.execution in NOT_BEGUN
    if idle and facts.starts_on is not None and facts.starts_on < today:
        return _("Det skulle ha börjat %(day)s, och ingen har sagt att det har gjort det.") % {
            "day": in_words(facts.starts_on)
        }
    if facts.due_on is None:
        return ""
    if idle and (facts.due_on - today).days <= SOON_DAYS:
        return _("Det ska vara klart %(day)s, och ingen har sagt att det har börjat.") % {"day": in_words(facts.due_on)}
    elapsed = elapsed_share(facts.began_on, facts.due_on, today)
    if facts.share_done is not None and elapsed - facts.share_done >= BEHIND:
        return _("%(share)s procent är klart, och %(elapsed)s procent av tiden har gått.") % {
            "share": facts.share_done,
            "elapsed": elapsed,
        }
    return ""


def elapsed_share(start: dt.date, due: dt.date, today: dt.date) -> int:
    """How many hundredths of the time from start to last day have passed, rounded down; 0 to 100."""
    if due <= start:
        return 100 if today >= due else 0
    return max(0, min(100, (today - start).days * 100 // (due - start).days))


class ByHand(Protocol):
    """A computed state that somebody has set: :class:`~samfrid.commitments.models.Override`."""

    state: str
    value: bool
    reason: str
    until: dt.date
    ended_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Which computed states hold today, why, and which of them somebody has set by hand."""

    states: frozenset[Computed] = frozenset()
    #: why it is at risk, and for each state that was set by hand its reason
    why: Mapping[Computed, str] = field(default_factory=dict)
    by_hand: tuple[ByHand, ...] = ()

    @property
    def late(self) -> bool:
        return Computed.LATE in self.states

    @property
    def silent(self) -> bool:
        return Computed.SILENT in self.states

    @property
    def at_risk(self) -> bool:
        return Computed.AT_RISK in self.states


def is_in_force(one: ByHand, today: dt.date) -> bool:
    """Whether a state set by hand still counts: until its day, that day too, and not ended before."""
    return one.ended_on is None and one.until >= today


def standing(facts: Facts, by_hand: Iterable[ByHand], today: dt.date) -> Standing:
    """Which of late, silent and at risk hold today. What is set by hand goes before what is computed, until its day;
    of what is settled nothing is awaited, whatever was set.
    """
    if is_settled(facts.execution):
        return Standing()
    risk = at_risk(facts, today)
    silent = silent_since(facts.promised_on, facts.created_on, facts.last_word_on, facts.execution, today)
    holds = {
        Computed.LATE: is_late(facts.due_on, facts.execution, today),
        Computed.SILENT: silent is not None,
        Computed.AT_RISK: bool(risk),
    }
    why = {Computed.AT_RISK: risk} if risk else {}
    counted = tuple(one for one in by_hand if is_in_force(one, today))
    for one in counted:
        holds[Computed(one.state)] = one.value
        why[Computed(one.state)] = one.reason
    return Standing(frozenset(state for state, held in holds.items() if held), why, counted)


def due_text(due_on: dt.date | None, precision: str = DatePrecision.DAY) -> str:
    """The last day as it was given, "30 juni 2026", "juni 2026" or "2026"; says so where there is none."""
    return in_words(due_on, precision) if due_on else _("ingen dag satt")


def missing_in_report(
    execution: str,
    text: str,
    *,
    is_shown: bool,
    may_waive: bool,
    decides: str = "-",
    overtaken_by: str = "-",
) -> dict[str, str]:
    """What a report lacks, as field and sentence: done needs evidence, an end without doing needs a reason.

    ``is_shown``: something shows that it is done; ``may_waive``: the reporter may say so without it. ``decides`` and
    ``overtaken_by`` are who decides that it is not done, and which decision has taken its place.
    """
    if execution == Execution.UNKNOWN:
        return {"execution": _("Välj hur långt det har kommit.")}
    if execution == Execution.DONE and not is_shown and not may_waive:
        return {
            "evidence": _(
                "Skriv vad som visar att det är genomfört, till exempel ett beslut, en rapport eller en länk."
            )
        }
    lacks = {}
    if execution in NEED_REASON and not text.strip():
        lacks["text"] = _("Skriv varför det inte genomförs eller vad som har ersatt det.")
    if execution == Execution.CANNOT and not decides.strip():
        lacks["decides"] = _("Skriv vem som beslutar att det inte genomförs.")
    if execution == Execution.OVERTAKEN and not overtaken_by.strip():
        lacks["overtaken_by"] = _("Ange vilket beslut som har ersatt åtagandet.")
    return lacks


def turn_day_of(due_on: dt.date) -> int:
    """The day of the month that a rhythm keeps: 31 where the first turn ends with its month."""
    last = calendar.monthrange(due_on.year, due_on.month)[1]
    return 31 if due_on.day == last else due_on.day


def next_turn(due_on: dt.date, every_months: int, turn_day: int | None) -> dt.date:
    """The last day of the next turn: the same day of the month, or the month's last where it has no such day."""
    keeps = turn_day or turn_day_of(due_on)
    month = months_after(due_on.replace(day=1), every_months)
    return month.replace(day=min(keeps, calendar.monthrange(month.year, month.month)[1]))
