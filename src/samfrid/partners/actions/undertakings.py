"""What an agreement binds its parties to becomes commitments: undertakings by a party, goals by one press."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import Link, commit
from samfrid.commitments.models import Commitment, Origin, OriginKind
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Organisation, Unit
from samfrid.municipalities.permissions import require
from samfrid.partners.models import Agreement, AgreementGoal, Party

AGREEMENT = "partners.agreement"
GOAL = "partners.agreementgoal"


def agreement_link(agreement: Agreement, goal: AgreementGoal | None = None) -> Link:
    """What a commitment of an agreement comes from; the agreement's page shows it."""
    kind, key = (GOAL, goal.pk) if goal else (AGREEMENT, agreement.pk)
    return Link(OriginKind.AGREEMENT, kind, key, AGREEMENT, agreement.pk, agreement.title)


def _outside(agreement: Agreement) -> list[Organisation]:
    parties = agreement.parties.select_related("organisation").order_by("created_at")
    return [party.organisation for party in parties if party.organisation]


@transaction.atomic
def add_undertaking(
    actor: Actor,
    agreement: Agreement,
    party: Party | None,
    text: str,
    *,
    unit: Unit | None = None,
    due: PartialDate | None = None,
    every_months: int | None = None,
) -> Commitment:
    """Enter what a party undertakes by the agreement. ``party`` without an organisation is the municipality, whose
    ``unit`` may be named; None says that the agreement names nobody, which is seen.
    """
    require(actor, "partners.edit", agreement)
    if party and party.agreement_id != agreement.pk:
        raise ValidationError({"party": _("Parten hör till ett annat avtal.")})
    organisation = party.organisation if party else None
    if organisation and unit:
        raise ValidationError({"unit": _("En enhet i kommunen kan inte ansvara för det som en annan part har lovat.")})
    made = commit(
        actor,
        text=text,
        promised_on=agreement.first_starts_on if not due or _later(due, agreement) else None,
        due=due,
        every_months=every_months,
        responsible=unit,
        responsible_organisation=organisation,
        partners=[] if organisation else _outside(agreement),
        origins=[agreement_link(agreement)],
    )
    record(actor, "partners.add_undertaking", agreement, title=agreement.title, commitment=str(made.pk))
    return made


def _later(due: PartialDate, agreement: Agreement) -> bool:
    """Whether the day is not before the agreement, so that its beginning can be the day of the promise."""
    return agreement.first_starts_on is None or due.last >= agreement.first_starts_on


@transaction.atomic
def add_goal(actor: Actor, agreement: Agreement, text: str) -> AgreementGoal:
    """Enter a goal that the parties share. Raises ``ValidationError`` for no words and for a goal that is there."""
    require(actor, "partners.edit", agreement)
    # two who enter at once get a number each
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    words = " ".join(text.split())
    if not words:
        raise ValidationError({"text": _("Skriv vilket mål parterna har.")})
    known = list(locked.goals.all())
    if words.casefold() in {one.text.casefold() for one in known}:
        raise ValidationError({"text": _("Målet står redan i avtalet.")})
    number = max((one.number for one in known), default=0) + 1
    made = AgreementGoal.objects.create(
        municipality_id=locked.municipality_id, agreement=locked, number=number, text=words
    )
    record(actor, "partners.add_goal", agreement, title=agreement.title, number=number)
    return made


@transaction.atomic
def promise_goal(
    actor: Actor,
    agreement: Agreement,
    goal: AgreementGoal,
    *,
    responsible: Unit | Organisation | None = None,
    due: PartialDate | None = None,
) -> Commitment:
    """Make a commitment of a goal of the agreement, so that it can be reported on. The parties outside take part in it.

    Raises ``ValidationError`` for a goal that is a commitment already.
    """
    require(actor, "partners.edit", agreement)
    # two who press at once make one
    locked = AgreementGoal.objects.select_for_update().get(pk=goal.pk, agreement=agreement)
    if Origin.objects.filter(record_id=locked.pk, record_kind=GOAL).exists():
        raise ValidationError(_("Målet följs redan upp som ett åtagande."))
    outside = responsible if isinstance(responsible, Organisation) else None
    made = commit(
        actor,
        text=locked.text,
        promised_on=agreement.first_starts_on if not due or _later(due, agreement) else None,
        due=due,
        responsible=responsible if isinstance(responsible, Unit) else None,
        responsible_organisation=outside,
        partners=[one for one in _outside(agreement) if one != outside],
        origins=[agreement_link(agreement, locked)],
    )
    record(actor, "partners.promise_goal", agreement, title=agreement.title, commitment=str(made.pk))
    return made


@transaction.atomic
def promise_goals(actor: Actor, agreement: Agreement) -> list[Commitment]:
    """Make commitments of all goals that are none yet. An agreement with one party outside gives them to that party;
    of several nobody is said to be responsible, which is seen.
    """
    require(actor, "partners.edit", agreement)
    outside = _outside(agreement)
    promised = set(Origin.objects.filter(page_id=agreement.pk, record_kind=GOAL).values_list("record_id", flat=True))
    waiting = [goal for goal in agreement.goals.all() if goal.pk not in promised]
    if not waiting:
        raise ValidationError(_("Alla mål följs redan upp som åtaganden."))
    responsible = outside[0] if len(outside) == 1 else None
    return [promise_goal(actor, agreement, goal, responsible=responsible) for goal in waiting]
