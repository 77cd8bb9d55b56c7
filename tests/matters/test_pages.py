"""The pages of matters as people meet them: the chain, the lists, the registrar's forms, and what they cost."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samfrid.commitments.actions import report
from samfrid.commitments.models import Commitment, Execution
from samfrid.matters import actions
from samfrid.matters.actions import ClauseIn
from samfrid.matters.models import Clause, Matter, MatterKind, Outcome, PersonRole, Stage, Stance
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.provenance.actions import Sentence
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
LIST = "/arenden/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def sentence(text: str) -> Sentence:
    return Sentence(uuid.uuid4(), "Protokoll 14 december", 0, len(text), text, 3)


def motion(actor: Membership, title: str = "Motion om kartläggning", raised: str | None = "2022-02-01") -> Matter:
    return actions.register(
        actor,
        kind=MatterKind.MOTION,
        title=title,
        raised=PartialDate.parse(raised),
        people=[("Eva Ek", "V", PersonRole.MOVER)],
        sentences=[sentence("Motion av Eva Ek (V)")],
    )


def decided(actor: Membership, matter: Matter, *clauses: ClauseIn, stage: Stage = Stage.FINAL) -> None:
    actions.record_decision(
        actor,
        matter,
        body=body_named(actor, "kommunfullmäktige"),
        stage=stage,
        on=D(2022, 12, 14),
        paragraph="§ 9",
        clauses=clauses,
    )


def full(actor: Membership) -> Matter:
    """A matter with every step of the chain."""
    matter = motion(actor)
    actions.add_number(actor, matter, "KS 2022-57")
    actions.add_request(actor, matter, "att kommunen kartlägger våldet", [sentence("att kommunen kartlägger våldet")])
    actions.add_question(actor, matter, text="Hur många platser finns?", answer="Se svar ovan", refers_back=True)
    body = body_named(actor, "socialnämnden")
    actions.add_referral(actor, matter, body=body, stance=Stance.SUPPORTS_IF, text="om medel tillförs")
    decided(actor, matter, ClauseIn("Motionen bör bifallas i sin helhet", Outcome.GRANTED), stage=Stage.PROPOSED)
    decided(
        actor,
        matter,
        ClauseIn("att kartlägga våldet", Outcome.GRANTED, True, [sentence("Fullmäktige beslutar kartlägga våldet")]),
        ClauseIn("att utbilda all personal", Outcome.GRANTED),
        ClauseIn("att anställa tio fler", Outcome.REJECTED, False),
    )
    first = Clause.objects.get(text="att kartlägga våldet")
    made = actions.promise(actor, first, text="Kartlägga våldet", responsible=unit_named(actor, "Socialförvaltningen"))
    report(actor, made, on=D(2025, 5, 2), execution=Execution.UNDER_WAY, text="Enkäten är ute", today=D(2026, 11, 22))
    actions.relate(actor, matter, motion(actor, "Interpellation om motionen", "2023-11-01"))
    return matter


def said_by(browser: Client, address: str) -> str:
    return browser.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_is_the_chain_from_asked_to_done(registrar: Membership, browser_of: BrowserOf) -> None:
    matter = full(registrar)
    said = said_by(browser_of(registrar), matter.get_absolute_url())
    order = [
        "Frågat",
        "att kommunen kartlägger våldet",
        "Hur många platser finns?",
        "Svaret hänvisar bara till ett annat svar.",
        "Remitterat",
        "Socialnämnden",
        "tillstyrker under förutsättning",
        "Föreslaget",
        "Motionen bör bifallas i sin helhet",
        "Beslutat",
        "14 december 2022",
        "§ 9",
        "enhälligt",
        "Fullmäktige beslutar kartlägga våldet",
        "avslag",
        "inte enhälligt",
        "Lovat",
        "Kartlägga våldet",
        "Socialförvaltningen",
        "Inget åtagande är gjort av det som beslutades.",
        "Gör ett åtagande",
        "Gjort",
        "senaste besked 2 maj 2025",
        "Historik",
    ]
    # after the picture, which tells the same days in another order
    at = said.index('class="beside')
    for words in order:
        at = said.find(words, at)
        assert at >= 0, words
    assert "KS 2022-57" in said
    assert "Interpellation om motionen" in said
    assert "skulle besluta eller få en redovisning senast 1 februari 2023, ett år från 1 februari 2022" in said


def test_the_picture_has_a_table_that_says_the_same(registrar: Membership, browser_of: BrowserOf) -> None:
    said = said_by(browser_of(registrar), full(registrar).get_absolute_url())
    said = said[said.index('<figure class="picture"') :]
    drawn, table = (said[said.index(f"<{name}") : said.index(f"</{name}>")] for name in ("svg", "table"))
    for words in ("Väckt, 1 februari 2022", "Besked om åtagande, 2 maj 2025"):
        assert words in drawn
        assert words in table
    assert drawn.count("<g ") == table.count('<th scope="row">') == 3


def test_a_motion_past_its_year_says_so(registrar: Membership, browser_of: BrowserOf) -> None:
    said = said_by(browser_of(registrar), motion(registrar, raised="2021-03-30").get_absolute_url())
    assert "Obesvarad, tiden gick ut 30 mars 2022" in said
    assert "skulle ha beslutat eller fått en redovisning senast 30 mars 2022, ett år från 30 mars 2021" in said
    assert 'id="beslut"' in said
    assert 'id="vackt"' in said


@pytest.mark.parametrize(
    ("kind", "raised", "word"),
    [
        (MatterKind.MOTION, "2026-11-01", "väckt"),
        (MatterKind.MOTION, "2026-01-15", "obesvarad, ska beslutas senast 15 januari 2027"),
        (MatterKind.MOTION, "2025-11-21", "obesvarad, tiden gick ut 21 november 2026"),
        (MatterKind.MOTION, "2025-11", "obesvarad, ska beslutas senast 30 november 2026"),
        (MatterKind.MOTION, None, "väckt"),
        (MatterKind.INITIATIVE, "2020-05-06", "väckt"),
    ],
)
def test_where_an_open_matter_is(
    registrar: Membership, browser_of: BrowserOf, kind: MatterKind, raised: str | None, word: str
) -> None:
    actions.register(registrar, kind=kind, title="Ärendet", raised=PartialDate.parse(raised))
    assert word in said_by(browser_of(registrar), LIST)


@pytest.mark.parametrize(
    ("outcomes", "word"),
    [
        ([Outcome.GRANTED], "beslutad: bifall"),
        ([Outcome.REJECTED, Outcome.REJECTED], "beslutad: avslag"),
        ([Outcome.GRANTED, Outcome.REJECTED], "beslutad med olika utfall"),
        # referred back within the year it waits, and is not late
        ([Outcome.REFERRED_BACK], "återremiss"),
    ],
)
def test_where_a_decided_matter_is(
    registrar: Membership, browser_of: BrowserOf, outcomes: list[Outcome], word: str
) -> None:
    texts = ["att kartlägga våldet", "att utbilda personalen"]
    decided(registrar, motion(registrar), *(ClauseIn(*one) for one in zip(texts, outcomes, strict=False)))
    assert word in said_by(browser_of(registrar), LIST)


def test_a_committee_that_approves_its_statement_settles_no_motion(
    registrar: Membership, browser_of: BrowserOf
) -> None:
    actions.record_decision(
        registrar,
        motion(registrar),
        body=body_named(registrar, "socialnämnden"),
        stage=Stage.FINAL,
        on=D(2022, 4, 1),
        clauses=[ClauseIn("Yttrandet godkänns", Outcome.APPROVED)],
    )
    browser = browser_of(registrar)
    assert "Motion om kartläggning" in said_by(browser, f"{LIST}?visa=obesvarade")
    assert "Motion om kartläggning" not in said_by(browser, f"{LIST}?visa=beslutade")


def test_the_list_by_kind_standing_words_and_number(registrar: Membership, browser_of: BrowserOf) -> None:
    done, waits = motion(registrar, "Motion A"), motion(registrar, "Motion B")
    decided(registrar, done, ClauseIn("att kartlägga våldet", Outcome.GRANTED))
    asked = actions.register(registrar, kind=MatterKind.INTERPELLATION, title="Interpellation C")
    actions.add_question(registrar, asked, text="Hur många?", answer="Fyra")
    actions.register(registrar, kind=MatterKind.INTERPELLATION, title="Interpellation D")
    actions.add_number(registrar, waits, "KS 2022/0057")
    browser = browser_of(registrar)

    def shown(**asked: str) -> str:
        said = browser.get(LIST, asked).content.decode()
        titles = ("Motion A", "Motion B", "Interpellation C", "Interpellation D")
        return "".join(title[-1] for title in titles if f">{title}</a>" in said)

    assert shown() == "ABCD"
    assert shown(typ="motion") == "AB"
    assert shown(visa="obesvarade") == "BD"
    assert shown(visa="beslutade") == "AC"
    assert shown(visa="beslutade", typ="interpellation") == "C"
    assert shown(sok="motion b") == "B"
    assert shown(sok="ks 2022-57") == "B"
    assert shown(sok="KS 2022-58") == ""
    assert shown(typ="hittepå", visa="hittepå") == "ABCD"


def test_paging_shows_each_once_also_those_without_a_day(registrar: Membership, browser_of: BrowserOf) -> None:
    for n in range(112):
        motion(registrar, f"Motion {n}", None if n % 3 == 0 else f"20{n % 20 + 5:02}-01-01")
    browser, address = browser_of(registrar), LIST
    seen: list[str] = []
    while address:
        said = browser.get(address)
        seen += [row["url"] for row in said.context["rows"]]
        address = said.context["next_url"]
    assert len(seen) == len(set(seen)) == 112


def test_the_number_of_queries_does_not_grow(registrar: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(registrar)
    council, unit = body_named(registrar, "KF"), unit_named(registrar, "Socialförvaltningen")

    def fill(matter: Matter, n: int) -> None:
        for one in range(n):
            actions.add_number(registrar, matter, f"KS {2000 + one}-{n}{one}")
            actions.add_request(registrar, matter, f"yrkande {one}", [sentence(f"yrkande {one}")])
            actions.add_question(registrar, matter, text=f"fråga {one}?", answer="svar")
            actions.add_referral(registrar, matter, body=body_named(registrar, f"nämnd {one}"))
            actions.add_person(registrar, matter, f"Person {one}", "S", PersonRole.MOVER)
            day = D(2023, 1, 1) + dt.timedelta(one)
            clauses = [ClauseIn(f"sats {one}", Outcome.GRANTED, None, [sentence("x")])]
            actions.record_decision(registrar, matter, body=council, stage=Stage.FINAL, on=day, clauses=clauses)
            clause = Clause.objects.get(decision__matter=matter, decision__on=day)
            actions.promise(registrar, clause, text=f"åtagande {one}", responsible=unit)
            actions.relate(registrar, matter, motion(registrar, f"Annan {n} {one}"))

    counted = []
    for n in (2, 24):
        matter = motion(registrar)
        fill(matter, n)
        costs = []
        for address in (LIST, f"{LIST}?visa=obesvarade&typ=motion", f"{LIST}?sok=motion", matter.get_absolute_url()):
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            costs.append(len(queries))
        counted.append(costs)
    assert counted[0] == counted[1]


# --- forms ----------------------------------------------------------------------------------------------------------


def decision(**changes: str) -> dict[str, str]:
    """A decision as a browser posts it, with one granted clause and an empty row."""
    posted = {
        "stage": "final",
        "body": "",
        "body_new": "kommunfullmäktige",
        "on": "2022-12-14",
        "paragraph": "§ 9",
        "satser-TOTAL_FORMS": "2",
        "satser-INITIAL_FORMS": "0",
        "satser-0-text": "att kartlägga våldet",
        "satser-0-outcome": "granted",
        "satser-0-unanimous": "ja",
        "satser-1-text": "",
        "satser-1-outcome": "",
        "satser-1-unanimous": "",
    }
    return posted | changes


def test_a_decision_by_hand(registrar: Membership, browser_of: BrowserOf) -> None:
    matter = motion(registrar)
    answer = browser_of(registrar).post(f"{LIST}{matter.pk}/beslut/", decision())
    assert answer["Location"] == matter.get_absolute_url()
    made = matter.decisions.get()
    assert (str(made.body), made.on, made.paragraph) == ("Kommunfullmäktige", D(2022, 12, 14), "§ 9")
    assert [(one.text, one.outcome, one.unanimous) for one in made.clauses.all()] == [
        ("att kartlägga våldet", Outcome.GRANTED, True)
    ]


def test_the_form_begins_with_what_was_asked_for(registrar: Membership, browser_of: BrowserOf) -> None:
    matter = full(registrar)
    assert ">\natt kommunen kartlägger våldet</textarea>" in said_by(
        browser_of(registrar), f"{LIST}{matter.pk}/beslut/"
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": "2022-01-31"}, "Ett beslut kan inte vara äldre"),
        ({"on": "2022-02-30"}, "Den dagen finns inte"),
        ({"on": "2026-11-23"}, "Dagen har inte varit än"),
        ({"on": ""}, "Ange dagen för beslutet"),
        ({"body_new": ""}, "Välj vem som beslutar"),
        ({"satser-0-text": " "}, "Skriv att-satsen som fick utfallet"),
        ({"satser-0-outcome": ""}, "Välj vad som hände med"),
        ({"satser-0-text": "", "satser-0-outcome": ""}, "Skriv minst en att-sats"),
        ({"satser-1-text": "att anställa fler", "satser-1-outcome": "hittepå"}, "hittepå"),
    ],
)
def test_an_impossible_decision_is_refused_and_the_form_kept(
    registrar: Membership, browser_of: BrowserOf, changes: dict[str, str], sentence: str
) -> None:
    matter = motion(registrar)
    posted = decision(**{"paragraph": "§ 4711", **changes})
    answer = browser_of(registrar).post(f"{LIST}{matter.pk}/beslut/", posted)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in said
    assert "§ 4711" in said
    assert 'id="error-summary"' in said
    assert matter.decisions.count() == 0


def test_more_rows_keep_what_was_typed_and_judge_nothing(registrar: Membership, browser_of: BrowserOf) -> None:
    matter = motion(registrar)
    posted = decision(on="", **{"satser-1-text": "halvskriven", "more": "1"})
    answer = browser_of(registrar).post(f"{LIST}{matter.pk}/beslut/", posted)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="satser-4-text"' in said
    assert "halvskriven" in said
    assert "error-summary" not in said
    assert matter.decisions.count() == 0


def test_a_proposal_needs_no_day(registrar: Membership, browser_of: BrowserOf) -> None:
    matter = motion(registrar)
    browser_of(registrar).post(f"{LIST}{matter.pk}/beslut/", decision(stage="proposed", on=""))
    assert matter.decisions.get().stage == Stage.PROPOSED


def test_a_commitment_of_a_clause_begins_with_its_words(registrar: Membership, browser_of: BrowserOf) -> None:
    matter = motion(registrar)
    decided(registrar, matter, ClauseIn("att kartlägga våldet", Outcome.GRANTED))
    browser, address = browser_of(registrar), f"{LIST}att-sats/{Clause.objects.get().pk}/atagande/"
    assert ">\nKartlägga våldet</textarea>" in said_by(browser, address)
    assert browser.post(address, {"text": "", "due": ""}).status_code == 422
    refused = browser.post(address, {"text": "Kartlägga", "due": "2022-12-13"})
    assert "före den dagen" in refused.content.decode()
    answer = browser.post(address, {"text": "Kartlägga", "due": "juni 2027", "responsible_new": "Socialförvaltningen"})
    made = Commitment.objects.get()
    assert answer["Location"] == f"/ataganden/{made.pk}/"
    assert (made.text, str(made.responsible), made.due_on) == ("Kartlägga", "Socialförvaltningen", D(2027, 6, 30))


def test_the_day_it_was_raised_is_set_on_the_page(registrar: Membership, browser_of: BrowserOf) -> None:
    matter, browser = motion(registrar, raised=None), browser_of(registrar)
    browser.post(f"{LIST}{matter.pk}/vackt/", {"vackt-raised": "mars 2021"})
    matter.refresh_from_db()
    assert (matter.raised_on, matter.raised_precision) == (D(2021, 3, 31), "month")
    for typed, sentence in (("2027-01-01", "har inte varit än"), ("31 juni 2021", "inget datum"), ("", "Ange dagen")):
        answer = browser.post(f"{LIST}{matter.pk}/vackt/", {"vackt-raised": typed})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


NEW = {
    "kind": "motion",
    "title": "Motion om kartläggning",
    "raised": "2022-02-01",
    "numbers": "KS 2022-57, SON 2022-3",
    "movers": "Eva Ek (V)\nBo Berg\n",
    "requests": "att kartlägga våldet\n\natt utbilda personalen",
}


def test_a_matter_by_hand(registrar: Membership, browser_of: BrowserOf) -> None:
    browser_of(registrar).post(f"{LIST}nytt/", NEW)
    matter = Matter.objects.get()
    assert (matter.title, matter.raised_on) == ("Motion om kartläggning", D(2022, 2, 1))
    assert sorted(str(person) for person in matter.people.all()) == ["Bo Berg", "Eva Ek (V)"]
    assert [one.text for one in matter.requests.all()] == ["att kartlägga våldet", "att utbilda personalen"]
    assert matter.diary_numbers.count() == 2


def test_one_that_is_alike_is_asked_about_first(registrar: Membership, browser_of: BrowserOf) -> None:
    known, browser = motion(registrar), browser_of(registrar)
    answer = browser.post(f"{LIST}nytt/", NEW)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert known.get_absolute_url() in said
    assert "samma förslagsställare" in said
    assert 'type="checkbox" name="anyway"' in said
    assert Matter.objects.count() == 1
    browser.post(f"{LIST}nytt/", NEW | {"anyway": "on"})
    assert Matter.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Skriv ärendets rubrik"),
        ({"raised": "2022-02-30"}, "inget datum"),
        ({"numbers": "KS"}, "inget diarienummer"),
        ({"movers": "Eva Ek (V) och (S)"}, "namn och parti"),
        ({"kind": "hittepå"}, "hittepå"),
    ],
)
def test_an_impossible_matter_is_refused_and_the_form_kept(
    registrar: Membership, browser_of: BrowserOf, changes: dict[str, str], sentence: str
) -> None:
    answer = browser_of(registrar).post(f"{LIST}nytt/", NEW | changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "att utbilda personalen" in answer.content.decode()
    assert Matter.objects.count() == 0


def test_a_taken_number_is_refused_with_the_title_of_its_matter(registrar: Membership, browser_of: BrowserOf) -> None:
    actions.add_number(registrar, motion(registrar, "En helt annan motion", "2010-01-01"), "KS 2022/57")
    answer = browser_of(registrar).post(f"{LIST}nytt/", NEW | {"anyway": "on"})
    assert "hör redan till ärendet ”En helt annan motion”" in answer.content.decode()
    assert Matter.objects.count() == 1


# --- who ------------------------------------------------------------------------------------------------------------


def test_an_elected_member_reads_all_and_is_offered_no_act(
    registrar: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    matter, browser = full(registrar), browser_of(elected)
    said = said_by(browser, matter.get_absolute_url())
    assert "Fullmäktige beslutar kartlägga våldet" in said
    for act in ("Registrera beslut", "Gör ett åtagande", "Spara dagen"):
        assert act not in said
    assert "Nytt ärende" not in said_by(browser, LIST)
    clause = Clause.objects.get(text="att utbilda all personal")
    for address in (f"{LIST}nytt/", f"{LIST}{matter.pk}/beslut/", f"{LIST}att-sats/{clause.pk}/atagande/"):
        assert browser.get(address).status_code == 403
        assert browser.post(address, {}).status_code == 403
    assert browser.post(f"{LIST}{matter.pk}/vackt/", {}).status_code == 403


def test_an_officer_makes_commitments_but_records_no_decision(
    linkoping: Municipality, registrar: Membership, browser_of: BrowserOf
) -> None:
    matter = full(registrar)
    browser = browser_of(member(linkoping, Role.OFFICER))
    said = said_by(browser, matter.get_absolute_url())
    assert "Gör ett åtagande" in said
    assert "Registrera beslut" not in said
    assert browser.post(f"{LIST}{matter.pk}/beslut/", decision()).status_code == 403


def test_another_municipalitys_matter_is_not_there(
    registrar: Membership, vallentuna: Municipality, browser_of: BrowserOf
) -> None:
    matter = full(registrar)
    clause = Clause.objects.get(text="att utbilda all personal")
    enter(vallentuna.code)
    browser = browser_of(member(vallentuna, Role.COORDINATOR))
    for address in (
        matter.get_absolute_url(),
        f"{LIST}{matter.pk}/beslut/",
        f"{LIST}att-sats/{clause.pk}/atagande/",
    ):
        assert browser.get(address).status_code == 404
    assert "Motion om kartläggning" not in said_by(browser, LIST)
