"""Units, whom to ask there, handing over, and a unit that is no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samfrid.audit.queries import history
from samfrid.commitments import actions
from samfrid.commitments.models import Commitment, Execution, Handover
from samfrid.municipalities.actions import add_contact, change_contact, end_contact, organisation_named, unit_named
from samfrid.municipalities.models import Access, Contact, Membership, Municipality, Role
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
TODAY = D(2026, 11, 22)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


def test_a_contact_is_kept_changed_and_ended(registrar: Membership) -> None:
    unit, shelter = unit_named(registrar, "Socialförvaltningen"), organisation_named(registrar, "Kvinnojouren")
    head = add_contact(registrar, unit=unit, name=" Anna  Berg ", function="chef", email="anna@x.se", is_head=True)
    assert str(head) == "Anna Berg, chef"
    outside = add_contact(registrar, organisation=shelter, name="Jouren")
    refused: list[tuple[dict[str, Any], str]] = [
        ({"unit": unit, "name": " "}, "Skriv vem"),
        ({"unit": unit, "name": "B", "email": "inte en adress"}, "går inte att skicka till"),
        ({"unit": unit, "name": "B", "is_head": True}, "Anna Berg står redan som chef"),
        ({"organisation": shelter, "name": "B", "is_head": True}, "Bara en enhet"),
        ({"name": "B"}, "hör till en enhet"),
        ({"unit": unit, "organisation": shelter, "name": "B"}, "hör till en enhet"),
    ]
    for told, sentence in refused:
        with pytest.raises(ValidationError, match=sentence):
            add_contact(registrar, **told)
    assert Contact.objects.count() == 2
    assert change_contact(registrar, head, name="Anna Berg", is_head=True, phone="013-1").phone == "013-1"
    end_contact(registrar, outside, TODAY)
    with pytest.raises(ValidationError, match="borttagen"):
        change_contact(registrar, outside, name="X")
    detail = history(head)[0].detail
    assert "anna@x.se" not in str(detail), "the trail holds no addresses"


def test_the_contact_stays_with_her_unit(coordinator: Membership) -> None:
    one, other = unit_named(coordinator, "Socialförvaltningen"), unit_named(coordinator, "Skolförvaltningen")
    contact = add_contact(coordinator, unit=one, name="Anna Berg")
    made = actions.commit(coordinator, text="X", responsible=one)
    assert actions.set_contact(coordinator, made, contact).contact == contact
    assert actions.assign(coordinator, made, other).contact is None
    end_contact(coordinator, contact, TODAY)
    contact.refresh_from_db()
    with pytest.raises(ValidationError, match="inte längre"):
        actions.set_contact(coordinator, made, contact)


def test_handed_over_until_somebody_takes_it(coordinator: Membership) -> None:
    one, other = unit_named(coordinator, "Socialförvaltningen"), unit_named(coordinator, "Skolförvaltningen")
    made = actions.commit(coordinator, text="X", responsible=one)
    told: dict[str, Any] = {"to": other, "reason": "Ny organisation", "on": TODAY}
    for wrong, sentence in (
        ({"reason": " "}, "Skriv varför"),
        ({"on": D(2027, 1, 1)}, "inte varit"),
        ({"to": one}, "samma"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            actions.hand_over(coordinator, made, **told | wrong)
    actions.hand_over(coordinator, made, **told)
    made.refresh_from_db()
    assert (made.responsible, made.handovers.get().taken_on) == (other, None)
    actions.take(coordinator, made, unit=other)
    assert made.handovers.get().taken_on == TODAY
    actions.hand_over(coordinator, made, **told | {"to": None})
    actions.hand_over(coordinator, made, **told | {"to": one})
    assert made.handovers.filter(taken_on__isnull=True).count() == 1
    actions.assign(coordinator, made, one)
    assert not made.handovers.filter(taken_on__isnull=True).exists()


def _filled(actor: Membership, name: str, number: int) -> Any:
    unit = unit_named(actor, name)
    contact = add_contact(actor, unit=unit, name=f"Chefen {name}", is_head=True)
    for n in range(number):
        access = (Access.PUBLIC, Access.INTERNAL, Access.CONFIDENTIAL)[n % 3]
        actions.commit(actor, text=f"Åtagande {n}", responsible=unit, contact=contact, access=access)
    return unit


def test_a_unit_with_forty_commitments_is_abolished(linkoping: Municipality, coordinator: Membership) -> None:
    unit = _filled(coordinator, "Omsorgsförvaltningen", 40)
    done = actions.commit(coordinator, text="Klart", responsible=unit, execution=Execution.DONE, said_on=D(2026, 1, 1))
    other = unit_named(coordinator, "Socialförvaltningen")
    officer = member(linkoping, Role.OFFICER)
    with pytest.raises(PermissionDenied):
        actions.abolish_unit(officer, unit, on=TODAY, reason="x")
    # the administrator reads only what is public, and still leaves nothing behind
    administrator = member(linkoping, Role.ADMINISTRATOR)
    assert actions.abolish_unit(administrator, unit, on=TODAY, reason="Omorganisation", to=other) == 40
    waiting = Commitment.objects.exclude(pk=done.pk)
    assert not waiting.exclude(responsible=other).exists()
    assert not waiting.filter(contact__isnull=False).exists()
    assert Handover.objects.filter(taken_on__isnull=True, from_unit=unit, to_unit=other).count() == 40
    done.refresh_from_db()
    assert done.responsible == unit, "what is done stays with who did it"
    assert not Contact.objects.filter(unit=unit, ended_on__isnull=True).exists()
    for act in (
        lambda: actions.abolish_unit(coordinator, unit, on=TODAY, reason="x"),
        lambda: actions.assign(coordinator, waiting[0], unit),
        lambda: actions.hand_over(coordinator, waiting[0], to=unit, reason="x", on=TODAY),
    ):
        with pytest.raises(ValidationError, match="avveckla"):
            act()
    # a document that still names it gives nobody the responsibility, and it shows
    late = actions.commit(coordinator, text="Ur ett gammalt beslut", responsible=unit)
    assert (late.responsible, late.handovers.get().from_unit) == (None, unit)


def test_abolishing_asks_as_much_whatever_the_size(coordinator: Membership) -> None:
    counts = []
    for number in (3, 30):
        unit = _filled(coordinator, f"Enhet {number}", number)
        with CaptureQueriesContext(connection) as asked:
            actions.abolish_unit(coordinator, unit, on=TODAY, reason="Omorganisation")
        trail = sum("INSERT INTO audit_entry" in one["sql"] for one in asked)
        counts.append(len(asked) - trail)
    assert counts[0] == counts[1]


def test_the_page_of_units(coordinator: Membership, elected: Membership, browser_of: BrowserOf) -> None:
    unit = _filled(coordinator, "Omsorgsförvaltningen", 2)
    shelter = organisation_named(coordinator, "Kvinnojouren Exempel")
    browser = browser_of(coordinator)
    address = reverse("units:new_contact_outside", args=[shelter.pk])
    assert browser.post(address, {"name": "Eva Ek", "email": "x"}).status_code == 422
    assert browser.post(address, {"name": "Eva Ek", "email": "eva@jouren.se"}).status_code == 302
    said = browser.get(reverse("units:list")).content.decode()
    for words in (
        "Omsorgsförvaltningen",
        "Chefen Omsorgsförvaltningen",
        "2 åtaganden som inte",
        "Eva Ek",
        "eva@jouren.se",
    ):
        assert words in said
    contact = Contact.objects.get(name="Eva Ek")
    browser.post(reverse("units:contact", args=[contact.pk]), {"name": "Eva Ekman", "email": ""})
    contact.refresh_from_db()
    assert (contact.name, contact.email) == ("Eva Ekman", "")
    assert browser.post(reverse("units:end_contact", args=[contact.pk])).status_code == 302
    assert "Eva Ekman" not in browser.get(reverse("units:list")).content.decode().split("<main")[1].split("notice")[-1]
    address = reverse("units:abolish", args=[unit.pk])
    assert "2 åtaganden" in browser.get(address).content.decode()
    assert browser.post(address, {"on": "2026-11-22", "reason": ""}).status_code == 422
    assert browser.post(address, {"on": "2026-11-22", "reason": "KF § 44", "to": ""}).status_code == 302
    listed = browser.get("/ataganden/?visa=overlamnade").content.decode()
    assert "Åtagande 0" in listed
    assert "ingen har tagit över än" in listed
    one = Commitment.objects.get(text="Åtagande 0")
    said = browser.get(one.get_absolute_url()).content.decode()
    assert "KF § 44" in said
    assert f'<option value="{unit.pk}"' not in said, "it is no choice any more"
    reader = browser_of(elected)
    assert "Ny kontakt" not in reader.get(reverse("units:list")).content.decode()
    assert reader.post(address, {"on": "2026-11-22", "reason": "x"}).status_code == 403
