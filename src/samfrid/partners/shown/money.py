"""An agreement's money in words: who pays, how it was reckoned, what could not be, what looks like procurement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.municipalities.dates import in_words
from samfrid.partners.models import Amount, Funding, IndexKind, Per
from samfrid.partners.rules import Line, Sign, Uncounted, Why, Worth
from samfrid.partners.shown.agreements import NO_BREAK, THIN, kronor

#: a label, and where it can be read
Source = tuple[str, str]

#: where the words on procurement come from; the labels are shown beside the links
PROCUREMENT_SOURCES: Final[tuple[tuple[str | Promise, str], ...]] = (
    (
        gettext_lazy("Upphandlingsmyndigheten: idéburet offentligt partnerskap (IOP)"),
        "https://www.upphandlingsmyndigheten.se/frageportalen/2457482/iop/",
    ),
    (
        gettext_lazy("Inköpsrådet om Kammarrätten i Göteborg, mål 3556-18, 8 maj 2019"),
        "https://inkopsradet.se/dom/ideburet-offentligt-partnerskap-iop-betraktades-som-upphandling-av-tjanst-som-skulle-upphandlas-enligt-lou",
    ),
    (
        gettext_lazy("Konkurrensverket: tröskelvärden, sociala tjänster, 2022–2023"),
        "https://www.konkurrensverket.se/upphandling/lagar-och-regler/troskelvarden/gamla-troskelvarden/",
    ),
)
SIGNS: Final[dict[Sign, str | Promise]] = {
    Sign.ONE_PARTY: gettext_lazy("En enda part utför det som avtalet handlar om."),
    Sign.UNIT_PRICE: gettext_lazy("Avtalet har ett pris för varje dygn, alltså för det som faktiskt används."),
    Sign.LARGE: gettext_lazy("Avtalet är värt minst så mycket som er gräns för ett stort avtal."),
}
_INDEX: Final = {IndexKind.KPI: "KPI", IndexKind.OPI: "OPI"}


def number(value: int | Decimal | Fraction, decimals: int = 0) -> str:
    """A number as a Swede writes it, without zeros that say nothing."""
    text = f"{Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if decimals else text
    return text.replace(",", THIN).replace(".", ",")


def sum_words(amount: Amount) -> str:
    """The sum with what it is for each of: "50 000 kr per år"."""
    # its choices are hashed by Django each time that it is asked for what is shown of one
    return f"{kronor(amount.sek)} {Per(amount.per).label}"


def amount_meta(amount: Amount) -> list[str]:
    """What is to be known of a sum, in short."""
    found = [_("betalas av %(who)s") % {"who": amount.payer_name}] if amount.payer else []
    if amount.funding != Funding.OWN:
        found.append(str(Funding(amount.funding).label))
    found += [_time(amount)] if amount.from_on or amount.to_on else []
    found += [index_words(amount)] if amount.index_kind != IndexKind.NONE else []
    if amount.replaces_grant:
        found.append(_("ersätter %(grant)s") % {"grant": amount.replaces_grant})
    return found


def released_words(amount: Amount) -> list[str]:
    """Who said that the condition was met, and what shows it."""
    found = [_("bedömt av %(who)s") % {"who": amount.released_by}] if amount.released_by else []
    return found + ([amount.evidence_text] if amount.evidence_text else [])


def _time(amount: Amount) -> str:
    first, last = amount.from_on, amount.to_on
    if first and last:
        return _("gäller %(first)s – %(last)s") % {"first": in_words(first), "last": in_words(last)}
    if first:
        return _("gäller från %(first)s") % {"first": in_words(first)}
    return _("gäller till och med %(last)s") % {"last": in_words(last)} if last else ""


def index_words(amount: Amount) -> str:
    """How the sum is raised."""
    told = {"base": amount.index_base_year, "percent": number(amount.index_percent or 0, 2)}
    if amount.index_kind == IndexKind.FIXED_PERCENT:
        return _("räknas upp med %(percent)s procent per år från %(base)s") % told
    told["index"] = _INDEX[IndexKind(amount.index_kind)]
    return _("räknas upp med %(index)s från %(base)s") % told


def how(line: Line[Amount]) -> str:
    """How a sum was reckoned for a year: "10 kr × 34 560 invånare × 6 av 12 månader"."""
    amount, parts = line.amount, [kronor(line.amount.sek)]
    if line.rate.inhabitants is not None:
        parts.append(_("%(n)s invånare") % {"n": number(line.rate.inhabitants)})
    if line.rate.factor is not None:
        parts.append(f"{number(line.rate.factor, 4)} ({_factor(amount, line.year)})")
    if amount.per == Per.MONTH:
        parts.append(_("%(n)s månader") % {"n": number(line.months, 1)})
    elif line.months and line.months != 12:
        parts.append(_("%(n)s av 12 månader") % {"n": number(line.months, 1)})
    return f"{NO_BREAK}× ".join(parts)


def _factor(amount: Amount, year: int) -> str:
    if amount.index_kind == IndexKind.FIXED_PERCENT:
        told = {"percent": number(amount.index_percent or 0, 2), "years": year - (amount.index_base_year or year)}
        return _("%(percent)s procent i %(years)s år") % told
    told = {"index": _INDEX[IndexKind(amount.index_kind)], "year": year, "base": amount.index_base_year}
    return _("%(index)s %(year)s mot %(base)s") % told


def why_not(one: Uncounted[Amount]) -> str:
    """Why a sum, or a year of it, could not be reckoned."""
    lacking = one.lacking
    if one.why == Why.DAY_PRICE:
        return _("Beror på hur många dygn som används, och kan inte räknas i förväg.")
    if one.why == Why.NO_PERIOD:
        return _("Avtalets första dag är inte känd, så det går inte att säga vilka år beloppet gäller.")
    if one.why == Why.NO_INHABITANTS:
        return _("Antalet invånare för %(year)s är inte infört.") % {"year": one.year}
    kind = _INDEX.get(IndexKind(lacking.kind), "") if lacking else ""
    return _("%(index)s för %(year)s är inte infört.") % {"index": kind, "year": lacking.year if lacking else ""}


def can_enter(one: Uncounted[Amount]) -> bool:
    """Whether somebody can mend it by entering a value."""
    return one.why in (Why.NO_INHABITANTS, Why.NO_INDEX)


def worth_table(found: Worth[Amount]) -> dict[str, Any]:
    """What an agreement is worth, for ``_worth.html``: a row for each payer and funding, a column for each year.

    What could not be reckoned is not zero: the year says that it is missing, or that there is at least so much.
    """
    years, lacking = found.years, found.lacking()
    rows = []
    by_payer: dict[tuple[str, str], dict[int, int]] = {key: {} for key in lacking} | found.split()
    for key, sums in sorted(by_payer.items()):
        payer, funding = key
        name = payer or _("Kommunen")
        short = lacking.get(key, set())
        rows.append(
            {
                "name": name if funding == Funding.OWN else f"{name}, {Funding(funding).label}",
                "sums": [_at_least(sums.get(year, 0), short=bool(short & {year, None})) for year in years],
                "total": _at_least(sum(sums.values()), short=bool(short)),
            }
        )
    period, state = found.period, _of_state(found)
    every: set[int | None] = set().union(*lacking.values())
    return {
        "period": _period(period.start, period.end) if period else "",
        "years": years,
        "rows": rows,
        "sums": [_at_least(found.of(year), short=bool(every & {year, None})) for year in years],
        "total": _at_least(found.total, short=bool(every)),
        "has_state": bool(state),
        "state": [kronor(state.get(year, 0)) for year in years],
        "state_total": kronor(sum(state.values())),
        "conditional": [kronor(found.conditional_of(year)) for year in years],
        "conditional_total": kronor(found.conditional_total) if found.conditional else "",
        "lines": [_line(one, "") for one in found.lines],
        "waiting": [_line(one, one.amount.condition) for one in found.conditional],
        "uncounted": _uncounted(found),
    }


def _uncounted(found: Worth[Amount]) -> list[dict[str, Any]]:
    """What could not be reckoned, each reason told once: an index of one year lacks for all years after it."""
    told: list[dict[str, Any]] = []
    for one in found.uncounted:
        line = {"sum": sum_words(one.amount), "why": why_not(one), "enter": can_enter(one)}
        if line not in told:
            told.append(line)
    return told


def _at_least(sek: int, *, short: bool) -> str:
    """A sum; where a part of it could not be reckoned, at least so much, or that it is missing."""
    if not short:
        return kronor(sek)
    return _("minst %(sum)s") % {"sum": kronor(sek)} if sek else _("saknas")


def cost_facts(found: Worth[Amount], year: int) -> list[tuple[str, str]]:
    """What it costs in a year, to stand beside the agreement; nothing for a year in which it costs nothing."""
    if year not in found.years:
        return []
    short = any(one.year in (year, None) for one in found.uncounted)
    told = [(_("Kostar %(year)s") % {"year": year}, _at_least(found.of(year), short=short))]
    if found.conditional_of(year):
        told.append((_("Till det, om villkoren uppfylls"), kronor(found.conditional_of(year))))
    return told


def _of_state(found: Worth[Amount]) -> dict[int, int]:
    """What is state grants, by year."""
    state: dict[int, int] = {}
    for one in found.lines:
        if one.amount.funding == Funding.STATE:
            state[one.year] = state.get(one.year, 0) + one.sek
    return state


def _line(one: Line[Amount], condition: str) -> dict[str, Any]:
    told = {"year": one.year, "sum": sum_words(one.amount), "how": how(one), "sek": kronor(one.sek)}
    return told | {"payer": one.amount.payer_name, "condition": condition}


def _period(start: dt.date | None, end: dt.date) -> str:
    return f"{in_words(start) if start else _('okänd början')} – {in_words(end)}"


def signs_words(signs: Collection[Sign]) -> list[str]:
    """The signs of procurement in words, always in the same order."""
    return [str(words) for sign, words in SIGNS.items() if sign in signs]
