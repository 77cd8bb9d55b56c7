"""A running product, and a browser that visits it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from samfrid.reading.knowledge.municipalities import by_code
from tests.journeys.council import Council
from tests.journeys.product import PROJECT, Product
from tests.journeys.visitor import WIDE, Visitor

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = PROJECT / "build" / "journeys"
PASSWORD = "sommarregn över sjön 17"
EXAMPLE = "salgmyra.example"
#: of municipalities that no journey has been in yet
CODES = iter(sorted(by_code()))
RESULT = pytest.StashKey[bool]()
#: the day that the journeys of council matters begin on: that before a meeting of the council
COUNCIL_DAY = "2026-05-26"
COUNCIL_PEOPLE = {
    "Rut Registrator": "registrar",
    "Sam Samordnare": "coordinator",
    "Ada Administratör": "administrator",
    "Moa Motionär": "elected",
    "Olle Annan": "elected",
}


@dataclass(frozen=True)
class Place:
    """A municipality of a journey's own, with nobody else in it."""

    code: str
    email: str


@pytest.fixture(scope="package")
def product() -> Iterator[Product]:
    """The whole product with its example municipality, started once for all journeys."""
    with Product(example=True) as running:
        running.start()
        yield running


@pytest.fixture(scope="package")
def council_product() -> Iterator[tuple[Product, str]]:
    """A product whose day the journeys of council matters choose, and the municipality that they are in."""
    code = next(CODES)
    with Product(day=COUNCIL_DAY) as running:
        running.start()
        for name, role in COUNCIL_PEOPLE.items():
            running.add_user(f"{name.split()[0].lower()}@{code}.example", name, role, code, PASSWORD)
        yield running, code


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        what = "Chromium is missing: the journeys cannot be run. On Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(what)
        pytest.skip(what)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[RESULT] = False
    return report


def _keep_picture(visitor: Visitor, item: pytest.Item) -> None:
    name = re.sub(r"[^\w-]+", "-", item.name)
    PICTURES.mkdir(parents=True, exist_ok=True)
    visitor.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    (PICTURES / f"{name}.html").write_text(f"<!-- {visitor.page.url} -->\n{visitor.page.content()}", encoding="utf-8")


@contextmanager
def _visits(browser: Browser, address: str, item: pytest.Item) -> Iterator[Callable[..., Visitor]]:
    visitors: list[Visitor] = []

    def begin(**options: object) -> Visitor:
        whole = {"locale": "sv-SE", "viewport": WIDE, "reduced_motion": "reduce", "color_scheme": "light"} | options
        context = browser.new_context(**whole)  # type: ignore[arg-type]
        visitors.append(Visitor(context.new_page(), address))
        return visitors[-1]

    yield begin
    if not item.stash.get(RESULT, True):
        for one in visitors:
            _keep_picture(one, item)
    for one in visitors:
        one.page.context.close()
    assert [one.foreign_requests() for one in visitors] == [[] for _ in visitors]
    assert [one.said for one in visitors] == [[] for _ in visitors]


@pytest.fixture
def visit(browser: Browser, product: Product, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """``visit(**options)``: a window of somebody new, with nothing kept from before.

    Afterwards: nothing was asked of any other place (T14), no script failed, the content security policy refused
    nothing. Of a journey that fails there is a picture in ``build/journeys``.
    """
    with _visits(browser, product.address, request.node) as begin:
        yield begin


@pytest.fixture
def council(
    browser: Browser, council_product: tuple[Product, str], request: pytest.FixtureRequest
) -> Iterator[Council]:
    """Council matters in a municipality of their own, on a day that the journey chooses."""
    product, code = council_product
    with _visits(browser, product.address, request.node) as visit:

        def enter(who: str) -> Visitor:
            visitor = visit()
            if who:
                visitor.log_in(f"{who}@{code}.example", PASSWORD)
                visitor.heading("Idag")
            return visitor

        yield Council(product, code, enter)


@pytest.fixture
def as_example(visit: Callable[..., Visitor], product: Product) -> Callable[..., Visitor]:
    """``as_example("samordnare")``: somebody of the example municipality, logged in and on the first page."""

    def enter(who: str, **options: object) -> Visitor:
        visitor = visit(**options)
        visitor.log_in(f"{who}@{EXAMPLE}", product.example_password())
        visitor.heading("Idag")
        return visitor

    return enter


@pytest.fixture
def new_place(product: Product) -> Callable[[str], Place]:
    """``new_place("coordinator")``: somebody with that role in a municipality without any documents."""

    def make(role: str) -> Place:
        code = next(CODES)
        email = f"{role}@{code}.example"
        product.add_user(email, f"Prova {role}", role, code, PASSWORD)
        return Place(code, email)

    return make


@pytest.fixture
def examples() -> Callable[..., list[Path]]:
    """``examples("01", "07")``: those of the example documents."""

    def find(*numbers: str) -> list[Path]:
        return [next((PROJECT / "examples").glob(f"{number}-*")) for number in numbers]

    return find
