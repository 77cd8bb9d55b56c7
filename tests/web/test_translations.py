"""English is the second language: complete, and no page in English shows a word of the shell in Swedish."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Mapping, Set
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.test import Client, override_settings
from django.utils.translation import override
from lxml import html

from samfrid.answers.actions import save_template, start_memo
from samfrid.commitments.actions import commit, hand_over, report
from samfrid.commitments.actions import override as override_state
from samfrid.commitments.models import Execution
from samfrid.documents.actions import accept_certain, confirm_municipality, fail, keep_reading, receive
from samfrid.documents.approval import approve
from samfrid.documents.models import Document
from samfrid.documents.words import REFUSALS, refusal
from samfrid.editions.actions import make_edition, save_form, send_edition
from samfrid.editions.rules.columns import COLUMNS
from samfrid.gaps.actions import catch_up, know
from samfrid.gaps.models import Gap
from samfrid.gaps.sentences import ago
from samfrid.matters.actions import (
    add_question,
    add_recipient,
    adjust,
    announce,
    clause_link,
    open_minutes,
    place,
    record_decision,
    refer,
    register,
    table,
    take_down,
    take_step,
)
from samfrid.matters.joining import ClauseIn
from samfrid.matters.models import Clause, EventKind, MatterKind, Outcome, Stage
from samfrid.municipalities.actions import add_contact, body_named, organisation_named, unit_named
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership, Role
from samfrid.municipalities.tenancy import enter
from samfrid.partners.actions import (
    AmountIn,
    add_member,
    form_group,
    give_notice,
    invite,
    note_talk,
    plan_meeting,
    plan_payment,
    propose_meeting,
    register_agreement,
)
from samfrid.partners.models import Agreement, AgreementForm, Per
from samfrid.partners.rules import Rhythm
from samfrid.plans.actions import (
    add_activity,
    add_goal,
    add_indicator,
    decide_routine,
    enter_routine,
    give_value,
    new_version,
    register_plan,
)
from samfrid.plans.actions.training import enter_training
from samfrid.post.actions import write
from samfrid.post.models import Letter
from samfrid.reporting.actions import open_round
from samfrid.yearly.actions import plan_sitting
from scripts.build_translations import compile_all, known, problems
from tests.conftest import member
from tests.pages import elements
from tests.web.routes import ROUTES

Browser = Callable[[Membership], Client]
#: said by the records of these tests in neither language: what else is on a page belongs to the shell
TITLE: Final = "Lorem ipsum"
TEXT: Final = "Lorem ipsum dolor sit amet"
#: the words of those records, the people's names, and what the shell calls by the same name in every language
CONTENT: Final = frozenset(
    {"lorem", "ipsum", "dolor", "sit", "amet", "december", "txt", "ann", "smith", "samordnare", "linköping"}
    | {"samfrid", "svenska", "english", "kr", "word", "excel", "csv", "pdf", "kl", "kap"}
    # months that are the same in both, or cut to the same letters
    | {"april", "september", "november"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "nov", "dec"}
    # the trail keeps the Swedish word for a step; a memo is written in Swedish
    | {"inkommen", "ärendet", "gäller"}
)
EVIDENCE: Final = {"start": 0, "end": 5, "page": 1, "bbox": None}
#: Swedish names, the memo's own words, and examples of what is to be typed, that a page in English keeps
NAMES: Final = re.compile(
    "Linköping|Öppna jämförelser|Ärendet gäller|Arbetsordning för fullmäktige|Åtgärd|kommunfullmäktige kl"
)
#: the audit trail's names of acts, and addresses of people
CODE: Final = re.compile(r"\w+[.@][\w.]+")
#: pages and parts of pages; the rest answer with a redirect, a file or an error without these tests' keys
PAGES: Final = {
    "yearly:year",
    "yearly:sittings",
    "yearly:create_sitting",
    "yearly:paste",
    "yearly:sitting",
    "yearly:call_off",
    "yearly:feeds",
    "partners:add_undertaking",
    "partners:add_goal",
    "partners:follow_up",
    "partners:plan_follow_up",
    "gaps:today",
    "gaps:group",
    "gaps:gap",
    "gaps:promise",
    "gaps:known",
    "gaps:mended",
    "gaps:rules",
    "gaps:rule",
    "matters:complete",
    "matters:list",
    "matters:matter",
    "matters:create",
    "matters:decide",
    "matters:promise",
    "matters:types",
    "matters:type",
    "matters:series",
    "matters:title",
    "matters:access",
    "matters:relate",
    "matters:add_number",
    "matters:add_person",
    "matters:add_request",
    "matters:add_question",
    "documents:access",
    "belonging:of_matter",
    "matters:step",
    "matters:strike",
    "matters:pause",
    "matters:end_pause",
    "matters:remove_pause",
    "matters:reply",
    "matters:about",
    "matters:decision",
    "matters:correct",
    "matters:referrals",
    "matters:referral",
    "matters:minutes_list",
    "matters:minutes_create",
    "matters:minutes",
    "matters:dispatch",
    "openness:board",
    "openness:archive",
    "openness:notice",
    "matters:reports",
    "matters:statements",
    "chain:field",
    "chain:chain",
    "answers:memos",
    "answers:memo",
    "answers:version",
    "answers:templates",
    "answers:new_template",
    "answers:template",
    "commitments:list",
    "commitments:commitment",
    "commitments:create",
    "commitments:describe",
    "commitments:contact",
    "commitments:organisations",
    "commitments:report_back",
    "commitments:reported_back",
    "commitments:hand_over",
    "commitments:take",
    "commitments:override",
    "commitments:more",
    "commitments:add_evidence",
    "commitments:withdraw",
    "units:list",
    "units:abolish",
    "units:new_contact",
    "units:new_contact_outside",
    "units:contact",
    "editions:list",
    "editions:kept",
    "editions:make",
    "editions:edition",
    "editions:send",
    "editions:discard",
    "editions:correct",
    "editions:layouts",
    "editions:layout",
    "editions:body_layout",
    "open_editions:latest",
    "open_editions:archive",
    "open_editions:edition",
    "plans:list",
    "plans:plan",
    "plans:add_activity",
    "plans:create",
    "plans:new_version",
    "plans:change_period",
    "plans:matrix",
    "plans:layout",
    "plans:describe",
    "plans:add_alias",
    "plans:compare",
    "plans:set_review",
    "plans:remove_draft",
    "plans:change_activity",
    "plans:explain",
    "plans:add_goal",
    "plans:change_goal",
    "plans:correct_goal",
    "plans:remove_goal",
    "plans:remove_activity",
    "plans:add_indicator",
    "plans:indicator",
    "plans:withdraw_value",
    "organisations:list",
    "organisations:create",
    "organisations:likely",
    "organisations:organisation",
    "organisations:change",
    "organisations:end",
    "organisations:choose",
    "organisations:merge",
    "survey:sheet",
    "survey:answer",
    "survey:send",
    "training:list",
    "training:create",
    "training:training",
    "training:change",
    "training:strike",
    "written:of_training",
    "routines:list",
    "routines:create",
    "routines:routine",
    "routines:change",
    "routines:end",
    "written:of_routine",
    "partners:agreements",
    "partners:agreement",
    "partners:create",
    "partners:correct",
    "partners:amend",
    "partners:prolong",
    "partners:notice",
    "partners:withdraw",
    "partners:payments",
    "partners:payments_year",
    "partners:grounds",
    "partners:add_amount",
    "partners:change_amount",
    "partners:strike_amount",
    "partners:propose_payments",
    "partners:decline",
    "partners:decide_by",
    "partners:strike_payment",
    "cooperation:groups",
    "cooperation:create",
    "cooperation:group",
    "cooperation:change",
    "cooperation:end_member",
    "cooperation:meeting",
    "cooperation:hold",
    "cooperation:move",
    "cooperation:cancel",
    "cooperation:agenda",
    "cooperation:invite",
    "cooperation:decline",
    "cooperation:revoke",
    "cooperation:talks",
    "cooperation:talk",
    "documents:list",
    "documents:measure",
    "documents:add",
    "documents:document",
    "documents:approve",
    "documents:remove",
    "documents:edit",
    "documents:add_finding",
    "search:results",
    "web:people",
    "web:trail",
    "keys:list",
    "post:list",
    "post:letter",
    "reporting:rounds",
    "reporting:create",
    "reporting:round",
    "account_change_password",
}


@pytest.fixture(autouse=True)
def _translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The English file of the checkout, compiled now."""
    compile_all(tmp_path / "locale")
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")
    monkeypatch.setattr(default_storage, "_wrapped", FileSystemStorage(location=tmp_path / "files"))
    with override_settings(LOCALE_PATHS=[str(tmp_path / "locale")]):
        yield


