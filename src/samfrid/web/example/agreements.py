"""The example's agreements: one that renews itself and has been amended, one that ends and is replaced. Invented."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samfrid.audit.actions import Actor
    from samfrid.partners.actions import AgreementIn
    from samfrid.partners.models import Agreement

#: invented associations, with names that no real one has
SHELTER = "Kvinnojouren Gläntan i Sälgmyra"
VICTIMS = "Brottsofferjouren Påhittet"


def fill(actor: Actor) -> None:
    """Enter the agreements. Their days are counted from today, so that something is always near."""
    from samfrid.municipalities.dates import months_after, today
    from samfrid.partners import actions

    day = today()
    #: the running period ends in seven months: its notice day is near
    end = months_after(day.replace(day=1), 7) - dt.timedelta(1)
    start = months_after(end + dt.timedelta(1), -48)
    shelter = actions.make_agreement(actor, _partnership(actor, start), today=day)
    changed = actions.AmendmentIn(
        agreed_on=months_after(day, -2),
        effective_on=months_after(day, -1),
        text="Uppsägningstiden blir sex månader, så att föreningen hinner planera.",
        ends_on=end,
        renewal_months=24,
        notice_months=6,
        time=True,
    )
    actions.amend(actor, shelter, changed, today=day)
    last_year = actions.make_agreement(actor, _grant(actor, day.year - 1), today=day)
    actions.make_agreement(actor, _grant(actor, day.year, last_year), today=day)


def _partnership(actor: Actor, start: dt.date) -> AgreementIn:
    from samfrid.municipalities.actions import body_named, organisation_named
    from samfrid.municipalities.dates import months_after
    from samfrid.partners.actions import AgreementIn, PartyIn
    from samfrid.partners.models import AgreementForm

    parties = [PartyIn("Sälgmyra kommun"), PartyIn(SHELTER, organisation_named(actor, SHELTER))]
    return AgreementIn(
        form=AgreementForm.IOP,
        title="Partnerskap med Kvinnojouren Gläntan",
        parties=parties,
        purpose="Fler som utsätts för våld ska få hjälp tidigt, och kunskapen om våld i nära relation ska öka.",
        shelter_places=False,
        decided_by=body_named(actor, "Socialnämnden"),
        decided_on=months_after(start, -1),
        decided_paragraph="§ 41",
        diary_number="SN 41-1",
        first_starts_on=start,
        first_ends_on=months_after(start, 24) - dt.timedelta(1),
        renewal_months=24,
        renewal_words="två år i taget, tills vidare",
        notice_months=3,
    )


def _grant(actor: Actor, year: int, earlier: Agreement | None = None) -> AgreementIn:
    from samfrid.municipalities.actions import body_named, organisation_named
    from samfrid.partners.actions import AgreementIn, PartyIn
    from samfrid.partners.models import AgreementForm

    return AgreementIn(
        form=AgreementForm.GRANT,
        title=f"Bidrag till Brottsofferjouren {year}",
        parties=[PartyIn("Sälgmyra kommun"), PartyIn(VICTIMS, organisation_named(actor, VICTIMS))],
        purpose="Stöd till den som har utsatts för brott, och någon som följer med till rätten.",
        decided_by=body_named(actor, "Socialnämnden"),
        decided_on=dt.date(year - 1, 11, 15),
        first_starts_on=dt.date(year, 1, 1),
        first_ends_on=dt.date(year, 12, 31),
        replaces=earlier,
    )
