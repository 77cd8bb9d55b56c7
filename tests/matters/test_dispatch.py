"""Dispatch: to whom a decision goes, the letters, and that it is sent once."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from samfrid.matters import actions
from samfrid.matters.actions import add_number, add_person, add_recipient, record_decision, register, send, send_all
from samfrid.matters.joining import ClauseIn
from samfrid.matters.models import Decision, Dispatch, MatterKind, Outcome, PersonRole, SentBy, Stage
from samfrid.matters.queries.dispatch import dispatch_page
from samfrid.matters.shown.dispatch import warnings
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from tests.conftest import member

D = dt.date
ON, TODAY = D(2026, 11, 2), D(2026, 11, 22)
CANARY = "Kanariefågeln"
BrowserOf = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


def decided(actor: Membership, *, title: str = "Motion om skyddat boende", **more: Any) -> Decision:
    """A decision of the council with two clauses, unless told otherwise."""
    matter = register(actor, kind=MatterKind.MOTION, title=title, access=more.pop("access", None))
    add_number(actor, matter, "KS 2026/41")
    add_person(actor, matter, "Ann Ek", "S", PersonRole.MOVER)
    clauses = more.pop("clauses", None) or [
        ClauseIn("Bifalla motionens första att-sats", Outcome.GRANTED),
        ClauseIn("att avslå motionen i övrigt", Outcome.REJECTED),
    ]
    stage = more.pop("stage", Stage.FINAL)
    body = body_named(actor, "kommunfullmäktige")
    return record_decision(actor, matter, body=body, stage=stage, on=ON, paragraph="§ 41", clauses=clauses)


def in_minutes(actor: Membership, decision: Decision) -> Decision:
    """The decision in minutes that were adjusted and announced."""
    assert decision.body
    found = actions.open_minutes(actor, body=decision.body, met_on=ON)
    actions.adjust(actor, found, on=D(2026, 11, 3))
    actions.announce(actor, found, on=D(2026, 11, 4))
    return actions.place(actor, decision, minutes=found)


def refusal(act: Callable[..., Any], *args: Any, **told: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as refused:
        act(*args, **told)
    return {
        name: " ".join(map(str, errors)).replace("\xa0", " ") for name, errors in refused.value.message_dict.items()
    }


def words(data: bytes, form: str) -> str:
    """The words of a letter as they are read."""
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return re.sub(r"<[^>]+>", " ", file.read("word/document.xml").decode()).replace("\xa0", " ")
    pages = pypdfium2.PdfDocument(data)
    return " ".join(page.get_textpage().get_text_range() for page in pages).replace("\xa0", " ")


def test_a_recipient_is_there_once(registrar: Membership) -> None:
    decision = decided(registrar)
    first = add_recipient(registrar, decision, recipient=" Kvinnojouren  Ellinor ")
    again = add_recipient(registrar, decision, recipient="kvinnojouren ellinor", address="Box 1\n581 00 Linköping")
    assert first == again
    again.refresh_from_db()
    assert (again.recipient, again.address) == ("Kvinnojouren Ellinor", "Box 1\n581 00 Linköping")
    # an address that another has taken the place of is told of, not dropped
    told = {"recipient": "Kvinnojouren Ellinor", "address": "Box 2"}
    assert "med adressen Box 1" in refusal(add_recipient, registrar, decision, **told)["address"]
    assert "Skriv vem" in refusal(add_recipient, registrar, decision, recipient="  ")["recipient"]


def test_it_is_sent_once(registrar: Membership) -> None:
    one = add_recipient(registrar, decided(registrar), recipient="Ann Ek")
    send(registrar, one, on=D(2026, 11, 5), by=SentBy.POST)
    told = refusal(send, registrar, one, on=D(2026, 11, 6), by=SentBy.EMAIL)
    assert told == {"recipient": "Beslutet skickades till Ann Ek redan 5 november 2026."}
    assert "kan inte tas bort" in refusal(actions.remove_recipient, registrar, one)["recipient"]
    one.refresh_from_db()
    assert (one.sent_on, one.sent_by) == (D(2026, 11, 5), "post")


@pytest.mark.parametrize(
    ("on", "by", "field", "told"),
    [
        (D(2026, 11, 23), "post", "on", "Dagen har inte varit än."),
        (D(2026, 11, 1), "post", "on", "Beslutet fattades 2 november 2026. Det kan inte ha skickats före det."),
        (D(2026, 11, 5), "duva", "by", "Välj hur det skickades."),
    ],
)
def test_what_is_refused_says_why(registrar: Membership, on: dt.date, by: str, field: str, told: str) -> None:
    one = add_recipient(registrar, decided(registrar), recipient="Ann Ek")
    assert refusal(send, registrar, one, on=on, by=by) == {field: told}
    one.refresh_from_db()
    assert one.sent_on is None


def test_a_proposal_is_not_sent_but_its_recipients_are_proposed_for_the_decision(registrar: Membership) -> None:
    proposal = decided(registrar, stage=Stage.PROPOSED)
    one = add_recipient(registrar, proposal, recipient="Polisen")
    assert "Ett förslag skickas inte ut" in refusal(send, registrar, one, on=ON, by="post")["recipient"]
    decision = record_decision(
        registrar,
        proposal.matter,
        body=proposal.body,
        stage=Stage.FINAL,
        on=D(2026, 11, 9),
        clauses=[ClauseIn("Godkänna", Outcome.APPROVED)],
    )
    assert dispatch_page(decision).proposed == ["Ann Ek", "Polisen"]
    add_recipient(registrar, decision, recipient="ann ek")
    assert dispatch_page(decision).proposed == ["Polisen"]


def test_all_or_none(registrar: Membership) -> None:
    decision = decided(registrar)
    every = [add_recipient(registrar, decision, recipient=name) for name in ("Ann Ek", "Polisen", "Jouren")]
    send(registrar, every[1], on=ON, by=SentBy.EMAIL)
    with pytest.raises(ValidationError):
        send_all(registrar, decision, dispatches=every, on=ON, by=SentBy.POST)
    assert Dispatch.objects.filter(sent_on__isnull=False).count() == 1
    assert len(send_all(registrar, decision, dispatches=[every[0], every[2]], on=ON, by=SentBy.POST)) == 2
    with pytest.raises(ValidationError):
        send_all(registrar, decision, dispatches=[], on=ON, by=SentBy.POST)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ELECTED, Role.ADMINISTRATOR])
def test_only_who_edits_matters_sends(registrar: Membership, role: Role, browser_of: BrowserOf) -> None:
    one = add_recipient(registrar, decided(registrar), recipient="Ann Ek")
    other = member(registrar.municipality, role)
    for act in (lambda: send(other, one, on=ON, by="post"), lambda: actions.remove_recipient(other, one)):
        with pytest.raises(PermissionDenied):
            act()
    assert browser_of(other).get(f"/arenden/expediering/{one.pk}/brev/pdf/").status_code == 403


def test_what_one_should_know_first(registrar: Membership) -> None:
    decision = decided(registrar)
    assert "inte i något protokoll" in warnings(decision)[0]
    assert decision.body
    found = actions.open_minutes(registrar, body=decision.body, met_on=ON)
    decision = actions.place(registrar, decision, minutes=found)
    assert "inte justerat" in warnings(decision)[0]
    actions.adjust(registrar, found, on=ON)
    decision = Decision.objects.select_related("minutes").get(pk=decision.pk)
    assert warnings(decision) == []


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_letter(registrar: Membership, browser_of: BrowserOf, form: str) -> None:
    decision = in_minutes(registrar, decided(registrar))
    one = add_recipient(registrar, decision, recipient="Ann Ek", address="Storgatan 1\n581 00 Linköping")
    answer = browser_of(registrar).get(f"/arenden/expediering/{one.pk}/brev/{form}/")
    assert f"beslut-2026-11-02.{form}" in answer["Content-Disposition"]
    text = re.sub(r"\s+", " ", words(answer.content, form))
    for told in (
        "Linköping",
        "KS 2026/41",
        "Motion om skyddat boende",
        "har beslutat 2 november 2026",
        "att bifalla motionens första att-sats",
        "att avslå motionen i övrigt",
        "Storgatan 1",
        "Protokollet justerades 3 november 2026",
        "senast 25 november 2026",
        "förvaltningsrätten",
    ):
        assert told in text, told


def test_a_letter_of_what_only_prepares_tells_of_no_appeal(registrar: Membership, browser_of: BrowserOf) -> None:
    decision = decided(registrar, clauses=[ClauseIn("Återremittera ärendet", Outcome.REFERRED_BACK)])
    one = add_recipient(registrar, decision, recipient="Ann Ek")
    text = words(browser_of(registrar).get(f"/arenden/expediering/{one.pk}/brev/docx/").content, "docx")
    assert "förvaltningsrätten" not in text
    assert "Protokollet är inte justerat." in text


def test_what_a_letter_tells_besides_its_text_is_nothing(registrar: Membership, browser_of: BrowserOf) -> None:
    decision = decided(registrar, title=CANARY, access=Access.CONFIDENTIAL)
    one = add_recipient(registrar, decision, recipient="Ann Ek")
    client = browser_of(registrar)
    word = client.get(f"/arenden/expediering/{one.pk}/brev/docx/")
    assert CANARY not in word["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(word.content)) as file:
        holding = [name for name in file.namelist() if CANARY in file.read(name).decode("utf-8", "replace")]
        assert holding == ["word/document.xml"]
        told = b"".join(file.read(name) for name in file.namelist() if not name.startswith("word/document")).decode()
        assert registrar.user.name not in told
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    pdf = pypdfium2.PdfDocument(client.get(f"/arenden/expediering/{one.pk}/brev/pdf/").content)
    metadata = pdf.get_metadata_dict()
    assert CANARY not in str(metadata)
    assert not metadata.get("Author")
    assert CANARY not in " ".join(item.get_title() for item in pdf.get_toc())


def test_all_letters_in_one_file(registrar: Membership, browser_of: BrowserOf) -> None:
    decision, client = decided(registrar), browser_of(registrar)
    page = f"/arenden/beslut/{decision.pk}/expediering/"
    assert client.get(f"{page}pdf/").status_code == 302
    for name in ("Åsa Öst", "Polisen", "../../etc"):
        add_recipient(registrar, decision, recipient=name)
    send(registrar, Dispatch.objects.get(recipient="Polisen"), on=ON, by="post")
    answer = client.get(f"{page}docx/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        # to those that still wait
        assert file.namelist() == ["01-asa-ost.docx", "02-etc.docx"]
        assert "Åsa Öst" in words(file.read("01-asa-ost.docx"), "docx")
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert client.get(f"{page}exe/").status_code == 404


def test_the_registrar_by_page(registrar: Membership, browser_of: BrowserOf) -> None:
    decision, client = in_minutes(registrar, decided(registrar)), browser_of(registrar)
    page = f"/arenden/beslut/{decision.pk}/expediering/"
    assert "Lägg till Ann Ek" in client.get(page).content.decode()
    assert client.post(page, {"recipient": "Ann Ek"}).status_code == 302
    refused = client.post(page, {"recipient": "", "address": "Box 1"})
    assert refused.status_code == 422
    assert "Box 1" in refused.content.decode()
    client.post(page, {"recipient": "Polisen"})
    ann, police = Dispatch.objects.order_by("created_at")
    nobody = client.post(f"{page}skickat/", {"skickat-on": "2026-11-05", "skickat-by": "post"})
    assert nobody.status_code == 422
    assert "Kryssa i vilka" in nobody.content.decode()
    future = {"skickat-on": "2026-11-30", "skickat-by": "post", "mottagare": [ann.pk]}
    assert client.post(f"{page}skickat/", future).status_code == 422
    sent = client.post(f"{page}skickat/", {"skickat-on": "2026-11-05", "skickat-by": "post", "mottagare": [ann.pk]})
    assert sent.status_code == 302
    again = client.post(f"{page}skickat/", {"skickat-on": "2026-11-06", "skickat-by": "post", "mottagare": [ann.pk]})
    assert again.status_code == 422
    assert "skickades till Ann Ek redan" in again.content.decode()
    assert client.post(f"/arenden/expediering/{police.pk}/ta-bort/").status_code == 302
    assert list(Dispatch.objects.values_list("recipient", flat=True)) == ["Ann Ek"]
    assert "skickat till alla" in client.get(f"/arenden/{decision.matter_id}/").content.decode()


def test_another_municipalitys_recipients_are_not_seen(registrar: Membership, vallentuna: Municipality) -> None:
    add_recipient(registrar, decided(registrar), recipient="Ann Ek")
    enter(vallentuna.code)
    assert not Dispatch.objects.exists()
