"""What reviews come to: seconds, and what people put right; without the person and without the document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from samfrid.documents import actions, approval, queries
from samfrid.documents.measuring import ENOUGH, PAUSE, counts_of, measured, seconds_between
from samfrid.documents.models import Document, ReviewTime
from samfrid.documents.views.measure import duration
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter, within
from tests.conftest import member

Read = Callable[..., Document]
BrowserOf = Callable[[Membership], Client]
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def at(seconds: int) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("last", "opened", "seconds"),
    [
        (at(-20), at(-500), 20),
        (at(-500), at(-20), 20),  # opened anew after a pause
        (None, at(-30), 30),
        (at(-3600), at(-7200), PAUSE),
        (None, None, 0),
        (None, at(60), 0),  # a clock that is wrong
    ],
)
def test_active_seconds(last: dt.datetime | None, opened: dt.datetime | None, seconds: int) -> None:
    assert seconds_between(last, opened, NOON) == seconds


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=30))
def test_the_time_is_never_more_than_the_clock_nor_than_two_minutes_an_act(moments: list[int]) -> None:
    ordered = sorted(moments)
    opened, total, last = at(0), 0, None
    for moment in ordered:
        total += seconds_between(last, opened, at(moment))
        last = at(moment)
    assert 0 <= total <= min(ordered[-1], PAUSE * len(ordered))


def judged(group: str, state: str, *, confidence: float = 0.99, proposed: Any = "x") -> Any:
    return SimpleNamespace(group=group, state=state, confidence=confidence, proposed=proposed)


def test_what_became_of_findings() -> None:
    groups, bands = counts_of(
        [
            judged("people", "accepted"),
            judged("people", "edited", confidence=0.5),
            judged("people", "rejected"),
            judged("date", "absent", confidence=0.8),
            judged("date", "proposed"),
            judged("title", "edited", proposed=None, confidence=0.0),
        ]
    )
    assert groups == {"people": [1, 1, 1, 0, 0, 0], "date": [0, 0, 0, 1, 1, 0], "title": [0, 0, 0, 0, 0, 1]}
    assert bands == {"certain": [1, 1], "unsure": [0, 1], "likely": [0, 1]}


def reviewed(kind: str, seconds: int, groups: dict[str, list[int]]) -> Any:
    return SimpleNamespace(kind=kind, seconds=seconds, dropped=1, groups=groups, bands={"certain": [9, 1]})


def test_the_measures() -> None:
    rows = [
        reviewed("motion", 60 + n, {"people": [3, 1, 0, 0, 1, 0], "date": [1, 0, 0, 0, 0, 1]}) for n in range(ENOUGH)
    ]
    rows.append(reviewed("minutes", 600, {"people": [0, 0, 2, 1, 0, 0]}))
    told = measured(rows)
    assert (told.documents, told.dropped, told.bands) == (6, 6, {"certain": (60, 6)})
    motion, minutes = told.kinds
    assert (motion.kind, motion.documents, motion.seconds, motion.findings, motion.corrected) == (
        "motion",
        5,
        62,
        25,
        5,
    )
    # one document of a type: its time would be somebody's
    assert (minutes.seconds, minutes.corrected) == (None, 3)
    people, date = told.groups
    assert (people.group, people.judged, people.as_read, people.changed, people.rejected, people.absent) == (
        "people", 23, 15, 5, 2, 1,
    )  # fmt: skip
    assert people.share == 65
    assert (date.added, date.share) == (5, 100)
    assert measured([]).documents == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0, "0 sekunder"), (1, "1 sekund"), (60, "1 minut"), (200, "3 minuter 20 sekunder")],
)
def test_a_duration_in_words(seconds: int | None, words: str) -> None:
    assert duration(seconds).replace("\xa0", " ") == words


def press(client: Client, document: Document, group: str, act: str, opened: dt.datetime) -> None:
    finding = document.findings.get(group=group, number=0)
    answer = client.post(
        f"/dokument/{document.pk}/fynd/{finding.pk}/bedom/",
        {"akt": act, "sedd": finding.version, "oppnad": int(opened.timestamp())},
    )
    assert answer.status_code == 302


def test_a_review_is_timed_by_its_own_acts_and_forgotten_when_approved(
    read: Read, coordinator: Membership, browser_of: BrowserOf
) -> None:
    document = read(dropped=2)
    client = browser_of(coordinator)
    press(client, document, "people", "godkann", timezone.now() - dt.timedelta(seconds=40))
    document.refresh_from_db()
    assert 40 <= document.review_seconds <= 60
    Document.objects.filter(pk=document.pk).update(review_at=timezone.now() - dt.timedelta(hours=2))
    press(client, document, "title", "avvisa", timezone.now() - dt.timedelta(hours=3))
    document.refresh_from_db()
    assert 40 + PAUSE <= document.review_seconds <= 70 + PAUSE
    client.post(f"/dokument/{document.pk}/godkann-sakra/", {"oppnad": "nonsense"})
    client.post(f"/dokument/{document.pk}/kommun/", {"kommun": "0580"})
    client.post(f"/dokument/{document.pk}/godkann/")
    document.refresh_from_db()
    assert document.state == "approved"
    assert (document.review_seconds, document.review_at) == (0, None)
    kept = ReviewTime.objects.get()
    assert 160 <= kept.seconds <= 320
    assert (kept.kind, kept.month, kept.dropped) == ("motion", today().replace(day=1), 2)
    assert kept.groups["people"] == [1, 0, 0, 0, 0, 0]
    assert kept.groups["title"] == [0, 0, 1, 0, 0, 0]
    assert kept.bands["certain"][1] == 1
    # nothing leads back to the person or the document
    assert {field.name for field in ReviewTime._meta.get_fields()} == {
        "id", "municipality", "month", "kind", "seconds", "dropped", "groups", "bands",
    }  # fmt: skip


def test_who_may_not_review_takes_no_time(read: Read, coordinator: Membership, browser_of: BrowserOf) -> None:
    document = read()
    finding = document.findings.get(group="title")
    other = browser_of(member(coordinator.municipality, Role.ELECTED, "Eva Vald"))
    address = f"/dokument/{document.pk}/fynd/{finding.pk}/bedom/"
    stamp = int((timezone.now() - dt.timedelta(seconds=50)).timestamp())
    assert other.post(address, {"akt": "godkann", "sedd": 0, "oppnad": stamp}).status_code in (403, 404)
    enter("0580", str(coordinator.user_id))
    document.refresh_from_db()
    assert document.review_seconds == 0


def test_one_that_nobody_reviewed_on_its_page_is_not_measured(read: Read, coordinator: Membership) -> None:
    document = read()
    actions.accept_certain(coordinator, document)
    actions.confirm_municipality(coordinator, document, "0580")
    approval.approve(coordinator, document)
    assert not ReviewTime.objects.exists()
    # and one that is approved takes no more time
    actions.spend(document, timezone.now() - dt.timedelta(seconds=50))
    document.refresh_from_db()
    assert document.review_seconds == 0


def filled(municipality: Municipality, count: int, **changes: Any) -> None:
    for number in range(count):
        values = {"month": today().replace(day=1), "kind": "motion", "seconds": 60 + number, "dropped": 1}
        values |= {"groups": {"people": [3, 1, 0, 0, 0, 0]}, "bands": {"certain": [3, 1]}}
        ReviewTime.objects.create(municipality=municipality, **(values | changes))


def test_the_page_of_the_measures(coordinator: Membership, browser_of: BrowserOf) -> None:
    client = browser_of(coordinator)
    assert "Inget att visa ännu" in client.get("/dokument/granskningen/").content.decode()
    filled(coordinator.municipality, ENOUGH)
    filled(coordinator.municipality, 1, kind="minutes")
    filled(coordinator.municipality, 9, month=dt.date(2020, 1, 1))
    page = client.get("/dokument/granskningen/").content.decode().replace("\xa0", " ")
    assert "6 handlingar är granskade." in page
    assert "1 minut 2 sekunder" in page
    assert "för få" in page
    assert "Säkra förslag som är granskade: 24. Ändrade eller avvisade: 6. Rätt var 75,0 av 100." in page


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ADMINISTRATOR, 200), (Role.COORDINATOR, 200), (Role.REGISTRAR, 403), (Role.ELECTED, 403)]
)
def test_who_sees_the_measures(role: Role, status: int, coordinator: Membership, browser_of: BrowserOf) -> None:
    one = member(coordinator.municipality, role, "Någon Annan")
    assert browser_of(one).get("/dokument/granskningen/").status_code == status


def test_another_municipalitys_measures_are_not_counted(coordinator: Membership, vallentuna: Municipality) -> None:
    with within("0115"):
        filled(vallentuna, 3)
    assert queries.review_times(today(), 12) == []
