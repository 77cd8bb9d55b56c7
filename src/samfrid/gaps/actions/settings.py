"""A municipality's own settings of the rules: off with a reason, or with days of its own."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.gaps.actions.life import REASON_LENGTH
from samfrid.gaps.actions.register import SET_DAYS, check_rule
from samfrid.gaps.checks import BY_NAME, Rule
from samfrid.gaps.models import Checkpoint, Ending, Gap, RuleSetting
from samfrid.municipalities import dates
from samfrid.municipalities.permissions import require

#: ten years: more is a slip of the pen
MOST_DAYS: Final = 3650
SWITCH_OFF: Final = "gaps.switch_off"


@transaction.atomic
def set_rule(
    actor: Actor, rule: Rule, *, off: bool, days: int | None = None, reason: str = "", today: dt.date | None = None
) -> RuleSetting | None:
    """Switch a rule off or on and set its days (None: the rule's own). What it finds is made anew at once.

    Switched off, its open gaps are closed as such, not as mended. Raises ``ValidationError`` for off without a reason,
    for days that cannot be, and for days of a rule that has none of its own. Nothing is written where nothing changes:
    None then, if nothing was ever set.
    """
    require(actor, "gaps.rules")
    code, day, why = actor.municipality_code, today or dates.today(), " ".join(reason.split())
    _refuse(rule, off=off, days=days, why=why)
    # one at a time, and not while the register is brought up to date
    Checkpoint.objects.get_or_create(municipality_id=code)
    Checkpoint.objects.select_for_update().get(municipality_id=code)
    own = RuleSetting.objects.filter(municipality_id=code, rule=rule.name).first()
    before = (own.off, own.days) if own else (False, None)
    days = None if days == rule.days else days
    if before == (off, days) and (own is None or own.reason == why):
        return own
    own = own or RuleSetting(municipality_id=code, rule=rule.name)
    own.off, own.days, own.reason, own.on, own.by = off, days, why, day, actor.actor_name
    own.save()
    _tell(actor, own, before)
    if off and not before[0]:
        _close(code, rule, day, actor.actor_name)
    elif not off and before != (off, days):
        check_rule(code, rule, day, set_by=actor.actor_name)
    return own


def _refuse(rule: Rule, *, off: bool, days: int | None, why: str) -> None:
    if BY_NAME.get(rule.name) is not rule:
        raise ValidationError(_("Regeln finns inte."))
    if off and not why:
        raise ValidationError({"reason": _("Skriv varför regeln stängs av.")})
    if len(why) > REASON_LENGTH:
        raise ValidationError({"reason": _("Skriv skälet kortare, med högst %(n)s tecken.") % {"n": REASON_LENGTH}})
    if days is not None and not rule.adjustable:
        raise ValidationError({"days": _("Regeln har inga egna dagar: lagen eller posten själv säger när.")})
    if days is not None and not 0 <= days <= MOST_DAYS:
        raise ValidationError({"days": _("Ange antalet dagar mellan 0 och %(n)s.") % {"n": MOST_DAYS}})


def _tell(actor: Actor, own: RuleSetting, before: tuple[bool, int | None]) -> None:
    act = {(False, True): SWITCH_OFF, (True, False): "gaps.switch_on"}.get((before[0], own.off), SET_DAYS)
    record(actor, act, own, rule=own.rule, days=own.days, before=before[1], off=own.off, reason=own.reason)


def _close(code: str, rule: Rule, day: dt.date, by: str) -> None:
    Gap.objects.filter(municipality_id=code, rule=rule.name, mended_on__isnull=True).update(
        mended_on=day, ended=Ending.OFF, mended_act=SWITCH_OFF, mended_by=by, mended_at=timezone.now()
    )
