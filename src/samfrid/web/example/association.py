"""The example's association: a log-in of its own, what it has undertaken, and the report that it has begun."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from samfrid.audit.actions import Actor
    from samfrid.municipalities.models import Membership
    from samfrid.partners.models import Agreement

#: the association's name where the example's documents tell of none
NAME: Final = "Kvinnojouren Sälgen"
PERSON: Final = "Jorun Exempelsson"
#: local part of the address
ADDRESS: Final = "forening"


def fill(actor: Actor) -> None:
    """Give the association a log-in, undertakings on its agreement, a group that meets and a draft of its report."""
    from samfrid.municipalities.actions import add_member
    from samfrid.municipalities.dates import months_after, today
    from samfrid.municipalities.models import Role
    from samfrid.partners import actions
    from samfrid.web.example.place import DOMAIN
    from samfrid.web.server.config import secret

    day = today()
    agreement = _agreement(actor, day)
    party = agreement.parties.exclude(organisation=None).select_related("organisation").order_by("created_at")[0]
    whose = party.organisation
    if whose is None:
        return
    for text in ("Bemanna jourtelefonen alla vardagskvällar", "Lämna statistik över stödsamtalen två gånger om året"):
        actions.add_undertaking(actor, agreement, party, text)
    if agreement.goals.exists():
        actions.promise_goals(actor, agreement)
    actions.plan_follow_up(actor, agreement, months_after(day, 2), place="Kommunhuset, Sälgmyra", today=day)
    group = actions.form_group(actor, name="Samverkan mot våld i nära relationer, föreningarna")
    actions.add_member(actor, group, whose, "ordförande")
    actions.plan_meeting(actor, group, on=months_after(day, 1), place="Kommunhuset, Sälgmyra")
    partner = add_member(
        actor,
        email=f"{ADDRESS}@{DOMAIN}",
        name=PERSON,
        role=Role.PARTNER,
        password=secret("example"),
        organisation=whose,
    )
    _report(partner, agreement, day)


def _agreement(actor: Actor, day: dt.date) -> Agreement:
    """The agreement that holds an association in the example's documents, or one that is made."""
    from samfrid.municipalities.actions import organisation_named
    from samfrid.partners import actions
    from samfrid.partners.models import Agreement, AgreementForm, Per

    known = Agreement.objects.filter(form=AgreementForm.IOP, parties__organisation__isnull=False).first()
    if known:
        return known
    whose = organisation_named(actor, NAME)
    return actions.register_agreement(
        actor,
        form=AgreementForm.IOP,
        title=f"Idéburet offentligt partnerskap med {NAME}",
        parties=[("Sälgmyra kommun", None), (NAME, whose)],
        first_starts_on=dt.date(day.year - 1, 1, 1),
        first_ends_on=dt.date(day.year + 1, 12, 31),
        renewal_months=24,
        notice_months=6,
        amounts=[actions.AmountIn(120_000, Per.YEAR)],
        goals=["Fler våldsutsatta ska få stöd i tid."],
    )


def _report(partner: Membership, agreement: Agreement, day: dt.date) -> None:
    """A draft of last year's report, with one line that two funders paid."""
    from samfrid.partners import actions
    from samfrid.partners.models import FunderKind

    if partner.organisation is None:
        return
    made = actions.start_report(partner, partner.organisation, day.year - 1, today=day)
    actions.write_summary(partner, made, "Fler än tidigare år hörde av sig, de flesta på kvällstid.")
    shares = [
        actions.ShareIn(FunderKind.AGREEMENT, 60_000, agreement),
        actions.ShareIn(FunderKind.OWN, 15_000),
    ]
    line = actions.LineIn("Bemannade jourtelefonen", 75_000, figure=Decimal(204), unit="kvällar", shares=shares)
    actions.write_line(partner, made, line)
