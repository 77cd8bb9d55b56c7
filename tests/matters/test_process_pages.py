"""The pages of the process: the next act first, refusals that keep what was typed, an answer that is the asker's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samfrid.matters import actions
from samfrid.matters.actions import ClauseIn
from samfrid.matters.models import Clause, EventKind, Matter, MatterKind, Outcome, PersonRole, Question, Stage
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership, Municipality, Role, User
from samfrid.municipalities.tenancy import enter
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
SECRET = "Det finns fyra platser."


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-05-26")


def motion(actor: Membership, raised: str | None = None) -> Matter:
    return actions.register(
        actor, kind=MatterKind.MOTION, title="Motion om skyddat boende", raised=PartialDate.parse(raised)
    )


def said(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_step_is_taken_by_its_form_and_the_next_act_stands_first(
    registrar: Membership, browser_of: BrowserOf
) -> None:
    matter, browser = motion(registrar), browser_of(registrar)
    page = said(browser, matter.get_absolute_url())
    assert f'href="/arenden/{matter.pk}/steg/?steg=received">Anteckna när det kom in</a>' in page
    form = said(browser, f"/arenden/{matter.pk}/steg/?steg=received")
    assert '<option value="received" selected>' in form
    answer = browser.post(f"/arenden/{matter.pk}/steg/", {"kind": "received", "on": "2026-05-04"})
    assert answer.status_code == 302
    page = said(browser, matter.get_absolute_url())
    assert "Kom in 4 maj 2026 och väntar på nästa steg." in page
    assert "Anteckna när det lämnades till fullmäktige" in page


@pytest.mark.parametrize(
    ("on", "text"),
    [
        ("2021-13-01", "Den dagen finns inte. Skriv den som 2026-06-30."),
        ("30/2", "Den dagen finns inte"),
        ("igår", "Den dagen finns inte"),
        ("", "Ange dagen."),
        ("0001-01-01", "Året 1 kan inte stämma"),
        ("9999-12-31", "Året 9999 kan inte stämma"),
        ("2026-05-27", "Dagen har inte varit än"),
    ],
)
@pytest.mark.parametrize("place", ["steg", "uppehall"])
def test_a_day_that_cannot_be_is_refused_and_nothing_is_lost(
    registrar: Membership, browser_of: BrowserOf, place: str, on: str, text: str
) -> None:
    matter = motion(registrar, "2025-05-20")
    typed = {"kind": "received" if place == "steg" else "tabled", "on": on, "note": "Skrivet", "reasons": "Skrivet"}
    answer = browser_of(registrar).post(f"/arenden/{matter.pk}/{place}/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert text in page
    assert "Skrivet</textarea>" in page
    assert "Det du har skrivit är kvar." in page
    assert not matter.events.exists()
    assert not matter.pauses.exists()


def test_what_a_step_or_a_pause_lacks_is_said_beside_its_field(registrar: Membership, browser_of: BrowserOf) -> None:
    matter, browser = motion(registrar, "2025-05-20"), browser_of(registrar)
    for place, typed, text in (
        ("steg", {"kind": "referred", "on": "2026-05-04"}, "Välj till vem det remitterades."),
        ("steg", {"kind": "put", "on": "2026-05-04"}, "put"),
        ("steg", {"kind": "agenda", "on": "2026-05-04"}, "kommunallagen 5 kap. 26 §"),
        ("steg", {"kind": "closed", "on": "2026-05-04"}, "Ärendet är inte avgjort."),
        ("uppehall", {"kind": "tabled", "on": "2026-05-04"}, "Skriv skälen."),
        (
            "uppehall",
            {"kind": "tabled", "on": "2026-05-04", "reasons": "x", "by_minority": "on", "votes_for": 10, "present": 49},
            "Det krävs minst 17",
        ),
        ("uppehall", {"kind": "tabled", "on": "2026-05-04", "reasons": "x", "votes_for": "-1"}, "votes_for"),
    ):
        answer = browser.post(f"/arenden/{matter.pk}/{place}/", typed)
        assert answer.status_code == 422, typed
        assert text in answer.content.decode(), typed


def test_a_pause_is_noted_ended_and_taken_away_and_a_step_struck(registrar: Membership, browser_of: BrowserOf) -> None:
    matter, browser = motion(registrar, "2025-05-20"), browser_of(registrar)
    browser.post(f"/arenden/{matter.pk}/uppehall/", {"kind": "referred_back", "on": "2026-05-04", "reasons": "Kostnad"})
    pause = matter.pauses.get()
    page = said(browser, matter.get_absolute_url())
    assert "Återremitterat sedan 4 maj 2026." in page
    assert f'class="ds-button" href="/arenden/uppehall/{pause.pk}/avsluta/">Avsluta uppehållet</a>' in page
    assert browser.post(f"/arenden/uppehall/{pause.pk}/avsluta/", {"on": "2026-05-03"}).status_code == 422
    assert browser.post(f"/arenden/uppehall/{pause.pk}/avsluta/", {"on": "2026-05-13"}).status_code == 302
    assert "förlängt av återremissen 4–13 maj 2026" in said(browser, matter.get_absolute_url())
    assert browser.post(f"/arenden/uppehall/{pause.pk}/ta-bort/", {"reason": ""}).status_code == 422
    assert browser.post(f"/arenden/uppehall/{pause.pk}/ta-bort/", {"reason": "Fel ärende"}).status_code == 302
    assert not matter.pauses.exists()
    step = actions.take_step(registrar, matter, kind=EventKind.RECEIVED, on=D(2025, 5, 12))
    assert "stryka" in said(browser, f"/arenden/steg/{step.pk}/stryk/").casefold()
    assert browser.post(f"/arenden/steg/{step.pk}/stryk/", {"reason": "Fel dag"}).status_code == 302
    assert "Struket: Fel dag" in said(browser, matter.get_absolute_url())


def test_who_may_only_read_sees_where_it_stands_and_no_acts(
    registrar: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    matter = motion(registrar, "2026-03-30")
    actions.take_step(
        registrar, matter, kind=EventKind.REFERRED, on=D(2026, 5, 12), body=body_named(registrar, "socialnämnden")
    )
    browser = browser_of(elected)
    page = said(browser, matter.get_absolute_url())
    assert "Bereds av socialnämnden sedan 12 maj 2026. Fullmäktige ska besluta" in page
    for act in ("Annat steg", "Stryk", "/steg/", "/uppehall/", "/svar/"):
        assert act not in page
    for place in ("steg", "uppehall", "svar"):
        assert browser.get(f"/arenden/{matter.pk}/{place}/").status_code == 403


# --- answers --------------------------------------------------------------------------------------------------------


def elected_named(municipality: Municipality, name: str, address: str) -> Membership:
    user = User.objects.create_user(address, name, "ett långt lösenord")
    return Membership.objects.create(municipality=municipality, user=user, role=Role.ELECTED)


def interpellation(actor: Membership) -> Matter:
    matter = actions.register(
        actor,
        kind=MatterKind.INTERPELLATION,
        title="Interpellation om platser",
        raised=PartialDate.parse("2026-05-12"),
        addressee="Bo Berg",
        people=[("Eva Ek", "V", PersonRole.MOVER)],
    )
    actions.add_question(actor, matter, text="Hur många platser finns det?")
    return matter


def test_the_asker_reads_the_answer_before_the_meeting_and_others_from_it(
    registrar: Membership, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = interpellation(registrar)
    eva = elected_named(registrar.municipality, "Eva Ek", "eva@0580.example")
    per = elected_named(registrar.municipality, "Per Pil", "per@0580.example")
    officer = member(registrar.municipality, Role.OFFICER, "Eva Ek")
    actions.plan_reply(registrar, matter, meeting_on=D(2026, 5, 27), answerer="Bo Berg")
    given = dt.datetime(2026, 5, 26, 0, 0, tzinfo=timezone.get_default_timezone())
    actions.give_answer(registrar, matter, text=SECRET, at=given)

    def readers() -> set[str]:
        found = set()
        for name, who in (("registrar", registrar), ("eva", eva), ("per", per), ("officer", officer)):
            enter("0580", str(who.user_id))
            if SECRET in said(browser_of(who), matter.get_absolute_url()):
                found.add(name)
        enter("0580")
        return found

    assert readers() == {"registrar", "eva"}
    monkeypatch.setenv("SAMFRID_TODAY", "2026-05-27")
    assert readers() == {"registrar", "eva", "per", "officer"}
    actions.plan_reply(registrar, matter, meeting_on=D(2026, 6, 17), answerer="Bo Berg")
    assert readers() == {"registrar", "eva"}


def test_an_interpellation_is_answered_by_its_page(
    registrar: Membership, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter, browser = interpellation(registrar), browser_of(registrar)
    address = f"/arenden/{matter.pk}/svar/"
    assert 'value="Bo Berg"' in said(browser, address)
    planned = {"plan": 1, "plan-meeting_on": "2026-05-27", "plan-answerer": "Bo Berg", "plan-function": "ordförande"}
    assert browser.post(address, planned).status_code == 302
    answer = {"svar": 1, "svar-text": SECRET, "svar-on": "2026-05-25", "svar-hour": "kl tolv"}
    refused = browser.post(address, answer)
    assert refused.status_code == 422
    assert "Skriv klockslaget som 12:00." in refused.content.decode()
    assert f"{SECRET}</textarea>" in refused.content.decode()
    assert browser.post(address, answer | {"svar-hour": "12.30"}).status_code == 302
    monkeypatch.setenv("SAMFRID_TODAY", "2026-05-28")
    council = {"besvarad": 1, "besvarad-on": "2026-05-27", "besvarad-paragraph": "§ 61"}
    refused = browser.post(address, council)
    assert refused.status_code == 422
    assert "5 kap. 62 §" in refused.content.decode()
    actions.take_step(registrar, matter, kind=EventKind.PUT, on=D(2026, 5, 27))
    assert browser.post(address, council).status_code == 302
    page = said(browser, matter.get_absolute_url())
    assert "Besvarades av Bo Berg (§ 61) 27 maj 2026." in page


def test_a_question_is_tied_to_a_decision_and_shown_from_both_sides_to_those_who_may_read_both(
    registrar: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    matter, decided = interpellation(registrar), motion(registrar, "2025-05-20")
    actions.record_decision(
        registrar,
        decided,
        body=body_named(registrar, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=D(2026, 2, 25),
        clauses=[ClauseIn("att kommunen kartlägger våldet", Outcome.GRANTED)],
    )
    question, clause = Question.objects.get(), Clause.objects.get()
    browser, address = browser_of(registrar), f"/arenden/fraga/{question.pk}/om/"
    assert f"?arende={decided.pk}" in said(browser, f"{address}?sok=skyddat")
    assert "Inget beslutat ärende passar" in said(browser, f"{address}?sok=finns+inte")
    said(browser, f"{address}?arende=igår")
    assert "kartlägger våldet" in said(browser, f"{address}?arende={decided.pk}")
    assert browser.post(f"{address}?arende={decided.pk}", {}).status_code == 422
    assert browser.post(f"{address}?arende={decided.pk}", {"clause": clause.pk}).status_code == 302
    reader = browser_of(elected)
    assert "kartlägger våldet" in said(reader, matter.get_absolute_url())
    assert "Hur många platser finns det?" in said(reader, decided.get_absolute_url())
    enter("0580")
    Matter.objects.filter(pk=decided.pk).update(access=Access.CONFIDENTIAL)
    assert "kartlägger våldet" not in said(reader, matter.get_absolute_url())
    enter("0580")
    assert browser.post(address, {"none": 1}).status_code == 302
    question.refresh_from_db()
    assert question.about_clause is None


def test_a_motion_has_no_page_for_its_answer(registrar: Membership, browser_of: BrowserOf) -> None:
    assert browser_of(registrar).get(f"/arenden/{motion(registrar).pk}/svar/").status_code == 404


def test_the_page_costs_the_same_with_one_step_and_with_ten(registrar: Membership, browser_of: BrowserOf) -> None:
    few, many = motion(registrar, "2026-01-07"), motion(registrar, "2026-01-07")
    board = body_named(registrar, "kommunstyrelsen")
    actions.take_step(registrar, few, kind=EventKind.REFERRED, on=D(2026, 2, 1), body=board)
    for day in range(1, 11):
        actions.take_step(registrar, many, kind=EventKind.REFERRED, on=D(2026, 2, day), body=board)
    browser = browser_of(registrar)
    counts = []
    for matter in (few, few, many):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            said(browser, matter.get_absolute_url())
        counts.append(len(asked))
    assert counts[1] == counts[2]
