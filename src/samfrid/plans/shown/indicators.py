"""Indicators and their values as the templates take them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from textwrap import shorten
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.municipalities.dates import in_words
from samfrid.plans.days import stands
from samfrid.plans.models import Indicator, IndicatorPlace, IndicatorValue, PlanVersion
from samfrid.plans.rules import HELD, reached, value_due

_THIN: Final = "\N{NARROW NO-BREAK SPACE}"


def figure(value: Decimal, unit: str = "") -> str:
    """A value as a Swede reads it: no empty decimals, thin spaces between thousands, its unit after it."""
    plain = f"{abs(value):,.3f}".rstrip("0").rstrip(".").replace(",", _THIN).replace(".", ",")
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{plain}\N{NO-BREAK SPACE}{unit}" if unit else f"{sign}{plain}"


def rhythm(months: int) -> str:
    """How often something is done."""
    if months % 12 == 0:
        years = months // 12
        return ngettext("varje år", "vart %(n)s:e år", years) % {"n": years}
    return ngettext("varje månad", "var %(n)s:e månad", months) % {"n": months}


def due(indicator: Indicator, version: PlanVersion, last: IndicatorValue | None) -> dt.date:
    """The last day of the time that the next value is for."""
    begins = version.starts_on or version.adopted_on
    added = timezone.localdate(indicator.created_at)
    return value_due(begins, added, last.on if last else None, indicator.every_months)


def state(place: IndicatorPlace, version: PlanVersion, last: IndicatorValue | None, today: dt.date) -> tuple[str, str]:
    """Tone and word: whether a value is wanted, else how it stands to the target."""
    if stands(version, today) in HELD and today > due(place.indicator, version, last):
        return ("soon", _("nytt värde behövs")) if last else ("asks", _("värde saknas"))
    if last is None:
        return "todo", _("inget värde än")
    met = reached(last.value, place.target, place.indicator.direction)
    if met is None:
        return "info", _("preliminärt värde") if last.preliminary else _("har värde")
    return ("done", _("målvärdet nått")) if met else ("open", _("målvärdet inte nått"))


def row(place: IndicatorPlace, version: PlanVersion, today: dt.date) -> dict[str, Any]:
    """An indicator of a version for ``municipalities/_rows.html``."""
    indicator = place.indicator
    last = next(iter(indicator.values.all()), None)
    tone, word = state(place, version, last, today)
    meta = [shorten(place.goal.words, 80, placeholder=" …")] if place.goal else []
    if last:
        told = _("%(figure)s den %(day)s, preliminärt") if last.preliminary else _("%(figure)s den %(day)s")
        meta.append(told % {"figure": figure(last.value, indicator.unit), "day": in_words(last.on)})
    if place.target is not None:
        meta.append(_("målvärde %(figure)s") % {"figure": figure(place.target, indicator.unit)})
    meta.append(rhythm(indicator.every_months))
    if later(place, version):
        meta.append(_("tillagd efter antagandet"))
    return {"url": indicator.get_absolute_url(), "title": indicator.name, "meta": meta, "tone": tone, "word": word}


def later(place: IndicatorPlace, version: PlanVersion) -> bool:
    """Whether it came to the version after that was adopted: a way to follow it up that nobody adopted."""
    return bool(version.adopted_on and timezone.localdate(place.created_at) > version.adopted_on)


def facts(place: IndicatorPlace) -> list[tuple[str, str]]:
    """What an indicator is, for ``components/facts.html``; what is not known is said."""
    indicator = place.indicator
    return [
        (_("Enhet"), indicator.unit or _("Inte angiven")),
        (_("Källa"), indicator.source or _("Inte angiven")),
        (_("Riktning"), indicator.get_direction_display() or _("Inte angiven")),
        (_("Mäts"), rhythm(indicator.every_months)),
        (_("Målvärde"), _("Inget") if place.target is None else figure(place.target, indicator.unit)),
    ]


def values(indicator: Indicator, found: list[IndicatorValue]) -> list[dict[str, Any]]:
    """The values as rows of a table, latest first."""
    return [
        {
            "key": one.pk,
            "on": one.on,
            "figure": figure(one.value, indicator.unit),
            "preliminary": one.preliminary,
            "note": one.note,
            "by": one.given_by,
        }
        for one in found
    ]
