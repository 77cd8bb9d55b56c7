"""The frame is drawn once for many: what belongs to one person or one request must never come to another."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.web import context
from tests.conftest import member

LISTING = "/arenden/"
MATTERS = {"who": "menu__who", "place": "brand__place"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    context._drawn.cache_clear()
    yield
    context._drawn.cache_clear()


def client_of(membership: Membership, **settings: bool) -> Client:
    client = Client(**settings)  # type: ignore[arg-type]
    client.force_login(membership.user)
    return client


def page(client: Client, address: str = LISTING) -> str:
    return client.get(address).content.decode()


def named(html: str) -> dict[str, str]:
    return {what: re.findall(rf'class="{mark}">([^<]*)<', html)[0] for what, mark in MATTERS.items()}


def test_each_sees_her_own_name_and_municipality(linkoping: Municipality, vallentuna: Municipality) -> None:
    one, other = member(linkoping, Role.ELECTED, "Ada Ek"), member(vallentuna, Role.ELECTED, "Bo Al")
    for membership, who, place in ((one, "Ada Ek", "Linköping"), (other, "Bo Al", "Vallentuna")) * 2:
        html = page(client_of(membership))
        assert named(html) == {"who": who, "place": place}
        assert f"<br>Förtroendevald, {place}" in html
    assert context._drawn.cache_info().hits >= 6


def test_a_name_is_written_out_and_does_nothing(linkoping: Municipality) -> None:
    name = '<script>alert(1)</script> & "\ue000token\ue001'
    html = page(client_of(member(linkoping, Role.ELECTED, name)))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;\ue000token\ue001" in html


def test_the_way_back_is_this_request_s_own(coordinator: Membership) -> None:
    client = client_of(coordinator)
    for query in ('?sok="><b>', "?typ=motion&visa=obesvarade"):
        html = page(client, f"{LISTING}{query}")
        backs = set(re.findall(r'name="next" value="([^"]*)"', html))
        assert len(backs) == 1
        assert "<b>" not in backs.pop()
    assert 'value="/arenden/?typ=motion&amp;visa=obesvarade"' in html


def test_the_tokens_of_a_page_are_the_reader_s_own_and_let_her_post(
    coordinator: Membership, registrar: Membership
) -> None:
    one, other = (client_of(membership, enforce_csrf_checks=True) for membership in (coordinator, registrar))
    page(one)
    page(other)
    token = TOKEN.findall(page(one))[0]
    assert one.post("/installningar/utseende/", {"csrfmiddlewaretoken": token, "appearance": "dark"}).status_code == 302
    posted = {"csrfmiddlewaretoken": token, "appearance": "dark"}
    assert other.post("/installningar/utseende/", posted).status_code == 403
    header = re.findall(r'"X-CSRFToken": "(\w+)"', page(one))[0]
    assert one.post("/installningar/utseende/", {}, headers={"x-csrftoken": header}).status_code == 302


@pytest.mark.parametrize(
    ("role", "has", "lacks"),
    [
        (Role.ADMINISTRATOR, ["/installningar/anvandare/", "/installningar/handelser/"], []),
        (Role.COORDINATOR, ["/installningar/handelser/"], ["/installningar/anvandare/"]),
        (Role.ELECTED, [], ["/installningar/handelser/", "/installningar/anvandare/"]),
    ],
)
def test_the_menu_has_what_the_role_may(linkoping: Municipality, role: Role, has: list[str], lacks: list[str]) -> None:
    page(client_of(member(linkoping, Role.ADMINISTRATOR)))
    html = page(client_of(member(linkoping, role)))
    assert [one for one in has if f'href="{one}"' not in html] == []
    assert [one for one in lacks if f'href="{one}"' in html] == []


def test_language_appearance_and_section_are_told_apart(coordinator: Membership, vallentuna: Municipality) -> None:
    client = client_of(coordinator)
    swedish = page(client)
    client.post("/installningar/utseende/", {"appearance": "dark"})
    client.post("/installningar/sprak/", {"language": "en"})
    english = page(client)
    assert "Huvudmeny" in swedish
    assert "Huvudmeny" not in english
    assert 'data-color-scheme="dark"' in english
    assert 'value="dark"\n                aria-pressed="true"' in english
    assert 'href="/arenden/" aria-current="page"' in page(client)
    assert 'href="/arenden/" aria-current="true"' in page(client, "/arenden/nytt/")
    assert "Vallentuna" not in english
    enter(vallentuna.code, str(coordinator.user_id))
    Membership.objects.create(municipality=vallentuna, user=coordinator.user, role=Role.ELECTED)
    assert 'value="0115">Vallentuna</button>' in page(client)


def test_who_is_not_logged_in_sees_no_name(coordinator: Membership) -> None:
    page(client_of(coordinator))
    html = page(Client(), "/konto/login/")
    assert coordinator.user.name not in html
    assert "menu__who" not in html
    assert 'id="appearance-foot"' in html
    assert "\ue000" not in html
