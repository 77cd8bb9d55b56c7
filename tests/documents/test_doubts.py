"""Why the reader is unsure, what else it could be, and what a model had to do with it: as data and on the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from samfrid.audit.queries import history
from samfrid.documents import actions, queries
from samfrid.documents.approval.kept import kept_of
from samfrid.documents.asking import with_models
from samfrid.documents.doubts import Repairs, doubts_of, dropped_sentence, hard_pages, model_sentences
from samfrid.documents.models import Document, Finding, FindingState
from samfrid.documents.reviewing import sections_of
from samfrid.municipalities.models import Access, Membership
from tests.documents.conftest import TEXT, reading, span
from tests.documents.test_tasks import work
from tests.reading.plugins.server import proposing, stand_in

Read = Callable[..., Document]
BrowserOf = Callable[[Membership], Client]
PERSON = {"name": "Karin Ek", "party": "V", "role": "author", "item": None}
MODEL = {**PERSON, "name": "Bo Ås", "evidence": [span("Linköping")], "confidence": 0.7, "origin": "model: prov"}


def finding(document: Document, group: str, number: int = 0) -> Finding:
    return document.findings.get(group=group, number=number)


def page_of(client: Client, document: Document, query: str = "") -> str:
    return str(client.get(f"/dokument/{document.pk}/{query}").content, "utf-8")


def test_reasons_the_weightiest_first() -> None:
    garbled = Repairs([{"start": 5, "end": 9, "raw": "vald", "new": "våld", "margin": 0.2}]).within(
        [{"start": 0, "end": 20}]
    )
    told = doubts_of(
        "decisions", {"body": None, "date": "2024-01-01"}, 0.62, "model: prov", [{"field": "date"}], garbled
    )
    assert [sentence.split(".")[0] for sentence in told] == [
        "Modellen prov föreslår det",
        "Ett lagat ord kan vara ett annat",
        "Det framgår inte vem som har beslutat",
        "Datumet står på ett annat ställe i handlingen",
    ]
    assert doubts_of("title", "x", 0.62, "", [], []) == ["I liknande fall har läsaren haft rätt 62 gånger av 100."]


def test_what_stands_on_a_page_that_was_hard_to_read_is_doubtful() -> None:
    hard = hard_pages({"misread": [[1, 0.01], [2, 0.3]]})
    sentence = "Sidan är svårläst. Jämför med bilden av den."
    assert sentence in doubts_of("title", "x", 0.6, "", [{"page": 2}], [], hard)
    assert sentence not in doubts_of("title", "x", 0.6, "", [{"page": 1}], [], hard)
    assert hard_pages({}) == frozenset()


def test_repaired_words_the_doubtful_first_and_only_those_within() -> None:
    edits = [
        {"start": 30, "end": 34, "raw": "utanfor", "new": "utanför", "margin": 0.1},
        {"start": 2, "end": 6, "raw": "ar", "new": "är", "margin": 0.9},
        {"start": 8, "end": 12, "raw": "vald", "new": "våld", "margin": 0.3},
        {"start": 8, "end": 12, "raw": "vald", "new": "våld", "margin": 0.3},
    ]
    found = Repairs(edits).within([{"start": 0, "end": 20}])
    assert [(word.new, word.raw, word.doubtful) for word in found] == [("våld", "vald", True), ("är", "ar", False)]
    assert Repairs([]).within([{"start": 0, "end": 9}]) == []


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, ""),
        (
            {"dropped": 1, "dropped_of": {"people": 1}},
            "1 uppgift som lästes ut står inte i texten och är borttagen (person).",
        ),
        (
            {"dropped": 3, "dropped_of": {"decisions.date": 2, "decisions": 1}},
            "3 uppgifter som lästes ut står inte i texten och är borttagna (beslut).",
        ),
        ({"dropped": 2}, "2 uppgifter som lästes ut står inte i texten och är borttagna."),
    ],
)
def test_how_much_was_left_out(told: dict[str, Any], sentence: str) -> None:
    assert dropped_sentence(told) == sentence


@pytest.mark.parametrize(
    ("account", "sentences"),
    [
        (
            {"name": "prov", "kept": 2, "dropped": 1},
            [
                "2 förslag kommer från modellen prov och är märkta så.",
                "1 förslag från modellen prov föll bort: orden står inte i handlingen.",
            ],
        ),
        ({"name": "prov", "problem": "secret"}, ["Modellen prov har inte fått se handlingen, som har sekretess."]),
        ({"name": "prov", "problem": "what?"}, ["Modellen prov gav inget användbart svar på hela handlingen."]),
        (
            {"name": "", "problem": "settings"},
            ["Ingen modell har frågats: inställningen är fel. Säg till den som sköter Samfrid."],
        ),
        ({"name": "prov", "same": 4}, []),
    ],
)
def test_what_a_model_came_to(account: dict[str, Any], sentences: list[str]) -> None:
    assert model_sentences({"models": [account]}) == sentences


def test_the_page_tells_of_it_all(read: Read, coordinator: Membership, browser_of: BrowserOf) -> None:
    edits = [
        {
            "start": TEXT.index("platser"),
            "end": TEXT.index("platser") + 7,
            "raw": "plalser",
            "new": "platser",
            "margin": 0.1,
            "rule": "word",
        }
    ]
    document = read(
        edits=edits,
        dropped=1,
        dropped_of={"people.party": 1},
        people=[*reading()["people"], MODEL],
        models=[{"name": "prov", "kept": 1, "dropped": 4}],
        runner_up="initiative",
        confidence_of=reading()["confidence_of"] | {"type": 0.8},
    )
    page = page_of(browser_of(coordinator), document)
    assert "1 uppgift som lästes ut står inte i texten och är borttagen (person)." in page
    assert "4 förslag från modellen prov föll bort" in page
    assert "Modellen prov föreslår det." in page
    assert "plalser" in page
    assert "Ett lagat ord kan vara ett annat." in page
    assert "Kan också vara:" in page
    assert "Initiativärende" in page
    assert "Välj det andra" in page


@pytest.mark.parametrize(("origin", "offered"), [("", False), ("model: prov", True)])
def test_of_what_is_certain_only_a_models_second_best_is_offered(read: Read, origin: str, offered: bool) -> None:
    second = {"value": "2022-03-29", "confidence": 0.4, "evidence": [], "origin": origin}
    document = read(runner_up_of={"date": second})
    cards = [card for section in sections_of(document, list(document.findings.all())) for card in section.cards]
    (date,) = (card for card in cards if card.finding.group == "date")
    assert (date.runner_up is not None) is offered
    assert not date.doubts


def test_the_unsure_come_first_where_that_is_asked_for(
    read: Read, coordinator: Membership, browser_of: BrowserOf
) -> None:
    document = read()
    first, *rest = sections_of(document, list(document.findings.all()), unsure_first=True)
    assert [card.finding.group for card in first.cards] == ["diary_numbers", "proposals"]
    assert all(not card.unsure for section in rest for card in section.cards)
    # what is among the unsure is not said to be missing
    assert not any(missing.group == "diary_numbers" for section in rest for missing in section.missing)
    page = page_of(browser_of(coordinator), document, "?ordning=osakra")
    assert page.index("Osäkra, att granska först") < page.index("Om dokumentet")
    assert "Osäkra, att granska först" not in page_of(browser_of(coordinator), document)


def test_all_that_is_certain_is_accepted_without_losing_the_order(
    read: Read, coordinator: Membership, browser_of: BrowserOf
) -> None:
    document = read()
    browser = browser_of(coordinator)
    act = f"/dokument/{document.pk}/godkann-sakra/"
    form = page_of(browser, document, "?ordning=osakra").partition(act)[2].partition("</form>")[0]
    assert '<input type="hidden" name="ordning" value="osakra">' in form
    assert browser.post(act, {"ordning": "osakra"})["Location"] == f"/dokument/{document.pk}/?ordning=osakra#granskning"


def test_what_municipality_is_not_wondered_at_when_somebody_has_said_it(
    read: Read, coordinator: Membership, browser_of: BrowserOf
) -> None:
    document = read(warnings=["no_municipality", "no_date"], municipality=None)
    wondered = "Det står inte vilken kommuns handling det är."
    browser = browser_of(coordinator)
    assert wondered not in page_of(browser, document), "the question on top of the page says it"
    browser.post(f"/dokument/{document.pk}/kommun/", {"kommun": document.municipality_id})
    shown = page_of(browser, document)
    assert wondered not in shown
    assert "Handlingen har inget eget datum." in shown


def test_the_second_best_is_chosen_by_one_press_and_can_be_taken_back(
    read: Read, coordinator: Membership, browser_of: BrowserOf
) -> None:
    second = {"value": "2022-03-29", "confidence": 0.4, "evidence": [span("KS 2022/0178")], "origin": "model: prov"}
    document = read(runner_up_of={"date": second})
    one = finding(document, "date")
    address = f"/dokument/{document.pk}/fynd/{one.pk}/bedom/"
    answer = browser_of(coordinator).post(address, {"akt": "annat", "sedd": 0, "ordning": "osakra"})
    assert answer["Location"] == f"/dokument/{document.pk}/?ordning=osakra#fynd-{one.pk}"
    one.refresh_from_db()
    assert (one.state, one.value, one.proposed, one.took_runner_up) == (
        FindingState.EDITED,
        "2022-03-29",
        "2022-03-28",
        True,
    )
    assert one.grounds == second["evidence"]
    assert history(document)[0].act == "documents.runner_up"
    back = actions.reopen(coordinator, one, 1)
    assert (back.value, back.took_runner_up, back.grounds) == ("2022-03-28", False, one.evidence)
    with pytest.raises(ValidationError, match="inget annat förslag"):
        actions.take_runner_up(coordinator, finding(document, "title"), 0)


def test_a_models_proposal_is_never_taken_with_the_certain(read: Read, coordinator: Membership) -> None:
    sure = {**MODEL, "confidence": 1.0}
    document = read(people=[*reading()["people"], sure], origin_of={"date": "model: prov"})
    assert finding(document, "people", 1).origin == "model: prov"
    counted = queries.tally(document).certain_left
    assert actions.accept_certain(coordinator, document) == counted
    assert finding(document, "people", 0).state == FindingState.ACCEPTED
    assert finding(document, "people", 1).state == FindingState.PROPOSED
    assert finding(document, "date").state == FindingState.PROPOSED


def test_a_record_comes_from_its_own_sentence_and_not_from_where_a_particular_stands(
    read: Read, coordinator: Membership
) -> None:
    further = span("28 mars 2022", field="date")
    proposal = {**reading()["proposals"][0]}
    proposal["evidence"] = [*proposal["evidence"], further]
    document = read(proposals=[proposal])
    actions.accept(coordinator, finding(document, "proposals"), 0)
    (entry,) = kept_of(document).of("proposals")
    assert [one.quote for one in entry.sentences] == ["kommunen utreder fler platser i skyddat boende"]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """``on(address)``: the plug-in for a server of one's own, switched on."""

    def switch(address: str, **more: str) -> None:
        given = {
            "SAMFRID_MODELS": "local-server",
            "SAMFRID_MODEL_NAME": "prov",
            "SAMFRID_MODEL_ADDRESS": address,
            "SAMFRID_MODEL_SECONDS": "5",
        }
        for name, value in (given | more).items():
            monkeypatch.setenv(name, value)

    return switch


