"""Minutes: what the registrar may enter and what is refused, by hand and by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from lxml import html

from samfrid.audit.models import Entry
from samfrid.matters import actions
from samfrid.matters.actions import record_decision, register
from samfrid.matters.joining import ClauseIn
from samfrid.matters.models import Decision, MatterKind, Minutes, Outcome, Stage
from samfrid.matters.queries import minutes as queries
from samfrid.matters.queries.minutes import MinutesStanding
from samfrid.matters.shown import minutes as shown
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from tests.conftest import member

D = dt.date
#: Nynäshamn 2020: the board's subcommittee met on 17 August
MET, UP, DOWN = D(2020, 8, 17), D(2020, 8, 18), D(2020, 9, 9)
TODAY = D(2026, 11, 22)
BrowserOf = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


def opened(actor: Membership, met_on: dt.date = MET, body: str = "socialnämnden", **more: Any) -> Minutes:
    return actions.open_minutes(actor, body=body_named(actor, body), met_on=met_on, **more)


def announced(actor: Membership, met_on: dt.date = MET, up: dt.date = UP, **more: Any) -> Minutes:
    found = opened(actor, met_on, **more)
    actions.adjust(actor, found, on=max(met_on, up - dt.timedelta(1)))
    return actions.announce(actor, found, on=up)


def decided(
    actor: Membership, *, on: dt.date = MET, body: str = "socialnämnden", access: Access | None = None
) -> Decision:
    matter = register(actor, kind=MatterKind.INITIATIVE, title="Skyddat boende för husdjur", access=access)
    clauses = [ClauseIn("Utreda skyddat boende", Outcome.GRANTED)]
    return record_decision(
        actor, matter, body=body_named(actor, body), stage=Stage.FINAL, on=on, paragraph="§ 12", clauses=clauses
    )


def refusal(act: Callable[..., Any], *args: Any, **told: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as refused:
        act(*args, **told)
    return {
        name: " ".join(map(str, errors)).replace("\xa0", " ") for name, errors in refused.value.message_dict.items()
    }


def test_the_whole_way_to_legal_force(registrar: Membership) -> None:
    found = announced(registrar, kept_at="Kommunkansliet", secretary="Siv Ek")
    actions.take_down(registrar, found, on=DOWN)
    found.refresh_from_db()
    assert (found.adjusted_on, found.announced_on, found.taken_down_on) == (MET, UP, DOWN)
    words = {step["word"]: step for step in shown.steps(found, TODAY)}
    assert words["Laga kraft"]["tone"] == "done"
    assert words["Laga kraft"]["when"].replace("\xa0", " ") == "9 september 2020"
    acts = [entry.act for entry in Entry.objects.filter(record_id=str(found.pk)).order_by("pk")]
    assert acts == ["matters.open_minutes", "matters.adjust", "matters.announce", "matters.take_down"]


def test_gnesta_took_its_notice_down_after_fourteen_days(registrar: Membership) -> None:
    found = announced(registrar, D(2018, 1, 10), D(2018, 1, 19))
    told = refusal(actions.take_down, registrar, found, on=D(2018, 2, 2))
    assert "till och med 9 februari 2018" in told["early"]
    assert "anslås på nytt" in told["early"]
    actions.take_down(registrar, found, on=D(2018, 2, 2), early=True)
    found.refresh_from_db()
    assert shown.minutes_standing(found, TODAY) == ("late", "anslaget togs ned för tidigt")
    assert shown.next_act(found, TODAY) == "anslaget"
    # announced anew: the time for appeal begins anew, and what stood there stays in the trail
    actions.announce(registrar, found, on=D(2018, 2, 5))
    found.refresh_from_db()
    assert (found.announced_on, found.taken_down_on) == (D(2018, 2, 5), None)
    last = Entry.objects.filter(record_id=str(found.pk)).latest("pk")
    assert last.detail["before"] == "2018-01-19"


def test_what_is_refused_says_what_is_wrong(registrar: Membership) -> None:
    found = opened(registrar)
    late = TODAY + dt.timedelta(1)
    for act in (actions.adjust, actions.announce, actions.take_down, actions.appeal, actions.settle_appeal):
        assert refusal(act, registrar, found, on=late) == {"on": "Dagen har inte varit än."}
    assert "17 augusti 2020" in refusal(actions.adjust, registrar, found, on=D(2020, 8, 16))["on"]
    assert "inte justerat" in refusal(actions.announce, registrar, found, on=UP)["on"]
    assert "inte anslaget" in refusal(actions.take_down, registrar, found, on=DOWN)["on"]
    actions.adjust(registrar, found, on=UP)
    assert "justerades 18 augusti 2020" in refusal(actions.announce, registrar, found, on=MET)["on"]
    actions.announce(registrar, found, on=UP)
    assert "anslogs 18 augusti 2020" in refusal(actions.adjust, registrar, found, on=D(2020, 8, 19))["on"]
    assert "sattes upp 18 augusti 2020" in refusal(actions.take_down, registrar, found, on=MET)["on"]
    assert "gick ut 8 september 2020" in refusal(actions.appeal, registrar, found, on=DOWN)["on"]
    assert "Inget överklagande" in refusal(actions.settle_appeal, registrar, found, on=DOWN)["on"]
    actions.appeal(registrar, found, on=D(2020, 9, 8))
    assert "kom in 8 september 2020" in refusal(actions.settle_appeal, registrar, found, on=D(2020, 9, 7))["on"]
    actions.take_down(registrar, found, on=DOWN)
    assert "behöver inte sättas upp igen" in refusal(actions.announce, registrar, found, on=D(2020, 9, 20))["on"]
    assert Minutes.objects.get().announced_on == UP


def test_a_mistyped_day_is_corrected(registrar: Membership) -> None:
    found = announced(registrar)
    actions.adjust(registrar, found, on=MET)
    actions.announce(registrar, found, on=D(2020, 8, 19))
    found.refresh_from_db()
    assert found.announced_on == D(2020, 8, 19)


def test_minutes_are_there_once_and_of_meetings_that_were(registrar: Membership) -> None:
    opened(registrar)
    assert refusal(opened, registrar) == {"met_on": "Det protokollet finns redan."}
    opened(registrar, part="§ 12")
    assert refusal(opened, registrar, TODAY + dt.timedelta(1)) == {"met_on": "Sammanträdet har inte varit än."}
    assert Minutes.objects.count() == 2


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ELECTED, Role.ADMINISTRATOR])
def test_only_who_edits_matters_enters_days(registrar: Membership, role: Role) -> None:
    found = opened(registrar)
    with pytest.raises(PermissionDenied):
        actions.adjust(member(registrar.municipality, role), found, on=UP)


def test_an_appeal_is_awaited(registrar: Membership) -> None:
    found = announced(registrar)
    actions.appeal(registrar, found, on=D(2020, 9, 1))
    found.refresh_from_db()
    assert shown.minutes_standing(found, TODAY) == ("paused", "överklagat")
    actions.settle_appeal(registrar, found, on=D(2021, 3, 1))
    found.refresh_from_db()
    force = shown.steps(found, TODAY)[-1]
    assert (force["tone"], force["when"].replace("\xa0", " ")) == ("done", "1 mars 2021")


def test_a_decision_stands_in_the_minutes_of_its_body_and_day(registrar: Membership) -> None:
    found, decision = opened(registrar), decided(registrar)
    actions.place(registrar, decision, minutes=found)
    decision.refresh_from_db()
    assert decision.minutes == found
    other = opened(registrar, body="kommunstyrelsen")
    told = refusal(actions.place, registrar, decision, minutes=other)["minutes"]
    assert "Protokollet är för Kommunstyrelsen" in told
    later = opened(registrar, D(2020, 8, 18))
    assert "beslutet är från 17 augusti 2020" in refusal(actions.place, registrar, decision, minutes=later)["minutes"]
    actions.place(registrar, decision, minutes=None)
    decision.refresh_from_db()
    assert decision.minutes is None


def test_the_list_by_what_is_to_be_done(registrar: Membership) -> None:
    names = {
        "new": opened(registrar, D(2026, 11, 20)),
        "adjusted": opened(registrar, D(2026, 11, 9)),
        "up": announced(registrar, D(2026, 11, 2), D(2026, 11, 10)),
        "down": announced(registrar),
        "broken": announced(registrar, D(2018, 1, 10), D(2018, 1, 19)),
        # down on the day after three weeks, but the last day was moved by All Saints' Day
        "holiday": announced(registrar, D(2026, 10, 8), D(2026, 10, 9)),
    }
    actions.adjust(registrar, names["adjusted"], on=D(2026, 11, 19))
    actions.take_down(registrar, names["down"], on=DOWN)
    actions.take_down(registrar, names["broken"], on=D(2018, 2, 2), early=True)
    keys = {one.pk: name for name, one in names.items()}

    def listed(standing: str, **more: Any) -> set[str]:
        page = queries.minutes_list("0580", TODAY, standing=standing, **more)
        return {keys[one.pk] for one in page.rows}

    assert listed("") == set(names)
    assert listed(MinutesStanding.TO_ADJUST) == {"new"}
    assert listed(MinutesStanding.TO_ANNOUNCE) == {"adjusted", "broken"}
    assert listed(MinutesStanding.UP) == {"up", "holiday"}
    assert listed(MinutesStanding.ARCHIVE) == {"down", "broken"}
    assert listed("hittepå") == set(names)
    first = queries.minutes_list("0580", TODAY, size=4)
    rest = queries.minutes_list("0580", TODAY, size=4, cursor=first.cursor)
    assert [one.pk for one in [*first.rows, *rest.rows]] == [
        names[name].pk for name in ("new", "adjusted", "up", "holiday", "down", "broken")
    ]


def test_a_notice_that_a_holiday_keeps_up_longer_is_to_be_announced_anew(registrar: Membership) -> None:
    found = announced(registrar, D(2026, 10, 8), D(2026, 10, 10))
    actions.take_down(registrar, found, on=D(2026, 11, 1), early=True)
    page = queries.minutes_list("0580", TODAY, standing=MinutesStanding.TO_ANNOUNCE)
    assert [one.pk for one in page.rows] == [found.pk]


def test_each_wait_says_when_it_ends_and_whether_it_is_over(registrar: Membership) -> None:
    found = opened(registrar, D(2026, 11, 2))

    def standing(day: dt.date) -> tuple[str, str]:
        tone, word = shown.minutes_standing(found, day)
        return tone, word.replace("\xa0", " ")

    assert standing(D(2026, 11, 3)) == ("todo", "ska justeras senast 16 november 2026")
    assert standing(D(2026, 11, 16)) == ("soon", "ska justeras senast 16 november 2026")
    assert standing(D(2026, 11, 17)) == ("late", "skulle ha justerats senast 16 november 2026")
    found = actions.adjust(registrar, found, on=D(2026, 11, 10))
    assert standing(D(2026, 11, 12)) == ("soon", "ska anslås senast 12 november 2026")
    assert standing(D(2026, 11, 13)) == ("late", "skulle ha anslagits senast 12 november 2026")
    found = actions.announce(registrar, found, on=D(2026, 11, 13))
    assert standing(D(2026, 12, 4)) == ("open", "kan överklagas till och med 4 december 2026")
    assert standing(D(2026, 12, 5)) == ("soon", "laga kraft, anslaget kan tas ned")
    late = next(step for step in shown.steps(found, D(2026, 12, 5)) if step["word"] == "Anslaget")
    assert (late["tone"], late["title"].startswith("För sent.")) == ("late", True)


def test_the_registrar_by_page(registrar: Membership, browser_of: BrowserOf) -> None:
    client = browser_of(registrar)
    told = {"body_new": "Socialnämnden", "met_on": "2020-08-17", "kept_at": "Kommunkansliet"}
    made = client.post("/arenden/protokoll/nytt/", told)
    assert made.status_code == 302
    found = Minutes.objects.get()
    page = f"/arenden/protokoll/{found.pk}/"
    decision = decided(registrar)
    assert "Skyddat boende för husdjur" in client.get(page).content.decode()
    client.post(f"{page}beslut/{decision.pk}/")
    decision.refresh_from_db()
    assert decision.minutes_id == found.pk
    client.post(f"{page}beslut/{decision.pk}/", {"ut": "1"})
    decision.refresh_from_db()
    assert decision.minutes_id is None
    assert client.post(f"{page}justerat/", {"justerat-on": "2020-08-18"}).status_code == 302
    assert client.post(f"{page}anslaget/", {"anslaget-on": "2020-08-18"}).status_code == 302
    early = client.post(f"{page}nedtaget/", {"nedtaget-on": "2020-09-01"})
    assert early.status_code == 422
    text = early.content.decode()
    assert 'name="nedtaget-early"' in text
    assert 'value="2020-09-01"' in text
    assert client.post(f"{page}nedtaget/", {"nedtaget-on": "2020-09-09"}).status_code == 302
    assert client.post(f"{page}om/", {"kept_at": "Arkivet", "secretary": "Siv Ek"}).status_code == 302
    found.refresh_from_db()
    assert (found.taken_down_on, found.kept_at) == (DOWN, "Arkivet")
    assert "laga kraft" in client.get("/arenden/protokoll/?visa=arkiv").content.decode()


@pytest.mark.parametrize("written", ["", "18/8 2020", "2020-02-30", "igår"])
def test_a_day_in_another_form_is_refused_and_kept(registrar: Membership, browser_of: BrowserOf, written: str) -> None:
    found = opened(registrar)
    answer = browser_of(registrar).post(f"/arenden/protokoll/{found.pk}/justerat/", {"justerat-on": written})
    assert answer.status_code == 422
    assert f'value="{written}"' in answer.content.decode() or not written
    found.refresh_from_db()
    assert found.adjusted_on is None


def test_a_step_that_does_not_exist_is_not_found(registrar: Membership, browser_of: BrowserOf) -> None:
    found = opened(registrar)
    assert browser_of(registrar).post(f"/arenden/protokoll/{found.pk}/hittepa/").status_code == 404


def test_every_form_of_the_pages_has_its_token(registrar: Membership, browser_of: BrowserOf) -> None:
    """A part that is included with nothing but what it takes would else post without one, and be refused."""
    found, inside = opened(registrar), decided(registrar)
    actions.place(registrar, inside, minutes=found)
    decided(registrar)
    actions.add_recipient(registrar, inside, recipient="Polisen")
    client = browser_of(registrar)
    for page in (f"/arenden/protokoll/{found.pk}/", f"/arenden/beslut/{inside.pk}/expediering/"):
        tree = html.fromstring(client.get(page).content.decode())
        forms = [one for one in tree.iter("form") if one.get("method") == "post"]
        assert len(forms) > 3
        assert all(one.xpath(".//input[@name='csrfmiddlewaretoken']/@value") for one in forms)


def test_a_confidential_matter_is_not_seen_in_the_minutes(registrar: Membership, browser_of: BrowserOf) -> None:
    found, decision = opened(registrar), decided(registrar, access=Access.CONFIDENTIAL)
    actions.place(registrar, decision, minutes=found)
    page = f"/arenden/protokoll/{found.pk}/"
    assert "husdjur" in browser_of(registrar).get(page).content.decode()
    elected = member(registrar.municipality, Role.ELECTED)
    assert "husdjur" not in browser_of(elected).get(page).content.decode()
    assert browser_of(elected).get(f"/arenden/beslut/{decision.pk}/expediering/").status_code == 404


def test_a_page_of_many_costs_no_more_queries(
    registrar: Membership, browser_of: BrowserOf, django_assert_max_num_queries: Any
) -> None:
    found = opened(registrar)
    for _ in range(6):
        actions.place(registrar, decided(registrar), minutes=found)
    client = browser_of(registrar)
    client.get("/arenden/protokoll/")
    with django_assert_max_num_queries(12):
        assert client.get(f"/arenden/protokoll/{found.pk}/").status_code == 200


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_notice_as_a_file(registrar: Membership, browser_of: BrowserOf, form: str, begins: bytes) -> None:
    found = announced(registrar, secretary="Siv Ek")
    answer = browser_of(registrar).get(f"/arenden/protokoll/{found.pk}/anslag/{form}/")
    assert answer.content.startswith(begins)
    assert f"anslag-2020-08-17.{form}" in answer["Content-Disposition"]
    assert browser_of(registrar).get(f"/arenden/protokoll/{found.pk}/anslag/exe/").status_code == 404


def test_another_municipalitys_minutes_are_not_seen(registrar: Membership, vallentuna: Municipality) -> None:
    opened(registrar)
    enter(vallentuna.code)
    assert not Minutes.objects.exists()
    assert not queries.minutes_list("0580", TODAY).rows
