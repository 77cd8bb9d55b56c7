"""Reports with what shows them: what is asked for, what is refused, what still proves that it is done."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from samfrid.audit.queries import history
from samfrid.commitments import actions, queries
from samfrid.commitments.actions import EvidenceIn, Overtaken
from samfrid.commitments.models import Commitment, Evidence, EvidenceKind, Execution, Progress, Via
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import within
from samfrid.provenance.actions import Sentence
from samfrid.search import texts
from tests.conftest import member

D = dt.date
TODAY = D(2026, 11, 22)
WORDS = EvidenceIn(EvidenceKind.WORDS, "Rapport 2026:4")
SECRET = EvidenceIn(EvidenceKind.WORDS, "Utredning om en person", access=Access.CONFIDENTIAL)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


@pytest.fixture
def officer(linkoping: Municipality) -> Membership:
    return member(linkoping, Role.OFFICER)


@pytest.fixture
def made(coordinator: Membership) -> Commitment:
    return actions.commit(coordinator, text="Kartlägga våldet", promised_on=D(2024, 1, 1))


def report(actor: Any, made: Commitment, execution: Execution, on: D = TODAY, **more: Any) -> Progress:
    return actions.report(actor, made, on=on, execution=execution, today=TODAY, **more)


def again(made: Commitment) -> Commitment:
    return Commitment.objects.get(pk=made.pk)


def errors(act: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        act()
    return refused.value.message_dict


@pytest.mark.parametrize(
    ("execution", "more", "field", "sentence"),
    [
        (Execution.DONE, {}, "evidence", "visar att det är genomfört"),
        (Execution.DONE, {"evidence": "  "}, "evidence", "visar att det är genomfört"),
        (Execution.CANNOT, {"decides": "Nämnden"}, "text", "Skriv varför"),
        (Execution.CANNOT, {"text": "Medel saknas"}, "decides", "vem som beslutar"),
        (Execution.OVERTAKEN, {"text": "Ersatt"}, "overtaken_by", "vilket beslut"),
        (Execution.UNDER_WAY, {"share_done": 101}, "share_done", "0 till 100"),
        (Execution.UNKNOWN, {}, "execution", "Välj hur långt"),
        (Execution.DONE, {"evidence": [EvidenceIn("hittepå", "x")]}, "evidence", "Välj vad det är"),
        (Execution.DONE, {"evidence": [EvidenceIn(EvidenceKind.LINK)]}, "evidence", "ange en länk"),
        (Execution.DONE, {"evidence": [EvidenceIn(EvidenceKind.LINK, url="ftp://x")]}, "evidence_url", "https://"),
        (
            Execution.DONE,
            {"evidence": [EvidenceIn(EvidenceKind.LINK, url="https://a:b@x.se")]},
            "evidence_url",
            "följa",
        ),
        (Execution.DONE, {"evidence": [SECRET]}, "access", "själv inte får läsa"),
    ],
)
def test_what_a_report_must_say(
    officer: Membership, made: Commitment, execution: Execution, more: dict[str, Any], field: str, sentence: str
) -> None:
    told = errors(lambda: report(officer, made, execution, **more))
    assert sentence in " ".join(told[field])
    assert made.progress.count() == 0


def test_share_and_words_are_kept(officer: Membership, made: Commitment) -> None:
    report(officer, made, Execution.UNDER_WAY, share_done=40, text="Enkäten är ute")
    assert again(made).share_done == 40
    report(officer, made, Execution.PARTLY_DONE)
    assert again(made).share_done == 40, "whoever says nothing of the share leaves it"
    report(officer, made, Execution.DONE, evidence="https://kommunen.se/rapport.pdf")
    one = Evidence.objects.get()
    assert (one.kind, one.url, one.text) == (EvidenceKind.LINK, "https://kommunen.se/rapport.pdf", "")
    assert (again(made).share_done, again(made).proven) == (100, True)


def test_no_change_keeps_the_state_and_breaks_the_silence(officer: Membership, made: Commitment) -> None:
    report(officer, made, Execution.UNDER_WAY, D(2026, 1, 1), share_done=30)
    told = report(officer, made, Execution.UNDER_WAY, no_change=True)
    assert (told.no_change, told.execution) == (True, Execution.UNDER_WAY)
    found = again(made)
    assert (found.execution, found.share_done, found.last_word_on) == (Execution.UNDER_WAY, 30, TODAY)


def test_no_change_where_nothing_was_said_is_not_begun(officer: Membership, made: Commitment) -> None:
    assert report(officer, made, Execution.UNKNOWN, no_change=True).execution == Execution.NOT_STARTED


def test_who_may_settle_may_waive_and_it_shows(coordinator: Membership, made: Commitment) -> None:
    told = report(coordinator, made, Execution.DONE)
    assert (told.waived, again(made).proven) == (True, False)
    assert history(made)[0].detail["waived"] is True
    actions.add_evidence(coordinator, told, "KS § 9")
    assert again(made).proven


def test_a_link_has_no_trust_of_its_own(coordinator: Membership, made: Commitment) -> None:
    """Who comes by a link acts through the system, which may settle; she may not."""
    link = SystemActor(made.municipality_id, "Anna Berg")
    assert "evidence" in errors(lambda: report(link, made, Execution.DONE, via=Via.LINK))
    told = report(link, made, Execution.CANNOT, via=Via.LINK, text="Lokalen är såld", by="Anna Berg")
    assert (told.reported_by, told.via) == ("Anna Berg", Via.LINK)
    assert "avslutat" in errors(lambda: report(link, made, Execution.UNDER_WAY, via=Via.LINK))["execution"][0]


def test_a_closed_commitment_takes_no_report(officer: Membership, coordinator: Membership, made: Commitment) -> None:
    report(officer, made, Execution.DONE, evidence=[WORDS])
    for execution in (Execution.UNDER_WAY, Execution.DONE):
        told = errors(lambda execution=execution: report(officer, made, execution, evidence=[WORDS]))
        assert "Åtagandet är avslutat (genomfört 22" in told["execution"][0]
    # what is told of an earlier day is history, and opens nothing
    report(officer, made, Execution.UNDER_WAY, D(2025, 1, 1))
    assert again(made).execution == Execution.DONE
    # neither does what a document says
    report(officer, made, Execution.UNDER_WAY, via=Via.DOCUMENT, text="Enligt protokollet")
    assert (again(made).execution, made.progress.count()) == (Execution.DONE, 3)
    report(coordinator, made, Execution.UNDER_WAY)
    assert (again(made).execution, again(made).proven) == (Execution.UNDER_WAY, False)
    # what showed it before it was opened again shows nothing now
    report(coordinator, made, Execution.DONE)
    assert not again(made).proven


def test_two_at_once(officer: Membership, coordinator: Membership, made: Commitment) -> None:
    report(coordinator, made, Execution.UNDER_WAY, D(2026, 11, 1), text="Enkäten är ute", as_seen=None)
    told = errors(lambda: report(officer, made, Execution.NOT_STARTED, as_seen=None))
    said = told["as_seen"][0].replace("\N{NO-BREAK SPACE}", " ")
    assert "Samordnare Linköping har rapporterat ”pågår” för 1 november 2026" in said
    assert "Enkäten är ute" in said
    assert made.progress.count() == 1
    latest = queries.latest_report(made)
    assert latest
    assert report(officer, made, Execution.PARTLY_DONE, as_seen=latest.pk)
    assert errors(lambda: report(officer, made, Execution.DONE, as_seen=uuid.uuid4()))["as_seen"]


def test_overtaken_names_the_decision(officer: Membership, made: Commitment) -> None:
    key = uuid.uuid4()
    told = report(
        officer, made, Execution.OVERTAKEN, overtaken_by=Overtaken("KF 3 maj 2026 § 12", "matters.decision", key)
    )
    assert (told.overtaken_by_kind, told.overtaken_by_id) == ("matters.decision", key)
    assert told.overtaken_by_label == "KF 3 maj 2026 § 12"


def test_withdrawn_evidence_proves_nothing(officer: Membership, made: Commitment) -> None:
    told = report(officer, made, Execution.DONE, evidence=[WORDS, EvidenceIn(EvidenceKind.MEETING, "KF 3 maj")])
    first, second = told.evidence.order_by("text")
    assert "reason" in errors(lambda: actions.withdraw_evidence(officer, first, reason=" "))
    gone = actions.withdraw_evidence(officer, first, reason="Fel rapport", today=TODAY)
    assert (gone.withdrawn_on, gone.withdrawn_why, gone.withdrawn_by) == (TODAY, "Fel rapport", officer.user.name)
    assert again(made).proven
    actions.withdraw_evidence(officer, second, reason="Mötet ställdes in", today=TODAY)
    found = again(made)
    assert (found.execution, found.proven) == (Execution.DONE, False)
    assert (
        "redan dragit tillbaka"
        in errors(lambda: actions.withdraw_evidence(officer, second, reason="igen"))["reason"][0]
    )
    assert told.evidence.count() == 2, "nothing is lost"


def test_confidential_evidence_proves_for_all(
    officer: Membership, coordinator: Membership, elected: Membership, made: Commitment
) -> None:
    told = report(coordinator, made, Execution.DONE, evidence=[WORDS, SECRET])
    code, user = made.municipality_id, str(officer.user_id)
    with within(code, user, Access.INTERNAL):
        seen = told.evidence.get()
        # she cannot see the other, which still stands
        actions.withdraw_evidence(officer, seen, reason="Fel rapport", today=TODAY)
        assert again(made).proven
        assert told.evidence.count() == 1, "she sees as before, not what proves"
    with within(code, None, Access.PUBLIC):
        assert again(made).proven
    secret = told.evidence.get(access=Access.CONFIDENTIAL)
    with pytest.raises(PermissionDenied):
        actions.withdraw_evidence(officer, secret, reason="x")
    actions.withdraw_evidence(coordinator, secret, reason="Förlagd", today=TODAY)
    assert not again(made).proven


def test_sentences_of_a_document_show_it(coordinator: Membership, made: Commitment) -> None:
    key = uuid.uuid4()
    sentences = [Sentence(key, "Protokoll", at, at + 5, "Klart", 1) for at in (0, 10)]
    report(coordinator, made, Execution.DONE, via=Via.DOCUMENT, sentences=sentences)
    one = Evidence.objects.get()
    assert (one.kind, one.record_kind, one.record_id, one.text) == ("sentence", "documents.document", key, "Protokoll")
    assert again(made).proven
    known = actions.commit(coordinator, text="Y", execution=Execution.DONE, said_on=TODAY, sentences=sentences)
    assert again(known).proven
    bare = actions.commit(coordinator, text="Z", execution=Execution.DONE, said_on=TODAY)
    assert (again(bare).proven, bare.progress.get().waived) == (False, True)


def test_done_settles_the_turn_of_what_comes_back(officer: Membership, coordinator: Membership) -> None:
    made = actions.commit(coordinator, text="Utbilda personalen", due=PartialDate.parse("2026-01-31"), every_months=1)
    told = report(officer, made, Execution.DONE, evidence=[WORDS])
    found = again(made)
    assert told.turn_on == D(2026, 1, 31)
    assert (found.due_on, found.execution, found.share_done, found.proven) == (
        D(2026, 2, 28),
        Execution.NOT_STARTED,
        None,
        False,
    )
    report(officer, made, Execution.DONE, evidence=[WORDS])
    assert again(made).due_on == D(2026, 3, 31), "the short month moves nothing"
    # the rhythm ends, and done is done; the turns before show nothing of it
    same: dict[str, Any] = {"kind": "", "level": "", "arena": "", "starts_on": None, "tags": ()}
    actions.describe(coordinator, found, every_months=None, **same)
    report(coordinator, made, Execution.DONE)
    assert (again(made).execution, again(made).proven) == (Execution.DONE, False)
    assert "due" in errors(
        lambda: actions.describe(coordinator, actions.commit(coordinator, text="X"), every_months=12, **same)
    )
    other = actions.commit(coordinator, text="X", due=PartialDate.parse("2027"), every_months=12)
    assert "rytmen" in errors(lambda: actions.set_due(coordinator, other, None))["due"][0]


def test_reporting_back(officer: Membership, coordinator: Membership, made: Commitment) -> None:
    actions.set_report_back(coordinator, made, on=D(2026, 10, 1), body=None)
    assert "inte varit" in errors(lambda: actions.reported_back(officer, made, on=D(2026, 12, 1), today=TODAY))["on"][0]
    assert actions.reported_back(officer, made, on=D(2026, 9, 28), where="KF § 12", today=TODAY).reported_back_on
    assert history(made)[0].detail["where"] == "KF § 12"
    # another day is another telling
    assert actions.set_report_back(coordinator, made, on=D(2027, 10, 1), body=None).reported_back_on is None


def test_what_a_document_without_a_day_said_is_confirmed_with_evidence(
    officer: Membership, coordinator: Membership
) -> None:
    made = actions.commit(coordinator, text="Dela ut kontaktkort", execution=Execution.DONE)
    assert "avslutat" in errors(lambda: report(officer, made, Execution.UNDER_WAY))["execution"][0]
    report(officer, made, Execution.DONE, evidence=[WORDS])
    assert again(made).proven


def test_confidential_evidence_is_not_found_by_its_words(coordinator: Membership, made: Commitment) -> None:
    report(coordinator, made, Execution.DONE, evidence=[WORDS, SECRET])
    (found,) = texts.commitments([made.pk])
    assert "Rapport 2026:4" in str(found)
    assert "Utredning om en person" not in str(found)


def test_how_much_is_done_of_what_was_opened_again_nobody_has_said(coordinator: Membership, made: Commitment) -> None:
    report(coordinator, made, Execution.DONE, evidence=[WORDS])
    report(coordinator, made, Execution.UNDER_WAY, text="Mer behövs")
    assert again(made).share_done is None
    report(coordinator, made, Execution.UNDER_WAY, text="En bit", share_done=40)
    report(coordinator, made, Execution.PARTLY_DONE, text="Vidare")
    assert again(made).share_done == 40
