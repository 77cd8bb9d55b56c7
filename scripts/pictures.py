"""The README's pictures, from the running program: ``.venv/bin/python scripts/pictures.py [FOLDER]``.

Starts Samfrid with its example municipality in a folder that is thrown away, logs in as the coordinator, and takes
pictures of the first page, of the matter with the longest chain, and of a document under review with one proposal
chosen. Needs Chromium.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from tests.journeys.conftest import CHROMIUM, EXAMPLE  # noqa: E402 - the project's folder has to be known first
from tests.journeys.product import Product  # noqa: E402
from tests.journeys.visitor import Visitor  # noqa: E402

WIDTH, HEIGHT = 1280, 960


def richest_matter(visitor: Visitor) -> str:
    """The address of the matter whose page tells the most: that with the most sentences to show."""
    visitor.open("/arenden/")
    links = visitor.page.locator("#arenden a.row__title").all()
    found: dict[str, int] = {}
    for address in [link.get_attribute("href") or "" for link in links]:
        visitor.open(address)
        found[address] = visitor.page.locator(".chain details.source").count()
    return max(found, key=lambda address: found[address])


def take(page: Page, path: Path) -> None:
    """A picture of what is seen without scrolling, when fonts and pictures are there."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path)
    print(f"{path} ({path.stat().st_size // 1024} kB)")


def today(visitor: Visitor, folder: Path) -> None:
    visitor.open("/")
    take(visitor.page, folder / "today.png")


def matter(visitor: Visitor, folder: Path) -> None:
    visitor.open(richest_matter(visitor))
    # below the heading: the line of time, and the chain from what was asked
    visitor.page.evaluate("document.querySelector('h1').scrollIntoView()")
    take(visitor.page, folder / "matter.png")


def review(visitor: Visitor, folder: Path) -> None:
    visitor.open("/dokument/?lage=read")
    visitor.page.locator("#handlingar a.row__title").filter(has_text="Överenskommelse").first.click()
    # whose document it is, is asked first
    visitor.page.get_by_role("button", name=re.compile("^Den hör till ")).click()
    visitor.page.locator(".review__question").wait_for(state="detached")
    # the first proposal with its words marked in the document beside it
    visitor.page.keyboard.press("j")
    visitor.page.locator("[data-document] .is-chosen").first.wait_for(state="attached")
    visitor.page.evaluate("document.querySelector('.review').scrollIntoView()")
    take(visitor.page, folder / "review.png")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with Product(example=True) as product, sync_playwright() as playwright:
        product.start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="sv-SE", color_scheme="light", reduced_motion="reduce"
        )
        visitor = Visitor(context.new_page(), product.address)
        visitor.log_in(f"samordnare@{EXAMPLE}", product.example_password())
        visitor.heading("Idag")
        for picture in (today, matter, review):
            picture(visitor, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "docs" / "pictures")
