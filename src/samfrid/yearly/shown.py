"""The year in words: its kinds, its picture, its list by month, and the same as a paper."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samfrid.municipalities.dates import in_words
from samfrid.municipalities.happenings import Happening, HappeningKind
from samfrid.municipalities.shown import Acts
from samfrid.papers.paper import Block, Heading, Paper, Table, Text
from samfrid.papers.paper import Picture as Drawn
from samfrid.pictures import Picture, Ring, WheelWords, wheel
from samfrid.yearly.rules import MOST_IN_MONTH, YEARS, by_month

ACTS: Final[Acts] = {
    "yearly.plan_sitting": gettext_lazy("lade in ett sammanträde"),
    "yearly.change_sitting": gettext_lazy("ändrade ett sammanträde"),
    "yearly.call_off_sitting": gettext_lazy("tog bort ett sammanträde"),
    "yearly.make_feed": gettext_lazy("gjorde en adress till sin kalender"),
    "yearly.revoke_feed": gettext_lazy("återkallade adressen till sin kalender"),
}
KINDS: Final[dict[HappeningKind, str | Promise]] = {
    HappeningKind.MEETING: gettext_lazy("Möten"),
    HappeningKind.SITTING: gettext_lazy("Sammanträden"),
    HappeningKind.PAYMENT: gettext_lazy("Utbetalningar"),
    HappeningKind.TERM: gettext_lazy("Avtalstider"),
    HappeningKind.FOLLOW_UP: gettext_lazy("Uppföljningar"),
    HappeningKind.REPORT: gettext_lazy("Svar och redovisningar"),
    HappeningKind.PLAN: gettext_lazy("Planer och rutiner"),
    HappeningKind.INDICATOR: gettext_lazy("Mätvärden"),
}


#: how many there are of each kind each day
Days = Mapping[HappeningKind, Mapping[dt.date, int]]


@cache
def _page() -> str:
    """The page of a year; looked up once, for it stands in a link of each kind of each month."""
    return reverse("yearly:year")


@dataclass(frozen=True, slots=True)
class Choice:
    """The year, the kind and the month that a page is of; no kind and no month: all of them."""

    year: int
    kind: str = ""
    month: int = 0

    def url(self, **changes: Any) -> str:
        """The address of the page with this choice changed."""
        told = {"ar": self.year, "slag": self.kind, "manad": self.month} | changes
        return f"{_page()}?{urlencode({name: value for name, value in told.items() if value})}"

    def file(self, form: str) -> str:
        """The address of the same as a file."""
        told = {"slag": self.kind} if self.kind else {}
        return reverse("yearly:file", args=[self.year, form]) + (f"?{urlencode(told)}" if told else "")


def month_name(choice: Choice) -> str:
    """``April 2026``."""
    return f"{str(MONTHS[choice.month]).capitalize()} {choice.year}"


def step(choice: Choice, by: int) -> tuple[str, str] | None:
    """The year before or after, or the month where one is chosen: name and address; None where there is none."""
    months = choice.year * 12 + choice.month - 1 + by
    year, month = (months // 12, months % 12 + 1) if choice.month else (choice.year + by, 0)
    if year not in YEARS:
        return None
    other = Choice(year, choice.kind, month)
    return (month_name(other) if month else _("Året %(year)s") % {"year": year}), other.url()


def _short_months() -> list[str]:
    names = [str(MONTHS_3[month]).rstrip(".") for month in range(1, 13)]
    return [name.title() for name in names] if get_language() == "en" else names


def words() -> WheelWords:
    """Words of the wheel, in the reader's language."""
    return WheelWords(
        _("Månad"),
        _("Summa"),
        _("idag"),
        _("Stort märke: flera samma vecka."),
        _("Streckad båge: inget den månaden."),
        [str(MONTHS[month]).capitalize() for month in range(1, 13)],
        _short_months(),
    )


def picture(days: Days, choice: Choice, today: dt.date) -> Picture:
    """The year as a wheel: of each kind how many there are each day."""
    kinds = [kind for kind in KINDS if not choice.kind or kind == choice.kind]
    rings = [Ring(str(KINDS[kind]), list(Counter(days.get(kind, {})).elements())) for kind in kinds]
    title = _("Årshjul %(year)s") % {"year": choice.year}
    description = _("Årets månader medsols med början överst, och en ring för varje slag: %(kinds)s.") % {
        "kinds": ", ".join(ring.name for ring in rings)
    }
    return wheel(choice.year, rings, title=title, description=description, words=words(), today=today)


