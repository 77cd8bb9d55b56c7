"""The example's organisations, training and routines that answer the national survey. Invented."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from samfrid.audit.actions import Actor

#: invented; (name, kind, what it can do, whom to ask, months since somebody looked)
OUTSIDE: Final = (
    ("Polisområde Påhittet", "police", "Tar emot anmälningar, gör hotbilder", "kommunpolis", 3),
    ("Vårdcentralen Sälgmyra", "primary_care", "Frågar om våld, dokumenterar skador", "verksamhetschef", 14),
    (
        "Sälgmyra Exempelbostäder AB",
        "landlord",
        "Lägenheter med förtur, byte av lås samma dag",
        "bosocial handläggare",
        5,
    ),
)


def fill(actor: Actor) -> None:
    """Say what the organisations are and whom to ask, and enter training and a routine. One contact is old."""
    from samfrid.municipalities.actions import add_contact, change_organisation, organisation_named
    from samfrid.municipalities.dates import months_after, today
    from samfrid.plans.actions import decide_routine, enter_routine
    from samfrid.plans.actions.training import enter_training

    day = today()
    for name, kind, abilities, function, months in OUTSIDE:
        found = organisation_named(actor, name)
        change_organisation(actor, found, name=found.name, kind=kind, number=found.number, abilities=abilities)
        looked = months_after(day, -months)
        add_contact(actor, organisation=found, name="Pia Påhittsson", function=function, verified_on=looked)
    # the same once more, as it may stand in a letter: the list of likely duplicates shows it
    organisation_named(actor, "Exempelbostäder i Sälgmyra")
    held = day - dt.timedelta(120)
    about = ["about_adults", "about_children"]
    enter_training(
        actor,
        name="Att fråga om våld",
        kind="continuing",
        about=about,
        starts_on=held,
        for_whom="mottagningen",
        participants=14,
    )
    routine = enter_routine(actor, name="Fråga om våld", field="Ekonomiskt bistånd", purpose="signs")
    decide_routine(actor, routine, by="socialchefen", on=held, at_management=True, today=day)
