"""The pages as a browser meets them: with and without script, by each role, and what they cost."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samfrid.audit.queries import history
from samfrid.commitments.actions import EvidenceIn, commit, report
from samfrid.commitments.models import EvidenceKind, Execution
from samfrid.documents import actions, storage
from samfrid.documents.actions.access import classify
from samfrid.documents.models import Document, DocumentState, Finding, FindingState
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter, within
from tests.conftest import member
from tests.documents.conftest import TEXT, reading

Read = Callable[..., Document]
BrowserOf = Callable[[Membership], Client]
#: the same each time: tests that run side by side must have the same names
NOBODYS = "00000000-0000-4000-8000-000000000000"
OPEN_TAG = re.compile(r"<(?:script|style)\b(?![^>]*\bsrc=)", re.IGNORECASE)


def text_of(response: Any) -> str:
    return str(response.content, "utf-8")


def judge(client: Client, finding: Finding, act: str, *, script: bool = False) -> Any:
    """Press a button of a proposal that the person saw untouched."""
    address = reverse("documents:judge", args=[finding.document_id, finding.pk])
    headers = {"HX-Request": "true"} if script else {}
    return client.post(address, {"akt": act, "sedd": 0}, headers=headers)


@pytest.fixture
def browser(browser_of: BrowserOf, coordinator: Membership) -> Client:
    return browser_of(coordinator)


def test_an_empty_list_says_what_belongs_there(browser: Client) -> None:
    page = text_of(browser.get("/dokument/"))
    assert "Inga handlingar ännu" in page
    assert 'type="file"' in page


def test_the_list_costs_the_same_whatever_its_length(browser: Client, receive: Read) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get("/dokument/").status_code == 200
        return len(queries)

    actions.keep_reading(SystemActor("0580"), receive(b"0"), reading())
    few = cost()
    for number in range(1, 30):
        actions.keep_reading(SystemActor("0580"), receive(str(number).encode()), reading())
    assert cost() == few
    assert few <= 12


def test_the_list_goes_on_by_key_without_gap_or_repeat(browser: Client, receive: Read) -> None:
    for number in range(53):
        receive(str(number).encode(), f"{number}.txt")
    seen: list[str] = []
    address: str | None = "/dokument/"
    while address:
        page = text_of(browser.get(address))
        seen += re.findall(r'id="rad-([0-9a-f-]+)"', page)
        more = re.search(r'href="(/dokument/\?fran=[^"]+)"', page)
        address = more[1].replace("&amp;", "&") if more else None
    assert len(seen) == len(set(seen)) == 53


@pytest.mark.parametrize("query", ["?fran=skräp", "?fran=2026-01-01_x", "?lage=nonsens", "?fran=_"])
def test_a_mangled_address_shows_the_list(browser: Client, query: str) -> None:
    assert browser.get(f"/dokument/{query}").status_code == 200


def test_the_list_can_be_filtered_by_state(browser: Client, read: Read, receive: Read) -> None:
    read()
    receive(b"annat", "vantar.txt")
    page = text_of(browser.get("/dokument/?lage=waiting"))
    assert "vantar.txt" in page
    assert "Motion om skyddat boende" not in page


def test_the_page_asks_again_only_while_something_is_being_read(browser: Client, read: Read, receive: Read) -> None:
    waiting = receive(b"annat")
    address = f"/dokument/laget/?id={waiting.pk}"
    assert 'hx-trigger="every' in text_of(browser.get("/dokument/"))
    assert 'hx-trigger="every' in text_of(browser.get(address))
    actions.keep_reading(SystemActor("0580"), waiting, reading())
    settled = text_of(browser.get(address))
    assert 'hx-trigger="every' not in settled
    assert f'id="rad-{waiting.pk}" hx-swap-oob="true"' in settled
    assert "att granska" in settled
    assert 'hx-trigger="every' not in text_of(browser.get("/dokument/"))


def test_a_page_that_waits_for_its_reading_becomes_the_review(browser: Client, receive: Read) -> None:
    document = receive()
    waiting = browser.get(document.get_absolute_url(), headers={"HX-Request": "true"})
    assert 'hx-trigger="every 2s"' in text_of(waiting)
    actions.keep_reading(SystemActor("0580"), document, reading())
    assert browser.get(document.get_absolute_url(), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "review.js" in text_of(browser.get(document.get_absolute_url()))


def test_files_are_added_and_those_refused_are_named(browser: Client) -> None:
    files = [
        SimpleUploadedFile("bra.txt", TEXT.encode()),
        SimpleUploadedFile("tom.pdf", b""),
        SimpleUploadedFile("också.txt", b"En handling till"),
    ]
    page = text_of(browser.post("/dokument/lagg-till/", {"files": files}, follow=True))
    assert "2 handlingar är mottagna och läses." in page
    assert "tom.pdf: Filen är tom." in page
    assert Document.objects.count() == 2
    again = browser.post("/dokument/lagg-till/", {"files": SimpleUploadedFile("x.txt", TEXT.encode())}, follow=True)
    assert "1 handling fanns redan." in text_of(again)


def test_no_file_at_all_is_said(browser: Client) -> None:
    assert "Ingen fil var vald" in text_of(browser.post("/dokument/lagg-till/", {}, follow=True))


def test_eighty_megabytes_are_refused_with_what_to_do(browser: Client, files: Path) -> None:
    large = SimpleUploadedFile("stor.pdf", b"%PDF-1.7" + bytes(80 * 2**20))
    page = text_of(browser.post("/dokument/lagg-till/", {"files": large}, follow=True))
    assert "stor.pdf: Filen är större än 50 MB. Dela den" in page
    assert not Document.objects.exists()
    assert [path for path in files.rglob("*") if path.is_file()] == []


def test_five_hundred_files_at_once(browser: Client) -> None:
    files = [SimpleUploadedFile(f"{number}.txt", f"Handling {number}".encode()) for number in range(500)]
    page = text_of(browser.post("/dokument/lagg-till/", {"files": files}, follow=True))
    assert "500 handlingar är mottagna och läses." in page
    assert Document.objects.count() == 500


def test_the_original_is_only_ever_saved(browser: Client, receive: Read) -> None:
    document = receive(b"<script>alert(1)</script>", 'el"ak\r\n.html')
    response: Any = browser.get(reverse("documents:original", args=[document.pk]))
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"


def test_a_documents_words_are_never_markup(browser: Client, receive: Read) -> None:
    text = "<script>alert(1)</script> <img src=x onerror=alert(2)>"
    hostile = reading(
        text=text,
        original_text=text,
        title=text,
        segments=[["paragraph", 0, len(text), 0, 1]],
        people=[{"name": text, "party": text, "role": text, "evidence": [], "confidence": 1.0}],
        proposals=[],
        evidence_of={},
    )
    document = receive(name="<b>namn</b>.html")
    actions.keep_reading(SystemActor("0580"), document, hostile)
    for view in ("text", "original"):
        page = text_of(browser.get(f"{document.get_absolute_url()}?visa={view}"))
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>namn" not in page


def test_the_review_shows_values_in_plain_swedish_and_no_codes(browser: Client, read: Read) -> None:
    page = text_of(browser.get(read().get_absolute_url()))
    for words in ("Karin Ek (V)", "förslagsställare i den här handlingen", "28\xa0mars\xa02022", "bifall", "trolig"):
        assert words in page
    for code in (">author<", ">granted<", ">motion<", "repaired_text", "LIKELY"):
        assert code not in page
    assert "Bokstäver som hade fallit bort i texten är lagade" in page
    assert not OPEN_TAG.search(page)
    assert " style=" not in page


def test_a_source_link_marks_its_sentence(browser: Client, read: Read) -> None:
    document = read()
    start = TEXT.index("28 mars")
    page = text_of(browser.get(f"{document.get_absolute_url()}?fran={start}&till={start + 12}"))
    assert re.search(r'<mark class="evidence is-chosen" id="markerat"[^>]*>28 mars 2022</mark>', page)


@pytest.mark.parametrize("query", ["?fran=5&till=2", "?fran=x&till=9", "?fran=0&till=999999999", "?fynd=x", "?visa=x"])
def test_a_mangled_place_shows_the_document(browser: Client, read: Read, query: str) -> None:
    assert browser.get(read().get_absolute_url() + query).status_code == 200


def test_repaired_words_show_what_stood_there(browser: Client, read: Read) -> None:
    start = TEXT.index("boende")
    edit = {"start": start, "end": start + 6, "raw": "b0ende", "new": "boende", "margin": 0.5, "rule": "word"}
    page = text_of(browser.get(f"{read(edits=[edit]).get_absolute_url()}?visa=text"))
    assert 'class="repaired" tabindex="0">boende<span class="repaired__raw">Stod: b0ende' in page


def test_pages_that_were_drawn_are_shown_with_boxes(browser: Client, read: Read) -> None:
    document = read()
    folder = storage.pictures_of("0580", document.sha256)
    folder.mkdir()
    (folder / "0001.webp").write_bytes(b"RIFFxxxxWEBP")
    actions.keep_pictures(document, [(1200, 1698)])
    page = text_of(browser.get(document.get_absolute_url()))
    assert f'src="{reverse("documents:page", args=[document.pk, 1])}" width="1200" height="1698"' in page
    assert '<rect x="96" y="397" width="808" height="56"' in page
    picture = browser.get(reverse("documents:page", args=[document.pk, 1]))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/webp")
    assert browser.get(reverse("documents:page", args=[document.pk, 2])).status_code == 404


def test_a_link_to_a_place_on_a_drawn_page_has_somewhere_to_lead(browser: Client, read: Read) -> None:
    document = read()
    actions.keep_pictures(document, [(1200, 1698)])
    finding = document.findings.get(group="proposals")
    page = text_of(browser.get(f"{document.get_absolute_url()}?fynd={finding.pk}"))
    assert re.search(rf'<rect [^>]*data-for="fynd-{finding.pk}" id="markerat" class="is-chosen"', page)
    assert page.count('id="markerat"') == 1


def test_what_minutes_hold_says_which_item_it_belongs_to(browser: Client, read: Read) -> None:
    item = {"paragraph": "§ 18", "title": "Svar på motion", "diary_numbers": [], "evidence": [], "confidence": 0.99}
    person = reading()["people"][0] | {"item": 0}
    page = text_of(browser.get(read(items=[item], people=[person]).get_absolute_url()))
    assert "<dt>I ärendet</dt><dd>§ 18 Svar på motion</dd>" in page


def test_without_script_an_act_leads_back_to_its_place(browser: Client, read: Read) -> None:
    document = read()
    finding = document.findings.get(group="people")
    response = judge(browser, finding, "godkann")
    assert response["Location"] == f"{document.get_absolute_url()}#fynd-{finding.pk}"
    finding.refresh_from_db()
    assert finding.state == FindingState.ACCEPTED


def test_with_script_an_act_gives_the_proposal_and_the_count(browser: Client, read: Read) -> None:
    finding = read().findings.get(group="people")
    page = text_of(judge(browser, finding, "avvisa", script=True))
    assert f'id="fynd-{finding.pk}"' in page
    assert "Avvisad" in page
    assert 'id="raknat" hx-swap-oob="true"' in page
    assert "6 förslag kvar att granska" in page
    assert "<html" not in page


@pytest.mark.parametrize("script", [False, True])
def test_two_reviewers_the_second_sees_what_the_first_did(
    browser_of: BrowserOf, coordinator: Membership, registrar: Membership, read: Read, script: bool
) -> None:
    finding = read().findings.get(group="people")
    judge(browser_of(coordinator), finding, "avvisa")
    second = browser_of(registrar)
    page = text_of(judge(second, finding, "godkann", script=True) if script else _followed(second, finding))
    assert f"{coordinator.user.name} hann före: uppgiften är avvisad. Det du valde är inte sparat." in page
    finding.refresh_from_db()
    assert (finding.state, finding.version) == (FindingState.REJECTED, 1)


def _followed(client: Client, finding: Finding) -> Any:
    judge(client, finding, "godkann")
    return client.get(reverse("documents:document", args=[finding.document_id]))


def test_an_edit_with_errors_keeps_what_was_typed_and_who_was_seen(browser: Client, read: Read) -> None:
    document = read()
    finding = document.findings.get(group="proposals")
    address = reverse("documents:edit", args=[document.pk, finding.pk])
    assert 'name="sedd" value="0"' in text_of(browser.get(address))
    bad = {"sedd": 0, "text": "", "body": "KF Åmål", "outcome": "granted"}
    page = text_of(browser.post(address, bad))
    assert "Det du har skrivit är kvar." in page
    assert 'value="KF Åmål"' in page
    assert 'name="sedd" value="0"' in page
    browser.post(address, bad | {"text": "att kommunen bygger"})
    finding.refresh_from_db()
    assert finding.edited == {
        "body": "KF Åmål",
        "text": "att kommunen bygger",
        "outcome": "granted",
        "item": None,
    }


def test_what_is_missing_can_be_added(browser: Client, read: Read) -> None:
    document = read(date=None, diary_numbers=[])
    page = text_of(browser.get(document.get_absolute_url()))
    assert page.count("Saknas") == 3  # date, diary number, addressee
    address = reverse("documents:add_finding", args=[document.pk, "date"])
    assert browser.post(address, {"value": "igår"}).status_code == 200
    assert browser.post(address, {"value": "2022-03-28"}).status_code == 302
    assert document.findings.get(group="date").value == "2022-03-28"
    assert browser.get(reverse("documents:add_finding", args=[document.pk, "decisions"])).status_code == 404


def test_an_unknown_municipality_asks_before_approval(browser: Client, read: Read) -> None:
    document = read(municipality=None)
    assert "Det står inte vilken kommun handlingen hör till." in text_of(browser.get(document.get_absolute_url()))
    refused = text_of(browser.get(reverse("documents:approve", args=[document.pk]), follow=True))
    assert "Svara först på vilken kommun" in refused
    browser.post(reverse("documents:municipality", args=[document.pk]), {"kommun": "0580"})
    document.refresh_from_db()
    assert document.confirmed_municipality == "0580"
    assert "Det står inte vilken kommun" not in text_of(browser.get(document.get_absolute_url()))


def test_another_municipality_in_the_text_asks_and_offers_to_move_only_where_the_person_has_a_role(
    browser: Client, read: Read, vallentuna: Municipality, coordinator: Membership
) -> None:
    document = read(municipality={"name": "Vallentuna", "code": "0115"})
    address = reverse("documents:municipality", args=[document.pk])
    page = text_of(browser.get(document.get_absolute_url()))
    assert "Handlingen ser ut att höra till Vallentuna, men du arbetar i Linköping." in page
    assert "Flytta den till Vallentuna" not in page
    browser.post(address, {"kommun": "0115"})
    assert Document.objects.filter(pk=document.pk).exists()
    with within("0115", str(coordinator.user_id)):
        Membership.objects.create(municipality=vallentuna, user=coordinator.user, role=Role.OFFICER)
    session = browser.session
    session["municipality"] = "0580"
    session.save()
    assert "Flytta den till Vallentuna" in text_of(browser.get(document.get_absolute_url()))
    browser.post(address, {"kommun": "0115"})
    assert not Document.objects.filter(pk=document.pk).exists()
    with within("0115"):
        assert Document.objects.get().state == DocumentState.WAITING


def test_a_failed_file_says_why_and_offers_to_try_again(
    browser: Client, receive: Read, coordinator: Membership
) -> None:
    document = receive(b"x")
    actions.fail(SystemActor("0580"), document, "broken", "Filen är skadad och kan inte öppnas.")
    page = text_of(browser.get(document.get_absolute_url()))
    assert "Filen är skadad och kan inte öppnas." in page
    browser.post(reverse("documents:retry", args=[document.pk]))
    document.refresh_from_db()
    assert document.state == DocumentState.WAITING


def test_removal_asks_first(browser: Client, receive: Read) -> None:
    document = receive(b"x")
    address = reverse("documents:remove", args=[document.pk])
    assert "Det går inte att ångra" in text_of(browser.get(address))
    assert Document.objects.exists()
    browser.post(address)
    assert not Document.objects.exists()


def pages(document: Document, finding: Finding) -> list[tuple[str, str]]:
    """Every address of the room that names a document, with the method that acts on it."""
    one, both = [document.pk], [document.pk, finding.pk]
    return [
        ("get", reverse("documents:document", args=one)),
        ("get", reverse("documents:original", args=one)),
        ("get", reverse("documents:page", args=[document.pk, 1])),
        ("post", reverse("documents:retry", args=one)),
        ("post", reverse("documents:remove", args=one)),
        ("post", reverse("documents:municipality", args=one)),
        ("post", reverse("documents:accept_certain", args=one)),
        ("post", reverse("documents:approve", args=one)),
        ("post", reverse("documents:add_finding", args=[document.pk, "addressee"])),
        ("get", reverse("documents:card", args=both)),
        ("post", reverse("documents:judge", args=both)),
        ("post", reverse("documents:edit", args=both)),
    ]


def test_another_municipalitys_document_does_not_exist(
    read: Read, vallentuna: Municipality, browser_of: BrowserOf
) -> None:
    document = read()
    finding = document.findings.get(group="people")
    stranger = browser_of(member(vallentuna, Role.COORDINATOR))
    for method, address in pages(document, finding):
        response = getattr(stranger, method)(address, {"akt": "godkann", "sedd": 0, "value": "x"})
        assert response.status_code == 404, address
    assert str(document.pk) not in text_of(stranger.get("/dokument/"))
    live = text_of(stranger.get(f"/dokument/laget/?id={document.pk}"))
    assert "Motion om skyddat boende" not in live


def test_a_finding_is_reached_by_its_own_document_alone(browser: Client, read: Read, receive: Read) -> None:
    finding = read().findings.get(group="people")
    other = receive(b"annat")
    address = reverse("documents:judge", args=[other.pk, finding.pk])
    assert browser.post(address, {"akt": "godkann", "sedd": 0}).status_code == 404


def test_the_elected_read_what_is_public_and_do_nothing_else(
    read: Read, coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    document = read()
    finding = document.findings.get(group="people")
    client = browser_of(elected)
    # what came in is internal until somebody has said otherwise
    assert client.get(document.get_absolute_url()).status_code == 404
    enter("0580", str(coordinator.user_id))
    classify(coordinator, document, access=Access.PUBLIC)
    page = text_of(client.get(document.get_absolute_url()))
    assert "Karin Ek" in page
    assert '<form class="proposal__acts"' not in page
    assert "Godkänn dokumentet" not in page
    assert 'type="file"' not in text_of(client.get("/dokument/"))
    for method, address in pages(document, finding):
        if method == "post":
            assert client.post(address, {"akt": "godkann", "sedd": 0, "kommun": "0580"}).status_code == 403, address
    assert client.post("/dokument/lagg-till/", {"files": SimpleUploadedFile("a.txt", b"a")}).status_code == 403


def test_the_title_of_what_has_become_confidential_is_no_evidence_for_others(
    read: Read, coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    document = read()
    classify(coordinator, document, access=Access.PUBLIC)
    made = commit(coordinator, text="Utreda platserna")
    shown = EvidenceIn(EvidenceKind.DOCUMENT, "Motion om Kim", record_kind="documents.document", record_id=document.pk)
    words = EvidenceIn(EvidenceKind.WORDS, "KF § 12")
    report(coordinator, made, on=today(), execution=Execution.DONE, evidence=[shown, words])
    client = browser_of(elected)
    for access, is_told in ((Access.CONFIDENTIAL, False), (Access.PUBLIC, True)):
        enter("0580", str(coordinator.user_id))
        classify(coordinator, document, access=access)
        page = text_of(client.get(made.get_absolute_url()))
        assert "KF § 12" in page
        assert ("Motion om Kim" in page) is is_told
    # the trail is what search follows: the commitment's words are read again
    enter("0580")
    assert [one.act for one in history(made)].count("commitments.guard_evidence") == 2


def test_the_officer_reviews_and_does_not_approve_or_remove(
    read: Read, linkoping: Municipality, browser_of: BrowserOf
) -> None:
    document = read()
    finding = document.findings.get(group="people")
    client = browser_of(member(linkoping, Role.OFFICER))
    page = text_of(client.get(document.get_absolute_url()))
    assert '<form class="proposal__acts"' in page
    assert "Godkänn dokumentet" not in page
    assert judge(client, finding, "godkann").status_code == 302
    assert client.post(reverse("documents:approve", args=[document.pk])).status_code == 403
    assert client.post(reverse("documents:remove", args=[document.pk])).status_code == 403


def test_nobody_and_somebody_without_a_role_see_nothing(
    read: Read, browser_of: BrowserOf, linkoping: Municipality
) -> None:
    document = read()
    assert Client().get(document.get_absolute_url()).status_code == 302
    outsider = member(linkoping, Role.OFFICER)
    client = browser_of(outsider)
    Membership.objects.filter(pk=outsider.pk).update(ended_on="2026-01-01")
    assert client.get(document.get_absolute_url()).status_code == 403
    assert client.get("/dokument/").status_code == 403


@pytest.mark.parametrize(
    "address", [f"/dokument/{NOBODYS}/", f"/dokument/{NOBODYS}/original/", "/dokument/laget/?id=x"]
)
def test_what_is_not_there_is_not_found(browser: Client, address: str) -> None:
    assert browser.get(address).status_code == 404


def test_the_review_costs_the_same_whatever_was_read(browser: Client, receive: Read) -> None:
    def cost(people: int) -> int:
        person = reading()["people"][0]
        document = receive(str(people).encode())
        actions.keep_reading(SystemActor("0580"), document, reading(people=[person] * people))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(document.get_absolute_url()).status_code == 200
        return len(queries)

    assert cost(1) == cost(60)


def test_an_upload_stream_is_read_in_pieces(browser: Client, coordinator: Membership) -> None:
    asked: list[int] = []

    class Stream(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size or -1)
            return super().read(size)

    actions.receive(coordinator, "a.txt", Stream(b"x" * (3 * 2**20)))
    assert max(asked) <= storage.CHUNK
    assert min(asked) > 0
