"""Indicators and their values. They follow the plan up and are no part of its text, so that they may be added to a
version that is adopted: what was promised does not change because somebody begins to count it.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Access
from samfrid.municipalities.permissions import require
from samfrid.plans.actions.frozen import OPEN, locked_plan, still
from samfrid.plans.days import stands
from samfrid.plans.models import (
    Activity,
    Direction,
    Goal,
    Indicator,
    IndicatorPlace,
    IndicatorValue,
    PlanVersion,
)
from samfrid.plans.rules import PeriodState

#: a number with more digits before the decimal mark is a slip of the hand, and does not fit the column
MOST: Final = Decimal(10) ** 13


def _number(name: str, value: Decimal) -> Decimal:
    """The value as it is kept; raises ``ValidationError`` for one that is too large or finer than a thousandth."""
    if not value.is_finite() or abs(value) >= MOST:
        raise ValidationError({name: _("Talet är för stort.")})
    kept = round(value, 3)
    if kept != value:
        raise ValidationError({name: _("Skriv talet med högst tre decimaler.")})
    return kept


def _told(indicator: Indicator) -> str:
    """What the trail calls it: nothing where it counts what not everybody may read, since the plan's page shows the
    trail to all who read the plan. Its key is there.
    """
    kept = indicator.places.filter(activity__commitment__access__gt=Access.PUBLIC)
    return "" if kept.exists() else indicator.name


@transaction.atomic
def add_indicator(
    actor: Actor,
    version: PlanVersion,
    *,
    name: str,
    definition: str = "",
    unit: str = "",
    source: str = "",
    direction: Direction | str = "",
    every_months: int = 12,
    target: Decimal | None = None,
    goal: Goal | None = None,
    activity: Activity | None = None,
) -> IndicatorPlace:
    """Say what is counted to see how a goal, an activity or the whole plan goes.

    One that an earlier version has goes on with its definition and its values. A superseded version takes no more.
    """
    require(actor, "plans.edit", version)
    tidy = " ".join(name.split())[:200]
    if not tidy:
        raise ValidationError({"name": _("Skriv vad som mäts.")})
    if goal and activity:
        raise ValidationError({"of": _("En indikator hör till ett mål eller en aktivitet, inte båda.")})
    if any(one and one.version_id != version.pk for one in (goal, activity)):
        raise ValidationError({"of": _("Målet eller aktiviteten hör till en annan version av planen.")})
    if not 1 <= every_months <= 120:
        raise ValidationError({"every_months": _("Ange mellan 1 och 120 månader.")})
    plan = locked_plan(version.plan)
    fresh = still(PlanVersion.objects.select_related("plan"), version)
    if stands(fresh) is PeriodState.SUPERSEDED:
        raise ValidationError(_("Versionen är ersatt och ändras inte mer. Lägg det i den som gäller."))
    known = plan.indicators.filter(name__iexact=tidy).first()
    if known and version.indicators.filter(indicator=known).exists():
        raise ValidationError({"name": _("Planen har redan en indikator som heter så.")})
    indicator = known or Indicator.objects.create(
        municipality_id=actor.municipality_code,
        plan=plan,
        name=tidy,
        definition=definition.strip(),
        unit=unit.strip()[:40],
        source=source.strip()[:200],
        direction=direction,
        every_months=every_months,
    )
    place = IndicatorPlace.objects.create(
        municipality_id=actor.municipality_code,
        version=version,
        indicator=indicator,
        goal=goal,
        activity=activity,
        target=None if target is None else _number("target", target),
        after_adoption=fresh.state not in OPEN,
    )
    record(
        actor, "plans.add_indicator", plan, indicator=_told(indicator), key=str(indicator.pk), version=version.number
    )
    return place


@transaction.atomic
def give_value(
    actor: Actor,
    indicator: Indicator,
    *,
    on: dt.date,
    value: Decimal,
    preliminary: bool = False,
    note: str = "",
    today: dt.date | None = None,
) -> IndicatorValue:
    """Give the value for the time that ended on ``on``. The same again is harmless.

    A preliminary value is replaced by the next one for that day. A final one is changed only with a ``note`` that says
    why: what somebody else has given is never silently overwritten, and the trail keeps what stood there.
    """
    require(actor, "plans.report", indicator)
    if on > (today or dates.today()):
        raise ValidationError({"on": _("Tiden som värdet gäller är inte slut än.")})
    kept = _number("value", value)
    plan = locked_plan(indicator.plan)
    known = indicator.values.filter(on=on).first()
    same = known is not None and (known.value, known.preliminary) == (kept, preliminary)
    if known and same and not note.strip():
        return known
    if known and not known.preliminary and not same and not note.strip():
        raise ValidationError(
            {
                "note": _("%(who)s har redan gett ett slutligt värde för %(day)s. Skriv varför det ändras.")
                % {"who": known.given_by, "day": in_words(on)}
            }
        )
    before = known.value if known else None
    made = known or IndicatorValue(municipality_id=actor.municipality_code, indicator=indicator, on=on)
    made.value, made.preliminary, made.note = kept, preliminary, note.strip()
    made.given_by = actor.actor_name[:120]
    made.save()
    record(
        actor,
        "plans.give_value",
        plan,
        indicator=_told(indicator),
        key=str(indicator.pk),
        on=on.isoformat(),
        value=str(kept),
        before=None if before is None else str(before),
        preliminary=preliminary,
    )
    return made


@transaction.atomic
def withdraw_value(actor: Actor, value: IndicatorValue, *, reason: str) -> None:
    """Take a value away that was given for the wrong day or indicator. The trail keeps it with the reason."""
    require(actor, "plans.report", value)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför värdet tas bort.")})
    indicator = value.indicator
    plan = locked_plan(indicator.plan)
    on, number = value.on, value.value
    value.delete()
    record(
        actor,
        "plans.withdraw_value",
        plan,
        indicator=_told(indicator),
        key=str(indicator.pk),
        on=on.isoformat(),
        value=str(number),
        reason=reason.strip()[:300],
    )
