"""Whom the example asks how far its commitments have come, so that its letters have something in them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from samfrid.web.example.place import DOMAIN, PEOPLE

if TYPE_CHECKING:
    from samfrid.audit.actions import Actor

#: (unit, invented name, function, local part of the address, whether she is the head): whom a round of reporting asks.
#: Children's and education has none, so that somebody who cannot be reached is there to be seen too.
CONTACTS: Final = (
    ("Socialförvaltningen", "Saga Påhittsson", "enhetschef, individ och familj", "saga.pahittsson", True),
    ("Socialförvaltningen", "Sixten Påhittsson", "verksamhetsutvecklare", "sixten.pahittsson", False),
    ("Kommunledningsförvaltningen", "Kaisa Påhittsson", "utvecklingschef", "kaisa.pahittsson", True),
    ("Kommunstyrelsen", "Knut Påhittsson", "kanslichef", "knut.pahittsson", True),
)
#: how long those who are asked have to answer, in days
ANSWER_DAYS: Final = 14


def fill(actor: Actor) -> None:
    """Give the units somebody to ask, and open a round, so that the letters have something in them."""
    from samfrid.municipalities.actions import add_contact
    from samfrid.municipalities.dates import today
    from samfrid.municipalities.models import Unit
    from samfrid.reporting.actions.rounds import open_round

    day = today()
    units = {unit.name: unit for unit in Unit.objects.filter(abolished_on__isnull=True)}
    for unit, name, function, address, is_head in CONTACTS:
        if unit in units:
            email = f"{address}@{DOMAIN}"
            add_contact(
                actor, unit=units[unit], name=name, function=function, email=email, is_head=is_head, verified_on=day
            )
    open_round(
        actor,
        name="Läget för det som är beslutat",
        opens_on=day,
        due_on=day + dt.timedelta(days=ANSWER_DAYS),
        today=day,
        asker=f"{PEOPLE[0][2]}, {PEOPLE[0][3]}",
        reach=f"{PEOPLE[0][1]}@{DOMAIN}",
    )
