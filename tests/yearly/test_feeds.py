"""A calendar's secret address: shown once, as the member may read now, gone with her role, and nothing confidential."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samfrid.audit.models import Entry
from samfrid.commitments.actions import commit, set_report_back
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.partners.actions import cancel_meeting, form_group, plan_meeting
from samfrid.yearly import actions
from samfrid.yearly.actions import MOST_FEEDS, make_feed, revoke_feed
from samfrid.yearly.models import Feed
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
FEBRUARY = D(2027, 2, 15)
PAGE = "/arshjul/kalender/"


def address(feed: tuple[Feed, str]) -> str:
    return f"/kalender/{feed[0].municipality_id}/{feed[1]}.ics"


def rows(answer: Any) -> dict[str, Any]:
    return {str(one["summary"]): one for one in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}


def sitting(actor: Membership, on: dt.date = FEBRUARY) -> Any:
    body = body_named(actor, "Kommunfullmäktige")
    return actions.plan_sitting(actor, body=body, on=on, starts_at=dt.time(18))


def test_the_address_is_shown_once_and_kept_as_a_digest(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    answer = browser.post(PAGE, {"name": "mobilen", "kinds": ["sammantraden", "moten"]})
    found = re.search(r"http://testserver(/kalender/0580/[\w-]{43}\.ics)", answer.content.decode())
    assert found
    secret = found[1].removesuffix(".ics").rpartition("/")[2]
    feed = Feed.objects.get()
    assert feed.kinds == ["moten", "sammantraden"]
    assert secret not in str(feed.__dict__)
    assert secret not in str(list(Entry.objects.values_list("detail", flat=True)))
    again = browser.get(PAGE).content.decode()
    assert "mobilen" in again
    assert secret not in again
    assert Client().get(found[1]).status_code == 200


def test_the_calendar_tells_the_year_and_follows_changes(coordinator: Membership) -> None:
    made = sitting(coordinator)
    meeting = plan_meeting(coordinator, form_group(coordinator, name="Samrådet"), on=D(2027, 5, 5))
    feed = make_feed(coordinator, name="mobilen")
    browser = Client()
    first = rows(browser.get(address(feed)))
    assert first["Kommunfullmäktige"].decoded("dtstart").hour == 18
    assert first["Samrådet"].decoded("dtstart") == D(2027, 5, 5)
    enter(coordinator.municipality_code)
    actions.change_sitting(coordinator, made, on=D(2027, 2, 22), starts_at=None, note="")
    cancel_meeting(coordinator, meeting, "Sjukdom")
    second = rows(browser.get(address(feed)))
    sat = second["Kommunfullmäktige"]
    assert (sat["uid"], sat.decoded("dtstart")) == (first["Kommunfullmäktige"]["uid"], D(2027, 2, 22))
    assert sat["sequence"] > first["Kommunfullmäktige"]["sequence"]
    assert second["Samrådet"]["status"] == "CANCELLED"
    enter(coordinator.municipality_code)
    actions.call_off_sitting(coordinator, made, today=D(2026, 11, 22))
    assert rows(browser.get(address(feed)))["Kommunfullmäktige"]["status"] == "CANCELLED"


def test_only_the_kinds_that_were_chosen_are_told(coordinator: Membership) -> None:
    sitting(coordinator)
    plan_meeting(coordinator, form_group(coordinator, name="Samrådet"), on=D(2027, 5, 5))
    feed = make_feed(coordinator, name="x", kinds=["moten"])
    assert set(rows(Client().get(address(feed)))) == {"Samrådet"}


def test_nothing_confidential_is_told_even_to_who_may_read_it(coordinator: Membership) -> None:
    council = body_named(coordinator, "Kommunfullmäktige")
    for text, access in (("Hemligt", Access.CONFIDENTIAL), ("Internt", Access.INTERNAL), ("Öppet", Access.PUBLIC)):
        made = commit(coordinator, text=text, access=access)
        set_report_back(coordinator, made, on=D(2027, 3, 1), body=council)
    feed = make_feed(coordinator, name="x")
    said = Client().get(address(feed)).content.decode()
    assert "Hemligt" not in said
    assert "Internt" in said
    assert "Öppet" in said


def test_it_is_read_with_the_clearance_that_the_member_has_now(
    coordinator: Membership, linkoping: Municipality
) -> None:
    council = body_named(coordinator, "Kommunfullmäktige")
    made = commit(coordinator, text="Internt", access=Access.INTERNAL)
    set_report_back(coordinator, made, on=D(2027, 3, 1), body=council)
    officer = member(linkoping, Role.OFFICER)
    feed = make_feed(officer, name="x")
    browser = Client()
    assert "Internt" in browser.get(address(feed)).content.decode()
    enter(linkoping.code)
    Membership.objects.filter(pk=officer.pk).update(role=Role.ELECTED)
    assert "Internt" not in browser.get(address(feed)).content.decode()


@pytest.mark.parametrize("how", ["role", "account", "revoked"])
def test_it_is_gone_with_the_role_the_account_or_by_hand(how: str, elected: Membership) -> None:
    feed = make_feed(elected, name="x")
    browser = Client()
    assert browser.get(address(feed)).status_code == 200
    enter(elected.municipality_code, str(elected.user_id))
    if how == "role":
        Membership.objects.filter(pk=elected.pk).update(ended_on=D(2026, 11, 1))
    elif how == "account":
        elected.user.is_active = False
        elected.user.save()
    else:
        revoke_feed(elected, feed[0])
        revoke_feed(elected, feed[0])
    answer = browser.get(address(feed))
    assert answer.status_code == 410
    assert b"VCALENDAR" not in answer.content


def test_wrong_addresses_look_alike(coordinator: Membership, vallentuna: Municipality) -> None:
    feed = make_feed(coordinator, name="x")
    browser = Client()
    wrong = [
        f"/kalender/{vallentuna.code}/{feed[1]}.ics",
        f"/kalender/9999/{feed[1]}.ics",
        f"/kalender/0580/{'a' * 43}.ics",
        "/kalender/0580/x.ics",
        f"/kalender/058/{feed[1]}.ics",
        f"/kalender/0580/{feed[0].digest}.ics",
        f"/kalender/0580/{feed[1]}%00.ics",
    ]
    answers = [browser.get(one) for one in wrong]
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    assert len({tuple(sorted(one.headers.items())) for one in answers}) == 1


def test_what_has_not_changed_is_answered_without_a_body_and_without_being_made(coordinator: Membership) -> None:
    sitting(coordinator)
    feed = make_feed(coordinator, name="x")
    browser = Client()
    first = browser.get(address(feed))
    tag, since = first["ETag"], first["Last-Modified"]
    with CaptureQueriesContext(connection) as seen:
        again = browser.get(address(feed), headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert not again.content
    assert not any("partners_" in one["sql"] for one in seen.captured_queries)
    assert browser.get(address(feed), headers={"If-Modified-Since": since}).status_code == 304
    enter(coordinator.municipality_code)
    sitting(coordinator, D(2027, 4, 15))
    changed = browser.get(address(feed), headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag


def test_what_is_asked_for_too_often_waits_and_the_rest_goes_on(
    coordinator: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting(coordinator)
    monkeypatch.setattr("samfrid.yearly.feeds.MOST", 2)
    feed, other = make_feed(coordinator, name="x"), make_feed(coordinator, name="y")
    browser = Client()
    first = browser.get(address(feed))
    assert browser.get(address(feed)).status_code == 200
    refused = browser.get(address(feed))
    assert (refused.status_code, b"VCALENDAR" in refused.content) == (429, False)
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "högst några gånger" in refused.content.decode()
    assert not refused.has_header("ETag")
    # what has not changed, and another address, are answered
    assert browser.get(address(feed), headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert browser.get(address(other)).status_code == 200


def test_an_unchanged_calendar_costs_few_queries(coordinator: Membership) -> None:
    feed = make_feed(coordinator, name="x")
    browser = Client()
    tag = browser.get(address(feed))["ETag"]
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address(feed), headers={"If-None-Match": tag}).status_code == 304
    # whose rows are seen, the address, whose rows now, the trail's end, and nobody's
    assert len(seen) <= 6


def test_it_is_closed_to_others_on_the_way(coordinator: Membership) -> None:
    answer = Client().get(address(make_feed(coordinator, name="x")))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies


def test_reading_changes_nothing_but_the_day_that_it_was_read(coordinator: Membership) -> None:
    feed = make_feed(coordinator, name="x")
    before = Entry.objects.count()
    Client().get(address(feed))
    assert Client().post(address(feed)).status_code == 405
    enter(coordinator.municipality_code)
    assert Feed.objects.get().last_read_on == D(2026, 11, 22)
    assert Entry.objects.count() == before


def test_nobody_revokes_anothers(coordinator: Membership, elected: Membership, browser_of: BrowserOf) -> None:
    feed, _secret = make_feed(elected, name="x")
    assert browser_of(coordinator).post(f"{PAGE}{feed.pk}/aterkalla/").status_code == 404
    assert browser_of(elected).post(f"{PAGE}{feed.pk}/aterkalla/").status_code == 302
    assert Feed.objects.get().revoked_at


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": " ", "kinds": ["moten"]}, "fält"),
        ({"name": "x"}, "Välj minst ett slag."),
        ({"name": "x", "kinds": ["hittat-pa"]}, "hittat-pa"),
    ],
)
def test_a_slip_is_refused_in_words(
    sent: dict[str, Any], said: str, coordinator: Membership, browser_of: BrowserOf
) -> None:
    answer = browser_of(coordinator).post(PAGE, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Feed.objects.exists()


def test_there_is_an_end_to_how_many_one_has(coordinator: Membership, browser_of: BrowserOf) -> None:
    for number in range(MOST_FEEDS):
        make_feed(coordinator, name=str(number))
    answer = browser_of(coordinator).post(PAGE, {"name": "en till", "kinds": ["moten"]})
    assert answer.status_code == 422
    assert "Återkalla en först" in answer.content.decode()
    assert Feed.objects.count() == MOST_FEEDS
