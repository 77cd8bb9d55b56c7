"""Editions: frozen, sent, corrected; what is in them and what is not."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any, Final

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from samfrid.commitments.actions import (
    EvidenceIn,
    assign,
    commit,
    override,
    report,
    set_contact,
    set_due,
    set_report_back,
)
from samfrid.commitments.models import Commitment, Computed, EvidenceKind, Execution
from samfrid.editions import files, shown
from samfrid.editions.actions import (
    correct_edition,
    discard_edition,
    make_edition,
    remake_edition,
    save_form,
    send_edition,
)
from samfrid.editions.models import Edition, EditionRow
from samfrid.editions.queries import kept
from samfrid.editions.rules.moved import Move
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Body, Contact, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter, within
from tests.conftest import member

JUNE: Final = dt.date(2026, 6, 30)
DAY: Final = dt.date(2026, 11, 22)
LATER: Final = dt.date(2026, 12, 22)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", LATER.isoformat())


@pytest.fixture
def council(coordinator: Membership) -> Body:
    return body_named(coordinator, "kommunfullmäktige")


def _commit(actor: Membership, text: str, **more: Any) -> Commitment:
    return commit(actor, text=text, **more)


def _told(actor: Membership, one: Commitment, execution: Execution, on: dt.date = DAY, text: str = "") -> None:
    evidence = [EvidenceIn(EvidenceKind.WORDS, text="Rapporten är antagen")] if execution == Execution.DONE else ()
    report(actor, one, on=on, execution=execution, text=text, evidence=evidence, today=LATER)


def _what(edition: Edition) -> list[str]:
    return [str(one.values["what"]) for one in kept.rows_of(edition)]


def _moves(edition: Edition) -> dict[str, set[Move]]:
    rows = [*kept.rows_of(edition), *kept.gone_of(edition)]
    return {str(one.values["what"]): {change.kind for change in one.moved} for one in rows if one.moved}


def test_an_edition_is_as_the_list_was_whatever_happens_later(coordinator: Membership, council: Body) -> None:
    one = _commit(coordinator, "Kartlägga våldet", due=PartialDate.parse("2026-12-31"))
    edition = make_edition(coordinator, body=council, on=DAY)
    before = files.made(files.of_edition(edition, "Linköping"), "pdf")
    sheet = files.made(files.of_edition(edition, "Linköping"), "xlsx")
    send_edition(coordinator, edition, on=DAY)
    assign(coordinator, one, unit_named(coordinator, "Socialförvaltningen"))
    _told(coordinator, one, Execution.UNDER_WAY)
    Commitment.objects.filter(pk=one.pk).update(text="Något annat")
    kept_one = Edition.objects.get(pk=edition.pk)
    assert _what(kept_one) == ["Kartlägga våldet"]
    assert kept.rows_of(kept_one)[0].values["state"] == "inget rapporterat"
    again = files.of_edition(Edition.objects.select_related("body").get(pk=edition.pk), "Linköping")
    assert [row.values for row in again.rows] == [row.values for row in files.of_edition(edition, "Linköping").rows]
    assert before[:4] == b"%PDF"
    assert load_workbook(io.BytesIO(sheet)).active["B2"].value == "Kartlägga våldet"
    assert files.made(again, "xlsx") == files.made(again, "xlsx")
    assert files.made(again, "pdf") == files.made(again, "pdf")


def test_a_draft_is_made_anew_and_what_is_sent_is_not(coordinator: Membership, council: Body) -> None:
    _commit(coordinator, "Ett")
    edition = make_edition(coordinator, body=council, on=DAY)
    _commit(coordinator, "Två")
    assert _what(remake_edition(coordinator, edition, on=LATER)) == ["Ett", "Två"]
    sent = send_edition(coordinator, edition, on=LATER)
    assert (sent.label, sent.sent_by) == ("2026:1", coordinator.actor_name)
    for act in (
        lambda: remake_edition(coordinator, edition, on=LATER),
        lambda: discard_edition(coordinator, edition),
        lambda: send_edition(coordinator, edition, on=LATER),
    ):
        with pytest.raises(ValidationError, match="ändras inte mer"):
            act()


INSERT: Final = """
INSERT INTO editions_editionrow (id, created_at, position, commitment, access, gone, values, moved, execution, settled,
                                 late, responsible, edition_id, municipality_id)
SELECT gen_random_uuid(), now(), 99, gen_random_uuid(), access, gone, values, moved, execution, settled, late,
       responsible, edition_id, municipality_id FROM editions_editionrow
