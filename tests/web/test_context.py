"""The frame of the pages: what the menu marks, which choices are chosen, what a strange cookie does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils.translation import override

from samfrid.web import context
from samfrid.web.context import APPEARANCE_COOKIE, Shell
from samfrid.web.views import health


class SomeRooms:
    """Addresses of an installation with two of the rooms."""

    urlpatterns = [path("", health, name="today"), path("arenden/", health, name="list")]


@pytest.fixture
def two_rooms(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    menu = (("Idag", "today", "today"), ("Ärenden", "list", "matter"), ("Planer", "plans:list", "plan"))
    monkeypatch.setattr(context, "MENU", menu)
    with override_settings(ROOT_URLCONF=SomeRooms):
        yield


def shell_at(address: str, **cookies: str) -> Shell:
    request = RequestFactory().get(address)
    request.COOKIES.update(cookies)
    return Shell(request)


@pytest.mark.usefixtures("two_rooms")
def test_a_room_that_is_not_installed_is_not_in_the_menu() -> None:
    assert [item.label for item in shell_at("/").frame.menu] == ["Idag", "Ärenden"]


@pytest.mark.usefixtures("two_rooms")
def test_the_menu_marks_this_page_and_the_section_that_it_is_in() -> None:
    current = {item.label: item.current for item in shell_at("/arenden/").frame.menu}
    assert current["Ärenden"] == "page"
    current = {item.label: item.current for item in shell_at("/arenden/123/").frame.menu}
    assert current == {"Idag": "", "Ärenden": "true"}


def test_the_appearance_is_what_was_chosen_last() -> None:
    shell = shell_at("/", **{APPEARANCE_COOKIE: "dark"})
    assert shell.appearance == "dark"
    assert [choice.value for choice in shell.frame.appearances if choice.chosen] == ["dark"]


def test_a_cookie_that_says_something_else_is_not_written_into_the_page() -> None:
    assert shell_at("/", **{APPEARANCE_COOKIE: '"><script>'}).appearance == "auto"


def test_each_language_is_named_in_itself_and_the_one_in_use_is_marked() -> None:
    with override("en"):
        assert [(one.label, one.chosen) for one in shell_at("/").frame.languages] == [
            ("Svenska", False),
            ("English", True),
        ]


def test_a_choice_brings_the_reader_back_to_the_same_filtered_page() -> None:
    assert shell_at("/arenden/?lage=forsenad").here == "/arenden/?lage=forsenad"
