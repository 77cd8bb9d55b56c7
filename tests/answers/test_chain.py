"""What happened with …: the whole chain on a page and in a paper, by constant queries, for those who may know it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pikepdf
import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import etree

from samfrid.answers.chain.field import field_of
from samfrid.answers.chain.queries import read, read_public
from samfrid.answers.chain.rows import ChainKind
from samfrid.commitments.actions import EvidenceIn, Overtaken, commit, report, set_report_back, withdraw_evidence
from samfrid.commitments.models import Commitment, EvidenceKind, Execution
from samfrid.documents.actions import receive
from samfrid.documents.actions.access import classify as classify_document
from samfrid.matters.actions import (
    ClauseIn,
    add_request,
    clause_link,
    promise,
    record_decision,
    refer,
    register,
)
from samfrid.matters.actions.access import classify
from samfrid.matters.models import Clause, Matter, MatterKind, Outcome, PersonRole, Stage
from samfrid.matters.queries.offers import decisions_for
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter, within
from samfrid.papers.hidden import hidden_content
from samfrid.papers.readback import sections
from samfrid.partners.actions import register_agreement
from samfrid.partners.models import AgreementForm
from samfrid.plans.actions import register_plan
from samfrid.provenance.actions import Sentence
from tests.conftest import member
from tests.papers.test_pdf import squeezed, words_of

BrowserOf = Callable[[Membership], Client]
D = dt.date
TODAY: Final = D(2026, 11, 22)
SECRET: Final = "kvastfening"


@pytest.fixture(autouse=True)
def _world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")
    monkeypatch.setattr(default_storage, "_wrapped", FileSystemStorage(location=tmp_path / "files"))


@pytest.fixture
def motion(coordinator: Membership) -> Matter:
    """A public motion with three clauses: one done and shown, one late that nobody has said a word of, one rejected."""
    actor = coordinator
    document, _ = receive(actor, "motion.txt", io.BytesIO(b"Motion"))
    classify_document(actor, document, access=Access.PUBLIC)
    found = register(
        actor,
        kind=MatterKind.MOTION,
        title="Motion om skyddat boende",
        raised=PartialDate.parse("2021-03-30"),
        people=[("Maria Ek", "MP", PersonRole.MOVER)],
        sentences=[Sentence(document.pk, "motion.txt", 0, 6, "Motion", 2)],
    )
    for text in ("utbilda all personal", "kartlägga våldet", "bygga ett hus"):
        add_request(actor, found, text)
    refer(actor, found, body=body_named(actor, "Socialnämnden"))
    clauses = [
        ClauseIn("att utbilda all personal", Outcome.GRANTED),
        ClauseIn("att kartlägga våldet", Outcome.TASKED),
        ClauseIn("att bygga ett hus", Outcome.REJECTED),
    ]
    council = body_named(actor, "Kommunfullmäktige")
    record_decision(
        actor, found, body=council, stage=Stage.FINAL, on=D(2022, 12, 14), paragraph="§ 123", clauses=clauses
    )
    classify(actor, found, access=Access.PUBLIC)
    unit = unit_named(actor, "Socialförvaltningen")
    train = promise(actor, Clause.objects.get(number=1, decision__matter=found), text="Utbilda all personal")
    Commitment.objects.filter(pk=train.pk).update(responsible=unit)
    report(actor, train, on=D(2024, 5, 2), execution=Execution.UNDER_WAY, text="Hälften är utbildade.", share_done=50)
    shown = [EvidenceIn(EvidenceKind.LINK, "Rapport om utbildningen", "https://example.se/rapport")]
    report(actor, train, on=D(2025, 3, 3), execution=Execution.DONE, text="Alla är utbildade.", evidence=shown)
    set_report_back(actor, train, on=D(2026, 1, 26), body=council)
    second = Clause.objects.get(number=2, decision__matter=found)
    promise(actor, second, text="Kartlägga våldet", due=PartialDate.parse("2024-06"))
    return found


def page_of(client: Client, kind: str, key: UUID) -> str:
    answer = client.get(reverse("chain:chain", args=[kind, key]))
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def words(page: str) -> str:
    return " ".join(str(one).strip() for one in etree.HTML(page).itertext())


def test_the_page_tells_the_whole_chain(motion: Matter, elected: Membership, browser_of: BrowserOf) -> None:
    told = words(page_of(browser_of(elected), "arende", motion.pk))
    for one in (
        "Vad hände med motionen?",
        "Motionen ”Motion om skyddat boende” väcktes 30 mars 2021 av Maria Ek (MP).",
        "motion.txt, s. 2",
        "Socialnämnden har fått ärendet på remiss och har inte svarat.",
        "Kommunfullmäktige beslutade 14 december 2022 (§ 123) om tre att-satser",
        "Av tre beslutade att-satser ska två genomföras: en är genomförd och en saknar rapport.",
        "Ett åtagande är försenat och skulle ha varit klart juni 2024.",
        "Det senaste beskedet kom 3 mars 2025.",
        "Återrapportering skulle ha skett 26 januari 2026 och är inte registrerad.",
        "Alla är utbildade.",
        "Rapport om utbildningen",
        "Visa som tabell",
    ):
        assert one in told, one
    assert "Protokoll Kommunfullmäktige 14 december 2022 § 123" in told


def file_of(client: Client, kind: str, key: UUID, form: str = "docx", **asked: str) -> Any:
    return client.get(reverse("chain:file", args=[kind, key, form]), asked)


def test_the_word_file_is_an_answer_with_its_sources(
    motion: Matter, coordinator: Membership, browser_of: BrowserOf
) -> None:
    answer = file_of(browser_of(coordinator), "arende", motion.pk)
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    back = {one.heading: one for one in sections(answer.content)}
    summed = back["Sammanfattning"].paragraphs[0].replace("\xa0", " ")
    assert summed.startswith("Motionen ”Motion om skyddat boende” väcktes 30 mars 2021 av Maria Ek (MP).")
    assert "en är genomförd och en saknar rapport." in summed
    decided = " ".join(next(one for name, one in back.items() if "§ 123" in name).bullets)
    assert "Att-sats 1: att utbilda all personal. Utfall: bifall. Att-satsen är genomförd." in decided
    assert "Att-sats 3: att bygga ett hus. Utfall: avslag." in decided
    done = " ".join(back["Utbilda all personal"].bullets).replace("\xa0", " ")
    assert "3 mars 2025: genomfört. Alla är utbildade. Underlag: Rapport om utbildningen" in done
    assert "2 maj 2024: pågår, 50 procent klart." in done
    notes = back["Källor"].clauses
    assert notes[0] == "motion.txt, s. 2"
    assert any("§ 123" in one for one in notes)
    assert back["Tidslinje"].tables[0][1][0] == "Motion: Motion om skyddat boende"
    # nobody who reported is named: the paper answers for the municipality
    assert coordinator.user.name not in " ".join(text for one in back.values() for _kind, text in one.lines)


def test_no_file_tells_who_made_it_or_when(motion: Matter, coordinator: Membership, browser_of: BrowserOf) -> None:
    client = browser_of(coordinator)
    made = file_of(client, "arende", motion.pk).content
    assert hidden_content(made) == []
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert coordinator.user.name.encode() not in b"".join(map(parts.read, parts.namelist()))
    paper = file_of(client, "arende", motion.pk, "pdf").content
    with pikepdf.open(io.BytesIO(paper)) as document:
        assert set(document.docinfo.keys()) == {"/Title", "/Creator"}
    assert squeezed("en är genomförd och en saknar rapport.") in squeezed(words_of(paper))


def test_a_clause_alone(motion: Matter, coordinator: Membership, browser_of: BrowserOf) -> None:
    clause = Clause.objects.get(number=1, decision__matter=motion)
    told = words(page_of(browser_of(coordinator), "beslut", clause.pk))
    assert "om en att-sats: den bifölls." in told
    assert "Att-satsen är genomförd." in told
    assert "Kartlägga våldet" not in told
    assert "bygga ett hus" not in told


def test_a_plan_and_an_agreement(coordinator: Membership, browser_of: BrowserOf) -> None:
    plan = register_plan(coordinator, name="Handlingsplan mot våld")
    told = words(page_of(browser_of(coordinator), "plan", plan.pk))
    assert "Inget beslut är registrerat." in told
    assert "Inga åtaganden är registrerade." in told
    parties = [("Linköpings kommun", None), ("Kvinnojouren", None)]
    agreement = register_agreement(coordinator, form=AgreementForm.IOP, title="Partnerskap", parties=parties)
    told = words(page_of(browser_of(coordinator), "avtal", agreement.pk))
    assert "Inga åtaganden är registrerade." in told
    assert "Kvinnojouren" in told
    for kind, key in (("plan", plan.pk), ("avtal", agreement.pk)):
        assert file_of(browser_of(coordinator), kind, key).status_code == 200


def test_nothing_is_said_that_no_row_says(coordinator: Membership) -> None:
    bare = register(coordinator, kind=MatterKind.OWN, title="Eget ärende")
    found = read(ChainKind.MATTER, bare.pk, TODAY)
    assert found is not None
    assert (found.raised, found.by, found.steps, found.promises, found.referred) == ("", (), (), (), ())


@pytest.mark.parametrize("what", ["plan", "finns-inte"])
def test_a_key_of_something_else_is_not_there(
    what: str, motion: Matter, coordinator: Membership, browser_of: BrowserOf
) -> None:
    client = browser_of(coordinator)
    assert client.get(f"/vad-hande/{what}/{motion.pk}/").status_code == 404
    assert client.get(f"/vad-hande/{what}/{motion.pk}/fil/pdf/").status_code == 404
    assert client.get(f"/vad-hande/arende/{motion.pk}/fil/exe/").status_code == 404


def with_a_secret(actor: Membership, matter: Matter) -> Commitment:
    """A confidential commitment of the public motion's first clause."""
    clause = Clause.objects.get(number=1, decision__matter=matter)
    return commit(actor, text=f"Skydda {SECRET}", origins=[clause_link(clause)], access=Access.CONFIDENTIAL)