GOOD = {"group": "people", "value": {"name": "Karin Ek", "role": "mover"}, "quotation": "Karin Ek (V)", "confidence": 1}
FALSE = {"group": "people", "value": {"name": "Bo Ås"}, "quotation": "Bo Ås (M)", "confidence": 1}


def test_the_worker_asks_the_model_and_keeps_what_stands_in_the_text(receive: Read, on: Callable[..., None]) -> None:
    title = {"group": "addressee", "value": "kommunen", "quotation": "Vi yrkar att kommunen utreder"}
    with stand_in(proposing(GOOD, FALSE, title)) as server:
        on(server.address)
        document = work(receive())
    (sent,) = server.asked
    assert "Karin Ek" in sent["messages"][1]["content"]
    assert document.reading is not None
    (account,) = document.reading["models"]
    assert (account["name"], account["proposed"], account["dropped"], account["problem"]) == ("prov", 3, 1, "")
    assert not document.findings.filter(proposed__name="Bo Ås").exists()
    assert finding(document, "addressee").origin == "model: prov"
    author = document.findings.get(group="people", proposed__name="Karin Ek")
    assert (author.origin, author.value["role"]) == ("", "author")
    assert author.runner_up is not None
    assert author.runner_up["value"]["role"] == "mover"


@pytest.mark.parametrize("marked", [True, False])
def test_what_is_under_secrecy_is_sent_only_where_that_is_said(
    receive: Read, on: Callable[..., None], marked: bool
) -> None:
    content = (f"SEKRETESS\n\n{TEXT}" if marked else TEXT).encode()
    with stand_in(proposing()) as server:
        on(server.address)
        document = receive(content)
        if not marked:
            Document.objects.filter(pk=document.pk).update(access=Access.CONFIDENTIAL)
        document = work(document)
        assert not server.asked
        assert document.reading is not None
        assert document.reading["models"][0]["problem"] == "secret"
        on(server.address, SAMFRID_MODEL_CONFIDENTIAL="yes")
        told = with_models(document, {**reading(), "text": content.decode()})
        assert len(server.asked) == 1
        assert told["models"][0]["problem"] == ""


def test_a_model_that_is_set_wrong_or_away_stops_no_reading(receive: Read, on: Callable[..., None]) -> None:
    on("https://example.se/v1")
    document = work(receive())
    assert document.reading is not None
    assert document.reading["models"] == [{"name": "", "problem": "settings"}]
    on("http://127.0.0.1:9/v1")
    other = work(receive(TEXT.replace("Karin", "Kajsa").encode(), "annan.txt"))
    assert other.reading is not None
    assert other.reading["models"][0]["problem"] == "unreachable"
    assert other.state == "read"


def test_without_a_model_nothing_is_said_of_one(receive: Read) -> None:
    document = work(receive())
    assert "models" not in json.loads(json.dumps(document.reading))
