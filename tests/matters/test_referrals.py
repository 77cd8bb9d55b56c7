"""Asking several at once, what they answer, and how long it is awaited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from samfrid.audit.queries import history
from samfrid.matters import actions
from samfrid.matters.actions.referrals import as_seen
from samfrid.matters.models import Event, EventKind, Matter, MatterKind, Referral, ReferralRole, Stance
from samfrid.matters.queries.referrals import awaited
from samfrid.matters.rules import referrals as rules
from samfrid.matters.rules.referrals import Awaited
from samfrid.municipalities.actions import body_named, organisation_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Body, Membership, Municipality, Organisation, Role
from samfrid.municipalities.tenancy import enter
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
TODAY, DUE = D(2022, 6, 1), D(2022, 5, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


@pytest.fixture
def matter(registrar: Membership) -> Matter:
    return actions.register(
        registrar, kind=MatterKind.MOTION, title="Motion om kartläggning", raised=PartialDate.parse("2022-02-01")
    )


def asked(actor: Membership, matter: Matter, name: str = "Socialnämnden", due_on: D = DUE) -> Referral:
    return actions.refer(actor, matter, body=body_named(actor, name), sent_on=D(2022, 3, 1), due_on=due_on)


# --- the rule -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "due", "answered", "stance", "state"),
    [
        (None, None, None, "", Awaited.UNSENT),
        (D(2022, 3, 1), None, None, "", Awaited.AWAITED),
        (D(2022, 3, 1), D(2022, 5, 31), None, "", Awaited.LATE),
        (D(2022, 3, 1), D(2022, 6, 1), None, "", Awaited.SOON),
        (D(2022, 3, 1), D(2022, 6, 15), None, "", Awaited.SOON),
        (D(2022, 3, 1), D(2022, 6, 16), None, "", Awaited.AWAITED),
        (D(2022, 3, 1), D(2022, 4, 1), D(2022, 5, 1), Stance.NONE, Awaited.ANSWERED),
        (None, D(2022, 4, 1), None, Stance.SUPPORTS, Awaited.ANSWERED),
        (None, D(2022, 5, 31), None, "", Awaited.LATE),
    ],
)
def test_where_a_referral_stands(
    sent: dt.date | None, due: dt.date | None, answered: dt.date | None, stance: str, state: Awaited
) -> None:
    assert rules.awaited(sent, due, answered, stance, TODAY) is state


@pytest.mark.parametrize(
    ("sent", "due", "field"),
    [
        (D(2022, 6, 2), None, "sent_on"),
        (D(2022, 1, 31), None, "sent_on"),
        (D(2022, 3, 1), D(2022, 2, 28), "due_on"),
        (D(2022, 2, 1), D(2022, 2, 1), None),
        (None, None, None),
    ],
)
def test_impossible_days(sent: dt.date | None, due: dt.date | None, field: str | None) -> None:
    wrong = rules.wrong_with_days(sent, due, D(2022, 2, 1), TODAY)
    assert next(iter(wrong), None) == field


@pytest.mark.parametrize(
    ("stance", "condition", "on", "field"),
    [
        (Stance.SUPPORTS, "", D(2022, 4, 1), None),
        (Stance.SUPPORTS_IF, "om medel tillförs", D(2022, 4, 1), None),
        (Stance.SUPPORTS_IF, " ", D(2022, 4, 1), "condition"),
        (Stance.OPPOSES, "om medel tillförs", D(2022, 4, 1), "condition"),
        (Stance.NONE, "", None, "answered_on"),
        (Stance.NONE, "", D(2022, 6, 2), "answered_on"),
        (Stance.NONE, "", D(2022, 2, 28), "answered_on"),
        ("", "", D(2022, 4, 1), "stance"),
        ("hittepå", "", D(2022, 4, 1), "stance"),
    ],
)
def test_an_answer_says_what_it_must(stance: str, condition: str, on: dt.date | None, field: str | None) -> None:
    wrong = rules.wrong_with_answer(stance, condition, on, D(2022, 3, 1), TODAY)
    assert next(iter(wrong), None) == field


# --- asking ---------------------------------------------------------------------------------------------------------


def test_bodies_and_organisations_are_parallel_rows(registrar: Membership, matter: Matter) -> None:
    asked(registrar, matter)
    asked(registrar, matter, "Barn- och utbildningsnämnden", due_on=D(2022, 4, 1))
    actions.refer(
        registrar,
        matter,
        organisation=organisation_named(registrar, "Kvinnojouren Ellinor"),
        sent_on=D(2022, 3, 1),
        due_on=D(2022, 5, 1),
    )
    body = body_named(registrar, "Socialnämnden")
    actions.refer(registrar, matter, body=body, role=ReferralRole.PREPARATION, sent_on=D(2022, 3, 1))
    assert sorted((one.asked, one.role) for one in matter.referrals.all()) == [
        ("Barn- och utbildningsnämnden", "statement"),
        ("Kvinnojouren Ellinor", "statement"),
        ("Socialnämnden", "preparation"),
        ("Socialnämnden", "statement"),
    ]
    matter.refresh_from_db()
    assert matter.listed["stances"] == ["", "", "", ""]


def test_the_same_referral_twice_is_one_and_another_is_refused(registrar: Membership, matter: Matter) -> None:
    first = asked(registrar, matter)
    assert asked(registrar, matter).pk == first.pk
    assert len([entry for entry in history(matter) if entry.act == "matters.refer_to"]) == 1
    with pytest.raises(ValidationError, match="Socialnämnden har redan remissen"):
        asked(registrar, matter, due_on=D(2022, 9, 1))


def test_what_a_document_told_and_what_a_hand_sent_are_one_row(registrar: Membership, matter: Matter) -> None:
    body = body_named(registrar, "Socialnämnden")
    told = actions.add_referral(registrar, matter, body=body, stance=Stance.SUPPORTS, answered_on=D(2022, 4, 20))
    sent = asked(registrar, matter)
    assert sent.pk == told.pk
    assert (sent.stance, sent.sent_on, sent.due_on) == (Stance.SUPPORTS, D(2022, 3, 1), D(2022, 5, 1))
    other = asked(registrar, matter, "Kulturnämnden")
    assert other.body
    joined = actions.add_referral(registrar, matter, body=other.body, stance=Stance.OPPOSES, text="Saknar medel")
    assert (joined.pk, joined.due_on, joined.stance) == (other.pk, D(2022, 5, 1), Stance.OPPOSES)
    third = body_named(registrar, "Tekniska nämnden")
    actions.add_referral(registrar, matter, body=third, answered_on=D(2022, 2, 2))
    with pytest.raises(ValidationError, match="svarade redan"):
        asked(registrar, matter, third.name)


def test_nobody_is_asked_in_a_matter_that_has_ended(registrar: Membership, matter: Matter) -> None:
    Event.objects.create(
        municipality_id=matter.municipality_id, matter=matter, kind=EventKind.WITHDRAWN, on=D(2022, 2, 20)
    )
    with pytest.raises(ValidationError, match="Ärendet återtogs"):
        asked(registrar, matter)


def test_who_may_ask(registrar: Membership, elected: Membership, matter: Matter) -> None:
    for role in (Role.ELECTED, Role.OFFICER):
        with pytest.raises(PermissionDenied):
            asked(member(registrar.municipality, role), matter)


# --- answers and reminders ------------------------------------------------------------------------------------------


def test_an_answer_is_recorded_and_can_be_put_right(registrar: Membership, matter: Matter) -> None:
    referral = asked(registrar, matter)
    seen = as_seen(referral)
    actions.answer_referral(
        registrar,
        referral,
        stance=Stance.SUPPORTS_IF,
        condition="om medel tillförs",
        answered_on=D(2022, 4, 20),
        seen=seen,
    )
    with pytest.raises(ValidationError, match="Någon annan har ändrat svaret"):
        actions.answer_referral(registrar, referral, stance=Stance.OPPOSES, answered_on=D(2022, 4, 20), seen=seen)
    referral.refresh_from_db()
    assert (referral.stance, referral.condition) == (Stance.SUPPORTS_IF, "om medel tillförs")
    actions.answer_referral(registrar, referral, stance=Stance.OPPOSES, answered_on=D(2022, 4, 20))
    assert history(matter)[0].detail["before"] == Stance.SUPPORTS_IF
    matter.refresh_from_db()
    assert matter.listed["stances"] == ["opposes"]


def test_a_day_has_one_reminder_and_an_answer_none(registrar: Membership, matter: Matter) -> None:
    referral = asked(registrar, matter)
    for on in (D(2022, 5, 2), D(2022, 5, 2), D(2022, 5, 20)):
        actions.remind(registrar, referral, on=on)
    assert [one.on for one in referral.reminders.all()] == [D(2022, 5, 2), D(2022, 5, 20)]
    assert len([entry for entry in history(matter) if entry.act == "matters.remind"]) == 2
    for on, sentence in ((D(2022, 2, 28), "inte skickad då"), (D(2022, 6, 2), "har inte varit än")):
        with pytest.raises(ValidationError, match=sentence):
            actions.remind(registrar, referral, on=on)
    actions.answer_referral(registrar, referral, stance=Stance.NONE, answered_on=D(2022, 5, 25))
    with pytest.raises(ValidationError, match="har redan svarat"):
        actions.remind(registrar, referral, on=D(2022, 5, 26))


def test_more_time_and_taking_back(registrar: Membership, matter: Matter) -> None:
    referral = asked(registrar, matter)
    assert actions.set_referral_due(registrar, referral, due_on=D(2022, 8, 1)).due_on == D(2022, 8, 1)
    with pytest.raises(ValidationError, match="före dagen då remissen skickades"):
        actions.set_referral_due(registrar, referral, due_on=D(2022, 2, 1))
    with pytest.raises(ValidationError, match="Skriv varför"):
        actions.withdraw_referral(registrar, referral, reason=" ")
    actions.withdraw_referral(registrar, referral, reason="Fel nämnd")
    assert not matter.referrals.exists()
    assert history(matter)[0].detail == {"body": "Socialnämnden", "sent": "2022-03-01", "reason": "Fel nämnd"}
    with pytest.raises(ValidationError, match="finns inte längre"):
        actions.remind(registrar, referral, on=D(2022, 5, 2))
    answered = asked(registrar, matter, "Kulturnämnden")
    actions.answer_referral(registrar, answered, stance=Stance.NONE, answered_on=D(2022, 5, 1))
    with pytest.raises(ValidationError, match="kan inte återtas"):
        actions.withdraw_referral(registrar, answered, reason="Fel nämnd")


def test_which_are_awaited(registrar: Membership, matter: Matter, vallentuna: Municipality) -> None:
    asked(registrar, matter, "Socialnämnden", due_on=D(2022, 5, 1))
    asked(registrar, matter, "Kulturnämnden", due_on=D(2022, 6, 10))
    asked(registrar, matter, "Tekniska nämnden", due_on=D(2022, 9, 1))
    done = asked(registrar, matter, "Barnnämnden", due_on=D(2022, 4, 1))
    actions.answer_referral(registrar, done, stance=Stance.SUPPORTS, answered_on=D(2022, 5, 1))
    secret = actions.register(registrar, kind=MatterKind.OWN, title="Eget", access=Access.CONFIDENTIAL)
    asked(registrar, secret, "Miljönämnden", due_on=D(2022, 5, 5))

    def names() -> list[tuple[str, str]]:
        return [(one.referral.asked, one.state) for one in awaited("0580", TODAY)]

    assert names() == [("Socialnämnden", "late"), ("Miljönämnden", "late"), ("Kulturnämnden", "soon")]
    enter("0580", clearance=Access.INTERNAL)
    assert names() == [("Socialnämnden", "late"), ("Kulturnämnden", "soon")]
    step = Event.objects.create(
        municipality_id="0580", matter=matter, kind=EventKind.WITHDRAWN, on=D(2022, 5, 20), note="Motionären"
    )
    assert names() == []
    Event.objects.filter(pk=step.pk).update(struck=True, struck_reason="Fel ärende")
    assert len(names()) == 2
    enter(vallentuna.code)
    assert names() == []


# --- pages ----------------------------------------------------------------------------------------------------------


def said_by(browser: Client, address: str) -> str:
    return browser.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def posted(**changes: object) -> dict[str, object]:
    return {
        "bodies": [],
        "others": "",
        "new_bodies": "",
        "new_organisations": "",
        "role": "statement",
        "sent_on": "2022-03-01",
        "due_on": "2022-05-01",
    } | changes


def test_five_are_asked_at_once(registrar: Membership, matter: Matter, browser_of: BrowserOf) -> None:
    known = [str(body_named(registrar, name).pk) for name in ("Socialnämnden", "Kulturnämnden")]
    organisation_named(registrar, "Kvinnojouren Ellinor")
    address = f"/arenden/{matter.pk}/remisser/"
    answer = browser_of(registrar).post(
        address,
        posted(
            bodies=known,
            others="kvinnojouren ellinor\n\nSOCIALNÄMNDEN\n",
            new_bodies="Krisberedningen",
            new_organisations="Polisen region öst",
        ),
    )
    assert answer["Location"] == address
    assert sorted(one.asked for one in matter.referrals.all()) == [
        "Krisberedningen",
        "Kulturnämnden",
        "Kvinnojouren Ellinor",
        "Polisen region öst",
        "Socialnämnden",
    ]
    assert {one.due_on for one in matter.referrals.all()} == {D(2022, 5, 1)}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"others": "Socialnamnden"}, "”Socialnamnden” finns inte. Menas ”Socialnämnden”?"),
        ({"others": "Hittepånämnden"}, "”Hittepånämnden” finns inte; lägg till den under Nya organ"),
        ({}, "Välj minst en som ska svara"),
        ({"others": "Socialnämnden", "sent_on": "2022-01-01"}, "kan inte vara äldre än ärendet"),
        ({"others": "Socialnämnden", "sent_on": "1 mars"}, "Den dagen finns inte"),
        ({"others": "Socialnämnden", "due_on": "2022-02-01"}, "före dagen då remissen skickades"),
        ({"others": "Socialnämnden\nKulturnämnden", "due_on": "2022-04-01"}, "Kulturnämnden har redan remissen"),
        ({"bodies": ["00000000-0000-4000-8000-000000000000"]}, "Välj ett giltigt alternativ"),
    ],
)
def test_an_impossible_referral_is_refused_and_nothing_is_lost(
    registrar: Membership, matter: Matter, browser_of: BrowserOf, changes: dict[str, object], sentence: str
) -> None:
    body_named(registrar, "Socialnämnden")
    asked(registrar, matter, "Kulturnämnden")
    answer = browser_of(registrar).post(
        f"/arenden/{matter.pk}/remisser/", posted(new_organisations="Polisen i öst" if changes else "", **changes)
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in said.replace("\N{NO-BREAK SPACE}", " ")
    assert str(changes.get("others", "")) in said
    assert 'id="error-summary"' in said
    # the one that was there before, alone: neither half of the list nor a new organisation
    assert [one.asked for one in matter.referrals.all()] == ["Kulturnämnden"]
    assert not Organisation.objects.exists()
    assert Body.objects.count() == 2


def test_all_answers_side_by_side(registrar: Membership, matter: Matter, browser_of: BrowserOf) -> None:
    one, two = asked(registrar, matter), asked(registrar, matter, "Kulturnämnden")
    asked(registrar, matter, "Tekniska nämnden", due_on=D(2022, 6, 5))
    actions.answer_referral(
        registrar,
        one,
        stance=Stance.SUPPORTS_IF,
        condition="om medel tillförs i budget",
        text="Kartläggningen behövs.",
        answered_on=D(2022, 4, 20),
    )
    actions.remind(registrar, two, on=D(2022, 5, 3))
    browser = browser_of(registrar)
    said = said_by(browser, f"/arenden/{matter.pk}/remisser/")
    order = [
        "1 av 3 har svarat: 1 tillstyrker under förutsättning. 1 svar är försenat.",
        "Socialnämnden",
        "om medel tillförs i budget",
        "Kartläggningen behövs.",
        "Kulturnämnden",
        "försenat, skulle ha kommit 1 maj 2022",
        "3 maj 2022",
        "Tekniska nämnden",
        "ska komma senast 5 juni 2022",
    ]
    at = said.index("<main")
    for words in order:
        at = said.find(words, at)
        assert at >= 0, words
    assert "1 av 3 har svarat" in said_by(browser, matter.get_absolute_url())


def test_the_acts_on_a_referral(registrar: Membership, matter: Matter, browser_of: BrowserOf) -> None:
    referral, browser = asked(registrar, matter), browser_of(registrar)
    address = f"/arenden/remiss/{referral.pk}/"
    assert browser.post(address, {"act": "paminnelse", "paminnelse-on": "2022-05-02"}).status_code == 302
    assert browser.post(address, {"act": "frist", "frist-due_on": "2022-07-01"}).status_code == 302
    answer = {"act": "svar", "svar-stance": "supports_if", "svar-answered_on": "2022-05-20", "svar-text": "Ja, om."}
    refused = browser.post(address, answer)
    assert refused.status_code == 422
    assert "Skriv under vilken förutsättning" in refused.content.decode()
    assert "Ja, om." in refused.content.decode()
    assert browser.post(address, answer | {"svar-condition": "om medel finns"}).status_code == 302
    referral.refresh_from_db()
    assert (referral.stance, referral.due_on) == (Stance.SUPPORTS_IF, D(2022, 7, 1))
    assert browser.post(address, {"act": "aterta", "aterta-reason": "Fel"}).status_code == 422
    assert browser.post(address, {"act": "hittepå"}).status_code == 422


def test_what_was_typed_is_kept_when_another_was_quicker(
    registrar: Membership, matter: Matter, browser_of: BrowserOf
) -> None:
    referral, browser = asked(registrar, matter), browser_of(registrar)
    address, seen = f"/arenden/remiss/{referral.pk}/", as_seen(referral)
    actions.answer_referral(registrar, referral, stance=Stance.OPPOSES, text="Först", answered_on=D(2022, 5, 1))
    mine = {"act": "svar", "svar-stance": "supports", "svar-text": "Sedan", "svar-answered_on": "2022-05-02"}
    refused = browser.post(address, mine | {"svar-seen": seen})
    said = refused.content.decode()
    assert refused.status_code == 422
    assert "Någon annan har ändrat svaret" in said
    assert "Sedan" in said
    assert "Först" in said
    referral.refresh_from_db()
    assert f'value="{as_seen(referral)}"' in said
    assert browser.post(address, mine | {"svar-seen": as_seen(referral)}).status_code == 302


def test_a_reader_sees_the_answers_and_is_offered_no_act(
    registrar: Membership, elected: Membership, matter: Matter, browser_of: BrowserOf
) -> None:
    referral = asked(registrar, matter)
    browser = browser_of(elected)
    said = said_by(browser, f"/arenden/{matter.pk}/remisser/")
    assert "Socialnämnden" in said
    assert "Skicka på remiss" not in said
    assert browser.post(f"/arenden/{matter.pk}/remisser/", posted(others="Socialnämnden")).status_code == 403
    assert browser.get(f"/arenden/remiss/{referral.pk}/").status_code == 403
