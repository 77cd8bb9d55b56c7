"""The page of keys: a key is shown once, is one's own, and can be ended by its owner or by an administrator."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from samfrid.audit.models import Entry
from samfrid.municipalities.models import Membership, Role
from samfrid.municipalities.tenancy import enter
from samfrid.openness.models import ApiToken
from tests.conftest import member
from tests.openness.conftest import ProgramOf

BrowserOf = Callable[[Membership], Client]
PAGE = "/installningar/api/"


def test_a_key_is_made_shown_once_used_and_revoked(registrar: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(registrar)
    page = browser.post(PAGE, {"name": "Webbplatsen", "expires_on": "2027-05-01"}, follow=True).content.decode()
    secret = re.search(r"samfrid_[\w-]{43}", page)
    assert secret
    assert secret[0] not in browser.get(PAGE).content.decode()
    headers = {"authorization": f"Bearer {secret[0]}"}
    assert Client().get("/api/v1/0580/matters", headers=headers).status_code == 200
    enter("0580")
    key = ApiToken.objects.get().pk
    page = browser.post(f"{PAGE}{key}/aterkalla/", follow=True).content.decode()
    assert "är återkallad" in page
    assert Client().get("/api/v1/0580/matters", headers=headers).status_code == 401
    enter("0580")
    acts = list(Entry.objects.filter(act__startswith="openness.").order_by("number").values_list("act", flat=True))
    assert acts == ["openness.make_key", "openness.revoke_key"]
    assert secret[0] not in str(list(Entry.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize(
    ("name", "expires_on"),
    [("", "2027-05-01"), ("Webbplatsen", "2026-11-21"), ("Webbplatsen", "2028-01-01"), ("Webbplatsen", "aldrig")],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    name: str, expires_on: str, registrar: Membership, browser_of: BrowserOf
) -> None:
    response = browser_of(registrar).post(PAGE, {"name": name, "expires_on": expires_on})
    assert response.status_code == 422
    assert name in response.content.decode()
    enter("0580")
    assert not ApiToken.objects.exists()


def test_whose_keys_one_sees_and_ends(
    registrar: Membership, elected: Membership, program_of: ProgramOf, browser_of: BrowserOf
) -> None:
    program_of(registrar)
    enter("0580")
    address = f"{PAGE}{ApiToken.objects.get().pk}/aterkalla/"
    stranger = browser_of(elected)
    assert "Diariet i provdrift" not in stranger.get(PAGE).content.decode()
    assert stranger.post(address).status_code == 403
    administrator = browser_of(member(registrar.municipality, Role.ADMINISTRATOR))
    assert "Diariet i provdrift" in administrator.get(PAGE).content.decode()
    assert administrator.post(address).status_code == 302


def test_what_the_api_can_is_told_to_anybody(db: None) -> None:
    page = Client().get("/api/").content.decode()
    assert "/api/v1/{code}/matters/{key}/decisions" in page
    assert "Record a recommendation, a proposal or a decision" in page
