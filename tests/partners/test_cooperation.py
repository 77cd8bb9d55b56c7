"""Cooperation groups: members, meetings, notes, action points; on the pages and as acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samfrid.audit.models import Entry
from samfrid.commitments.models import Commitment
from samfrid.municipalities.actions import body_named, organisation_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.partners import actions
from samfrid.partners.actions import PointIn
from samfrid.partners.models import Group, Meeting, MeetingState
from samfrid.partners.rules import Rhythm
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
TODAY = D(2026, 11, 22)
LIST = "/samverkan/"


def group(actor: Membership, name: str = "Samverkansgruppen mot våld", **changes: Any) -> Group:
    told: dict[str, Any] = {"rhythm": Rhythm(2, 6, by_term=True), "started_on": D(2024, 1, 1)}
    return actions.form_group(actor, name=name, **(told | changes))


def held(actor: Membership, found: Group, on: D, *points: PointIn, **told: Any) -> Meeting:
    planned = actions.plan_meeting(actor, found, on=on)
    return actions.hold_meeting(actor, planned, on=on, points=points, today=TODAY, **told)


def refused(act: Callable[[], object], words: str) -> None:
    with pytest.raises(ValidationError) as error:
        act()
    assert words in str(error.value)


def test_a_group_with_its_members(coordinator: Membership, linkoping: Municipality) -> None:
    found = group(coordinator)
    police, unit = organisation_named(coordinator, "Polisen"), unit_named(coordinator, "Socialförvaltningen")
    first = actions.add_member(coordinator, found, police, "kommunpolis")
    actions.add_member(coordinator, found, police, "brottsofferhandläggare")
    actions.add_member(coordinator, found, unit)
    actions.add_member(coordinator, found, body_named(coordinator, "socialnämnden"))
    refused(lambda: actions.add_member(coordinator, found, police, "Kommunpolis"), "redan med")
    assert str(first) == "Polisen, kommunpolis"
    actions.end_member(coordinator, first, TODAY)
    assert found.members.filter(ended_on__isnull=True).count() == 3
    # somebody who left can come back
    actions.add_member(coordinator, found, police, "kommunpolis")
    refused(lambda: group(coordinator, " "), "Skriv vad gruppen heter")
    refused(lambda: group(coordinator), "redan en grupp")
    refused(
        lambda: actions.change_group(coordinator, found, name="X", started_on=TODAY, ended_on=D(2026, 1, 1)), "upphör"
    )
    refused(lambda: actions.plan_meeting(coordinator, found, on=D(2023, 12, 31)), "började")
    ended = actions.change_group(coordinator, found, name="Gruppen", ended_on=TODAY)
    kept = Entry.objects.get(act="partners.change_group").detail["changed"]
    assert kept["name"] == ["Samverkansgruppen mot våld", "Gruppen"]
    actions.change_group(coordinator, ended, name="Gruppen", ended_on=TODAY)
    assert Entry.objects.filter(act="partners.change_group").count() == 1
    assert (ended.times, ended.per_months, ended.by_term) == (None, None, False)
    refused(lambda: actions.plan_meeting(coordinator, ended, on=D(2027, 1, 1)), "upphörde")


def test_a_meeting_with_points_that_are_followed(coordinator: Membership) -> None:
    found = group(coordinator)
    police = organisation_named(coordinator, "Polisen")
    unit = unit_named(coordinator, "Socialförvaltningen")
    sits = actions.add_member(coordinator, found, police)
    meeting = held(
        coordinator,
        found,
        D(2026, 9, 1),
        PointIn("Ta fram en gemensam rutin", unit, PartialDate.parse("2026-12")),
        PointIn("Bjuda in regionen", police),
        present=[sits],
        guests="Åklagaren",
        notes="Vi gick igenom läget.",
    )
    points = list(Commitment.objects.order_by("created_at"))
    assert [(one.text, one.responsible, one.responsible_organisation) for one in points] == [
        ("Ta fram en gemensam rutin", unit, None),
        ("Bjuda in regionen", None, police),
    ]
    origin = points[0].origins.get()
    assert (origin.kind, origin.record_kind, origin.record_id) == ("meeting", "partners.meeting", meeting.pk)
    assert (origin.page_kind, origin.page_id) == ("partners.group", found.pk)
    assert points[0].promised_on == D(2026, 9, 1)
    assert meeting.attendance.get().member == sits


def test_what_is_refused_of_meetings(coordinator: Membership) -> None:
    found, other = group(coordinator), group(coordinator, "Nätverket")
    planned = actions.plan_meeting(coordinator, found, on=D(2026, 11, 20))
    refused(lambda: actions.plan_meeting(coordinator, found, on=D(2026, 11, 20)), "redan ett möte")
    refused(lambda: actions.hold_meeting(coordinator, planned, on=D(2026, 11, 23), today=TODAY), "inte varit än")
    stranger = actions.add_member(coordinator, other, organisation_named(coordinator, "Polisen"))
    refused(
        lambda: actions.hold_meeting(coordinator, planned, on=TODAY, present=[stranger], today=TODAY),
        "gruppens egna",
    )
    before = PointIn("X", None, PartialDate.parse("2026-01-01"))
    refused(lambda: actions.hold_meeting(coordinator, planned, on=TODAY, points=[before], today=TODAY), "klart före")
    assert Meeting.objects.get().state == MeetingState.PLANNED
    refused(lambda: actions.cancel_meeting(coordinator, planned, ""), "varför")
    moved = actions.move_meeting(coordinator, planned, on=D(2026, 12, 1), place="Stadshuset")
    assert (moved.on, moved.place) == (D(2026, 12, 1), "Stadshuset")
    actions.cancel_meeting(coordinator, planned, "Sjukdom")
    refused(lambda: actions.cancel_meeting(coordinator, planned, "x"), "redan hållet eller inställt")
    refused(lambda: actions.move_meeting(coordinator, planned, on=TODAY), "redan hållet eller inställt")
    refused(lambda: actions.hold_meeting(coordinator, planned, on=TODAY, today=TODAY), "inställt")
    # a cancelled meeting stands in nobody's way
    assert actions.plan_meeting(coordinator, found, on=D(2026, 12, 1))


def test_two_who_write_at_once_lose_nothing(coordinator: Membership) -> None:
    found = group(coordinator)
    planned = actions.plan_meeting(coordinator, found, on=TODAY)
    seen = planned.version
    actions.hold_meeting(coordinator, planned, on=TODAY, notes="Den förstas", seen=seen, today=TODAY)
    second = PointIn("Den andras punkt")
    refused(
        lambda: actions.hold_meeting(
            coordinator, planned, on=TODAY, notes="Den andras", points=[second], seen=seen, today=TODAY
        ),
        "Någon annan har skrivit",
    )
    fresh = Meeting.objects.get()
    assert (fresh.notes, Commitment.objects.count()) == ("Den förstas", 0)
    actions.hold_meeting(coordinator, fresh, on=TODAY, notes="Bådas", points=[second], seen=fresh.version, today=TODAY)
    assert (Meeting.objects.get().notes, Commitment.objects.count()) == ("Bådas", 1)


def test_only_those_who_may(coordinator: Membership, elected: Membership) -> None:
    found = group(coordinator)
    for act in (
        lambda: group(elected, "Egen"),
        lambda: actions.plan_meeting(elected, found, on=TODAY),
        lambda: actions.add_member(elected, found, organisation_named(coordinator, "Polisen")),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_from_group_to_action_point_on_the_pages(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    browser = browser_of(coordinator)
    assert "Här samlas samverkansgrupperna" in browser.get(LIST).content.decode()
    typed = {"name": "Samverkansgruppen", "mandate": "Kartlägga", "times": "2", "span": "", "started_on": "2026-07-01"}
    wrong = browser.post(f"{LIST}ny/", typed)
    assert wrong.status_code == 422
    assert "Välj hur ofta" in wrong.content.decode()
    assert "Kartlägga" in wrong.content.decode()
    assert browser.post(f"{LIST}ny/", typed | {"span": "termin"}).status_code == 302
    found = Group.objects.get()
    page = found.get_absolute_url()
    assert "2 gånger per termin" in browser.get(page).content.decode()
    assert "Ska träffas senast 31" in browser.get(page).content.decode()
    # one and only one of the three
    assert "bara ett av dem" in browser.post(f"{page}medlemmar/", {}).content.decode()
    both = {"medlem-organisation_new": "Polisen", "medlem-unit_new": "Socialförvaltningen"}
    assert "bara ett av dem" in browser.post(f"{page}medlemmar/", both).content.decode()
    for name, who in (("organisation", "Polisen"), ("unit", "Socialförvaltningen")):
        told = {f"medlem-{name}_new": who, "medlem-function": "kontaktperson"}
        assert browser.post(f"{page}medlemmar/", told).status_code == 302
    assert "Polisen, kontaktperson" in browser.get(page).content.decode()
    assert browser.post(f"{page}moten/", {"mote-on": "2026-11-20", "mote-place": "Polishuset"}).status_code == 302
    meeting = Meeting.objects.get()
    assert "Inte antecknat" in browser.get(meeting.get_absolute_url()).content.decode()
    hold = f"{meeting.get_absolute_url()}anteckna/"
    assert "Närvarande" in browser.get(hold).content.decode()
    police = found.members.get(organisation__isnull=False)
    rows = {"punkter-TOTAL_FORMS": "3", "punkter-INITIAL_FORMS": "0"}
    notes: dict[str, Any] = {
        "seen": meeting.version,
        "on": "2026-11-20",
        "place": "Polishuset",
        "present": [str(police.pk)],
        "notes": "Läget",
        "punkter-0-text": "Bjuda in regionen",
        "punkter-0-who": str(police.pk),
        "punkter-0-due": "2026-12-31",
    }
    slip = browser.post(hold, rows | notes | {"punkter-1-due": "2026-12-31"})
    assert slip.status_code == 422
    assert "Skriv vad som ska göras" in slip.content.decode()
    assert "Bjuda in regionen" in slip.content.decode()
    assert browser.post(hold, rows | notes).status_code == 302
    said = browser.get(meeting.get_absolute_url()).content.decode()
    for words in ("Hållet", "Polisen, kontaktperson", "Läget", "Bjuda in regionen"):
        assert words in said
    assert "Bjuda in regionen" in browser.get(page).content.decode()
    # an old page is told of what has come since, and what was typed is there to be sent again
    old = browser.post(hold, rows | notes | {"notes": "Skrivet om"})
    assert old.status_code == 422
    assert "Någon annan har skrivit" in old.content.decode()
    assert "Skrivet om" in old.content.decode()
    meeting.refresh_from_db()
    assert f'name="seen" value="{meeting.version}"' in old.content.decode()
    read = browser_of(elected)
    assert "Anteckna mötet" not in read.get(meeting.get_absolute_url()).content.decode()
    assert read.post(hold, rows | notes).status_code == 403
    assert "1 närvarande" in read.get(page).content.decode()
    commitment = Commitment.objects.get()
    assert page in browser.get(commitment.get_absolute_url()).content.decode()


def test_a_meeting_is_moved_cancelled_and_a_member_ended_on_pages(
    coordinator: Membership, browser_of: BrowserOf
) -> None:
    browser, found = browser_of(coordinator), group(coordinator)
    meeting = actions.plan_meeting(coordinator, found, on=D(2026, 12, 1))
    here = meeting.get_absolute_url()
    assert "Ingen vald" in browser.get(found.get_absolute_url()).content.decode()
    assert browser.post(f"{here}flytta/", {"mote-on": "2026-12-08"}).status_code == 302
    assert "Skriv skälet" in browser.post(f"{here}stall-in/", {}).content.decode()
    assert browser.post(f"{here}stall-in/", {"reason": "Sjukdom"}).status_code == 302
    assert "Sjukdom" in browser.get(found.get_absolute_url()).content.decode()
    sits = actions.add_member(coordinator, found, organisation_named(coordinator, "Polisen"))
    assert "Ska Polisen inte längre vara med?" in browser.get(f"{LIST}medlem/{sits.pk}/avsluta/").content.decode()
    assert browser.post(f"{LIST}medlem/{sits.pk}/avsluta/").status_code == 302
    changed = {"name": "Gruppen", "times": "4", "span": "ar", "started_on": "2024-01-01", "ended_on": "2026-11-01"}
    assert browser.post(f"{found.get_absolute_url()}andra/", changed).status_code == 302
    found.refresh_from_db()
    assert (found.name, found.times, found.per_months, found.ended_on) == ("Gruppen", 4, 12, D(2026, 11, 1))
    assert "upphörde 1" in browser.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("met", "word"),
    [
        ([], "skulle ha träffats senast 30 juni 2024"),
        ([D(2026, 5, 1)], "skulle ha träffats senast 30 juni 2026"),
        ([D(2026, 10, 1)], "ska träffas senast 31 december 2026"),
        ([D(2026, 10, 1), D(2026, 11, 1)], "ska träffas senast 30 juni 2027"),
    ],
)
def test_the_list_says_when_a_group_is_to_meet(
    coordinator: Membership, browser_of: BrowserOf, met: list[D], word: str
) -> None:
    found = group(coordinator)
    for day in met:
        held(coordinator, found, day)
    assert word in browser_of(coordinator).get(LIST).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_number_of_queries_does_not_grow(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser, counted = browser_of(coordinator), []
    for n in (3, 12):
        for one in range(n):
            found = group(coordinator, f"Grupp {n} {one}")
            sits = actions.add_member(coordinator, found, organisation_named(coordinator, f"Jour {n}"))
        for one in range(n):
            day = D(2026, 1, 1) + dt.timedelta(one)
            meeting = held(coordinator, found, day, PointIn(f"Punkt {n} {one}"), present=[sits])
        costs = []
        for address in (LIST, found.get_absolute_url(), meeting.get_absolute_url()):
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            costs.append(len(queries))
        counted.append(costs)
    assert counted[0] == counted[1]


def test_another_municipalitys_group_is_not_there(
    coordinator: Membership, vallentuna: Municipality, browser_of: BrowserOf
) -> None:
    found = group(coordinator)
    enter(vallentuna.code)
    browser = browser_of(member(vallentuna, Role.COORDINATOR))
    assert browser.get(found.get_absolute_url()).status_code == 404
    assert found.name not in browser.get(LIST).content.decode()