def months(found: Sequence[Happening], days: Days, choice: Choice, today: dt.date) -> list[dict[str, Any]]:
    """The list under the picture: a part for each month, with the rows of each kind that there is room for."""
    words, more, short = _Words(), {} if choice.month else _more(days, choice), _short_months()
    return [
        {
            "number": number,
            "name": str(MONTHS[number]).capitalize(),
            "short": short[number - 1],
            "rows": words.rows(rows if choice.month else _first(rows)),
            "more": more.get(number, []),
            "now": (today.year, today.month) == (choice.year, number),
        }
        for number, rows in enumerate(by_month(found, choice.year), 1)
        if choice.month in {0, number}
    ]


def _first(rows: Sequence[Happening]) -> Iterator[Happening]:
    """The rows of a month that there is room for."""
    counts = Counter[HappeningKind]()
    for one in rows:
        counts[one.kind] += 1
        if counts[one.kind] <= MOST_IN_MONTH:
            yield one


def _more(days: Days, choice: Choice) -> dict[int, list[tuple[str, str]]]:
    """By month: for each kind with more rows than are shown how many, with the way there."""
    counts = Counter[tuple[int, HappeningKind]]()
    for kind, of_kind in days.items():
        for on, count in of_kind.items():
            counts[on.month, kind] += count
    found: dict[int, list[tuple[str, str]]] = {}
    words = _("%(kind)s: %(count)s till")
    for (month, kind), count in counts.items():
        if count > MOST_IN_MONTH:
            told = words % {"kind": KINDS[kind], "count": count - MOST_IN_MONTH}
            found.setdefault(month, []).append((told, choice.url(slag=kind.value, manad=month)))
    return found


def clock(one: Happening) -> str:
    """``kl. 9.00–10.30``, or nothing."""
    if one.starts_at is None:
        return ""
    hours = [f"{at.hour}.{at.minute:02}" for at in (one.starts_at, one.ends_at) if at]
    return _("kl. %(time)s") % {"time": "–".join(hours)}


#: a row of the list: hundreds of them are written for a page, and a template would look up each part of each
_ROW: Final = (
    '<li class="timeline__row"><time class="timeline__day" datetime="%s">%s</time>\n'
    '<span><a class="ds-link" href="%s">%s</a> %s <span class="muted">%s</span></span></li>\n'
)


class _Words:
    """Writes rows as they stand on the page; every word in them is escaped here, the same ones once for a page."""

    def __init__(self) -> None:
        self._open = {kind: escape(str(name)) for kind, name in KINDS.items()}
        done = _("%(kind)s, klart")
        self._done = {kind: escape(done % {"kind": name}) for kind, name in KINDS.items()}

    def rows(self, found: Iterable[Happening]) -> SafeString:
        """Rows of one month."""
        days, parts = dict[dt.date, str](), list[str]()
        for one in found:
            day = days.get(one.on) or days.setdefault(one.on, escape(in_words(one.on)))
            about = escape(", ".join(filter(None, (clock(one), one.place)))) if one.starts_at or one.place else ""
            kind = (self._open if one.open else self._done)[one.kind]
            parts.append(_ROW % (one.on.isoformat(), day, one.url, escape(one.title), about, kind))
        return mark_safe("".join(parts))  # noqa: S308 # nosec B308, B703 - each word is escaped, and addresses are ours


def filters(choice: Choice) -> list[tuple[str, str, bool]]:
    """All kinds, and each of them, as links."""
    found = [(_("Alla"), choice.url(slag=""), not choice.kind)]
    return found + [(str(name), choice.url(slag=kind.value), kind == choice.kind) for kind, name in KINDS.items()]


def paper(municipality: str, found: Sequence[Happening], days: Days, choice: Choice, today: dt.date) -> Paper:
    """The year to hang on the wall and to put before a meeting."""
    blocks: list[Block] = [Drawn(picture(days, choice, today))]
    for number, rows in enumerate(by_month(found, choice.year), 1):
        blocks.append(Heading(1, str(MONTHS[number]).capitalize()))
        if not rows:
            blocks.append(Text([_("Inget den här månaden.")]))
            continue
        head = [_("Dag"), _("Slag"), _("Vad")]
        table = [
            [in_words(one.on), str(KINDS[one.kind]), ", ".join(filter(None, (one.title, clock(one), one.place)))]
            for one in rows
        ]
        blocks.append(Table(head, table, widths=(2, 2.4, 6)))
    title = _("Årshjul %(year)s") % {"year": choice.year}
    if choice.kind:
        title = f"{title}: {KINDS[HappeningKind(choice.kind)]}"
    return Paper(title, blocks, _("Årshjul"), [municipality], [(_("Datum"), in_words(today))])


def chosen_kinds(kinds: Collection[str]) -> str:
    """The kinds of a calendar in words."""
    return ", ".join(str(name) for kind, name in KINDS.items() if kind in kinds) if kinds else _("allt")
