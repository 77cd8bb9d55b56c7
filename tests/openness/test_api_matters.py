"""Matters by API: the list, one with everything, the registrar's acts, and what is said of what goes wrong."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samfrid.audit.models import Entry
from samfrid.matters.models import Matter
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Membership, Role
from samfrid.openness.models import KeptAnswer
from tests.conftest import member
from tests.openness.conftest import ProgramOf
from tests.openness.things import things_of

MOTION = {
    "kind": "motion",
    "title": "Motion om skyddat boende",
    "raised": "2026-03-30",
    "addressee": "kommunfullmäktige",
    "numbers": ["KS 2026/101"],
    "people": [{"name": "Eva Ek", "party": "V"}],
    "requests": ["Att utreda behovet av skyddat boende.", "Att återrapportera till fullmäktige."],
}


def test_a_motion_is_registered_and_read_back(registrar: Membership, program_of: ProgramOf) -> None:
    program = program_of(registrar)
    made = program.post("matters", MOTION)
    whole = program.get(f"matters/{made['id']}")
    assert whole["title"] == MOTION["title"]
    assert whole["raised"] == "2026-03-30"
    assert whole["numbers"] == ["KS 2026/101"]
    assert whole["movers"] == ["Eva Ek (V)"]
    assert [one["text"] for one in whole["requests"]] == MOTION["requests"]
    assert whole["deadline"]["on"] == "2027-03-30"
    assert program.get("matters")["items"] == [{name: whole[name] for name in made}]
    assert Entry.objects.get(act="matters.register").actor_id == str(registrar.user_id)


def test_from_asked_to_promised(registrar: Membership, program_of: ProgramOf) -> None:
    """A motion is asked about, decided clause by clause with a vote and a reservation, placed in minutes and sent."""
    program = program_of(registrar)
    council = str(body_named(registrar, "kommunfullmäktige").pk)
    board = str(body_named(registrar, "socialnämnden").pk)
    key = program.post("matters", MOTION)["id"]
    program.post(f"matters/{key}/events", {"kind": "received", "on": "2026-03-30"})
    asked = program.post(f"matters/{key}/referrals", {"body": board, "sent_on": "2026-04-10", "due_on": "2026-06-01"})
    program.post(f"referrals/{asked['id']}/reminders", {"on": "2026-06-02"})
    answer = {"stance": "supports", "text": "Nämnden tillstyrker.", "answered_on": "2026-06-10"}
    assert program.ask("PUT", f"referrals/{asked['id']}/answer", answer).status_code == 200
    pause = {"kind": "referred_back", "on": "2026-08-24", "reasons": "Kostnaden saknas", "body": council}
    waiting = program.post(f"matters/{key}/pauses", pause | {"by_minority": True, "votes_for": 20, "present": 49})
    program.post(f"pauses/{waiting['id']}/end", {"on": "2026-09-28"}, 200)
    clauses = [
        {"text": "att utreda behovet av skyddat boende", "outcome": "granted", "request": 1},
        {"text": "att avslå återrapporteringen", "outcome": "rejected", "request": 2, "unanimous": False},
    ]
    told = {"stage": "final", "body": council, "on": "2026-10-26", "paragraph": "§ 267", "clauses": clauses}
    decision = program.post(f"matters/{key}/decisions", told)
    first, second = (one["id"] for one in decision["clauses"])
    vote = {"clause": second, "about": "Ja för avslag", "yes": 30, "no": 19}
    program.post(f"decisions/{decision['id']}/votes", vote)
    program.post(f"decisions/{decision['id']}/reservations", {"name": "Eva Ek", "party": "V"})
    program.post(f"clauses/{first}/commitments", {"text": "Utreda behovet", "due": "2027-06"})
    minutes = program.post("minutes", {"body": council, "met_on": "2026-10-26"})
    placed = program.ask("PUT", f"decisions/{decision['id']}/minutes", {"minutes": minutes["id"]})
    assert json.loads(placed.content)["minutes"] == minutes["id"]
    program.post(f"minutes/{minutes['id']}/adjustment", {"on": "2026-11-05"}, 200)
    force = program.post(f"minutes/{minutes['id']}/announcement", {"on": "2026-11-06"}, 200)["legal_force"]
    assert force["state"] == "running"
    recipient = program.post(f"decisions/{decision['id']}/dispatches", {"recipient": "Socialnämnden"})
    program.post(f"dispatches/{recipient['id']}/sending", {"on": "2026-11-10", "by": "email"}, 200)
    whole = program.get(f"matters/{key}")
    assert whole["settled"]
    assert whole["outcomes"] == ["granted", "rejected"]
    assert "återremissen" in whole["deadline"]["because"]
    assert whole["referrals"][0]["reminders"] == ["2026-06-02"]
    assert whole["decisions"][0]["dispatches"][0]["sent_on"] == "2026-11-10"
    assert [one["text"] for one in whole["commitments"]] == ["Utreda behovet"]
    assert [one["id"] for one in program.get(f"minutes/{minutes['id']}")["decisions"]] == [decision["id"]]


def test_two_statements_for_a_page_of_the_list(registrar: Membership, program_of: ProgramOf) -> None:
    """Who asks, and the page; then nobody's rows are seen. The day of the last use is written once."""
    program = program_of(registrar)
    for number in range(30):
        told = {"kind": "own", "title": f"Ärende {number}", "raised": "2026-03-30"}
        program.post("matters", told)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        headers = {"authorization": f"Bearer {program.secret}"}
        answer = Client().get("/api/v1/0580/matters?limit=20", headers=headers).json()
    assert len(answer["items"]) == 20
    statements = [one["sql"] for one in asked.captured_queries]
    assert "FROM samfrid_api_actor(" in statements[0]
    assert len(statements) == 3, statements


