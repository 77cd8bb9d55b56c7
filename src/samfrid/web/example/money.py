"""The money of the example municipality: an agreement that two pay, a sum per inhabitant, payments planned and made."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samfrid.audit.actions import Actor


def fill(actor: Actor) -> None:
    """Enter an agreement with its money, by the actions, in the year that is now."""
    from samfrid.municipalities.actions import body_named, organisation_named
    from samfrid.municipalities.dates import today
    from samfrid.partners import actions
    from samfrid.partners.actions import SumIn
    from samfrid.partners.models import AgreementForm, IndexKind, Per

    year = today().year
    shelter = organisation_named(actor, "Brottsofferjouren Sälgmyra")
    agreement = actions.register_agreement(
        actor,
        form=AgreementForm.IOP,
        title="Partnerskap med Brottsofferjouren Sälgmyra",
        parties=[("Sälgmyra kommun", None), ("Brottsofferjouren Sälgmyra", shelter)],
        first_starts_on=dt.date(year, 1, 1),
        first_ends_on=dt.date(year + 2, 12, 31),
        goals=["Den som har utsatts för brott får stöd inom en vecka"],
    )
    actions.set_population(actor, year=year, inhabitants=12_400, source="Påhittad siffra")
    social, board = body_named(actor, "Socialnämnden"), body_named(actor, "Kommunstyrelsen")
    fixed = actions.add_amount(actor, agreement, SumIn(180_000, Per.YEAR, payer=social))
    per_head = SumIn(4, Per.INHABITANT_YEAR, payer=board, replaces_grant="kommunstyrelsens föreningsbidrag")
    actions.add_amount(actor, agreement, per_head)
    indexed = SumIn(60_000, Per.YEAR, index_kind=IndexKind.KPI, index_base_year=year, from_on=dt.date(year + 1, 1, 1))
    actions.add_amount(actor, agreement, indexed)
    first = actions.plan_payment(actor, agreement, due_on=dt.date(year, 1, 1), sek=180_000, amount=fixed)
    actions.pay(actor, first, dt.date(year, 1, 1))
    actions.plan_payment(actor, agreement, due_on=dt.date(year + 1, 1, 1), sek=180_000, amount=fixed)
