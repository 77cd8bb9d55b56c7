"""A meeting from proposal to minutes: times, who is asked and told, the agenda, attendance; as acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from samfrid.audit.models import Entry
from samfrid.commitments.actions import commit, take_access
from samfrid.commitments.models import Commitment
from samfrid.commitments.offered import Offer
from samfrid.gaps.actions import catch_up
from samfrid.municipalities.actions import add_contact, body_named, end_contact, organisation_named, unit_named
from samfrid.municipalities.models import Access, Contact, Membership, Municipality, Organisation
from samfrid.municipalities.tenancy import within
from samfrid.papers.readback import sections
from samfrid.partners import actions, queries
from samfrid.partners.actions import ItemIn, PointIn
from samfrid.partners.models import Answer, Group, GroupMember, Invitation, Meeting, MeetingState
from samfrid.partners.tasks_meetings import remind
from samfrid.post.models import Letter
from tests.partners.test_cooperation import group, held, refused

BrowserOf = Callable[[Membership], Client]
D = dt.date
T = dt.time
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


@pytest.fixture
def unit_sits(coordinator: Membership, found: Group) -> GroupMember:
    return actions.add_member(coordinator, found, unit_named(coordinator, "Socialförvaltningen"))


@pytest.fixture
def pia(coordinator: Membership, police: Organisation) -> Contact:
    return add_contact(
        coordinator, organisation=police, name="Pia Lund", function="kommunpolis", email="pia@polisen.example"
    )


@pytest.fixture
def planned(coordinator: Membership, found: Group) -> Meeting:
    return actions.plan_meeting(
        coordinator, found, on=DAY, starts_at=T(13), ends_at=T(15), place="Stadshuset", link="https://mote.example/x"
    )


def asked(actor: Membership, meeting: Meeting, *pairs: tuple[GroupMember, Contact]) -> list[Invitation]:
    return actions.invite(actor, meeting, list(pairs), asker="Siri Sand", reach="siri@x.example", today=TODAY)


def kept(**told: Any) -> list[Letter]:
    return list(Letter.objects.filter(**told).order_by("created_at", "id"))


def sent() -> None:
    """Everything that is written goes out."""
    Letter.objects.filter(dropped_on__isnull=True).update(
        sent_at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC), next_try_at=None
    )


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"starts_at": T(15), "ends_at": T(13)}, "ends_at", "slutar före det börjar"),
        ({"ends_at": T(13)}, "starts_at", "när mötet börjar"),
        ({"on": D(2027, 3, 28), "starts_at": T(2, 30)}, "starts_at", "klockan ställs fram"),
        ({"link": "javascript:alert(1)"}, "link", "går inte att följa"),
        ({"link": "mote"}, "link", "går inte att följa"),
        ({"on": D(2023, 1, 1)}, "on", "började"),
    ],
)
def test_what_is_refused_of_a_time_and_a_link(
    coordinator: Membership, found: Group, changes: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.plan_meeting(coordinator, found, **({"on": DAY} | changes))
    assert words in error.value.message_dict[field][0]
    assert not Meeting.objects.exists()


def test_a_partner_proposes_and_is_answered(
    coordinator: Membership, found: Group, sits: GroupMember, police: Organisation
) -> None:
    made = actions.propose_meeting(coordinator, found, DAY, why="  Nytt  läge ", organisation=police, today=TODAY)
    assert (made.state, made.proposed_by, made.proposed_why) == (MeetingState.PROPOSED, police, "Nytt läge")
    # it is no meeting yet: nothing is held of it, and it stands in nobody's way
    refused(lambda: actions.hold_meeting(coordinator, made, on=TODAY, today=TODAY), "bara ett förslag")
    refused(lambda: actions.invite(coordinator, made, [], today=TODAY), "Bara ett planerat")
    refused(
        lambda: actions.propose_meeting(coordinator, found, DAY, why="Igen", organisation=police, today=TODAY),
        "redan föreslagit",
    )
    refused(
        lambda: actions.propose_meeting(coordinator, found, D(2026, 1, 1), why="X", organisation=police, today=TODAY),
        "har varit",
    )
    refused(
        lambda: actions.propose_meeting(coordinator, found, D(2026, 12, 9), why=" ", organisation=police, today=TODAY),
        "vad mötet ska handla om",
    )
    stranger = organisation_named(coordinator, "Regionen")
    with pytest.raises(PermissionDenied):
        actions.propose_meeting(coordinator, found, DAY, why="X", organisation=stranger, today=TODAY)
    accepted = actions.accept_meeting(coordinator, made)
    assert actions.accept_meeting(coordinator, made).version == accepted.version
    assert accepted.state == MeetingState.PLANNED
    refused(lambda: actions.decline_meeting(coordinator, made, "Nej"), "redan besvarat")
    refused(
        lambda: actions.propose_meeting(coordinator, found, DAY, why="X", organisation=police, today=TODAY),
        "redan ett möte",
    )
    other = actions.propose_meeting(coordinator, found, D(2026, 12, 9), why="X", organisation=police, today=TODAY)
    refused(lambda: actions.decline_meeting(coordinator, other, " "), "Skriv varför")
    said_no = actions.decline_meeting(coordinator, other, "Vi hinner inte")
    assert (said_no.state, said_no.cancelled_why) == (MeetingState.DECLINED, "Vi hinner inte")
    assert set(Entry.objects.values_list("act", flat=True)) >= {
        "partners.propose_meeting",
        "partners.accept_meeting",
        "partners.decline_meeting",
    }


def test_a_proposed_day_that_is_taken_meanwhile_is_refused(
    coordinator: Membership, found: Group, sits: GroupMember, police: Organisation
) -> None:
    made = actions.propose_meeting(coordinator, found, DAY, why="Läget", organisation=police, today=TODAY)
    actions.plan_meeting(coordinator, found, on=DAY)
    refused(lambda: actions.accept_meeting(coordinator, made), "redan ett möte")


def test_contacts_are_asked_once_each_by_letters_with_links(
    coordinator: Membership, planned: Meeting, sits: GroupMember, unit_sits: GroupMember, pia: Contact
) -> None:
    on_paper = add_contact(coordinator, unit=unit_sits.unit, name="Bo Ek")
    made = asked(coordinator, planned, (sits, pia), (unit_sits, on_paper))
    assert [one.name for one in made] == ["Pia Lund, kommunpolis", "Bo Ek"]
    # twice asks nobody twice
    assert asked(coordinator, planned, (sits, pia)) == []
    first, second = kept()
    assert (first.to_address, second.to_address) == ("pia@polisen.example", "")
    # who has no address gets her letter on paper
    assert (first.next_try_at is not None, second.next_try_at) == (True, None)
    assert first.link_id == made[0].pk
    assert "Inbjudan: Samverkansgruppen mot våld 8 december 2026" in first.subject
    assert "När: 8 december 2026 kl. 13.00–15.00" in first.body
    assert "Var: Stadshuset" in first.body
    assert "Siri Sand, siri@x.example" in first.body
    assert first.body.count("{länk}") == 1
    assert "mote.example" not in first.body


def test_who_can_be_asked(
    coordinator: Membership,
    found: Group,
    planned: Meeting,
    sits: GroupMember,
    unit_sits: GroupMember,
    pia: Contact,
    police: Organisation,
) -> None:
    board = actions.add_member(coordinator, found, body_named(coordinator, "socialnämnden"))
    other = add_contact(coordinator, organisation=police, name="Ola Ek", function="jurist")
    able = queries.reachable(planned, queries.members_of(found))
    assert {contact for _member, contact in able.pairs} == {pia, other}
    assert able.likely == [(sits, pia)]
    assert able.without == [unit_sits, board]
    asked(coordinator, planned, (sits, pia))
    assert [contact for _member, contact in queries.reachable(planned, [sits]).pairs] == [other]
    refused(lambda: asked(coordinator, planned, (unit_sits, other)), "ingen kontakt för Socialförvaltningen")
    end_contact(coordinator, other, TODAY)
    other.refresh_from_db()
    refused(lambda: asked(coordinator, planned, (sits, other)), "ingen kontakt för Polisen")
    actions.end_member(coordinator, sits, TODAY)
    sits.refresh_from_db()
    refused(lambda: asked(coordinator, planned, (sits, pia)), "inte med i gruppen")


def test_who_is_no_longer_a_member_is_asked_no_longer(
    coordinator: Membership, planned: Meeting, sits: GroupMember, pia: Contact
) -> None:
    (invitation,) = asked(coordinator, planned, (sits, pia))
    actions.end_member(coordinator, sits, TODAY)
    invitation.refresh_from_db()
    assert invitation.revoked_on == TODAY
    before = len(kept(about=invitation.about))
    actions.move_meeting(coordinator, planned, on=D(2026, 12, 9), today=TODAY)
    assert len(kept(about=invitation.about)) == before


def test_nobody_is_asked_to_what_is_over(
    coordinator: Membership, found: Group, planned: Meeting, sits: GroupMember, pia: Contact
) -> None:
    refused(lambda: asked(coordinator, planned), "Välj minst en")
    past = actions.plan_meeting(coordinator, found, on=D(2026, 11, 1))
    refused(lambda: asked(coordinator, past, (sits, pia)), "dag har varit")
    actions.cancel_meeting(coordinator, planned, "Sjukdom", today=TODAY)
    refused(lambda: asked(coordinator, planned, (sits, pia)), "Bara ett planerat")
    assert not Letter.objects.exists()


def test_those_asked_are_told_once_that_it_is_moved_and_asked_again(
    coordinator: Membership, planned: Meeting, sits: GroupMember, pia: Contact
) -> None:
    (one,) = asked(coordinator, planned, (sits, pia))
    sent()
    Invitation.objects.update(answer=Answer.YES, word="Gärna", answered_at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC))
    where: dict[str, Any] = {"starts_at": T(13), "ends_at": T(15), "link": "https://mote.example/x"}
    # the same again is no move
    actions.move_meeting(coordinator, planned, on=DAY, place="Stadshuset", today=TODAY, **where)
    assert len(kept()) == 1
    # another room: she is told, and what she said stands
    actions.move_meeting(coordinator, planned, on=DAY, place="Polishuset", today=TODAY, **where)
    one.refresh_from_db()
    assert (one.answer, len(kept())) == (Answer.YES, 2)
    assert "Svara igen" not in kept()[1].body
    sent()
    # another day: she is asked again
    moved = actions.move_meeting(coordinator, planned, on=D(2026, 12, 10), place="Polishuset", today=TODAY, **where)
    one.refresh_from_db()
    assert (one.answer, one.word, one.answered_at) == ("", "", None)
    third = kept()[2]
    assert "Ändrat möte" in third.subject
    assert "10 december 2026" in third.body
    assert "Svara igen" in third.body
    # a letter that had not gone out is of no use when it is moved once more
    actions.move_meeting(coordinator, moved, on=D(2026, 12, 11), today=TODAY)
    third.refresh_from_db()
    assert third.dropped_on == TODAY
    assert len(kept(dropped_on=None)) == 3


def test_those_asked_are_told_that_it_is_cancelled_and_not_why(
    coordinator: Membership, planned: Meeting, sits: GroupMember, unit_sits: GroupMember, pia: Contact
) -> None:
    bo = add_contact(coordinator, unit=unit_sits.unit, name="Bo Ek")
    asked(coordinator, planned, (sits, pia), (unit_sits, bo))
    Letter.objects.filter(to_name__startswith="Pia").update(
        sent_at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC), next_try_at=None
    )
    actions.cancel_meeting(coordinator, planned, "Siri är sjuk", today=TODAY)
    last = kept(subject__startswith="Inställt")
    # Bo's letter had not been printed: he never knew of it
    assert [one.to_name for one in last] == ["Pia Lund, kommunpolis"]
    assert "sjuk" not in last[0].body
    assert last[0].link_kind == ""
    assert kept(to_name="Bo Ek")[0].dropped_on == TODAY


def test_a_reminder_in_the_week_before_once(
    coordinator: Membership,
    planned: Meeting,
    sits: GroupMember,
    pia: Contact,
    police: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    no = add_contact(coordinator, organisation=police, name="Ola Ek", email="ola@polisen.example")
    asked(coordinator, planned, (sits, pia), (sits, no))
    sent()
    Invitation.objects.filter(contact=no).update(answer=Answer.NO, answered_at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC))
    assert actions.remind_of_meetings("0580", today=D(2026, 11, 30)) == 0
    assert actions.remind_of_meetings("0580", today=D(2026, 12, 2)) == 1
    assert actions.remind_of_meetings("0580", today=D(2026, 12, 3)) == 0
    (letter,) = kept(kind="reminder")
    assert "Du har inte svarat" in letter.body
    # the worker's night does the same, and twice is harmless
    monkeypatch.setenv("SAMFRID_TODAY", "2026-12-04")
    remind(0)
    assert len(kept(kind="reminder")) == 1
    # a meeting on another day is worth another reminder
    actions.move_meeting(coordinator, planned, on=D(2026, 12, 11), today=D(2026, 12, 3))
    assert actions.remind_of_meetings("0580", today=D(2026, 12, 6)) == 2


def test_an_invitation_is_taken_back_and_given_anew(
    coordinator: Membership, planned: Meeting, sits: GroupMember, pia: Contact
) -> None:
    (one,) = asked(coordinator, planned, (sits, pia))
    actions.revoke_invitation(coordinator, one, today=TODAY)
    actions.revoke_invitation(coordinator, one, today=TODAY)
    assert kept()[0].dropped_on == TODAY
    assert queries.guests(planned) == []
    (again,) = asked(coordinator, planned, (sits, pia))
    assert again.pk == one.pk
    assert len(kept(dropped_on=None)) == 1
    actions.new_invitation_link(coordinator, again, today=TODAY)
    assert len(kept()) == 3
    assert len(kept(dropped_on=None)) == 1
    end_contact(coordinator, pia, TODAY)
    refused(lambda: actions.new_invitation_link(coordinator, again, today=TODAY), "inte längre inbjuden")


def test_the_agenda_is_picked_ordered_and_frozen(
    coordinator: Membership, found: Group, planned: Meeting, sits: GroupMember, police: Organisation
) -> None:
    held(coordinator, found, D(2026, 9, 1), PointIn("Bjuda in regionen", police))
    point = Commitment.objects.get()
    late = commit(coordinator, text="Dela lägesbild", responsible_organisation=police, promised_on=D(2024, 1, 1))
    hers = commit(coordinator, text="Hemligt", responsible_organisation=police, access=Access.CONFIDENTIAL)
    ours = commit(coordinator, text="Internt läge", responsible_organisation=police, access=Access.INTERNAL)
    commit(coordinator, text="Någon annans", responsible=unit_named(coordinator, "Fritid"))
    catch_up("0580", TODAY)
    found_offers = queries.offered(planned, queries.members_of(found))
    assert [one.record_id for one in found_offers.points] == [point.pk]
    about = {one.record_id for one in found_offers.gaps}
    assert late.pk in about
    assert ours.pk in about
    assert hers.pk not in about
    assert point.pk not in about
    inside = next(one for one in found_offers.gaps if one.record_id == ours.pk)
    wrote = actions.set_agenda(
        coordinator,
        planned,
        [ItemIn("Mötet öppnas"), ItemIn("x", offer=inside), ItemIn("Bjuda in regionen", offer=found_offers.points[0])],
        seen=planned.version,
    )
    rows = list(planned.agenda.all())
    assert [(one.number, one.access) for one in rows] == [(1, 0), (2, Access.INTERNAL), (3, 0)]
    # what stands there is not offered again
    left = queries.offered(planned, queries.members_of(found))
    assert (left.points, ours.pk in {one.record_id for one in left.gaps}) == ([], False)
    # whoever saw it before is told; nothing is written over
    refused(
        lambda: actions.set_agenda(coordinator, planned, [ItemIn("Annat")], seen=planned.version), "Någon annan har"
    )
    refused(lambda: actions.set_agenda(coordinator, planned, [ItemIn(" ")]), "saknar text")
    # another order, other words; what it is about stays, and cannot be opened wider than the record
    again = [ItemIn("Nytt ord", item=rows[1].pk), ItemIn("Öppning", item=rows[0].pk, inside=True)]
    actions.set_agenda(coordinator, planned, again, seen=wrote.version)
    fresh = list(planned.agenda.all())
    assert [(one.text, one.access, one.about_id) for one in fresh] == [
        ("Nytt ord", Access.INTERNAL, ours.pk),
        ("Öppning", Access.INTERNAL, None),
    ]
    before = Meeting.objects.get(pk=planned.pk).version
    same = [ItemIn(one.text, item=one.pk, inside=bool(one.access)) for one in fresh]
    actions.set_agenda(coordinator, planned, same)
    assert Meeting.objects.get(pk=planned.pk).version == before
    actions.hold_meeting(coordinator, planned, on=DAY, today=DAY)
    refused(lambda: actions.set_agenda(coordinator, planned, [ItemIn("För sent")]), "innan mötet är antecknat")
    assert [one.text for one in planned.agenda.all()] == ["Nytt ord", "Öppning"]


def test_the_agenda_tells_nobody_what_she_may_not_read(coordinator: Membership, planned: Meeting) -> None:
    open_ = commit(coordinator, text="Öppet")
    ours = commit(coordinator, text="Internt", access=Access.INTERNAL)
    offers = [Offer("commitments.commitment", one.pk, one.text, one.access) for one in (open_, ours)]
    items = [ItemIn("Egen"), ItemIn("Intern egen", inside=True), *(ItemIn(one.label, offer=one) for one in offers)]
    actions.set_agenda(coordinator, planned, items)

    def seen(access: Access) -> list[str]:
        return [one.text for one in queries.agenda_for(planned, access)]

    assert seen(Access.PUBLIC) == ["Egen", "Öppet"]
    assert seen(Access.INTERNAL) == ["Egen", "Intern egen", "Öppet", "Internt"]
    # closed later: it is gone for those who may not read it any more, whatever stands on the agenda
    take_access(coordinator, open_, Access.CONFIDENTIAL)
    assert seen(Access.PUBLIC) == ["Egen"]
    assert seen(Access.INTERNAL) == ["Egen", "Intern egen", "Internt"]
    # and an offer is never more open than what it is about, whatever the page said
    actions.set_agenda(coordinator, planned, [ItemIn("Internt", offer=Offer(*_as_public(ours)))])
    assert seen(Access.PUBLIC) == []


def _as_public(one: Commitment) -> tuple[str, Any, str, int]:
    return "commitments.commitment", one.pk, one.text, int(Access.PUBLIC)


def test_attendance_by_organisation_over_two_years(
    coordinator: Membership, found: Group, sits: GroupMember, unit_sits: GroupMember, police: Organisation
) -> None:
    second = actions.add_member(coordinator, found, police, "utredare")
    left = actions.add_member(coordinator, found, organisation_named(coordinator, "Regionen"))
    held(coordinator, found, D(2024, 2, 1), present=[sits])
    held(coordinator, found, D(2025, 2, 1), present=[sits, left])
    actions.end_member(coordinator, left, D(2025, 6, 1))
    held(coordinator, found, D(2026, 2, 1), present=[second])
    held(coordinator, found, D(2026, 9, 1))
    actions.plan_meeting(coordinator, found, on=D(2026, 11, 1))
    told = [(one.name, one.there, one.possible, one.last) for one in queries.presence(found, TODAY)]
    assert told == [
        ("Polisen", 2, 3, D(2026, 2, 1)),
        ("Socialförvaltningen", 0, 3, None),
        ("Regionen", 1, 1, D(2025, 2, 1)),
    ]


def test_the_papers_of_a_meeting(
    coordinator: Membership,
    found: Group,
    planned: Meeting,
    sits: GroupMember,
    browser_of: BrowserOf,
    elected: Membership,
) -> None:
    actions.set_agenda(coordinator, planned, [ItemIn("Läget"), ItemIn("Bara vi", inside=True)])
    browser, here = browser_of(coordinator), planned.get_absolute_url()
    agenda = str(sections(browser.get(f"{here}handling.docx").content))
    assert "Läget" in agenda
    assert "Bara vi" in agenda
    assert "Anteckningar" not in agenda
    points = [PointIn("Bjuda in regionen", sits.organisation)]
    actions.hold_meeting(
        coordinator, planned, on=DAY, present=[sits], notes="Vi gick\n\nigenom", points=points, today=DAY
    )
    answer = browser.get(f"{here}handling.docx?till=alla")
    told = str(sections(answer.content))
    for words in ("Polisen, kommunpolis", "närvarande", "Läget", "igenom", "Bjuda in regionen"):
        assert words in told
    assert "Bara vi" not in told
    assert answer["Content-Disposition"].startswith("attachment")
    assert browser.get(f"{here}handling.pdf").content.startswith(b"%PDF")
    assert browser.get(f"{here}handling.odt").status_code == 404
    # whoever reads only what is public gets no more in a paper
    assert "Bara vi" not in str(sections(browser_of(elected).get(f"{here}handling.docx").content))


def test_a_meeting_in_ones_own_calendar(coordinator: Membership, planned: Meeting, browser_of: BrowserOf) -> None:
    actions.set_agenda(coordinator, planned, [ItemIn("Läget"), ItemIn("Bara vi", inside=True)])
    browser, here = browser_of(coordinator), f"{planned.get_absolute_url()}mote.ics"
    answer = browser.get(here)
    assert answer["Content-Type"].startswith("text/calendar")
    (one,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    zone = ZoneInfo("Europe/Stockholm")
    assert one.decoded("dtstart") == dt.datetime(2026, 12, 8, 13, tzinfo=zone)
    assert one.decoded("dtend") == dt.datetime(2026, 12, 8, 15, tzinfo=zone)
    assert (str(one["location"]), str(one["summary"])) == ("Stadshuset", "Samverkansgruppen mot våld")
    assert "Läget" in str(one["description"])
    assert "Bara vi" not in str(one["description"])
    # moved, it is the same event, later in its sequence; without hours it is a day
    sequence = int(str(one["sequence"]))
    actions.move_meeting(coordinator, planned, on=D(2026, 12, 10), today=TODAY)
    (moved,) = icalendar.Calendar.from_ical(browser.get(here).content).walk("VEVENT")
    assert moved["uid"] == one["uid"]
    assert int(str(moved["sequence"])) > sequence
    assert moved.decoded("dtstart") == D(2026, 12, 10)


def test_another_municipality_sees_nothing_of_it(
    coordinator: Membership, planned: Meeting, sits: GroupMember, pia: Contact, vallentuna: Municipality
) -> None:
    asked(coordinator, planned, (sits, pia))
    actions.set_agenda(coordinator, planned, [ItemIn("Läget")])
    with within(vallentuna.code):
        assert not Invitation.objects.exists()
        assert not planned.agenda.exists()
        assert actions.remind_of_meetings(vallentuna.code, today=D(2026, 12, 2)) == 0
