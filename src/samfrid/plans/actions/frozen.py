"""What may be done to which version: an adopted one is frozen (house rule 10), and the database holds it too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Max, Model, QuerySet
from django.utils.translation import gettext as _

from samfrid.plans.days import stands
from samfrid.plans.models import Plan, PlanVersion, VersionState
from samfrid.plans.rules import PeriodState

Row = TypeVar("Row", bound=Model)

#: what may be changed: nobody is known to have adopted it
OPEN = (VersionState.DRAFT, VersionState.UNKNOWN)


def locked_plan(plan: Plan) -> Plan:
    """The plan, held until the transaction ends: what its versions hold changes one act at a time."""
    return Plan.objects.select_for_update().get(pk=plan.pk)


def still(rows: QuerySet[Row], one: Row) -> Row:
    """The row as it is now; raises ``ValidationError`` for what somebody else has taken away meanwhile."""
    found = rows.filter(pk=one.pk).first()
    if found is None:
        raise ValidationError(_("Någon annan har tagit bort det. Öppna planen på nytt."))
    return found


def next_number(rows: object) -> int:
    """The number after the last of numbered rows."""
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1  # type: ignore[attr-defined]


def opened(version: PlanVersion) -> PlanVersion:
    """The version, its plan held, if it may be changed; raises ``ValidationError`` for what is adopted."""
    locked_plan(version.plan)
    fresh = still(PlanVersion.objects.select_related("plan"), version)
    if fresh.state not in OPEN:
        raise ValidationError(_("Versionen är antagen och ändras inte. Gör en ny version och ändra i den."))
    return fresh


def check_takes_more(version: PlanVersion, where: str, *, grounded: bool) -> PlanVersion:
    """The version as it is now, if it may be added to. To one that was adopted elsewhere only what stands in it: a
    sentence is its ground, or ``where`` says where in the plan it stands.
    """
    fresh = still(PlanVersion.objects.select_related("plan"), version)
    if stands(fresh) is PeriodState.SUPERSEDED:
        raise ValidationError(_("Versionen är ersatt och ändras inte mer. Lägg det i den som gäller."))
    if fresh.state == VersionState.ADOPTED and fresh.complete:
        raise ValidationError(_("Versionen är antagen här och låst. Gör en ny version och lägg det i den."))
    if fresh.state == VersionState.ADOPTED and not where.strip() and not grounded:
        raise ValidationError(
            {"where": _("Planen är antagen och ändras inte. Skriv var i planen det står, till exempel ”s. 7”.")}
        )
    return fresh


def takes_more(version: PlanVersion) -> bool:
    """Whether something that stands in the version may still be written down in it."""
    if version.state in OPEN:
        return True
    return not version.complete and stands(version) is not PeriodState.SUPERSEDED


@contextmanager
def writing_down(version: PlanVersion) -> Iterator[None]:
    """Write down what stands in a version that was adopted elsewhere: rows are added and what is empty is filled in,
    which the database else refuses.
    """
    _set(str(version.pk))
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _set("")


def _set(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samfrid.transcribing', %s, true)", [key])