@pytest.fixture
def english(coordinator: Membership, browser_of: Browser) -> Client:
    """The coordinator's browser, after a press on English."""
    client = browser_of(coordinator)
    answer = client.post("/installningar/sprak/", {"language": "en", "next": "/"})
    assert answer.status_code == 302
    return client


def test_every_string_is_translated_and_no_translation_is_left_over() -> None:
    assert list(problems()) == []


def test_quotation_marks_follow_the_language() -> None:
    """A Swedish quotation opens and closes with the same mark, an English one does not."""
    wrong = [
        text
        for message in known()
        for whole in ([message.string] if isinstance(message.string, str) else message.string or [])
        # the marks of a link within the words are not theirs
        for text in [re.sub(r"<[^>]+>", "", whole)]
        if message.id and (text.count("“") != text.count("”") or '"' in text)
    ]
    assert wrong == []


def _document(actor: Membership, name: str = "lorem.txt", **changes: Any) -> Document:
    found, _ = receive(actor, name, io.BytesIO(name.encode()))
    sure: dict[str, Any] = {"evidence": [EVIDENCE], "confidence": 0.99, "item": None}
    reading: dict[str, Any] = {
        "text": TEXT,
        "original_text": TEXT,
        "version": "test",
        "type": "citizen_proposal",
        "municipality": {"name": "Linköping", "code": "0580"},
        "date": "2022-03",
        "title": TITLE,
        "people": [{"name": "Ann Smith", "party": "V", "role": "author", **sure}],
        "proposals": [{"body": "Lorem", "text": "Ipsum", "outcome": "granted", **sure, "confidence": 0.6}],
        "decisions": [{"body": "Lorem", "text": "Dolor", "date": None, "unanimous": True, "outcome": "tasked", **sure}],
        "commitments": [{"text": "Sit amet", "status": "ongoing", "due": "2024-05", **sure}],
        "evidence_of": {key: [EVIDENCE] for key in ("type", "municipality", "date", "title")},
        "confidence_of": {"type": 0.99, "municipality": 0.9, "date": 0.95, "title": 0.9},
        "segments": [["paragraph", 0, len(TEXT), 0, 1]],
        "edits": [],
        "warnings": ["repaired_text", "no_diary_number", "over_one_year"],
    }
    assert keep_reading(SystemActor("0580"), found, reading | changes)
    return found