def test_what_is_closed_is_told_to_the_cleared_alone(
    motion: Matter, coordinator: Membership, browser_of: BrowserOf
) -> None:
    with_a_secret(coordinator, motion)
    assert SECRET in page_of(browser_of(coordinator), "arende", motion.pk)
    for role in (Role.OFFICER, Role.ELECTED):
        reader = member(coordinator.municipality, role)
        page = page_of(browser_of(reader), "arende", motion.pk)
        assert SECRET not in page
        for asked in ("offentligt", "allt"):
            made = file_of(browser_of(reader), "arende", motion.pk, urval=asked).content
            assert SECRET not in str([one.lines for one in sections(made)])


def test_a_paper_holds_what_is_public_unless_all_is_asked_for(
    motion: Matter, coordinator: Membership, browser_of: BrowserOf
) -> None:
    client = browser_of(coordinator)
    assert "inte är offentliga" not in page_of(client, "arende", motion.pk)
    with_a_secret(coordinator, motion)
    assert "inte är offentliga" in page_of(client, "arende", motion.pk)
    public = sections(file_of(client, "arende", motion.pk).content)
    assert SECRET not in str(public)
    assert "inte är offentliga" not in str(public)
    assert "Bara det som är offentligt redovisas här" in str(public)
    everything = sections(file_of(client, "arende", motion.pk, urval="allt").content)
    assert SECRET in str(everything)
    assert "Innehåller uppgifter som inte är offentliga" in str(everything)


