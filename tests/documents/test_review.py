"""What a person says of a finding: kept with who and when, never overwritten unseen, closed after approval."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from samfrid.audit.queries import history
from samfrid.documents import actions, queries
from samfrid.documents.models import Document, DocumentState, Finding, FindingState
from samfrid.municipalities.models import Membership, Municipality, Role
from tests.conftest import member

Read = Callable[..., Document]
State = FindingState


def finding(document: Document, group: str) -> Finding:
    return document.findings.get(group=group, number=0)


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (actions.accept, State.ACCEPTED),
        (actions.reject, State.REJECTED),
        (actions.absent, State.ABSENT),
    ],
)
def test_an_act_is_kept_with_who_and_in_the_audit(
    read: Read, coordinator: Membership, act: Callable[..., Finding], state: FindingState
) -> None:
    document = read()
    judged = act(coordinator, finding(document, "people"), 0)
    assert (judged.state, judged.version, judged.reviewed_by) == (state, 1, coordinator.user.name)
    assert judged.reviewed_at is not None
    entry = history(document)[0]
    assert entry.act == f"documents.{act.__name__}"
    assert entry.detail == {"group": "people", "number": 0}


def test_the_audit_never_holds_what_was_read_or_written(read: Read, coordinator: Membership) -> None:
    document = read()
    actions.edit(coordinator, finding(document, "people"), 0, {"name": "Karin Ekman", "party": "V", "role": "author"})
    told = " ".join(str(entry.detail) for entry in history(document))
    assert "Karin" not in told


def test_an_edit_keeps_what_was_read(read: Read, coordinator: Membership) -> None:
    document = read()
    edited = actions.edit(coordinator, finding(document, "date"), 0, "2022-03-29")
    assert (edited.proposed, edited.edited, edited.value) == ("2022-03-28", "2022-03-29", "2022-03-29")
    assert edited.state == State.EDITED
    assert edited.kept


def test_an_edit_that_changes_nothing_is_an_acceptance(read: Read, coordinator: Membership) -> None:
    document = read()
    same = actions.edit(coordinator, finding(document, "date"), 0, "2022-03-28")
    assert (same.state, same.edited) == (State.ACCEPTED, None)


def test_to_open_again_brings_back_the_readers_words(read: Read, coordinator: Membership) -> None:
    document = read()
    edited = actions.edit(coordinator, finding(document, "date"), 0, "2022-03-29")
    opened = actions.reopen(coordinator, edited, 1)
    assert (opened.state, opened.value, opened.reviewed_by) == (State.PROPOSED, "2022-03-28", "")


def test_who_comes_second_is_told_what_the_first_said_and_nothing_is_overwritten(
    read: Read, coordinator: Membership, registrar: Membership
) -> None:
    document = read()
    seen_by_both = finding(document, "people")
    actions.reject(coordinator, seen_by_both, seen_by_both.version)
    with pytest.raises(actions.OvertakenError, match=f"{coordinator.user.name} hann före: uppgiften är avvisad"):
        actions.accept(registrar, seen_by_both, seen_by_both.version)
    assert finding(document, "people").state == State.REJECTED
    assert history(document)[0].act == "documents.reject"


def test_all_that_is_certain_is_accepted_and_nothing_else(read: Read, coordinator: Membership) -> None:
    document = read()
    actions.reject(coordinator, finding(document, "title"), 0)
    assert actions.accept_certain(coordinator, document) == 4
    states = {one.group: one.state for one in document.findings.all()}
    assert states == {
        "type": State.ACCEPTED,
        "municipality": State.ACCEPTED,
        "date": State.ACCEPTED,
        "people": State.ACCEPTED,
        "title": State.REJECTED,
        "diary_numbers": State.PROPOSED,
        "proposals": State.PROPOSED,
    }
    assert actions.accept_certain(coordinator, document) == 0
    assert [entry.act for entry in history(document)].count("documents.accept_certain") == 1


def test_another_municipality_in_the_text_is_never_accepted_with_the_rest(read: Read, coordinator: Membership) -> None:
    document = read(municipality={"name": "Trelleborg", "code": "1287"})
    actions.accept_certain(coordinator, document)
    assert finding(document, "municipality").state == State.PROPOSED


def test_a_person_adds_what_the_reader_missed(read: Read, coordinator: Membership) -> None:
    document = read(date=None)
    added = actions.add(coordinator, document, "date", "2022-03-28")
    assert (added.proposed, added.value, added.state) == (None, "2022-03-28", State.EDITED)
    with pytest.raises(ValidationError, match="finns redan"):
        actions.add(coordinator, document, "date", "2022-03-29")


def test_a_document_may_have_several_diary_numbers(read: Read, coordinator: Membership) -> None:
    document = read()
    assert actions.add(coordinator, document, "diary_numbers", "SN 2022/41").number == 1


def test_an_addition_that_is_taken_back_is_gone(read: Read, coordinator: Membership) -> None:
    document = read(date=None)
    added = actions.add(coordinator, document, "date", "2022-03-28")
    actions.reopen(coordinator, added, added.version)
    assert not document.findings.filter(group="date").exists()
    assert history(document)[0].act == "documents.withdraw"


@pytest.mark.parametrize("state", [DocumentState.APPROVED, DocumentState.READING, DocumentState.FAILED])
def test_only_a_document_under_review_is_judged(read: Read, coordinator: Membership, state: DocumentState) -> None:
    document = read()
    Document.objects.filter(pk=document.pk).update(state=state)
    one = finding(document, "people")
    for act in (
        lambda: actions.accept(coordinator, one, 0),
        lambda: actions.edit(coordinator, one, 0, {"name": "x"}),
        lambda: actions.accept_certain(coordinator, document),
        lambda: actions.add(coordinator, document, "addressee", "kommunstyrelsen"),
        lambda: actions.confirm_municipality(coordinator, document, "0580"),
    ):
        with pytest.raises(ValidationError):
            act()
    assert finding(document, "people").state == State.PROPOSED


def test_the_elected_may_not_judge(read: Read, elected: Membership) -> None:
    document = read()
    with pytest.raises(PermissionDenied):
        actions.accept(elected, finding(document, "people"), 0)


def test_another_municipalitys_people_may_not_judge(read: Read, vallentuna: Municipality) -> None:
    document = read()
    one = finding(document, "people")
    stranger = member(vallentuna, Role.COORDINATOR)
    with pytest.raises(PermissionDenied):
        actions.accept(stranger, one, 0)


def test_confirming_the_municipality_settles_the_proposal_too(read: Read, coordinator: Membership) -> None:
    document = read(municipality={"name": "Trelleborg", "code": "1287"})
    confirmed = actions.confirm_municipality(coordinator, document, "0580")
    assert confirmed.confirmed_municipality == "0580"
    one = finding(document, "municipality")
    assert (one.state, one.value) == (State.EDITED, {"code": "0580", "name": "Linköping"})
    assert one.proposed == {"name": "Trelleborg", "code": "1287"}


def test_another_municipality_is_not_confirmed_here(read: Read, coordinator: Membership) -> None:
    document = read(municipality=None)
    with pytest.raises(ValidationError, match="flyttas"):
        actions.confirm_municipality(coordinator, document, "1287")


def test_the_tally_leaves_out_a_municipality_that_is_asked_about(read: Read, coordinator: Membership) -> None:
    own = queries.tally(read())
    assert (own.total, own.left, own.certain_left) == (7, 7, 5)


def test_the_tally_of_a_strangers_document(read: Read, coordinator: Membership) -> None:
    document = read(municipality={"name": "Trelleborg", "code": "1287"})
    actions.accept(coordinator, finding(document, "date"), 0)
    tally = queries.tally(document)
    assert (tally.total, tally.left, tally.done, tally.certain_left) == (6, 5, 1, 3)


def test_what_the_database_cannot_hold_is_replaced_sign_by_sign(read: Read) -> None:
    bad: dict[str, Any] = {"text": "a\x00b\ud800c", "list": ["\x00"]}
    assert actions.reading.storable(bad) == {"text": "a\ufffdb\ufffdc", "list": ["\ufffd"]}
    document = read(title="Mo\x00tion")
    assert document.title == "Mo\ufffdtion"