@pytest.fixture
def keys(coordinator: Membership) -> Mapping[str, Mapping[str, object]]:
    """One record of each kind, with something in its history; the keys in each room's addresses."""
    matter = register(coordinator, kind=MatterKind.MOTION, title=TITLE, raised=PartialDate.parse("2022-03-28"))
    clauses = [ClauseIn("Lorem", Outcome.GRANTED), ClauseIn("Ipsum", Outcome.REJECTED)]
    step = take_step(coordinator, matter, kind=EventKind.RECEIVED, on=dt.date(2022, 3, 1))
    pause = table(coordinator, matter, on=dt.date(2022, 5, 2), reasons="Lorem")
    asking = register(coordinator, kind=MatterKind.INTERPELLATION, title="Dolor")
    question = add_question(coordinator, asking, text="Lorem")
    decision = record_decision(
        coordinator,
        matter,
        body=body_named(coordinator, "Lorem"),
        stage=Stage.FINAL,
        on=dt.date(2022, 12, 14),
        clauses=clauses,
    )
    clause = decision.clauses.order_by("number").first()
    assert clause
    minutes = open_minutes(coordinator, body=body_named(coordinator, "Lorem"), met_on=dt.date(2022, 12, 14))
    adjust(coordinator, minutes, on=dt.date(2022, 12, 30))
    announce(coordinator, minutes, on=dt.date(2022, 12, 30))
    take_down(coordinator, minutes, on=dt.date(2023, 1, 2), early=True)
    place(coordinator, decision, minutes=minutes)
    add_recipient(coordinator, decision, recipient="Dolor sit")
    asked = refer(coordinator, matter, body=body_named(coordinator, "Dolor"), due_on=dt.date(2022, 5, 2))
    register(coordinator, kind=MatterKind.CITIZEN_PROPOSAL, title="Dolor")
    promised = commit(coordinator, text="Lorem", origins=[clause_link(clause)], due=PartialDate.parse("2024-05"))
    report(coordinator, promised, on=dt.date(2024, 3, 1), execution=Execution.UNDER_WAY, text="Dolor")
    asked_at = unit_named(coordinator, "Lorem")
    shown = report(coordinator, promised, on=dt.date(2024, 2, 1), execution=Execution.DONE, evidence="Ipsum")
    hand_over(coordinator, promised, to=asked_at, reason="Dolor", on=dt.date(2024, 3, 1))
    override_state(coordinator, promised, state="late", value=False, reason="Dolor", until=dt.date(2027, 1, 1))
    plan = register_plan(coordinator, name=TITLE)
    version = plan.versions.get()
    goal = add_goal(coordinator, version, "Lorem")
    activity = add_activity(coordinator, version, promised, goal)
    new_version(coordinator, version.plan)
    indicator = add_indicator(coordinator, version, name="Ipsum", goal=goal).indicator
    value = give_value(coordinator, indicator, on=dt.date(2024, 1, 1), value=Decimal(1), preliminary=True)
    routine = enter_routine(coordinator, name="Ipsum", field="Dolor")
    decide_routine(coordinator, routine, by="Sit", on=dt.date(2024, 1, 1), at_management=False)
    agreement = register_agreement(
        coordinator,
        form=AgreementForm.IOP,
        title=TITLE,
        parties=[("Lorem", None), ("Ipsum", None)],
        first_starts_on=dt.date(2023, 7, 1),
        first_ends_on=dt.date(2026, 12, 31),
        renewal_months=24,
        notice_months=3,
        amounts=[AmountIn(25_000, Per.YEAR, "dolor")],
    )
    leaves = give_notice(coordinator, agreement.parties.get(name="Ipsum"), given_on=dt.date(2026, 9, 1), reason="Dolor")
    amount = agreement.amounts.get()
    payment = plan_payment(coordinator, agreement, due_on=dt.date(2026, 11, 30), sek=5_000, note="Dolor")
    group = form_group(coordinator, name=TITLE, rhythm=Rhythm(2, 6, by_term=True), started_on=dt.date(2024, 1, 1))
    sits = add_member(coordinator, group, body_named(coordinator, "Lorem"), "ipsum")
    meeting = plan_meeting(coordinator, group, on=dt.date(2026, 11, 10), place="Dolor")
    outside = organisation_named(coordinator, "Lorem ipsum")
    there = add_member(coordinator, group, outside)
    later = plan_meeting(coordinator, group, on=dt.date(2026, 12, 8), place="Dolor")
    contact = add_contact(coordinator, organisation=outside, name="Lorem")
    (invited,) = invite(coordinator, later, [(there, contact)], asker="Lorem", today=dt.date(2026, 11, 22))
    proposed = propose_meeting(coordinator, group, dt.date(2026, 12, 15), why="Ipsum", organisation=outside)
    taught = enter_training(
        coordinator, name="Lorem", kind="continuing", about=["about_adults"], starts_on=dt.date(2026, 3, 1)
    )
    talk = note_talk(coordinator, outside, on=dt.date(2026, 11, 1), with_whom="Ipsum", text="Dolor")
    day = dt.date(2026, 11, 22)
    round_ = open_round(coordinator, name=TITLE, opens_on=day, due_on=dt.date(2026, 12, 6), today=day)
    # letters are the municipality's and in Swedish
    written, _new = write(coordinator, key="lorem", to_name="Dolor sit", subject="Lorem", body="Ipsum")
    Letter.objects.update(subject="Lorem", body="Ipsum")
    document = _document(coordinator)
    council, day = body_named(coordinator, "Lorem"), dt.date(2026, 11, 22)
    save_form(coordinator, council, columns=list(COLUMNS), heading="Lorem", public=True, published=True)
    edition = send_edition(coordinator, make_edition(coordinator, body=council, on=day), on=day)
    template = save_template(coordinator, name="Lorem", headings=[("summary", "Ipsum"), ("assessment", "Dolor")])
    memo = start_memo(coordinator, matter, template=template, dated=dt.date(2026, 11, 20))
    catch_up("0580", dt.date(2026, 11, 22))
    gap = Gap.objects.filter(rule="matter_resting").get()
    know(coordinator, gap, reason="Lorem", until=dt.date(2027, 1, 31), today=dt.date(2026, 11, 22))
    said = Gap.objects.create(
        municipality_id="0580",
        rule="promise_forgotten",
        group="lova",
        record_kind="matters.matter",
        record_id=asking.pk,
        part=str(asking.pk),
        title="Dolor",
        facts={"case": "", "text": "Lorem"},
        severity=2,
        since=dt.date(2026, 11, 2),
        opened_on=dt.date(2026, 11, 2),
        mended_on=dt.date(2026, 11, 3),
        ended="mended",
        mended_act="matters.decide",
        mended_by="Lorem",
    )
    return {
        "gaps": {"key": gap.pk},
        "gaps:promise": {"key": said.pk},
        "matters": {"key": matter.pk},
        "matters:promise": {"key": clause.pk},
        "belonging": {"key": matter.pk},
        "matters:strike": {"key": step.pk},
        "matters:end_pause": {"key": pause.pk},
        "matters:remove_pause": {"key": pause.pk},
        "matters:reply": {"key": asking.pk},
        "matters:about": {"key": question.pk},
        "matters:complete": {"key": question.pk},
        "matters:decision": {"key": decision.pk},
        "matters:correct": {"key": decision.pk},
        "matters:referral": {"key": asked.pk},
        "matters:minutes": {"key": minutes.pk},
        "matters:dispatch": {"key": decision.pk},
        "openness": {"key": minutes.pk},
        "chain": {"key": matter.pk},
        "answers": {"key": memo.pk},
        "answers:memos": {"key": matter.pk},
        "answers:template": {"key": template.pk},
        "commitments": {"key": promised.pk},
        "commitments:add_evidence": {"key": shown.pk},
        "commitments:withdraw": {"key": shown.evidence.get().pk},
        "units": {"key": asked_at.pk},
        "units:new_contact_outside": {"key": organisation_named(coordinator, "Lorem").pk},
        "units:contact": {"key": add_contact(coordinator, unit=asked_at, name="Ann Smith").pk},
        "editions": {"key": edition.pk},
        "editions:body_layout": {"key": council.pk},
        "open_editions": {"key": edition.pk},
        "plans": {"key": plan.pk},
        **{f"plans:{name}": {"key": version.pk} for name in ("add_activity", "add_goal", "add_indicator")},
        "plans:change_period": {"key": version.pk},
        **{f"plans:{name}": {"key": version.plan_id} for name in ("describe", "add_alias", "compare")},
        **{f"plans:{name}": {"key": version.pk} for name in ("set_review", "remove_draft")},
        "plans:change_activity": {"key": activity.pk},
        "plans:explain": {"key": version.pk, "commitment": activity.commitment_id},
        "plans:change_goal": {"key": goal.pk},
        "plans:correct_goal": {"key": goal.pk},
        "plans:remove_goal": {"key": goal.pk},
        "plans:remove_activity": {"key": activity.pk},
        "plans:indicator": {"key": indicator.pk},
        "plans:withdraw_value": {"key": value.pk},
        "routines": {"key": routine.pk},
        "written": {"key": routine.pk},
        "partners": {"key": agreement.pk},
        "post": {"key": written.pk},
        "reporting": {"key": round_.pk},
        "partners:withdraw": {"key": leaves.pk},
        "partners:decline": {"key": amount.pk},
        "partners:decide_by": {"key": amount.pk},
        "partners:change_amount": {"key": amount.pk},
        "partners:strike_amount": {"key": amount.pk},
        "partners:strike_payment": {"key": payment.pk},
        "cooperation": {"key": group.pk},
        "cooperation:end_member": {"key": sits.pk},
        **{f"cooperation:{name}": {"key": meeting.pk} for name in ("hold", "move", "cancel")},
        **{f"cooperation:{name}": {"key": later.pk} for name in ("meeting", "agenda", "invite")},
        "cooperation:decline": {"key": proposed.pk},
        "cooperation:revoke": {"key": invited.pk},
        "cooperation:talks": {"key": outside.pk},
        "organisations": {"key": outside.pk},
        "organisations:merge": {"key": outside.pk, "other": organisation_named(coordinator, "Lorem").pk},
        "training": {"key": taught.pk},
        "written:of_training": {"key": taught.pk},
        "cooperation:talk": {"key": talk.pk},
        "yearly": {"key": plan_sitting(coordinator, body=body_named(coordinator, TITLE), on=dt.date(2026, 12, 7)).pk},
        "documents": {"key": document.pk, "finding": document.findings.get(group="people").pk},
    }