def test_closed_evidence_and_closed_documents_are_not_in_the_public_paper(
    motion: Matter, coordinator: Membership
) -> None:
    train = Commitment.objects.get(text="Utbilda all personal")
    closed = [EvidenceIn(EvidenceKind.WORDS, f"Protokoll om {SECRET}", access=Access.INTERNAL)]
    report(coordinator, train, on=D(2025, 4, 4), execution=Execution.DONE, text="Visat.", evidence=closed)
    whole = read(ChainKind.MATTER, motion.pk, TODAY)
    public = read_public(ChainKind.MATTER, motion.pk, TODAY, coordinator.municipality_code)
    assert SECRET in repr(whole)
    assert public is not None
    assert SECRET not in repr(public)
    # and the session sees again what it saw before
    assert read(ChainKind.MATTER, motion.pk, TODAY) == whole


def test_a_closed_decision_that_overtakes_is_not_named(motion: Matter, coordinator: Membership) -> None:
    closed = register(coordinator, kind=MatterKind.OWN, title=f"Ärende om {SECRET}", raised=PartialDate.parse("2025"))
    body = body_named(coordinator, "Socialnämnden")
    decision = record_decision(
        coordinator, closed, body=body, on=D(2025, 5, 5), stage=Stage.FINAL, clauses=[ClauseIn("Annat", Outcome.OTHER)]
    )
    train = Commitment.objects.get(text="Kartlägga våldet")
    over = Overtaken(f"Socialnämnden – {closed.title}", "matters.decision", decision.pk)
    report(coordinator, train, on=D(2025, 5, 6), execution=Execution.OVERTAKEN, overtaken_by=over)
    classify(coordinator, closed, access=Access.CONFIDENTIAL)
    public = read_public(ChainKind.MATTER, motion.pk, TODAY, coordinator.municipality_code)
    assert SECRET not in repr(public)
    assert "ett annat beslut" in repr(public)
    assert SECRET in repr(read(ChainKind.MATTER, motion.pk, TODAY))
    # nor is its matter named where it is chosen: what is kept with the commitment is read by all who read that
    [offer] = [one for one in decisions_for(train) if one.record_id == decision.pk]
    assert (offer.label, offer.access) == ("Socialnämnden 5\xa0maj\xa02025", Access.CONFIDENTIAL)


