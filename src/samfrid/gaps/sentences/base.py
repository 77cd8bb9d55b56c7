"""What every sentence is made of: headings, days as one says them, the words of a rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.gaps.checks.base import (
    AGREEMENT,
    COMMITMENT,
    CONTACT,
    COOPERATION,
    DIALOGUE,
    MATTER,
    MINUTES,
    PLAN,
    ROUTINE,
    TRAINING,
    Group,
)
from samfrid.gaps.models import Gap, Severity
from samfrid.municipalities.dates import in_words

Said = str | Promise

GROUPS: Final[dict[Group, Said]] = {
    Group.DECIDE: gettext_lazy("Besluta eller redovisa för fullmäktige"),
    Group.MINUTES: gettext_lazy("Justera, anslå och skicka ut"),
    Group.REFER: gettext_lazy("Påminn om svar på remisser"),
    Group.ANSWER: gettext_lazy("Svara på det som har frågats"),
    Group.PROMISE: gettext_lazy("Gör beslutet till ett åtagande"),
    Group.ASSIGN: gettext_lazy("Säg vem som ansvarar, vem som svarar och till när"),
    Group.REPORT: gettext_lazy("Rapportera vad som har hänt"),
    Group.AGREE: gettext_lazy("Förläng, säg upp eller följ upp avtal"),
    Group.PLAN: gettext_lazy("Anta eller förnya planer"),
    Group.ROUTINE: gettext_lazy("Besluta om och se över rutiner"),
    Group.COOPERATE: gettext_lazy("Håll ihop samverkan"),
}
#: a quotation within a quotation has single marks in Swedish
_INNER_MARKS: Final = str.maketrans(dict.fromkeys('”“"', "’"))
#: the page of a record of each kind
PAGES: Final = {
    MATTER: "matters:matter",
    MINUTES: "matters:minutes",
    COMMITMENT: "commitments:commitment",
    PLAN: "plans:plan",
    ROUTINE: "routines:routine",
    AGREEMENT: "partners:agreement",
    COOPERATION: "cooperation:group",
    DIALOGUE: "cooperation:talk",
    CONTACT: "units:contact",
    TRAINING: "training:training",
}


@dataclass(frozen=True, slots=True)
class Act:
    """What mends it: a verb and where it is done."""

    label: str
    url: str
    #: the right that it takes, see ``municipalities.permissions``
    right: str


@dataclass(frozen=True, slots=True)
class Words:
    """All that a rule says, beside the gap's own sentence what the list of rules tells of it.

    ``act`` is the verb and the place on the record's page that mends it, ``acts`` the same for cases that are mended
    otherwise, ``right`` what it takes of the one who does it. ``where`` is the act's own page, where it has one instead
    of a place on the record's. ``law`` names paragraphs in ``law.py``.
    """

    name: Said
    #: what it looks for, one sentence
    looks: Said
    #: on what ground: law, plan, agreement, or a rule of our own
    basis: Said
    #: the gap in one sentence or two, as of today
    sentence: Callable[[Gap, dt.date], str]
    act: tuple[Said, str]
    right: str
    #: how much it weighs at the most
    severity: Severity
    acts: Mapping[str, tuple[Said, str]] = field(default_factory=dict)
    where: Callable[[Gap], str] | None = None
    law: tuple[str, ...] = ()


def page_of(gap: Gap) -> str:
    """The page of the record."""
    return reverse(PAGES[gap.record_kind], args=[gap.record_id])


def ago(since: dt.date, today: dt.date) -> str:
    """How long since, as one says it: "12 dagar", "11 månader", "drygt 2 år", "nästan 4 år"."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    if months >= 24:
        years, rest = divmod(months, 12)
        if rest >= 9:
            return _("nästan %(n)s år") % {"n": years + 1}
        return (_("drygt %(n)s år") if rest else ngettext("%(n)s år", "%(n)s år", years)) % {"n": years}
    if months >= 1:
        return ngettext("%(n)s månad", "%(n)s månader", months) % {"n": months}
    days = (today - since).days
    return ngettext("%(n)s dag", "%(n)s dagar", days) % {"n": days}


def quoted(words: str) -> str:
    """Words to stand between quotation marks: without a full stop, and with single marks for their own."""
    return words.rstrip(".").translate(_INNER_MARKS)


def day(gap: Gap) -> str:
    return in_words(gap.day) if gap.day else ""
