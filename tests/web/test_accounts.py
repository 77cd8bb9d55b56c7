"""Guessing a password: stopped by account, whatever host it is tried by, and never for a whole municipality at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from samfrid.municipalities.models import Membership
from samfrid.web import settings

LOG_IN = "/konto/login/"
PASSWORD = "ett långt lösenord"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What was counted before is nothing to these tests, nor theirs to others."""
    cache.clear()
    yield
    cache.clear()


def log_in(membership: Membership, password: str, host: str = "localhost") -> HttpResponse:
    data = {"login": membership.user.email, "password": password}
    return Client().post(LOG_IN, data, headers={"host": host})  # type: ignore[return-value]


def test_after_five_wrong_passwords_the_right_one_has_to_wait(coordinator: Membership, elected: Membership) -> None:
    for _ in range(5):
        assert log_in(coordinator, "fel").status_code == 200
    assert log_in(coordinator, PASSWORD).status_code == 200
    assert log_in(elected, PASSWORD).status_code == 302


def test_another_name_or_port_of_the_host_is_not_five_more(coordinator: Membership) -> None:
    for port in range(5):
        log_in(coordinator, "fel", f"127.0.0.1:{9000 + port}")
    assert log_in(coordinator, PASSWORD, "localhost:9999").status_code == 200


def test_a_right_password_is_not_counted(coordinator: Membership) -> None:
    assert [log_in(coordinator, PASSWORD).status_code for _ in range(8)] == [302] * 8


def test_nothing_is_limited_by_address(coordinator: Membership) -> None:
    """Behind a proxy everybody has the same: forty people at eight o'clock are no attack."""
    assert not [name for name, rate in settings.ACCOUNT_RATE_LIMITS.items() if rate and "/ip" in rate]
    assert {Client().get(LOG_IN).status_code for _ in range(40)} == {200}
    assert {log_in(coordinator, PASSWORD).status_code for _ in range(40)} == {302}


def test_failed_log_ins_are_not_driven_out_by_others() -> None:
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000