def test_a_closed_matter_has_no_public_paper(
    motion: Matter, coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    enter(coordinator.municipality_code)
    classify(coordinator, motion, access=Access.CONFIDENTIAL)
    assert browser_of(elected).get(f"/vad-hande/arende/{motion.pk}/").status_code == 404
    key = Clause.objects.filter(decision__matter=motion).values_list("pk", flat=True)[0]
    assert browser_of(elected).get(f"/vad-hande/beslut/{key}/").status_code == 404
    client = browser_of(coordinator)
    assert "bara göras för internt bruk" in page_of(client, "arende", motion.pk)
    refused = client.get(reverse("chain:file", args=["arende", motion.pk, "pdf"]), follow=True)
    assert refused.redirect_chain
    assert "Det här är inte offentligt." in refused.content.decode()
    assert file_of(client, "arende", motion.pk, urval="allt")["Content-Type"].endswith("wordprocessingml.document")


def test_withdrawn_evidence_is_seen_as_withdrawn(
    motion: Matter, coordinator: Membership, browser_of: BrowserOf
) -> None:
    train = Commitment.objects.get(text="Utbilda all personal")
    evidence = train.progress.get(execution=Execution.DONE).evidence.get()
    withdraw_evidence(coordinator, evidence, reason="Fel rapport")
    told = words(page_of(browser_of(coordinator), "arende", motion.pk))
    assert "återtaget 22 november 2026: Fel rapport" in told
    assert "För ett åtagande som rapporterats genomfört finns inget underlag registrerat." in told


def queries(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_a_long_chain_costs_no_more_queries(motion: Matter, coordinator: Membership) -> None:
    few = queries(lambda: read(ChainKind.MATTER, motion.pk, TODAY))
    clause = Clause.objects.get(number=1, decision__matter=motion)
    for number in range(25):
        made = commit(coordinator, text=f"Steg {number}", origins=[clause_link(clause)], due=PartialDate.parse("2025"))
        report(coordinator, made, on=D(2025, 1, 2), execution=Execution.UNDER_WAY, text="x")
    assert queries(lambda: read(ChainKind.MATTER, motion.pk, TODAY)) == few
    assert few <= 32


def test_the_whole_field_counts_what_the_reader_may_see(motion: Matter, coordinator: Membership) -> None:
    with_a_secret(coordinator, motion)
    code = coordinator.municipality_code

    def open_for(access: Access) -> tuple[int, str]:
        with within(code, clearance=access):
            found = field_of(code, TODAY)
        assert found.load is not None
        return found.open, found.load.description

    assert open_for(Access.CONFIDENTIAL) == (2, "Öppna åtaganden: 2. Försenade av dem: 1.")
    assert open_for(Access.PUBLIC) == (1, "Öppna åtaganden: 1. Försenade av dem: 1.")
    few = queries(lambda: field_of(code, TODAY))
    for number in range(70):
        unit = unit_named(coordinator, f"Enhet {number}")
        commit(coordinator, text=f"Steg {number}", due=PartialDate.parse("2025"), responsible=unit)
    assert queries(lambda: field_of(code, TODAY)) == few
    found = field_of(code, TODAY)
    assert found.line is not None
    assert found.load is not None
    assert found.burndown is not None
    assert (len(found.line.rows), len(found.load.rows), found.drawn) == (40, 21, 40)
    assert sum(int(row[-1]) for row in found.load.rows) == 73
    assert found.burndown.rows[-1][1] == "72"


def test_the_field_offers_what_one_wonders_about(
    motion: Matter, coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    register_plan(coordinator, name="Plan för skyddat boende")
    client = browser_of(elected)
    page = client.get("/vad-hande/", {"sok": "skyddat boende"}).content.decode()
    assert f"/vad-hande/arende/{motion.pk}/" in page
    assert "Plan för skyddat boende" in page
    assert "/vad-hande/beslut/" in client.get("/vad-hande/", {"sok": "utbilda"}).content.decode()
    assert "Inget heter något med" in client.get("/vad-hande/", {"sok": "finnsinte"}).content.decode()
    enter(coordinator.municipality_code)
    classify(coordinator, motion, access=Access.CONFIDENTIAL)
    for asked in ("skyddat", "utbilda"):
        page = client.get("/vad-hande/", {"sok": asked}).content.decode()
        assert str(motion.pk) not in page
        assert "att utbilda" not in page


def test_another_municipality_has_a_field_of_its_own(
    motion: Matter, vallentuna: Municipality, browser_of: BrowserOf
) -> None:
    page = browser_of(member(vallentuna, Role.COORDINATOR)).get("/vad-hande/").content.decode()
    assert "Inga åtaganden än" in page