def _words(page: str) -> Iterator[str]:
    """Every text of the page and of its attributes that a reader sees or hears, but for what the page itself says is in
    Swedish: what was frozen in an edition.
    """
    tree = html.fromstring(page)
    for one in elements(tree, "//tbody[@lang='sv'] | //div[@lang='sv']"):
        assert isinstance(one, html.HtmlElement)
        one.drop_tree()
    for name in ("script", "style"):
        for one in tree.iter(name):
            one.text = None
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        attributes = [element.get(name) for name in ("aria-label", "alt", "title", "placeholder", "data-remove")]
        for text in [element.text, element.tail, *attributes]:
            if text and text.strip():
                yield " ".join(text.split())


def _same_in_both() -> set[str]:
    """Words that Swedish and English share: "motion", "plan" …"""
    return {
        word.casefold()
        for message in known()
        if isinstance(message.id, str) and message.id == message.string
        for word in re.findall(r"\w+", message.id)
    }


def _untranslated(swedish: str, english: str, content: Set[str]) -> set[str]:
    """What the page in English says as the page in Swedish does, but for content, names, and words that are the same;
    and what has Swedish letters.
    """
    theirs, ours = set(_words(swedish)), set(_words(english))
    shared = {words for words in theirs & ours if set(re.findall(r"[^\W\d_]{2,}", words.casefold())) - content}
    lettered = {words for words in ours if re.search("[åäöÅÄÖ]", NAMES.sub("", words))}
    return {words for words in shared | lettered if not CODE.fullmatch(words)}


