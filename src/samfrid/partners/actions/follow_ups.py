"""The verbs of following up an agreement: plan it, hold it goal by goal, call it off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.permissions import require
from samfrid.partners.actions.agreements import record_follow_up
from samfrid.partners.models import Agreement, AgreementGoal, FollowUp, GoalFollowUp, GoalOutcome, PlannedFollowUp


@dataclass(frozen=True, slots=True)
class GoalIn:
    """What was said of a goal."""

    goal: AgreementGoal
    outcome: GoalOutcome
    text: str = ""
    figures: str = ""


@transaction.atomic
def plan_follow_up(
    actor: Actor, agreement: Agreement, on: dt.date, *, place: str = "", today: dt.date | None = None
) -> PlannedFollowUp:
    """Plan a day on which the parties follow up the agreement. Raises ``ValidationError`` for a day that has been, one
    before the agreement begins, and one that is planned already.
    """
    require(actor, "partners.edit", agreement)
    if on < (today or dates.today()):
        raise ValidationError({"on": _("Dagen har redan varit. Anteckna uppföljningen i stället.")})
    if agreement.first_starts_on and on < agreement.first_starts_on:
        raise ValidationError({"on": _("Avtalet börjar %(day)s.") % {"day": in_words(agreement.first_starts_on)}})
    try:
        with transaction.atomic():
            made = PlannedFollowUp.objects.create(
                municipality_id=agreement.municipality_id,
                agreement=agreement,
                on=on,
                place=" ".join(place.split())[:200],
            )
    except IntegrityError as error:
        raise ValidationError({"on": _("Den dagen är redan planerad.")}) from error
    record(actor, "partners.plan_follow_up", agreement, title=agreement.title, on=on.isoformat())
    return made


@transaction.atomic
def call_off_follow_up(
    actor: Actor, planned: PlannedFollowUp, reason: str, *, today: dt.date | None = None
) -> PlannedFollowUp:
    """Call off a follow-up that was planned, with the reason."""
    agreement = planned.agreement
    require(actor, "partners.edit", agreement)
    tidy = " ".join(reason.split())[:300]
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför uppföljningen ställs in.")})
    locked = PlannedFollowUp.objects.select_for_update(of=("self",)).get(pk=planned.pk)
    if locked.held_id or locked.called_off_on:
        raise ValidationError(_("Uppföljningen är redan hållen eller inställd."))
    locked.called_off_on, locked.called_off_why = today or dates.today(), tidy
    locked.save(update_fields=["called_off_on", "called_off_why"])
    record(
        actor,
        "partners.call_off_follow_up",
        agreement,
        title=agreement.title,
        on=locked.on.isoformat(),
        reason=tidy,
    )
    return locked


@transaction.atomic
def hold_follow_up(
    actor: Actor,
    agreement: Agreement,
    on: dt.date,
    note: str,
    goals: Sequence[GoalIn] = (),
    *,
    today: dt.date | None = None,
) -> FollowUp:
    """Record that the parties have followed up the agreement, with what was said of each goal. The earliest that was
    planned by that day is then held. Raises ``ValidationError`` for goals of another agreement.
    """
    if any(one.goal.agreement_id != agreement.pk for one in goals):
        raise ValidationError(_("Målet hör till ett annat avtal."))
    made = record_follow_up(actor, agreement, on, note, today=today)
    GoalFollowUp.objects.bulk_create(
        GoalFollowUp(
            municipality_id=agreement.municipality_id,
            follow_up=made,
            goal=one.goal,
            outcome=one.outcome,
            text=one.text.strip(),
            figures=" ".join(one.figures.split())[:300],
        )
        for one in goals
    )
    awaited = agreement.planned_follow_ups.filter(held__isnull=True, called_off_on__isnull=True)
    planned = awaited.select_for_update(of=("self",)).filter(on__lte=on).order_by("-on").first()
    if planned:
        planned.held = made
        planned.save(update_fields=["held"])
    return made
