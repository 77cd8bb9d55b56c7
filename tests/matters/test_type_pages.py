"""The pages of the types and the series, and those of a matter's documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samfrid.documents.models import Document
from samfrid.matters import actions
from samfrid.matters.models import Attachment, MatterKind, NumberSeries, TypeVersion
from samfrid.matters.types import type_rules
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
LATER = PartialDate.parse("2026-02-01")


@pytest.fixture(autouse=True)
def _world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")
    monkeypatch.setattr(default_storage, "_wrapped", FileSystemStorage(location=tmp_path / "files"))


def test_the_rules_are_told_in_words_with_the_law(elected: Membership, browser_of: BrowserOf) -> None:
    page = browser_of(elected).get("/arenden/typer/").content.decode()
    for words in ("KL 5:35", "KL 4:20", "KL 5:60", "Inom 12 månader", "Ledamot i fullmäktige", "Revisionsskrivelse"):
        assert words in page
    one = browser_of(elected).get("/arenden/typer/interpellation/").content.decode()
    assert "Kommunen har inga egna regler" in one
    assert "Spara reglerna" not in one
    assert browser_of(elected).post("/arenden/typer/interpellation/", {"name": "x"}).status_code == 403
    assert browser_of(elected).get("/arenden/typer/remiss/").status_code == 404


#: Mellerud's
OWN = {
    "valid_from": "2026-01-01", "source": "Arbetsordning för fullmäktige 2025, § 27", "name": "Interpellation",
    "raised_counts": "delivered", "needs_leave": "on", "needs_reasons": "on", "hand_in_days": "4", "hand_in_hour": "12",
    "answer_days": "1", "answer_hour": "12", "clause_style": "att", "default_access": "0",
    "steps": ["received", "agenda", "put", "answered", "adjusted", "announced", "closed"],
}  # fmt: skip


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.ADMINISTRATOR])
def test_own_rules_are_entered_and_told(role: Role, linkoping: Municipality, browser_of: BrowserOf) -> None:
    client = browser_of(member(linkoping, role))
    address = "/arenden/typer/interpellation/"
    assert "Spara reglerna" in client.get(address).content.decode()
    assert client.post(address, OWN).status_code == 302
    page = client.get(address).content.decode()
    assert "4 dagar före sammanträdet, klockan 12" in page
    assert "Arbetsordning för fullmäktige 2025, § 27" in page
    rules = type_rules("0580", "interpellation", LATER.first if LATER else None)
    assert (rules.hand_in_days, rules.answer_hour, rules.working_days) == (4, 12, False)
    assert rules.raisers == ("council_member",)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"answer_hour": "25"}, "Skriv en hel timme"),
        ({"answer_hour": "tolv"}, "Skriv ett helt tal"),
        ({"needs_reasons": ""}, "ska ha en motivering"),
        ({"steps": ["received"]}, "leda till ett beslut eller svar"),
        ({"steps": ["flugit"]}, "flugit"),
        ({"source": ""}, "Skriv var reglerna står"),
        ({"valid_from": "31/1"}, "Skriv den som 2026-06-30"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(
    change: dict[str, object], told: str, registrar: Membership, browser_of: BrowserOf
) -> None:
    answer = browser_of(registrar).post("/arenden/typer/interpellation/", OWN | change)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert 'value="4"' in answer.content.decode()
    assert not TypeVersion.objects.exists()


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"votes": "25", "votes_days": "90"}, "25"),
        ({"votes_per_thousand": "1"}, "1 per tusen invånare"),
        ({"votes_per_thousand": "0,5"}, "0,5 per tusen invånare"),
    ],
)
def test_e_proposals(told: dict[str, str], shown: str, registrar: Membership, browser_of: BrowserOf) -> None:
    own = OWN | {"name": "E-förslag", "decide_months": "6", "warn_months": "3, 5", "put_to": ["council"]} | told
    steps = ["received", "delivered", "decided", "adjusted", "announced"]
    client, address = browser_of(registrar), "/arenden/typer/citizen_proposal/"
    gone = {"hand_in_days", "hand_in_hour", "answer_days", "answer_hour", "needs_leave", "needs_reasons"}
    asked = {key: value for key, value in own.items() if key not in gone} | {"steps": steps}
    assert client.post(address, asked).status_code == 302
    page = client.get(address).content.decode()
    assert shown in page
    assert "Efter 3, 5 månader" in page


def test_series_are_opened_on_their_page(registrar: Membership, elected: Membership, browser_of: BrowserOf) -> None:
    enter("0580", str(registrar.user_id))
    client = browser_of(registrar)
    told = {"body_new": "Socialnämnden", "prefix": "SON", "year": "2026", "last": ""}
    told["form"] = "{prefix} {year}/{number:03}"
    refused = client.post("/arenden/serier/", told | {"form": "{number}"})
    assert refused.status_code == 422
    assert "Skriv {prefix}, {year} och {number}" in refused.content.decode()
    assert 'value="SON"' in refused.content.decode()
    assert client.post("/arenden/serier/", told).status_code == 302
    assert "SON 2026/001" in client.get("/arenden/serier/").content.decode()
    assert "Serien SON 2026 finns redan" in client.post("/arenden/serier/", told).content.decode()
    assert NumberSeries.objects.get().body.name == "Socialnämnden"
    page = browser_of(elected).get("/arenden/serier/").content.decode()
    assert "SON 2026/001" in page
    assert "Öppna serien" not in page
    assert browser_of(elected).post("/arenden/serier/", told).status_code == 403


def test_documents_are_added_to_a_matter_and_taken_off(
    registrar: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    enter("0580", str(registrar.user_id))
    matter = actions.register(registrar, kind=MatterKind.MOTION, title="Om skyddat boende")
    client, address = browser_of(registrar), f"/arenden/{matter.pk}/handlingar/"
    assert "Inga handlingar hör till ärendet än" in client.get(address).content.decode()
    files = [SimpleUploadedFile("motion.txt", b"Motion"), SimpleUploadedFile("tom.txt", b"")]
    answer = client.post(f"{address}lagg-till/", {"files": files, "role": "text"}, follow=True).content.decode()
    assert "1 handling hör nu till ärendet" in answer
    assert "Filen är tom" in answer
    document = Document.objects.get()
    # the matter's text is as public as the matter, and the elected member reads it
    assert document.access == Access.PUBLIC
    assert "motion.txt" in browser_of(elected).get(matter.get_absolute_url()).content.decode()
    assert browser_of(elected).get(f"/dokument/{document.pk}/original/").status_code == 200
    assert browser_of(elected).get(address).status_code == 403
    enter("0580", str(registrar.user_id))
    assert client.post(address, {"document": str(document.pk), "role": "memo"}).status_code == 302
    assert client.post(address, {"document": "x", "role": "memo"}).status_code == 422
    assert client.post(f"{address}lagg-till/", {"role": "memo"}, follow=True).status_code == 200
    memo = Attachment.objects.get(role="memo")
    assert client.post(f"/arenden/handlingar/{memo.pk}/ta-bort/").status_code == 302
    assert [one.role for one in Attachment.objects.all()] == ["text"]
    assert Document.objects.count() == 1


def test_a_documents_access_is_set_on_its_page(
    registrar: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    enter("0580", str(registrar.user_id))
    client = browser_of(registrar)
    client.post("/dokument/lagg-till/", {"files": SimpleUploadedFile("a.txt", b"En handling")})
    document = Document.objects.get()
    address = f"/dokument/{document.pk}/atkomst/"
    assert browser_of(elected).get(address).status_code == 404
    assert client.post(address, {"access": "0"}).status_code == 302
    assert browser_of(elected).get(document.get_absolute_url()).status_code == 200
    assert browser_of(elected).post(address, {"access": "0"}).status_code == 403
    enter("0580", str(registrar.user_id))
    closed = actions.register(registrar, kind=MatterKind.OWN, title="Eget")
    client.post(f"/arenden/{closed.pk}/handlingar/", {"document": str(document.pk), "role": "attachment"})
    refused = client.post(address, {"access": "0"})
    assert refused.status_code == 422
    assert "ett ärende med högre sekretess" in refused.content.decode()
