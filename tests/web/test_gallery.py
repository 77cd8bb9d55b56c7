"""The gallery in a real browser: every component, with axe, light and dark, wide and narrow, and by keyboard."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path
from playwright.sync_api import Browser, Page, sync_playwright

from samfrid.web.gallery import gallery
from samfrid.web.urls import urlpatterns as real
from tests.journeys.axe import violations

pytestmark = pytest.mark.journey

ADDRESS = "/utveckling/galleri/"
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

urlpatterns = [path(ADDRESS.lstrip("/"), gallery, name="gallery"), *real]


def role(code: str, municipality: str) -> SimpleNamespace:
    return SimpleNamespace(municipality_code=code, municipality=SimpleNamespace(name=municipality), role="")


class SampleUser:
    """Stands in for log-in and tenancy: the gallery touches no database, but shows the frame of somebody logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = AnonymousUser()
        if "utloggad" not in request.GET:
            request.user = SimpleNamespace(is_authenticated=True, name="Anna-Karin Österlund")  # type: ignore[assignment]
            place = role("9", "Sälgmyra kommun")
            other = role("8", "Nedre Åviks kommun")
            request.actor, request.memberships = place, [place, other]  # type: ignore[attr-defined]
        return self.get_response(request)


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of the pages alone, without database, on a port of its own."""
    from django.conf import settings
    from django.test import override_settings

    names = ("SessionMiddleware", "LocaleMiddleware", "CSPMiddleware", "MessageMiddleware", "CsrfViewMiddleware")
    kept = [name for name in settings.MIDDLEWARE if name.endswith(names)]
    kept.insert(1, f"{__name__}.SampleUser")
    changed = {
        "MIDDLEWARE": [*kept, "allauth.account.middleware.AccountMiddleware"],
        "ROOT_URLCONF": __name__,
        "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
    }
    with override_settings(**changed):
        server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{ADDRESS}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(params=[(scheme, width) for scheme in ("light", "dark") for width in (1280, 320)], ids=str)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in one appearance and width; what the content security policy refuses fails the test."""
    scheme, width = request.param
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, locale="sv-SE", reduced_motion="reduce"
    )
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert refused == []


def test_what_is_wrong_is_found(page: Page) -> None:
    page.set_content("<html lang=sv><title>Prov</title><main><h1>Prov</h1><img src=x><input></main></html>")
    assert sorted(one.split(":")[0] for one in violations(page)) == ["image-alt", "label"]
    page.set_content("<html lang=sv><title>Prov</title><main><h1>Prov</h1></main></html>")
    assert violations(page) == []


def test_every_component_is_accessible(page: Page, address: str) -> None:
    page.goto(address)
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('.source').forEach((source) => { source.open = true; })")
    page.locator("#drop-files").set_input_files(
        {"name": "protokoll.pdf", "mimeType": "application/pdf", "buffer": b"x"}
    )
    assert page.locator(".drop__chosen li").count() == 1
    page.locator(".menu__open").click()
    assert page.get_by_role("button", name="Logga ut").is_visible()
    assert violations(page) == []


def test_nothing_is_wider_than_the_window(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_keyboard_can_skip_to_the_content_and_use_the_menus(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".brand").focus()
    page.keyboard.press("Shift+Tab")
    assert page.locator(":focus").inner_text() == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    menu = page.locator(".menu__open")
    menu.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Mörkt").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="Mörkt").is_visible()
    assert menu.evaluate("(summary) => summary === document.activeElement")


def test_an_error_summary_has_the_focus_and_leads_to_its_field(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.locator("#error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_title"


def test_who_is_not_logged_in_can_still_choose_appearance_and_language(page: Page, address: str) -> None:
    page.goto(f"{address}?utloggad")
    assert page.get_by_role("button", name="Mörkt").is_visible()
    assert page.get_by_role("button", name="English").is_visible()
    assert page.get_by_role("navigation", name="Huvudmeny").count() == 0
    assert violations(page) == []
