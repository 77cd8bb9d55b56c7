"""The verbs of agreements: register, record a follow-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.dates import YEARS, in_words
from samfrid.municipalities.models import Organisation
from samfrid.municipalities.permissions import require
from samfrid.partners.actions.holding import check_months, one_line
from samfrid.partners.models import Agreement, AgreementForm, AgreementGoal, Amount, FollowUp, Party, Per
from samfrid.provenance.actions import Sentence, cite


@dataclass(frozen=True, slots=True)
class AmountIn:
    """A sum in whole kronor, what it is for each of, and its condition if it has one."""

    sek: int
    per: Per
    condition: str = ""


def _locked(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def _known(
    actor: Actor, outside: set[Organisation], first_starts_on: dt.date | None, first_ends_on: dt.date | None
) -> Agreement | None:
    """The agreement with just these outside parties, and the same first period or one that does not contradict it."""
    if not outside:
        return None
    candidates = Agreement.objects.filter(
        municipality_id=actor.municipality_code, parties__organisation__in=outside
    ).distinct()
    for agreement in candidates.prefetch_related("parties").order_by("-created_at"):
        theirs = {party.organisation_id for party in agreement.parties.all() if party.organisation_id}
        if theirs != {organisation.pk for organisation in outside}:
            continue
        if _agree(agreement.first_starts_on, first_starts_on) and _agree(agreement.first_ends_on, first_ends_on):
            return agreement
    return None


def _agree(one: dt.date | None, two: dt.date | None) -> bool:
    return one is None or two is None or one == two


@transaction.atomic
def register_agreement(
    actor: Actor,
    *,
    form: AgreementForm,
    title: str,
    parties: Sequence[tuple[str, Organisation | None]],
    first_starts_on: dt.date | None = None,
    first_ends_on: dt.date | None = None,
    renewal_months: int | None = None,
    renewal_last_on: dt.date | None = None,
    notice_months: int | None = None,
    amounts: Sequence[AmountIn] = (),
    goals: Sequence[str] = (),
    sentences: Sequence[Sentence] = (),
) -> Agreement:
    """Enter an agreement that a document is or names. ``parties`` are (name in the document, organisation); the
    municipality itself has no organisation.

    One with the same outside parties and first period, or where a period is not known, is the same agreement: what was
    not known is filled in, new sums and goals are added, nothing is overwritten.
    """
    require(actor, "partners.edit")
    tidy = one_line(title, 300)
    if not tidy:
        raise ValidationError({"title": _("Skriv vad avtalet kallas.")})
    _check_days(first_starts_on=first_starts_on, first_ends_on=first_ends_on, renewal_last_on=renewal_last_on)
    check_months(renewal_months, "renewal_months")
    check_months(notice_months, "notice_months")
    outside = {organisation for _name, organisation in parties if organisation}
    known = _known(actor, outside, first_starts_on, first_ends_on)
    agreement = _locked(known) if known else Agreement(municipality_id=actor.municipality_code, form=form, title=tidy)
    made = agreement._state.adding
    told: dict[str, object] = {"first_starts_on": first_starts_on, "notice_months": notice_months}
    # one that somebody has said holds until further notice has no end to fill in
    if not agreement.open_ended:
        # no months is no renewal
        told |= {"first_ends_on": first_ends_on, "renewal_months": renewal_months or None}
        told["renewal_last_on"] = renewal_last_on
    filled = _fill(agreement, told)
    start, end = agreement.first_starts_on, agreement.first_ends_on
    if start and end and end < start:
        raise ValidationError({"first_ends_on": _("Avtalsperioden slutar före den börjar.")})
    agreement.save()
    added = _add_parties(agreement, parties) + _add_amounts(agreement, amounts) + _add_goals(agreement, goals)
    cite(agreement, list(sentences))
    if made or filled or added:
        record(actor, "partners.register_agreement", agreement, title=agreement.title, filled=filled, added=added)
    return agreement


def _check_days(**days: dt.date | None) -> None:
    """Refuse days of years that cannot be: periods are counted from them. 9999 is what some write for no end."""
    for name, day in days.items():
        if day and day.year not in YEARS:
            text = _("Året %(year)s kan inte stämma. Lämna slutdagen tom om avtalet gäller tills vidare.")
            raise ValidationError({name: text % {"year": day.year}})


def _fill(agreement: Agreement, values: Mapping[str, object]) -> list[str]:
    """Set what is empty; the names of what was set."""
    filled = [name for name, value in values.items() if value is not None and getattr(agreement, name) is None]
    for name in filled:
        setattr(agreement, name, values[name])
    return filled


def _add_parties(agreement: Agreement, parties: Sequence[tuple[str, Organisation | None]]) -> int:
    known = list(agreement.parties.all())
    added = 0
    for name, organisation in parties:
        tidy = " ".join(name.split())[:200]
        same = any(
            party.name.casefold() == tidy.casefold() or (organisation and party.organisation_id == organisation.pk)
            for party in known
        )
        if tidy and not same:
            known.append(
                Party.objects.create(
                    municipality_id=agreement.municipality_id, agreement=agreement, name=tidy, organisation=organisation
                )
            )
            added += 1
    return added


def _add_amounts(agreement: Agreement, amounts: Sequence[AmountIn]) -> int:
    known = {(amount.sek, amount.per, bool(amount.condition)) for amount in agreement.amounts.all()}
    new = [amount for amount in amounts if (amount.sek, str(amount.per), bool(amount.condition.strip())) not in known]
    for amount in new:
        Amount.objects.create(
            municipality_id=agreement.municipality_id,
            agreement=agreement,
            sek=amount.sek,
            per=amount.per,
            condition=amount.condition.strip(),
        )
    return len(new)


def _add_goals(agreement: Agreement, goals: Sequence[str]) -> int:
    known = {goal.text.casefold() for goal in agreement.goals.all()}
    number = agreement.goals.aggregate(last=Max("number"))["last"] or 0
    new = [text.strip() for text in goals if text.strip() and text.strip().casefold() not in known]
    for text in new:
        number += 1
        AgreementGoal.objects.create(
            municipality_id=agreement.municipality_id, agreement=agreement, number=number, text=text
        )
    return len(new)


@transaction.atomic
def record_follow_up(
    actor: Actor, agreement: Agreement, on: dt.date, note: str, *, today: dt.date | None = None
) -> FollowUp:
    """Record that the parties have followed up the agreement on a day, and what came out of it."""
    require(actor, "partners.edit", agreement)
    if on > (today or dates.today()):
        raise ValidationError({"on": _("Dagen har inte varit än.")})
    if agreement.first_starts_on and on < agreement.first_starts_on:
        raise ValidationError({"on": _("Avtalet börjar %(day)s.") % {"day": in_words(agreement.first_starts_on)}})
    if not note.strip():
        raise ValidationError({"note": _("Skriv kort vad som kom fram.")})
    made = FollowUp.objects.create(
        municipality_id=agreement.municipality_id,
        agreement=agreement,
        on=on,
        note=note.strip(),
        recorded_by=actor.actor_name,
    )
    record(actor, "partners.record_follow_up", agreement, title=agreement.title, on=on.isoformat())
    return made