@pytest.fixture
def approved(coordinator: Membership) -> Document:
    """A document that has become records."""
    found = _document(coordinator, "ipsum.txt")
    confirm_municipality(coordinator, found, "0580")
    accept_certain(coordinator, found)
    assert approve(coordinator, found).records
    return found


def _addresses(keys: Mapping[str, Mapping[str, object]], approved: Document) -> Iterator[tuple[str, str]]:
    yield "gaps:group", "/brister/utse/"
    yield "documents:document", approved.get_absolute_url()
    for route in ROUTES:
        if route.name not in PAGES - {"gaps:group"}:
            continue
        own = keys.get(route.name) or keys.get(route.name.partition(":")[0]) or {}
        yield route.name, route.address(**own)


def _in(language: str, client: Client, address: str, status: int = 200) -> str:
    client.post("/installningar/sprak/", {"language": language})
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_no_page_in_english_has_swedish_words(
    coordinator: Membership, keys: Mapping[str, Mapping[str, object]], approved: Document, browser_of: Browser
) -> None:
    own = browser_of(coordinator)
    administrator = browser_of(member(coordinator.municipality, Role.ADMINISTRATOR, "Ann Smith"))
    enter("0580", str(coordinator.user_id))
    content, seen, left = CONTENT | _same_in_both(), set(), {}
    for name, address in _addresses(keys, approved):
        client = administrator if name.startswith("web:") else own
        seen.add(name)
        if words := _untranslated(_in("sv", client, address), _in("en", client, address), content):
            left[address] = words
    assert seen == PAGES
    assert not left, "\n".join(f"{k}: {v}" for k, v in left.items())


