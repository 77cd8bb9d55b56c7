"""The page before approval says what will happen, and the page after it what did."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samfrid.audit.queries import history
from samfrid.documents import actions
from samfrid.documents.actions.access import classify
from samfrid.documents.models import Document, DocumentState, FindingState
from samfrid.matters.models import Matter
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Access, Membership
from tests.documents.conftest import TEXT, reading, span

Read = Callable[..., Document]


def text_of(response: Any) -> str:
    return str(response.content, "utf-8")


@pytest.fixture
def browser(browser_of: Callable[[Membership], Client], coordinator: Membership) -> Client:
    return browser_of(coordinator)


def kept(document: Document, actor: Membership) -> Document:
    """The document with all that is certain accepted: type, title, date, municipality and mover."""
    actions.accept_certain(actor, document)
    return document


def test_the_summary_says_what_will_be_made_and_what_is_left_out(
    browser: Client, read: Read, coordinator: Membership
) -> None:
    document = kept(read(), coordinator)
    page = text_of(browser.get(reverse("documents:approve", args=[document.pk])))
    assert "Ett nytt ärende läggs upp (motion): ”Motion om skyddat boende”." in page
    assert "2 förslag är inte granskade och tas inte med." in page
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    ("decide", "read_title", "said"),
    [
        ("accept", "Motion om skyddat boende", "kommer från handlingens titel, som är godkänd i granskningen."),
        ("leave", "Motion om skyddat boende", "Den är inte godkänd i granskningen, men används ändå."),
        ("leave", "", "Titeln på ett nytt ärende blir filens namn."),
    ],
)
def test_the_summary_says_where_the_title_comes_from(
    browser: Client, read: Read, coordinator: Membership, decide: str, read_title: str, said: str
) -> None:
    document = read(title=read_title or None)
    for finding in document.findings.filter(group__in=["type", "title", "municipality"]):
        if decide == "accept" or finding.group != "title":
            actions.accept(coordinator, finding, finding.version)
    address = reverse("documents:approve", args=[document.pk])
    assert said in text_of(browser.get(address))
    browser.post(address)
    assert Matter.objects.get().title == (read_title or "motion.txt")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (Access.INTERNAL, Access.PUBLIC, "Åtkomsten till handlingen ändras från internt till offentligt"),
        (Access.PUBLIC, Access.PUBLIC, "Åtkomsten till handlingen ändras inte: offentligt."),
        (Access.CONFIDENTIAL, Access.CONFIDENTIAL, "Åtkomsten till handlingen ändras inte: sekretess."),
    ],
)
@pytest.mark.parametrize("kind", ["motion", "memo"])
def test_the_summary_says_what_access_the_document_gets(
    browser: Client, read: Read, coordinator: Membership, kind: str, before: Access, after: Access, said: str
) -> None:
    document = read(type=kind)
    if before != document.access:
        classify(coordinator, document, access=before)
    address = reverse("documents:approve", args=[kept(document, coordinator).pk])
    page = text_of(browser.get(address))
    if kind == "memo":
        # the municipality's own matter is internal, and no document is more open than its matter
        after = max(Access.INTERNAL, before)
        change = "från offentligt till internt" if before == Access.PUBLIC else "inte: "
        said = f"Åtkomsten till handlingen ändras {change}"
    assert page.index(said) < page.index('type="submit">Godkänn')
    assert "Åtkomsten ändras med knappen Åtkomst på handlingens sida" in page
    browser.post(address)
    document.refresh_from_db()
    assert document.access == after


def test_approval_makes_the_records_and_links_to_them(browser: Client, read: Read, coordinator: Membership) -> None:
    document = kept(read(), coordinator)
    page = text_of(browser.post(reverse("documents:approve", args=[document.pk]), follow=True))
    matter = Matter.objects.get()
    document.refresh_from_db()
    assert (document.state, document.approved_by) == (DocumentState.APPROVED, coordinator.user.name)
    assert document.confirmed_municipality == "0580"
    assert "Handlingen är godkänd. 1 post är skapad eller påfylld." in page
    assert f'href="{matter.get_absolute_url()}"' in page
    assert '<form class="proposal__acts"' not in page
    assert page.count("Inte granskad, inte med") == 2
    assert history(document)[0].act == "documents.approve"


def test_a_matter_that_is_there_already_is_offered_and_the_choice_holds(
    browser: Client, read: Read, receive: Read, coordinator: Membership
) -> None:
    browser.post(reverse("documents:approve", args=[kept(read(), coordinator).pk]))
    known = Matter.objects.get()
    for choice, matters in ((str(known.pk), 1), ("new", 2)):
        second = receive(f"{TEXT} {choice}".encode())
        actions.keep_reading(SystemActor("0580"), second, reading(confidence_of=dict.fromkeys(_sure(), 0.99)))
        address = reverse("documents:approve", args=[kept(second, coordinator).pk])
        page = text_of(browser.get(address))
        name = re.search(r'type="radio" name="(val-[^"]+)" value="' + str(known.pk), page)
        assert name, "the known matter is offered"
        assert re.search(r'value="' + str(known.pk) + r'"[^>]* checked', page), (
            "and chosen, since it surely is the same"
        )
        browser.post(address, {name[1]: choice})
        second.refresh_from_db()
        assert second.state == DocumentState.APPROVED
        assert Matter.objects.count() == matters


def _sure() -> list[str]:
    return ["type", "title", "date", "municipality", "diary_numbers[0]"]


def test_what_is_approved_once_is_not_approved_again(browser: Client, read: Read, coordinator: Membership) -> None:
    document = kept(read(), coordinator)
    browser.post(reverse("documents:approve", args=[document.pk]))
    assert Matter.objects.count() == 1
    browser.post(reverse("documents:approve", args=[document.pk]))
    assert Matter.objects.count() == 1


def test_every_kind_of_record_that_a_document_becomes_is_linked_to(
    browser: Client, read: Read, coordinator: Membership
) -> None:
    here = [span("kommunen utreder fler platser i skyddat boende")]
    commitment: dict[str, object] = {
        "text": "utreda fler platser",
        "status": "under_way",
        "responsible": None,
        "partners": [],
    }
    plan: dict[str, object] = {"name": "Handlingsplan mot våld", "period": ["2024-01-01", "2026-12-31"]}
    agreement: dict[str, object] = {"parties": ["Linköpings kommun", "Kvinnojouren Alla"], "kind": "iop"}
    groups = {"commitments": commitment, "plans": plan, "agreements": agreement}
    document = read(**{group: [{**one, "evidence": here, "confidence": 0.99}] for group, one in groups.items()})
    for finding in document.findings.filter(state=FindingState.PROPOSED):
        actions.accept(coordinator, finding, finding.version)
    response = browser.post(reverse("documents:approve", args=[document.pk]), follow=True)
    assert response.status_code == 200
    records = response.context["records"]
    assert {str(one.kind) for one in records} == {"Ärende", "Plan", "Avtal", "Åtagande"}
    for one in records:
        assert browser.get(one.url).status_code == 200