def test_the_list_goes_by_key_and_is_narrowed(registrar: Membership, program_of: ProgramOf) -> None:
    program = program_of(registrar)
    for number in range(7):
        told: dict[str, Any] = {"kind": "audit_letter" if number else "own", "title": f"Ärende {number}"}
        told |= {"raised": f"2026-03-0{number + 1}", "numbers": [f"KS 2026-{number + 1:03}"]}
        told["people"] = [{"name": registrar.user.name, "role": "officer"}] if number == 3 else []
        program.post("matters", told)
    seen, cursor = [], ""
    while True:
        page = program.get(f"matters?limit=3&cursor={cursor}")
        seen += [one["title"] for one in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert seen == [f"Ärende {number}" for number in range(6, -1, -1)]

    def titles(query: str) -> list[str]:
        return [one["title"] for one in program.get(f"matters?{query}")["items"]]

    assert titles("kind=own") == ["Ärende 0"]
    assert titles("number=ks2026/4") == titles("number=KS%202026-004") == ["Ärende 3"]
    assert titles("mine=true") == ["Ärende 3"]
    assert titles("q=ärende%205") == ["Ärende 5"]
    assert titles("standing=decided") == []


def test_a_resend_makes_no_double(registrar: Membership, program_of: ProgramOf) -> None:
    program = program_of(registrar)
    first = program.post("matters", MOTION, Idempotency_Key="e7f2")
    assert program.post("matters", MOTION, Idempotency_Key="e7f2") == first
    assert Matter.objects.count() == 1
    other = program.ask("POST", "matters", MOTION | {"title": "En annan"}, Idempotency_Key="e7f2")
    assert other.status_code == 409
    # what was refused is not kept: it is mended and sent again under the same key
    assert program.ask("POST", "matters", MOTION, Idempotency_Key="ny").status_code == 422
    assert program.ask("POST", "matters", MOTION | {"numbers": []}, Idempotency_Key="ny").status_code == 201
    KeptAnswer.objects.update(created_at=timezone.now() - dt.timedelta(hours=25))
    assert program.ask("POST", "matters", MOTION, Idempotency_Key="e7f2").status_code == 422


def test_another_members_key_word_is_another(
    registrar: Membership, coordinator: Membership, program_of: ProgramOf
) -> None:
    one = program_of(registrar).post("matters", MOTION, Idempotency_Key="1")
    other = program_of(coordinator).post("matters", MOTION | {"numbers": []}, Idempotency_Key="1")
    assert one["id"] != other["id"]


def test_a_change_asks_that_nobody_has_changed_it_since(registrar: Membership, program_of: ProgramOf) -> None:
    program = program_of(registrar)
    where = f"matters/{program.post('matters', MOTION)['id']}"
    etag = program.ask("GET", where)["ETag"]
    changed = program.ask("PATCH", where, {"title": "Motion om fler platser"}, If_Match=etag)
    assert changed.status_code == 200
    assert changed["ETag"] != etag
    late = program.ask("PATCH", where, {"title": "Motion om färre platser"}, If_Match=etag)
    assert late.status_code == 412
    assert program.get(where)["title"] == "Motion om fler platser"
    assert program.ask("PATCH", where, {"access": "internal"}).status_code == 200
    refused = program.ask("PATCH", where, {"published": True})
    assert refused.status_code == 422
    elected = program_of(member(registrar.municipality, Role.ELECTED))
    assert elected.ask("GET", where).status_code == 404


WRONG = {
    "no field": ({"kind": "motion"}, "title", "Uppgiften saknas."),
    "an unknown field": (MOTION | {"tittel": "x"}, "tittel", "Den uppgiften finns inte här. Kontrollera namnet."),
    "another word": (MOTION | {"kind": "motioner"}, "kind", None),
    "no day": (MOTION | {"raised": "2026-02-30"}, "raised", "Skriv ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD."),
    "a number that is none": (MOTION | {"numbers": ["?"]}, "numbers", "”?” är inget diarienummer."),
    "a name in a list": (MOTION | {"people": [{"name": " "}]}, "people.0.name", "Uppgiften får inte vara tom."),
    "what cannot be kept": (MOTION | {"title": "a\0b"}, "title", "Texten har tecken som inte kan sparas."),
    "a list for a text": (MOTION | {"title": ["a"]}, "title", "Skriv text."),
}


@pytest.mark.parametrize(("sent", "field", "sentence"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_of_its_field(
    sent: Any, field: str, sentence: str | None, registrar: Membership, program_of: ProgramOf
) -> None:
    response = program_of(registrar).ask("POST", "matters", sent)
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    told = json.loads(response.content)
    assert [one["field"] for one in told["errors"]] == [field]
    assert sentence in {None, told["errors"][0]["message"]}
    assert not Matter.objects.exists()


def test_the_rules_of_its_sort_hold_here_too(registrar: Membership, program_of: ProgramOf) -> None:
    program = program_of(registrar)
    nobody = program.post("matters", MOTION | {"people": []}, 422)
    assert [one["field"] for one in nobody["errors"]] == ["people"]
    half = MOTION | {"people": [{"name": "Eva", "party": "V"}]}
    assert "helt namn" in program.post("matters", half, 422)["errors"][0]["message"]
    program.post("matters", half | {"passed": True})


def test_a_number_that_another_matter_has(registrar: Membership, program_of: ProgramOf) -> None:
    program = program_of(registrar)
    program.post("matters", MOTION)
    taken = program.post("matters", MOTION | {"title": "En annan"}, 422)
    assert "hör redan till" in taken["errors"][0]["message"]


SENT = {
    "no JSON": (b"{", "application/json", 400),
    "no UTF-8": (b'{"title": "\xe5"}', "application/json", 400),
    "a form": (b"title=x", "application/x-www-form-urlencoded", 415),
    "nothing": (b"", "application/json", 422),
    "too much": (b'{"title": "' + b"x" * (5 * 1024 * 1024) + b'"}', "application/json", 413),
    "too deep": (b"[" * 100_000, "application/json", 400),
}


@pytest.mark.parametrize(("body", "kind", "status"), SENT.values(), ids=SENT)
def test_what_cannot_be_read_is_a_problem(
    body: bytes, kind: str, status: int, registrar: Membership, program_of: ProgramOf
) -> None:
    headers = {"authorization": f"Bearer {program_of(registrar).secret}"}
    response = Client().generic("POST", "/api/v1/0580/matters", body, kind, headers=headers)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["status"] == status


ADDRESSES = {
    "another method": ("PUT", "matters", 405),
    "no such address": ("GET", "matter", 404),
    "no key": ("GET", "matters/abc", 404),
    "no such cursor": ("GET", "matters?cursor=abc", 422),
    "too many rows": ("GET", "matters?limit=101", 422),
    "no such kind": ("GET", "matters?kind=x", 422),
    "what cannot be looked for": ("GET", "matters?q=%00", 422),
    "a personal number": ("GET", "search?q=19121212-1212", 422),
}


@pytest.mark.parametrize(("method", "path", "status"), ADDRESSES.values(), ids=ADDRESSES)
def test_what_cannot_be_asked_is_a_problem(
    method: str, path: str, status: int, registrar: Membership, program_of: ProgramOf
) -> None:
    response = program_of(registrar).ask(method, path)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Content-Security-Policy"]
    assert (status != 405) or "GET" in response["Allow"]
    assert "19121212" not in response.content.decode()


def test_in_english_for_whoever_asks(registrar: Membership, program_of: ProgramOf) -> None:
    program = program_of(registrar)
    assert program.ask("GET", "matters/abc", Accept_Language="en")["Content-Language"] == "en"
    assert program.ask("GET", "matters/abc")["Content-Language"] == "sv"


def test_a_fault_of_ours_tells_nothing(
    registrar: Membership, program_of: ProgramOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from samfrid.openness.api import reading

    things = things_of(registrar)

    def fail(*_: object) -> None:
        raise RuntimeError("hemligt")

    monkeypatch.setattr(reading, "whole", fail)
    response = program_of(registrar).ask("GET", f"matters/{things.matter.pk}")
    assert response.status_code == 500
    assert "hemligt" not in response.content.decode()


def test_the_written_answer_waits_for_the_meeting(registrar: Membership, program_of: ProgramOf) -> None:
    program, elected = program_of(registrar), program_of(member(registrar.municipality, Role.ELECTED))
    told: dict[str, object] = {
        **MOTION,
        "kind": "interpellation",
        "title": "Interpellation om skyddat boende",
        "raised": "2026-11-02",
    }
    told |= {"addressee": "socialnämndens ordförande", "has_reasons": True, "requests": []}
    key = program.post("matters", told)["id"]
    plan = {"meeting_on": "2026-11-30", "answerer": "Olle Ohlsson", "function": "socialnämndens ordförande"}
    assert program.ask("PUT", f"matters/{key}/reply", plan).status_code == 200
    text = {"text": "Det finns fyra platser.", "at": "2026-11-20T10:00:00+01:00"}
    assert program.ask("PUT", f"matters/{key}/reply/text", text).status_code == 200
    assert program.get(f"matters/{key}")["reply"]["text"] == text["text"]
    assert elected.get(f"matters/{key}")["reply"]["text"] is None