@pytest.mark.parametrize("address", ["/konto/login/", "/konto/password/reset/", "/konto/signup/", "/finns-inte/"])
def test_nor_one_that_a_stranger_sees(client: Client, db: None, address: str) -> None:
    status = 404 if address == "/finns-inte/" else 200
    swedish, english = _in("sv", client, address, status), _in("en", client, address, status)
    assert '<html lang="en"' in english
    assert _untranslated(swedish, english, CONTENT) == set()


def test_a_page_in_swedish_does_not_pass_for_one_in_english(coordinator: Membership, browser_of: Browser) -> None:
    page = browser_of(coordinator).get("/").content.decode()
    found = _untranslated(page, page, CONTENT | _same_in_both())
    assert {"Idag", "Ärenden", "Planer", "Logga ut", "Lägg till dokument"} <= found


def test_the_language_is_a_press_away_and_back(english: Client) -> None:
    assert "What falls short" in english.get("/").content.decode()
    english.post("/installningar/sprak/", {"language": "sv", "next": "/"})
    assert "Det här brister" in english.get("/").content.decode()


def test_dates_are_in_english(english: Client, keys: Mapping[str, Mapping[str, object]]) -> None:
    page = english.get(f"/arenden/{keys['matters']['key']}/").content.decode().replace("\xa0", " ")
    assert "28 March 2022" in page
    assert "14 December 2022" in page
    assert "May 2024" in page
    assert not re.search(r"\d (mars|maj|december) \d", page)


