"""The page that a link to a meeting opens: hers alone, nothing lost, and no more than she may read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import icalendar
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from samfrid.audit.models import Entry
from samfrid.municipalities.actions import add_contact, end_contact, organisation_named, unit_named
from samfrid.municipalities.models import Contact, Membership, Municipality, Organisation, Role, Unit
from samfrid.municipalities.tenancy import enter
from samfrid.partners import actions
from samfrid.partners.actions import ItemIn
from samfrid.partners.actions.linking import make_link
from samfrid.partners.models import Answer, Group, Invitation, InvitationLink, Meeting
from samfrid.post.actions import copy_for_print
from samfrid.post.links import MOST_SENT, Copy
from samfrid.post.models import Letter
from samfrid.web.logs import _LINK
from tests.conftest import member
from tests.partners.test_cooperation import group

BrowserOf = Callable[[Membership], Client]
D = dt.date
T = dt.time
TODAY = D(2026, 11, 22)
DAY = D(2026, 12, 8)


@pytest.fixture
def found(coordinator: Membership) -> Group:
    return group(coordinator)


@pytest.fixture
def planned(coordinator: Membership, found: Group) -> Meeting:
    made = actions.plan_meeting(
        coordinator, found, on=DAY, starts_at=T(13), ends_at=T(15), place="Stadshuset", link="https://mote.example/x"
    )
    actions.set_agenda(coordinator, made, [ItemIn("Lägesbild"), ItemIn("Intern fråga", inside=True)])
    return made


def invited(actor: Membership, meeting: Meeting, owner: Organisation | Unit, name: str) -> Invitation:
    owners: dict[str, Any] = {"unit": owner} if isinstance(owner, Unit) else {"organisation": owner}
    contact = add_contact(actor, name=name, function="kontakt", email="x@y.example", **owners)
    sits = actions.add_member(actor, meeting.group, owner)
    (made,) = actions.invite(actor, meeting, [(sits, contact)], asker="Siri Sand", reach="siri@x.example", today=TODAY)
    return made


@pytest.fixture
def pia(coordinator: Membership, planned: Meeting) -> Invitation:
    return invited(coordinator, planned, organisation_named(coordinator, "Polisen"), "Pia Lund")


def path_of(one: Invitation) -> str:
    enter("0580")
    path = make_link(one.pk, Copy.MAIL, "Samfrid")
    assert path
    return path


def words(answer: Any) -> str:
    return str(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def again(one: Invitation) -> Invitation:
    enter("0580")
    return Invitation.objects.get(pk=one.pk)


def test_it_shows_the_meeting_and_in_whose_name(pia: Invitation) -> None:
    answer = Client().get(path_of(pia))
    assert answer.status_code == 200
    for told in (
        "Samverkansgruppen mot våld",
        "Tisdag 8 december 2026, 13.00–15.00",
        "Stadshuset",
        "https://mote.example/x",
        "Lägesbild",
        "Pia Lund, kontakt",
        "Siri Sand",
    ):
        assert told in words(answer)
    # whoever is outside the municipality sees only what is public, and no sign of the rest
    assert "Intern fråga" not in words(answer)


def test_a_unit_in_the_municipality_sees_what_is_internal_too(coordinator: Membership, planned: Meeting) -> None:
    bo = invited(coordinator, planned, unit_named(coordinator, "Socialförvaltningen"), "Bo Ek")
    assert "Intern fråga" in words(Client().get(path_of(bo)))


def test_nothing_of_it_is_kept_on_the_way(pia: Invitation) -> None:
    path = path_of(pia)
    token = path.split("/")[3]
    for address in (path, f"{path}mote.ics"):
        answer = Client().get(address)
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies
        assert token not in answer.content.decode()
        assert "<script" not in answer.content.decode()
        assert token not in _LINK.sub(r"\1…", f"GET {address} 200")


def test_reading_it_changes_nothing(pia: Invitation) -> None:
    """Mail filters follow links before anybody does."""
    path, before = path_of(pia), Entry.objects.count()
    for _turn in range(2):
        Client().get(path)
        Client().head(path)
        Client().get(f"{path}mote.ics")
    enter("0580")
    assert Entry.objects.count() == before
    assert again(pia).answer == ""


@pytest.mark.parametrize(("said", "told"), [("yes", "Kommer"), ("no", "Kommer inte"), ("maybe", "Kommer kanske")])
def test_the_three_answers(
    pia: Invitation, planned: Meeting, coordinator: Membership, browser_of: BrowserOf, said: str, told: str
) -> None:
    path = path_of(pia)
    answer = Client().post(path, {"answer": said, "word": "Ola kommer  i stället"})
    assert (answer.status_code, answer["Location"]) == (302, path)
    page = words(Client().get(path))
    assert "Tack! Ditt svar är sparat." in page
    assert told in page
    kept = again(pia)
    assert (kept.answer, kept.word) == (said, "Ola kommer i stället")
    assert Entry.objects.filter(act="partners.answer_invitation").get().actor == "Pia Lund, kontakt"
    # pressing twice says it once; another answer is another
    Client().post(path, {"answer": said, "word": "Ola kommer i stället"})
    enter("0580")
    assert Entry.objects.filter(act="partners.answer_invitation").count() == 1
    Client().post(path, {"answer": "no" if said == "yes" else "yes"})
    assert again(pia).answer == ("no" if said == "yes" else "yes")
    # who comes is seen on the meeting's page
    page = words(browser_of(coordinator).get(planned.get_absolute_url()))
    assert "Pia Lund, kontakt" in page
    assert "1 kommer" in page


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({}, "Välj om du kommer."),
        ({"answer": "kanske"}, "Välj ett av de tre svaren."),
        ({"answer": "yes", "word": "å" * 301}, "högst 300 tecken"),
    ],
)
def test_an_answer_that_is_none_is_said_and_kept_in_the_form(pia: Invitation, told: dict[str, str], why: str) -> None:
    answer = Client().post(path_of(pia), {"word": "Mina ord"} | told)
    assert answer.status_code == 422
    assert why in words(answer)
    assert (told.get("word") or "Mina ord") in words(answer)
    assert again(pia).answer == ""


@pytest.mark.parametrize("address", ["/m/0580/{0}/", "/m/0115/{1}/", "/m/9999/{1}/", "/m/xxxx/{1}/", "/m/0580/x/"])
def test_a_link_that_is_none_or_of_another_municipality(
    pia: Invitation, vallentuna: Municipality, address: str
) -> None:
    token = path_of(pia).split("/")[3]
    wrong = address.format("a" * 43, token)
    for answer in (Client().get(wrong), Client().post(wrong, {"answer": "yes"}), Client().get(f"{wrong}mote.ics")):
        assert answer.status_code == 404
        assert "Länken finns inte" in words(answer)
        assert "Samverkansgruppen" not in words(answer)
    assert again(pia).answer == ""


def _expired(actor: Membership, one: Invitation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-12-09")


def _revoked(actor: Membership, one: Invitation, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.revoke_invitation(actor, one, today=TODAY)


def _replaced(actor: Membership, one: Invitation, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.new_invitation_link(actor, one, today=TODAY)


def _ended(actor: Membership, one: Invitation, monkeypatch: pytest.MonkeyPatch) -> None:
    end_contact(actor, Contact.objects.get(pk=one.contact_id), TODAY)


@pytest.mark.parametrize(
    ("over", "why"),
    [
        (_expired, "Mötets dag har varit"),
        (_revoked, "bytts ut eller tagits tillbaka"),
        (_replaced, "bytts ut eller tagits tillbaka"),
        (_ended, "bytts ut eller tagits tillbaka"),
    ],
)
def test_a_link_that_is_good_no_longer(
    coordinator: Membership, pia: Invitation, monkeypatch: pytest.MonkeyPatch, over: Callable[..., None], why: str
) -> None:
    path = path_of(pia)
    over(coordinator, pia, monkeypatch)
    for answer in (Client().get(path), Client().post(path, {"answer": "yes"}), Client().get(f"{path}mote.ics")):
        assert answer.status_code == 410
        assert why in words(answer)
        assert "Siri Sand" in words(answer)
        assert "Lägesbild" not in words(answer)
    assert again(pia).answer == ""
    enter("0580")
    link = InvitationLink.objects.select_related("invitation__meeting", "invitation__contact").first()
    assert link
    day = D(2026, 12, 9) if over is _expired else TODAY
    with pytest.raises(PermissionDenied):
        actions.answer_invitation(link, Answer.YES, today=day)


def test_a_cancelled_meeting_says_so_and_asks_nothing(
    coordinator: Membership, pia: Invitation, planned: Meeting
) -> None:
    path = path_of(pia)
    actions.cancel_meeting(coordinator, planned, "Siri är sjuk", today=TODAY)
    page = words(Client().get(path))
    assert "Mötet är inställt" in page
    assert "sjuk" not in page
    assert "<form" not in page
    assert Client().post(path, {"answer": "yes"}).status_code == 200
    assert again(pia).answer == ""
    enter("0580")
    assert make_link(pia.pk, Copy.MAIL, "Samfrid") is None
    # whose calendar has it is told there too
    (event,) = icalendar.Calendar.from_ical(Client().get(f"{path}mote.ics").content).walk("VEVENT")
    assert str(event["status"]) == "CANCELLED"


def test_the_file_for_her_calendar_has_what_she_may_read(pia: Invitation) -> None:
    answer = Client().get(f"{path_of(pia)}mote.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert "Lägesbild" in str(event["description"])
    assert "Intern" not in str(event["description"])


def test_the_printed_letter_has_a_link_that_works(coordinator: Membership, planned: Meeting) -> None:
    police = organisation_named(coordinator, "Polisen")
    contact = add_contact(coordinator, organisation=police, name="Ola Ek")
    sits = actions.add_member(coordinator, planned.group, police)
    actions.invite(coordinator, planned, [(sits, contact)], today=TODAY)
    ((_letter, body),) = copy_for_print(coordinator, [Letter.objects.get()], on=TODAY)
    path = next(line for line in body.splitlines() if "/m/0580/" in line).partition("/m/")[2]
    assert "Ola Ek" in words(Client().get(f"/m/{path}"))
    enter("0580")
    assert InvitationLink.objects.get().copy == "print"


def test_the_page_in_english(pia: Invitation) -> None:
    answer = Client().get(f"{path_of(pia)}?sprak=en")
    assert '<html lang="en"' in words(answer)
    assert answer["Content-Language"] == "en"


def test_somebody_who_is_logged_in_elsewhere_opens_her_own_link(
    pia: Invitation, vallentuna: Municipality, browser_of: BrowserOf
) -> None:
    path = path_of(pia)
    stranger = browser_of(member(vallentuna, Role.COORDINATOR))
    assert stranger.get(path).status_code == 200
    assert stranger.post(path, {"answer": "yes"}).status_code == 302
    assert again(pia).answer == "yes"


def test_a_link_does_not_send_without_end(pia: Invitation) -> None:
    path, browser = path_of(pia), Client()
    for _time in range(MOST_SENT):
        assert browser.post(path, {"answer": "yes"}).status_code == 302
    busy = browser.post(path, {"answer": "no"})
    assert busy.status_code == 429
    assert "För många försök" in words(busy)
    assert again(pia).answer == Answer.YES
    # reading goes on, and another link of hers is not held back
    assert browser.get(path).status_code == 200
    assert browser.post(path_of(pia), {"answer": "no"}).status_code == 302
