"""Which organisations outside answer for a commitment and take part in it, changed after it was made."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.models import Commitment, CommitmentPartner
from samfrid.municipalities.models import Organisation
from samfrid.municipalities.permissions import require


def _check(commitment: Commitment, organisation: Organisation, field: str, *, new: bool) -> None:
    """Refuse one of another municipality; one that is no more can stay, but is not added."""
    if organisation.municipality_id != commitment.municipality_id:
        raise ValidationError({field: _("Organisationen finns inte i kommunens register.")})
    if new and (organisation.ended_on or organisation.merged_into_id):
        text = _("%(organisation)s finns inte längre. Välj en annan.") % {"organisation": organisation.name}
        raise ValidationError({field: text})


def _let_answer(commitment: Commitment, responsible: Organisation | None) -> None:
    """Let an organisation answer for it; the contact stays only with her own."""
    before, contact = commitment.responsible_organisation, commitment.contact
    if contact and before and before != responsible and contact.organisation_id == before.pk:
        commitment.contact = None
    commitment.responsible_organisation = responsible
    commitment.save(update_fields=["responsible_organisation", "contact"])


@transaction.atomic
def set_organisations(
    actor: Actor,
    commitment: Commitment,
    *,
    responsible: Organisation | None,
    partners: Sequence[Organisation] = (),
) -> Commitment:
    """Say which organisation outside answers for it (None: none does) and which take part. The same again is harmless.

    Whoever answers is not said to take part too. A contact of an organisation that no longer answers is not asked.
    """
    require(actor, "commitments.edit", commitment)
    found = Commitment.objects.select_for_update(of=("self",)).select_related("responsible_organisation", "contact")
    locked = found.get(pk=commitment.pk)
    before = locked.responsible_organisation
    known = {one.organisation_id: one for one in CommitmentPartner.objects.filter(commitment=locked)}
    if responsible:
        _check(locked, responsible, "responsible", new=locked.responsible_organisation_id != responsible.pk)
    wanted = {one.pk: one for one in partners if responsible is None or one.pk != responsible.pk}
    for one in wanted.values():
        _check(locked, one, "partners", new=one.pk not in known)
    gone = [row.pk for key, row in known.items() if key not in wanted]
    added = [one for key, one in wanted.items() if key not in known]
    if before == responsible and not gone and not added:
        return locked
    _let_answer(locked, responsible)
    CommitmentPartner.objects.filter(pk__in=gone).delete()
    CommitmentPartner.objects.bulk_create(
        CommitmentPartner(municipality_id=locked.municipality_id, commitment=locked, organisation=one) for one in added
    )
    record(
        actor,
        "commitments.set_organisations",
        locked,
        title=str(locked),
        organisation=responsible.name if responsible else None,
        before=before.name if before else None,
        partners=sorted(one.name for one in wanted.values()),
    )
    return locked
