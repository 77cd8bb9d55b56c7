"""Training: entered, changed and struck, on its pages and as acts; when it counts as held in the last year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from samfrid.audit.models import Entry
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.plans.actions.training import change_training, enter_training, evidence_of_training, strike_training
from samfrid.plans.models import Training
from samfrid.plans.rules.training import TrainingState, training_state, year_before
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
TODAY = D(2026, 11, 22)
LIST = "/rutiner/utbildningar/"
TOLD: dict[str, Any] = {
    "name": "Att fråga om våld",
    "kind": "continuing",
    "about": ["about_adults", "about_honour"],
    "starts_on": D(2026, 3, 1),
    "ends_on": D(2026, 3, 2),
    "unit": None,
    "for_whom": "socialsekreterare",
    "participants": 12,
}
POSTED = TOLD | {"starts_on": "2026-03-01", "ends_on": "2026-03-02", "unit": "", "unit_new": "Socialförvaltningen"}


@pytest.mark.parametrize(
    ("starts", "ends", "struck", "state"),
    [
        (TODAY, None, None, TrainingState.GOING_ON),
        (D(2026, 11, 21), None, None, TrainingState.HELD),
        (D(2026, 11, 23), None, None, TrainingState.PLANNED),
        (D(2026, 11, 1), TODAY, None, TrainingState.GOING_ON),
        (D(2026, 11, 1), D(2026, 11, 21), None, TrainingState.HELD),
        (D(2026, 11, 1), None, TODAY, TrainingState.STRUCK),
    ],
)
def test_what_it_is_on_a_day(
    starts: dt.date, ends: dt.date | None, struck: dt.date | None, state: TrainingState
) -> None:
    assert training_state(starts, ends, struck, TODAY) is state


def test_the_last_year_is_counted_from_the_day() -> None:
    assert year_before(D(2024, 2, 29)) == D(2023, 2, 28)
    assert year_before(TODAY) == D(2025, 11, 22)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": " "}, "name", "Skriv vad utbildningen heter"),
        ({"kind": "kurs"}, "kind", "fortbildning eller en högskolekurs"),
        ({"about": []}, "about", "vad utbildningen handlar om"),
        ({"about": ["annat"]}, "about", "vad utbildningen handlar om"),
        ({"ends_on": D(2026, 2, 1)}, "ends_on", "slutar före den börjar"),
        ({"participants": 0}, "participants", "lämna det tomt om ingen vet"),
    ],
)
def test_what_cannot_be_is_refused(coordinator: Membership, change: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(ValidationError) as error:
        enter_training(coordinator, **(TOLD | change))
    assert words in str(error.value.message_dict[field])
    assert not Training.objects.exists()


def test_entered_changed_shown_and_struck(coordinator: Membership) -> None:
    made = enter_training(coordinator, **TOLD)
    assert made.about == ["våldsutsatta vuxna", "hedersrelaterat våld och förtryck"]
    change_training(coordinator, made, **(TOLD | {"participants": None}))
    change_training(coordinator, made, **(TOLD | {"participants": None}))
    assert Entry.objects.get(act="plans.change_training").detail["changed"] == {"participants": ["12", ""]}
    key = uuid4()
    assert evidence_of_training(coordinator, made, document_id=key, name="Intyg").document_id == key
    with pytest.raises(ValidationError, match="varför den stryks"):
        strike_training(coordinator, made, reason=" ", today=TODAY)
    strike_training(coordinator, made, reason="Blev inte av", today=TODAY)
    acts: list[Callable[[], object]] = [
        lambda: change_training(coordinator, made, **TOLD),
        lambda: strike_training(coordinator, made, reason="igen", today=TODAY),
        lambda: evidence_of_training(coordinator, made, document_id=None),
    ]
    for act in acts:
        with pytest.raises(ValidationError, match="struken"):
            act()


def test_officers_may_not(linkoping: Municipality) -> None:
    with pytest.raises(PermissionDenied):
        enter_training(member(linkoping, Role.OFFICER), **TOLD)


def test_on_its_pages(coordinator: Membership, linkoping: Municipality, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    assert "Här samlas utbildningarna" in browser.get(LIST).content.decode()
    wrong = browser.post(f"{LIST}ny/", POSTED | {"ends_on": "2026-02-01"})
    assert wrong.status_code == 422
    assert "Att fråga om våld" in wrong.content.decode()
    page = browser.post(f"{LIST}ny/", POSTED, follow=True)
    enter(linkoping.code)
    found = Training.objects.select_related("unit").get()
    assert found.unit
    assert found.unit.name == "Socialförvaltningen"
    assert page.redirect_chain == [(found.get_absolute_url(), 302)]
    assert [row["word"] for row in browser.get(LIST).context["rows"]] in (["hållen"], ["planerad"])
    changed = POSTED | {"unit_new": "", "unit": str(found.unit.pk), "participants": ""}
    assert browser.post(f"{found.get_absolute_url()}andra/", changed).status_code == 302
    assert browser.get(f"{found.get_absolute_url()}handling/").status_code == 200
    assert browser.post(f"{found.get_absolute_url()}handling/", {"document": ""}).status_code == 302
    assert browser.post(f"{found.get_absolute_url()}stryk/", {"reason": ""}).status_code == 422
    struck = browser.post(f"{found.get_absolute_url()}stryk/", {"reason": "Blev inte av"}, follow=True)
    assert "Blev inte av" in struck.content.decode()
    assert "Stryk utbildningen" not in struck.content.decode()
    reader = browser_of(member(linkoping, Role.ELECTED))
    assert reader.get(found.get_absolute_url()).status_code == 200
    assert reader.get(f"{LIST}ny/").status_code == 403
