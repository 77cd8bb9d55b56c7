"""The administrator gives and takes roles; nobody else does, and nobody takes away her own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from samfrid.audit.models import Entry
from samfrid.municipalities.models import Membership, Municipality, Role, User
from samfrid.municipalities.tenancy import enter
from samfrid.web import trail_words
from tests.conftest import member

Browser = Callable[[Membership], Client]
PEOPLE = "/installningar/anvandare/"
TRAIL = "/installningar/handelser/"


@pytest.fixture
def administrator(linkoping: Municipality) -> Membership:
    return member(linkoping, Role.ADMINISTRATOR)


def test_gives_a_role_with_a_first_password_that_works(administrator: Membership, browser_of: Browser) -> None:
    data = {"name": "Eva Ek", "email": "eva@linkoping.example", "role": "officer"}
    page = browser_of(administrator).post(PEOPLE, data, follow=True).content.decode()
    assert "Eva Ek är nu handläggare." in page
    password = re.search(r"Första lösenordet är (\S+)\.", page)
    assert password
    assert User.objects.get(email="eva@linkoping.example").check_password(password[1])
    assert Entry.objects.filter(act="users.add").order_by("-number")[0].detail["name"] == "Eva Ek"
    assert password[1] not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_an_account_of_another_municipality_keeps_its_password(
    administrator: Membership, vallentuna: Municipality, browser_of: Browser
) -> None:
    other = member(vallentuna, Role.OFFICER)
    before = User.objects.get(pk=other.user_id).password
    enter("0580", str(administrator.user_id))
    data = {"name": "Annat namn", "email": other.user.email.upper(), "role": "elected"}
    page = browser_of(administrator).post(PEOPLE, data, follow=True).content.decode()
    assert "lösenordet" not in page
    assert User.objects.get(pk=other.user_id).password == before


@pytest.mark.parametrize(
    "data",
    [
        {"name": "", "email": "a@b.example", "role": "officer"},
        {"name": "A", "email": "inte en adress", "role": "officer"},
        {"name": "A", "email": "a@b.example", "role": "kung"},
    ],
)
def test_bad_input_is_refused_and_kept(administrator: Membership, browser_of: Browser, data: dict[str, str]) -> None:
    response = browser_of(administrator).post(PEOPLE, data)
    assert response.status_code == 422
    assert data["email"] in response.content.decode()
    assert not User.objects.filter(email="a@b.example").exists()


def test_takes_a_role_away(administrator: Membership, elected: Membership, browser_of: Browser) -> None:
    enter("0580", str(administrator.user_id))
    browser_of(administrator).post(f"{PEOPLE}{elected.pk}/ta-bort/")
    elected.refresh_from_db()
    assert elected.ended_on is not None
    assert browser_of(elected).get("/").status_code == 403


def test_cannot_take_away_her_own(administrator: Membership, browser_of: Browser) -> None:
    page = browser_of(administrator).post(f"{PEOPLE}{administrator.pk}/ta-bort/", follow=True).content.decode()
    assert "din egen roll" in page
    administrator.refresh_from_db()
    assert administrator.ended_on is None


def test_others_may_not(coordinator: Membership, browser_of: Browser) -> None:
    client = browser_of(coordinator)
    assert client.get(PEOPLE).status_code == 403
    assert client.post(PEOPLE, {"name": "A", "email": "a@b.example", "role": "officer"}).status_code == 403
    assert client.get(TRAIL).status_code == 200


def test_the_trail_is_shown_page_by_page_and_checked(administrator: Membership, browser_of: Browser) -> None:
    client = browser_of(administrator)
    for number in range(60):
        client.post(PEOPLE, {"name": f"P {number}", "email": f"p{number}@x.example", "role": "officer"})
    first = client.get(TRAIL)
    assert "Kedjan är kontrollerad och hel" in first.content.decode()
    assert len(first.context["entries"]) == 50
    rest = client.get(first.context["next_url"])
    assert len(rest.context["entries"]) >= 10
    assert client.get(TRAIL, {"fore": "x"}).status_code == 200


def test_every_act_that_the_code_records_has_words() -> None:
    source = Path(trail_words.__file__).parents[1]
    text = "\n".join(path.read_text(encoding="utf-8") for path in source.glob("*/**/*.py"))
    calls = re.findall(r"\b(?:record|_judge|_drop)\((.{0,90})", text, re.DOTALL)
    acts = {found[1] for call in calls if (found := re.search(r'"([a-z]+\.[a-z_]+)"', call))}
    assert {"documents.read", "matters.decide", "commitments.report", "users.add"} <= acts
    assert [act for act in sorted(acts) if trail_words.act(act) == act] == []


def test_a_stranger_without_a_role_sees_nothing(client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("ingen@x.example", "Ingen Roll", "x"))
    assert client.get("/").status_code == 403
