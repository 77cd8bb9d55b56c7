"""The notice board: what anybody sees of it, and what nobody may."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import Http404
from django.test import Client
from lxml import etree

from samfrid.matters import actions
from samfrid.matters.joining import ClauseIn
from samfrid.matters.models import Decision, Matter, MatterKind, Minutes, Outcome, Stage
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.openness.public import as_public
from tests.conftest import member

D = dt.date
TODAY = D(2026, 11, 22)
MET = D(2026, 11, 2)
CANARY = "Kanariefågeln"
SECRETARY = "Siv Ek"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
BrowserOf = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


def put_up(actor: Membership, *, body: str = "socialnämnden", met: dt.date = MET, part: str = "") -> Minutes:
    found = actions.open_minutes(
        actor, body=body_named(actor, body), met_on=met, part=part, kept_at="Kommunkansliet", secretary=SECRETARY
    )
    actions.adjust(actor, found, on=met)
    return actions.announce(actor, found, on=met + dt.timedelta(1))


def decided(actor: Membership, minutes: Minutes, title: str, access: Access, *, published: bool = False) -> Decision:
    matter = actions.register(actor, kind=MatterKind.INITIATIVE, title=title, access=access)
    Matter.objects.filter(pk=matter.pk).update(published=published)
    clauses = [ClauseIn(f"{title} utreds", Outcome.GRANTED)]
    decision = actions.record_decision(
        actor, matter, body=minutes.body, stage=Stage.FINAL, on=minutes.met_on, clauses=clauses
    )
    return actions.place(actor, decision, minutes=minutes)


def pages(minutes: Minutes) -> list[str]:
    root = f"/anslagstavla/{minutes.municipality_id}/"
    return [root, f"{root}arkiv/", f"{root}flode.xml", f"{root}{minutes.pk}/"]


def everything(client: Client, minutes: Minutes) -> str:
    """The words of every open page, of the files, and all that the files hold besides."""
    told = "".join(client.get(page).content.decode() for page in pages(minutes))
    root = f"/anslagstavla/{minutes.municipality_id}/{minutes.pk}/"
    with zipfile.ZipFile(io.BytesIO(client.get(f"{root}docx/").content)) as file:
        told += "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    return told + client.get(f"{root}pdf/").content.decode("latin-1")


def test_anybody_reads_what_is_up(registrar: Membership) -> None:
    found = put_up(registrar, part="§ 12")
    answer = Client().get("/anslagstavla/0580/")
    text = answer.content.decode().replace("\xa0", " ")
    for told in (
        "Socialnämnden 2 november 2026, § 12",
        "3 november 2026",
        "24 november 2026",
        "25 november 2026",
        "Kommunkansliet",
        "förvaltningsrätten",
    ):
        assert told in text
    assert str(found.pk) in text
    assert SECRETARY not in text
    assert not answer.cookies
    assert "max-age=300" in answer["Cache-Control"]
    assert "public" in answer["Cache-Control"]


def test_what_is_not_announced_is_not_there(registrar: Membership) -> None:
    found = actions.open_minutes(registrar, body=body_named(registrar, "socialnämnden"), met_on=D(2026, 11, 2))
    actions.adjust(registrar, found, on=D(2026, 11, 3))
    assert str(found.pk) not in Client().get("/anslagstavla/0580/").content.decode()
    assert Client().get(f"/anslagstavla/0580/{found.pk}/").status_code == 404
    assert Client().get(f"/anslagstavla/0580/{found.pk}/pdf/").status_code == 404


def test_what_came_down_stands_in_the_archive(registrar: Membership) -> None:
    found = put_up(registrar, met=D(2026, 10, 5))
    actions.take_down(registrar, found, on=D(2026, 10, 28))
    client = Client()
    assert str(found.pk) not in client.get("/anslagstavla/0580/").content.decode()
    assert str(found.pk) in client.get("/anslagstavla/0580/arkiv/").content.decode()
    assert "nedtaget" in client.get(f"/anslagstavla/0580/{found.pk}/").content.decode()


def test_the_archive_goes_on_by_key(registrar: Membership) -> None:
    for number in range(52):
        found = put_up(registrar, met=D(2025, 1, 1) + dt.timedelta(number), part=f"§ {number}")
        Minutes.objects.filter(pk=found.pk).update(taken_down_on=found.announced_on + dt.timedelta(60))  # type: ignore[operator]
    first = Client().get("/anslagstavla/0580/arkiv/").content.decode()
    begin = first.index("?fran=")
    rest = Client().get("/anslagstavla/0580/arkiv/" + first[begin : first.index('"', begin)]).content.decode()
    assert first.count('class="row"') == 50
    assert rest.count('class="row"') == 2


def test_only_titles_of_matters_that_are_public_and_published(registrar: Membership) -> None:
    found = put_up(registrar)
    decided(registrar, found, "Trygga gårdar", Access.PUBLIC, published=True)
    decided(registrar, found, f"{CANARY} ett", Access.PUBLIC)
    decided(registrar, found, f"{CANARY} två", Access.INTERNAL)
    decided(registrar, found, f"{CANARY} tre", Access.CONFIDENTIAL)
    told = everything(Client(), found)
    assert "Trygga gårdar" in told
    assert CANARY not in told
    assert SECRETARY not in told


def test_who_is_logged_in_sees_what_everybody_sees(registrar: Membership, browser_of: BrowserOf) -> None:
    found = put_up(registrar)
    decided(registrar, found, f"{CANARY} tre", Access.CONFIDENTIAL)
    client = browser_of(registrar)
    assert CANARY not in everything(client, found)
    for page in pages(found):
        assert client.get(page).content == Client().get(page).content
    # and she sees her own again afterwards
    assert CANARY in client.get("/arenden/").content.decode()


def test_no_other_municipalitys_notices(registrar: Membership, vallentuna: Municipality) -> None:
    found = put_up(registrar)
    client = Client()
    assert client.get("/anslagstavla/0115/").status_code == 200
    for page in pages(found)[:3]:
        assert str(found.pk) not in client.get(page.replace("0580", "0115")).content.decode()
    assert client.get(f"/anslagstavla/0115/{found.pk}/").status_code == 404
    assert client.get(f"/anslagstavla/0115/{found.pk}/pdf/").status_code == 404


@pytest.mark.parametrize("code", ["9876", "058", "abcd", "0580x", "%00", "٠٥٨٠"])
def test_an_unknown_code_is_not_found(linkoping: Municipality, code: str) -> None:
    for page in ("", "arkiv/", "flode.xml"):
        assert Client().get(f"/anslagstavla/{code}/{page}").status_code == 404


def _seen() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('samfrid.municipality', true), current_setting('samfrid.user', true),"
            " current_setting('samfrid.clearance', true)"
        )
        row: tuple[str, str, str] = cursor.fetchone()
        return row


def test_the_municipality_is_left_again_whatever_happens(registrar: Membership, vallentuna: Municipality) -> None:
    decided(registrar, put_up(registrar), CANARY, Access.INTERNAL)
    enter(None, clearance=0)
    before = _seen()
    with as_public("0580") as municipality:
        assert municipality.name == "Linköping"
        assert _seen() == ("0580", "", "0")
        assert Minutes.objects.count() == 1
        assert not Matter.objects.exists()
    assert _seen() == before
    with pytest.raises(ValidationError), as_public("0580"):
        raise ValidationError("mitt i")
    assert _seen() == before
    with pytest.raises(Http404), as_public("9876"):
        pass
    assert _seen() == before


def test_the_feed_is_atom(registrar: Membership) -> None:
    found = put_up(registrar)
    answer = Client().get("/anslagstavla/0580/flode.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.content)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    # RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have
    for name in ("id", "title", "updated", "author/a:name", "link[@rel='self']"):
        assert len(feed.findall(f"a:{name}", ATOM)) == 1, name
    (entry,) = feed.findall("a:entry", ATOM)
    assert entry.findtext("a:id", namespaces=ATOM) == f"urn:uuid:{found.pk}"
    assert entry.findtext("a:updated", namespaces=ATOM) == "2026-11-03T00:00:00+01:00"
    link = entry.find("a:link", ATOM)
    assert link is not None
    assert link.get("href") == f"http://testserver/anslagstavla/0580/{found.pk}/"
    # put up anew it is the same notice
    enter("0580")
    actions.take_down(registrar, found, on=D(2026, 11, 10), early=True)
    actions.announce(registrar, found, on=D(2026, 11, 12))
    again = etree.fromstring(Client().get("/anslagstavla/0580/flode.xml").content)
    assert again.findtext("a:entry/a:id", namespaces=ATOM) == f"urn:uuid:{found.pk}"
    assert again.findtext("a:updated", namespaces=ATOM) == "2026-11-12T00:00:00+01:00"


def test_an_empty_feed_never_looks_new(linkoping: Municipality) -> None:
    first, second = (Client().get("/anslagstavla/0580/flode.xml") for _ in range(2))
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]


def test_who_asks_again_is_told_that_nothing_is_new(registrar: Membership) -> None:
    put_up(registrar)
    for page in ("", "flode.xml"):
        first = Client().get(f"/anslagstavla/0580/{page}")
        again = Client().get(f"/anslagstavla/0580/{page}", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_in_english_by_the_address(registrar: Membership) -> None:
    put_up(registrar)
    answer = Client().get("/anslagstavla/0580/?sprak=en")
    assert answer["Content-Language"] == "en"
    assert '<html lang="en"' in answer.content.decode()
    assert Client().get("/anslagstavla/0580/?sprak=xx")["Content-Language"] == "sv"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_written_there(linkoping: Municipality, method: str) -> None:
    assert getattr(Client(), method)("/anslagstavla/0580/").status_code == 405


def test_an_example_municipality_says_so(db: None) -> None:
    Municipality.objects.create(code="9999", name="Salgmyra", is_example=True)
    assert "påhittad kommun" in Client().get("/anslagstavla/9999/").content.decode()


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_file_tells_nothing_of_who_made_it(registrar: Membership, form: str) -> None:
    found = put_up(registrar)
    first = Client().get(f"/anslagstavla/0580/{found.pk}/{form}/")
    assert first["Content-Disposition"].startswith("attachment")
    assert first.content == Client().get(f"/anslagstavla/0580/{found.pk}/{form}/").content
    assert Client().get(f"/anslagstavla/0580/{found.pk}/exe/").status_code == 404


def test_a_board_of_many_costs_no_more_queries(
    registrar: Membership, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(8):
        decided(registrar, put_up(registrar, part=f"§ {number}"), f"Ärende {number}", Access.PUBLIC, published=True)
    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
        Client().get("/anslagstavla/0580/")


def test_an_elected_member_reads_it_too(registrar: Membership, browser_of: BrowserOf) -> None:
    found = put_up(registrar)
    client = browser_of(member(registrar.municipality, Role.ELECTED))
    assert client.get(f"/anslagstavla/0580/{found.pk}/").status_code == 200
