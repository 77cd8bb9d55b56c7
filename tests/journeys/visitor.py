"""Somebody at a browser: what a journey does and what it looks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

from tests.journeys.axe import violations

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
#: how long a page may take to show what is waited for, in milliseconds; a busy machine reads slowly
PATIENCE = 20_000


@dataclass
class Visitor:
    """A browser window of somebody who visits one installation."""

    page: Page
    home: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    #: addresses whose refusal (404, 403) the journey is about
    refusals_expected: bool = False

    def __post_init__(self) -> None:
        expect.set_options(timeout=PATIENCE)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.context.on("request", self._note)
        self.page.set_default_timeout(PATIENCE)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        if "status of 422" in message.text:
            # a form that was refused with its errors: an answer like any other, which the browser counts as a failure
            return
        if self.refusals_expected and message.text.startswith("Failed to load resource"):
            return
        self.said.append(message.text)

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)

    def open(self, path: str) -> None:
        """Go to an address of the product."""
        self.page.goto(self.home + path)

    @property
    def path(self) -> str:
        """The address now, from the first slash."""
        return self.page.url.removeprefix(self.home)

    def log_in(self, email: str, password: str) -> None:
        """Log in by the form; whether it went well is for the journey to say."""
        if "/konto/login/" not in self.page.url:
            self.open("/konto/login/")
        self.page.get_by_label("E-post").fill(email)
        self.page.get_by_label("Lösenord").fill(password)
        self.press("Logga in")

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press the button with just that name."""
        (within or self.page.locator("main")).get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str, within: Locator | None = None) -> None:
        """Follow the link with just that name."""
        (within or self.page.locator("main")).get_by_role("link", name=name, exact=True).click()

    def heading(self, words: str) -> None:
        """The page's one main heading says this."""
        expect(self.page.locator("h1")).to_have_text(words)

    def sees(self, words: str) -> None:
        """These words stand in the main part of the page, to be seen."""
        expect(self.page.locator("main").get_by_text(words).first).to_be_visible()

    def sound(self) -> None:
        """No violation on a wide screen in light, and nothing wider than the window at 320 px: the quick check."""
        wrong = violations(self.page)
        self.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        if not self.page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"):
            wrong.append(f"wider than the window: {self._too_wide()}")
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        assert wrong == [], f"{self.path}: " + "\n".join(wrong)

    def accessible(self) -> None:
        """No violation, wide in light and at 320 px in dark, and nothing wider than the window at either size.

        Colours do not depend on the size, nor places on the colours: so each is looked at once, not each with each.
        """
        wrong: list[str] = []
        for scheme, size in (("light", WIDE), ("dark", NARROW)):
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            how = f"{self.path} {scheme} {size['width']} px"
            wrong += [f"{how}: {one}" for one in violations(self.page)]
            if not self.page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"):
                wrong.append(f"{how}: wider than the window: {self._too_wide()}")
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        assert wrong == [], "\n".join(wrong)

    def _too_wide(self) -> list[str]:
        script = """() => [...document.querySelectorAll("body *")]
            .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
            .map((one) => one.outerHTML.slice(0, 120)).slice(0, 5)"""
        found: list[str] = self.page.evaluate(script)
        return found

    def foreign_requests(self) -> list[str]:
        """What was asked of any other place than the product."""
        own = urlsplit(self.home).netloc
        return [
            one for one in self.asked if urlsplit(one).scheme not in ("data", "blob") and urlsplit(one).netloc != own
        ]
