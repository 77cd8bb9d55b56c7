"""What the registrar is told before a matter is registered, and what is taken with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samfrid.matters import actions
from samfrid.matters.actions.opening import describe, only_doubtful, open_matter, unrelate
from samfrid.matters.actions.series import open_series
from samfrid.matters.actions.types import set_type
from samfrid.matters.models import DiaryNumber, Matter, MatterKind, MatterLink, NumberSeries
from samfrid.matters.rules.registration import Draft, check_registration, has_person_number
from samfrid.matters.rules.types import SWEDISH_SET
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership

BrowserOf = Callable[[Membership], Client]
M = MatterKind
EVA = (("Eva Ek", "V"),)
CHAIR = "Socialnämndens ordförande Bo Berg (S)"
#: constructed: a day that there is and the right check digit
NUMBER = "811218-9876"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def draft(kind: MatterKind = M.MOTION, **told: Any) -> Draft:
    usual: dict[str, Any] = {"title": "Om skyddat boende", "movers": EVA}
    if kind in (M.INTERPELLATION, M.QUESTION):
        usual |= {"addressee": CHAIR, "has_reasons": True, "questions": ("Hur många platser finns?",)}
    return Draft(kind=kind, **(usual | told))


@pytest.mark.parametrize("kind", MatterKind)
def test_what_is_as_it_should_be_has_no_problems(kind: MatterKind) -> None:
    assert check_registration(draft(kind), SWEDISH_SET[kind]) == []


@pytest.mark.parametrize(
    ("kind", "told", "field", "must", "law"),
    [
        (M.MOTION, {"movers": ()}, "movers", True, "KL 4:19"),
        (M.INITIATIVE, {"movers": ()}, "movers", True, "KL 4:20"),
        (M.CITIZEN_PROPOSAL, {"movers": ()}, "movers", False, "KL 8:1"),
        (M.MOTION, {"movers": (("Vänsterpartiet", ""),)}, "movers", True, "KL 4:19"),
        (M.MOTION, {"movers": (("S", ""),)}, "movers", True, "KL 4:19"),
        (M.MOTION, {"movers": (*EVA, ("V-gruppen", "V"))}, "movers", True, "KL 4:19"),
        (M.INITIATIVE, {"movers": (("Socialdemokratiska gruppen i KS", "S"),)}, "movers", True, "KL 4:20"),
        (M.CITIZEN_PROPOSAL, {"movers": (("Framtidspartiet", ""),)}, "movers", True, "KL 8:1"),
        (M.MOTION, {"movers": (("Ek", "V"),)}, "movers", False, ""),
        (M.INTERPELLATION, {"addressee": ""}, "addressee", True, "KL 5:59"),
        (M.INTERPELLATION, {"addressee": "Socialnämnden"}, "addressee", True, "KL 5:59"),
        (M.INTERPELLATION, {"addressee": "KF"}, "addressee", True, "KL 5:59"),
        (M.INTERPELLATION, {"addressee": "Bo Berg (S)"}, "addressee", False, "KL 5:59"),
        (M.QUESTION, {"addressee": "Socialnämnden"}, "addressee", False, "KL 5:64"),
        (M.INTERPELLATION, {"has_reasons": False}, "has_reasons", True, "KL 5:60"),
        (M.QUESTION, {"questions": ("Ett?", "Två?")}, "questions", False, ""),
        (M.INTERPELLATION, {"questions": (f"Varför fick {NUMBER} avslag?",)}, "questions", False, "KL 5:59"),
        (M.MOTION, {"title": f"Om {NUMBER}"}, "title", False, ""),
        (M.MOTION, {"requests": (f"att hjälpa 19{NUMBER}",)}, "requests", False, ""),
    ],
)
def test_what_is_not(kind: MatterKind, told: dict[str, Any], field: str, must: bool, law: str) -> None:
    found = check_registration(draft(kind, **told), SWEDISH_SET[kind])
    assert [(one.field, one.must) for one in found] == [(field, must)]
    assert law in found[0].text
    # no sentence repeats what is confidential
    assert NUMBER not in found[0].text


@pytest.mark.parametrize(
    "whom",
    ["KSO", "kommunstyrelsens ordförande", "Kommunalrådet Annika Ek (M)", "ordföranden i socialnämnden", CHAIR],
)
def test_who_is_a_chair(whom: str) -> None:
    assert check_registration(draft(M.INTERPELLATION, addressee=whom), SWEDISH_SET[M.INTERPELLATION]) == []


def test_the_councils_own_rule_holds() -> None:
    several = draft(M.QUESTION, questions=("Ett?", "Två?"))
    assert check_registration(several, replace(SWEDISH_SET[M.QUESTION], most_questions=2)) == []
    needs = replace(SWEDISH_SET[M.QUESTION], needs_reasons=True)
    (problem,) = check_registration(draft(M.QUESTION, has_reasons=False), needs)
    assert (problem.field, problem.must) == ("has_reasons", False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (NUMBER, True),
        ("19811218-9876", True),
        ("8112189876", True),
        ("811218+9876", True),
        ("701063-2391", True),  # a coordination number: the day and 60
        ("811218-9877", False),  # the check digit is another
        ("811318-9876", False),  # there is no thirteenth month
        ("Dnr 2016/1234-5678", False),
        ("212000-2965", False),  # an organisation's
        ("08-123 456 78", False),
        ("2022-2026", False),
        ("", False),
    ],
)
def test_personal_numbers(text: str, found: bool) -> None:
    assert has_person_number(f"Se {text}, här.") is found


@given(st.text())
def test_no_text_breaks_the_search_for_one(text: str) -> None:
    assert has_person_number(text) in (True, False)


def test_the_law_refuses_and_the_doubtful_is_asked(registrar: Membership) -> None:
    party = draft(movers=(("Vänsterpartiet", ""),))
    for passed in (False, True):
        with pytest.raises(ValidationError) as refused:
            open_matter(registrar, party, passed=passed)
        assert not only_doubtful(refused.value)
    short = draft(movers=(("Ek", "V"),))
    with pytest.raises(ValidationError) as asked:
        open_matter(registrar, short)
    assert only_doubtful(asked.value)
    assert not Matter.objects.exists()
    assert open_matter(registrar, short, passed=True).people.get().name == "Ek"


def test_all_is_taken_or_nothing(registrar: Membership) -> None:
    series = open_series(registrar, body=body_named(registrar, "kommunstyrelsen"), prefix="KS", year=2026)
    whole = draft(requests=("att kartlägga", "att utbilda"))
    made = open_matter(
        registrar,
        whole,
        raised=PartialDate.parse("2026-11-01"),
        series=[series],
        numbers=[("SON 2026-4", body_named(registrar, "socialnämnden"))],
    )
    assert [str(one) for one in made.diary_numbers.order_by("created_at")] == ["KS 2026/001", "SON 2026-4"]
    assert [one.body.name for one in made.diary_numbers.order_by("created_at") if one.body] == [
        "Kommunstyrelsen", "Socialnämnden",
    ]  # fmt: skip
    assert [one.text for one in made.requests.all()] == ["att kartlägga", "att utbilda"]
    assert made.listed["numbers"] == ["KS 2026/001", "SON 2026-4"]
    with pytest.raises(ValidationError):
        # the second number is another matter's: the first goes back
        open_matter(registrar, draft(title="En annan"), series=[series], numbers=[("son 2026/4", None)])
    assert NumberSeries.objects.get().last == 1
    assert Matter.objects.count() == 1


def test_the_access_is_that_of_the_sort(registrar: Membership) -> None:
    assert open_matter(registrar, draft(M.OWN)).access == Access.INTERNAL
    assert open_matter(registrar, draft(M.OWN, title="Två"), access=Access.PUBLIC).access == Access.PUBLIC
    own = replace(SWEDISH_SET[M.MOTION], default_access=Access.INTERNAL, source="Arbetsordning § 21")
    set_type(registrar, kind=M.MOTION, valid_from=PartialDate.parse("2026-06-01").first, rules=own)  # type: ignore[union-attr]
    before, after = (PartialDate.parse(day) for day in ("2026-05-31", "2026-06-01"))
    assert open_matter(registrar, draft(), raised=before).access == Access.PUBLIC
    assert open_matter(registrar, draft(title="Tre"), raised=after).access == Access.INTERNAL


FORM = {"kind": "motion", "title": "Om skyddat boende", "movers": "Eva Ek (V)"}


def test_the_form_asks_and_keeps_what_was_written(registrar: Membership, browser_of: BrowserOf) -> None:
    client = browser_of(registrar)
    told = FORM | {"kind": "interpellation", "addressee": "Bo Berg", "has_reasons": "on", "questions": "Ett?\nTvå?"}
    refused = client.post("/arenden/nytt/", told)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Är Bo Berg ordförande" in page
    assert 'type="checkbox" name="passed"' in page
    assert "Två?" in page
    assert client.post("/arenden/nytt/", told | {"passed": "on"}).status_code == 302
    assert [one.text for one in Matter.objects.get().questions.all()] == ["Ett?", "Två?"]
    must = client.post("/arenden/nytt/", FORM | {"movers": "Moderaterna", "title": "Annat"}).content.decode()
    assert "är ett parti eller en grupp" in must
    assert 'type="checkbox" name="passed"' not in must


def test_the_form_takes_the_next_number(registrar: Membership, browser_of: BrowserOf) -> None:
    series = open_series(registrar, body=body_named(registrar, "kommunstyrelsen"), prefix="KS", year=2026, last=6)
    old = open_series(registrar, body=body_named(registrar, "kommunstyrelsen"), prefix="KS", year=2020)
    client = browser_of(registrar)
    page = client.get("/arenden/nytt/").content.decode()
    assert "KS 2026, nästa KS 2026/007" in page
    assert str(old.pk) not in page
    assert client.post("/arenden/nytt/", FORM | {"series": [str(series.pk)]}).status_code == 302
    assert DiaryNumber.objects.get().number == "KS 2026/007"


@pytest.mark.parametrize(
    ("way", "told", "shown"),
    [
        ("nummer", {"numbers": "SON 2026-9"}, "SON 2026-9"),
        ("personer", {"people": "Ali Berg", "party": "S", "role": "officer"}, "Ali Berg (S)"),
        ("yrkanden", {"text": "att utbilda personalen"}, "att utbilda personalen"),
        ("fragor", {"text": "När då?"}, "När då?"),
        ("rubrik", {"title": "En rättare rubrik", "addressee": "KF"}, "En rättare rubrik"),
        ("hor-ihop", {"other": "KS 2025-5"}, "Den andra motionen"),
        ("hor-ihop", {"other": "andra motionen"}, "Den andra motionen"),
    ],
)
def test_what_is_added_later(
    way: str, told: dict[str, str], shown: str, registrar: Membership, browser_of: BrowserOf
) -> None:
    matter = actions.register(registrar, kind=M.MOTION, title="Om skyddat boende")
    actions.register(registrar, kind=M.MOTION, title="Den andra motionen", numbers=["KS 2025-5"])
    client, address = browser_of(registrar), f"/arenden/{matter.pk}/{way}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    assert client.post(address, told).status_code == 302
    assert shown in client.get(matter.get_absolute_url()).content.decode()


def test_several_that_fit_are_offered(registrar: Membership, browser_of: BrowserOf) -> None:
    matter = actions.register(registrar, kind=M.MOTION, title="Om skyddat boende")
    others = [actions.register(registrar, kind=M.MOTION, title=f"Om våld {n}") for n in (1, 2)]
    client, address = browser_of(registrar), f"/arenden/{matter.pk}/hor-ihop/"
    refused = client.post(address, {"other": "våld"})
    assert refused.status_code == 422
    assert "Flera ärenden passar" in refused.content.decode()
    assert client.post(address, {"other": "våld", "which": str(others[1].pk)}).status_code == 302
    assert {one.to_matter_id for one in MatterLink.objects.all()} | {
        one.from_matter_id for one in MatterLink.objects.all()
    } == {matter.pk, others[1].pk}
    assert client.post(f"{address}{others[1].pk}/skilj/").status_code == 302
    assert not MatterLink.objects.exists()
    unrelate(registrar, matter, others[1])
    assert "Inget ärende har" in client.post(address, {"other": "finns inte"}).content.decode()


@pytest.mark.parametrize("told", [{}, {"numbers": "KS 1", "series": "x"}, {"numbers": "utan siffra"}])
def test_a_number_that_is_none(told: dict[str, str], registrar: Membership, browser_of: BrowserOf) -> None:
    matter = actions.register(registrar, kind=M.MOTION, title="Om skyddat boende")
    assert browser_of(registrar).post(f"/arenden/{matter.pk}/nummer/", told).status_code == 422
    assert not DiaryNumber.objects.exists()


def test_a_title_is_corrected(registrar: Membership) -> None:
    matter = actions.register(registrar, kind=M.MOTION, title="Motion av Eva Ek", title_is_ours=True)
    own = describe(registrar, matter, title="  Om   boende ", addressee="KF")
    assert (own.title, own.addressee, own.title_is_ours) == ("Om boende", "KF", False)
    with pytest.raises(ValidationError):
        describe(registrar, matter, title=" ", addressee="")


@pytest.mark.parametrize(
    ("text", "found"),
    [("ks 2025/5", True), ("KS2025-005", True), ("eva", True), ("eva ek", True), ("skyddat", True), ("bo", False)],
)
def test_looked_up_by_number_name_or_word(text: str, found: bool, registrar: Membership, browser_of: BrowserOf) -> None:
    open_matter(registrar, draft(title="Om skyddat hem"), numbers=[("KS 2025-5", None)])
    page = browser_of(registrar).get("/arenden/", {"sok": text}).content.decode()
    assert ("Om skyddat hem" in page) is found


def test_an_elected_member_finds_her_own(registrar: Membership, elected: Membership, browser_of: BrowserOf) -> None:
    actions.register(registrar, kind=M.MOTION, title="En annans motion")
    assert "Mina ärenden" not in browser_of(elected).get("/").content.decode()
    open_matter(registrar, draft(title="Hennes motion", movers=((elected.user.name.upper(), "V"),)))
    first, mine = (browser_of(elected).get(address).content.decode() for address in ("/", "/arenden/?visa=mina"))
    assert "Mina ärenden" in first
    for page in (first, mine):
        assert "Hennes motion" in page
    assert "En annans motion" not in mine
    assert "Mina ärenden" not in browser_of(registrar).get("/").content.decode()
