"""From the meeting to legal force: adjustment, announcement, appeal.

KL = kommunallagen (2017:725), chapter:section. Each day explains itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from samfrid.matters.models.words import Outcome
from samfrid.municipalities.calendar import next_working_day
from samfrid.municipalities.dates import in_words

#: KL 5:69, for committees by KL 6:35
ADJUST_WITHIN: Final = dt.timedelta(days=14)
#: KL 8:12
ANNOUNCE_WITHIN: Final = dt.timedelta(days=2)
#: KL 13:5
APPEAL_WITHIN: Final = dt.timedelta(weeks=3)
ONE_DAY: Final = dt.timedelta(days=1)

#: clauses that only prepare a matter, or say what a body thinks; KL 13:2 lets nobody appeal preparation alone
PREPARING: Final = frozenset(
    {Outcome.SUPPORTED, Outcome.OPPOSED, Outcome.REFERRED_BACK, Outcome.POSTPONED, Outcome.CIRCULATED}
)


@dataclass(frozen=True, slots=True)
class Due:
    """A day that can explain itself."""

    on: dt.date
    #: "anslaget 20 augusti 2020 + tre veckor (kommunallagen 13 kap. 5 §)"
    text: str


class Force(StrEnum):
    """How it stands with legal force (laga kraft)."""

    NOT_ANNOUNCED = "not_announced"
    #: the notice is up and the time for appeal runs
    RUNNING = "running"
    #: the notice came down before its time
    BROKEN = "broken"
    APPEALED = "appealed"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class LegalForce:
    """Whether what was decided has legal force, since when or from when, and why."""

    state: Force
    #: the day of legal force where it can be told: past where it is reached, to come where it is awaited
    on: dt.date | None
    text: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days of some minutes, as they are known."""

    met_on: dt.date
    adjusted_on: dt.date | None = None
    announced_on: dt.date | None = None
    taken_down_on: dt.date | None = None
    appealed_on: dt.date | None = None
    appeal_settled_on: dt.date | None = None


def _moved(ends: dt.date, text: str) -> Due:
    """The day on which a time by law ends: lagen (1930:173) 2 § moves it to the next working day from a Saturday, a
    Sunday, a public holiday, midsummer eve, Christmas eve or New Year's eve.
    """
    on = next_working_day(ends)
    if on == ends:
        return Due(on, text)
    more = _("%(text)s; %(day)s är ingen arbetsdag, så tiden går ut nästa arbetsdag (lagen 1930:173, 2 §)")
    return Due(on, more % {"text": text, "day": in_words(ends)})


def adjustment_due(met_on: dt.date) -> Due:
    """The last day to adjust the minutes: within 14 days from the meeting (KL 5:69; KL 6:35 for committees)."""
    text = _("sammanträdet %(day)s + 14 dagar (kommunallagen 5 kap. 69 §)") % {"day": in_words(met_on)}
    return _moved(met_on + ADJUST_WITHIN, text)


def announcement_due(adjusted_on: dt.date) -> Due:
    """The last day to announce on the notice board that they are adjusted: the second day after (KL 8:12)."""
    text = _("justerat %(day)s + två dagar (kommunallagen 8 kap. 12 §)") % {"day": in_words(adjusted_on)}
    return _moved(adjusted_on + ANNOUNCE_WITHIN, text)


def last_day_of_appeal(announced_on: dt.date) -> Due:
    """The last day on which an appeal may come in: three weeks from the announcement (KL 13:5)."""
    text = _("anslaget %(day)s + tre veckor (kommunallagen 13 kap. 5 §)") % {"day": in_words(announced_on)}
    return _moved(announced_on + APPEAL_WITHIN, text)


def earliest_down(announced_on: dt.date) -> Due:
    """The first day on which the notice may come down: it stays until the time for appeal is over (KL 8:12)."""
    last = last_day_of_appeal(announced_on)
    text = _("dagen efter sista dagen att överklaga, %(day)s (kommunallagen 8 kap. 12 §)") % {"day": in_words(last.on)}
    return Due(last.on + ONE_DAY, text)


def kept_up(announced_on: dt.date, taken_down_on: dt.date | None) -> bool:
    """Whether the notice has stayed, or still stays, for as long as it must (KL 8:12)."""
    return taken_down_on is None or taken_down_on >= earliest_down(announced_on).on


def legal_force(days: Days, today: dt.date) -> LegalForce:
    """How it stands with legal force.

    Nothing has it before the time for appeal is over (KL 13:5), and that time is over only if the notice stayed up
    for the whole of it (KL 8:12). An appeal must have been settled, and while the time lasts another may come.
    """
    if days.announced_on is None:
        return LegalForce(Force.NOT_ANNOUNCED, None, _("Tiden för överklagande börjar när protokollet anslås."))
    earliest = earliest_down(days.announced_on)
    if not kept_up(days.announced_on, days.taken_down_on) and days.taken_down_on:
        return LegalForce(Force.BROKEN, None, _broken(days.taken_down_on, earliest.on))
    if days.appealed_on and not days.appeal_settled_on:
        return LegalForce(
            Force.APPEALED,
            None,
            _("Överklagat %(day)s. Vad som beslutats vinner laga kraft först när överklagandet är avgjort.")
            % {"day": in_words(days.appealed_on)},
        )
    if days.appeal_settled_on and days.appeal_settled_on >= earliest.on:
        text = _("Överklagandet avgjordes %(day)s.") % {"day": in_words(days.appeal_settled_on)}
        return LegalForce(_reached(days.appeal_settled_on, today), days.appeal_settled_on, text)
    state = _reached(earliest.on, today)
    return LegalForce(state, earliest.on, _uninterrupted(days.announced_on, state))


def _reached(on: dt.date, today: dt.date) -> Force:
    return Force.REACHED if on <= today else Force.RUNNING


def _broken(taken_down_on: dt.date, earliest: dt.date) -> str:
    return _(
        "Anslaget togs ned %(down)s men skulle ha suttit uppe till och med %(last)s. Tiden för överklagande har därför"
        " inte gått ut, och beslutet har inte vunnit laga kraft. Anslå protokollet på nytt."
    ) % {"down": in_words(taken_down_on), "last": in_words(earliest - ONE_DAY)}


def _uninterrupted(announced_on: dt.date, state: Force) -> str:
    last = last_day_of_appeal(announced_on)
    told = {"last": in_words(last.on), "why": last.text}
    if state == Force.REACHED:
        return _("Dagen efter sista dagen att överklaga, %(last)s: %(why)s.") % told
    return _("Om anslaget sitter uppe och ingen överklagar senast %(last)s: %(why)s.") % told


def appealable(outcomes: Iterable[str]) -> bool:
    """Whether a decision with these outcomes may be appealed: not one that only prepares (KL 13:2)."""
    return any(outcome not in PREPARING for outcome in outcomes)
