"""What the journeys of council matters have in common: forms filled by their labels, and a refusal that keeps all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from playwright.sync_api import Locator, expect

from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

#: a text or choice for each label, or whether a box is ticked
Told = dict[str, str | bool]
Given = Mapping[str, str | bool]


@dataclass(frozen=True)
class Council:
    """A municipality in a product whose day the journey chooses.

    ``enter("rut")`` is the registrar at her browser, ``moa`` and ``olle`` are elected, and "" has not logged in.
    """

    product: Product
    code: str
    enter: Callable[[str], Visitor]

    def on(self, day: str) -> None:
        """Let it be that day."""
        self.product.turn_to(day)


def labelled(where: Locator, label: str) -> Locator:
    """The field with just that label, whether it must be filled in or not."""
    named = where.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s+\(måste .*\))?\s*$"))
    return named.and_(where.page.locator("input, select, textarea"))


def fill(where: Locator, told: Given) -> None:
    """Fill in each field by its label."""
    for label, value in told.items():
        field = labelled(where, label)
        sort = field.evaluate("(one) => one.tagName === 'SELECT' ? 'select' : one.type")
        if isinstance(value, bool):
            field.set_checked(value)
        elif sort == "select":
            field.select_option(label=value)
        elif sort == "date" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            # a browser without a calendar lets anything be typed
            field.evaluate("(one) => { one.type = 'text'; }")
            field.fill(value)
        else:
            field.fill(value)


def send(visitor: Visitor, told: Given, act: str, within: Locator | None = None) -> None:
    """Fill in a form and press its button."""
    main = within or visitor.page.locator("main")
    fill(main, told)
    visitor.press(act, main)


def refused(visitor: Visitor, words: str, kept: Given, within: Locator | None = None) -> None:
    """The form came back: it says what was wrong, the eye is led to it, and what was typed is still there."""
    page = visitor.page
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text(words)
    for label, value in kept.items():
        field = labelled(within or page.locator("main"), label)
        if isinstance(value, bool):
            expect(field).to_be_checked(checked=value)
        elif field.evaluate("(one) => one.tagName") == "SELECT":
            expect(field.locator("option:checked")).to_have_text(value)
        elif field.get_attribute("type") != "date" or re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            expect(field).to_have_value(value)


def done(visitor: Visitor, words: str) -> None:
    """It was done, and the page says so."""
    expect(
        visitor.page.get_by_role("status").or_(visitor.page.locator(".ds-alert")).filter(has_text=words)
    ).to_be_visible()


def opened(visitor: Visitor, summary: str) -> Locator:
    """The folded part of the page with that heading, unfolded."""
    part = visitor.page.locator("main details").filter(has=visitor.page.locator("summary", has_text=summary))
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part


def saved(visitor: Visitor, link: str) -> bytes:
    """The file that a link leads to, by a pattern of its name."""
    with visitor.page.expect_download() as download:
        visitor.page.locator("main").get_by_role("link", name=re.compile(f"^{link}$")).click()
    return Path(download.value.path()).read_bytes()


def take_step(visitor: Visitor, step: str, day: str, **more: str) -> None:
    """Record a step; what it led to is said on the matter's page."""
    send(visitor, {"Steg": step, "Dag": day} | more, "Anteckna steget")
    done(visitor, "Steget är antecknat.")


def clause(visitor: Visitor, number: int) -> Locator:
    return visitor.page.get_by_role("group", name=f"Att-sats {number}", exact=True)


def decide(visitor: Visitor, told: Given, *clauses: Given) -> None:
    """Fill in a decision and its clauses, and send it."""
    fill(visitor.page.locator("main"), told)
    for number, one in enumerate(clauses, 1):
        fill(clause(visitor, number), one)
    visitor.press("Registrera beslutet")


def write_memo(visitor: Visitor, home: str, title: str, words: str, other: str, folder: Path) -> None:
    """A draft of what the matter holds; what was edited in Word is shown beside what stood before.

    ``words`` stand in the draft, and ``other`` in what comes back.
    """
    visitor.open(home)
    visitor.follow("Tjänsteskrivelser")
    visitor.heading("Tjänsteskrivelser")
    visitor.sound()
    send(visitor, {"Till": "Kommunstyrelsen", "Datum": "2026-01-15"}, "Gör ett utkast")
    visitor.heading(title)
    visitor.sound()
    drafted = folder / "utkast.docx"
    drafted.write_bytes(saved(visitor, "Hämta för Word"))
    document = Document(str(drafted))
    [asked] = [one for one in document.paragraphs if words in one.text][:1]
    asked.text = asked.text.replace(words, other)
    edited = folder / "ändrad.docx"
    document.save(str(edited))
    visitor.page.get_by_label("Fil från Word").set_input_files(edited)
    visitor.press("Läs in filen")
    done(visitor, "Filen är inläst som version 2.")
    expect(visitor.page.locator("main ins").filter(has_text=other.split()[0]).first).to_be_visible()
    expect(visitor.page.locator("main del").filter(has_text=words.split()[0]).first).to_be_visible()
    visitor.sound()