"""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE editions_edition SET name = 'x'",
        "UPDATE editions_edition SET sent_on = NULL, number = NULL, year = NULL",
        "DELETE FROM editions_editionrow",
        "UPDATE editions_editionrow SET values = '{}'",
        INSERT,
    ],
)
def test_the_database_refuses_to_change_what_was_sent(coordinator: Membership, council: Body, statement: str) -> None:
    _commit(coordinator, "Ett")
    send_edition(coordinator, make_edition(coordinator, body=council, on=DAY), on=DAY)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_draft_can_be_discarded(coordinator: Membership, council: Body) -> None:
    _commit(coordinator, "Ett")
    discard_edition(coordinator, make_edition(coordinator, body=council, on=DAY))
    assert not Edition.objects.exists()
    assert not EditionRow.objects.exists()
    assert Commitment.objects.count() == 1


def test_numbers_are_of_the_body_and_the_year(coordinator: Membership, council: Body) -> None:
    other = body_named(coordinator, "socialnämnden")
    labels = [
        send_edition(coordinator, make_edition(coordinator, body=body, on=on), on=on, today=on).label
        for body, on in (
            (council, JUNE),
            (council, DAY),
            (other, DAY),
            (council, dt.date(2027, 1, 10)),
        )
    ]
    assert labels == ["2026:1", "2026:2", "2026:1", "2027:1"]


@pytest.mark.parametrize(("on", "words"), [(JUNE, "kan inte ha skickats före"), (dt.date(2027, 1, 1), "inte varit än")])
def test_the_day_of_sending_is_neither_before_nor_to_come(
    coordinator: Membership, council: Body, on: dt.date, words: str
) -> None:
    edition = make_edition(coordinator, body=council, on=DAY)
    with pytest.raises(ValidationError, match=words):
        send_edition(coordinator, edition, on=on)
    assert Edition.objects.get().sent_on is None


def test_what_has_moved_since_the_last_one(coordinator: Membership, council: Body) -> None:
    texts = ("Klart", "Besked", "Ny dag", "Ny ansvarig", "Sent", "Bort", "Lika")
    due = PartialDate.parse("2026-12-01")
    every = {text: _commit(coordinator, text, due=due if text in ("Ny dag", "Sent") else None) for text in texts}
    save_form(coordinator, council, columns=["what"])
    send_edition(coordinator, make_edition(coordinator, body=council, on=DAY), on=DAY)
    _told(coordinator, every["Klart"], Execution.DONE, LATER)
    _told(coordinator, every["Besked"], Execution.UNDER_WAY, LATER)
    set_due(coordinator, every["Ny dag"], PartialDate.parse("2027-05"))
    assign(coordinator, every["Ny ansvarig"], unit_named(coordinator, "Skolan"))
    Commitment.objects.filter(pk=every["Bort"].pk).delete()
    _commit(coordinator, "Nytt")
    edition = make_edition(coordinator, body=council, on=LATER)
    assert _moves(edition) == {
        "Klart": {Move.DONE},
        "Besked": {Move.REPORTED},
        "Ny dag": {Move.DUE},
        "Ny ansvarig": {Move.RESPONSIBLE},
        "Sent": {Move.LATE},
        "Bort": {Move.GONE},
        "Nytt": {Move.NEW},
    }
    send_edition(coordinator, edition, on=LATER)
    last = make_edition(coordinator, body=council, on=LATER)
    assert _moves(last) == {}
    assert "Klart" not in _what(last), "what was told as settled is not told again"


def test_a_state_set_by_hand_counts_and_says_why(coordinator: Membership, council: Body) -> None:
    one = _commit(coordinator, "Sent", due=PartialDate.parse("2026-10-01"))
    override(coordinator, one, state=Computed.LATE, value=False, reason="Anstånd", until=dt.date(2027, 3, 1))
    row = EditionRow.objects.get(edition=make_edition(coordinator, body=council, on=LATER))
    assert row.late is False
    assert "Anstånd" in " ".join(row.values["by_hand"])


@pytest.fixture
def mixed(coordinator: Membership) -> None:
    _commit(coordinator, "Öppet")
    _commit(coordinator, "Internt", access=Access.INTERNAL)
    _commit(coordinator, "Hemligt", access=Access.CONFIDENTIAL)


@pytest.mark.usefixtures("mixed")
def test_a_public_edition_tells_nothing_of_what_is_not(coordinator: Membership, council: Body) -> None:
    public = make_edition(coordinator, body=council, on=DAY, public=True)
    closed = make_edition(coordinator, body=council, on=DAY, public=False)
    assert (_what(public), public.access) == (["Öppet"], Access.PUBLIC)
    assert (set(_what(closed)), closed.access) == ({"Öppet", "Internt", "Hemligt"}, Access.CONFIDENTIAL)
    told = str([one["rows"] for one in public.pictures])
    assert "3" not in told.replace("2026", "").replace("2023", "")
    assert Commitment.objects.count() == 3, "what the maker sees is as it was"


@pytest.mark.usefixtures("mixed")
def test_what_has_been_closed_since_is_not_told_as_gone(coordinator: Membership, council: Body) -> None:
    send_edition(coordinator, make_edition(coordinator, body=council, on=DAY, public=True), on=DAY)
    Commitment.objects.filter(text="Öppet").update(access=Access.CONFIDENTIAL)
    later = make_edition(coordinator, body=council, on=LATER, public=True)
    assert (_what(later), _moves(later)) == ([], {})


@pytest.mark.usefixtures("mixed")
def test_a_public_draft_with_something_closed_since_is_not_sent(coordinator: Membership, council: Body) -> None:
    draft = make_edition(coordinator, body=council, on=DAY, public=True)
    Commitment.objects.filter(text="Öppet").update(access=Access.INTERNAL)
    with pytest.raises(ValidationError, match="inte offentligt längre"):
        send_edition(coordinator, draft, on=DAY)
    assert send_edition(coordinator, remake_edition(coordinator, draft, on=DAY), on=DAY).sent_on == DAY


@pytest.mark.usefixtures("mixed")
def test_whoever_may_not_read_sees_neither_the_edition_nor_its_rows(coordinator: Membership, council: Body) -> None:
    public = send_edition(coordinator, make_edition(coordinator, body=council, on=DAY, public=True), on=DAY)
    send_edition(coordinator, make_edition(coordinator, body=council, on=DAY, public=False), on=DAY)
    with within("0580", clearance=Access.PUBLIC):
        assert list(Edition.objects.all()) == [public]
        assert {row.values["what"] for row in EditionRow.objects.all()} == {"Öppet"}
    with within("0580", clearance=Access.INTERNAL):
        assert Edition.objects.count() == 1, "one that has what she may not read is not half there"


def test_a_public_row_names_no_person(coordinator: Membership, council: Body) -> None:
    unit = unit_named(coordinator, "Socialförvaltningen")
    one = _commit(coordinator, "Ett", responsible=unit)
    contact = Contact.objects.create(
        municipality=coordinator.municipality, unit=unit, name="Karin Ek", function="Verksamhetschef", email="k@x.se"
    )
    set_contact(coordinator, one, contact)
    _told(coordinator, one, Execution.UNDER_WAY, text="Enkäten är ute")
    edition = make_edition(coordinator, body=council, on=DAY, public=True, columns=["what", "contact", "last_word"])
    values = str(EditionRow.objects.get(edition=edition).values)
    assert "Verksamhetschef" in values
    assert "Enkäten är ute" in values
    assert "Karin" not in values
    assert coordinator.actor_name not in values


def test_evidence_that_is_not_public_is_not_in_a_public_one(coordinator: Membership, council: Body) -> None:
    one = _commit(coordinator, "Ett")
    shown_by = [
        EvidenceIn(EvidenceKind.WORDS, text="Öppen rapport"),
        EvidenceIn(EvidenceKind.WORDS, text="Sluten utredning", access=Access.CONFIDENTIAL),
    ]
    report(coordinator, one, on=DAY, execution=Execution.DONE, evidence=shown_by, today=LATER)
    rows = [
        EditionRow.objects.get(edition=make_edition(coordinator, body=council, on=DAY, public=public)).values
        for public in (True, False)
    ]
    assert [sorted(row["evidence"]) for row in rows] == [["Öppen rapport"], ["Sluten utredning", "Öppen rapport"]]
    assert EditionRow.objects.get(edition__public=False).access == Access.CONFIDENTIAL


def test_the_sender_of_a_public_one_is_warned(coordinator: Membership, council: Body) -> None:
    _commit(coordinator, "Ring Karin, 070-123 45 67")
    edition = make_edition(coordinator, body=council, on=DAY, public=True)
    warned = shown.warnings_of(edition)
    assert [one.where for one in warned] == ["Rad 1, Vad"]
    assert "070" not in str(warned)
    with pytest.raises(ValidationError, match="Läs varningarna"):
        send_edition(coordinator, edition, on=DAY, seen_warnings=False)
    assert send_edition(coordinator, edition, on=DAY, seen_warnings=True).label == "2026:1"


def test_sending_reports_back_what_is_for_that_body(coordinator: Membership, council: Body) -> None:
    mine, other = _commit(coordinator, "Mitt"), _commit(coordinator, "Annat")
    set_report_back(coordinator, mine, on=LATER, body=council)
    set_report_back(coordinator, other, on=LATER, body=body_named(coordinator, "socialnämnden"))
    send_edition(coordinator, make_edition(coordinator, body=council, on=DAY), on=DAY, report_back=True)
    assert dict(Commitment.objects.values_list("text", "reported_back_on")) == {"Mitt": DAY, "Annat": None}


def test_a_correction_is_a_new_edition_that_says_what_it_corrects(coordinator: Membership, council: Body) -> None:
    one = _commit(coordinator, "Ett")
    sent = send_edition(coordinator, make_edition(coordinator, body=council, on=DAY), on=DAY)
    _told(coordinator, one, Execution.UNDER_WAY, DAY)
    made = correct_edition(coordinator, sent, on=LATER, correction="Läget för rad 1 var fel.")
    assert (made.corrects_id, made.previous_id, made.sent_on) == (sent.pk, None, None)
    assert send_edition(coordinator, made, on=LATER).label == "2026:2"
    paper = files.paper(files.of_edition(made, "Linköping"))
    assert "Rättelse av 2026:1: Läget för rad 1 var fel." in str(paper.blocks)
    assert kept.corrections_of(sent) == [made]


@pytest.mark.parametrize("words", ["", "   "])
def test_a_correction_without_words_is_refused(coordinator: Membership, council: Body, words: str) -> None:
    sent = send_edition(coordinator, make_edition(coordinator, body=council, on=DAY), on=DAY)
    with pytest.raises(ValidationError, match="Skriv vad som var fel"):
        correct_edition(coordinator, sent, on=LATER, correction=words)
    assert Edition.objects.count() == 1


def test_a_draft_is_not_corrected(coordinator: Membership, council: Body) -> None:
    with pytest.raises(ValidationError, match="inte skickad"):
        correct_edition(coordinator, make_edition(coordinator, body=council, on=DAY), on=DAY, correction="Fel")


def test_the_form_of_a_body_decides(coordinator: Membership, council: Body) -> None:
    unit = unit_named(coordinator, "Skolan")
    _commit(coordinator, "Skolans", responsible=unit)
    _commit(coordinator, "Annans")
    save_form(coordinator, None, columns=["number", "what"], heading="Vår lista")
    save_form(coordinator, council, columns=["what", "due"], heading="Till KF", introduction="Hej", unit=unit)
    mine = make_edition(coordinator, body=council, on=DAY)
    other = make_edition(coordinator, body=body_named(coordinator, "socialnämnden"), on=DAY)
    assert (mine.name, mine.introduction, mine.columns, _what(mine)) == ("Till KF", "Hej", ["what", "due"], ["Skolans"])
    assert mine.narrowed == "som Skolan ansvarar för"
    assert (other.name, other.columns, len(_what(other))) == ("Vår lista", ["number", "what"], 2)


def test_a_list_says_what_is_to_be_done(coordinator: Membership, council: Body) -> None:
    with pytest.raises(ValidationError, match="Kolumnen Vad"):
        save_form(coordinator, council, columns=["due", "nonsens"])
    with pytest.raises(ValidationError, match="Kolumnen Vad"):
        make_edition(coordinator, body=council, on=DAY, columns=["due"])


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ELECTED, Role.ADMINISTRATOR])
def test_who_may_not_make_them(coordinator: Membership, council: Body, role: Role) -> None:
    edition = make_edition(coordinator, body=council, on=DAY)
    other = member(coordinator.municipality, role)
    for act in (
        lambda: make_edition(other, body=council, on=DAY),
        lambda: send_edition(other, edition, on=DAY),
        lambda: save_form(other, council, columns=["what"]),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_another_municipalitys_editions_are_not_there(
    coordinator: Membership, council: Body, vallentuna: Municipality
) -> None:
    _commit(coordinator, "Ett")
    edition = make_edition(coordinator, body=council, on=DAY)
    stranger = member(vallentuna, Role.COORDINATOR)
    assert not Edition.objects.exists()
    assert not EditionRow.objects.exists()
    with pytest.raises(PermissionDenied):
        send_edition(stranger, edition, on=DAY)
    enter("0580")


def test_the_number_of_statements_does_not_grow_with_the_rows(coordinator: Membership, council: Body) -> None:
    counts = []
    for _round in range(2):
        for number in range(10):
            _told(coordinator, _commit(coordinator, f"Nr {number}"), Execution.UNDER_WAY)
        with CaptureQueriesContext(connection) as asked:
            edition = make_edition(coordinator, body=council, on=DAY)
        counts.append(len(asked))
        discard_edition(coordinator, edition)
    assert counts[0] == counts[1] <= 30
