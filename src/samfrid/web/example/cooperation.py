"""The example's cooperation: a group that meets twice a term, a meeting to come, and talks with partners. Invented."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samfrid.audit.actions import Actor
    from samfrid.municipalities.models import Contact
    from samfrid.partners.models import Group, GroupMember

#: invented: the name of the association is that of the example's agreements
SHELTER = "Kvinnojouren Gläntan i Sälgmyra"
POLICE = "Polisområde Påhittet"
HEALTH = "Vårdcentralen Sälgmyra"


def fill(actor: Actor) -> None:
    """Enter the group with its meetings. Their days are counted from today, so that one is always near."""
    from samfrid.municipalities.dates import months_after, today
    from samfrid.partners import actions
    from samfrid.partners.rules import Rhythm

    day = today()
    group = actions.form_group(
        actor,
        name="Samverkansgruppen mot våld i nära relationer",
        mandate="Dela lägesbild, se till att vägarna till stöd hänger ihop och följa upp handlingsplanen.",
        rhythm=Rhythm(2, 6, by_term=True),
        started_on=months_after(day, -30).replace(day=1),
    )
    sits = _members(actor, group)
    _met(actor, group, list(sits), day)
    _to_come(actor, group, sits, day)
    _said(actor, day)


def _members(actor: Actor, group: Group) -> dict[GroupMember, Contact | None]:
    """Those who sit in it, each with somebody to invite; the health centre has nobody, so that it is seen."""
    from samfrid.municipalities.actions import add_contact, organisation_named, unit_named
    from samfrid.municipalities.models import Contact
    from samfrid.partners import actions

    unit = unit_named(actor, "Socialförvaltningen")
    police, shelter, health = (organisation_named(actor, name) for name in (POLICE, SHELTER, HEALTH))
    address = "petra.pahittsson@polisen.example"
    petra = add_contact(actor, organisation=police, name="Petra Påhittsson", function="kommunpolis", email=address)
    greta = add_contact(actor, organisation=shelter, name="Greta Påhittsson", function="ordförande")
    saga = Contact.objects.filter(unit=unit, is_head=True, ended_on__isnull=True).first()
    return {
        actions.add_member(actor, group, unit, "enhetschef"): saga,
        actions.add_member(actor, group, police, "kommunpolis"): petra,
        actions.add_member(actor, group, shelter, "ordförande"): greta,
        actions.add_member(actor, group, health): None,
    }


def _met(actor: Actor, group: Group, sits: list[GroupMember], day: dt.date) -> None:
    from samfrid.municipalities.calendar import next_working_day
    from samfrid.municipalities.dates import PartialDate, months_after
    from samfrid.partners import actions
    from samfrid.partners.actions import PointIn

    for months, present in ((-15, sits), (-9, sits[:3]), (-4, sits[:2])):
        on = next_working_day(months_after(day, months))
        points = [PointIn("Ta fram ett gemensamt kontaktkort", sits[0].unit)] if months == -9 else []
        if months == -4:
            due = PartialDate.around(months_after(day, 2), "month")
            points = [PointIn("Gå igenom vägen från larm till stöd", sits[1].organisation, due)]
        held = actions.plan_meeting(
            actor, group, on=on, starts_at=dt.time(13), ends_at=dt.time(15), place="Kommunhuset, Älven"
        )
        notes = "Läget hos var och en. Fler söker stöd på kvällstid än förra terminen."
        actions.hold_meeting(
            actor, held, on=on, place=held.place, notes=notes, present=present, points=points, today=day
        )


def _to_come(actor: Actor, group: Group, sits: dict[GroupMember, Contact | None], day: dt.date) -> None:
    """A meeting with an agenda and those invited, and one that the association proposes."""
    from samfrid.municipalities.calendar import next_working_day
    from samfrid.partners import actions, queries
    from samfrid.partners.actions import ItemIn

    on = next_working_day(day + dt.timedelta(24))
    told = {"starts_at": dt.time(13), "ends_at": dt.time(15), "place": "Kommunhuset, Älven"}
    meeting = actions.plan_meeting(actor, group, on=on, link="https://mote.salgmyra.example/samverkan", **told)  # type: ignore[arg-type]
    offered = queries.offered(meeting, list(sits))
    taken = [ItemIn(one.label, offer=one) for one in (*offered.points[:2], *offered.gaps[:2])]
    own = ItemIn("Hur vi bemannar under sommaren", inside=True)
    actions.set_agenda(actor, meeting, [ItemIn("Läget hos var och en"), *taken, own])
    asked = [(member, contact) for member, contact in sits.items() if contact]
    actions.invite(actor, meeting, asked, asker="Siri Exempelsson", reach="samordnare@salgmyra.example", today=day)
    proposed = next_working_day(on + dt.timedelta(30))
    shelter = next(one.organisation for one in sits if str(one.organisation) == SHELTER)
    why = "Vi vill prata om hur jourens nya öppettider når ut."
    actions.propose_meeting(actor, group, proposed, why=why, starts_at=dt.time(10), organisation=shelter, today=day)


def _said(actor: Actor, day: dt.date) -> None:
    from samfrid.municipalities.actions import organisation_named
    from samfrid.municipalities.models import Access
    from samfrid.partners import actions

    actions.note_talk(
        actor,
        organisation_named(actor, SHELTER),
        on=day - dt.timedelta(40),
        with_whom="ordförande och verksamhetsledare",
        text="Jouren har fler stödsamtal än avtalet räknar med. Vi ska se på hur de kan redovisas.",
        next_on=day - dt.timedelta(3),
        today=day,
    )
    actions.note_talk(
        actor,
        organisation_named(actor, HEALTH),
        on=day - dt.timedelta(12),
        with_whom="verksamhetschef",
        text="Vårdcentralen vill vara med i gruppen igen och utser en kontakt.",
        next_on=day + dt.timedelta(20),
        access=Access.PUBLIC,
        today=day,
    )
