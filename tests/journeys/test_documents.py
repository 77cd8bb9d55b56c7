"""From a folder of files to records: add, follow the reading, review by keyboard, answer, approve."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD, Place
from tests.journeys.visitor import NARROW, Visitor

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]
NewPlace = Callable[[str], Place]
Examples = Callable[..., list[Path]]
CERTAIN = re.compile(r"^Godkänn \d+ säk(ert|ra) förslag$")
DROP = """async ([files]) => {
    const transfer = new DataTransfer();
    for (const [name, content] of files) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
    }
    const zone = document.querySelector(".drop__zone");
    for (const kind of ["dragenter", "dragover", "drop"]) {
        zone.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
}"""


def drop(visitor: Visitor, files: Sequence[tuple[str, bytes]]) -> None:
    """Let files fall on the place for files, as from a folder."""
    visitor.page.evaluate(DROP, [[[name, base64.b64encode(content).decode()] for name, content in files]])


def add(visitor: Visitor, files: Sequence[Path]) -> None:
    """Choose files in the file field, send them, and wait until each is read."""
    visitor.open("/dokument/")
    visitor.page.get_by_label("Välj handlingar").set_input_files(files)
    visitor.press("Läs handlingarna")
    expect(visitor.page.locator("#handlingar > li.row")).to_have_count(len(files))
    await_reading(visitor)


def await_reading(visitor: Visitor) -> None:
    """Until nothing is being read any longer; without script the page is asked for again."""
    pending = visitor.page.locator("#handlingar [hx-trigger^=every]")
    for _ in range(60):
        if not pending.count():
            return
        visitor.page.wait_for_timeout(500)
        if visitor.page.evaluate("typeof window.htmx === 'undefined'"):
            visitor.page.reload()
    raise AssertionError("the files were not read within half a minute")


def arrive(visit: Visit, place: Place, **options: object) -> Visitor:
    visitor = visit(**options)
    visitor.log_in(place.email, PASSWORD)
    visitor.heading("Idag")
    return visitor


def test_a_folder_of_files_is_dropped_and_one_bad_file_stops_nobody(
    visit: Visit, new_place: NewPlace, examples: Examples
) -> None:
    visitor = arrive(visit, new_place("coordinator"))
    page = visitor.page
    visitor.accessible()
    visitor.open("/dokument/")
    visitor.sees("Inga handlingar ännu")
    visitor.accessible()
    good = examples("01", "05", "07")
    files = [(path.name, path.read_bytes()) for path in good]
    drop(visitor, [*files, ("tom.pdf", b""), ("trasig.pdf", b"%PDF-1.7\nnej")])
    chosen = page.locator("[data-drop-chosen] li")
    expect(chosen).to_have_count(5)
    # one that fell by mistake is taken away before it is sent
    drop(visitor, [("fel.txt", b"Hej")])
    page.get_by_role("button", name="Ta bort: fel.txt").click()
    expect(chosen).to_have_count(5)
    visitor.press("Läs handlingarna")
    visitor.sees("4 handlingar är mottagna och läses.")
    visitor.sees("tom.pdf: Filen är tom.")
    page.evaluate("window.unbroken = true")
    rows = page.locator("#handlingar > li.row")
    expect(rows).to_have_count(4)
    broken = rows.filter(has_text="trasig.pdf")
    expect(broken.locator(".state")).to_have_text("Kunde inte läsas")
    expect(rows.filter(has=page.locator(".state", has_text="att granska"))).to_have_count(3, timeout=60_000)
    expect(page.locator("#lases-nu")).to_be_empty()
    assert page.evaluate("window.unbroken"), "the page was loaded anew: the progress was not shown live"
    visitor.accessible()
    visitor.follow("trasig.pdf")
    visitor.sees("Handlingen kunde inte läsas")
    expect(page.get_by_role("alert")).to_contain_text("skada")
    visitor.accessible()


def test_a_file_that_is_there_already_is_said(visit: Visit, new_place: NewPlace, examples: Examples) -> None:
    visitor = arrive(visit, new_place("officer"))
    add(visitor, examples("07"))
    drop(visitor, [("samma-fast-annat-namn.txt", examples("07")[0].read_bytes())])
    visitor.press("Läs handlingarna")
    visitor.sees("1 handling fanns redan.")
    expect(visitor.page.locator("#handlingar > li.row")).to_have_count(1)


def test_a_review_by_keyboard_alone_from_the_question_to_the_record(
    visit: Visit, new_place: NewPlace, examples: Examples
) -> None:
    visitor = arrive(visit, new_place("coordinator"))
    page = visitor.page
    add(visitor, examples("07"))
    page.locator("#handlingar a.row__title").press("Enter")
    keys = page.keyboard
    visitor.sees("Det står inte vilken kommun")
    visitor.accessible()
    page.get_by_role("button", name=re.compile("^Den hör till ")).press("Enter")
    expect(page.locator(".review__question")).to_have_count(0)

    # the help comes and goes by its key
    keys.press("?")
    expect(page.locator("[data-keys]")).to_have_attribute("open", "")
    keys.press("?")

    chosen = page.locator("[data-proposal].is-chosen")
    left = page.locator("#raknat label")
    keys.press("j")
    expect(chosen).to_be_focused()
    first = chosen.get_attribute("id")
    expect(page.locator(f"[data-document] .is-chosen[data-for~='{first}']").first).to_be_visible()
    keys.press("j")
    expect(chosen).not_to_have_attribute("id", first or "")
    keys.press("k")
    expect(chosen).to_have_attribute("id", first or "")

    def judged(key: str, word: str) -> None:
        """Press the key: this proposal gets that word, and the eye is led to the next that nobody has judged."""
        here, before = chosen.get_attribute("id"), left.inner_text()
        keys.press(key)
        expect(page.locator(f"#{here} .proposal__head .state")).to_have_text(word, ignore_case=True)
        expect(left).not_to_have_text(before)
        expect(chosen).not_to_have_attribute("id", here or "")
        expect(chosen).to_be_focused()

    judged("a", "godkänd")
    judged("r", "avvisad")
    judged("n", "står inte i texten")

    # back to the second, undo, and edit it instead
    page.locator("[data-proposal]").nth(1).focus()
    expect(page.locator("[data-proposal]").nth(1)).to_have_class(re.compile("is-chosen"))
    keys.press("u")
    expect(page.locator("[data-proposal]").nth(1).locator(".proposal__head .state")).not_to_have_text(
        "avvisad", ignore_case=True
    )

    named = page.locator("[data-proposal]").filter(has=page.locator(".proposal__name", has_text="Rubrik"))
    title = page.locator(f"#{named.get_attribute('id')}")
    title.focus()
    if title.locator("[value=oppna]").count():
        keys.press("u")
        expect(title.locator("[value=oppna]")).to_have_count(0)
    keys.press("e")
    field = title.get_by_role("textbox").first
    expect(field).to_be_focused()
    visitor.accessible()
    keys.press("Escape")
    expect(title.get_by_role("textbox")).to_have_count(0)
    keys.press("e")
    expect(field).to_be_focused()
    keys.press("Control+A")
    keys.type("Interpellation om vad som blev av besluten")
    keys.press("Enter")
    expect(title.locator(".proposal__value")).to_have_text("Interpellation om vad som blev av besluten")
    expect(title.locator(".proposal__head .state")).to_have_text("ändrad och godkänd", ignore_case=True)
    visitor.accessible()

    # left and come back to: what is judged stays judged
    standing = left.inner_text()
    visitor.open("/ataganden/")
    page.go_back()
    expect(left).to_have_text(standing)

    # the next that the reader is unsure of, with its reasons
    keys.press("o")
    unsure = page.locator("[data-proposal].is-chosen[data-unsure][data-open]")
    expect(unsure).to_be_focused()
    expect(unsure.locator(".proposal__doubts li")).not_to_have_count(0)

    keys.press("Shift+A")
    visitor.sees("godkän")
    expect(page.locator("form[data-certain]")).to_have_count(0)
    keys.press("j")
    for _ in range(40):
        if left.inner_text() == "Allt är granskat":
            break
        if page.locator("[data-proposal].is-chosen[data-open]").count():
            judged_one = chosen.get_attribute("id")
            keys.press("a")
            expect(page.locator(f"#{judged_one}[data-open]")).to_have_count(0)
            # the eye is led on a moment after the proposal is judged: a key before that would step past the next
            expect(page.locator("[data-proposal].is-chosen[data-open]:focus, #raknat .ds-button:focus")).to_have_count(
                1
            )
        else:
            keys.press("j")
    expect(left).to_have_text("Allt är granskat")
    page.get_by_role("link", name="Godkänn dokumentet", exact=True).press("Enter")
    visitor.heading("Det här händer när du godkänner")
    expect(page.locator("main form .rows > li")).not_to_have_count(0)
    visitor.accessible()
    page.get_by_role("button", name="Godkänn dokumentet", exact=True).press("Enter")
    visitor.sees("Handlingen är godkänd.")
    expect(page.locator(".review__records li")).not_to_have_count(0)
    visitor.accessible()


def test_without_script_one_logs_in_adds_reviews_and_approves(
    visit: Visit, new_place: NewPlace, examples: Examples
) -> None:
    place = new_place("registrar")
    visitor = visit(java_script_enabled=False)
    visitor.log_in(place.email, PASSWORD)
    visitor.heading("Idag")
    page = visitor.page
    visitor.follow("Dokument", page.get_by_role("navigation", name="Huvudmeny").locator(".nav__row"))
    page.get_by_label("Välj handlingar").set_input_files(examples("07"))
    visitor.press("Läs handlingarna")
    state = page.locator("#handlingar .state")
    for _ in range(60):
        if "granska" in state.inner_text():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.locator("#handlingar a.row__title").click()
    page.get_by_role("button", name=re.compile("^Den hör till ")).click()
    # the first is certain, and is left for the button that takes all such
    card = page.locator("[data-proposal]").nth(1)
    card.get_by_role("button", name=re.compile("^Godkänn")).click()
    expect(card.locator(".proposal__head .state")).to_have_text("godkänd", ignore_case=True)
    page.locator("[data-proposal]").nth(2).get_by_role("link", name=re.compile("^Ändra")).click()
    expect(page.locator("h1")).to_have_text(re.compile("^Ändra: "))
    visitor.press("Spara och godkänn")
    visitor.follow("Osäkra först")
    visitor.sees("Osäkra, att granska först")
    page.get_by_role("button", name=CERTAIN).click()
    expect(page.get_by_text(re.compile(r"säk(ert|ra) förslag är godkän(t|da)"))).to_be_visible()
    visitor.follow("Godkänn dokumentet")
    visitor.heading("Det här händer när du godkänner")
    visitor.press("Godkänn dokumentet")
    visitor.sees("Handlingen är godkänd.")


def test_the_review_is_usable_on_a_narrow_screen(as_example: Visit) -> None:
    visitor = as_example("registrator", viewport=NARROW)
    visitor.open("/dokument/?lage=read")
    visitor.page.locator("#handlingar a.row__title").first.click()
    card = visitor.page.locator("[data-proposal][data-open]").first
    card.scroll_into_view_if_needed()
    accept = card.get_by_role("button", name=re.compile("^Godkänn"))
    box = accept.bounding_box()
    assert box
    assert box["height"] >= 24
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW["width"]
    visitor.accessible()
