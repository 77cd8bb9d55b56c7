"""The pages of letters: the list, one letter, printing, and the example's mailbox."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from samfrid.municipalities.models import Membership, Municipality
from samfrid.post.models import Letter
from tests.post.conftest import Room, Write

Browser = Callable[[Membership], Client]


@pytest.fixture
def client_of(coordinator: Membership, browser_of: Browser) -> Client:
    return browser_of(coordinator)


def test_the_list_costs_the_same_however_many(
    client_of: Client, letter: Write, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        letter(str(number))
    with django_assert_max_num_queries(3):
        page = client_of.get("/brev/").content.decode()
    assert page.count('class="row__title') == 50
    assert "fran=" in page


def test_without_a_server_they_wait_to_be_printed(client_of: Client, letter: Write, room: Room) -> None:
    first, _second = letter("1"), letter("2", to_name="Bo Ek")
    with override_settings(EMAIL_HOST=""):
        page = client_of.get("/brev/?visa=att-skriva-ut").content.decode()
        assert "Ingen e-postserver är inställd" in page
        assert "Skriv ut de valda, eller alla" in page
        paper = client_of.post("/brev/skriv-ut/", {"brev": [str(first.pk), "skräp"]}).content.decode()
        assert "http://localhost:8000/r/0580/1/" in paper
        assert "Bo Ek" not in paper
        paper = client_of.post("/brev/skriv-ut/").content.decode()
        assert "Bo Ek" in paper
        assert "Anna Berg" not in paper
        assert client_of.post("/brev/skriv-ut/").status_code == 302
    assert set(Letter.objects.values_list("printed_on", "next_try_at")) != {(None, None)}


def test_with_a_server_only_what_mail_does_not_reach_is_to_be_printed(client_of: Client, letter: Write) -> None:
    letter("1")
    letter("2", to_name="Bo Ek", to_address="")
    page = client_of.get("/brev/?visa=att-skriva-ut").content.decode()
    assert "Bo Ek" in page
    assert "Anna Berg" not in page


def test_reading_a_letter_makes_no_link(client_of: Client, letter: Write, room: Room) -> None:
    found = letter()
    page = client_of.get(f"/brev/{found.pk}/").content.decode()
    assert "här står en personlig länk" in page
    assert "Följ länken" not in page
    assert room.made == []
    answer = client_of.post(f"/brev/{found.pk}/oppna/")
    assert answer["Location"] == f"/brev/{found.pk}/"
    assert room.made == []


def test_the_example_is_a_mailbox(client_of: Client, letter: Write, room: Room) -> None:
    found = letter()
    Municipality.objects.update(is_example=True)
    assert "allas brevlåda" in client_of.get("/brev/").content.decode()
    assert "Följ länken som mottagaren" in client_of.get(f"/brev/{found.pk}/").content.decode()
    answer = client_of.post(f"/brev/{found.pk}/oppna/")
    assert answer["Location"] == "/r/0580/1/"
    assert answer["Referrer-Policy"] == "no-referrer"
    room.over = True
    answer = client_of.post(f"/brev/{found.pk}/oppna/", follow=True)
    assert "Länken i brevet gäller inte längre" in answer.content.decode()


def test_one_letter_as_pdf(client_of: Client, letter: Write) -> None:
    found = letter(to_name="Åsa Öberg <script>", subject="Hur går det? #[x] $y$")
    answer = client_of.post(f"/brev/{found.pk}/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert client_of.get(f"/brev/{found.pk}/pdf/").status_code == 405


def test_what_went_wrong_is_told_with_what_to_do(client_of: Client, letter: Write) -> None:
    found = letter()
    Letter.objects.update(failed="address", next_try_at=None, attempts=1)
    page = client_of.get(f"/brev/{found.pk}/").content.decode()
    assert "tog inte emot adressen" in page
    assert "Skicka igen" in page
    assert "gick inte fram" in client_of.get("/brev/?visa=gick-inte-fram").content.decode().casefold()
    client_of.post(f"/brev/{found.pk}/igen/")
    assert Letter.objects.get().failed == ""
