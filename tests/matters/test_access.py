"""Who may know of a matter: role by role, access by access, page by page; nothing of it leaks elsewhere.

A word that stands nowhere else is put into everything that a matter has, and looked for on every page.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import FileSystemStorage, default_storage
from django.test import Client
from django.urls import reverse

from samfrid.audit.models import Entry
from samfrid.commitments.actions import Link, add_origin, commit
from samfrid.commitments.models import Commitment, OriginKind
from samfrid.documents import actions as documents
from samfrid.documents.actions.access import classify as classify_document
from samfrid.documents.models import Document
from samfrid.gaps.actions import catch_up
from samfrid.gaps.models import Gap
from samfrid.matters import actions
from samfrid.matters.actions import ClauseIn
from samfrid.matters.actions.access import classify, publish
from samfrid.matters.actions.attachments import attach, detach
from samfrid.matters.models import Attachment, AttachmentRole, Clause, Matter, MatterKind, Outcome, PersonRole, Stage
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate, today
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.permissions import CLEARANCE, RIGHTS
from samfrid.municipalities.tenancy import enter
from samfrid.provenance.actions import Sentence
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
CANARY = "kvastfening"
MADE_UP = "00000000-0000-4000-8000-000000000000"
KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: role by access: whether it reads
MATRIX = list(itertools.product(Role, Access))


@pytest.fixture(autouse=True)
def _world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")
    monkeypatch.setattr(default_storage, "_wrapped", FileSystemStorage(location=tmp_path / "files"))


def kept(actor: Membership, name: str = "handling.txt", words: str = CANARY) -> Document:
    return documents.receive(actor, name, io.BytesIO(words.encode()))[0]


def matter_with_everything(actor: Membership, access: Access) -> Matter:
    """The word stands in the title, the people, the numbers, the clauses, the promise, the document and its name."""
    document = kept(actor, f"{CANARY}.txt")
    told = Sentence(document.pk, f"{CANARY}.txt", 0, len(CANARY), CANARY)
    matter = actions.register(
        actor,
        kind=MatterKind.MOTION,
        title=f"Motion om {CANARY}",
        raised=PartialDate.parse("2024-02-01"),
        addressee=CANARY,
        people=[(f"{CANARY} Ek", "V", PersonRole.MOVER)],
        sentences=[told],
    )
    actions.add_number(actor, matter, f"{CANARY.upper()} 2024/1")
    actions.add_request(actor, matter, f"att {CANARY}", [told])
    actions.add_question(actor, matter, text=f"Vad är {CANARY}?")
    attach(actor, matter, document_id=document.pk, name=f"{CANARY}.txt", role=AttachmentRole.TEXT)
    clauses = [ClauseIn(f"att värna {CANARY}", Outcome.GRANTED), ClauseIn(f"att utreda {CANARY}", Outcome.TASKED)]
    body = body_named(actor, "kommunstyrelsen")
    actions.record_decision(actor, matter, body=body, stage=Stage.FINAL, on=today(), clauses=clauses)
    actions.promise(actor, Clause.objects.get(text__startswith="att värna"), text=f"Värna {CANARY}")
    return classify(actor, matter, access=access)


def pages(matter: Matter) -> list[str]:
    """Every page that a record of the matter is shown or named on."""
    attachment = Attachment.objects.get(matter=matter)
    commitment = Commitment.objects.get()
    clause = Clause.objects.get(text__startswith="att utreda")
    of_matter = [
        "matters:matter", "matters:access", "matters:title", "matters:relate", "matters:add_number",
        "matters:decide", "matters:raised", "belonging:of_matter",
    ]  # fmt: skip
    of_document = ["documents:document", "documents:original", "documents:access", "documents:remove"]
    return [
        *(reverse(name, args=[matter.pk]) for name in of_matter),
        *(reverse(name, args=[attachment.document_id]) for name in of_document),
        reverse("commitments:commitment", args=[commitment.pk]),
        reverse("matters:promise", args=[clause.pk]),
        reverse("documents:live") + f"?id={attachment.document_id}",
    ]


#: pages of others' or of everybody's, where it may be told of in passing
ELSEWHERE = (
    "/",
    "/brister/besluta/",
    "/brister/lova/",
    "/brister/utse/",
    "/arenden/",
    f"/arenden/?sok={CANARY}",
    f"/arenden/?sok={CANARY}%202024/1",
    "/ataganden/",
    f"/ataganden/?sok={CANARY}",
    "/dokument/",
    "/installningar/handelser/",
    "/arenden/typer/",
    "/arenden/serier/",
    "/planer/",
    "/avtal/",
)


def elsewhere(client: Client, *more: str) -> dict[str, str]:
    """The pages that were shown, without the address that the word itself was searched by."""
    found = {}
    for address in (*ELSEWHERE, *more):
        answer = client.get(address)
        assert answer.status_code in (200, 302, 403, 404), address
        text = answer.content.decode().casefold()
        searched = f"sok={CANARY}" in address
        # the field and the filters of a search say what was asked for
        found[address] = text.split('<ul class="rows"')[-1] if searched and '<ul class="rows"' in text else text
        if searched and '<ul class="rows"' not in text:
            found[address] = ""
    return found


@pytest.mark.parametrize(("role", "access"), MATRIX)
def test_who_knows_of_it(
    role: Role, access: Access, coordinator: Membership, linkoping: Municipality, browser_of: BrowserOf
) -> None:
    matter = matter_with_everything(coordinator, access)
    addresses = pages(matter)
    other = actions.register(coordinator, kind=MatterKind.OWN, title="Ett annat", access=Access.PUBLIC)
    actions.relate(coordinator, other, matter)
    neighbour = other.get_absolute_url()
    reads = "open.read" in RIGHTS[role] and access <= CLEARANCE[role]
    client = browser_of(member(linkoping, role))
    statuses = {address: client.get(address).status_code for address in addresses}
    shown = elsewhere(client, neighbour)
    if reads:
        assert statuses[matter.get_absolute_url()] == 200
        assert CANARY in client.get(matter.get_absolute_url()).content.decode()
        assert CANARY in shown["/arenden/"]
        assert CANARY in shown[neighbour]
    else:
        # as of a key that nobody has: that there is something to be kept from is a secret too
        nobodys = {address: client.get(KEY.sub(MADE_UP, address)).status_code for address in addresses}
        assert statuses == nobodys
        live = reverse("documents:live")
        assert {status for address, status in statuses.items() if not address.startswith(live)} <= {403, 404, 405}
        assert {address: CANARY in text for address, text in shown.items() if CANARY in text} == {}
        for address in addresses:
            assert CANARY not in client.get(address).content.decode().casefold()
            assert client.post(address).status_code in (403, 404, 405)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ELECTED, Role.ADMINISTRATOR])
def test_the_quick_and_the_slow_see_the_same_of_what_was_just_closed(
    role: Role, coordinator: Membership, linkoping: Municipality, browser_of: BrowserOf
) -> None:
    """What falls short was told of while it was open; after the closing, the next first page is without it."""
    matter = matter_with_everything(coordinator, Access.PUBLIC)
    reader = browser_of(member(linkoping, role))
    assert CANARY in reader.get("/").content.decode()
    enter("0580", str(coordinator.user_id))
    classify(coordinator, matter, access=Access.CONFIDENTIAL)
    assert CANARY not in reader.get("/").content.decode()
    enter("0580", str(coordinator.user_id))
    assert set(Gap.objects.filter(record_id=matter.pk).values_list("access", flat=True)) == {Access.CONFIDENTIAL}


def test_the_first_of_the_day_finds_also_what_she_may_not_read(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    enter("0580", str(coordinator.user_id))
    matter = matter_with_everything(coordinator, Access.CONFIDENTIAL)
    assert CANARY not in browser_of(elected).get("/").content.decode()
    assert CANARY in browser_of(coordinator).get("/").content.decode()
    enter("0580", str(coordinator.user_id))
    assert Gap.objects.filter(record_id=matter.pk, mended_on__isnull=True).exists()


def test_the_trail_tells_that_something_was_done_and_not_to_what(
    coordinator: Membership, linkoping: Municipality, browser_of: BrowserOf
) -> None:
    matter_with_everything(coordinator, Access.CONFIDENTIAL)
    page = browser_of(member(linkoping, Role.ADMINISTRATOR)).get(reverse("web:trail")).content.decode()
    assert "lade upp ärendet" in page
    assert CANARY not in page
    assert CANARY in browser_of(coordinator).get(reverse("web:trail")).content.decode()


# what follows


def test_what_belongs_to_the_matter_follows_up_and_down(coordinator: Membership) -> None:
    matter = matter_with_everything(coordinator, Access.PUBLIC)
    commitment, document = Commitment.objects.get(), Document.objects.get()
    for access in (Access.CONFIDENTIAL, Access.INTERNAL, Access.PUBLIC):
        classify(coordinator, matter, access=access)
        commitment.refresh_from_db()
        document.refresh_from_db()
        assert (commitment.access, document.access) == (access, access)
        # at once, and not when the register is next brought up to date
        open_gaps = Gap.objects.filter(mended_on__isnull=True)
        assert set(open_gaps.values_list("access", flat=True)) <= {access}
        catch_up("0580", today())
        assert set(open_gaps.values_list("access", flat=True)) == {access}


def test_a_commitment_of_two_matters_has_the_highest_access(coordinator: Membership) -> None:
    one, two = (actions.register(coordinator, kind=MatterKind.MOTION, title=title) for title in ("Ett", "Två"))
    links = [
        Link(OriginKind.ANSWER, "matters.matter", each.pk, "matters.matter", each.pk, each.title) for each in (one, two)
    ]
    commitment = commit(coordinator, text="Kartlägga", origins=links)
    classify(coordinator, one, access=Access.CONFIDENTIAL)
    classify(coordinator, two, access=Access.INTERNAL)
    for matter, access, highest in (
        (one, Access.PUBLIC, Access.INTERNAL),
        (two, Access.PUBLIC, Access.PUBLIC),
        (one, Access.INTERNAL, Access.INTERNAL),
    ):
        classify(coordinator, matter, access=access)
        commitment.refresh_from_db()
        assert commitment.access == highest
    later = commit(coordinator, text="Utbilda")
    add_origin(coordinator, later, links[0], Access.INTERNAL)
    later.refresh_from_db()
    assert later.access == Access.INTERNAL


def test_a_commitment_of_a_matter_and_a_document_is_as_closed_as_the_closer_one(coordinator: Membership) -> None:
    matter = actions.register(coordinator, kind=MatterKind.MOTION, title="Ett")
    document = kept(coordinator)
    links = [
        Link(kind, page, one.pk, page, one.pk, "Ett")
        for kind, page, one in (
            (OriginKind.ANSWER, "matters.matter", matter),
            (OriginKind.DOCUMENT, "documents.document", document),
        )
    ]
    commitment = commit(coordinator, text=f"Kartlägga {CANARY}", origins=links, access=Access.INTERNAL)
    classify(coordinator, matter, access=Access.INTERNAL)
    for opens, access, highest in (
        ("matter", Access.CONFIDENTIAL, Access.CONFIDENTIAL),
        ("document", Access.CONFIDENTIAL, Access.CONFIDENTIAL),
        ("document", Access.PUBLIC, Access.CONFIDENTIAL),
        ("document", Access.CONFIDENTIAL, Access.CONFIDENTIAL),
        ("matter", Access.PUBLIC, Access.CONFIDENTIAL),
        ("document", Access.PUBLIC, Access.PUBLIC),
    ):
        if opens == "matter":
            classify(coordinator, matter, access=access)
        else:
            classify_document(coordinator, document, access=access)
        commitment.refresh_from_db()
        assert commitment.access == highest, (opens, access)


def test_the_same_file_as_one_that_is_closed_to_her_is_refused_with_a_sentence(
    coordinator: Membership, linkoping: Municipality, browser_of: BrowserOf
) -> None:
    document = kept(coordinator)
    classify_document(coordinator, document, access=Access.CONFIDENTIAL)
    officer = browser_of(member(linkoping, Role.OFFICER))
    file = io.BytesIO(CANARY.encode())
    file.name = "min.txt"
    answer = officer.post(reverse("documents:add"), {"files": [file]}, follow=True)
    assert answer.status_code == 200
    assert "med en åtkomst som du inte har" in answer.content.decode()
    enter(linkoping.code)
    assert [one.pk for one in Document.objects.all()] == [document.pk]
    assert documents.receive(coordinator, "igen.txt", io.BytesIO(CANARY.encode())) == (document, False)


@pytest.mark.parametrize(
    ("matter_access", "document_access", "role", "becomes"),
    [
        (Access.PUBLIC, Access.INTERNAL, AttachmentRole.TEXT, Access.PUBLIC),
        (Access.PUBLIC, Access.INTERNAL, AttachmentRole.ATTACHMENT, Access.INTERNAL),
        (Access.PUBLIC, Access.CONFIDENTIAL, AttachmentRole.TEXT, Access.CONFIDENTIAL),
        (Access.CONFIDENTIAL, Access.PUBLIC, AttachmentRole.ATTACHMENT, Access.CONFIDENTIAL),
        (Access.CONFIDENTIAL, Access.INTERNAL, AttachmentRole.TEXT, Access.CONFIDENTIAL),
        (Access.INTERNAL, Access.PUBLIC, AttachmentRole.MEMO, Access.INTERNAL),
    ],
)
def test_what_is_attached(
    matter_access: Access,
    document_access: Access,
    role: AttachmentRole,
    becomes: Access,
    coordinator: Membership,
) -> None:
    matter = actions.register(coordinator, kind=MatterKind.MOTION, title="Motion", access=matter_access)
    document = classify_document(coordinator, kept(coordinator), access=document_access)
    made = attach(coordinator, matter, document_id=document.pk, name="x", role=role)
    assert attach(coordinator, matter, document_id=document.pk, name="x", role=role) == made
    document.refresh_from_db()
    assert document.access == becomes
    detach(coordinator, made)
    document.refresh_from_db()
    assert document.access == becomes


def test_the_text_of_two_matters_opens_no_further_than_the_closer_one(coordinator: Membership) -> None:
    document = kept(coordinator)
    closed = actions.register(coordinator, kind=MatterKind.MOTION, title="Ett", access=Access.CONFIDENTIAL)
    opened = actions.register(coordinator, kind=MatterKind.MOTION, title="Två", access=Access.PUBLIC)
    for matter in (closed, opened):
        attach(coordinator, matter, document_id=document.pk, name="x", role=AttachmentRole.TEXT)
    document.refresh_from_db()
    assert document.access == Access.CONFIDENTIAL
    with pytest.raises(ValidationError):
        classify_document(coordinator, document, access=Access.PUBLIC)
    classify(coordinator, closed, access=Access.INTERNAL)
    document.refresh_from_db()
    assert document.access == Access.INTERNAL


def test_a_quoted_sentence_is_read_by_those_who_may_read_the_document(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    enter("0580", str(coordinator.user_id))
    document = kept(coordinator)
    told = Sentence(document.pk, f"{CANARY}.txt", 0, 5, CANARY)
    matter = actions.register(coordinator, kind=MatterKind.MOTION, title="Öppen motion", sentences=[told])
    attach(coordinator, matter, document_id=document.pk, name=CANARY, role=AttachmentRole.ATTACHMENT)
    own = Link(OriginKind.DOCUMENT, "documents.document", document.pk, "documents.document", document.pk, CANARY)
    commitment = commit(coordinator, text="Öppet åtagande", origins=[own], access=Access.PUBLIC)
    pages_of_it = (matter.get_absolute_url(), commitment.get_absolute_url())
    for access, seen in ((Access.INTERNAL, False), (Access.PUBLIC, True), (Access.CONFIDENTIAL, False)):
        enter("0580", str(coordinator.user_id))
        classify_document(coordinator, document, access=access)
        answers = [browser_of(elected).get(address) for address in pages_of_it]
        assert answers[0].status_code == 200
        assert [CANARY in answer.content.decode() for answer in answers] == [seen, seen]


# the acts


@pytest.mark.parametrize(("role", "may"), [(Role.COORDINATOR, True), (Role.REGISTRAR, True), (Role.OFFICER, False)])
def test_who_classifies(role: Role, may: bool, coordinator: Membership, linkoping: Municipality) -> None:
    matter = actions.register(coordinator, kind=MatterKind.MOTION, title="Motion")
    actor = member(linkoping, role)
    if may:
        assert classify(actor, matter, access=Access.CONFIDENTIAL).access == Access.CONFIDENTIAL
        assert Entry.objects.filter(act="matters.classify", record_id=str(matter.pk)).count() == 1
    else:
        acts: list[Callable[[], object]] = [
            lambda: classify(actor, matter, access=Access.INTERNAL),
            lambda: publish(actor, matter, published=True),
        ]
        for act in acts:
            with pytest.raises(PermissionDenied):
                act()


def test_published_is_another_axis(coordinator: Membership) -> None:
    matter = actions.register(coordinator, kind=MatterKind.OWN, title="Eget")
    with pytest.raises(ValidationError) as refused:
        publish(coordinator, matter, published=True)
    assert "Bara ett offentligt ärende" in refused.value.message_dict["published"][0]
    classify(coordinator, matter, access=Access.PUBLIC)
    assert publish(coordinator, matter, published=True).published
    assert not publish(coordinator, matter, published=False).published
    publish(coordinator, matter, published=True)
    closed = classify(coordinator, matter, access=Access.INTERNAL)
    assert (closed.access, closed.published) == (Access.INTERNAL, False)
    acts = Entry.objects.filter(record_id=str(matter.pk)).values_list("act", flat=True)
    assert "matters.unpublish" in acts


def test_the_form(coordinator: Membership, browser_of: BrowserOf) -> None:
    matter = actions.register(coordinator, kind=MatterKind.MOTION, title="Motion")
    client, address = browser_of(coordinator), f"/arenden/{matter.pk}/atkomst/"
    assert client.post(address, {"access": "0", "published": "on"}).status_code == 302
    matter.refresh_from_db()
    assert (matter.access, matter.published) == (Access.PUBLIC, True)
    refused = client.post(address, {"access": "2", "published": "on"})
    assert refused.status_code == 422
    assert "Bara ett offentligt ärende kan publiceras" in refused.content.decode()
    matter.refresh_from_db()
    assert matter.access == Access.PUBLIC
    assert client.post(address, {"access": "7"}).status_code == 422
    assert client.post(address, {"access": "2"}).status_code == 302
    page = client.get(matter.get_absolute_url()).content.decode()
    assert "Sekretess" in page
    assert "ändrade åtkomsten" in page