def test_a_gap_is_said_in_english(english: Client, coordinator: Membership) -> None:
    register(coordinator, kind=MatterKind.MOTION, title=TITLE, raised=PartialDate.parse("2021-03-30"))
    page = english.get("/").content.decode().replace("\xa0", " ")
    assert "The motion, submitted 30 March 2021, has not been decided." in page
    assert "by 30 March 2022" in page
    assert "Local Government Act, chapter 5, section 35" in page


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("2026-11-21", "1 day"),
        ("2026-10-22", "1 month"),
        ("2025-01-22", "22 months"),
        ("2024-11-22", "2 years"),
        ("2024-06-22", "just over 2 years"),
        ("2024-01-22", "nearly 3 years"),
    ],
)
def test_how_long_ago_in_english(since: str, words: str) -> None:
    with override("en"):
        assert ago(dt.date.fromisoformat(since), dt.date(2026, 11, 22)) == words


def test_why_a_file_could_not_be_read_is_said_in_english(english: Client, coordinator: Membership) -> None:
    found, _ = receive(coordinator, "lorem.pdf", io.BytesIO(b"%PDF-1.7"))
    fail(SystemActor("0580"), found, "password", "PDF-filen är skyddad med lösenord.")
    for address in ("/dokument/", f"/dokument/{found.pk}/"):
        page = english.get(address).content.decode()
        assert "The document is protected by a password. Remove the password and try again." in page
        assert "PDF-filen" not in page


def test_every_reason_of_the_reader_has_a_sentence() -> None:
    source = Path(__file__).parents[2] / "src" / "samfrid" / "reading"
    codes = {
        code
        for path in source.rglob("*.py")
        for code in re.findall(r"""(?:Unreadable|_error)\(\s*"(\w+)",""", path.read_text(encoding="utf-8"))
    }
    assert len(codes) > 8
    assert codes <= set(REFUSALS)
    with override("sv"):
        assert refusal("password", "PDF-filen är skyddad.") == "PDF-filen är skyddad."


def test_what_is_recorded_is_in_swedish_whoever_approves(english: Client, coordinator: Membership) -> None:
    """The record is the municipality's, and others read it: its name does not follow the approver's language."""
    known_by: dict[str, Any] = {"evidence": [EVIDENCE], "confidence": 0.99, "item": None}
    agreement = {"form": "iop", "parties": ["Linköpings kommun", "Lyktan", "Solrosen"], "from": None, "to": None}
    motion = {"type": "motion", "by": ["Karin Ek"], "date": "2022-03-28", "number": "KS 2022/178"}
    found = _document(
        coordinator,
        type="news",
        agreements=[{**agreement, "goals": [], "amounts": [], **known_by}],
        references=[{**motion, **known_by}],
    )
    confirm_municipality(coordinator, found, "0580")
    assert english.post(f"/dokument/{found.pk}/godkann-sakra/").status_code == 302
    assert english.post(f"/dokument/{found.pk}/godkann/").status_code == 302
    assert Agreement.objects.get().title == "Idéburet offentligt partnerskap med Lyktan och Solrosen"


def test_what_a_commitment_comes_from_is_in_swedish(keys: Mapping[str, Mapping[str, object]]) -> None:
    with override("en"):
        label = clause_link(Clause.objects.get(pk=str(keys["matters:promise"]["key"]))).label
    assert label.replace("\xa0", " ") == "Lorem ipsum – Lorem 14 december 2022"
