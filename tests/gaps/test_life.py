"""A gap's life: known for a while with a reason, told of again, mended; a rule that is switched off and on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from samfrid.audit.queries import history
from samfrid.commitments.models import Commitment
from samfrid.gaps import queries, shown
from samfrid.gaps.actions import catch_up, know, set_rule, take_up
from samfrid.gaps.checks import BY_NAME
from samfrid.gaps.models import Ending, Gap, Known, RuleSetting
from samfrid.matters.actions import complete_answer, register
from samfrid.matters.actions.access import classify
from samfrid.matters.models import Matter, MatterKind
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import within
from tests.conftest import member
from tests.gaps.scenarios import TODAY, commitment, decided, matter, question, said_in_council

D = dt.date
Browser = Callable[[Membership], Client]
UNTIL = D(2027, 1, 31)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


def gap_of(actor: Membership) -> Gap:
    matter(actor, raised="2021-03-30")
    catch_up("0580", TODAY)
    return Gap.objects.get(rule="motion_undecided")


def told() -> list[str]:
    return [gap.rule for gap in queries.open_gaps("0580")]


def test_known_until_a_day_and_then_told_of_again(coordinator: Membership) -> None:
    gap = gap_of(coordinator)
    know(coordinator, gap, reason="Beslutas i januari", until=UNTIL, today=TODAY)
    assert told() == []
    assert [one.pk for one in queries.known("0580").rows] == [gap.pk]
    assert [one.known_until for one in queries.gaps_of(gap.record_id)] == [UNTIL]
    assert [entry.act for entry in history(gap)] == ["gaps.know"]
    assert "januari" not in str(history(gap)[0].detail)
    catch_up("0580", UNTIL)
    assert told() == []
    catch_up("0580", UNTIL + dt.timedelta(days=1))
    assert told() == ["motion_undecided"]
    assert queries.known("0580").rows == []
    gap.refresh_from_db()
    assert [step.text for step in shown.life(gap, Known.objects.all())][-1] == "Tiden gick ut och bristen visas igen."


def test_known_is_taken_back(coordinator: Membership) -> None:
    gap = gap_of(coordinator)
    know(coordinator, gap, reason="Beslutas i januari", until=UNTIL, today=TODAY)
    know(coordinator, gap, reason="Beslutas i februari", until=D(2027, 2, 28), today=TODAY)
    assert list(Known.objects.order_by("created_at").values_list("reason", "ended_on")) == [
        ("Beslutas i januari", TODAY),
        ("Beslutas i februari", None),
    ]
    take_up(coordinator, gap, today=TODAY)
    take_up(coordinator, gap, today=TODAY)
    assert told() == ["motion_undecided"]


def test_what_was_known_as_near_is_told_of_when_it_is_over(coordinator: Membership) -> None:
    matter(coordinator, raised="2025-12-01")
    catch_up("0580", TODAY)
    know(coordinator, Gap.objects.get(), reason="Beslutas i februari", until=D(2027, 2, 28), today=TODAY)
    catch_up("0580", D(2026, 12, 1))
    assert told() == []
    catch_up("0580", D(2026, 12, 2))
    assert told() == ["motion_undecided"]
    assert Known.objects.get().ended_on == D(2026, 12, 2)


@pytest.mark.parametrize(
    ("reason", "until", "field"),
    [
        ("", UNTIL, "reason"),
        ("   ", UNTIL, "reason"),
        ("x" * 501, UNTIL, "reason"),
        ("Väntar", TODAY, "until"),
        ("Väntar", D(2027, 11, 23), "until"),
    ],
)
def test_it_is_not_known_without_a_reason_or_for_ever(
    coordinator: Membership, reason: str, until: dt.date, field: str
) -> None:
    gap = gap_of(coordinator)
    with pytest.raises(ValidationError) as refused:
        know(coordinator, gap, reason=reason, until=until, today=TODAY)
    assert field in refused.value.message_dict
    assert told() == ["motion_undecided"]


def test_what_is_mended_is_not_known(coordinator: Membership) -> None:
    gap = gap_of(coordinator)
    decided(coordinator, gap_matter(gap))
    catch_up("0580", TODAY)
    with pytest.raises(ValidationError, match="finns inte längre"):
        know(coordinator, gap, reason="Väntar", until=UNTIL, today=TODAY)


def gap_matter(gap: Gap) -> Matter:
    return Matter.objects.get(pk=gap.record_id)


def test_only_a_coordinator_says_that_it_is_known(coordinator: Membership, linkoping: Municipality) -> None:
    gap = gap_of(coordinator)
    for role in (Role.REGISTRAR, Role.OFFICER, Role.ELECTED, Role.ADMINISTRATOR):
        with pytest.raises(PermissionDenied):
            know(member(linkoping, role), gap, reason="Väntar", until=UNTIL, today=TODAY)


def test_a_closed_gap_follows_who_may_read_its_record(coordinator: Membership) -> None:
    gap = gap_of(coordinator)
    know(coordinator, gap, reason="Väntar på domen", until=UNTIL, today=TODAY)
    found = gap_matter(gap)
    decided(coordinator, found)
    catch_up("0580", TODAY)
    classify(coordinator, found, access=Access.CONFIDENTIAL)
    with within("0580", clearance=Access.PUBLIC):
        assert not Gap.objects.filter(pk=gap.pk).exists()
        assert not Known.objects.exists()
    assert Known.objects.exists()


def test_a_rule_is_switched_off_and_on(coordinator: Membership) -> None:
    gap_of(coordinator)
    rule = BY_NAME["motion_undecided"]
    set_rule(coordinator, rule, off=True, reason="Vi har ett eget system", today=TODAY)
    assert told() == []
    gap = Gap.objects.get()
    assert (gap.ended, gap.mended_on, gap.mended_by) == (Ending.OFF, TODAY, coordinator.actor_name)
    assert queries.mended("0580").rows == []
    matter(coordinator, raised="2021-04-30")
    catch_up("0580", TODAY)
    catch_up("0580", TODAY + dt.timedelta(days=1))
    assert told() == []
    set_rule(coordinator, rule, off=False, today=TODAY)
    assert told() == ["motion_undecided"] * 2
    setting = RuleSetting.objects.get()
    assert [entry.act for entry in history(setting)] == ["gaps.switch_on", "gaps.switch_off"]


def test_a_rule_has_the_municipalitys_own_days(coordinator: Membership) -> None:
    commitment(coordinator, promised_on=D(2026, 8, 1))
    catch_up("0580", TODAY)
    assert told() == []
    set_rule(coordinator, BY_NAME["commitment_silent"], off=False, days=60, reason="Nämnden vill det", today=TODAY)
    assert told() == ["commitment_silent"]
    catch_up("0580", TODAY + dt.timedelta(days=1))
    assert told() == ["commitment_silent"]
    set_rule(coordinator, BY_NAME["commitment_silent"], off=False, today=TODAY)
    assert told() == []
    gap = Gap.objects.get(rule="commitment_silent")
    assert (gap.ended, gap.mended_act, gap.mended_by) == (Ending.SET, "gaps.set_days", coordinator.actor_name)
    assert "Regelns dagar ändrades" in shown.how_it_ended(gap)
    assert queries.mended("0580").rows == [], "nobody has mended it"


@pytest.mark.parametrize(
    ("rule", "values", "field"),
    [
        ("motion_undecided", {"off": True}, "reason"),
        ("motion_undecided", {"off": False, "days": 3}, "days"),
        ("commitment_silent", {"off": False, "days": -1}, "days"),
        ("commitment_silent", {"off": False, "days": 4000}, "days"),
        ("commitment_silent", {"off": False, "days": 9, "reason": "x" * 501}, "reason"),
    ],
)
def test_a_setting_that_cannot_be(coordinator: Membership, rule: str, values: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        set_rule(coordinator, BY_NAME[rule], today=TODAY, **values)  # type: ignore[arg-type]
    assert field in refused.value.message_dict
    assert not RuleSetting.objects.exists()


def test_a_setting_that_changes_nothing_is_not_told_of(coordinator: Membership) -> None:
    assert set_rule(coordinator, BY_NAME["commitment_silent"], off=False, today=TODAY) is None
    assert not RuleSetting.objects.exists()


def test_a_setting_is_its_own_municipalitys(coordinator: Membership, vallentuna: Municipality) -> None:
    set_rule(coordinator, BY_NAME["motion_undecided"], off=True, reason="Nej tack", today=TODAY)
    with within(vallentuna.code):
        assert not RuleSetting.objects.exists()


def test_the_pages_of_a_gap_and_its_rule(coordinator: Membership, elected: Membership, browser_of: Browser) -> None:
    gap, client = gap_of(coordinator), browser_of(coordinator)
    page = client.get(f"/brister/{gap.pk}/").content.decode()
    assert "2017:725" in page
    assert "Bristen upptäcktes" in page
    refused = client.post(f"/brister/{gap.pk}/", {"reason": "Kommer i mars", "until": "2020-01-01"})
    assert refused.status_code == 422
    assert "Kommer i mars" in refused.content.decode()
    client.post(f"/brister/{gap.pk}/", {"reason": "Kommer i januari", "until": UNTIL.isoformat()})
    assert "Kommer i januari" in client.get("/brister/kanda/").content.decode()
    assert "Motionen väcktes" not in client.get("/").content.decode()
    assert "Säg att bristen är känd" not in browser_of(elected).get(f"/brister/{gap.pk}/").content.decode()
    client.post(f"/brister/{gap.pk}/ta-upp/")
    assert "Motionen väcktes" in client.get("/").content.decode()
    decided(coordinator, gap_matter(gap))
    assert f"{coordinator.actor_name} registrerade ett beslut" in client.get("/brister/atgardade/").content.decode()
    refused = client.post("/brister/regler/motion_undecided/", {"off": "1", "reason": ""})
    assert refused.status_code == 422
    client.post("/brister/regler/motion_undecided/", {"off": "1", "reason": "Eget system"})
    assert "Eget system" in client.get("/brister/regler/").content.decode()
    assert client.get("/brister/regler/finns_inte/").status_code == 404
    assert browser_of(elected).post("/brister/regler/motion_undecided/", {"off": "0"}).status_code == 403


def test_a_promise_becomes_a_commitment_in_one_press(coordinator: Membership, browser_of: Browser) -> None:
    found = said_in_council(coordinator, "Tack. Vi kommer att utbilda all personal under 2027.")
    catch_up("0580", TODAY)
    gap = Gap.objects.get(rule="promise_forgotten")
    client = browser_of(coordinator)
    page = client.get(f"/brister/{gap.pk}/atagande/").content.decode()
    assert "Vi kommer att utbilda all personal under 2027." in page
    assert client.post(f"/brister/{gap.pk}/atagande/", {"text": ""}).status_code == 422
    assert client.post(f"/brister/{gap.pk}/atagande/", {"text": "Utbilda all personal"}).status_code == 302
    again = client.post(f"/brister/{gap.pk}/atagande/", {"text": "Utbilda all personal"})
    assert (again.status_code, "Löftet har redan blivit" in again.content.decode()) == (422, True)
    assert Commitment.objects.count() == 1
    catch_up("0580", TODAY)
    gap.refresh_from_db()
    assert (gap.ended, gap.mended_act) == (Ending.MENDED, "gaps.promise")
    other = register(coordinator, kind=MatterKind.MOTION, title="Annan", raised=PartialDate.parse("2021-03-30"))
    catch_up("0580", TODAY)
    assert client.get(f"/brister/{Gap.objects.get(record_id=other.pk).pk}/atagande/").status_code == 404
    assert found.title


def test_an_answer_is_completed_once_and_what_stood_there_is_kept(coordinator: Membership, browser_of: Browser) -> None:
    asked = question(coordinator, answer="Se svar ovan.", refers_back=True)
    complete_answer(coordinator, asked, answer="Sex platser.")
    assert history(asked.matter)[0].detail["before"] == "Se svar ovan."
    late = browser_of(coordinator).post(reverse("matters:complete", args=[asked.pk]), {"answer": "Sju platser."})
    assert (late.status_code, "har redan fått hela sitt svar" in late.content.decode()) == (422, True)
    asked.refresh_from_db()
    assert asked.answer == "Sex platser."
