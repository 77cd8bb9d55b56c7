"""The house's words for pictures, in the reader's language; what is drawn and how stands in ``samfrid.pictures``."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.dates import MONTHS_3
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samfrid.municipalities.dates import Precision, in_words
from samfrid.pictures import BarWords, BurndownWords, PointKind, Series, TimelineWords, Tone

#: rows of a line of time, and bars, that a page shows; it says in words how many more there are
MOST_ROWS: Final = 60

#: how a commitment stands: one of these, the gravest that holds
STANDINGS: Final = {
    Tone.LATE: gettext_lazy("Försenade"),
    Tone.SILENT: gettext_lazy("Tysta"),
    Tone.RISK: gettext_lazy("I riskzonen"),
    Tone.OPEN: gettext_lazy("Löper på"),
    Tone.DONE: gettext_lazy("Avslutade"),
}


def month(day: dt.date) -> str:
    """``november 2026``."""
    return in_words(day, Precision.MONTH)


def short_month(day: dt.date) -> str:
    """``nov. 26``: for where there is little room."""
    name = str(MONTHS_3[day.month])
    # Django has them in small letters in both languages
    return f"{name.title() if get_language() == 'en' else name} {day.year % 100:02}"


def timeline_words(what: str = "") -> TimelineWords:
    """Words of a line of time; ``what`` heads the rows, "Åtagande" where nothing else is said."""
    points = {
        PointKind.ASKED: _("Efterfrågat"),
        PointKind.DECIDED: _("Beslutat"),
        PointKind.REPORTED: _("Senaste besked"),
        PointKind.DUE: _("Klart senast"),
        PointKind.LATE: _("Skulle ha varit klart"),
        PointKind.DONE: _("Avslutat"),
        PointKind.BACK: _("Återrapporterat"),
    }
    return TimelineWords(what or _("Åtagande"), _("Läge"), _("idag"), points, in_words, short_month)


def burndown_words() -> BurndownWords:
    """Words of a burn-down of commitments."""
    return BurndownWords(_("Månad"), _("Öppna"), _("Nya"), _("Avslutade"), month, short_month)


def bar_words(who: str = "") -> BarWords:
    """Words of bars for who carries how many."""
    return BarWords(who or _("Enhet"), _("Summa"))


def standings() -> list[Series]:
    """The parts of such a bar: late, silent, at risk, on its way, settled."""
    return [Series(tone, str(name)) for tone, name in STANDINGS.items()]
