"""The memo workshop: composed from the matter, out to Word without traces, back again with its differences."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from samfrid.answers import actions, rules
from samfrid.answers.models import Made, Memo, MemoTemplate, Part
from samfrid.answers.paper import memo_paper
from samfrid.documents.models import Document as Kept
from samfrid.matters import actions as matters
from samfrid.matters.actions import ClauseIn
from samfrid.matters.actions.attachments import attach
from samfrid.matters.models import AttachmentRole, Matter, MatterKind, Outcome, PersonRole, Stage, Stance
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.papers.docx import docx
from samfrid.papers.hidden import hidden_content
from samfrid.papers.pdf import pdf
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
DAY = dt.date(2026, 11, 20)
CANARY = "hemligheten-i-akten"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


@pytest.fixture
def motion(registrar: Membership) -> Matter:
    """A motion with two requests, a conditional support, and proposals from the drafting body up to the council."""
    made = matters.register(
        registrar,
        kind=MatterKind.MOTION,
        title="Kartläggning av våldet",
        raised=PartialDate.parse("2026-03-12"),
        numbers=["KS 2026/114"],
        people=[("Eva Ek", "V", PersonRole.MOVER), ("Bo Ask", "S", PersonRole.MOVER)],
    )
    matters.add_request(registrar, made, "att våldet i kommunen kartläggs")
    matters.add_request(registrar, made, "att en plan tas fram")
    matters.add_referral(
        registrar, made, body=body_named(registrar, "Socialnämnden"), stance=Stance.SUPPORTS_IF, text="Medel behövs."
    )
    for name, text in (("Kommunfullmäktige", "att motionen bifalls"), ("KSAU", "att ärendet överlämnas")):
        matters.record_decision(
            registrar,
            made,
            body=body_named(registrar, name),
            stage=Stage.PROPOSED,
            clauses=[ClauseIn(text, Outcome.GRANTED)],
        )
    return made


@pytest.fixture
def memo(registrar: Membership, motion: Matter) -> Memo:
    return actions.start_memo(registrar, motion, template=None, dated=DAY, addressed_to="Kommunstyrelsen")


def text_of(memo: Memo, part: str, number: int = 1) -> str:
    sections = rules.sections_of(memo.versions.get(number=number).sections)
    return next(one.text for one in sections if one.part == part)


def test_a_memo_is_made_of_what_the_matter_holds(memo: Memo) -> None:
    proposal = text_of(memo, Part.PROPOSAL)
    assert proposal.index("arbetsutskott") < proposal.index(
        "Kommunfullmäktige föreslås besluta\n1. att motionen bifalls"
    )
    assert text_of(memo, Part.SUMMARY) == (
        "Eva Ek (V) och Bo Ask (S) tar upp Kartläggning av våldet i en motion, väckt 12 mars 2026."
    )
    background = text_of(memo, Part.BACKGROUND)
    assert "I motionen föreslås\n1. att våldet i kommunen kartläggs\n2. att en plan tas fram" in background
    assert "Socialnämnden tillstyrker under förutsättning. Medel behövs." in background
    assert text_of(memo, Part.RECIPIENTS) == "- Eva Ek (V)\n- Bo Ask (S)\n- Socialnämnden"
    assert text_of(memo, Part.ASSESSMENT) == text_of(memo, Part.CHILDREN) == ""


def test_a_statement_that_says_its_stance_itself_is_not_told_twice(registrar: Membership, motion: Matter) -> None:
    body = body_named(registrar, "Skolnämnden")
    text = "tillstyrker förslaget under förutsättning att medel tillförs"
    matters.add_referral(registrar, motion, body=body, stance=Stance.SUPPORTS_IF, text=text)
    made = actions.start_memo(registrar, motion, template=None, dated=DAY)
    assert f"Skolnämnden {text}." in text_of(made, Part.BACKGROUND)


def test_what_goes_to_word_comes_back_to_the_same_text(registrar: Membership, memo: Memo) -> None:
    first = rules.sections_of(memo.versions.get(number=1).sections)
    filled = [rules.Section(one.part, one.heading, one.text or "Ett stycke.\n\nEtt till.\n- en punkt") for one in first]
    actions.save_version(registrar, memo, seen=1, sections=filled)
    sent = docx(memo_paper(memo, memo.versions.get(number=2)))
    assert hidden_content(sent) == []
    made = actions.take_back(registrar, memo, seen=2, data=sent)
    assert made.made == Made.WORD
    assert made.hidden == []
    assert [one.state for one in rules.compared(filled, rules.sections_of(made.sections))] == ["same"] * len(filled)


def test_a_change_in_word_shows_as_a_difference_and_hidden_things_are_told(
    registrar: Membership, memo: Memo, browser_of: BrowserOf
) -> None:
    document = Document(io.BytesIO(docx(memo_paper(memo, memo.versions.get(number=1)))))
    document.core_properties.author = "Hemliga Hanna"
    paragraph = next(one for one in document.paragraphs if "Medel behövs" in one.text)
    paragraph.runs[0].text = paragraph.runs[0].text.replace("Medel behövs", "Medel saknas")
    kept = io.BytesIO()
    document.save(kept)
    page = browser_of(registrar).post(
        f"/tjansteskrivelser/{memo.pk}/word/",
        {"word-seen": "1", "word-file": SimpleUploadedFile("Svar.docx", kept.getvalue())},
        follow=True,
    )
    body = page.content.decode()
    assert "<del>" in body
    assert "saknas" in body
    assert "Hemliga Hanna" in body
    again = docx(memo_paper(memo, memo.versions.get(number=2)))
    with zipfile.ZipFile(io.BytesIO(again)) as package:
        assert all(b"Hemliga" not in package.read(name) for name in package.namelist())


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "Filen är tom"), (b"%PDF-1.7 nej", "Word"), (b"PK\x03\x04skadad", ""), (b"x" * 500, "")],
)
def test_what_is_no_word_file_is_refused_and_nothing_is_lost(
    registrar: Membership, memo: Memo, browser_of: BrowserOf, data: bytes, said: str
) -> None:
    page = browser_of(registrar).post(
        f"/tjansteskrivelser/{memo.pk}/word/",
        {"word-seen": "1", "word-file": SimpleUploadedFile("fel.docx", data)},
    )
    assert page.status_code == 422
    assert said in page.content.decode()
    assert memo.versions.count() == 1


def test_two_who_edit_at_once_lose_nothing(registrar: Membership, memo: Memo, browser_of: BrowserOf) -> None:
    browser, address = browser_of(registrar), f"/tjansteskrivelser/{memo.pk}/"
    sections = rules.sections_of(memo.versions.get(number=1).sections)
    first = {f"s{number}": one.text for number, one in enumerate(sections)} | {"seen": "1", "base": "1"}
    assert browser.post(address, first | {"s3": "Min bedömning."}).status_code == 302
    refused = browser.post(address, first | {"s3": "Din bedömning."})
    assert refused.status_code == 422
    assert "Din bedömning." in refused.content.decode()
    assert "har sparat version 2" in refused.content.decode()
    assert browser.post(address, first | {"s3": "Bådas bedömning.", "seen": "2"}).status_code == 302
    assert [one.number for one in memo.versions.all()] == [1, 2, 3]
    assert text_of(memo, Part.ASSESSMENT, 3) == "Bådas bedömning."


def test_a_finished_memo_is_not_changed_until_it_is_opened_again(registrar: Membership, memo: Memo) -> None:
    actions.finish(registrar, memo, on=DAY)
    with pytest.raises(ValidationError, match="klar"):
        actions.save_version(registrar, memo, seen=1, sections=[])
    actions.reopen(registrar, memo)
    assert actions.save_version(registrar, memo, seen=1, sections=[]).number == 2


def test_the_municipality_writes_by_its_own_template(
    registrar: Membership, motion: Matter, browser_of: BrowserOf
) -> None:
    look = io.BytesIO()
    own = Document()
    own.sections[0].header.paragraphs[0].text = "Vallmo kommun"
    own.save(look)
    browser = browser_of(registrar)
    page = browser.post(
        "/tjansteskrivelser/mallar/ny/",
        {
            "name": "Socialförvaltningens mall",
            "sender": "Socialförvaltningen",
            "clause_style": "sentences",
            "look": SimpleUploadedFile("mall.docx", look.getvalue()),
            "h0": "Beslutsförslag",
            "o0": "2",
            "h1": "Ärendet i korthet",
            "o1": "1",
        },
    )
    assert page.status_code == 302, page.content.decode()
    template = MemoTemplate.objects.get()
    memo = actions.start_memo(registrar, motion, template=template, dated=DAY)
    assert [one.heading for one in rules.sections_of(memo.versions.get().sections)] == [
        "Ärendet i korthet",
        "Beslutsförslag",
    ]
    assert "1. Motionen bifalls." in text_of(memo, Part.PROPOSAL)
    sent = browser.get(f"/tjansteskrivelser/{memo.pk}/versioner/1/fil/docx/")
    document = Document(io.BytesIO(sent.content))
    assert document.sections[0].header.paragraphs[0].text == "Vallmo kommun"
    assert browser.get(f"/tjansteskrivelser/{memo.pk}/versioner/1/fil/exe/").status_code == 404
    with pytest.raises(ValidationError):
        actions.save_template(registrar, name="En till", headings=[("other", "Rubrik")], look=b"ingen fil")


def test_the_pdf_has_number_proposal_and_nobody_in_its_properties(memo: Memo) -> None:
    document = pypdfium2.PdfDocument(pdf(memo_paper(memo, memo.versions.get())))
    text = document[0].get_textpage().get_text_bounded()
    assert "KS 2026/114" in text
    assert "motionen bifalls" in text
    assert document.get_metadata_value("Author") == ""


def test_who_may_not_read_the_matter_knows_of_no_memo(
    registrar: Membership, linkoping: Municipality, memo: Memo, browser_of: BrowserOf
) -> None:
    elected, officer = member(linkoping, Role.ELECTED), member(linkoping, Role.OFFICER)
    with pytest.raises(PermissionDenied):
        actions.save_version(elected, memo, seen=1, sections=[])
    actions.save_version(officer, memo, seen=1, sections=[rules.Section("other", "Eget", CANARY)])
    enter(linkoping.code)
    Matter.objects.filter(pk=memo.matter_id).update(access=Access.CONFIDENTIAL)
    for reader in (elected, officer):
        for address in ("", "versioner/2/", "versioner/2/fil/docx/"):
            answer = browser_of(reader).get(f"/tjansteskrivelser/{memo.pk}/{address}")
            assert answer.status_code == 404
            assert CANARY not in answer.content.decode()


def test_a_memo_that_is_not_done_is_working_material(
    registrar: Membership, linkoping: Municipality, memo: Memo, browser_of: BrowserOf
) -> None:
    """TF 2:12: a draft is read by those who write; when it is done, what the body has before it is read by others."""
    elected, officer = member(linkoping, Role.ELECTED), member(linkoping, Role.OFFICER)
    enter(linkoping.code)
    version = memo.versions.get()
    version.hidden = [CANARY]
    version.save()
    actions.save_version(registrar, memo, seen=1, sections=[rules.Section("other", "Eget", "Färdigt.")])
    addresses = ("", "versioner/1/", "versioner/1/fil/docx/", "versioner/2/", "versioner/2/fil/docx/")

    def seen_by(reader: Membership) -> list[int]:
        return [browser_of(reader).get(f"/tjansteskrivelser/{memo.pk}/{one}").status_code for one in addresses]

    assert seen_by(officer) == [200] * 5
    assert seen_by(elected) == [404] * 5
    listing = f"/tjansteskrivelser/arende/{memo.matter_id}/"
    assert str(memo.pk) not in browser_of(elected).get(listing).content.decode()
    enter(linkoping.code)
    actions.finish(registrar, memo, on=DAY)
    assert seen_by(elected) == [200, 404, 404, 200, 200]
    assert str(memo.pk) in browser_of(elected).get(listing).content.decode()


def test_a_memo_names_nothing_confidential_unless_its_matter_is(registrar: Membership, motion: Matter) -> None:
    document = Kept.objects.create(
        municipality=motion.municipality, name=CANARY, size=1, sha256="0" * 64, access=Access.CONFIDENTIAL
    )
    attach(registrar, motion, document_id=document.pk, name=CANARY, role=AttachmentRole.ATTACHMENT)
    memo = actions.start_memo(registrar, motion, template=None, dated=DAY)
    assert CANARY not in str(memo.versions.get().sections)
    # whoever writes sees on what she saw before
    assert Kept.objects.filter(pk=document.pk).exists()
