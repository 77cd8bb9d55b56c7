"""A meeting from proposal to answer, and the dialogue, on the pages: what is typed, what is refused, what is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from samfrid.audit.models import Entry
from samfrid.municipalities.actions import add_contact, organisation_named
from samfrid.municipalities.models import Access, Membership, Organisation, Role
from samfrid.municipalities.tenancy import enter
from samfrid.partners import actions
from samfrid.partners.actions import ItemIn
from samfrid.partners.models import Dialogue, Group, GroupMember, Invitation, Meeting, MeetingState
from samfrid.post.models import Letter
from tests.conftest import member
from tests.partners.test_cooperation import group, held

BrowserOf = Callable[[Membership], Client]
D = dt.date
TODAY = D(2026, 11, 22)
DAY = D(2026, 12, 8)


@pytest.fixture
def found(coordinator: Membership) -> Group:
    return group(coordinator)


@pytest.fixture
def police(coordinator: Membership) -> Organisation:
    return organisation_named(coordinator, "Polisen")


@pytest.fixture
def sits(coordinator: Membership, found: Group, police: Organisation) -> GroupMember:
    return actions.add_member(coordinator, found, police, "kommunpolis")


def words(page: bytes) -> str:
    return page.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_next_meeting_is_planned_with_one_press(
    coordinator: Membership, found: Group, browser_of: BrowserOf
) -> None:
    browser, here = browser_of(coordinator), found.get_absolute_url()
    held(coordinator, found, D(2026, 5, 12))
    held(coordinator, found, D(2026, 9, 15), place="Polishuset")
    page = words(browser.get(here).content)
    assert "Förslag: <strong>tisdag 15 december 2026</strong>." in page
    sent = {"mote-on": "2026-12-15", "mote-starts_at": "", "mote-ends_at": "", "mote-place": "Polishuset"}
    assert 'value="2026-12-15"' in page
    assert browser.post(f"{here}moten/", sent).status_code == 302
    assert Meeting.objects.get(state=MeetingState.PLANNED).on == D(2026, 12, 15)
    # one is planned: nothing more is proposed
    assert "Förslag:" not in words(browser.get(here).content)


def test_times_that_cannot_be_are_said_and_what_was_typed_is_kept(
    coordinator: Membership, found: Group, browser_of: BrowserOf
) -> None:
    browser, here = browser_of(coordinator), f"{found.get_absolute_url()}moten/"
    typed = {"mote-on": "2026-12-08", "mote-place": "Stadshuset", "mote-starts_at": "15.00", "mote-ends_at": "13:00"}
    for changes, why in (
        ({}, "Mötet slutar före det börjar."),
        ({"mote-starts_at": "25:00"}, "Den tiden finns inte."),
        ({"mote-starts_at": "", "mote-ends_at": "13"}, "Skriv när mötet börjar"),
        ({"mote-ends_at": "16", "mote-link": "mote.se"}, "Länken går inte att följa."),
        ({"mote-on": "2027-03-28", "mote-starts_at": "02:30", "mote-ends_at": ""}, "klockan ställs fram"),
    ):
        wrong = browser.post(here, typed | changes)
        assert wrong.status_code == 422
        assert why in words(wrong.content)
        assert "Stadshuset" in words(wrong.content)
    assert not Meeting.objects.exists()
    assert browser.post(here, typed | {"mote-ends_at": "16.30"}).status_code == 302
    assert Meeting.objects.get().ends_at == dt.time(16, 30)


def test_people_are_invited_on_the_page(
    coordinator: Membership, elected: Membership, found: Group, sits: GroupMember, browser_of: BrowserOf
) -> None:
    meeting = actions.plan_meeting(coordinator, found, on=DAY)
    browser, here = browser_of(coordinator), f"{meeting.get_absolute_url()}bjud-in/"
    page = words(browser.get(here).content)
    assert "inga kontakter än" in page
    assert f"/enheter/organisation/{sits.organisation_id}/kontakt/" in page
    contact = add_contact(coordinator, organisation=sits.organisation, name="Pia Lund", function="kommunpolis")
    assert "Polisen: Pia Lund, kommunpolis (brev på papper)" in words(browser.get(here).content)
    empty = browser.post(here, {"asker": "Siri Sand"})
    assert "Välj minst en" in words(empty.content)
    gone = browser.post(here, {"contacts": "x:y", "asker": "Siri Sand"})
    assert "En kontakt finns inte längre" in words(gone.content)
    sent = {"contacts": f"{sits.pk}:{contact.pk}", "asker": "Siri Sand", "reach": "siri@x.example"}
    assert browser_of(elected).post(here, sent).status_code == 403
    assert browser.post(here, sent).status_code == 302
    assert Letter.objects.get().to_name == "Pia Lund, kommunpolis"
    page = words(browser.get(meeting.get_absolute_url()).content)
    assert "1 har inte svarat" in page
    assert "Brevet: att skriva ut" in page
    one = Invitation.objects.get()
    assert browser.post(f"/samverkan/inbjudan/{one.pk}/igen/").status_code == 302
    assert Letter.objects.count() == 2
    assert "Ta tillbaka inbjudan till Pia Lund" in words(
        browser.get(f"/samverkan/inbjudan/{one.pk}/ta-tillbaka/").content
    )
    assert browser.post(f"/samverkan/inbjudan/{one.pk}/ta-tillbaka/").status_code == 302
    answer = browser.post(f"/samverkan/inbjudan/{one.pk}/igen/", follow=True)
    assert "inte längre inbjuden" in words(answer.content)


def test_the_agenda_is_written_on_the_page_and_two_at_once_lose_nothing(
    coordinator: Membership, elected: Membership, found: Group, browser_of: BrowserOf
) -> None:
    meeting = actions.plan_meeting(coordinator, found, on=DAY)
    browser, here = browser_of(coordinator), f"{meeting.get_absolute_url()}dagordning/"
    rows = {"punkter-TOTAL_FORMS": "3", "punkter-INITIAL_FORMS": "0", "seen": str(meeting.version)}
    typed = {"punkter-0-text": "Sist", "punkter-0-number": "9", "punkter-1-text": "Först", "punkter-1-number": "1"}
    slip = browser.post(here, rows | typed | {"punkter-0-number": "nio"})
    assert slip.status_code == 422
    assert "Skriv ordningen med siffror." in words(slip.content)
    assert "Först" in words(slip.content)
    assert browser.post(here, rows | typed | {"punkter-1-inside": "on"}).status_code == 302
    assert [(one.text, one.access) for one in meeting.agenda.all()] == [("Först", Access.INTERNAL), ("Sist", 0)]
    stale = browser.post(here, rows | {"punkter-0-text": "Den andras"})
    assert stale.status_code == 422
    assert "Någon annan har skrivit" in words(stale.content)
    assert "Den andras" in words(stale.content)
    assert "Sist" in words(stale.content)
    meeting.refresh_from_db()
    # sent again as it is seen now, it is saved
    assert f'name="seen" value="{meeting.version}"' in words(stale.content)
    # whoever reads only what is public sees no sign of the rest
    page = words(browser_of(elected).get(meeting.get_absolute_url()).content)
    assert "Sist" in page
    assert "Först" not in page
    assert browser_of(elected).get(here).status_code == 403


def test_a_proposal_is_answered_on_the_group_s_page(
    coordinator: Membership, found: Group, sits: GroupMember, police: Organisation, browser_of: BrowserOf
) -> None:
    browser = browser_of(coordinator)
    first, second = (
        actions.propose_meeting(coordinator, found, D(2026, 12, day), why="Nya tider", organisation=police, today=TODAY)
        for day in (8, 9)
    )
    page = words(browser.get(found.get_absolute_url()).content)
    assert "Polisen föreslår ett möte" in page
    assert "Nya tider" in page
    assert browser.post(f"{first.get_absolute_url()}planera/").status_code == 302
    no = f"{second.get_absolute_url()}avboj/"
    assert "Skriv skälet" in words(browser.post(no, {}).content)
    assert browser.post(no, {"reason": "Vi ses redan den 8"}).status_code == 302
    assert "Förslaget är redan besvarat" in words(
        browser.post(f"{second.get_absolute_url()}planera/", follow=True).content
    )
    states = set(Meeting.objects.values_list("state", flat=True))
    assert states == {MeetingState.PLANNED, MeetingState.DECLINED}


def test_the_dialogue_is_noted_read_and_corrected(
    coordinator: Membership, elected: Membership, police: Organisation, browser_of: BrowserOf
) -> None:
    browser, here = browser_of(coordinator), f"/samverkan/dialog/med/{police.pk}/"
    typed = {"on": "2026-11-02", "with_whom": "kommunpolis", "text": "De ser fler larm", "access": "1"}
    for changes, why in (
        ({"on": "2027-01-01"}, "Dagen har inte varit än."),
        ({"next_on": "2026-11-01"}, "Nästa kontakt ska vara efter samtalet."),
        ({"with_whom": ""}, "Skriv vem ni talade med"),
        ({"text": " "}, "Skriv vad som sades."),
    ):
        wrong = browser.post(here, typed | changes)
        assert wrong.status_code == 422
        assert why in words(wrong.content)
    assert not Dialogue.objects.exists()
    assert browser.post(here, typed | {"next_on": "2026-11-20"}).status_code == 302
    page = words(browser.get(here).content)
    assert "2 november 2026, med kommunpolis" in page
    assert "Skulle ha tagits upp 20 november 2026" in page
    # internal: whoever reads only what is public is not told of it, nor in the trail
    reader = browser_of(elected)
    assert "De ser fler larm" not in words(reader.get(here).content)
    assert reader.post(here, typed).status_code == 403
    enter("0580")
    one = Dialogue.objects.get()
    assert reader.get(one.get_absolute_url()).status_code == 404
    changed = typed | {"text": "De ser färre larm", "access": "0", "seen": "1"}
    assert browser.post(one.get_absolute_url(), changed).status_code == 302
    assert "De ser färre larm" in words(reader.get(here).content)
    assert reader.get(one.get_absolute_url()).status_code == 302
    stale = browser.post(one.get_absolute_url(), changed | {"text": "Den andras"})
    assert stale.status_code == 422
    assert "Någon annan har ändrat" in words(stale.content)
    assert "Den andras" in words(stale.content)
    assert 'name="seen" value="2"' in words(stale.content)
    enter("0580")
    assert set(Entry.objects.filter(record_kind="partners.dialogue").values_list("act", flat=True)) == {
        "partners.note_talk",
        "partners.change_talk",
    }


def test_an_officer_reads_what_is_internal(
    coordinator: Membership, police: Organisation, browser_of: BrowserOf
) -> None:
    actions.note_talk(coordinator, police, on=D(2026, 11, 1), with_whom="kommunpolis", text="Internt läge")
    officer = browser_of(member(coordinator.municipality, Role.OFFICER))
    page = words(officer.get(f"/samverkan/dialog/med/{police.pk}/").content)
    assert "Internt läge" in page
    assert "Anteckna ett samtal" not in page


def test_a_move_that_somebody_else_made_first_is_said(
    coordinator: Membership, found: Group, browser_of: BrowserOf
) -> None:
    meeting = actions.plan_meeting(coordinator, found, on=DAY)
    browser, here = browser_of(coordinator), f"{meeting.get_absolute_url()}flytta/"
    actions.set_agenda(coordinator, meeting, [ItemIn("Läget")])
    stale = browser.post(here, {"mote-on": "2026-12-09", "mote-seen": str(meeting.version)})
    assert stale.status_code == 422
    assert "Någon annan har skrivit" in words(stale.content)
    assert browser.post(here, {"mote-on": "2026-12-09", "mote-seen": str(meeting.version + 1)}).status_code == 302
